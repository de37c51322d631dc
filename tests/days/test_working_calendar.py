"""The laws of working days, on calendars that Hypothesis makes up."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.errors import OutsideCalendar
from tests.conftest import day, easter_calendar, first_working_day

FIRST, LAST = dt.date(2026, 1, 1), dt.date(2028, 12, 31)

dates = st.dates(FIRST, LAST)
inner_dates = st.dates(dt.date(2026, 11, 1), dt.date(2028, 2, 28))
numbers = st.integers(-150, 150)
calendars = st.dictionaries(dates, st.just("A day off"), max_size=40).map(
    lambda days: WorkingCalendar("ENG", first=FIRST, last=LAST, days_off=days)
)


def by_hand(calendar, start, number):
    """Walk day by day, as on a paper calendar."""
    step = dt.timedelta(days=1 if number > 0 else -1)
    while number:
        start += step
        if start.weekday() < 5 and start not in {off.date for off in calendar.days_off}:
            number -= step.days
    return start


@given(calendars, inner_dates, numbers)
def test_adding_is_what_a_paper_calendar_says(calendar, start, number):
    assert calendar.add(start, number) == by_hand(calendar, start, number)


@given(calendars, inner_dates, numbers.filter(bool))
def test_the_result_is_a_working_day(calendar, start, number):
    assert calendar.is_working(calendar.add(start, number))


@given(calendars, inner_dates, st.integers(1, 150))
def test_the_count_gives_back_what_was_added(calendar, start, number):
    assert calendar.count(start, calendar.add(start, number)) == number


@given(calendars, inner_dates, st.integers(0, 70), st.integers(0, 70), st.sampled_from([1, -1]))
def test_adding_twice_is_adding_the_sum(calendar, start, a, b, sign):
    assert calendar.add(calendar.add(start, sign * a), sign * b) == calendar.add(
        start, sign * (a + b)
    )


@given(calendars, inner_dates, st.integers(0, 150))
def test_a_stretch_is_each_working_day_in_turn(calendar, first, number):
    found = calendar.stretch(first, number)
    before = first - dt.timedelta(days=1)
    assert found == [calendar.add(before, n) for n in range(1, number + 1)]


def test_three_years_are_laid_out_first_and_all_of_them_then():
    """What makes a start quick; that no answer depends on it is said by the laws above."""
    calendar = WorkingCalendar(
        "ENG", first=dt.date(1990, 1, 1), last=dt.date(2100, 12, 31), days_off={}
    )
    calendar.add(dt.date(2027, 6, 1), 100)
    assert (min(calendar._up_to), max(calendar._up_to)) == (day("2026-01-01"), day("2028-12-31"))
    calendar.add(dt.date(2028, 12, 1), 30)
    assert (min(calendar._up_to), max(calendar._up_to)) == (calendar.first, calendar.last)


def test_a_stretch_that_leaves_the_calendar_is_an_error():
    with pytest.raises(OutsideCalendar):
        easter_calendar().stretch(LAST, 2)
    with pytest.raises(OutsideCalendar):
        easter_calendar().stretch(FIRST - dt.timedelta(days=1), 2)


@given(calendars, inner_dates, inner_dates, numbers)
def test_a_later_start_never_gives_an_earlier_end(calendar, one, other, number):
    early, late = sorted((one, other))
    assert calendar.add(early, number) <= calendar.add(late, number)


@given(inner_dates, st.integers(1, 150), dates)
def test_one_more_day_off_never_brings_a_later_date_forward(start, number, extra):
    more = easter_calendar(
        days_off={
            **{off.date: off.name for off in easter_calendar().days_off},
            extra: "One more",
        }
    )
    assert more.add(start, number) >= easter_calendar().add(start, number)


@given(calendars, inner_dates, numbers)
def test_subtracting_undoes_adding_from_a_working_day(calendar, start, number):
    start = first_working_day(calendar, start)
    assert calendar.add(calendar.add(start, number), -number) == start


@given(calendars, dates, dates)
def test_a_count_leaves_out_the_start_and_takes_the_end(calendar, a, b):
    days = (a + dt.timedelta(days=n) for n in range(1, (b - a).days + 1))
    if a <= b:
        assert calendar.count(a, b) == sum(calendar.is_working(each) for each in days)
    assert calendar.count(a, b) == -calendar.count(b, a)


@given(calendars, inner_dates, numbers)
def test_the_working_names_every_day_on_the_way(calendar, start, number):
    end = calendar.add(start, number)
    steps = calendar.steps(start, end)
    assert len(steps) == abs((end - start).days)
    assert [step.number for step in steps if step.number] == list(range(1, abs(number) + 1))
    assert all(calendar.is_working(step.date) == (step.skipped is None) for step in steps)


def test_zero_leaves_the_date_even_on_a_day_off():
    assert easter_calendar().add(day("2027-03-28"), 0) == day("2027-03-28")


def test_next_and_previous_are_strict():
    calendar = easter_calendar()
    assert calendar.next(day("2027-03-25")) == day("2027-03-30")
    assert calendar.previous(day("2027-03-30")) == day("2027-03-25")
    assert calendar.next(day("2027-03-27")) == day("2027-03-30")


def test_why_a_day_is_off():
    calendar = easter_calendar()
    assert calendar.why_off(day("2027-03-26")) == "Good Friday"
    assert calendar.why_off(day("2027-03-27")) == "Saturday"
    assert calendar.why_off(day("2027-03-25")) is None


def test_days_off_between_two_dates_count_both_ends():
    calendar = easter_calendar()
    both = calendar.between(day("2027-03-26"), day("2027-03-29"))
    assert [off.name for off in both] == ["Good Friday", "Easter Monday"]
    assert calendar.between(day("2027-03-27"), day("2027-03-28")) == ()


def test_an_extra_working_day_takes_a_day_off_away():
    calendar = easter_calendar(extra_working_days=[day("2027-03-29"), day("2027-03-27")])
    assert calendar.is_working(day("2027-03-29"))
    assert calendar.is_working(day("2027-03-27"))  # a Saturday that is worked
    assert [off.name for off in calendar.days_off] == ["Good Friday"]
    assert calendar.count(day("2027-03-25"), day("2027-03-30")) == 3


def test_days_off_at_weekends_and_beyond_the_range_change_nothing():
    off = {day("2027-03-27"): "A Saturday", day("2035-01-01"): "Too late"}
    assert easter_calendar(days_off=off).days_off == ()
    calendar = easter_calendar(extra_working_days=[day("2035-01-01")])
    assert calendar.days_off == easter_calendar().days_off


def test_a_day_at_an_edge_can_be_worked():
    calendar = easter_calendar(extra_working_days=[LAST])  # a Sunday
    assert calendar.is_working(LAST)
    assert calendar.worked_weekends == (LAST,)
    assert calendar.add(dt.date(2028, 12, 29), 1) == LAST


@pytest.mark.parametrize(
    ("ask", "edge"),
    [
        (lambda c: c.add(FIRST, -1), "before Thursday 1 January 2026"),
        (lambda c: c.add(LAST, 1), "after Sunday 31 December 2028"),
        (lambda c: c.add(day("2025-12-31"), 5), "before Thursday 1 January 2026"),
        (lambda c: c.add(day("2029-01-01"), -5), "after Sunday 31 December 2028"),
        (lambda c: c.add(day("2027-03-08"), 10**30), "after Sunday 31 December 2028"),
        (lambda c: c.add(day("2027-03-08"), -(10**30)), "before Thursday 1 January 2026"),
        (lambda c: c.count(day("2025-12-31"), day("2027-01-01")), "before Thursday"),
        (lambda c: c.count(day("2027-01-01"), day("2029-01-01")), "after Sunday"),
        (lambda c: c.is_working(dt.date.min), "before Thursday 1 January 2026"),
        (lambda c: c.is_working(dt.date.max), "after Sunday 31 December 2028"),
    ],
)
def test_past_an_edge_is_an_error_that_names_it(ask, edge):
    with pytest.raises(OutsideCalendar) as caught:
        ask(easter_calendar())
    assert edge in str(caught.value)


def test_the_edges_themselves_are_inside():
    calendar = easter_calendar()
    assert calendar.is_working(FIRST)
    assert not calendar.is_working(LAST)
    assert calendar.add(dt.date(2028, 12, 28), 1) == dt.date(2028, 12, 29)
    with pytest.raises(OutsideCalendar):
        calendar.add(dt.date(2028, 12, 29), 1)
    assert calendar.add(dt.date(2026, 1, 2), -1) == FIRST


def test_a_calendar_is_frozen():
    with pytest.raises(AttributeError):
        easter_calendar().region = "SCT"
    with pytest.raises(AttributeError):
        del easter_calendar().region


def test_what_is_published_is_the_whole_calendar_unless_said():
    assert easter_calendar().published_until == LAST
    assert easter_calendar(published_until=FIRST).published_until == FIRST


def test_the_first_and_the_last_day_can_be_off():
    first, last = day("2027-03-08"), day("2027-03-12")  # a Monday and a Friday
    calendar = WorkingCalendar("ENG", first=first, last=last, days_off={first: "A", last: "B"})
    assert (calendar.is_working(first), calendar.is_working(last)) == (False, False)
    assert [off.date for off in calendar.days_off] == [first, last]
    sunday = day("2027-03-07")
    calendar = WorkingCalendar(
        "ENG", first=sunday, last=last, days_off={}, extra_working_days=[sunday]
    )
    assert calendar.is_working(sunday)
    assert calendar.worked_weekends == (sunday,)


def test_a_friday_that_is_worked_after_all_is_no_weekend():
    good_friday = day("2027-03-26")
    calendar = easter_calendar(extra_working_days=[good_friday])
    assert calendar.is_working(good_friday)
    assert calendar.worked_weekends == ()
