"""A smallest set of rules and inspections that contradict each other, by QuickXplain.

U. Junker, QuickXplain: Preferred explanations and relaxations for over-constrained problems, AAAI
2004. Smallest means that any one of it may be dropped for the others to be possible together;
there may be others, and smaller ones.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from jtai_cli.programme.engine import Found, least
from jtai_cli.programme.formulation import model_of, task_of
from jtai_cli.programme.limits import is_open
from jtai_cli.programme.model import Limit, Programme, Rules

_KEYS = (
    *("at_once_per_team", "gap_per_team", "gap_in_area", "days_between_starts"),
    *("reports_per_week", "avoid_weeks", "school_holidays"),
)


class Conflict(NamedTuple):
    """Rules by their keys, and visits by reference.

    Of ``at_once_per_inspectorate`` the inspectorate stands behind the key, in brackets.
    """

    rules: tuple[str, ...]
    visits: tuple[str, ...]


class BrokenOff(Exception):
    """The search ended, by its time or by Ctrl-C, before it was known what contradicts what."""


class _Item(NamedTuple):
    """A rule, or that a visit has a place."""

    name: str
    is_rule: bool


def conflict(programme: Programme, seconds: float | None = None) -> Conflict | None:
    """Rules and visits to be placed of which any one may be dropped, and not fewer; None where all
    can be placed. What has a date is always there, and so are windows, the order of visits and
    the days on which teams are away.

    Raises BrokenOff where so many ``seconds`` of the engine do not do, or on Ctrl-C in it.
    """
    items = (*(_Item(key, True) for key in _rules(programme.rules)), *_asked(programme))
    spent = 0.0

    def is_possible(kept: Sequence[_Item]) -> bool:
        nonlocal spent
        wanted = {item.name for item in kept if not item.is_rule}
        left = None if seconds is None else seconds - spent
        found = _with_all_placed(_with(programme, kept, wanted), wanted, left)
        spent += found.seconds
        if found.stopped or (left is not None and found.values is None and found.seconds >= left):
            raise BrokenOff
        return found.values is not None

    if is_possible(items):
        return None
    found = set(_smallest((), False, items, is_possible))
    return Conflict(
        rules=tuple(item.name for item in items if item in found and item.is_rule),
        visits=tuple(item.name for item in items if item in found and not item.is_rule),
    )


def _smallest(
    background: tuple[_Item, ...],
    has_grown: bool,
    items: tuple[_Item, ...],
    is_possible: Callable[[Sequence[_Item]], bool],
) -> tuple[_Item, ...]:
    """Those of the items without which, beside the background, all would be possible."""
    if has_grown and not is_possible(background):
        return ()
    if len(items) == 1:
        return items
    first, rest = items[: len(items) // 2], items[len(items) // 2 :]
    of_rest = _smallest((*background, *first), True, rest, is_possible)
    of_first = _smallest((*background, *of_rest), bool(of_rest), first, is_possible)
    return (*of_first, *of_rest)


def _rules(rules: Rules) -> tuple[str, ...]:
    """The keys of what is a rule, and no preference, and the inspectorates of which one is."""
    of_each = rules.at_once_per_inspectorate.items()
    return (*_limits(rules), *(_key_of(name) for name, limit in sorted(of_each) if limit.is_rule))


def _key_of(inspectorate: str) -> str:
    return f"at_once_per_inspectorate ({inspectorate})"


def _limits(rules: Rules) -> dict[str, Limit]:
    """The limits that are a rule, by their keys. One of 0 forbids nothing."""
    limits = ((key, rules.limit(key)) for key in _KEYS)
    return {key: limit for key, limit in limits if limit and limit.is_rule and limit.value}


def _asked(programme: Programme) -> tuple[_Item, ...]:
    asked = (visit for visit in programme.visits if is_open(programme, visit))
    return tuple(_Item(visit.reference, False) for visit in asked)


def _with(programme: Programme, kept: Sequence[_Item], wanted: Collection[str]) -> Programme:
    """The programme with these rules, any other being a preference, and without the visits that
    have no date and need no place.
    """
    rules, names = programme.rules, {item.name for item in kept if item.is_rule}
    for key, limit in _limits(rules).items():
        if key not in names:
            rules = rules.with_limit(key, limit._replace(weight=1))
    limits = {
        name: limit if _key_of(name) in names else limit._replace(weight=1)
        for name, limit in rules.at_once_per_inspectorate.items()
    }
    undated = {visit.reference for visit in programme.visits if visit.start is None}
    gone = undated.difference(wanted)
    return programme._replace(
        rules=rules._replace(at_once_per_inspectorate=limits),
        visits=tuple(
            visit._replace(after=tuple(name for name in visit.after if name not in gone))
            for visit in programme.visits
            if visit.reference not in gone
        ),
    )


def _with_all_placed(programme: Programme, wanted: Collection[str], seconds: float | None) -> Found:
    """A plan in which all that is wanted has a place, if one is found."""
    task = task_of(programme, None)
    model = model_of(task)
    for each, column in zip(task.asked, model.left, strict=True):
        if each.visit.reference in wanted:
            model.uppers[column] = 0
    if not model.left:
        return Found((), 0, False, 0.0)
    return least(model.uppers, model.rows, {}, seconds=seconds, seed=0)
