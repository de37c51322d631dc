"""The events of other people's iCalendar files, by London's dates."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any, TypeGuard

from jtai_cli.days.bank_holidays import FIRST_DAY, LAST_DAY
from jtai_cli.days.dates import london
from jtai_cli.days.periods import Span
from jtai_cli.errors import BadValue
from jtai_cli.inputs.periods import LONGEST_SPAN, TOO_LONG
from jtai_cli.wording import shown, unprintable

Event = Any  # of icalendar, which is loaded only for a file of events

_DAY = dt.timedelta(days=1)
_MIDNIGHT = dt.time()
_MOST_LINES = 20_000  # of a calendar; some 1,500 events
MOST_SERIES = 100  # events that repeat; a rule that is never met is sought to the year 9999
MOST_EVENTS = 20_000  # once those that repeat are unrolled; a daily one has 2,000 in five years
_BY_THE_DAY = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")  # how often anything that closes a school is


def read_events(text: str, file: str, within: tuple[dt.date, dt.date]) -> tuple[Span, ...]:
    """The events of an iCalendar text; of one that repeats, those ``within`` the range of days.

    An event that ends on a date ends the day before it, as RFC 5545 has it (section 3.6.1), and
    so does one that ends at midnight. What has a time zone, or is in UTC, becomes London's date.
    One that is cancelled does not count. The name of one without a name is empty. Raises BadValue
    where the text is no calendar, or an event is broken.
    """
    if text.count("\n") > _MOST_LINES:
        raise BadValue(
            f"has more than {_MOST_LINES:,} lines. Keep only the events of the years you need.",
            where=file,
        )
    series: dict[str, list[tuple[str, Event]]] = {}
    for place, event in _events(text, file):
        series.setdefault(str(event.get("UID", place)), []).append((place, event))
    found: list[Span] = []
    repeating = {
        uid for uid, events in series.items() if any(_repeats(event) for _, event in events)
    }
    if len(repeating) > MOST_SERIES:
        raise BadValue(
            f"has {len(repeating):,} events that repeat, and at most {MOST_SERIES} are read. Keep "
            "only those of schools' holidays.",
            where=file,
        )
    for uid, events in series.items():
        if uid in repeating:
            found += _unrolled(events, within)
        else:
            found += [_span(event, place) for place, event in events if not _is_cancelled(event)]
        if len(found) > MOST_EVENTS:
            raise BadValue(
                f"has more than {MOST_EVENTS:,} events, with those that repeat. Ask for a shorter "
                "range, or keep only the events of schools' holidays.",
                where=file,
            )
    return tuple(found)


def _events(text: str, file: str) -> list[tuple[str, Event]]:
    """The events of a text, each with its place."""
    from icalendar import Calendar  # only a file of events needs it

    try:
        calendars = Calendar.from_ical(_with_one_name_a_zone(text), multiple=True)
        events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except Exception as error:  # the library fails in many ways on what is no calendar
        reason = (str(error) or "it cannot be read").splitlines()[0]
        raise BadValue(
            f"this is not an iCalendar file that can be read: {shown(reason)}. Save it again, or "
            "write the dates in a .toml or .csv file.",
            where=file,
        ) from None
    return [(f"{file}, event {number}", event) for number, event in enumerate(events, start=1)]


def _with_one_name_a_zone(text: str) -> str:
    """The text with the first name (TZID) of each time zone; some programs write a second one."""
    kept = []
    is_named = is_dropped = False
    for line in io.StringIO(text, newline=""):  # not splitlines: U+2028 ends no line
        if not line.startswith((" ", "\t")):  # which goes on with the line before it
            is_name = line.upper().startswith("TZID")
            is_dropped = is_name and is_named
            is_named = is_name or (is_named and not line.upper().startswith("BEGIN:VTIMEZONE"))
        if not is_dropped:
            kept.append(line)
    return "".join(kept)


def _repeats(event: Event) -> bool:
    """Whether more days than its own follow from an event; a rule by the hour closes no school."""
    if any(key == "RRULE" for key, _ in event.errors):
        return True
    rules = event.get("RRULE", [])
    rules = rules if isinstance(rules, list) else [rules]
    return "RDATE" in event or any(
        str(often).upper() in _BY_THE_DAY for rule in rules for often in rule.get("FREQ", [])
    )


def _is_cancelled(event: Event) -> bool:
    return str(event.get("STATUS", "")).upper() == "CANCELLED"


def _unrolled(series: list[tuple[str, Event]], within: tuple[dt.date, dt.date]) -> Iterator[Span]:
    """Every day of an event that repeats, without those taken out, and with those moved."""
    import recurring_ical_events  # only events that repeat need it
    from icalendar import Calendar

    where = series[0][0]
    calendar = Calendar()
    for place, event in series:
        _span(event, place)  # refuses one that is broken
        calendar.add_component(event)
    try:
        events = recurring_ical_events.of(calendar).between(within[0], within[1] + _DAY)
    except Exception as error:  # of many kinds, in a rule that cannot be
        name = shown(_name(series[0][1], where) or "an event")
        raise BadValue(
            f"{name} repeats by a rule that cannot be read. Mend its RRULE, or take it out.",
            where=where,
        ) from error
    yield from (_span(event, where) for event in events if not _is_cancelled(event))


def _name(event: Event, where: str) -> str:
    summary = event.get("SUMMARY", "")
    if isinstance(summary, list):
        raise BadValue("has several names (SUMMARY). Leave one of them in.", where=where)
    name = " ".join(str(summary).split())
    if reason := unprintable(name):
        raise BadValue(reason, where=where)
    return name


def _span(event: Event, where: str) -> Span:
    name = _name(event, where)
    start, end = _moment(event, "DTSTART", where), _moment(event, "DTEND", where)
    if start is None:
        raise BadValue("has no date (DTSTART). Write one, or take it out.", where=where)
    if end is None and (length := _moment(event, "DURATION", where)) is not None:
        try:
            end = start + length
        except (OverflowError, TypeError):
            raise BadValue("lasts too long. Check its DURATION.", where=where) from None
    first, last = _dates(start, start if end is None else end)
    if last < first:
        raise BadValue("ends before it begins. Check DTSTART and DTEND.", where=where)
    if not FIRST_DAY <= first <= last <= LAST_DAY:
        raise BadValue(
            f"lies outside {FIRST_DAY.year} to {LAST_DAY.year}. Check its dates.", where=where
        )
    if (last - first).days >= LONGEST_SPAN:
        raise BadValue(f"its end is {TOO_LONG}", where=where)
    return Span(first, last, name)


def _dates(start: dt.date, end: dt.date) -> tuple[dt.date, dt.date]:
    """London's first and last day of an event; the moment at which it ends is no part of it.

    Whole days written as midnight in UTC are the days that are written, in summer, too.
    """
    if _is_utc_midnight(start) and _is_utc_midnight(end) and end > start:
        return start.date(), end.date() - _DAY
    start, end = _in_london(start), _in_london(end)
    is_midnight = not isinstance(end, dt.datetime) or end.time() == _MIDNIGHT
    first, last = _date_of(start), _date_of(end)
    return first, last - _DAY if is_midnight and last > first else last


def _is_utc_midnight(moment: dt.date) -> TypeGuard[dt.datetime]:
    return (
        isinstance(moment, dt.datetime)
        and moment.utcoffset() == dt.timedelta(0)
        and moment.tzname() in ("UTC", "Z")
        and moment.time() == _MIDNIGHT
    )


def _in_london(moment: dt.date) -> dt.date:
    if isinstance(moment, dt.datetime) and moment.tzinfo:
        return moment.astimezone(london())
    return moment


def _date_of(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _moment(event: Event, key: str, where: str) -> Any:
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
