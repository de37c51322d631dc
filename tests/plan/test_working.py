"""The days that --show-working counts, and what it says of each."""

import datetime as dt
import itertools
import re

import pytest

from tests.plan.answers import short, text

# Back from Monday 5 April 2027, day by day: the number counted, or why it is not.
EASTER_WORKING = [
    ("2027-04-04", "Sunday"),
    ("2027-04-03", "Saturday"),
    ("2027-04-02", 1),
    ("2027-04-01", 2),
    ("2027-03-31", 3),
    ("2027-03-30", 4),
    ("2027-03-29", "Easter Monday"),
    ("2027-03-28", "Sunday"),
    ("2027-03-27", "Saturday"),
    ("2027-03-26", "Good Friday"),
    ("2027-03-25", 5),
    ("2027-03-24", 6),
    ("2027-03-23", 7),
    ("2027-03-22", 8),
    ("2027-03-21", "Sunday"),
    ("2027-03-20", "Saturday"),
    ("2027-03-19", 9),
    ("2027-03-18", 10),
]


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_working_names_every_day(jtai, form):
    run = jtai("notice", "--fieldwork", "2027-04-05", "--show-working", "--format", form)
    lines = run.out.splitlines()
    for date, counted in EASTER_WORKING:
        line = next(line for line in lines if short(date) in line)
        assert re.search(rf"(?<!\w){counted}(?!\w)", line.replace(short(date), ""))
        assert ("not counted" in line) is isinstance(counted, str)


def test_working_in_json(jtai):
    asked = ("notice", "--fieldwork", "2027-04-05", "--show-working", "--format", "json")
    (working,) = jtai(*asked).json()["working"]
    found = [(day["date"], day["number"] or day["skipped"]) for day in working["days"]]
    assert sorted(found) == sorted(EASTER_WORKING)


def test_working_of_a_plan_counts_to_each_date(jtai):
    asked = ("plan", "2027-03-08", "--show-working", "--format", "json")
    counts = jtai(*asked).json()["working"]
    assert [max(day["number"] or 0 for day in count["days"]) for count in counts] == [10, 34, 70]
    for count in counts:
        dates = sorted(dt.date.fromisoformat(day["date"]) for day in count["days"])
        assert {after - before for before, after in itertools.pairwise(dates)} == {
            dt.timedelta(days=1)
        }
        assert all((day["number"] is None) is text(day["skipped"]) for day in count["days"])
    skipped = {day["skipped"] for count in counts for day in count["days"]}
    assert skipped >= {"Good Friday", "Easter Monday", "Early May bank holiday"}


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(("plan", "2027-03-08"), id="plan"),
        pytest.param(("deadlines", "--fieldwork-end", "2027-03-12"), id="deadlines"),
    ],
)
def test_working_says_why_the_report_takes_34_working_days(jtai, args):
    """Of 28 letters since May 2022, 14 took exactly 34 working days; none 34 calendar days."""
    shown = jtai(*args, "--show-working").out
    for words in ("34 working days", "34 calendar days", "28", "14", "Early May bank holiday"):
        assert words in shown


def test_working_of_plain_arithmetic(jtai):
    added = jtai("days", "add", "2027-03-25", 1, "--show-working").out
    between = jtai("days", "between", "2027-03-25", "2027-03-30", "--show-working").out
    for shown in (added, between):
        for words in ("Fri 26 Mar 2027", "Good Friday", "Mon 29 Mar 2027", "Easter Monday"):
            assert words in shown
    funeral = jtai("days", "between", "2022-09-16", "2022-09-20", "--show-working").out
    line = next(line for line in funeral.splitlines() if "Mon 19 Sep 2022" in line)
    assert "State Funeral" in line
