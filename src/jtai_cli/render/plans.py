"""The plans of a list, in the order of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jtai_cli.judge.findings import Finding
from jtai_cli.plan.inspection import Identity
from jtai_cli.plan.model import Plan
from jtai_cli.render.deadlines import LIKELY_COLUMNS, likely_cells
from jtai_cli.render.page import Grid, Lines, Page, Row
from jtai_cli.render.parts import Rows
from jtai_cli.wording import count_of, short_date

COLUMNS = (
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
    *(f"report_{name}" for name in LIKELY_COLUMNS),
)


def plans_page(plans: Sequence[Plan], warnings: Sequence[Sequence[Finding]]) -> Page:
    """A row for each plan, with the number of its warnings."""
    columns = ("Fieldwork", "Report due", "Notification", "Statement due", "!", "Inspection")
    rows = tuple(
        Row(
            (
                short_date(plan.fieldwork.start),
                short_date(plan.report.due),
                short_date(plan.notification.date),
                short_date(plan.statement.due),
                str(len(its) or ""),
                _name(plan.inspection.identity),
            ),
            kind="step",
        )
        for plan, its in zip(plans, warnings, strict=True)
    )
    sources: dict[str, str] = {}
    for plan in plans:
        sources.setdefault(plan.framework.id, "; ".join(dict.fromkeys(_rule_titles(plan))))
    lines = tuple(f"{framework}: {titles}" for framework, titles in sources.items())
    return (
        Grid(count_of(len(plans), "inspection"), columns, rows, foldable=(2, 3, 4)),
        Lines("Sources", (*lines, "!: the number of warnings, which --format json spells out.")),
    )


def _name(identity: Identity) -> str:
    return " ".join(filter(None, (identity.area, identity.reference)))


def plans_rows(plans: Iterable[Plan], warnings: Iterable[Iterable[Finding]]) -> Rows:
    """A row for each inspection; warnings by their codes."""
    rows = (
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
            " ".join(warning.code for warning in its),
            *_rule_titles(plan),
            *likely_cells(plan.report),
        )
        for plan, its in zip(plans, warnings, strict=True)
    )
    return Rows(COLUMNS, rows)


def _rule_titles(plan: Plan) -> tuple[str, str, str]:
    """The sources of a plan's three periods: notice, report and statement."""
    notice, report, statement = plan.notification.period, plan.report.rule, plan.statement.rule
    return notice.source.title, report.source.title, statement.source.title
