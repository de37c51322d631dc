"""Every possible week as the reckoner of oracle/weeks.py has it, and the range of them."""

import itertools
import json

import pytest

from tests.harness import EXAMPLES, day
from tests.oracle.bank_holidays import ENGLAND
from tests.oracle.days import ONE
from tests.oracle.weeks import ORDER, Model
from tests.plan.weeks.given import (
    FULL,
    QUIET,
    WEEK,
    WIDE,
    YEAR,
    areas,
    assert_weeks,
    codes_of,
    refuse,
)

# ---------------------------------------------------------------------------------------- every row


@areas
def test_every_week_of_2027(weeks, options, model):
    assert_weeks(weeks(YEAR, *options), YEAR, model)


@areas
def test_every_week_from_2026_to_2028(weeks, options, model):
    assert_weeks(weeks(WIDE, *options), WIDE, model)


def test_the_years_meet_every_reason():
    """The answers above would say little if no row had the reason."""
    rows = [*FULL.weeks(*YEAR), *Model().weeks(*YEAR)]
    met = {code for row in rows for code in codes_of(row)}
    assert met == {*ORDER} - {"notice-past"}
    assert {row["verdict"] for row in rows} == {"clear", "tight", "avoid"}


def test_what_stands_about_the_weeks(weeks):
    found = weeks(YEAR)
    assert set(found) == {
        *("schema", "framework", "frameworks", "region", "start", "end", "weeks", "counts"),
        *("ranked", "warnings"),
    }
    assert found["schema"] == "jtai.weeks/1"
    assert found["framework"]["id"] == "jtai-2022"
    assert found["frameworks"] == [found["framework"]]
    assert (found["region"], found["start"], found["end"]) == ("ENG", *YEAR)
    assert sum(found["counts"].values()) == len(found["weeks"]) == 52
    assert weeks(YEAR, "--region", "SCT")["region"] == "SCT"


def test_known_rows(weeks):
    """Worked out by hand, so that this file's own arithmetic is checked as well."""
    found = {row["fieldwork"]["start"]: row for row in weeks(YEAR)["weeks"]}
    easter = found["2027-03-30"]  # the Tuesday after Easter Monday
    assert easter["fieldwork"]["end"] == "2027-04-05"
    assert easter["notification"] == "2027-03-12"
    assert [each["date"] for each in easter["bank_holidays"]] == ["2027-03-26", "2027-03-29"]
    assert easter["report_due"] == "2027-05-24"  # past the 14 days after the poll
    assert codes_of(easter) == [
        *("bank-holiday-in-fieldwork", "bank-holiday-in-notice"),
        "fieldwork-before-election",  # from 31 March, 25 working days before 6 May
    ]
    spring = found["2027-06-01"]
    assert codes_of(spring) == ["bank-holiday-in-fieldwork"]
    assert codes_of(found["2027-06-07"]) == ["bank-holiday-in-notice"]
    assert codes_of(found["2027-06-14"]) == ["bank-holiday-in-notice"]  # notice from 28 May
    assert codes_of(found["2027-06-21"]) == []
    assert codes_of(found["2027-07-26"]) == []  # to Friday 30 July
    assert codes_of(found["2027-08-31"])[0] == "august"
    assert codes_of(found["2027-09-06"]) == ["bank-holiday-in-notice"]
    late = "report-likely-later"  # the middle letter over Christmas came nine days late
    assert codes_of(found["2027-12-13"]) == ["christmas", late]  # the Friday is 17 December
    assert codes_of(found["2027-12-06"]) == [late]


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--region", "SCT"],
        ["--region", "WLS", "--fieldwork-days", "4"],
        ["--region", "NIR"],
        ["--report-basis", "calendar"],
        ["--framework", "jtai-2016"],
        ["--framework", EXAMPLES / "frameworks/peer-challenge.toml"],
        ["--bank-holiday", "2027-06-23=Coronation", "--working-day", "2027-08-30"],
        ["--election", "2027-11-04"],
        ["--no-elections", "--fieldwork-days", "9"],
    ],
    ids=lambda options: " ".join(map(str, options)).rpartition("/")[2] or "none",
)
def test_the_dates_are_those_of_the_plan(jtai, weeks, options):
    found = weeks(YEAR, *options)
    for row in found["weeks"][::3]:
        start = row["fieldwork"]["start"]
        run = jtai("plan", start, *options, "--format", "json")
        assert run.code == 0, run.err
        plan = json.loads(run.out)
        statement = plan["statement"]
        assert row["notification"] == plan["notification"]["date"], start
        assert row["fieldwork"] == plan["fieldwork"], start
        assert row["report_due"] == plan["report"]["due"], start
        assert row["statement_due"] == (statement and statement["due"]), start
        warned = "report-near-election" in [each["code"] for each in plan["warnings"]]
        assert ("report-near-election" in codes_of(row)) == warned, start
        assert found["framework"]["id"] == plan["framework"]["id"]


def test_ten_years(weeks):
    first, last = day("2027-01-04"), day("2036-12-29")
    rows = weeks((first, last))["weeks"]
    assert len(rows) == (last - first).days // 7 + 1 == 522
    for number, row in enumerate(rows):
        monday = first + number * WEEK
        assert monday <= day(row["fieldwork"]["start"]) <= monday + 4 * ONE
    for earlier, later in itertools.pairwise(rows):
        assert earlier["fieldwork"]["start"] < later["fieldwork"]["start"]
        assert earlier["fieldwork"]["end"] <= later["fieldwork"]["end"]
        for key in ("notification", "report_due", "statement_due"):
            assert earlier[key] <= later[key], later["fieldwork"]["start"]


def test_thirty_years_are_answered(weeks):
    rows = weeks(("2027-01-04", "2056-12-25"))["weeks"]
    assert len(rows) == 1565


def test_today_changes_no_row_before_which_notice_can_be_given(weeks):
    for today in (
        "2020-01-01",
        "2026-12-16",
    ):  # the first notification
        assert weeks(YEAR, "--today", today)["weeks"] == weeks(YEAR)["weeks"]


# ---------------------------------------------------------------------------------------- the range


@pytest.mark.parametrize(
    ("period", "starts"),
    [
        (("2027-06-28", "2027-06-28"), ["2027-06-28"]),
        (("2027-06-28", "2027-07-05"), ["2027-06-28", "2027-07-05"]),
        (("2027-06-29", "2027-07-05"), ["2027-07-05"]),
        (("2027-06-27", "2027-07-04"), ["2027-06-28"]),
        (("2027-05-31", "2027-05-31"), ["2027-06-01"]),  # the Monday lies in it
        (("2027-06-01", "2027-06-07"), ["2027-06-07"]),  # the Monday before does not
        (("2027-12-27", "2028-01-03"), ["2027-12-29", "2028-01-04"]),
        (("28 June 2027", "28/06/2027"), ["2027-06-28"]),
    ],
)
def test_the_weeks_whose_monday_lies_in_the_range(weeks, period, starts):
    assert [row["fieldwork"]["start"] for row in weeks(period)["weeks"]] == starts


def test_a_week_without_a_working_day_has_no_row(weeks):
    off = ["2027-06-28", "2027-06-29", "2027-06-30", "2027-07-01", "2027-07-02"]
    options = [part for date in off for part in ("--bank-holiday", date)]
    period = ("2027-06-21", "2027-07-12")
    model = Model(bank_holidays={**ENGLAND, **dict.fromkeys(map(day, off), "")})
    found = weeks(period, *options)
    assert_weeks(found, period, model)
    starts = [row["fieldwork"]["start"] for row in found["weeks"]]
    assert starts == ["2027-06-21", "2027-07-05", "2027-07-12"]


@pytest.mark.parametrize("off", range(1, 5))
def test_a_late_start(weeks, off):
    dates = [str(day("2027-06-28") + n * ONE) for n in range(off)]
    options = [part for date in dates for part in ("--bank-holiday", date)]
    [row] = weeks(QUIET, *options)["weeks"]
    assert row["fieldwork"]["start"] == str(day("2027-06-28") + off * ONE)
    assert codes_of(row) == ["bank-holiday-in-fieldwork"]
    assert [each["date"] for each in row["bank_holidays"]] == dates


@pytest.mark.parametrize(
    "arguments",
    [
        ["--from", "2027-06-28", "--to", "2027-06-21"],
        ["--from", "2027-06-29", "--to", "2027-07-04"],  # no Monday in it
        ["--from", "2027-01-01", "--to", "2058-01-01"],
        ["--from", "1991-01-01", "--to", "2099-01-01"],
        ["--from", "2027-02-30", "--to", "2027-06-28"],
        ["--from", "2027-06-28", "--to", "soon"],
        ["--from", "2027-06-28"],
        ["--to", "2027-06-28"],
        [],
        ["--from", "2027-06-28", "--to", "2027-06-28", "--fieldwork-days", "0"],
        ["--from", "2027-06-28", "--to", "2027-06-28", "--fieldwork-days", "31"],
        ["--from", "2027-06-28", "--to", "2027-06-28", "--region", "FRA"],
        ["--from", "2027-06-28", "--to", "2027-06-28", "--framework", "jtai-1999"],
        ["--from", "2027-06-28", "--to", "2027-06-28", "--format", "jsonl"],
        ["--from", "2027-06-28", "--to", "2027-06-28", "--closure", "2027-06-28..2027-06-21"],
        ["--from", "2027-06-28", "--to", "2027-06-28", "--election", "some day"],
    ],
    ids=" ".join,
)
def test_a_bad_range_or_option_is_refused(jtai, arguments):
    refuse(jtai("weeks", *arguments))


def test_the_ends_of_the_calendar_are_no_crash(jtai):
    for period in (("1990-01-01", "1990-02-01"), ("2100-11-01", "2100-12-31")):
        run = jtai("weeks", "--from", period[0], "--to", period[1], "--format", "json")
        assert run.code in (0, 2)
        assert "Traceback" not in run.err
