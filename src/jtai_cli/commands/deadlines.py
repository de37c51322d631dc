"""``jtai deadlines``: when the report and the written statement are due."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

import click

from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.inputs import options as o
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.origins import say_days
from jtai_cli.inputs.wanted import output_options, output_wanted, without_working
from jtai_cli.judge.plan import deadlines_findings
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.plan.deadlines import deadlines, deadlines_workings, reckoned_start
from jtai_cli.plan.inspection import Settings
from jtai_cli.render.deadlines import deadlines_object, deadlines_page, deadlines_rows
from jtai_cli.rules.frameworks import framework_for
from jtai_cli.rules.model import Framework


@click.command("deadlines", cls=Command)
@o.option("--fieldwork-start", type=o.DATE, help="The first day of fieldwork.")
@o.option("--fieldwork-end", type=o.DATE, help="The last day of fieldwork.")
@o.option("--published", type=o.DATE, help="The day on which the report was published.")
@o.fieldwork_days_option
@o.report_basis_option
@o.election_options
@o.counting_options
@output_options("page", "object", "rows")
@click.pass_context
def deadlines_command(ctx: click.Context, /, **options: Any) -> None:
    """When the report is due, and the written statement after it.

    \b
    Examples:
      jtai deadlines --fieldwork-end 2027-03-12
      jtai deadlines --fieldwork-start 2027-03-08 --show-working
      jtai deadlines --published 2018-01-30 --framework jtai-2016

    The report is counted from the last day of fieldwork; the statement from the day on which
    the report was published, or else from the day on which it is due. When the report is likely
    to come is said after the letters of comparable inspections ('jtai evidence').

    The framework is the one in force when fieldwork started, which is reckoned back from its end
    where need be. From --published alone it cannot be known: the one in force on that day is taken.
    """
    asked = o.asked(ctx)
    settings, calendar = asked.settings, asked.calendar()
    ended, published = options["fieldwork_end"], options["published"]
    result = deadlines(
        calendar,
        _framework(settings, calendar, ended, published),
        started=settings.fieldwork_start,
        ended=ended,
        published=published,
        fieldwork_days=settings.fieldwork_days,
        basis=settings.report_basis,
        elections=settings.elections,
        no_elections=settings.no_elections,
    )
    due = result.statement.due
    say_days(asked, settings.fieldwork_start or ended or published or due, due)
    workings = deadlines_workings(result) if options["show_working"] else ()
    warnings = deadlines_findings(result, settings.closures)
    answer = Answer(
        page=partial(deadlines_page, result, workings),
        object=partial(deadlines_object, result, workings, warnings=warnings),
        rows=without_working(options["show_working"], partial(deadlines_rows, result)),
    )
    wanted = output_wanted(ctx)
    emit(answer, wanted)
    warn(wanted, warnings)


def _framework(
    settings: Settings,
    calendar: WorkingCalendar,
    ended: dt.date | None,
    published: dt.date | None,
) -> Framework:
    """The framework that is named, or else the one in force when fieldwork started.

    Where only its end is known, its start is reckoned back from that. Of publication alone no start
    follows: then it is the one in force on that day.
    """
    if not (settings.fieldwork_start or ended or published):
        raise click.UsageError(
            "Give --fieldwork-end DATE, --fieldwork-start DATE or --published DATE."
        )
    if settings.framework:
        return load_framework(settings.framework)
    started = settings.fieldwork_start
    if ended and not started:
        days = settings.fieldwork_days or framework_for(ended).fieldwork_days
        started = reckoned_start(calendar, ended, days)
    in_force_on = started or published
    assert in_force_on
    return framework_for(in_force_on)
