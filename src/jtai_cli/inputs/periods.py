"""Closed periods and other inspections, out of the TOML, CSV and iCalendar files of others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from jtai_cli.days.bank_holidays import FIRST_DAY, LAST_DAY
from jtai_cli.days.periods import Span, Terms
from jtai_cli.days.values import date_in
from jtai_cli.errors import BadValue
from jtai_cli.tables import Table, parse
from jtai_cli.wording import long_date, shown, unprintable

COLUMNS = ("name", "from", "to")
LONGEST_SPAN = 366  # days

_MOST_LINES = 20_000  # in a calendar: some 1,500 events
_TOO_LONG = f"more than {LONGEST_SPAN} days after its beginning. Check the two dates."


def read_terms(text: str, file: str) -> Terms:
    """The ``[[holidays]]`` and ``[[terms]]`` of a TOML text. Raises BadValue, with the place."""
    return Terms(*_tables(text, file, "holidays", "terms"))


def read_inspections(text: str, file: str) -> tuple[Span, ...]:
    """The ``[[inspections]]`` of a TOML text. Raises BadValue, with the place."""
    return _tables(text, file, "inspections")[0]


def read_span(values: Mapping[str, str], file: str, row: int) -> Span:
    """The span in a row of a CSV file, by its number. Raises BadValue."""
    given = {key: cell for key, cell in values.items() if key and cell}
    return _span(Table(given, file, row=row))


def _tables(text: str, file: str, *names: str) -> list[tuple[Span, ...]]:
    """For each of the names, the spans in its tables; there may be no others."""
    top = parse(text, file)
    top.refuse_unknown(names)
    return [tuple(map(_span, top.tables(name))) for name in names]


def _span(table: Table) -> Span:
    table.refuse_unknown(COLUMNS)
    name = table.text_of("name")
    if "from" not in table.values:
        raise BadValue(f"{shown(name)} has no from date. Add it.", where=table.where())
    first = date_in(table, "from", table.values["from"])
    last = date_in(table, "to", table.values["to"]) if "to" in table.values else first
    if last < first:
        raise table.error("to", f"{long_date(last)} is before {long_date(first)}. Swap the two")
    if (last - first).days >= LONGEST_SPAN:
        raise table.error("to", f"{long_date(last)} is {_TOO_LONG}")
    return Span(first, last, name)


def read_events(text: str, file: str) -> tuple[Span, ...]:
    """The events of an iCalendar text. Raises BadValue where it or an event cannot be read.

    The last day of an event is the one before its DTEND, where that is a date (RFC 5545, section
    3.6.1) or midnight. A repeating event counts once; a cancelled one does not count.
    """
    if text.count("\n") > _MOST_LINES:
        reason = f"has more than {_MOST_LINES:,} lines"
        raise BadValue(f"{reason}. Keep only the events of the years you need.", where=file)
    from icalendar import Calendar  # only a file of events needs it

    try:
        calendars = Calendar.from_ical(text, multiple=True)
        events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except Exception as error:  # the library raises many kinds for what is no calendar
        reason = (str(error) or "it cannot be read").splitlines()[0]
        raise BadValue(
            f"this is not an iCalendar file that can be read: {shown(reason)}. Save it again, or "
            "write the dates in a .toml or .csv file.",
            where=file,
        ) from None
    spans = []
    for number, event in enumerate(events, start=1):
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        try:
            spans.append(_event_span(event))
        except BadValue as error:
            raise BadValue(error.reason, where=f"{file}, event {number}") from None
    return tuple(spans)


def _event_span(event: Mapping[str, Any]) -> Span:
    """The days of an event. Raises BadValue without its place."""
    summary = event.get("SUMMARY", "")
    if isinstance(summary, list):
        raise BadValue("has several names (SUMMARY). Leave one of them in.")
    name = " ".join(str(summary).split())
    if not name:
        raise BadValue("has no name (SUMMARY). Write one, or take it out.")
    if reason := unprintable(name):
        raise BadValue(reason)
    start, end = _moment(event, "DTSTART"), _moment(event, "DTEND")
    if start is None:
        raise BadValue("has no date (DTSTART). Write one, or take it out.")
    if end is None:
        try:
            end = start + (_moment(event, "DURATION") or dt.timedelta())
        except (OverflowError, TypeError):
            raise BadValue("lasts too long. Check its DURATION.") from None
    first, last = _date_of(start), _date_of(end)
    if last < first:
        raise BadValue("ends before it begins. Check DTSTART and DTEND.")
    is_midnight = not isinstance(end, dt.datetime) or end.time() == dt.time()
    if is_midnight and last > first:
        last -= dt.timedelta(days=1)
    if not FIRST_DAY <= first <= last <= LAST_DAY:
        raise BadValue(f"lies outside {FIRST_DAY.year} to {LAST_DAY.year}. Check its dates.")
    if (last - first).days >= LONGEST_SPAN:
        raise BadValue(f"its end is {_TOO_LONG}")
    return Span(first, last, name)


def _moment(event: Mapping[str, Any], key: str) -> Any:
    """The date, date and time, or duration under a key of an event; None where it has none."""
    if key not in event:
        return None
    what, kind = ("length", dt.timedelta) if key == "DURATION" else ("date", dt.date)
    try:
        value = event[key].dt
    except Exception:  # the library keeps what it cannot read, and fails when asked for the value
        value = None
    if not isinstance(value, kind):
        raise BadValue(f"has a {key} that is not a {what}. Mend it, or take it out.")
    return value


def _date_of(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment
