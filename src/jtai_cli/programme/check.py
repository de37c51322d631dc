"""Whether the weeks and teams of a programme go together, from docs/reference/programme.md alone.

It shares no code with what places inspections, so that each is a test of the other.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

from jtai_cli.days.periods import Span, monday_of
from jtai_cli.errors import BadValue, JtaiError
from jtai_cli.judge.findings import Finding
from jtai_cli.privacy import safe
from jtai_cli.programme.model import Dates, Limit, Programme, Visit, dates_of, weeks_of
from jtai_cli.programme.timetable import WITHOUT_THEME, teams_of
from jtai_cli.rules.areas import area_key
from jtai_cli.rules.frameworks import framework_for
from jtai_cli.wording import count_of, listed, listed_in_part, long_date, short_span

_DAY = dt.timedelta(days=1)
_RULE = Limit(1)
_NOTE = Limit(1, 1)
_AS_PREFERRED = "It is a preference, not a rule: leave it, or move one of them by hand."

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Dated(NamedTuple):
    """A visit that has a date. ``team`` is None where several may do it."""

    visit: Visit
    dates: Dates
    team: str | None

    @property
    def name(self) -> str:
        """Its reference, as it may leave the program."""
        return safe(self.visit.reference)

    @property
    def span(self) -> Span:
        """From notification to the last day of fieldwork."""
        return Span(self.dates.notified, self.dates.end, self.name)


class Breach(NamedTuple):
    """What is broken: by ``visit``, with the ``others``; moving one of ``movable`` may mend it."""

    code: str
    visit: Visit
    message: str
    limit: Limit = _RULE
    others: tuple[Visit, ...] = ()
    movable: tuple[Visit, ...] = ()


def breaches(programme: Programme) -> tuple[Breach, ...]:
    """Every breach of a rule or a preference by what has a date, in the order of the rows.

    Raises BadValue, with the row, for a visit whose dates lie outside the calendar.
    """
    visits = [_dated(programme, visit) for visit in programme.visits if visit.start]
    visits.sort(key=lambda each: (each.dates.notified, each.visit.row))
    found = [
        *_of_one(programme, visits),
        *_after(visits),
        *_of_teams(programme, visits),
        *_of_inspectorates(programme, visits),
        *_of_areas(programme, visits),
        *_starts(programme, visits),
        *_reports(programme, visits),
    ]
    return tuple(sorted(found, key=lambda each: (each.visit.row, each.code)))


def _dated(programme: Programme, visit: Visit) -> Dated:
    assert visit.start
    try:
        dates = dates_of(programme, visit.start)
    except JtaiError as error:
        raise BadValue(str(error), where=f"{programme.list_file}, row {visit.row}") from None
    teams = teams_of(programme, visit)
    return Dated(visit, dates, teams[0] if len(teams) == 1 else None)


# ------------------------------------------------------------------------------- of a visit alone


def _of_one(programme: Programme, visits: Iterable[Dated]) -> Iterator[Breach]:
    """What a visit breaks whatever the others do."""
    away = {team.name: team.away for team in programme.teams}
    rules = programme.rules
    for each in visits:
        yield from _out_of_bounds(programme, each)
        if days := [
            day
            for span in away.get(each.team or "", ())
            for day in _working_days(programme, span, each.span.first, each.span.last)
        ]:
            said = f"{each.team} is away on {long_date(min(days))}, when it has {each.name}."
            yield _alone("team-away", each, said)
        number = each.dates.start.isocalendar().week
        if number in rules.avoid_weeks:
            said = f"Fieldwork of {each.name} starts in ISO week {number}, which is to be avoided."
            yield _alone("week-avoided", each, said, rules.avoid_weeks_limit)
        schools = programme.schools_of(each.visit)
        for span in schools.closed if schools and rules.school_holidays.value else ():
            if days := _working_days(programme, span, each.dates.start, each.dates.end):
                said = f"Schools are closed on {long_date(days[0])}, in fieldwork of {each.name}."
                yield _alone("schools-closed", each, said, rules.school_holidays)
                break


def _alone(code: str, each: Dated, said: str, limit: Limit = _RULE) -> Breach:
    return Breach(code, each.visit, said, limit, movable=(each.visit,))


def _out_of_bounds(programme: Programme, each: Dated) -> Iterator[Breach]:
    visit, dates = each.visit, each.dates
    if dates.start < programme.first or dates.end > programme.last:
        when = short_span(dates.start, dates.end)
        said = f"Fieldwork of {each.name}, {when}, is not all in the programme."
        yield _alone("outside-programme", each, said)
    if visit.earliest and dates.start < visit.earliest:
        said = f"Fieldwork of {each.name} starts before {long_date(visit.earliest)}, its earliest."
        yield _alone("outside-window", each, said)
    if visit.latest and dates.start > visit.latest:
        said = f"Fieldwork of {each.name} starts after {long_date(visit.latest)}, its latest."
        yield _alone("outside-window", each, said)


def _working_days(programme: Programme, span: Span, first: dt.date, last: dt.date) -> list[dt.date]:
    """The working days of a span from ``first`` to ``last``, both counted."""
    day, last = max(span.first, first), min(span.last, last)
    days = (day + number * _DAY for number in range((last - day).days + 1))
    return [each for each in days if programme.calendar.is_working(each)]


def _after(visits: Iterable[Dated]) -> Iterator[Breach]:
    by_reference = {each.visit.reference: each for each in visits}
    for each in by_reference.values():
        for name in each.visit.after:
            before = by_reference.get(name)
            if before and each.dates.start <= before.dates.end:
                said = f"{each.name} is to come after {before.name}, and does not."
                pair = (each.visit, before.visit)
                yield Breach("not-after", each.visit, said, _RULE, pair[1:], pair)


# ---------------------------------------------------------------------------------- at once


def _of_teams(programme: Programme, visits: Iterable[Dated]) -> Iterator[Breach]:
    """Too much at once for a team, and too little time between two of its visits."""
    at_once, gap = programme.rules.at_once_per_team, programme.rules.gap_per_team
    kept_free = gap if at_once.is_rule else at_once
    for team, own in _groups((each.team, each) for each in visits if each.team):
        until = {each: programme.calendar.add(each.dates.end, gap.value) for each in own}
        for each, taking in _with_those_before(own, until):
            with_gap = [one for one in taking if one.dates.end < each.dates.notified]
            meeting = [one for one in taking if one.dates.end >= each.dates.notified]
            movable = (each, *taking) if len(taking) == at_once.value else (each,)
            if len(meeting) >= at_once.value:
                said = f"{team} has {_names((*meeting, each))} {_shared(meeting, each)}."
                yield _together("team-at-once", each, meeting, said, at_once, movable)
            if with_gap and len(taking) >= at_once.value:
                days = count_of(gap.value, "working day")
                said = f"{team} has fewer than {days} between {_names((*with_gap, each))}."
                yield _together("team-gap", each, with_gap, said, kept_free, movable)


def _together(
    code: str,
    each: Dated,
    others: Sequence[Dated],
    said: str,
    limit: Limit,
    movable: Iterable[Dated],
) -> Breach:
    visits = tuple(one.visit for one in others)
    return Breach(code, each.visit, said, limit, visits, tuple(one.visit for one in movable))


def _names(visits: Iterable[Dated]) -> str:
    return listed_in_part(each.name for each in visits)


def _shared(others: Sequence[Dated], each: Dated) -> str:
    """When they are all under way."""
    last = min(one.dates.end for one in (*others, each))
    first = each.dates.notified
    return f"on {long_date(first)}" if first == last else f"at once, {short_span(first, last)}"


def _of_inspectorates(programme: Programme, visits: Sequence[Dated]) -> Iterator[Breach]:
    for name, limit in programme.rules.at_once_per_inspectorate.items():
        own = [each for each in visits if name in _inspectorates(programme, each)]
        for each, others in _with_those_before(own, {one: one.dates.end for one in own}):
            if len(others) >= limit.value:
                said = f"{name} takes part in {_names((*others, each))} {_shared(others, each)}."
                movable = (each, *others) if len(others) == limit.value else (each,)
                yield _together("inspectorate-at-once", each, others, said, limit, movable)


def _inspectorates(programme: Programme, each: Dated) -> tuple[str, ...]:
    if each.visit.theme is None:
        return WITHOUT_THEME
    framework = programme.framework or framework_for(each.dates.start)
    return framework.theme(each.visit.theme).inspectorates


def _with_those_before(
    visits: Iterable[Dated], until: Mapping[Dated, dt.date]
) -> Iterator[tuple[Dated, tuple[Dated, ...]]]:
    """Each visit with those notified before it that last until its notification, or longer."""
    under_way: list[Dated] = []
    for each in visits:
        under_way = [one for one in under_way if until[one] >= each.dates.notified]
        yield each, tuple(under_way)
        under_way.append(each)


def _groups(pairs: Iterable[tuple[K, V]]) -> Iterable[tuple[K, list[V]]]:
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for key, each in pairs:
        groups[key].append(each)
    return groups.items()


# ------------------------------------------------------------------------------- apart from others


def _of_areas(programme: Programme, visits: Iterable[Dated]) -> Iterator[Breach]:
    """Every two inspections of an area that are nearer than its gap, one of them a visit."""
    limit, keys = programme.rules.gap_in_area, {area_key(each.visit.area) for each in visits}
    others = [(area_key(other.area), (other.span, None)) for other in programme.others]
    own = [(area_key(each.visit.area), (each.span, each)) for each in visits]
    for _, group in _groups([*own, *(each for each in others if each[0] in keys)]):
        before: list[tuple[Span, Dated | None]] = []
        for span, each in sorted(group, key=lambda one: one[0][:2]):
            before = [one for one in before if _apart(one[0], span) < limit.value]
            for earlier, other in before:
                if each or other:
                    yield _too_near(limit, (earlier, other), (span, each))
            before.append((span, each))


def _apart(earlier: Span, later: Span) -> int:
    """Days from the last day of the one to the first of the other; 0 where they meet."""
    return max(0, (later.first - earlier.last).days)


def _too_near(
    limit: Limit, earlier: tuple[Span, Dated | None], later: tuple[Span, Dated | None]
) -> Breach:
    own = [each for _, each in (later, earlier) if each]
    area, days = safe(own[0].visit.area, is_place=True), _apart(earlier[0], later[0])
    names = listed(safe(span.name) for span, _ in (earlier, later))
    said = f"{area} has {names} {count_of(days, 'day')} apart, and the gap is {limit.value}."
    return _together("area-gap", own[0], own[1:], said, limit, own)


def _starts(programme: Programme, visits: Iterable[Dated]) -> Iterator[Breach]:
    limit = programme.rules.days_between_starts
    in_order = sorted(visits, key=lambda each: (each.dates.start, each.visit.row))
    for before, each in pairwise(in_order if limit else ()):
        days = (each.dates.start - before.dates.start).days
        if limit and days < limit.value:
            said = f"{before.name} and {each.name} start {count_of(days, 'day')} apart."
            yield _together("starts-near", each, (before,), said, limit, (each, before))


def _reports(programme: Programme, visits: Iterable[Dated]) -> Iterator[Breach]:
    limit = programme.rules.reports_per_week
    weeks = _groups((each.dates.report.isocalendar()[:2], each) for each in visits)
    for _, due in weeks if limit else ():
        due.sort(key=lambda each: (each.dates.report, each.visit.row))
        if limit and len(due) > limit.value:
            *others, last = due
            monday = monday_of(last.dates.report)
            said = f"{len(due)} reports are due in the week of {long_date(monday)}: {_names(due)}."
            movable = (last, *others[::-1]) if len(others) == limit.value else ()
            yield _together("reports-per-week", last, others, said, limit, movable)


# -------------------------------------------------------------------------------- what may be done


def check(programme: Programme) -> tuple[Finding, ...]:
    """What a programme breaks, errors for rules and notes for preferences, each with its row.

    What an error says to do is true: the week or the team that it offers breaks no rule.
    Raises BadValue, with the row, for a visit whose dates lie outside the calendar.
    """
    search = Search(programme)
    found = [_finding(programme, each, search.remedy(each)) for each in breaches(programme)]
    return (*found, *(_finding(programme, each, fix) for each, fix in _of_the_list(programme)))


def _finding(programme: Programme, breach: Breach, fix: str) -> Finding:
    return Finding(
        breach.code,
        breach.message,
        breach.visit.start,
        fix,
        file=programme.list_file,
        line=breach.visit.row,
        is_preference=not breach.limit.is_rule,
    )


class Search:
    """Looks for a single move that mends a breach, and looks at ``left`` visits and no more."""

    def __init__(self, programme: Programme, left: int = 20_000) -> None:
        self.programme, self.left = programme, left
        self.weeks: tuple[Dates, ...] | None = None
        self.dated = tuple(each for each in programme.visits if each.start)

    def remedy(self, breach: Breach) -> str:
        """A sentence: what to do about a breach."""
        if not breach.limit.is_rule:
            return _AS_PREFERRED
        for visit in breach.movable:
            offers = [] if visit.fixed else [*self._week(visit), *self._team(visit)]
            if offers:
                said = ", or ".join(offers)
                return f"{said[0].upper()}{said[1:]}."
        if breach.movable and all(visit.fixed for visit in breach.movable):
            return "What is fixed is never moved: check its date, or change what it breaks."
        if self.left <= 0:
            return "Move one of them by hand: there is too much wrong to try every week."
        return "No single move helps: move several, or ease a rule."

    def _week(self, visit: Visit) -> Iterator[str]:
        """The nearest week in which it breaks no rule, a later one before an earlier."""
        assert visit.start
        if self.weeks is None:
            self.weeks = weeks_of(self.programme)
        start = visit.start
        nearest = sorted((each.start for each in self.weeks), key=lambda day: abs(day - start))
        for day in nearest:
            if day != start and self._does(visit._replace(start=day)):
                yield f"Move {safe(visit.reference)} to {long_date(day)}"
                return

    def _team(self, visit: Visit) -> Iterator[str]:
        for team in self.programme.teams:
            is_other = len(visit.teams) == 1 and team.name not in visit.teams
            if is_other and self._does(visit._replace(teams=(team.name,))):
                yield f"give {safe(visit.reference)} to {team.name}"
                return

    def _does(self, moved: Visit) -> bool:
        """Whether a visit breaks no rule there with those that have a date near it."""
        assert moved.start
        if self.left <= 0:
            return False
        gap = self.programme.rules.gap_in_area
        reach = dt.timedelta(days=150 + (gap.value if gap.is_rule else 0))
        near = [
            each
            for each in self.dated
            if each.reference != moved.reference
            and each.start
            and (abs(each.start - moved.start) <= reach or _is_after(each, moved))
        ]
        self.left -= len(near) + 1
        tried = self.programme._replace(visits=(*near, moved))
        return not any(
            each.limit.is_rule and moved in (each.visit, *each.others) for each in breaches(tried)
        )


def _is_after(one: Visit, other: Visit) -> bool:
    return one.reference in other.after or other.reference in one.after


# ------------------------------------------------------------------------------------- of the list


def _of_the_list(programme: Programme) -> Iterator[tuple[Breach, str]]:
    """What is worth knowing of the list as a whole, each with what to do."""
    visits, limit = programme.visits, programme.rules.batch
    for theme, own in _groups((each.theme, each) for each in visits if each.theme):
        if limit and len(own) > limit.value:
            said = f"{len(own)} inspections have the theme {theme}, and a batch is {limit.value}."
            yield Breach("batch", own[-1], said, limit), "Give some another theme, or set batch."
    for _, own in _groups((area_key(each.area), each) for each in visits):
        if len(own) > 1:
            names = listed_in_part(safe(each.reference) for each in own)
            said = f"{safe(own[0].area, is_place=True)} is in the list more than once: {names}."
            yield Breach("area-twice", own[-1], said, _NOTE), "Leave it if that is meant."
    known = {area_key(each.area) for each in visits}
    strange = dict.fromkeys(e.area for e in programme.others if area_key(e.area) not in known)
    if strange:
        names = listed_in_part(safe(area, is_place=True) for area in strange)
        said = f"Other inspections are of areas that are not in the list: {names}."
        yield Breach("others-elsewhere", visits[0], said, _NOTE), "Check how they are written."
    if left := [each for each in visits if each.start is None]:
        names = listed_in_part(safe(each.reference) for each in left)
        said = f"{count_of(len(left), 'inspection')} without a date: {names}."
        yield Breach("no-date", left[0], said, _NOTE), "Give dates, or let them be placed."
