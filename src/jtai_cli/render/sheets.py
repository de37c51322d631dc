"""A workbook made of sheets: tables of which some cells are left for the reader to fill in."""

import datetime as dt
from typing import Literal, NamedTuple

Cell = str | dt.date | dt.time | None  # None is left blank


class Column(NamedTuple):
    """A column, ``width`` letters wide; one to ``fill`` in looks so.

    What is typed there is one of the ``choices``, or a name in the first column of the sheet
    ``listed_in``. The ``formula`` is never made of a user's text; [Due] in it is the cell of the
    same row in the column Due. Its value stands in the rows, for programs that do no sums.
    """

    title: str
    width: int
    kind: Literal["text", "date", "time"] = "text"
    fill: bool = False
    choices: tuple[str, ...] = ()
    listed_in: str = ""
    formula: str = ""


class Sheet(NamedTuple):
    """A titled table, with a line above it that says how it is meant."""

    name: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Book(NamedTuple):
    """Sheets under one title, made at a moment in UTC."""

    title: str
    made: dt.datetime
    sheets: tuple[Sheet, ...]
