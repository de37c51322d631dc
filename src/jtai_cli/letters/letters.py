"""The letters that Ofsted published after real inspections: their dates, and nothing else.

The table ``letters.csv`` ships with the program. Users add what was published since in a
file of the same form.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from pkgutil import get_data
from typing import Any, NamedTuple

from jtai_cli.days.values import date_in
from jtai_cli.errors import BadValue, DatesOutOfOrder
from jtai_cli.letters.same import Identity, Inspections
from jtai_cli.rules.model import Framework
from jtai_cli.tables import Table
from jtai_cli.wording import long_date, shown

DATES = ("fieldwork_start", "fieldwork_end", "published", "statement_due")
COLUMNS = ("urn", "area", "theme", "inspectorates", *DATES)
OPTIONAL_COLUMNS = ("note",)

# Each of the dates with its name, and the calendar days, least and most, after the one before it.
_SPANS = (
    ("fieldwork_start", "the start of fieldwork", 0, 0),
    ("fieldwork_end", "the end of fieldwork", 0, 60),
    ("published", "publication", 1, 366),
    ("statement_due", "the statement", 1, 366),
)


class Letter(NamedTuple):
    """One inspection by the dates in its letter; ``note`` says what is odd about them.

    ``theme`` is the id of a theme of our frameworks, or else its title. ``statement_due`` is
    None where the letter gives no date. ``file`` is the user's own file that has it, if one does.
    """

    urn: str | None
    area: str
    theme: str
    inspectorates: tuple[str, ...]
    fieldwork_start: dt.date
    fieldwork_end: dt.date
    published: dt.date
    statement_due: dt.date | None
    note: str | None
    file: str | None = None

    @property
    def identity(self) -> Identity:
        """What its inspection is known by."""
        return Identity(self.urn, self.area, self.fieldwork_start)

    @property
    def source(self) -> str:
        """Where the dates stand."""
        given = f", as {self.file} has it" if self.file else ""
        return f"Ofsted's published letter of {long_date(self.published)}{given}"


@lru_cache(maxsize=1)
def shipped_letters() -> tuple[Letter, ...]:
    """The table that comes with the program, in order of fieldwork."""
    text = (get_data(__package__, "letters.csv") or b"").decode("utf-8")
    rows = csv.DictReader(text.splitlines())
    found = read_letters(enumerate(rows, start=2), "letters.csv")
    return tuple(sorted(found, key=lambda each: (each.fieldwork_start, each.area)))


def read_letters(rows: Iterable[tuple[int, Mapping[str, str]]], file: str) -> tuple[Letter, ...]:
    """The letters in numbered rows of a file; columns that are not ours are left alone.

    Raises BadValue with the row and the column, or both rows where an inspection stands twice.
    """
    found, rows_of = [], Inspections[int]()
    for number, values in rows:
        letter = _read_letter(values, file, number)
        if (first := rows_of.find(letter.identity)) is not None:
            raise BadValue(
                f"the inspection of {shown(letter.area)} in {letter.fieldwork_start.year} stands "
                f"in row {first} already. Take one of the two out.",
                where=f"{file}, row {number}",
            )
        rows_of.add(letter.identity, number)
        found.append(letter)
    return tuple(found)


def from_file(
    letters: Iterable[Letter], file: str, frameworks: Iterable[Framework]
) -> tuple[Letter, ...]:
    """Letters of a user's own file, their themes turned to ids where a framework has the title."""
    themes = (theme for framework in frameworks for theme in framework.themes)
    ids = {_plain_title(theme.title): theme.id for theme in themes}
    return tuple(
        letter._replace(theme=ids.get(_plain_title(letter.theme), letter.theme), file=file)
        for letter in letters
    )


def _plain_title(title: str) -> str:
    return title.casefold().removesuffix(" (deep dive)").strip()


def _read_letter(values: Mapping[str, str], file: str, number: int) -> Letter:
    cells = {key: cell for key, cell in values.items() if cell and cell.strip()}
    row = Table(cells, file, row=number)
    parts = (row.optional_text("inspectorates") or "").split(";")
    letter = Letter(
        urn=row.optional_text("urn"),
        area=row.text_of("area"),
        theme=row.text_of("theme"),
        inspectorates=tuple(part.strip() for part in parts if part.strip()),
        fieldwork_start=_date(row, "fieldwork_start"),
        fieldwork_end=_date(row, "fieldwork_end"),
        published=_date(row, "published"),
        statement_due=_date(row, "statement_due") if "statement_due" in cells else None,
        note=row.optional_text("note"),
    )
    _check_order(row, letter._asdict())
    return letter


def _date(row: Table, key: str) -> dt.date:
    return date_in(row, key, row.text_of(key))


def _check_order(row: Table, values: Mapping[str, Any]) -> None:
    """Raise BadValue unless each date comes so many calendar days after the one before it."""
    for (before, earlier, *_), (key, later, least, most) in pairwise(_SPANS):
        first, last = values[before], values[key]
        if last and (last - first).days < least:
            raise row.error(key, str(DatesOutOfOrder(earlier, first, later, last)))
        if last and (last - first).days > most:
            raise row.error(
                key,
                f"{later} ({long_date(last)}) is more than {most} days after {earlier} "
                f"({long_date(first)}). Check the two dates",
            )
