"""``jtai plan``: the whole timetable of one inspection, or of every row in a list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

import click

from jtai_cli.commands import options as o
from jtai_cli.commands.group import Command
from jtai_cli.commands.output import emit, goes_to_people_alone, warn
from jtai_cli.commands.request import is_list, many_plans, one_plan
from jtai_cli.core.plan import Plan
from jtai_cli.core.timetable import workings
from jtai_cli.errors import BadRows, BadValue, JtaiError
from jtai_cli.render import to_csv, to_json
from jtai_cli.render.pages import plan_page, plans_page

MOST_SAID = 20  # lines about the rows of a list


@click.command("plan", cls=Command)
@click.argument("start", nargs=-1, required=True, metavar="START")
@o.area_option
@o.reference_option
@o.theme_option
@o.framework_option
@o.calendar_options
@o.closure_option
@o.fieldwork_days_option
@o.report_basis_option
@o.option("--observed", is_flag=True, help="Add the steps that one area's timeline shows.")
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
    plan = one_plan(ctx, start)
    shown: dict[str, Any] = {
        "observed": ctx.params["observed"],
        "workings": workings(plan) if ctx.params["show_working"] else (),
    }
    emit(
        partial(plan_page, plan, **shown, warnings=goes_to_people_alone()),
        {
            "json": partial(to_json.plan_json, plan, **shown),
            "jsonl": lambda: _line(to_json.plan_object(plan, **shown)),
            "csv": partial(to_csv.plan_csv, plan, observed=shown["observed"]),
        },
    )
    warn((warning.message, warning.code) for warning in plan.warnings)


def _many(ctx: click.Context, start: str, skip_bad: bool) -> None:
    plans: list[Plan] = []
    bad: list[JtaiError] = []
    for result in many_plans(ctx, start):
        if isinstance(result, Plan):
            plans.append(result)
        else:
            bad.append(result)
    if bad and not skip_bad:
        raise BadRows(bad)
    _say_skipped(bad)
    if not plans:
        why = "every row was left out" if bad else "there is no row below the heading"
        raise BadValue(f"{why}, so there is nothing to plan. Add a row.", where=start)
    emit(
        partial(plans_page, plans),
        {
            "json": lambda: to_json.dumps([_object(ctx, plan) for plan in plans]),
            "jsonl": lambda: "".join(_line(_object(ctx, plan)) for plan in plans),
            "csv": partial(to_csv.plans_csv, plans),
        },
    )
    warn(_first([said for plan in plans for said in _warnings(plan)]))


def _warnings(plan: Plan) -> Iterator[tuple[str, str]]:
    inspection = plan.inspection
    name = inspection.area or inspection.reference or str(plan.fieldwork.start)
    for warning in plan.warnings:
        yield f"{name}: {warning.message}", warning.code


def _first(warnings: list[tuple[str, str]]) -> list[tuple[str, str]]:
    rest = len(warnings) - MOST_SAID
    more = [(f"{rest:,} more warnings; --format json has them all.", "")] if rest > 0 else []
    return [*warnings[:MOST_SAID], *more]


def _say_skipped(errors: list[JtaiError]) -> None:
    for error in errors[:MOST_SAID]:
        click.echo(f"skipped: {error}", err=True)
    if len(errors) > MOST_SAID:
        click.echo(f"skipped: {len(errors) - MOST_SAID:,} more rows", err=True)


def _object(ctx: click.Context, plan: Plan) -> dict[str, Any]:
    return to_json.plan_object(
        plan,
        observed=ctx.params["observed"],
        workings=workings(plan) if ctx.params["show_working"] else (),
    )


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
