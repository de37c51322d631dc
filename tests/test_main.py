"""How the process begins and ends: around everything that the commands do."""

import os
import subprocess
import sys

import pytest

INTERRUPTED = """
import sys
SOUGHT = sys.argv.pop(1)

class CtrlC:
    "The key is pressed while a module is sought."
    def find_spec(self, name, *rest):
        if name == SOUGHT:
            raise KeyboardInterrupt

sys.meta_path.insert(0, CtrlC())
from jtai_cli.__main__ import main
main()
"""
LATE = """
import sys
import jtai_cli.cli
from jtai_cli.__main__ import main

def run():
    sys.stdout.write("the end of an answer")
    sys.stderr.write("the end of a warning")
    return 1

jtai_cli.cli.run = run
main()
"""


def process(code, *arguments, **streams):
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    given["env"] = {name: os.environ[name] for name in os.environ if name != "PYTHONUNBUFFERED"}
    return subprocess.run([sys.executable, "-c", code, *arguments], text=True, **given)


@pytest.fixture
def nobody():
    """A stream whose reader has gone."""
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


@pytest.mark.parametrize("module", ["jtai_cli.cli", "click", "jtai_cli.commands.plan"])
def test_ctrl_c_while_something_is_loaded_is_no_traceback(module):
    run = process(INTERRUPTED, module, "plan", "2027-03-08")
    assert run.returncode == 130
    assert (run.stdout, run.stderr.strip()) == ("", "")


@pytest.mark.parametrize("module", ["jtai_cli.cli", "jtai_cli.commands.plan"])
def test_ctrl_c_where_nobody_reads_stderr_is_still_130(module, nobody):
    assert process(INTERRUPTED, module, "plan", "2027-03-08", stderr=nobody).returncode == 130


def test_what_is_still_in_a_buffer_is_written():
    run = process(LATE)
    assert (run.returncode, run.stdout, run.stderr) == (
        1,
        "the end of an answer",
        "the end of a warning",
    )


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_reader_that_has_gone_by_then_changes_no_exit_code(stream, nobody):
    run = process(LATE, **{stream: nobody})
    assert run.returncode == 1
    assert "Traceback" not in (run.stderr or "")


def test_both_names_are_the_same_program():
    script = os.path.join(os.path.dirname(sys.executable), "jtai")
    commands = ([script], [sys.executable, "-m", "jtai_cli"])
    runs = [subprocess.run([*each, "--version"], capture_output=True) for each in commands]
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].stdout.startswith(b"jtai ")
