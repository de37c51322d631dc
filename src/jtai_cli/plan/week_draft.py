"""A first version of the fieldwork week, by the rows of ``rules.fieldwork_week``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple, cast

from jtai_cli.plan.model import Plan
from jtai_cli.plan.sessions import (
    SHORTEST_BREAK,
    Held,
    fieldwork_days,
    held_sessions,
    minutes_between,
)
from jtai_cli.plan.work import Session, SessionKind
from jtai_cli.rules.fieldwork_week import SUGGESTIONS, Suggestion
from jtai_cli.rules.model import Source

_MIDNIGHT = dt.time()


class Drafted(NamedTuple):
    """A session that is suggested, and the framework's source for its kind, if there is one."""

    session: Session
    source: Source | None


class WeekDraft(NamedTuple):
    """The sessions that are suggested, by day and time, and rows with no room on a day."""

    sessions: tuple[Drafted, ...]
    no_room: tuple[tuple[Suggestion, int], ...]


def draft_week(plan: Plan) -> WeekDraft:
    """The sessions of a first version of the week that the plan does not have yet.

    They are inside office hours, and an agency has ``SHORTEST_BREAK`` minutes between any two of
    its sessions, those of the file among them. A kind that the file has on a day is left out there;
    so is an opening, or a final meeting, that it has on any day, and the interviews of an agency.
    """
    days, there = fieldwork_days(plan), held_sessions(plan)
    sources = {step.id: step.source for step in plan.framework.steps}
    agencies = plan.inspection.identity.in_scope
    ids = {held.session.id for held in there}
    found: list[Drafted] = []
    no_room: list[tuple[Suggestion, int]] = []
    for row in SUGGESTIONS:
        for number, who in _wanted(row, days, agencies, there):
            on_day = [held.session for held in there if held.date == days[number - 1]]
            on_day += [each.session for each in found if each.session.day == number]
            start = _room(plan.inspection.work.office_hours, row, who, on_day)
            if start is None:
                no_room.append((row, number))
                continue
            session = _session(row, number, start, who, ids)
            ids.add(session.id)
            found.append(Drafted(session, sources.get(row.step)))
    found.sort(key=lambda each: (each.session.day, each.session.start))
    return WeekDraft(tuple(found), tuple(no_room))


def _wanted(
    row: Suggestion, days: Sequence[dt.date], agencies: Sequence[str], there: Sequence[Held]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The days, from 1, on which a row is wanted, each with its agencies."""
    last = len(days)
    numbers = {
        "first": range(1, 2),
        "last": range(last, last + 1),
        "before-last": range(1, last),
        "between": range(2, last) if last > 2 else range(1, last + 1),
    }[row.when]
    same = [held for held in there if held.session.kind == row.kind]
    if row.whom == "one" and agencies:
        met = {agency for held in same for agency in held.session.agencies}
        for place, agency in enumerate(agencies):
            if agency not in met:
                yield numbers[place % len(numbers)], (agency,)
    elif not (same and row.kind in ("opening", "final")):
        who = tuple(agencies) if row.whom == "all" else ()
        taken = {held.date for held in same}
        yield from ((number, who) for number in numbers if days[number - 1] not in taken)


def _room(
    hours: tuple[dt.time, dt.time],
    row: Suggestion,
    agencies: Collection[str],
    on_day: Sequence[Session],
) -> dt.time | None:
    """When a row can start: at its own time, else the nearest that will do after it, else before.

    None where it has no room in office hours beside what its agencies do on that day.
    """
    opens, closes = (minutes_between(_MIDNIGHT, time) for time in hours)
    best = minutes_between(_MIDNIGHT, dt.time.fromisoformat(row.start))
    busy = [
        tuple(minutes_between(_MIDNIGHT, time) for time in (each.start, each.end))
        for each in on_day
        if set(each.agencies) & set(agencies)
    ]
    starts = sorted({opens, best, closes - row.minutes, *(end + SHORTEST_BREAK for _, end in busy)})
    free = [
        start
        for start in starts
        if opens <= start
        and (end := start + row.minutes) <= closes
        and all(end + SHORTEST_BREAK <= a or b + SHORTEST_BREAK <= start for a, b in busy)
    ]
    found = next((start for start in free if start >= best), free[-1] if free else None)
    return None if found is None else _time(found)


def _time(minutes: int) -> dt.time:
    return dt.time(*divmod(minutes, 60))


def _session(
    row: Suggestion, number: int, start: dt.time, agencies: tuple[str, ...], ids: Collection[str]
) -> Session:
    """The session of a row, with an id that is not among ``ids`` and says no day."""
    count = 1
    while (name := f"{row.kind}-{count}") in ids:
        count += 1
    return Session(
        name,
        number,
        start,
        _time(minutes_between(_MIDNIGHT, start) + row.minutes),
        row.title,
        kind=cast(SessionKind, row.kind),
        place="to be agreed",
        agencies=agencies,
    )
