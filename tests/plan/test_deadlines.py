"""The report and the statement, from whatever is known."""

import pytest

from jtai_cli.days.bank_holidays import calendar_for
from jtai_cli.days.periods import Closure
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.errors import DatesOutOfOrder, NothingToPlan, OutsideCalendar
from jtai_cli.judge.plan import deadlines_findings
from jtai_cli.letters.likely import Evidence
from jtai_cli.plan.deadlines import deadlines, deadlines_workings
from jtai_cli.rules.frameworks import shipped_framework
from tests.conftest import day

ENGLAND = calendar_for("ENG")


def due(framework="jtai-2022", **given):
    dates = ("started", "ended", "published")
    values = {key: day(value) if key in dates else value for key, value in given.items()}
    values.setdefault("no_elections", True)  # they have tests of their own
    return deadlines(ENGLAND, shipped_framework(framework), **values)


def test_from_the_end_of_fieldwork():
    result = due(ended="2027-03-12")
    assert result.fieldwork is None
    assert (result.report.due, result.report.days) == (day("2027-05-04"), 34)
    assert (result.statement.due, result.statement.days) == (day("2027-08-11"), 70)
    assert result.statement.counted_from == result.report.due


def test_from_the_start_of_fieldwork():
    result = due(started="2027-03-08")
    assert (result.fieldwork.start, result.fieldwork.end) == (day("2027-03-08"), day("2027-03-12"))
    assert result.report.due == day("2027-05-04")


def test_fieldwork_of_another_length():
    assert due(started="2027-03-08", fieldwork_days=4).fieldwork.end == day("2027-03-11")


def test_the_bank_holidays_passed_over_are_named():
    names = [off.name for off in due(ended="2027-03-12").report.skipped]
    assert names == ["Good Friday", "Easter Monday", "Early May bank holiday"]


def test_from_publication_alone_there_is_only_the_statement():
    result = due("jtai-2016", published="2018-01-30")
    assert result.report is None
    assert result.statement.due == day("2018-05-11")


def test_publication_moves_the_statement_and_not_the_reports_due_date():
    result = due(ended="2027-03-12", published="2027-05-10")
    assert (result.report.due, result.report.actual) == (day("2027-05-04"), day("2027-05-10"))
    assert result.statement.counted_from == day("2027-05-10")


def test_calendar_days_are_the_literal_reading():
    result = due(ended="2027-03-12", basis="calendar")
    assert (result.report.due, result.report.basis) == (day("2027-04-15"), "calendar")
    assert result.report.skipped == ()
    assert result.statement.basis == "working"


def test_a_calendar_day_that_is_off_is_said():
    result = due(ended="2027-03-16", basis="calendar")  # to Monday 19 April
    assert deadlines_findings(result) == ()
    result = due(ended="2027-03-15", basis="calendar")  # to Sunday 18 April
    assert [each.code for each in deadlines_findings(result)] == ["deadline-on-day-off"]
    result = due(ended="2027-03-26", basis="calendar")  # Good Friday, to Thursday 29 April
    assert [each.code for each in deadlines_findings(result)] == ["actual-on-day-off"]


def test_a_real_end_on_a_saturday_is_counted_from():
    result = due("jtai-2016", ended="2016-03-12")  # Oxfordshire's letter
    assert result.report.counted_from == day("2016-03-12")
    assert result.report.due == due("jtai-2016", ended="2016-03-11").report.due


def test_a_bank_holiday_on_the_last_day_itself_is_not_passed_over():
    assert due(ended="2027-03-26").report.skipped[0].name == "Easter Monday"


def test_a_sunday_start_and_another_framework_are_said():
    assert [w.code for w in deadlines_findings(due(started="2023-03-26"))] == [
        "fieldwork-start-day-off"
    ]
    assert [w.code for w in deadlines_findings(due(ended="2017-12-08"))] == [
        "framework-not-in-force"
    ]
    assert [w.code for w in deadlines_findings(due("jtai-2016", ended="2017-12-08"))] == []


@pytest.mark.parametrize("date", ["2027-05-04", "2027-08-11"])
def test_a_closure_on_a_deadline_is_said(date):
    shut = [Closure(day(date), day(date), "Shut")]
    found = deadlines_findings(due(ended="2027-03-12"), shut)
    assert [w.code for w in found] == ["step-on-closure"]


def test_a_statement_counted_in_calendar_days():
    literal = shipped_framework("jtai-2022").statement._replace(basis="calendar")
    framework = shipped_framework("jtai-2022")._replace(statement=literal)
    result = deadlines(ENGLAND, framework, published=day("2027-05-04"))
    assert (result.statement.due, result.statement.basis) == (day("2027-07-13"), "calendar")
    result = deadlines(ENGLAND, framework, published=day("2027-05-07"))
    assert [w.code for w in deadlines_findings(result)] == []
    result = deadlines(ENGLAND, framework, published=day("2027-05-10"))
    assert [w.code for w in deadlines_findings(result)] == []
    result = deadlines(ENGLAND, framework, published=day("2027-05-08"))  # a Saturday to a Saturday
    assert [w.code for w in deadlines_findings(result)] == [
        "actual-on-day-off",
        "deadline-on-day-off",
    ]


def test_calendar_days_stay_inside_the_calendar():
    with pytest.raises(OutsideCalendar):
        due(ended="2100-12-20", basis="calendar")


def test_order_and_absence():
    with pytest.raises(DatesOutOfOrder):
        due(started="2027-03-08", ended="2027-03-05")
    with pytest.raises(DatesOutOfOrder):
        due(ended="2027-03-12", published="2027-03-12")
    with pytest.raises(NothingToPlan):
        due()


def test_the_working_of_each_deadline_and_why():
    report, statement = deadlines_workings(due(ended="2027-03-12"))
    assert report.days[-1] == (day("2027-05-04"), 34, None)
    assert statement.days[-1] == (day("2027-08-11"), 70, None)
    assert "8 came exactly 34 working days" in report.reason
    assert "egulation 4" in statement.source.title
    (literal, _) = deadlines_workings(due(ended="2027-03-12", basis="calendar"))
    assert len(literal.days) == 34
    assert literal.days[-1] == (day("2027-04-15"), 34, None)


@pytest.mark.parametrize(
    ("poll", "where"),
    [
        ("2027-07-28", "within two weeks after: Mayor on Wednesday 28 July 2027"),
        ("2027-07-29", "in the pre-election period of: Mayor on Thursday 29 July 2027"),
    ],
)
def test_a_report_due_near_an_election_is_said(poll, where):
    (warning,) = deadlines_findings(
        due(ended="2027-06-11", elections=[NamedDay(day(poll), "Mayor")])
    )
    assert (warning.code, warning.date) == ("report-near-election", day("2027-07-29"))
    assert where in warning.message
    # The fifth of nine came four working days after the poll, or after the rule's date.
    middle = {"2027-07-28": "Wednesday 4 August 2027", "2027-07-29": "Wednesday 4 August 2027"}
    of = "Reports are held back then: half of the latest 9 letters"
    assert warning.message.endswith(f"{of} took no longer than to {middle[poll]}.")
    assert deadlines_findings(due(ended="2027-06-11", published="2027-07-29")) == ()


def test_of_one_letter_it_is_not_said_that_half_came():
    polls = [NamedDay(day("2027-07-29"), "Mayor")]
    only = Evidence(late={"election": (4,)})
    (warning,) = deadlines_findings(due(ended="2027-06-11", elections=polls, evidence=only))
    said = "held back then: the one such letter took no longer than to Wednesday 4 August 2027."
    assert warning.message.endswith(said)


def test_a_poll_that_is_given_holds_where_the_area_does_not_vote_in_the_later_one():
    def given(**more):
        poll = NamedDay(day("2027-04-08"), "By-election")
        return due(started="2027-02-22", elections=[poll], no_elections=False, **more)

    found = given()
    likely = found.report.likely
    assert found.report.near.election.date == day("2027-05-06")
    assert (likely.kind, str(likely.latest.date)) == ("election", "2027-05-19")
    # Nine working days after the rule's date, Monday 19 April, which is after the by-election.
    other = likely.otherwise
    assert (other.kind, str(other.latest.date), other.otherwise) == ("election", "2027-04-30", None)
    first, second = (each.message for each in deadlines_findings(found))
    assert "Local elections on Thursday 6 May 2027" in first
    assert "in the areas that vote" in first
    assert "By-election on Thursday 8 April 2027. Reports are held back then: half" in second
    surely = given(votes=lambda year: True)
    assert surely.report.likely == likely._replace(otherwise=None)
    never = given(votes=lambda year: False)
    assert never.report.likely == other


def test_no_letter_of_such_an_inspection_is_said_too():
    polls = [NamedDay(day("2027-07-29"), "Mayor")]
    (warning,) = deadlines_findings(due(ended="2027-06-11", elections=polls, evidence=Evidence()))
    assert warning.message.endswith("no letter of such an inspection is known.")


def test_a_report_due_over_christmas():
    assert due(ended="2027-12-10").report.likely.kind == "christmas"
    assert due(started="2027-12-29", ended="2028-01-06").report.likely.kind == "ordinary"


def test_a_rule_without_a_reason_gives_none():
    found = due(ended="2027-03-12")
    silent = found.report._replace(rule=found.report.rule._replace(why=None))
    assert deadlines_workings(found._replace(report=silent))[0].reason == ""


def test_the_elections_of_the_table_count_unless_left_out():
    near = deadlines(ENGLAND, shipped_framework("jtai-2022"), ended=day("2027-03-12"))
    assert near.report.near.election.date == day("2027-05-06")
