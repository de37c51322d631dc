"""``jtai compare``: what moves between two timetables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import click

from jtai_cli.inputs import options as o
from jtai_cli.inputs.files import LARGEST_SAVED, read_text
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.inspections import Start, plan_from, read_start
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.judge.plan import plan_findings
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.plan.compare import Timetable, compare, from_plan, from_saved_plan, restarted
from jtai_cli.plan.inspection import with_values
from jtai_cli.plan.model import Plan
from jtai_cli.plan.saved_plan import SavedPlan, read_saved_plan
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
    first = _side(asked, read_start(asked, a, ENDINGS))
    start = read_start(asked, b, ENDINGS)
    if first.again and start.day:
        moved = first.again(start.day)
        second = _Side(from_plan(moved, b), moved)
    else:
        second = _side(asked, start)
    warnings = plan_findings(second.plan) if second.plan else ()  # a saved one is for a check
    comparison = compare(first.timetable, second.timetable)
    wanted = output_wanted(ctx)
    answer = Answer(
        page=partial(compare_page, comparison, warnings=wanted.on_page(warnings)),
        object=partial(compare_object, comparison, warnings=warnings),
    )
    emit(answer, wanted)
    warn(wanted, warnings)


class _Side(NamedTuple):
    """A timetable; its plan, where it is made today; and, of a file, its plan from another day."""

    timetable: Timetable
    plan: Plan | None
    again: Callable[[dt.date], Plan] | None = None


def _side(asked: o.Asked, start: Start) -> _Side:
    name = start.text
    if name.lower().endswith(".json"):
        saved = read_saved_plan(read_text(Path(name), most=LARGEST_SAVED), name)
        return _Side(from_saved_plan(saved, name), None, partial(_again, saved))
    made = plan_from(asked, start)

    def again(day: dt.date) -> Plan:
        return plan(restarted(made.inspection, day), made.framework)

    return _Side(from_plan(made, name), made, None if start.day else again)


def _again(saved: SavedPlan, start: dt.date) -> Plan:
    inspection = with_values(saved.inspection(), fieldwork_days=saved.working_days)
    return plan(restarted(inspection, start), load_framework(saved.framework))
