"""The wall planner of a timetable: the dates that matter, and the weeks as one picture."""

from __future__ import annotations

from collections.abc import Iterator

from jtai_cli.plan.deadlines import Deadline
from jtai_cli.plan.model import Plan
from jtai_cli.render.deadlines import likely_days
from jtai_cli.render.page import Headline, Lines, Page, in_words
from jtai_cli.render.picture import Picture, Weeks
from jtai_cli.render.plan import STATEMENT
from jtai_cli.render.shared import Warnings
from jtai_cli.wording import count_of, listed, short_date, short_span

_MOST = 12  # lines below the picture, which shall not take its room
_DOUBTS = {
    "framework-not-in-force": "the framework does not apply on the day that fieldwork starts",
    "report-near-election": "an election is near the day of the report",
    "deadline-on-day-off": "the report or the statement is due on a day off",
}


def planner_page(plan: Plan, page: Page, warnings: Warnings) -> Page:
    """What hangs on the wall, and then the tables of the plan's page, for who cannot see it.

    Of the ``warnings`` the wall has a few words on those that put a date in doubt.
    """
    headline, weeks, *rest = page
    assert isinstance(headline, Headline)
    assert isinstance(weeks, Picture) and isinstance(weeks.drawing, Weeks)
    beside = _elsewhere(plan, weeks.drawing)
    return (_headline(plan, headline), *_doubts(warnings), weeks, *beside, *in_words(tuple(rest)))


def _headline(plan: Plan, whole: Headline) -> Headline:
    """The area by itself, and the dates with less said of each."""
    report, given = plan.report, count_of(plan.notification.working_days, "working day")
    dates = {
        "Notification": short_date(plan.notification.date),
        "Fieldwork": short_span(plan.fieldwork.start, plan.fieldwork.end),
        "Report due": _due(report),
        STATEMENT: _due(plan.statement),
    }
    notes = {
        "Notification": f"{given} before fieldwork",
        "Report due": f"likely {likely_days(report)}" if report.likely else report.rule.condition,
        STATEMENT: plan.statement.rule.condition,
    }
    facts = (
        fact._replace(value=dates[fact.label], note=notes.get(fact.label) or "")
        for fact in whole.facts
        if fact.label in dates
    )
    framework, contact = plan.framework.title, plan.inspection.identity.key_contact
    title = whole.title.removeprefix(f"{framework}: ")
    said = [whole.subtitle] if title == whole.title else [framework, whole.subtitle]
    said += [f"key contact: {contact}"] if contact else []
    return Headline(title, "; ".join(said), tuple(facts))


def _due(deadline: Deadline) -> str:
    return f"{short_date(deadline.day)}{' (published)' if deadline.actual else ''}"


def _doubts(warnings: Warnings) -> Iterator[Lines]:
    """A line on the dates that may not stay."""
    codes = {warning.code for warning in warnings}
    if found := [words for code, words in _DOUBTS.items() if code in codes]:
        yield Lines("", (f"In doubt: {listed(found)}. See the warnings of the plan.",))


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
