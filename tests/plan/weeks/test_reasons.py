"""Each reason against a week, on and off: bank holidays, closures and elections."""

import datetime as dt

import pytest

from tests.harness import day
from tests.oracle.days import days_of
from tests.oracle.weeks import Model, span
from tests.plan.weeks.given import QUIET, WEEK, assert_row, codes_of

SWITCHES = {  # the week, what switches the reason on, and what leaves it off
    "august": ("2027-07-26", ["--fieldwork-days", "6"], ["--fieldwork-days", "5"]),
    "christmas": ("2027-12-13", ["--fieldwork-days", "5"], ["--fieldwork-days", "4"]),
    "closure-in-fieldwork": (
        "2027-06-28",
        ["--closure", "2027-07-02"],
        ["--closure", "2027-07-03..2027-07-05"],
    ),
    "bank-holiday-in-fieldwork": (
        "2027-06-28",
        ["--bank-holiday", "2027-06-30"],
        ["--bank-holiday", "2027-07-05"],
    ),
    "bank-holiday-in-notice": (
        "2027-06-28",
        ["--bank-holiday", "2027-06-23"],
        ["--bank-holiday", "2027-06-11"],
    ),
    "closure-in-notice": (
        "2027-06-28",
        ["--closure", "2027-06-14"],
        ["--closure", "2027-06-07..2027-06-13"],
    ),
    "report-near-election": (
        "2027-06-28",  # the report is due on 19 August
        ["--election", "2027-09-24"],
        ["--election", "2027-09-27"],
    ),
}
LATE = {"christmas", "report-near-election"}  # their reports are likely late besides


@pytest.mark.parametrize("code", SWITCHES)
def test_a_reason_alone_and_off_again(codes, code):
    monday, on, off = SWITCHES[code]
    late = ["report-likely-later"] if code in LATE else []
    assert codes(monday, *on) == [code, *late]
    assert codes(monday, *off) == (late if code == "christmas" else [])


def test_bank_holidays_that_are_working_days(codes):
    assert codes("2027-05-31") == ["bank-holiday-in-fieldwork"]
    assert codes("2027-05-31", "--working-day", "2027-05-31") == []
    assert codes("2027-06-07") == ["bank-holiday-in-notice"]
    assert codes("2027-06-07", "--working-day", "2027-05-31") == []


def test_a_late_start_is_not_counted_in_the_notice_too(codes):
    assert codes("2027-06-28", "--bank-holiday", "2027-06-28") == ["bank-holiday-in-fieldwork"]
    both = ["--bank-holiday", "2027-06-28", "--bank-holiday", "2027-06-24"]
    assert codes("2027-06-28", *both) == ["bank-holiday-in-fieldwork", "bank-holiday-in-notice"]


def test_a_bank_holiday_over_a_weekend_of_fieldwork(codes):
    """Ten days of fieldwork are interrupted by a bank holiday of the second week."""
    options = ["--fieldwork-days", "8", "--bank-holiday", "2027-07-06"]
    assert codes("2027-06-28", *options) == ["bank-holiday-in-fieldwork"]
    assert codes("2027-06-28", "--fieldwork-days", "5", *options[2:]) == []


@pytest.mark.parametrize(
    ("monday", "options", "right"),
    [
        ("2027-07-19", ["--fieldwork-days", "10"], []),  # to Friday 30 July
        ("2027-07-19", ["--fieldwork-days", "11"], ["august"]),
        ("2027-07-26", ["--bank-holiday", "2027-07-28"], ["august", "bank-holiday-in-fieldwork"]),
        ("2027-08-30", [], ["august", "bank-holiday-in-fieldwork"]),
        (
            "2027-08-30",
            ["--bank-holiday", "2027-08-31"],
            ["bank-holiday-in-fieldwork"],
        ),  # begins on 1 September
        ("2027-01-04", [], ["christmas", "bank-holiday-in-notice"]),
        ("2027-01-11", [], ["bank-holiday-in-notice"]),
        ("2028-01-03", [], ["christmas", "bank-holiday-in-fieldwork", "bank-holiday-in-notice"]),
        ("2028-01-10", [], ["bank-holiday-in-notice"]),
        ("2027-12-27", [], ["christmas", "bank-holiday-in-fieldwork"]),
        ("2027-12-06", ["--fieldwork-days", "10"], ["christmas"]),
        ("2027-12-06", ["--fieldwork-days", "9"], []),
    ],
)
def test_the_edges_of_august_and_christmas(codes, monday, options, right):
    found = codes(monday, *options)
    late = ("report-near-election", "report-likely-later")
    assert [code for code in found if code not in late] == right


# ----------------------------------------------------------------------------------------- closures


@pytest.mark.parametrize(
    ("closed", "right"),
    [
        ("2027-06-28", ["closure-in-fieldwork"]),
        ("2027-07-02..2027-07-09", ["closure-in-fieldwork"]),
        ("2027-06-25..2027-06-28", ["closure-in-fieldwork", "closure-in-notice"]),
        ("2027-06-25", ["closure-in-notice"]),
        ("2027-06-01..2027-06-14", ["closure-in-notice"]),
        ("2027-06-11", []),
        ("2027-07-05", []),
        ("2027-06-26..2027-06-27", []),  # a weekend
        ("2027-06-01..2027-07-31", ["closure-in-fieldwork", "closure-in-notice"]),
    ],
)
def test_closures(weeks, closed, right):
    [row] = weeks(QUIET, "--closure", closed)["weeks"]
    model = Model(
        closed=frozenset(days_of(span(f"{closed} x").first, span(f"{closed} x").last)),
    )
    assert codes_of(row) == right
    assert_row(row, model.week(day("2027-06-28")), model.closed)


def test_a_closure_on_a_bank_holiday_is_no_reason(codes):
    alone = codes("2027-06-07")
    assert codes("2027-06-07", "--closure", "2027-05-29..2027-05-31") == alone
    assert codes("2027-06-07", "--closure", "2027-06-01") == [*alone, "closure-in-notice"]


def test_a_closure_still_counts(weeks):
    [shut] = weeks(QUIET, "--closure", "2027-06-16..2027-07-01")["weeks"]
    [open_] = weeks(QUIET)["weeks"]
    for key in ("fieldwork", "notification", "report_due", "statement_due"):
        assert shut[key] == open_[key]


# ---------------------------------------------------------------------------------------- elections


@pytest.mark.parametrize(
    ("due", "near"),
    [
        ("2027-08-03", False),
        ("2027-08-04", False),
        ("2027-08-05", True),  # the report comes 14 days after it
        ("2027-08-19", True),
        ("2027-09-23", True),
        ("2027-09-24", True),  # 25 working days after the report, past a bank holiday
        ("2027-09-27", False),
    ],
)
def test_the_edges_of_an_election(weeks, due, near):
    model = Model(polls=frozenset({day(due)}))
    assert bool(model.near(day("2027-08-19"))) == near
    [row] = weeks(QUIET, "--election", f"{due}=By-election")["weeks"]
    assert row["report_due"] == "2027-08-19"
    assert ("report-near-election" in codes_of(row)) is near
    assert_row(row, model.week(day("2027-06-28")))
    if near:
        assert row["election"]["date"] == due
        assert row["election"]["name"] == "By-election"
    else:
        assert row["election"] is None


@pytest.mark.parametrize("poll", ["2026-05-07", "2027-05-06", "2028-05-04"])
def test_the_weeks_near_local_elections(weeks, poll):
    """The reports due from 25 working days before the poll to 14 days after it, and no others."""
    model = Model()
    first, last = model.add(day(poll), -25), day(poll) + dt.timedelta(days=14)
    period = (day(poll) - 26 * WEEK, day(poll) + 8 * WEEK)
    rows = weeks(period)["weeks"]
    marked = [row for row in rows if "report-near-election" in codes_of(row)]
    assert marked == [row for row in rows if first <= day(row["report_due"]) <= last]
    assert 6 <= len(marked) <= 8
    assert {row["election"]["date"] for row in marked} == {poll}
    assert all("ocal election" in row["election"]["name"] for row in marked)
    without = weeks(period, "--no-elections")["weeks"]
    assert [
        row for row in without if row["election"] or "report-near-election" in codes_of(row)
    ] == []


def test_without_elections_but_for_one(weeks):
    options = ["--no-elections", "--election", "2027-05-13=Mayoral election"]
    rows = weeks(("2027-02-01", "2027-05-31"), *options)["weeks"]
    marked = [row for row in rows if row["election"]]
    assert marked
    assert {row["election"]["name"] for row in marked} == {"Mayoral election"}
