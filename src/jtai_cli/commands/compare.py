"""``jtai compare``: what moves between two timetables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from jtai_cli.inputs import options as o
from jtai_cli.inputs.files import LARGEST_SAVED, STDIN, called, ending_of, is_piped, read_text
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.inspections import (
    SHEETS,
    Start,
    noted,
    plan_as_happened,
    plan_by_rules,
    read_start,
    saved_with_options,
)
from jtai_cli.inputs.schools import inspections_in, schools_in, within_a_year
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.judge.findings import Finding
from jtai_cli.judge.plan import plan_findings
from jtai_cli.judge.weeks import Around, FieldworkWeek, as_it_happened, judge
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.plan.compare import Timetable, compare, from_plan, from_saved_plan, restarted
from jtai_cli.plan.inspection import with_values
from jtai_cli.plan.model import Plan
from jtai_cli.plan.saved_plan import SavedPlan, read_saved_plan
from jtai_cli.plan.timetable import framework_in_force, plan
from jtai_cli.render.compare import compare_object, compare_page
from jtai_cli.render.page import Page, in_words
from jtai_cli.rules.elections import votes_in
from jtai_cli.rules.frameworks import shipped_framework
from jtai_cli.wording import listed, shown, shown_path

ENDINGS = (".toml", ".json")


@click.command("compare", cls=Command)
@click.argument("a", metavar="A", shell_complete=o.offer_files)
@click.argument("b", metavar="B", shell_complete=o.offer_files)
@click.argument("more", nargs=-1, metavar="")
@o.option("--steps", is_flag=True, help="Add every step that moves, is new, or is gone.")
@o.option("--exit-code", is_flag=True, help="Exit with 1 where something moves.")
@o.terms_option
@o.files_option("--others", "Other inspections of the area")
@o.inspection_options
@o.skip_bad_option
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
      jtai compare programme.toml placed.toml
      jtai compare old.csv new.csv --exit-code

    A and B are each a date on which fieldwork starts, an inspection file (.toml), or a saved
    plan (.json); or both are programmes (.toml), or lists (.csv or .xlsx) as 'jtai plan' takes
    them, whose rows are paired by reference or else by area. A file and a date compare the file
    with itself from that date on: that it was notified stays true, and what happened later falls
    away.
    """
    if more:
        words = listed(map(shown, (a, b, *more)))
        reason = f"two dates or files are compared, and these are {2 + len(more)}: {words}"
        raise click.UsageError(f"{reason}. Put what has blanks in it in quotation marks.")
    if a in STDIN and b in STDIN:
        raise click.UsageError("stdin is one of both. Name a date or a file as the other.")
    asked = o.asked(ctx)
    if not (_programmes(ctx, asked, a, b) or _lists(ctx, asked, a, b)):
        _inspections(ctx, asked, a, b)


def _programmes(ctx: click.Context, asked: o.Asked, a: str, b: str) -> bool:
    """Whether both are programmes, which are then compared."""
    if not (a.lower().endswith(".toml") or b.lower().endswith(".toml")):
        return False
    from jtai_cli.commands.compare_programmes import are_programmes, compare_programmes

    if not are_programmes(a, b):
        return False
    compare_programmes(ctx, asked, a, b)
    return True


def _lists(ctx: click.Context, asked: o.Asked, a: str, b: str) -> bool:
    """Whether both are lists, which are then compared. Raises a usage error where one is."""
    if not any(found := [_is_list(name) for name in (a, b)]):
        return False
    if not all(found):
        one, other = (a, b) if found[0] else (b, a)
        raise click.UsageError(
            f"{shown_path(one)} is a list, and {shown_path(other)} is not. "
            "Compare two lists, or two inspections."
        )
    from jtai_cli.commands.compare_lists import write_compared_lists

    write_compared_lists(ctx, asked, a, b)
    return True


def _inspections(ctx: click.Context, asked: o.Asked, a: str, b: str) -> None:
    """Write what moves between two timetables of one inspection each."""
    options = asked.options
    first, second = _sides(asked, a, b)
    warnings = {"From": _warnings(first), "To": _warnings(second)}
    comparison = compare(_timetable(first, a), _timetable(second, b))
    days = [day for each in comparison[:2] for day in (each.notification, each.end)]
    within = within_a_year(min(days), max(days))
    schools = schools_in(asked, options["terms"], within) if options["terms"] else None
    others = inspections_in(asked, options["others"], within) if options["others"] else None
    around = Around(schools=schools, others=others or (), today=asked.today())
    judged = [_judged(made, around) for made in (first, second)]
    wanted = output_wanted(ctx)
    page = partial(
        compare_page,
        comparison,
        schools,
        others=others,
        steps=options["steps"],
        warnings=wanted.on_page(tuple(_named(warnings))),
    )
    known = [week for week in judged if week]
    if wanted.format == "html" and len(known) == len(judged):
        known_of = {"schools_known": schools is not None, "others_known": others is not None}
        page = partial(_with_board, page, known, simple=wanted.simple, **known_of)
    answer = partial(
        compare_object, comparison, schools, others=others, judged=judged, warnings=warnings["To"]
    )
    emit(
        Answer(page=page, object=answer),
        wanted,
        rehearsal=_is_rehearsal(first) or _is_rehearsal(second),
    )
    warn(wanted, warnings["To"])
    if options["exit_code"] and comparison.differs:
        ctx.exit(1)


def _sides(asked: o.Asked, a: str, b: str) -> tuple[Plan | SavedPlan, Plan | SavedPlan]:
    """Both timetables; of a file and a date the file's, and the same from that date on."""
    start = read_start(asked, a, ENDINGS)
    first = _made(asked, start)
    new_start = read_start(asked, b, ENDINGS)
    if new_start.day and not start.day:
        return first, _from_another_day(asked, first, new_start.day)
    return first, _made(asked, new_start)


def _is_list(name: str) -> bool:
    return (ending_of(name) if is_piped(name) else name.lower()).endswith(SHEETS)


def _made(asked: o.Asked, start: Start) -> Plan | SavedPlan:
    if start.ending == ".json":
        text = read_text(Path(start.text), most=LARGEST_SAVED)
        return read_saved_plan(text, called(start.text))
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


def _judged(made: Plan | SavedPlan, around: Around) -> FieldworkWeek | None:
    """What speaks against a plan. A saved one does not say what is likely, nor of which polls."""
    if isinstance(made, SavedPlan):
        return None
    settings, notified = made.inspection.settings, made.inspection.progress.notified
    week = judge(
        made.calendar,
        made.framework,
        made.fieldwork,
        notified=made.notification.date,
        report=made.report,
        statement=made.statement,
        around=around._replace(
            closures=settings.closures,
            elections=settings.elections,
            no_elections=settings.no_elections,
            votes=votes_in(made.inspection.polls_area),
            today=None if notified else around.today,
        ),
    )
    return as_it_happened(week, made.notification, around.today if notified else None)


def _warnings(made: Plan | SavedPlan) -> tuple[Finding, ...]:
    return plan_findings(made) if isinstance(made, Plan) else ()  # a saved one is for check


def _named(sides: Mapping[str, Sequence[Finding]]) -> Iterator[Finding]:
    """The warnings of both, each once and with whose it is."""
    whose: dict[Finding, list[str]] = {}
    for side, warnings in sides.items():
        for each in warnings:
            whose.setdefault(each, []).append(side)
    for each, names in whose.items():
        yield each._replace(message=f"{listed(names)}: {each.message}")


def _with_board(
    page: Callable[[], Page], judged: Sequence[FieldworkWeek], *, simple: bool, **known: bool
) -> Page:
    from jtai_cli.render.compare_pictures import with_board  # only HTML needs it

    board = with_board(page(), judged, **known)
    return in_words(board) if simple else board


def _is_rehearsal(made: Plan | SavedPlan) -> bool:
    if isinstance(made, SavedPlan):
        return made.rehearsal
    return made.inspection.settings.rehearsal


def _timetable(made: Plan | SavedPlan, name: str) -> Timetable:
    return from_plan(made, name) if isinstance(made, Plan) else from_saved_plan(made, name)
