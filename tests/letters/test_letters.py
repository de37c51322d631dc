"""The rules against the dates in Ofsted's published letters: 64 real inspections.

The oracle's rows say for each letter that the rule does not give why.
"""

from datetime import date
from importlib import resources

import pytest

from jtai_cli.letters.letters import shipped_letters
from jtai_cli.plan.inspection import inspection_of
from jtai_cli.plan.timetable import plan
from jtai_cli.rules.frameworks import shipped_framework
from tests.harness import ROOT, day
from tests.oracle.letters import ROWS as LETTERS

ON_THE_RULE = [row for row in LETTERS if not row["why_not"]]
OFF_THE_RULE = [row for row in LETTERS if row["why_not"]]


def planned(row):
    """The plan from the fieldwork start alone, but for two ends that were not the fifth day."""
    ended = {"Hounslow": day("2017-03-24"), "Oxfordshire": day("2016-03-12")}.get(row["area"])
    inspection = inspection_of(fieldwork_start=day(row["fieldwork_start"]), fieldwork_ended=ended)
    return plan(inspection, shipped_framework(row["rule"]))


def area(row):
    return f"{row['area']} {row['fieldwork_start'][:4]}"


def test_no_row_is_left_out():
    assert len(LETTERS) == 64
    assert len({row["urn"] for row in LETTERS}) == 64


def test_the_programs_own_table_has_the_same_dates():
    # The tests' copy was transcribed apart from the program's.
    names = ("urn", "area", "fieldwork_start", "fieldwork_end", "published", "statement_due")
    shipped = [
        tuple(str(getattr(letter, name) or "") for name in names) for letter in shipped_letters()
    ]
    assert shipped == [tuple(row[name] for name in names) for row in LETTERS]


def test_dates_are_in_order_and_no_area_stands_twice_in_a_year():
    years = set()
    for letter in shipped_letters():
        assert letter.fieldwork_start < letter.fieldwork_end < letter.published
        assert letter.statement_due is None or letter.published < letter.statement_due
        assert len(letter.inspectorates) == len(set(letter.inspectorates)) >= 3
        years.add((letter.area, letter.fieldwork_start.year))
    assert len(years) == 64


def test_themes_are_those_of_the_framework_and_were_in_force():
    for letter in shipped_letters():
        start = letter.fieldwork_start
        rule = "jtai-2016" if start.year < 2021 else "jtai-2022"
        theme = shipped_framework(rule).theme(letter.theme)
        early = {"Solihull"}  # at ministers' request
        assert theme.since.first_day <= start or letter.area in early
        joined = {name.replace("HMICFRS", "HMIC") for name in letter.inspectorates}
        assert joined == {name.replace("HMICFRS", "HMIC") for name in theme.inspectorates} or (
            letter.area in early
        )


def test_the_odd_rows_and_no_other_say_why_they_are_odd():
    odd = {}
    for letter in shipped_letters():
        start, end, due = letter.fieldwork_start, letter.fieldwork_end, letter.statement_due
        reasons = {
            "starts on a Sunday": start.weekday() == 6,
            "ends on a Saturday": end.weekday() == 5,
            "our days of fieldwork, from a Tuesday": (end - start).days == 3,
            "no date for a statement": due is None,
            "due on a Saturday": due and due.weekday() == 5,
            "70 days to the statement are calendar": due and (due - letter.published).days == 70,
            "the report should have come": letter.area == "Lancashire",
            "Between the two frameworks": date(2020, 4, 1) <= start < date(2022, 3, 28),
        }
        said = [reason for reason, is_so in reasons.items() if is_so]
        assert all(reason in (letter.note or "") for reason in said)
        assert bool(said) == bool(letter.note)
        if said:
            odd[letter.area] = letter.note
    assert set(odd) == {
        "Oxfordshire",
        "Hounslow",
        "Southend-on-Sea",
        "Solihull",
        "Windsor and Maidenhead",
        "Harrow",
        "Manchester",
        "Lancashire",
    }


def test_lancashires_statement_counts_from_the_day_on_which_the_report_was_due():
    (letter,) = [each for each in shipped_letters() if each.area == "Lancashire"]
    given = inspection_of(fieldwork_start=letter.fieldwork_start)
    due = plan(given, shipped_framework("jtai-2022"))
    assert due.statement.due == letter.statement_due


def test_how_many_rows_the_rules_give():
    by_rule = [(row["rule"], not row["why_not"]) for row in LETTERS]
    assert by_rule.count(("jtai-2022", True)) == 14
    assert by_rule.count(("jtai-2022", False)) == 15  # with Solihull, before the framework
    assert by_rule.count(("jtai-2016", True)) == 17
    assert by_rule.count(("jtai-2016", False)) == 18


@pytest.mark.parametrize("row", ON_THE_RULE, ids=area)
def test_the_rule_gives_the_published_date(row):
    result = planned(row)
    assert result.fieldwork.end == day(row["fieldwork_end"])
    assert result.report.due == day(row["published"])


@pytest.mark.parametrize("row", OFF_THE_RULE, ids=area)
def test_a_row_said_not_to_fit_does_not_and_on_the_day_that_is_said(row):
    result = planned(row)
    came = day(row["published"])
    assert result.report.due != came
    number = result.calendar.count(result.fieldwork.end, came)
    assert row["why_not"].startswith(f"published on day {number}:") or (
        row["why_not"] == f"published on day {number}"
    )


def test_the_ordinary_letters_since_may_2022_that_do_not_fit_are_these_two():
    # A row is ordinary where fieldwork was outside November and December and no election came
    # between. Counted by hand, one of these came on day 35 and one on day 49.
    excused = ("November", "December", "election", "at the request of ministers")
    odd = [
        row["area"]
        for row in OFF_THE_RULE
        if row["rule"] == "jtai-2022" and not any(word in row["why_not"] for word in excused)
    ]
    assert odd == ["Cheshire East", "Bedford"]


def test_no_letter_came_within_34_calendar_days():
    for row in LETTERS:
        assert (day(row["published"]) - day(row["fieldwork_end"])).days > 34


def test_the_statement_is_due_70_working_days_after_the_letter():
    exact = 0
    for row in LETTERS:
        inspection = inspection_of(
            fieldwork_start=day(row["fieldwork_start"]),
            fieldwork_ended=day(row["fieldwork_end"]),
            published=day(row["published"]),
        )
        result = plan(inspection, shipped_framework(row["rule"]))
        if row["statement_due"]:
            exact += result.statement.due == day(row["statement_due"])
    assert exact == 33  # of 63; the other letters count otherwise, or count wrong


def test_haringey_had_nine_working_days_of_notice():
    framework = shipped_framework("jtai-2016")
    given = plan(
        inspection_of(fieldwork_start=day("2017-12-04"), notified=day("2017-11-21")), framework
    )
    assert given.notification.working_days == 9
    assert not given.notification.short_by
    by_rule = plan(inspection_of(fieldwork_start=day("2017-12-04")), framework)
    assert by_rule.notification.date == day("2017-11-21")
    assert [(week.days, len(week.dates)) for week in by_rule.weeks] == [
        ((1, 4), 4),
        ((5, 9), 5),
        ((10, 14), 5),
    ]


def test_haringeys_own_timeline():
    inspection = inspection_of(fieldwork_start=day("2017-12-04"), published=day("2018-01-30"))
    result = plan(inspection, shipped_framework("jtai-2016"))
    assert {step.id: step.start.isoformat() for step in result.observed} == {
        "draft-report": "2018-01-03",
        "corrections": "2018-01-16",
        "pre-publication-copy": "2018-01-26",
    }
    assert result.statement.due == day("2018-05-11")


def test_the_licence_of_the_facts_goes_with_the_table_and_stands_in_the_pages():
    beside = resources.files("jtai_cli.letters").joinpath("SOURCE.txt").read_text("utf-8")
    assert "Open\nGovernment Licence v3.0" in beside
    page = (ROOT / "docs/reference/evidence.md").read_text(encoding="utf-8")
    assert "[Open Government Licence v3.0]" in page
