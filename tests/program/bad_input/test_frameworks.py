"""Framework files that lack something or say what cannot be."""

import json
import re

import pytest

from tests.program.bad_input.refusals import FRAMEWORK, MONDAY, read


def keys_to_take_out():
    """Each required key: its section, its name, its line, and the line of its section."""
    section, heading, seen = "", 1, set()
    for number, line in enumerate(FRAMEWORK.splitlines(), 1):
        if line.startswith("["):
            section, heading = line.strip("[]"), number
        key = line.partition(" = ")[0]
        if " = " in line and key != "url" and (section, key) not in seen:
            seen.add((section, key))
            yield pytest.param(section, key, number, heading, id=f"{section} {key}".strip())


@pytest.mark.parametrize(("section", "key", "number", "heading"), list(keys_to_take_out()))
def test_a_framework_without_a_required_key(refused, folder, section, key, number, heading):
    lines = FRAMEWORK.splitlines()
    del lines[number - 1]
    read(folder / "own.toml", "\n".join(lines))
    where = [f"line {heading}", f"[{section}]"] if section else []
    told = ["own.toml", re.compile(rf"\b{key}\b"), "missing", *where]
    refused("plan", MONDAY, "--framework", "own.toml", tells=told)


@pytest.mark.parametrize("section", ["report", "statement", "notice", "sources"])
def test_a_framework_without_a_required_section(refused, folder, section):
    text = re.sub(rf"\[+{section}\]+\n(?:[^\n]+\n)+", "", FRAMEWORK)
    assert section + "]" not in text
    read(folder / "own.toml", text)
    refused("plan", MONDAY, "--framework", "own.toml", tells=["own.toml", section])


WRONG = [
    # a wrong type
    ('title = "Our own framework"', "title = 3", ["title", "3"]),
    ("fieldwork_days = 5", 'fieldwork_days = "5"', ["fieldwork_days", "number", "5"]),
    ("working_days = 10", 'working_days = "10"', ["working_days", "number", "10"]),
    ("working_days = 10", "working_days = 10.5", ["working_days", "number", "10.5"]),
    ("working_days = 10", "working_days = true", ["working_days", "number"]),
    ("days = 34", 'days = "34"', ["days", "number", "34"]),
    ("week = 1", 'week = "1"', ["week", "number", "1"]),
    ("after_fieldwork_end = 15", "after_fieldwork_end = [15]", ["after_fieldwork_end", "15"]),
    ('basis = "working"', 'basis = "weekly"', ["basis", "'weekly'", "working", "calendar"]),
    ('timing = "required"', 'timing = "maybe"', ["timing", "'maybe'", "suggested"]),
    ('from = "2022-03-28"', 'from = "2022-13-28"', ["from", "2022-13-28", "2022-03"]),
    ('inspectorates = ["Ofsted"]', 'inspectorates = "Ofsted"', ["inspectorates", "list"]),
    ("[report]", "[[report]]", ["report", "table"]),
    ("[[notice]]", "[notice]", ["notice", "list"]),
    # a negative period, zero, and a huge one
    ("working_days = 10", "working_days = -10", ["working_days", "-10"]),
    ("working_days = 10", "working_days = 100000", ["working_days", "100000"]),
    ("fieldwork_days = 5", "fieldwork_days = -5", ["fieldwork_days", "-5"]),
    ("fieldwork_days = 5", "fieldwork_days = 0", ["fieldwork_days", "0"]),
    ("fieldwork_days = 5", "fieldwork_days = 9999", ["fieldwork_days", "9999"]),
    ("days = 34", "days = -34", ["days", "-34"]),
    ("days = 34", "days = 0", ["days", "0"]),
    ("days = 34", "days = 100000", ["days", "100000"]),
    ("days = 70", "days = -70", ["days", "-70"]),
    ("days = 70", "days = 0", ["days", "0"]),
    ("days = 70", "days = 99999999999999999999", ["days", "99999999999999999999"]),
    ("after_fieldwork_end = 15", "after_fieldwork_end = -15", ["after_fieldwork_end", "-15"]),
    ("after_fieldwork_end = 15", "after_fieldwork_end = 0", ["after_fieldwork_end", "0"]),
    ("after_fieldwork_end = 15", "after_fieldwork_end = 9999", ["after_fieldwork_end", "9999"]),
    ("week = 3", "week = 4", ["week", "4"]),
    ("week = 1", "week = 0", ["week", "0"]),
    # ids, keys and sources
    ('id = "fieldwork"', 'id = "notification"', ["id", "'notification'"]),
    ('id = "draft-report"', 'id = "notification"', ["id", "'notification'"]),
    ('id = "fieldwork"', 'id = "Field Work"', ["id", "'Field Work'"]),
    ("fieldwork_days = 5", "feildwork_days = 5", ["'feildwork_days'", "mean fieldwork_days"]),
    ("week = 3", "weak = 3", ["'weak'", "Did you mean week"]),
    ('basis = "working"', 'basiss = "working"', ["'basiss'", "Did you mean basis"]),
    ('source = "guidance"', 'source = "hearsay"', ["source", "'hearsay'", "guidance"]),
    # the days of a step, and who takes it
    ("days = [1, 5]", "days = [5, 1]", ["days", "5, 1"]),
    ("days = [1, 5]", "days = [0, 5]", ["days", "0, 5"]),
    ("days = [1, 5]", "days = [1, 6]", ["days", "1, 6"]),
    ("days = [1, 5]", "days = [1]", ["days", "[1]"]),
    ("days = [1, 5]", "days = [1, 2, 3]", ["days", "1, 2, 3"]),
    ("days = [1, 5]", "days = []", ["days", "[]"]),
    ("days = [1, 5]", "days = [1.0, 5.0]", ["days", "1.0"]),
    ("days = [1, 5]", 'days = "1-5"', ["days", "list", "1-5"]),
    ("days = [1, 5]", "days = 1", ["days", "list", "1"]),
    ('who = ["inspectors", "partners"]', 'who = ["police"]', ["who", "police", "partners"]),
    ('who = ["inspectors", "partners"]', 'who = "both"', ["who", "list", "both"]),
    ('who = ["inspectors", "partners"]', "who = []", ["who", "[]"]),
    ('who = ["inspectors", "partners"]', "who = [1]", ["who", "1"]),
    ('who = ["partners"]', 'who = ["partners", "partners"]', ["who", "partners"]),
]


@pytest.mark.parametrize(("old", "new", "tells"), WRONG, ids=[case[1] for case in WRONG])
def test_a_wrong_framework_is_refused_with_its_line(refused, folder, old, new, tells):
    before, found, after = FRAMEWORK.partition(f"\n{old}\n")
    assert found
    read(folder / "own.toml", f"{before}\n{new}\n{after}")
    line = f"line {before.count(chr(10)) + 2}:"
    told = ["own.toml", line, *tells]
    refused("plan", MONDAY, "--observed", "--framework", "own.toml", tells=told)
    refused("rules", "own.toml", tells=["own.toml", *tells])


def test_a_framework_with_no_notice_names_the_notice(refused, folder):
    read(folder / "own.toml", FRAMEWORK.replace("working_days = 10", "working_days = 0"))
    told = ["own.toml", re.compile("working_days|notice")]
    refused("plan", MONDAY, "--framework", "own.toml", tells=told)


def test_the_framework_used_here_is_sound(jtai, folder):
    read(folder / "own.toml", FRAMEWORK)
    result = jtai("plan", MONDAY, "--framework", "own.toml", "--format", "json")
    assert result.code == 0, result.err
    assert json.loads(result.out)["framework"]["id"] == "own"
