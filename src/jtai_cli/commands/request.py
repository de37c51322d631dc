"""From what was typed to the inspections that it asks for: a date, a file, or a list of them."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import click
from click.core import ParameterSource

from jtai_cli.commands.files import LARGEST_CSV, LARGEST_TOML, read_text
from jtai_cli.commands.frameworks import load_framework
from jtai_cli.commands.options import DATE, say_day_first
from jtai_cli.core.dates import read_date
from jtai_cli.core.inspection import (
    ROW_KEYS,
    Inspection,
    place_of,
    read_inspection,
    read_row,
)
from jtai_cli.core.plan import Plan
from jtai_cli.core.timetable import plan
from jtai_cli.errors import BadValue, FileTrouble, JtaiError
from jtai_cli.rules.model import Framework
from jtai_cli.wording import nearest, shown

OPTIONS = (
    "area",
    "reference",
    "framework",
    "theme",
    "region",
    "closures",
    "bank_holidays",
    "working_days",
    "fieldwork_days",
    "report_basis",
)
MOST_ROWS = 100_000

_FILE_NAME = re.compile(r"^\.{0,2}[/\\]|\.[A-Za-z]{1,5}$")  # rather than a mistyped date


def is_list(start: str) -> bool:
    """Whether START names a CSV file."""
    return start.lower().endswith(".csv")


def one_plan(ctx: click.Context, start: str) -> Plan:
    """The plan that a date or an inspection file asks for, with the options of the command."""
    if start.lower().endswith(".toml"):
        return _plan_file(ctx, start)
    if _FILE_NAME.search(start) or (start.strip() and os.path.exists(start)):
        raise FileTrouble(
            start,
            "is neither a date nor a file that ends in .toml or .csv",
            "Type a date such as 2027-03-08, or the whole name of such a file.",
        )
    argument = next(param for param in ctx.command.params if param.name == "start")
    day = DATE.convert(start, argument, ctx)
    return _plan(_with_options(ctx, Inspection(fieldwork_start=day)))


def _plan_file(ctx: click.Context, name: str) -> Plan:
    path = Path(name)
    text = read_text(path, most=LARGEST_TOML)
    stated = read_inspection(text, name)
    _say_slashes(ctx, stated)
    inspection = _with_options(ctx, stated)
    try:
        return _plan(inspection, path.parent)
    except JtaiError as error:
        of_an_option = error.key in OPTIONS and error.key not in inspection.stated
        if of_an_option or (isinstance(error, BadValue) and error.where):
            raise
        raise BadValue(str(error), where=place_of(error.key, text, name)) from None


def many_plans(ctx: click.Context, start: str) -> Iterator[Plan | JtaiError]:
    """For each row of a CSV file, in order: its plan, or the error that names the row."""
    path = Path(start)
    load = cache(load_framework)  # a file that every row names is read once
    for number, heading, cells in _rows(path, start):
        try:
            stated = read_row(_values(heading, cells), start, number)
            if stated.fieldwork_start is None:
                raise BadValue("fieldwork_start is empty. Type a date such as 2027-03-08.")
            _say_slashes(ctx, stated)
            yield _plan(_with_options(ctx, stated), path.parent, load)
        except JtaiError as error:
            placed = isinstance(error, BadValue) and error.where
            yield error if placed else BadValue(str(error), where=f"{start}, row {number}")


def _rows(path: Path, name: str) -> Iterator[tuple[int, list[str], list[str]]]:
    """Each row that holds anything: its number as in a spreadsheet, the heading, its cells."""
    text = read_text(path, most=LARGEST_CSV)
    number = 0
    heading: list[str] = []
    try:
        # StringIO, for str.splitlines would also part lines at characters that CSV leaves alone.
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1):
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if number > MOST_ROWS + 1:
                raise FileTrouble(name, f"has more than {MOST_ROWS:,} rows", "Split it.")
            if heading:
                yield number, heading, cells
            else:
                heading = cells
                _check_heading(heading, f"{name}, row {number}")
    except csv.Error as error:
        unclosed = "unexpected end" in str(error)
        raise BadValue(
            f"this is not CSV: {'a double quote is never closed' if unclosed else error}. "
            "Save it again as CSV.",
            where=f"{name}, row {number + 1}",
        ) from None
    if not heading:
        raise BadValue(
            "there is no heading. Write one that names at least the column fieldwork_start.",
            where=f"{name}, row 1",
        )


def _values(heading: list[str], cells: list[str]) -> dict[str, str]:
    if any(cells[len(heading) :]):
        raise BadValue(
            f"has {len(cells)} cells and the heading has {len(heading)}. "
            "Put a text that holds a comma in double quotes."
        )
    return dict(zip(heading, cells, strict=False))


def _check_heading(heading: list[str], where: str) -> None:
    for mark, word in ((";", "semicolons"), ("\t", "tabs")):
        if mark in heading[0]:
            raise BadValue(
                f"the columns of {shown(heading[0])} are parted by {word}. Save the file as CSV "
                "parted by commas.",
                where=where,
            )
    for key in filter(None, heading):
        if key not in ROW_KEYS:
            raise BadValue(
                f"there is no column {shown(key)}. {nearest(key, ROW_KEYS)}"
                f"The columns are {', '.join(ROW_KEYS)}.",
                where=where,
            )
        if heading.count(key) > 1:
            raise BadValue(f"the column {key} stands twice. Take one out.", where=where)
    if "fieldwork_start" not in heading:
        raise BadValue(
            "there is no column fieldwork_start, and a list needs one. Add it to the heading.",
            where=where,
        )


def _with_options(ctx: click.Context, inspection: Inspection) -> Inspection:
    """Lay the options over a file: a flag or JTAI_ variable wins, then the file, then the rest."""
    typed = (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT)
    chosen = {
        name: ctx.params[name]
        for name in OPTIONS
        if name in ctx.params
        and (name not in inspection.stated or ctx.get_parameter_source(name) in typed)
    }
    return replace(inspection, **chosen, stated=inspection.stated - chosen.keys())


def _plan(
    inspection: Inspection,
    folder: Path | None = None,
    load: Callable[[str, Path | None], Framework] = load_framework,
) -> Plan:
    in_file = "framework" in inspection.stated
    return plan(inspection, load(inspection.framework, folder if in_file else None))


def _say_slashes(ctx: click.Context, inspection: Inspection) -> None:
    if inspection.day_first and not ctx.meta.get("jtai.slashes"):
        ctx.meta["jtai.slashes"] = True  # once a file, however many rows
        say_day_first(ctx, inspection.day_first, read_date(inspection.day_first))
