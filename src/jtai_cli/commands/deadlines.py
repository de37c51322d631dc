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
from jtai_cli.inputs.inspections import Start, one_start, plan_from, read_start
from jtai_cli.inputs.origins import dates_of, say_days, say_rules
from jtai_cli.inputs.wanted import output_options, output_wanted, without_working
from jtai_cli.judge.plan import deadlines_findings
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.plan.deadlines import Deadlines, deadlines, deadlines_workings, reckoned_start
from jtai_cli.plan.inspection import Settings
from jtai_cli.render.deadlines import deadlines_object, deadlines_page, deadlines_rows
from jtai_cli.rules.elections import votes_in
from jtai_cli.rules.frameworks import framework_for
from jtai_cli.rules.model import Framework


@click.command("deadlines", cls=Command)
@o.start_argument("[START]")
@o.fieldwork_start_option
@o.option(
    "--fieldwork-end",
    older=("--fieldwork-ended",),  # the key of an inspection file
    type=o.DATE,
    help="The last day of fieldwork.",
)
@o.option("--published", type=o.DATE, help="The day on which the report was published.")
@o.notified_option
@o.area_option
@o.fieldwork_days_option
@o.report_basis_option
@o.election_options
@o.counting_options
@output_options("page", "object", "rows")
@click.pass_context
def deadlines_command(ctx: click.Context, /, start: tuple[str, ...], **options: Any) -> None:
    """When the report is due, and the written statement after it.

    \b
    Examples:
      jtai deadlines --fieldwork-end 2027-03-12
      jtai deadlines --fieldwork-start 2027-03-08 --show-working
      jtai deadlines --published 2018-01-30 --framework jtai-2016
      jtai deadlines inspection.toml

    START is --fieldwork-start without its name, or an inspection file (.toml), whose dates the
    options replace.

    The report is counted from the last day of fieldwork; the statement from the day on which
    the report was published, or else from the day on which it is due. When the report is likely
    to come is said after the letters of comparable inspections ('jtai evidence').

    The framework is the one in force when fieldwork started, which is reckoned back from its end
    where need be. From --published alone it cannot be known: the one in force on that day is taken.
    """
    asked = o.asked(ctx)
    typed = read_start(asked, one_start(start)) if start or options["notified"] else None
    found, settings, area = _found(asked, typed)

    def dates(given: o.Asked) -> object:
        again, *_ = _found(given, typed)
        return again.fieldwork, dates_of(again.report), dates_of(again.statement)

    say_rules(asked, dates)
    workings = deadlines_workings(found) if options["show_working"] else ()
    warnings = deadlines_findings(found, settings.closures)
    answer = Answer(
        page=partial(deadlines_page, found, workings, area=area),
        object=partial(deadlines_object, found, workings, warnings=warnings),
        rows=without_working(options["show_working"], partial(deadlines_rows, found)),
    )
    wanted = output_wanted(ctx)
    emit(answer, wanted, rehearsal=settings.rehearsal)
    warn(wanted, warnings)


def _found(asked: o.Asked, typed: Start | None) -> tuple[Deadlines, Settings, str | None]:
    """The deadlines, what they were counted with, and the area whose polls count, if any."""
    if typed is None:
        area = None if asked.settings.no_elections else asked.options.get("area")
        return _from_dates(asked), asked.settings, area
    made = plan_from(asked, typed)
    found = Deadlines(
        framework=made.framework,
        calendar=made.calendar,
        started=made.fieldwork.start,
        fieldwork=made.fieldwork,
        report=made.report,
        statement=made.statement,
    )
    return found, made.inspection.settings, made.inspection.polls_area


def _from_dates(asked: o.Asked) -> Deadlines:
    """The deadlines that follow from the dates typed as options."""
    settings, calendar = asked.settings, asked.calendar()
    ended, published = asked.options["fieldwork_end"], asked.options["published"]
    known = settings.fieldwork_start or ended or published
    if known is None:
        raise click.UsageError(
            "give --fieldwork-end DATE, --fieldwork-start DATE, --notified DATE or "
            "--published DATE, or an inspection file."
        )
    found = deadlines(
        calendar,
        _framework(settings, calendar, ended, known),
        started=settings.fieldwork_start,
        ended=ended,
        published=published,
        fieldwork_days=settings.fieldwork_days,
        basis=settings.report_basis,
        elections=settings.elections,
        no_elections=settings.no_elections,
        votes=votes_in(asked.options.get("area")),
    )
    say_days(asked, known, found.statement.due)
    return found


def _framework(
    settings: Settings, calendar: WorkingCalendar, ended: dt.date | None, known: dt.date
) -> Framework:
    """The framework that is named, or else the one in force when fieldwork started.

    Where only its end is known, its start is reckoned back from that. Of publication alone no start
    follows: then it is the one in force on that day, which is ``known``.
    """
    if settings.framework:
        return load_framework(settings.framework)
    if ended and not settings.fieldwork_start:
        days = settings.fieldwork_days or framework_for(ended).fieldwork_days
        known = reckoned_start(calendar, ended, days)
    return framework_for(known)
