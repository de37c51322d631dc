"""What published inspections really did: how long they took, each and all together.

Days are those of :class:`Measured`; classes are those of ``likely.py``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from jtai_cli.days.bank_holidays import calendar_for
from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.letters.letters import Letter, shipped_letters
from jtai_cli.letters.likely import CLASSES, Class, base_of, class_of, middle
from jtai_cli.rules.elections import NearElection, near_election, votes_in
from jtai_cli.rules.frameworks import SHIPPED, shipped_framework
from jtai_cli.rules.model import Basis, Framework

Measure = Literal["report", "statement"]

LETTERS_REGION = "ENG"  # whose working days the letters count


class Measured(NamedTuple):
    """A letter with its days counted: (fieldwork end, published] and (published, statement due].

    ``framework`` is the one in force on the start of fieldwork, and ``due`` its date for the
    report: None where there was no framework. ``near`` is the election that puts it into its class.
    ``late`` is how late the letter came, 0 where it was early; None without a framework.
    """

    letter: Letter
    framework: Framework | None
    kind: Class
    near: NearElection | None
    due: dt.date | None
    working_days: int
    calendar_days: int
    late: int | None
    statement_working_days: int | None
    statement_calendar_days: int | None

    @property
    def on_rule(self) -> bool | None:
        """Whether the letter came on the rule's day; None where there was no rule."""
        return None if self.due is None else self.letter.published == self.due

    def days(self, basis: Basis) -> int:
        """The days of its report that count on this basis."""
        return self.working_days if basis == "working" else self.calendar_days


class Spread(NamedTuple):
    """How some numbers of days lie: each figure but the first two is one of those numbers."""

    n: int
    on_rule: int
    earliest: int
    middle: int
    latest: int


class Summary(NamedTuple):
    """The spread of one measure among the letters of one framework, of one class or of all."""

    measure: Measure
    basis: Basis
    framework: Framework
    kind: Class | None
    rule_days: int
    spread: Spread


def measured(
    calendar: WorkingCalendar, letters: Iterable[Letter], frameworks: Sequence[Framework]
) -> tuple[Measured, ...]:
    """The letters with their days counted, each under the framework that was in force.

    The frameworks are ours, which count the report in working days. Classes go by the elections
    of the table that were expected on the day of publication. Raises OutsideCalendar.
    """
    return tuple(_measured(calendar, letter, frameworks) for letter in letters)


def _measured(
    calendar: WorkingCalendar, letter: Letter, frameworks: Sequence[Framework]
) -> Measured:
    start, end, published = letter.fieldwork_start, letter.fieldwork_end, letter.published
    framework = next((each for each in frameworks if each.in_force_on(start)), None)
    kind: Class = "ordinary"
    due = near = late = None
    if framework:
        due = calendar.add(end, framework.report.days)
        near = near_election(
            calendar, due, expected_on=published, votes=votes_in(letter.area, letter.urn)
        )
        kind = class_of(end, due, near)
        base = base_of(due, near)
        late = calendar.count(base, published) if published > base else 0
    statement = letter.statement_due
    return Measured(
        letter=letter,
        framework=framework,
        kind=kind,
        near=near,
        due=due,
        working_days=calendar.count(end, published),
        calendar_days=(published - end).days,
        late=late,
        statement_working_days=calendar.count(published, statement) if statement else None,
        statement_calendar_days=(statement - published).days if statement else None,
    )


def spread(days: Iterable[int], rule_days: int) -> Spread:
    """How the days of at least one letter lie, and how many are exactly the rule's.

    >>> spread([34, 51, 37, 34], 34)
    Spread(n=4, on_rule=2, earliest=34, middle=34, latest=51)
    """
    ordered = tuple(sorted(days))
    on_rule = ordered.count(rule_days)
    return Spread(len(ordered), on_rule, ordered[0], middle(ordered), ordered[-1])


def by_framework(letters: Iterable[Measured]) -> dict[Framework, list[Measured]]:
    """The letters that have a framework, by that, in the order given."""
    found: dict[Framework, list[Measured]] = {}
    for each in letters:
        if each.framework:
            found.setdefault(each.framework, []).append(each)
    return found


def summaries(letters: Iterable[Measured]) -> Iterator[Summary]:
    """For each framework: report in working days, whole and by class; in calendar days; statement.

    What no letter has is left out.
    """
    for framework, found in by_framework(letters).items():
        report, statement = framework.report.days, framework.statement.days
        for kind in (None, *CLASSES):
            if days := [each.working_days for each in found if kind in (None, each.kind)]:
                yield Summary("report", "working", framework, kind, report, spread(days, report))
        days = [each.calendar_days for each in found]
        yield Summary("report", "calendar", framework, None, report, spread(days, report))
        waits = (each.statement_working_days for each in found)
        if days := [wait for wait in waits if wait is not None]:
            yield Summary(
                "statement", "working", framework, None, statement, spread(days, statement)
            )


@lru_cache(maxsize=1)
def shipped_measured() -> tuple[Measured, ...]:
    """The letters of the table, under the frameworks of ours."""
    frameworks = [shipped_framework(name) for name in SHIPPED]
    return measured(calendar_for(LETTERS_REGION), shipped_letters(), frameworks)
