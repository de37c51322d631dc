"""Why a visit is in no week, and what would help: each by counting day by day in brute."""

import datetime as dt

import pytest
from hypothesis import given, settings

from jtai_cli.days.periods import Span
from jtai_cli.programme import explaining
from jtai_cli.programme.explaining import explained, judged_weeks
from jtai_cli.programme.limits import team_of
from jtai_cli.programme.model import Limit, Other, Team
from tests.programme import brute
from tests.programme.made import FIRST, NO_RULES, WEEK, made, programmes


def left_in(programme):
    return [v.reference for v in programme.visits if not v.start or not team_of(programme, v)]


def is_allowed_at(programme, reference):
    """Whether the visit breaks no rule where it is, by brute: only it is new."""
    asked = [
        visit._replace(start=None) if visit.reference == reference else visit
        for visit in programme.visits
    ]
    facts = brute.Facts(programme._replace(visits=tuple(asked)))
    at = brute.Facts(programme).given
    return brute.is_allowed(facts, [(visit, at[visit.reference]) for visit in asked])


@given(programmes(most=4))
@settings(max_examples=150)
def test_a_week_is_possible_where_no_rule_is_broken_by_the_day(programme):
    visit = programme.visits[0]._replace(start=None)
    programme = programme._replace(visits=(visit, *programme.visits[1:]))
    facts = brute.Facts(programme)
    plan = [(each, facts.given[each.reference]) for each in programme.visits[1:]]
    for week in judged_weeks(programme, visit):
        for option in week.options:
            here = [(visit, (week.slot.dates.start, option.team)), *plan]
            assert option.is_possible == brute.is_allowed(facts, here), (week, option)


@given(programmes(most=4))
@settings(max_examples=100)
def test_each_change_makes_it_possible(programme):
    for left in explained(programme, left_in(programme)):
        for change in left.changes:
            for reference in change.new:
                assert is_allowed_at(change.programme, reference), change.words
            assert left.visit.reference not in left_in(change.programme)


def test_a_week_is_taken_away_by_what_every_team_breaks():
    away = Team("South", (Span(FIRST, FIRST + WEEK, ""),))
    one = {"start": FIRST, "teams": ("North",), "reference": "A"}
    programme = made([one, {"reference": "B"}], teams=["North", away], weeks=2)
    (left,) = explained(programme, ["B"])
    # Each team has a reason of its own in both weeks.
    assert left.weeks == 2
    assert dict(left.taken) == {"gap_per_team": 2, "away": 2}


def test_the_window_and_the_team_are_tried():
    visits = [
        {"start": FIRST, "teams": ("North",), "fixed": True},
        {"teams": ("North",), "latest": FIRST + WEEK},
    ]
    (left,) = explained(made(visits, teams=["North", "South"], weeks=6), ["JT2"])
    # North is free again on Saturday 17 April; ten working days of notice with 3 May off are
    # over for fieldwork from Tuesday 4 May on.
    assert [change.words for change in left.changes] == [
        "latest to Tuesday 4 May 2027",
        "South as its team",
        "at_once_per_team = 2 (2 for a team)",
    ]


def test_an_earlier_window_is_opened_by_as_little_as_does():
    first_of_june = dt.date(2027, 6, 1)
    visits = [
        {"start": first_of_june, "fixed": True},
        {"earliest": first_of_june, "latest": first_of_june},
    ]
    (left,) = explained(made(visits, weeks=9), ["JT2"])
    # 31 May is off: JT1 is notified on 17 May, and every week until then is free.
    assert "earliest to Monday 10 May 2027" in [change.words for change in left.changes]


@pytest.mark.parametrize("weight", [None, 1])
@pytest.mark.parametrize(
    ("day", "away"),
    [("2027-03-13", None), ("2027-03-14", 29), ("2027-05-29", 29), ("2027-05-30", None)],
)
def test_a_gap_in_an_area_is_met_on_its_last_day_and_not_before(weight, day, away):
    there = dt.date.fromisoformat(day)
    rules = NO_RULES._replace(gap_in_area=Limit(30, weight))
    others = (Other("Area 1", Span(there, there, "")),)
    programme = made([{}], rules=rules, others=others)
    # Fieldwork from 26 to 30 April is notified on 12 April, 30 days after 13 March.
    week = judged_weeks(programme, programme.visits[0])[2]
    assert week.slot.parts["span"] == (FIRST, dt.date(2027, 4, 30))
    said = [reason.sentence for reason in week.best.reasons]
    assert [each.rpartition(", ")[2] for each in said] == ([f"{away} days away"] if away else [])


def test_what_a_team_says_of_a_week_is_found_once_for_all_of_a_theme(monkeypatch):
    found = []

    def of_seat(*about):
        found.append(about)
        return real(*about)

    real = explaining.of_seat
    monkeypatch.setattr(explaining, "of_seat", of_seat)
    many = [f"JT{number}" for number in range(2, 40)]
    visits = [{"start": FIRST, "teams": ("North",), "fixed": True}, *[{}] * len(many)]
    programme = made(visits, teams=["North", "South"])
    left = explained(programme, many, tries=0)
    assert sum(each.weeks for each in left) == 7 * len(many)
    assert len(found) == 7 * 2


def test_where_no_tries_are_left_nothing_is_worked_out_of_what_would_help(monkeypatch):
    made_for = []
    real = explaining.slots_of
    monkeypatch.setattr(explaining, "slots_of", lambda asked: made_for.append(asked) or real(asked))
    rules = NO_RULES._replace(gap_per_team=Limit(5), reports_per_week=Limit(1))
    visits = [{"start": FIRST, "teams": ("North",)}, {"latest": FIRST}]
    (left,) = explained(made(visits, rules=rules), ["JT2"], tries=0)
    assert not left.changes and not left.all_tried
    assert len(made_for) == 1


def test_what_is_moved_to_make_room_leaves_the_limits_as_they_are(monkeypatch):
    made_for = []
    real = explaining.caps_of
    monkeypatch.setattr(
        explaining, "caps_of", lambda *about: made_for.append(about) or real(*about)
    )
    visits = [{"start": FIRST}, {"start": FIRST + 4 * WEEK}, {"latest": FIRST}]
    programme = made(visits, weeks=9)
    (left,) = explained(programme, ["JT3"])
    assert [change.words for change in left.changes if change.words.startswith("JT1 on")]
    assert [asked.rules for asked, _ in made_for].count(NO_RULES) == 1


def test_a_neighbour_that_is_fixed_is_never_moved():
    def changes(fixed):
        visits = [
            {"start": FIRST, "teams": ("North",), "fixed": fixed},
            {"latest": FIRST, "earliest": FIRST},
        ]
        (left,) = explained(made(visits, weeks=6), ["JT2"])
        return [change.words for change in left.changes]

    assert "JT1 on Tuesday 4 May 2027 with North" in changes(False)
    assert not [words for words in changes(True) if words.startswith("JT1 on")]


@pytest.mark.parametrize(
    ("rule", "value", "words"),
    [
        ("reports_per_week", Limit(1), "reports_per_week = 2 (2 due in a week)"),
        ("days_between_starts", Limit(8), "days_between_starts = 6"),
        ("avoid_weeks", (15,), "avoid_weeks as a preference"),
    ],
)
def test_a_rule_is_made_less_strict_by_as_little_as_does(rule, value, words):
    start = FIRST + WEEK if rule == "days_between_starts" else FIRST
    rules = NO_RULES._replace(**{rule: value}, avoid_weeks_limit=Limit(1))
    visits = [{"start": start, "teams": ("North",), "fixed": True}, {"latest": FIRST}]
    programme = made(visits, teams=["North", "South"], weeks=6, rules=rules)
    (left,) = explained(programme, ["JT2"])
    assert words in [change.words for change in left.changes]


def test_of_one_with_a_date_its_own_week_alone_is_looked_at():
    visits = [
        {"start": FIRST, "teams": ("North",), "fixed": True},
        {"start": FIRST, "fixed": True},
        {"start": FIRST, "teams": ("South",), "fixed": True},
    ]
    (left,) = explained(made(visits, teams=["North", "South"]), ["JT2"])
    assert left.weeks == 1
    assert [change.words for change in left.changes] == ["at_once_per_team = 2 (2 for a team)"]


def test_a_gap_that_is_left_out_is_no_change():
    rules = NO_RULES._replace(gap_per_team=Limit(5))
    visits = [{"start": FIRST, "teams": ("North",), "fixed": True}, {"latest": dt.date(2027, 5, 4)}]
    (left,) = explained(made(visits, weeks=3, rules=rules), ["JT2"])
    assert not [change.words for change in left.changes if "gap_in_area" in change.words]


def test_of_many_that_are_left_the_first_are_helped_and_the_others_told_of_their_weeks():
    visits = [{"start": FIRST, "teams": ("North",)}, *[{"latest": FIRST}] * 3]
    programme = made(visits, weeks=6)
    whole = explained(programme, ["JT2", "JT3", "JT4"])
    assert all(left.all_tried for left in whole)
    first, second, third = explained(programme, ["JT2", "JT3", "JT4"], tries=9)
    assert first.all_tried is False and first.changes == whole[0].changes[: len(first.changes)]
    assert first.changes and not second.changes and not third.changes
    assert not second.all_tried
    assert [left.taken for left in (first, second, third)] == [left.taken for left in whole]
