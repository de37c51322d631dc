"""The rows of a CSV file, by the number that a spreadsheet gives them; the heading is row 1."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from jtai_cli.errors import BadValue, FileTrouble
from jtai_cli.inputs.files import LARGEST_CSV, read_text
from jtai_cli.wording import listed, nearest, shown

MOST_ROWS = 10_000


def rows_of(
    path: Path, *, columns: Sequence[str], required: Sequence[str]
) -> Iterator[tuple[int, list[str], list[str]]]:
    """Each row that holds anything: its number, the heading, its cells.

    Raises FileTrouble or BadValue for a file that is no CSV, has a column that is not one of
    ``columns``, lacks one that is ``required``, or has more than MOST_ROWS rows.
    """
    text = read_text(path, most=LARGEST_CSV)
    found: list[tuple[int, list[str]]] = []
    number = 0
    try:
        # Not str.splitlines, which also splits at characters that do not end a line of CSV.
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1):
            cells = [cell.strip() for cell in row]
            if any(cells):
                found.append((number, cells))
    except csv.Error as error:
        reason = str(error)
        if "unexpected end" in reason:
            reason = "a double quote is never closed"
        elif "field limit" in reason:
            reason = f"a cell has more than {csv.field_size_limit():,} characters"
        where = f"{path}, row {number + 1}"
        raise BadValue(f"this is not CSV: {reason}. Save it again as CSV.", where=where) from None
    if len(found) > MOST_ROWS + 1:
        raise FileTrouble(path, f"has more than {MOST_ROWS:,} rows", "Split it.")
    if not found:
        reason = f"there is no heading. Write one that names at least {listed(required)}."
        raise BadValue(reason, where=f"{path}, row 1")
    (number, heading), *rows = found
    _check_heading(heading, columns, required, f"{path}, row {number}")
    for number, cells in rows:
        yield number, heading, cells


def values_of(heading: list[str], cells: list[str]) -> dict[str, str]:
    """A row by its columns. Raises BadValue where it has more cells than the heading."""
    if any(cells[len(heading) :]):
        raise BadValue(
            f"has {len(cells)} cells and the heading has {len(heading)}. "
            "Put a text that holds a comma in double quotes."
        )
    return dict(zip(heading, cells, strict=False))


def valued_rows(
    path: Path, *, columns: Sequence[str], required: Sequence[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """As :func:`rows_of`, each row by its columns. A bad row's BadValue says where it is."""
    for number, heading, cells in rows_of(path, columns=columns, required=required):
        try:
            values = values_of(heading, cells)
        except BadValue as error:
            raise BadValue(error.reason, where=f"{path}, row {number}") from None
        yield number, values


def _check_heading(
    heading: list[str], columns: Sequence[str], required: Sequence[str], where: str
) -> None:
    for mark, word in ((";", "semicolons"), ("\t", "tabs")):
        if mark in heading[0]:
            reason = f"the columns of {shown(heading[0])} are parted by {word}"
            raise BadValue(f"{reason}. Save the file as CSV parted by commas.", where=where)
    for key in filter(None, heading):
        if key not in columns:
            reason = f"there is no column {shown(key)}. {nearest(key, columns)}"
            raise BadValue(f"{reason}The columns are {', '.join(columns)}.", where=where)
        if heading.count(key) > 1:
            raise BadValue(f"the column {key} stands twice. Take one out.", where=where)
    if missing := [key for key in required if key not in heading]:
        raise BadValue(f"the heading lacks {listed(missing)}. Add what is missing.", where=where)
