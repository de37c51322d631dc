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
from jtai_cli.inputs.inspections import plan_from
from jtai_cli.inputs.start import Start, read_start
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.plan.compare import Timetable, compare, from_kept, from_plan, restarted
from jtai_cli.plan.inspection import with_values
from jtai_cli.plan.model import Plan
from jtai_cli.plan.saved_plan import KeptPlan, read_kept
from jtai_cli.plan.timetable import plan
from jtai_cli.render.compare import compare_object, compare_page

ENDINGS = (".toml", ".json")


@click.command("compare", cls=Command)
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@o.inspection_options
@o.today_option
@output_options("page", "object")
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
    asked = o.asked(ctx)
    first, from_another_day = _side(asked, read_start(asked, a, ENDINGS))
    start = read_start(asked, b, ENDINGS)
    if from_another_day and start.day:
        second = from_plan(from_another_day(start.day), b)
    else:
        second, _ = _side(asked, start)
    comparison = compare(first, second)
    wanted = output_wanted(ctx)
    answer = Answer(
        page=partial(compare_page, comparison, warnings=wanted.on_page(second.warnings)),
        object=partial(compare_object, comparison),
    )
    emit(answer, wanted)
    warn(wanted, second.warnings)


def _side(asked: o.Asked, start: Start) -> tuple[Timetable, Callable[[dt.date], Plan] | None]:
    """A timetable; and, where it comes from a file, the same inspection from another day."""
    name = start.text
    if name.lower().endswith(".json"):
        kept = read_kept(read_text(Path(name), most=LARGEST_KEPT), name)
        return from_kept(kept, name), partial(_again, kept)
    planned = plan_from(asked, start)
    if start.day:
        return from_plan(planned, name), None
    return from_plan(planned, name), lambda day: plan(
        restarted(planned.inspection, day), planned.framework
    )


def _again(kept: KeptPlan, start: dt.date) -> Plan:
    inspection = with_values(kept.inspection(), fieldwork_days=kept.working_days)
    return plan(restarted(inspection, start), load_framework(kept.framework))
