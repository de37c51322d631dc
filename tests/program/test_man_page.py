"""The manual page, which tools/refresh.py makes: man reads it, and nothing is missing in it.

That it is what the texts of --help give is for tests/rules/test_shipped.py.
"""

import re
import shutil
import tomllib

import click
import pytest

from tests.commands.test_help import commands
from tests.harness import ROOT, missing, run_process

PAGE = ROOT / "man/jtai.1"


@pytest.fixture(scope="module")
def read():
    """The page as man shows it, its lines joined."""
    if shutil.which("man") is None:
        missing("man is not installed")
    env = {"MANWIDTH": "80", "MANPAGER": "cat", "LC_ALL": "C.UTF-8"}
    run = run_process(program=["man", "--warnings", "-l", str(PAGE)], env=env)
    assert (run.code, run.err) == (0, "")
    return " ".join(run.out.split())


def test_each_command_and_option_is_there(read):
    for words, command in commands():
        if words == "days":
            continue
        assert f" jtai {words} " in read
        for option in command.params:
            if isinstance(option, click.Option):
                assert f" {option.opts[-1]} " in read
                assert " ".join(option.help.split()) in read


def test_what_is_to_be_copied_is_as_it_was_typed(read):
    for line in (
        """eval "$(jtai completion bash)" # in ~/.bashrc""",
        "jtai completion fish > ~/.config/fish/completions/jtai.fish",
        "see 'jtai init'",
        "GOV.UK's file",
    ):
        assert line in read


def test_no_text_is_taken_for_a_request():
    requests = set(re.findall(r"(?m)^[.'](\S+)", PAGE.read_text(encoding="utf-8")))
    assert requests == {
        *("TH", "SH", "SS", "PP", "TP"),
        *("B", "I", "BI", "BR", "nf", "fi", "nh", "ad"),
    }


def test_the_wheel_has_it():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["shared-data"] == {"man/jtai.1": "share/man/man1/jtai.1"}
