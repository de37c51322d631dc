"""From the TOML text of a framework to a validated :class:`Framework`, ours and users' alike.

The table of elections is read here too.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import cast

from jtai_cli.rules.model import (
    ACTUALS,
    BASES,
    BLOCK,
    DEADLINE_IDS,
    LONGEST_FIELDWORK,
    WHO,
    Actual,
    Basis,
    CaseRule,
    DeadlineRule,
    Election,
    ElectionTable,
    Framework,
    NoticePeriod,
    Observed,
    Pause,
    Since,
    Source,
    Step,
    Theme,
    Timing,
    Who,
    notice_weeks,
)
from jtai_cli.tables import Table, parse, shown_value
from jtai_cli.wording import listed, shown

_LONGEST_NOTICE = 60  # working days
_LONGEST_PERIOD = 500  # days
_LONGEST_PAUSE = 250  # days
_MOST_CASES = 100
_SINCE = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?")

_KEYS = (
    "id",
    "title",
    "short",
    "from",
    "until",
    "note",
    "source",
    "fieldwork_days",
    "notice",
    "report",
    "statement",
    "cases",
    "step",
    "observed",
    "theme",
    "sources",
)

_Sources = dict[str, Source]


def read_framework(text: str, file: str) -> Framework:
    """The framework that a TOML text describes. Raises BadValue with file, line and key."""
    top = parse(text, file)
    top.refuse_unknown(_KEYS)
    sources = read_sources(top)
    notices = _notices(top, sources)
    weeks = notice_weeks(max(period.working_days for period in notices)) + 1
    steps = _steps(top, sources, weeks)
    since = _since(top, "from")
    until = _since(top, "until") if "until" in top.values else None
    if until is not None and until.last_day < since.first_day:
        raise top.error("until", f"must not be before from, which is {since.text}")
    return Framework(
        id=top.identifier(),
        title=top.text_of("title"),
        short=top.text_of("short", top.text_of("title")),
        since=since,
        until=until,
        note=top.optional_text("note"),
        source=_source(top, sources),
        fieldwork_days=top.integer("fieldwork_days", least=1, most=LONGEST_FIELDWORK),
        notices=notices,
        steps=steps,
        report=_deadline(top.table("report"), sources),
        statement=_deadline(top.table("statement"), sources),
        cases=_cases(top, sources),
        observed=_observed(top, sources, {step.id for step in steps}),
        themes=_themes(top, sources),
        sources=tuple(sources.values()),
    )


def read_elections(text: str, file: str) -> ElectionTable:
    """The table of elections that a TOML text holds. Raises BadValue with file, line and key."""
    top = parse(text, file)
    sources = read_sources(top)
    pause = top.table("pause")
    return ElectionTable(
        Pause(
            pause.integer("working_days_before", least=1, most=_LONGEST_PAUSE),
            pause.integer("days_after", least=0, most=_LONGEST_PAUSE),
            sources[pause.text_of("source")],
        ),
        tuple(
            Election(
                date=row.values["date"],
                name=row.text_of("name"),
                source=sources[row.text_of("source")],
                announced=row.values.get("announced"),
                moved=row.values.get("moved"),
            )
            for row in top.tables("election")
        ),
    )


def read_sources(top: Table) -> dict[str, Source]:
    """The ``[[sources]]`` of a file by their ids, each with the mark that tables print."""
    found: _Sources = {}
    for table in top.tables("sources"):
        table.refuse_unknown(("id", "title", "url"))
        name = table.identifier(found)
        key = _letters(len(found))
        found[name] = Source(name, key, table.text_of("title"), table.optional_text("url"))
    if not found:
        raise top.error("sources", "there must be at least one [[sources]]: every rule is cited")
    return found


def _notices(top: Table, sources: _Sources) -> tuple[NoticePeriod, ...]:
    found: list[NoticePeriod] = []
    for table in top.tables("notice"):
        table.refuse_unknown(("from", "working_days", "source", "note"))
        period = NoticePeriod(
            since=_since(table, "from"),
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


def _steps(top: Table, sources: _Sources, weeks: int) -> tuple[Step, ...]:
    found: dict[str, Step] = {}
    for table in top.tables("step"):
        table.refuse_unknown(
            ("id", "title", "detail", "week", "days", "who", "timing", "actual", "source")
        )
        name = table.identifier({*DEADLINE_IDS, *found})
        found[name] = Step(
            id=name,
            title=table.text_of("title"),
            detail=table.optional_text("detail"),
            week=table.integer("week", least=1, most=weeks),
            days=_days(table),
            who=_who(table),
            timing=cast(Timing, table.choice("timing", ("required", "suggested"))),
            source=_source(table, sources),
            actual=_actual(table),
        )
    return tuple(found.values())


def _deadline(table: Table, sources: _Sources) -> DeadlineRule:
    table.refuse_unknown(
        ("title", "detail", "condition", "days", "basis", "who", "owner", "source", "why")
    )
    return DeadlineRule(
        title=table.text_of("title"),
        detail=table.optional_text("detail"),
        condition=table.optional_text("condition"),
        days=table.integer("days", least=1, most=_LONGEST_PERIOD),
        basis=cast(Basis, table.choice("basis", BASES)),
        who=_who(table),
        owner=table.text_of("owner"),
        source=_source(table, sources),
        why=table.optional_text("why"),
    )


def _cases(top: Table, sources: _Sources) -> CaseRule | None:
    if "cases" not in top.values:
        return None
    table = top.table("cases")
    table.refuse_unknown(("least", "source"))
    return CaseRule(table.integer("least", least=1, most=_MOST_CASES), _source(table, sources))


def _observed(top: Table, sources: _Sources, taken: set[str]) -> tuple[Observed, ...]:
    found: dict[str, Observed] = {}
    for table in top.tables("observed"):
        table.refuse_unknown(
            ("id", "title", "detail", "after_fieldwork_end", "who", "actual", "source")
        )
        name = table.identifier({*DEADLINE_IDS, *taken, *found})
        found[name] = Observed(
            id=name,
            title=table.text_of("title"),
            detail=table.optional_text("detail"),
            after_fieldwork_end=table.integer("after_fieldwork_end", least=1, most=_LONGEST_PERIOD),
            who=_who(table),
            source=_source(table, sources),
            actual=_actual(table),
        )
    return tuple(found.values())


def _themes(top: Table, sources: _Sources) -> tuple[Theme, ...]:
    found: dict[str, Theme] = {}
    for table in top.tables("theme"):
        table.refuse_unknown(("id", "title", "from", "inspectorates", "source", "note"))
        name = table.identifier(found)
        found[name] = Theme(
            id=name,
            title=table.text_of("title"),
            since=_since(table, "from"),
            inspectorates=_texts(table, "inspectorates"),
            source=_source(table, sources),
            note=table.optional_text("note"),
        )
    return tuple(found.values())


def _source(table: Table, sources: _Sources) -> Source:
    name = table.text_of("source")
    if name not in sources:
        raise table.error(
            "source",
            f"must be the id of a [[sources]] ({listed(sources, 'or')}), and is {shown(name)}",
        )
    return sources[name]


def _since(table: Table, key: str) -> Since:
    value = table.values.get(key)
    text = value.isoformat() if isinstance(value, dt.date) else table.text_of(key)
    try:
        if _SINCE.fullmatch(text):
            Since(text).first_day  # noqa: B018 - for the days that a month does not have
            return Since(text)
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


def _who(table: Table) -> tuple[Who, ...]:
    who = _texts(table, "who")
    if len(set(who)) != len(who) or not set(who) <= set(WHO):
        raise table.error("who", f"must hold {listed(WHO, 'or')} or both, and is {listed(who)}")
    return cast(tuple[Who, ...], who)


def _actual(table: Table) -> Actual | None:
    given = "actual" in table.values
    return cast(Actual, table.choice("actual", ACTUALS)) if given else None


def _texts(table: Table, key: str) -> tuple[str, ...]:
    table.list_of(key, required=True)
    texts = table.texts(key)
    if not texts:
        raise table.error(key, 'must be a list of texts, such as ["Ofsted"], and is []')
    return texts


def _letters(index: int) -> str:
    """A, B, ... Z, AA, AB ... for the marks beside the rules.

    >>> _letters(0), _letters(25), _letters(26)
    ('A', 'Z', 'AA')
    """
    first, last = divmod(index, 26)
    return (_letters(first - 1) if first else "") + chr(ord("A") + last)
