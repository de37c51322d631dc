"""The README is the front door: its examples are run, and what it says is there is there."""

import re
import shlex

import pytest

from jtai_cli.cli import COMMANDS
from tests.conftest import ROOT

README = ROOT / "README.md"
TEXT = README.read_text(encoding="utf-8")
BLOCK = re.compile(r"(?ms)^```console\n(.*?)^```\n")


def examples():
    """Each example as (command, what the README says it prints)."""
    for block in BLOCK.findall(TEXT):
        for example in re.split(r"(?m)^\$ ", block)[1:]:
            command, _, printed = example.partition("\n")
            yield command, printed


@pytest.fixture(autouse=True)
def _in_the_checkout(monkeypatch):
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize(("command", "printed"), list(examples()), ids=lambda value: value[:40])
def test_every_example_prints_what_the_readme_says(command, printed, jtai, request):
    run = jtai(*shlex.split(command)[1:])
    if request.config.getoption("--rewrite"):
        new = README.read_text(encoding="utf-8")
        new = new.replace(f"$ {command}\n{printed}", f"$ {command}\n{run.out}", 1)
        README.write_text(new, encoding="utf-8")
    else:
        assert (run.code, run.err) == (0, "")
        assert run.out == printed


def test_every_command_is_in_the_readme():
    for command in COMMANDS:
        assert f"`jtai {command}" in TEXT


@pytest.mark.parametrize("heading", ["Run it", "Test it"])
def test_the_set_up_blocks_are_one_command_each(heading):
    section = TEXT.split(f"## {heading}\n")[1].split("\n## ")[0]
    (block,) = re.findall(r"(?ms)^```sh\n(.*?)^```$", section)
    assert len(block.splitlines()) == 1


def test_every_link_leads_somewhere():
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", TEXT):
        assert (ROOT / target).exists(), target
