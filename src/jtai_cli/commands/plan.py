"""``jtai plan``: the whole timetable of one inspection, or of every row in a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from jtai_cli.errors import BadValue
from jtai_cli.inputs import options as o
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.inspections import SHEETS, one_start, plan_by_rules, read_start
from jtai_cli.inputs.wanted import is_typed, output_options, output_wanted, without_working
from jtai_cli.judge.findings import Finding
from jtai_cli.judge.plan import Judged, plan_findings
from jtai_cli.outputs.answers import Answer, emit, on_screen, refuse, warn
from jtai_cli.plan.agencies import agency_of
from jtai_cli.plan.model import Plan
from jtai_cli.plan.timetable import workings
from jtai_cli.render.page import Page
from jtai_cli.render.picture import Alone
from jtai_cli.render.plan import (
    OneAgency,
    brief_page,
    of_agency,
    plan_object,
    plan_objects,
    plan_page,
    plan_rows,
    plan_title,
)
from jtai_cli.writers import Part

if TYPE_CHECKING:
    from jtai_cli.days.periods import Span
    from jtai_cli.render.sheets import Book

OF_ONE: tuple[Part, ...] = ("planner", "book", "chart")  # what a list has not


@click.command("plan", cls=Command)
@o.start_argument()
@o.notified_option
@o.inspection_options
@o.rehearse_option
@o.rehearsal_weeks_option
@o.agency_option
@o.observed_option
@o.show_working_option
@o.terms_option
@o.skip_bad_option
@o.option("--all", "whole", is_flag=True, help="On a terminal, add details, sources and days off.")
@o.today_option
@output_options("page", "object", "objects", "rows", "planner", "book", "chart")
@click.pass_context
def plan_command(ctx: click.Context, /, start: tuple[str, ...], **_options: Any) -> None:
    """The whole timetable: notification, weeks 1 to 3, report and statement.

    \b
    Examples:
      jtai plan 2027-03-08
      jtai plan 8 March 2027 --area Exampleshire --theme front-door
      jtai plan --notified 2027-02-22
      jtai plan --rehearse --notified 2027-02-22 --weeks 2
      jtai plan inspection.toml --format json
      jtai plan inspection.toml --for police
      jtai plan programme.csv --format csv -o plans.csv

    START is the date on which fieldwork starts, an inspection file (.toml; see 'jtai init'), or
    a list (.csv or .xlsx) with one inspection a row, its columns named as an inspection file's
    keys. Rows are numbered as a spreadsheet numbers them, the heading being row 1. With --notified
    a file keeps its own start of fieldwork, where it has one.
    """
    asked = o.asked(ctx)
    given = read_start(asked, one_start(start), (".toml", *SHEETS))
    if given.ending in SHEETS:
        _write_list(ctx, asked, given.text)
    else:
        _write_one(ctx, asked, plan_by_rules(asked, given))


def _write_one(ctx: click.Context, asked: o.Asked, plan: Plan) -> None:
    """Write the plan of one inspection, or what an agency has of it."""
    wanted = output_wanted(ctx)
    whole, beside = plan, _beside(asked, plan)
    if asked.options["agency"]:
        plan, beside["one"] = _for_agency(plan, asked.options["agency"])
    found = plan_findings(whole, plan)
    one, working = beside.get("one"), asked.options["show_working"]
    rows = partial(plan_rows, plan, observed=beside["observed"], one=one)
    book = partial(_book, asked, plan, one, found)
    page = partial(plan_page, plan, **beside, warnings=wanted.on_page(found))
    if wanted.with_pictures():
        page = partial(_with_pictures, asked, plan, page)
    elif is_typed(ctx, "terms"):
        raise click.UsageError("--terms is for pictures. Add --format html or svg.")
    if wanted.on_terminal() and on_screen() and not asked.options["whole"]:
        page = partial(brief_page, plan, **beside)
    answer = Answer(
        page=page,
        object=partial(plan_object, plan, **beside, warnings=found),
        objects=partial(plan_objects, [Judged(plan, found)], lambda _: beside),
        rows=without_working(working, rows),
        book=without_working(working, book, "A workbook"),
        planner=partial(_planner, plan, page, found),
        chart=without_working(working, partial(_chart, asked, plan, one), "A picture"),
    )
    emit(answer, wanted, rehearsal=plan.inspection.settings.rehearsal)
    warn(wanted, found)


def _with_pictures(asked: o.Asked, plan: Plan, page: Callable[..., Page]) -> Page:
    from jtai_cli.render.plan_pictures import pictures  # only HTML needs them

    return page(pictures=pictures(plan, _schools(asked, plan)))


def _schools(asked: o.Asked, plan: Plan) -> Sequence[Span]:
    """The school holidays of --terms, which pictures show; none where it was not given."""
    if not asked.options["terms"]:
        return ()
    from jtai_cli.inputs.schools import schools_in, within_a_year

    within = within_a_year(plan.notification.date, plan.statement.day)
    return schools_in(asked, asked.options["terms"], within).closed


def _planner(plan: Plan, page: Callable[[], Page], found: Sequence[Finding]) -> Page:
    from jtai_cli.render.planner import planner_page  # only a wall planner needs it

    return planner_page(plan, page(), found)


def _chart(asked: o.Asked, plan: Plan, one: OneAgency | None) -> Alone:
    """The timeline alone, in which no step has a place."""
    from jtai_cli.render.plan_pictures import timeline_alone  # only a picture needs it

    if asked.options["observed"]:
        refuse("A picture has no place for --observed. Choose another --format.")
    return timeline_alone(plan, plan_title(plan, one), _schools(asked, plan))


def _for_agency(plan: Plan, name: str) -> tuple[Plan, OneAgency]:
    """As :func:`of_agency`. Raises BadValue for an agency that has nothing of the plan."""
    agency = agency_of(plan.inspection, name)
    made, one = of_agency(plan, agency)
    if not (made.steps or one.asked):
        raise BadValue(f"{agency} has no step, no request and no audit. Leave out --for.")
    return made, one


def _book(asked: o.Asked, plan: Plan, one: OneAgency | None, found: tuple[Finding, ...]) -> Book:
    from jtai_cli.render.workbook import plan_book  # only a workbook needs it

    agency = one.agency if one else None
    made, observed = asked.stamp(), asked.options["observed"]
    return plan_book(plan, made, asked.today(), agency=agency, observed=observed, warnings=found)


def _write_list(ctx: click.Context, asked: o.Asked, file: str) -> None:
    """Write the plans of a list."""
    from jtai_cli.commands.lists import PlansOfList, refuse_in_list  # only a list needs them

    refuse_in_list(ctx, asked)
    plans = PlansOfList(asked, file)
    try:
        wanted = output_wanted(ctx, without=OF_ONE)
        emit(_list_answer(asked, plans), wanted)
    except click.UsageError:
        for _ in plans:  # what is wrong with the list is said first
            pass
        raise
    plans.warn(wanted)


def _list_answer(asked: o.Asked, plans: Iterable[Judged]) -> Answer:
    from jtai_cli.render.plans import plans_page, plans_rows  # only a list needs them

    objects = partial(plan_objects, plans, partial(_beside, asked))
    book = partial(refuse, "A workbook is of one inspection. For a list take --format csv.")
    chart = partial(refuse, "A picture is of one inspection. Choose another --format.")
    for name in ("show_working", "observed"):
        if asked.options[name]:
            option = f"--{name.replace('_', '-')}"
            refused = partial(refuse, f"For a list {option} needs --format json or jsonl.")
            return Answer(
                refused, objects, objects, rows=refused, planner=refused, book=book, chart=chart
            )
    page, rows = partial(plans_page, plans), partial(plans_rows, plans)
    planner = partial(refuse, "A wall planner is of one inspection. Choose another --format.")
    return Answer(page, objects, objects, rows=rows, planner=planner, book=book, chart=chart)


def _beside(asked: o.Asked, plan: Plan) -> dict[str, Any]:
    """What the options ask to show beside the timetable, as render takes it."""
    return {
        "observed": asked.options["observed"],
        "workings": workings(plan) if asked.options["show_working"] else (),
    }
