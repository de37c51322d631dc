"""Inspection files that say what cannot be, each told with its line."""

import re

import pytest

from tests.program.bad_input.refusals import EXAMPLE, MONDAY, read

STEP = '[[steps]]\nid = "{}"\ntitle = "Brief"\nfrom = "notification"\noffset = 1\n'

INSPECTIONS = [
    # unknown keys: the line, and the nearest key
    ('theem = "front-door"', 2, ["'theem'", "Did you mean theme"]),
    ("feildwork_days = 5", 2, ["'feildwork_days'", "Did you mean fieldwork_days"]),
    ('Area = "East"', 2, ["'Area'", "Did you mean area"]),
    ('zzz = "red"', 2, ["may be a child's name", "fieldwork_start"]),
    ("[actual]\npublised = 2027-05-10", 3, ["'publised'", "Did you mean published"]),
    (STEP.format("brief") + 'ownr = "Head"', 7, ["'ownr'", "Did you mean owner"]),
    ('[[partners]]\nagency = "x"\ncontct = "y"', 4, ["'contct'", "Did you mean contact"]),
    ("[actuals]\npublished = 2027-05-10", 2, ["'actuals'", "Did you mean actual"]),
    ('[[partner]]\nagency = "x"', 2, ["'partner'", "Did you mean partners"]),
    ("closures = [{ from = 2027-12-24, too = 2027-12-31 }]", 2, ["'too'", "Did you mean to"]),
    # wrong types
    ("area = 3", 2, ["area", "text", "3"]),
    ('area = ["East"]', 2, ["area", "text", "East"]),
    ("theme = 3", 2, ["theme", "text", "3"]),
    ("region = 3", 2, ["region", "3"]),
    ("framework = 3", 2, ["framework", "3"]),
    ("reference = 1", 2, ["reference", "text", "1"]),
    ("key_contact = 1", 2, ["key_contact", "text", "1"]),
    ('fieldwork_days = "5"', 2, ["fieldwork_days", "number", "5"]),
    ("fieldwork_days = 5.5", 2, ["fieldwork_days", "number", "5.5"]),
    ("fieldwork_days = true", 2, ["fieldwork_days", "number"]),
    ("notification = true", 2, ["notification", "date"]),
    ('closures = "2027-03-10"', 2, ["closures", "list", "2027-03-10"]),
    ("closures = 3", 2, ["closures", "list", "3"]),
    ('partners = "Police"', 2, ["partners", "list", "Police"]),
    ("steps = 3", 2, ["steps", "list", "3"]),
    ("actual = 3", 2, ["actual", "table", "3"]),
    ("working_days = 5", 2, ["working_days", "list", "5"]),
    ('report_basis = "weekly"', 2, ["report_basis", "'weekly'", "working", "calendar"]),
    # out of range
    ("fieldwork_days = 0", 2, ["fieldwork_days", "0", "30"]),
    ("fieldwork_days = -1", 2, ["fieldwork_days", "-1", "30"]),
    ("fieldwork_days = 31", 2, ["fieldwork_days", "31", "30"]),
    # a date-time instead of a date
    ("notification = 2027-02-22T09:00:00", 2, ["notification", "time", "2027-02-22"]),
    ("[actual]\npublished = 2027-05-10T09:00:00Z", 3, ["published", "time", "2027-05-10"]),
    ("closures = [{ from = 2027-12-24T09:00:00 }]", 2, ["closures", "time", "2027-12-24"]),
    ("bank_holidays = [{ date = 2027-06-04T09:00:00 }]", 2, ["bank_holidays", "time"]),
    # closures
    ('closures = ["2027-03-10..2027-03-09"]', 2, ["closures", "10 March", "9 March", "before"]),
    ("closures = [{ from = 2027-12-31, to = 2027-12-24 }]", 2, ["closures", "31 D", "24 D"]),
    ('closures = ["junk"]', 2, ["closures", "'junk'", EXAMPLE]),
    ('closures = [\n  "2027-03-10",\n  "junk",\n]', 4, ["closures", "'junk'", EXAMPLE]),
    # local steps
    (STEP.format("brief") + STEP.format("brief"), 8, ["id", "'brief'"]),
    (
        'steps = [{ id = "a", title = "A", from = "report", offset = 1 },\n'
        '  { id = "a", title = "B", from = "report", offset = 2 }]',
        3,
        ["id", "'a'"],
    ),
    (STEP.format("fieldwork"), 3, ["'fieldwork'", "id"]),
    (STEP.format("notification"), 3, ["'notification'", "id"]),
    (STEP.format("report"), 3, ["'report'", "id"]),
    (STEP.format("Brief the member"), 3, ["id", "'Brief the member'", "hyphen"]),
    (STEP.format("brief").replace("offset = 1", "offset = 9999"), 6, ["offset", "9999"]),
    (STEP.format("brief").replace('"notification"', '"today"'), 5, ["from", "'today'", "report"]),
    (STEP.format("brief").replace('title = "Brief"\n', ""), 2, ["title", "missing", "[steps]"]),
    ('[[partners]]\ncontact = "x"', 2, ["agency", "missing", "[partners]"]),
    ('partners = [{ contact = "x" }]', 2, ["agency", "missing", "[partners]"]),
    # dates in the wrong order
    ("[actual]\npublished = 2027-03-10", 3, ["ublication", "10 March 2027", "12 March 2027"]),
    ("[actual]\nfieldwork_ended = 2027-03-05", 3, ["fieldwork", "5 March 2027", "8 March 2027"]),
    # not TOML
    ("fieldwork_start = 2027-03-09", 2, ["TOML"]),
    ("area = Exampleshire", 2, ["TOML"]),
]


@pytest.mark.parametrize(
    ("body", "line", "tells"), INSPECTIONS, ids=[case[0][:60] for case in INSPECTIONS]
)
def test_a_wrong_inspection_file_is_refused(refused, folder, body, line, tells):
    read(folder / "inspection.toml", f"fieldwork_start = {MONDAY}\n{body}\n")
    refused("plan", "inspection.toml", tells=["inspection.toml", *tells])


@pytest.mark.parametrize(
    ("body", "line"), [case[:2] for case in INSPECTIONS], ids=[case[0][:60] for case in INSPECTIONS]
)
def test_a_line_that_is_named_is_the_right_one(jtai, folder, body, line):
    read(folder / "inspection.toml", f"fieldwork_start = {MONDAY}\n{body}\n")
    named = re.search(r"\bline (\d+)", jtai("plan", "inspection.toml").err)
    fine = {line}
    if body.startswith("[[steps]]"):
        fine.add(line - 1)  # the heading of the step will do
    if re.match(r"\w+ = \[", body):
        fine.add(2)  # and so will the line on which a list begins
    assert named is None or int(named[1]) in fine


def test_an_inspection_file_without_a_date(refused, folder):
    read(folder / "inspection.toml", 'area = "Exampleshire"\n')
    refused("plan", "inspection.toml", tells=["inspection.toml", "fieldwork_start", EXAMPLE])


@pytest.mark.parametrize(
    ("body", "typed"),
    [
        ("fieldwork_days = true", "true"),
        ('area = ["East"]', "['East']"),
        ("area = [2027-03-08]", "[2027-03-08]"),
        ("area = { east = 1 }", "{"),
    ],
)
def test_a_value_is_quoted_as_it_was_typed(refused, folder, body, typed):
    read(folder / "inspection.toml", f"fieldwork_start = {MONDAY}\n{body}\n")
    err = refused("plan", "inspection.toml", tells=[typed])
    assert "datetime" not in err


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("inspection.toml", f'fieldwork_start = {MONDAY}\nfieldwork_days = "x"\n'),
        ("list.csv", f"fieldwork_start,fieldwork_days\n{MONDAY},x\n"),
    ],
)
def test_a_message_is_made_of_whole_sentences(refused, folder, name, text):
    read(folder / name, text)
    first = refused("plan", name).partition("\n")[0]
    assert first.endswith((".", "?"))
    assert "' (" not in first, f"a full stop is missing: {first}"
