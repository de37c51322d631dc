"""When reports would be likely, by the week of fieldwork, month by month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby

from jtai_cli.days.bank_holidays import REGIONS
from jtai_cli.judge.ahead import Ahead
from jtai_cli.judge.weeks import FieldworkWeek
from jtai_cli.letters.likely import CLASSES, LETTERS, Likely
from jtai_cli.render.chart import Range, RangeRow, Ranges
from jtai_cli.render.deadlines import (
    LIKELY,
    fieldwork_object,
    likely_cases,
    likely_cells,
    likely_share,
    report_object,
)
from jtai_cli.render.page import Block, Fact, Grid, Headline, Lines, Page, Row
from jtai_cli.render.parts import Object, Rows, table
from jtai_cli.render.shared import (
    Warnings,
    cited,
    framework_object,
    mark,
    source_line,
    warning_keys,
)
from jtai_cli.rules import voting
from jtai_cli.wording import brief_span, count_of, listed, long_date, month, short_span

Case = tuple[str, Likely | None]  # "if it votes", or "" where that does not matter


def ahead_page(found: Ahead) -> Page:
    """A row a week, or two where it is not known whether the area votes."""
    weeks = found.weeks
    said = f"Fieldwork in each week, {short_span(weeks.first, weeks.last)}"
    rules = listed(each.id for each in weeks.frameworks)
    headline = Headline(
        "When the report would be likely",
        f"{said} ({rules}, working days of {REGIONS[weeks.calendar.region]})",
        tuple(_area_facts(found)),
    )
    rows = tuple(
        Row(
            (
                _month(week),
                brief_span(week.fieldwork.start, week.fieldwork.end),
                _day(week.report.due),
                brief_span(likely.earliest.date, likely.latest.date) if likely else "not said",
                _half_by(likely),
                _class(condition, likely),
            )
        )
        for week in weeks.weeks
        for condition, likely in _cases(week)
    )
    columns = ("Month", "Fieldwork", "Rule's date", "Likely", "Half by", "Class of letters")
    blocks: list[Block] = [headline, Grid("", columns, rows, grouped=1, foldable=(4,))]
    return (*blocks, Lines("Sources and words", tuple(_legend(found))))


def _area_facts(found: Ahead) -> Iterator[Fact]:
    """In which of the years the area votes."""
    if found.area is None:
        note = "--area NAME says whether it votes; without it both cases are given"
        yield Fact("Area", "not named", note)
    elif not found.known:
        note = "not in the table of the areas that vote; both cases are given"
        yield Fact("Area", found.area, note)
    else:
        label = found.area
        for year in found.years:
            said = {True: f"votes in {year.year}", False: f"does not vote in {year.year}"}
            value = said[year.votes] if year.votes is not None else f"{year.year} not known yet"
            yield Fact(label, value, listed(year.elected))
            label = ""


def _cases(week: FieldworkWeek) -> Iterator[Case]:
    """What is likely of its report; of two cases, that of a poll is the second."""
    cases = list(likely_cases(week.report))
    for number, (_, likely) in enumerate(cases):
        yield ("", "if it votes")[number], likely
    if not cases:
        yield "", None


def _half_by(likely: Likely | None) -> str:
    """The middle of a range; nothing where that is one day."""
    if likely is None or likely.earliest == likely.latest:
        return ""
    return brief_span(likely.middle.date, likely.middle.date)


def _class(condition: str, likely: Likely | None) -> str:
    kind = (likely.kind if likely else None) or ""
    return ", ".join(filter(None, (kind, condition)))


def _legend(found: Ahead) -> Iterator[str]:
    """What the range of each class that occurs rests on, which polls it takes in, and the words."""
    yield from map(source_line, (LETTERS, *(voting.SOURCES if found.known else ())))
    every = {
        likely.kind: likely
        for week in found.weeks.weeks
        for _, likely in _cases(week)
        if likely and likely.kind
    }
    for kind, words in CLASSES.items():
        if kind in every:
            yield f"{kind}: {words}; {likely_share(every[kind])} {mark(LETTERS)}."
    near = [week.report.near for week in found.weeks.weeks if week.report.near]
    polls = dict.fromkeys(each.election for each in near)
    if polls:
        days = listed(f"{each.name} of {long_date(each.date)}" for each in polls)
        yield f"Polls taken in: {days}."
    yield LIKELY


def _month(week: FieldworkWeek) -> str:
    return f"{month(week.fieldwork.start)[:3]} {week.fieldwork.start.year}"


def _day(day: dt.date) -> str:
    return f"{day.day} {month(day)[:3]} {day.year}"


def ahead_object(found: Ahead, *, warnings: Warnings) -> Object:
    """The weeks (schema ``jtai.ahead/1``). ``votes`` is null in a year of which it is not known."""
    weeks = found.weeks
    return {
        "schema": "jtai.ahead/1",
        "frameworks": list(map(framework_object, weeks.frameworks)),
        "region": weeks.calendar.region,
        "start": weeks.first,
        "end": weeks.last,
        "area": found.area,
        "votes": [year._asdict() for year in found.years],
        "weeks": [
            {
                "month": f"{week.fieldwork.start:%Y-%m}",
                "framework": week.framework.id,
                "fieldwork": fieldwork_object(week.fieldwork),
                "report": report_object(week.report),
            }
            for week in weeks.weeks
        ],
        **warning_keys(warnings),
    }


def ahead_rows(found: Ahead) -> Rows:
    """A row a week, both cases in it."""
    return table(
        {
            "month": f"{week.fieldwork.start:%Y-%m}",
            "fieldwork_start": week.fieldwork.start,
            "fieldwork_end": week.fieldwork.end,
            "framework": week.framework.id,
            "report_due": week.report.due,
            "statement_due": week.statement.due,
            "election": week.election.election.name if week.election else None,
            **likely_cells(week.report, week.statement),
        }
        for week in found.weeks.weeks
    )


def ahead_chart(found: Ahead) -> Ranges:
    """A row a case: working days from the end of fieldwork, so that the rule's is one line."""
    weeks = found.weeks
    span = short_span(weeks.first, weeks.last)
    groups = tuple(
        (name, tuple(row for week in group for row in _chart_rows(found, week)))
        for name, group in groupby(weeks.weeks, _month)
    )
    area = f", in {found.area}" if found.area else ""
    return Ranges(
        title=f"When the report would be likely, by the week of fieldwork{area}",
        description=f"{count_of(len(weeks.weeks), 'week')} of fieldwork, {span}. {LIKELY}",
        axis_title="working days after fieldwork",
        mark_title="the rule's date",
        middle_title="half of the letters took no longer",
        series=tuple(CLASSES.items()),
        groups=groups,
        source=f"Source: {cited(LETTERS)}",
    )


def _chart_rows(found: Ahead, week: FieldworkWeek) -> Iterator[RangeRow]:
    fieldwork = brief_span(week.fieldwork.start, week.fieldwork.end)
    rule = found.weeks.calendar.count(week.fieldwork.end, week.report.due)
    for condition, likely in _cases(week):
        if likely is None:
            yield RangeRow(fieldwork, rule, None, f"{_day(week.report.due)}, likely not said")
            continue
        first, middle, last = likely.earliest, likely.middle, likely.latest
        by = brief_span(last.date, last.date)
        later = last.date != week.report.due
        due = _day(week.report.due)
        words = f"due {due}, likely by {by}" if later else f"due and likely {due}"
        kind = _class(condition, likely)
        title = f"{fieldwork}, {kind}: {short_span(first.date, last.date)}"
        shown = Range(str(likely.kind), first.days, middle.days, last.days, title)
        yield RangeRow(condition or fieldwork, rule, shown, words)
