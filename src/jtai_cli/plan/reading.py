"""What an inspection file means: TOML text, or one row of a CSV file, to a frozen Inspection.

Errors name the file, the line or row, and the key. The file holds roles, never names of people,
and nothing at all about children.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, cast

from jtai_cli.days.dates import day_first_in, read_date
from jtai_cli.days.periods import Closure
from jtai_cli.days.values import date_in, named_days_in
from jtai_cli.errors import BadValue, JtaiError
from jtai_cli.plan.fields import ACTUAL, BY_KEY, FIELDS, FILE_KEYS, LISTS, NAMES, ROW_KEYS, WORK
from jtai_cli.plan.inspection import ANCHORS, Anchor, Inspection, LocalStep, Partner, inspection_of
from jtai_cli.plan.reading_work import (
    read_agencies,
    read_audits,
    read_office_hours,
    read_requests,
    read_sessions,
)
from jtai_cli.plan.work import AGENCY_KINDS, AgencyKind
from jtai_cli.tables import Table, parse
from jtai_cli.wording import long_date, shown

LONGEST_CLOSURE = 366  # days
LONGEST_OFFSET = 250  # working days

_DATED = ("date", *LISTS)  # kinds of values that are dates
_WORK_DATES = ("day", "asked", "due", "got", "moderated")


def read_inspection(text: str, file: str) -> Inspection:
    """The inspection that a TOML text describes. Raises BadValue with file, line and key."""
    top = parse(text, file)
    top.refuse_unknown(FILE_KEYS)
    actual, done = (
        top.table(name) if name in top.values else Table({}, file, text, name)
        for name in ("actual", "done")
    )
    actual.refuse_unknown(ACTUAL)
    values = {field.key: read_value(actual if field.table else top, field.key) for field in FIELDS}
    return _inspection(values, top, actual, done)


def place_of(key: str, text: str, file: str) -> str:
    """Where a key stands in an inspection file: the file alone where there is no key to find.

    A key that the file cannot have is the id of a step under ``[done]``.
    """
    if not key:
        return file
    header = BY_KEY[key].table if key in BY_KEY else "" if key in FILE_KEYS else "done"
    return Table({}, file, text, header).where(key)


def read_row(values: Mapping[str, str], file: str, row: int) -> Inspection:
    """The inspection in one row of a CSV file; empty cells are left out, ``;`` separates a list.

    ``row`` is the number that a spreadsheet shows, with the heading as row 1.
    """
    given: dict[str, Any] = {key: cell.strip() for key, cell in values.items() if cell.strip()}
    for key, cell in given.items():
        if key in BY_KEY and BY_KEY[key].kind in LISTS:
            given[key] = [part.strip() for part in cell.split(";") if part.strip()]
    table = Table(given, file, row=row)
    table.refuse_unknown(ROW_KEYS)
    return _inspection({key: read_value(table, key) for key in ROW_KEYS}, table)


def read_values(values: Mapping[str, Any], name: str) -> Inspection:
    """The inspection of the keys that a list can have, with the values of an inspection file.

    ``name`` is what errors call the place where they stand. Raises BadValue.
    """
    table = Table(values, name)
    table.refuse_unknown(ROW_KEYS)
    return _inspection({key: read_value(table, key) for key in ROW_KEYS}, table)


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
    return _checked(Closure(start, read_date(last) if dots else start, "Local closure"))


def read_value(table: Table, key: str) -> Any:
    """What a key of ``plan.fields`` says in a table; None, or no entries, where it is not there.

    Raises BadValue.
    """
    field = BY_KEY[key]
    match field.kind:
        case "closures":
            return tuple(_closure(table, key, entry) for entry in table.list_of(key))
        case "named-days":
            return named_days_in(table, key, each=field.each, name=field.unnamed)
        case "dates":
            return tuple(date_in(table, key, entry) for entry in table.list_of(key))
        case "texts":
            return table.texts(key)
        case "tables":
            return _TABLES[key](table)
        case _ if key not in table.values:
            return None
        case "date":
            return date_in(table, key, table.values[key])
        case "number":
            return table.integer(key, least=field.least, most=field.most)
        case "choice":
            return table.choice(key, field.choices)
        case "yes-no":
            return table.yes_or_no(key)
    return table.text_of(key)


def _inspection(values: Mapping[str, Any], top: Table, *others: Table) -> Inspection:
    """The inspection of the values that are there; for the others it has its own defaults."""
    given = {key: value for key, value in values.items() if value not in (None, ())}
    day_first = _first_day_first(top, *others)
    return inspection_of(**given, day_first=day_first, stated=frozenset(top.values))


def _closure(table: Table, key: str, entry: object) -> Closure:
    typed = entry.get("from") if isinstance(entry, dict) else entry
    try:
        if isinstance(entry, str):
            return read_closure(entry)
        if not isinstance(entry, dict):
            entry = {"from": entry}
        part = Table(entry, table.file, table.text, key, row=table.row)
        part.refuse_unknown(("from", "to", "name"))
        if "from" not in entry:
            raise table.error(key, "a closure needs a from date")
        first = date_in(table, key, entry["from"])
        last = date_in(table, key, entry.get("to", first))
        return _checked(Closure(first, last, part.text_of("name", "Local closure")))
    except BadValue as error:
        raise error if error.where else table.error(key, error.reason, typed) from None
    except JtaiError as error:
        raise table.error(key, str(error), typed) from None


def _checked(closure: Closure) -> Closure:
    first, last, _ = closure
    if last < first:
        raise BadValue(
            f"a closure ends before it begins: {long_date(first)} to {long_date(last)}. "
            "Type the earlier date first."
        )
    if (last - first).days >= LONGEST_CLOSURE:
        raise BadValue(f"a closure is longer than {LONGEST_CLOSURE} days. Check its two dates.")
    return closure


def _partners(top: Table) -> tuple[Partner, ...]:
    partners = []
    for table in top.tables("partners"):
        table.refuse_unknown(("agency", "contact", "kind", "in_scope"))
        kind = table.choice("kind", AGENCY_KINDS) if "kind" in table.values else None
        partner = Partner(
            table.text_of("agency"),
            table.optional_text("contact"),
            cast(AgencyKind | None, kind),
            table.yes_or_no("in_scope") if "in_scope" in table.values else True,
        )
        partners.append(partner)
    return tuple(partners)


def _local_steps(top: Table) -> tuple[LocalStep, ...]:
    found: dict[str, LocalStep] = {}
    for table in top.tables("steps"):
        table.refuse_unknown(("id", "title", "detail", "from", "offset", "owner"))
        _refuse_childs_id(table)
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


def _refuse_childs_id(table: Table) -> None:
    """Raise BadValue for an id that may be a child's: every output has it, and other keys name it.

    The message does not repeat it.
    """
    from jtai_cli.privacy import childs  # only a file with steps of its own needs it

    if isinstance(id_ := table.values.get("id"), str) and (what := childs(id_)):
        reason = f'may be {what}. Write what is done, as in id = "brief-lead-member"'
        raise table.error("id", reason)


def _done(top: Table) -> tuple[tuple[str, dt.date], ...]:
    if "done" not in top.values:
        return ()
    done = top.table("done")
    return tuple((key, date_in(done, key, value)) for key, value in done.values.items())


_TABLES = {
    "partners": _partners,
    "steps": _local_steps,
    "done": _done,
    "agencies": read_agencies,
    "request": read_requests,
    "audit": read_audits,
    "session": read_sessions,
    "office_hours": read_office_hours,
}


def _first_day_first(*tables: Table) -> str | None:
    """The first date that is written day first."""
    work = (part for key in WORK if key in tables[0].values for part in tables[0].tables(key))
    found = (
        day_first_in(value)
        for table in (*tables, *work)
        for key, value in table.values.items()
        if table.name == "done"
        or (table.name in WORK and key in _WORK_DATES)
        or (key in BY_KEY and BY_KEY[key].kind in _DATED)
    )
    return next(filter(None, found), None)
