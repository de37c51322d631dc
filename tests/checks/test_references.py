"""References of cases: what looks like a child's name or date of birth, and is never printed."""

import json
import re
from pathlib import Path

import pytest

from tests.checks.corpus import SOUND

FINE = ["EX-01", "Case 3 - front door", "A1", "P123456", "2027-01-A", "Exampleshire 03", "LCS-4411"]
NOT_FINE = [
    "Jane Smith",
    "jane smith",
    "SMITH, Jane",
    "JANE SMITH",
    "J. Smith",
    "Smith-03",
    "Jane",
    "JANE",
    "Zoë",
    "2015-03-04",
    "04/03/2015",
    "4.3.15",
    "4 March 2015",
    "EX 04032015",
]
FOUR = ["EX-11", "EX-12", "EX-13", "EX-14"]


def with_cases(*references):
    return f"{SOUND}cases = {json.dumps(references, ensure_ascii=False)}\n"


@pytest.mark.parametrize("reference", FINE)
def test_a_fine_reference(write, codes, reference):
    assert codes(write("a.toml", with_cases(*FOUR, reference))) == []


@pytest.mark.parametrize(
    "reference",
    ["family 12", "Sibling Group 2", "Audit ref 7", "child-9", "CASE FILE 4", "sample record 1"],
)
def test_plain_words_are_no_names(write, codes, reference):
    assert codes(write("a.toml", with_cases(*FOUR, reference))) == []


@pytest.mark.parametrize(
    "reference", ["LCS-LEX-4411", "Jo-4411", "LO", "Child Firstname", "exampleshireman 2"]
)
def test_other_words_are(write, codes, reference):
    assert codes(write("a.toml", with_cases(*FOUR, reference))) == ["case-personal-data"]


@pytest.mark.parametrize("reference", NOT_FINE)
def test_a_reference_like_a_name_or_a_date_of_birth(write, found, reference):
    (finding,) = found(write("a.toml", with_cases(*FOUR, reference)))["findings"]
    assert (finding["code"], finding["line"]) == ("case-personal-data", 6)
    assert re.search(r"\b5\b|\bfifth\b", finding["message"])  # its number in the list


def test_the_words_of_an_area_are_those_of_the_file_itself(write, codes):
    text = with_cases(*FOUR, "Exampleshire 03").replace('"Exampleshire"\n', '"Haringey"\n', 1)
    assert codes(write("a.toml", text)) == ["case-personal-data"]
    text = with_cases(*FOUR, "Haringey 03").replace('"Exampleshire"\n', '"Haringey"\n', 1)
    assert codes(write("a.toml", text)) == []


@pytest.mark.parametrize("form", ["text", "json", "github", "junit"])
def test_no_reference_is_ever_printed(jtai, write, folder, monkeypatch, form):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary.md"))
    run = jtai("check", write("a.toml", with_cases(*NOT_FINE)), "--format", form)
    summary = folder / "summary.md"
    shown = run.out + run.err + (summary.read_text(encoding="utf-8") if summary.exists() else "")
    assert run.code == 1
    assert shown.count("case-personal-data") >= len(NOT_FINE)
    for reference in NOT_FINE:
        assert reference.casefold() not in shown.casefold()
    for word in ("smith", "jane", "zo\\u00eb", "04032015"):
        assert word not in shown.casefold()


@pytest.mark.parametrize("form", ["text", "json", "github", "junit"])
def test_nor_one_that_is_fine(jtai, write, form):
    text = with_cases("QXZ-7711", "QXZ-7712", "QXZ-7711")
    run = jtai("check", write("a.toml", text), "--format", form)
    assert run.code == 1
    assert "QXZ" not in run.out + run.err


@pytest.mark.parametrize(
    "line",
    [
        'cases = "Firstname Lastname"',
        'cases = ["EX-01", { name = "Firstname Lastname" }]',
        'cases = [["Firstname Lastname"]]',
        'cases = { "Firstname Lastname" = 1 }',
        'cases = ["Firstname Lastname"',
        'cases = ["Firstname Lastname]',
    ],
)
@pytest.mark.parametrize("form", ["text", "json", "github", "junit"])
def test_nor_one_in_a_list_that_cannot_be_read(jtai, write, line, form):
    run = jtai("check", write("a.toml", f"{SOUND}{line}\n"), "--format", form)
    assert run.code == 2
    assert "lastname" not in (run.out + run.err).casefold()


def test_a_childs_number_is_found_on_any_line_and_never_printed(write, found):
    text = with_cases(*FOUR, "EX-15") + "# of 943 476 5919\n"
    (finding,) = found(write("a.toml", text))["findings"]
    assert (finding["code"], finding["line"]) == ("case-personal-data", 7)
    assert "an NHS number" in finding["message"]
    assert "943" not in json.dumps(finding)


def test_a_number_in_a_saved_plan(jtai, found, write):
    step = '[[steps]]\nid = "call"\nfrom = "fieldwork_start"\noffset = -5\n'
    title = 'title = "Discuss 943 476 591\\u0039"\n'
    write("a.toml", f"fieldwork_start = 2027-06-28\n{step}{title}")
    assert jtai("plan", "a.toml", "--format", "json", "-o", "a.json").code == 0
    saved = Path("a.json").read_text(encoding="utf-8")
    assert "943" not in saved
    left_out = "(left out here: it may be a child's name)"  # an earlier version wrote the number
    write("a.json", saved.replace(left_out, "Discuss 943 476 5919"))
    for name in ("a.toml", "a.json"):
        codes = [finding["code"] for finding in found(name)["findings"]]
        assert "case-personal-data" in codes, name


@pytest.mark.parametrize("key", ["Casey", "Steph", "Dona", "Don", "Aria", "Amy"])
def test_a_name_near_a_key_is_not_repeated(jtai, write, key):
    run = jtai("check", write("a.toml", f"{key} = 1\n"))
    assert "there is no key by that name (left out here" in run.err
    assert key not in run.err


def test_a_name_in_a_variable_is_not_repeated(jtai):
    run = jtai("plan", "2027-03-08", "-v", env={"JTAI_AMY_SMITH": "1"})
    assert "note: A JTAI_ variable (left out here: it may be a child's name) is not a" in run.err
    assert "AMY" not in run.err
