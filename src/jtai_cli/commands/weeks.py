"""``jtai weeks``: every possible week of fieldwork, and what speaks against it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Any

import click

from jtai_cli.days.periods import Span, Terms, known_until, school_holidays, terms_among
from jtai_cli.errors import BadValue, FileTrouble
from jtai_cli.inputs import options as o
from jtai_cli.inputs.files import LARGEST_ICS, LARGEST_TOML, read_text
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.periods import COLUMNS, read_events, read_inspections, read_span, read_terms
from jtai_cli.inputs.rows import valued_rows
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.judge.weeks import Around, weeks, weeks_findings
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.render.weeks import weeks_object, weeks_page, weeks_rows
from jtai_cli.rules.frameworks import framework_for
from jtai_cli.wording import count_of

MOST_SPANS = 200  # holidays and terms, or inspections, of all files together


def _files_option(flag: str, holding: str) -> o.Decorator:
    help = f"{holding} (.ics, .toml or .csv). Repeatable."
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
      jtai weeks --from 2027-01-01 --to 2027-12-31 --terms terms.ics --others others.csv
      jtai weeks --from 2027-01-01 --to 2027-12-31 --format csv -o weeks.csv

    \b
    --terms takes the calendar (.ics) that many councils publish, or
      .toml  [[holidays]], or [[terms]] with the holidays between them: name, from, to
      .csv   columns name, from, to
    --others takes the same, with [[inspections]] in .toml.
    """
    asked = o.asked(ctx)
    settings = asked.settings
    terms = [_terms(asked, path) for path in options["terms"]]
    others = [span for path in options["others"] for span in _inspections(path)]
    _refuse_too_many("terms", sum(len(each.named) + len(each.terms) for each in terms))
    _refuse_too_many("others", len(others))
    found = weeks(
        asked.calendar(),
        load_framework(settings.framework) if settings.framework else framework_for(first),
        first,
        last,
        around=Around(
            closures=settings.closures,
            school_holidays=school_holidays(terms),
            schools_until=known_until(terms),
            others=others,
            elections=settings.elections,
            no_elections=settings.no_elections,
        ),
        fieldwork_days=settings.fieldwork_days,
        basis=settings.report_basis,
    )
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


def _terms(asked: o.Asked, path: Path) -> Terms:
    if path.suffix.lower() == ".toml":
        found = read_terms(read_text(path, most=LARGEST_TOML), str(path))
    else:
        found, left_out = terms_among(_events(path))
        if left_out and (found.named or found.terms):
            events = count_of(left_out, "event")
            note = f"{events} of {path} left out: neither a school holiday nor a term."
            asked.notes.append(note)
    if not (found.named or found.terms):
        raise BadValue(
            "no school holiday and no term is in it. Name the events 'Half term', 'Easter holiday' "
            "or 'Autumn term', or write [[holidays]] in a .toml file.",
            where=str(path),
        )
    return found


def _inspections(path: Path) -> tuple[Span, ...]:
    if path.suffix.lower() == ".toml":
        found = read_inspections(read_text(path, most=LARGEST_TOML), str(path))
    else:
        found = _events(path)
    if not found:
        raise BadValue("no inspection is in it. Add one with name, from and to.", where=str(path))
    return found


def _events(path: Path) -> tuple[Span, ...]:
    """The spans of days in a .csv or .ics file."""
    match path.suffix.lower():
        case ".ics":
            return read_events(read_text(path, most=LARGEST_ICS), str(path))
        case ".csv":
            rows = valued_rows(path, columns=COLUMNS, required=("name", "from"))
            return tuple(read_span(values, str(path), number) for number, values in rows)
    raise FileTrouble(path, "does not end in .ics, .toml or .csv", "Name another file.")
