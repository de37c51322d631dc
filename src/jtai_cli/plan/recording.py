"""What can be recorded in an inspection file, by what people call it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from jtai_cli.errors import BadValue, UnknownName
from jtai_cli.plan.fields import ACTUAL
from jtai_cli.plan.model import Plan
from jtai_cli.plan.work import Audit, Request, agency_among, folded, owing
from jtai_cli.privacy import childs_number, identifies, of_a_child, told
from jtai_cli.rules.model import Observed, Step
from jtai_cli.wording import listed, long_date

START = "fieldwork_start"  # which is not what happened, but is what moves
WORK = ("request", "audit", "moderated")  # words before the name of a request or a case

_Named = TypeVar("_Named", Request, Audit)


class Entry(NamedTuple):
    """A date in an inspection file: under which key of which table, and what it says now.

    ``table`` is "" for the top of the file, ``number`` that of the table among those of its name,
    from 0; ``title`` says for people what is recorded.
    """

    table: str
    number: int
    key: tuple[str, ...]
    title: str
    recorded: dt.date | None


class Change(NamedTuple):
    """An entry with the date that is to be recorded; None to take it back."""

    entry: Entry
    day: dt.date | None


def changes_called(
    plan: Plan, words: Sequence[str], day: dt.date | None, today: dt.date, *, replace: bool
) -> tuple[Change, ...]:
    """What to change so that something is recorded as of ``day``, or no longer where that is None.

    Words name a step or an event; or a request, an audit or a moderated case. A request or an audit
    without an agency is that of each agency that owes it. Raises UnknownName, and BadValue for
    what is recorded already, with another date and without ``replace``, for a day to come unless
    fieldwork starts on it, and where there is nothing to take back.
    """
    entries = _entries(plan, words, recorded=day is None)
    for entry in entries:
        if day and day > today and entry.key != (START,):
            raise BadValue(
                f"{long_date(day)} is to come, and only what has happened is recorded. Type that "
                "day, or leave it out for today."
            )
        if day is None and entry.recorded is None:
            raise BadValue(f"{entry.title}: nothing is recorded, so there is nothing to take back.")
        if day and entry.recorded not in (None, day) and not replace:
            raise BadValue(
                f"{entry.title}: {long_date(entry.recorded)} is recorded already. Add --replace to "
                f"write {long_date(day)} in its place, or --undo to take it back."
            )
    return tuple(Change(entry, day) for entry in entries)


def _entries(plan: Plan, words: Sequence[str], *, recorded: bool) -> tuple[Entry, ...]:
    """The entries that words name; with ``recorded`` those where something is."""
    kind, *rest = words
    match folded(kind):
        case "request":
            return _got(plan, "request", rest, recorded)
        case "audit":
            return _got(plan, "audit", rest, recorded)
        case "moderated":
            index, audit = _audit(plan, " ".join(rest))
            title = f"Audit {_said(plan, index, audit)} moderated"
            return (Entry("audit", index, ("moderated",), title, audit.moderated),)
    return (_step_or_event(plan, " ".join(words)),)


def _step_or_event(plan: Plan, name: str) -> Entry:
    framework, progress = plan.framework, plan.inspection.progress
    if _nearly(name, {START: START}):
        start = plan.inspection.settings.fieldwork_start
        return Entry("", 0, (START,), "Start of fieldwork", start)
    events = {key: key for key in ACTUAL}
    events |= {"report": "published", "draft": "draft_received"}
    rules: tuple[Step | Observed, ...] = (*framework.steps, *framework.observed)
    events |= {rule.id: rule.actual for rule in rules if rule.actual}
    every = (*plan.steps, *plan.observed)
    events |= {step.title: events[step.id] for step in every if step.id in events}
    if event := _nearly(name, events):
        title = event.replace("_", " ").capitalize()
        return Entry("actual", 0, (event,), title, getattr(progress, event))
    steps = {step.id: step for step in every if step.id not in events}
    called = {step_id: step_id for step_id in steps}
    called |= {step.title: step_id for step_id, step in steps.items()}
    step_id = _nearly(name, called)
    if step_id is None:
        known = [*(key.replace("_", "-") for key in (START, *ACTUAL)), *steps, *WORK]
        raise UnknownName("step or event called", name, known, said=told(name, known))
    done = dict(progress.done).get(step_id)
    return Entry("done", 0, (step_id,), steps[step_id].title, done)


def _nearly(name: str, known: Mapping[str, str]) -> str | None:
    """What a name stands for, whatever its capitals, blanks, hyphens and underscores."""
    plain = {re.sub("[ _-]", "", folded(each)): what for each, what in known.items()}
    return plain.get(re.sub("[ _-]", "", folded(name)))


def _got(plan: Plan, table: str, words: Sequence[str], recorded: bool) -> tuple[Entry, ...]:
    """The entries of a request or an audit, whose name may be several words before the agency."""
    find: Callable[[Plan, str], tuple[int, Request | Audit]]
    find = _request if table == "request" else _audit
    index, found, agency = _split(plan, words, find)
    what = _said(plan, index, found)
    there = dict(found.got)
    if agency:
        partners = plan.inspection.identity.agencies
        agencies: Iterable[str] = (agency_among(agency, found.agencies, partners),)
    else:
        agencies = there if recorded else owing(found.agencies, found.got) or there
    entries = []
    for each in agencies:
        key = ("got", each) if each else ("got",)
        title = f"{table.capitalize()} {what}{f', {each}' if each else ''}"
        entries.append(Entry(table, index, key, title, there.get(each)))
    if not entries:
        raise BadValue(
            f"{table.capitalize()} {what}: nothing is recorded, so there is nothing to take back."
        )
    return tuple(entries)


def _split(
    plan: Plan, words: Sequence[str], find: Callable[[Plan, str], tuple[int, Request | Audit]]
) -> tuple[int, Request | Audit, str]:
    """What the first words name, and the rest: as many of the words as are a name of one."""
    for length in range(len(words), 0, -1):
        try:
            return (*find(plan, " ".join(words[:length])), " ".join(words[length:]))
        except UnknownName:
            if length == 1 or childs_number(" ".join(words)):  # not to repeat a part of it
                raise
    raise BadValue("a name is missing. Type the reference of the case, or the request's number.")


def _request(plan: Plan, name: str) -> tuple[int, Request]:
    """A request by its number in the file, from 1, or by its item or id."""
    requests = plan.inspection.work.request
    numbers = [str(number) for number, _ in enumerate(requests, start=1)]
    if name in numbers:
        return int(name) - 1, requests[int(name) - 1]
    names = [(each.item, each.id) for each in requests]
    alike = [numbers[index] for index, called in enumerate(names) if _is_called(name, called)]
    if len(alike) > 1:
        raise BadValue(
            f"{len(alike)} requests are called {told(name, alike)}. Type {listed(alike, 'or')}, "
            "the number in the file."
        )
    known = numbers[:1] if len(numbers) == 1 else [f"1 to {len(numbers)}"]
    known = known if numbers else ["one that the file has under [[request]]"]
    return _only("request called", requests, names, name, known)


def _audit(plan: Plan, name: str) -> tuple[int, Audit]:
    """An audit by the reference of its case."""
    audits = plan.inspection.work.audit
    area = plan.inspection.identity.area
    known = [each.case for each in audits if not identifies(each.case, area)]
    known = known or ["one that the file has under [[audit]]"]
    return _only("audit of a case called", audits, [(each.case,) for each in audits], name, known)


def _only(
    kind: str,
    every: Sequence[_Named],
    names: Sequence[Sequence[str]],
    name: str,
    known: Sequence[str],
) -> tuple[int, _Named]:
    for index, called in enumerate(names):
        if _is_called(name, called):
            return index, every[index]
    raise UnknownName(kind, name, known, said=told(name, known))


def _is_called(name: str, called: Iterable[str]) -> bool:
    return folded(name) in map(folded, called)


def _said(plan: Plan, index: int, found: Request | Audit) -> str:
    """What is asked for or the reference of a case, or its number where that may be a child's."""
    if isinstance(found, Request):
        what, name, withheld = "item", found.item, of_a_child(found.item)
    else:
        what, name = "reference", found.case
        withheld = bool(identifies(name, plan.inspection.identity.area))
    return f"number {index + 1} of the file (its {what} looks like a child's)" if withheld else name
