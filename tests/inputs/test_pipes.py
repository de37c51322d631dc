"""What can be read but once: stdin as "-", and pipes. The answers are those of the file itself."""

import json
import os
import shlex
import sys

import pytest

from tests.harness import EXAMPLES, ROOT, program_named_jtai, run_process

FILE = EXAMPLES / "exampleshire.toml"
TERMS = EXAMPLES / "weeks/term-dates.toml"
OTHERS = EXAMPLES / "weeks/other-inspections.csv"
LIST = EXAMPLES / "spring-term.csv"
RANGE = ("weeks", "--from", "2027-05-01", "--to", "2027-06-30")
TODAY = ("--today", "2027-02-22")

TAKEN = {
    "plan": (FILE, ("plan", "F", "--format", "json")),
    "list": (LIST, ("plan", "F", "--format", "csv")),
    "calendar": (FILE, ("calendar", "F", *TODAY)),
    "status": (FILE, ("status", "F", "--format", "json", *TODAY)),
    "notice": (FILE, ("notice", "F", "--format", "json")),
    "terms": (TERMS, (*RANGE, "--terms", "F", "--format", "csv", *TODAY)),
    "others": (OTHERS, (*RANGE, "--others", "F", "--format", "csv", *TODAY)),
}


def answer(command, name, **settings):
    run = run_process(*(name if word == "F" else word for word in command), "-q", **settings)
    assert (run.code, run.err) == (0, "")
    return run.out


@pytest.mark.parametrize(("file", "command"), TAKEN.values(), ids=TAKEN)
def test_stdin_and_a_pipe_give_what_the_file_gives(file, command):
    expected = answer(command, file)
    assert answer(command, "-", stdin=file.read_bytes()) == expected
    if os.path.exists("/dev/stdin"):
        assert answer(command, "/dev/stdin", stdin=file.read_bytes()) == expected
        with open(file, "rb") as redirected:
            assert answer(command, "/dev/stdin", stdin=redirected) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="bash has <(...)")
def test_what_a_shell_makes_of_a_command_is_read(tmp_path):
    command = f"jtai check <(cat {shlex.quote(str(FILE))}) -q --format json"
    run = run_process(
        program=["bash", "-ec", command], cwd=ROOT, env={"PATH": program_named_jtai(tmp_path)}
    )
    assert (run.code, run.err) == (0, "")
    assert len(json.loads(run.out)["files"]) == 1


def test_one_side_of_a_comparison_may_be_stdin(jtai):
    saved = jtai("plan", FILE, "--format", "json", "-q").out
    for text in (saved, FILE.read_text(encoding="utf-8")):
        run = run_process("compare", "-", "2027-06-28", "--format", "json", "-q", stdin=text)
        assert (run.code, run.err) == (0, "")
        assert json.loads(run.out)["b"]["fieldwork"]["start"] == "2027-06-28"
    both = run_process("compare", "-", "-", stdin=saved)
    assert both.code == 2
    assert "stdin is one of both. Name a date or a file as the other." in both.err


def test_what_is_recorded_needs_a_file(jtai):
    run = jtai("record", "-", "set-up")
    assert (run.code, run.out) == (2, "")
    said = "jtai: '<stdin>' cannot be written back to. Name an inspection file."
    assert run.err.splitlines()[0] == said


def test_a_fault_on_stdin_has_its_line():
    run = run_process("plan", "-", stdin="area = 'X'\nfieldwork_start = 2027-13-08\n")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("jtai: <stdin>, line 2")


@pytest.mark.parametrize("most", [100_000])
def test_more_than_is_read_is_refused(most):
    run = run_process("plan", "-", stdin="area = 'X'\n" + "#" * most)
    assert (run.code, run.out) == (2, "")
    said = f"jtai: '<stdin>' has more than {most:,} bytes, which is the most that is read."
    assert run.err.startswith(said)


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("2027-06-28", "2027-06-28", 0),
        ("2027-06-28", "2027-07-05", 1),
        (FILE, FILE, 0),
        (FILE, "2027-07-05", 1),
    ],
)
def test_a_script_can_ask_whether_anything_moves(jtai, one, other, code):
    assert jtai("compare", one, other, "--exit-code", "-q").code == code
    assert jtai("compare", one, other, "-q").code == 0
