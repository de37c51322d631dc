"""From what was typed to the inspections that it asks for: a date, a file, or a list of them."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import click
from click.core import ParameterSource

from jtai_cli.commands.files import LARGEST_TOML, read_text
from jtai_cli.commands.frameworks import load_framework
from jtai_cli.commands.options import DATE, say_day_first
from jtai_cli.commands.rows import rows_of, values_of
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
from jtai_cli.wording import listed

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
    "elections",
    "no_elections",
)

_FILE_NAME = re.compile(r"^\.{0,2}[/\\]|\.[A-Za-z]{1,5}$")  # rather than a mistyped date


def is_list(start: str) -> bool:
    """Whether START names a CSV file."""
    return start.lower().endswith(".csv")


def one_plan(ctx: click.Context, start: str, endings: Sequence[str] = (".toml",)) -> Plan:
    """The plan that a date or an inspection file asks for, with the options of the command.

    ``endings`` are those of all the files that the command takes.
    """
    if is_inspection_file(start):
        return _plan_file(ctx, start)
    return plan_from(ctx, start_date(ctx, start, "start", endings))


def plan_from(ctx: click.Context, day: dt.date) -> Plan:
    """The plan of fieldwork that starts on a day, with the options of the command."""
    return _plan(_with_options(ctx, Inspection(fieldwork_start=day)))


def is_inspection_file(start: str) -> bool:
    """Whether START names a TOML file."""
    return start.lower().endswith(".toml")


def start_date(ctx: click.Context, start: str, argument: str, endings: Sequence[str]) -> dt.date:
    """The date that was typed as the command's ``argument``; an error where it is none.

    ``endings`` are those of the files that might have been meant instead.
    """
    if _FILE_NAME.search(start) or (start.strip() and os.path.exists(start)):
        raise FileTrouble(
            start,
            f"is neither a date nor a file that ends in {listed(endings, 'or')}",
            "Type a date such as 2027-03-08, or the whole name of such a file.",
        )
    param = next(param for param in ctx.command.params if param.name == argument)
    return DATE.convert(start, param, ctx)


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
    for number, heading, cells in rows_of(path, columns=ROW_KEYS, required=("fieldwork_start",)):
        try:
            stated = read_row(values_of(heading, cells), start, number)
            if stated.fieldwork_start is None:
                raise BadValue("fieldwork_start is empty. Type a date such as 2027-03-08.")
            _say_slashes(ctx, stated)
            yield _plan(_with_options(ctx, stated), path.parent, load)
        except JtaiError as error:
            placed = isinstance(error, BadValue) and error.where
            yield error if placed else BadValue(str(error), where=f"{start}, row {number}")


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
