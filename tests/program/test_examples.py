"""Everything in examples/ runs, without a warning that the example does not mean to show."""

import json

import pytest

from tests.harness import EXAMPLES


@pytest.mark.parametrize(
    ("name", "warnings"),
    [
        ("exampleshire.toml", ["report-near-election", "step-on-closure"]),
        ("haringey-2017.toml", []),
        ("bromley-2025.toml", []),
    ],
)
def test_inspection_files(name, warnings, jtai):
    for form in ("table", "json", "csv", "markdown"):
        run = jtai("plan", EXAMPLES / name, "--observed", "--format", form)
        assert run.code == 0
    plan = json.loads(jtai("plan", EXAMPLES / name, "--format", "json").out)
    assert [each["code"] for each in plan["warnings"]] == warnings


@pytest.mark.parametrize("name", ["exampleshire.toml", "haringey-2017.toml", "bromley-2025.toml"])
def test_calendars(name, jtai):
    run = jtai("calendar", EXAMPLES / name, "--weeks", "--remind", "1d")
    assert run.code == 0
    assert run.out.startswith("BEGIN:VCALENDAR")


def test_a_real_past_inspection_comes_out_as_it_was(jtai):
    plan = json.loads(jtai("plan", EXAMPLES / "haringey-2017.toml", "--format", "json").out)
    assert plan["notification"]["date"] == "2017-11-21"
    assert plan["notification"]["working_days_notice"] == 9
    assert plan["statement"]["due"] == "2018-05-11"
    plan = json.loads(jtai("plan", EXAMPLES / "bromley-2025.toml", "--format", "json").out)
    assert plan["report"]["due"] == plan["report"]["published"] == "2025-03-13"


def test_every_inspection_file_checks_clean(jtai):
    run = jtai("check", EXAMPLES, "--format", "json")
    found = json.loads(run.out)
    assert run.code == 0
    assert len(found["files"]) == 3
    # What is true of a letter that came late is said, and is nobody's mistake.
    assert [each["code"] for each in found["findings"]] == ["report-late"]


def test_the_example_files_say_where_they_stand(jtai):
    on_day_8 = ("--today", "2027-03-03", "--format", "json")
    run = jtai("status", EXAMPLES / "exampleshire.toml", *on_day_8)
    found = json.loads(run.out)
    assert (found["day"], found["late"]) == (8, [])
    assert [each["id"] for each in found["unrecorded"]] == ["planning"]
    run = jtai("status", EXAMPLES / "haringey-2017.toml", "--today", "2018-02-01", "--fail-late")
    assert run.code == 0


def test_term_dates_and_other_inspections(jtai):
    files = EXAMPLES / "weeks/term-dates.toml", EXAMPLES / "weeks/other-inspections.csv"
    given = ("--terms", files[0], "--others", files[1], "--format", "json", "--today", "2026-12-01")
    run = jtai("weeks", "--from", "2027-04-01", "--to", "2027-07-31", *given)
    assert json.loads(run.out)["counts"] == {"clear": 0, "tight": 9, "avoid": 8}


def test_the_list(jtai):
    run = jtai("plan", EXAMPLES / "spring-term.csv", "--format", "json")
    areas = [plan["inspection"]["area"] for plan in json.loads(run.out)]
    assert (run.code, areas) == (0, ["Exampleshire", "Borsetshire", "Barchester"])


def test_a_framework_of_ones_own(jtai):
    own = EXAMPLES / "frameworks/peer-challenge.toml"
    run = jtai("plan", "2027-06-07", "--framework", own, "--format", "json")
    plan = json.loads(run.out)
    assert [week["days"] for week in plan["weeks"]] == [[1, 5], [6, 8]]
    assert plan["notification"]["date"] == "2027-05-28"  # over the Spring bank holiday
    assert jtai("rules", own).code == 0


def test_letters_to_add(jtai):
    newer = ("evidence", "--from", EXAMPLES / "newer-letters.csv", "--since", "2026-01-01")
    found = json.loads(jtai(*newer, "--format", "json").out)["letters"]
    assert [(each["area"], each["theme"]) for each in found] == [
        ("Exampleshire", "serious-youth-violence"),
        ("Borsetshire", "front-door"),
    ]
    assert [each["report"]["working_days"] for each in found] == [34, 35]


def test_the_programme(jtai):
    programme = EXAMPLES / "programme/programme.toml"
    found = json.loads(jtai("programme", "show", programme, "--format", "json").out)
    assert [each["reference"] for each in found["inspections"]] == ["JT1", "JT2", "JT3", "JT4"]
    assert [each["reference"] for each in found["to_be_placed"]] == ["JT5"]
    assert jtai("programme", "calendar", programme).out.count("BEGIN:VEVENT") == 16
    run = jtai("compare", programme, EXAMPLES / "programme/later.toml")
    assert run.out.startswith("Of 5 inspections 1 moves, 1 is placed and 3 stay as they are.")


def test_there_is_no_example_that_is_not_run():
    names = {path.name for path in EXAMPLES.rglob("*") if path.is_file()}
    here = {"exampleshire.toml", "haringey-2017.toml", "bromley-2025.toml"}
    here |= {"spring-term.csv", "peer-challenge.toml", "newer-letters.csv"}
    here |= {"check-inspections.yml", ".pre-commit-config.yaml"}
    here |= {"programme.toml", "areas.csv", "others.csv", "terms.toml", "later.toml", "later.csv"}
    assert names == here | {"term-dates.toml", "other-inspections.csv"}
