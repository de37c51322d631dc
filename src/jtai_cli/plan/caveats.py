"""What a reader should know before relying on an answer: coded, dated sentences.

Codes are public and stable; messages are not. ``CODES`` lists them all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jtai_cli.days.periods import Closure
from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.rules.model import Framework
from jtai_cli.wording import long_date, short_date

CODES = {
    "notice-short": "the notice is shorter than the framework asks for",
    "framework-not-in-force": "the framework did not apply on the day that fieldwork starts",
    "fieldwork-start-day-off": "fieldwork is said to start on a Sunday",
    "fieldwork-start-not-monday": "fieldwork starts on another working day than a Monday",
    "bank-holiday-in-weeks": "a bank holiday falls between notification and the end of fieldwork",
    "fieldwork-across-bank-holiday": "a bank holiday interrupts fieldwork",
    "fieldwork-in-august": "a day of fieldwork falls in August",
    "fieldwork-around-christmas": "a day of fieldwork falls between 17 December and 9 January",
    "report-near-election": "the report is due in a pre-election period or soon after the poll",
    "step-on-closure": "a step or deadline falls on a local closure",
    "deadline-on-day-off": "a deadline is on a day off (calendar basis only)",
    "actual-on-day-off": "a date recorded as having happened is a day off",
    "beyond-published-bank-holidays": "a date lies beyond the bank holidays published so far",
}


class Caveat(NamedTuple):
    """One warning: its code (a key of ``CODES``), its sentence, and the date it is about."""

    code: str
    message: str
    date: dt.date


def beyond_published(calendar: WorkingCalendar, last: dt.date) -> Iterator[Caveat]:
    """The caveat of an answer whose last date lies beyond the bank holidays published."""
    published = calendar.published_until
    if last > published:
        yield Caveat(
            "beyond-published-bank-holidays",
            f"Bank holidays are published to {long_date(published)} only. Dates after that, to "
            f"{long_date(last)}, are a projection: ask again when more are published.",
            last,
        )


def not_in_force(framework: Framework, day: dt.date | None) -> Iterator[Caveat]:
    """The caveat of a framework that did not apply to fieldwork on ``day``."""
    if day is not None and not framework.in_force_on(day):
        until = f" to {framework.until.text}" if framework.until else ""
        yield Caveat(
            "framework-not-in-force",
            f"{framework.id} was in force from {framework.since.text}{until}, and not on "
            f"{long_date(day)}. Choose another with --framework ('jtai rules' lists them).",
            day,
        )


def falls_on_closure(what: str, day: dt.date, closures: Iterable[Closure]) -> Iterator[Caveat]:
    """The caveat of a date on which a partner's offices are closed."""
    for closure in closures:
        if closure.covers(day):
            yield Caveat(
                "step-on-closure",
                f"{closure.name} ({short_date(day)}) falls on: {what}. A closure does not stop "
                "the count: agree who will be there.",
                day,
            )


def starts_on_sunday(start: dt.date, first: dt.date) -> Iterator[Caveat]:
    """The caveat of fieldwork said to start on a Sunday, and counted from the Monday ``first``."""
    if start != first:
        yield Caveat(
            "fieldwork-start-day-off",
            f"{long_date(start)} is not a working day, so fieldwork is counted from "
            f"{long_date(first)}. If that is the start, type {first.isoformat()}.",
            start,
        )


def out_of_season(start: dt.date, end: dt.date) -> Iterator[Caveat]:
    """The caveats of fieldwork, both ends counted, in August or around Christmas."""
    august = dt.date(start.year, 8, 1), dt.date(start.year, 8, 31)
    if start <= august[1] and end >= august[0]:
        yield Caveat(
            "fieldwork-in-august",
            "Fieldwork falls in August, when schools are closed and leave is taken; of 52 "
            "published JTAIs none had fieldwork then.",
            max(start, august[0]),
        )
    for year in (start.year - 1, start.year):
        first, last = dt.date(year, 12, 17), dt.date(year + 1, 1, 9)
        if start <= last and end >= first:
            yield Caveat(
                "fieldwork-around-christmas",
                "Fieldwork falls between 17 December and 9 January; of 52 published JTAIs "
                "none had fieldwork then.",
                max(start, first),
            )


def recorded_on_day_off(calendar: WorkingCalendar, what: str, day: dt.date) -> Iterator[Caveat]:
    """The caveat of something said to have happened on a day off."""
    if not calendar.is_working(day):
        yield Caveat(
            "actual-on-day-off",
            f"{what} is recorded on {long_date(day)}, which is not a working day. Check it.",
            day,
        )
