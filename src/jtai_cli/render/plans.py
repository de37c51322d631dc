"""The plans of a list, in the order of its rows."""

from __future__ import annotations

from collections.abc import Iterable

from jtai_cli.judge.plan import Judged
from jtai_cli.plan.model import Plan
from jtai_cli.plan.rehearsal import WORD
from jtai_cli.render.deadlines import likely_cells, likely_days, likely_means
from jtai_cli.render.page import Grid, Lines, Page, Row
from jtai_cli.render.parts import Object, Rows, table
from jtai_cli.wording import count_of, short_date


def plans_page(plans: Iterable[Judged]) -> Page:
    """A row for each plan, with the number of its warnings."""
    dates = ("Fieldwork", "Report due", "Likely", "Notification", "Statement due")
    columns = (*dates, "!", "Inspection")
    rows = []
    meaning: dict[str, None] = {}
    sources: dict[str, str] = {}
    for plan, found, _ in plans:
        starts = plan.fieldwork.start
        days = (starts, plan.report.due, plan.notification.date, plan.statement.due)
        identity = plan.inspection.identity
        word = WORD if plan.inspection.settings.rehearsal else None
        name = " ".join(filter(None, (word, identity.area, identity.reference)))
        number = str(len(found) or "")
        start, due, *others = map(short_date, days)
        likely = "published" if plan.report.actual else likely_days(plan.report)
        rows.append(Row((start, due, likely, *others, number, name), kind="step"))
        meaning.update(dict.fromkeys(likely_means(plan.report)))
        titles = dict.fromkeys(_rule_titles(plan).values())
        sources.setdefault(plan.framework.id, "; ".join(titles))
    lines = (f"{framework}: {titles}" for framework, titles in sources.items())
    legend = "!: the number of warnings, which --format json spells out."
    return (
        Grid(count_of(len(rows), "inspection"), columns, tuple(rows), foldable=(2, 3, 4, 5)),
        Lines("Sources", (*lines, legend, *meaning)),
    )


def plans_rows(plans: Iterable[Judged]) -> Rows:
    """A row for each inspection; warnings by their codes."""
    return table(
        {
            "area": plan.inspection.identity.area,
            "reference": plan.inspection.identity.reference,
            "framework": plan.framework.id,
            "theme": plan.inspection.settings.theme,
            "region": plan.inspection.settings.region,
            "notification": plan.notification.date,
            "working_days_notice": plan.notification.working_days,
            "fieldwork_start": plan.fieldwork.start,
            "fieldwork_end": plan.fieldwork.end,
            "report_due": plan.report.due,
            "statement_due": plan.statement.due,
            "warnings": " ".join(warning.code for warning in found),
            **_rule_titles(plan),
            **likely_cells(plan.report, plan.statement),
            "rehearsal": "yes" if plan.inspection.settings.rehearsal else None,
            "fieldwork_days": plan.fieldwork.working_days,
        }
        for plan, found, _ in plans
    )


def _rule_titles(plan: Plan) -> Object:
    """The sources of a plan's three periods."""
    return {
        "notice_source": plan.notification.period.source.title,
        "report_source": plan.report.rule.source.title,
        "statement_source": plan.statement.rule.source.title,
    }
