"""Dates as people and their programs write them. Strict: what could be two dates is refused.

The only importer of ``dateutil``, which carries the time zone of London for machines without one.
"""

from __future__ import annotations

import datetime as dt
import re

from jtai_cli.errors import DateNotUnderstood
from jtai_cli.wording import MONTHS, WEEKDAYS, long_date, shown, typed_plainly, visible

# Not compiled in advance: most runs need the first only. All are tried on the whole text.
_ISO = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
_YEAR_FIRST = r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})"
_DAY_FIRST = r"([0-9]{1,2})([-/.])([0-9]{1,2})\2((?:[0-9]{2}){1,2})"
_WEEKDAY = r"(?:(?P<weekday>(?!the )[A-Za-z]+)[.,]{0,2} )?"
_DAY = r"(?P<day>[0-9]{1,2})(?P<ordinal>(?i:st|nd|rd|th))?"
_MONTH = r"(?P<month>[A-Za-z]+)\.?"
_YEAR = r"'?(?P<year>(?:[0-9]{2}){1,2})"
_WORDS = rf"{_WEEKDAY}(?:the )?{_DAY}(?: of)?[ /.-]?{_MONTH},?[ /.-]?{_YEAR}"
_MONTH_FIRST = rf"{_WEEKDAY}{_MONTH}[ -]{_DAY}(?:,|,? |-){_YEAR}"
_TIMED = r"(.*[0-9])(?:T|,? )([0-9]{1,2}:[0-9]{2}.*)"
# In London, whose summer time is an hour ahead; 12 a.m. is how American programs write it.
_MIDNIGHT = r"(?i:(?:0?0:00(?::00(?:\.0+)?)?(?: ?Z|\+0[01]:?00)?|12:00(?::00)? ?AM))"
_SERIAL = r"([3-7][0-9]{4})(?:\.0+)?"  # from 1982 to 2118
_EXCEL_COUNTS_FROM = dt.date(1899, 12, 30)
_WHY_NOT = {
    "it is empty": r"",
    "it has no day": r"[A-Za-z]+ [0-9]{4}|[0-9]{4}-[0-9]{1,2}|[0-9]{1,2}/[0-9]{4}",
    "it has no year": (
        rf"(?:[A-Za-z]+,? )?(?:[0-9]{{1,2}}(?:[a-z]{{2}})?[ -][A-Za-z]+|[A-Za-z]+ {_DAY}"
        r"|[0-9]{1,2}/[0-9]{1,2})"
    ),
}


def read_date(text: str, *, today: dt.date | None = None, short_years: bool = False) -> dt.date:
    """The date that ``text`` says, or DateNotUnderstood with what to type instead.

    Read are dates with the year first, day first with slashes or dots, and worded dates with or
    without a weekday, which must then be the right one; midnight may follow any of them. ``today``
    is the date that the word "today" stands for; without it the word is refused. With
    ``short_years`` a year of two digits is 20yy.

    >>> read_date("Mon 8th March 2027") == read_date("08/03/2027") == read_date("2027-03-08")
    True
    """
    typed = text.strip()
    if match := re.fullmatch(_ISO, typed):
        return _date(text, *map(int, match.groups()))
    if typed.lower() == "today":
        if today is None:
            reason = "'today' changes from day to day, so it has no place here"
            raise DateNotUnderstood(text, reason)
        return today
    typed, time = _without_time(typed)
    if match := re.fullmatch(_YEAR_FIRST, typed):
        year, day = match[1], _date(text, int(match[1]), int(match[3]), int(match[4]))
    elif match := re.fullmatch(_DAY_FIRST, typed):
        year, day = match[4], _date(text, _full_year(match[4]), int(match[3]), int(match[1]))
    elif match := re.fullmatch(_WORDS, typed) or re.fullmatch(_MONTH_FIRST, typed):
        year, day = match["year"], _worded(text, match)
    else:
        raise _unread(text, typed)
    if time:
        advice = f"Type the day that is meant alone, such as {day}."
        raise DateNotUnderstood(text, f"a time stands behind it ({visible(time)})", advice)
    if len(year) == 2 and not short_years:
        reason = "its year has two digits, and needs four"
        raise DateNotUnderstood(text, reason, f"Type {day} if you mean {long_date(day)}.")
    return day


def is_day_first(text: str) -> bool:
    """Whether a date was typed day first in numbers, which some readers take for month first."""
    if "/" not in text and "." not in text and "-" not in text:  # true of most texts, and quick
        return False
    return re.fullmatch(_DAY_FIRST, _without_time(text)[0]) is not None


def day_first_in(value: object) -> str | None:
    """The first date that was typed day first among those of a key or an option, if one was.

    They are a text, a list of texts, or tables with texts under "date", "from" and "to".

    >>> day_first_in([{"from": "2027-03-01", "to": "05/03/2027"}]), day_first_in("2027-03-08")
    ('05/03/2027', None)
    """
    if isinstance(value, str):
        return next(filter(is_day_first, value.split("..")), None)
    if isinstance(value, dict):
        value = [value.get(key) for key in ("date", "from", "to")]
    if isinstance(value, list):
        return next(filter(None, map(day_first_in, value)), None)
    return None


def is_short(text: str) -> bool:
    """Whether a date was typed with a year of two digits."""
    typed = _without_time(text)[0]
    if re.search(r"[0-9]{3}", typed):
        return False
    return any(re.fullmatch(form, typed) for form in (_DAY_FIRST, _WORDS, _MONTH_FIRST))


def is_excel_number(value: object) -> bool:
    """Whether a number in a file is what Excel keeps for a date."""
    return type(value) in (int, float) and re.fullmatch(_SERIAL, str(value)) is not None


def london() -> dt.tzinfo:
    """The time zone in which "today" is meant, on any machine."""
    from dateutil import tz

    zone = tz.gettz("Europe/London")
    return tz.UTC if zone is None else zone


def _without_time(text: str) -> tuple[str, str]:
    """A date in plain characters, and the time behind it: "" where that is midnight, or none."""
    typed = " ".join(typed_plainly(text).split())
    if not (match := re.fullmatch(_TIMED, typed)):
        return typed, ""
    return match[1], "" if re.fullmatch(_MIDNIGHT, match[2]) else match[2]


def _full_year(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _unread(text: str, typed: str) -> DateNotUnderstood:
    """Why a text is no date in any of the forms that are read."""
    if match := re.fullmatch(_SERIAL, typed):
        day = _EXCEL_COUNTS_FROM + dt.timedelta(days=int(match[1]))
        reason = f"in Excel this number stands for {long_date(day)}"
        advice = f"Format its cells as a date and save again, or type {day}."
        return DateNotUnderstood(text, reason, advice)
    reasons = (reason for reason, form in _WHY_NOT.items() if re.fullmatch(form, typed))
    unread = "it is not written in one of the forms that are read"
    return DateNotUnderstood(text, next(reasons, unread))


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


def _worded(text: str, match: re.Match[str]) -> dt.date:
    day, ordinal, weekday = int(match["day"]), match["ordinal"], match["weekday"]
    month = number_of(match["month"], MONTHS)
    if month is None:
        raise DateNotUnderstood(text, f"{shown(match['month'])} is not the name of a month")
    if ordinal and ordinal.lower() != (right := _ordinal(day)):
        raise DateNotUnderstood(text, f"{day}{ordinal} is no day: {day} is written {day}{right}")
    result = _date(text, _full_year(match["year"]), month + 1, day)
    if weekday is None:
        return result
    number = number_of(weekday, WEEKDAYS)
    if number is None:
        raise DateNotUnderstood(text, f"{shown(weekday)} is not the name of a weekday")
    if number != result.weekday():
        typed = f"{day} {MONTHS[month]} {result.year}"
        name = WEEKDAYS[result.weekday()]
        advice = f"Type '{name} {typed}', or correct the date."
        raise DateNotUnderstood(text, f"{typed} is a {name}", advice)
    return result


def number_of(word: str, names: tuple[str, ...]) -> int | None:
    """The place of a name among ``names`` by three or more of its first letters."""
    start = "wed" if word.lower() == "weds" else word.lower()
    if len(start) < 3:
        return None
    return next((at for at, name in enumerate(names) if name.lower().startswith(start)), None)


def _ordinal(day: int) -> str:
    return "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
