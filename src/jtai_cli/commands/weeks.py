"""``jtai weeks``: every possible week of fieldwork, and what speaks against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

import click

from jtai_cli.inputs import options as o
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.origins import dates_of, say_days, say_rules
from jtai_cli.inputs.schools import inspections_in, schools_in, within_a_year
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.judge.weeks import Around, Weeks, best, weeks, weeks_findings
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.render.page import Page
from jtai_cli.render.picture import Alone
from jtai_cli.render.weeks import weeks_object, weeks_page, weeks_rows
from jtai_cli.rules.elections import votes_in

MOST_WEEKS = 2000  # more than the longest range has


@click.command("weeks", cls=Command)
@o.option("--from", "first", type=o.DATE, required=True, help="The first day of the range.")
@o.option("--to", "last", type=o.DATE, required=True, help="Its last day.")
@o.option(
    "--best",
    type=o.whole_number(1, MOST_WEEKS),
    metavar="N",
    help="The N weeks against which the least speaks, best first.",
)
@o.terms_option
@o.files_option("--others", "Other inspections of the area")
@o.area_option
@o.framework_option
@o.calendar_options
@o.closure_option
@o.fieldwork_days_option
@o.report_basis_option
@o.election_options
@o.today_option
@output_options("page", "object", "rows", "chart")
@click.pass_context
def weeks_command(ctx: click.Context, /, first: dt.date, last: dt.date, **options: Any) -> None:
    """Every possible week of fieldwork in a range: clear, tight or to be avoided, and why.

    \b
    Examples:
      jtai weeks --from 2027-04-01 --to 2027-07-31
      jtai weeks --from 2027-04-01 --to 2027-07-31 --terms terms.ics --best 5
      jtai weeks --from 2027-01-01 --to 2027-12-31 --format csv -o weeks.csv

    \b
    --terms takes the calendar (.ics) of your council, or
      .toml  [[holidays]], or [[terms]] with holidays between: name, from, to
      .csv   columns name, from, to (or .xlsx)
    --others takes the same, with [[inspections]] in .toml.
    """
    asked = o.asked(ctx)
    within = within_a_year(first, last)
    schools = schools_in(asked, options["terms"], within) if options["terms"] else None
    others = inspections_in(asked, options["others"], within)
    around = Around(schools=schools, others=others, today=asked.today())
    found = _weeks(asked, first, last, around)
    if found.weeks:
        notified = min(week.notification for week in found.weeks)
        say_days(asked, notified, max(week.statement.due for week in found.weeks))
    say_rules(asked, lambda given: _dates(_weeks(given, first, last, around)))
    warnings = weeks_findings(found)
    wanted = output_wanted(ctx)
    page = partial(weeks_page, found)
    answer = Answer(
        page=partial(_with_pictures, asked, found, page) if wanted.with_pictures() else page,
        object=partial(weeks_object, found, warnings=warnings),
        rows=partial(weeks_rows, found),
        chart=partial(_chart, found, page),
    )
    emit(answer, wanted)
    warn(wanted, warnings)


def _with_pictures(asked: o.Asked, found: Weeks, page: Callable[[], Page]) -> Page:
    from jtai_cli.render.week_pictures import with_pictures  # only HTML needs them

    return with_pictures(found, page(), others_known=bool(asked.options["others"]))


def _chart(found: Weeks, page: Callable[[], Page]) -> Alone:
    from jtai_cli.render.week_pictures import strip_alone  # only a picture needs it

    return strip_alone(found, page())


def _weeks(asked: o.Asked, first: dt.date, last: dt.date, around: Around) -> Weeks:
    """The weeks by what was asked for, which adds to what is known ``around``."""
    settings = asked.settings
    found = weeks(
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
    number = asked.options.get("best")
    return best(found, number) if number else found


def _dates(found: Weeks) -> object:
    """The dates that the answer shows."""
    return [
        (each.notification, each.fieldwork, dates_of(each.report), dates_of(each.statement))
        for each in found.weeks
    ]
