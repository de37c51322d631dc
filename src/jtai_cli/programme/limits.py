"""What is limited in a programme: how many visits may share a team, a week, a report's week.

Each limit is one of a number of visits that take some days in common. Those of a place in the
programme (a slot) are the same whatever the rule, and so is the counting.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple

from jtai_cli.days.periods import monday_of
from jtai_cli.judge.inspectorates import one_name
from jtai_cli.programme.model import Dates, Limit, Programme, Visit, dates_of, weeks_of
from jtai_cli.rules.areas import area_key as slow_area_key
from jtai_cli.rules.frameworks import framework_for

Part = Literal["span", "taken", "start", "report", "area"]
Days = tuple[dt.date, dt.date]  # both counted

WITHOUT_THEME = ("ofsted", "cqc", "hmicfrs")  # who takes part where no theme is known
SPREAD = 14  # days between starts, for spreading, where days_between_starts is false

area_key = cache(slow_area_key)

_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(days=7)


class Slot(NamedTuple):
    """A start of fieldwork with its dates, and the days that each part of a visit takes."""

    dates: Dates
    parts: dict[Part, Days]

    @property
    def monday(self) -> dt.date:
        """Monday of the week of its start."""
        return monday_of(self.dates.start)


class Seat(NamedTuple):
    """A visit with its slot, and its team where that is known."""

    visit: Visit
    slot: Slot
    team: str | None


class Cap(NamedTuple):
    """At most ``most`` visits have a day of ``part`` from ``first`` to ``last``, both counted.

    Only those of ``whose``: a team, an inspectorate or an area by its key; None is all visits.
    With a ``weight`` it is a preference: of those of one rule, ``whose`` and ``week`` the one that
    is broken the most counts.
    """

    rule: str
    whose: str | None
    part: Part
    first: dt.date
    last: dt.date
    most: int
    weight: int | None

    @property
    def breach(self) -> tuple[str, str, dt.date]:
        """What counts once."""
        return self.rule, self.whose or "", monday_of(self.first)

    def touches(self, slot: Slot) -> bool:
        """Whether a visit there takes one of its days."""
        first, last = slot.parts[self.part]
        return first <= self.last and self.first <= last

    def concerns(self, visit: Visit, parts: Collection[str], team: str | None) -> bool:
        """Whether a visit counts in which inspectorates ``parts`` take part."""
        if self.rule == "at_once_per_inspectorate":
            return self.whose in parts
        if self.rule == "gap_in_area":
            return self.whose == area_key(visit.area)
        return self.whose is None or self.whose == team


def slot_of(programme: Programme, start: dt.date) -> Slot:
    """The slot of a start on a working day. Raises OutsideCalendar."""
    dates, rules = dates_of(programme, start), programme.rules
    free = programme.calendar.add(dates.end, rules.gap_per_team.value)
    apart = dates.end + max(rules.gap_in_area.value - 1, 0) * _DAY
    parts: dict[Part, Days] = {
        "span": (dates.notified, dates.end),
        "taken": (dates.notified, free),
        "start": (dates.start, dates.start),
        "report": (dates.report, dates.report),
        "area": (dates.notified, apart),
    }
    return Slot(dates, parts)


def slots_of(programme: Programme) -> tuple[Slot, ...]:
    """The slots of all weeks in which a visit may be placed, in order."""
    return tuple(slot_of(programme, week.start) for week in weeks_of(programme))


def taking_part(programme: Programme, visit: Visit) -> tuple[str, ...]:
    """The inspectorates of the visit's theme, by the names by which they are compared."""
    framework = programme.framework or framework_for(visit.start or programme.first)
    themes = {theme.id: theme.inspectorates for theme in framework.themes}
    return tuple(map(one_name, themes.get(visit.theme or "", WITHOUT_THEME)))


def seats_of(programme: Programme) -> tuple[Seat, ...]:
    """Those visits that have a date, with their teams where they have one."""
    at = cache(lambda start: slot_of(programme, start))
    dated = [visit for visit in programme.visits if visit.start]
    return tuple(Seat(visit, at(visit.start), team_of(programme, visit)) for visit in dated)


def team_of(programme: Programme, visit: Visit) -> str | None:
    """Its only team; None where there is a choice."""
    names = teams_of(programme, visit)
    return names[0] if len(names) == 1 else None


def is_open(programme: Programme, visit: Visit) -> bool:
    """Whether it lacks a date or a team, and so is to be placed."""
    return visit.start is None or team_of(programme, visit) is None


def teams_of(programme: Programme, visit: Visit) -> tuple[str, ...]:
    """The teams that may do it, in order of their names."""
    return tuple(sorted(visit.teams or (team.name for team in programme.teams)))


def caps_of(programme: Programme, slots: Iterable[Slot]) -> tuple[Cap, ...]:
    """Every limit of the rules on the days of these slots. One that a single visit cannot break is
    there all the same.
    """
    slots = tuple(slots)
    return (
        *_per_team(programme, slots),
        *_per_inspectorate(programme, slots),
        *_per_week(programme, slots),
        *_between_starts(programme, slots),
        *_per_area(programme, slots),
    )


def spread_of(programme: Programme, slots: Iterable[Slot]) -> tuple[Cap, ...]:
    """One visit in every stretch of so many weeks as lie between two starts, as a preference."""
    between = programme.rules.days_between_starts
    days = max(1, -(-(between.value if between else SPREAD) // 7)) * 7
    mondays = sorted({slot.monday for slot in slots})
    if not mondays:
        return ()
    last = max(mondays[0], mondays[-1] - (days - 7) * _DAY)
    weeks = ((last - mondays[0]).days // 7) + 1
    starts = (mondays[0] + number * _WEEK for number in range(weeks))
    return tuple(
        Cap("spread", None, "start", monday, monday + (days - 1) * _DAY, 1, 1) for monday in starts
    )


def _per_team(programme: Programme, slots: tuple[Slot, ...]) -> Iterator[Cap]:
    once, gap = programme.rules.at_once_per_team, programme.rules.gap_per_team
    both = once.is_rule and gap.is_rule
    joined = Limit(once.value, None if both else (gap.weight or once.weight))
    for team in sorted(team.name for team in programme.teams):
        if not both:
            yield from _daily("at_once_per_team", team, "span", once, slots)
        yield from _daily("gap_per_team", team, "taken", joined, slots)


def _per_inspectorate(programme: Programme, slots: tuple[Slot, ...]) -> Iterator[Cap]:
    for name, limit in sorted(programme.rules.at_once_per_inspectorate.items()):
        yield from _daily("at_once_per_inspectorate", one_name(name), "span", limit, slots)


def _daily(
    rule: str, whose: str, part: Part, limit: Limit, slots: tuple[Slot, ...]
) -> Iterator[Cap]:
    """One cap for each day on which the number of visits may grow; of a preference weekly, too."""
    days = {slot.parts[part][0] for slot in slots}
    if not limit.is_rule:
        days |= {monday_of(day) for slot in slots for day in _each_week(slot.parts[part])}
    for day in sorted(days):
        yield Cap(rule, whose, part, day, day, limit.value, limit.weight)


def _each_week(days: Days) -> Iterator[dt.date]:
    day = days[0] + _WEEK
    while monday_of(day) <= days[1]:
        yield day
        day += _WEEK


def _per_week(programme: Programme, slots: tuple[Slot, ...]) -> Iterator[Cap]:
    if limit := programme.rules.reports_per_week:
        for monday in sorted({monday_of(slot.dates.report) for slot in slots}):
            last = monday + 6 * _DAY
            yield Cap("reports_per_week", None, "report", monday, last, limit.value, limit.weight)


def _between_starts(programme: Programme, slots: tuple[Slot, ...]) -> Iterator[Cap]:
    limit = programme.rules.days_between_starts
    if limit and limit.is_rule:
        for day in sorted({slot.dates.start for slot in slots}):
            last = day + max(limit.value - 1, 0) * _DAY
            yield Cap("days_between_starts", None, "start", day, last, 1, None)


def _per_area(programme: Programme, slots: tuple[Slot, ...]) -> Iterator[Cap]:
    """Between inspections of the list itself, where that is a rule."""
    keys = [area_key(visit.area) for visit in programme.visits]
    if programme.rules.gap_in_area.is_rule:
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield from _daily("gap_in_area", key, "area", Limit(1), slots)
