"""The formats of each command, and what it takes to have another one in all of them."""

import sys
from types import ModuleType

import pytest

from jtai_cli.writers import FORMATS, Format
from tests.harness import ROOT

EXAMPLE = ROOT / "examples/exampleshire.toml"
FAULTY = ROOT / "tests/inspections/bad/several-faults.toml"
FORMATS_OF = {
    ("plan", "2027-03-08"): "table json jsonl csv markdown",
    ("status", EXAMPLE, "--today", "2027-03-03"): "table json markdown",
    ("check", FAULTY): "text json github junit",
    ("compare", "2027-06-28", "2027-07-05"): "table json markdown",
    ("weeks", "--from", "2027-04-01", "--to", "2027-04-30"): "table json csv markdown",
    ("notice", "--fieldwork", "2027-03-08"): "table json csv markdown",
    ("deadlines", "--fieldwork-end", "2027-03-12"): "table json csv markdown",
    ("evidence",): "table json csv markdown svg",
    ("evidence", "2027-03-08"): "table json csv markdown svg",
    ("days", "add", "2027-03-12", "34"): "table json csv markdown",
    ("days", "between", "2027-03-12", "2027-05-04"): "table json csv markdown",
    ("days", "list", "--from", "2027-01-01", "--to", "2027-12-31"): "table json csv markdown",
    ("rules",): "table json csv markdown",
    ("rules", "--checks"): "table json csv markdown",
}
commands = pytest.mark.parametrize(
    "command", FORMATS_OF, ids=lambda words: " ".join(map(str, words[:2])).replace(str(ROOT), "")
)


def name_of(command):
    return command[:2] if command[0] == "days" else command[:1]


def offered(text):
    """The formats that a --help lists."""
    choices = "".join(text.split()).partition("--format[")[2]
    return choices.partition("]")[0].split("|")


@commands
def test_a_command_offers_the_formats_that_its_answers_have_the_parts_for(command, jtai):
    assert offered(jtai(*name_of(command), "--help").out) == FORMATS_OF[command].split()


@commands
def test_a_command_writes_every_format_that_it_offers(command, jtai):
    written = [jtai(*command, "--format", name) for name in FORMATS_OF[command].split()]
    assert [run.code for run in written] == [written[0].code] * len(written)
    assert written[0].code in (0, 1)
    outs = [run.out for run in written]
    assert all(outs)
    assert len(set(outs)) == len(outs)


@pytest.fixture
def html(monkeypatch):
    """A new format, as somebody adds one: a module with ``write``, and a line in FORMATS."""
    writer = ModuleType("jtai_cli.writers.html")
    writer.write = lambda page: f"<html>{page}</html>\n"
    monkeypatch.setitem(sys.modules, "jtai_cli.writers.html", writer)
    monkeypatch.setitem(FORMATS, "html", Format("page", "html", (".html",)))
    for name in list(sys.modules):
        if name.startswith("jtai_cli.commands."):  # so that each is loaded after the line was added
            monkeypatch.delitem(sys.modules, name)


@commands
def test_a_new_format_of_a_page_takes_a_module_and_a_line(command, html, jtai, tmp_path):
    assert offered(jtai(*name_of(command), "--help").out) == [*FORMATS_OF[command].split(), "html"]
    run = jtai(*command, "--format", "html")
    assert run.out.startswith("<html>")
    path = tmp_path / "x.html"
    assert jtai(*command, "-o", path).code in (0, 1)
    assert path.read_text().startswith("<html>")
    wrong = jtai(*command, "-o", tmp_path / "x.zip")
    assert wrong.code == 2
    assert " or .html, or say --format." in wrong.err


def test_a_new_format_of_a_page_carries_the_warnings(html, jtai):
    """As a file does: stderr does not travel with it."""
    assert "fieldwork-start-not-monday" in jtai("plan", "2027-03-02", "--format", "html").out


def test_no_two_formats_of_a_command_have_one_ending():
    for names in FORMATS_OF.values():
        endings = [ending for name in names.split() for ending in FORMATS[name].endings]
        assert len(set(endings)) == len(endings)
