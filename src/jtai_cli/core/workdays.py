"""Working days: a frozen calendar over a stated range, and the verbs that count on it.

Conventions, the same everywhere in this program (after regulation 4 of SI 2015/1792, "within 70
working days of receiving the report"):

- A working day is a Monday to Friday that is not a bank holiday of the calendar's region.
- Counting n working days after a date starts on the working day after it; counting n before ends
  on the working day before it. The date itself is never counted, whether it is a working day or
  not.
- A count between two dates is over the half-open range (start, end]: the start is not counted,
  the end is.
- Adding and subtracting undo each other from a working day only.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate, compress
from typing import NamedTuple

from jtai_cli.errors import OutsideCalendar

_DAYS_OF_THE_WEEK = b"\1\1\1\1\1\0\0"  # Monday first; 1 is a working day


class NamedDay(NamedTuple):
    """A day off with the name that people know it by."""

    date: dt.date
    name: str


class CountedDay(NamedTuple):
    """One calendar day of a count: its number in the count, or the reason it was skipped."""

    date: dt.date
    number: int | None
    skipped: str | None


@dataclass(frozen=True, eq=False)
class WorkingCalendar:
    """The working days of one region from ``first`` to ``last``, both included.

    Make one with :func:`working_calendar`. ``published_until`` is the last day for which
    government has published bank holidays: what lies beyond is a projection.
    """

    region: str
    first: dt.date
    last: dt.date
    published_until: dt.date
    days_off: tuple[NamedDay, ...]  # bank holidays from Monday to Friday, in order
    worked_weekends: tuple[dt.date, ...]  # Saturdays and Sundays that are worked, in order
    _first_ordinal: int
    _is_working: bytes  # 1 for a working day, by days since ``first``
    _rank: list[int]  # working days from ``first`` up to and including each day
    _working_days: tuple[dt.date, ...]

    def is_working(self, day: dt.date) -> bool:
        """Whether ``day`` is a working day. Raises OutsideCalendar beyond the calendar."""
        return self._is_working[self._offset(day)] == 1

    def add(self, day: dt.date, working_days: int) -> dt.date:
        """The date that is ``working_days`` after ``day``, or before it where negative.

        ``day`` itself is not counted; the result always is, so it is a working day. Zero leaves
        the date as it is, even a day off. Raises OutsideCalendar, naming the edge, where either
        end lies beyond the calendar. O(1).

        >>> calendar = small_calendar()
        >>> calendar.add(dt.date(2027, 3, 25), 1)   # over Good Friday to Easter Monday
        datetime.date(2027, 3, 30)
        >>> calendar.add(dt.date(2027, 3, 28), -1)  # from a Sunday
        datetime.date(2027, 3, 25)
        """
        offset = day.toordinal() - self._first_ordinal
        if offset < 0:  # to a list it would mean the other end
            raise OutsideCalendar(day, self.first, self.last)
        try:
            rank = self._rank[offset]
        except IndexError:
            raise OutsideCalendar(day, self.first, self.last) from None
        try:
            if working_days > 0:
                return self._working_days[rank + working_days - 1]
            if working_days == 0:
                return day
            index = rank - self._is_working[offset] + working_days
            if index >= 0:
                return self._working_days[index]
        except IndexError:
            pass
        raise OutsideCalendar(day, self.first, self.last, working_days)

    def count(self, start: dt.date, end: dt.date) -> int:
        """The number of working days in (start, end]: ``start`` is not counted, ``end`` is.

        Where ``end`` comes first the count over (end, start] is given as a negative number.
        Raises OutsideCalendar beyond the calendar. O(1).

        >>> small_calendar().count(dt.date(2027, 3, 25), dt.date(2027, 3, 31))
        2
        """
        low = start.toordinal() - self._first_ordinal
        high = end.toordinal() - self._first_ordinal
        if low >= 0 and high >= 0:
            try:
                return self._rank[high] - self._rank[low]
            except IndexError:
                pass
        inside = self.first <= start <= self.last
        raise OutsideCalendar(end if inside else start, self.first, self.last)

    def next(self, day: dt.date) -> dt.date:
        """The first working day after ``day``. Raises OutsideCalendar beyond the calendar."""
        return self.add(day, 1)

    def previous(self, day: dt.date) -> dt.date:
        """The last working day before ``day``. Raises OutsideCalendar beyond the calendar."""
        return self.add(day, -1)

    def between(self, start: dt.date, end: dt.date) -> tuple[NamedDay, ...]:
        """The bank holidays on weekdays from ``start`` to ``end``, both counted, in order.

        Days beyond the calendar are none of it, and no error.
        """
        low = bisect_left(self.days_off, start, key=_date_of)
        return self.days_off[low : bisect_right(self.days_off, end, key=_date_of)]

    def why_off(self, day: dt.date) -> str | None:
        """The name of the bank holiday, or "Saturday" or "Sunday"; None for a working day."""
        if self.is_working(day):
            return None
        holidays = self.between(day, day)
        return holidays[0].name if holidays else f"{day:%A}"

    def steps(self, start: dt.date, end: dt.date) -> tuple[CountedDay, ...]:
        """Every calendar day on the way from ``start`` (left out) to ``end``, counted or skipped.

        Raises OutsideCalendar.

        >>> for step in small_calendar().steps(dt.date(2027, 3, 25), dt.date(2027, 3, 30)):
        ...     print(step.date, step.number, step.skipped)
        2027-03-26 None Good Friday
        2027-03-27 None Saturday
        2027-03-28 None Sunday
        2027-03-29 None Easter Monday
        2027-03-30 1 None
        """
        way = dt.timedelta(days=1 if end >= start else -1)
        steps: list[CountedDay] = []
        number, day = 0, start
        while day != end:
            day += way
            skipped = self.why_off(day)
            number += skipped is None
            steps.append(CountedDay(day, None if skipped else number, skipped))
        return tuple(steps)

    def _offset(self, day: dt.date) -> int:
        offset = day.toordinal() - self._first_ordinal
        if not 0 <= offset < len(self._rank):
            raise OutsideCalendar(day, self.first, self.last)
        return offset


def working_calendar(
    region: str,
    *,
    first: dt.date,
    last: dt.date,
    days_off: Mapping[dt.date, str],
    extra_working_days: Iterable[dt.date] = (),
    published_until: dt.date | None = None,
) -> WorkingCalendar:
    """Build the calendar of a region: Monday to Friday, less ``days_off``, plus the extra ones.

    Both ends are included. ``published_until`` is ``last`` unless said otherwise. Days off at
    weekends or beyond the range change nothing.
    """
    base = first.toordinal()
    size = last.toordinal() - base + 1
    is_working = bytearray((_DAYS_OF_THE_WEEK * (size // 7 + 2))[first.weekday() :][:size])
    extra = set(extra_working_days)
    off = tuple(
        NamedDay(day, name)
        for day, name in sorted(days_off.items())
        if first <= day <= last and day.weekday() < 5 and day not in extra
    )
    for day, _ in off:
        is_working[day.toordinal() - base] = 0
    for day in extra:
        if first <= day <= last:
            is_working[day.toordinal() - base] = 1
    return WorkingCalendar(
        region=region,
        first=first,
        last=last,
        published_until=last if published_until is None else published_until,
        days_off=off,
        worked_weekends=tuple(sorted(day for day in extra if day.weekday() > 4)),
        _first_ordinal=base,
        _is_working=bytes(is_working),
        _rank=list(accumulate(is_working)),
        _working_days=tuple(
            map(dt.date.fromordinal, compress(range(base, base + size), is_working))
        ),
    )


def small_calendar() -> WorkingCalendar:
    """The first half of 2027 with Easter only, for the examples in these docstrings."""
    return working_calendar(
        "ENG",
        first=dt.date(2027, 1, 1),
        last=dt.date(2027, 6, 30),
        days_off={dt.date(2027, 3, 26): "Good Friday", dt.date(2027, 3, 29): "Easter Monday"},
    )


def _date_of(day: NamedDay) -> dt.date:
    return day.date
