"""The back-test: what the likely date would have been, and what came."""

import json
import re
from pathlib import Path

import pytest

from tests.harness import ROOT, day
from tests.letters.reading import HEADING, assert_backtest, read, row
from tests.oracle.days import add
from tests.oracle.letters import ALL, SHIPPED, clopper_pearson, letters

# What a reckoner of its own, written by somebody who saw neither this code nor the program's, says
# of each inspection: working days past the rule's date.
FORECASTS = json.loads(Path(__file__).with_name("forecasts.json").read_text(encoding="utf-8"))


@pytest.fixture
def found(jtai):
    return read(jtai("evidence", "--backtest", "--format", "json"))


def said_of(found):
    return [each for each in found["trials"] if each["verdict"] != "not-said"]


def right_of(trials):
    return sum(each["verdict"] != "outside" for each in trials)


def one_day(each):
    return each["earliest"] == each["latest"]


def test_the_whole_backtest(found):
    assert len(found["trials"]) == 63
    assert_backtest(found, ALL)


def test_it_says_what_another_reckoner_says(found):
    for each, other in zip(found["trials"], FORECASTS, strict=True):
        days = {key: each[key] and each[key] - other["rule"] for key in ("middle", "latest")}
        mine = {**{key: each[key] for key in ("area", "fieldwork_start", "n")}, **days}
        assert mine == {key: other[key] for key in mine}
        assert each["class"] == (other["class"] if other["n"] else None)
        assert each["working_days"] - other["rule"] == other["came_past_rule"]
        assert each["earliest"] == (other["rule"] if other["n"] else None)


@pytest.mark.parametrize(
    ("area", "right"),
    [  # by hand
        ("South Tyneside", (None, 0, None, 25, "not-said")),
        ("Wokingham", ("ordinary", 6, 33, 34, "outside")),
        ("Greenwich", ("election", 4, 55, 55, "inside")),
        ("Southend-on-Sea", ("election", 4, 33, 30, "on-rule")),
        ("Sefton", ("ordinary", 9, 30, 58, "outside")),  # its election not yet announced
        ("Portsmouth", ("christmas", 5, 35, 32, "inside")),
        ("Rochdale", ("ordinary", 9, 34, 53, "outside")),
        ("Somerset", ("ordinary", 9, 34, 38, "outside")),  # two days before it was announced
        ("Norfolk", ("christmas", 9, 49, 51, "outside")),
        ("Bromley", ("ordinary", 9, 34, 34, "on-rule")),
    ],
)
def test_a_trial_by_hand(found, area, right):
    each = next(each for each in found["trials"] if each["area"] == area)
    assert tuple(each[key] for key in ("class", "n", "latest", "working_days", "verdict")) == right


# ------------------------------------------------------------------------- how far it is to carry


def test_it_speaks_for_nearly_all(found):
    assert len(said_of(found)) >= 55


def test_it_is_right_as_often_as_it_says_less_what_chance_explains(found):
    said = said_of(found)
    for trials in (said, *([each for each in said if each["level"] == at] for at in (0.5, 0.8))):
        stated = sum(each["level"] for each in trials) / len(trials)
        least, most = clopper_pearson(right_of(trials), len(trials))
        assert least <= stated <= most


def test_the_reliability_table_of_the_reference_page(found):
    page = (ROOT / "docs/reference/evidence.md").read_text(encoding="utf-8")
    later = {each["area"] for each in FORECASTS if each.get("election_called_later")}
    said = said_of(found)
    groups = [
        *((f"{at * 100:.0f} in 100", at) for at in (0.5, 0.67, 0.75, 0.8)),
        ("all: 78 in 100", None),
    ]
    rows = [
        (name, [each for each in said if at in (None, each["level"])]) for name, at in groups
    ] + [("all but five", [each for each in said if each["area"] not in later])]
    for name, trials in rows:
        right, of = right_of(trials), len(trials)
        least, most = clopper_pearson(right, of)
        share = f", {right / of:.0%}".replace("%", " in 100") if right < of else ""
        cells = rf"\| {of} \| {right}{share} \| {least:.0%} to {most:.0%}".replace("%", "")
        assert re.search(rf"(?m)^\| {name}[^|]*{cells}( in 100)? \|$", page), name


def test_the_interval_is_that_of_tables():
    # Of 10 and 20 as printed in tables of the binomial distribution, 95 in 100.
    assert clopper_pearson(3, 10) == pytest.approx((0.0667, 0.6525), abs=1e-4)
    assert clopper_pearson(10, 10) == pytest.approx((0.6915, 1), abs=1e-4)
    assert clopper_pearson(0, 20) == pytest.approx((0, 0.1684), abs=1e-4)


def test_without_elections_called_later_it_is_right_as_often_as_it_says(found):
    later = {each["area"] for each in FORECASTS if each.get("election_called_later")}
    assert later == {"Hounslow", "Sefton", "Milton Keynes", "Rochdale", "Somerset"}
    trials = [each for each in said_of(found) if each["area"] not in later]
    assert (right_of(trials), len(trials)) == (42, 52)


def test_it_is_narrow(found):
    past = [each["latest"] - each["earliest"] for each in said_of(found)]
    assert sum(past) / len(past) <= 8.5


def test_most_ordinary_letters_on_the_rules_day_were_said_to_the_day(found):
    ordinary = [
        each
        for each in found["trials"]
        if each["framework"] == "jtai-2022" and each["class"] == "ordinary"
    ]
    on_the_day = [each for each in ordinary if each["working_days"] == 34]
    assert len(on_the_day) == 14
    assert sum(map(one_day, on_the_day)) >= 12


def test_no_more_than_four_in_five_is_said(found):
    for each in said_of(found):
        assert each["level"] == pytest.approx(min(0.8, each["n"] / (each["n"] + 1)), abs=0.005)
        assert each["n"] <= 9


def test_a_tally_adds_up(found):
    tallies = {each["which"]: each for each in found["tallies"]}
    for each in tallies.values():
        assert each["on_rule"] <= each["right"] <= each["said"] <= each["inspections"]
    for parts in (
        ("ordinary", "christmas", "election"),
        ("jtai-2016", "jtai-2022"),
        [which for which in tallies if which.startswith("level")],
    ):
        for key in ("said", "right"):
            assert sum(tallies[which][key] for which in parts) == tallies["all"][key]


# -------------------------------------------------------------------------- nothing of the future


def moved(each):
    """A letter as if it had come 37 working days later, with its statement."""
    later = {key: each[key] for key in ("published", "statement_due") if each[key]}
    kept = {key: each[key] for key in HEADING}
    return {**kept, **{key: add(day(text), 37).isoformat() for key, text in later.items()}}


@pytest.mark.parametrize("area", ["Bradford", "Sefton", "East Sussex", "Lancashire", "Norfolk"])
def test_nothing_that_came_later_changes_what_was_said(jtai, sheet, found, area):
    before = next(each for each in found["trials"] if each["area"] == area)
    start = before["fieldwork_start"]
    later = [moved(each) for each in SHIPPED if each["published"] >= start]
    planted = [row(f"Planted{n}", start, 60 + n) for n in range(9)]
    own = sheet([*later, *planted])
    again = read(jtai("evidence", "--backtest", "--from", own, "--format", "json"))
    (after,) = [each for each in again["trials"] if each["area"] == area]
    came = ("working_days", "verdict")
    assert {key: after[key] for key in after if key not in came} == {
        key: before[key] for key in before if key not in came
    }
    assert after["working_days"] == before["working_days"] + 37


def test_a_late_letter_moves_the_range_from_the_day_after_it(jtai, sheet):
    """Two late ones of nine: the eighth is late too. The second came on the start or before it."""
    start = add(day("2025-06-13"), 45).isoformat()
    latest = []
    for days in (44, 45):
        rows = [
            row("First", "2025-05-12", 40),
            row("Second", "2025-06-09", days),
            row("Third", start),
        ]
        found = read(jtai("evidence", "--backtest", "--from", sheet(rows), "--format", "json"))
        assert_backtest(found, letters([*SHIPPED, *rows]))
        third = next(each for each in found["trials"] if each["area"] == "Third")
        latest.append(third["latest"])
    assert latest == [40, 34]


@pytest.mark.parametrize("form", ["table", "csv", "markdown"])
def test_the_backtest_in_every_format(jtai, form):
    run = jtai("evidence", "--backtest", "--format", form)
    assert run.code == 0, run.err
    assert run.out.strip()
