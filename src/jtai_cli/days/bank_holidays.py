"""Bank holidays of the four regions, taken once from the ``holidays`` library and frozen.

The only importer of ``holidays``. Its dates for England and Wales agree with GOV.UK's lists
(``tests/answers``). Asking it for bare "GB" would lose Easter Monday and the August bank holiday,
so a region is always named.

Importing the library takes longer than everything else that this program does, so its answers
are kept in ``tables``, each under the version that gave it, and read from there while that very
version is installed. With any other version the library is asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache
from zlib import crc32

from jtai_cli.days.working_calendar import NamedDay, WorkingCalendar, working_calendar
from jtai_cli.installed import imported_version, shipped_file

REGIONS = {"ENG": "England", "WLS": "Wales", "SCT": "Scotland", "NIR": "Northern Ireland"}

FIRST_DAY = dt.date(1990, 1, 1)
LAST_DAY = dt.date(2100, 12, 31)  # where the holidays library ends

# https://www.gov.uk/bank-holidays, as read in November 2026, listed bank holidays to the end of
# 2028. Move this on when GOV.UK does.
PUBLISHED_UNTIL = dt.date(2028, 12, 31)

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
) -> WorkingCalendar:
    """The working calendar of a region (a key of ``REGIONS``) from FIRST_DAY to LAST_DAY.

    ``extra_bank_holidays`` are days proclaimed since the library was released;
    ``extra_working_days`` are days that it has as bank holidays and that were moved away.

    >>> calendar_for("ENG").add(dt.date(2027, 3, 12), 34)
    datetime.date(2027, 5, 4)
    """
    return _calendar_for(region, tuple(extra_bank_holidays), tuple(extra_working_days))


@lru_cache(maxsize=64)
def _calendar_for(
    region: str, extra: tuple[NamedDay, ...], working: tuple[dt.date, ...]
) -> WorkingCalendar:
    days_off = dict(_published(region))
    for day, name in extra:
        days_off.setdefault(day, name)
    return working_calendar(
        region,
        first=FIRST_DAY,
        last=LAST_DAY,
        days_off=days_off,
        extra_working_days=working,
        published_until=PUBLISHED_UNTIL,
    )


@lru_cache(maxsize=len(REGIONS))
def _published(region: str) -> Mapping[dt.date, str]:
    kept = kept_answers(region)
    return from_library(region) if kept is None else kept


def from_library(region: str) -> dict[dt.date, str]:
    """The library's bank holidays from Monday to Friday, under GOV.UK's names."""
    import holidays

    years = range(FIRST_DAY.year, LAST_DAY.year + 1)
    # A plain dict: the library's own object fills itself in whenever it is asked about a year.
    found = dict(holidays.country_holidays("GB", subdiv=region, years=years))
    return {day: gov_uk_name(name) for day, name in sorted(found.items()) if day.weekday() < 5}


def kept_answers(region: str) -> dict[dt.date, str] | None:
    """The same from our table, or None where it was made by another version of the library."""
    rows = kept_rows(region)
    return None if rows is None else {dt.date.fromisoformat(row[:10]): row[11:] for row in rows}


def kept_rows(name: str) -> list[str] | None:
    """The rows of a table of ours, or None where another version of the library made it.

    Its heading has the version and a checksum: a damaged table is none.
    """
    try:
        table = shipped_file(f"shipped/tables/{name}.csv")
    except OSError:
        return None
    heading, _, rows = table.replace(b"\r\n", b"\n").partition(b"\n")
    if heading.decode("ascii", "replace") != kept_heading(rows):
        return None
    return rows.decode("utf-8").splitlines()


def kept_heading(rows: bytes) -> str:
    """The first line of a table of such rows, made with the version that is installed."""
    return f"# holidays {imported_version('holidays')}, crc32 {crc32(rows):08x}"


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
