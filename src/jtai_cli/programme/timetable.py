"""A programme with the timetable of each visit, and how it lies on weeks: what is shown of it.

Nothing here holds the notes of a row, nor the columns that are not ours.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from jtai_cli.days.periods import Span, monday_of, weekdays
from jtai_cli.days.school_year import SchoolYear
from jtai_cli.errors import BadValue, JtaiError, UnknownName
from jtai_cli.plan.inspection import inspection_of
from jtai_cli.plan.model import Plan
from jtai_cli.plan.timetable import plan
from jtai_cli.privacy import safe
from jtai_cli.programme.model import Programme, Team, Visit
from jtai_cli.rules.areas import area_key
from jtai_cli.rules.elections import elections_about
from jtai_cli.rules.frameworks import framework_for
from jtai_cli.wording import listed

WITHOUT_THEME = ("Ofsted", "CQC", "HMICFRS")  # who takes part where no theme is named
NOTICE, FIELDWORK, REPORT, AWAY, OTHER = "n", "F", "r", "a", "o"
BANK_HOLIDAY, SCHOOLS_CLOSED, SCHOOLS_UNKNOWN, POLL = "b", "s", "?", "P"

_NOTIFIED, _UNDER_WAY = "notified", "under way"  # counted beside the letters
_DAY, _WEEK = dt.timedelta(days=1), dt.timedelta(days=7)


class Planned(NamedTuple):
    """A visit that has a date, with its timetable.

    ``team`` is None where several may do it. ``inspectorates`` are those that take part.
    """

    visit: Visit
    plan: Plan
    team: str | None
    inspectorates: tuple[str, ...]

    @property
    def span(self) -> Span:
        """From the day of notification to the last day of fieldwork."""
        return Span(self.plan.notification.date, self.plan.fieldwork.end, self.visit.reference)


class Timetable(NamedTuple):
    """Visits in the order of their fieldwork, and those ``unplaced``, which have no date yet.

    ``teams`` are those that are shown.
    """

    programme: Programme
    teams: tuple[Team, ...]
    planned: tuple[Planned, ...]
    unplaced: tuple[Visit, ...]


class Load(NamedTuple):
    """How much somebody has to do: how many visits, the most of them on one day, and the days
    from the first notification to the last day of fieldwork, None where there is no visit.
    """

    name: str
    visits: int
    most: int
    span: Span | None


class Week(NamedTuple):
    """A week from Monday on: visits notified, under way (notice or fieldwork), with fieldwork and
    with a report due in it; letters for what else lies in it, and the words for these.
    """

    monday: dt.date
    notified: int
    under_way: int
    fieldwork: int
    reports: int
    marks: str
    words: tuple[str, ...]

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """The four numbers, in this order."""
        return self.notified, self.under_way, self.fieldwork, self.reports


Cells = Mapping[tuple[str, dt.date], str]  # letters, by the name of a row and the Monday of a week


def timetable(programme: Programme) -> Timetable:
    """The timetable of a programme. Raises BadValue, with the row, for one that has none."""
    dated = [visit for visit in programme.visits if visit.start]
    planned = sorted((_planned(programme, visit) for visit in dated), key=_when)
    unplaced = (_as_shown(visit) for visit in programme.visits if visit.start is None)
    return Timetable(programme, programme.teams, tuple(planned), tuple(unplaced))


def narrowed(whole: Timetable, *, team: str | None = None, area: str | None = None) -> Timetable:
    """The visits of a team, or those of an area, alone. Raises UnknownName for one not there."""
    names = [each.name for each in whole.programme.teams]
    if team is not None and team not in names:
        raise UnknownName("team called", team, names, key="team")
    areas = {area_key(visit.area): visit.area for visit in whole.programme.visits}
    key = None if area is None else area_key(area)
    if area is not None and key not in areas:
        known = sorted(name for name in areas.values() if safe(name, is_place=True) == name)
        raise UnknownName("area called", safe(area, is_place=True), known, key="area")

    # By their rows, for an area that is shown may be withheld.
    rows = {v.row for v in whole.programme.visits if key in (None, area_key(v.area))}

    def is_wanted(visit: Visit) -> bool:
        return visit.row in rows and (team is None or team in teams_of(whole.programme, visit))

    return whole._replace(
        teams=tuple(each for each in whole.teams if team in (None, each.name)),
        planned=tuple(each for each in whole.planned if is_wanted(each.visit)),
        unplaced=tuple(filter(is_wanted, whole.unplaced)),
    )


def teams_of(programme: Programme, visit: Visit) -> tuple[str, ...]:
    """The teams that may do a visit: those of its row, or all."""
    return visit.teams or tuple(team.name for team in programme.teams)


def _planned(programme: Programme, visit: Visit) -> Planned:
    assert visit.start
    shown, framework = _as_shown(visit), programme.framework or framework_for(visit.start)
    inspection = inspection_of(
        area=shown.area,
        reference=shown.reference,
        theme=visit.theme,
        fieldwork_start=visit.start,
        region=programme.calendar.region,
    )
    try:
        made = plan(inspection, framework, programme.calendar)
    except JtaiError as error:
        raise BadValue(str(error), where=f"{programme.list_file}, row {visit.row}") from None
    taking_part = framework.theme(visit.theme).inspectorates if visit.theme else WITHOUT_THEME
    teams = teams_of(programme, visit)
    return Planned(shown, made, teams[0] if len(teams) == 1 else None, taking_part)


def _as_shown(visit: Visit) -> Visit:
    """A visit as it may leave the program: without what may be a child's, and without its notes."""
    reference, area = safe(visit.reference), safe(visit.area, is_place=True)
    return visit._replace(reference=reference, area=area, notes="", more=())


def _when(planned: Planned) -> tuple[dt.date, int]:
    return planned.plan.fieldwork.start, planned.visit.row


# ------------------------------------------------------------------------------------------ load


def team_loads(shown: Timetable) -> tuple[Load, ...]:
    """The load of each team, in the order of the file."""
    return tuple(
        _load(team.name, (each for each in shown.planned if each.team == team.name))
        for team in shown.teams
    )


def inspectorate_loads(shown: Timetable) -> tuple[Load, ...]:
    """The load of each inspectorate that takes part in a visit."""
    names = dict.fromkeys(name for each in shown.planned for name in each.inspectorates)
    return tuple(
        _load(name, (each for each in shown.planned if name in each.inspectorates))
        for name in names
    )


def _load(name: str, planned: Iterable[Planned]) -> Load:
    spans = [each.span for each in planned]
    if not spans:
        return Load(name, 0, 0, None)
    starts, ends = sorted(each.first for each in spans), sorted(each.last for each in spans)
    most = max(begun - bisect_left(ends, first) for begun, first in enumerate(starts, 1))
    return Load(name, len(spans), most, Span(starts[0], ends[-1], name))


# ----------------------------------------------------------------------------------------- weeks


def mondays(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The Monday of each week that has a day from ``first`` to ``last``, both counted."""
    monday = monday_of(first)
    while monday <= last:
        yield monday
        monday += _WEEK


def weeks_of(shown: Timetable) -> tuple[Week, ...]:
    """Every week of the programme, with those before and after in which something is due."""
    programme, plans = shown.programme, [each.plan for each in shown.planned]
    first = min([programme.first, *(each.notification.date for each in plans)])
    last = max([programme.last, *(each.report.due for each in plans)])
    counted = _counts(shown)
    polls = {
        monday: each.name
        for year in range(first.year, last.year + 1, 2)
        for each in elections_about(year)
        if each.moved is None
        for monday in mondays(each.date, each.date)
    }
    found = []
    for monday in mondays(first, last):
        marks = dict(_marks(programme, monday, polls.get(monday)))
        found.append(
            Week(
                monday,
                notified=counted[monday, _NOTIFIED],
                under_way=counted[monday, _UNDER_WAY],
                fieldwork=counted[monday, FIELDWORK],
                reports=counted[monday, REPORT],
                marks="".join(marks),
                words=tuple(marks.values()),
            )
        )
    return tuple(found)


def _counts(shown: Timetable) -> Mapping[tuple[dt.date, str], int]:
    """How many visits have something in a week."""
    counts: defaultdict[tuple[dt.date, str], int] = defaultdict(int)
    for each in shown.planned:
        under_way = list(mondays(each.span.first, each.span.last))
        kinds = [(under_way[0], _NOTIFIED), *((monday, _UNDER_WAY) for monday in under_way)]
        for place in (*kinds, *_letters(each)):
            counts[place] += 1
    return counts


def _marks(programme: Programme, monday: dt.date, poll: str | None) -> Iterator[tuple[str, str]]:
    """What lies in a week: a letter and the words for it."""
    if off := programme.calendar.between(monday, monday + 4 * _DAY):
        yield BANK_HOLIDAY, listed(day.name for day in off)
    if programme.schools:
        yield from _school_mark(programme, programme.schools, monday)
    if poll:
        yield POLL, poll


def _school_mark(
    programme: Programme, schools: SchoolYear, monday: dt.date
) -> Iterator[tuple[str, str]]:
    """Whether schools are closed on a working day of a week, or it is not known."""
    days = weekdays(Span(monday, monday + 4 * _DAY, ""))
    working = [day for day in days if programme.calendar.is_working(day)]
    closed = [each.name for each in schools.closed if any(map(each.covers, working))]
    if closed:
        yield SCHOOLS_CLOSED, listed(dict.fromkeys(closed))
    elif schools.unknown(working):
        yield SCHOOLS_UNKNOWN, "not known whether schools are open"


# ----------------------------------------------------------------------------------------- cells


def area_names(shown: Timetable) -> Mapping[str, str]:
    """The areas of the visits by their keys, each as it is written first."""
    visits = [*(each.visit for each in shown.planned), *shown.unplaced]
    return {area_key(visit.area): visit.area for visit in reversed(visits)}


def team_cells(shown: Timetable, nobody: str) -> Cells:
    """What each team does in each week; ``nobody`` is the row of visits without one team.

    A week on a weekday of which a team is away says so, too.
    """
    cells = _cells(shown.planned, lambda each: each.team or nobody)
    for team in shown.teams:
        days = {day for span in team.away for day in weekdays(span)}
        for monday in set(map(monday_of, days)):
            _add(cells, (team.name, monday), AWAY)
    return cells


def area_cells(shown: Timetable) -> Cells:
    """What lies in each week in each area of which a visit is shown, other inspections too.

    Schools where a visit has terms of its own: those of the programme are said of the weeks.
    """
    names, programme = area_names(shown), shown.programme
    cells = _cells(shown.planned, lambda each: names[area_key(each.visit.area)])
    for other in programme.others:
        if name := names.get(area_key(other.area)):
            for monday in mondays(other.span.first, other.span.last):
                _add(cells, (name, monday), OTHER)
    visits = [*(each.visit for each in shown.planned), *shown.unplaced]
    own = {(names[area_key(each.area)], each.terms) for each in visits if each.terms}
    for name, terms in sorted(own):
        schools = programme.local_schools[terms]
        for monday in mondays(programme.first, programme.last):
            for letter, _ in _school_mark(programme, schools, monday):
                if letter not in cells.get((name, monday), ""):
                    _add(cells, (name, monday), letter)
    return cells


def _cells(
    planned: Iterable[Planned], row: Callable[[Planned], str]
) -> dict[tuple[str, dt.date], str]:
    cells: dict[tuple[str, dt.date], str] = {}
    for each in planned:
        for monday, letter in _letters(each):
            _add(cells, (row(each), monday), letter)
    return {place: "".join(sorted(letters, key="nFr".index)) for place, letters in cells.items()}


def _letters(planned: Planned) -> Iterator[tuple[dt.date, str]]:
    """Each week in which a visit has notice, fieldwork or its report, with the letter."""
    made = planned.plan
    before = made.calendar.previous(made.fieldwork.first)
    for first, last, letter in (
        (made.notification.date, before, NOTICE),
        (made.fieldwork.first, made.fieldwork.end, FIELDWORK),
        (made.report.due, made.report.due, REPORT),
    ):
        for monday in mondays(first, last):
            yield monday, letter


def _add(cells: dict[tuple[str, dt.date], str], place: tuple[str, dt.date], letter: str) -> None:
    cells[place] = cells.get(place, "") + letter
