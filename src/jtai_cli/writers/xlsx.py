"""A book as a workbook (.xlsx) of real dates, to be filtered, filled in and printed.

What a user wrote is always a text, and no formula is made of it. The only importer of xlsxwriter.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import textwrap
from collections.abc import Iterable
from typing import Any

from jtai_cli.errors import BadValue
from jtai_cli.render.sheets import Book, Cell, Column, Sheet
from jtai_cli.wording import HARMFUL

_HEAD = 2  # the row of the headings, counted from 0: a title and a note stand above them
_LINE, _TALLEST = 15, 405  # points: a line of a row, and the highest row that there can be
_A4 = 9
_LONGEST_FOOTER = 80  # letters of a title; the whole may have 255
_NUMBERS = {"date": "ddd d mmm yyyy", "time": "hh:mm"}
_TYPED = {
    "date": ("date", dt.date(2000, 1, 1), "Type a date, such as 8/3/2027."),
    "time": ("time", dt.time(), "Type a time, such as 09:30."),
}
_TITLE: dict[str, Any] = {"bold": True, "font_size": 14}
_NOTE: dict[str, Any] = {"italic": True}
_FILL = {"bg_color": "#FFF8DC", "border": 1, "border_color": "#999999"}
# How the words of a state look; each says by itself what the colour says.
_STATES = {
    "late": {"bold": True, "font_color": "#7A0000", "bg_color": "#F8D7DA"},
    "now": {"bold": True},
    "done": {"italic": True, "font_color": "#1B5E20"},
    "got": {"italic": True, "font_color": "#1B5E20"},
}


def write(book: Book) -> bytes:
    """The workbook. Raises BadValue where xlsxwriter is not installed."""
    try:
        from xlsxwriter import Workbook  # only a workbook needs it
    except ImportError:
        raise BadValue(
            "what writes workbooks is not installed. "
            'Install it: pip install ".[workbook]" in a checkout of the program; '
            "or choose another --format."
        ) from None
    data = io.BytesIO()
    with Workbook(data, {"in_memory": True}) as made:  # its texts are written as such, one by one
        made.set_properties({"title": _safe(book.title), "created": book.made.replace(tzinfo=None)})
        pages = [made.add_worksheet(sheet.name) for sheet in book.sheets]
        for sheet, page in zip(book.sheets, pages, strict=True):
            _write_sheet(made, page, sheet, book)
    return data.getvalue()


def _write_sheet(made: Any, page: Any, sheet: Sheet, book: Book) -> None:
    last = len(sheet.columns) - 1
    width = sum(column.width for column in sheet.columns)
    titles = ((f"{book.title}: {sheet.name}", _TITLE), (sheet.note, _NOTE))
    for row, (text, look) in enumerate(titles):
        wide = made.add_format({"text_wrap": True, "valign": "top", **look})
        page.merge_range(row, 0, row, last, "", wide)
        page.write_string(row, 0, _safe(text), wide)
        page.set_row(row, _height([(text, width * 3 // 4)]) + (4 if look is _TITLE else 0))
    heading = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#222222", "text_wrap": True}
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(_HEAD, place, column.title, made.add_format(heading))
    widths = [column.width for column in sheet.columns]
    looks = [made.add_format(_look(column)) for column in sheet.columns]
    for row, cells in enumerate(sheet.rows, _HEAD + 1):
        texts = zip(cells, widths, strict=True)
        page.set_row(row, _height(texts))
        for place, cell in enumerate(cells):
            formula = _formula(sheet.columns, place, row)
            _write_cell(page, (row, place), cell, looks[place], formula)
    _add_rules(made, page, sheet, book)
    _set_print(page, sheet, book)


def _look(column: Column) -> dict[str, Any]:
    number = (
        {"num_format": _NUMBERS[column.kind], "align": "left"} if column.kind in _NUMBERS else {}
    )
    if not (number or column.formula):  # a telephone number keeps its 0, and no text that is
        number = {"num_format": "@"}  # edited there becomes a formula
    return {"valign": "top", "text_wrap": True, **number, **(_FILL if column.fill else {})}


def _write_cell(page: Any, at: tuple[int, int], cell: Cell, look: Any, formula: str) -> None:
    if formula:
        page.write_formula(*at, formula, look, cell or "")
    elif cell is None or cell == "":
        page.write_blank(*at, None, look)
    elif isinstance(cell, str):
        page.write_string(*at, _safe(cell), look)
    else:
        page.write_datetime(*at, cell, look)


def _formula(columns: tuple[Column, ...], place: int, row: int) -> str:
    """The formula of a column in a row; "" where it has none."""
    if not (own := columns[place].formula):
        return ""
    letters = {column.title: chr(ord("A") + number) for number, column in enumerate(columns)}
    return "=" + re.sub(r"\[(\w+)\]", lambda title: f"{letters[title[1]]}{row + 1}", own)


def _add_rules(made: Any, page: Any, sheet: Sheet, book: Book) -> None:
    """What may be typed into the cells of a column, and how the words of a state look."""
    first, last = _HEAD + 1, _HEAD + len(sheet.rows)
    page.ignore_errors({"number_stored_as_text": f"A1:Z{last + 1}"})  # such as a day, or a case
    for place, column in enumerate(sheet.columns):
        where = (first, place, last, place)
        if column.formula:
            for word, look in _STATES.items():
                rule = {"type": "cell", "criteria": "==", "value": f'"{word}"'}
                page.conditional_format(*where, {**rule, "format": made.add_format(look)})
        elif column.choices:
            page.data_validation(*where, {"validate": "list", "source": list(column.choices)})
        elif column.listed_in:
            rows = next(len(each.rows) for each in book.sheets if each.name == column.listed_in)
            source = f"={column.listed_in}!$A${_HEAD + 2}:$A${_HEAD + 1 + rows}"
            other = {"error_type": "information", "error_message": f"Not in {column.listed_in}."}
            page.data_validation(*where, {"validate": "list", "source": source, **other})
        elif column.kind in _TYPED:
            kind, least, message = _TYPED[column.kind]
            typed: dict[str, Any] = {"validate": kind, "criteria": ">=", "value": least}
            page.data_validation(*where, {**typed, "error_message": message})


def _set_print(page: Any, sheet: Sheet, book: Book) -> None:
    """A4 on its side, a page wide; the headings stay, on paper and on the screen."""
    page.freeze_panes(_HEAD + 1, 1)
    page.autofilter(_HEAD, 0, _HEAD + len(sheet.rows), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    page.repeat_rows(_HEAD)
    title = _safe(book.title)[:_LONGEST_FOOTER].replace("&", "&&")
    page.set_footer(f"&L{sheet.name}&C{title}&RPage &P of &N")


def _height(texts: Iterable[tuple[Cell, int]]) -> int:
    """The height of a row: programs do not work it out for themselves before somebody types."""
    wide = ((text, width) for text, width in texts if isinstance(text, str) and len(text) > width)
    lines = (len(textwrap.wrap(text, width)) for text, width in wide)
    return min(_TALLEST, _LINE * max(1, max(lines, default=1)))


def _safe(text: str) -> str:
    """A text without the characters that do harm, or that XML cannot hold."""
    return re.sub(f"[{HARMFUL}\ufffe\uffff]", "", text)
