"""The table of elections against the polls as they were held, and the law for those to come."""

import datetime as dt

import pytest

from jtai_cli.days.bank_holidays import calendar_for
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.rules.elections import elections_about, near_election
from jtai_cli.shipped.elections import ELECTIONS
from tests.conftest import day

# By hand, from the notices of poll: GOV.UK and the Electoral Commission.
HELD = [
    ("2016-05-05", "Local elections"),
    ("2017-05-04", "Local elections"),
    ("2017-06-08", "General election"),
    ("2018-05-03", "Local elections"),
    ("2019-05-02", "Local elections"),
    ("2019-12-12", "General election"),
    ("2021-05-06", "Local elections"),
    ("2022-05-05", "Local elections"),
    ("2023-05-04", "Local elections"),
    ("2024-05-02", "Local elections"),
    ("2024-07-04", "General election"),
    ("2025-05-01", "Local elections"),
    ("2026-05-07", "Local elections"),
    ("2027-05-06", "Local elections"),  # foreseen by law, as the next
    ("2028-05-04", "Local elections"),
]


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Each test sees what the code says now, and not what an earlier one was told."""
    elections_about.cache_clear()


def test_the_table_holds_the_polls_in_order_each_with_a_source():
    table = ELECTIONS.elections
    held = [(str(each.date), each.name) for each in table if each.moved is None]
    assert held == HELD
    assert [each.date for each in table] == sorted(each.date for each in table)
    assert all(each.source.title and each.source.url for each in table)


def test_what_was_moved_is_in_the_table_and_was_not_held():
    (moved,) = [each for each in ELECTIONS.elections if each.moved]
    assert (moved.date, moved.moved) == (day("2020-05-07"), day("2020-03-13"))


def test_an_election_is_expected_once_it_is_called_and_until_it_is_moved():
    by_date = {str(each.date): each for each in ELECTIONS.elections}
    general = by_date["2024-07-04"]
    assert [general.expected_on(day(d)) for d in ("2024-05-21", "2024-05-22")] == [False, True]
    moved = by_date["2020-05-07"]
    assert [moved.expected_on(day(d)) for d in ("2020-03-12", "2020-03-13")] == [True, False]
    assert by_date["2018-05-03"].expected_on(day("2016-01-01"))


def test_general_elections_have_the_day_on_which_they_were_called():
    called = {str(e.date): str(e.announced) for e in ELECTIONS.elections if e.announced}
    assert called == {
        "2017-06-08": "2017-04-18",
        "2019-12-12": "2019-10-29",
        "2024-07-04": "2024-05-22",
    }


def test_years_after_the_table_have_the_first_thursday_in_may():
    for year in range(2030, 2100):
        before, here, after = elections_about(year)
        assert [each.date.year for each in (before, here, after)] == [year - 1, year, year + 1]
        assert here.date == next(
            date
            for number in range(1, 8)
            if (date := dt.date(year, 5, number)).strftime("%A") == "Thursday"
        )


def test_the_last_row_is_the_one_that_later_years_are_like():
    assert ELECTIONS.elections[-1].name == "Local elections"
    assert "first Thursday in May" in ELECTIONS.elections[-1].source.title
    assert [str(each.date) for each in elections_about(2028)][-1] == "2029-05-03"


def test_a_poll_that_is_foreseen_is_cited_as_the_last_row_is():
    *_, foreseen = elections_about(2040)
    assert (str(foreseen.date), foreseen.name) == ("2041-05-02", "Local elections")
    assert foreseen.source == ELECTIONS.elections[-1].source
    assert (foreseen.announced, foreseen.moved) == (None, None)


def test_years_before_the_table_have_none():
    assert elections_about(2014) == ()


@pytest.mark.parametrize(
    ("given", "votes", "near"),
    [
        ("2027-04-20", None, ("2027-05-06", False)),  # the sure one is what holds otherwise
        ("2027-04-20", True, ("2027-05-06", True)),  # both are sure: the latest
        ("2027-04-20", False, ("2027-04-20", True)),
        ("2027-05-20", None, ("2027-05-20", True)),
        (None, None, ("2027-05-06", False)),
        (None, True, ("2027-05-06", True)),
    ],
)
def test_the_latest_poll_is_near_and_whether_it_is_sure(given, votes, near):
    elections = [NamedDay(day(given), "Mayoral election")] if given else []
    found = near_election(
        calendar_for("ENG"), day("2027-04-27"), elections=elections, votes=lambda year: votes
    )
    assert (str(found.election.date), found.certain) == near
