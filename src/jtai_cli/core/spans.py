"""Named spans of days that others publish: school holidays and terms, and other inspections."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from jtai_cli.core.bank_holidays import FIRST_DAY, LAST_DAY
from jtai_cli.core.fields import date_in
from jtai_cli.errors import BadValue
from jtai_cli.records import Record
from jtai_cli.rules.toml import Table, parse
from jtai_cli.wording import long_date, shown, unprintable

COLUMNS = ("name", "from", "to")
LONGEST_SPAN = 366  # days
LONGEST_GAP = 70  # days between two terms, more than which is no holiday but a term not given
LONGEST_SINGLE = 14  # days; what is called a term and takes no more is a day in it

_HOLIDAY = re.compile(
    r"\b(half[ -]?term|holidays?|breaks?|inset|closed|closures?)\b", re.IGNORECASE
)
_TERM = re.compile(r"term", re.IGNORECASE)
_DAY = dt.timedelta(days=1)
_MOST_LINES = 20_000  # of a calendar; some 1,500 events
_TOO_LONG = f"more than {LONGEST_SPAN} days after its beginning. Check the two dates."


class Span(Record):
    """Days from ``first`` to ``last``, both counted, by the name that their publisher gave."""

    first: dt.date
    last: dt.date
    name: str

    def touches(self, first: dt.date, last: dt.date) -> bool:
        """Whether it has a day from ``first`` to ``last``, both counted."""
        return self.first <= last and first <= self.last


class Terms(Record):
    """What a file says of the school year: holidays by their names, and the terms between them."""

    named: tuple[Span, ...]
    terms: tuple[Span, ...]


def read_terms(text: str, file: str) -> Terms:
    """The ``[[holidays]]`` and ``[[terms]]`` of a TOML text. Raises BadValue, with the place."""
    top = parse(text, file)
    top.refuse_unknown(("holidays", "terms"))
    return Terms(tuple(_tables(top, "holidays")), tuple(_tables(top, "terms")))


def read_inspections(text: str, file: str) -> tuple[Span, ...]:
    """The ``[[inspections]]`` of a TOML text. Raises BadValue, with the place."""
    top = parse(text, file)
    top.refuse_unknown(("inspections",))
    return tuple(_tables(top, "inspections"))


def read_span(values: Mapping[str, str], file: str, row: int) -> Span:
    """The span in a row of a CSV file, by its number. Raises BadValue."""
    given = {key: cell for key, cell in values.items() if cell}
    return _span(Table(given, file, row=row))


def terms_among(events: Iterable[Span]) -> tuple[Terms, int]:
    """The holidays and terms among events that a council publishes, and how many were left out.

    What is called a half term, holiday, break, inset day or closure is a holiday. Any other that
    is called a term, and takes more than LONGEST_SINGLE days, is a term.
    """
    named, terms, left_out = [], [], 0
    for event in events:
        if _HOLIDAY.search(event.name):
            named.append(event)
        elif _TERM.search(event.name) and (event.last - event.first).days >= LONGEST_SINGLE:
            terms.append(event)
        else:
            left_out += 1
    return Terms(tuple(named), tuple(terms)), left_out


def school_holidays(years: Iterable[Terms]) -> tuple[Span, ...]:
    """Holidays in order, each once: those named, and the gaps between terms that none fills.

    A gap of more than LONGEST_GAP days is no holiday: a term between the two was not given.
    """
    given = tuple(years)
    known = {span for each in given for span in each.named}
    terms = {span for each in given for span in each.terms}
    gaps = {gap for gap in _gaps(terms) if not all(map(_inside(known), _weekdays(gap)))}
    return tuple(sorted(known | gaps, key=lambda span: (span.first, span.last, span.name)))


def known_until(years: Iterable[Terms]) -> dt.date | None:
    """The last day of which a school's year is known; None where nothing is."""
    return max((span.last for each in years for span in (*each.named, *each.terms)), default=None)


def _gaps(terms: Iterable[Span]) -> Iterator[Span]:
    for term, following in pairwise(sorted(terms, key=lambda span: span.first)):
        days = (following.first - term.last).days - 1
        if 0 < days <= LONGEST_GAP:
            yield Span(term.last + _DAY, following.first - _DAY, "School holiday")


def _weekdays(span: Span) -> list[dt.date]:
    days = (span.first + number * _DAY for number in range((span.last - span.first).days + 1))
    return [day for day in days if day.weekday() < 5]


def _inside(spans: Iterable[Span]) -> Callable[[dt.date], bool]:
    return lambda day: any(span.first <= day <= span.last for span in spans)


def _tables(top: Table, key: str) -> Iterator[Span]:
    for table in top.tables(key):
        table.refuse_unknown(COLUMNS)
        yield _span(table)


def _span(table: Table) -> Span:
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
    """The events of an iCalendar text. Raises BadValue where it is none, or an event is broken.

    An event that ends on a date ends the day before it, as RFC 5545 has it (section 3.6.1), and
    so does one that ends at midnight. One that repeats counts once; one that is cancelled not.
    """
    if text.count("\n") > _MOST_LINES:
        raise BadValue(
            f"has more than {_MOST_LINES:,} lines. Keep only the events of the years you need.",
            where=file,
        )
    from icalendar import Calendar  # only a file of events needs it

    try:
        calendars = Calendar.from_ical(text, multiple=True)
        events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except Exception as error:  # the library fails in many ways on what is no calendar
        reason = (str(error) or "it cannot be read").splitlines()[0]
        raise BadValue(
            f"this is not an iCalendar file that can be read: {shown(reason)}. Save it again, or "
            "write the dates in a .toml or .csv file.",
            where=file,
        ) from None
    return tuple(
        _span_of(event, f"{file}, event {number}")
        for number, event in enumerate(events, start=1)
        if str(event.get("STATUS", "")).upper() != "CANCELLED"
    )


def _span_of(event: Mapping[str, Any], where: str) -> Span:
    summary = event.get("SUMMARY", "")
    if isinstance(summary, list):
        raise BadValue("has several names (SUMMARY). Leave one of them in.", where=where)
    name = " ".join(str(summary).split())
    if not name:
        raise BadValue("has no name (SUMMARY). Write one, or take it out.", where=where)
    if reason := unprintable(name):
        raise BadValue(reason, where=where)
    start, end = _moment(event, "DTSTART", where), _moment(event, "DTEND", where)
    if start is None:
        raise BadValue("has no date (DTSTART). Write one, or take it out.", where=where)
    if end is None and (length := _moment(event, "DURATION", where)) is not None:
        try:
            end = start + length
        except (OverflowError, TypeError):
            raise BadValue("lasts too long. Check its DURATION.", where=where) from None
    first = last = _date_of(start)
    if end is not None:
        last = _date_of(end)
        if last < first:
            raise BadValue("ends before it begins. Check DTSTART and DTEND.", where=where)
        midnight = not isinstance(end, dt.datetime) or end.time() == dt.time()
        if midnight and last > first:
            last -= _DAY
    if not FIRST_DAY <= first <= last <= LAST_DAY:
        raise BadValue(
            f"lies outside {FIRST_DAY.year} to {LAST_DAY.year}. Check its dates.", where=where
        )
    if (last - first).days >= LONGEST_SPAN:
        raise BadValue(f"its end is {_TOO_LONG}", where=where)
    return Span(first, last, name)


def _moment(event: Mapping[str, Any], key: str, where: str) -> Any:
    """A date, a moment or a length of time of an event; None where it has none."""
    if key not in event:
        return None
    kind = dt.timedelta if key == "DURATION" else dt.date
    try:
        value = event[key].dt
    except Exception:  # the library keeps what it cannot read, and fails when it is asked
        value = None
    if not isinstance(value, kind):
        what = "length" if key == "DURATION" else "date"
        raise BadValue(f"has a {key} that is not a {what}. Mend it, or take it out.", where=where)
    return value


def _date_of(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment
