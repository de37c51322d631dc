"""The JSON Schemas: of everything that is written, with the lists that the code has."""

import json
import re
from typing import get_args

import pytest

from jtai_cli.days.bank_holidays import REGIONS
from jtai_cli.judge.findings import CATALOGUE, SEVERITIES
from jtai_cli.judge.weeks import VERDICTS
from jtai_cli.letters import backtest, likely, measured
from jtai_cli.plan import compare_lists, status, tasks, work
from jtai_cli.programme import compare
from jtai_cli.render import programme_place, settings
from jtai_cli.render.programme_place import Searched
from jtai_cli.render.schemas import FILES, WRITTEN_BY, schema_object
from jtai_cli.rules import model
from tests.described import faults, validator
from tests.harness import ROOT

SNAPSHOTS = ROOT / "tests/snapshots"
SCHEMAS = ROOT / "src/jtai_cli/schemas"
SOURCES = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
WRITTEN = [name for name in WRITTEN_BY if name not in FILES]
by_name = pytest.mark.parametrize("name", WRITTEN_BY)


def test_everything_that_is_written_has_one():
    written = set(re.findall(r'"(jtai\.[a-z-]+/\d+)"', SOURCES))
    assert {schema_object(name)["properties"]["schema"]["const"] for name in WRITTEN} == written
    assert {path.stem for path in SCHEMAS.iterdir()} == {*WRITTEN_BY, "shared"}


@pytest.mark.parametrize("name", WRITTEN)
def test_its_names_are_those_of_the_shape(name):
    schema = schema_object(name)
    shape = schema["properties"]["schema"]["const"]
    word, number = re.fullmatch(r"jtai\.([a-z-]+)/(\d+)", shape).groups()
    assert (word, schema["title"]) == (name, shape)
    assert schema["$id"] == f"urn:jtai:schema:{name}:{number}"
    assert validator(name)


def parts(schema):
    """A schema, and each that is within it."""
    yield schema
    for key in ("properties", "$defs"):
        for each in schema.get(key, {}).values():
            yield from parts(each)
    others = [schema.get(key) for key in ("items", "additionalProperties")]
    for each in (*schema.get("anyOf", ()), *filter(None, others)):
        yield from parts(each)


@by_name
def test_what_is_required_is_described_and_what_is_named_is_there(name):
    schema = schema_object(name)
    named = re.findall(r'"\$ref": "([^"]+)"', json.dumps(schema))
    assert {f"#/$defs/{key}" for key in schema["$defs"]} == set(named)
    for each in parts(schema):
        assert set(each.get("required", ())) <= each.get("properties", {}).keys(), each


def test_shared_are_those_that_several_name():
    every = {key for name in WRITTEN_BY for key in schema_object(name)["$defs"]}
    assert json.loads((SCHEMAS / "shared.json").read_text("utf-8"))["$defs"].keys() <= every


def at(name, path):
    """The list of words at a place of a schema, null left out."""
    found = schema_object(name)
    for key in path.split():
        found = found["properties"][key] if key in found.get("properties", {}) else found[key]
        while "enum" not in found and ("items" in found or "anyOf" in found):
            found = found["items"] if "items" in found else found["anyOf"][0]
    return [word for word in found["enum"] if word is not None]


def spread(*words):
    return [*words, "spread"]  # a preference of our own, which takes no week away


@pytest.mark.parametrize(
    ("name", "path", "words"),
    [
        ("plan", "$defs region", REGIONS),
        ("plan", "$defs basis", get_args(model.Basis)),
        ("plan", "$defs timing", get_args(model.Timing)),
        ("plan", "$defs who", get_args(model.Who)),
        ("plan", "$defs class", likely.CLASSES),
        ("plan", "$defs likely_range method", likely.METHODS.values()),
        ("plan", "$defs code", CATALOGUE),
        ("plan", "$defs asked kind", get_args(tasks.Kind)),
        ("plan", "inspection partners kind", work.AGENCY_KINDS),
        ("check", "$defs severity", SEVERITIES),
        ("status", "phase", get_args(status.Phase)),
        ("status", "$defs item kind", ["step", *get_args(tasks.Kind)]),
        ("requests", "$defs task_state", tasks.STATES),
        ("fieldwork", "days sessions kind", work.SESSION_KINDS),
        ("fieldwork", "days sessions mode", work.MODES),
        ("weeks", "$defs verdict", VERDICTS),
        ("evidence", "summary measure", get_args(measured.Measure)),
        ("backtest", "trials verdict", get_args(backtest.Verdict)),
        ("settings", "settings from", get_args(settings.From)),
        ("list-compare", "changes what", get_args(compare_lists.Kind)),
        ("programme-compare", "changes what", get_args(compare.Kind)),
        ("placement", "levels name", programme_place.LEVELS),
        ("placement", "conflict search", ["found", *get_args(get_args(Searched)[1])]),
        ("placement", "$defs rule", spread(*programme_place._RULES)),
    ],
)
def test_a_list_of_words_is_that_of_the_code(name, path, words):
    assert at(name, path) == list(words)


# Files


@pytest.mark.parametrize("path", sorted(SNAPSHOTS.glob("*.json")), ids=lambda path: path.name)
def test_a_snapshot_is_described(path):
    assert not faults(json.loads(path.read_text("utf-8")))


PLAN = json.loads((SNAPSHOTS / "plan.json").read_text("utf-8"))


def changed(**values):
    return {**PLAN, **values}


@pytest.mark.parametrize(
    "answer",
    [
        changed(new=1),
        changed(region="FRA"),
        changed(region=None),
        changed(fieldwork={**PLAN["fieldwork"], "start": "8 March 2027"}),
        changed(fieldwork={**PLAN["fieldwork"], "start": "2027-02-30"}),
        changed(fieldwork={"start": "2027-03-08", "end": "2027-03-12"}),
        changed(report={**PLAN["report"], "new": 1}),
        changed(report={**PLAN["report"], "likely": {}}),
        changed(report=PLAN["report"]["due"]),
        changed(warnings=None),
        {key: value for key, value in PLAN.items() if key != "weeks"},
    ],
)
def test_what_is_not_described_is_seen(answer):
    assert faults(answer)


def test_a_key_that_is_new_is_no_fault_for_whoever_has_the_schema_that_is_printed():
    from jsonschema import Draft202012Validator

    printed = Draft202012Validator(schema_object("plan"))
    assert printed.is_valid(changed(new=1))
    assert not printed.is_valid(changed(region="FRA"))


# The command


def test_a_schema_is_printed_as_it_is(jtai):
    run = jtai("schema", "plan")
    assert (run.json(), run.err) == (schema_object("plan"), "")


@pytest.mark.parametrize("env", [{"JTAI_FORMAT": "csv"}, {"JTAI_FORMAT": "json"}])
def test_a_format_for_all_commands_gives_way(jtai, env):
    assert jtai("schema", "days", env=env).json() == schema_object("days")


def test_it_is_written_to_a_file(jtai_here, tmp_path):
    assert jtai_here("schema", "days", "-o", "days.schema").err == "Written to days.schema\n"
    assert json.loads((tmp_path / "days.schema").read_text("utf-8")) == schema_object("days")
    assert jtai_here("schema", "days", "-o", "days.schema").code == 2
    assert jtai_here("schema", "days", "-o", "days.schema", "--force").code == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["plna"], "jtai: there is no schema 'plna'. Did you mean plan? Type plan, status, "),
        (["plan", "--format", "csv"], "jtai: A schema is JSON. Leave out --format.\n"),
        (["plan", "days"], "jtai: 'days' is too much here."),
    ],
)
def test_what_it_does_not_print(jtai, typed, said):
    run = jtai("schema", *typed)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(said)


def test_the_list_names_each(jtai):
    page, rows = jtai("schema").out, jtai("schema", "--format", "csv").rows()
    assert [row["name"] for row in rows] == list(WRITTEN_BY)
    assert all(row["id"] == schema_object(row["name"])["$id"] for row in rows)
    assert all(re.search(rf"(?m)^{name} +{by}", page) for name, by in WRITTEN_BY.items())


def test_a_command_that_is_named_is_there(jtai):
    for words in WRITTEN_BY.values():
        for command in re.findall(r"jtai ([a-z -]+)", words):
            asked = [
                word for word in command.split() if word not in ("of", "two", "programmes", "lists")
            ]
            names = [word for word in asked if word[0] != "-"]
            text = jtai(*names, "--help").out
            assert all(word in text for word in asked if word[0] == "-"), words
