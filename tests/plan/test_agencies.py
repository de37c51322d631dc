"""Which partner agency has what of a plan. Fieldwork from Monday 8 March 2027."""

import pytest

from jtai_cli.errors import BadValue, UnknownName
from jtai_cli.plan.agencies import agency_of, asked_of, for_agency, holders
from jtai_cli.plan.inspection import LocalStep, Partner, inspection_of
from jtai_cli.plan.timetable import plan
from jtai_cli.plan.work import Audit, Request
from jtai_cli.rules.frameworks import shipped_framework
from tests.conftest import day

PARTNERS = (
    Partner("Police", "Superintendent"),
    Partner("Health", "Designated nurse"),
    Partner("POLICE", "Chief inspector"),
)
OF_ALL = [
    *("information-request", "set-up", "fieldwork-timetable", "virtual-meetings"),
    *("initial-meeting", "keep-in-touch", "final-meeting"),
]


def own_step(name, owner):
    return LocalStep(name, name.title(), None, "notification", 1, owner)


def planned(**given):
    given = {"fieldwork_start": day("2027-03-08"), "partners": PARTNERS} | given
    return plan(inspection_of(**given), shipped_framework("jtai-2022"))


def ids(found):
    return {step.id for step in found.steps}


def test_an_agency_is_found_by_its_name_whatever_its_case():
    inspection = planned().inspection
    assert inspection.identity.agencies == ("Police", "Health")
    assert agency_of(inspection, " pOLICE ") == "Police"
    with pytest.raises(UnknownName, match="Did you mean Police"):
        agency_of(inspection, "polise")
    with pytest.raises(UnknownName, match="left out here"):
        agency_of(inspection, "Amy Smith")
    with pytest.raises(BadValue, match="no partner agency is named"):
        agency_of(planned(partners=()).inspection, "Police")


def test_a_step_with_no_agency_named_is_of_all_partners_and_of_no_inspector():
    for agency in ("Police", "Health"):
        assert ids(for_agency(planned(), agency)) == {*OF_ALL, "case-audits"}


def test_a_step_goes_to_the_agencies_that_the_file_names():
    found = planned(agencies=(("case-audits", ("Health",)), ("statement", ("Health",))))
    assert ids(for_agency(found, "Police")) == {*OF_ALL}
    assert ids(for_agency(found, "Health")) == {*OF_ALL, "case-audits", "statement"}


def test_a_step_of_ones_own_goes_to_its_owner():
    steps = (
        own_step("by-name", "police"),
        own_step("by-contact", "chief  Inspector"),
        own_step("elsewhere", "Director of children's services"),
        own_step("of-all", None),
    )
    found = planned(steps=steps)
    assert {"by-name", "by-contact", "of-all"} < ids(for_agency(found, "Police"))
    assert "elsewhere" not in ids(for_agency(found, "Police"))
    assert ids(for_agency(found, "Health")) == {*OF_ALL, "case-audits", "of-all"}
    of = {step.id: holders(found.inspection, step) for step in found.steps}
    assert of["by-name"] == ("Police",)
    assert of["by-contact"] == ("Police",)
    assert of["elsewhere"] == ("Director of children's services",)
    assert of["statement"] == ("principal authority",)
    assert of["of-all"] == of["report"] == of["planning"] == ()


def test_steps_before_notification_and_those_seen_elsewhere_are_of_agencies_too():
    early = LocalStep("early", "Early", None, "notification", -3, "Police")
    found = planned(steps=(early,))
    assert [step.id for step in for_agency(found, "Police").before] == ["early"]
    assert for_agency(found, "Health").before == ()
    draft, corrections, *_ = found.observed
    seen = found._replace(observed=(draft._replace(who=("inspectors",)), corrections))
    assert [step.id for step in for_agency(seen, "Health").observed] == ["corrections"]


def test_dates_and_days_off_are_those_of_the_whole_plan():
    whole, part = planned(), for_agency(planned(), "Police")
    assert part._replace(before=(), weeks=(), after=(), observed=()) == whole._replace(
        before=(), weeks=(), after=(), observed=()
    )
    assert [week._replace(steps=()) for week in part.weeks] == [
        week._replace(steps=()) for week in whole.weeks
    ]


POLICE, HEALTH = "Police", "Health"
LISTS = Request("lists", "Lists", (POLICE, HEALTH), 1, 3, ((POLICE, day("2027-02-24")),))
CHART = Request("chart", "Chart", (HEALTH,))
FIRST = Audit("EX-01", (POLICE, HEALTH), due=day("2027-03-02"))
NAMED = Audit("Firstname L.", (POLICE,), due=7, got=((POLICE, day("2027-03-02")),))
WORK = {"request": (LISTS, CHART), "audit": (FIRST, NAMED)}


def test_a_request_is_of_those_who_still_owe_it():
    found = asked_of(planned(**WORK), day("2027-03-03"))
    assert [(each.kind, each.title, str(each.end), each.agencies, each.done) for each in found] == [
        ("request", "Lists", "2027-02-24", (HEALTH,), None),  # day 3
        ("request", "Chart", "None", (HEALTH,), None),
        ("audit", "Audit of EX-01", "2027-03-02", (POLICE, HEALTH), None),
        ("audit", "Audit of case 2", "2027-03-02", (POLICE,), day("2027-03-02")),
    ]


def test_what_an_agency_has_sent_is_done_for_it_though_others_still_owe_it():
    found = list(asked_of(planned(**WORK), day("2027-03-03"), POLICE))
    assert [(each.title, each.done) for each in found] == [
        ("Lists", day("2027-02-24")),
        ("Audit of EX-01", None),
        ("Audit of case 2", day("2027-03-02")),
    ]
    early = list(asked_of(planned(**WORK), day("2027-02-23"), POLICE))
    assert early[0].done is None  # what will have come
