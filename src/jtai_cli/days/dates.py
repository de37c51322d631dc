"""Dates as people type them. Strict: what could be two dates is refused.

The only importer of ``dateutil``, which knows the English names of months and weekdays and
carries the time zone of London for machines that have none.
"""

from __future__ import annotations

import datetime as dt
import re

from jtai_cli.errors import DateNotUnderstood
from jtai_cli.wording import MONTHS, WEEKDAYS, shown

# Not compiled in advance: most runs need the first only. All are tried on the whole text.
_ISO = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
_SHORT_ISO = r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
_SLASHES = r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})"
_WORDS = r"(?:([A-Za-z]+),? +)?([0-9]{1,2}) +([A-Za-z]+),? +([0-9]{4})"
_WHY_NOT = {
    "it is empty": r"",
    "its year has two digits, and needs four": (
        r"(?a:\d{1,2}[/ -](?:\d{1,2}|[A-Za-z]+)[/ -]'?\d{2})"
    ),
    "it has no day": r"[A-Za-z]+ +[0-9]{4}|[0-9]{4}-[0-9]{1,2}|[0-9]{1,2}/[0-9]{4}",
    "it has no year": (
        r"(?:[A-Za-z]+,? +)?(?:[0-9]{1,2} +[A-Za-z]+|[A-Za-z]+ +[0-9]{1,2}|[0-9]{1,2}/[0-9]{1,2})"
    ),
}


def read_date(text: str, *, today: dt.date | None = None) -> dt.date:
    """The date that ``text`` says, or DateNotUnderstood with what to type instead.

    Read are ISO dates, day first with slashes, and worded dates with or without a weekday, which
    must then be the right one. ``today`` is the date that the word "today" stands for; without
    it the word is refused.

    >>> read_date("Mon 8 March 2027") == read_date("08/03/2027") == read_date("2027-03-08")
    True
    """
    typed = text.strip()
    if typed.lower() == "today":
        if today is None:
            reason = "'today' changes from day to day, so it has no place here"
            raise DateNotUnderstood(text, reason)
        return today
    if match := re.fullmatch(_ISO, typed):
        return _date(text, *map(int, match.groups()))
    if match := re.fullmatch(_SLASHES, typed):
        return _date(text, *map(int, reversed(match.groups())))
    if match := re.fullmatch(_WORDS, typed):
        return _worded(text, *match.groups())
    if match := re.fullmatch(_SHORT_ISO, typed):
        year, month, day = map(int, match.groups())
        advice = f"Type {year:04}-{month:02}-{day:02}."
        raise DateNotUnderstood(text, "its month and day need two digits each", advice)
    reasons = (reason for reason, pattern in _WHY_NOT.items() if re.fullmatch(pattern, typed))
    unread = "it is not written in one of the forms that are read"
    raise DateNotUnderstood(text, next(reasons, unread))


def is_day_first(text: str) -> bool:
    """Whether a date was typed with slashes, which some readers take to be month first."""
    return "/" in text and re.fullmatch(_SLASHES, text.strip()) is not None


def london() -> dt.tzinfo:
    """The time zone in which "today" is meant, on any machine."""
    from dateutil import tz

    zone = tz.gettz("Europe/London")
    return tz.UTC if zone is None else zone


def _date(text: str, year: int, month: int, day: int) -> dt.date:
    if year < 1:
        raise DateNotUnderstood(text, "there is no year 0")
    if not 1 <= month <= 12:
        reason = f"there is no month {month} (dates are read day first, and never swapped)"
        if 1 <= day <= 12 and month <= 31 and is_day_first(text):
            forms = f"{month:02}/{day:02}/{year} or {year}-{day:02}-{month:02}"
            advice = f"Type {forms} if that is what you mean."
            raise DateNotUnderstood(text, reason, advice)
        raise DateNotUnderstood(text, reason)
    try:
        return dt.date(year, month, day)
    except ValueError:
        import calendar  # only a mistake needs it

        length = calendar.monthrange(year, month)[1]
        reason = f"{MONTHS[month - 1]} {year} has {length} days, so there is no day {day}"
        raise DateNotUnderstood(text, reason) from None


def _worded(text: str, weekday: str | None, day: str, month: str, year: str) -> dt.date:
    from dateutil.parser import parserinfo  # slow to import, and only a worded date needs it

    names = parserinfo()
    month_number = names.month(month)
    if month_number is None:
        raise DateNotUnderstood(text, f"{shown(month)} is not the name of a month")
    result = _date(text, int(year), month_number, int(day))
    if weekday is None:
        return result
    weekday_number = names.weekday(weekday)
    if weekday_number is None:
        raise DateNotUnderstood(text, f"{shown(weekday)} is not the name of a weekday")
    if weekday_number != result.weekday():
        typed, right = f"{result.day} {MONTHS[result.month - 1]} {year}", WEEKDAYS[result.weekday()]
        advice = f"Type '{right} {typed}', or correct the date."
        raise DateNotUnderstood(text, f"{typed} is a {right}", advice)
    return result
