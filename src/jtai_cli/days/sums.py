"""Plain arithmetic with working days, as answers that an output can be made of."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from typing import Literal, NamedTuple

from jtai_cli.days.periods import Closure
from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.errors import DatesOutOfOrder


class NonWorkingDay(NamedTuple):
    """A weekday that is a bank holiday, or a working day on which a partner is closed."""

    date: dt.date
    name: str
    kind: Literal["bank-holiday", "closure"]


class DaySum(NamedTuple):
    """``working_days`` working days lie in (start, end], a negative number where end is first."""

    calendar: WorkingCalendar
    start: dt.date
    working_days: int
    end: dt.date


class DayList(NamedTuple):
    """The bank holidays and closures from ``first`` to ``last``, both counted, in order."""

    calendar: WorkingCalendar
    first: dt.date
    last: dt.date
    days: tuple[NonWorkingDay, ...]


def add_days(calendar: WorkingCalendar, start: dt.date, working_days: int) -> DaySum:
    """The date ``working_days`` after ``start`` (not counted). Raises OutsideCalendar."""
    return DaySum(calendar, start, working_days, calendar.add(start, working_days))


def days_between(calendar: WorkingCalendar, start: dt.date, end: dt.date) -> DaySum:
    """The working days in (start, end]. Raises OutsideCalendar."""
    return DaySum(calendar, start, calendar.count(start, end), end)


def list_days(
    calendar: WorkingCalendar, first: dt.date, last: dt.date, closures: Collection[Closure] = ()
) -> DayList:
    """The bank holidays and closures from ``first`` to ``last``, both counted.

    Raises DatesOutOfOrder, OutsideCalendar.
    """
    if last < first:
        raise DatesOutOfOrder("the first day", first, "the last day", last)
    for edge in (first, last):
        calendar.is_working(edge)  # for the error that names the calendar's edge
    return DayList(calendar, first, last, non_working_days(calendar, closures, first, last))


def non_working_days(
    calendar: WorkingCalendar, closures: Collection[Closure], first: dt.date, last: dt.date
) -> tuple[NonWorkingDay, ...]:
    """Bank holidays and closed days on weekdays from ``first`` to ``last``, both counted.

    A closure on a bank holiday is a bank holiday: it was not going to be worked anyway.
    """
    days = [NonWorkingDay(day, name, "bank-holiday") for day, name in calendar.between(first, last)]
    working = calendar.stretch(first, calendar.within(first, last)) if closures else []
    for closure in closures:  # the first that covers a day gives it its name
        covered = slice(bisect_left(working, closure.first), bisect_right(working, closure.last))
        days += (NonWorkingDay(day, closure.name, "closure") for day in working[covered])
        del working[covered]
    return tuple(sorted(days))
