"""The sessions of fieldwork on the dates that a plan gives them."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from jtai_cli.plan.model import Plan
from jtai_cli.plan.work import Session
from jtai_cli.privacy import childs, safe

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


def withheld_of(session: Session) -> dict[str, str]:
    """By key, what of a child's the words of a session may hold. None of these is shown."""
    texts = {
        "title": (session.title,),
        "lead": (session.lead or "",),
        "inspectorates": session.inspectorates,
        "id": (session.id,),
    }
    places = {"place": session.place or "", "link": session.link or ""}
    found = {key: next(filter(None, map(childs, each)), None) for key, each in texts.items()}
    found |= {key: childs(each, is_place=True) for key, each in places.items()}
    return {key: what for key, what in found.items() if what}


def safe_session(session: Session) -> Session:
    """A session as it may leave the program, without the words that may be a child's."""
    title, place, link, lead = session.title, session.place, session.link, session.lead
    return session._replace(
        id=safe(session.id if safe(title) == title else title),  # it may be made of it
        title=safe(title),
        place=place and safe(place, is_place=True),
        link=link and safe(link, is_place=True),
        inspectorates=tuple(map(safe, session.inspectorates)),
        lead=lead and safe(lead),
    )


def minutes_between(earlier: dt.time, later: dt.time) -> int:
    """How many minutes a time is after another; below 0 where it is before it.

    >>> minutes_between(dt.time(9, 30), dt.time(10, 15))
    45
    """
    return (later.hour - earlier.hour) * 60 + later.minute - earlier.minute
