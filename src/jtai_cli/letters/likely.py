"""When a report is likely, going by how late the latest letters of its kind came.

A report is late by the working days from its base, which is the rule's date or, where a poll holds
it back, the day of the poll if that is later. Letters of one class are comparable under either
framework. Every figure is a number of days that a letter really took: none is made up between two.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.rules.elections import NearElection
from jtai_cli.rules.model import Source

Class = Literal["ordinary", "christmas", "election"]

CLASSES: dict[Class, str] = {
    "ordinary": "no Christmas before the rule's date, and no election near it",
    "christmas": "25 December after the end of fieldwork, and not after the rule's date",
    "election": "the rule's date from 25 working days before a poll (our approximation of the "
    "pre-election period) to two weeks after it, at Christmas too",
}
NEVER_THEN = "no letter of our table came from 19 December to 2 January"
METHODS = {
    "report": "latest-nine",
    "statement": "shortest-run",
    "both": "latest-nine, shortest-run",
}
LATEST = 9  # letters of a class: the fewest of which one odd letter does not move the range
LEVEL = 0.8  # four in five: the most that is ever said
LETTERS = Source(
    "letters",
    "letters",
    "Ofsted's published letters of joint targeted area inspections, dates as printed",
    "https://reports.ofsted.gov.uk",
)


class Tried(NamedTuple):
    """Of how many past inspections a range was ``said`` in the back-test; how often ``right``."""

    said: int
    right: int


class StatementWaits(NamedTuple):
    """The working days from a letter (not counted) to the date that it gave the statement.

    Of ``n`` letters ``inside`` gave a date from ``earliest`` to ``latest``, half by ``middle``.
    """

    n: int
    inside: int
    earliest: int
    middle: int
    latest: int


class Evidence(NamedTuple):
    """What the letters say: how late the latest of each class came, in order of lateness.

    ``tried`` and ``statement_tried`` say how the same method did on past inspections, and
    ``both_tried`` how it did on the statement where the report was only likely itself.
    """

    late: Mapping[Class, tuple[int, ...]] = {}
    statement: StatementWaits | None = None
    tried: Mapping[Class, Tried] = {}
    statement_tried: Tried | None = None
    both_tried: Tried | None = None


class LikelyDay(NamedTuple):
    """So many working days after the day counted from, and the date that this is."""

    days: int
    date: dt.date


Marks = tuple[LikelyDay, LikelyDay, LikelyDay]


class Likely(NamedTuple):
    """When a report or a statement is likely: from ``earliest`` to ``latest``.

    Of ``n`` letters ``inside`` came no later than that (of a statement: no earlier either), half by
    ``middle``. ``level`` is the share in which the next one is expected to; None where the day
    counted from is itself not known yet. ``tried`` is how often that was right. ``kind`` is None
    for a statement. Where it is not known whether the area votes, this is what holds if it does,
    and ``otherwise`` what holds if it does not.
    """

    kind: Class | None
    n: int
    inside: int
    level: float | None
    earliest: LikelyDay
    middle: LikelyDay
    latest: LikelyDay
    tried: Tried | None
    otherwise: "Likely | None" = None

    @property
    def marks(self) -> Marks:
        """The earliest, the middle and the latest day."""
        return self.earliest, self.middle, self.latest

    def holds(self, day: dt.date) -> bool:
        """Whether a day lies in the range, whose ends are both counted."""
        return self.earliest.date <= day <= self.latest.date


def class_of(ended: dt.date, due: dt.date, near: NearElection | None) -> Class:
    """The class of an inspection: an election counts for more than Christmas.

    Fieldwork ended on ``ended``; the rule's date for the report is ``due``, ``near`` an election.
    """
    if near:
        return "election"
    return "christmas" if ended < dt.date(ended.year, 12, 25) <= due else "ordinary"


def over_christmas(likely: Likely) -> bool:
    """Whether an ordinary report has its rule's date from 19 December to 2 January, both counted.

    No letter of the table came then, nor had one its rule's date then.
    """
    month_and_day = (likely.earliest.date.month, likely.earliest.date.day)
    return likely.kind == "ordinary" and not (1, 2) < month_and_day < (12, 19)


def base_of(due: dt.date, near: NearElection | None) -> dt.date:
    """The day from which a report is late: the rule's date, or a later poll's."""
    return max(due, near.election.date) if near else due


def level_of(n: int) -> float:
    """The share in which a further letter is expected to be no later than the largest of n.

    It is n/(n+1) where all come as if drawn from one urn, and never said above LEVEL.

    >>> level_of(1), level_of(4), level_of(9)
    (0.5, 0.8, 0.8)
    """
    return min(LEVEL, n / (n + 1))


def rank(n: int) -> int:
    """The least k for which k/(n+1) reaches LEVEL, which is four fifths; n where none does.

    >>> [rank(n) for n in (1, 3, 4, 9, 14)]
    [1, 3, 4, 8, 12]
    """
    return min(n, -(-4 * (n + 1) // 5))


def middle(ordered: Sequence[int]) -> int:
    """The number by which half of some numbers in order have come, which is one of them.

    >>> middle((37, 41, 43, 44)), middle((37, 41, 43, 44, 47))
    (41, 43)
    """
    return ordered[(len(ordered) - 1) // 2]


def statement_waits(days: Sequence[int]) -> StatementWaits | None:
    """The shortest run of waits that holds four in five of them, the later of two as short.

    The waits are in order. None for fewer than two.

    >>> statement_waits((38, 50, 70, 70, 71))
    StatementWaits(n=5, inside=5, earliest=38, middle=70, latest=71)
    """
    n = len(days)
    if n < 2:
        return None
    k = rank(n)
    # Of equally short ones the later begins with the larger wait.
    width, start = min(
        (last - first, -first) for first, last in zip(days, days[k - 1 :], strict=False)
    )
    earliest, latest = -start, width - start
    inside = bisect_right(days, latest) - bisect_left(days, earliest)
    return StatementWaits(n, inside, earliest, middle(days), latest)


def likely_report(
    calendar: WorkingCalendar,
    evidence: Evidence,
    *,
    ended: dt.date,
    rule_days: int,
    near: NearElection | None,
) -> Likely | None:
    """When the report is likely on fieldwork that ended on ``ended``, which is not counted.

    The rule gives it ``rule_days`` working days; that date lies ``near`` an election or not. None
    where no letter of its class is known. Raises OutsideCalendar.
    """
    due = calendar.add(ended, rule_days)
    kind = class_of(ended, due, near)
    late = evidence.late.get(kind, ())
    if not late:
        return None
    # What holds reports back has done so for longer and longer: then all of the letters count.
    latest = late[rank(len(late)) - 1] if kind == "ordinary" else late[-1]
    base = rule_days + calendar.count(due, base_of(due, near))

    def day(number: int) -> LikelyDay:
        return LikelyDay(number, calendar.add(ended, number))

    otherwise = None
    if near and not near.certain:
        otherwise = likely_report(
            calendar, evidence, ended=ended, rule_days=rule_days, near=near.otherwise
        )
    return Likely(
        kind=kind,
        n=len(late),
        inside=sum(days <= latest for days in late),
        level=level_of(len(late)),
        earliest=LikelyDay(rule_days, due),
        middle=day(base + middle(late)),
        latest=day(base + latest),
        tried=evidence.tried.get(kind),
        otherwise=otherwise,
    )


def likely_statement(
    calendar: WorkingCalendar, evidence: Evidence, received: dt.date
) -> Likely | None:
    """When the statement is likely due after a report that came on ``received``, not counted.

    None where too few letters are known. Raises OutsideCalendar.
    """
    said = _statement(calendar, evidence, (LikelyDay(0, received),) * 3)
    return said and said._replace(level=level_of(said.n), tried=evidence.statement_tried)


def statement_after(calendar: WorkingCalendar, evidence: Evidence, report: Likely) -> Likely | None:
    """When the statement is likely due while the report is only likely itself.

    Both ranges are added together, of which no level is said; its days are those after fieldwork.
    None where too few letters are known. Raises OutsideCalendar.
    """
    said, other = _statement(calendar, evidence, report.marks), report.otherwise
    return said and said._replace(
        tried=evidence.both_tried,
        otherwise=statement_after(calendar, evidence, other) if other else None,
    )


def _statement(calendar: WorkingCalendar, evidence: Evidence, came: Marks) -> Likely | None:
    """The waits of the letters, each counted on from the day on which the report came."""
    waits = evidence.statement
    if waits is None:
        return None
    earliest, middle, latest = (
        LikelyDay(day.days + wait, calendar.add(day.date, wait))
        for day, wait in zip(came, (waits.earliest, waits.middle, waits.latest), strict=True)
    )
    return Likely(None, waits.n, waits.inside, None, earliest, middle, latest, tried=None)
