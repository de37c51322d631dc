"""One count with every day of it named: what ``--show-working`` shows."""

from __future__ import annotations

from typing import NamedTuple

from jtai_cli.days.sums import DaySum
from jtai_cli.days.working_calendar import CountedDay
from jtai_cli.rules.model import Source
from jtai_cli.wording import count_of, long_date


class Working(NamedTuple):
    """A count, day by day, with the reason for the number of days and its source, if any."""

    title: str
    reason: str
    source: Source | None
    days: tuple[CountedDay, ...]


def sum_working(total: DaySum) -> Working:
    """Every day of a sum. Where the end comes first, the days counted are those in (end, start]."""
    days = count_of(total.working_days, "working day")
    title = f"{long_date(total.start)} to {long_date(total.end)}: {days}"
    return Working(title, "", None, total.calendar.steps(total.start, total.end))
