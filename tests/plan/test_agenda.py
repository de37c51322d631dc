"""Which steps go to whom, and by what name the events of an inspection are known."""

import datetime as dt

import pytest

from jtai_cli.errors import BadValue, UnknownName
from jtai_cli.plan.agenda import agenda, hidden, identity, shares
from jtai_cli.plan.inspection import LocalStep, Partner, inspection_of
from jtai_cli.plan.sessions import Held
from jtai_cli.plan.timetable import plan
from jtai_cli.plan.work import Session
from jtai_cli.rules.frameworks import shipped_framework
from tests.conftest import day

JTAI_2022 = shipped_framework("jtai-2022")
REQUIRED = ["notification", "fieldwork", "report", "statement"]

TODAY = day("2027-03-01")


def planned(start="2027-03-08", **given):
    return plan(inspection_of(fieldwork_start=day(start), **given), JTAI_2022)


def ids(steps):
    return [step.id for step in steps]


def test_everyone_gets_every_step_in_the_order_of_their_days():
    steps = agenda(planned(), TODAY)
    assert len(steps) == 15
    assert ids(steps)[0] == "notification"
    assert ids(steps)[-2:] == ["report", "statement"]
    assert [step.start for step in steps] == sorted(step.start for step in steps)


def test_an_audience_gets_its_own_steps_and_the_dates_fixed_for_all():
    partners = ids(agenda(planned(), TODAY, audience="partners"))
    inspectors = ids(agenda(planned(), TODAY, audience="inspectors"))
    assert set(REQUIRED) <= set(partners) & set(inspectors)
    assert "case-audits" in partners
    assert "case-audits" not in inspectors
    assert "planning" in inspectors
    assert "planning" not in partners
    assert ids(agenda(planned(), TODAY, only="required")) == REQUIRED
    assert ids(agenda(planned(), TODAY, audience="partners", only="required")) == REQUIRED


def test_named_steps_and_weeks():
    assert ids(agenda(planned(), TODAY, ids=("set-up", "report"))) == ["set-up", "report"]
    steps = agenda(planned(), TODAY, ids=("fieldwork",), weeks=True)
    assert all(step.who == ("inspectors", "partners") for step in steps if "week." in step.id)
    assert ids(steps) == ["week.1", "week.2", "week.3", "fieldwork"]
    assert [step.title for step in steps[:3]] == ["Week 1", "Week 2", "Week 3, fieldwork"]
    assert [(str(step.start), str(step.end), step.days) for step in steps[:3]] == [
        ("2027-02-22", "2027-02-26", (1, 5)),
        ("2027-03-01", "2027-03-05", (6, 10)),
        ("2027-03-08", "2027-03-12", (11, 15)),
    ]


def test_what_was_observed_elsewhere_comes_when_asked_for_or_done():
    assert "draft-report" not in ids(agenda(planned(), TODAY))
    assert "corrections" in ids(agenda(planned(), TODAY, observed=True))
    assert ids(agenda(planned(), TODAY, ids=("corrections",))) == ["corrections"]
    done = agenda(planned(draft_received=day("2027-04-08")), TODAY)
    assert [str(step.start) for step in done if step.id == "draft-report"] == ["2027-04-08"]
    assert "corrections" not in ids(done)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({}, None),
        ({"title": "Interview about Mike Brown"}, "a child's name"),
        ({"lead": "Mike Brown"}, "a child's name"),
        ({"inspectorates": ("Ofsted", "Mike Brown")}, "a child's name"),
        ({"inspectorates": ("Ofsted", "943 476 5919")}, "an NHS number"),
        ({"place": "943 476 5919"}, "an NHS number"),
        ({"place": "Civic Centre, EX1 1AA", "lead": "Lead inspector"}, None),
    ],
)
def test_a_session_that_may_name_a_child_is_hidden(words, why):
    session = Session("one", 1, dt.time(9), dt.time(10), "Interviews")._replace(**words)
    assert hidden(Held(session, day("2027-03-08"), 0)) == why


def test_an_unknown_step_is_named_with_those_there_are():
    with pytest.raises(UnknownName, match="Did you mean fieldwork") as caught:
        agenda(planned(), TODAY, ids=("fieldwrok",))
    assert {"pre-publication-copy", "statement"} <= set(caught.value.valid)
    assert caught.value.key == "ids"  # so that a variable that set it is named
    with pytest.raises(BadValue, match="nothing is left"):
        agenda(planned(), TODAY, ids=("case-audits",), only="required", weeks=True)


def test_an_agency_gets_what_the_area_gave_to_no_other():
    partners = (
        Partner("Police", "Superintendent"),
        Partner("Health", "Designated nurse"),
        Partner("Police", "Chief inspector"),
    )
    local = [
        LocalStep(name, name, None, "notification", 1, owner)
        for name, owner in [
            ("by-contact", "designated NURSE"),
            ("by-name", "Police"),
            ("by-second-contact", "Chief inspector"),
            ("by-nobody-here", "Director"),
            ("unowned", None),
        ]
    ]
    result = planned(partners=partners, steps=tuple(local))
    found = shares(result, agenda(result, TODAY), "agency")
    assert list(found) == ["Police", "Health"]
    of_police, of_health = map(ids, found.values())
    assert "planning" not in of_police
    assert set(of_police) - set(of_health) == {"by-name", "by-second-contact"}
    assert set(of_health) - set(of_police) == {"by-contact"}
    assert {"by-nobody-here", "unowned", *REQUIRED} <= set(of_health)


def test_what_is_fixed_stays_everyones():
    result = planned(partners=(Partner("Ofsted", None), Partner("Health", None)))
    assert "report" in ids(shares(result, agenda(result, TODAY), "agency")["Health"])


def test_two_agencies_with_one_contact_share_what_it_owns():
    partners = (Partner("Police", "Head"), Partner("police ", None), Partner("Health", "HEAD"))
    step = LocalStep("brief", "Brief", None, "notification", 1, "head")
    result = planned(partners=partners, steps=(step,))
    found = shares(result, agenda(result, TODAY), "agency")
    assert list(found) == ["Police", "Health"]  # however an agency is written, it is one
    assert all("brief" in ids(steps) for steps in found.values())


def test_inspectors_and_partners():
    found = shares(planned(), agenda(planned(), TODAY), "who")
    assert list(found) == ["inspectors", "partners"]
    assert found["partners"] == agenda(planned(), TODAY, audience="partners")
    with pytest.raises(BadValue, match="no partner agency is named"):
        shares(planned(), agenda(planned(), TODAY), "agency")


def test_the_identity_is_the_reference():
    kept = identity(planned(reference=" EX-1 ", area="Exampleshire"))
    assert kept == "EX-1"
    assert kept == identity(planned("2027-03-10", reference="EX-1", theme="front-door"))
    # The same letter written in two ways is the same letter.
    assert identity(planned(reference="M\u00f4n")) == identity(planned(reference="Mo\u0302n"))
    assert identity(planned(reference="ex-1")) != kept


def test_without_a_reference_the_identity_is_framework_theme_and_area():
    known_as = identity(planned(area="Example  Shire ", theme="front-door"))
    assert known_as == "jtai-2022/front-door/example shire"
    assert known_as == identity(planned("2027-06-07", area="EXAMPLE SHIRE", theme="front-door"))
    assert identity(planned()) == "jtai-2022/-/-"
    others = [
        planned(area="Borsetshire", theme="front-door"),
        planned(area="Example Shire"),
        planned(area="front-door/example shire"),
        plan(
            inspection_of(
                fieldwork_start=day("2027-03-08"), area="Example Shire", theme="front-door"
            ),
            JTAI_2022._replace(id="other"),
        ),
    ]
    assert len({known_as, *map(identity, others)}) == 5
