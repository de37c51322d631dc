"""``jtai deadlines``: when the report and the written statement are due."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from jtai_cli.inputs import options as o
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.wanted import output_options, output_wanted, without_working
from jtai_cli.judge.plan import deadlines_findings
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.plan.deadlines import deadlines, deadlines_workings
from jtai_cli.render.deadlines import deadlines_object, deadlines_page, deadlines_rows
from jtai_cli.rules.frameworks import framework_for


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
    """
    asked = o.asked(ctx)
    settings = asked.settings
    ended, published = options["fieldwork_end"], options["published"]
    known = settings.fieldwork_start or ended or published
    if known is None:
        raise click.UsageError(
            "Give --fieldwork-end DATE, --fieldwork-start DATE or --published DATE."
        )
    result = deadlines(
        asked.calendar(),
        load_framework(settings.framework) if settings.framework else framework_for(known),
        started=settings.fieldwork_start,
        ended=ended,
        published=published,
        fieldwork_days=settings.fieldwork_days,
        basis=settings.report_basis,
        elections=settings.elections,
        no_elections=settings.no_elections,
    )
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
