"""``jtai notice``: the notification date, the earliest start, or whether the notice is enough."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from jtai_cli.inputs import options as o
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.inspections import Start, framework_of, one_start, plan_from, read_start
from jtai_cli.inputs.origins import say_days, say_rules
from jtai_cli.inputs.wanted import output_options, output_wanted, without_working
from jtai_cli.judge.plan import notice_findings
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.plan.deadlines import Notice, notice, notice_working
from jtai_cli.plan.inspection import Inspection, Settings
from jtai_cli.render.notice import notice_object, notice_page, notice_rows


@click.command("notice", cls=Command)
@o.start_argument("[START]")
@o.fieldwork_start_option
@o.option(
    "--notified",
    older=("--notification",),
    type=o.DATE,
    help="The day of the call, which is day 1.",
)
@o.counting_options
@output_options("page", "object", "rows")
@click.pass_context
def notice_command(ctx: click.Context, /, start: tuple[str, ...], **options: Any) -> None:
    """The notification date, the earliest fieldwork start, or the notice between two dates.

    \b
    Examples:
      jtai notice --fieldwork-start 2027-03-08
      jtai notice --notified 2027-02-22
      jtai notice --notified 2027-02-23 --fieldwork-start 2027-03-08
      jtai notice inspection.toml

    START is --fieldwork-start without its name, or an inspection file (.toml), whose dates the
    options replace. With both dates the exit code is 0 where the notice is enough, and 1 where it
    is short.
    """
    asked = o.asked(ctx)
    given = read_start(asked, one_start(start)) if start else Start("", options["fieldwork_start"])
    settings, result = _found(asked, given)
    if not given.is_file:
        say_days(asked, result.date, result.fieldwork_start)

    def dates(other: o.Asked) -> object:
        again = _found(other, given)[1]
        return again.date, again.fieldwork_start, again.period.working_days

    say_rules(asked, dates)
    workings = (notice_working(result),) if options["show_working"] else ()
    warnings = notice_findings(result, settings.closures)
    answer = Answer(
        page=partial(notice_page, result, workings),
        object=partial(notice_object, result, workings, warnings=warnings),
        rows=without_working(options["show_working"], partial(notice_rows, result)),
    )
    wanted = output_wanted(ctx)
    emit(answer, wanted, rehearsal=settings.rehearsal)
    warn(wanted, warnings)
    if result.short_by:
        ctx.exit(1)


def _found(asked: o.Asked, given: Start) -> tuple[Settings, Notice]:
    """What the notice is counted with, and the notice."""
    if given.is_file:
        made = plan_from(asked, given)
        return made.inspection.settings, made.notification
    settings = _settings(asked, given)
    result = notice(
        asked.calendar(),
        framework_of(Inspection(settings=settings)),
        notified=settings.notification,
        fieldwork_start=settings.fieldwork_start,
    )
    return settings, result


def _settings(asked: o.Asked, start: Start) -> Settings:
    """What to count with, and the one or two dates that were typed."""
    given, notified = asked.options["fieldwork_start"], asked.options["notified"]
    if given and given != start.day:
        raise click.UsageError(
            "START and --fieldwork-start each say when fieldwork starts. Leave one in."
        )
    if start.day is None and notified is None:
        raise click.UsageError(
            "give --fieldwork-start DATE, --notified DATE, or both, or an inspection file."
        )
    return asked.settings._replace(fieldwork_start=start.day, notification=notified)
