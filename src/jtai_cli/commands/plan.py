"""``jtai plan``: the whole timetable of one inspection, or of every row in a list."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from jtai_cli.inputs import options as o
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.inspections import plan_from
from jtai_cli.inputs.start import Start, read_start
from jtai_cli.outputs.answers import emit, goes_to_people_alone, warn
from jtai_cli.plan.model import Plan
from jtai_cli.plan.timetable import workings
from jtai_cli.render.pages import plan_page


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
    asked = o.asked(ctx)
    given = read_start(asked, " ".join(start), (".toml", ".csv"))
    if given.is_list:
        from jtai_cli.commands.plans import emit_plans

        emit_plans(asked, given.text, skip_bad=skip_bad)
    else:
        _one(asked, given)


def _one(asked: o.Asked, start: Start) -> None:
    plan = plan_from(asked, start)
    shown = shown_beside(asked, plan)
    emit(
        partial(plan_page, plan, **shown, warnings=goes_to_people_alone()),
        {
            "json": partial(_json, plan, **shown),
            "jsonl": partial(_json_line, plan, **shown),
            "csv": partial(_csv, plan, observed=shown["observed"]),
        },
    )
    warn(plan.warnings)


# Only the format that is asked for loads what writes it.


def _json(plan: Plan, **shown: Any) -> str:
    from jtai_cli.render.to_json import plan_json

    return plan_json(plan, **shown)


def _json_line(plan: Plan, **shown: Any) -> str:
    from jtai_cli.render.to_json import plan_line

    return plan_line(plan, **shown)


def _csv(plan: Plan, **shown: Any) -> str:
    from jtai_cli.render.to_csv import plan_csv

    return plan_csv(plan, **shown)


def shown_beside(asked: o.Asked, plan: Plan) -> dict[str, Any]:
    """What the options ask to show beside the timetable, as the renderers take it."""
    return {
        "observed": asked.options["observed"],
        "workings": workings(plan) if asked.options["show_working"] else (),
    }
