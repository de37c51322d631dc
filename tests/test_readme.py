"""The README is the front door: its examples are run, and what it says is there is there."""

import re
import shlex
import shutil

import pytest

from jtai_cli.cli import COMMANDS
from tests.conftest import ROOT

README = ROOT / "README.md"
TEXT = README.read_text(encoding="utf-8")
BLOCK = re.compile(r"(?ms)^```console\n(.*?)^```\n")


@pytest.mark.parametrize("block", BLOCK.findall(TEXT), ids=lambda block: block[2:40])
def test_every_example_prints_what_the_readme_says(block, jtai, request, tmp_path, monkeypatch):
    """The commands of a block are run one after the other, beside nothing but the examples."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    printed = ""
    for command in re.findall(r"(?m)^\$ (.*)$", block):
        run = jtai(*shlex.split(command)[1:])
        assert run.code == 0, run.err
        printed += f"$ {command}\n{run.out}{run.err}".replace("\r\n", "\n")
    if request.config.getoption("--rewrite"):
        new = README.read_text(encoding="utf-8").replace(block, printed, 1)
        README.write_text(new, encoding="utf-8")
    else:
        assert printed == block


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
