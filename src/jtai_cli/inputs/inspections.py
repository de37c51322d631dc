"""Plans from files: an inspection file, or a list with one inspection a row."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click

from jtai_cli.days.dates import read_date
from jtai_cli.errors import BadValue, JtaiError
from jtai_cli.inputs.files import LARGEST_TOML, read_text
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.inputs.options import say_day_first
from jtai_cli.inputs.request import OPTIONS, plan_of, with_options
from jtai_cli.inputs.rows import rows_of, values_of
from jtai_cli.plan.inspection import Inspection
from jtai_cli.plan.model import Plan
from jtai_cli.plan.reading import (
    NAMES,
    ROW_KEYS,
    place_of,
    read_inspection,
    read_names,
    read_row,
)

MOST_CALENDARS = 20  # regions with bank holidays or working days of their own, in one list


def plan_file(ctx: click.Context, name: str) -> Plan:
    """The plan of an inspection file, with the options of the command laid over it."""
    path = Path(name)
    text = read_text(path, most=LARGEST_TOML)
    stated = read_inspection(text, name)
    _say_slashes(ctx, stated)
    inspection = with_options(ctx, stated)
    try:
        return plan_of(inspection, path.parent)
    except JtaiError as error:
        of_an_option = error.key in OPTIONS and error.key not in inspection.stated
        if of_an_option or (isinstance(error, BadValue) and error.where):
            raise
        raise BadValue(str(error), where=place_of(error.key, text, name)) from None


def many_plans(ctx: click.Context, start: str) -> Iterator[Plan | JtaiError]:
    """For each row of a CSV file, in order: its plan, or the error that names the row."""
    path = Path(start)
    load = cache(load_framework)  # a file that every row names is read once
    planned: dict[tuple[object, ...], Plan] = {}  # many rows differ by names alone
    calendars: set[tuple[object, ...]] = set()
    for number, heading, cells in rows_of(path, columns=ROW_KEYS, required=("fieldwork_start",)):
        try:
            values = values_of(heading, cells)
            names = read_names(values, start, number)
            dated = (cell for name, cell in values.items() if name not in NAMES)
            key = (tuple(names), *dated)
            if key in planned:
                yield _renamed(planned[key], names)
                continue
            inspection = _row(ctx, values, start, number)
            _refuse_too_many(calendars, inspection)
            planned[key] = plan_of(inspection, path.parent, load)
            yield planned[key]
        except JtaiError as error:
            placed = isinstance(error, BadValue) and error.where
            yield error if placed else BadValue(str(error), where=f"{start}, row {number}")


def _row(ctx: click.Context, values: dict[str, str], start: str, number: int) -> Inspection:
    stated = read_row(values, start, number)
    if stated.fieldwork_start is None:
        raise BadValue("fieldwork_start is empty. Type a date such as 2027-03-08.")
    _say_slashes(ctx, stated)
    return with_options(ctx, stated)


def _refuse_too_many(calendars: set[tuple[object, ...]], wanted: Inspection) -> None:
    """Remember which calendar an inspection asks for. Raises BadValue for one more than MOST."""
    asked = (wanted.region, wanted.bank_holidays, wanted.working_days)
    if asked not in calendars and len(calendars) == MOST_CALENDARS:
        raise BadValue(
            f"the rows before have {MOST_CALENDARS} sets of bank holidays and working "
            "days, and this one has another. Split the list."
        )
    calendars.add(asked)


def _renamed(plan: Plan, names: dict[str, str]) -> Plan:
    """The plan under other names, but for those that an option has set for all."""
    was = plan.inspection
    own = {key: name for key, name in names.items() if key in was.stated}
    inspection = was._replace(
        area=own.get("area", was.area),
        reference=own.get("reference", was.reference),
        key_contact=own.get("key_contact", was.key_contact),
    )
    return plan._replace(inspection=inspection)


def _say_slashes(ctx: click.Context, inspection: Inspection) -> None:
    if inspection.day_first and not ctx.meta.get("jtai.slashes"):
        ctx.meta["jtai.slashes"] = True  # once a file, however many rows
        say_day_first(ctx, inspection.day_first, read_date(inspection.day_first))
