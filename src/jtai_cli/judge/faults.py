"""What the checks of inspection files and of saved plans share: their faults, and judgements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Literal

from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.judge.findings import Finding
from jtai_cli.judge.plan import said_day_off
from jtai_cli.plan.deadlines import Deadline
from jtai_cli.plan.model import PlannedStep
from jtai_cli.rules.model import Framework, Theme
from jtai_cli.wording import count_of, listed, long_date, shown


class Faults:
    """The faults of one file so far, each with its line.

    ``line_of`` finds the line of a key, given the table or object in which it stands and the
    number of that among those of its name.
    """

    def __init__(self, file: str, line_of: Callable[[str, str, int], int]) -> None:
        self.file, self.line_of = file, line_of
        self.found: list[Finding] = []

    def add(self, key: str, *findings: Finding, inside: str = "", index: int = 0) -> None:
        """Add what was found about a key at the top, or ``inside`` the ``index``-th of a name."""
        if findings:
            line = self.line_of(key, inside, index)
            self.found += [each._replace(file=self.file, line=line) for each in findings]

    def in_order(self) -> tuple[Finding, ...]:
        """What was found, by line and code."""
        return tuple(sorted(self.found, key=lambda each: (each.line, each.code)))


def day_off(code: str, said: str, calendar: WorkingCalendar, day: dt.date) -> Iterator[Finding]:
    """Whether a date in a file is a day off; ``said`` begins the sentence, before the date."""
    if off := calendar.why_off(day):
        yield Finding(code, f"{said} {said_day_off(day, off)}.", day, "Check the date.")


def contradicted(
    what: Literal["report", "statement"], given: dt.date | None, deadline: Deadline
) -> Iterator[Finding]:
    """Whether a due date in a file is not the rule's."""
    if given is not None and given != deadline.due:
        yield Finding(
            f"{what}-date",
            f"The {what} is recorded as due on {long_date(given)}, and the rule says "
            f"{long_date(deadline.due)}: {deadline.days} {deadline.basis} days after "
            f"{long_date(deadline.counted_from)}.",
            given,
            f"Check which is right; by the rule it is {deadline.due.isoformat()}.",
            deadline.rule.source,
        )


def late(
    what: Literal["report", "statement"], deadline: Deadline, calendar: WorkingCalendar
) -> Iterator[Finding]:
    """Whether something came after it was due."""
    came = deadline.actual
    if came is not None and came > deadline.due:
        days = calendar.count(deadline.due, came)
        yield Finding(
            f"{what}-late",
            f"The {what} came on {long_date(came)}, {count_of(days, 'working day')} after "
            f"{long_date(deadline.due)}, when it was due.",
            came,
            "Nothing, if the date is right.",
            deadline.rule.source,
        )


def fieldwork_length(framework: Framework, days: int, fix: str) -> Iterator[Finding]:
    """Whether fieldwork of so many working days is not as long as the framework's."""
    if days != framework.fieldwork_days:
        yield Finding(
            "fieldwork-length",
            f"Fieldwork takes {count_of(days, 'working day')}, and {framework.id} has "
            f"{framework.fieldwork_days}.",
            fix=fix,
            cited=framework.source,
        )


def out_of_order(earlier: str, earlier_day: dt.date, later: str, later_day: dt.date) -> Finding:
    """That two dates do not follow each other. Which may be the same is up to the caller."""
    return Finding(
        "dates-out-of-order",
        f"{earlier[0].upper()}{earlier[1:]} ({long_date(earlier_day)}) is not before {later} "
        f"({long_date(later_day)}).",
        later_day,
        "Check which of the two dates is wrong.",
    )


def theme_named(name: str | None, framework: Framework) -> Theme | None:
    """The theme of that name, where the framework has it."""
    return next((theme for theme in framework.themes if theme.id == name), None)


def unknown_theme(name: str | None, framework: Framework) -> Iterator[Finding]:
    """Whether the framework lacks a theme."""
    if name is not None and theme_named(name, framework) is None:
        themes = listed((theme.id for theme in framework.themes), "or")
        yield Finding(
            "unknown-theme",
            f"{shown(name)} is not a theme of {framework.id}.",
            fix=f"Write {themes}." if themes else "Leave the theme out.",
            cited=framework.source,
        )


def theme_too_new(theme: Theme | None, start: dt.date) -> Iterator[Finding]:
    """Whether a theme was not yet inspected when fieldwork starts."""
    if theme is not None and start < theme.since.first_day:
        yield Finding(
            "unknown-theme",
            f"The theme {theme.id} is inspected from {theme.since.text}, and fieldwork starts on "
            f"{long_date(start)}.",
            start,
            "Check the theme and the start of fieldwork.",
            theme.source,
        )


def ordered_pairs(steps: list[PlannedStep]) -> Iterator[tuple[PlannedStep, PlannedStep]]:
    """The pairs of steps of which the first is planned to end before the second begins."""
    for one, other in combinations(steps, 2):
        if one.end < other.start:
            yield one, other
        elif other.end < one.start:
            yield other, one
