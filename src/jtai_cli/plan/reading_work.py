"""The requests, audits and sessions in an inspection file, and which agencies have its steps.

Errors name the file, the line and the key. They do not repeat the reference of a case.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import Any, cast

from jtai_cli.days.values import date_in
from jtai_cli.errors import JtaiError
from jtai_cli.plan.work import (
    MODES,
    SESSION_KINDS,
    Audit,
    ByAgency,
    Day,
    Mode,
    Request,
    Session,
    SessionKind,
    agency_among,
    agency_called,
    folded,
)
from jtai_cli.tables import Table, shown_value
from jtai_cli.wording import long_date, shown, unprintable

LAST_DAY = 60  # of a timetable or of fieldwork

_SUMMER_TIME = {3: "skip", 10: "show twice"}  # what clocks do from 1 to 2 on the last Sunday


def read_office_hours(top: Table) -> tuple[dt.time, dt.time] | None:
    """The hours written as ``office_hours = "08:30-17:30"``; None where they are not there."""
    if "office_hours" not in top.values:
        return None
    text = top.text_of("office_hours")
    found = re.fullmatch(r"\s*([^\s-]+)\s*(?:-|\u2013|to)\s*([^\s-]+)\s*", text)
    if found is None:
        raise top.error("office_hours", 'must be two times, as in "08:30-17:30"')
    first, last = (_time(top, "office_hours", each) for each in found.groups())
    if last <= first:
        raise top.error(
            "office_hours", "does not end after it begins. Write the earlier time first."
        )
    return first, last


def read_agencies(top: Table) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Under ``[agencies]``, by a step's id, the partners that do it."""
    if "agencies" not in top.values:
        return ()
    table = top.table("agencies")
    return tuple((key, _agencies(top, table, key)) for key in table.values)


def read_requests(top: Table) -> tuple[Request, ...]:
    """Every ``[[request]]``, in the order of the file."""
    taken: Counter[str] = Counter()
    found = []
    for table in top.tables("request"):
        table.refuse_unknown(("id", "item", "agency", "agencies", "asked", "due", "got"))
        item = table.text_of("item")
        agencies = _named(top, table) or partner_agencies(top)
        request = Request(
            _id(table, item, taken),
            item,
            agencies,
            asked=_day(table, "asked"),
            due=_day(table, "due"),
            got=_got(top, table, agencies),
        )
        found.append(request)
    return tuple(found)


def read_audits(top: Table) -> tuple[Audit, ...]:
    """Every ``[[audit]]``, in the order of the file. A case stands there once."""
    found: dict[str, Audit] = {}
    for table in top.tables("audit"):
        table.refuse_unknown(("case", "agency", "agencies", "asked", "due", "got", "moderated"))
        case = _case(table)
        if folded(case) in found:
            raise table.error("case", "stands twice. Write one [[audit]] for each case")
        agencies = _named(top, table) or partner_agencies(top, in_scope=True)
        moderated = table.values.get("moderated")
        found[folded(case)] = Audit(
            case,
            agencies,
            asked=_day(table, "asked"),
            due=_day(table, "due"),
            got=_got(top, table, agencies),
            moderated=None if moderated is None else date_in(table, "moderated", moderated),
        )
    return tuple(found.values())


def read_sessions(top: Table) -> tuple[Session, ...]:
    """Every ``[[session]]``, in the order of the file."""
    taken: Counter[str] = Counter()
    return tuple(_session(top, table, taken) for table in top.tables("session"))


def partner_agencies(top: Table, *, in_scope: bool = False) -> tuple[str, ...]:
    """The names of the partner agencies, each once; with ``in_scope`` less those that are not."""
    found: dict[str, str] = {}
    met: set[str] = set()
    for table in top.tables("partners"):
        agency = table.text_of("agency")
        found.setdefault(folded(agency), agency)
        if table.values.get("in_scope") is not False:
            met.add(folded(agency))
    return tuple(agency for key, agency in found.items() if key in met or not in_scope)


def _session(top: Table, table: Table, taken: Counter[str]) -> Session:
    table.refuse_unknown(("agency", *Session._fields))
    day = _day(table, "day", required=True)
    start, end = (_time(table, key, table.values.get(key)) for key in ("start", "end"))
    if end <= start:
        raise table.error("end", "is not after the start. Write the earlier time as start.")
    assert day is not None
    for key, time in (("start", start), ("end", end)):
        _refuse_clock_change(table, key, day, time)
    title = table.text_of("title")
    kinds = {
        "kind": table.choice("kind", SESSION_KINDS) if "kind" in table.values else "other",
        "mode": table.choice("mode", MODES) if "mode" in table.values else MODES[0],
    }
    return Session(
        _id(table, title, taken),
        day,
        start,
        end,
        title,
        kind=cast(SessionKind, kinds["kind"]),
        mode=cast(Mode, kinds["mode"]),
        place=table.optional_text("place"),
        link=table.optional_text("link"),
        agencies=_named(top, table),
        inspectorates=table.texts("inspectorates"),
        lead=table.optional_text("lead"),
    )


def _id(table: Table, title: str, taken: Counter[str]) -> str:
    """The id that is written, or else made of the title; of several alike the later get a number.

    It has no part of a date, so that a calendar's event stays the same when it moves.
    """
    if "id" in table.values:
        name = table.identifier(taken)
    else:
        words = re.findall(r"[a-z0-9]+", folded(title))
        name = plain = "-".join(words) or table.name
        while name in taken:
            taken[plain] += 1
            name = f"{plain}-{taken[plain]}"
    taken[name] += 1
    return name


def _named(top: Table, table: Table) -> tuple[str, ...]:
    """The partners under ``agencies``, or the one under ``agency``; none where neither is there."""
    if "agency" in table.values and "agencies" in table.values:
        raise table.error("agency", "stands beside agencies. Write them all under agencies.")
    key = "agency" if "agency" in table.values else "agencies"
    return _agencies(top, table, key) if key in table.values else ()


def _agencies(top: Table, table: Table, key: str) -> tuple[str, ...]:
    """The partners that a text, or a list of texts, names; each once."""
    value = table.values[key]
    names = (table.text_of(key),) if isinstance(value, str) else table.texts(key)
    known = partner_agencies(top)
    return tuple(dict.fromkeys(_agency(table, key, name, known) for name in names))


def _agency(table: Table, key: str, name: str, agencies: tuple[str, ...]) -> str:
    try:
        return agency_called(name, agencies)
    except JtaiError as error:
        raise table.error(key, str(error), name) from None


def _case(table: Table) -> str:
    """The reference of a case. Its errors do not repeat it."""
    case = table.values.get("case")
    if not isinstance(case, str) or not case.strip() or unprintable(case):
        reason = 'must be a reference on one line, as in case = "EX-01"'
        raise table.error("case", reason if "case" in table.values else f"is missing; it {reason}")
    return case.strip()


def _day(table: Table, key: str, *, required: bool = False) -> Day | None:
    """A date, or the number of a day; None where it is not there, unless it is required."""
    value = table.values.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return table.integer(key, least=1, most=LAST_DAY)
    if value is None and not required:
        return None
    if value is None:
        raise table.error(key, "is missing. Write the number of the day, as in day = 1, or a date.")
    if not isinstance(value, str | dt.date) or (
        isinstance(value, str) and value.strip().isdecimal()
    ):
        reason = f"must be a whole number without quotation marks, as in {key} = 1, or a date"
        raise table.error(key, reason)
    return date_in(table, key, value)


def _got(top: Table, table: Table, agencies: tuple[str, ...]) -> ByAgency:
    """When each agency supplied it: a date for all of them, or a date by agency."""
    value = table.values.get("got")
    if value is None:
        return ()
    if not isinstance(value, dict):
        day = date_in(table, "got", value)
        return tuple((agency, day) for agency in agencies or ("",))
    found: dict[str, dt.date] = {}
    for name, entry in value.items():
        try:
            agency = agency_among(name, agencies, partner_agencies(top))
        except JtaiError as error:
            raise table.error("got", str(error), name) from None
        if agency in found:
            raise table.error("got", "has an agency twice. Write one date for each", name)
        found[agency] = date_in(table, "got", entry)
    return tuple(found.items())


def _time(table: Table, key: str, value: Any) -> dt.time:
    """A time of TOML, or one typed as "09:30", "9.30" or "9:30". Raises BadValue."""
    if isinstance(value, dt.time) and not isinstance(value, dt.datetime):
        return value.replace(second=0, microsecond=0)
    found = re.fullmatch(
        r"\s*([0-9]{1,2})[:.]([0-9]{2})\s*", value if isinstance(value, str) else ""
    )
    if found and int(found[1]) < 24 and int(found[2]) < 60:
        return dt.time(int(found[1]), int(found[2]))
    if value is None:
        raise table.error(key, f'is missing. Write the time, as in {key} = "09:30".')
    said = shown(value) if isinstance(value, str) else shown_value(value)
    raise table.error(key, f'is no time of day: {said}. Write it as in "09:30", up to "23:59".')


def _refuse_clock_change(table: Table, key: str, day: Day, time: dt.time) -> None:
    """Raise BadValue for a time that London's clocks skip or show twice on a date."""
    if isinstance(day, int) or time.hour != 1 or day.month not in _SUMMER_TIME:
        return
    if day.weekday() == 6 and (day + dt.timedelta(days=7)).month != day.month:
        raise table.error(
            key,
            f"is an hour that the clocks {_SUMMER_TIME[day.month]} on {long_date(day)}. Write a "
            "time before 01:00 or from 02:00 on.",
        )
