"""The possible weeks of fieldwork, and what speaks against each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jtai_cli.days.bank_holidays import REGIONS
from jtai_cli.days.periods import Span
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.judge.weeks import UNKNOWN, VERDICTS, FieldworkWeek, Verdict, Weeks
from jtai_cli.render.deadlines import election_object, fieldwork_object
from jtai_cli.render.page import Grid, Lines, Page, Row, RowKind
from jtai_cli.render.parts import Object, Rows, picked, table
from jtai_cli.render.shared import Warnings, framework_object, warning_keys
from jtai_cli.wording import count_of, listed, short_date, short_span

_KINDS: dict[Verdict, RowKind] = {"clear": "step", "tight": "", "avoid": "quiet"}


def weeks_page(found: Weeks) -> Page:
    """A row a week: its dates, the verdict, and why."""
    title = (
        f"Weeks of fieldwork, {short_span(found.first, found.last)} ({found.framework.id}, "
        f"working days of {REGIONS[found.calendar.region]})"
    )
    columns = ("Fieldwork", "Verdict", "Notification", "Report", "Statement", "Why")
    rows = tuple(map(_week_row, found.weeks))
    counts = _counts(found)
    said = listed(f"{counts[verdict]} {verdict}" for verdict in VERDICTS)
    return (
        Grid(title, columns, rows, foldable=(2, 3, 4)),
        Lines("", (f"{count_of(len(rows), 'week')}: {said}.", *_schools(found))),
    )


def _schools(found: Weeks) -> Iterator[str]:
    """What has to be said of school holidays that were not known."""
    if found.schools is None:
        yield "School holidays were not looked at: name a file of them with --terms."
    elif any(reason.code == UNKNOWN for week in found.weeks for reason in week.reasons):
        yield (
            "Of some weeks it is not known from --terms whether schools are open. None of them is "
            "called clear: add the dates that are missing."
        )


def _week_row(week: FieldworkWeek) -> Row:
    dates = (week.notification, week.report.due, week.statement.due)
    why = "; ".join(reason.message for reason in week.reasons) or "Nothing speaks against it"
    fieldwork = short_span(week.fieldwork.start, week.fieldwork.end)
    cells = (fieldwork, week.verdict, *map(short_date, dates), why)
    return Row(cells, kind=_KINDS[week.verdict])


def _counts(found: Weeks) -> dict[Verdict, int]:
    verdicts = [week.verdict for week in found.weeks]
    return {verdict: verdicts.count(verdict) for verdict in VERDICTS}


def weeks_object(found: Weeks, *, warnings: Warnings) -> Object:
    """The weeks (schema ``jtai.weeks/1``)."""
    return {
        "schema": "jtai.weeks/1",
        "framework": framework_object(found.framework),
        "region": found.calendar.region,
        "from": found.first,
        "to": found.last,
        "weeks": list(map(_week_object, found.weeks)),
        "counts": _counts(found),
        **warning_keys(warnings),
    }


def _week_object(week: FieldworkWeek) -> Object:
    return {
        "fieldwork": fieldwork_object(week.fieldwork),
        "notification": week.notification,
        "report_due": week.report.due,
        "statement_due": week.statement.due,
        "bank_holidays": [day._asdict() for day in week.bank_holidays],
        "closures": [day._asdict() for day in week.closures],
        "school_holidays": _spans(week.school_holidays),
        "others": _spans(week.others),
        "election": election_object(week.election),
        "verdict": week.verdict,
        "reasons": [picked(reason, "code", "verdict", "message") for reason in week.reasons],
    }


def _spans(spans: Iterable[Span]) -> list[Object]:
    return [{"name": span.name, "from": span.first, "to": span.last} for span in spans]


def weeks_rows(found: Weeks) -> Rows:
    """A row a week; several names or codes in a cell have a ``;`` between them."""
    return table(
        {
            "fieldwork_start": week.fieldwork.start,
            "fieldwork_end": week.fieldwork.end,
            "notification": week.notification,
            "report_due": week.report.due,
            "statement_due": week.statement.due,
            "verdict": week.verdict,
            "reasons": "; ".join(reason.code for reason in week.reasons),
            "bank_holidays": _names(week.bank_holidays),
            "closures": _names(week.closures),
            "school_holidays": _names(week.school_holidays),
            "others": _names(week.others),
            "election": week.election.election.name if week.election else None,
        }
        for week in found.weeks
    )


def _names(days: Iterable[NamedDay | Span]) -> str:
    return "; ".join(day.name for day in days)
