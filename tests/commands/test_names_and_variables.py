"""What check, compare, status and weeks do with names, variables and files of every kind."""

import json
import os
import shutil

import pytest

from tests.harness import ROOT

SOUND = ROOT / "examples/exampleshire.toml"
JULY = ("weeks", "--from", "2027-06-28", "--to", "2027-07-28")
SHORT = "fieldwork_start = 2027-06-28\nnotification = 2027-06-15\nkey_contact = 'Head'\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_name_of_a_file_cannot_pass_for_what_a_check_says(jtai, folder):
    odd = "a\n::error file=x::y\x1b[31m.toml"
    (folder / odd).write_text(SHORT)
    for form in ("text", "json", "github", "junit"):
        run = jtai("check", ".", "--format", form)
        assert run.code == 1
        assert "\x1b" not in run.out
        assert not any(line.startswith("::error file=x") for line in run.out.splitlines())
    (folder / odd).write_text("fieldwork_start = 1")
    run = jtai("check", ".")
    assert (run.code, len(run.err.splitlines())) == (2, 1)


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has names that are no text")
def test_a_name_that_is_no_text(jtai, folder):
    with open(os.path.join(os.fsencode(folder), b"\xff.toml"), "w") as file:
        file.write(SHORT)
    run = jtai("check", ".", "--format", "json", "-o", "found.json")
    assert run.code == 1
    assert json.loads((folder / "found.json").read_text())["files"] == ["?.toml"]


def test_each_file_once(jtai, folder):
    (folder / "a.toml").write_text(SHORT)
    run = jtai("check", "a.toml", "a.toml", "--format", "json")
    assert len(json.loads(run.out)["findings"]) == 1


def test_variables(jtai, folder, monkeypatch):
    (folder / "a.toml").write_text(SHORT)
    monkeypatch.setenv("JTAI_FAIL_LEVEL", "note")
    monkeypatch.setenv("JTAI_FORMAT", "markdown")  # none of this command's: as if it were not there
    assert jtai("check", "a.toml").out.startswith("a.toml:2: error notice-short")
    monkeypatch.setenv("JTAI_IGNORE", "notice-short;no-start")
    assert jtai("check", "a.toml").code == 0
    monkeypatch.delenv("JTAI_FORMAT")
    terms = folder / "t.csv"
    terms.write_text("name,from,to\nHalf term,2027-06-28,2027-07-02\n")
    more = folder / "m.csv"
    more.write_text("name,from,to\nInset day,2027-06-25,\n")
    monkeypatch.setenv("JTAI_TERMS", f"{terms};{more}")
    run = jtai("weeks", "--from", "2027-06-28", "--to", "2027-06-28", "--format", "json")
    (week,) = json.loads(run.out)["weeks"]
    assert len(week["school_holidays"]) == 2


def test_a_check_leaves_its_findings_in_a_file(jtai, folder):
    (folder / "a.toml").write_text(SHORT)
    for name, begins in (("a.txt", "a.toml:2:"), ("a.xml", "<?xml"), ("a.json", "{")):
        run = jtai("check", "a.toml", "-o", name)
        assert run.code == 1
        assert (folder / name).read_text().startswith(begins)
    run = jtai("check", "a.toml", "-o", "a.csv")
    assert run.code == 2
    assert "End it in .txt, .json" in run.err
    assert ".xml" in run.err


def test_the_page_of_a_job_is_added_to(jtai, folder, monkeypatch):
    (folder / "a.toml").write_text(SHORT)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "page.md"))
    jtai("check", "a.toml")
    assert not (folder / "page.md").exists()  # only with --format github
    jtai("check", "a.toml", "--format", "github")
    jtai("check", "a.toml", "--format", "github")
    assert (folder / "page.md").read_text().count("## jtai check: 1 file checked: 1 error.") == 2
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "no/page.md"))
    run = jtai("check", "a.toml", "--format", "github")
    assert run.code == 2
    assert "cannot be written" in run.err
    assert "Traceback" not in run.err


def test_a_framework_of_ones_own(jtai, folder):
    own = ROOT / "examples/frameworks/peer-challenge.toml"
    jtai("plan", "2027-06-28", "--framework", own, "--format", "json", "-o", "k.json")
    run = jtai("check", "k.json")
    assert run.code == 2
    assert "there is no framework 'peer-challenge'" in run.err
    run = jtai("check", "k.json", "--framework", own)
    assert (run.code, run.out) == (0, "1 file checked: nothing found.\n")
    shutil.copy(own, folder / "own.toml")
    (folder / "a.toml").write_text(SHORT + "framework = 'own.toml'\n")
    assert jtai("check", "a.toml").code == 0  # ten working days are enough for five


def test_the_rules_that_a_check_knows(jtai):
    run = jtai("rules", "--checks", "--format", "csv")
    assert run.out.startswith("code,severity,meaning,example,source")
    assert jtai("rules", "--checks", "jtai-2022").code == 2


@pytest.mark.parametrize(
    ("given", "telling"),
    [
        (("status", "x.json"), "is neither a date nor a file that ends in .toml"),
        (("compare", "x.csv", "2027-06-28"), "Compare two lists, or two inspections."),
        (("compare", "2027-06-28", "x.yaml"), "is neither a date nor a file that ends in .toml or"),
        (("compare", "2027-06-28"), "B is missing: type, for example, jtai compare"),
        (("compare", "none.json", "2027-06-28"), "'none.json' does not exist"),
        (("check",), "FILE... is missing: type, for example, jtai check"),
        (("check", "x.yaml"), "does not end in .toml, .json, .jsonl, .csv or .xlsx"),
        (("check", "--select", "notice", "x.toml"), "Did you mean notice-short?"),
        (("weeks", "--from", "2027-06-28"), "--to"),
        (
            ("weeks", "--from", "2027-06-28", "--to", "2027-07-28", "--terms", "x.pdf"),
            ".ics, .toml",
        ),
        (("weeks", "--from", "2027-06-28", "--to", "2027-07-28", "--others", "x.ics"), "not exist"),
    ],
)
def test_one_sentence_says_what_to_type(jtai, folder, given, telling):
    for name in ("x.csv", "x.yaml", "x.json", "x.pdf"):
        (folder / name).write_text("x")
    run = jtai(*given)
    assert run.code == 2
    assert run.out in ("", "0 files checked. 1 file not judged.\n")
    assert telling in run.err
    assert "Traceback" not in run.err


def test_a_variable_that_is_neither_true_nor_false(jtai):
    run = jtai("plan", "2027-03-08", env={"JTAI_QUIET": "maybe"})
    said = "--quiet: must be true or false, and is 'maybe' (It stands in the environment variable"
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(f"jtai: {said} JTAI_QUIET.)\n")


def test_a_day_typed_with_slashes_is_said_once(jtai, folder):
    (folder / "a.toml").write_text(SOUND.read_text().replace("2027-03-08", '"08/03/2027"'))
    run = jtai("check", "a.toml")
    assert run.code == 0
    assert run.err == "note: 08/03/2027 was read day first, as Monday 8 March 2027.\n"


def test_an_inspection_from_another_day_keeps_its_own(jtai, folder):
    run = jtai("compare", SOUND, "2027-03-15", "--format", "json")
    found = json.loads(run.out)
    assert found["b"]["fieldwork"] == {"start": "2027-03-15", "end": "2027-03-19"}
    moved = {each["id"]: each["moved"] for each in found["moved"]}
    assert moved["staff-briefing"] == 5
    assert "notification" not in moved  # it had been given on 22 February
    jtai("plan", SOUND, "--format", "json", "-o", "k.json")
    again = json.loads(jtai("compare", "k.json", "2027-03-15", "--format", "json").out)
    assert again["moved"][-1]["id"] == "statement"


def test_what_an_events_file_leaves_out_is_said(jtai, folder):
    (folder / "t.csv").write_text(
        "name,from,to\nHalf term,2027-06-28,2027-07-02\nSports day,2027-06-29,\n"
    )
    run = jtai("weeks", "--from", "2027-06-28", "--to", "2027-06-28", "--terms", "t.csv")
    assert run.err == "note: t.csv: left out, for they close no school: 'Sports day'.\n"
    assert "School holidays were not looked at" not in run.out
    run = jtai("weeks", "--from", "2027-06-28", "--to", "2027-07-05", "--terms", "t.csv")
    assert "Not known whether schools are open: 21 to 25 Jun and 5 to 9 Jul" in run.out
    assert "None of them is called clear" in " ".join(run.out.split())
    run = jtai("weeks", "--from", "2027-06-28", "--to", "2027-06-28")
    assert "School holidays were not looked at" in run.out
    (folder / "t.csv").write_text("name,from,to\nSports day,2027-06-29,\n")
    run = jtai("weeks", "--from", "2027-06-28", "--to", "2027-06-28", "--terms", "t.csv")
    assert run.code == 2
    assert run.err.startswith("jtai: t.csv: gives no day on which schools close ('Sports day')")


def test_a_new_start_is_compared_as_the_saved_plan_was_made(jtai, tmp_path, monkeypatch):
    """A variable that the saved plan does not know of has no say in it."""
    saved = tmp_path / "saved.json"
    jtai("plan", "2027-06-28", "--no-elections", "-o", saved)
    monkeypatch.setenv("JTAI_THEME", "neglect")  # which is none of jtai-2022
    run = jtai("compare", saved, "2027-07-05")
    said = "Notification, fieldwork, the report and the statement move 5 working days later."
    assert (run.code, run.out.splitlines()[0]) == (0, said)


@pytest.mark.parametrize("framework", ["", 'framework = "jtai-2016"\n'])
def test_a_date_asks_for_the_framework_as_a_file_of_that_date_does(framework, jtai, folder):
    """The one in force on that day where the file names none, else the one that it names."""
    for name, start in (("old.toml", "2020-03-23"), ("new.toml", "2022-03-28")):
        (folder / name).write_text(f'area = "A"\n{framework}fieldwork_start = {start}\n')
    with_date = jtai("compare", "old.toml", "2022-03-28", "--format", "json").json()
    with_file = jtai("compare", "old.toml", "new.toml", "--format", "json").json()
    assert with_date.pop("b") | {"name": "new.toml"} == with_file.pop("b")
    assert with_date == with_file
    assert bool(with_date["added"]) is not bool(framework)
    assert bool(with_date["warnings"]) is bool(framework)  # jtai-2016 is not in force then
