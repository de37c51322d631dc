"""How long the letters took, as it comes with the program, is what measuring them says."""

import pytest

from jtai_cli.letters import delays
from jtai_cli.letters.delays import shipped_waits
from jtai_cli.letters.letters import shipped_letters
from jtai_cli.letters.likely import Wait
from jtai_cli.letters.measured import shipped_evidence
from jtai_cli.rules.frameworks import SHIPPED
from jtai_cli.shipped.delays import LETTERS, STARTED_ON_MONDAY


@pytest.fixture(autouse=True)
def forgotten():
    """What one test was told is not what the next one sees."""
    shipped_waits.cache_clear()
    yield
    shipped_waits.cache_clear()


@pytest.mark.parametrize("framework", SHIPPED)
def test_they_are_those_of_the_letters(framework):
    waits = shipped_waits(framework)
    assert all(type(wait) is Wait for wait in waits)
    assert waits == tuple(each.wait for each in shipped_evidence(framework))


def test_each_framework_that_was_in_use_for_years_has_many():
    assert [len(shipped_waits(name)) > 15 for name in ("jtai-2022", "jtai-2016")] == [True, True]


def test_what_warnings_say_of_all_letters():
    """How many there are, how many started on a Monday, and that none fell in two seasons."""
    letters = shipped_letters()
    on_monday = [each for each in letters if each.fieldwork_start.weekday() == 0]
    assert (len(letters), len(on_monday)) == (LETTERS, STARTED_ON_MONDAY)
    days = [day for each in letters for day in (each.fieldwork_start, each.fieldwork_end)]
    assert not [day for day in days if day.month == 8]
    assert not [day for day in days if (day.month, day.day) >= (12, 17)]
    assert not [day for day in days if (day.month, day.day) <= (1, 9)]


def test_a_framework_of_ones_own_has_no_letters():
    assert shipped_waits("peer-challenge") == ()


@pytest.mark.parametrize(("hold", "expected"), [(True, "shipped"), (False, "measured")])
def test_with_other_bank_holidays_the_letters_are_measured(monkeypatch, hold, expected):
    monkeypatch.setattr(delays, "shipped_days_hold", lambda: hold)
    monkeypatch.setattr(delays, "DELAYS", {"jtai-2022": (("winter", 1, 2),)})
    measured = tuple(each.wait for each in shipped_evidence("jtai-2022"))
    given = {"shipped": (Wait("winter", 1, 2),), "measured": measured}
    assert shipped_waits("jtai-2022") == given[expected]


def test_a_framework_of_ones_own_has_no_letters_that_could_be_measured(monkeypatch):
    monkeypatch.setattr(delays, "shipped_days_hold", lambda: False)
    assert shipped_waits("peer-challenge") == ()
