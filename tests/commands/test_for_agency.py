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


def test_an_agency_needs_a_file_that_names_it(file, tmp_path, jtai):
    assert "no partner agency is named" in jtai("plan", "2027-03-08", "--for", "Police").err
    bulk = tmp_path / "list.csv"
    bulk.write_text("fieldwork_start\n2027-03-08\n")
    found = jtai("plan", bulk, "--for", "Police")
    assert (found.code, found.out) == (2, "")
    assert "--for is of one inspection file" in found.err
