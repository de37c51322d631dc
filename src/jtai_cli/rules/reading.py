"""From the TOML text of a framework to a validated :class:`Framework`, ours and users' alike."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from typing import cast

from jtai_cli.rules import model
from jtai_cli.rules.model import BLOCK, DEADLINE_IDS, Source
from jtai_cli.tables import Table, parse, shown_value
from jtai_cli.wording import listed, shown

_LONGEST_NOTICE = 60  # working days
_LONGEST_PERIOD = 500  # days
_MOST_CASES = 100
_SINCE = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?")

# By the header of a table, "" for the top: most are the fields of the record that it becomes.
_KEYS: dict[str, tuple[str, ...]] = {
    "": (
        *("id", "title", "short", "from", "until", "note", "source", "fieldwork_days"),
        *("notice", "report", "statement", "cases", "step", "observed", "theme", "sources"),
    ),
    "sources": ("id", "title", "url"),
    "notice": ("from", "working_days", "source", "note"),
    "report": model.DeadlineRule._fields,
    "statement": model.DeadlineRule._fields,
    "cases": model.CaseRule._fields,
    "step": model.Step._fields,
    "observed": model.Observed._fields,
    "theme": ("id", "title", "from", "inspectorates", "source", "note"),
}

_Sources = Mapping[str, Source]


def read_framework(text: str, file: str) -> model.Framework:
    """The framework that a TOML text describes. Raises BadValue with file, line and key."""
    top = _known(parse(text, file))
    sources = read_sources(top)
    notices = _notices(top, sources)
    weeks = model.notice_weeks(notices) + 1
    steps = _steps(top, sources, weeks)
    since = _since(top, "from")
    until = _since(top, "until") if "until" in top.values else None
    if until is not None and until.last_day < since.first_day:
        raise top.error("until", f"must not be before from, which is {since.text}")
    return model.Framework(
        id=top.identifier(),
        title=top.text_of("title"),
        short=top.text_of("short", top.text_of("title")),
        since=since,
        until=until,
        note=top.optional_text("note"),
        source=_source(top, sources),
        fieldwork_days=top.integer("fieldwork_days", least=1, most=model.LONGEST_FIELDWORK),
        notices=notices,
        steps=steps,
        report=_deadline(top.table("report"), sources),
        statement=_deadline(top.table("statement"), sources),
        cases=_cases(top.table("cases"), sources) if "cases" in top.values else None,
        observed=_observed(top, sources, [*DEADLINE_IDS, *(step.id for step in steps)]),
        themes=_themes(top, sources),
        sources=tuple(sources.values()),
    )


def _known(table: Table) -> Table:
    """The table. Raises BadValue for a key that it does not have in a framework."""
    table.refuse_unknown(_KEYS[table.name])
    return table


def _with_ids(top: Table, key: str, taken: Collection[str] = ()) -> Iterator[tuple[str, Table]]:
    """The tables ``[[key]]``, each with its id, which no other has and which is not ``taken``."""
    ids = set(taken)
    for table in top.tables(key):
        name = _known(table).identifier(ids)
        ids.add(name)
        yield name, table


def read_sources(top: Table) -> dict[str, Source]:
    """The ``[[sources]]`` of a file by their ids, each with the mark that tables print."""
    found = {
        name: Source(name, _mark(index), table.text_of("title"), table.optional_text("url"))
        for index, (name, table) in enumerate(_with_ids(top, "sources"))
    }
    if not found:
        raise top.error("sources", "there must be at least one [[sources]]: every rule is cited")
    return found


def _notices(top: Table, sources: _Sources) -> tuple[model.NoticePeriod, ...]:
    found: list[model.NoticePeriod] = []
    for table in top.tables("notice"):
        period = model.NoticePeriod(
            since=_since(_known(table), "from"),
            working_days=table.integer("working_days", least=1, most=_LONGEST_NOTICE),
            source=_source(table, sources),
            note=table.optional_text("note"),
        )
        if found and period.since.first_day <= found[-1].since.first_day:
            raise table.error("from", "must be later than in the [[notice]] before it")
        found.append(period)
    if not found:
        raise top.error("notice", "there must be at least one [[notice]]")
    return tuple(found)


def _steps(top: Table, sources: _Sources, weeks: int) -> tuple[model.Step, ...]:
    return tuple(
        model.Step(
            id=name,
            title=table.text_of("title"),
            detail=table.optional_text("detail"),
            week=table.integer("week", least=1, most=weeks),
            days=_days(table),
            who=_who(table),
            timing=cast(model.Timing, table.choice("timing", ("required", "suggested"))),
            source=_source(table, sources),
            actual=_actual(table),
        )
        for name, table in _with_ids(top, "step", DEADLINE_IDS)
    )


def _deadline(table: Table, sources: _Sources) -> model.DeadlineRule:
    return model.DeadlineRule(
        title=_known(table).text_of("title"),
        detail=table.optional_text("detail"),
        condition=table.optional_text("condition"),
        days=table.integer("days", least=1, most=_LONGEST_PERIOD),
        basis=cast(model.Basis, table.choice("basis", model.BASES)),
        who=_who(table),
        owner=table.text_of("owner"),
        source=_source(table, sources),
        why=table.optional_text("why"),
    )


def _cases(table: Table, sources: _Sources) -> model.CaseRule:
    least = _known(table).integer("least", least=1, most=_MOST_CASES)
    return model.CaseRule(least, _source(table, sources))


def _observed(top: Table, sources: _Sources, taken: list[str]) -> tuple[model.Observed, ...]:
    return tuple(
        model.Observed(
            id=name,
            title=table.text_of("title"),
            detail=table.optional_text("detail"),
            after_fieldwork_end=table.integer("after_fieldwork_end", least=1, most=_LONGEST_PERIOD),
            who=_who(table),
            source=_source(table, sources),
            actual=_actual(table),
        )
        for name, table in _with_ids(top, "observed", taken)
    )


def _themes(top: Table, sources: _Sources) -> tuple[model.Theme, ...]:
    return tuple(
        model.Theme(
            id=name,
            title=table.text_of("title"),
            since=_since(table, "from"),
            inspectorates=_texts(table, "inspectorates"),
            source=_source(table, sources),
            note=table.optional_text("note"),
        )
        for name, table in _with_ids(top, "theme")
    )


def _source(table: Table, sources: _Sources) -> Source:
    name = table.text_of("source")
    if name not in sources:
        names = listed(sources, "or")
        raise table.error(
            "source", f"must be the id of a [[sources]] ({names}), and is {shown(name)}"
        )
    return sources[name]


def _since(table: Table, key: str) -> model.Since:
    value = table.values.get(key)
    text = value.isoformat() if isinstance(value, dt.date) else table.text_of(key)
    try:
        if _SINCE.fullmatch(text):
            since = model.Since(text)
            since.first_day  # noqa: B018 - raises ValueError for a day that its month does not have
            return since
    except ValueError:
        pass
    raise table.error(
        key, f"must be a date such as 2022-03-28 or a month such as 2022-03, and is {shown(text)}"
    )


def _days(table: Table) -> tuple[int, int]:
    days = table.list_of("days", required=True)
    whole = all(type(day) is int and 1 <= day <= BLOCK for day in days)
    if len(days) != 2 or not whole or days[0] > days[1]:
        raise table.error(
            "days",
            f"must be the first and last day in the week, from 1 to {BLOCK}, as in [2, {BLOCK}], "
            f"and is {shown_value(days)}",
        )
    return days[0], days[1]


def _who(table: Table) -> tuple[model.Who, ...]:
    who = _texts(table, "who")
    if len(set(who)) != len(who) or not set(who) <= set(model.WHO):
        raise table.error(
            "who", f"must hold {listed(model.WHO, 'or')} or both, and is {listed(who)}"
        )
    return cast(tuple[model.Who, ...], who)


def _actual(table: Table) -> model.Actual | None:
    given = "actual" in table.values
    return cast(model.Actual, table.choice("actual", model.ACTUALS)) if given else None


def _texts(table: Table, key: str) -> tuple[str, ...]:
    table.list_of(key, required=True)
    texts = table.texts(key)
    if not texts:
        raise table.error(key, 'must be a list of texts, such as ["Ofsted"], and is []')
    return texts


def _mark(index: int) -> str:
    """A, B, ... Z, AA, AB ... for the marks beside the rules.

    >>> _mark(0), _mark(25), _mark(26)
    ('A', 'Z', 'AA')
    """
    first, last = divmod(index, 26)
    return (_mark(first - 1) if first else "") + chr(ord("A") + last)
