"""Answers as CSV: ISO dates, a heading row, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from jtai_cli.plan.deadlines import Deadline, Deadlines
from jtai_cli.plan.model import Plan
from jtai_cli.plan.notice import Notice
from jtai_cli.plan.sums import DayList, DaySum
from jtai_cli.rules.model import Framework
from jtai_cli.wording import FORMULA, visible

_FORMULA = re.compile(FORMULA)

STEP_COLUMNS = (
    "area",
    "reference",
    "part",
    "id",
    "title",
    "detail",
    "start",
    "end",
    "first_day",
    "last_day",
    "who",
    "owner",
    "timing",
    "source",
    "done",
)
PLAN_COLUMNS = (
    "area",
    "reference",
    "framework",
    "theme",
    "region",
    "notification",
    "working_days_notice",
    "fieldwork_start",
    "fieldwork_end",
    "report_due",
    "statement_due",
    "warnings",
    "notice_source",
    "report_source",
    "statement_source",
    "report_likely_class",
    "report_likely_letters",
    "report_likely_median",
    "report_likely_p90",
    "report_likely_latest",
)


def rows_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A heading and rows, lines ending CR LF as RFC 4180 has it; None is an empty cell."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(value) for value in row])
    return text.getvalue()


def safe_cell(value: object) -> str:
    """A cell that a spreadsheet takes for text where it might take it for a formula.

    Blanks before the formula do not save it. What has the apostrophe already gets another, so
    that one can always be taken off again.

    >>> safe_cell("=1+1"), safe_cell(" =1+1"), safe_cell("'=1+1"), safe_cell(-3), safe_cell(None)
    ("'=1+1", "' =1+1", "''=1+1", '-3', '')
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    text = visible(value)
    return f"'{text}" if _FORMULA.match(text) else text


def plan_csv(plan: Plan, *, observed: bool = False) -> str:
    """One plan: a row for each step, the deadlines among them."""
    parts = [
        ("before", plan.before),
        *((f"week {week.number}", week.steps) for week in plan.weeks),
        ("after", plan.after),
        *([("observed", plan.observed)] if observed else []),
    ]
    return rows_csv(
        STEP_COLUMNS,
        (
            (
                plan.inspection.identity.area,
                plan.inspection.identity.reference,
                part,
                step.id,
                step.title,
                step.detail,
                step.start,
                step.end,
                *(step.days or (None, None)),
                " and ".join(step.who),
                step.owner,
                step.timing,
                step.source.title,
                step.done,
            )
            for part, steps in parts
            for step in steps
        ),
    )


def plans_csv(plans: Iterable[Plan]) -> str:
    """Many plans: a row for each inspection, in the order given; warnings by their codes."""
    return rows_csv(
        PLAN_COLUMNS,
        (
            (
                plan.inspection.identity.area,
                plan.inspection.identity.reference,
                plan.framework.id,
                plan.inspection.settings.theme,
                plan.inspection.settings.region,
                plan.notification.date,
                plan.notification.working_days,
                plan.fieldwork.start,
                plan.fieldwork.end,
                plan.report.due,
                plan.statement.due,
                " ".join(warning.code for warning in plan.warnings),
                plan.notification.period.source.title,
                plan.report.rule.source.title,
                plan.statement.rule.source.title,
                *_likely(plan.report),
            )
            for plan in plans
        ),
    )


def notice_csv(notice: Notice) -> str:
    """A notice in one row."""
    columns = ("notification", "fieldwork_start", "working_days_notice", "required", "enough")
    period = notice.period
    row = (notice.date, notice.fieldwork_start, notice.working_days, period.working_days)
    enough = "no" if notice.short_by else "yes"
    return rows_csv((*columns, "source"), [(*row, enough, period.source.title)])


def deadlines_csv(deadlines: Deadlines) -> str:
    """A row for each deadline."""
    columns = ("deadline", "due", "days", "basis", "counted_from", "source")
    likely = ("likely_class", "likely_letters", "likely_median", "likely_p90", "likely_latest")
    due = {"report": deadlines.report, "statement": deadlines.statement}
    return rows_csv(
        (*columns, *likely),
        (
            (
                name,
                each.due,
                each.days,
                each.basis,
                each.counted_from,
                each.rule.source.title,
                *_likely(each),
            )
            for name, each in due.items()
            if each
        ),
    )


def _likely(deadline: Deadline) -> Iterator[object]:
    """The class and the number of the comparable letters, and the dates that they speak for."""
    likely = deadline.likely
    yield likely.kind if likely else None
    yield len(likely.letters) if likely else None
    for day in (likely.median, likely.p90, likely.latest) if likely else (None, None, None):
        yield day.date if day else None


def sum_csv(total: DaySum) -> str:
    """A sum in one row."""
    row = (total.start, total.working_days, total.end, total.calendar.region)
    return rows_csv(("start", "working_days", "end", "region"), [row])


def days_list_csv(days: DayList) -> str:
    """A row for each bank holiday and each closed day."""
    rows = ((day.date, day.name, day.kind, days.calendar.region) for day in days.days)
    return rows_csv(("date", "name", "kind", "region"), rows)


def frameworks_csv(frameworks: Iterable[Framework]) -> str:
    """A row for each rule of each framework: its kind says which of the columns are filled."""
    columns = ("framework", "kind", "id", "title", "detail", "from", "week", "first_day")
    rows = [(framework.id, *row) for framework in frameworks for row in _framework_rows(framework)]
    return rows_csv((*columns, "last_day", "days", "basis", "who", "timing", "source"), rows)


def _framework_rows(framework: Framework) -> Iterator[tuple[object, ...]]:
    no, no_week = None, (None, None, None)
    for period in framework.notices:
        length = (period.working_days, "working", "inspectors", "required")
        source = period.source.title
        yield "notice", no, "Notice", period.note, period.since.text, *no_week, *length, source
    for kind, rule in (("report", framework.report), ("statement", framework.statement)):
        length = (rule.days, rule.basis, " and ".join(rule.who), "required")
        yield kind, kind, rule.title, rule.why, no, *no_week, *length, rule.source.title
    for step in framework.steps:
        week = (step.week, *step.days)
        who = (" and ".join(step.who), step.timing)
        yield "step", step.id, step.title, step.detail, no, *week, no, no, *who, step.source.title
    for seen in framework.observed:
        length = (seen.after_fieldwork_end, "working", " and ".join(seen.who), "observed")
        source = seen.source.title
        yield "observed", seen.id, seen.title, seen.detail, no, *no_week, *length, source
    for theme in framework.themes:
        detail = "; ".join([", ".join(theme.inspectorates), *filter(None, [theme.note])])
        since, source = theme.since.text, theme.source.title
        yield "theme", theme.id, theme.title, detail, since, *no_week, no, no, no, no, source
