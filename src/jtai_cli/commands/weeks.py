"""``jtai weeks``: every possible week of fieldwork, and what speaks against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from jtai_cli.days.periods import Span
from jtai_cli.days.school_events import kind_of
from jtai_cli.days.school_year import SchoolDates, SchoolYear, school_dates, school_year
from jtai_cli.errors import BadValue, FileTrouble
from jtai_cli.inputs import options as o
from jtai_cli.inputs.events import read_events
from jtai_cli.inputs.files import LARGEST_ICS, LARGEST_TOML, read_text
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.inspections import SHEETS
from jtai_cli.inputs.origins import dates_of, say_days, say_rules
from jtai_cli.inputs.periods import COLUMNS, read_inspections, read_span, read_terms
from jtai_cli.inputs.rows import valued_rows
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.judge.weeks import Around, Weeks, weeks, weeks_findings
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.render.weeks import weeks_object, weeks_page, weeks_rows
from jtai_cli.wording import count_of, listed, shown

MOST_SPANS = 200  # holidays and terms, or inspections, of all files together
MOST_NAMES = 10  # that a note says
A_YEAR = dt.timedelta(days=366)  # before and after the range, to which events that repeat are read

_HOW = (
    "Name the events 'Half term', 'Easter holiday', 'Autumn term' or 'Last day of term', or write "
    "[[holidays]] in a .toml file."
)


def _files_option(flag: str, holding: str) -> o.Decorator:
    help = f"{holding} (.ics, .toml, .csv or .xlsx). Repeatable."
    return o.option(flag, type=o.PATH, multiple=True, metavar="FILE", help=help)


@click.command("weeks", cls=Command)
@o.option("--from", "first", type=o.DATE, required=True, help="The first day of the range.")
@o.option("--to", "last", type=o.DATE, required=True, help="Its last day.")
@_files_option("--terms", "School holidays or terms")
@_files_option("--others", "Other inspections of the area")
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
    schools = _schools(asked, options["terms"], within) if options["terms"] else None
    others = [span for path in options["others"] for span in _inspections(asked, path, within)]
    _refuse_too_many("others", len(others))

    def weeks_of(given: o.Asked) -> Weeks:
        settings = given.settings
        return weeks(
            given.calendar(),
            load_framework(settings.framework) if settings.framework else None,
            first,
            last,
            around=Around(
                closures=settings.closures,
                schools=schools,
                others=others,
                elections=settings.elections,
                no_elections=settings.no_elections,
                today=asked.today(),
            ),
            fieldwork_days=settings.fieldwork_days,
            basis=settings.report_basis,
        )

    def dates(given: o.Asked) -> object:
        return [
            (each.notification, each.fieldwork, dates_of(each.report), dates_of(each.statement))
            for each in weeks_of(given).weeks
        ]

    found = weeks_of(asked)
    if found.weeks:
        say_days(asked, found.weeks[0].notification, found.weeks[-1].statement.due)
    say_rules(asked, dates)
    warnings = weeks_findings(found)
    answer = Answer(
        page=partial(weeks_page, found),
        object=partial(weeks_object, found, warnings=warnings),
        rows=partial(weeks_rows, found),
    )
    wanted = output_wanted(ctx)
    emit(answer, wanted)
    warn(wanted, warnings)


def _refuse_too_many(option: str, number: int) -> None:
    if number > MOST_SPANS:
        raise BadValue(
            f"--{option} gives {number:,} spans of days, and at most {MOST_SPANS} are read. "
            "Keep those of the years you need."
        )


def _schools(asked: o.Asked, paths: Sequence[Path], within: tuple[dt.date, dt.date]) -> SchoolYear:
    """The school year of the files together. Raises BadValue where one says nothing of it."""
    calendars = [_school_dates(asked, path, within) for path in paths]
    _refuse_too_many("terms", sum(each.events for each in calendars))
    year = school_year(calendars)
    if not any(span not in each.bank_holidays for each in calendars for span in year.closed):
        raise BadValue(f"no closed day of schools follows from it. {_HOW}", where=str(paths[0]))
    return year


def _school_dates(asked: o.Asked, path: Path, within: tuple[dt.date, dt.date]) -> SchoolDates:
    if path.suffix.lower() == ".toml":
        return school_dates(read_terms(read_text(path, most=LARGEST_TOML), str(path)))
    is_list = path.suffix.lower() in SHEETS
    found = school_dates(
        (span, kind_of(span, listed=is_list)) for span in _events(asked, path, within)
    )
    names = _named(found.left_out)
    if not (found.closed or found.edges):
        what = (
            "gives bank holidays only, which are known"
            if found.bank_holidays
            else (
                f"gives no day on which schools close ({names})" if names else "gives no day at all"
            )
        )
        raise BadValue(f"{what}. {_HOW}", where=str(path))
    if names:
        asked.notes.append(f"{path}: left out, for they close no school: {names}.")
    return found


def _named(names: Sequence[str]) -> str:
    """The first names of several, and how many more there are."""
    more = [f"{len(names) - MOST_NAMES} more"] if len(names) > MOST_NAMES else []
    return listed([*map(shown, names[:MOST_NAMES]), *more])


def _inspections(asked: o.Asked, path: Path, within: tuple[dt.date, dt.date]) -> tuple[Span, ...]:
    if path.suffix.lower() == ".toml":
        found = read_inspections(read_text(path, most=LARGEST_TOML), str(path))
    else:
        found = _events(asked, path, within)
    if not found:
        asked.notes.append(f"{path}: no inspection is in it.")
    return found


def _events(asked: o.Asked, path: Path, within: tuple[dt.date, dt.date]) -> tuple[Span, ...]:
    """The spans of days in a sheet or an .ics file; an event without a name is left out."""
    if path.suffix.lower() in SHEETS:
        dates = COLUMNS[1:]
        rows = valued_rows(path, columns=COLUMNS, required=("name", "from"), dates=dates)
        given = list(rows)
        named = [(number, values) for number, values in given if values.get("name")]
        _note_nameless(asked, path, len(given) - len(named), "row")
        return tuple(read_span(values, str(path), number) for number, values in named)
    if path.suffix.lower() != ".ics":
        raise FileTrouble(path, "does not end in .ics, .toml, .csv or .xlsx", "Name another file.")
    found = read_events(read_text(path, most=LARGEST_ICS), str(path), within)
    _note_nameless(asked, path, sum(not span.name for span in found), "event")
    return tuple(span for span in found if span.name)


def _note_nameless(asked: o.Asked, path: Path, number: int, what: str) -> None:
    if number:
        asked.notes.append(f"{path}: {count_of(number, what)} without a name left out.")
