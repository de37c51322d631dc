"""Plain arithmetic with working days: sums, and the days off in a range."""

from __future__ import annotations

from collections.abc import Iterable

from jtai_cli.days.bank_holidays import REGIONS
from jtai_cli.days.sums import DayList, DaySum, NonWorkingDay
from jtai_cli.render.page import Grid, Lines, Page, Row
from jtai_cli.render.parts import Object, Rows, picked, table
from jtai_cli.render.shared import Warnings, Workings, warning_keys, working_block
from jtai_cli.wording import count_of, long_date, short_date


def sum_page(total: DaySum, workings: Workings = ()) -> Page:
    """A sum of working days as one sentence."""
    days = count_of(abs(total.working_days), "working day")
    if total.end == total.start:
        sentence = f"{long_date(total.start)}: {days}"
    else:
        side = "after" if total.end > total.start else "before"
        sentence = f"{long_date(total.end)} is {days} {side} {long_date(total.start)}"
    region = REGIONS[total.calendar.region]
    return (Lines("", (f"{sentence} ({region}).",)), *map(working_block, workings))


def sum_object(total: DaySum, workings: Workings = (), *, warnings: Warnings) -> Object:
    """A sum (schema ``jtai.days/1``): so many working days in (start, end]."""
    return {
        "schema": "jtai.days/1",
        "region": total.calendar.region,
        **picked(total, "start", "end", "working_days"),
        **warning_keys(warnings, workings),
    }


def sum_rows(total: DaySum) -> Rows:
    """A sum in one row."""
    return table(
        [{**picked(total, "start", "working_days", "end"), "region": total.calendar.region}]
    )


def days_list_page(days: DayList) -> Page:
    """The bank holidays and closures of a range."""
    region = REGIONS[days.calendar.region]
    title = f"{region}, {short_date(days.first)} to {short_date(days.last)}"
    if not days.days:
        return (Lines("", (f"{title}: no bank holiday and no closure on a weekday.",)),)
    return (days_off_grid(days.days, title),)


def days_list_object(days: DayList, *, warnings: Warnings) -> Object:
    """Bank holidays and closures (schema ``jtai.days-list/1``)."""
    return {
        "schema": "jtai.days-list/1",
        "region": days.calendar.region,
        "start": days.first,
        "end": days.last,
        "non_working_days": [day._asdict() for day in days.days],
        **warning_keys(warnings),
    }


def days_list_rows(days: DayList) -> Rows:
    """A row for each bank holiday and each closed day."""
    rows = ((*day, days.calendar.region) for day in days.days)
    return Rows(("date", "name", "kind", "region"), rows)


def days_off_grid(days: Iterable[NonWorkingDay], title: str) -> Grid:
    """Bank holidays and closures, which is which in words."""
    rows = (
        Row((short_date(day.date), "bank holiday, not counted", day.name), kind="off")
        if day.kind == "bank-holiday"
        else Row((short_date(day.date), "closure, still counted", day.name), kind="closure")
        for day in days
    )
    return Grid(title, ("Date", "Kind", "Name"), tuple(rows), narrow=True)
