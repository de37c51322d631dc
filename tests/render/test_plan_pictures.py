"""What the pictures of a timetable hold, by a paper calendar of 2027."""

import pytest

from jtai_cli.days.periods import Closure, Span
from jtai_cli.plan.inspection import inspection_of
from jtai_cli.plan.timetable import plan
from jtai_cli.render.page import Grid
from jtai_cli.render.plan_pictures import pictures
from jtai_cli.rules.frameworks import shipped_framework
from tests.conftest import day

JTAI_2022 = shipped_framework("jtai-2022")


def drawn(schools=(), **given):
    """The weeks, the timeline and the months of an inspection."""
    made = plan(inspection_of(fieldwork_start=day("2027-03-08"), **given), JTAI_2022)
    return [each.drawing for each in pictures(made, schools) if not isinstance(each, Grid)]


def numbers(months):
    return {str(each.date): each.number for each in months.days if each.number}


def test_each_counted_day_bears_its_number():
    *_, months = drawn()
    found = numbers(months)
    assert [found[date] for date in ("2027-02-22", "2027-03-05")] == ["D1", "D10"]
    assert [found[date] for date in ("2027-03-08", "2027-03-12")] == ["D11", "D15"]
    assert [found[date] for date in ("2027-03-15", "2027-03-25")] == ["R1", "R9"]
    assert [found[date] for date in ("2027-03-30", "2027-05-04")] == ["R10", "R34"]  # after Easter
    assert [found[date] for date in ("2027-05-05", "2027-08-11")] == ["S1", "S70"]
    assert len(found) == 15 + 34 + 70
    for off in ("2027-02-20", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31"):
        assert off not in found
    assert (str(months.days[0].date), str(months.days[-1].date)) == ("2027-02-01", "2027-08-31")


def test_the_dates_that_matter_are_marked():
    *_, months = drawn()
    marked = [str(each.date) for each in months.days if each.marked]
    week = [f"2027-03-{number:02}" for number in range(8, 13)]
    assert marked == ["2027-02-22", *week, "2027-05-04", "2027-08-11"]


def test_the_count_of_the_report_ends_when_it_comes():
    *_, months = drawn(published=day("2027-04-20"))  # 25 working days after 12 March
    found = numbers(months)
    assert found["2027-04-20"] == "R25"
    assert found["2027-04-21"] == "S1"
    assert "R26" not in found.values()
    *_, months = drawn(published=day("2027-04-01"), report_basis="calendar")
    assert "2027-04-03" not in numbers(months)  # a Saturday, which neither count has any more


def test_every_day_counts_on_the_calendar_basis():
    *_, months = drawn(report_basis="calendar")
    assert numbers(months)["2027-03-13"] == "R1"  # a Saturday
    assert numbers(months)["2027-04-15"] == "R34"


def test_what_is_no_ordinary_day_says_why():
    weeks, line, _ = drawn(
        schools=[Span(day("2027-02-15"), day("2027-02-23"), "Half term")],
        closures=(Closure(day("2027-02-24"), day("2027-02-24"), "Training day"),),
    )
    assert [(each.kind, each.name) for each in weeks.days[:6]] == [
        ("school-holiday", "Half term"),
        ("school-holiday", "Half term"),
        ("closure", "Training day"),
        ("", ""),
        ("", ""),
        ("weekend", "Saturday"),
    ]
    kinds = {str(each.date): each.kind for each in line.days}
    assert kinds["2027-03-26"] == kinds["2027-05-31"] == "bank-holiday"
    assert list(kinds)[-1] == "2027-08-11"  # the day of the statement, 70 working days after 4 May
    assert kinds["2027-02-15"] == "school-holiday"


def test_the_weeks_run_from_the_monday_of_the_call_to_the_sunday_after_fieldwork():
    weeks, *_ = drawn()
    assert [str(weeks.days[place].date) for place in (0, -1)] == ["2027-02-22", "2027-03-14"]
    weeks, *_ = drawn(notification=day("2027-02-17"))  # a Wednesday
    assert str(weeks.days[0].date) == "2027-02-15"
    bars = {bar.title: bar for bar in weeks.bars}
    assert str(bars["Fieldwork"].end) == "2027-03-12"
    assert [bars[title].required for title in ("Fieldwork", "Case selection")] == [True, False]


def test_what_is_done_says_so():
    weeks, *_ = drawn(done=(("case-selection", day("2027-02-25")),))
    assert "Case selection (done)" in [bar.title for bar in weeks.bars]


def test_school_holidays_stand_in_a_table_too():
    made = plan(inspection_of(fieldwork_start=day("2027-03-08")), JTAI_2022)
    terms = [
        Span(day(f"2027-{first}"), day(f"2027-{last}"), "Half term")
        for first, last in (
            ("02-15", "02-19"),
            ("10-25", "10-29"),
        )
    ]
    (grid,) = [each for each in pictures(made, terms) if isinstance(each, Grid)]
    assert [row.cells for row in grid.rows] == [("Mon 15 to Fri 19 Feb 2027", "Half term")]


@pytest.mark.parametrize("start", ["2016-02-08", "2099-06-15"])
def test_the_edges_of_the_calendar(start):
    made = plan(inspection_of(fieldwork_start=day(start)), JTAI_2022)
    assert len(pictures(made)) == 3


def test_a_rehearsal_says_that_its_report_is_of_a_real_inspection():
    made = plan(inspection_of(notified=day("2027-02-22"), rehearsal=True), JTAI_2022)
    *_, months = pictures(made)
    assert "The dates of the report and statement are those in a real" in months.drawing.words


@pytest.mark.parametrize(
    ("weeks", "last"), [(1, "2027-02-28"), (2, "2027-03-07"), (3, "2027-03-14")]
)
def test_a_short_rehearsal_has_no_later_week(weeks, last):
    given = {"rehearsal": True, "rehearsal_weeks": weeks}
    made = plan(inspection_of(notified=day("2027-02-22"), **given), JTAI_2022)
    drawn, line, months = (each.drawing for each in pictures(made))
    assert str(drawn.days[-1].date) == last
    assert ("Fieldwork" in [bar.title for bar in line.bars]) is (weeks == 3)
    assert ("The dates of fieldwork, the report" in months.words) is (weeks < 3)


def test_the_months_say_when_a_published_report_came():
    *_, months = drawn(published=day("2027-04-20"))
    assert "was due on R34 and came on Tuesday 20 April 2027, where S begins" in months.words
    assert "the statement is due on S70." in months.words
