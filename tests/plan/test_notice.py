"""Notice: day 1 is notification, and fieldwork starts after the framework's working days."""

import pytest

from jtai_cli.days.bank_holidays import calendar_for
from jtai_cli.days.periods import Closure
from jtai_cli.errors import DatesOutOfOrder, NotAWorkingDay, NothingToPlan, OutsideCalendar
from jtai_cli.judge.plan import notice_findings
from jtai_cli.plan.deadlines import notice, notice_working
from jtai_cli.rules.frameworks import shipped_framework
from tests.conftest import day

ENGLAND = calendar_for("ENG")


def given(notified=None, start=None, framework="jtai-2022"):
    return notice(
        ENGLAND,
        shipped_framework(framework),
        notified=day(notified) if notified else None,
        fieldwork_start=day(start) if start else None,
    )


def test_from_either_date_comes_the_other():
    assert given(start="2027-03-08").date == day("2027-02-22")
    assert given(notified="2027-02-22").fieldwork_start == day("2027-03-08")


@pytest.mark.parametrize(
    ("notified", "start", "framework", "days", "short_by"),
    [
        ("2027-02-22", "2027-03-08", "jtai-2022", 10, 0),
        ("2027-02-23", "2027-03-08", "jtai-2022", 9, 1),
        ("2027-02-19", "2027-03-08", "jtai-2022", 11, 0),
        ("2027-03-05", "2027-03-08", "jtai-2022", 1, 9),
        ("2017-11-21", "2017-12-04", "jtai-2016", 9, 0),
        ("2017-11-22", "2017-12-04", "jtai-2016", 8, 1),
        ("2020-02-11", "2020-02-24", "jtai-2016", 9, 1),  # unified at 10 by February 2020
        ("2020-02-10", "2020-02-24", "jtai-2016", 10, 0),
        ("2027-03-15", "2027-03-31", "jtai-2022", 10, 0),  # over Easter
    ],
)
def test_between_both_dates(notified, start, framework, days, short_by):
    result = given(notified, start, framework)
    assert (result.working_days, result.short_by) == (days, short_by)


def test_a_sunday_counts_from_its_monday_and_says_so():
    result = given(start="2023-03-26")
    assert (result.date, result.first) == (day("2023-03-13"), day("2023-03-27"))
    assert [each.code for each in notice_findings(result)] == ["fieldwork-start-day-off"]


@pytest.mark.parametrize(
    ("start", "name", "before", "after"),
    [
        ("2027-03-06", "Saturday", "2027-03-05", "2027-03-08"),
        ("2027-03-26", "Good Friday", "2027-03-25", "2027-03-30"),
        ("2027-03-28", "Sunday", "2027-03-25", "2027-03-30"),  # before Easter Monday
    ],
)
def test_other_days_off_are_refused_with_the_days_on_either_side(start, name, before, after):
    with pytest.raises(NotAWorkingDay) as caught:
        given(start=start)
    for word in (name, before, after, "start of fieldwork"):
        assert word in str(caught.value)


def test_notification_is_on_a_working_day():
    with pytest.raises(NotAWorkingDay, match="notification"):
        given(notified="2027-02-21")


@pytest.mark.parametrize("notified", ["2027-03-08", "2027-03-09"])
def test_notification_comes_before_fieldwork(notified):
    with pytest.raises(DatesOutOfOrder, match="must come before"):
        given(notified, "2027-03-08")


def test_no_date_is_an_error_that_says_what_to_give():
    with pytest.raises(NothingToPlan, match="fieldwork_start"):
        given()


@pytest.mark.parametrize(
    ("notified", "start", "days"),
    [
        ("2020-01-17", "2020-01-30", 9),  # the last that starts under the old rule
        ("2020-01-20", "2020-01-31", 9),
        ("2020-01-21", "2020-02-04", 10),
        ("2020-01-27", "2020-02-10", 10),
        ("2020-02-03", "2020-02-17", 10),
    ],
)
def test_the_earliest_start_has_the_notice_asked_for_on_that_day(notified, start, days):
    result = given(notified, framework="jtai-2016")
    assert (result.fieldwork_start, result.working_days) == (day(start), days)
    assert result.short_by == 0


def test_a_framework_that_did_not_apply_is_said():
    assert [each.code for each in notice_findings(given("2017-11-21", "2017-12-04"))] == [
        "framework-not-in-force"
    ]


@pytest.mark.parametrize(
    ("first", "last", "hit"),
    [
        ("2027-02-15", "2027-02-22", True),
        ("2027-02-15", "2027-02-21", False),
        ("2027-02-23", "2027-03-07", False),
        ("2027-03-08", "2027-03-08", True),
    ],
)
def test_a_closure_on_either_date(first, last, hit):
    closures = [Closure(day(first), day(last), "Shut")]
    start = day("2027-03-08")
    result = notice(ENGLAND, shipped_framework("jtai-2022"), fieldwork_start=start)
    found = notice_findings(result, closures)
    assert [each.code for each in found] == (["step-on-closure"] if hit else [])


def test_the_edge_of_the_calendar():
    with pytest.raises(OutsideCalendar):
        given(start="1066-03-08")


def test_beyond_what_is_published_is_said():
    assert [each.code for each in notice_findings(given(start="2029-01-08"))] == [
        "beyond-published-bank-holidays"
    ]


def test_the_working_goes_back_to_notification():
    working = notice_working(given(start="2027-04-05"))
    assert working.days[0] == (day("2027-04-04"), None, "Sunday")
    assert working.days[-1] == (day("2027-03-18"), 10, None)
    assert {step.skipped for step in working.days} == {
        None,
        "Saturday",
        "Sunday",
        "Easter Monday",
        "Good Friday",
    }
