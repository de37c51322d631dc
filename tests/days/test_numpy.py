"""The same questions put to others: numpy's business days, the library itself, and GOV.UK's list.

The days off that numpy is given come from the ``holidays`` library, not from our calendar, so that
an error in how we keep, read or count them is not made on both sides.
"""

import datetime as dt
import random

import numpy as np
import pytest

from jtai_cli.days.bank_holidays import FIRST_DAY, LAST_DAY, REGIONS, calendar_for
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.errors import OutsideCalendar
from tests.oracle.numpy_days import (
    EVERY_DAY,
    MONDAY_TO_FRIDAY,
    days_off,
    numpy_add,
    numpy_count,
)

CASES = 25_000  # a region


def days(first, last, number, chance):
    """Random days, the ends included."""
    ordinals = range(first.toordinal(), last.toordinal() + 1)
    return list(map(dt.date.fromordinal, chance.choices(ordinals, k=number)))


def our_add(calendar, date, step):
    try:
        return calendar.add(date, step)
    except OutsideCalendar:
        return None


def disagreements(ours, dates, steps, ends, theirs):
    """Where our calendar and numpy's do not give the same; and how many results are outside."""
    added = numpy_add(dates, steps, theirs).astype(object)
    counted = numpy_count(dates, ends, theirs).tolist()
    expected = [day if FIRST_DAY <= day <= LAST_DAY else None for day in added]
    wrong = [
        (date, step, day, our_add(ours, date, step))
        for date, step, day in zip(dates, steps, expected, strict=True)
        if our_add(ours, date, step) != day
    ]
    wrong += [
        (date, end, count, ours.count(date, end))
        for date, end, count in zip(dates, ends, counted, strict=True)
        if ours.count(date, end) != count
    ]
    return wrong, expected.count(None)


@pytest.mark.parametrize("region", REGIONS)
def test_adding_and_counting_agree_with_numpy(region):
    chance = random.Random(f"{region} 2027")
    first = dt.date(2000, 1, 1)
    dates, ends = (days(first, LAST_DAY, CASES, chance) for _ in range(2))
    steps = chance.choices(range(-500, 501), k=CASES)
    theirs = np.busdaycalendar(MONDAY_TO_FRIDAY, days_off(region))
    wrong, outside = disagreements(calendar_for(region), dates, steps, ends, theirs)
    assert wrong == []
    assert outside > 50  # both sides were asked for days beyond the end


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize(
    ("first", "last"),
    [(FIRST_DAY, dt.date(1991, 12, 31)), (dt.date(2099, 1, 1), LAST_DAY)],
    ids=["first", "last"],
)
def test_the_ends_of_the_calendar_are_where_numpy_has_them(region, first, last):
    chance = random.Random(f"{region} {first}")
    dates = [first, last, *days(first, last, 3_000, chance)]
    ends = days(FIRST_DAY, LAST_DAY, len(dates), chance)
    steps = [-1, 1, *chance.choices(range(-500, 501), k=len(dates) - 2)]
    theirs = np.busdaycalendar(MONDAY_TO_FRIDAY, days_off(region))
    wrong, outside = disagreements(calendar_for(region), dates, steps, ends, theirs)
    assert wrong == []
    assert outside > 300


@pytest.mark.parametrize("region", REGIONS)
def test_the_day_before_the_first_and_the_day_after_the_last_are_outside(region):
    calendar = calendar_for(region)
    for day in (FIRST_DAY - dt.timedelta(1), LAST_DAY + dt.timedelta(1)):
        for step in (-500, -1, 0, 1, 500):
            assert our_add(calendar, day, step) is None
        with pytest.raises(OutsideCalendar):
            calendar.count(day, FIRST_DAY)
        with pytest.raises(OutsideCalendar):
            calendar.count(LAST_DAY, day)


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("region", REGIONS)
def test_extra_bank_holidays_and_working_days_agree_with_numpy(region, number):
    """Extra working days are bank holidays that were moved, or weekends that are worked."""
    chance = random.Random(f"{region} {number}")
    first, last = dt.date(2020, 1, 1), dt.date(2035, 12, 31)
    published = [day for day in days_off(region).tolist() if first <= day <= last]
    worked = {*chance.sample(published, 20), *days(first, last, 40, chance)}
    proclaimed = set(days(first, last, 60, chance)) - worked
    calendar = calendar_for(
        region,
        extra_bank_holidays=[NamedDay(day, "Proclaimed") for day in sorted(proclaimed)],
        extra_working_days=sorted(worked),
    )
    every = np.arange(FIRST_DAY, LAST_DAY + dt.timedelta(1), dtype="M8[D]")
    weekends = every[~np.is_busday(every)]
    off = {*weekends.tolist(), *days_off(region).tolist(), *proclaimed} - worked
    theirs = np.busdaycalendar(EVERY_DAY, np.array(sorted(off), "M8[D]"))
    dates, ends = (days(first, last, 1_000, chance) for _ in range(2))
    steps = chance.choices(range(-500, 501), k=1_000)
    wrong, _ = disagreements(calendar, dates, steps, ends, theirs)
    assert wrong == []
    assert all(calendar.why_off(day) is None for day in worked)
    assert worked.isdisjoint(off.date for off in calendar.days_off)
