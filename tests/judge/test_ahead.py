"""When reports would be likely in two years from Monday 23 November 2026, by a paper calendar.

The rule is 34 working days after the last day of fieldwork. Easter is on 28 March 2027; polls are
on Thursdays 6 May 2027 and 4 May 2028.
"""

import csv
import io
import json
import re
from xml.etree import ElementTree

import pytest

from jtai_cli.days.bank_holidays import calendar_for
from jtai_cli.judge.ahead import ahead
from jtai_cli.judge.weeks import Around
from jtai_cli.letters.likely import Evidence, Tried
from tests.conftest import day

ENGLAND = calendar_for("ENG")
LATE = Evidence(  # made up, so that no letter that is added moves a date here
    late={"ordinary": (0, 0, 0, 0), "christmas": (2, 5, 8, 10), "election": (0, 3, 4, 9)},
    tried={"election": Tried(8, 6)},
)


def found(today="2026-11-25", area=None, **around):
    return ahead(ENGLAND, None, day(today), area=area, around=Around(evidence=LATE, **around))


def week(start, **given):
    weeks = found(**given).weeks.weeks
    return next(each for each in weeks if each.fieldwork.start == day(start))


def days(likely):
    return [str(each.date) for each in (likely.earliest, likely.middle, likely.latest)]


def test_two_years_from_todays_monday_each_week_once():
    weeks = found().weeks.weeks
    assert (len(weeks), str(weeks[0].monday), str(weeks[-1].monday)) == (
        104,
        "2026-11-23",
        "2028-11-13",
    )
    for today in ("2026-11-23", "2026-11-29"):  # its Monday and its Sunday
        assert found(today).weeks.weeks[0].monday == day("2026-11-23")


def test_a_week_with_a_bank_holiday_on_its_monday_starts_on_the_first_working_day():
    easter = week("2027-03-30")  # after Easter Monday
    assert (str(easter.fieldwork.end), str(easter.report.due)) == ("2027-04-05", "2027-05-24")


def test_ordinary_christmas_and_election():
    ordinary = week("2027-06-07").report
    assert (str(ordinary.due), ordinary.likely.kind) == ("2027-07-29", "ordinary")
    assert days(ordinary.likely) == ["2027-07-29"] * 3
    christmas = week("2026-12-07").report.likely  # rule's date 2 February
    assert (christmas.kind, days(christmas)) == (
        "christmas",
        ["2027-02-02", "2027-02-09", "2027-02-16"],
    )
    # Due on 26 April, ten days before the poll: from there 3 and 9 working days on.
    election = week("2027-03-01").report.likely
    assert (election.kind, days(election)) == (
        "election",
        ["2027-04-26", "2027-05-11", "2027-05-19"],
    )
    assert days(election.otherwise) == ["2027-04-26"] * 3


@pytest.mark.parametrize(
    ("area", "kinds"),
    [  # London boroughs elect their councils in 2026; Reading elects by thirds, and in 2027
        ("Camden", ("ordinary", None)),
        ("Reading", ("election", None)),
        ("Exampleshire", ("election", "ordinary")),
        (None, ("election", "ordinary")),
    ],
)
def test_whether_the_area_votes_decides_the_case(area, kinds):
    likely = week("2027-03-01", area=area).report.likely
    assert (likely.kind, likely.otherwise and likely.otherwise.kind) == kinds


def test_in_which_years_the_area_votes_is_said():
    camden = found(area="Camden")
    years = {each.year: (each.votes, each.elected) for each in camden.years}
    assert years[2026] == (True, ("council",))
    assert years[2027] == (False, ())
    assert years[2028] == (True, ("mayor of London",))
    assert years[2029] == (None, ())
    assert (found(area="Exampleshire").known, found(area="Exampleshire").years) == (False, ())


TODAY = ("--ahead", "--today", "2026-11-25")


def test_the_object_has_level_n_method_and_both_cases(jtai):
    run = jtai("evidence", *TODAY, "--format", "json")
    assert run.code == 0
    answer = json.loads(run.out)
    assert (answer["schema"], answer["start"], len(answer["weeks"])) == (
        "jtai.ahead/1",
        "2026-11-23",
        104,
    )
    march = next(each for each in answer["weeks"] if each["fieldwork"]["start"] == "2027-03-01")
    assert (march["month"], march["report"]["due"]) == ("2027-03", "2027-04-26")
    likely = march["report"]["likely"]
    for case in (likely, likely["if_area_does_not_vote"]):
        assert 0 < case["level"] < 1
        assert case["n"] > 0
        assert case["method"]
    assert likely["election"]["date"] == "2027-05-06"
    assert likely["if_area_does_not_vote"]["class"] == "ordinary"


def test_rows_and_page_say_the_same(jtai):
    rows = list(csv.DictReader(io.StringIO(jtai("evidence", *TODAY, "--format", "csv").out)))
    assert len(rows) == 104
    march = next(row for row in rows if row["fieldwork_start"] == "2027-03-01")
    assert (march["report_due"], march["report_likely_no_vote_latest"]) == (
        "2027-04-26",
        "2027-04-26",
    )
    page = jtai("evidence", *TODAY).out.splitlines()
    lines = [line for line in page if line.startswith("Mar 2027  1 to 5 Mar ")]
    assert len(lines) == 2
    assert lines[0].endswith("ordinary")
    assert lines[1].endswith("election, if it votes")
    camden = jtai("evidence", *TODAY, "--area", "Camden").out
    assert len(re.findall("^Mar 2027  1 to 5 Mar ", camden, re.MULTILINE)) == 1
    assert "does not vote in 2027" in camden


def test_the_picture_has_a_row_a_case_and_tells_the_classes_apart_without_colour(jtai):
    root = ElementTree.fromstring(jtai("evidence", *TODAY, "--format", "svg").out)
    names = [each.tag.rpartition("}")[2] for each in root.iter()]
    texts = [each.text or "" for each in root.iter() if each.tag.endswith("}text")]
    # 7 weeks of 2027 and 7 of 2028 have a report that is due near a poll; the legend has one more.
    assert texts.count("if it votes") == 14
    assert names.count("circle") == 104 + 14 + 1
    fills = {each.get("fill") for each in root.iter() if each.tag.endswith("}rect")}
    assert {"#333333", "url(#hatched)", "#d9d9d9"} <= fills
    assert any("26 Apr 2027, likely by " in text for text in texts)


@pytest.mark.parametrize("more", ["2027-03-01", "--backtest"])
def test_a_date_or_the_backtest_beside_it_is_refused(jtai, more):
    run = jtai("evidence", "--ahead", more)
    assert (run.code, "leave" in run.err, run.out) == (2, True, "")


@pytest.mark.parametrize(("area", "has"), [("Camden", False), ("Reading", True)])
def test_weeks_and_deadlines_count_local_polls_where_the_area_votes(jtai, area, has):
    given = ("--from", "2027-03-01", "--to", "2027-03-07", "--area", area)
    assert ("report-near-election" in jtai("weeks", *given, "--format", "csv").out) is has
    run = jtai("deadlines", "--fieldwork-start", "2027-03-01", "--area", area)
    assert ("report-near-election" in run.err, "if it votes" in run.out) == (has, False)


def test_status_after_fieldwork_says_due_and_likely(jtai):
    before = jtai("status", "2027-03-01", "--today", "2027-03-03").out
    after = jtai("status", "2027-03-01", "--today", "2027-03-25", "--area", "Camden").out
    assert "Report likely" not in before
    assert re.search("^Report due +Monday 26 April 2027", after, re.MULTILINE)
    assert re.search("^Report likely +Monday 26 April 2027", after, re.MULTILINE)
    past = jtai("status", "2027-03-01", "--today", "2027-05-25", "--area", "Camden").out
    assert "later than was likely" in past
    assert "later than was likely" not in after


def test_compare_says_when_either_report_is_likely(jtai):
    moved = jtai("compare", "2027-06-07", "2027-06-14").out
    assert re.search("^Report likely +29 Jul +5 Aug$", moved, re.MULTILINE)
