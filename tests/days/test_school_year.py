"""The school year of calendars, by a paper calendar of 2027."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from jtai_cli.days.periods import Span
from jtai_cli.days.school_events import Kind
from jtai_cli.days.school_year import Edge, school_dates, school_year
from tests.harness import day

ONE = dt.timedelta(days=1)


def span(text, name="Span"):
    first, _, last = text.partition("..")
    return Span(day(first), day(last or first), name)


def year(*events):
    """The school year of events, each ``(span, kind)``."""
    return school_year([school_dates((span(text), kind) for text, kind in events)])


def shown(spans):
    return [f"{each.first}..{each.last}" for each in spans]


def test_holidays_and_what_lies_between():
    found = year(
        ("2026-12-21..2027-01-01", Kind.HOLIDAY),
        ("2027-02-15..2027-02-19", Kind.HOLIDAY),
        ("2027-03-26..2027-04-09", Kind.HOLIDAY),
    )
    assert shown(found.closed) == [
        "2026-12-21..2027-01-01",
        "2027-02-15..2027-02-19",
        "2027-03-26..2027-04-09",
    ]
    assert shown(found.known) == ["2026-12-21..2027-04-09"]


def test_terms_and_the_holidays_between_them():
    found = year(("2027-01-04..2027-02-12", Kind.TERM), ("2027-02-22..2027-03-25", Kind.TERM))
    assert shown(found.closed) == ["2027-02-13..2027-02-21"]
    assert found.closed[0].name == "School holiday"
    assert shown(found.known) == ["2027-01-04..2027-03-25"]


def test_first_and_last_days_in_pairs():
    found = year(
        ("2027-01-04", Kind.FIRST_SCHOOL_DAY),
        ("2027-02-12", Kind.LAST_SCHOOL_DAY),
        ("2027-02-22", Kind.FIRST_SCHOOL_DAY),
        ("2027-03-26", Kind.FIRST_CLOSED_DAY),
        ("2027-04-09", Kind.LAST_CLOSED_DAY),
    )
    assert shown(found.closed) == ["2027-02-13..2027-02-21", "2027-03-26..2027-04-09"]
    assert shown(found.known) == ["2027-01-04..2027-04-09"]


def test_of_what_has_no_partner_nothing_is_known():
    found = year(
        ("2027-01-04", Kind.FIRST_SCHOOL_DAY),
        ("2027-02-12", Kind.LAST_SCHOOL_DAY),
        ("2027-02-22", Kind.FIRST_SCHOOL_DAY),
        ("2027-03-25", Kind.LAST_SCHOOL_DAY),
        ("2027-05-28", Kind.LAST_SCHOOL_DAY),  # when did it begin again?
    )
    assert shown(found.closed) == ["2027-02-13..2027-02-21"]
    assert shown(found.known) == ["2027-01-04..2027-03-25"]
    assert found.unknown([day("2027-03-25"), day("2027-03-26")]) == [day("2027-03-26")]


def test_of_two_last_days_close_together_the_later_counts():
    found = year(
        ("2027-01-04", Kind.FIRST_SCHOOL_DAY),
        ("2027-02-11", Kind.LAST_SCHOOL_DAY),
        ("2027-02-12", Kind.LAST_SCHOOL_DAY),
        ("2027-02-22", Kind.FIRST_SCHOOL_DAY),
        ("2027-02-23", Kind.FIRST_SCHOOL_DAY),
    )
    assert shown(found.closed) == ["2027-02-13..2027-02-22"]


def test_a_return_of_some_counts_where_none_of_all_is_near():
    ends = ("2027-02-12", Kind.LAST_SCHOOL_DAY)
    some = ("2027-02-22", Kind.SOME_RETURN)
    assert shown(year(ends, some).closed) == ["2027-02-13..2027-02-21"]
    every = ("2027-02-23", Kind.FIRST_SCHOOL_DAY)
    assert shown(year(ends, some, every).closed) == ["2027-02-13..2027-02-22"]
    late = ("2027-03-01", Kind.SOME_RETURN)  # a nursery that begins a week later
    assert shown(year(ends, every, late).closed) == ["2027-02-13..2027-02-22"]


def test_seventy_days_are_the_longest_stretch():
    autumn = ("2026-10-26..2026-10-30", Kind.HOLIDAY)
    opened = day("2026-10-31")
    for length, known in ((70, True), (71, False)):
        closed = opened + length * ONE
        found = year(autumn, (f"{closed}..{closed + 4 * ONE}", Kind.HOLIDAY))
        assert (opened not in found.unknown([opened])) is known


def test_a_long_gap_between_terms_is_no_holiday():
    found = year(("2026-09-02..2026-12-18", Kind.TERM), ("2027-04-12..2027-05-28", Kind.TERM))
    assert found.closed == ()


def test_no_holiday_but_summers_is_as_long_as_a_term():
    """Last and first days taken the wrong way round leave a stretch that is not known."""
    found = year(("2027-01-01", Kind.FIRST_CLOSED_DAY), ("2027-02-14", Kind.LAST_CLOSED_DAY))
    assert (found.closed, found.known) == ((), ())
    summer = year(("2027-07-21", Kind.LAST_SCHOOL_DAY), ("2027-09-02", Kind.FIRST_SCHOOL_DAY))
    assert shown(summer.closed) == ["2027-07-22..2027-09-01"]


def test_a_closed_day_is_no_edge():
    found = year(
        ("2027-02-15..2027-02-19", Kind.HOLIDAY),
        ("2027-03-05", Kind.CLOSED),
        ("2027-03-26..2027-04-09", Kind.HOLIDAY),
    )
    assert "2027-03-05..2027-03-05" in shown(found.closed)
    assert shown(found.known) == ["2027-02-15..2027-04-09"]


def test_a_holiday_of_one_day_is_where_it_begins():
    begins = ("2027-03-26", Kind.HOLIDAY)
    assert shown(year(begins, ("2027-04-12", Kind.FIRST_SCHOOL_DAY)).known) == [
        "2027-03-26..2027-04-11"
    ]
    assert year(begins, ("2027-05-31..2027-06-04", Kind.HOLIDAY)).unknown([day("2027-04-05")])


def test_holidays_given_day_by_day():
    days = [(f"2027-02-{number}", Kind.HOLIDAY) for number in range(15, 20)]
    found = year(*days, ("2027-03-26..2027-04-09", Kind.HOLIDAY))
    assert shown(found.known) == ["2027-02-15..2027-04-09"]


def test_calendars_of_two_years_join():
    one = school_dates([(span("2027-06-07..2027-07-21"), Kind.TERM)])
    two = school_dates([(span("2027-09-01..2027-10-22"), Kind.TERM)])
    assert shown(school_year([one, two]).closed) == ["2027-07-22..2027-08-31"]


def test_what_is_left_out_is_named_once():
    events = [(span("2027-03-05", "Fair"), None), (span("2027-03-06", "Fair"), None)]
    assert school_dates(events).left_out == ("Fair",)


@given(st.lists(st.tuples(st.integers(0, 400), st.booleans()), max_size=20))
def test_known_days_are_in_order_apart_and_between_edges(given_edges):
    start = day("2027-01-01")
    kinds = {True: Kind.FIRST_SCHOOL_DAY, False: Kind.FIRST_CLOSED_DAY}
    edges = sorted({Edge(start + number * ONE, opens) for number, opens in given_edges})
    events = [(Span(edge.day, edge.day, ""), kinds[edge.opens]) for edge in edges]
    found = school_year([school_dates(events)])
    for before, after in zip(found.known, found.known[1:], strict=False):
        assert before.last < after.first
    for stretch in found.known:
        assert edges[0].day <= stretch.first <= stretch.last < edges[-1].day
    for each in found.closed:
        assert not found.unknown([each.first, each.last])


def test_three_weekdays_closed_are_a_holiday_and_two_a_day_or_two_off():
    def edges(text):
        return len(school_dates([(span(text), Kind.CLOSED)]).edges)

    assert edges("2027-02-15..2027-02-16") == 0  # Monday and Tuesday
    assert edges("2027-02-12..2027-02-15") == 0  # Friday to Monday
    assert edges("2027-02-15..2027-02-17") == 2
