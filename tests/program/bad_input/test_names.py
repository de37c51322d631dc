"""Names of regions, frameworks and themes that do not exist, and one's own defaults."""

import pytest

from tests.program.bad_input.refusals import MONDAY, WAYS, bad_names, read


@bad_names
def test_a_name_that_does_not_exist_as_a_flag(refused, key, value, tells):
    refused("plan", MONDAY, f"--{key}", value, tells=tells)


@bad_names
def test_a_name_that_does_not_exist_in_the_environment(refused, key, value, tells):
    refused("plan", MONDAY, env={f"JTAI_{key.upper()}": value}, tells=tells)


@bad_names
def test_a_name_that_does_not_exist_in_a_file(refused, folder, key, value, tells):
    read(folder / "inspection.toml", f'fieldwork_start = {MONDAY}\n{key} = "{value}"\n')
    refused("plan", "inspection.toml", tells=["inspection.toml", *tells])


@bad_names
def test_a_name_that_does_not_exist_in_a_list(refused, folder, key, value, tells):
    read(folder / "list.csv", f"fieldwork_start,{key}\n{MONDAY},{value}\n")
    refused("plan", "list.csv", tells=["list.csv", "row 2", *tells])


@bad_names
def test_a_name_that_does_not_exist_in_the_users_own_file(refused, folder, key, value, tells):
    own = read(folder / "settings.toml", f'{key} = "{value}"\n')
    refused("plan", MONDAY, env={"JTAI_CONFIG": own}, tells=[own, *tells])


def test_a_bad_environment_variable_is_named(refused):
    refused("plan", MONDAY, env={"JTAI_REGION": "FRA"}, tells=["JTAI_REGION"])


def test_rules_of_a_framework_that_does_not_exist(refused):
    refused("rules", "jtai-2023", tells=["'jtai-2023'", "jtai-2022"])


# ------------------------------------------------------------------------------ the user's own file


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("this is not toml", ["TOML", "line 1"]),
        ('region = "WLS"\nregoin = "WLS"\n', ["line 2", "'regoin'", "Did you mean region"]),
        ("region = 3\n", ["3", "ENG"]),
        ("fieldwork_days = 0\n", ["0", "30"]),
        ('fieldwork_days = "x"\n', ["'x'", "30"]),
        ("fieldwork_days = true\n", ["rue", "30"]),
        ('report_basis = "weekly"\n', ["'weekly'", "working", "calendar"]),
        ('format = "xml"\n', ["'xml'", "json"]),
        ('plain = "perhaps"\n', ["perhaps", "true"]),
        ("area = 5\n", ["line 1", "area", "a text in quotes", "5"]),
        ("theme = { a = 1 }\n", ["line 1", "theme", "a text in quotes"]),
        ('closures = ["2027-03-10..2027-03-09"]\n', ["10 March 2027", "9 March 2027"]),
        ('bank_holidays = ["04/13/2027"]\n', ["04/13/2027", "2027-04-13"]),
        ('area = "a\\u001b[31mb"\n', ["area", "001B"]),
        (b'area = "\x81"\n', ["UTF-8"]),
        ("a = " + "[" * 50_000, ["nested"]),
    ],
    ids=lambda value: repr(value[:28]) if isinstance(value, (str, bytes)) else "",
)
def test_a_bad_users_own_file_is_named(refused, folder, text, tells):
    own = read(folder / "settings.toml", text)
    refused("plan", MONDAY, env={"JTAI_CONFIG": own}, tells=[own, *tells])


@pytest.mark.parametrize("way", ["own file", "inspection file", "framework", "output"])
def test_the_name_of_a_file_deep_down_is_not_cut_off(refused, folder, way):
    below = folder / "Shared documents" / "Children's services" / "Inspections and reviews"
    below.mkdir(parents=True)
    path = str(below / "East.toml")
    if way == "output":
        read(below / "East.toml", "as it was")
        refused("plan", MONDAY, "--format", "json", "-o", path, tells=["East.toml", "exists"])
    else:
        args, env = WAYS[way](path)
        refused(*args, env=env, tells=["East.toml", "not exist"])
