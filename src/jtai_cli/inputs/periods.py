"""Closed periods and other inspections, out of the TOML and CSV files of others."""

from __future__ import annotations

from collections.abc import Mapping

from jtai_cli.days.dates import day_first_in
from jtai_cli.days.periods import Span
from jtai_cli.days.school_events import Kind
from jtai_cli.days.values import date_in
from jtai_cli.errors import BadValue
from jtai_cli.inputs.notes import note_day_first
from jtai_cli.tables import Table, parse
from jtai_cli.wording import long_date, shown

COLUMNS = ("name", "from", "to")
LONGEST_SPAN = 366  # days
TOO_LONG = f"more than {LONGEST_SPAN} days after its beginning. Check the two dates."


def read_terms(text: str, file: str) -> list[tuple[Span, Kind]]:
    """The ``[[holidays]]`` and ``[[terms]]`` of a TOML text. Raises BadValue, with the place."""
    holidays, terms = _tables(text, file, "holidays", "terms")
    return [*((span, Kind.CLOSED) for span in holidays), *((span, Kind.TERM) for span in terms)]


def read_inspections(text: str, file: str) -> tuple[Span, ...]:
    """The ``[[inspections]]`` of a TOML text. Raises BadValue, with the place."""
    return _tables(text, file, "inspections")[0]


def read_span(values: Mapping[str, str], file: str, row: int) -> Span:
    """The span in a row of a CSV file, by its number. Raises BadValue."""
    given = {key: cell for key, cell in values.items() if key and cell}
    return _span(Table(given, file, row=row))


def _tables(text: str, file: str, *names: str) -> list[tuple[Span, ...]]:
    """For each of the names, the spans in its tables; there may be no others."""
    top = parse(text, file)
    top.refuse_unknown(names)
    spans = [tuple(map(_span, top.tables(name))) for name in names]
    note_day_first(day_first_in([top.values.get(name) for name in names]), file)
    return spans


def _span(table: Table) -> Span:
    table.refuse_unknown(COLUMNS)
    name = table.text_of("name")
    if "from" not in table.values:
        raise BadValue(f"{shown(name)} has no from date. Add it.", where=table.where())
    first = date_in(table, "from", table.values["from"])
    last = date_in(table, "to", table.values["to"]) if "to" in table.values else first
    if last < first:
        raise table.error("to", f"{long_date(last)} is before {long_date(first)}. Swap the two")
    if (last - first).days >= LONGEST_SPAN:
        raise table.error("to", f"{long_date(last)} is {TOO_LONG}")
    return Span(first, last, name)
