"""From what was typed to the plan that it asks for, with the options of the command."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from jtai_cli.errors import FileTrouble
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.inputs.options import DATE
from jtai_cli.plan.inspection import Inspection
from jtai_cli.plan.model import Plan
from jtai_cli.plan.timetable import plan
from jtai_cli.rules.model import Framework
from jtai_cli.wording import listed

if TYPE_CHECKING:
    from pathlib import Path

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


def is_list(start: str) -> bool:
    """Whether START names a CSV file."""
    return start.lower().endswith(".csv")


def one_plan(ctx: click.Context, start: str, endings: Sequence[str] = (".toml",)) -> Plan:
    """The plan that a date or an inspection file asks for, with the options of the command.

    ``endings`` are those of all the files that the command takes.
    """
    if is_inspection_file(start):
        from jtai_cli.inputs.inspections import plan_file

        return plan_file(ctx, start)
    return plan_from(ctx, start_date(ctx, start, "start", endings))


def plan_from(ctx: click.Context, day: dt.date) -> Plan:
    """The plan of fieldwork that starts on a day, with the options of the command."""
    return plan_of(with_options(ctx, Inspection(fieldwork_start=day)))


def is_inspection_file(start: str) -> bool:
    """Whether START names a TOML file."""
    return start.lower().endswith(".toml")


def start_date(ctx: click.Context, start: str, argument: str, endings: Sequence[str]) -> dt.date:
    """The date that was typed as the command's ``argument``; an error where it is none.

    ``endings`` are those of the files that might have been meant instead.
    """
    if _looks_like_a_file(start) or (start.strip() and os.path.exists(start)):
        raise FileTrouble(
            start,
            f"is neither a date nor a file that ends in {listed(endings, 'or')}",
            "Type a date such as 2027-03-08, or the whole name of such a file.",
        )
    param = next(param for param in ctx.command.params if param.name == argument)
    return DATE.convert(start, param, ctx)


def _looks_like_a_file(start: str) -> bool:
    """Whether a file was meant rather than a date: ``/folder``, ``../file`` or ``name.txt``."""
    # The pattern is compiled only where there is a mark for it, as in few dates.
    marked = any(mark in start for mark in "./\\")
    return marked and re.search(r"^\.{0,2}[/\\]|\.[A-Za-z]{1,5}$", start) is not None


def with_options(ctx: click.Context, inspection: Inspection) -> Inspection:
    """Lay the options over a file: a flag or JTAI_ variable wins, then the file, then the rest."""
    typed = (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT)
    chosen = {
        name: ctx.params[name]
        for name in OPTIONS
        if name in ctx.params
        and (name not in inspection.stated or ctx.get_parameter_source(name) in typed)
    }
    return inspection._replace(**chosen, stated=inspection.stated.difference(chosen))


def plan_of(
    inspection: Inspection,
    folder: Path | None = None,
    load: Callable[[str, Path | None], Framework] = load_framework,
) -> Plan:
    """The plan of an inspection; a framework file that its own file names is beside that."""
    in_file = "framework" in inspection.stated
    return plan(inspection, load(inspection.framework, folder if in_file else None))
