"""The wall planner of a timetable: the dates that matter, and the weeks as one picture."""

from __future__ import annotations

from collections.abc import Iterator

from jtai_cli.plan.model import Plan
from jtai_cli.render.deadlines import likely_days
from jtai_cli.render.page import Fact, Headline, Lines, Page, in_words
from jtai_cli.render.plan import STATEMENT
from jtai_cli.wording import count_of, short_span


def planner_page(plan: Plan, page: Page) -> Page:
    """What hangs on the wall, and then the tables of the plan's page, for who cannot see it."""
    headline, weeks, *rest = page
    assert isinstance(headline, Headline)
    return (_headline(plan, headline), weeks, *_elsewhere(plan), *in_words(tuple(rest)))


def _headline(plan: Plan, whole: Headline) -> Headline:
    """The dates of a plan with less said of each."""
    report, given = plan.report, count_of(plan.notification.working_days, "working day")
    notes = {
        "Notification": f"{given} before fieldwork",
        "Report due": f"likely {likely_days(report)}" if report.likely else report.rule.condition,
        STATEMENT: plan.statement.rule.condition,
    }
    facts = (
        Fact(label, value, notes.get(label) or "")
        for label, value, _ in whole.facts
        if label in ("Fieldwork", *notes)
    )
    contact = plan.inspection.identity.key_contact
    said = f"{whole.subtitle}; key contact: {contact}" if contact else whole.subtitle
    return whole._replace(subtitle=said, facts=tuple(facts))


def _elsewhere(plan: Plan) -> Iterator[Lines]:
    """The steps that lie before and after the weeks, but for the deadlines, which stand above."""
    steps = (each for each in (*plan.before, *plan.after) if each.id not in ("report", "statement"))
    if lines := tuple(f"{short_span(each.start, each.end)}: {each.title}" for each in steps):
        yield Lines("Before and after these weeks", lines)
