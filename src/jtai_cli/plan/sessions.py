"""The sessions of fieldwork on the dates that a plan gives them."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from jtai_cli.plan.model import Plan
from jtai_cli.plan.work import Session

SHORTEST_BREAK = 15  # minutes that an agency should have between two sessions


class Held(NamedTuple):
    """A session on its date. ``number`` is its place in the file, from 0."""

    session: Session
    date: dt.date
    number: int


def held_sessions(plan: Plan) -> tuple[Held, ...]:
    """Every session on its date, by date and time, in the order of the file where these are equal.

    Day n is the nth working day of fieldwork. Numbers beyond its end go on in working days.
    Raises OutsideCalendar for one that lies beyond the calendar.
    """
    found = [
        Held(session, date_of(plan, session.day), number)
        for number, session in enumerate(plan.inspection.work.session)
    ]
    return tuple(sorted(found, key=lambda held: (held.date, held.session.start)))


def fieldwork_days(plan: Plan) -> tuple[dt.date, ...]:
    """The working days of fieldwork, in order."""
    fieldwork = plan.fieldwork
    days = plan.calendar.within(fieldwork.start, fieldwork.end)
    return tuple(plan.calendar.stretch(fieldwork.start, days))


def date_of(plan: Plan, day: dt.date | int) -> dt.date:
    """The date of a day of fieldwork, which is a date already or counts from 1."""
    if isinstance(day, dt.date):
        return day
    return plan.calendar.stretch(plan.fieldwork.start, day)[-1]


def minutes_between(earlier: dt.time, later: dt.time) -> int:
    """How many minutes a time is after another; below 0 where it is before it.

    >>> minutes_between(dt.time(9, 30), dt.time(10, 15))
    45
    """
    return (later.hour - earlier.hour) * 60 + later.minute - earlier.minute
