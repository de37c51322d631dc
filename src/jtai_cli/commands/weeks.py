"""``jtai weeks``: every possible week of fieldwork, and what speaks against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
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
from jtai_cli.inputs.rows import rows_of, values_of
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.judge.weeks import Around, Weeks, weeks, weeks_findings
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.render.weeks import weeks_object, weeks_page, weeks_rows
from jtai_cli.rules.frameworks import framework_for
from jtai_cli.wording import count_of

MOST_SPANS = 200  # holidays and terms, or inspections, of all files together


@click.command("weeks", cls=Command)
@o.option(
    "--from",
    "first",
    type=o.DATE,
    required=True,
    metavar="DATE",
    help="The first day of the range.",
)
@o.option("--to", "last", type=o.DATE, required=True, metavar="DATE", help="Its last day.")
@o.option(
    "--terms",
    type=o.PATH,
    multiple=True,
    metavar="FILE",
    help="School holidays or terms (.ics, .toml or .csv). Repeatable.",
)
@o.option(
    "--others",
    type=o.PATH,
    multiple=True,
    metavar="FILE",
    help="Other inspections of the area (.ics, .toml or .csv). Repeatable.",
)
@o.framework_option
@o.calendar_options
@o.closure_option
@o.fieldwork_days_option
@o.report_basis_option
@o.election_options
@o.today_option
@output_options("page", "object", "rows")
@click.pass_context
def weeks_command(
    ctx: click.Context,
    /,
    first: dt.date,
    last: dt.date,
    terms: tuple[Path, ...],
    others: tuple[Path, ...],
    **options: Any,
) -> None:
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
    years = [_terms(asked, path) for path in terms]
    other_spans = [span for path in others for span in _inspections(path)]
    _refuse_too_many("terms", sum(len(each.named) + len(each.terms) for each in years))
    _refuse_too_many("others", len(other_spans))
    found = weeks(
        asked.calendar(),
        load_framework(options["framework"]) if options["framework"] else framework_for(first),
        first,
        last,
        around=Around(
            closures=options["closures"],
            school_holidays=school_holidays(years),
            schools_until=known_until(years),
            others=other_spans,
            elections=options["elections"],
            no_elections=options["no_elections"],
        ),
        fieldwork_days=options["fieldwork_days"],
        basis=options["report_basis"],
    )
    _write(ctx, found)


def _write(ctx: click.Context, found: Weeks) -> None:
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
    """What a .csv or .ics file holds."""
    readers: dict[str, Callable[[Path], tuple[Span, ...]]] = {".csv": _rows, ".ics": _calendar}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise FileTrouble(path, "does not end in .ics, .toml or .csv", "Name another file.")
    return reader(path)


def _rows(path: Path) -> tuple[Span, ...]:
    return tuple(
        _row(heading, cells, str(path), number)
        for number, heading, cells in rows_of(path, columns=COLUMNS, required=("name", "from"))
    )


def _row(heading: list[str], cells: list[str], file: str, number: int) -> Span:
    try:
        return read_span(values_of(heading, cells), file, number)
    except BadValue as error:
        placed = error if error.where else BadValue(error.reason, where=f"{file}, row {number}")
        raise placed from None


def _calendar(path: Path) -> tuple[Span, ...]:
    return read_events(read_text(path, most=LARGEST_ICS), str(path))
