"""What moves between two timetables, by a paper calendar."""

import pytest

from jtai_cli.days.periods import Closure
from jtai_cli.plan.compare import compare, from_plan, restarted
from jtai_cli.plan.inspection import LocalStep, inspection_of
from jtai_cli.plan.timetable import plan
from jtai_cli.rules.frameworks import shipped_framework
from tests.conftest import day

JTAI_2022 = shipped_framework("jtai-2022")
OWN = LocalStep("own", "Our own", None, "fieldwork_start", 0, None)


def side(start="2027-06-28", **given):
    inspection = inspection_of(fieldwork_start=day(start), no_elections=True, **given)
    return from_plan(plan(inspection, JTAI_2022), start)


def test_a_week_later_moves_everything_by_five_working_days():
    found = compare(side(), side("2027-07-05"))
    assert {move.moved for move in found.moves} == {5}
    assert (len(found.moves), found.unchanged, found.added, found.removed) == (15, 0, (), ())
    report = next(move for move in found.moves if move.new.id == "report")
    assert (report.old.start, report.new.start) == (day("2027-08-19"), day("2027-08-26"))


def test_earlier_is_negative_and_counted_in_the_second_calendar():
    found = compare(side("2027-06-07"), side("2027-05-24"))
    moved = {move.new.id: move.moved for move in found.moves}
    assert moved["initial-meeting"] == -9  # over the Spring bank holiday
    assert moved["notification"] == -9  # from 21 to 10 May
    assert found.a.start == day("2027-06-07")


@pytest.mark.parametrize(
    ("regions", "moved"),
    [
        (("ENG", "SCT"), 11),  # 27 and 28 December, 3 January, and in Scotland the 4th
        (("SCT", "ENG"), 12),
    ],
)
def test_between_regions_the_second_one_s_bank_holidays_count(regions, moved):
    starts = ("2027-12-20", "2028-01-10")
    a, b = (side(start, region=region) for start, region in zip(starts, regions, strict=True))
    assert next(move.moved for move in compare(a, b).moves if move.new.id == "fieldwork") == moved


def test_only_what_differs_moves():
    found = compare(side(), side(fieldwork_days=6))
    moved = {move.new.id: move.moved for move in found.moves}
    assert moved == {
        "fieldwork": 0,
        "keep-in-touch": 0,
        "final-meeting": 1,
        "report": 1,
        "statement": 1,
    }
    assert found.unchanged == 10


def test_what_is_new_and_what_is_gone():
    found = compare(side(), side(steps=(OWN,)))
    assert ([step.id for step in found.added], found.removed, found.moves) == (["own"], (), ())
    found = compare(side(steps=(OWN,)), side())
    assert ([step.id for step in found.removed], found.added) == (["own"], ())
    assert found.unchanged == 15


def test_what_newly_falls_on_a_day_off():
    found = compare(side("2027-05-17"), side("2027-05-26"))
    assert [(step.id, str(off.date), off.name, off.kind) for step, off in found.newly_on] == [
        ("fieldwork", "2027-05-31", "Spring bank holiday", "bank-holiday"),
        ("keep-in-touch", "2027-05-31", "Spring bank holiday", "bank-holiday"),
    ]
    closed = {"closures": (Closure(day("2027-06-28"), day("2027-06-28"), "Shut"),)}
    found = compare(side(), side(**closed))
    assert {step.id for step, _ in found.newly_on} == {
        "initial-meeting",
        "fieldwork",
        "keep-in-touch",
    }
    assert {off.kind for _, off in found.newly_on} == {"closure"}
    assert compare(side(**closed), side(**closed)).newly_on == ()


def test_what_is_new_may_fall_on_a_day_off():
    closed = {"closures": (Closure(day("2027-06-28"), day("2027-06-28"), "Shut"),)}
    found = compare(side(**closed), side(steps=(OWN,), **closed))
    assert [(step.id, off.name) for step, off in found.newly_on] == [("own", "Shut")]


HAPPENED = {
    "notification": day("2027-06-14"),
    "notified": day("2027-06-14"),
    "fieldwork_ended": day("2027-07-02"),
    "draft_received": day("2027-07-23"),
    "published": day("2027-08-19"),
    "done": (("case-audits", day("2027-06-23")),),
}


@pytest.mark.parametrize(
    ("start", "notified"),
    [("2027-07-05", "2027-06-14"), ("2027-06-15", "2027-06-14"), ("2027-06-14", None)],
)
def test_from_another_day_only_the_call_stays_true(start, notified):
    inspection = inspection_of(fieldwork_start=day("2027-06-28"), area="Exampleshire", **HAPPENED)
    found = restarted(inspection, day(start))
    assert found == inspection_of(
        fieldwork_start=day(start), area="Exampleshire", notified=notified and day(notified)
    )
