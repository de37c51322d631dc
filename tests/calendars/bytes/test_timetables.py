"""The dates of calendars against two timetables that were worked out by hand."""

import datetime as dt
import itertools

import pytest

from tests.calendars.bytes.making import NAMED, as_dates, dates_of, steps_of
from tests.oracle.timetable import BY_HAND, MONDAY, WEDNESDAY

both_starts = pytest.mark.parametrize("start", [MONDAY, WEDNESDAY])


def test_the_timetables_made_by_hand_have_only_working_days():
    off = {dt.date(2027, 3, 26), dt.date(2027, 3, 29), dt.date(2027, 5, 3), dt.date(2027, 5, 31)}
    for dates in itertools.chain.from_iterable(table.values() for table in BY_HAND.values()):
        assert all(date.weekday() < 5 and date not in off for date in dates)


@both_starts
def test_every_step_is_one_event_on_the_dates_worked_out_by_hand(write, start):
    assert as_dates(write(start, *NAMED).events) == BY_HAND[start]


@both_starts
def test_the_plan_says_the_same_dates(plan, start):
    planned = {
        f"{step['title']}, JTAI Exampleshire": dates_of(step) for step in steps_of(plan(start))
    }
    assert planned == BY_HAND[start]
