"""Dates in the columns of a sheet: years of two digits, and months that stand first.

One date such as 07/06/27 is refused. A column of them may leave no doubt, and is read then.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from jtai_cli.days.bank_holidays import FIRST_DAY
from jtai_cli.days.dates import is_day_first, is_short, read_date
from jtai_cli.errors import BadValue, DateNotUnderstood
from jtai_cli.inputs.notes import note, note_day_first
from jtai_cli.wording import listed, long_date, shown


class _Cell(NamedTuple):
    """A cell that should be a date."""

    row: int
    cells: list[str]
    column: int

    @property
    def text(self) -> str:
        return self.cells[self.column]


def settle_dates(
    path: Path, heading: list[str], rows: list[tuple[int, list[str]]], dates: Collection[str]
) -> None:
    """In the cells of ``dates``, put 2027-06-07 for 07/06/27 where all of them leave no doubt.

    A note names the first date that is read day first. Raises BadValue where dates can only be
    month first.
    """
    found = list(_dated(heading, rows, dates))
    _refuse_month_first(path, found)
    _note_day_first(path, found)
    short = [cell for cell in found if is_short(cell.text)]
    if not short or _is_doubtful(found, short):
        return
    example = next((cell for cell in short if is_day_first(cell.text)), short[0])
    day = read_date(example.text, short_years=True)
    said = f"{example.text} as {long_date(day)}"
    names = dict.fromkeys(heading[cell.column] for cell in short)
    column = "column" if len(names) == 1 else "columns"
    note(f"In the {column} {listed(names)} years of two digits were read as 20yy: {said}.")
    for cell in short:
        cell.cells[cell.column] = str(read_date(cell.text, short_years=True))


def _dated(
    heading: list[str], rows: list[tuple[int, list[str]]], dates: Collection[str]
) -> Iterator[_Cell]:
    """The cells of the columns that hold dates, but for those without a digit, such as "TBC"."""
    columns = [column for column, name in enumerate(heading) if name in dates]
    for number, cells in rows:
        for column in columns:
            if column < len(cells) and re.search("[0-9]", cells[column]):
                yield _Cell(number, cells, column)


def _note_day_first(path: Path, found: list[_Cell]) -> None:
    """Note the first date that was read day first, if there is one."""
    for cell in found:
        if is_day_first(cell.text) and not is_short(cell.text):
            with suppress(DateNotUnderstood):
                note_day_first(cell.text, str(path))
                return


def _refuse_month_first(path: Path, found: list[_Cell]) -> None:
    """Raise BadValue where dates can only be month first and none can only be day first."""
    pairs = [(cell, _numbers(cell.text)) for cell in found if is_day_first(cell.text)]
    month_first = [cell for cell, (first, second, _) in pairs if second > 12 >= first]
    if len(pairs) < 2 or not month_first or any(first > 12 for _, (first, _, _) in pairs):
        return
    cell = month_first[0]
    first, second, year = _numbers(cell.text)
    meant = f"{year if year > 99 else 2000 + year}-{first:02}-{second:02}"
    raise BadValue(
        f"{shown(cell.text)} has its month first, so the other dates may have too, and dates are "
        f"read day first, never swapped. Write all as {meant}, or format them so.",
        where=f"{path}, row {cell.row}",
    )


def _is_doubtful(found: list[_Cell], short: list[_Cell]) -> bool:
    """Whether the years of two digits could be of another century, or stand first."""
    try:
        years = {id(cell): read_date(cell.text, short_years=True).year for cell in found}
    except DateNotUnderstood:
        return True
    if any(years[id(cell)] - 100 >= FIRST_DAY.year for cell in short):
        return True
    numbers = {id(cell): _numbers(cell.text) for cell in short if is_day_first(cell.text)}
    try:
        years_first = {
            of: read_date(f"20{year:02}-{month:02}-{day:02}").year
            for of, (year, month, day) in numbers.items()
        }
    except DateNotUnderstood:
        return False
    # Dates of one sheet lie near each other: the reading with fewer years between them is right.
    last, first = _spread(years), _spread(years | years_first)
    could_be_month = any(number <= 12 for _, _, number in numbers.values())
    return bool(numbers) and (first < last or (first == last and could_be_month))


def _spread(years: dict[int, int]) -> int:
    return max(years.values()) - min(years.values())


def _numbers(text: str) -> tuple[int, int, int]:
    first, second, third = re.findall("[0-9]+", text)[:3]
    return int(first), int(second), int(third)
