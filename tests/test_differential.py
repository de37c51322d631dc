"""The same questions put to others: numpy's business days, the library itself, and GOV.UK's list.

The days off that numpy is given come from the ``holidays`` library, not from our calendar, so that
an error in how we keep, read or count them is not made on both sides.
"""

import datetime as dt
import random
from functools import cache

import holidays
import numpy as np
import pytest

from jtai_cli.days.bank_holidays import FIRST_DAY, LAST_DAY, REGIONS, calendar_for
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.errors import OutsideCalendar

EVERY_DAY = "1111111"  # numpy's week, where weekends are listed among the days off
MONDAY_TO_FRIDAY = "1111100"
CASES = 25_000  # a region
DAY = np.timedelta64(1, "D")


@cache
def days_off(region):
    """The bank holidays of a region, as numpy takes them."""
    years = range(FIRST_DAY.year, LAST_DAY.year + 1)
    return np.array(sorted(holidays.country_holidays("GB", subdiv=region, years=years)), "M8[D]")


def days(first, last, number, chance):
    """Random days, the ends included."""
    ordinals = range(first.toordinal(), last.toordinal() + 1)
    return list(map(dt.date.fromordinal, chance.choices(ordinals, k=number)))


def numpy_add(dates, steps, calendar):
    """Our convention in numpy's words: a day off counts as the end of the day before it.

    ``steps`` after a day off begin with the next working day, so the count starts from the
    working day before; for steps back it is the other way round. Nought is the date itself.
    """
    dates, steps = np.array(dates, "M8[D]"), np.array(steps)
    forwards = np.busday_offset(dates, steps, roll="backward", busdaycal=calendar)
    backwards = np.busday_offset(dates, steps, roll="forward", busdaycal=calendar)
    return np.select([steps > 0, steps < 0], [forwards, backwards], dates)


def numpy_count(starts, ends, calendar):
    """The working days in (start, end], which numpy counts in [start, end); back is negative."""
    starts, ends = np.array(starts, "M8[D]"), np.array(ends, "M8[D]")
    low, high = np.minimum(starts, ends), np.maximum(starts, ends)
    counts = np.busday_count(low + DAY, high + DAY, busdaycal=calendar)
    return np.where(starts <= ends, counts, -counts)


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
