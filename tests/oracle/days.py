"""Working days, counted one by one on a list of days off.

Independent of the program, which looks its answers up in a table, and of any library.
"""

import datetime as dt
from collections.abc import Container
from typing import NamedTuple

from tests.oracle.bank_holidays import ENGLAND

ONE = dt.timedelta(days=1)


def days_of(first: dt.date, last: dt.date) -> list[dt.date]:
    """The days from the first to the last, both counted."""
    return [first + n * ONE for n in range((last - first).days + 1)]


class WorkingDays(NamedTuple):
    """Mondays to Fridays that are not among the days off."""

    off: Container[dt.date]

    def is_working(self, date: dt.date) -> bool:
        return date.weekday() < 5 and date not in self.off

    def add(self, date: dt.date, number: int) -> dt.date:
        """So many working days after the date, or before it."""
        step = ONE if number > 0 else -ONE
        for _ in range(abs(number)):
            date += step
            while not self.is_working(date):
                date += step
        return date

    def between(self, start: dt.date, end: dt.date) -> int:
        """The working days after the start, up to and with the end."""
        return sum(map(self.is_working, days_of(start + ONE, end)))


IN_ENGLAND = WorkingDays(ENGLAND)
add, working_days = IN_ENGLAND.add, IN_ENGLAND.between
