"""What people call what they record, and which dates of the file that is."""

import pytest

from jtai_cli.errors import BadValue, UnknownName
from jtai_cli.plan.reading import read_inspection
from jtai_cli.plan.recording import changes_called
from jtai_cli.plan.timetable import framework_in_force, plan
from tests.conftest import day

POLICE, SERVICES = "Exampleshire Police", "Children's services"
FILE = f"""\
area = "Exampleshire"
fieldwork_start = 2027-03-08
partners = [{{ agency = "{POLICE}" }}, {{ agency = "{SERVICES}" }}]
steps = [
  {{ id = "stage-2", title = "Stage 2 meeting", from = "notification", offset = 3 }},
  {{ id = "audit-review", title = "Review of audits", from = "notification", offset = 8 }},
]

[[request]]
item = "Child-level lists"
got.police = 2027-02-24
[[request]]
id = "threshold"
item = "Threshold document"
agency = "police"
[[request]]
item = "Minutes"
got = 2027-02-25
[[request]]
item = "minutes"

[[audit]]
case = "EX-01"
moderated = 2027-03-01
[[audit]]
case = "Case 2"
agency = "police"

[actual]
notified = 2027-02-22
[done]
case-audits = 2027-03-03
stage-2 = "25 February 2027"
"""
TODAY = day("2027-03-05")
FROM_ALL = [(("got", POLICE), None), (("got", SERVICES), None)]


def called(*words, text=FILE, date=TODAY, replace=False):
    inspection = read_inspection(text, "x.toml")
    made = plan(inspection, framework_in_force(inspection))
    return changes_called(made, words, date, TODAY, replace=replace)


def entries(*words, **given):
    return [
        (entry.table, entry.number, entry.key, str(entry.recorded) if entry.recorded else None)
        for entry, _ in called(*words, **given)
    ]


def refused(*words, kind=BadValue, **given):
    with pytest.raises(kind) as error:
        called(*words, **given)
    return str(error.value)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (("set-up",), "set-up"),
        (("Set_Up",), "set-up"),
        (("setup",), "set-up"),
        (("SET", "UP"), "set-up"),
        (("set-up discussion",), "set-up"),
        (("Set-up", " discussion"), "set-up"),
        (("information", "request"), "information-request"),
        (("statement",), "statement"),
        (("final  meeting",), "final-meeting"),
        (("audit-review",), "audit-review"),
        (("Review of audits",), "audit-review"),
        (("review", "of", "audits"), "audit-review"),
        # What was observed once is recorded as other steps are.
        (("corrections",), "corrections"),
        (("pre publication copy",), "pre-publication-copy"),
    ],
)
def test_a_step_by_its_id_or_title(words, key):
    assert entries(*words) == [("done", 0, (key,), None)]


@pytest.mark.parametrize("words", [("stage-2",), ("Stage", "2", "meeting"), ("stage 2 MEETING",)])
def test_a_step_of_ones_own_with_a_number_in_its_title(words):
    assert entries(*words, date=None) == [("done", 0, ("stage-2",), "2027-02-25")]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (("fieldwork-ended",), "fieldwork_ended"),
        (("fieldwork_ended",), "fieldwork_ended"),
        (("Fieldwork", "ended"), "fieldwork_ended"),
        (("draft-received",), "draft_received"),
        (("draft received",), "draft_received"),
        (("draft",), "draft_received"),
        (("published",), "published"),
        (("PUBLISHED",), "published"),
        (("report",), "published"),
        (("report", "published"), "published"),
    ],
)
def test_an_event_however_it_is_written(words, key):
    assert entries(*words) == [("actual", 0, (key,), None)]


def test_notification_is_an_event():
    for words in (("notified",), ("notification",)):
        assert entries(*words, date=None) == [("actual", 0, ("notified",), "2027-02-22")]


@pytest.mark.parametrize(
    "name", [("2",), ("threshold",), ("threshold document",), ("Threshold", "Document")]
)
@pytest.mark.parametrize(
    "agency", [(), ("police",), ("Exampleshire", "Police"), ("exampleshire police",)]
)
def test_a_request_by_its_number_id_or_item(name, agency):
    found = entries("request", *name, *agency)
    assert found == [("request", 1, ("got", POLICE), None)]


def test_a_request_of_all_is_that_of_those_who_owe_it():
    assert entries("request", "1") == [("request", 0, ("got", SERVICES), None)]
    assert entries("Request", "4") == [("request", 3, *each) for each in FROM_ALL]
    # Taken back is what came.
    assert entries("request", "1", date=None) == [("request", 0, ("got", POLICE), "2027-02-24")]
    # Nobody owes it: what came is looked at again.
    both = [("request", 2, ("got", each), "2027-02-25") for each in (POLICE, SERVICES)]
    assert entries("request", "3", date=day("2027-02-25")) == both


def test_of_two_requests_with_one_name_the_number_is_asked_for():
    said = refused("request", "Minutes", "police")
    assert said == "2 requests are called 'Minutes'. Type 3 or 4, the number in the file."
    assert entries("request", "minutes-2") == [("request", 3, *each) for each in FROM_ALL]


@pytest.mark.parametrize("number", ["0", "5", "-1", "00000001", "0000000012", "1" * 5000, "\u00b2"])
def test_a_number_that_no_request_has(number):
    assert "Type 1 to 4." in refused("request", number, kind=UnknownName)


def test_an_audit_by_its_case():
    assert entries("audit", "ex-01") == [("audit", 0, *each) for each in FROM_ALL]
    assert entries("audit", "EX-01", "children's") == [("audit", 0, *FROM_ALL[1])]
    assert entries("AUDIT", "case", "2", "police") == [("audit", 1, *FROM_ALL[0])]
    assert entries("audit", "Case 2") == [("audit", 1, *FROM_ALL[0])]
    assert entries("moderated", "Case", "2") == [("audit", 1, ("moderated",), None)]


def test_without_partners_it_is_nobodys_in_particular():
    text = 'fieldwork_start = 2027-03-08\n[[request]]\nitem = "Lists"\n'
    assert entries("request", "lists", text=text) == [("request", 0, ("got",), None)]
    text += "got = 2027-03-01\n"
    assert entries("request", "1", text=text, date=None) == [("request", 0, ("got",), "2027-03-01")]


def test_a_date_to_come_is_refused_and_today_is_not():
    assert refused("set-up", date=day("2027-03-06")) == (
        "Saturday 6 March 2027 is to come, and only what has happened is recorded. Type that day, "
        "or leave it out for today."
    )
    assert called("set-up")[0].day == TODAY


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (("case-audits",), "Case audits done: Wednesday 3 March 2027"),
        (("notified",), "Notified: Monday 22 February 2027"),
        (("moderated", "EX-01"), "Audit EX-01 moderated: Monday 1 March 2027"),
        (
            ("request", "1", "police"),
            "Request Child-level lists, Exampleshire Police: Wednesday 24 February 2027",
        ),
    ],
)
def test_another_date_is_refused_unless_it_is_to_be_replaced(words, title):
    said = refused(*words)
    assert said == (
        f"{title} is recorded already. Add --replace to write Friday 5 March 2027 in its place, or "
        "--undo to take it back."
    )
    assert called(*words, replace=True)[0].day == TODAY
    assert called(*words, date=None)[0].day is None


def test_the_same_date_again_is_no_mistake():
    assert entries("case-audits", date=day("2027-03-03"))[0][3] == "2027-03-03"


@pytest.mark.parametrize(
    "words",
    [
        ("set-up",),
        ("published",),
        ("moderated", "Case 2"),
        ("audit", "EX-01"),
        ("audit", "EX-01", "police"),
    ],
)
def test_what_is_not_there_is_not_taken_back(words):
    said = refused(*words, date=None)
    assert said.endswith(": nothing is recorded, so there is nothing to take back.")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("case-audit",), "Did you mean case-audits?"),
        (("publshed",), "Did you mean published?"),
        (("audit", "EX-11"), "Did you mean EX-01?"),
        (("moderated", "EX-1"), "Did you mean EX-01?"),
    ],
)
def test_an_unknown_name_has_the_nearest_said(words, hint):
    assert hint in refused(*words, kind=UnknownName)


@pytest.mark.parametrize("words", [("request",), ("audit",)])
def test_a_name_that_is_missing(words):
    assert "a name is missing" in refused(*words)


@pytest.mark.parametrize(
    "kind", [(), ("request",), ("audit",), ("moderated",), ("request", "1"), ("audit", "EX-01")]
)
@pytest.mark.parametrize(
    "childs", ["Casey Example", "Casey", "943 476 5919", "4/3/2015", "born 4 March 2015", "7yo F"]
)
def test_what_may_be_a_childs_is_never_repeated(kind, childs):
    for words in ((childs,), tuple(childs.split())):
        said = refused(*kind, *words, kind=UnknownName)
        assert "left out here" in said
        assert not {"Casey", "Example", "943", "5919", "4/3/2015", "7yo"} & set(
            said.replace("'", " ").replace(".", " ").split()
        )


def test_a_request_that_looks_like_a_childs_is_said_by_its_number():
    text = FILE + '[[request]]\nitem = "File of Mike Brown"\n'
    number = str(text.count("[[request]]"))
    for change in called("request", number, text=text):
        assert f"Request number {number} of the file (its item looks like" in change.entry.title
        assert "Mike" not in change.entry.title


def test_a_case_that_looks_like_a_child_is_said_by_its_number():
    text = FILE.replace('"Case 2"', '"Casey Example"')
    (change,) = called("audit", "casey", "example", "police", text=text)
    assert change.entry.title == (
        "Audit number 2 of the file (its reference looks like a child's), Exampleshire Police"
    )
    assert "Casey" not in refused("audit", "EX-11", text=text, kind=UnknownName)
    assert "Casey" not in refused("moderated", "Casey Example", text=text, date=None)
