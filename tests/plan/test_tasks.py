"""What is owed of requests and audits. Fieldwork from Monday 28 June 2027, by a paper calendar:
notification is Monday 14 June, day 3 Wednesday 16, day 8 Wednesday 23 June."""

import pytest

from jtai_cli.plan.inspection import Inspection, Partner, inspection_of
from jtai_cli.plan.tasks import day_of, tasks
from jtai_cli.plan.timetable import plan
from jtai_cli.plan.work import Audit, Request
from jtai_cli.rules.frameworks import shipped_framework
from tests.conftest import day

JTAI_2022 = shipped_framework("jtai-2022")


def of(today, *, request=(), audit=(), **given):
    inspection: Inspection = inspection_of(
        fieldwork_start=day("2027-06-28"), request=request, audit=audit, **given
    )
    return tasks(plan(inspection, JTAI_2022), day(today))


@pytest.mark.parametrize(
    ("today", "due", "got", "state", "late_by"),
    [
        ("2027-06-15", 3, None, "due", None),
        ("2027-06-16", 3, None, "due", None),  # the day itself
        ("2027-06-17", 3, None, "late", 1),
        ("2027-06-21", 3, None, "late", 3),  # Thursday, Friday, Monday
        ("2027-12-01", 3, None, "late", 119),  # long after fieldwork; 30 August is a bank holiday
        ("2027-06-19", "2027-06-18", None, "late", 0),  # Saturday
        ("2027-06-21", 3, "2027-06-16", "got", 0),
        ("2027-06-21", 3, "2027-06-18", "got", 2),
        ("2027-06-17", 3, "2027-06-18", "late", 1),  # a day to come has not been
        ("2027-06-17", None, None, "open", None),
        ("2027-06-17", None, "2027-06-17", "got", None),
    ],
)
def test_the_state_of_a_task(today, due, got, state, late_by):
    due = day(due) if isinstance(due, str) else due
    came = (("Police", day(got)),) if got else ()
    (task,) = of(today, request=(Request("lists", "Lists", ("Police",), due=due, got=came),))
    assert (task.state, task.late_by) == (state, late_by)


def test_days_of_the_timetable_are_dates():
    request = Request("lists", "Lists", ("Police",), asked=1, due=8)
    (task,) = of("2027-06-14", request=(request,))
    assert (task.asked, task.due) == (day("2027-06-14"), day("2027-06-23"))


def test_each_agency_of_each():
    found = of(
        "2027-06-25",
        request=(
            Request("a", "A", ("Police", "Health"), due=8, got=(("Police", day("2027-06-23")),)),
        ),
        audit=(Audit("EX-01", ("Health",), due=7), Audit("EX-02", ())),
    )
    assert [(task.kind, task.number, task.title, task.agency, task.state) for task in found] == [
        ("request", 1, "A", "Police", "got"),
        ("request", 1, "A", "Health", "late"),
        ("audit", 1, "Audit of EX-01", "Health", "late"),
        ("audit", 2, "Audit of EX-02", "", "open"),
    ]


def test_what_may_be_a_childs_is_left_out():
    found = of(
        "2027-06-14",
        request=(
            Request("mike-brown-file", "Mike Brown file", ("Police",)),
            Request("x", "NHS 943 476 5919", ("Police",)),
            Request("mike-brown", "Records", ("Police",)),
        ),
        audit=(Audit("EX-01", ("Police",)), Audit("Firstname L.", ("Police",))),
    )
    assert [(task.id, task.title) for task in found] == [
        ("request-1", "Request 1"),
        ("request-2", "Request 2"),
        ("request-3", "Request 3"),
        ("EX-01", "Audit of EX-01"),
        ("case 2", "Audit of case 2"),
    ]


def test_the_words_of_the_area_are_no_name():
    (task,) = of("2027-06-14", audit=(Audit("Leeds 1", ("Police",)),), area="Leeds")
    assert task.title == "Audit of Leeds 1"


def test_partners_have_no_part_in_it():
    assert of("2027-06-14", partners=(Partner("Police", None),)) == ()


def dated(start, notified):
    return plan(inspection_of(fieldwork_start=day(start), notified=day(notified)), JTAI_2022)


def test_a_numbered_day_moves_as_the_steps_of_its_week_do():
    """Notified on Monday 22 February 2027; fieldwork on Monday 8 March, or two days later."""
    days = (1, 5, 6, 8, 10, 11, 15, 16)
    usual = dated("2027-03-08", "2027-02-22")
    assert [f"{day_of(usual, number):%m-%d}" for number in days] == [
        *("02-22", "02-26", "03-01", "03-03", "03-05", "03-08", "03-12", "03-15"),
    ]
    later = dated("2027-03-10", "2027-02-22")
    assert [f"{day_of(later, number):%m-%d}" for number in days] == [
        *("02-22", "02-26", "03-03", "03-05", "03-09", "03-10", "03-16", "03-17"),
    ]
    short = dated("2027-03-08", "2027-03-03")
    assert [f"{day_of(short, number):%m-%d}" for number in days] == [
        *("03-03", "03-03", "03-03", "03-05", "03-05", "03-08", "03-12", "03-15"),
    ]
