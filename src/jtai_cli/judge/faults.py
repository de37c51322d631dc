"""What the checks of inspection files and of kept plans share: judgements, and their sentences.

A fault is told by what is wrong, what to do about it, and the source of the rule.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import combinations

from jtai_cli.days.periods import Closure
from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.judge.findings import OUR_OWN, Finding
from jtai_cli.plan.deadlines import Deadline
from jtai_cli.plan.model import PlannedStep
from jtai_cli.rules.model import Framework, NoticePeriod, Source, Theme
from jtai_cli.tables import line_of
from jtai_cli.wording import count_of, listed, long_date, shown, weekday

Fault = tuple[str, str, Source]


class FileFaults:
    """The text of an inspection file, for the lines of its keys, and its faults so far."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self.found: list[Finding] = []

    def add(
        self,
        code: str,
        key: str,
        message: str,
        fix: str,
        source: Source,
        *,
        table: str = "",
        index: int = 0,
    ) -> None:
        """Add a fault about a key at the top, or in a table, the ``index``-th of its name."""
        line = line_of(self.text, table, index, key)
        self.found.append(Finding(code, self.name, line, message, fix, source))


def too_short(
    calendar: WorkingCalendar, period: NoticePeriod, notified: dt.date, start: dt.date
) -> Fault:
    """What is wrong with a notice that is too short, what to do, and the rule's source."""
    days = calendar.count(notified, start)
    last = calendar.add(start, -period.working_days)
    enough = calendar.add(notified, period.working_days)
    return (
        f"Notification on {long_date(notified)} gives {count_of(days, 'working day')} of notice, "
        f"and {period.working_days} are asked for: it was to be given by {long_date(last)}.",
        f"Check the date, or move fieldwork to {long_date(enough)} or later.",
        period.source,
    )


def contradicted(what: str, day: dt.date, deadline: Deadline) -> Fault:
    """What is wrong with a due date that is not the rule's, what to do, and the rule's source."""
    return (
        f"The {what} is recorded as due on {long_date(day)}, and the rule says "
        f"{long_date(deadline.due)}: {deadline.days} {deadline.basis} days after "
        f"{long_date(deadline.counted_from)}.",
        f"Check which is right; by the rule it is {deadline.due.isoformat()}.",
        deadline.rule.source,
    )


def too_late(what: str, deadline: Deadline, calendar: WorkingCalendar) -> Fault:
    """How late something came after it was due, what to do, and the rule's source."""
    came = deadline.actual or deadline.due
    days = calendar.count(deadline.due, came)
    return (
        f"The {what} came on {long_date(came)}, {count_of(days, 'working day')} after "
        f"{long_date(deadline.due)}, when it was due.",
        "Nothing, if the date is right.",
        deadline.rule.source,
    )


def reversed_order(earlier: str, earlier_day: dt.date, later: str, later_day: dt.date) -> Fault:
    """What is wrong with two dates that do not follow each other, what to do, and the source."""
    return (
        f"{earlier[0].upper()}{earlier[1:]} ({long_date(earlier_day)}) is not before {later} "
        f"({long_date(later_day)}).",
        "Check which of the two dates is wrong.",
        OUR_OWN,
    )


def not_a_theme(name: str, framework: Framework) -> Fault:
    """What is wrong with a theme that the framework lacks, what to do, and its source."""
    themes = listed((theme.id for theme in framework.themes), "or")
    return (
        f"{shown(name)} is not a theme of {framework.id}.",
        f"Write {themes}." if themes else "Leave the theme out.",
        framework.source,
    )


def not_yet(theme: Theme, start: dt.date) -> Fault:
    """What is wrong with a theme that is too new, what to do, and its source."""
    return (
        f"The theme {theme.id} is inspected from {theme.since.text}, and fieldwork starts on "
        f"{long_date(start)}.",
        "Check the theme and the start of fieldwork.",
        theme.source,
    )


def not_then(framework: Framework, start: dt.date) -> Fault:
    """What is wrong with a framework that did not apply, what to do, and its source."""
    until = f" to {framework.until.text}" if framework.until else ""
    return (
        f"{framework.id} was in force from {framework.since.text}{until}, and fieldwork starts on "
        f"{long_date(start)}.",
        "Check both; 'jtai rules' lists the frameworks.",
        framework.source,
    )


def said_day_off(day: dt.date, off: str) -> str:
    """A day off as a sentence says it; ``off`` is what the calendar calls it."""
    is_weekend = off == weekday(day)
    return (
        f"{long_date(day)}, which is {'at a weekend' if is_weekend else f'a bank holiday ({off})'}"
    )


def ordered_pairs(steps: list[PlannedStep]) -> Iterator[tuple[PlannedStep, PlannedStep]]:
    """The pairs of steps of which the first is planned to end before the second begins."""
    for one, other in combinations(steps, 2):
        if one.end < other.start:
            yield one, other
        elif other.end < one.start:
            yield other, one


def is_closed(calendar: WorkingCalendar, step: PlannedStep, closure: Closure) -> bool:
    """Whether a closure leaves a step that is still to be done without a day that it needs.

    The framework's fixed days are needed, each of them; of another step of several days, one.
    """
    if step.done or closure.last < step.start or step.end < closure.first:
        return False
    if step.timing == "required":
        first, last = max(closure.first, step.start), min(closure.last, step.end)
        return any(True for _ in _working_days(calendar, first, last))
    return all(closure.covers(day) for day in _working_days(calendar, step.start, step.end))


def _working_days(calendar: WorkingCalendar, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    day = first if calendar.is_working(first) else calendar.next(first)
    while day <= last:
        yield day
        day = calendar.next(day)
