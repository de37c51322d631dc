"""Checks of saved plans, of frameworks of one's own, and of new inspection files."""

import json
import re

import pytest

from tests.harness import EXAMPLES, INSPECTIONS, copied

PEER = EXAMPLES / "frameworks" / "peer-challenge.toml"


def test_a_saved_plan_may_name_a_framework_of_ones_own(jtai, folder):
    plan = jtai("plan", "2027-06-28", "--framework", PEER, "--format", "json", "-q")
    (folder / "kept.json").write_text(plan.out, encoding="utf-8")
    run = jtai("check", "kept.json")
    assert run.code == 2
    assert "peer-challenge" in run.err
    run = jtai("check", "kept.json", "--framework", PEER)
    assert (run.code, run.err) == (0, "")


@pytest.mark.parametrize("start", ["2027-03-08", "2027-06-28", "2027-09-20", "2028-01-10"])
@pytest.mark.parametrize("region", ["ENG", "WLS", "SCT", "NIR"])
def test_a_plan_fresh_from_the_program_is_sound(jtai, folder, start, region):
    plan = jtai("plan", start, "--region", region, "--observed", "--format", "json", "-q")
    (folder / "kept.json").write_text(plan.out, encoding="utf-8")
    run = jtai("check", "kept.json", "--fail-level", "note")
    assert (run.code, run.out) == (0, "1 file checked: nothing found.\n")


def test_a_saved_plan_is_not_asked_for_a_key_contact(codes):
    path = INSPECTIONS / "ok" / "kept.json"
    assert json.loads(path.read_text(encoding="utf-8"))["inspection"]["key_contact"] is None
    assert codes(path) == []


def test_a_stale_plan_is_not_judged_by_its_other_dates(codes):
    assert codes(INSPECTIONS / "bad" / "plan-stale-2.json") == ["plan-stale"]


def test_checking_changes_nothing(jtai, folder):
    copied(INSPECTIONS, folder / "all")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    jtai("check", "all")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_the_example_is_sound(jtai, write):
    text = (EXAMPLES / "exampleshire.toml").read_text(encoding="utf-8")
    if not re.search(r"(?m)^cases =", text):
        five = 'cases = ["EX-01", "EX-02", "EX-03", "EX-04", "EX-05"]\n\n'
        text = text.replace("[[partners]]", five + "[[partners]]", 1)
    run = jtai("check", write("a.toml", text), "--fail-level", "note")
    assert (run.code, run.out, run.err) == (0, "1 file checked: nothing found.\n", "")


def test_a_new_inspection_file_is_sound_once_start_and_contact_are_in(jtai, write):
    text = jtai("init", "-").out
    for key in ("fieldwork_start", "key_contact"):
        text = text.replace(f"# {key} =", f"{key} =", 1)
    run = jtai("check", write("a.toml", text), "--fail-level", "note")
    assert (run.code, run.out, run.err) == (0, "1 file checked: nothing found.\n", "")
