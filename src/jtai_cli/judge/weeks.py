"""Every possible week of fieldwork in a range, and what speaks against it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from jtai_cli.days.periods import Closure, Span, monday_of
from jtai_cli.days.school_year import SchoolYear
from jtai_cli.days.sums import non_working_days
from jtai_cli.days.working_calendar import NamedDay, WorkingCalendar
from jtai_cli.errors import BadValue, DatesOutOfOrder
from jtai_cli.judge import plan as judged
from jtai_cli.judge.findings import Finding
from jtai_cli.letters.likely import NEVER_THEN, Evidence, over_christmas
from jtai_cli.plan.deadlines import (
    Deadline,
    Fieldwork,
    Notice,
    fieldwork_of,
    report_deadline,
    statement_deadline,
)
from jtai_cli.rules.elections import NearElection, Votes, near_election
from jtai_cli.rules.frameworks import framework_for
from jtai_cli.rules.model import Basis, Election, Framework
from jtai_cli.wording import brief_span, listed, long_date

Verdict = Literal["clear", "tight", "avoid"]
VERDICTS: tuple[Verdict, ...] = ("clear", "tight", "avoid")

UNKNOWN = "school-year-unknown"  # the code of days of which no file says whether schools are open
NEAR = 20  # working days; two inspections no farther apart strain the same people
LONGEST_RANGE = 30  # years

_AVOID = {
    *("notice-past", "august", "christmas", "school-holiday-in-fieldwork"),
    *("closure-in-fieldwork", "other-inspection-at-once", "notice-short", "fieldwork-past"),
}
_DAY = dt.timedelta(days=1)


class Reason(NamedTuple):
    """One thing that speaks against a week."""

    code: str
    message: str

    @property
    def verdict(self) -> Verdict:
        """What it makes of the week by itself."""
        return "avoid" if self.code in _AVOID else "tight"


_SEASONS = {
    "fieldwork-in-august": Reason("august", judged.IN_AUGUST),
    "fieldwork-around-christmas": Reason("christmas", judged.AROUND_CHRISTMAS),
}


class FieldworkWeek(NamedTuple):
    """Fieldwork in one week, with its dates, what lies within or near them, and the reasons.

    Bank holidays, closures and school holidays are those from notification to the end of
    fieldwork, both counted.
    """

    monday: dt.date
    framework: Framework
    fieldwork: Fieldwork
    notification: dt.date
    report: Deadline
    statement: Deadline
    bank_holidays: tuple[NamedDay, ...]
    closures: tuple[NamedDay, ...]
    school_holidays: tuple[Span, ...]
    others: tuple[Span, ...]
    reasons: tuple[Reason, ...]

    @property
    def election(self) -> NearElection | None:
        """The election that the report's date lies close to."""
        return self.report.near

    @property
    def verdict(self) -> Verdict:
        """The worst that its reasons say; clear where there is none."""
        return max((reason.verdict for reason in self.reasons), key=VERDICTS.index, default="clear")

    @property
    def against(self) -> Counter[Verdict]:
        """How many of its reasons say avoid, and how many tight."""
        return Counter(reason.verdict for reason in self.reasons)


class Weeks(NamedTuple):
    """The weeks whose Mondays lie from ``first`` to ``last``, both counted, in order.

    ``counts`` says of how many weeks of the range each verdict is. Where ``ranked``, ``weeks`` are
    only the best of them, best first. ``schools`` is what was given of the school year.
    """

    calendar: WorkingCalendar
    first: dt.date
    last: dt.date
    weeks: tuple[FieldworkWeek, ...]
    schools: SchoolYear | None
    counts: Mapping[Verdict, int]
    ranked: bool = False

    @property
    def frameworks(self) -> tuple[Framework, ...]:
        """Those under which the weeks are planned, in order."""
        return tuple(dict.fromkeys(week.framework for week in self.weeks))


class Around(NamedTuple):
    """What is known about the weeks beside the calendar and the rules; None where nothing is.

    ``votes`` says of a year whether the area has a local poll; ``evidence`` takes the place of what
    the letters of our table say.
    """

    closures: Collection[Closure] = ()
    schools: SchoolYear | None = None
    others: Collection[Span] = ()
    elections: Collection[NamedDay] = ()
    no_elections: bool = False
    votes: Votes | None = None
    evidence: Evidence | None = None
    today: dt.date | None = None


def weeks(
    calendar: WorkingCalendar,
    framework: Framework | None,
    first: dt.date,
    last: dt.date,
    *,
    around: Around,
    fieldwork_days: int | None = None,
    basis: Basis | None = None,
) -> Weeks:
    """Every week whose Monday lies from ``first`` to ``last``, both counted.

    Fieldwork starts on its Monday, or on its first working day where that is a bank holiday; a
    week without a working day is left out. Without a ``framework`` each week has the one in force
    when it starts. Raises DatesOutOfOrder, OutsideCalendar, and BadValue
    for a range without a Monday or of more than LONGEST_RANGE years.
    """
    if last < first:
        raise DatesOutOfOrder("the first day", first, "the last day", last)
    if (last.year, last.month, last.day) > (first.year + LONGEST_RANGE, first.month, first.day):
        raise BadValue(f"the range is longer than {LONGEST_RANGE} years. Ask for a part of it.")
    found = []
    monday = first + (-first.weekday() % 7) * _DAY
    while monday <= last:
        start = monday if calendar.is_working(monday) else calendar.next(monday)
        if start < monday + 5 * _DAY:
            rules = framework or framework_for(start)
            fieldwork = fieldwork_of(calendar, start, fieldwork_days or rules.fieldwork_days)
            found.append(_week(calendar, rules, fieldwork, basis, around))
        monday += 7 * _DAY
    if not found:
        raise BadValue(
            f"no week of fieldwork begins from {long_date(first)} to {long_date(last)}. "
            "Type a longer range: a week begins on its Monday."
        )
    verdicts = Counter(week.verdict for week in found)
    counts = {verdict: verdicts[verdict] for verdict in VERDICTS}
    return Weeks(calendar, first, last, tuple(found), around.schools, counts)


def best(found: Weeks, number: int) -> Weeks:
    """The ``number`` weeks against which the least speaks, best first; all, where there are fewer.

    Last come those whose notification is past. Of the others the one with fewer reasons to avoid
    it is better; of those with as many, the one with fewer that make it tight; then the earlier.
    """

    def rank(week: FieldworkWeek) -> tuple[bool, int, int, dt.date]:
        is_past = any(reason.code == "notice-past" for reason in week.reasons)
        return is_past, week.against["avoid"], week.against["tight"], week.monday

    return found._replace(weeks=tuple(sorted(found.weeks, key=rank)[:number]), ranked=True)


def weeks_findings(found: Weeks) -> tuple[Finding, ...]:
    """What to know of the weeks as a whole: the frameworks not in force, and the last date."""
    starts: dict[Framework, list[dt.date]] = {}
    for week in found.weeks:
        starts.setdefault(week.framework, []).append(week.fieldwork.start)
    last = max(week.statement.due for week in found.weeks)
    return (
        *(each for one in starts for each in judged.not_in_force_on_all(one, starts[one])),
        *judged.beyond_published(found.calendar, last),
    )


def _week(
    calendar: WorkingCalendar,
    framework: Framework,
    fieldwork: Fieldwork,
    basis: Basis | None,
    around: Around,
) -> FieldworkWeek:
    start = fieldwork.start
    report = report_deadline(
        calendar,
        framework,
        fieldwork.end,
        basis=basis,
        elections=around.elections,
        no_elections=around.no_elections,
        votes=around.votes,
        evidence=around.evidence,
    )
    return judge(
        calendar,
        framework,
        fieldwork,
        notified=calendar.add(start, -framework.notice_on(start).working_days),
        report=report,
        statement=statement_deadline(
            calendar, framework, report.due, report=report, evidence=around.evidence
        ),
        around=around,
    )


def judge(
    calendar: WorkingCalendar,
    framework: Framework,
    fieldwork: Fieldwork,
    *,
    notified: dt.date,
    report: Deadline,
    statement: Deadline,
    around: Around,
) -> FieldworkWeek:
    """What speaks against these dates, by what is known ``around`` them. Raises OutsideCalendar."""
    whole = notified, fieldwork.end
    schools = around.schools.closed if around.schools else ()
    closed = non_working_days(calendar, around.closures, *whole)
    week = FieldworkWeek(
        monday=monday_of(fieldwork.first),
        framework=framework,
        fieldwork=fieldwork,
        notification=notified,
        report=report,
        statement=statement,
        bank_holidays=calendar.between(*whole),
        closures=tuple(NamedDay(day.date, day.name) for day in closed if day.kind == "closure"),
        school_holidays=tuple(span for span in schools if span.touches(*whole)),
        others=near_others(calendar, around.others, *whole),
        reasons=(),
    )
    return week._replace(reasons=tuple(_reasons(calendar, week, around)))


def as_it_happened(week: FieldworkWeek, notice: Notice, today: dt.date | None) -> FieldworkWeek:
    """The week of an inspection whose notification is given: with notice that is too short, and
    with fieldwork that is past.
    """
    said = [Reason(each.code, each.message) for each in judged.notice_short(notice)]
    end = week.fieldwork.end
    if today and end < today:
        said.append(Reason("fieldwork-past", f"Fieldwork ended on {long_date(end)}, which is past"))
    return week._replace(reasons=(*said, *week.reasons))


def near_others(
    calendar: WorkingCalendar, others: Iterable[Span], notified: dt.date, end: dt.date
) -> tuple[Span, ...]:
    """Other inspections with a day from ``notified`` to ``end``, both counted, or at most NEAR
    working days away.
    """

    def is_near(other: Span) -> bool:
        if other.last < notified:
            return calendar.count(other.last, notified) <= NEAR
        return other.first <= end or calendar.count(end, other.first) <= NEAR

    return tuple(filter(is_near, others))


def _reasons(calendar: WorkingCalendar, week: FieldworkWeek, around: Around) -> Iterator[Reason]:
    """What speaks against a week: first what says avoid, then what makes it tight."""

    def worked(spans: Iterable[Span], first: dt.date, last: dt.date) -> list[Span]:
        """The spans that have a working day from ``first`` to ``last``, both counted."""
        cut = ((span, max(span.first, first), min(span.last, last)) for span in spans)
        return [span for span, begin, end in cut if calendar.within(begin, end)]

    start, end, notified = week.fieldwork.start, week.fieldwork.end, week.notification
    before, schools, closures = start - _DAY, week.school_holidays, around.closures
    at_once = [each for each in week.others if each.touches(notified, end)]
    near = [each for each in week.others if each not in at_once]
    days_off = [Span(day, day, name) for day, name in week.bank_holidays]
    inside = [day for day in days_off if day.first >= week.monday]
    earlier = [day for day in days_off if day.first < week.monday]
    if around.today and notified < around.today:
        said = f"Notification would have been {long_date(notified)}, which is past"
        yield Reason("notice-past", said)
    yield from (_SEASONS[finding.code] for finding in judged.out_of_season(start, end))
    what = "Schools are closed"
    yield from _named("school-holiday-in-fieldwork", what, worked(schools, start, end))
    what = "Closed during fieldwork"
    yield from _named("closure-in-fieldwork", what, worked(closures, start, end))
    yield from _named("other-inspection-at-once", "At the same time", at_once)
    yield from _named("bank-holiday-in-fieldwork", "In fieldwork's week", inside)
    yield from _named("bank-holiday-in-notice", "In the weeks of notice", earlier)
    what = "Schools are closed in the weeks of notice"
    yield from _named("school-holiday-in-notice", what, worked(schools, notified, before))
    what = "Closed in the weeks of notice"
    yield from _named("closure-in-notice", what, worked(closures, notified, before))
    yield from _named("other-inspection-near", "Near by", near)
    if around.schools and (unknown := unknown_days(calendar, around.schools, notified, end)):
        yield Reason(UNKNOWN, f"Not known whether schools are open: {unknown}")
    yield from _about_elections(calendar, week, around)
    yield from _likely_later(week.report)


def _about_elections(
    calendar: WorkingCalendar, week: FieldworkWeek, around: Around
) -> Iterator[Reason]:
    """Whether fieldwork is in a pre-election period, and whether the report is due near a poll."""
    start, end = week.fieldwork.start, week.fieldwork.end
    near = [
        near_election(
            calendar,
            day,
            elections=around.elections,
            no_elections=around.no_elections,
            votes=around.votes,
        )
        for day in (start, end)
    ]
    polls = (each for day in near for each in _polls(day) if start <= each.date)
    for code, what, elections in (
        ("fieldwork-before-election", "Fieldwork in the pre-election period", polls),
        ("report-near-election", "Report near", _polls(week.election)),
    ):
        found = dict.fromkeys(elections)
        yield from _named(code, what, [Span(day.date, day.date, day.name) for day in found])


def _polls(near: NearElection | None) -> Iterator[Election]:
    """The polls that a day lies close to: two where it is not known whether the area votes."""
    if near:
        yield from _polls(near.otherwise)
        yield near.election


def _likely_later(report: Deadline) -> Iterator[Reason]:
    """Whether more than half of the comparable letters came after the rule's date.

    Or whether it lies over Christmas, when no letter came.
    """
    likely = report.likely
    if likely is None:
        return
    said, when = "", brief_span(likely.earliest.date, likely.latest.date)
    if likely.middle.date > report.due:
        rule, middle = (brief_span(day, day) for day in (report.due, likely.middle.date))
        where = " where the area votes" if likely.otherwise else ""
        said = f"Report likely later than the rule's {rule}{where}: {when}, the middle {middle}"
    elif over_christmas(likely):
        said = f"Report likely {when}, but {NEVER_THEN}"
    if said:
        yield Reason("report-likely-later", said)


def unknown_days(
    calendar: WorkingCalendar, schools: SchoolYear, first: dt.date, last: dt.date
) -> str:
    """On which working days it is not known whether schools are open; empty where it is.

    Both ``first`` and ``last`` are counted, and days in a row are said as one span.
    """
    days = (first + number * _DAY for number in range((last - first).days + 1))
    stretches: list[list[dt.date]] = []
    for day in schools.unknown(filter(calendar.is_working, days)):
        if stretches and calendar.next(stretches[-1][-1]) == day:
            stretches[-1].append(day)
        else:
            stretches.append([day])
    return listed(brief_span(days[0], days[-1]) for days in stretches)


def _named(code: str, what: str, spans: Collection[Span]) -> Iterator[Reason]:
    """A reason that names spans of days, where there are any."""
    if spans:
        said = listed(f"{name} ({brief_span(first, last)})" for first, last, name in spans)
        yield Reason(code, f"{what}: {said}")
