"""Weeks and teams for the visits that have none: the best by the preferences, one after another."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from jtai_cli.programme.engine import Found, least
from jtai_cli.programme.first_plan import first_plan
from jtai_cli.programme.formulation import (
    Goal,
    Kind,
    Model,
    Open,
    Task,
    factor_of,
    goals_of,
    model_of,
    task_of,
    weeks_apart,
)
from jtai_cli.programme.limits import Seat, caps_of, is_open, seats_of, slots_of
from jtai_cli.programme.model import Programme, Visit
from jtai_cli.programme.reasons import Reason, reasons
from jtai_cli.programme.worth import worth_of

WISHES = ("preferences", "gaps", "together")  # the levels that a first plan heeds
Progress = Callable[[str, int, int], None]  # a level's name, its number from 1, how many


class Level(NamedTuple):
    """What was made as small as can be: its value in the plan, and what none can be below."""

    name: str
    value: int
    bound: int

    @property
    def is_proved(self) -> bool:
        """Whether no plan that is as good in the levels before is better in this one."""
        return self.bound >= self.value


class Moved(NamedTuple):
    """A visit that is not where it was: its old start and team, and what rules those out now."""

    visit: Visit
    start: dt.date
    team: str | None
    why: tuple[Reason, ...]


class Placement(NamedTuple):
    """The programme with weeks and teams filled in, and the references of those left.

    ``stopped`` says that the user broke off.
    """

    programme: Programme
    left: tuple[str, ...]
    levels: tuple[Level, ...]
    moved: tuple[Moved, ...]
    stopped: bool

    @property
    def is_left_proved(self) -> bool:
        """Whether no plan places more."""
        return self.levels[0].is_proved

    @property
    def is_proved(self) -> bool:
        """Whether no plan is better."""
        return all(level.is_proved for level in self.levels)


class _Best(NamedTuple):
    """The best plan so far, and the values of its levels."""

    plan: Programme
    values: list[int]


def place(
    programme: Programme,
    *,
    keep: Programme | None = None,
    seconds: float | None = None,
    seed: int = 0,
    progress: Progress = lambda name, number, of: None,
) -> Placement:
    """The best weeks and teams for what has none; what has a date keeps it.

    With ``keep``, an earlier programme, as few visits as can be are moved. Where ``seconds`` run
    out, or on Ctrl-C, the best that was found. Raises OutsideCalendar.
    """
    task = task_of(programme, keep)
    model = model_of(task)
    goals = goals_of(task, model, keep)
    best, left = _first(task, model, keep, goals), seconds
    bounds, stopped = list[int](), False
    for number, goal in enumerate(goals):
        bound = goal.floor
        if best.values[number] > bound and not stopped and (left is None or left > 0):
            try:
                progress(goal.name, number + 1, len(goals))
                found = least(model.uppers, model.rows, goal.terms, seconds=left, seed=seed)
                best = _better(task, model, keep, found.values, best, number)
            except KeyboardInterrupt:
                found = Found(None, None, True, 0)
            stopped = found.stopped
            left = None if left is None else left - found.seconds
            bound = max(bound, goal.constant + (found.bound or 0))
        bounds.append(min(bound, best.values[number]))
        model.keep(goal.terms, best.values[number] - goal.constant)
    levels = _levels(task, goals, best.values, bounds)
    moved = tuple(_moved(best.plan, keep)) if keep else ()
    return Placement(best.plan, _left(best.plan), levels, moved, stopped)


def _first(task: Task, model: Model, keep: Programme | None, goals: list[Goal]) -> _Best:
    """The first plan, or what is given where that places none more."""
    given = _Best(task.programme, _values(task, task.programme, keep))
    wishes = [goal for goal in goals if goal.name in WISHES]
    return _better(task, model, keep, first_plan(task, model, wishes), given, 0)


def _better(
    task: Task,
    model: Model,
    keep: Programme | None,
    found: tuple[int, ...] | None,
    best: _Best,
    number: int,
) -> _Best:
    """What was found, where it is worth more than the best so far, up to the level of a number."""
    if found is None:
        return best
    plan = _dealt(task, model, found)
    values = _values(task, plan, keep)
    return _Best(plan, values) if values[: number + 1] < best.values[: number + 1] else best


def _left(plan: Programme) -> tuple[str, ...]:
    return tuple(each.reference for each in plan.visits if is_open(plan, each))


def _values(task: Task, plan: Programme, keep: Programme | None) -> list[int]:
    """The value of each level in a plan, reckoned from its dates and teams alone."""
    worth = worth_of(plan)
    joined = worth.load * factor_of(task) + worth.weeks
    rest = [worth.preferences, worth.gaps, worth.together, joined]
    return [worth.left, *(_moves(task, plan, keep) if keep else ()), *rest]


def _moves(task: Task, plan: Programme, keep: Programme) -> list[int]:
    ours = {each.visit.reference: each.visit for each in task.asked}
    now = {seat.visit.reference: seat for seat in seats_of(plan)}
    then = [seat for seat in seats_of(keep) if seat.visit.reference in ours]
    pairs = [(seat, now.get(seat.visit.reference)) for seat in then]
    moved = sum(bool(seat.team) and _place_of(seat) != _place_of(new) for seat, new in pairs)
    free = [(seat, new) for seat, new in pairs if new and not ours[seat.visit.reference].start]
    return [moved, sum(weeks_apart(seat.slot, new.slot) for seat, new in free)]


def _place_of(seat: Seat | None) -> tuple[dt.date, str | None] | None:
    return (seat.slot.dates.start, seat.team) if seat else None


def _dealt(task: Task, model: Model, values: tuple[int, ...]) -> Programme:
    """The programme with weeks as chosen, and teams dealt out in order of the list."""
    chosen: dict[str, Visit] = {}
    waiting: defaultdict[tuple[Kind, int], list[Open]] = defaultdict(list)
    for (number, slot), column in model.at.items():
        if values[column]:
            each = task.asked[number]
            waiting[each.kind, slot].append(each)
    for (kind, slot), those in waiting.items():
        doing = {name: model.by.get((kind, slot, name)) for name in kind.teams}
        hands = Counter({n: values[col] for n, col in doing.items() if col is not None})
        start = task.slots[slot].dates.start
        for each in sorted(those, key=lambda each: each.kept != slot):
            stays = each.kept == slot and hands[kind.kept] > 0
            team = kind.kept if stays else min(name for name in hands if hands[name] > 0)
            hands[team] -= 1
            chosen[each.visit.reference] = each.visit._replace(start=start, teams=(team,))
    visits = (chosen.get(visit.reference, visit) for visit in task.programme.visits)
    return task.programme._replace(visits=tuple(visits))


def _levels(
    task: Task, goals: list[Goal], values: list[int], bounds: list[int]
) -> tuple[Level, ...]:
    """The levels by name, the last two, which were joined, each by itself again."""
    factor = factor_of(task)
    load, weeks = divmod(values[-1], factor)
    least_load = min(load, bounds[-1] // factor)
    least_weeks = bounds[-1] - load * factor if least_load == load else 0
    return (
        *map(Level, (goal.name for goal in goals[:-1]), values, bounds),
        Level("load", load, least_load),
        Level("weeks", weeks, max(0, least_weeks)),
    )


def _moved(plan: Programme, keep: Programme) -> Iterator[Moved]:
    """What is elsewhere than it was, with what would be broken there now."""
    seats, before = seats_of(plan), {seat.visit.reference: seat for seat in seats_of(keep)}
    caps = caps_of(plan, [*slots_of(plan), *(seat.slot for seat in (*seats, *before.values()))])
    now = {seat.visit.reference: seat for seat in seats}
    for visit in plan.visits:
        old = before.get(visit.reference)
        if old and old.team and _place_of(old) != _place_of(now.get(visit.reference)):
            others = [seat for seat in seats if seat.visit.reference != visit.reference]
            there = Seat(visit._replace(teams=()), old.slot, old.team)
            why = tuple(each for each in reasons(plan, there, others, caps) if each.is_rule)
            yield Moved(visit, old.slot.dates.start, old.team, why)
