"""The program where it may find itself: other encodings, terminals, clocks, folders.

It is run for real, as its users run it.
"""

import os
import re
import shutil
import sys
from codecs import BOM_UTF8
from xml.etree import ElementTree

import pytest

from tests.harness import (
    AS_INSTALLED,
    EXAMPLES,
    ROOT,
    START,
    command,
    copied,
    in_shell,
    missing,
    run_on_terminal,
    run_process,
    skip_unless_python_starts,
)

MONDAY = "2027-06-28"
NAMES = 'Łódź → "São", 中文'
ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))")
BOXES = re.compile(r"[\s\u2500-\u257f]+")
PAGES = [
    ["plan", "exampleshire.toml", "--show-working", "--all"],
    ["status", "exampleshire.toml", "--today", "2027-07-01"],
    ["weeks", "--from", "2027-05-10", "--to", "2027-06-12", "--terms", "weeks/term-dates.toml"],
    ["evidence", "2027-06-07"],
    ["evidence", "--backtest"],
    ["check", "short.toml"],
    ["rules", "jtai-2022"],
    ["compare", MONDAY, "2027-07-05"],
    ["notice", "--fieldwork", "2027-03-08", "--show-working"],
    ["days", "list", "--from", "2027-01-01", "--to", "2027-12-31"],
]


@pytest.fixture
def folder(tmp_path):
    """The examples, and an inspection file with faults."""
    folder = copied(EXAMPLES, tmp_path / "folder")
    short = f"fieldwork_start = {MONDAY}\nnotification = 2027-06-15\narea = '{NAMES}'\n"
    (folder / "short.toml").write_text(short, encoding="utf-8")
    return folder


@pytest.fixture
def run(folder):
    """Run the program in the folder; a variable that is None is not set."""

    def start(*arguments, **settings):
        return run_process(*arguments, **{"cwd": folder, **settings})

    return start


ENCODINGS = {
    "C": {"LC_ALL": "C"},
    "POSIX": {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_names_in_any_encoding(run, folder, encoding):
    settings = {"PYTHONUTF8": None, **ENCODINGS[encoding]}
    skip_unless_python_starts(settings)
    name = "short.toml"  # which holds the names
    kept = run("plan", name, "--format", "json", env=settings)
    assert (kept.code, kept.json()["inspection"]["area"]) == (0, NAMES)
    for extra in ([], ["--format", "csv"]):
        shown = run("plan", name, *extra, env=settings)
        assert shown.code == 0
        assert "Monday 28 June 2027" in shown.out or "2027-06-28" in shown.out
    assert run("plan", name, env={**settings, "FORCE_COLOR": "1"}).code == 0
    assert run("calendar", name, "-o", "a.ics", env=settings).code == 0
    assert NAMES.split()[0] in (folder / "a.ics").read_text(encoding="utf-8")
    assert run("check", "wörter.toml", env=settings).code == 2


QUOTED = "King\u2019s \N{EM DASH} Ŵyl Łódź"
INSPECTION = "king\u2019s.toml"
REDIRECTED = [
    ("plan", INSPECTION, "-q"),
    ("plan", INSPECTION, "--format", "csv"),
    ("plan", INSPECTION, "--format", "markdown"),
    ("check", INSPECTION, "--format", "text"),
    ("check", INSPECTION, "--format", "junit"),
    ("check", INSPECTION, "--format", "github"),
    ("evidence", "--from", "king\u2019s.csv", "--area", QUOTED, "--format", "svg"),
    ("init", "-", "--area", QUOTED),
    ("rules",),
    ("plan", "--help"),
    ("plan", f"no-{INSPECTION}"),
]


@pytest.mark.parametrize("arguments", REDIRECTED, ids=lambda each: " ".join(each[::2]))
@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii"])
def test_what_is_redirected_is_utf_8_whatever_the_console(run, folder, encoding, arguments):
    start = "fieldwork_start = 2027-06-28"
    (folder / INSPECTION).write_text(f'area = "{QUOTED}"\n{start}\n', encoding="utf-8")
    dates = "fieldwork_start,fieldwork_end,published,statement_due"
    letter = f",{QUOTED},front-door,Ofsted,2025-06-09,2025-06-13,2025-08-01,"
    text = f"urn,area,theme,inspectorates,{dates}\n{letter}\n"
    (folder / "king\u2019s.csv").write_text(text, encoding="utf-8")
    settings = {"PYTHONUTF8": "0", "PYTHONIOENCODING": encoding, "LC_ALL": "C.UTF-8"}
    expected = run(*arguments)
    assert run(*arguments, env=settings) == expected
    assert expected.code == (2 if f"no-{INSPECTION}" in arguments else 1 * ("check" in arguments))
    both = run(*arguments, "-o", "out") if "--format" in arguments else None
    if both and both.code == 0:  # and the bytes are those of a file
        written = (folder / "out").read_bytes().removeprefix(BOM_UTF8)
        assert run(*arguments, env=settings).out_bytes == written


def test_junit_that_is_redirected_is_well_formed(run, folder):
    text = "area = 'King\u2019s Borough'\nfieldwork_start = 2027-06-28\n"
    (folder / INSPECTION).write_text(text, encoding="utf-8")
    settings = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252", "LC_ALL": "C.UTF-8"}
    ran = run("check", INSPECTION, "--format", "junit", env=settings)
    (suite,) = ElementTree.fromstring(ran.out_bytes)
    assert suite.get("name") == INSPECTION


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("ascii", "King's - Wyl Lodz"),
        ("cp1252", "King\u2019s \N{EM DASH} Wyl Lódz"),
        ("utf-8", QUOTED),
    ],
)
def test_a_terminal_gets_stand_ins_for_the_letters_it_lacks(folder, encoding, shown):
    settings = {"PYTHONUTF8": "0", "PYTHONIOENCODING": encoding, "LC_ALL": "C.UTF-8"}
    for more in ([], ["--plain"], ["--format", "markdown"]):
        arguments = ("plan", MONDAY, "--area", QUOTED, *more)
        ran = run_on_terminal(*arguments, columns=120, apart=False, cwd=folder, env=settings)
        assert ran.code == 0
        assert shown in ran.out_bytes.decode(encoding)
    refused = ("plan", f"{QUOTED}.toml")
    ran = run_on_terminal(*refused, columns=120, apart=False, cwd=folder, env=settings)
    assert ran.code == 2
    assert shown in ran.out_bytes.decode(encoding)


def on_terminal(folder, columns, *arguments):
    """What the program writes on a terminal so wide, without its escapes, and its exit code."""
    ran = run_on_terminal(*arguments, columns=columns, apart=False, cwd=folder)
    return ran.code, ESCAPES.sub("", ran.out).replace("\r", "")


@pytest.mark.parametrize("arguments", PAGES, ids=lambda page: " ".join(page[:2]))
def test_a_narrow_terminal(run, folder, arguments):
    plain = run(*arguments, "-q").out
    for columns in (20, 40, 60) if "--backtest" in arguments else (20, 40):
        code, shown = on_terminal(folder, columns, *arguments)
        assert "Traceback" not in shown
        assert code == (1 if arguments[0] == "check" else 0)
        assert max(map(len, shown.split("\n"))) <= columns
        assert "…" not in shown
        if columns < 60:  # above, the cells of a table stand beside each other, and words with them
            everything = BOXES.sub("", shown)
            lost = [word for word in re.split(r"[\s:]+", plain) if word not in everything]
            assert lost == []


@pytest.mark.parametrize("term", ["dumb", None, "", "no-such-terminal"])
def test_any_terminal_or_none(run, term):
    for page in PAGES[:2]:
        ran = run(*page, env={"TERM": term})
        assert ran.code == 0
        assert "\x1b" not in ran.out
    assert run(*PAGES[0], env={"TERM": term, "FORCE_COLOR": "1"}).code == 0


def test_colour_as_the_variables_ask(run):
    colour = re.compile(r"\x1b\[[0-9;]*3[0-7]m")
    plan = ("plan", MONDAY)
    assert not colour.search(run(*plan).out)
    assert not colour.search(run(*plan, env={"NO_COLOR": "1", "FORCE_COLOR": "1"}).out)
    assert colour.search(run(*plan, env={"FORCE_COLOR": "1", "TERM": "xterm-256color"}).out)


CLOCK = """
import datetime as dt, sys
from jtai_cli.inputs import options

class Fixed(dt.datetime):
    @classmethod
    def now(cls, tz=None):
        return dt.datetime.fromisoformat({now!r}).astimezone(tz)

class Module:
    datetime = Fixed
    def __getattr__(self, name):
        return getattr(dt, name)

options.dt = Module()
"""


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "Pacific/Honolulu"])
@pytest.mark.parametrize(
    ("now", "today"),
    [
        ("2027-01-14T23:59:59+00:00", "2027-01-14"),
        ("2027-01-15T00:00:00+00:00", "2027-01-15"),
        ("2027-07-14T22:59:59+00:00", "2027-07-14"),
        ("2027-07-14T23:00:00+00:00", "2027-07-15"),
    ],
    ids=["before, in winter", "after, in winter", "before, in summer", "after, in summer"],
)
def test_today_is_the_date_in_london(run, zone, now, today):
    program = command(before=CLOCK.format(now=now))
    sum_of = ("days", "add", "today", "0", "--format", "json")
    assert run(*sum_of, program=program, env={"TZ": zone}).json()["start"] == today


NO_ZONES = """
import os
from dateutil import tz
tz.tz.TZPATHS.clear()
"""


@pytest.mark.parametrize(
    ("now", "today"),
    [
        ("2027-07-14T22:59:59+00:00", "2027-07-14"),
        ("2027-07-14T23:00:00+00:00", "2027-07-15"),
    ],
)
def test_a_machine_without_time_zones(run, now, today):
    program = command(before=NO_ZONES + CLOCK.format(now=now))
    sum_of = ("days", "add", "today", "0", "--format", "json")
    assert run(*sum_of, program=program).json()["start"] == today


@pytest.mark.parametrize(
    "home", [{"HOME": None, "XDG_CONFIG_HOME": None}, {"HOME": "/nonexistent"}, {"HOME": ""}]
)
def test_a_home_that_is_not_there(run, home):
    env = {"XDG_CONFIG_HOME": None, **home}
    assert run("plan", MONDAY, "-q", env=env).code == 0
    assert run("plan", MONDAY, "-q", env={**env, "XDG_CONFIG_HOME": "/nonexistent"}).code == 0


def test_a_home_that_cannot_be_written_is_not_written_to(run, home):
    home.chmod(0o500)
    try:
        assert run(*PAGES[0]).code == 0
        assert list(home.iterdir()) == []
    finally:
        home.chmod(0o700)


def test_settings_that_cannot_be_read_are_a_sentence(run, home):
    if sys.platform in ("darwin", "win32"):
        pytest.skip("there the folder is named by the system, not by XDG_CONFIG_HOME")
    settings = home / ".config/jtai"
    settings.mkdir(parents=True)
    (settings / "config.toml").write_text("region = 'WLS'", encoding="utf-8")
    program = command()
    if os.geteuid() == 0:  # who may read everything
        if not shutil.which("setpriv"):
            missing("there is no setpriv, of util-linux, without which root reads everything")
        program = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *program]
    (home / ".config").chmod(0)
    try:
        ran = run("plan", MONDAY, program=program)
    finally:
        (home / ".config").chmod(0o700)
    assert ran.code == 2
    assert "cannot be read: permission denied" in ran.err


def test_a_folder_of_settings_with_a_name_that_is_too_long(run):
    ran = run("plan", MONDAY, env={"XDG_CONFIG_HOME": "/" + "x" * 5_000, "HOME": None})
    if sys.platform == "linux":
        assert (ran.code, "cannot be read: file name too long" in ran.err) == (2, True)


def test_a_folder_that_was_deleted(run, folder):
    code = f"""
import os, sys
os.chdir({str(folder)!r})
import shutil; shutil.rmtree({str(folder)!r})
"""
    for arguments, expected in (
        (["plan", MONDAY, "-q"], 0),
        (["plan", "exampleshire.toml"], 2),
        (["calendar", MONDAY, "-o", "a.ics"], 2),
        (["init"], 2),
        (["check", "."], 2),
    ):
        folder.mkdir(exist_ok=True)
        ran = run(*arguments, program=command(before=code), cwd="/")
        assert ran.code == expected, ran.err
        assert ran.err.startswith("jtai: ") == (expected == 2)


@pytest.mark.parametrize(
    ("flags", "variables"),
    [
        (["-O"], {}),
        (["-OO", "-B"], {}),
        (["-I"], {}),
        ([], {"PYTHONWARNINGS": "error"}),
        (["-X", "utf8=0"], {"LC_ALL": "C"}),
        (["-X", "dev", "-W", "error"], {}),
    ],
    ids=lambda value: " ".join(value),
)
def test_any_way_to_start_python(run, flags, variables):
    how = {"program": command(*flags), "env": {"PYTHONUTF8": None, **variables}}
    skip_unless_python_starts(how["env"], *flags)
    ran = run("plan", MONDAY, "--area", "X", **how)
    assert (ran.code, "Thursday 19 August 2027" in ran.out) == (0, True)
    assert run("calendar", MONDAY, **how).code == 0
    assert run("plan", "2027-02-30", **how).code == 2


def test_a_module_in_the_folder_is_not_run(run, folder, tmp_path):
    (folder / "click.py").write_text("raise SystemExit('planted')\n", encoding="utf-8")
    script = tmp_path / "jtai"
    script.write_text(START, encoding="utf-8")
    for program in ([sys.executable, str(script)], [sys.executable, "-P", "-m", "jtai_cli"]):
        assert run("--version", program=program).code == 0
    assert "planted" in run("--version", program=AS_INSTALLED).err


def test_no_stdin(run):
    closed = in_shell("<&-")
    assert run("plan", MONDAY, "-q", program=closed).code == 0
    ran = run("check", "-", program=closed)
    assert (ran.code, ran.err.startswith("jtai: ")) == (2, True)


def test_no_stdout_and_no_stderr(run):
    ran = run("plan", MONDAY, program=in_shell(">&-"))
    assert (ran.code, "stdout" in ran.err) == (2, True)
    assert run("plan", MONDAY, program=in_shell("2>&-")).code == 0


def test_the_clock_that_is_fixed_here_is_the_one_that_is_read():
    """Nothing else in the program asks what time it is."""
    asked = re.compile(r"\.(now|utcnow)\(|date\.today\(|(?<!dt\.)\btime\.[a-z_]+\(|import time\b")
    found = [
        path.name
        for path in (ROOT / "src").rglob("*.py")
        if asked.search(path.read_text(encoding="utf-8"))
    ]
    assert found == ["options.py"]
