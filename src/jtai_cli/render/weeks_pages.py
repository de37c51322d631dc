"""The possible weeks of fieldwork, for people, as JSON and as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from jtai_cli.days.bank_holidays import REGIONS
from jtai_cli.days.periods import Span
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.plan.weeks import VERDICTS, FieldworkWeek, Verdict, Weeks
from jtai_cli.render.document import Grid, Lines, Page, Row, RowKind
from jtai_cli.render.to_csv import rows_csv
from jtai_cli.render.to_json import (
    dumps,
    election_object,
    fieldwork_object,
    framework_object,
    warning_objects,
)
from jtai_cli.wording import count_of, listed, long_date, short_date, short_span

COLUMNS = (
    "fieldwork_start",
    "fieldwork_end",
    "notification",
    "report_due",
    "statement_due",
    "verdict",
    "reasons",
    "bank_holidays",
    "closures",
    "school_holidays",
    "others",
    "election",
)
_KINDS: dict[Verdict, RowKind] = {"clear": "step", "tight": "", "avoid": "quiet"}


def weeks_page(found: Weeks) -> Page:
    """A row a week: its dates, the verdict, and why."""
    title = (
        f"Weeks of fieldwork, {short_span(found.first, found.last)} ({found.framework.id}, "
        f"working days of {REGIONS[found.calendar.region]})"
    )
    columns = ("Fieldwork", "Verdict", "Notification", "Report", "Statement", "Why")
    rows = tuple(map(_row, found.weeks))
    counts = _counts(found)
    said = listed(f"{counts[verdict]} {verdict}" for verdict in VERDICTS)
    return (
        Grid(title, columns, rows, foldable=(2, 3, 4)),
        Lines("", (f"{count_of(len(rows), 'week')}: {said}.", *_schools(found))),
    )


def _schools(found: Weeks) -> Iterator[str]:
    """What has to be said of school holidays that were not known."""
    until = found.schools_until
    if until is None:
        yield "School holidays were not looked at: name a file of them with --terms."
    elif until < found.weeks[-1].fieldwork.end:
        yield (
            f"School holidays are known to {long_date(until)} only: the weeks after that were "
            "judged without them."
        )


def _row(week: FieldworkWeek) -> Row:
    return Row(
        (
            short_span(week.fieldwork.start, week.fieldwork.end),
            week.verdict,
            short_date(week.notification),
            short_date(week.report.due),
            short_date(week.statement.due),
            "; ".join(reason.message for reason in week.reasons) or "Nothing speaks against it",
        ),
        kind=_KINDS[week.verdict],
    )


def _counts(found: Weeks) -> dict[Verdict, int]:
    verdicts = [week.verdict for week in found.weeks]
    return {verdict: verdicts.count(verdict) for verdict in VERDICTS}


def weeks_json(found: Weeks) -> str:
    """The weeks (schema ``jtai.weeks/1``)."""
    return dumps(
        {
            "schema": "jtai.weeks/1",
            "framework": framework_object(found.framework),
            "region": found.calendar.region,
            "from": found.first.isoformat(),
            "to": found.last.isoformat(),
            "weeks": [_week(week) for week in found.weeks],
            "counts": _counts(found),
            "warnings": warning_objects(found.warnings),
        }
    )


def _week(week: FieldworkWeek) -> dict[str, Any]:
    return {
        "fieldwork": fieldwork_object(week.fieldwork),
        "notification": week.notification.isoformat(),
        "report_due": week.report.due.isoformat(),
        "statement_due": week.statement.due.isoformat(),
        "bank_holidays": _days(week.bank_holidays),
        "closures": _days(week.closures),
        "school_holidays": _spans(week.school_holidays),
        "others": _spans(week.others),
        "election": election_object(week.election),
        "verdict": week.verdict,
        "reasons": [
            {"code": reason.code, "verdict": reason.verdict, "message": reason.message}
            for reason in week.reasons
        ],
    }


def _days(days: Iterable[NamedDay]) -> list[dict[str, str]]:
    return [{"date": day.isoformat(), "name": name} for day, name in days]


def _spans(spans: Iterable[Span]) -> list[dict[str, str]]:
    return [
        {"name": span.name, "from": span.first.isoformat(), "to": span.last.isoformat()}
        for span in spans
    ]


def weeks_csv(found: Weeks) -> str:
    """The weeks, a row each; several names or codes in a cell part at ``;``."""
    return rows_csv(COLUMNS, map(_csv_row, found.weeks))


def _csv_row(week: FieldworkWeek) -> tuple[object, ...]:
    return (
        week.fieldwork.start,
        week.fieldwork.end,
        week.notification,
        week.report.due,
        week.statement.due,
        week.verdict,
        "; ".join(reason.code for reason in week.reasons),
        "; ".join(name for _, name in week.bank_holidays),
        "; ".join(name for _, name in week.closures),
        "; ".join(span.name for span in week.school_holidays),
        "; ".join(span.name for span in week.others),
        week.election.election.name if week.election else None,
    )
