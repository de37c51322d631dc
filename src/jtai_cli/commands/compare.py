"""``jtai compare``: what moves between two timetables."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Any

import click

from jtai_cli.inputs import options as o
from jtai_cli.inputs.files import LARGEST_SAVED, read_text
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.inspections import (
    Start,
    noted,
    plan_as_happened,
    plan_by_rules,
    read_start,
    saved_with_options,
)
from jtai_cli.inputs.schools import schools_in, within_a_year
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.judge.plan import plan_findings
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.plan.compare import Timetable, compare, from_plan, from_saved_plan, restarted
from jtai_cli.plan.inspection import with_values
from jtai_cli.plan.model import Plan
from jtai_cli.plan.saved_plan import SavedPlan, read_saved_plan
from jtai_cli.plan.timetable import framework_in_force, plan
from jtai_cli.render.compare import compare_object, compare_page
from jtai_cli.rules.frameworks import shipped_framework
from jtai_cli.wording import listed, shown

ENDINGS = (".toml", ".json")


@click.command("compare", cls=Command)
@click.argument("a", metavar="A", shell_complete=o.offer_files)
@click.argument("b", metavar="B", shell_complete=o.offer_files)
@click.argument("more", nargs=-1, metavar="")
@o.option("--steps", is_flag=True, help="Add every step that moves, is new, or is gone.")
@o.terms_option
@o.inspection_options
@o.today_option
@output_options("page", "object")
@click.pass_context
def compare_command(
    ctx: click.Context, /, a: str, b: str, more: tuple[str, ...], **options: Any
) -> None:
    """What moves between two timetables, and what lies in the way of each.

    \b
    Examples:
      jtai compare 2027-06-28 2027-07-05
      jtai compare inspection.toml 2027-07-05 --steps
      jtai compare old.toml new.toml --format markdown
      jtai compare saved-plan.json inspection.toml

    A and B are each a date on which fieldwork starts, an inspection file (.toml), or a saved
    plan (.json). A file and a date compare the file with itself from that date on: that it was
    notified stays true, and what happened later falls away.
    """
    if more:
        words = listed(map(shown, (a, b, *more)))
        reason = f"two dates or files are compared, and these are {2 + len(more)}: {words}"
        raise click.UsageError(f"{reason}. Put what has blanks in it in quotation marks.")
    asked = o.asked(ctx)
    start = read_start(asked, a, ENDINGS)
    first = _made(asked, start)
    new_start = read_start(asked, b, ENDINGS)
    new_day = None if start.day else new_start.day
    second = _from_another_day(asked, first, new_day) if new_day else _made(asked, new_start)
    warnings = plan_findings(second) if isinstance(second, Plan) else ()  # a saved one is for check
    comparison = compare(_timetable(first, a), _timetable(second, b))
    days = [day for each in comparison[:2] for day in (each.notification, each.end)]
    within = within_a_year(min(days), max(days))
    schools = schools_in(asked, options["terms"], within) if options["terms"] else None
    wanted = output_wanted(ctx)
    answer = Answer(
        page=partial(
            compare_page,
            comparison,
            schools,
            steps=options["steps"],
            warnings=wanted.on_page(warnings),
        ),
        object=partial(compare_object, comparison, schools, warnings=warnings),
    )
    emit(answer, wanted, rehearsal=_is_rehearsal(first) or _is_rehearsal(second))
    warn(wanted, warnings)


def _made(asked: o.Asked, start: Start) -> Plan | SavedPlan:
    if start.text.lower().endswith(".json"):
        return read_saved_plan(read_text(Path(start.text), most=LARGEST_SAVED), start.text)
    made = plan_by_rules(asked, start, likely=False)
    return plan_as_happened(asked, made) if start.is_file else made


def _from_another_day(asked: o.Asked, made: Plan | SavedPlan, start: dt.date) -> Plan:
    """The plan of the same inspection, with fieldwork from another day.

    Where it names no framework, that is the one in force on the other day.
    """
    if isinstance(made, Plan):
        inspection = restarted(made.inspection, start)
        is_named = inspection.settings.framework is not None
        return plan(inspection, made.framework if is_named else framework_in_force(inspection))
    notified = next((step.done for step in made.steps if step.id == "notification"), None)
    days, today = made.working_days, saved_with_options(asked, made)
    inspection = with_values(
        today.inspection(),
        fieldwork_days=days,
        notified=notified,
        elections=asked.settings.elections,
        no_elections=asked.settings.no_elections,
    )
    moved = plan(restarted(inspection, start), shipped_framework(made.framework))
    return noted(asked, made.inspection(), moved)


def _is_rehearsal(made: Plan | SavedPlan) -> bool:
    if isinstance(made, SavedPlan):
        return made.rehearsal
    return made.inspection.settings.rehearsal


def _timetable(made: Plan | SavedPlan, name: str) -> Timetable:
    return from_plan(made, name) if isinstance(made, Plan) else from_saved_plan(made, name)
