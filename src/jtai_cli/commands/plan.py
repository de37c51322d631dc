"""``jtai plan``: the whole timetable of one inspection, or of every row in a list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import click

from jtai_cli.commands import options as o
from jtai_cli.commands.group import Command
from jtai_cli.commands.output import chosen_format, emit, goes_to_people_alone, warn
from jtai_cli.commands.request import is_list, many_plans, one_plan
from jtai_cli.core.caveats import Caveat
from jtai_cli.core.plan import Plan
from jtai_cli.core.timetable import workings
from jtai_cli.errors import BadRows, BadValue, JtaiError
from jtai_cli.render import to_csv, to_json
from jtai_cli.render.pages import plan_page, plans_page

MOST_SAID = 20  # lines about the rows of a list


@click.command("plan", cls=Command)
@click.argument("start", nargs=-1, required=True, metavar="START")
@o.inspection_options
@o.observed_option
@o.show_working_option
@o.option("--skip-bad", is_flag=True, help="In a list, leave out the rows that cannot be planned.")
@o.today_option
@o.output_options("table", "json", "jsonl", "csv", "markdown")
@click.pass_context
def plan_command(
    ctx: click.Context, /, start: tuple[str, ...], skip_bad: bool, **_options: Any
) -> None:
    """The whole timetable: notification, weeks 1 to 3, report and statement.

    \b
    Examples:
      jtai plan 2027-03-08
      jtai plan 8 March 2027 --area Exampleshire --theme front-door
      jtai plan inspection.toml --format json
      jtai plan programme.csv --format csv -o plans.csv

    START is the date on which fieldwork starts, an inspection file (.toml; see 'jtai init'), or
    a list (.csv) with one inspection a row, its columns named as an inspection file's keys.
    Rows are numbered as a spreadsheet numbers them, the heading being row 1.
    """
    typed = " ".join(start)
    if is_list(typed):
        _many(ctx, typed, skip_bad)
    else:
        _one(ctx, typed)


def _one(ctx: click.Context, start: str) -> None:
    plan = one_plan(ctx, start, (".toml", ".csv"))
    shown = _shown(ctx, plan)
    emit(
        partial(plan_page, plan, **shown, warnings=goes_to_people_alone()),
        {
            "json": partial(to_json.plan_json, plan, **shown),
            "jsonl": lambda: _line(to_json.plan_object(plan, **shown)),
            "csv": partial(to_csv.plan_csv, plan, observed=shown["observed"]),
        },
    )
    warn(plan.warnings)


def _many(ctx: click.Context, start: str, skip_bad: bool) -> None:
    plans: list[Plan] = []
    bad: list[JtaiError] = []
    for result in many_plans(ctx, start):
        if isinstance(result, Plan):
            plans.append(result)
        else:
            bad.append(result)
    if bad and not (skip_bad and plans):
        raise BadRows(bad)
    if not plans:
        raise BadValue(
            "there is no row below the heading, so nothing to plan. Add one.", where=start
        )
    if chosen_format(ctx) not in ("json", "jsonl"):
        for name in ("show_working", "observed"):
            if ctx.params[name]:
                option = f"--{name.replace('_', '-')}"
                raise click.UsageError(f"For a list {option} needs --format json or jsonl.", ctx)
    emit(
        partial(plans_page, plans),
        {
            "json": lambda: to_json.dumps(
                [to_json.plan_object(plan, **_shown(ctx, plan)) for plan in plans]
            ),
            "jsonl": lambda: "".join(
                _line(to_json.plan_object(plan, **_shown(ctx, plan))) for plan in plans
            ),
            "csv": partial(to_csv.plans_csv, plans),
        },
    )
    if not ctx.params["quiet"]:
        _say_skipped(bad)
    warnings = [warning for plan in plans for warning in _named(plan)]
    rest = len(warnings) - MOST_SAID
    more = [f"{rest:,} more warnings; --format json has them all."] if rest > 0 else []
    warn(warnings[:MOST_SAID], more)


def _named(plan: Plan) -> Iterator[Caveat]:
    """The warnings of one plan among many, each with the inspection's name."""
    inspection = plan.inspection
    name = inspection.area or inspection.reference or str(plan.fieldwork.start)
    for warning in plan.warnings:
        yield replace(warning, message=f"{name}: {warning.message}")


def _say_skipped(errors: list[JtaiError]) -> None:
    for error in errors[:MOST_SAID]:
        click.echo(f"skipped: {error}", err=True)
    if len(errors) > MOST_SAID:
        click.echo(f"skipped: {len(errors) - MOST_SAID:,} more rows", err=True)


def _shown(ctx: click.Context, plan: Plan) -> dict[str, Any]:
    """What the options ask to show beside the timetable, as the renderers take it."""
    return {
        "observed": ctx.params["observed"],
        "workings": workings(plan) if ctx.params["show_working"] else (),
    }


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
