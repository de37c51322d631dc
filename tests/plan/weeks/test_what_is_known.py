"""Notice that is past, pre-election periods, likely reports, and the framework of each week."""

import json

import pytest

from jtai_cli.rules import frameworks
from jtai_cli.rules.model import Since
from tests.harness import day
from tests.oracle.weeks import Model
from tests.plan.weeks.given import QUIET, YEAR, assert_weeks, codes_of, shown

LATER = ("--today", "2027-06-15")  # the day after the notification of QUIET


def test_a_notification_before_today_is_past(weeks, jtai):
    """Worked out on paper: 10 working days before Monday 28 June are Monday 14 June."""
    [row] = weeks(QUIET, *LATER)["weeks"]
    assert (codes_of(row), row["verdict"]) == (["notice-past"], "avoid")
    assert row["reasons"][0]["message"] == (
        "Notification would have been Monday 14 June 2027, which is past"
    )
    assert codes_of(weeks(QUIET, "--today", "2027-06-14")["weeks"][0]) == []
    for form in ("table", "markdown", "csv"):
        assert "Monday 14 June 2027, which is past" in shown(jtai, form, *LATER, period=QUIET)


def test_of_three_weeks_two_have_their_notification_behind_them(weeks):
    found = weeks(("2026-11-30", "2026-12-18"), "--today", "2026-11-25", "--no-elections")
    assert [codes_of(row) for row in found["weeks"]] == [
        ["notice-past", "report-likely-later"],  # 16 November
        ["notice-past", "report-likely-later"],  # 23 November
        ["christmas", "report-likely-later"],  # 30 November
    ]


@pytest.mark.parametrize("today", ["2027-01-01", "2027-06-15", "2028-12-31"])
def test_every_week_on_another_day(weeks, today):
    assert_weeks(weeks(YEAR, "--today", today), YEAR, Model(today=day(today)))


@pytest.mark.parametrize(
    ("monday", "poll", "inside"),
    [  # 25 working days before Thursday 5 August 2027 is Thursday 1 July
        ("2027-06-28", "2027-08-05", True),  # fieldwork to Friday 2 July
        ("2027-06-28", "2027-08-06", True),
        ("2027-06-28", "2027-08-09", False),
        ("2027-06-28", "2027-06-28", True),
        ("2027-06-28", "2027-06-27", False),
    ],
)
def test_fieldwork_in_a_pre_election_period(weeks, monday, poll, inside):
    options = ["--no-elections", "--election", f"{poll}=Mayoral election"]
    [row] = weeks((monday, monday), *options)["weeks"]
    reasons = {each["code"]: each["message"] for each in row["reasons"]}
    assert ("fieldwork-before-election" in reasons) is inside
    if inside:
        said = f"Fieldwork in the pre-election period: Mayoral election ({int(poll[8:])} "
        assert reasons["fieldwork-before-election"].startswith(said)


def test_the_likely_report_is_that_of_the_evidence(jtai, weeks):
    rows = weeks(("2026-11-02", "2028-01-31"))["weeks"]
    for row in rows[::4] + [row for row in rows if row["fieldwork"]["start"][5:7] == "12"]:
        start = row["fieldwork"]["start"]
        evidence = jtai("evidence", start, "--format", "json").json()
        assert row["report_likely"] == evidence["report"]["likely"], start
        late = evidence["report"]["likely"]["middle"]["date"] > row["report_due"]
        late |= row["report_due"] in ("2026-12-24", "2027-12-23")  # no letter ever came then
        assert ("report-likely-later" in codes_of(row)) is late


def test_a_report_that_is_late_only_where_the_area_votes_says_so(weeks):
    """No area is named: of the local elections it is not known whether it votes."""
    for options, where in (([], " where the area votes"), (["--election", "2027-05-06=Mayor"], "")):
        [row] = weeks(("2027-03-08", "2027-03-08"), *options)["weeks"]
        said = f"Report likely later than the rule's 4 May{where}: 4 to 19 May, the middle 12 May"
        assert row["reasons"][-1]["message"] == said


def test_no_letter_says_nothing(jtai, weeks, tmp_path):
    text = shown(jtai, "table", "--framework", "examples/frameworks/peer-challenge.toml")
    assert "not said" in text
    assert "likely later" not in text
    assert "Likely:" not in text


# ------------------------------------------------------------------------------------ frameworks

OLD_AND_NEW = ("2020-03-16", "2022-04-30")


def assert_as_planned(jtai, found):
    for row in found["weeks"]:
        start = row["fieldwork"]["start"]
        plan = jtai("plan", start, "--format", "json").json()
        assert row["framework"] == plan["framework"]["id"], start
        assert row["notification"] == plan["notification"]["date"], start
        assert row["fieldwork"] == plan["fieldwork"], start
        assert row["report_due"] == plan["report"]["due"], start
        assert row["report_likely"] == plan["report"]["likely"], start
        assert row["statement_due"] == plan["statement"]["due"], start


def test_every_week_has_the_framework_of_its_plan(jtai, weeks):
    found = weeks(OLD_AND_NEW)
    assert_as_planned(jtai, found)
    used = [row["framework"] for row in found["weeks"]]
    assert used == ["jtai-2016"] * 3 + ["jtai-2022"] * (len(used) - 3)  # to 31 March 2020
    assert found["framework"] is None
    assert [each["id"] for each in found["frameworks"]] == ["jtai-2016", "jtai-2022"]
    [warning] = [each for each in found["warnings"] if each["code"] == "framework-not-in-force"]
    assert (
        "the first from Monday 6 April 2020 and the last from Monday 21 March 2022"
        in (warning["message"])
    )


@pytest.fixture
def invented(monkeypatch):
    """A framework that follows the others on 1 September 2027, with 15 days of notice."""
    last = frameworks.shipped_framework("jtai-2022")
    notices = tuple(each._replace(working_days=15) for each in last.notices)
    report = last.report._replace(days=20)
    new = last._replace(
        id="jtai-2027", since=Since("2027-09-01"), until=None, notices=notices, report=report
    )
    known = {
        **frameworks.FRAMEWORKS,
        "jtai-2022": last._replace(until=Since("2027-08-31")),
        "jtai-2027": new,
    }
    monkeypatch.setattr(frameworks, "FRAMEWORKS", known)
    monkeypatch.setattr(frameworks, "SHIPPED", tuple(known))
    return new


def test_a_later_framework_begins_with_its_own_week(jtai, weeks, invented):
    found = weeks(("2027-08-02", "2027-09-30"))
    assert_as_planned(jtai, found)
    used = {row["fieldwork"]["start"]: row["framework"] for row in found["weeks"]}
    assert used["2027-08-31"] == "jtai-2022"  # the Tuesday after the bank holiday
    assert used["2027-09-06"] == "jtai-2027"
    assert not found["warnings"]


def test_the_page_says_where_the_framework_changes(jtai, invented):
    period = ("2027-08-23", "2027-09-13")
    text = shown(jtai, "table", period=period)
    assert "(jtai-2022 and jtai-2027, working days of England)" in text
    assert text.count("From here on under jtai-2027.") == 1
    lines = text.splitlines()
    [changed] = [number for number, line in enumerate(lines) if "From here on" in line]
    assert "6 to Fri 10 Sep 2027" in lines[changed - 1]
    assert "From here on under jtai-2027." in shown(jtai, "markdown", period=period)
    assert "From here on" not in shown(jtai, "table", "--framework", "jtai-2022", period=period)


def test_a_named_framework_holds_for_all_and_is_warned_of(weeks):
    found = weeks(OLD_AND_NEW, "--framework", "jtai-2016")
    assert {row["framework"] for row in found["weeks"]} == {"jtai-2016"}
    [warning] = [each for each in found["warnings"] if each["code"] == "framework-not-in-force"]
    assert (
        "the first from Monday 6 April 2020 and the last from Monday 25 April 2022"
        in (warning["message"])
    )
    alone = weeks(("2020-03-30", "2020-04-06"), "--framework", "jtai-2016")["warnings"]
    assert "not on Monday 6 April 2020" in json.dumps(alone)
