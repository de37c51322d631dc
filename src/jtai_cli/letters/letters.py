"""The letters that Ofsted published after real inspections: their dates, and nothing else.

The table ``tables/letters.csv`` ships with the program. Users add what was published since in a
file of the same form.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pkgutil import get_data
from typing import NamedTuple

from jtai_cli.days.values import date_in
from jtai_cli.errors import BadValue, DatesOutOfOrder
from jtai_cli.rules.model import Framework
from jtai_cli.tables import Table
from jtai_cli.wording import FORMULA, long_date, shown

COLUMNS = (
    "urn",
    "area",
    "theme",
    "inspectorates",
    "fieldwork_start",
    "fieldwork_end",
    "published",
    "statement_due",
)
OPTIONAL_COLUMNS = ("note",)
DATES = COLUMNS[4:]

_KEPT_FROM_RUNNING = re.compile(f"'(?:{FORMULA})")

_LONGEST_FIELDWORK = 60  # calendar days from its first to its last
_LONGEST_WAIT = 366  # calendar days for the letter, or for the statement


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
    def identity(self) -> tuple[str, int]:
        """The area and the year of fieldwork, by which an inspection is known."""
        return self.area.casefold(), self.fieldwork_start.year

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
    return merged((), read_letters(enumerate(rows, start=2), "letters.csv"))


def read_letters(rows: Iterable[tuple[int, Mapping[str, str]]], file: str) -> tuple[Letter, ...]:
    """The letters in numbered rows of a file; columns that are not ours are left alone.

    Raises BadValue with the row and the column, or both rows where an inspection stands twice.
    """
    found: dict[tuple[str, int], tuple[int, Letter]] = {}
    for number, values in rows:
        letter = _read_letter(values, file, number)
        if letter.identity in found:
            first, _ = found[letter.identity]
            raise BadValue(
                f"the inspection of {shown(letter.area)} in {letter.fieldwork_start.year} stands "
                f"in row {first} already. Take one of the two out.",
                where=f"{file}, row {number}",
            )
        found[letter.identity] = number, letter
    return tuple(letter for _, letter in found.values())


def merged(letters: Iterable[Letter], added: Iterable[Letter]) -> tuple[Letter, ...]:
    """Both in order of fieldwork; one added takes the place of one of the same identity."""
    found = {letter.identity: letter for letter in (*letters, *added)}
    return tuple(sorted(found.values(), key=lambda each: (each.fieldwork_start, each.area)))


def from_file(
    letters: Iterable[Letter], file: str, frameworks: Iterable[Framework]
) -> tuple[Letter, ...]:
    """Letters of a user's own file, their themes turned to ids where a framework has the title."""
    ids = {
        _plain_title(theme.title): theme.id
        for framework in frameworks
        for theme in framework.themes
    }
    return tuple(
        letter._replace(theme=ids.get(_plain_title(letter.theme), letter.theme), file=file)
        for letter in letters
    )


def _plain_title(title: str) -> str:
    return title.casefold().removesuffix(" (deep dive)").strip()


def _read_letter(values: Mapping[str, str], file: str, number: int) -> Letter:
    cells = {key: _as_typed(cell.strip()) for key, cell in values.items() if cell and cell.strip()}
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
    _check_order(row, letter)
    return letter


def _as_typed(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if _KEPT_FROM_RUNNING.match(cell) else cell


def _date(row: Table, key: str) -> dt.date:
    return date_in(row, key, row.text_of(key))


def _check_order(row: Table, letter: Letter) -> None:
    start = ("the start of fieldwork", letter.fieldwork_start)
    end = ("the end of fieldwork", letter.fieldwork_end)
    published = ("publication", letter.published)
    _check_span(row, "fieldwork_end", start, end, least=0, most=_LONGEST_FIELDWORK)
    _check_span(row, "published", end, published, least=1, most=_LONGEST_WAIT)
    if letter.statement_due:
        statement = ("the statement", letter.statement_due)
        _check_span(row, "statement_due", published, statement, least=1, most=_LONGEST_WAIT)


def _check_span(
    row: Table,
    key: str,
    earlier: tuple[str, dt.date],
    later: tuple[str, dt.date],
    *,
    least: int,
    most: int,
) -> None:
    """Raise BadValue unless the later date comes so many calendar days after the earlier one."""
    days = (later[1] - earlier[1]).days
    if days < least:
        raise row.error(key, str(DatesOutOfOrder(*earlier, *later)))
    if days > most:
        raise row.error(
            key,
            f"{later[0]} ({long_date(later[1])}) is more than {most} days after {earlier[0]} "
            f"({long_date(earlier[1])}). Check the two dates",
        )
