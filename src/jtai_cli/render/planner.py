"""The wall planner of a timetable: the dates that matter, and the weeks as one picture."""

from __future__ import annotations

from collections.abc import Iterator

from jtai_cli.plan.model import Plan
from jtai_cli.render.deadlines import likely_days
from jtai_cli.render.page import Headline, Lines, Page, in_words
from jtai_cli.render.picture import Picture, Weeks
from jtai_cli.render.plan import STATEMENT
from jtai_cli.wording import count_of, short_span

_MOST = 12  # lines below the picture, which shall not take its room


def planner_page(plan: Plan, page: Page) -> Page:
    """What hangs on the wall, and then the tables of the plan's page, for who cannot see it."""
    headline, weeks, *rest = page
    assert isinstance(headline, Headline)
    assert isinstance(weeks, Picture) and isinstance(weeks.drawing, Weeks)
    beside = _elsewhere(plan, weeks.drawing)
    return (_headline(plan, headline), weeks, *beside, *in_words(tuple(rest)))


def _headline(plan: Plan, whole: Headline) -> Headline:
    """The dates of a plan with less said of each."""
    report, given = plan.report, count_of(plan.notification.working_days, "working day")
    notes = {
        "Notification": f"{given} before fieldwork",
        "Report due": f"likely {likely_days(report)}" if report.likely else report.rule.condition,
        STATEMENT: plan.statement.rule.condition,
    }
    facts = (
        fact._replace(note=notes.get(fact.label) or "")
        for fact in whole.facts
        if fact.label in ("Fieldwork", *notes)
    )
    contact = plan.inspection.identity.key_contact
    said = f"{whole.subtitle}; key contact: {contact}" if contact else whole.subtitle
    return whole._replace(subtitle=said, facts=tuple(facts))


def _elsewhere(plan: Plan, weeks: Weeks) -> Iterator[Lines]:
    """The steps that are not in the picture, but for the deadlines, which stand above."""
    first, last = weeks.days[0].date, weeks.days[-1].date
    lines = tuple(
        f"{short_span(each.start, each.end)}: {each.title}"
        for each in (*plan.before, *plan.after)
        if each.id not in ("report", "statement") and (each.end < first or each.start > last)
    )
    if len(lines) > _MOST:
        lines = (*lines[: _MOST - 1], f"and {len(lines) - _MOST + 1} more: see the plan")
    if lines:
        yield Lines("Before and after these weeks", lines)
