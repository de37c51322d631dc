"""How the process begins and ends: around everything that the commands do."""

import os
import sys

import pytest

from tests.harness import AS_INSTALLED, command, run_process

INTERRUPTED = """
import sys
SOUGHT = sys.argv.pop(1)

class CtrlC:
    "The key is pressed while a module is sought."
    def find_spec(self, name, *rest):
        if name == SOUGHT:
            raise KeyboardInterrupt

sys.meta_path.insert(0, CtrlC())
"""
LATE = """
import sys
import jtai_cli.cli

def run():
    sys.stdout.write("the end of an answer")
    sys.stderr.write("the end of a warning")
    return 1

jtai_cli.cli.run = run
"""


def process(code, *arguments, **streams):
    return run_process(*arguments, program=command(before=code), **streams)


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
    assert (run.code, run.out, run.err.strip()) == (130, "", "")


@pytest.mark.parametrize("module", ["jtai_cli.cli", "jtai_cli.commands.plan"])
def test_ctrl_c_where_nobody_reads_stderr_is_still_130(module, nobody):
    assert process(INTERRUPTED, module, "plan", "2027-03-08", stderr=nobody).code == 130


def test_what_is_still_in_a_buffer_is_written():
    assert process(LATE) == (1, "the end of an answer", "the end of a warning")


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_reader_that_has_gone_by_then_changes_no_exit_code(stream, nobody):
    assert process(LATE, **{stream: nobody}).code == 1


def test_both_names_are_the_same_program():
    script = os.path.join(os.path.dirname(sys.executable), "jtai")
    runs = [run_process("--version", program=each) for each in ([script], AS_INSTALLED)]
    assert runs[0] == runs[1]
    assert runs[0].out.startswith("jtai ")
