"""The fieldwork week: its days with their sessions, and what is outside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jtai_cli.plan.model import Plan
from jtai_cli.plan.sessions import Held, fieldwork_days, safe_session
from jtai_cli.plan.work import Session
from jtai_cli.render.deadlines import fieldwork_object
from jtai_cli.render.page import Block, Fact, Grid, Headline, Lines, Page, Row
from jtai_cli.render.parts import Object, Rows, picked
from jtai_cli.render.shared import (
    Warnings,
    framework_object,
    inspection_object,
    inspection_title,
    sources_block,
    warning_keys,
    warnings_block,
)
from jtai_cli.wording import long_date

_COLUMNS = ("Time", "Where", "Agencies", "Inspectorates", "Lead", "Session")
_WHOSE = "The sessions are the file's own: no hour-by-hour timetable has been published."


class Day(NamedTuple):
    """A day with its sessions. ``number`` counts from 1; None for no working day of fieldwork."""

    date: dt.date
    number: int | None
    sessions: tuple[Held, ...]


def days_of(plan: Plan, held: Sequence[Held]) -> tuple[Day, ...]:
    """The days of fieldwork, and those outside it that have sessions, in order."""
    numbers = {date: number for number, date in enumerate(fieldwork_days(plan), 1)}
    dates = sorted({*numbers, *(each.date for each in held)})
    return tuple(
        Day(date, numbers.get(date), tuple(each for each in held if each.date == date))
        for date in dates
    )


def week_page(
    plan: Plan, days: Sequence[Day], *, agency: str | None = None, warnings: Warnings = ()
) -> Page:
    """A table for each day. ``agency`` is the one whose sessions these are."""
    identity, fieldwork = plan.inspection.identity, plan.fieldwork
    number = sum(len(day.sessions) for day in days)
    facts = (
        Fact("Fieldwork", f"{long_date(fieldwork.start)} to {long_date(fieldwork.end)}"),
        Fact("Sessions", f"{number:,}" if number else "none"),
        *([Fact("For", agency)] if agency else []),
    )
    title = inspection_title(plan.framework.short, identity.area, identity.reference)
    blocks: list[Block] = [Headline(title, "The sessions of fieldwork, in London's time.", facts)]
    blocks += (_day_block(plan, day, agency) for day in days)
    sources = sources_block([plan.framework.source], _WHOSE)
    return (*blocks, sources, *warnings_block(warnings))


def _day_block(plan: Plan, day: Day, agency: str | None) -> Block:
    inside = plan.fieldwork.start <= day.date <= plan.fieldwork.end
    outside = "Fieldwork" if inside else "Outside fieldwork"
    label = f"Day {day.number}" if day.number else outside
    title = f"{label}, {long_date(day.date)}"
    if not day.sessions:
        return Lines(title, (f"No session names {agency}." if agency else "No session yet.",))
    in_scope = plan.inspection.identity.in_scope
    rows = tuple(Row(tuple(_cells(each.session, in_scope))) for each in day.sessions)
    used = [any(cells) for cells in zip(*(row.cells for row in rows), strict=True)]
    kept = [Row(_used(row.cells, used)) for row in rows]
    columns = _used(_COLUMNS, used)
    return Grid(title, columns, tuple(kept), foldable=tuple(range(1, len(columns) - 1)))


def _used(cells: Iterable[str], used: Sequence[bool]) -> tuple[str, ...]:
    """The cells of the columns that hold something."""
    return tuple(cell for cell, is_used in zip(cells, used, strict=True) if is_used)


def _cells(session: Session, in_scope: Sequence[str]) -> Iterator[str]:
    session = safe_session(session)
    yield f"{session.start:%H:%M} to {session.end:%H:%M}"
    mode = "" if session.mode == "in person" else session.mode
    where = (mode, session.place, session.link)
    yield ", ".join(filter(None, where))
    is_all = len(in_scope) > 1 and set(session.agencies) == set(in_scope)
    yield "all in scope" if is_all else "; ".join(session.agencies)  # a name may have a comma
    yield "; ".join(session.inspectorates)
    yield session.lead or ""
    yield session.title


def session_cells(session: Session) -> tuple[dt.time | str, ...]:
    """A session in the columns of a workbook."""
    session = safe_session(session)
    return (
        *(session.start, session.end, session.title, session.kind, session.mode),
        ", ".join(filter(None, (session.place, session.link))),
        "; ".join(session.agencies),
        "; ".join(session.inspectorates),
        session.lead or "",
    )


def week_object(
    plan: Plan, days: Sequence[Day], *, agency: str | None = None, warnings: Warnings
) -> Object:
    """The days with their sessions (schema ``jtai.fieldwork/1``)."""
    return {
        "schema": "jtai.fieldwork/1",
        "inspection": inspection_object(plan.inspection),
        "framework": framework_object(plan.framework),
        "fieldwork": fieldwork_object(plan.fieldwork),
        "for": agency,
        "days": [
            {
                "date": day.date,
                "day": day.number,
                "sessions": [_session_object(each.session) for each in day.sessions],
            }
            for day in days
        ],
        **warning_keys(warnings),
    }


def _session_object(session: Session) -> Object:
    session = safe_session(session)
    return {
        "id": session.id,
        "start": f"{session.start:%H:%M}",
        "end": f"{session.end:%H:%M}",
        **picked(session, "title", "kind", "mode", "place", "link"),
        "agencies": list(session.agencies),
        "inspectorates": list(session.inspectorates),
        "lead": session.lead,
    }


def week_rows(days: Sequence[Day]) -> Rows:
    """A row for each session; a day without one has none."""
    columns = ("day", "date", *_session_object(_NONE))

    def rows() -> Iterator[Sequence[object]]:
        for day in days:
            for each in day.sessions:
                yield (day.number, day.date, *_session_object(each.session).values())

    return Rows(columns, rows())


_NONE = Session("", 1, dt.time(), dt.time(), "")  # which has the columns of every other
