"""The schemas of the files that people write: they take what the readers take, key by key."""

import copy
import datetime as dt
import json
import tomllib

import pytest
from jsonschema import Draft202012Validator

from jtai_cli.errors import BadValue
from jtai_cli.inputs.own_defaults import PARAMETERS
from jtai_cli.plan import fields, inspection, work
from jtai_cli.plan.reading import read_inspection
from jtai_cli.programme.reading import read_programme_file
from jtai_cli.render.schemas import FILES, schema_object
from jtai_cli.rules import model
from jtai_cli.rules.reading import read_framework
from jtai_cli.tables import Table
from jtai_cli.writers import FORMATS
from tests.harness import EXAMPLES, INSPECTIONS, ROOT

# Each table of each file, once.
WHOLE = {
    "inspection-file": """
fieldwork_start = 2027-03-08
closures = ["2027-02-26", 2027-03-01, { from = 2027-12-24, to = "31 December 2027", name = "Shut" }]
bank_holidays = ["4 June 2027", { date = 2027-06-07, name = "Extra" }]
elections = [{ date = 2027-10-07 }]
working_days = [2027-05-31]
office_hours = "08:00-18:00"
[[partners]]
agency = "Police"
[[request]]
item = "Lists"
due = 3
got = 2027-02-24
[[audit]]
case = "EX-01"
agencies = "Police"
got."Police" = 2027-03-02
[[session]]
day = 2027-03-08
start = 09:30:00
end = "10.30"
title = "Opening"
[[steps]]
id = "brief"
title = "Brief"
from = "notification"
offset = -1
[actual]
notified = 2027-02-22
[done]
set-up = "23 Feb 2027"
[agencies]
case-audits = ["Police"]
""",
    "framework-file": """
id = "ours"
title = "Ours"
from = 2026-09-01
until = "2028-09"
source = "a"
fieldwork_days = 3
notice = [{ from = "2026-09", working_days = 5, source = "a" }]
cases = { least = 5, source = "a" }
observed = [{ id = "c", title = "C", after_fieldwork_end = 5, who = ["inspectors"], source = "a" }]
theme = [{ id = "d", title = "D", from = "2026-09", inspectorates = ["Ofsted"], source = "a" }]
sources = [{ id = "a", title = "A" }]
[report]
title = "Letter"
days = 20
basis = "working"
who = ["inspectors"]
owner = "Lead"
source = "a"
[statement]
title = "Reply"
days = 30
basis = "calendar"
who = ["partners"]
owner = "We"
source = "a"
[[step]]
id = "b"
title = "B"
week = 1
days = [1, 5]
who = ["partners"]
timing = "required"
source = "a"
""",
    "programme-file": """
start = 2027-04-12
end = "20 July 2027"
areas = "areas.csv"
terms = ["terms.toml"]
bank_holidays = [{ date = 2027-06-07, name = "Extra" }]
[[teams]]
name = "North"
away = ["2027-05-17..2027-05-21"]
[rules]
at_once_per_team = 2
gap_per_team = { prefer = 3, weight = 2 }
gap_in_area = { prefer = "12 weeks" }
days_between_starts = false
reports_per_week = 3
avoid_weeks = [31, 32]
school_holidays = true
batch = 8
at_once_per_inspectorate = { Ofsted = 2 }
""",
    "defaults-file": """
region = "WLS"
closures = ["2027-02-26"]
format = "csv"
bank_holidays = "bank-holidays.json"
""",
}
READ = {
    "inspection-file": read_inspection,
    "framework-file": read_framework,
    "programme-file": read_programme_file,
}
by_name = pytest.mark.parametrize("name", FILES)
by_reader = pytest.mark.parametrize("name", READ)


def in_json(value):
    """A value of TOML as editors hold it against a schema: dates and times are texts."""
    if isinstance(value, dict):
        return {key: in_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return list(map(in_json, value))
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def faults(name, found):
    schema = schema_object(name)
    Draft202012Validator.check_schema(schema)
    return [each.message for each in Draft202012Validator(schema).iter_errors(in_json(found))]


def whole(name):
    return tomllib.loads(WHOLE[name])


GOOD = {
    "inspection-file": [
        *(EXAMPLES.glob("*.toml")),
        *((INSPECTIONS / "ok").glob("*.toml")),
        *((INSPECTIONS / "bad").glob("*.toml")),  # which can be read: what is bad is the plan
    ],
    "framework-file": [
        *(EXAMPLES / "frameworks").glob("*.toml"),
        *(path for path in (ROOT / "src").rglob("rules/tables/jtai-*.toml")),
    ],
    "programme-file": [EXAMPLES / f"programme/{name}.toml" for name in ("programme", "later")],
}


@pytest.mark.parametrize(
    ("name", "path"),
    [(name, path) for name, paths in GOOD.items() for path in sorted(paths)],
    ids=lambda each: getattr(each, "stem", each),
)
def test_a_good_file_is_taken(name, path):
    assert faults(name, tomllib.loads(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("command", [("init", "-"), ("programme", "init", ".")])
def test_a_new_file_is_taken(jtai_here, tmp_path, command):
    run = jtai_here(*command)
    assert run.code == 0, run.err
    text = run.out if command[0] == "init" else (tmp_path / "programme.toml").read_text("utf-8")
    assert faults("inspection-file" if run.out else "programme-file", tomllib.loads(text)) == []


@by_name
def test_every_table_is_taken(name):
    assert faults(name, whole(name)) == []


@by_reader
def test_every_table_is_read(name):
    READ[name](WHOLE[name], "a.toml")


def opened(schema, name):
    """A schema with what it refers to in the place of that."""
    if isinstance(schema, list):
        return [opened(each, name) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        key = schema["$ref"].removeprefix("#/$defs/")
        schema = {**schema_object(name)["$defs"][key], **schema}
        del schema["$ref"]
    return {key: opened(each, name) for key, each in schema.items() if key != "$defs"}


def tables(schema, name=""):
    """Each table that a schema describes, by its name as the reader has it, with its keys."""
    if "properties" in schema:
        yield name, set(schema["properties"])
        for key, each in schema["properties"].items():
            yield from tables(each, key)
    for each in (schema.get("items"), *schema.get("anyOf", ())):
        if each:
            yield from tables(each, name)


@by_reader
def test_the_keys_are_those_of_the_reader(name, monkeypatch):
    known, refuse = {}, Table.refuse_unknown

    def noted(self, keys):
        known[self.name] = set(keys)
        refuse(self, keys)

    monkeypatch.setattr(Table, "refuse_unknown", noted)
    READ[name](WHOLE[name], "a.toml")
    described = dict(tables(opened(schema_object(name), name)))
    if name == "programme-file":  # a preference is a table that is read by hand
        described = {key: keys for key, keys in described.items() if "prefer" not in keys}
    assert described == known


def test_the_keys_of_ones_own_defaults():
    assert schema_object("defaults-file")["properties"].keys() == set(PARAMETERS)


def test_the_form_of_a_key_is_that_of_the_fields():
    schema = opened(schema_object("inspection-file"), "inspection-file")["properties"]
    for field in fields.FIELDS:
        found = schema["actual"]["properties"] if field.table else schema
        form = found[field.key]
        match field.kind:
            case "number":
                assert (form["minimum"], form["maximum"]) == (field.least, field.most), field.key
            case "choice":
                assert form["enum"] == list(field.choices), field.key
            case "yes-no":
                assert form["type"] == "boolean", field.key
            case "date":
                assert form["pattern"] == "[0-9]{4}", field.key
            case "text":
                assert form["type"] == "string", field.key
            case "texts" | "dates" | "named-days" | "closures":
                assert form["type"] == "array", field.key


@pytest.mark.parametrize(
    ("name", "path", "words"),
    [
        ("inspection-file", "partners kind", work.AGENCY_KINDS),
        ("inspection-file", "session kind", work.SESSION_KINDS),
        ("inspection-file", "session mode", work.MODES),
        ("inspection-file", "steps from", inspection.ANCHORS),
        ("framework-file", "step actual", model.ACTUALS),
        ("framework-file", "report basis", model.BASES),
        ("framework-file", "report who", model.WHO),
        ("defaults-file", "format", FORMATS),
    ],
)
def test_a_list_of_words_is_that_of_the_code(name, path, words):
    found = opened(schema_object(name), name)
    for key in path.split():
        found = found["properties"][key]
        found = found.get("items", found)
    assert found["enum"] == list(words)


def places(value, path=()):
    """Each table of a file, by the way to it; not one whose keys are names."""
    if isinstance(value, dict) and path[-1:] not in {("done",), ("agencies",), ("got",)}:
        yield path
    pairs = enumerate(value) if isinstance(value, list) else getattr(value, "items", dict)()
    for key, each in pairs:
        yield from places(each, (*path, key))


@pytest.mark.parametrize(
    ("name", "path"),
    [
        (name, path)
        for name in FILES
        for path in places(whole(name))
        if path[-1:] != ("at_once_per_inspectorate",)
    ],
    ids=str,
)
def test_an_unknown_key_is_refused(name, path):
    found = whole(name)
    part = found
    for key in path:
        part = part[key]
    part["nonsense"] = 1
    assert faults(name, found)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("inspection-file", {"fieldwork_start": "to be said"}),
        ("inspection-file", {"fieldwork_start": 8}),
        ("inspection-file", {"fieldwork_days": 31}),
        ("inspection-file", {"fieldwork_days": "5"}),
        ("inspection-file", {"region": "England"}),
        ("inspection-file", {"closures": "2027-02-26"}),
        ("inspection-file", {"closures": [{"to": "2027-02-26"}]}),
        ("inspection-file", {"rehearsal": "yes"}),
        ("inspection-file", {"request": [{"due": 3}]}),
        ("inspection-file", {"audit": [{"case": "EX-01", "due": 61}]}),
        ("inspection-file", {"session": [{"day": 1, "start": "9", "end": "10:00", "title": "A"}]}),
        (
            "inspection-file",
            {"steps": [{"id": "A b", "title": "A", "from": "report", "offset": 1}]},
        ),
        ("framework-file", {"from": "March 2022"}),
        ("framework-file", {"sources": []}),
        ("framework-file", {"step": [{**whole("framework-file")["step"][0], "days": [1]}]}),
        ("programme-file", {"teams": []}),
        ("programme-file", {"rules": {"gap_in_area": 12}}),
        ("programme-file", {"rules": {"at_once_per_team": False}}),
        ("programme-file", {"rules": {"batch": {"weight": 2}}}),
        ("programme-file", {"rules": {"avoid_weeks": [54]}}),
    ],
    ids=str,
)
def test_what_the_reader_refuses_the_schema_refuses(name, changes):
    found = {**copy.deepcopy(whole(name)), **changes}
    assert faults(name, found)
    with pytest.raises(BadValue):
        READ[name](as_toml(found), "a.toml")


@by_reader
def test_what_is_required_of_a_file_is_so_in_the_reader(name):
    for key in schema_object(name).get("required", ()):
        found = whole(name)
        del found[key]
        assert faults(name, found)
        with pytest.raises(BadValue):
            READ[name](as_toml(found), "a.toml")


def as_toml(value):
    """Values of JSON as a text of TOML, each key of the top on a line."""
    return "\n".join(f"{json.dumps(key)} = {_inline(each)}" for key, each in value.items())


def _inline(value):
    if isinstance(value, dict):
        parts = (f"{json.dumps(key)} = {_inline(each)}" for key, each in value.items())
        return f"{{ {', '.join(parts)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    return value.isoformat() if isinstance(value, dt.date | dt.time) else json.dumps(value)
