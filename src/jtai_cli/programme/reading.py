"""What a programme's file and the rows of its lists mean. Errors name the file, the line or row."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from jtai_cli.days.periods import Span, weekdays
from jtai_cli.days.values import date_in
from jtai_cli.errors import BadValue, JtaiError, UnknownName
from jtai_cli.plan.inspection import Settings
from jtai_cli.plan.reading import read_closure, read_value
from jtai_cli.plan.work import folded
from jtai_cli.privacy import childs_number, safe
from jtai_cli.programme.model import Limit, Other, Rules, Team, Visit
from jtai_cli.tables import Table, parse, shown_value
from jtai_cli.wording import long_date, shown

KEYS = (
    *("start", "end", "areas", "others", "terms", "framework"),
    *("region", "bank_holidays", "working_days", "teams", "rules"),
)
COLUMNS = (
    *("reference", "area", "theme", "team", "fieldwork_start", "earliest", "latest"),
    *("fixed", "after", "terms", "notes"),
)
DATES = ("fieldwork_start", "earliest", "latest")
OTHERS = ("area", "name", "start", "end")
LONGEST = 3_700  # days of a programme, some ten years
LONGEST_OTHER = 366  # days of another inspection
MOST_WEIGHT = 100

AVOIDED = (*range(51, 54), *range(1, 4), *range(13, 17), 22, 23, *range(30, 37))


class ProgrammeFile(NamedTuple):
    """What a programme's file says; the names are those of other files, as written."""

    first: dt.date
    last: dt.date
    areas: str
    others: str | None
    terms: tuple[str, ...]
    framework: str | None
    settings: Settings
    teams: tuple[Team, ...]
    rules: Rules


def is_programme(text: str, file: str) -> bool:
    """Whether a TOML text is that of a programme, and not of an inspection."""
    return "areas" in parse(text, file).values


def read_programme_file(text: str, file: str) -> ProgrammeFile:
    """The programme that a TOML text describes. Raises BadValue with file, line and key."""
    top = parse(text, file)
    top.refuse_unknown(KEYS)
    first, last = (_date(top, key) for key in ("start", "end"))
    if last < first:
        raise top.error("end", f"{long_date(last)} is before start. Swap the two")
    if (last - first).days >= LONGEST:
        raise top.error("end", f"is more than {LONGEST:,} days after start. Check the two dates")
    days = {key: read_value(top, key) for key in ("region", "bank_holidays", "working_days")}
    return ProgrammeFile(
        first,
        last,
        top.text_of("areas"),
        top.optional_text("others"),
        _names(top, "terms"),
        top.optional_text("framework"),
        Settings(**{key: value for key, value in days.items() if value}),
        _teams(top, first, last),
        _rules(top),
    )


def _date(table: Table, key: str) -> dt.date:
    if key not in table.values:
        raise BadValue(f"the key {key} is missing. Add it.", where=table.where())
    return date_in(table, key, table.values[key])


def _names(top: Table, key: str) -> tuple[str, ...]:
    """One name, or a list of them; none where the key is not there."""
    if key not in top.values:
        return ()
    return (top.text_of(key),) if isinstance(top.values[key], str) else top.texts(key)


def _teams(top: Table, first: dt.date, last: dt.date) -> tuple[Team, ...]:
    found: dict[str, Team] = {}
    for table in top.tables("teams"):
        table.refuse_unknown(("name", "away"))
        name = table.text_of("name").strip()
        if name in found:
            raise table.error("name", f"{shown(name)} stands twice; every team has its own")
        if ";" in name:
            raise table.error("name", "holds a semicolon, which parts teams in the list")
        if what := childs_number(name):
            raise table.error("name", f"holds {what}, and every answer would show it")
        away = tuple(_away(table, entry) for entry in table.list_of("away"))
        whole = weekdays(Span(first, last, ""))
        if whole and all(any(span.covers(day) for span in away) for day in whole):
            raise table.error("away", f"{shown(name)} is away in all weeks. Take the team out")
        found[name] = Team(name, away)
    if not found:
        raise BadValue(
            'there is no team. Write [[teams]] and a line name = "North" below it.',
            where=top.where(),
        )
    return tuple(found.values())


def _away(table: Table, entry: object) -> Span:
    """Days on which a team is away: a date, or two with dots between them, both counted."""
    if not isinstance(entry, str):
        day = date_in(table, "away", entry)
        return Span(day, day, "away")
    try:
        return read_closure(entry)._replace(name="away")
    except JtaiError as error:
        raise table.error("away", str(error).replace("the closure", "the days"), entry) from None


# ----------------------------------------------------------------------------------------- rules


def _rules(top: Table) -> Rules:
    table = top.table("rules") if "rules" in top.values else Table({}, top.file, top.text, "rules")
    table.refuse_unknown((*Rules._fields[:7], "school_holidays", "batch"))
    weeks, weeks_limit = _avoided(table)
    at_once = _limit(table, "at_once_per_team", Limit(1), most=20)
    gap = _limit(table, "gap_per_team", Limit(5), least=0, most=60)
    in_area = _limit(table, "gap_in_area", Limit(182, 1), least=0, most=1830, is_time=True)
    assert at_once and gap and in_area
    return Rules(
        at_once,
        gap,
        in_area,
        _limit(table, "days_between_starts", Limit(14, 1), most=366, may_be_off=True),
        _limit(table, "reports_per_week", Limit(2), most=50, may_be_off=True),
        dict(_inspectorates(table)),
        weeks,
        weeks_limit,
        _school_holidays(table),
        _limit(table, "batch", Limit(6, 1), most=500, may_be_off=True),
    )


def _limit(
    table: Table,
    key: str,
    default: Limit | None,
    *,
    least: int = 1,
    most: int,
    may_be_off: bool = False,
    is_time: bool = False,
) -> Limit | None:
    """A rule or a preference: a number, a table that says what is preferred, or false for none."""
    value = table.values.get(key)
    if value is None:
        return default
    if value is False and may_be_off:
        return None
    part, weight = _preferred(table, key)
    if is_time:
        return Limit(_days(part, key, most), weight)
    return Limit(part.integer(key, least=least, most=most), weight)


def _preferred(table: Table, key: str) -> tuple[Table, int | None]:
    """A table in which the value of a rule stands under its key, and its weight.

    The weight is None for a rule, and 1 for a preference that has none.
    """
    value = table.values[key]
    if not isinstance(value, dict):
        return table, None
    if "prefer" not in value or set(value) - {"prefer", "weight"}:
        raise table.error(key, "must be written as { prefer = 2, weight = 3 }")
    weight = value.get("weight", 1)
    if type(weight) is not int or not 1 <= weight <= MOST_WEIGHT:
        most = f"a whole number from 1 to {MOST_WEIGHT}"
        raise table.error(key, f"weight must be {most}, and is {shown_value(weight)}")
    part = Table({key: value["prefer"]}, table.file, table.text, table.name, table.index)
    part.known = table.known
    return part, weight


def _days(table: Table, key: str, most: int) -> int:
    """A time written as "12 weeks" or "84 days", in days."""
    text = table.text_of(key)
    found = re.fullmatch(r"\s*([0-9]{1,4})\s*(days?|weeks?)\s*", text)
    days = int(found[1]) * (7 if found[2].startswith("week") else 1) if found else most + 1
    if days > most:
        raise table.error(key, f'must be a time such as "12 weeks", and is {shown(text)}')
    return days


def _inspectorates(table: Table) -> Iterator[tuple[str, Limit]]:
    key = "at_once_per_inspectorate"
    if key not in table.values:
        return
    limits = table.table(key)
    for name in limits.values:
        limit = _limit(limits, name, None, most=20)
        assert limit
        yield name, limit


def _avoided(table: Table) -> tuple[tuple[int, ...], Limit]:
    key = "avoid_weeks"
    if key not in table.values:
        return AVOIDED, Limit(1, 1)
    part, weight = _preferred(table, key)
    weeks = part.list_of(key)
    if not all(type(week) is int and 1 <= week <= 53 for week in weeks):
        raise table.error(key, "must be a list of ISO weeks from 1 to 53, such as [31, 32]")
    return tuple(weeks), Limit(1, weight)


def _school_holidays(table: Table) -> Limit:
    key = "school_holidays"
    if key not in table.values:
        return Limit(1, 1)
    part, weight = _preferred(table, key)
    return Limit(int(part.yes_or_no(key)), weight)


# ------------------------------------------------------------------------------------------ rows


def read_visit(values: Mapping[str, str], file: str, row: int, teams: Collection[str]) -> Visit:
    """The visit in a row of the list. Columns that are not ours are kept as they are."""
    given: dict[str, Any] = {key: cell for key, cell in values.items() if cell and key in COLUMNS}
    table = Table(given, file, row=row)
    table.refuse_unknown(COLUMNS)
    start, earliest, latest = (
        date_in(table, key, given[key]) if key in given else None for key in DATES
    )
    if earliest and latest and latest < earliest:
        raise table.error("latest", f"{long_date(latest)} is before earliest. Swap the two")
    if ";" in given.get("reference", ""):
        raise table.error("reference", "holds a semicolon, which parts references in 'after'")
    is_fixed = table.yes_or_no("fixed")
    if is_fixed and start is None:
        raise table.error("fixed", "is yes, and fieldwork_start is empty. Type the date there")
    return Visit(
        reference=table.text_of("reference"),
        area=table.text_of("area"),
        row=row,
        theme=table.optional_text("theme"),
        teams=tuple(_team(table, name, teams) for name in _parts(given.get("team"))),
        start=start,
        earliest=earliest,
        latest=latest,
        fixed=is_fixed,
        after=tuple(_parts(given.get("after"))),
        terms=tuple(_parts(given.get("terms"))),
        notes=given.get("notes", ""),
        more=tuple((key, cell) for key, cell in values.items() if key not in COLUMNS),
    )


def _parts(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split(";") if part.strip()]


def _team(table: Table, name: str, teams: Collection[str]) -> str:
    """The name of a team as its file has it. Raises BadValue for one that is not there."""
    known = {each.casefold(): each for each in teams}
    if name.casefold() not in known:
        raise BadValue(
            str(UnknownName("team called", safe(name), teams)), where=table.where("team")
        )
    return known[name.casefold()]


def check_visits(visits: Sequence[Visit], file: str) -> None:
    """Raise BadValue for a reference that stands twice, one in ``after`` that is not there, or
    rows that come after each other in a circle.
    """
    by_letters: dict[str, Visit] = {}
    for visit in visits:
        before = by_letters.setdefault(folded(visit.reference), visit)
        if before is not visit:
            is_same = before.reference == visit.reference
            but = "" if is_same else ", but for capitals or blanks"
            reason = f"it is that of row {before.row} too{but}. Give it one of its own."
            raise BadValue(reason, where=f"{file}, row {visit.row}: reference")
    rows = {visit.reference: visit for visit in visits}
    known = [name for name in rows if safe(name) == name]
    for visit in visits:
        for name in visit.after:
            if name not in rows:
                unknown = str(UnknownName("reference", safe(name), known))
                raise BadValue(unknown, where=f"{file}, row {visit.row}: after")
    after = {visit.reference: list(visit.after) for visit in visits}
    while free := [name for name, others in after.items() if not others]:
        for name in free:
            del after[name]
        after = {name: [e for e in others if e in after] for name, others in after.items()}
    if after:
        first = rows[next(iter(after))]
        name = shown(safe(first.reference))
        raise BadValue(
            f"{name} comes after itself, by way of other rows. Take one out.",
            where=f"{file}, row {first.row}: after",
        )


def read_other(values: Mapping[str, str], file: str, row: int) -> Other:
    """Another inspection of an area, in a row of its list."""
    table = Table({key: cell for key, cell in values.items() if cell}, file, row=row)
    table.refuse_unknown(OTHERS)
    name, first = table.text_of("name", "another inspection"), _date(table, "start")
    last = _date(table, "end") if "end" in table.values else first
    if last < first:
        raise table.error("end", f"{long_date(last)} is before start. Swap the two")
    if (last - first).days >= LONGEST_OTHER:
        raise table.error("end", f"is more than {LONGEST_OTHER} days after start. Check both")
    return Other(table.text_of("area"), Span(first, last, name))
