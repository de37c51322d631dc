"""Weeks and teams for what has none: the best there are, whatever else is tried."""

import datetime as dt
import os
import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jtai_cli.days.periods import Span
from jtai_cli.programme.model import Limit, Other, Team
from jtai_cli.programme.worth import worth_of
from tests.harness import HANGS, ROOT
from tests.programme import brute
from tests.programme.made import AWKWARD, FIRST, NO_RULES, WEEK, made, programmes

pytest.importorskip("highspy", reason="pip install '.[programme]' to try the solver")

from jtai_cli.programme.first_plan import first_plan
from jtai_cli.programme.formulation import goals_of, model_of, task_of
from jtai_cli.programme.placing import WISHES, place


def only(names):
    return names[0] if len(names) == 1 else None


def placed_as(programme, placement):
    """The plan as brute reads it: the visits as they were asked for, with their places."""
    teams = [team.name for team in programme.teams]
    return [
        (asked, (visit.start, only(visit.teams or teams)))
        for asked, visit in zip(programme.visits, placement.programme.visits, strict=True)
    ]


@given(programmes())
@settings(max_examples=150)
def test_the_plan_is_the_best_of_all(programme):
    placement = place(programme)
    facts = brute.Facts(programme)
    plan = placed_as(programme, placement)
    assert brute.is_allowed(facts, plan)
    assert brute.value(facts, plan) == brute.best(programme)
    assert tuple(level.value for level in placement.levels) == brute.best(programme)
    assert placement.is_proved


@given(programmes(most=4))
def test_what_is_given_keeps_its_place(programme):
    for asked, visit in zip(programme.visits, place(programme).programme.visits, strict=True):
        assert asked.start in (None, visit.start)
        assert not asked.teams or set(visit.teams) <= set(asked.teams)


@given(programmes())
def test_the_worth_of_any_programme_is_as_counted_by_the_day(programme):
    facts = brute.Facts(programme)
    plan = [(visit, facts.given[visit.reference]) for visit in programme.visits]
    assert tuple(worth_of(programme)) == brute.value(facts, plan)


@given(programmes(), programmes())
@settings(max_examples=60)
def test_as_few_are_moved_as_can_be(before, programme):
    keep = place(before).programme
    placement = place(programme, keep=keep)
    values = {level.name: level.value for level in placement.levels}
    expected = min(
        (brute_value[0], *brute.moves(programme, keep, plan), *brute_value[1:])
        for brute_value, plan in brute.plans(programme)
    )
    assert tuple(values.values()) == expected
    assert placement.is_proved, placement.levels


def test_three_inspections_of_one_team_follow_each_other():
    # By a paper calendar, with 3 and 31 May off. The first ends on 16 April and is free on 23 April
    # last: no notice before the 26th, no start before 11 May, a Tuesday. The second, of 17 May,
    # ends on 21 May and is free on the 28th: no notice before 1 June, no start before 15 June.
    rules = NO_RULES._replace(gap_per_team=Limit(5))
    placement = place(made([{}, {}, {}], weeks=11, rules=rules))
    starts = sorted(visit.start for visit in placement.programme.visits)
    assert starts == [FIRST, dt.date(2027, 5, 17), dt.date(2027, 6, 21)]
    assert placement.left == ()


def test_one_that_cannot_be_placed_is_left_and_named():
    window = {"earliest": FIRST, "latest": FIRST + WEEK}
    placement = place(made([window, window]))
    assert placement.left in {("JT1",), ("JT2",)}
    assert placement.levels[0].value == 1


def test_one_that_comes_after_another_does_not_come_in_the_same_week():
    visits = [{}, {"after": ("JT1",)}]
    both, later = (made(visits, teams="NS", weeks=weeks) for weeks in (1, 2))
    assert len(place(both).left) == 1
    starts = [visit.start for visit in place(later).programme.visits]
    assert starts == [FIRST, FIRST + WEEK]


def test_starts_may_be_as_many_days_apart_as_is_said():
    for days, left in ((14, 0), (15, 1)):
        rules = NO_RULES._replace(days_between_starts=Limit(days))
        assert len(place(made([{}, {}], teams="NS", weeks=3, rules=rules)).left) == left


def test_a_gap_in_an_area_is_met_on_its_last_day():
    # One ends on 16 April; the notice of 17 May is on 30 April (3 May is off), 14 days later.
    other = Other("Area 1", Span(FIRST, dt.date(2027, 4, 16), "ILACS"))
    for days, left in ((14, 0), (15, 1)):
        rules = NO_RULES._replace(gap_in_area=Limit(days))
        both = made([{"area": "Area 1"}] * 2, teams="NS", weeks=6, rules=rules)
        after = made([{"earliest": dt.date(2027, 5, 17)}], weeks=6, rules=rules, others=(other,))
        assert (len(place(both).left), len(place(after).left)) == (left, left)


def test_too_many_at_once_count_once_a_week_on_its_worst_day():
    # By a paper calendar, Easter Monday on 29 March: two from Thursday 25 March to 16 April, one
    # from Tuesday 30 March to 19 April. Beyond one: 1 in the first week, then 2, 2 and 2. The days
    # of a gap of none are the same, and a preference of their own.
    starts = [FIRST, FIRST, FIRST + dt.timedelta(days=1)]
    rules = NO_RULES._replace(at_once_per_team=Limit(1, 1))
    programme = made([{"start": start, "teams": ("North",)} for start in starts], rules=rules)
    assert worth_of(programme).preferences == 2 * (1 + 2 + 2 + 2)


def test_nobody_comes_while_the_team_is_away():
    away = Team("North", (Span(FIRST, FIRST + 3 * WEEK, "leave"),))
    placement = place(made([{}], teams=[away], weeks=10))
    # Away to Monday 3 May, a bank holiday: the first day for a notice is the 4th, of fieldwork
    # that starts on Tuesday 18 May; the first Monday after that is the 24th.
    assert placement.programme.visits[0].start == dt.date(2027, 5, 24)


def test_what_was_placed_stays_unless_it_may_not_and_is_told_why():
    programme = made([{}, {}], teams=["North", "South"], weeks=9)
    keep = place(programme).programme
    again = place(programme, keep=keep)
    assert again.programme.visits == keep.visits
    assert again.moved == ()
    old = keep.visits[0]
    late = programme.visits[0]._replace(earliest=old.start + WEEK)
    (moved,) = place(programme._replace(visits=(late, programme.visits[1])), keep=keep).moved
    assert (moved.visit.reference, moved.start) == ("JT1", old.start)
    assert [reason.rule for reason in moved.why] == ["earliest"]


PRINT = """
from tests.programme.made import made
from jtai_cli.programme.placing import place
many = made([{"teams": ("B", "A") if n % 2 else ()} for n in range(12)], teams="CAB", weeks=20)
print([(v.start.isoformat(), v.teams) for v in place(many).programme.visits])
"""


def run(code, **more):
    surroundings = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    return subprocess.Popen(
        [sys.executable, "-c", code],
        env=surroundings | more,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_same_plan_whatever_the_order_of_sets():
    first, second = (
        run(PRINT, PYTHONHASHSEED=seed).communicate(timeout=HANGS) for seed in ("1", "2")
    )
    assert first == second
    assert first[0].startswith("[('2027-")


STOPPED = """
import os, signal
import highspy
from tests.programme.made import AWKWARD, made
from jtai_cli.programme.placing import place

levels, sent, wait = [], [], highspy.Highs.wait

def interrupted(engine, seconds):
    if levels[-1] != "left" and not sent:
        sent.append(True)
        os.kill(os.getpid(), signal.SIGINT)
    return wait(engine, seconds)

highspy.Highs.wait = interrupted
placement = place(made([*AWKWARD, {}, {}], weeks=20), progress=lambda name, *_: levels.append(name))
print(placement.stopped, placement.left, levels[:1], len(levels) > 1)
"""


def test_from_the_keyboard_the_best_so_far():
    process = run(STOPPED)
    said, errors = process.communicate(timeout=HANGS)
    assert (errors, process.returncode) == ("", 0)
    assert said == "True () ['left'] True\n"


def test_without_time_nothing_is_proved_and_the_bound_is_told():
    placement = place(made(AWKWARD), seconds=0)
    assert placement.left == ("JT2",)
    assert not placement.is_proved
    assert placement.levels[0] == ("left", 1, 0)
    assert place(made(AWKWARD)).left == ()


def test_without_time_there_is_a_plan():
    placement = place(made([{}, {"after": ("JT3",)}, {}], teams=["North", "South"]), seconds=0)
    assert placement.left == ()
    starts = [visit.start for visit in placement.programme.visits]
    # Two weeks apart, for then no two weeks that follow each other have more than one.
    assert starts == [FIRST, FIRST + 4 * WEEK, FIRST + 2 * WEEK]
    assert not placement.is_proved  # that one team has no more than the other


@given(programmes(most=4))
def test_what_is_placed_without_time_is_allowed(programme):
    placement = place(programme, seconds=0)
    plan = placed_as(programme, placement)
    assert brute.is_allowed(brute.Facts(programme), plan)
    assert tuple(level.value for level in placement.levels) == brute.value(
        brute.Facts(programme), plan
    )


def test_without_time_what_is_preferred_counts():
    rules = NO_RULES._replace(avoid_weeks=(15, 16), gap_in_area=Limit(28, 1))
    day = dt.date(2027, 4, 23)
    asked = made(
        [{}, {}],
        weeks=9,
        teams=["North", "South"],
        rules=rules,
        others=[Other("Area 2", Span(day, day, "ILACS"))],
    )
    placed = place(asked, seconds=0).programme
    # The first in the first week that is not to be avoided, 17. Notice of the second from 17 May
    # on: 24 days, a whole week nearer than 28 only where it starts a week earlier.
    assert [visit.start for visit in placed.visits] == [FIRST + 2 * WEEK, dt.date(2027, 6, 1)]


def test_without_time_what_is_broken_already_costs_no_more():
    """Three reports are due in a week in which one should be; a fourth is one more beyond."""
    teams = ["North", "South", "West", "East"]
    rules = NO_RULES._replace(
        reports_per_week=Limit(1, 1), avoid_weeks=(16, 17), avoid_weeks_limit=Limit(1, 2)
    )
    dated = [{"start": FIRST, "teams": (name,)} for name in teams[:3]]
    asked = made([*dated, {"latest": FIRST + 2 * WEEK}], teams=teams, rules=rules)
    assert place(asked, seconds=0).programme.visits[3].start == FIRST


TIED = {"earliest": FIRST, "latest": FIRST}
BESIDE = made(
    [TIED, TIED, {"earliest": FIRST + WEEK, "latest": FIRST + WEEK}],
    rules=NO_RULES._replace(at_once_per_team=Limit(1, 1), gap_per_team=Limit(5, 1)),
)


@given(programmes(most=4), st.booleans())
@example(BESIDE, False)
def test_without_time_it_is_known_where_each_is_and_what_that_costs(programme, is_kept):
    keep = place(programme, seconds=0).programme if is_kept else None
    task = task_of(programme, keep)
    model = model_of(task)
    goals = [goal for goal in goals_of(task, model, keep) if goal.name in WISHES]
    values = first_plan(task, model, goals)
    places = Counter(number for (number, _), column in model.at.items() if values[column])
    assert set(places.values()) <= {1}
    assert sum(values[column] for column in model.by.values()) == len(places)
    costs = [
        goal.constant + sum(factor * values[column] for column, factor in goal.terms.items())
        for goal in goals
    ]
    levels = {level.name: level.value for level in place(programme, keep=keep, seconds=0).levels}
    assert costs == [levels[name] for name in WISHES]


def test_without_time_those_with_few_weeks_come_first():
    asked = made([{}, {"earliest": FIRST, "latest": FIRST}])
    starts = [visit.start for visit in place(asked, seconds=0).programme.visits]
    assert starts[1] == FIRST < starts[0]


def test_without_time_the_team_with_the_fewest_goes():
    dated = {"start": FIRST, "teams": ("North",)}
    teams = ["North", "South", "West"]
    placed = place(made([dated, {}, {}, {}], weeks=20, teams=teams), seconds=0)
    assert [only(visit.teams) for visit in placed.programme.visits] == [*teams, "North"]


@pytest.mark.parametrize("seconds", [None, 0])
def test_what_was_together_in_a_week_to_be_avoided_is_parted(seconds):
    there = {"start": FIRST + WEEK, "teams": ("North",)}
    rules = NO_RULES._replace(avoid_weeks=(16,))
    asked = made([{}, {"latest": FIRST + 4 * WEEK}], rules=rules)
    placed = place(asked, keep=made([there, there], rules=rules), seconds=seconds)
    assert placed.left == ()
    assert [moved.visit.reference for moved in placed.moved] == ["JT1"]


def test_without_time_one_of_two_that_were_together_stays():
    there = {"start": FIRST, "teams": ("North",)}
    keep = made([there, there], rules=NO_RULES._replace(at_once_per_team=Limit(2)))
    asked = made([{}, {"latest": FIRST + WEEK}])
    placed = place(asked, keep=keep, seconds=0)
    assert [visit.start for visit in placed.programme.visits] == [dt.date(2027, 5, 4), FIRST]


def test_without_time_what_was_kept_stays():
    there = {"start": FIRST + 2 * WEEK, "teams": ("South",)}
    keep = made([there, {}], teams=["North", "South"])
    placement = place(made([{}, {}], teams=["North", "South"]), keep=keep, seconds=0)
    assert placement.moved == ()
    assert [visit.start for visit in placement.programme.visits] == [there["start"], FIRST]


def test_what_had_a_week_and_no_team_is_not_moved_when_it_gets_one():
    """To have been somewhere is to have had a week and a team."""
    keep = made(
        [{"start": FIRST, "teams": ("North",)}, {"start": FIRST + WEEK}], teams=["North", "South"]
    )
    asked = made([{"start": FIRST, "teams": ("North",)}, {}], teams=["North", "South"])
    placement = place(asked, keep=keep)
    levels = {level.name: level.value for level in placement.levels}
    assert (placement.moved, levels["moved"], levels["weeks_moved"]) == ((), 0, 0)
    assert placement.programme.visits[1].start == FIRST + WEEK


def test_one_keeps_its_team_where_another_that_had_the_same_comes_into_its_week():
    there = {"start": FIRST, "teams": ("South",)}
    later = {"start": FIRST + 4 * WEEK, "teams": ("South",)}
    window = {"earliest": FIRST, "latest": FIRST}
    keep = made([there, later], teams=["North", "South"])
    placement = place(made([{}, window], teams=["North", "South"]), keep=keep)
    assert [visit.teams for visit in placement.programme.visits] == [("South",), ("North",)]
    assert [moved.visit.reference for moved in placement.moved] == ["JT2"]


def test_none_starts_on_the_day_on_which_the_one_before_it_ends():
    # Monday 3 May is off, so that fieldwork from 4 May ends on Monday 10 May 2027.
    before = {"earliest": dt.date(2027, 5, 4), "latest": dt.date(2027, 5, 4)}
    after = {"earliest": dt.date(2027, 5, 10), "after": ("JT1",)}
    rules = NO_RULES._replace(days_between_starts=Limit(1, 1))  # or 10 May would be too near
    plan = place(made([before, after], teams=["North", "South"], rules=rules)).programme
    starts = [visit.start for visit in plan.visits]
    assert starts == [dt.date(2027, 5, 4), dt.date(2027, 5, 17)]
