"""What the three weeks hold besides steps: requests, audits and sessions, each by agency.

All stand in the inspection's file. A day is a date, or a number that moves with the plan: of the
timetable for requests and audits, where 1 is notification and 11 the first of fieldwork, and of
fieldwork for sessions.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, get_args

from jtai_cli.errors import BadValue, UnknownName

Day = dt.date | int
ByAgency = tuple[tuple[str, dt.date], ...]

SessionKind = Literal[
    "opening",
    "keep-in-touch",
    "case-audit",
    "case-sampling",
    "observation",
    "interview",
    "final",
    "other",
]
SESSION_KINDS: tuple[SessionKind, ...] = get_args(SessionKind)
Mode = Literal["in person", "phone", "video"]
MODES: tuple[Mode, ...] = get_args(Mode)
AgencyKind = Literal[
    "local-authority",
    "police",
    "health",
    "probation",
    "youth-justice",
    "schools",
    "partnership",
    "other",
]
AGENCY_KINDS: tuple[AgencyKind, ...] = get_args(AgencyKind)


NO_AGENCY = (
    "no partner agency is named. Name each under [[partners]] in the inspection file, as in agency "
    '= "Police".'
)


class Request(NamedTuple):
    """Something that inspectors ask for.

    ``agencies`` are those that supply it: every partner where the file names none, and none at all
    where it has no partners. ``got`` says when each supplied it; without partners it is under "".
    """

    id: str
    item: str
    agencies: tuple[str, ...]
    asked: Day | None = None
    due: Day | None = None
    got: ByAgency = ()


class Audit(NamedTuple):
    """The audit of one case, by its reference. ``agencies`` and ``got`` are as in a request."""

    case: str
    agencies: tuple[str, ...]
    asked: Day | None = None
    due: Day | None = None
    got: ByAgency = ()
    moderated: dt.date | None = None


class Session(NamedTuple):
    """A meeting of the fieldwork week, in London's time; ``day`` 1 is the first of fieldwork."""

    id: str
    day: Day
    start: dt.time
    end: dt.time
    title: str
    kind: SessionKind = "other"
    mode: Mode = "in person"
    place: str | None = None
    link: str | None = None
    agencies: tuple[str, ...] = ()
    inspectorates: tuple[str, ...] = ()
    lead: str | None = None


class Work(NamedTuple):
    """The work of the three weeks. Its fields are keys of ``plan.fields``.

    ``travel_minutes`` are allowed between two places; a session outside ``office_hours`` is
    pointed out. ``agencies`` has, by a step's id, the partners that do it.
    """

    travel_minutes: int = 30
    office_hours: tuple[dt.time, dt.time] = (dt.time(8), dt.time(18))
    agencies: tuple[tuple[str, tuple[str, ...]], ...] = ()
    request: tuple[Request, ...] = ()
    audit: tuple[Audit, ...] = ()
    session: tuple[Session, ...] = ()


def agency_called(name: str, agencies: Iterable[str]) -> str:
    """The agency of that name, whatever its capitals and blanks, or the one with those words in it.

    Raises BadValue where there are none, and UnknownName. Neither repeats what may be a child's.

    >>> agency_called("police", ["Health", "Exampleshire Police"])
    'Exampleshire Police'
    """
    known = tuple(agencies)
    if not known:
        raise BadValue(NO_AGENCY)
    wanted = folded(name)
    same = [each for each in known if folded(each) == wanted]
    found = same or [each for each in known if f" {wanted} " in f" {' '.join(_words(each))} "]
    if len(found) == 1:
        return found[0]
    from jtai_cli.privacy import told  # only a mistake needs these two
    from jtai_cli.wording import nearest

    words = [word for each in known for word in _words(each)]
    # Where several have the words nobody knows which is meant.
    hint = "" if found else nearest(name, known) or nearest(wanted, words, cutoff=0.75)
    said = told(name, (*known, *words))
    raise UnknownName("partner agency called", name, known, hint=hint, said=said)


def _words(name: str) -> list[str]:
    return re.findall(r"[\w'\u2019&-]+", folded(name))


def agency_among(name: str, agencies: Iterable[str], partners: Iterable[str]) -> str:
    """The one of ``agencies`` called so. Raises BadValue for a partner that is not among them."""
    try:
        return agency_called(name, agencies)
    except (BadValue, UnknownName):
        other = agency_called(name, partners)
    raise BadValue(f"{other} is not among the agencies of it. Add it to them, or name another.")


def folded(name: str) -> str:
    """A name as it is compared: whatever its capitals and blanks.

    >>> folded("  Children's   Services")
    "children's services"
    """
    return unicodedata.normalize("NFC", " ".join(name.split()).casefold())


def owing(agencies: Sequence[str], got: ByAgency) -> tuple[str, ...]:
    """Of those that supply something, those that have not; ("",) stands for whoever it is."""
    there = dict(got)
    return tuple(each for each in agencies or ("",) if each not in there)
