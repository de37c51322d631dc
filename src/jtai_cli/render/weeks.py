"""The possible weeks of fieldwork, and what speaks against each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jtai_cli.days.bank_holidays import REGIONS
from jtai_cli.days.periods import Span
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.judge.weeks import UNKNOWN, VERDICTS, FieldworkWeek, Verdict, Weeks
from jtai_cli.render.deadlines import (
    coverage,
    election_object,
    fieldwork_object,
    likely_cells,
    likely_days,
    likely_means,
    report_likely_object,
)
from jtai_cli.render.page import Grid, Lines, Page, Row, RowKind
from jtai_cli.render.parts import Object, Rows, picked, table
from jtai_cli.render.shared import Warnings, framework_object, warning_keys
from jtai_cli.rules.model import Framework
from jtai_cli.wording import count_of, listed, short_date, short_span

_KINDS: dict[Verdict, RowKind] = {"clear": "", "tight": "", "avoid": "avoid"}


NO_TERMS = "School holidays were not looked at: name a file of them with --terms."
_HOW_RANKED = (
    "Best first: the fewest reasons to avoid a week, then the fewest that make it tight, both "
    "counted beside the verdict, then the earliest. Last come weeks whose notification is past."
)


def weeks_page(found: Weeks) -> Page:
    """A row a week: its dates, the verdict, and why."""
    what = "Best weeks" if found.ranked else "Weeks"
    title = (
        f"{what} of fieldwork, {short_span(found.first, found.last)} "
        f"({listed(each.id for each in found.frameworks)}, "
        f"working days of {REGIONS[found.calendar.region]})"
    )
    columns = ("Fieldwork", "Verdict", "Notification", "Report", "Likely", "Statement", "Why")
    before = (None, *(week.framework for week in found.weeks))
    rows = tuple(
        _week_row(week, earlier, found.ranked)
        for week, earlier in zip(found.weeks, before, strict=False)
    )
    counts = found.counts
    meaning = dict.fromkeys(line for week in found.weeks for line in likely_means(week.report))
    said = listed(f"{counts[verdict]} {verdict}" for verdict in VERDICTS)
    right = coverage(week.report for week in found.weeks)
    how = _HOW_RANKED if found.ranked else ""
    total = count_of(sum(counts.values()), "week")
    lines = (f"{total}: {said}.", how, *_schools(found), *meaning, right)
    return (
        Grid(title, columns, rows, foldable=(2, 3, 4, 5)),
        Lines("", tuple(filter(None, lines))),
    )


def _schools(found: Weeks) -> Iterator[str]:
    """What has to be said of school holidays that were not known."""
    if found.schools is None:
        yield NO_TERMS
    elif any(reason.code == UNKNOWN for week in found.weeks for reason in week.reasons):
        yield (
            "Of some weeks it is not known from --terms whether schools are open. None of them is "
            "called clear: add the dates that are missing."
        )


def _week_row(week: FieldworkWeek, before: Framework | None, ranked: bool) -> Row:
    """A week; where its framework is not that of the row before it says so."""
    cells = (
        short_span(week.fieldwork.start, week.fieldwork.end),
        verdict_words(week, ranked),
        short_date(week.notification),
        short_date(week.report.due),
        likely_days(week.report),
        short_date(week.statement.due),
        why(week),
    )
    changed = before not in (None, week.framework)
    rules = f"From here on under {week.framework.id}." if changed else ""
    return Row(cells, detail=rules, kind=_KINDS[week.verdict])


def verdict_words(week: FieldworkWeek, ranked: bool) -> str:
    """The verdict, in capitals so that it is not told by colour alone.

    In a ranking, by how many reasons: by that it has its place.
    """
    words: dict[Verdict, str] = {"avoid": "AVOID", "tight": "tight"}
    if not ranked:
        return words.get(week.verdict, week.verdict)
    said = (f"{word} {week.against[each]}" for each, word in words.items() if week.against[each])
    return ", ".join(said) or week.verdict


def why(week: FieldworkWeek) -> str:
    """What speaks against a week."""
    return "; ".join(reason.message for reason in week.reasons) or "Nothing speaks against it"


def weeks_object(found: Weeks, *, warnings: Warnings) -> Object:
    """The weeks (schema ``jtai.weeks/1``). ``framework`` is null where they have several.

    ``counts`` are of the whole range; where ``ranked``, ``weeks`` are the best, best first.
    """
    frameworks = list(map(framework_object, found.frameworks))
    return {
        "schema": "jtai.weeks/1",
        "framework": frameworks[0] if len(frameworks) == 1 else None,
        "frameworks": frameworks,
        "region": found.calendar.region,
        "start": found.first,
        "end": found.last,
        "weeks": list(map(_week_object, found.weeks)),
        "counts": found.counts,
        "ranked": found.ranked,
        **warning_keys(warnings),
    }


def _week_object(week: FieldworkWeek) -> Object:
    return {
        "framework": week.framework.id,
        "fieldwork": fieldwork_object(week.fieldwork),
        "notification": week.notification,
        "report_due": week.report.due,
        "report_likely": report_likely_object(week.report),
        "statement_due": week.statement.due,
        "bank_holidays": [day._asdict() for day in week.bank_holidays],
        "closures": [day._asdict() for day in week.closures],
        "school_holidays": spans_object(week.school_holidays),
        "others": spans_object(week.others),
        "election": election_object(week.election),
        "verdict": week.verdict,
        "reasons": reasons_object(week),
    }


def reasons_object(week: FieldworkWeek) -> list[Object]:
    """What speaks against a week, in the order in which it is said."""
    return [picked(reason, "code", "verdict", "message") for reason in week.reasons]


def spans_object(spans: Iterable[Span]) -> list[Object]:
    """Spans of days, both ends counted."""
    return [{"name": span.name, "start": span.first, "end": span.last} for span in spans]


def weeks_rows(found: Weeks) -> Rows:
    """A row a week."""
    return table(
        {
            "fieldwork_start": week.fieldwork.start,
            "fieldwork_end": week.fieldwork.end,
            "notification": week.notification,
            "report_due": week.report.due,
            "statement_due": week.statement.due,
            "verdict": week.verdict,
            "reasons": [reason.code for reason in week.reasons],
            "bank_holidays": _names(week.bank_holidays),
            "closures": _names(week.closures),
            "school_holidays": _names(week.school_holidays),
            "others": _names(week.others),
            "election": week.election.election.name if week.election else None,
            "why": why(week),
            "framework": week.framework.id,
            **likely_cells(week.report, week.statement),
        }
        for week in found.weeks
    )


def _names(days: Iterable[NamedDay | Span]) -> list[str]:
    return [day.name for day in days]
