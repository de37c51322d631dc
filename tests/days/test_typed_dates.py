"""Dates as people type them, and those that are refused."""

import re

import pytest


@pytest.mark.parametrize(
    "typed", ["8 March 2027", "8 Mar 2027", "Mon 8 March 2027", "Monday 8 March 2027", "today"]
)
def test_date_forms(jtai, typed):
    today = ("--today", "2027-03-08", "--no-elections")
    run = jtai("plan", typed, *today, "--format", "json")
    assert run.json()["fieldwork"]["start"] == "2027-03-08"
    assert run.err == ""


@pytest.mark.parametrize(
    ("typed", "iso", "said"),
    [
        ("08/03/2027", "2027-03-08", "Monday 8 March 2027"),
        ("03/08/2027", "2027-08-03", "Tuesday 3 August 2027"),
    ],
)
def test_day_first_is_said_out_loud(jtai, typed, iso, said):
    run = jtai("days", "add", typed, 0, "--format", "json")
    assert run.json()["start"] == iso
    assert "day first" in run.err
    assert said in run.err


@pytest.mark.parametrize(
    "typed",
    [
        "8 March 27",
        "08/03/27",
        "8 March",
        "March 2027",
        "8 2027",
        "04/13/2027",
        "Tue 8 March 2027",
        "30 February 2027",
        "2027-02-30",
        "8 March 2027 at noon",
    ],
)
def test_dates_refused(jtai, typed):
    run = jtai("plan", typed)
    assert (run.code, run.out) == (2, "")
    assert typed in run.err
    assert re.search(r"[Tt]ype .*2027", run.err.splitlines()[0])
