"""``jtai compare``: what moves between two timetables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from jtai_cli.inputs import options as o
from jtai_cli.inputs.files import LARGEST_KEPT, read_text
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.request import is_inspection_file, one_plan, plan_from, start_date
from jtai_cli.outputs.answers import emit, goes_to_people_alone, warn
from jtai_cli.plan.compare import Timetable, compare, from_kept, from_plan, restarted
from jtai_cli.plan.model import Plan
from jtai_cli.plan.saved_plan import KeptPlan, read_kept
from jtai_cli.plan.timetable import plan
from jtai_cli.render.compare_pages import compare_json, compare_page

ENDINGS = (".toml", ".json")


@click.command("compare", cls=Command)
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@o.inspection_options
@o.today_option
@o.output_options("table", "json", "markdown")
@click.pass_context
def compare_command(ctx: click.Context, /, a: str, b: str, **_options: Any) -> None:
    """What moves between two timetables, and what newly falls on a bank holiday or closure.

    \b
    Examples:
      jtai compare 2027-06-28 2027-07-05
      jtai compare inspection.toml 2027-07-05
      jtai compare old.toml new.toml --format markdown
      jtai compare kept-plan.json inspection.toml

    A and B are each a date on which fieldwork starts, an inspection file (.toml), or a plan that
    was kept (.json). A file and a date compare the file with itself from that date on: that it was
    notified stays true, and what happened later falls away.
    """
    first, from_another_day = _side(ctx, a, "a")
    if from_another_day and not b.lower().endswith(ENDINGS):
        second = from_plan(from_another_day(start_date(ctx, b, "b", ENDINGS)), b)
    else:
        second, _ = _side(ctx, b, "b")
    comparison = compare(first, second)
    emit(
        partial(compare_page, comparison, warnings=goes_to_people_alone()),
        {"json": partial(compare_json, comparison)},
    )
    warn(second.warnings)


def _side(
    ctx: click.Context, typed: str, argument: str
) -> tuple[Timetable, Callable[[dt.date], Plan] | None]:
    """A timetable; and, where it comes from a file, the same inspection from another day."""
    if typed.lower().endswith(".json"):
        kept = read_kept(read_text(Path(typed), most=LARGEST_KEPT), typed)
        return from_kept(kept, typed), partial(_again, kept)
    if is_inspection_file(typed):
        planned = one_plan(ctx, typed)
        return from_plan(planned, typed), lambda start: plan(
            restarted(planned.inspection, start), planned.framework
        )
    return from_plan(plan_from(ctx, start_date(ctx, typed, argument, ENDINGS)), typed), None


def _again(kept: KeptPlan, start: dt.date) -> Plan:
    inspection = kept.inspection()._replace(fieldwork_days=kept.working_days)
    return plan(restarted(inspection, start), load_framework(kept.framework))
