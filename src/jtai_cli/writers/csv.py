"""Rows as CSV: a heading, ISO dates, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re

from jtai_cli.render.parts import Rows
from jtai_cli.wording import FORMULA, visible

SEPARATOR = "; "  # of several things in a cell

_FORMULA = re.compile(FORMULA)


def write(table: Rows) -> str:
    """A heading and rows, lines ending CR LF as RFC 4180 has it."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([safe_cell(value) for value in row])
    return text.getvalue()


def safe_cell(value: object) -> str:
    """A cell that a spreadsheet takes for text where it might take it for a formula.

    It then begins with an apostrophe, whatever blanks stand before the formula. A text that has
    an apostrophe there gets another, so that taking one off always gives the text back. Several
    things in one cell have a semicolon between them, because names have commas.

    >>> safe_cell(("Ofsted", "CQC"))
    'Ofsted; CQC'
    >>> safe_cell("=1+1"), safe_cell(" =1+1"), safe_cell("'=1+1"), safe_cell(-3), safe_cell(None)
    ("'=1+1", "' =1+1", "''=1+1", '-3', '')
    """
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        value = SEPARATOR.join(map(str, value))
    if not isinstance(value, str):
        return str(value)
    text = visible(value)
    return f"'{text}" if _FORMULA.match(text) else text
