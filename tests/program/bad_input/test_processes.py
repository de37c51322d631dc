"""Bad and odd input to a real process: terminals, pipes and encodings."""

import json
import os
import re
from pathlib import Path

import pytest

from tests.harness import (
    HANGS,
    in_shell,
    run_on_terminal,
    run_process,
    skip_unless_python_starts,
    start,
)
from tests.program.bad_input.refusals import (
    AREAS,
    EXAMPLE,
    LONG,
    MONDAY,
    areas,
    assert_refusal,
    assert_tells,
    contents,
    read,
)

QUIET = "2027-06-28"  # with nothing to warn of

ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))")
COLOURS = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]")
BOXES = re.compile(r"[\u2500-\u257f]")


def without_wrapping(text):
    """What a terminal shows, without escape codes, boxes and white space."""
    return re.sub(r"\s", "", BOXES.sub("", ESCAPES.sub("", text)))


# ----------------------------------------------------------------------------------- real processes


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
    env = {"PYTHONUTF8": None, **env}
    skip_unless_python_starts(env)
    assert_refusal(run_process(*args, env=env), tells)
    assert contents(folder) == before


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_a_reader_that_stops_early_hears_no_complaint(folder, form):
    rows = f"Exampleshire,{MONDAY}\n" * (1_500 if form != "json" else 40)
    read(folder / "list.csv", f"area,fieldwork_start\n{rows}")
    with start("plan", "list.csv", "--format", form) as started:
        assert started.stdout.readline()
        started.stdout.close()
        err = started.stderr.read().decode()
        started.wait(HANGS)
    noise = [line for line in err.splitlines() if not line.startswith(("warning: ", "note: "))]
    assert not noise


def test_a_reader_that_never_reads_hears_no_complaint(folder):
    far, near = os.pipe()
    os.close(far)
    with open(near, "wb") as closed:
        assert run_process("plan", QUIET, stdout=closed).err == ""


@pytest.mark.parametrize("form", ["table", "json"])
@pytest.mark.parametrize("where", [">/dev/full", ">&-"])
def test_a_stdout_that_cannot_be_written_is_a_sentence(folder, where, form):
    if "full" in where and not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    assert_refusal(run_process("plan", QUIET, "--format", form, program=in_shell(where)), [])


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
@pytest.mark.parametrize(
    "env", [{"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C"}], ids=["cp1252", "LC_ALL=C"]
)
def test_an_encoding_that_lacks_the_letters(folder, env, form):
    area = AREAS["Welsh"]
    args = ["plan", QUIET, "--area", area, "--format", form]
    env = {"PYTHONUTF8": None, **env}
    skip_unless_python_starts(env)
    result = run_process(*args, env=env)
    assert (result.code, result.err) == (0, "")
    if form == "json":
        assert result.json()["inspection"]["area"] == area
    else:
        assert "2027" in result.out


@areas
def test_a_terminal_shows_an_area_as_typed(folder, area):
    result = run_on_terminal("plan", QUIET, f"--area={area}")
    assert (result.code, result.err) == (0, "")
    assert re.sub(r"\s", "", area) in without_wrapping(result.out)
    assert not re.search(r"\x1b\]", result.out), "a live link or title"


def test_a_command_to_a_log_is_parted_where_it_is_piped_and_whole_on_a_terminal(folder):
    area = "--- ##vso[task.complete] ::error::x"
    shown, piped = (run("plan", QUIET, f"--area={area}") for run in (run_on_terminal, run_process))
    assert re.sub(r"\s", "", area) in without_wrapping(shown.out)
    assert r"-\-- #\#vso[task.complete] :\:error::x" in piped.out
    shown = run_on_terminal("plan", "##vso[x].toml", apart=False)
    assert "'##vso[x].toml'" in shown.out
    assert r"'#\#vso[x].toml'" in run_process("plan", "##vso[x].toml").err


def test_a_terminal_shows_the_areas_of_a_list(folder):
    rows = "".join(f"{area},{QUIET}\n" for area in ("[/oops]", "<b>x</b>", "=1+1", "a|b"))
    read(folder / "list.csv", f"area,fieldwork_start\n{rows}")
    result = run_on_terminal("plan", "list.csv")
    assert result.code == 0
    assert_tells(without_wrapping(result.out), ["[/oops]", "<b>x</b>", "=1+1", "a|b"])


@pytest.mark.parametrize(
    ("options", "env"), [([], {"TERM": "dumb"}), (["--plain"], {})], ids=["TERM=dumb", "--plain"]
)
def test_a_plain_terminal_gets_no_escape_codes(folder, options, env):
    result = run_on_terminal("plan", QUIET, *options, env=env)
    assert result.code == 0
    assert "Monday 28 June 2027" in result.out
    assert "\x1b" not in result.out
    assert not BOXES.search(result.out)


def test_no_color_is_respected(folder):
    assert COLOURS.search(run_on_terminal("plan", QUIET).out)
    result = run_on_terminal("plan", QUIET, env={"NO_COLOR": "1"})
    assert result.code == 0
    assert not COLOURS.search(result.out)


def test_force_color_is_respected_but_not_in_files(folder):
    force = {"FORCE_COLOR": "1"}
    piped = run_process("plan", QUIET, "--area", "[/oops]", env=force)
    assert piped.code == 0
    assert COLOURS.search(piped.out)
    assert "[/oops]" in without_wrapping(piped.out)
    data = run_process("plan", QUIET, "--format", "json", env=force)
    assert json.loads(data.out)
    written = run_process("plan", QUIET, "-o", "new.txt", "--format", "table", env=force)
    assert written.code == 0
    assert b"\x1b" not in (folder / "new.txt").read_bytes()
    plain = run_process("plan", QUIET, "--plain", env=force)
    assert "\x1b" not in plain.out


def test_a_terminal_of_40_columns_is_kept_to(folder):
    result = run_on_terminal("plan", QUIET, columns=40)
    assert (result.code, result.err) == (0, "")
    assert max(map(len, ESCAPES.sub("", result.out).split("\r\n"))) <= 40


@pytest.mark.parametrize(
    "text",
    ["Monday 22 February 2027", "Tuesday 4 May 2027", "Mon 31 May 2027", "Exampleshire"],
)
def test_a_terminal_of_40_columns_cuts_no_date_and_no_name(folder, text):
    result = run_on_terminal("plan", MONDAY, "--area", "Exampleshire", "--all", columns=40)
    assert re.sub(r"\s", "", text) in without_wrapping(result.out)
