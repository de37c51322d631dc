"""The pictures of possible weeks: all of them as a strip, the best few beside each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from jtai_cli.days.periods import Span, monday_of
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.judge.weeks import FieldworkWeek, Weeks
from jtai_cli.plan.deadlines import Deadline
from jtai_cli.render import picture
from jtai_cli.render.deadlines import election_words, likely_cases, likely_words
from jtai_cli.render.page import Grid, Page, Row
from jtai_cli.render.picture import Alone, Bar, Cell, Day, DayKind, Picture, Strip
from jtai_cli.render.weeks import verdict_words, why
from jtai_cli.wording import count_of, short_date, short_span

_BESIDE = 4  # weeks that have room beside each other
_DAY = dt.timedelta(days=1)


def with_pictures(found: Weeks, page: Page, *, others_known: bool) -> Page:
    """The page with its weeks as a strip, or the best few of them beside each other."""
    grid, *rest = page
    if not (found.ranked and 2 <= len(found.weeks) <= _BESIDE):
        return (grid, Picture("The weeks as a strip", _strip(found)), *rest)
    columns = ((_dates(week), verdict_words(week, True), week) for week in found.weeks)
    known = {"schools_known": found.schools is not None, "others_known": others_known}
    return (grid, *beside(columns, **known), *rest)


def strip_alone(found: Weeks, page: Page) -> Alone:
    """The weeks as a strip by itself, titled as the page is."""
    counts = ", ".join(f"{number} {verdict}" for verdict, number in found.counts.items())
    total = count_of(sum(found.counts.values()), "week")
    best = f" Shown are the {len(found.weeks)} best." if found.ranked else ""
    return Alone(page[0].title, f"{total}: {counts}.{best}", _strip(found))


def _strip(found: Weeks) -> Strip:
    return Strip(tuple(_cell(week, found.ranked) for week in found.weeks))


def _cell(week: FieldworkWeek, ranked: bool) -> Cell:
    fieldwork, word = week.fieldwork, verdict_words(week, False)
    against = f"{verdict_words(week, ranked)}. {why(week)}" if week.reasons else ""
    return Cell(fieldwork.start, fieldwork.end, week.verdict, word, against)


def _dates(week: FieldworkWeek) -> str:
    return short_span(week.fieldwork.start, week.fieldwork.end)


def beside(
    columns: Iterable[tuple[str, str, FieldworkWeek]], *, schools_known: bool, others_known: bool
) -> tuple[Grid | Picture, ...]:
    """Weeks beside each other, a row for each thing that is said of them, and a picture of each.

    Each has its heading and the words for its verdict. What is not known was not looked at.
    """
    columns = tuple(columns)
    known = {"School holidays": schools_known, "Other inspections": others_known}
    not_known = {name: "not looked at" for name, is_known in known.items() if not is_known}
    said = [dict(_said(words, week)) | not_known for _, words, week in columns]
    rows = (Row((name, *(each[name] for each in said))) for name in said[0])
    headings = ("", *(heading for heading, _, _ in columns))
    small = (Picture(heading, _small(week)) for heading, _, week in columns)
    return (Grid("Beside each other", headings, tuple(rows)), *small)


def _said(verdict: str, week: FieldworkWeek) -> Iterator[tuple[str, str]]:
    """What is said of a week, each with its name."""
    report, statement = week.report, week.statement
    yield "Verdict", verdict
    yield "Why", why(week)
    yield "Notification", short_date(week.notification)
    yield "Report due", short_date(report.due)
    yield "Report likely", _likely(report)
    yield "Statement due", short_date(statement.day)
    yield "Statement likely", _likely(statement)
    yield "Bank holidays", _named(week.bank_holidays)
    yield "Closures", _named(week.closures)
    yield "School holidays", _spans(week.school_holidays)
    yield "Election near the report", election_words(week.election)
    yield "Other inspections", _spans(week.others)


def _likely(report: Deadline) -> str:
    if report.actual:
        return f"it came on {short_date(report.actual)}"
    cases = ((condition, likely_words(likely)) for condition, likely in likely_cases(report))
    return "; ".join(f"{condition}{when}: {why}" for condition, (when, why) in cases) or "not said"


def _named(days: tuple[NamedDay, ...]) -> str:
    return "; ".join(f"{day.name} ({short_date(day.date)})" for day in days) or "none"


def _spans(spans: tuple[Span, ...]) -> str:
    return "; ".join(f"{span.name} ({short_span(span.first, span.last)})" for span in spans) or (
        "none known"
    )


def _small(week: FieldworkWeek) -> picture.Weeks:
    """Notice and fieldwork on their days."""
    fieldwork, first = week.fieldwork, week.notification
    start, end = monday_of(first), monday_of(fieldwork.end + 7 * _DAY)
    days = (start + number * _DAY for number in range((end - start).days))
    bars = (
        Bar("Notice", first, fieldwork.start - _DAY, True),
        Bar("Fieldwork", fieldwork.start, fieldwork.end, True),
        *(Bar(span.name, span.first, span.last, False) for span in week.others),
    )
    return picture.Weeks(tuple(_day(week, day) for day in days), bars)


def _day(week: FieldworkWeek, day: dt.date) -> Day:
    """A day and why it is no ordinary one."""
    if day.weekday() > 4:
        return Day(day, "weekend", "weekend")
    off: tuple[tuple[DayKind, list[str]], ...] = (
        ("bank-holiday", [each.name for each in week.bank_holidays if each.date == day]),
        ("closure", [each.name for each in week.closures if each.date == day]),
        ("school-holiday", [each.name for each in week.school_holidays if each.covers(day)]),
    )
    return next((Day(day, kind, names[0]) for kind, names in off if names), Day(day))
