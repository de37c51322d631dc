"""A smallest set that contradicts itself: each by trying every plan in brute."""

import pytest
from hypothesis import given, settings

from jtai_cli.days.periods import Span
from jtai_cli.days.school_year import SchoolYear
from jtai_cli.programme.model import Limit, Other
from tests.programme import brute
from tests.programme.made import ALL_FOUR, FIRST, NO_RULES, WEEK, made, programmes

pytest.importorskip("highspy", reason="pip install '.[programme]' to try the solver")

from jtai_cli.programme import conflict as searched
from jtai_cli.programme.conflict import BrokenOff, Conflict, conflict
from jtai_cli.programme.engine import Found

WINDOW = {"earliest": FIRST, "latest": FIRST + WEEK}
THIS_WEEK = {"earliest": FIRST, "latest": FIRST}
INSPECTORATE = "at_once_per_inspectorate ({})"


def is_possible(programme, rules, visits):
    """Whether a plan keeps these rules and places these visits, whatever becomes of the others."""
    old, inspectorates = programme.rules, programme.rules.at_once_per_inspectorate
    keys = [key for key in old._fields if isinstance(getattr(old, key), Limit)]
    eased = {
        key: getattr(old, key)._replace(weight=1)
        for key in keys
        if key.removesuffix("_limit") not in rules and getattr(old, key).weight is None
    }
    limits = {
        name: limit if INSPECTORATE.format(name) in rules else limit._replace(weight=1)
        for name, limit in inspectorates.items()
    }
    new = old._replace(**eased, at_once_per_inspectorate=limits)
    return any(
        all(start and team for visit, (start, team) in plan if visit.reference in visits)
        for _, plan in brute.plans(programme._replace(rules=new))
    )


def test_two_in_the_way_of_each_other_and_not_the_third():
    found = conflict(made([WINDOW, {}, WINDOW], weeks=9))
    assert found == Conflict(("at_once_per_team",), ("JT1", "JT3"))
    assert conflict(made([WINDOW, {}], weeks=9)) is None


def test_one_without_a_week_contradicts_itself():
    assert conflict(made([{"latest": FIRST - WEEK}, {}])) == Conflict((), ("JT1",))


def test_what_has_a_date_keeps_it_without_a_place():
    """JT2 comes after JT1, which has a date, no team and no need of one, and no week is later."""
    late = {"start": FIRST + 6 * WEEK, "teams": ("North", "South")}
    programme = made([late, {"after": ("JT1",)}], teams=("North", "South"), weeks=7)
    assert conflict(programme) == Conflict((), ("JT2",))


TWO = [THIS_WEEK, THIS_WEEK]
CLOSED = SchoolYear((Span(FIRST, FIRST, ""),), ())
ILACS = Other("Area 1", Span(FIRST - 9 * WEEK, FIRST - 8 * WEEK, "ILACS"))


@pytest.mark.parametrize(
    ("visits", "rules", "more", "found"),
    [
        (TWO, {}, {}, ("at_once_per_team", 2)),
        # Four working days lie between Friday 16 April and the call on Friday 23 April.
        (
            [THIS_WEEK, {"earliest": FIRST + 4 * WEEK, "latest": FIRST + 4 * WEEK}],
            {"gap_per_team": Limit(10)},
            {},
            ("gap_per_team", 2),  # a gap is a rule only beside at_once_per_team
        ),
        ([THIS_WEEK], {"gap_in_area": Limit(84)}, {"others": (ILACS,)}, ("gap_in_area", 1)),
        (
            TWO,
            {"days_between_starts": Limit(7)},
            {"teams": ("A", "B")},
            ("days_between_starts", 2),
        ),
        (TWO, {"reports_per_week": Limit(1)}, {"teams": ("A", "B")}, ("reports_per_week", 2)),
        (
            [THIS_WEEK],
            {"avoid_weeks": (15,), "avoid_weeks_limit": Limit(1)},
            {},
            ("avoid_weeks", 1),
        ),
        ([THIS_WEEK], {}, {"schools": CLOSED}, ("school_holidays", 1)),
        (
            [THIS_WEEK | {"theme": ALL_FOUR}] * 2,
            {"at_once_per_inspectorate": {"HMI Probation": Limit(1), "CQC": Limit(2)}},
            {"teams": ("A", "B")},
            (INSPECTORATE.format("HMI Probation"), 2),
        ),
    ],
    ids=lambda each: each[0] if isinstance(each, tuple) else "",
)
def test_the_one_rule_that_is_in_the_way_is_named(visits, rules, more, found):
    rule, number = found
    named = ("at_once_per_team", rule) if rule == "gap_per_team" else (rule,)
    programme = made(visits, rules=NO_RULES._replace(**rules), **more)
    assert conflict(programme) == Conflict(named, tuple(f"JT{n + 1}" for n in range(number)))


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


@pytest.mark.parametrize(
    ("values", "stopped", "seconds"), [(None, True, None), ((), True, None), (None, False, 0)]
)
def test_what_is_broken_off_says_nothing_of_what_can_be(monkeypatch, values, stopped, seconds):
    monkeypatch.setattr(searched, "least", lambda *_, **__: Found(values, None, stopped, 0.0))
    with pytest.raises(BrokenOff):
        conflict(made([{}, {}], weeks=30), seconds)


def test_what_is_known_in_time_is_told():
    assert conflict(made([WINDOW, {}, WINDOW], weeks=9), 600) == Conflict(
        ("at_once_per_team",), ("JT1", "JT3")
    )
