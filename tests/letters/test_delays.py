"""What the letters say, as it comes with the program, is what measuring them says."""

import pytest

from jtai_cli.letters import delays
from jtai_cli.letters.backtest import evidence_of
from jtai_cli.letters.delays import evidence_about, shipped_evidence
from jtai_cli.letters.letters import shipped_letters
from jtai_cli.letters.likely import Evidence
from jtai_cli.letters.measured import shipped_measured
from jtai_cli.rules.frameworks import SHIPPED, shipped_framework
from jtai_cli.shipped.delays import LETTERS, STARTED_ON_MONDAY
from tests.oracle.letters import CLASSES, both_tried, comparable, lateness


@pytest.fixture(autouse=True)
def forgotten():
    """What one test was told is not what the next one sees."""
    shipped_evidence.cache_clear()
    yield
    shipped_evidence.cache_clear()


def test_it_is_that_of_the_letters():
    assert shipped_evidence() == evidence_of(shipped_measured())
    for name in CLASSES:
        assert shipped_evidence().late[name] == tuple(sorted(map(lateness, comparable(name))))


def test_how_often_a_statement_is_right_that_counts_from_a_likely_report():
    assert shipped_evidence().both_tried == both_tried() == (56, 41)


def test_what_it_says_on_the_day_it_ships():
    # Sorted, by a reckoner that has none of the program's code.
    assert shipped_evidence().late == {
        "ordinary": (0,) * 9,
        "christmas": (0, 2, 3, 7, 9, 10, 13, 15, 17),
        "election": (0, 0, 3, 4, 4, 4, 6, 9, 9),
    }


def test_what_warnings_say_of_all_letters():
    """How many there are, how many started on a Monday, and that none fell in two seasons."""
    letters = shipped_letters()
    on_monday = [each for each in letters if each.fieldwork_start.weekday() == 0]
    assert (len(letters), len(on_monday)) == (LETTERS, STARTED_ON_MONDAY)
    days = [day for each in letters for day in (each.fieldwork_start, each.fieldwork_end)]
    assert not [day for day in days if day.month == 8]
    assert not [day for day in days if (day.month, day.day) >= (12, 17)]
    assert not [day for day in days if (day.month, day.day) <= (1, 9)]


@pytest.mark.parametrize("hold", [True, False])
def test_with_other_bank_holidays_the_letters_are_measured(monkeypatch, hold):
    monkeypatch.setattr(delays, "shipped_days_hold", lambda: hold)
    monkeypatch.setattr(delays.delays, "LATE", {"christmas": (1, 2)})
    found = shipped_evidence().late
    measured = evidence_of(shipped_measured()).late
    assert found == ({"christmas": (1, 2)} if hold else measured)


@pytest.mark.parametrize("hold", [True, False])
def test_a_framework_of_ones_own_has_no_letters(monkeypatch, hold):
    monkeypatch.setattr(delays, "shipped_days_hold", lambda: hold)
    ours = shipped_framework("jtai-2022")
    shorter = ours._replace(report=ours.report._replace(days=20))  # under an id of ours
    assert evidence_about(ours._replace(id="peer-challenge")) == Evidence()
    assert evidence_about(shorter) == Evidence()
    assert all(evidence_about(shipped_framework(name)) == shipped_evidence() for name in SHIPPED)
