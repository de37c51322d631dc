"""``jtai notice``: the notification date, the earliest start, or whether the notice is enough."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from jtai_cli.inputs import options as o
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.inspections import framework_of
from jtai_cli.inputs.origins import say_days
from jtai_cli.inputs.wanted import output_options, output_wanted, without_working
from jtai_cli.judge.plan import notice_findings
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.plan.deadlines import notice, notice_working
from jtai_cli.plan.inspection import Inspection
from jtai_cli.render.notice import notice_object, notice_page, notice_rows


@click.command("notice", cls=Command)
@o.option(
    "--fieldwork", "--fieldwork-start", type=o.DATE, help="The date on which fieldwork starts."
)
@o.option("--notified", type=o.DATE, help="The date of notification (day 1).")
@o.counting_options
@output_options("page", "object", "rows")
@click.pass_context
def notice_command(ctx: click.Context, /, **options: Any) -> None:
    """The notification date, the earliest fieldwork start, or the notice between two dates.

    \b
    Examples:
      jtai notice --fieldwork 2027-03-08
      jtai notice --notified 2027-02-22
      jtai notice --notified 2017-11-21 --fieldwork 2017-12-04 --framework jtai-2016

    With both dates the exit code is 0 where the notice is enough, and 1 where it is short.
    """
    fieldwork, notified = options["fieldwork"], options["notified"]
    if fieldwork is None and notified is None:
        raise click.UsageError("Give --fieldwork DATE, --notified DATE, or both.")
    asked = o.asked(ctx)
    calendar = asked.calendar()
    settings = asked.settings._replace(fieldwork_start=fieldwork, notification=notified)
    framework = framework_of(Inspection(settings=settings))
    result = notice(calendar, framework, notified=notified, fieldwork_start=fieldwork)
    say_days(asked, result.date, result.fieldwork_start)
    workings = (notice_working(result),) if options["show_working"] else ()
    warnings = notice_findings(result, settings.closures)
    answer = Answer(
        page=partial(notice_page, result, workings),
        object=partial(notice_object, result, workings, warnings=warnings),
        rows=without_working(options["show_working"], partial(notice_rows, result)),
    )
    wanted = output_wanted(ctx)
    emit(answer, wanted)
    warn(wanted, warnings)
    if result.short_by:
        ctx.exit(1)
