"""Laying out the weeks: blocks of five, short and long notice, local steps, what is real."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtai_cli.days.periods import Closure
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.errors import BadValue, DatesOutOfOrder, JtaiError, NothingToPlan, UnknownName
from jtai_cli.judge.findings import CATALOGUE, CHECKS
from jtai_cli.judge.plan import plan_findings
from jtai_cli.plan import timetable
from jtai_cli.plan.inspection import LocalStep, inspection_of
from jtai_cli.plan.model import fingerprint
from jtai_cli.plan.timetable import framework_in_force, plan, workings
from jtai_cli.rules import frameworks
from jtai_cli.rules.frameworks import shipped_framework
from jtai_cli.rules.model import Since
from tests.conftest import day, easter_calendar, first_working_day

JTAI_2022 = shipped_framework("jtai-2022")


def planned(start="2027-03-08", framework=JTAI_2022, **given):
    given.setdefault("no_elections", True)  # they have tests of their own
    return plan(inspection_of(fieldwork_start=start and day(start), **given), framework)


def blocks(result):
    return [(week.number, str(week.start), str(week.end), week.days) for week in result.weeks]


def codes(result):
    return [warning.code for warning in plan_findings(result)]


def step(result, step_id):
    steps = [*result.before, *(s for week in result.weeks for s in week.steps), *result.after]
    return next(each for each in steps if each.id == step_id)


def test_the_contracts_own_example():
    result = planned()
    assert result.notification.date == day("2027-02-22")
    assert result.fieldwork.end == day("2027-03-12")
    assert (result.report.due, result.statement.due) == (day("2027-05-04"), day("2027-08-11"))
    assert blocks(result) == [
        (1, "2027-02-22", "2027-02-26", (1, 5)),
        (2, "2027-03-01", "2027-03-05", (6, 10)),
        (3, "2027-03-08", "2027-03-12", (11, 15)),
    ]
    assert plan_findings(result) == ()


# The weeks of docs/reference/rules-and-sources.md, with notification on day 1.
@pytest.mark.parametrize(
    ("step_id", "days"),
    [
        ("notification", (1, 1)),
        ("information-request", (1, 1)),
        ("set-up", (1, 2)),
        ("case-selection", (2, 5)),
        ("planning", (2, 5)),
        ("case-audits", (6, 8)),
        ("further-analysis", (6, 10)),
        ("fieldwork-timetable", (6, 10)),
        ("virtual-meetings", (6, 10)),
        ("initial-meeting", (11, 11)),
        ("fieldwork", (11, 15)),
        ("keep-in-touch", (11, 15)),
        ("final-meeting", (15, 15)),
    ],
)
def test_every_step_is_on_the_days_of_the_published_table(step_id, days):
    for start in ("2027-03-08", "2027-03-30", "2023-03-26"):
        assert step(planned(start), step_id).days == days


def test_blocks_straddle_weekends_around_a_bank_holiday():
    assert blocks(planned("2027-04-05")) == [
        (1, "2027-03-18", "2027-03-24", (1, 5)),
        (2, "2027-03-25", "2027-04-02", (6, 10)),
        (3, "2027-04-05", "2027-04-09", (11, 15)),
    ]


def test_the_days_of_a_week_show_the_bank_holidays_among_them_and_after():
    weeks = planned("2027-03-30").weeks
    assert [(str(d.date), d.number, d.bank_holiday) for d in weeks[1].dates][-3:] == [
        ("2027-03-25", 10, None),
        ("2027-03-26", None, "Good Friday"),
        ("2027-03-29", None, "Easter Monday"),
    ]


def test_notice_shorter_than_the_rule_shortens_the_first_week():
    result = planned(notified=day("2027-02-24"))
    assert blocks(result) == [
        (1, "2027-02-24", "2027-02-26", (1, 3)),
        (2, "2027-03-01", "2027-03-05", (4, 8)),
        (3, "2027-03-08", "2027-03-12", (9, 13)),
    ]
    assert step(result, "case-selection").days == (2, 3)
    assert codes(result) == ["notice-short"]


def test_very_short_notice_leaves_the_first_week_out_and_loses_no_step():
    result = planned(notified=day("2027-03-04"))
    assert blocks(result) == [
        (2, "2027-03-04", "2027-03-05", (1, 2)),
        (3, "2027-03-08", "2027-03-12", (3, 7)),
    ]
    held = [each.id for week in result.weeks for each in week.steps]
    assert sorted(held) == sorted(each.id for each in JTAI_2022.steps)
    assert step(result, "case-selection").days == (1, 1)
    assert step(result, "case-audits").days == (1, 2)


def test_notice_of_one_whole_week_leaves_no_empty_one():
    result = planned(notified=day("2027-03-01"))
    assert blocks(result) == [
        (2, "2027-03-01", "2027-03-05", (1, 5)),
        (3, "2027-03-08", "2027-03-12", (6, 10)),
    ]


def test_longer_notice_lengthens_the_first_week():
    result = planned(notified=day("2027-02-18"))
    assert blocks(result)[0] == (1, "2027-02-18", "2027-02-26", (1, 7))
    assert step(result, "case-selection").days == (2, 5)
    assert codes(result) == []


@pytest.mark.parametrize(("days", "end"), [(1, "2027-03-08"), (4, "2027-03-11"), (8, "2027-03-17")])
def test_fieldwork_of_another_length_moves_the_final_meeting(days, end):
    result = planned(fieldwork_days=days)
    assert (result.fieldwork.end, result.fieldwork.working_days) == (day(end), days)
    assert step(result, "final-meeting").start == day(end)
    assert step(result, "fieldwork").end == day(end)
    assert step(result, "initial-meeting").end == day("2027-03-08")


def test_from_the_notification_date_alone():
    assert planned(None, notification=day("2027-02-22")).fieldwork.start == day("2027-03-08")
    with pytest.raises(NothingToPlan):
        planned(None)


def test_what_really_happened_takes_the_place_of_what_was_planned():
    result = planned(fieldwork_ended=day("2027-03-15"), published=day("2027-05-10"))
    assert result.fieldwork.end == day("2027-03-15")
    assert result.report.counted_from == day("2027-03-15")
    assert result.report.due == day("2027-05-05")
    assert step(result, "report").start == day("2027-05-10")
    assert result.statement.counted_from == day("2027-05-10")


def test_what_the_file_says_has_happened_is_done():
    real = {
        "notified": day("2027-02-22"),
        "fieldwork_ended": day("2027-03-12"),
        "draft_received": day("2027-04-08"),
        "published": day("2027-05-10"),
    }
    result = planned(**real)
    steps = [*(s for week in result.weeks for s in week.steps), *result.after, *result.observed]
    assert {each.id: each.done for each in steps if each.done} == {
        "notification": real["notified"],
        "fieldwork": real["fieldwork_ended"],
        "report": real["published"],
        "draft-report": real["draft_received"],
    }
    draft = next(each for each in result.observed if each.id == "draft-report")
    assert (draft.start, draft.end, draft.detail) == (real["draft_received"],) * 2 + (None,)
    bare = planned()
    assert not any(each.done for each in [*bare.weeks[0].steps, *bare.after, *bare.observed])
    assert str(bare.observed[0].start) == "2027-04-06"  # 15 working days on, over Easter


def test_steps_that_the_file_says_are_done():
    done = {
        "case-audits": day("2027-03-02"),
        "corrections": day("2027-04-20"),
        "own": day("2027-03-01"),
        "statement": day("2027-08-09"),
    }
    own = LocalStep("own", "Our own", None, "notification", 1, None)
    result = planned(done=tuple(done.items()), steps=(own,))
    seen = {each.id: each for each in (*result.steps, *result.observed)}
    assert {name: each.done for name, each in seen.items() if each.done} == done
    assert seen["case-audits"].end == day("2027-03-03")  # planned dates stay
    assert seen["statement"].end == result.statement.due
    assert seen["corrections"].start == day("2027-04-20")  # no longer what another area did


@pytest.mark.parametrize(
    ("name", "telling"),
    [
        ("notification", "[actual], as notified"),
        ("fieldwork", "[actual], as fieldwork_ended"),
        ("draft-report", "[actual], as draft_received"),
        ("report", "[actual], as published"),
        ("case-audit", "Did you mean case-audits?"),
    ],
)
def test_what_cannot_stand_among_the_steps_done(name, telling):
    with pytest.raises(JtaiError) as caught:
        planned(done=((name, day("2027-03-02")),))
    assert telling in str(caught.value)
    assert caught.value.key == name


def test_a_real_end_on_a_saturday():
    result = planned(
        "2016-03-07", shipped_framework("jtai-2016"), fieldwork_ended=day("2016-03-12")
    )
    assert (result.fieldwork.end, result.fieldwork.last) == (day("2016-03-12"), day("2016-03-11"))
    assert result.weeks[-1].end == day("2016-03-11")
    assert codes(result) == ["actual-on-day-off"]
    assert step(result, "fieldwork").end == day("2016-03-11")


def test_the_final_meeting_is_on_the_last_working_day():
    result = planned(fieldwork_ended=day("2027-03-13"))  # a Saturday
    assert step(result, "final-meeting").start == day("2027-03-12")


@pytest.mark.parametrize("what", ["draft_received", "published"])
def test_a_date_recorded_on_a_day_off_is_said(what):
    (warning,) = plan_findings(planned(**{what: day("2027-04-18")}))
    assert (warning.code, warning.date) == ("actual-on-day-off", day("2027-04-18"))


def test_fieldwork_that_ended_years_later_is_a_mistake():
    with pytest.raises(BadValue, match="at most 30"):
        planned(fieldwork_ended=day("2028-03-12"))
    assert planned(fieldwork_ended=day("2027-04-20")).fieldwork.working_days == 30


@pytest.mark.parametrize(
    "given",
    [
        {"fieldwork_ended": day("2027-03-05")},
        {"published": day("2027-03-12")},
        {"draft_received": day("2027-03-10")},
        {"draft_received": day("2027-04-06"), "published": day("2027-04-06")},
        {"notified": day("2027-03-09")},
    ],
)
def test_dates_out_of_order(given):
    with pytest.raises(DatesOutOfOrder, match="must come before"):
        planned(**given)


def local(step_id="own", anchor="notification", offset=0, owner="Head of service"):
    return LocalStep(step_id, "Our own", None, anchor, offset, owner)


@pytest.mark.parametrize(
    ("anchor", "offset", "where", "date", "days"),
    [
        ("notification", 0, "weeks", "2027-02-22", (1, 1)),
        ("notification", -3, "before", "2027-02-17", None),
        ("fieldwork_start", -2, "weeks", "2027-03-04", (9, 9)),
        ("fieldwork_end", 0, "weeks", "2027-03-12", (15, 15)),
        ("fieldwork_end", 1, "after", "2027-03-15", None),
        ("report", 3, "after", "2027-05-07", None),
        ("statement", -1, "after", "2027-08-10", None),
    ],
)
def test_local_steps(anchor, offset, where, date, days):
    result = planned(steps=(local(anchor=anchor, offset=offset),))
    found = step(result, "own")
    assert (found.start, found.days, found.owner) == (day(date), days, "Head of service")
    assert found.timing == "suggested"
    assert found.source.title
    places = {
        "before": result.before,
        "weeks": tuple(s for week in result.weeks for s in week.steps),
        "after": result.after,
    }
    assert [name for name, steps in places.items() if found in steps] == [where]


@pytest.mark.parametrize(
    ("start", "given", "anchor", "offset", "date"),
    [
        ("2023-03-26", {}, "fieldwork_start", 1, "2023-03-28"),  # after the Monday
        ("2027-03-08", {"fieldwork_ended": "2027-03-13"}, "fieldwork_end", 0, "2027-03-12"),
        ("2027-03-08", {"published": "2027-05-10"}, "report", 1, "2027-05-11"),
    ],
)
def test_local_steps_hang_on_what_is_real(start, given, anchor, offset, date):
    dates = {key: day(value) for key, value in given.items()}
    result = planned(start, steps=(local(anchor=anchor, offset=offset),), **dates)
    assert step(result, "own").start == day(date)


def test_days_off_are_listed_from_the_first_step_to_the_last():
    shut = (Closure(day("2027-02-17"), day("2027-02-17"), "Shut"),)
    early = local(anchor="notification", offset=-3)
    late = local("late", anchor="statement", offset=20)
    result = planned(steps=(early, late), closures=shut)
    listed = [str(each.date) for each in result.non_working_days]
    assert (listed[0], listed[-1]) == ("2027-02-17", "2027-08-30")
    assert codes(result) == ["step-on-closure"]


@pytest.mark.parametrize("taken", ["fieldwork", "report", "statement", "draft-report"])
def test_a_local_step_may_not_take_a_steps_id(taken):
    with pytest.raises(BadValue, match=taken):
        planned(steps=(local(taken),))


def test_a_theme_of_another_framework():
    with pytest.raises(UnknownName, match="front-door"):
        planned(theme="neglect")


def test_a_closure_is_listed_and_does_not_stop_the_count():
    closed = planned(closures=(Closure(day("2027-02-26"), day("2027-02-28"), "Training"),))
    assert closed.report.due == planned().report.due
    kinds = [(str(d.date), d.kind) for d in closed.non_working_days if d.kind == "closure"]
    assert kinds == [("2027-02-26", "closure")]
    assert codes(closed) == ["step-on-closure"]


def test_an_extra_bank_holiday_moves_everything_behind_it():
    later = planned(bank_holidays=(NamedDay(day("2027-04-20"), "A jubilee"),))
    assert later.report.due == day("2027-05-05")
    assert later.fingerprint != planned().fingerprint


def test_the_fingerprint_changes_only_with_a_bank_holiday_inside():
    near, far = day("2027-03-25"), day("2028-11-01")
    span = (day("2027-02-01"), day("2027-06-01"))
    base = fingerprint(easter_calendar(), *span)
    assert fingerprint(easter_calendar(days_off={}), *span) != base
    days = {off.date: off.name for off in easter_calendar().days_off}
    assert fingerprint(easter_calendar(days_off={**days, far: "Far"}), *span) == base
    assert fingerprint(easter_calendar(days_off={**days, near: "Near"}), *span) != base
    assert fingerprint(easter_calendar(extra_working_days=[day("2027-03-06")]), *span) != base
    assert fingerprint(easter_calendar(extra_working_days=[day("2027-10-02")]), *span) == base


@pytest.mark.parametrize(
    ("start", "given", "expected"),
    [
        ("2027-03-08", {}, []),
        ("2027-03-30", {}, ["fieldwork-start-not-monday", "bank-holiday-in-weeks"]),
        ("2027-05-04", {}, ["fieldwork-start-not-monday", "bank-holiday-in-weeks"]),
        (
            "2027-03-24",
            {},
            [
                "fieldwork-start-not-monday",
                "bank-holiday-in-weeks",
                "fieldwork-across-bank-holiday",
            ],
        ),
        ("2027-08-02", {}, ["fieldwork-in-august"]),
        ("2027-07-26", {}, []),
        ("2027-07-27", {"fieldwork_days": 4}, ["fieldwork-start-not-monday"]),
        ("2027-07-27", {}, ["fieldwork-start-not-monday", "fieldwork-in-august"]),
        ("2026-12-14", {}, ["fieldwork-around-christmas"]),
        ("2026-12-07", {}, []),
        ("2027-01-11", {}, ["bank-holiday-in-weeks"]),
        ("2028-06-05", {}, ["bank-holiday-in-weeks"]),
        ("2028-09-11", {}, ["bank-holiday-in-weeks", "beyond-published-bank-holidays"]),
        ("2021-11-08", {}, ["framework-not-in-force"]),
        ("2023-03-26", {}, ["fieldwork-start-day-off"]),
    ],
)
def test_warnings(start, given, expected):
    assert codes(planned(start, **given)) == expected


# The edges of the seasons: fieldwork that touches them with its last or first day only.
@pytest.mark.parametrize(
    ("start", "days", "code", "about"),
    [
        ("2027-07-29", 2, None, None),
        ("2027-07-30", 2, "fieldwork-in-august", "2027-08-01"),
        ("2027-08-31", 1, "fieldwork-in-august", "2027-08-31"),
        ("2028-07-31", 2, "fieldwork-in-august", "2028-08-01"),
        ("2027-09-01", 5, None, None),
        ("2026-12-14", 3, None, None),
        ("2026-12-14", 4, "fieldwork-around-christmas", "2026-12-17"),
        ("2026-01-09", 1, "fieldwork-around-christmas", "2026-01-09"),
        ("2027-01-11", 5, None, None),
        ("2026-01-05", 2, "fieldwork-around-christmas", "2026-01-05"),
    ],
)
def test_the_edges_of_the_seasons(start, days, code, about):
    seasons = ("fieldwork-in-august", "fieldwork-around-christmas")
    found = [w for w in plan_findings(planned(start, fieldwork_days=days)) if w.code in seasons]
    assert [(w.code, str(w.date)) for w in found] == ([(code, about)] if code else [])


def test_a_warning_says_which_weeks_straddle():
    (_, warning) = plan_findings(planned("2027-03-30"))
    assert "Good Friday (Fri 26 Mar 2027) and Easter Monday (Mon 29 Mar 2027)" in warning.message
    assert "weeks 1, 2 and 3 run across a weekend" in warning.message


def test_a_warning_of_one_bank_holiday_and_one_week_is_in_the_singular():
    (warning,) = plan_findings(planned("2027-05-17"))
    assert warning.message == (
        "Early May bank holiday (Mon 3 May 2027) falls inside the timetable and is not counted. "
        "The weeks are blocks of five working days, so week 1 runs across a weekend."
    )


def test_every_warning_is_in_the_list_of_codes_and_every_code_is_raised():
    raised = {
        *codes(planned("2027-03-24", notified=day("2027-03-15"))),
        *codes(
            planned(
                "2027-08-02",
                closures=(Closure(day("2027-08-02"), day("2027-08-02"), "Local closure"),),
            )
        ),
        *codes(planned("2021-12-20")),
        *codes(planned("2023-03-26", report_basis="calendar", published=day("2023-05-27"))),
        *codes(planned("2027-03-09", report_basis="calendar", fieldwork_days=5)),
        *codes(planned("2029-01-15", report_basis="calendar", fieldwork_days=1)),
        *codes(planned("2027-03-15", report_basis="calendar", fieldwork_days=1)),
        *codes(planned("2027-03-15", no_elections=False)),
    }
    assert raised - CHECKS.keys() == CATALOGUE.keys() - CHECKS.keys()
    assert raised & CHECKS.keys() == {
        "notice-short",
        "framework-not-in-force",
        "fieldwork-start-day-off",
        "step-on-closure",
        "beyond-published-bank-holidays",
    }


def test_the_three_workings():
    notice, report, statement = workings(planned())
    numbered = [each.days[-1].number for each in (notice, report, statement)]
    assert numbered == [10, 34, 70]


starts = st.dates(dt.date(2000, 1, 3), dt.date(2099, 6, 1)).filter(lambda d: d.weekday() == 0)


@given(starts, st.integers(1, 30))
def test_every_plan_holds_together(start, days):
    calendar = planned().calendar
    start = first_working_day(calendar, start)
    result = plan(inspection_of(fieldwork_start=start, fieldwork_days=days), JTAI_2022)
    assert calendar.count(result.notification.date, start) == 10
    assert calendar.count(result.fieldwork.end, result.report.due) == 34
    assert calendar.count(result.report.due, result.statement.due) == 70
    assert [week.days[0] for week in result.weeks] == [1, 6, 11]
    numbered = [d.number for week in result.weeks for d in week.dates if d.number]
    assert numbered == list(range(1, 10 + days + 1))
    for week in result.weeks:
        for each in week.steps:
            assert week.start <= each.start <= each.end <= week.end
            assert calendar.is_working(each.start)
            assert calendar.is_working(each.end)
    held = [each.id for week in result.weeks for each in week.steps]
    assert sorted(held) == sorted(each.id for each in JTAI_2022.steps)


@pytest.mark.parametrize(
    ("start", "days"), [("2100-12-29", 1), ("2100-12-24", 1), ("2100-12-24", 2)]
)
def test_a_short_fieldwork_may_end_with_the_calendar(start, days):
    """No more of the calendar is asked for than the plan has days."""
    soon = {"days": 1}
    short = JTAI_2022._replace(
        id="of-our-own",  # with no letters, by which a report is likely much later
        report=JTAI_2022.report._replace(**soon),
        statement=JTAI_2022.statement._replace(**soon),
        observed=(),
    )
    result = planned(start, framework=short, fieldwork_days=days)
    assert step(result, "final-meeting").start == result.fieldwork.end


# -------------------------------------------------------- the framework, where only a call is known


def framework_at(notified):
    return framework_in_force(inspection_of(notification=day(notified))).id


@pytest.mark.parametrize(
    ("notified", "expected"),
    [
        ("2020-03-17", "jtai-2016"),  # so fieldwork starts on 31 March, the last day of it
        ("2020-03-18", "jtai-2022"),  # on 1 April, when none was in force: the next
        ("2020-03-25", "jtai-2022"),
        ("2022-03-14", "jtai-2022"),  # on 28 March, the first day of it
    ],
)
def test_a_call_has_the_framework_in_force_when_fieldwork_starts(jtai, notified, expected):
    assert framework_at(notified) == expected
    answer = jtai("notice", "--notified", notified, "--format", "json").json()
    assert answer["framework"]["id"] == expected


@pytest.mark.parametrize(
    ("notice", "notified", "expected"),
    [
        (10, "2026-12-15", "jtai-2022"),  # fieldwork on 31 December
        (10, "2026-12-16", "jtai-2027"),  # on 4 January
        (
            5,
            "2026-12-22",
            "jtai-2022",
        ),  # in force at neither start of its own: as on the day of the call
        (5, "2026-12-23", "jtai-2027"),  # on 4 January by the shorter notice
    ],
)
def test_a_call_in_the_last_weeks_of_a_framework(notice, notified, expected, monkeypatch):
    (period,) = JTAI_2022.notices
    new = JTAI_2022._replace(
        id="jtai-2027",
        since=Since("2027-01-01"),
        notices=(period._replace(working_days=notice),),
    )
    tables = {"jtai-2027": new, "jtai-2022": JTAI_2022._replace(until=Since("2026-12-31"))}
    monkeypatch.setattr(frameworks, "FRAMEWORKS", tables)
    monkeypatch.setattr(frameworks, "SHIPPED", tuple(tables))
    monkeypatch.setattr(timetable, "SHIPPED", tuple(tables))
    assert framework_at(notified) == expected
