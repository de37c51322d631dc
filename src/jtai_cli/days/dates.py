"""What a person typed, to a date. Strict: a date that could be two dates is none.

The only importer of ``dateutil``, which knows the English names of months and weekdays and
carries the time zone of London for machines that have none.
"""

from __future__ import annotations

import datetime as dt
import re

from jtai_cli.errors import DateNotUnderstood
from jtai_cli.wording import MONTHS, WEEKDAYS, shown

# Compiled by the first date that needs them, for most are ISO dates.
_ISO = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
_SHORT_ISO = r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
_SLASHES = r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})"
_WORDS = r"(?:([A-Za-z]+),? +)?([0-9]{1,2}) +([A-Za-z]+),? +([0-9]{4})"
_TWO_DIGIT_YEAR = r"(?a:\d{1,2}[/ -](?:\d{1,2}|[A-Za-z]+)[/ -]'?\d{2})"
_NO_DAY = r"(?:[A-Za-z]+ +[0-9]{4}|[0-9]{4}-[0-9]{1,2}|[0-9]{1,2}/[0-9]{4})"
_NO_YEAR = (
    r"(?:[A-Za-z]+,? +)?(?:[0-9]{1,2} +[A-Za-z]+|[A-Za-z]+ +[0-9]{1,2}|[0-9]{1,2}/[0-9]{1,2})"
)


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
            raise DateNotUnderstood(
                text, "'today' changes from day to day, so it has no place here"
            )
        return today
    if match := re.fullmatch(_ISO, typed):
        year, month, day = map(int, match.groups())
        return _date(text, year, month, day)
    if match := re.fullmatch(_SLASHES, typed):
        day, month, year = map(int, match.groups())
        return _date(text, year, month, day)
    if match := re.fullmatch(_WORDS, typed):
        return _worded(text, *match.groups())
    if match := re.fullmatch(_SHORT_ISO, typed):
        year, month, day = map(int, match.groups())
        advice = f"Type {year:04}-{month:02}-{day:02}."
        raise DateNotUnderstood(text, "its month and day need two digits each", advice)
    raise DateNotUnderstood(text, _why_not(typed))


def is_day_first(text: str) -> bool:
    """Whether a date was typed in the form that half its readers would read month first."""
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
        if 1 <= day <= 12 and month <= 31 and re.fullmatch(_SLASHES, text.strip()):
            swapped = f"{month:02}/{day:02}/{year}"
            raise DateNotUnderstood(
                text,
                reason,
                f"Type {swapped} or {year}-{day:02}-{month:02} if that is what you mean.",
            )
        raise DateNotUnderstood(text, reason)
    try:
        return dt.date(year, month, day)
    except ValueError:
        import calendar  # only a mistake needs it

        length = calendar.monthrange(year, month)[1]
        name = f"{MONTHS[month - 1]} {year}"
        reason = f"{name} has {length} days, so there is no day {day}"
        raise DateNotUnderstood(text, reason) from None


def _worded(text: str, weekday: str | None, day: str, month: str, year: str) -> dt.date:
    from dateutil.parser import parserinfo  # 15 ms, and only a worded date needs it

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
        raise DateNotUnderstood(
            text, f"{typed} is a {right}", f"Type '{right} {typed}', or correct the date."
        )
    return result


def _why_not(typed: str) -> str:
    if not typed:
        return "it is empty"
    if re.fullmatch(_TWO_DIGIT_YEAR, typed):
        return "its year has two digits, and needs four"
    if re.fullmatch(_NO_DAY, typed):
        return "it has no day"
    if re.fullmatch(_NO_YEAR, typed):
        return "it has no year"
    return "it is not written in one of the forms that are read"
