"""What the files of --terms and --others say of the time around: school years, inspections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from jtai_cli.days.periods import Span
from jtai_cli.days.school_events import kind_of
from jtai_cli.days.school_year import SchoolDates, SchoolYear, school_dates, school_year
from jtai_cli.errors import BadValue, FileTrouble
from jtai_cli.inputs.events import read_events
from jtai_cli.inputs.files import LARGEST_ICS, LARGEST_TOML, advice_on, ending_of, read_text
from jtai_cli.inputs.inspections import SHEETS
from jtai_cli.inputs.options import Asked
from jtai_cli.inputs.periods import COLUMNS, read_inspections, read_span, read_terms
from jtai_cli.inputs.rows import valued_rows
from jtai_cli.wording import count_of, listed_in_part, shown

MOST_SPANS = 200  # holidays and terms, or inspections, of all files together
MOST_NAMES = 10  # that a note says
A_YEAR = dt.timedelta(days=366)

Within = tuple[dt.date, dt.date]  # the first and last day to which events that repeat are read

_HOW = (
    "Name the events 'Half term', 'Easter holiday', 'Autumn term' or 'Last day of term', or write "
    "[[holidays]] in a .toml file."
)


def within_a_year(first: dt.date, last: dt.date) -> Within:
    """To which days events that repeat are read, for dates from ``first`` to ``last``."""
    return first - A_YEAR, last + A_YEAR


def schools_in(asked: Asked, paths: Sequence[Path], within: Within) -> SchoolYear:
    """The school year of the files together. Raises BadValue where one says nothing of it."""
    calendars = [_school_dates(asked, path, within) for path in paths]
    _refuse_too_many("terms", sum(each.events for each in calendars))
    year = school_year(calendars)
    if not any(span not in each.bank_holidays for each in calendars for span in year.closed):
        raise BadValue(f"no closed day of schools follows from it. {_HOW}", where=str(paths[0]))
    return year


def inspections_in(asked: Asked, paths: Sequence[Path], within: Within) -> list[Span]:
    """The other inspections of the files together. Raises BadValue where they are too many."""
    found = [span for path in paths for span in _inspections(asked, path, within)]
    _refuse_too_many("others", len(found))
    return found


def _refuse_too_many(option: str, number: int) -> None:
    if number > MOST_SPANS:
        raise BadValue(
            f"--{option} gives {number:,} spans of days, and at most {MOST_SPANS} are read. "
            "Keep those of the years you need."
        )


def _school_dates(asked: Asked, path: Path, within: Within) -> SchoolDates:
    if ending_of(path) == ".toml":
        return school_dates(read_terms(read_text(path, most=LARGEST_TOML), str(path)))
    is_list = ending_of(path) in SHEETS
    found = school_dates(
        (span, kind_of(span, listed=is_list)) for span in _events(asked, path, within)
    )
    names = listed_in_part(map(shown, found.left_out), most=MOST_NAMES)
    if not (found.closed or found.edges):
        what = f"gives no day on which schools close ({names})" if names else "gives no day at all"
        if found.bank_holidays:
            what = "gives bank holidays only, which are known"
        raise BadValue(f"{what}. {_HOW}", where=str(path))
    if names:
        asked.notes.append(f"{path}: left out, for they close no school: {names}.")
    return found


def _inspections(asked: Asked, path: Path, within: Within) -> tuple[Span, ...]:
    if ending_of(path) == ".toml":
        found = read_inspections(read_text(path, most=LARGEST_TOML), str(path))
    else:
        found = _events(asked, path, within)
    if not found:
        asked.notes.append(f"{path}: no inspection is in it.")
    return found


def _events(asked: Asked, path: Path, within: Within) -> tuple[Span, ...]:
    """The spans of days in a sheet or an .ics file; an event without a name is left out."""
    if ending_of(path) in SHEETS:
        dates = COLUMNS[1:]
        rows = valued_rows(path, columns=COLUMNS, required=("name", "from"), dates=dates)
        given = list(rows)
        named = [(number, values) for number, values in given if values.get("name")]
        _note_nameless(asked, path, len(given) - len(named), "row")
        return tuple(read_span(values, str(path), number) for number, values in named)
    if ending_of(path) != ".ics":
        advice = advice_on(str(path), "Name another file.")
        raise FileTrouble(path, "does not end in .ics, .toml, .csv or .xlsx", advice)
    found = read_events(read_text(path, most=LARGEST_ICS), str(path), within)
    _note_nameless(asked, path, sum(not span.name for span in found), "event")
    return tuple(span for span in found if span.name)


def _note_nameless(asked: Asked, path: Path, number: int, what: str) -> None:
    if number:
        asked.notes.append(f"{path}: {count_of(number, what)} without a name left out.")
