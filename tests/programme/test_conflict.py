"""A smallest set that contradicts itself: each by trying every plan in brute."""

import pytest
from hypothesis import given, settings

from tests.programme import brute
from tests.programme.made import FIRST, WEEK, made, programmes

pytest.importorskip("highspy", reason="pip install '.[programme]' to try the solver")

from jtai_cli.programme import conflict as searched
from jtai_cli.programme.conflict import Conflict, conflict

WINDOW = {"earliest": FIRST, "latest": FIRST + WEEK}


def is_possible(programme, rules, visits):
    kept = [searched._Item(name, True) for name in rules]
    kept += [searched._Item(name, False) for name in visits]
    return brute.best(searched._with(programme, kept))[0] == 0


def test_two_in_the_way_of_each_other_and_not_the_third():
    found = conflict(made([WINDOW, {}, WINDOW], weeks=9))
    assert found == Conflict(("at_once_per_team",), ("JT1", "JT3"))
    assert conflict(made([WINDOW, {}], weeks=9)) is None


def test_one_without_a_week_contradicts_itself():
    assert conflict(made([{"latest": FIRST - WEEK}, {}])) == Conflict((), ("JT1",))


@given(programmes(most=3))
@settings(max_examples=80)
def test_it_is_impossible_and_any_one_of_it_may_be_dropped(programme):
    found = conflict(programme)
    if found is None:
        assert brute.best(programme)[0] == 0
        return
    assert not is_possible(programme, *found)
    for dropped in (*found.rules, *found.visits):
        rest = [[name for name in names if name != dropped] for names in found]
        assert is_possible(programme, *rest), dropped
