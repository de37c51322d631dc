"""When a report is likely, going by how long the reports of comparable inspections took.

Letters are comparable where they belong to one framework and one class. Quantiles are days on
which a letter really came: the median is the day by which half of them had come, "p90" the day by
which nine in ten had.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.rules.elections import NearElection
from jtai_cli.rules.model import Basis, Source

Class = Literal["ordinary", "winter", "election"]

CLASSES: dict[Class, str] = {
    "ordinary": "no fieldwork in November or December, and no election near the rule's date",
    "winter": "a day of fieldwork in November or December",
    "election": "the rule's date from 25 working days before a poll (our approximation of the "
    "pre-election period) to two weeks after it, in winter too",
}
FEWEST = 5  # comparable letters from which a likely date is said
LETTERS = Source(
    "letters",
    "letters",
    "Ofsted's published letters of joint targeted area inspections, dates as printed",
    "https://reports.ofsted.gov.uk",
)


class Wait(NamedTuple):
    """The days from the end of fieldwork (not counted) to a letter of some class (counted)."""

    kind: Class
    working_days: int
    calendar_days: int

    def days(self, basis: Basis) -> int:
        """The days that count on this basis."""
        return self.working_days if basis == "working" else self.calendar_days


class LikelyDay(NamedTuple):
    """So many working days after the end of fieldwork, and the date that this is."""

    days: int
    date: dt.date


class Likely(NamedTuple):
    """When a report is likely, by the working days that each of the comparable ``letters`` took.

    They are in order; ``on_rule`` counts those on the rule's day. With fewer than FEWEST of them
    nothing is said, and the last five are None.
    """

    kind: Class
    near: NearElection | None
    letters: tuple[int, ...]
    on_rule: int | None = None
    earliest: LikelyDay | None = None
    median: LikelyDay | None = None
    p90: LikelyDay | None = None
    latest: LikelyDay | None = None


def class_of(start: dt.date | None, end: dt.date, near: NearElection | None) -> Class:
    """The class of an inspection: an election counts for more than the winter.

    ``start`` and ``end`` are those of fieldwork, both counted; ``near`` is the election about the
    rule's date for the report.
    """
    if near:
        return "election"
    first = start or end
    # Fieldwork that goes on into the next year has days in December.
    return "winter" if end.month >= 11 or first.year < end.year else "ordinary"


def by_then(ordered: Sequence[int], tenths: int) -> int:
    """The first of some numbers in order that at least so many tenths of them do not exceed.

    Nothing is interpolated between two letters: with few of them that would promise too much.

    >>> by_then([37, 41, 43, 44, 47, 51], 5), by_then([37, 41, 43, 44, 47, 51], 9)
    (43, 51)
    """
    return ordered[-(-len(ordered) * tenths // 10) - 1]


def likely_report(
    calendar: WorkingCalendar,
    letters: Iterable[Wait],
    *,
    started: dt.date | None,
    ended: dt.date,
    rule_days: int,
    basis: Basis,
    near: NearElection | None,
) -> Likely:
    """When the report on fieldwork from ``started`` to ``ended`` is likely, by these letters.

    The letters are those of its framework; those of its class are compared with it. The rule's
    date, ``rule_days`` after the end on that ``basis``, lies ``near`` an election or not. Raises
    OutsideCalendar.
    """
    kind = class_of(started, ended, near)
    same = [each for each in letters if each.kind == kind]
    days = tuple(sorted(each.working_days for each in same))
    if len(days) < FEWEST:
        return Likely(kind, near, days)

    def day(number: int) -> LikelyDay:
        return LikelyDay(number, calendar.add(ended, number))

    return Likely(
        kind=kind,
        near=near,
        letters=days,
        on_rule=sum(each.days(basis) == rule_days for each in same),
        earliest=day(days[0]),
        median=day(by_then(days, 5)),
        p90=day(by_then(days, 9)),
        latest=day(days[-1]),
    )
