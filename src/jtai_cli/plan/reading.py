"""What an inspection file means: TOML text, or one row of a CSV file, to a frozen Inspection.

Errors name the file, the line or row, and the key. The file holds roles, never names of people,
and nothing at all about children.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, cast

from jtai_cli.days.bank_holidays import REGIONS
from jtai_cli.days.dates import is_day_first, read_date
from jtai_cli.days.periods import Closure
from jtai_cli.days.values import date_in, named_days_in
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.errors import BadValue, JtaiError
from jtai_cli.plan.inspection import (
    ANCHORS,
    EXTRA_BANK_HOLIDAY,
    EXTRA_ELECTION,
    Anchor,
    Inspection,
    LocalStep,
    Partner,
)
from jtai_cli.rules.frameworks import DEFAULT
from jtai_cli.rules.model import BASES, LONGEST_FIELDWORK, Basis
from jtai_cli.tables import Table, parse
from jtai_cli.wording import long_date, shown

LONGEST_CLOSURE = 366  # days
LONGEST_OFFSET = 250  # working days

_ACTUAL = ("notified", "fieldwork_ended", "draft_received", "published")
_PLAIN = (
    "area",
    "reference",
    "framework",
    "theme",
    "fieldwork_start",
    "notification",
    "fieldwork_days",
    "region",
    "report_basis",
    "closures",
    "bank_holidays",
    "working_days",
    "elections",
    "no_elections",
    "key_contact",
)
_TOLD = ("report_due", "statement_due")
FILE_KEYS = (*_PLAIN, *_TOLD, "cases", "inspectorates", "partners", "steps", "actual", "done")
ROW_KEYS = (*_PLAIN, *_ACTUAL)
NAMES = ("area", "reference", "key_contact")  # on which no date depends


def read_inspection(text: str, file: str) -> Inspection:
    """The inspection that a TOML text describes. Raises BadValue with file, line and key."""
    top = parse(text, file)
    top.refuse_unknown(FILE_KEYS)
    actual = top.table("actual") if "actual" in top.values else Table({}, file, text, "actual")
    actual.refuse_unknown(_ACTUAL)
    done = top.table("done") if "done" in top.values else Table({}, file, text, "done")
    return _inspection(top, actual)._replace(
        done=tuple((key, date_in(done, key, value)) for key, value in done.values.items()),
        report_due=_optional_date(top, "report_due"),
        statement_due=_optional_date(top, "statement_due"),
        cases=top.texts("cases"),
        inspectorates=top.texts("inspectorates"),
        day_first=_first_with_slashes(top, actual, done),
    )


def place_of(key: str, text: str, file: str) -> str:
    """Where a key stands in an inspection file: the file alone where there is no key to find."""
    if not key:
        return file
    return Table({}, file, text, _header_of(key)).where(key)


def _header_of(key: str) -> str:
    """The table in which a key stands; what is no key of the file is a step that was done."""
    if key in _ACTUAL:
        return "actual"
    return "" if key in FILE_KEYS else "done"


def read_row(values: Mapping[str, str], file: str, row: int) -> Inspection:
    """The inspection in one row of a CSV file; empty cells are left out, lists part at ``;``.

    ``row`` is the number that a spreadsheet shows, with the heading as row 1.
    """
    given: dict[str, Any] = {key: cell.strip() for key, cell in values.items() if cell.strip()}
    for key in ("closures", "bank_holidays", "working_days", "elections"):
        if key in given:
            given[key] = [part.strip() for part in given[key].split(";") if part.strip()]
    table = Table(given, file, row=row)
    table.refuse_unknown(ROW_KEYS)
    return _inspection(table, table)


def read_names(values: Mapping[str, str], file: str, row: int) -> dict[str, str]:
    """Of a row as :func:`read_row` takes it, only the NAMES that it gives."""
    table = Table(values, file, row=row)
    return {key: table.text_of(key) for key in NAMES if values.get(key, "").strip()}


def read_closure(text: str) -> Closure:
    """A closure typed as ``DATE`` or ``DATE..DATE``, both ends counted.

    >>> read_closure("2027-12-24..2027-12-31").last
    datetime.date(2027, 12, 31)
    """
    first, dots, last = text.partition("..")
    start = read_date(first)
    if dots and not last.strip():
        raise BadValue(
            f"the closure {shown(text)} has an empty end. Type it as 2027-03-08..2027-03-10, "
            "or as one date without the dots."
        )
    return _closure(start, read_date(last) if dots else start)


def closures_of(table: Table) -> tuple[Closure, ...]:
    """The closures under ``closures``: dates, ``DATE..DATE`` texts, or tables with a name."""
    return tuple(_closure_entry(table, entry) for entry in table.list_of("closures"))


def bank_holidays_of(table: Table) -> tuple[NamedDay, ...]:
    """The extra bank holidays under ``bank_holidays``: dates, or tables with a name."""
    return named_days_in(table, "bank_holidays", each="a bank holiday", name=EXTRA_BANK_HOLIDAY)


def elections_of(table: Table) -> tuple[NamedDay, ...]:
    """The elections under ``elections``: dates, or tables with a name."""
    return named_days_in(table, "elections", each="an election", name=EXTRA_ELECTION)


def working_days_of(table: Table) -> tuple[dt.date, ...]:
    """The dates under ``working_days``: bank holidays that were moved away."""
    return tuple(date_in(table, "working_days", entry) for entry in table.list_of("working_days"))


def _inspection(top: Table, actual: Table) -> Inspection:
    return Inspection(
        area=top.optional_text("area"),
        reference=top.optional_text("reference"),
        framework=top.text_of("framework", DEFAULT),
        theme=top.optional_text("theme"),
        fieldwork_start=_optional_date(top, "fieldwork_start"),
        notification=_optional_date(top, "notification"),
        fieldwork_days=(
            top.integer("fieldwork_days", least=1, most=LONGEST_FIELDWORK)
            if "fieldwork_days" in top.values
            else None
        ),
        region=top.choice("region", tuple(REGIONS), "ENG"),
        report_basis=(
            cast(Basis, top.choice("report_basis", BASES)) if "report_basis" in top.values else None
        ),
        closures=closures_of(top),
        bank_holidays=bank_holidays_of(top),
        working_days=working_days_of(top),
        elections=elections_of(top),
        no_elections=top.yes_or_no("no_elections"),
        key_contact=top.optional_text("key_contact"),
        partners=tuple(_partner(table) for table in top.tables("partners")),
        steps=_local_steps(top),
        notified=_optional_date(actual, "notified"),
        fieldwork_ended=_optional_date(actual, "fieldwork_ended"),
        draft_received=_optional_date(actual, "draft_received"),
        published=_optional_date(actual, "published"),
        day_first=_first_with_slashes(top),
        stated=frozenset(top.values),
    )


def _optional_date(table: Table, key: str) -> dt.date | None:
    return date_in(table, key, table.values[key]) if key in table.values else None


def _closure_entry(table: Table, entry: object) -> Closure:
    try:
        if isinstance(entry, str):
            return read_closure(entry)
        if isinstance(entry, dict):
            part = Table(entry, table.file, table.text, "closures", row=table.row)
            part.refuse_unknown(("from", "to", "name"))
            if "from" not in entry:
                raise table.error("closures", "a closure needs a from date")
            first = date_in(table, "closures", entry["from"])
            last = date_in(table, "closures", entry.get("to", first))
            return _closure(first, last, part.text_of("name", "Local closure"))
        day = date_in(table, "closures", entry)
        return _closure(day, day)
    except BadValue as error:
        raise error if error.where else table.error("closures", error.reason) from None
    except JtaiError as error:
        raise table.error("closures", str(error)) from None


def _closure(first: dt.date, last: dt.date, name: str = "Local closure") -> Closure:
    if last < first:
        raise BadValue(
            f"a closure ends before it begins: {long_date(first)} to {long_date(last)}. "
            "Type the earlier date first."
        )
    if (last - first).days >= LONGEST_CLOSURE:
        raise BadValue(f"a closure is longer than {LONGEST_CLOSURE} days. Check its two dates.")
    return Closure(first, last, name)


def _partner(table: Table) -> Partner:
    table.refuse_unknown(("agency", "contact"))
    return Partner(table.text_of("agency"), table.optional_text("contact"))


def _local_steps(top: Table) -> tuple[LocalStep, ...]:
    found: dict[str, LocalStep] = {}
    for table in top.tables("steps"):
        table.refuse_unknown(("id", "title", "detail", "from", "offset", "owner"))
        step = LocalStep(
            id=table.identifier(found),
            title=table.text_of("title"),
            detail=table.optional_text("detail"),
            anchor=cast(Anchor, table.choice("from", ANCHORS)),
            offset=table.integer("offset", least=-LONGEST_OFFSET, most=LONGEST_OFFSET),
            owner=table.optional_text("owner"),
        )
        found[step.id] = step
    return tuple(found.values())


def _first_with_slashes(*tables: Table) -> str | None:
    for table in tables:
        for key, value in table.values.items():
            if key in (*NAMES, "cases"):  # which are no dates, whatever they look like
                continue
            for text in value if isinstance(value, list) else [value]:
                if isinstance(text, str) and is_day_first(text):
                    return text
    return None
