"""Options, commands and outputs that cannot be."""

import re
from pathlib import Path

import pytest

from tests.program.bad_input.refusals import EXAMPLE, LONG, MONDAY, read


@pytest.mark.parametrize("days", ["0", "-1", "31", "x", "1.5", ""])
def test_fieldwork_days_out_of_range(refused, days):
    told = [days, re.compile(r"\b1\b.*\b30\b")]
    refused("plan", MONDAY, "--fieldwork-days", days, tells=told)
    if days:  # an empty variable is as good as none
        refused("plan", MONDAY, env={"JTAI_FIELDWORK_DAYS": days}, tells=told)


@pytest.mark.parametrize(
    ("closure", "tells"),
    [
        ("2027-03-10..2027-03-09", ["10 March 2027", "9 March 2027", "before"]),
        ("junk", ["'junk'", EXAMPLE]),
        ("2027-03-10..junk", ["'junk'", EXAMPLE]),
        ("2027-03-10..", ["empty", EXAMPLE]),
        ("", ["empty", EXAMPLE]),
        ("1066-01-01..9999-01-01", ["closure"]),
        ("x" * LONG, ["xxxx", EXAMPLE]),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_a_bad_closure(refused, closure, tells):
    refused("plan", MONDAY, "--closure", closure, tells=["--closure", *tells])
    refused("days", "list", "--closure", closure, tells=["--closure", *tells])


@pytest.mark.parametrize(
    ("number", "tells"),
    [
        ("99999", ["99,999", "8 March 2027"]),
        ("-99999", ["99,999", "8 March 2027"]),
        ("999999999999999999", ["whole number", "100,000"]),
        ("9" * 5_000, ["9999"]),
        ("x", ["'x'", "number"]),
        ("1.5", ["'1.5'", "number"]),
        ("", ["''", "number"]),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_a_bad_number_of_days(refused, number, tells):
    refused("days", "add", MONDAY, number, tells=tells)


@pytest.mark.parametrize("option", ["--region", "--format", "--report-basis", "--fieldwork-days"])
def test_junk_is_not_repeated_at_length(refused, option):
    refused("plan", MONDAY, option, "q" * LONG, tells=[option, "qqqq"])


def test_an_output_that_exists_is_kept(refused, folder, command):
    read(folder / "kept.json", "as it was\n")
    refused(*command, "-o", "kept.json", tells=["'kept.json'", "exists", "--force"])


@pytest.mark.parametrize("force", [[], ["--force"]], ids=["", "--force"])
def test_an_output_that_is_a_folder(refused, folder, command, force):
    (folder / "taken.json").mkdir()
    refused(*command, "-o", "taken.json", *force, tells=["'taken.json'", "folder"])


def test_an_output_in_a_folder_that_does_not_exist(refused, command):
    refused(*command, "-o", "nowhere/new.json", tells=["nowhere/new.json", "no folder"])


def test_an_output_below_a_file(refused, folder, command):
    read(folder / "file", "as it was\n")
    refused(*command, "-o", "file/new.json", tells=["file/new.json"])


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc here")
@pytest.mark.parametrize("path", ["/proc/new.json", "/proc/self/new.json"])
def test_an_output_where_nobody_can_write(refused, command, path):
    refused(*command, "-o", path, tells=[path, "cannot be written"])


def test_an_output_with_too_long_a_name(refused, command):
    refused(*command, "-o", "x" * LONG + ".json", tells=["xxxx", "cannot be written"])


def test_init_keeps_a_file_that_exists(refused, folder):
    read(folder / "inspection.toml", "as it was\n")
    refused("init", tells=["inspection.toml", "exists", "--force"])
    refused("init", "inspection.toml", tells=["inspection.toml", "exists", "--force"])


@pytest.mark.parametrize("file", ["one.toml", "-"])
def test_init_with_two_names(refused, file):
    refused("init", file, "-o", "two.toml", tells=["once", "FILE", "-o"])


@pytest.mark.parametrize("name", ["", "nowhere/new.toml", "/proc/new.toml"])
def test_init_where_it_cannot_write(refused, name):
    refused("init", name, tells=[name])


@pytest.mark.parametrize(
    ("args", "tells"),
    [
        (["plan"], ["START", EXAMPLE]),
        (["notice"], ["--fieldwork", "--notified"]),
        (["deadlines"], ["--fieldwork-start", "--fieldwork-end", "--published"]),
        (["days"], ["add", "between", "list"]),
        (["days", "add"], ["DATE"]),
        (["days", "add", MONDAY], ["N"]),
        (["days", "between"], ["A"]),
        (["days", "between", MONDAY], ["B"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_without_what_it_needs(refused, args, tells):
    refused(*args, tells=tells)


@pytest.mark.parametrize("args", [[], ["rules"], ["days", "list"], ["init"]])
def test_a_command_that_needs_nothing(jtai, folder, args):
    result = jtai(*args, env={"JTAI_TODAY": "2027-01-04"})
    assert result.code == 0
    assert result.out or (folder / "inspection.toml").exists()
    assert "jtai: " not in result.err


@pytest.mark.parametrize(
    ("args", "typed", "nearest"),
    [
        (["plam", MONDAY], "'plam'", "plan"),
        (["PLAN", MONDAY], "'PLAN'", "plan"),
        (["notise"], "'notise'", "notice"),
        (["deadline"], "'deadline'", "deadlines"),
        (["inti"], "'inti'", "init"),
        (["rule"], "'rule'", "rules"),
        (["days", "ad", MONDAY, "3"], "'ad'", "add"),
        (["days", "betwen", MONDAY, MONDAY], "'betwen'", "between"),
        (["days", "zzz"], "'zzz'", "between"),
        (["plan", MONDAY, "--ara", "East"], "'--ara'", "--area"),
        (["plan", MONDAY, "--regoin", "ENG"], "'--regoin'", "--region"),
        (["plan", MONDAY, "--closures", MONDAY], "'--closures'", "--closure"),
        (["plan", MONDAY, "--formt", "json"], "'--formt'", "--format"),
        (["notice", "--feildwork-start", MONDAY], "'--feildwork-start'", "--fieldwork-start"),
        (["days", "add", MONDAY, "3", "--regoin", "ENG"], "'--regoin'", "--region"),
        (["init", "--theem", "front-door"], "'--theem'", "--theme"),
        (["--versoin"], "'--versoin'", "--version"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_the_nearest_name_is_suggested(refused, args, typed, nearest):
    refused(*args, tells=[typed.strip("'"), re.compile(rf"(?<![\w-]){nearest}\b")])


@pytest.mark.parametrize(
    ("option", "typed", "known"),
    [
        ("--format", "jsn", "json"),
        ("--report-basis", "wrking", "working"),
        ("--region", "EN", "ENG"),
    ],
)
def test_the_known_values_are_named(refused, option, typed, known):
    refused("plan", MONDAY, option, typed, tells=[option, f"'{typed}'", f"'{known}'"])
