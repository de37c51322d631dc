"""Plain arithmetic with working days: sums, and the days off in a range."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jtai_cli.days.bank_holidays import REGIONS
from jtai_cli.days.sums import DayList, DaySum, NonWorkingDay
from jtai_cli.judge.findings import Finding
from jtai_cli.plan.working import Working
from jtai_cli.render.page import Grid, Lines, Page, Row
from jtai_cli.render.parts import Object, Rows
from jtai_cli.render.warnings import warning_objects
from jtai_cli.render.working import working_block, working_key
from jtai_cli.wording import count_of, long_date, short_date

_KINDS = {"bank-holiday": "bank holiday, not counted", "closure": "closure, still counted"}


def sum_page(total: DaySum, workings: Sequence[Working] = ()) -> Page:
    """A sum of working days as one sentence."""
    days = count_of(abs(total.working_days), "working day")
    if total.end == total.start:
        sentence = f"{long_date(total.start)}: {days}"
    else:
        side = "after" if total.end > total.start else "before"
        sentence = f"{long_date(total.end)} is {days} {side} {long_date(total.start)}"
    region = REGIONS[total.calendar.region]
    return (Lines("", (f"{sentence} ({region}).",)), *map(working_block, workings))


def sum_object(
    total: DaySum, workings: Sequence[Working] = (), *, warnings: Iterable[Finding]
) -> Object:
    """A sum (schema ``jtai.days/1``): so many working days in (start, end]."""
    return {
        "schema": "jtai.days/1",
        "region": total.calendar.region,
        "start": total.start,
        "end": total.end,
        "working_days": total.working_days,
        "warnings": warning_objects(warnings),
        **working_key(workings),
    }


def sum_rows(total: DaySum) -> Rows:
    """A sum in one row."""
    row = (total.start, total.working_days, total.end, total.calendar.region)
    return Rows(("start", "working_days", "end", "region"), [row])


def days_list_page(days: DayList) -> Page:
    """The bank holidays and closures of a range."""
    region = REGIONS[days.calendar.region]
    title = f"{region}, {short_date(days.first)} to {short_date(days.last)}"
    if not days.days:
        return (Lines("", (f"{title}: no bank holiday and no closure on a weekday.",)),)
    return (days_off_grid(days.days, title),)


def days_list_object(days: DayList, *, warnings: Iterable[Finding]) -> Object:
    """Bank holidays and closures (schema ``jtai.days-list/1``)."""
    return {
        "schema": "jtai.days-list/1",
        "region": days.calendar.region,
        "from": days.first,
        "to": days.last,
        "non_working_days": [day._asdict() for day in days.days],
        "warnings": warning_objects(warnings),
    }


def days_list_rows(days: DayList) -> Rows:
    """A row for each bank holiday and each closed day."""
    rows = ((day.date, day.name, day.kind, days.calendar.region) for day in days.days)
    return Rows(("date", "name", "kind", "region"), rows)


def days_off_grid(days: Iterable[NonWorkingDay], title: str) -> Grid:
    """Bank holidays and closures, which is which in words."""
    rows = (
        Row(
            (short_date(day.date), _KINDS[day.kind], day.name),
            kind="off" if day.kind == "bank-holiday" else "closure",
        )
        for day in days
    )
    return Grid(title, ("Date", "Kind", "Name"), tuple(rows))
