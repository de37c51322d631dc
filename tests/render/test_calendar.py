"""What the events of a calendar say."""

import datetime as dt

from jtai_cli.days.periods import Closure
from jtai_cli.plan.agenda import agenda, identity
from jtai_cli.plan.inspection import LocalStep, inspection_of
from jtai_cli.plan.timetable import plan
from jtai_cli.render.calendar import events
from jtai_cli.rules.frameworks import shipped_framework
from tests.conftest import day

JTAI_2022 = shipped_framework("jtai-2022")


def planned(start="2027-03-08", **given):
    return plan(inspection_of(fieldwork_start=day(start), **given), JTAI_2022)


def event(planned, step_id, **given):
    known_as = identity(planned)
    found = events(
        planned, agenda(planned, day("2027-03-01"), observed=True), identity=known_as, **given
    )
    return next(each for each in found if each.uid.startswith(f"{step_id}."))


SOURCE_A = (
    "Source: CYP Now, 'Inspections Clinic: Multi-agency safeguarding', 27 April 2022, after "
    "Ofsted's guidance of March 2022 <https://www.cypnow.co.uk/features/article/inspections-"
    "clinic-multi-agency-safeguarding>"
)


def test_what_a_step_says():
    audits = event(planned(area="Exampleshire"), "case-audits")
    assert audits.title == "Case audits done, JTAI Exampleshire"
    assert audits.lines == (
        "Days 6 to 8 of 15.",
        "Records for those children are shared.",
        "Who: partners.",
        "Suggested: the source gives the week, and the day inside it is our suggestion.",
        "Rule: week 2 of jtai-2022.",
        SOURCE_A,
    )
    assert event(planned(), "initial-meeting").lines[0] == "Day 11 of 15."


def test_what_the_fixed_dates_say():
    notification = event(planned(), "notification")
    assert notification.title == "Notification, JTAI"
    assert "Rule: 10 working days before fieldwork; jtai-2022 asks for 10." in notification.lines
    assert "Required: the framework fixes it." in notification.lines
    report = event(planned(), "report")
    assert "Owner: Ofsted." in report.lines
    assert (
        "Rule: 34 working days after Friday 12 March 2027, not counting Good Friday, Easter "
        "Monday and Early May bank holiday."
    ) in report.lines
    *_, rule, unless, if_it_votes, _ = event(planned(), "statement").lines
    assert rule.startswith("Rule: if one is required: 70 work")
    assert unless == (
        "The letter's date is likely if the area does not vote: between Wed 4 Aug 2027 and Thu 12 "
        "Aug 2027: counted from when the report is likely; back-test: right for 41 of 56."
    )
    poll = "if it votes (Local elections of Thursday 6 May 2027): between"
    assert if_it_votes.startswith(f"The letter's date is likely {poll} Wed 4 Aug 2027 and Fri 27")


def test_what_a_step_of_the_areas_own_says():
    brief = LocalStep("brief", "Brief the mayor", None, "notification", 0, "Chief executive")
    assert event(planned(steps=(brief,)), "brief").lines == (
        "Day 1 of 15.",
        "Owner: Chief executive.",
        "Suggested: a step of the area's own, on a day that it chose.",
        "Source: The area's own inspection file",
    )


def test_days_off_inside_a_step_are_said():
    closed = Closure(day("2027-03-25"), day("2027-03-25"), "Training day")
    fieldwork = event(planned("2027-03-25", closures=(closed,)), "fieldwork")
    assert (str(fieldwork.start), str(fieldwork.end)) == ("2027-03-25", "2027-04-02")
    assert fieldwork.lines[2:5] == (
        "Training day, Thu 25 Mar 2027: closed, but still counted.",
        "Good Friday, Fri 26 Mar 2027: not counted.",
        "Easter Monday, Mon 29 Mar 2027: not counted.",
    )


def test_a_day_off_at_the_end_of_a_step_is_inside_it():
    closed = Closure(day("2027-03-12"), day("2027-03-12"), "Training day")
    said = "Training day, Fri 12 Mar 2027: closed, but still counted."
    assert said in event(planned(closures=(closed,)), "fieldwork").lines
    assert said not in event(planned(closures=(closed,)), "initial-meeting").lines


def test_a_projection_is_said_to_be_one():
    until = (
        "A projection: bank holidays are known as published by November 2026, to Sunday "
        "31 December 2028."
    )
    assert event(planned("2028-11-06"), "fieldwork").lines[-1] != until
    assert event(planned("2028-11-06"), "statement").lines[-1] == until
    across = event(planned("2028-12-27"), "fieldwork")  # it ends in the new year
    assert (str(across.start), str(across.end)) == ("2028-12-27", "2029-01-03")
    assert across.lines[-1] == until


def test_uids_are_for_ever():
    """printf EX-1 | sha256sum"""
    uid = event(planned(reference="EX-1", area="Exampleshire"), "report").uid
    assert uid == "report.26afc5f75b7d65bd6f0182a58e01aaba@jtai"


def test_a_step_that_is_done_says_so_and_rings_no_more():
    real = planned(draft_received=day("2027-04-08"), published=day("2027-05-10"))
    reminders = [dt.timedelta(1)]
    report = event(real, "report", reminders=reminders)
    assert report.title == "DONE: Report published, JTAI"
    assert report.lines[0] == "Done on Monday 10 May 2027."
    assert "Rule: was due Tuesday 4 May 2027, 34 working days after" in "\n".join(report.lines)
    assert (report.start, report.end, report.reminders) == (*[day("2027-05-10")] * 2, ())
    assert event(real, "draft-report").title == "DONE: Draft report received, JTAI"
    assert event(real, "statement", reminders=reminders).reminders == (dt.timedelta(1),)


def test_the_same_reminder_twice_rings_once_and_the_earliest_first():
    lengths = [dt.timedelta(hours=15), dt.timedelta(1), dt.timedelta(hours=24)]
    assert event(planned(), "report", reminders=lengths).reminders == (
        dt.timedelta(1),
        dt.timedelta(hours=15),
    )
