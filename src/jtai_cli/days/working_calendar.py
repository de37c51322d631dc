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

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate, compress
from typing import NamedTuple

from jtai_cli.errors import BadValue, OutsideCalendar
from jtai_cli.wording import shown, weekday

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


class WorkingCalendar:
    """The working days of one region from ``first`` to ``last``, both counted. Frozen.

    They are Monday to Friday, less ``days_off`` (names by date), plus ``extra_working_days``.
    Days off at weekends or beyond the range change nothing. ``published_until`` is the last day
    of which bank holidays are known as published (``last`` unless given): what lies beyond is
    a projection. As attributes ``days_off`` are the bank holidays from Monday to Friday, and
    ``worked_weekends`` the Saturdays and Sundays that are worked, both in order.

    Answers are looked up in tables of all the days of some years: at first the year that is asked
    about and its neighbours, which is enough for a timetable, then all of them.

    >>> easter = {dt.date(2027, 3, 26): "Good Friday", dt.date(2027, 3, 29): "Easter Monday"}
    >>> first, last = dt.date(2027, 1, 1), dt.date(2027, 6, 30)
    >>> calendar = WorkingCalendar("ENG", first=first, last=last, days_off=easter)
    >>> thursday, sunday = dt.date(2027, 3, 25), dt.date(2027, 3, 28)
    >>> calendar.add(thursday, 1)
    datetime.date(2027, 3, 30)
    >>> calendar.add(sunday, -1)
    datetime.date(2027, 3, 25)
    >>> calendar.count(thursday, dt.date(2027, 3, 31))
    2
    >>> [day.day for day in calendar.stretch(thursday, 3)]
    [25, 30, 31]
    >>> for step in calendar.steps(thursday, dt.date(2027, 3, 30)):
    ...     print(step.date, step.number, step.skipped)
    2027-03-26 None Good Friday
    2027-03-27 None Saturday
    2027-03-28 None Sunday
    2027-03-29 None Easter Monday
    2027-03-30 1 None
    """

    region: str
    first: dt.date
    last: dt.date
    published_until: dt.date
    days_off: tuple[NamedDay, ...]
    worked_weekends: tuple[dt.date, ...]
    _dates_off: tuple[dt.date, ...]
    # The tables: working days by number, from 1, and by any day the number of the last working
    # day up to it and that of the first from it on, itself included in both.
    _up_to: dict[dt.date, int]
    _from: dict[dt.date, int]
    _days: list[dt.date]

    def __init__(
        self,
        region: str,
        *,
        first: dt.date,
        last: dt.date,
        days_off: Mapping[dt.date, str],
        extra_working_days: Iterable[dt.date] = (),
        published_until: dt.date | None = None,
    ) -> None:
        extra = set(extra_working_days)
        named = tuple(
            NamedDay(day, name)
            for day, name in sorted(days_off.items())
            if first <= day <= last and day.weekday() < 5 and day not in extra
        )
        self.__dict__.update(
            region=region,
            first=first,
            last=last,
            published_until=last if published_until is None else published_until,
            days_off=named,
            worked_weekends=tuple(sorted(day for day in extra if day.weekday() > 4)),
            _dates_off=tuple(day for day, _ in named),
            _up_to={},
            _from={},
            _days=[],
        )

    def __setattr__(self, name: str, value: object = None) -> None:
        raise AttributeError(f"a working calendar is frozen, {name} included")

    __delattr__ = __setattr__

    def is_working(self, day: dt.date) -> bool:
        """Whether ``day`` is a working day. Raises OutsideCalendar beyond the calendar."""
        if day not in self._up_to:
            self._widen(day)
        return self._up_to[day] == self._from[day]

    def add(self, day: dt.date, working_days: int) -> dt.date:
        """The date that is ``working_days`` after ``day``, or before it where negative.

        ``day`` itself is not counted; the result always is, so it is a working day. Zero leaves
        the date as it is, even a day off. Raises OutsideCalendar, naming the edge, where either
        end lies beyond the calendar. O(1).
        """
        try:
            if working_days > 0:
                return self._days[self._up_to[day] + working_days]
            number = self._from[day] + working_days
            if working_days == 0:
                return day
            if number > 0:
                return self._days[number]
        except LookupError:
            pass
        self._widen(day, working_days)
        return self.add(day, working_days)

    def count(self, start: dt.date, end: dt.date) -> int:
        """The number of working days in (start, end]: ``start`` is not counted, ``end`` is.

        Where ``end`` comes first the count over (end, start] is given as a negative number.
        Raises OutsideCalendar beyond the calendar. O(1).
        """
        try:
            return self._up_to[end] - self._up_to[start]
        except KeyError:
            pass
        self._widen(end if start in self._up_to else start)
        return self.count(start, end)

    def within(self, first: dt.date, last: dt.date) -> int:
        """The number of working days from ``first`` to ``last``, both counted.

        0 where ``last`` comes first. Raises OutsideCalendar beyond the calendar. O(1).
        """
        return self.count(first, last) + self.is_working(first) if first <= last else 0

    def next(self, day: dt.date) -> dt.date:
        """The first working day after ``day``. Raises OutsideCalendar beyond the calendar."""
        return self.add(day, 1)

    def previous(self, day: dt.date) -> dt.date:
        """The last working day before ``day``. Raises OutsideCalendar beyond the calendar."""
        return self.add(day, -1)

    def stretch(self, first: dt.date, working_days: int) -> list[dt.date]:
        """So many working days in a row: ``first``, or the next working day, and those after it.

        Raises OutsideCalendar where one of them lies beyond the calendar.
        """
        if first not in self._from:
            self._widen(first)
        number = self._from[first]
        days = self._days[number : number + working_days]
        if len(days) == working_days:
            return days
        self._widen(first, working_days - self.is_working(first))
        return self.stretch(first, working_days)

    def between(self, start: dt.date, end: dt.date) -> tuple[NamedDay, ...]:
        """The bank holidays on weekdays from ``start`` to ``end``, both counted, in order.

        Days beyond the calendar are left out; they are no error.
        """
        low = bisect_left(self._dates_off, start)
        return self.days_off[low : bisect_right(self._dates_off, end)]

    def why_off(self, day: dt.date) -> str | None:
        """The name of the bank holiday, or "Saturday" or "Sunday"; None for a working day."""
        if self.is_working(day):
            return None
        holidays = self.between(day, day)
        return holidays[0].name if holidays else weekday(day)

    def steps(self, start: dt.date, end: dt.date) -> tuple[CountedDay, ...]:
        """Every day on the way from ``start`` (left out) to ``end``. Raises OutsideCalendar."""
        way = dt.timedelta(days=1 if end >= start else -1)
        names = dict(self.between(min(start, end), max(start, end)))
        steps: list[CountedDay] = []
        number, day = 0, start
        while day != end:
            day += way
            if self.is_working(day):
                number += 1
                steps.append(CountedDay(day, number, None))
            else:
                steps.append(CountedDay(day, None, names.get(day) or weekday(day)))
        return tuple(steps)

    def _widen(self, day: dt.date, working_days: int | None = None) -> None:
        """Fill the tables for ``day``, or for so many working days from it, which they lack.

        Raises OutsideCalendar where they hold the whole calendar, or ``day`` lies beyond it, and
        BadValue for what is no date.
        """
        if type(day) is not dt.date:  # a datetime is never equal to a date
            given = f"{shown(str(day))} is a {type(day).__name__}, and days are counted from dates"
            raise BadValue(f"{given}. Give a datetime.date, such as datetime.date(2027, 3, 8).")
        if not self.first <= day <= self.last:
            raise OutsideCalendar(day, self.first, self.last)
        if self.first in self._up_to and self.last in self._up_to:
            raise OutsideCalendar(day, self.first, self.last, working_days)
        first, last = self.first, self.last
        if not self._up_to:
            first = max(first, dt.date(day.year - 1, 1, 1))
            last = min(last, dt.date(day.year + 1, 12, 31))
        base = first.toordinal()
        days = list(map(dt.date.fromordinal, range(base, last.toordinal() + 1)))
        working = bytearray((_DAYS_OF_THE_WEEK * (len(days) // 7 + 2))[first.weekday() :])
        del working[len(days) :]
        for off in self.between(first, last):
            working[off.date.toordinal() - base] = 0
        for worked in self.worked_weekends:
            if first <= worked <= last:
                working[worked.toordinal() - base] = 1
        up_to = list(accumulate(working))
        self._up_to.update(zip(days, up_to, strict=True))
        self._from.update(zip(days, (number + 1 for number in [0, *up_to]), strict=False))
        self._days[:] = first, *compress(days, working)
