"""Bad input, and odd but good input, seen from outside: codes, sentences, and nothing half done.

A refusal has exit code 2, nothing on stdout, no file made or changed, and a first line on stderr
that is one sentence: what was wrong, where, and what to do. Most cases call the command in this
process; those that need a real one (a terminal, a pipe, an encoding, a device) start one.
"""

import csv
import html.parser
import io
import json
import os
import re
import select
import stat
import struct
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from jtai_cli.cli import cli

MONDAY = "2027-03-08"
QUIET = "2027-06-28"  # with nothing to warn of
LONG = 10_000
TIMEOUT = 30

ADVICE = re.compile(
    r"\b(type|check|add|take|give|rename|save|name|write|put|compare|copy|make|choose|correct"
    r"|did you mean|must|needs|not one of|in the range|is used once|the (?:keys|columns) are"
    r"|recogni[sz]ed values|remove|split|leave)\b",
    re.IGNORECASE,
)
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))")
COLOURS = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]")
BOXES = re.compile(r"[\u2500-\u257f]")


class Result(NamedTuple):
    code: int
    out: str
    err: str


def contents(folder):
    """Everything in a folder, hidden files too: kind, and bytes or size."""
    found = {}
    for path in sorted(folder.rglob("*")):
        about = path.lstat()
        small_file = stat.S_ISREG(about.st_mode) and about.st_size < 1_000_000
        found[path.relative_to(folder)] = (
            stat.S_IFMT(about.st_mode),
            path.read_bytes() if small_file else about.st_size,
        )
    return found


def assert_tells(line, tells):
    untold = [
        word
        for word in tells
        if not (word.search(line) if isinstance(word, re.Pattern) else word in line)
    ]
    assert not untold, f"{untold} not in: {line}"


def assert_refusal(result, tells):
    first = result.err.partition("\n")[0]
    assert "Traceback" not in result.err + result.out
    assert result.code == 2, result.err
    assert result.out == ""
    assert first.startswith("jtai: "), first
    assert not CONTROL.search(result.err), f"raw control characters: {result.err!r}"
    assert len(first) <= 800, f"the sentence has {len(first):,} characters: {first[:120]}"
    assert_tells(first, tells)
    assert ADVICE.search(first), f"says nothing of what to do: {first}"


def read(path, text):
    """Write a file for the program to read."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path.name


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An own folder and home, and no settings from outside."""
    for name in list(os.environ):
        if name.startswith("JTAI_"):
            monkeypatch.delenv(name)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def ask(capsys, monkeypatch):
    """Run the command in this process."""

    def run(*args, env=None):
        capsys.readouterr()
        with monkeypatch.context() as patch:
            for name, value in (env or {}).items():
                patch.setenv(name, value)
            try:
                cli.main([*args], prog_name="jtai")
                code = 0
            except SystemExit as end:
                code = end.code or 0
        return Result(code, *capsys.readouterr())

    return run


@pytest.fixture
def refused(ask, folder):
    """Run the command, and check that it refuses and leaves the folder as it was."""

    def run(*args, tells=(), env=None):
        before = contents(folder)
        result = ask(*args, env=env)
        assert_refusal(result, tells)
        assert contents(folder) == before
        return result.err

    return run


def settings(folder, more=None):
    """The environment of a real process."""
    drop = ("JTAI_", "LC_", "LANG", "PYTHONIOENCODING", "PYTHONUTF8", "TERM")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(drop)}
    return {**kept, "HOME": str(folder), "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"} | (
        more or {}
    )


def process(folder, *args, env=None, text=True):
    """Run the program as a real process."""
    done = subprocess.run(
        [sys.executable, "-m", "jtai_cli", *args],
        cwd=folder,
        env=settings(folder, env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=TIMEOUT,
        check=False,
    )
    if not text:
        return Result(done.returncode, done.stdout, done.stderr)
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def terminal(folder, *args, columns=80, env=None):
    """Run the program in a terminal of so many columns; stderr stays apart."""
    pty = pytest.importorskip("pty")
    import fcntl
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-m", "jtai_cli", *args],
        cwd=folder,
        env=settings(folder, env),
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.PIPE,
    ) as started:
        os.close(theirs)
        shown = b""
        while True:
            if not select.select([ours], [], [], TIMEOUT)[0]:
                started.kill()
                pytest.fail(f"nothing more for {TIMEOUT} seconds")
            try:
                piece = os.read(ours, 65_536)
            except OSError:  # how Linux says that the other end is closed
                break
            if not piece:
                break
            shown += piece
        err = started.stderr.read().decode()
    os.close(ours)
    return Result(started.returncode, shown.decode(), err)


def without_wrapping(text):
    """What a terminal shows, without escape codes, boxes and white space."""
    return re.sub(r"\s", "", BOXES.sub("", ESCAPES.sub("", text)))


# ---------------------------------------------------------------------------------------- dates

EXAMPLE = MONDAY  # the advice shows a date in the form to type
RANGE = re.compile(r"from \d{4} to \d{4}")

BAD_DATES = {
    "Saturday": ("2027-03-06", ["Saturday 6 March 2027", MONDAY, "2027-03-05"]),
    "bank holiday": ("2027-03-26", ["26 March 2027", "Good Friday", "2027-03-30", "2027-03-25"]),
    "30 February": ("30 February 2027", ["30 February 2027", "28 days", EXAMPLE]),
    "30 February, ISO": ("2027-02-30", ["2027-02-30", "28 days", EXAMPLE]),
    "month first": ("04/13/2027", ["04/13/2027", "day first", "13/04/2027", "2027-04-13"]),
    "two-digit year": ("08/03/27", ["08/03/27", "year", EXAMPLE]),
    "month and year": ("March 2027", ["March 2027", "no day", EXAMPLE]),
    "month and year, ISO": ("2027-03", ["2027-03", "no day", EXAMPLE]),
    "day and month": ("8 March", ["8 March", "no year", EXAMPLE]),
    "empty": ("", ["empty", EXAMPLE]),
    "blank": ("   ", ["empty", EXAMPLE]),
    "wrong weekday": ("Tue 8 March 2027", ["Tue 8 March 2027", "Monday 8 March 2027"]),
    "1066": ("1066-10-16", ["1066", RANGE]),
    "9999": ("9999-03-08", ["9999", RANGE]),
    "no leading zeros": ("2027-3-8", ["'2027-3-8'", EXAMPLE]),
    "more after it": ("8 March 2027 at noon", ["8 March 2027 at noon", EXAMPLE]),
    "with a time": ("2027-03-08T09:00", ["2027-03-08T09:00", EXAMPLE]),
    "Arabic-Indic digits": ("٢٠٢٧-٠٣-٠٨", ["٢٠٢٧-٠٣-٠٨", EXAMPLE]),
    "junk letters": ("x" * LONG, ["xxxx", EXAMPLE]),
    "junk digits": ("9" * LONG, ["9999", EXAMPLE]),
}


def bad_dates(*without):
    kept = {name: case for name, case in BAD_DATES.items() if name not in without}
    return pytest.mark.parametrize(("text", "tells"), kept.values(), ids=kept)


@bad_dates()
def test_a_bad_start_is_refused(refused, folder, text, tells):
    read(folder / "kept.json", "as it was\n")
    refused("plan", text, tells=tells)
    refused("plan", text, "-o", "new.json", tells=tells)
    refused("plan", text, "-o", "kept.json", "--force", tells=tells)


@bad_dates()
def test_a_bad_date_in_an_inspection_file_is_refused(refused, folder, text, tells):
    read(folder / "inspection.toml", f'area = "Exampleshire"\nfieldwork_start = "{text}"\n')
    refused("plan", "inspection.toml", tells=["inspection.toml", "fieldwork_start", *tells])


@bad_dates("blank")
def test_a_bad_date_in_a_list_is_refused(refused, folder, text, tells):
    read(folder / "list.csv", f"area,fieldwork_start\nEast,{MONDAY}\nWest,{text}\n")
    read(folder / "kept.csv", "as it was\n")
    refused("plan", "list.csv", tells=["list.csv", "row 3", *tells])
    refused("plan", "list.csv", "-o", "new.csv", tells=["row 3"])
    refused("plan", "list.csv", "-o", "kept.csv", "--force", tells=["row 3"])


@pytest.mark.parametrize(
    "value",
    [
        "2027-03-06",
        "2027-03-26",
        "1066-10-16",
        "9999-03-08",
        "2027-02-30",
        "2027-3-8",
        "2027-03",
        "2027-03-08T09:00:00",
        "2027-03-08T09:00:00Z",
        "09:00:00",
        "8",
        "true",
        "[2027-03-08]",
    ],
)
def test_a_bad_toml_date_is_refused_with_its_line(refused, folder, value):
    read(folder / "inspection.toml", f'area = "Exampleshire"\nfieldwork_start = {value}\n')
    refused("plan", "inspection.toml", tells=["inspection.toml", "line 2"])


def test_a_start_of_several_words_is_refused_as_a_whole(refused):
    refused("plan", "8", "March", "2027", "at", "noon", tells=["8 March 2027 at noon", EXAMPLE])
    refused("plan", MONDAY, "2027-03-15", tells=[f"{MONDAY} 2027-03-15"])


@pytest.mark.parametrize(
    "args",
    [
        ["notice", "--fieldwork", "04/13/2027"],
        ["notice", "--notified", "04/13/2027"],
        ["deadlines", "--fieldwork-start", "04/13/2027"],
        ["deadlines", "--fieldwork-end", "04/13/2027"],
        ["deadlines", "--published", "04/13/2027"],
        ["days", "add", "04/13/2027", "3"],
        ["days", "between", MONDAY, "04/13/2027"],
        ["days", "list", "--from", "04/13/2027"],
        ["init", "--fieldwork-start", "04/13/2027"],
        ["plan", MONDAY, "--today", "04/13/2027"],
        ["plan", MONDAY, "--bank-holiday", "04/13/2027"],
        ["plan", MONDAY, "--working-day", "04/13/2027"],
        ["plan", MONDAY, "--closure", "04/13/2027"],
    ],
    ids=lambda args: " ".join(args[:3]),
)
def test_every_command_refuses_a_bad_date_alike(refused, args):
    refused(*args, tells=["04/13/2027", "day first", "2027-04-13"])


def test_a_row_is_numbered_as_in_the_file(refused, folder):
    read(folder / "list.csv", f"area,fieldwork_start\n\nEast,{MONDAY}\n\nWest,junk\n")
    refused("plan", "list.csv", tells=["list.csv", "row 5", "junk"])


def test_a_bad_row_can_be_left_out(ask, folder):
    read(folder / "list.csv", f"area,fieldwork_start\nEast,junk\nWest,{MONDAY}\n")
    result = ask("plan", "list.csv", "--skip-bad", "--format", "json")
    assert result.code == 0
    assert [plan["inspection"]["area"] for plan in json.loads(result.out)] == ["West"]
    assert_tells(result.err, ["list.csv", "row 2", "junk"])


@pytest.mark.parametrize("notified", [MONDAY, "2027-03-09"], ids=["same day", "day after"])
@pytest.mark.parametrize("form", ["notification = {}", "[actual]\nnotified = {}"])
def test_a_late_notification_in_a_file_is_refused(refused, folder, form, notified):
    body = f"fieldwork_start = {MONDAY}\n{form.format(notified)}\n"
    read(folder / "inspection.toml", body)
    told = ["otif", f"{int(notified[-2:])} March 2027", "8 March 2027", "before"]
    refused("plan", "inspection.toml", tells=["inspection.toml", *told])


@pytest.mark.parametrize("notified", [MONDAY, "2027-03-09"], ids=["same day", "day after"])
def test_a_late_notification_is_no_notice(refused, notified):
    told = ["otif", f"{int(notified[-2:])} March 2027", "8 March 2027", "before"]
    refused("notice", "--notified", notified, "--fieldwork", MONDAY, tells=told)


@pytest.mark.parametrize(("notified", "code"), [("2027-03-01", 1), ("2027-02-22", 0)])
def test_short_notice_is_an_answer_and_not_an_error(ask, notified, code):
    result = ask("notice", "--notified", notified, "--fieldwork", MONDAY)
    assert result.code == code
    assert result.out
    assert "jtai: " not in result.err


# ----------------------------------------------------------- names: region, framework and theme

BAD_NAMES = [
    ("region", "FRA", ["'FRA'", "ENG", "WLS", "SCT", "NIR"]),
    ("region", "england", ["'england'", "ENG"]),
    ("framework", "jtai-2023", ["'jtai-2023'", "jtai-2022"]),
    ("framework", "nowhere.toml", ["'nowhere.toml'", "not exist"]),
    ("theme", "front-dor", ["'front-dor'", "Did you mean front-door"]),
    ("theme", "zzz", ["'zzz'", "front-door", "early-help"]),
]
bad_names = pytest.mark.parametrize(
    ("key", "value", "tells"), BAD_NAMES, ids=[f"{case[0]} {case[1]}" for case in BAD_NAMES]
)


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


# ------------------------------------------------------------------------- the user's own file


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
        (b'area = "\xff"\n', ["UTF-8"]),
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


# --------------------------------------------------------------------------- framework files

FRAMEWORK = """\
id = "own"
title = "Our own framework"
from = "2022-03-28"
source = "guidance"
fieldwork_days = 5

[[notice]]
from = "2022-03-28"
working_days = 10
source = "guidance"

[report]
title = "Report published"
days = 34
basis = "working"
who = ["inspectors"]
owner = "Ofsted"
source = "guidance"

[statement]
title = "Written statement"
days = 70
basis = "working"
who = ["partners"]
owner = "principal authority"
source = "guidance"

[[step]]
id = "notification"
title = "Notification"
week = 1
days = [1, 2]
who = ["inspectors", "partners"]
timing = "required"
source = "guidance"

[[step]]
id = "fieldwork"
title = "Fieldwork"
week = 3
days = [1, 5]
who = ["inspectors"]
timing = "required"
source = "guidance"

[[observed]]
id = "draft-report"
title = "Draft report"
after_fieldwork_end = 15
who = ["inspectors"]
source = "guidance"

[[theme]]
id = "front-door"
title = "Front door"
from = "2022-04"
inspectorates = ["Ofsted"]
source = "guidance"

[[sources]]
id = "guidance"
title = "Guidance"
url = "https://example.org/"
"""


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


def test_the_framework_used_here_is_sound(ask, folder):
    read(folder / "own.toml", FRAMEWORK)
    result = ask("plan", MONDAY, "--framework", "own.toml", "--format", "json")
    assert result.code == 0, result.err
    assert json.loads(result.out)["framework"]["id"] == "own"


# ----------------------------------------------------------------------------- inspection files

STEP = '[[steps]]\nid = "{}"\ntitle = "Brief"\nfrom = "notification"\noffset = 1\n'

INSPECTIONS = [
    # unknown keys: the line, and the nearest key
    ('theem = "front-door"', 2, ["'theem'", "Did you mean theme"]),
    ("feildwork_days = 5", 2, ["'feildwork_days'", "Did you mean fieldwork_days"]),
    ('Area = "East"', 2, ["'Area'", "Did you mean area"]),
    ('zzz = "red"', 2, ["'zzz'", "fieldwork_start"]),
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
    ("closures = [{ from = 2027-12-24T00:00:00 }]", 2, ["closures", "time", "2027-12-24"]),
    ("bank_holidays = [{ date = 2027-06-04T00:00:00 }]", 2, ["bank_holidays", "time"]),
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
def test_a_line_that_is_named_is_the_right_one(ask, folder, body, line):
    read(folder / "inspection.toml", f"fieldwork_start = {MONDAY}\n{body}\n")
    named = re.search(r"\bline (\d+)", ask("plan", "inspection.toml").err)
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


# ---------------------------------------------------------------------------------------- files

WAYS = {
    "inspection file": lambda name: (["plan", name], {}),
    "list": lambda name: (["plan", name], {}),
    "framework": lambda name: (["plan", MONDAY, "--framework", name], {}),
    "rules": lambda name: (["rules", name], {}),
    "own file": lambda name: (["plan", MONDAY], {"JTAI_CONFIG": name}),
}


def named_for(way):
    return "given.csv" if way == "list" else "given.toml"


def ways(*without):
    return pytest.mark.parametrize("way", [way for way in WAYS if way not in without])


AT_THE_END = re.compile(r"line 1\b|end of document")
NOT_TOML = ["this is not toml", "area = ", 'area = "East', "[area", "= 3"]


@ways()
def test_a_folder_is_not_a_file(refused, folder, way):
    name = named_for(way)
    (folder / name).mkdir()
    args, env = WAYS[way](name)
    refused(*args, env=env, tells=[name, "folder"])


@ways()
def test_a_file_that_does_not_exist(refused, way):
    args, env = WAYS[way](named_for(way))
    refused(*args, env=env, tells=[named_for(way), "not exist"])


@ways()
@pytest.mark.parametrize(
    "data", [b'area = "\xe9"\n', f"fieldwork_start\n{MONDAY}\n".encode("utf-16")]
)
def test_a_file_that_is_not_utf_8(refused, folder, way, data):
    args, env = WAYS[way](read(folder / named_for(way), data))
    refused(*args, env=env, tells=[named_for(way), "UTF-8"])


@ways()
def test_a_file_of_50_megabytes(refused, folder, way):
    name = named_for(way)
    with (folder / name).open("wb") as file:
        file.write(b"# \n")
        file.truncate(50_000_000)
    args, env = WAYS[way](name)
    refused(*args, env=env, tells=[name, re.compile("bytes|large|long|MB")])


@ways("own file")
def test_an_empty_file(refused, folder, way):
    args, env = WAYS[way](read(folder / named_for(way), b""))
    refused(*args, env=env, tells=[named_for(way)])


@ways()
def test_a_file_with_a_nul(refused, folder, way):
    text = f"fieldwork_start,area\n{MONDAY},a\0b\n" if way == "list" else 'area = "a\0b"\n'
    args, env = WAYS[way](read(folder / named_for(way), text))
    told = [named_for(way), re.compile(r"NUL|null|x00|0000"), re.compile(r"line 1|row 2")]
    refused(*args, env=env, tells=told)


@ways("list")
@pytest.mark.parametrize("text", NOT_TOML)
def test_a_file_that_is_not_toml(refused, folder, way, text):
    args, env = WAYS[way](read(folder / named_for(way), text))
    refused(*args, env=env, tells=[named_for(way), "TOML", AT_THE_END])


@ways("list")
@pytest.mark.parametrize("text", ["a = " + "[" * 50_000, "a = " + "{a=" * 30_000])
def test_a_deeply_nested_file(refused, folder, way, text):
    args, env = WAYS[way](read(folder / named_for(way), text))
    refused(*args, env=env, tells=[named_for(way), "nested"])


@ways()
@pytest.mark.parametrize("device", ["fifo", "/dev/zero"])
def test_a_device_does_not_hang(folder, way, device):
    path = folder / named_for(way)
    if device == "fifo":
        os.mkfifo(path)
    else:
        path.symlink_to(device)
    before = contents(folder)
    args, env = WAYS[way](path.name)
    assert_refusal(process(folder, *args, env=env), [path.name])
    assert contents(folder) == before


def test_a_device_as_the_start(folder):
    assert_refusal(process(folder, "plan", "/dev/zero"), ["/dev/zero"])


def test_a_file_name_with_another_ending(refused, folder):
    refused("plan", read(folder / "inspection.txt", ""), tells=["inspection.txt", ".toml", ".csv"])


GOOD = {
    "inspection file": f'area = "Exampleshire"\nfieldwork_start = {MONDAY}\n',
    "list": f"area,fieldwork_start\nExampleshire,{MONDAY}\n",
    "framework": FRAMEWORK,
    "rules": FRAMEWORK,
    "own file": 'region = "WLS"\ntheme = "front-door"\n',
}


@ways()
@pytest.mark.parametrize("odd", ["byte-order mark", "CRLF", "both", "no last line end"])
def test_an_odd_but_good_file_reads_the_same(ask, folder, way, odd):
    name, text = named_for(way), GOOD[way]
    args, env = WAYS[way](read(folder / name, text))
    plain = ask(*args, "--format", "json", env=env)
    if odd in ("CRLF", "both"):
        text = text.replace("\n", "\r\n")
    if odd in ("byte-order mark", "both"):
        text = "\ufeff" + text
    if odd == "no last line end":
        text = text.rstrip("\n")
    read(folder / name, text)
    result = ask(*args, "--format", "json", env=env)
    assert plain.code == result.code == 0, plain.err + result.err
    assert json.loads(result.out) == json.loads(plain.out)


# ---------------------------------------------------------------------------------------- lists


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        (f"fieldwork_start,theem\n{MONDAY},x\n", ["row 1", "'theem'", "Did you mean theme"]),
        (f"fieldwork_strat\n{MONDAY}\n", ["row 1", "'fieldwork_strat'", "mean fieldwork_start"]),
        ("area,theme\nEast,front-door\n", ["fieldwork_start"]),
        (f"area,fieldwork_start,area\nA,{MONDAY},B\n", ["row 1", "area", "twice"]),
        (f"area,fieldwork_start\nEast,{MONDAY},more\n", ["row 2", "3", "2"]),
        (f"area,fieldwork_start\nNeath, Port Talbot,{MONDAY}\n", ["row 2", "quotes"]),
        (f'area,fieldwork_start\nEast,{MONDAY}\n"West,{MONDAY}\n', ["row 3", "CSV"]),
        ("area,fieldwork_start\n", ["row"]),
        ("area,fieldwork_start\n\n\n", ["row"]),
        ("", ["fieldwork_start"]),
        ("\n\n", ["fieldwork_start"]),
        (f"area;fieldwork_start\nEast;{MONDAY}\n", ["area;fieldwork_start", "comma"]),
        (f"area\tfieldwork_start\nEast\t{MONDAY}\n", ["fieldwork_start", "comma"]),
        (f"fieldwork_start,fieldwork_days\n{MONDAY},x\n", ["row 2", "fieldwork_days", "'x'"]),
        (f"fieldwork_start,fieldwork_days\n{MONDAY},0\n", ["row 2", "fieldwork_days", "30"]),
        (f"fieldwork_start,notification\n{MONDAY},{MONDAY}\n", ["row 2", "otification"]),
        (f"fieldwork_start,published\n{MONDAY},2027-03-10\n", ["row 2", "ublication"]),
        (
            f"fieldwork_start,closures\n{MONDAY},2027-03-10..2027-03-09\n",
            ["row 2", "closures", "10 March 2027", "9 March 2027"],
        ),
        (f"fieldwork_start,area\n{MONDAY},{'x' * 200_000}\n", ["row 2"]),
    ],
    ids=lambda value: value[:50] if isinstance(value, str) else "",
)
def test_a_wrong_list_is_refused(refused, folder, text, tells):
    read(folder / "list.csv", text)
    refused("plan", "list.csv", tells=["list.csv", *tells])
    refused("plan", "list.csv", "-o", "new.csv", tells=["list.csv"])


@pytest.mark.parametrize(
    "text",
    [
        "area,fieldwork_start\n\nExampleshire,{0}\n\n",
        "\nfieldwork_start,area\n{0},Exampleshire\n",
        "area,fieldwork_start\nExampleshire,{0}\n,\n",
        'area,fieldwork_start\n"Exampleshire","{0}"\n',
        "area , fieldwork_start\n Exampleshire , {0}\n",
    ],
    ids=["blank lines", "blank first line", "a row of empty cells", "quotes", "spaces"],
)
def test_an_odd_but_good_list_reads_the_same(ask, folder, text):
    read(folder / "list.csv", GOOD["list"])
    plain = ask("plan", "list.csv", "--format", "json")
    read(folder / "list.csv", text.format(MONDAY))
    result = ask("plan", "list.csv", "--format", "json")
    assert plain.code == result.code == 0, result.err
    assert json.loads(result.out) == json.loads(plain.out)


# ------------------------------------------------------------------- options, commands, outputs


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


COMMANDS = {
    "plan": ["plan", MONDAY],
    "plan a list": ["plan", "list.csv"],
    "notice": ["notice", "--fieldwork", MONDAY],
    "deadlines": ["deadlines", "--fieldwork-end", "2027-03-12"],
    "days add": ["days", "add", MONDAY, "3"],
    "init": ["init"],
    "rules": ["rules"],
}


@pytest.fixture(params=COMMANDS.values(), ids=COMMANDS)
def command(request, folder):
    read(folder / "list.csv", GOOD["list"])
    return request.param


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
def test_a_command_that_needs_nothing(ask, folder, args):
    result = ask(*args, env={"JTAI_TODAY": "2027-01-04"})
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
        (["notice", "--feildwork", MONDAY], "'--feildwork'", "--fieldwork"),
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


# ------------------------------------------------------------------------------------ area names

AREAS = {
    "closing tag": "[/oops]",
    "markup": "[bold]x[/bold]",
    "link markup": "[link=https://example.org]x[/link]",
    "script": "<script>alert(1)</script>",
    "formula =": "=1+1",
    "formula +": "+1",
    "formula -": "-1",
    "formula @": "@SUM(A1)",
    "pipe": "a|b",
    "emphasis": "*_x_*",
    "strike": "~~x~~",
    "code": "`x`",
    "image": "![x](https://example.org/x.png)",
    "entity": "&lt;b&gt;",
    "backslash": "a\\|b\\",
    "emoji code": ":smile:",
    "Welsh": "Sir y Fflint / Ŵyŵ 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "right to left": "بلدية المثال",
    "both ways": "Wigan עיר 12 بلدية",
    "long": "Bournemouth, Christchurch and Poole",
}
areas = pytest.mark.parametrize("area", AREAS.values(), ids=AREAS)
GIVEN = ["flag", "environment", "file", "list"]


def give(folder, way, area):
    """The arguments and environment that plan for an area named in one of four ways."""
    if way == "flag":
        return ["plan", MONDAY, f"--area={area}"], {}
    if way == "environment":
        return ["plan", MONDAY], {"JTAI_AREA": area}
    if way == "file":
        text = f"area = {json.dumps(area, ensure_ascii=False)}\nfieldwork_start = {MONDAY}\n"
        return ["plan", read(folder / "inspection.toml", text)], {}
    rows = io.StringIO()
    csv.writer(rows).writerows([["area", "fieldwork_start"], [area, MONDAY]])
    return ["plan", read(folder / "list.csv", rows.getvalue())], {}


def answer(ask, folder, way, area, *options):
    args, env = give(folder, way, area)
    result = ask(*args, *options, env=env)
    assert result.code == 0, result.err
    assert "jtai: " not in result.err
    return result.out


class Page(html.parser.HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs).get("href")))

    def handle_data(self, data):
        self.text += data


def page(markdown):
    """The page that a reader of Markdown makes of it, with HTML and tables let through."""
    reader = pytest.importorskip("markdown_it").MarkdownIt("commonmark", {"html": True})
    return Page(reader.enable(["table", "strikethrough"]).render(markdown))


def cells(text):
    return [cell for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))) for cell in row]


@areas
@pytest.mark.parametrize("way", GIVEN)
@pytest.mark.parametrize("options", [[], ["--plain"]], ids=["table", "plain"])
def test_a_table_shows_an_area_as_typed(ask, folder, way, area, options):
    out = answer(ask, folder, way, area, *options)
    assert area in out
    assert "\x1b" not in out


@areas
@pytest.mark.parametrize("way", GIVEN)
def test_json_holds_an_area_as_typed(ask, folder, way, area):
    plan = json.loads(answer(ask, folder, way, area, "--format", "json"))
    plan = plan[0] if way == "list" else plan
    assert plan["inspection"]["area"] == area


@areas
@pytest.mark.parametrize("way", GIVEN)
def test_csv_holds_no_formula(ask, folder, way, area):
    found = cells(answer(ask, folder, way, area, "--format", "csv"))
    formulas = [cell for cell in found if re.match(r"\s*[=+@-](?!\d+$)", cell)]
    assert not formulas
    if way == "list":
        assert [cell for cell in found if cell.lstrip("'\t ") == area]
        assert area[0] not in "=+-@" or area not in found


def test_csv_of_one_plan_says_whose_it_is(ask, folder):
    found = cells(answer(ask, folder, "flag", "Exampleshire", "--format", "csv"))
    assert [cell for cell in found if "Exampleshire" in cell]


@areas
@pytest.mark.parametrize("way", GIVEN)
def test_markdown_shows_an_area_as_typed_and_nothing_live(ask, folder, way, area):
    harmless = page(answer(ask, folder, way, "Exampleshire", "--format", "markdown"))
    found = page(answer(ask, folder, way, area, "--format", "markdown"))
    assert area in found.text
    assert found.tags == harmless.tags


@areas
def test_init_writes_an_area_that_reads_back(ask, area):
    result = ask("init", "-", f"--area={area}")
    assert result.code == 0, result.err
    assert tomllib.loads(result.out)["area"] == area


def hostile_file(folder, text):
    """An inspection file with one text wherever a text may stand."""
    quoted = json.dumps(text, ensure_ascii=False)
    return read(
        folder / "inspection.toml",
        f"fieldwork_start = {MONDAY}\narea = {quoted}\nreference = {quoted}\n"
        f"key_contact = {quoted}\nclosures = [{{ from = 2027-03-10, name = {quoted} }}]\n"
        f"bank_holidays = [{{ date = 2027-04-14, name = {quoted} }}]\n"
        f"[[partners]]\nagency = {quoted}\ncontact = {quoted}\n"
        f'[[steps]]\nid = "own"\ntitle = {quoted}\nfrom = "notification"\noffset = 1\n'
        f"owner = {quoted}\ndetail = {quoted}\n",
    )


@pytest.mark.parametrize("text", ["=1+1|<b>x</b>[/oops]*y*", "@a|[bold]`x`[/bold]"])
def test_every_text_of_a_file_is_neutralised(ask, folder, text):
    harmless = page(ask("plan", hostile_file(folder, "Plain"), "--format", "markdown").out)
    name = hostile_file(folder, text)
    table, markdown, sheet, data = (
        ask("plan", name, "--format", form) for form in ("table", "markdown", "csv", "json")
    )
    assert {table.code, markdown.code, sheet.code, data.code} == {0}
    assert table.out.count(text) >= 4  # area, closure, bank holiday, step
    assert page(markdown.out).tags == harmless.tags
    assert text in page(markdown.out).text
    assert not [cell for cell in cells(sheet.out) if re.match(r"\s*[=+@-](?!\d+$)", cell)]
    assert json.loads(data.out)["inspection"]["reference"] == text


def test_a_piped_table_is_never_cut(ask, folder):
    area = "East " * 80 + "End"
    assert area in answer(ask, folder, "flag", area)


UNSHOWABLE = {
    "newline": "a\nb",
    "return": "a\rb",
    "tab": "a\tb",
    "escape code": "a\x1b[31mb",
    "title escape": "\x1b]0;a\x07",
    "C1 escape": "a\x9b31mb",
    "next line": "a\x85b",
    "line separator": "a\u2028b",
    "delete": "a\x7fb",
}
unshowable = pytest.mark.parametrize("area", UNSHOWABLE.values(), ids=UNSHOWABLE)


@unshowable
@pytest.mark.parametrize("way", GIVEN)
def test_an_area_that_cannot_be_shown_is_refused(refused, folder, way, area):
    args, env = give(folder, way, area)
    if way == "file":
        text = f'area = "{area.encode("unicode_escape").decode()}"\n'.replace("\\x", "\\u00")
        read(folder / "inspection.toml", f"{text}fieldwork_start = {MONDAY}\n")
    where = {"file": ["inspection.toml", "line 1"], "list": ["list.csv", "row 2"]}.get(way, [])
    refused(*args, env=env, tells=["area", *where])


@pytest.mark.parametrize(
    "args",
    [
        ["pl\x1b[31man"],
        ["plan", "2027-\x1b[31m03-08"],
        ["plan", "\x1b[31m.toml"],
        ["plan", MONDAY, "--\x1b[31m"],
        ["plan", MONDAY, "--theme", "\x1b[31m"],
        ["plan", MONDAY, "--region", "\x1b[31m"],
        ["plan", MONDAY, "--framework", "\x1b[31m"],
        ["plan", MONDAY, "--format", "\x1b[31m"],
        ["plan", MONDAY, "--fieldwork-days", "\x1b[31m"],
        ["plan", MONDAY, "--closure", "\x1b[31m"],
        ["plan", MONDAY, "--reference", "a\nb"],
        ["plan", MONDAY, "-o", "\x1b[31m/new.json"],
        ["rules", "\x1b[31m"],
        ["init", "-", "--area", "\x1b[31m"],
    ],
    ids=[
        "command",
        "start",
        "file",
        "option",
        "theme",
        "region",
        "framework",
        "format",
        "days",
        "closure",
        "reference",
        "output",
        "rules",
        "init",
    ],
)
def test_control_characters_are_never_repeated(ask, folder, args):
    before = contents(folder)
    result = ask(*args)
    assert result.code == 2
    assert result.out == ""
    assert result.err.startswith("jtai: ")
    assert not CONTROL.search(result.err), repr(result.err)
    assert contents(folder) == before


# ------------------------------------------------------------------------------- real processes


@pytest.mark.parametrize(
    ("args", "env", "tells"),
    [
        (["plan", "2027-03-06"], {}, ["Saturday 6 March 2027", MONDAY]),
        (["plan", "nowhere.toml"], {}, ["'nowhere.toml'", "not exist"]),
        (["plan", MONDAY], {"JTAI_THEME": "front-dor"}, ["'front-dor'", "front-door"]),
        (["plam"], {}, ["'plam'", "plan"]),
        (["plan", "x" * LONG], {}, ["xxxx", EXAMPLE]),
        (["plan", MONDAY, "--area", b"a\xffb"], {}, ["area"]),
        (["plan", b"\xff"], {}, [EXAMPLE]),
        (["plan", b"\xff.toml"], {}, ["not exist"]),
        (["plan", MONDAY, "-o", b"\xff/new.json"], {}, ["cannot be written"]),
        (["plan", MONDAY], {"JTAI_AREA": b"a\xffb"}, ["area"]),
        (["plan", "٢٠٢٧-٠٣-٠٨"], {"PYTHONIOENCODING": "cp1252"}, [EXAMPLE]),
        (["plan", "٢٠٢٧-٠٣-٠٨"], {"LC_ALL": "C"}, [EXAMPLE]),
    ],
    ids=[
        "Saturday",
        "missing file",
        "environment",
        "command",
        "junk",
        "area not UTF-8",
        "start not UTF-8",
        "file not UTF-8",
        "output not UTF-8",
        "environment not UTF-8",
        "cp1252",
        "LC_ALL=C",
    ],
)
def test_a_real_process_refuses_alike(folder, args, env, tells):
    before = contents(folder)
    assert_refusal(process(folder, *args, env=env), tells)
    assert contents(folder) == before


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_a_reader_that_stops_early_hears_no_complaint(folder, form):
    rows = f"Exampleshire,{MONDAY}\n" * (1_500 if form != "json" else 40)
    read(folder / "list.csv", f"area,fieldwork_start\n{rows}")
    with subprocess.Popen(
        [sys.executable, "-m", "jtai_cli", "plan", "list.csv", "--format", form],
        cwd=folder,
        env=settings(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as started:
        assert started.stdout.readline()
        started.stdout.close()
        err = started.stderr.read().decode()
        started.wait(TIMEOUT)
    noise = [line for line in err.splitlines() if not line.startswith(("warning: ", "note: "))]
    assert not noise


def test_a_reader_that_never_reads_hears_no_complaint(folder):
    far, near = os.pipe()
    os.close(far)
    with open(near, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "jtai_cli", "plan", QUIET],
            cwd=folder,
            env=settings(folder),
            stdout=closed,
            stderr=subprocess.PIPE,
            timeout=TIMEOUT,
            check=False,
        )
    assert done.stderr.decode() == ""


@pytest.mark.parametrize("form", ["table", "json"])
@pytest.mark.parametrize("where", [">/dev/full", ">&-"])
def test_a_stdout_that_cannot_be_written_is_a_sentence(folder, where, form):
    if "full" in where and not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    done = subprocess.run(
        [
            "sh",
            "-c",
            f'exec "$0" -m jtai_cli plan {QUIET} --format {form} {where}',
            sys.executable,
        ],
        cwd=folder,
        env=settings(folder),
        capture_output=True,
        timeout=TIMEOUT,
        check=False,
    )
    assert_refusal(Result(done.returncode, "", done.stderr.decode()), [])


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
@pytest.mark.parametrize(
    "env", [{"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C"}], ids=["cp1252", "LC_ALL=C"]
)
def test_an_encoding_that_lacks_the_letters(folder, env, form):
    area = AREAS["Welsh"]
    args = ["plan", QUIET, "--area", area, "--format", form]
    result = process(folder, *args, env=env, text=False)
    assert result.code == 0
    assert result.err == b""
    if form == "json":
        assert json.loads(result.out.decode())["inspection"]["area"] == area
    else:
        assert b"2027" in result.out


@areas
def test_a_terminal_shows_an_area_as_typed(folder, area):
    result = terminal(folder, "plan", QUIET, f"--area={area}")
    assert (result.code, result.err) == (0, "")
    assert re.sub(r"\s", "", area) in without_wrapping(result.out)
    assert not re.search(r"\x1b\]", result.out), "a live link or title"


def test_a_terminal_shows_the_areas_of_a_list(folder):
    rows = "".join(f"{area},{QUIET}\n" for area in ("[/oops]", "<b>x</b>", "=1+1", "a|b"))
    read(folder / "list.csv", f"area,fieldwork_start\n{rows}")
    result = terminal(folder, "plan", "list.csv")
    assert result.code == 0
    assert_tells(without_wrapping(result.out), ["[/oops]", "<b>x</b>", "=1+1", "a|b"])


@pytest.mark.parametrize(
    ("options", "env"), [([], {"TERM": "dumb"}), (["--plain"], {})], ids=["TERM=dumb", "--plain"]
)
def test_a_plain_terminal_gets_no_escape_codes(folder, options, env):
    result = terminal(folder, "plan", QUIET, *options, env=env)
    assert result.code == 0
    assert "Monday 28 June 2027" in result.out
    assert "\x1b" not in result.out
    assert not BOXES.search(result.out)


def test_no_color_is_respected(folder):
    assert COLOURS.search(terminal(folder, "plan", QUIET).out)
    result = terminal(folder, "plan", QUIET, env={"NO_COLOR": "1"})
    assert result.code == 0
    assert not COLOURS.search(result.out)


def test_force_color_is_respected_but_not_in_files(folder):
    force = {"FORCE_COLOR": "1"}
    piped = process(folder, "plan", QUIET, "--area", "[/oops]", env=force)
    assert piped.code == 0
    assert COLOURS.search(piped.out)
    assert "[/oops]" in without_wrapping(piped.out)
    data = process(folder, "plan", QUIET, "--format", "json", env=force)
    assert json.loads(data.out)
    written = process(folder, "plan", QUIET, "-o", "new.txt", "--format", "table", env=force)
    assert written.code == 0
    assert b"\x1b" not in (folder / "new.txt").read_bytes()
    plain = process(folder, "plan", QUIET, "--plain", env=force)
    assert "\x1b" not in plain.out


def test_a_terminal_of_40_columns_is_kept_to(folder):
    result = terminal(folder, "plan", QUIET, columns=40)
    assert (result.code, result.err) == (0, "")
    assert max(map(len, ESCAPES.sub("", result.out).split("\r\n"))) <= 40


@pytest.mark.parametrize(
    "text",
    ["Monday 22 February 2027", "Tuesday 4 May 2027", "Mon 31 May 2027", "Exampleshire"],
)
def test_a_terminal_of_40_columns_cuts_no_date_and_no_name(folder, text):
    result = terminal(folder, "plan", MONDAY, "--area", "Exampleshire", columns=40)
    assert re.sub(r"\s", "", text) in without_wrapping(result.out)
