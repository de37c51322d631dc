"""Laws of what is done with plans that are kept, over any start of fieldwork."""

import datetime as dt
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jtai_cli.days.bank_holidays import calendar_for
from jtai_cli.judge.findings import CHECKS
from jtai_cli.judge.inspection_file import check_inspection
from jtai_cli.judge.plan import plan_findings
from jtai_cli.judge.saved_plan import check_saved_plan
from jtai_cli.judge.weeks import Around, weeks
from jtai_cli.plan.compare import compare, from_plan, from_saved_plan
from jtai_cli.plan.inspection import inspection_of
from jtai_cli.plan.reading import read_inspection
from jtai_cli.plan.saved_plan import read_saved_plan
from jtai_cli.plan.status import status
from jtai_cli.plan.timetable import plan
from jtai_cli.render.inspection_file import inspection_file
from jtai_cli.rules.frameworks import SHIPPED, shipped_framework
from tests.conftest import day, plan_json

ENGLAND = calendar_for("ENG")
NOTES = {"beyond-published-bank-holidays", "framework-not-in-force", "report-late"}
starts = st.dates(dt.date(2000, 1, 1), dt.date(2095, 12, 31)).filter(ENGLAND.is_working)
frameworks = st.sampled_from([shipped_framework(name) for name in SHIPPED])
few = settings(max_examples=60, deadline=None)


def inspection(start, **given):
    return inspection_of(fieldwork_start=start, no_elections=True, **given)


@few
@given(starts, frameworks, st.integers(1, 30), st.sampled_from(["working", "calendar"]))
def test_a_plan_that_is_kept_as_it_was_made_has_no_fault(start, framework, days, basis):
    made = plan(inspection(start, fieldwork_days=days, report_basis=basis), framework)
    text = plan_json(made)
    kept = read_saved_plan(text, "k.json")
    codes = {each.code for each in check_saved_plan(kept, framework, text, "k.json")} - NOTES
    expected = set() if days == framework.fieldwork_days else {"fieldwork-length"}
    assert codes == expected
    same = compare(from_saved_plan(kept, "k.json"), from_plan(made, "now"))
    assert (same.moves, same.newly_on) == ((), ())


@few
@given(starts, frameworks)
def test_a_new_file_with_start_and_contact_has_no_fault(start, framework):
    text = inspection_file(framework, framework_name=framework.id, fieldwork_start=start)
    text = text.replace("# key_contact", "key_contact")
    found = check_inspection(read_inspection(text, "x.toml"), framework, text, "x.toml")
    assert {each.code for each in found} <= NOTES


@few
@given(
    starts,
    st.sets(st.sampled_from(["notified", "fieldwork_ended", "draft_received", "published"])),
    st.data(),
)
def test_whatever_is_recorded_is_judged(start, keys, data):
    framework = shipped_framework("jtai-2022")
    near = st.integers(-60, 120).map(lambda number: start + dt.timedelta(days=number))
    lines = [f"{key} = {data.draw(near)}" for key in sorted(keys)]
    ids = [step.id for step in framework.steps if step.actual is None] + [
        "corrections",
        "statement",
    ]
    done = [f"{name} = {data.draw(near)}" for name in data.draw(st.sets(st.sampled_from(ids)))]
    text = "\n".join(
        [f"fieldwork_start = {start}", 'key_contact = "x"', "[actual]", *lines, "[done]", *done]
    )
    found = check_inspection(read_inspection(text, "x.toml"), framework, text, "x.toml")
    for finding in found:
        assert finding.code in CHECKS
        assert 1 <= finding.line <= text.count("\n") + 1
        assert finding.message.endswith(".")
        assert finding.fix.endswith(".")
    assert [(each.line, each.code) for each in found] == sorted(
        (each.line, each.code) for each in found
    )


@few
@given(starts, st.integers(-40, 250), st.sets(st.sampled_from(["set-up", "planning", "statement"])))
def test_every_step_is_in_one_place(start, days, done):
    today = start + dt.timedelta(days=days)
    ids = tuple((name, start) for name in sorted(done))
    made = plan(inspection(start, done=ids), shipped_framework("jtai-2022"))
    found = status(made, today)
    to_come = [
        step
        for step in made.steps
        if step.end >= today and not (step.done is not None and step.done <= today)
    ]
    placed = [each.step for each in (*found.late, *found.unrecorded, *found.done, *found.overtaken)]
    assert sorted(step.id for step in (*placed, *to_come)) == sorted(s.id for s in made.steps)
    assert [each.step for each in found.next] == sorted(
        to_come, key=lambda step: (step.end, step.timing != "required")
    )[:3]
    assert all(each.late_by >= 0 for each in (*found.late, *found.done))
    assert all(each.due < today for each in (*found.late, *found.unrecorded))
    assert all(each.owed for each in found.late)
    if found.day is not None:
        assert 1 <= found.day <= found.of


@few
@given(starts, starts)
def test_there_and_back_again(one, other):
    framework = shipped_framework("jtai-2022")
    a, b = (from_plan(plan(inspection(start), framework), str(start)) for start in (one, other))
    there, back = compare(a, b), compare(b, a)
    moved = {move.new.id: move.moved for move in there.moves}
    assert moved == {move.new.id: -move.moved for move in back.moves}
    assert there.unchanged == back.unchanged == len(a.steps) - len(moved)
    assert all((number > 0) == (other > one) for number in moved.values())


def test_a_week_has_the_dates_of_its_plan():
    framework = shipped_framework("jtai-2022")
    found = weeks(
        ENGLAND,
        framework,
        day("2026-01-01"),
        day("2030-12-31"),
        around=Around(no_elections=True),
    ).weeks
    assert [week.monday.isocalendar()[:2] for week in found] == sorted(
        {week.monday.isocalendar()[:2] for week in found}
    )
    for week in found:
        made = plan(inspection(week.fieldwork.start), framework)
        assert week.notification == made.notification.date
        assert week.fieldwork == made.fieldwork
        assert (week.report.due, week.statement.due) == (made.report.due, made.statement.due)
    for earlier, later in pairwise(found):
        assert earlier.notification < later.notification
        assert earlier.report.due < later.report.due


@few
@given(starts)
def test_clear_means_that_the_plan_has_no_bank_holiday_in_its_weeks(start):
    monday = start - dt.timedelta(days=start.weekday())
    assume(ENGLAND.is_working(monday))
    framework = shipped_framework("jtai-2022")
    (week,) = weeks(ENGLAND, framework, monday, monday, around=Around(no_elections=True)).weeks
    codes = {each.code for each in plan_findings(plan(inspection(monday), framework))}
    assert (week.verdict == "avoid") == bool(
        codes & {"fieldwork-in-august", "fieldwork-around-christmas"}
    )
    if week.verdict == "clear":
        assert "bank-holiday-in-weeks" not in codes
