"""The days about an election in which reports are held back: windows counted on paper."""

import pytest

from jtai_cli.days.bank_holidays import calendar_for
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.rules.elections import near_election
from tests.conftest import day

ENGLAND = calendar_for("ENG")


def name(date, **given):
    near = near_election(ENGLAND, day(date), **given)
    return near and str(near.election.date)


# Local elections on Thursday 6 May 2027. 25 working days before, by hand: Wednesday 5 May is 1,
# Tuesday 4 is 2 (Monday 3 is a bank holiday), 30 to 26 April are 3 to 7, 23 to 19 April 8 to 12,
# 16 to 12 April 13 to 17, 9 to 5 April 18 to 22, 2 April 23, 1 April 24, 31 March 25.
@pytest.mark.parametrize(
    ("date", "poll"),
    [
        ("2027-03-30", None),
        ("2027-03-31", "2027-05-06"),
        ("2027-05-06", "2027-05-06"),
        ("2027-05-20", "2027-05-06"),
        ("2027-05-21", None),
    ],
)
def test_the_window_of_local_elections(date, poll):
    assert name(date) == poll


def test_of_two_elections_the_later_holds_back_longer():
    # Hounslow, 2017: local elections on 4 May, the general election on 8 June.
    assert name("2017-05-10") == "2017-06-08"
    assert name("2017-05-10", expected_on=day("2017-04-17")) == "2017-05-04"


def test_a_poll_that_the_area_surely_has_is_what_holds_if_it_does_not_vote():
    given = [NamedDay(day("2027-04-08"), "By-election"), NamedDay(day("2027-04-01"), "Earlier")]
    near = near_election(ENGLAND, day("2027-04-14"), elections=given)
    assert (str(near.election.date), near.certain) == ("2027-05-06", False)
    assert (str(near.otherwise.election.date), near.otherwise.certain) == ("2027-04-08", True)
    # A later one that is given, or the same day, holds whether the area votes or not.
    for date in ("2027-05-06", "2027-05-13"):
        near = near_election(ENGLAND, day("2027-05-04"), elections=[NamedDay(day(date), "Mayor")])
        assert (str(near.election.date), near.certain, near.otherwise) == (date, True, None)


def test_elections_given_and_elections_left_out():
    mayor = [NamedDay(day("2027-10-07"), "Mayor")]
    assert name("2027-10-01") is None
    assert name("2027-10-01", elections=mayor) == "2027-10-07"
    assert name("2027-05-06", no_elections=True) is None
    assert name("2027-10-01", elections=mayor, no_elections=True) == "2027-10-07"


def test_an_election_that_was_moved_held_nothing_back_but_was_expected_to():
    assert name("2020-04-14") is None
    assert name("2020-04-14", expected_on=day("2020-02-24")) == "2020-05-07"
    assert name("2020-04-14", expected_on=day("2020-03-13")) is None


def test_the_days_about_it_are_said():
    near = near_election(ENGLAND, day("2027-05-04"))
    assert (str(near.first), str(near.last)) == ("2027-03-31", "2027-05-20")
