"""The rows of a sheet (.csv or .xlsx), by the number that a spreadsheet gives them.

People keep such sheets for themselves: a heading is known by its letters, whatever its case and
blanks, and columns that are not ours are named once and left alone.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from jtai_cli.errors import BadValue, FileTrouble, JtaiError
from jtai_cli.inputs.column_dates import settle_dates
from jtai_cli.inputs.files import LARGEST_CSV, ending_of, read_text
from jtai_cli.inputs.notes import note
from jtai_cli.privacy import identifies, told
from jtai_cli.wording import (
    FORMULA,
    listed,
    listed_in_part,
    shown,
    shown_path,
    typed_plainly,
)

MOST_ROWS = 10_000

_FIRST_ROWS = 20  # among which the heading is sought
_APOSTROPHE = re.compile(f"^'(?={FORMULA})")  # with which CSV is written that no spreadsheet runs
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}

# What councils and other programs call the columns, by its letters.
_OTHER_NAMES = {
    **dict.fromkeys(("start", "startdate", "startson", "firstday", "begins", "datefrom"), "from"),
    **dict.fromkeys(("end", "enddate", "endson", "lastday", "ends", "finish", "dateto"), "to"),
    **dict.fromkeys(("holiday", "term", "event", "subject", "title", "description"), "name"),
    **dict.fromkeys(("localauthority", "council", "la"), "area"),
}

Row = tuple[int, list[str]]


def in_row(error: JtaiError, file: str, number: int) -> BadValue:
    """The error of a row, which says where it is."""
    if isinstance(error, BadValue) and error.where:
        return error
    return BadValue(str(error), where=f"{file}, row {number}")


def rows_of(
    path: Path,
    *,
    columns: Sequence[str],
    required: Sequence[str],
    dates: Collection[str],
    carried: bool = False,
    beside: Sequence[str] = (),
    marks: Collection[str] = (),
) -> tuple[list[str], list[Row]]:
    """The heading, and each row that holds anything: its number and its cells.

    The heading has our names for the ``columns``, and "" for one that is not ours, or its own
    title where those are ``carried`` through. ``dates`` are
    the columns that hold a date each. CSV is read without the apostrophe that keeps a spreadsheet
    from running a cell. The columns ``beside`` ours are known where all ``marks`` of
    them are there. Raises FileTrouble or BadValue for a file that is no such
    sheet, has a column that is nearly one of ours, or twice the same, lacks one that is
    ``required``, has dates that are month first, or more than MOST_ROWS rows.
    """
    ours = _by_letters((*columns, *beside), dates)
    found = _filled(_rows(path, ours))
    if len(found) > MOST_ROWS + 1:
        raise FileTrouble(path, f"has more than {MOST_ROWS:,} rows", "Split it.")
    if not found:
        reason = f"it is empty. Write a heading that names at least {listed(required)}."
        raise BadValue(reason, where=f"{path}, row 1")
    (number, titles), *rows = found
    own = [ours.get(_letters(title), "") for title in titles]
    if not set(marks).issubset(own):
        own = ["" if key in beside else key for key in own]
    heading = _with_other_names(titles, own, columns)
    if faults := _faults(titles, heading, columns, required):
        hint = _heading_below(rows, ours, required)
        raise BadValue(f"{faults}{hint}", where=f"{path}, row {number}")
    named = zip(titles, heading, own, strict=True)
    if read := [f"{shown(title)} as {key}" for title, key, before in named if key != before]:
        note(f"Columns of {shown_path(path)} were read by other names: {listed(read)}.")
    others = [title for title, key in zip(titles, heading, strict=True) if title and not key]
    if others and not carried:
        note(f"Columns of {shown_path(path)} that were not used: {_told(others)}.")
    if ending_of(path) != ".xlsx":
        for _, cells in rows:
            cells[:] = [_APOSTROPHE.sub("", cell) for cell in cells]
    settle_dates(path, heading, rows, dates)
    if carried:
        heading = [key or title for title, key in zip(titles, heading, strict=True)]
    return heading, rows


def values_of(heading: list[str], cells: list[str]) -> dict[str, str]:
    """A row by our columns. Raises BadValue where it has more cells than the heading."""
    if any(cells[len(heading) :]):
        raise BadValue(
            f"has {len(cells)} cells and the heading has {len(heading)}. "
            "Put a text that holds a comma in double quotes."
        )
    return {key: cell for key, cell in zip(heading, cells, strict=False) if key}


def valued_rows(
    path: Path, *, columns: Sequence[str], required: Sequence[str], dates: Collection[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """As :func:`rows_of`, each row by its columns. A bad row's BadValue says where it is."""
    heading, rows = rows_of(path, columns=columns, required=required, dates=dates)
    for number, cells in rows:
        try:
            values = values_of(heading, cells)
        except BadValue as error:
            raise BadValue(error.reason, where=f"{path}, row {number}") from None
        yield number, values


def _rows(path: Path, ours: Mapping[str, str]) -> list[list[str]]:
    """The rows of a file, blank ones too."""
    if ending_of(path) != ".xlsx":
        return _csv(path, ours)
    from jtai_cli.inputs.workbooks import sheet_rows  # only a workbook needs it

    return sheet_rows(path)


def _csv(path: Path, ours: Mapping[str, str]) -> list[list[str]]:
    """The rows of a CSV file, blank ones too, by whatever separates their cells."""
    text = read_text(path, most=LARGEST_CSV)
    if match := re.match(r"sep=([,;\t])\r?\n", text):  # Excel's own, which it shows as no row
        text, separator = text[match.end() :], match[1]
    else:
        separator = _separator(text, ours)
    if separator != ",":
        note(f"{shown_path(path)} has {_SEPARATORS[separator]} between its cells, and was read so.")
    rows: list[list[str]] = []
    try:
        # Not str.splitlines, which also splits at characters that do not end a line of CSV.
        rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        reason = str(error)
        if "unexpected end" in reason:
            reason = "a double quote is never closed"
        elif "field limit" in reason:
            reason = f"a cell has more than {csv.field_size_limit():,} characters"
        where = f"{path}, row {len(rows) + 1}"
        raise BadValue(f"this is not CSV: {reason}. Save it again as CSV.", where=where) from None
    return rows


def _separator(text: str, ours: Mapping[str, str]) -> str:
    """What separates cells: that by which most of our columns are found in one row."""

    def known(separator: str) -> int:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        first = islice(rows, _FIRST_ROWS)
        return max((sum(_letters(cell) in ours for cell in row) for row in first), default=0)

    try:
        return max(_SEPARATORS, key=known)
    except csv.Error:  # the reader says where
        return ","


def _filled(rows: list[list[str]]) -> list[Row]:
    """The rows that hold anything, in plain characters, with their numbers."""
    found = []
    for number, row in enumerate(rows, 1):
        cells = [cell.strip() if cell.isprintable() else _one_line(cell) for cell in row]
        if any(cells):
            found.append((number, cells))
    return found


def _one_line(cell: str) -> str:
    return " ".join(part.strip(" \t") for part in re.split(r"[\r\n]+", cell.strip()))


def _with_other_names(titles: list[str], own: list[str], columns: Sequence[str]) -> list[str]:
    """Our column for each title, "" for one of people's own; other names where ours are missing.

    Not in what Outlook exports, where a day ends at midnight of the next.
    """
    heading = list(own)
    if "alldayevent" in map(_letters, titles):
        return heading
    for number, title in enumerate(titles):
        name = _OTHER_NAMES.get(_letters(title), "")
        if not heading[number] and name in columns and name not in heading:
            heading[number] = name
    return heading


def _by_letters(columns: Sequence[str], dates: Collection[str]) -> dict[str, str]:
    """Our columns by the letters of a title, which may have "date" behind where one is held."""
    with_date = {f"{_letters(name)}date": name for name in columns if name in dates}
    return with_date | {_letters(name): name for name in columns}


def _letters(title: str) -> str:
    return re.sub(r"[\W_]", "", typed_plainly(title).lower())


def _faults(
    titles: list[str], heading: list[str], columns: Sequence[str], required: Sequence[str]
) -> str:
    """All that is wrong with a heading, in one sentence or two; "" where nothing is."""
    faults = []
    missing = [name for name in required if name not in heading]
    if missing:
        faults.append(f"The heading lacks {listed(missing)}.")
    for name in sorted({name for name in heading if name and heading.count(name) > 1}):
        faults.append(f"The column {name} stands twice.")
    free = {_letters(name): name for name in columns if name not in heading}
    others = [title for title, key in zip(titles, heading, strict=True) if title and not key]
    for title in list(others):
        letters = _letters(title)
        near = get_close_matches(letters, free, n=1, cutoff=0.8)
        if near and abs(len(near[0]) - len(letters)) < 2:
            meant = free[near[0]]
            faults.append(f"There is no column {told(title, [meant])}. Did you mean {meant}?")
            others.remove(title)
    if not faults:
        return ""
    if missing and others:
        faults.append(f"It has {_told(others, shown)} beside ours.")
    said = " ".join([*faults, f"The columns are {', '.join(columns)}."])
    return said[0].lower() + said[1:]


def _told(titles: list[str], write: Callable[[str], str] = str) -> str:
    """Headings that are not ours; of those that may be a child's name only how many there are."""
    plain = [title for title in titles if not identifies(title)]
    names = [write(title) for title in plain]
    if hidden := len(titles) - len(plain):
        they = "it may be a child's name" if hidden == 1 else "they may be children's names"
        names.append(f"{hidden:,} left out here ({they})")
    return listed_in_part(names)


def _heading_below(rows: list[Row], ours: Mapping[str, str], required: Sequence[str]) -> str:
    for number, cells in rows[:_FIRST_ROWS]:
        found = {ours.get(_letters(cell)) for cell in cells}
        if found.issuperset(required):
            return f" The heading seems to be row {number}: take out the rows above it."
    return ""
