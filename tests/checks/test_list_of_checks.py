"""`jtai rules --checks` lists every check."""

import csv
import io
import json
import re

import pytest

from tests.checks.corpus import BAD, OF_PROGRAMMES, PROGRAMMES, SEVERITIES, raises

EVERY = SEVERITIES | OF_PROGRAMMES


def test_the_list_of_checks_in_json(jtai):
    run = jtai("rules", "--checks", "--format", "json")
    assert (run.code, run.err) == (0, "")
    answer = json.loads(run.out)
    assert answer["schema"] == "jtai.checks/1"
    listed = {each["code"]: each["severity"] for each in answer["checks"]}
    assert listed == EVERY
    assert len(answer["checks"]) == len(EVERY)
    for each in answer["checks"]:
        assert set(each) == {"code", "severity", "meaning", "example", "source"}
        assert all(each.values())


def test_the_list_of_checks_in_csv(jtai):
    run = jtai("rules", "--checks", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(run.out)))
    assert {row["code"]: row["severity"] for row in rows} == EVERY
    assert len(rows) == len(EVERY)


@pytest.mark.parametrize("form", [[], ["--format", "markdown"]], ids=["text", "markdown"])
def test_the_list_of_checks_to_read(jtai, form):
    run = jtai("rules", "--checks", *form)
    assert (run.code, run.err) == (0, "")
    for code in EVERY:
        assert re.search(rf"(?<![\w-]){code}(?![\w-])", run.out), code
    for severity in ("error", "warning", "note"):
        assert severity in run.out


def test_every_check_that_is_listed_has_a_bad_file(jtai):
    answer = json.loads(jtai("rules", "--checks", "--format", "json").out)
    raised = {code for path in BAD for code in raises(path)}
    raised |= {folder.name for folder in PROGRAMMES}
    assert {each["code"] for each in answer["checks"]} == raised


def test_the_frameworks_are_listed_as_before(jtai):
    run = jtai("rules")
    assert run.code == 0
    assert "jtai-2022" in run.out
    assert "case-personal-data" not in run.out
