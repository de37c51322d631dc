"""`jtai plan` from outside, against timetables worked out by hand.

The expected dates stand in answers/timetables/*.toml, each with its working.
"""

import datetime as dt

import pytest

from tests.plan.answers import (
    INTERRUPTED,
    TIMETABLES,
    WHO,
    codes,
    is_called,
    only,
)


def timetables(names=TIMETABLES):
    return [pytest.param(TIMETABLES[name], id=name) for name in names]


def as_text(value):
    """The dates of an answer file as JSON writes them."""
    if isinstance(value, dict):
        return {key: as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_text(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def rules_of(answer):
    given = answer["input"]
    return ("--framework", given["framework"], "--region", given["region"])


def plan_of(jtai, answer):
    given = answer["input"]
    args = (given["fieldwork_start"], *rules_of(answer), *given["options"])
    return jtai("plan", *args, "--format", "json").json()


# --------------------------------------------------------------------------------------- Timetables


@pytest.mark.parametrize("answer", timetables())
def test_timetable_periods(jtai, answer):
    plan, right = plan_of(jtai, answer), as_text(answer["expected"])
    assert plan["region"] == answer["input"]["region"]
    assert plan["framework"]["id"] == answer["input"]["framework"]
    assert only(plan["notification"], "date", "working_days_notice", "required") == {
        "date": right["notification"],
        "working_days_notice": right["working_days_notice"],
        "required": right["working_days_notice"],
    }
    assert only(plan["fieldwork"], "start", "end", "working_days") == {
        "start": answer["input"]["fieldwork_start"].isoformat(),
        "end": right["fieldwork_end"],
        "working_days": right["fieldwork_days"],
    }
    assert only(plan["report"], "due", "days", "basis", "counted_from") == {
        "due": right["report_due"],
        "days": right["report_days"],
        "basis": right["report_basis"],
        "counted_from": right["fieldwork_end"],
    }
    assert only(plan["statement"], "due", "days", "basis", "counted_from") == {
        "due": right["statement_due"],
        "days": 70,
        "basis": "working",
        "counted_from": right["report_due"],
    }


@pytest.mark.parametrize("answer", timetables())
def test_timetable_weeks(jtai, answer):
    weeks = plan_of(jtai, answer)["weeks"]
    assert [week["number"] for week in weeks] == [1, 2, 3]
    by_number = {week["number"]: week for week in weeks}
    for right in as_text(answer["expected"]["weeks"]):
        assert only(by_number[right["number"]], "number", "start", "end", "days") == right


@pytest.mark.parametrize("answer", timetables())
def test_timetable_day_1_is_the_notification(jtai, answer):
    first = plan_of(jtai, answer)["weeks"][0]
    notified = answer["expected"]["notification"].isoformat()
    assert first["start"] == notified
    assert first["days"][0] == 1
    step = next(step for step in first["steps"] if step["id"] == "notification")
    assert only(step, "start", "end", "days") == {
        "start": notified,
        "end": notified,
        "days": [1, 1],
    }


@pytest.mark.parametrize("answer", timetables())
def test_timetable_steps(jtai, answer):
    weeks = plan_of(jtai, answer)["weeks"]
    steps = {step["id"]: step for week in weeks for step in week["steps"]}
    for right in as_text(answer["expected"]["steps"]):
        assert only(steps[right["id"]], "id", "start", "end", "days") == right


@pytest.mark.parametrize("answer", timetables())
def test_timetable_bank_holidays(jtai, answer):
    found = plan_of(jtai, answer)["non_working_days"]
    right = as_text(answer["expected"]["bank_holidays"])
    assert [(day["date"], day["kind"]) for day in found] == [
        (day["date"], "bank-holiday") for day in right
    ]
    for day, named in zip(found, right, strict=True):
        assert is_called(day["name"], named["name"])


@pytest.mark.parametrize("answer", timetables())
def test_timetable_warnings(jtai, answer):
    found = set(codes(plan_of(jtai, answer)))
    assert set(answer["expected"]["warnings"]) <= found
    assert not set(answer["expected"]["no_warnings"]) & found


@pytest.mark.parametrize("answer", timetables(INTERRUPTED))
def test_timetable_read_backwards(jtai, answer):
    """From the notification to the earliest start, from the end of fieldwork to the deadlines."""
    right = as_text(answer["expected"])
    notice = jtai(
        "notice", "--notified", right["notification"], *rules_of(answer), "--format", "json"
    )
    assert notice.json()["fieldwork"]["start"] == answer["input"]["fieldwork_start"].isoformat()
    basis = ("--report-basis", right["report_basis"], "--format", "json")
    end = right["fieldwork_end"]
    deadlines = jtai("deadlines", "--fieldwork-end", end, *rules_of(answer), *basis).json()
    assert deadlines["report"]["due"] == right["report_due"]
    assert deadlines["statement"]["due"] == right["statement_due"]


def test_who_does_each_step_and_what_is_only_suggested(jtai):
    plan = jtai("plan", "2027-03-08", "--format", "json").json()
    steps = {step["id"]: step for week in plan["weeks"] for step in week["steps"]}
    assert {name: sorted(step["who"]) for name, step in steps.items()} == WHO
    assert steps["notification"]["timing"] == "required"
    suggested = set(WHO) - {"notification", "fieldwork"}
    assert {steps[name]["timing"] for name in suggested} == {"suggested"}


# ------------------------------------------------------------------------------ Haringey, as it was


HARINGEY = TIMETABLES["2017-12-04-haringey"]


def test_statement_counts_from_the_day_of_publication(jtai, jtai_here, tmp_path):
    real = as_text(HARINGEY["real"])
    asked = ("--published", real["published"], "--framework", "jtai-2016", "--format", "json")
    assert jtai("deadlines", *asked).json()["statement"]["due"] == real["statement_due"]
    (tmp_path / "haringey.toml").write_text(
        'area = "Haringey"\nframework = "jtai-2016"\nfieldwork_start = 2017-12-04\n'
        f"[actual]\nnotified = 2017-11-21\npublished = {real['published']}\n",
        "utf-8",
    )
    plan = jtai_here("plan", "haringey.toml", "--format", "json").json()
    assert plan["report"]["due"] == "2018-01-24"
    assert only(plan["statement"], "due", "counted_from") == {
        "due": real["statement_due"],
        "counted_from": real["published"],
    }


def test_observed_steps_are_shown_only_when_asked_for(jtai):
    asked = ("plan", "2017-12-04", "--framework", "jtai-2016")
    real = as_text(HARINGEY["real"])
    people_s = ("Wed 3 Jan 2018", "Tue 16 Jan 2018", "Fri 26 Jan 2018")
    without = jtai(*asked).out
    assert not any(date in without for date in people_s)
    shown = jtai(*asked, "--observed").out
    assert all(date in shown for date in people_s)
    assert "observed once" in shown.casefold()
    written = jtai(*asked, "--observed", "--format", "json").out
    assert all(real[key] in written for key in ("draft", "corrections", "pre_publication_copy"))
