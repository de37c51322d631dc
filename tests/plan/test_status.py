"""Where an inspection is on a day. Fieldwork from Monday 28 June 2027, by a paper calendar:
weeks of 14, 21 and 28 June, report on Thursday 19 August, statement on Friday 26 November."""

import datetime as dt
import re

import pytest

from jtai_cli.errors import BadValue
from jtai_cli.plan.inspection import LocalStep, Partner, inspection_of
from jtai_cli.plan.status import shares, status
from jtai_cli.plan.timetable import plan
from jtai_cli.plan.work import Audit, Request, Session
from jtai_cli.render.status import status_object, status_page, summary
from jtai_cli.rules.frameworks import shipped_framework
from jtai_cli.writers import plain
from tests.conftest import day

JTAI_2022 = shipped_framework("jtai-2022")
BRIEFING = LocalStep("briefing", "Briefing", None, "notification", -2, "Chair")


def on(today, agency=None, **given):
    given.setdefault("fieldwork_start", day("2027-06-28"))
    made = plan(inspection_of(no_elections=True, **given), JTAI_2022)
    return status(made, day(today), agency=agency)


def ids(steps):
    return [each.step.id for each in steps]


@pytest.mark.parametrize(
    ("today", "phase", "number", "week"),
    [
        ("2027-06-13", "before", None, None),
        ("2027-06-14", "weeks", 1, 1),
        ("2027-06-18", "weeks", 5, 1),
        ("2027-06-20", "weeks", None, 1),
        ("2027-06-21", "weeks", 6, 2),
        ("2027-06-28", "weeks", 11, 3),
        ("2027-07-02", "weeks", 15, 3),
        ("2027-07-03", "between", None, None),
        ("2027-12-01", "between", None, None),
    ],
)
def test_the_day_and_the_week(today, phase, number, week):
    found = on(today)
    assert (found.phase, found.day, found.week, found.of) == (phase, number, week, 15)


def test_after_publication():
    published = {"fieldwork_ended": day("2027-07-02"), "published": day("2027-08-20")}
    assert on("2027-08-19", **published).phase == "between"
    found = on("2027-08-20", **published)
    assert found.phase == "after"
    assert [(each.step.id, each.late_by) for each in found.done] == [
        ("fieldwork", 0),
        ("report", 1),  # the rule said the 19th
    ]
    assert found.late == ()


def test_a_recorded_end_on_a_saturday_is_still_in_the_weeks():
    found = on("2027-07-03", fieldwork_ended=day("2027-07-03"))
    assert (found.phase, found.day, found.week) == ("weeks", None, 3)


def test_what_is_late_and_by_how_much():
    found = on("2027-06-21", notified=day("2027-06-14"), steps=(BRIEFING,))
    assert [(each.step.id, each.late_by) for each in found.late] == [
        ("briefing", 7)  # due on Thursday 10 June
    ]
    assert [(each.step.id, each.late_by) for each in found.unrecorded] == [
        ("information-request", None),
        ("set-up", None),
        ("case-selection", None),
        ("planning", None),
    ]
    assert [(each.step.id, each.late_by) for each in found.done] == [("notification", 0)]


OWED = {"case-audits", "statement", "briefing"}  # by partners alone, as the framework has it


def test_every_step_stands_in_one_list_on_every_day():
    for number in range(250):
        found = on(str(day("2027-05-01") + dt.timedelta(days=number)), steps=(BRIEFING,))
        due = (found.due_today, found.due_this_week, found.due_next_week, found.due_later)
        lists = (found.late, found.unrecorded, *due, found.done, found.overtaken)
        listed = sorted(name for steps in lists for name in ids(steps))
        assert listed == sorted(step.id for step in found.plan.steps), found.today


@pytest.mark.parametrize("published", [None, "2027-08-20"])
def test_late_is_only_what_partners_owe_on_every_day(published):
    given = {"fieldwork_ended": day("2027-07-02"), "published": day(published)} if published else {}
    met = set()
    for number in range(200):
        today = day("2027-06-07") + dt.timedelta(days=number)
        found = on(str(today), steps=(BRIEFING,), **given)
        met |= {*ids(found.late)}
        assert {*ids(found.late)} <= OWED, today
        assert not {*ids(found.late)} & {*ids(found.unrecorded)}
        for each in found.unrecorded:
            assert each.late_by is None
            assert each.due < today
    assert met == (OWED if published else OWED - {"statement"})


def test_one_step_that_is_late_is_late_by_so_much_and_not_by_up_to_it():
    notified = {"notified": day("2027-06-14")}
    one = plain.write(status_page(on("2027-06-21", **notified, steps=(BRIEFING,))))
    assert re.search("Late +1 +by 7 working days\n", one)
    several = plain.write(status_page(on("2027-06-24", **notified, steps=(BRIEFING,))))
    assert re.search("Late +2 +by up to 10 working days\n", several)


def test_a_statement_is_late_once_the_report_is_recorded():
    ended = {"fieldwork_ended": day("2027-07-02")}
    assert "statement" in ids(on("2027-11-29", **ended).unrecorded)
    found = on("2027-11-29", published=day("2027-08-19"), **ended)
    assert [(each.step.id, each.late_by) for each in found.late] == [("statement", 1)]


def test_what_was_done_after_its_day_is_late_only_where_partners_owe_it():
    done = (("set-up", day("2027-06-17")), ("case-audits", day("2027-06-28")))
    text = plain.write(status_page(on("2027-06-29", done=done)))
    assert "2 working days after that day  Set-up discussion" in text
    assert "3 working days late            Case audits done" in text


def test_fieldwork_that_is_not_recorded_ended_by_the_plan():
    assert summary(on("2027-07-05")).startswith("By the plan fieldwork ended on Friday 2 July 2027")


def test_what_is_due():
    found = on("2027-06-23")
    assert ids(found.due_today) == ["case-audits"]
    assert ids(found.due_this_week) == [
        "further-analysis",
        "fieldwork-timetable",
        "virtual-meetings",
    ]
    assert ids(found.due_next_week) == [
        "initial-meeting",
        "fieldwork",
        "keep-in-touch",
        "final-meeting",
    ]
    assert ids(found.next) == ["case-audits", "further-analysis", "fieldwork-timetable"]
    sunday = on("2027-06-20")
    assert ids(sunday.due_this_week) == []
    assert ids(sunday.due_next_week)[0] == "case-audits"


def test_what_the_framework_fixes_comes_first_among_the_next():
    assert ids(on("2027-06-29").next) == ["fieldwork", "keep-in-touch", "final-meeting"]


def test_what_lies_before_the_recorded_end_is_behind_us():
    found = on("2027-07-05", fieldwork_ended=day("2027-07-02"))
    assert found.late == ()
    assert ids(found.overtaken)[0] == "notification"
    assert len(found.overtaken) == 12
    assert ids(found.next) == ["report", "statement"]


def test_what_is_recorded_for_later_is_not_done_yet():
    found = on("2027-06-22", done=(("case-audits", day("2027-06-23")),))
    assert "case-audits" in ids(found.due_this_week)
    late = on("2027-06-24", done=(("case-audits", day("2027-06-25")),))
    assert "case-audits" in ids(late.late)
    done = on("2027-06-25", done=(("case-audits", day("2027-06-25")),))
    assert [(each.step.id, each.late_by) for each in done.done] == [("case-audits", 2)]


def test_where_nothing_can_be_recorded_nothing_is_late():
    made = plan(inspection_of(fieldwork_start=day("2027-06-28"), no_elections=True), JTAI_2022)
    found = status(made, day("2027-06-16"), recorded=False)
    assert (found.late, ids(found.overtaken)) == (
        (),
        ["notification", "information-request", "set-up"],
    )


def test_what_was_seen_elsewhere_counts_once_it_has_happened():
    given = {"fieldwork_ended": day("2027-07-02"), "draft_received": day("2027-07-20")}
    assert "draft-report" not in ids(on("2027-07-19", **given).late)
    assert ids(on("2027-07-20", **given).done) == ["fieldwork", "draft-report"]


@pytest.mark.parametrize(
    ("today", "given", "said"),
    [
        (
            "2027-06-11",
            {},
            "Before notification, which is in 1 working day, on Monday 14 June 2027. "
            "Nothing is late.",
        ),
        (
            "2027-06-14",
            {},
            "Day 1 of 15, in week 1. Fieldwork starts in 10 working days, on Monday 28 June 2027. "
            "Nothing is late.",
        ),
        (
            "2027-06-19",
            {"notified": day("2027-06-14")},
            "Saturday, after day 5 of 15, in week 1. Fieldwork starts in 6 working days, on "
            "Monday 28 June 2027. Nothing is late. 4 steps are not yet recorded.",
        ),
        (
            "2027-06-28",
            {"notified": day("2027-06-14"), "fieldwork_ended": day("2027-06-28")},
            "Day 11 of 11, in week 3. Fieldwork ends today. Nothing is late.",
        ),
        (
            "2027-08-18",
            {"fieldwork_ended": day("2027-07-02")},
            "Fieldwork ended on Friday 2 July 2027; the report is due in 1 working day, on "
            "Thursday 19 August 2027. Nothing is late.",
        ),
        (
            "2027-08-19",
            {"fieldwork_ended": day("2027-07-02")},
            "Fieldwork ended on Friday 2 July 2027; the report is due today. Nothing is late.",
        ),
        (
            "2027-08-20",
            {"fieldwork_ended": day("2027-07-02")},
            "Fieldwork ended on Friday 2 July 2027; the report was due on Thursday 19 August "
            "2027, 1 working day ago. Nothing is late. 1 step is not yet recorded.",
        ),
        (
            "2027-08-19",
            {"fieldwork_ended": day("2027-07-02"), "published": day("2027-08-19")},
            "The report was published on Thursday 19 August 2027; the statement is due in 70 "
            "working days, on Friday 26 November 2027, if one is required. Nothing is late.",
        ),
        (
            "2027-12-01",
            {
                "fieldwork_ended": day("2027-07-02"),
                "published": day("2027-08-19"),
                "done": (("statement", day("2027-11-25")),),
            },
            "The report was published on Thursday 19 August 2027, and the statement was sent on "
            "Thursday 25 November 2027. Nothing is late.",
        ),
    ],
)
def test_where_we_are_in_words(today, given, said):
    assert summary(on(today, **given)) == said


def test_a_bank_holiday_among_the_weeks_has_its_name():
    found = on("2027-05-31", fieldwork_start=day("2027-06-07"), notified=day("2027-05-21"))
    assert summary(found).startswith("Spring bank holiday, a bank holiday, after day 6 of 15")


def test_this_week_ends_on_sunday_and_the_next_a_week_later():
    own = LocalStep("own", "Own", None, "fieldwork_start", 5, None)  # on a Sunday that is worked
    given = {"working_days": (day("2027-07-04"),), "steps": (own,)}
    where = {
        "2027-06-20": (False, False),
        "2027-06-21": (False, True),
        "2027-06-27": (False, True),
        "2027-06-28": (True, False),
    }
    for today, expected in where.items():
        found = on(today, **given)
        assert ("own" in ids(found.due_this_week), "own" in ids(found.due_next_week)) == expected


def test_the_monday_after_next_week_is_not_in_it():
    assert "initial-meeting" not in ids(on("2027-06-19").due_next_week)  # it is due on the 28th


def test_of_steps_on_one_day_the_required_comes_first():
    assert ids(on("2027-06-28", fieldwork_days=1).next)[0] == "fieldwork"


def test_done_is_in_the_order_in_which_it_was_done():
    done = (("case-selection", day("2027-06-16")), ("information-request", day("2027-06-17")))
    found = on("2027-06-21", done=done)
    assert ids(found.done) == ["case-selection", "information-request"]


def test_what_was_seen_elsewhere_and_is_recorded_for_later_hides_nothing():
    given = {"fieldwork_ended": day("2027-07-02"), "draft_received": day("2027-07-20")}
    found = on("2027-07-19", done=(("corrections", day("2027-07-26")),), **given)
    assert (ids(found.done), ids(found.late)) == (["fieldwork"], [])
    assert ids(found.next) == ["report", "statement"]


def test_a_draft_that_is_still_to_come_hides_no_correction_that_was_made():
    given = {"fieldwork_ended": day("2027-07-02"), "draft_received": day("2027-07-26")}
    found = on("2027-07-21", done=(("corrections", day("2027-07-20")),), **given)
    assert ids(found.done) == ["fieldwork", "corrections"]


PARTNERS = (Partner("Police", None), Partner("Health", "Designated nurse"))
BOTH = ("Police", "Health")
NURSE = LocalStep("nurse", "Nurses told", None, "notification", 0, "designated nurse")
LISTS = Request("lists", "Lists", BOTH, due=3, got=(("Police", day("2027-06-16")),))  # 16 June
PAPERS = Request("papers", "Papers", ("Health",), due=day("2027-07-01"))
CHART = Request("chart", "Chart", ("Health",))
AUDIT = Audit("EX-01", BOTH, due=day("2027-06-22"))
WORK = {
    "partners": PARTNERS,
    "steps": (NURSE,),
    "request": (LISTS, PAPERS, CHART),
    "audit": (AUDIT,),
}


def test_a_request_and_an_audit_are_late_and_due_as_steps_are():
    found = on("2027-06-21", **WORK)
    assert [(each.step.id, each.late_by, each.step.agencies) for each in found.late] == [
        ("nurse", 5, ()),  # due on Monday 14 June
        ("lists", 3, ("Health",)),  # due on Wednesday 16 June
    ]
    assert ids(found.due_this_week)[0] == "EX-01"
    assert "papers" in ids(found.due_next_week)
    assert [each.id for each in found.undated] == ["chart"]
    assert ids(on("2027-06-22", **WORK).due_today) == ["EX-01"]
    assert "1 step and 1 request are late." in summary(found)


def test_what_is_asked_for_stays_late_after_fieldwork_where_steps_are_behind_us():
    found = on("2027-07-05", fieldwork_ended=day("2027-07-02"), **WORK)
    assert ids(found.late) == ["lists", "EX-01", "papers"]
    assert "nurse" in ids(found.overtaken)
    assert "2 requests and 1 audit are late." in summary(found)


def test_what_came_is_done_and_late_by_its_own_days():
    came = LISTS._replace(got=(("Police", day("2027-06-16")), ("Health", day("2027-06-18"))))
    undated = CHART._replace(got=(("Health", day("2027-06-17")),))
    found = on("2027-06-21", partners=PARTNERS, request=(came, undated))
    assert [(each.step.id, each.late_by) for each in found.done] == [("chart", 0), ("lists", 2)]
    assert found.late == found.undated == ()
    assert [each["due"] for each in status_object(found, warnings=())["done"]] == [
        None,
        day("2027-06-16"),
    ]


def test_a_request_without_partners_is_of_nobody_by_name():
    found = on("2027-06-21", request=(Request("lists", "Lists", (), due=3),))
    assert [each.step.agencies for each in found.late] == [()]
    value = status_object(found, warnings=())
    assert [(each["kind"], each["agencies"]) for each in value["late"]] == [("request", ())]


def test_an_agency_has_its_own_and_what_all_have_together():
    own = (BRIEFING._replace(owner=None), NURSE)
    given = WORK | {"steps": own, "notified": day("2027-06-14")}
    police = on("2027-06-21", agency="Police", **given)
    assert (ids(police.late), ids(police.done)) == (["briefing"], ["lists"])
    assert "1 step is late that all partners have together." in summary(police)
    health = on("2027-06-21", agency="Health", **given)
    assert ids(health.late) == ["briefing", "nurse", "lists"]
    assert "1 step and 1 request are late. 1 step is late that all partners" in summary(health)
    assert "notification" not in ids(health.done)
    assert "statement" not in ids(health.due_later)  # the principal authority's


def test_what_all_have_together_is_blamed_on_no_agency():
    found = on("2027-06-24", **WORK)
    shared = {
        each.agency: (ids(each.late), ids(each.to_come), [one.id for one in each.undated])
        for each in shares(found)
    }
    assert shared == {
        "Police": (["EX-01"], [], []),
        "Health": (["nurse", "lists", "EX-01"], ["papers"], ["chart"]),
        None: (["case-audits"], [], []),
        "principal authority": ([], ["statement"], []),
    }
    assert "2 steps, 1 request and 1 audit are late." in summary(found)
    named = on("2027-06-24", **WORK, agencies=(("case-audits", ("Police",)),))
    assert ids(shares(named)[0].late) == ["EX-01", "case-audits"]
    with pytest.raises(BadValue, match="no partner agency is named"):
        shares(on("2027-06-24"))


def test_sessions_of_the_week_are_those_from_monday_to_sunday():
    held = (
        Session("a", 1, dt.time(9), dt.time(10), "A", agencies=BOTH),  # Monday 28 June
        Session("b", 5, dt.time(9), dt.time(10), "B", agencies=("Health",)),
        Session("c", day("2027-07-05"), dt.time(9), dt.time(10), "C", agencies=BOTH),
    )
    given = {"partners": PARTNERS, "session": held}
    counts = {
        today: [each.sessions for each in shares(on(today, **given))][:2]
        for today in ("2027-06-27", "2027-06-28", "2027-07-04", "2027-07-05")
    }
    assert counts == {
        "2027-06-27": [0, 0],
        "2027-06-28": [1, 2],
        "2027-07-04": [1, 2],
        "2027-07-05": [1, 1],
    }


def test_a_statement_that_was_sent_is_sent_for_every_agency():
    given = {"fieldwork_ended": day("2027-07-02"), "published": day("2027-08-19")}
    done = (("statement", day("2027-11-25")),)
    found = on("2027-12-01", agency="Police", partners=PARTNERS, done=done, **given)
    assert "the statement was sent on Thursday 25 November 2027" in summary(found)
    early = on("2027-11-24", agency="Police", partners=PARTNERS, done=done, **given)
    assert "the statement is due in 2 working days" in summary(early)
