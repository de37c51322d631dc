"""A programme of inspections: what is known of it, and the weeks in which fieldwork may be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from jtai_cli.days.periods import Span, monday_of
from jtai_cli.days.school_year import SchoolYear
from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.plan.deadlines import fieldwork_of
from jtai_cli.rules.frameworks import framework_for
from jtai_cli.rules.model import Framework

_DAY = dt.timedelta(days=1)


class Limit(NamedTuple):
    """What a rule of a programme says. With a ``weight`` it is a preference, else never broken."""

    value: int
    weight: int | None = None

    @property
    def is_rule(self) -> bool:
        """Whether it may never be broken."""
        return self.weight is None


class Rules(NamedTuple):
    """The rules of a programme; None is no rule. docs/reference/programme.md says what each means.

    Gaps of a team are working days, those in an area and between starts calendar days.
    ``avoid_weeks`` are numbers of ISO weeks, ``at_once_per_inspectorate`` holds limits by its name.
    """

    at_once_per_team: Limit
    gap_per_team: Limit
    gap_in_area: Limit
    days_between_starts: Limit | None
    reports_per_week: Limit | None
    at_once_per_inspectorate: Mapping[str, Limit]
    avoid_weeks: tuple[int, ...]
    avoid_weeks_limit: Limit
    school_holidays: Limit
    batch: Limit | None

    def limit(self, key: str) -> Limit | None:
        """What is limited by a key, but for the inspectorates, of which each has its own."""
        limit: Limit | None = getattr(self, _field(key))
        return limit

    def with_limit(self, key: str, limit: Limit) -> Rules:
        """The rules with another limit by that key."""
        return Rules(**{**self._asdict(), _field(key): limit})


def _field(key: str) -> str:
    return "avoid_weeks_limit" if key == "avoid_weeks" else key


class Team(NamedTuple):
    """A joint team, and when it is away."""

    name: str
    away: tuple[Span, ...] = ()


class Other(NamedTuple):
    """Another inspection of an area: an ILACS, a focused or monitoring visit, area SEND."""

    area: str
    span: Span


class Visit(NamedTuple):
    """A JTAI of the programme: a row of its list, of which ``row`` is the number in ``file``.

    Where ``start`` is None its week is to be chosen; one of ``teams`` is to do it, any team where
    that is empty. ``earliest`` and ``latest`` are days on which fieldwork may start. What is
    ``fixed`` is announced and never moved. It comes later than those in ``after``, by reference.
    ``terms`` are the names of the files that say when schools of its area are closed, as written.
    ``more`` holds the columns that are not ours, by their headings.
    """

    reference: str
    area: str
    row: int
    theme: str | None = None
    teams: tuple[str, ...] = ()
    start: dt.date | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None
    fixed: bool = False
    after: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    notes: str = ""
    more: tuple[tuple[str, str], ...] = ()


class Programme(NamedTuple):
    """The whole. All fieldwork lies from ``first`` to ``last``, both counted.

    ``schools`` are those of all areas but for visits with ``terms`` of their own, whose school
    years ``local_schools`` holds by these. ``framework`` is None where each visit has the one in
    force when it starts. ``file`` and ``list_file`` are the names that findings bear.
    """

    first: dt.date
    last: dt.date
    calendar: WorkingCalendar
    rules: Rules
    teams: tuple[Team, ...]
    visits: tuple[Visit, ...]
    others: tuple[Other, ...] = ()
    schools: SchoolYear | None = None
    local_schools: Mapping[tuple[str, ...], SchoolYear] = MappingProxyType({})
    framework: Framework | None = None
    file: str = "programme.toml"
    list_file: str = "areas.csv"

    def schools_of(self, visit: Visit) -> SchoolYear | None:
        """When schools of the area of a visit are closed; None where nothing is known of it."""
        return self.local_schools.get(visit.terms, self.schools)


class Dates(NamedTuple):
    """The dates of one visit: notification, the first and last day of fieldwork, report due."""

    notified: dt.date
    start: dt.date
    end: dt.date
    report: dt.date


def dates_of(programme: Programme, start: dt.date) -> Dates:
    """The dates of a visit whose fieldwork starts on a working day. Raises OutsideCalendar.

    By the rules of its framework: notice before, and the report so many days after fieldwork.
    """
    framework, calendar = programme.framework or framework_for(start), programme.calendar
    end = fieldwork_of(calendar, start, framework.fieldwork_days).end
    notified = calendar.add(start, -framework.notice_on(start).working_days)
    rule = framework.report
    is_working = rule.basis == "working"
    report = calendar.add(end, rule.days) if is_working else end + rule.days * _DAY
    return Dates(notified, start, end, report)


def weeks_of(programme: Programme) -> tuple[Dates, ...]:
    """Each week of the programme in which a visit may be placed, in order.

    Fieldwork starts on its Monday, or on its first working day where that is a bank holiday; a
    week without a working day is none. All of fieldwork lies in the programme.
    """
    calendar, found = programme.calendar, []
    monday = monday_of(programme.first)
    while monday <= programme.last:
        start = monday if calendar.is_working(monday) else calendar.next(monday)
        if programme.first <= start < monday + 5 * _DAY:
            dates = dates_of(programme, start)
            if dates.end <= programme.last:
                found.append(dates)
        monday += 7 * _DAY
    return tuple(found)
