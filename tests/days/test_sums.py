"""Plain arithmetic, and the list of days off."""

import pytest

from jtai_cli.days.periods import Closure
from jtai_cli.days.sums import add_days, days_between, list_days
from jtai_cli.errors import DatesOutOfOrder, OutsideCalendar
from jtai_cli.judge.plan import days_findings
from jtai_cli.plan.deadlines import sum_working
from tests.conftest import day, easter_calendar

CALENDAR = easter_calendar(published_until=day("2027-12-31"))


def test_adding_and_counting():
    total = add_days(CALENDAR, day("2027-03-12"), 10)
    assert (total.end, days_findings(total)) == (day("2027-03-30"), ())
    assert days_between(CALENDAR, day("2027-03-12"), day("2027-03-30")).working_days == 10
    assert days_between(CALENDAR, day("2027-03-30"), day("2027-03-12")).working_days == -10


def test_beyond_what_is_published():
    assert [w.code for w in days_findings(add_days(CALENDAR, day("2028-01-03"), -30))] == [
        "beyond-published-bank-holidays"
    ]


@pytest.mark.parametrize("number", [10, -10, 1])
def test_the_working_ends_on_the_number(number):
    working = sum_working(add_days(CALENDAR, day("2027-03-31"), number))
    assert working.days[-1].number == abs(number)
    assert f"{number}" in working.title


def test_a_list_has_both_ends_and_a_closure_on_a_bank_holiday_is_a_bank_holiday():
    closure = Closure(day("2027-03-25"), day("2027-03-29"), "Shut")
    days = list_days(CALENDAR, day("2027-03-25"), day("2027-03-29"), [closure]).days
    assert [(str(each.date), each.name, each.kind) for each in days] == [
        ("2027-03-25", "Shut", "closure"),
        ("2027-03-26", "Good Friday", "bank-holiday"),
        ("2027-03-29", "Easter Monday", "bank-holiday"),
    ]


def test_a_closure_that_sticks_out_is_cut_to_the_list():
    closure = Closure(day("2027-03-01"), day("2027-04-30"), "Shut")
    days = list_days(CALENDAR, day("2027-03-24"), day("2027-03-25"), [closure]).days
    assert [str(each.date) for each in days] == ["2027-03-24", "2027-03-25"]


def test_a_day_of_two_closures_is_listed_once_by_the_name_of_the_first():
    long = Closure(day("2027-03-24"), day("2027-03-25"), "Inset")
    longer = Closure(day("2027-03-25"), day("2027-03-30"), "Shut")
    days = list_days(CALENDAR, day("2027-03-24"), day("2027-03-30"), [long, longer]).days
    assert [(str(each.date)[8:], each.name) for each in days] == [
        ("24", "Inset"),
        ("25", "Inset"),
        ("26", "Good Friday"),
        ("29", "Easter Monday"),
        ("30", "Shut"),
    ]


def test_a_list_beyond_what_is_published_says_so():
    beyond = list_days(CALENDAR, day("2027-12-01"), day("2028-01-10"))
    assert [each.code for each in days_findings(beyond)] == ["beyond-published-bank-holidays"]
    assert days_findings(list_days(CALENDAR, day("2027-12-01"), day("2027-12-31"))) == ()


def test_a_list_is_inside_the_calendar_and_in_order():
    with pytest.raises(DatesOutOfOrder):
        list_days(CALENDAR, day("2027-03-29"), day("2027-03-25"))
    with pytest.raises(OutsideCalendar):
        list_days(CALENDAR, day("2027-03-29"), day("2030-03-25"))
    one_day = list_days(CALENDAR, day("2027-03-26"), day("2027-03-26"))
    assert len(one_day.days) == 1
