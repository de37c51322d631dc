"""``jtai weeks``: every possible week of fieldwork, and what speaks against it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

import click

from jtai_cli.inputs import options as o
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.origins import dates_of, say_days, say_rules
from jtai_cli.inputs.schools import inspections_in, schools_in
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.judge.weeks import Around, Weeks, weeks, weeks_findings
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.render.weeks import weeks_object, weeks_page, weeks_rows
from jtai_cli.rules.elections import votes_in

A_YEAR = dt.timedelta(days=366)  # before and after the range, to which events that repeat are read


def _files_option(flag: str, holding: str) -> o.Decorator:
    help = f"{holding} (.ics, .toml, .csv or .xlsx). Repeatable."
    return o.option(flag, type=o.PATH, multiple=True, metavar="FILE", help=help)


@click.command("weeks", cls=Command)
@o.option("--from", "first", type=o.DATE, required=True, help="The first day of the range.")
@o.option("--to", "last", type=o.DATE, required=True, help="Its last day.")
@_files_option("--terms", "School holidays or terms")
@_files_option("--others", "Other inspections of the area")
@o.area_option
@o.framework_option
@o.calendar_options
@o.closure_option
@o.fieldwork_days_option
@o.report_basis_option
@o.election_options
@o.today_option
@output_options("page", "object", "rows")
@click.pass_context
def weeks_command(ctx: click.Context, /, first: dt.date, last: dt.date, **options: Any) -> None:
    """Every possible week of fieldwork in a range: clear, tight or to be avoided, and why.

    \b
    Examples:
      jtai weeks --from 2027-04-01 --to 2027-07-31
      jtai weeks --from 2027-04-01 --to 2027-07-31 --terms terms.ics
      jtai weeks --from 2027-01-01 --to 2027-12-31 --format csv -o weeks.csv

    \b
    --terms takes the calendar (.ics) of your council, or
      .toml  [[holidays]], or [[terms]] with holidays between: name, from, to
      .csv   columns name, from, to (or .xlsx)
    --others takes the same, with [[inspections]] in .toml.
    """
    asked = o.asked(ctx)
    within = (first - A_YEAR, last + A_YEAR)
    schools = schools_in(asked, options["terms"], within) if options["terms"] else None
    others = inspections_in(asked, options["others"], within)
    around = Around(schools=schools, others=others, today=asked.today())
    found = _weeks(asked, first, last, around)
    if found.weeks:
        say_days(asked, found.weeks[0].notification, found.weeks[-1].statement.due)
    say_rules(asked, lambda given: _dates(_weeks(given, first, last, around)))
    warnings = weeks_findings(found)
    answer = Answer(
        page=partial(weeks_page, found),
        object=partial(weeks_object, found, warnings=warnings),
        rows=partial(weeks_rows, found),
    )
    wanted = output_wanted(ctx)
    emit(answer, wanted)
    warn(wanted, warnings)


def _weeks(asked: o.Asked, first: dt.date, last: dt.date, around: Around) -> Weeks:
    """The weeks by the settings of what was asked for, which add to what is known ``around``."""
    settings = asked.settings
    return weeks(
        asked.calendar(),
        load_framework(settings.framework) if settings.framework else None,
        first,
        last,
        around=around._replace(
            closures=settings.closures,
            elections=settings.elections,
            no_elections=settings.no_elections,
            votes=votes_in(asked.options.get("area")),
        ),
        fieldwork_days=settings.fieldwork_days,
        basis=settings.report_basis,
    )


def _dates(found: Weeks) -> object:
    """The dates that the answer shows."""
    return [
        (each.notification, each.fieldwork, dates_of(each.report), dates_of(each.statement))
        for each in found.weeks
    ]
