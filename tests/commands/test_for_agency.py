"""``--for AGENCY``: what one partner agency has of a plan."""

import json

import pytest

FILE = """\
area = "Exampleshire"
fieldwork_start = 2027-03-08
no_elections = true

[[partners]]
agency = "Police"
contact = "Superintendent"

[[partners]]
agency = "Children's services"
contact = "Assistant director"

[agencies]
case-audits = ["Police", "Children's services"]
fieldwork-timetable = "Children's services"
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "inspection.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_a_plan_for_an_agency_says_for_whom_and_has_no_others_steps(file, jtai):
    page = jtai("plan", file, "--for", "POLICE").out
    assert "(2022 framework): Exampleshire, for Police\n" in page
    assert "Case audits done" in page
    assert "Police and Children's services. Records for" in page
    assert "2 agencies" in page
    assert "Timetable for fieldwork agreed" not in page
    assert "Tuesday 4 May 2027" in page  # the dates are those of all
    assert "[C] The Children Act 2004" in page  # a source of a date, though no step cites it
    assert "one agency" not in jtai("plan", file).out


def test_a_closure_on_anothers_step_is_no_warning_of_an_agency(file, jtai):
    own = 'id = "gold"\ntitle = "Gold group of the police"\nfrom = "fieldwork_start"\noffset = -3'
    closed = "closures = [{ from = 2027-03-03, name = 'Training day' }]\n"
    shared = 'gold = "Police"\n'
    file.write_text(f"{closed}{FILE}{shared}\n[[steps]]\n{own}\n", encoding="utf-8")
    told = {
        agency: json.loads(jtai("plan", file, "--for", agency, "--format", "json").out)["warnings"]
        for agency in ("Police", "Children's services")
    }
    said = {agency: each[-1]["message"] for agency, each in told.items()}
    assert "Training day" in said["Police"] and "Gold group" in said["Police"]
    assert "Training day" in said["Children's services"]
    assert "Gold group" not in said["Children's services"]
    assert "Timetable for fieldwork agreed" in said["Children's services"]
    assert "Timetable for fieldwork agreed" not in said["Police"]


@pytest.mark.parametrize("command", ["status", "requests", "audits"])
def test_no_warning_of_what_an_agency_owes_names_what_another_does(command, file, jtai):
    gold = '[[steps]]\nid = "gold"\ntitle = "Gold group of the police"\n'
    gold += 'from = "fieldwork_start"\noffset = -3\n'
    closed = "closures = [{ from = 2027-03-03, name = 'Training day' }]\n"
    request = '[[request]]\nitem = "Plan"\nagencies = ["Police", "Children\'s services"]\n'
    audit = 'cases = ["EX-01"]\n'
    text = f'{closed}{audit}{FILE}gold = "Police"\n\n{gold}{request}'
    file.write_text(text, encoding="utf-8")

    def told(agency):
        ask = (command, file, "--for", agency, "--today", "2027-02-25", "--format", "json")
        return str(json.loads(jtai(*ask).out)["warnings"])

    assert "Gold group" in told("Police")
    assert "Training day" in told("Children's services")
    assert "Gold group" not in told("Children's services")


def test_the_json_of_an_agency_is_marked_and_no_check_takes_it_for_the_whole(file, tmp_path, jtai):
    saved = tmp_path / "police.json"
    assert jtai("plan", file, "--for", "police", "-o", saved).code == 0
    value = json.loads(saved.read_text())
    assert value["for"] == "Police"
    audits = value["weeks"][1]["steps"][0]
    assert (audits["id"], audits["agencies"]) == ("case-audits", ["Police", "Children's services"])
    assert value["weeks"][1]["steps"][1]["agencies"] == []
    for command in (("check", saved), ("compare", saved, "2027-03-08")):
        found = jtai(*command)
        assert found.code == 2
        assert "what one agency has of a plan, and not the whole" in found.err
    assert "for" not in json.loads(jtai("plan", file, "--format", "json").out)


def test_each_row_of_an_agency_says_for_whom(file, jtai):
    rows = jtai("plan", file, "--for", "children's SERVICES", "--format", "csv").rows()
    assert {row["for"] for row in rows} == {"Children's services"}
    owed = {row["id"]: row["agencies"] for row in rows}
    assert owed["case-audits"] == "Police; Children's services"
    assert owed["fieldwork-timetable"] == "Children's services"
    assert owed["set-up"] == ""


def test_who_is_no_partner_is_refused_and_not_repeated(file, jtai):
    found = jtai("plan", file, "--for", "Amy Smith")
    assert found.code == 2
    assert "Amy" not in found.err
    assert "Type Police or Children's services." in found.err
    assert "Did you mean Police?" in jtai("plan", file, "--for", "plice").err
    found = jtai("status", file, env={"JTAI_FOR": "plice"})
    assert "(It stands in the environment variable JTAI_FOR.)" in found.err


def test_an_agency_needs_a_file_that_names_it(file, tmp_path, jtai):
    assert "no partner agency is named" in jtai("plan", "2027-03-08", "--for", "Police").err
    bulk = tmp_path / "list.csv"
    bulk.write_text("fieldwork_start\n2027-03-08\n")
    found = jtai("plan", bulk, "--for", "Police")
    assert (found.code, found.out) == (2, "")
    assert "--for is of one inspection file" in found.err


ASKED = """
[[request]]
item = "Child-level lists"
due = 3
got.Police = 2027-02-24

[[request]]
item = "Firstname Lastname, NHS 943 476 5919"
agency = "Police"

[[audit]]
case = "EX-01"
due = 7

[[session]]
day = 1
start = "09:30"
end = "10:30"
title = "Opening meeting"
agencies = ["Police"]
"""


@pytest.fixture
def whole(file):
    file.write_text(FILE + ASKED, encoding="utf-8")
    return file


def test_a_plan_for_an_agency_has_what_is_asked_of_it(whole, jtai):
    page = jtai("plan", whole, "--for", "Police").out
    assert "Asked of Police\n" in page
    assert "Wed 24 Feb 2027  request  Child-level lists (came on Wed 24 Feb 2027)" in page
    assert "not said         request  Request 2" in page
    assert "Tue 2 Mar 2027   audit    Audit of EX-01" in page
    rows = jtai("plan", whole, "--for", "Police", "--format", "csv").rows()
    assert [(row["part"], row["title"], row["end"], row["done"]) for row in rows[-3:]] == [
        ("request", "Child-level lists", "2027-02-24", "2027-02-24"),
        ("request", "Request 2", "", ""),
        ("audit", "Audit of EX-01", "2027-03-02", ""),
    ]
    for each in json.loads(jtai("plan", whole, "--for", "Police", "--format", "json").out)["asked"]:
        assert each["agencies"] == ["Police"]


def test_what_an_agency_owes_and_what_is_late(whole, jtai):
    command = ("status", whole, "--today", "2027-03-03", "--for", "children's services")
    found = jtai(*command, "--fail-late")
    assert found.code == 1
    assert "Exampleshire, for Children's services\n" in found.out
    assert "1 request and 1 audit are late." in " ".join(found.out.split())
    assert "Wed 24 Feb 2027  5 working days  Children's services  request" in found.out
    value = json.loads(jtai(*command, "--format", "json").out)
    assert value["for"] == "Children's services"
    assert [each["due"] for each in value["late"]] == ["2027-02-24", "2027-03-02"]


def test_a_row_for_each_agency(whole, jtai):
    command = ("status", whole, "--by", "agency", "--today", "2027-03-08", "-q")
    lines = [line.split("  ") for line in jtai(*command).out.splitlines()]
    rows = {line[0]: [cell.strip() for cell in line[1:] if cell] for line in lines}
    assert rows["Police"] == ["3", "2, first due Tue 2 Mar 2027", "1", "nothing"]
    assert rows["Children's services"] == ["3", "3, first due Wed 24 Feb 2027", "nothing"]
    statement = "Wed 11 Aug 2027: Written statement of proposed action"
    assert rows["principal authority"] == ["1", statement]
    value = json.loads(jtai(*command, "--format", "json").out)["by_agency"]
    assert [each["agency"] for each in value] == [
        "Police",
        "Children's services",
        "principal authority",
    ]
    assert [each["id"] for each in value[0]["undated"]] == ["request-2"]


def test_without_options_too_a_request_that_is_late_fails_and_a_childs_is_not_named(whole, jtai):
    found = jtai("status", whole, "--today", "2027-02-25", "--fail-late")
    assert found.code == 1
    assert "1 request is late." in " ".join(found.out.split())
    assert jtai("status", whole, "--today", "2027-02-24", "--fail-late").code == 0
    for options in ((), ("--for", "police"), ("--by", "agency"), ("--format", "json")):
        written = jtai("status", whole, "--today", "2027-02-25", *options).out.lower()
        assert not any(word in written for word in ("firstname", "943 476", "943-476"))


def test_one_agency_or_all_of_them(whole, jtai):
    found = jtai("status", whole, "--for", "police", "--by", "agency")
    assert (found.code, found.out) == (2, "")
    assert "Leave one of them out" in found.err
    for options in (("--for", "Police"), ("--by", "agency")):
        found = jtai("status", "2027-03-08", *options)
        assert (found.code, found.out) == (2, "")
        assert "no partner agency is named" in found.err


def test_an_agency_with_nothing_at_all_is_said_so(file, jtai):
    steps = ("information-request", "set-up", "case-audits", "virtual-meetings", "initial-meeting")
    steps += ("fieldwork-timetable", "keep-in-touch", "final-meeting")
    others = "\n".join(f'{step} = "Police"' for step in steps)
    file.write_text(f"{FILE.split('[agencies]')[0]}[agencies]\n{others}\n", encoding="utf-8")
    for style in ("table", "csv", "json"):
        found = jtai("plan", file, "--for", "children's services", "--format", style)
        assert (found.code, found.out) == (2, "")
        assert "Children's services has no step, no request and no audit" in found.err
    assert jtai("status", file, "--for", "children's services").code == 0
    file.write_text(
        f"{file.read_text()}[[request]]\nitem = 'Lists'\nagency = \"Children's services\"\n",
        encoding="utf-8",
    )
    found = jtai("plan", file, "--for", "children's services")
    assert found.code == 0
    assert "not said  request  Lists" in found.out
    assert not any(part in found.out for part in ("Week 1", "Week 2", "Week 3", "After fieldwork"))
    rows = jtai("plan", file, "--for", "children's services", "--format", "csv").rows()
    assert [row["part"] for row in rows] == ["request"]


def test_without_a_file_nothing_is_late_and_no_one_is_named(jtai):
    found = jtai("status", "2027-03-08", "--today", "2027-03-10", "--fail-late", "--format", "json")
    assert found.code == 0
    status = found.json()
    assert (status["late"], status["unrecorded"]) == ([], [])
    assert not {"for", "by_agency"} & status.keys()
