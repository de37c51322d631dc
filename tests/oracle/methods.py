"""Other ways to say when a report is likely, tried on the same inspections as the one shipped.

Each says of an inspection how many working days after the rule's date its report comes at the
latest, going by the letters published before its fieldwork started; the range begins on the rule's
date. Like the rest of this folder it has none of the program's code.
"""

import datetime as dt
import math
from typing import NamedTuple

from tests.harness import day
from tests.oracle.days import working_days
from tests.oracle.letters import ALL, POLLS, base_of, class_of, polls_known, rank


class Case(NamedTuple):
    """An inspection; ``late``, ``poll`` and ``stopped`` are working days after the rule's date."""

    framework: str
    start: str
    published: str
    name: str  # the class
    late: int  # when the letter came
    poll: int  # the poll that holds the report back, where it is later
    stopped: int  # the rule's date, were the clock to stop from 18 December to 5 January


def case(mine, polls=POLLS):
    end, due = day(mine["fieldwork"]["end"]), day(mine["report"]["due"])
    name = class_of(mine["area"], end, due, polls)
    base = base_of(mine["area"], due, polls)
    last_day = max(end, dt.date(end.year, 12, 17))
    return Case(
        mine["framework"],
        mine["fieldwork"]["start"],
        mine["published"],
        name,
        mine["report"]["working_days"] - mine["report"]["days"],
        working_days(due, base) if base > due else 0,
        working_days(last_day, dt.date(end.year + 1, 1, 5)) if name == "christmas" else 0,
    )


TRIED = sorted((mine for mine in ALL if mine["framework"]), key=lambda mine: mine["published"])
LETTERS = [case(mine) for mine in TRIED]
ASKED = [case(mine, polls_known(day(mine["fieldwork"]["start"]))) for mine in TRIED]


def four_in_five(days, least=4):
    """The day by which the next one comes in four of five cases; None of fewer letters."""
    return sorted(days)[rank(len(days)) - 1] if len(days) >= least else None


def plus(days, more):
    return None if days is None else max(0, days + more)


def of_class(asked, among):
    return [each for each in among if each.name == asked.name]


def latest(asked, among, number=9, *, rare_too=False):
    """The shipped method, and others of its family: those of the class, or so many of them."""
    late = [max(0, each.late - each.poll) for each in of_class(asked, among)][-number:]
    most = rare_too or asked.name == "ordinary"
    return plus(four_in_five(late, 1) if most else max(late, default=None), asked.poll)


def eighth_of_nine(asked, among):
    return latest(asked, among, rare_too=True)


def whole_class(asked, among):
    return latest(asked, among, 0, rare_too=True)


def same_framework(asked, among):
    """Days past the rule's date, of five letters or more of the class and framework."""
    own = [each.late for each in of_class(asked, among) if each.framework == asked.framework]
    return plus(sorted(own)[math.ceil(4 * len(own) / 5) - 1] if len(own) >= 5 else None, 0)


def pooled(asked, among):
    """Days past the rule's date, of the class under either framework."""
    return plus(four_in_five([each.late for each in of_class(asked, among)]), 0)


def shrunk(asked, among):
    """On the day or, with a probability, later by an exponential time: both drawn towards all."""
    if len(among) < 4:
        return None
    everyone = [each.late - each.poll for each in among]
    own = [each.late - each.poll for each in of_class(asked, among)]
    after, after_own = ([days for days in some if days > 0] for some in (everyone, own))
    share, wait = (len(after) + 0.5) / (len(everyone) + 1), (sum(after) + 5) / (len(after) + 1)
    share = (len(after_own) + 4 * share) / (len(own) + 4)
    wait = (sum(after_own) + 4 * wait) / (len(after_own) + 4)
    return asked.poll + max(0, round(-wait * math.log(0.2 / share)))


def stopped_clock(asked, among, number=0):
    """All letters, or so many, by days past the rule's date on a clock that stops, or the poll."""
    late = [each.late - each.poll - each.stopped for each in among[-number:]]
    return plus(four_in_five(late), asked.poll + asked.stopped)


def stopped_clock_of_20(asked, among):
    return stopped_clock(asked, among, 20)


def mixture(asked, among):
    return (latest if asked.name == "ordinary" else stopped_clock)(asked, among)


def rule_alone(asked, among):
    return 0


METHODS = {
    latest: "**the latest nine of the class (this one)**",
    eighth_of_nine: "the same, the eighth of nine over Christmas and near elections, too",
    whole_class: "the same, of all letters of the class",
    same_framework: "days past the rule's date, of five letters or more of its framework and class",
    pooled: "the same of both frameworks, of four letters or more",
    shrunk: "days past the rule's date or the poll, each class drawn towards all letters",
    stopped_clock: "a clock that stops from 18 December to 5 January, or at a poll, of all letters",
    stopped_clock_of_20: "the same clock, of the latest 20 letters",
    mixture: "the latest nine for ordinary ones, that clock of all letters for the rest",
    rule_alone: "the rule alone, nothing else",
}
