"""The back-test: what the likely date would have been, and what came."""

import pytest

from tests.harness import day
from tests.letters.reading import assert_backtest, read, row
from tests.oracle.days import add
from tests.oracle.letters import ALL, SHIPPED, letters, trial


def test_the_whole_backtest(jtai):
    found = read(jtai("evidence", "--backtest", "--format", "json"))
    assert len(found["trials"]) == 63
    assert_backtest(found, ALL)


@pytest.mark.parametrize(
    ("area", "right"),
    [  # by hand
        ("South Tyneside", ("election", 0, None, 25, "not-said")),
        ("Wokingham", ("ordinary", 4, None, 34, "not-said")),
        ("Greenwich", ("election", 5, 53, 55, "outside")),
        ("Southend-on-Sea", ("election", 5, 53, 30, "on-rule")),
        ("Sefton", ("ordinary", 15, 30, 58, "outside")),  # its election not yet announced
        ("Portsmouth", ("winter", 6, 35, 32, "inside")),
        ("Rochdale", ("ordinary", 11, 34, 53, "outside")),
        ("Somerset", ("ordinary", 11, 34, 38, "outside")),  # two days before it was announced
        ("Norfolk", ("winter", 5, 49, 51, "outside")),
        ("Bromley", ("ordinary", 13, 34, 34, "on-rule")),
    ],
)
def test_a_trial_by_hand(jtai, area, right):
    trials = read(jtai("evidence", "--backtest", "--format", "json"))["trials"]
    found = next(each for each in trials if each["area"] == area)
    assert tuple(found[key] for key in ("class", "n", "p90", "working_days", "verdict")) == right


def test_a_tally_adds_up(jtai):
    for found in read(jtai("evidence", "--backtest", "--format", "json"))["tallies"]:
        assert found["inside"] + found["outside"] == found["said"] <= found["inspections"]


def test_on_the_rules_day_but_later_than_was_likely(jtai, sheet):
    """Five quick letters: the range said ends before the rule's day."""
    rows = [row(f"Quick{n}", f"2016-05-{17 + n}", 27) for n in range(3)]
    rows += [row(f"Quick{n}", f"2016-06-{10 + n}", 27) for n in range(3, 5)]
    among = letters([*SHIPPED, *rows])
    salford = next(trial(mine, among) for mine in among if mine["area"] == "Salford")
    assert (salford["p90"], salford["verdict"]) == (27, "on-rule")
    found = read(jtai("evidence", "--backtest", "--from", sheet(rows), "--format", "json"))
    assert_backtest(found, among)


def test_a_letter_of_the_very_day_is_not_known_yet(jtai, sheet):
    start = add(day("2025-06-13"), 34).isoformat()
    known = []
    for days in (33, 34):  # published on the day before the other's start, and on it
        rows = [row("Earlier", "2025-06-09", days), row("Later", start)]
        found = read(jtai("evidence", "--backtest", "--from", sheet(rows), "--format", "json"))
        known += [each["n"] for each in found["trials"] if each["area"] == "Later"]
        assert_backtest(found, letters([*SHIPPED, *rows]))
    assert known[0] == known[1] + 1


@pytest.mark.parametrize("form", ["table", "csv", "markdown"])
def test_the_backtest_in_every_format(jtai, form):
    run = jtai("evidence", "--backtest", "--format", form)
    assert run.code == 0, run.err
    assert run.out.strip()
