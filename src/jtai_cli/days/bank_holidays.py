"""Bank holidays of the four regions, taken once from the ``holidays`` library and frozen.

The only importer of ``holidays``. Its dates for England and Wales agree with GOV.UK's lists
(``tests/answers``). Asking it for bare "GB" would lose Easter Monday and the August bank holiday,
so a region is always named.

Importing the library takes longer than everything else that this program does, so its answers
come with the program, in ``shipped``, and hold while the library's own file of the United Kingdom
is the one from which they were made. With any other, the library is asked.
"""

from __future__ import annotations

import datetime as dt
from binascii import crc32
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.machinery import PathFinder
from typing import Any

from jtai_cli.days.working_calendar import NamedDay, WorkingCalendar
from jtai_cli.wording import long_date

REGIONS = {"ENG": "England", "WLS": "Wales", "SCT": "Scotland", "NIR": "Northern Ireland"}

FIRST_DAY = dt.date(1990, 1, 1)
LAST_DAY = dt.date(2100, 12, 31)  # where the holidays library ends

# The library's names, and what GOV.UK calls the same days.
_GOV_UK_NAMES = {
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Summer Bank Holiday": "Summer bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "New Year Holiday": "2nd January",
    "Diamond Jubilee of Elizabeth II": "Queen's Diamond Jubilee",
    "Platinum Jubilee of Elizabeth II": "Platinum Jubilee bank holiday",
    "State Funeral of Queen Elizabeth II": (
        "Bank Holiday for the State Funeral of Queen Elizabeth II"
    ),
    "Coronation of Charles III": "Bank holiday for the coronation of King Charles III",
    "Scotland's participation in the FIFA World Cup final": "World Cup bank holiday",
    "Battle of the Boyne": "Battle of the Boyne (Orangemen's Day)",
    "Saint Andrew's Day": "St Andrew's Day",
    "Saint Patrick's Day": "St Patrick's Day",
}


def calendar_for(
    region: str = "ENG",
    *,
    extra_bank_holidays: Iterable[NamedDay] = (),
    extra_working_days: Iterable[dt.date] = (),
    published_until: dt.date | None = None,
) -> WorkingCalendar:
    """The working calendar of a region (a key of ``REGIONS``) from FIRST_DAY to LAST_DAY.

    ``extra_bank_holidays`` are days proclaimed since the library was released;
    ``extra_working_days`` are days that it has as bank holidays and that were moved away.
    ``published_until`` is the last day for which they are known as published, unless that is when
    days/published.toml was read.

    >>> calendar_for("ENG").add(dt.date(2027, 3, 12), 34)
    datetime.date(2027, 5, 4)
    """
    extra, working = tuple(extra_bank_holidays), tuple(extra_working_days)
    return _calendar_for(region, extra, working, published_until)


def as_published(calendar: WorkingCalendar) -> str:
    """As of when bank holidays are known, and until when they had been published by then."""
    from jtai_cli.shipped.bank_holidays import PUBLISHED_UNTIL, READ

    until = calendar.published_until
    known = f"published by {READ}" if until <= PUBLISHED_UNTIL else "in your own file"
    return f"as {known}, to {long_date(until)}"


@lru_cache(maxsize=64)
def _calendar_for(
    region: str,
    extra: tuple[NamedDay, ...],
    working: tuple[dt.date, ...],
    published_until: dt.date | None,
) -> WorkingCalendar:
    from jtai_cli.shipped.bank_holidays import PUBLISHED_UNTIL

    days_off = dict(_published(region))
    for day, name in extra:
        days_off.setdefault(day, name)
    return WorkingCalendar(
        region,
        first=FIRST_DAY,
        last=LAST_DAY,
        days_off=days_off,
        extra_working_days=working,
        published_until=published_until or PUBLISHED_UNTIL,
    )


@lru_cache(maxsize=len(REGIONS))
def _published(region: str) -> Mapping[dt.date, str]:
    return shipped_days(region) if shipped_days_hold() else from_library(region)


def from_library(region: str) -> dict[dt.date, str]:
    """The library's bank holidays from Monday to Friday, under GOV.UK's names."""
    import holidays

    years = range(FIRST_DAY.year, LAST_DAY.year + 1)
    # A plain dict: the library's own object fills itself in whenever it is asked about a year.
    found = dict(holidays.country_holidays("GB", subdiv=region, years=years))
    return {day: gov_uk_name(name) for day, name in sorted(found.items()) if day.weekday() < 5}


def shipped_days(region: str) -> dict[dt.date, str]:
    """The same days, as they were shipped with the program."""
    from jtai_cli.shipped.bank_holidays import DAYS

    return {dt.date.fromisoformat(day): name for day, where, name in DAYS if region in where}


@lru_cache(maxsize=1)
def shipped_days_hold() -> bool:
    """Whether the installed library would give the days that come with the program."""
    from jtai_cli.shipped.bank_holidays import LIBRARY_FILE

    return library_file() == LIBRARY_FILE


def library_file() -> tuple[int, int] | None:
    """The length and the CRC of the library's file of the United Kingdom, to see that it changed.

    None where no such file is found. A change elsewhere in the library that moves days of the
    United Kingdom, as in its reckoning of Easter, is not seen here; ``tools/refresh.py --check``
    sees it, so that is run with the newest release.
    """
    spec = PathFinder.find_spec("holidays")
    if spec is None or not spec.submodule_search_locations:
        return None
    loader: Any = spec.loader  # that of a folder or of a zip file: both can do this
    try:
        file = loader.get_data(f"{spec.submodule_search_locations[0]}/countries/united_kingdom.py")
    except (AttributeError, OSError):
        return None
    return len(file), crc32(file)


def gov_uk_name(name: str) -> str:
    """The library's name for a bank holiday, as GOV.UK writes it.

    >>> gov_uk_name("Late Summer Bank Holiday"), gov_uk_name("Christmas Day (observed)")
    ('Summer bank holiday', 'Christmas Day (substitute day)')
    """
    parts = []
    for part in name.split("; "):
        plain = part.removesuffix(" (observed)")
        substitute = " (substitute day)" if plain != part else ""
        parts.append(_GOV_UK_NAMES.get(plain, plain) + substitute)
    return " and ".join(parts)
