"""The pictures of a timetable."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from jtai_cli.days.periods import Span, monday_of
from jtai_cli.plan.deadlines import deadline_working
from jtai_cli.plan.model import Plan
from jtai_cli.plan.rehearsal import CONDITION, last_day
from jtai_cli.render.deadlines import likely_cases
from jtai_cli.render.page import Grid, Row
from jtai_cli.render.picture import Alone, Bar, Day, DayKind, Months, Picture, Timeline, Weeks
from jtai_cli.wording import long_date, short_date, short_span

_DAY = dt.timedelta(days=1)


def pictures(plan: Plan, schools: Sequence[Span] = ()) -> tuple[Grid | Picture, ...]:
    """The weeks at a glance, the way from the call to the statement, and how days were counted.

    Where there are ``schools``, their holidays stand before the last as a table, too.
    """
    days = tuple(_days(plan, schools))
    first = plan.notification.date
    last = last_day(plan) if plan.inspection.settings.rehearsal else plan.fieldwork.end
    last = min(last, plan.fieldwork.end)
    of_weeks = (each for each in days if monday_of(first) <= each.date < monday_of(last) + 7 * _DAY)
    later = tuple(each for each in days if each.date >= first.replace(day=1))
    return (
        Picture("The weeks at a glance", Weeks(tuple(of_weeks), tuple(_steps(plan)))),
        Picture("From the call to the statement", _timeline(plan, later, schools)),
        *_holidays(schools, later),
        Picture("How the days were counted", Months(later, _words(plan))),
    )


def timeline_alone(plan: Plan, title: str, schools: Sequence[Span] = ()) -> Alone:
    """The way from the call to the statement, as a picture by itself."""
    line = _timeline(plan, tuple(_days(plan, schools)), schools)
    said = (f"{label}: {short_date(day)}" for label, day in line.marks)
    bars = (f"{bar.title}: {short_span(bar.start, bar.end)}" for bar in line.bars)
    off = (f"{span.name}: {short_span(span.first, span.last)}" for _, span in line.off)
    return Alone(title, "; ".join((*said, *bars, *off)), line)


def _holidays(schools: Sequence[Span], days: Sequence[Day]) -> Iterator[Grid]:
    """School holidays in the words of a table."""
    if shown := [each for each in schools if each.touches(days[0].date, days[-1].date)]:
        rows = (Row((short_span(each.first, each.last), each.name)) for each in shown)
        yield Grid("School holidays", ("Date", "Name"), tuple(rows), narrow=True)


def _days(plan: Plan, schools: Sequence[Span]) -> Iterator[Day]:
    """Every day from the Monday before the month of the call to the end of the statement's month.

    A calendar that ends before has no more.
    """
    first = max(monday_of(plan.notification.date.replace(day=1)), plan.calendar.first + _DAY)
    last = (plan.statement.day.replace(day=28) + 4 * _DAY).replace(day=1) - _DAY
    numbers, marked = _numbers(plan), _marked(plan)
    closures = {day.date: day.name for day in plan.non_working_days if day.kind == "closure"}
    for day, _, off in plan.calendar.steps(first - _DAY, min(last, plan.calendar.last)):
        kind: DayKind = ""
        name = off or closures.get(day) or next((s.name for s in schools if s.covers(day)), "")
        if off:
            kind = "bank-holiday" if day.weekday() < 5 else "weekend"
        elif name:
            kind = "closure" if day in closures else "school-holiday"
        yield Day(day, kind, name, numbers.get(day, ""), day in marked)


def _numbers(plan: Plan) -> dict[dt.date, str]:
    """The number of each day that is counted, after a letter for the count."""
    found = {day.date: f"D{day.number}" for week in plan.weeks for day in week.dates if day.number}
    for letter, deadline in (("R", plan.report), ("S", plan.statement)):
        for day, number, _ in deadline_working(plan.calendar, deadline).days:
            if number and day <= deadline.day:
                found[day] = f"{letter}{number}"
    return found


def _marked(plan: Plan) -> set[dt.date]:
    """The dates that matter: the call, the days of fieldwork, the report and the statement."""
    fieldwork = plan.calendar.stretch(plan.fieldwork.first, plan.fieldwork.working_days)
    return {plan.notification.date, *fieldwork, plan.report.day, plan.statement.day}


def _steps(plan: Plan) -> Iterator[Bar]:
    """Every step, as those before and after the weeks of a plan may be on days of the picture."""
    for step in plan.steps:
        title = f"{step.title} (done)" if step.done else step.title
        yield Bar(title, step.start, step.end, step.timing == "required")


def _off(
    plan: Plan, schools: Sequence[Span], days: Sequence[Day]
) -> Iterator[tuple[DayKind, Span]]:
    """Holidays and closures from first to last, also where others lie in them."""
    for day in days:
        if day.kind == "bank-holiday":
            yield day.kind, Span(day.date, day.date, day.name)
    for closure in plan.inspection.settings.closures:
        yield "closure", closure
    for holiday in schools:
        yield "school-holiday", holiday


def _timeline(plan: Plan, days: Sequence[Day], schools: Sequence[Span]) -> Timeline:
    """From the month of the call to the day of the statement, of days that may be more."""
    first, last = plan.notification.date.replace(day=1), plan.statement.day
    shown = tuple(each for each in days if first <= each.date <= last)
    start, report = plan.fieldwork.start, plan.report
    real = f" {CONDITION}" if plan.inspection.settings.rehearsal else ""
    fieldwork = "Fieldwork" if plan.weeks[-1].steps else f"Fieldwork{real}"
    notice_ends = start - _DAY
    if plan.inspection.settings.rehearsal:
        notice_ends = min(notice_ends, last_day(plan))
    bars = [Bar("Notice", plan.notification.date, notice_ends, False)]
    if fieldwork == "Fieldwork":
        bars.append(Bar(fieldwork, start, plan.fieldwork.end, True))
    for condition, likely in likely_cases(report):
        title = "Likely, if it votes" if condition.startswith("if it votes") else "Report likely"
        bars.append(Bar(title, likely.earliest.date, likely.latest.date, False))
    published = "Report published" if report.actual else f"Report due{real}"
    marks = (
        ("Call", plan.notification.date),
        (fieldwork, start),
        (published, report.day),
        (f"Statement due{real}", plan.statement.day),
    )
    return Timeline(shown, tuple(bars), marks, tuple(_off(plan, schools, shown)))


def _words(plan: Plan) -> str:
    """What the letters before the numbers are, and where each count ends."""
    report, statement = plan.report, plan.statement
    later = "the" if plan.weeks[-1].steps else "fieldwork, the"
    real = ""
    if plan.inspection.settings.rehearsal:
        real = f"The dates of {later} report and statement are those {CONDITION}. "
    came = f"is due on R{report.days}"
    if report.actual:
        came = f"was due on R{report.days} and came on {long_date(report.actual)}, where S begins"
    called, last = long_date(plan.notification.date), plan.weeks[-1].days[1]
    return (
        f"{real}D: the days of the weeks above, from D1, {called}, to D{last}. "
        f"R: {report.basis} days after fieldwork; the report {came}. "
        f"S: {statement.basis} days after the report; the statement is due on S{statement.days}. "
        "A day with no number is not counted."
    )
