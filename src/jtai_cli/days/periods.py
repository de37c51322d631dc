"""Spans of days: local closures, and what others publish, by its name."""

import datetime as dt
from typing import NamedTuple

_DAY = dt.timedelta(days=1)


class Span(NamedTuple):
    """Days from ``first`` to ``last``, both counted, by the name that they were given."""

    first: dt.date
    last: dt.date
    name: str

    def covers(self, day: dt.date) -> bool:
        """Whether ``day`` is one of its days."""
        return self.first <= day <= self.last

    def touches(self, first: dt.date, last: dt.date) -> bool:
        """Whether it has a day from ``first`` to ``last``, both counted."""
        return self.first <= last and first <= self.last


# Days on which a partner's offices are closed. They do not stop the count of working days: what
# falls on them is pointed out.
Closure = Span


def monday_of(day: dt.date) -> dt.date:
    """Monday of its week."""
    return day - day.weekday() * _DAY


def weekdays(span: Span) -> list[dt.date]:
    """Its days from Monday to Friday, in order; none where it ends before it begins."""
    days = (span.first + number * _DAY for number in range((span.last - span.first).days + 1))
    return [day for day in days if day.weekday() < 5]
