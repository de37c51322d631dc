"""The formats of each command, and what it takes to have another one in all of them."""

import sys
from importlib import import_module
from types import ModuleType

import pytest

from jtai_cli import cli
from jtai_cli.writers import FORMATS, Format
from tests.harness import ROOT, run_here

EXAMPLE = ROOT / "examples/exampleshire.toml"
FAULTY = ROOT / "tests/inspections/bad/several-faults.toml"
TRACKED = ROOT / "tests/inspections/ok/requests-and-audits.toml"
COMMANDS = [
    ("plan", "2027-03-08"),
    ("status", EXAMPLE, "--today", "2027-03-03"),
    ("record", EXAMPLE, "set-up", "2027-02-23", "--today", "2027-03-03"),  # as it says already
    ("requests", TRACKED, "--today", "2027-06-17"),
    ("audits", TRACKED, "--today", "2027-06-24"),
    ("fieldwork", EXAMPLE),
    ("check", FAULTY),
    ("compare", "2027-06-28", "2027-07-05"),
    ("weeks", "--from", "2027-04-01", "--to", "2027-04-30"),
    ("notice", "--fieldwork", "2027-03-08"),
    ("deadlines", "--fieldwork-end", "2027-03-12"),
    ("evidence",),
    ("evidence", "2027-03-08"),
    ("days", "add", "2027-03-12", "34"),
    ("days", "between", "2027-03-12", "2027-05-04"),
    ("days", "list", "--from", "2027-01-01", "--to", "2027-12-31"),
    ("rules",),
    ("rules", "--checks"),
    ("settings",),
    ("schema",),
]
NEVER = {"check": ["table", "markdown", "html"]}  # formats for which its own, of findings, stand
commands = pytest.mark.parametrize(
    "command", COMMANDS, ids=lambda words: " ".join(map(str, words[:2])).replace(str(ROOT), "")
)


@pytest.fixture
def formats(jtai, monkeypatch):
    """The formats of a command, in order: those for which its answer has the part."""

    def asked(command):
        name, module = command[0], import_module(f"jtai_cli.commands.{command[0]}")
        answers = []

        def keep(answer, wanted, **_):
            answers.append(answer)

        with monkeypatch.context() as patch:
            patch.setattr(module, "emit", keep)
            assert jtai(*command).code in (0, 1)
        (answer,) = answers
        return [
            form
            for form, each in FORMATS.items()
            if getattr(answer, each.takes, None) and form not in NEVER.get(name, [])
        ]

    return asked


def name_of(command):
    return command[:2] if command[0] == "days" else command[:1]


def offered(text):
    """The formats that a --help lists."""
    choices = "".join(text.split()).partition("--format[")[2]
    return choices.partition("]")[0].split("|")


@commands
def test_a_command_offers_the_formats_that_its_answers_have_the_parts_for(command, jtai, formats):
    assert offered(jtai(*name_of(command), "--help").out) == formats(command)


def test_every_command_with_an_answer_is_among_them():
    for name in cli.COMMANDS:
        source = (ROOT / f"src/jtai_cli/commands/{name}.py").read_text(encoding="utf-8")
        asks = name == "init"  # whose answer at a terminal is the page of status
        assert ("emit(" in source and not asks) == (name in {command[0] for command in COMMANDS})


@commands
def test_a_command_writes_every_format_that_it_offers(command, jtai):
    names = offered(jtai(*name_of(command), "--help").out)
    # What is binary is no text that pytest could catch.
    run = {name: run_here if FORMATS[name].binary else jtai for name in names}
    written = [run[name](*command, "--format", name) for name in names]
    assert [run.code for run in written] == [written[0].code] * len(written)
    assert written[0].code in (0, 1)
    outs = [run.out for run in written]
    assert all(outs)
    assert len(set(outs)) == len(outs)


@pytest.fixture
def tried(monkeypatch):
    """A new format, as somebody adds one: a module with ``write``, and a line in FORMATS."""
    writer = ModuleType("jtai_cli.writers.tried")
    writer.write = lambda page: f"<tried>{page}</tried>\n"
    monkeypatch.setitem(sys.modules, "jtai_cli.writers.tried", writer)
    monkeypatch.setitem(FORMATS, "tried", Format("page", "tried", (".tried",)))
    for name in list(sys.modules):
        if name.startswith("jtai_cli.commands."):  # so that each is loaded after the line was added
            monkeypatch.delitem(sys.modules, name)


@commands
def test_a_new_format_of_a_page_takes_a_module_and_a_line(command, tried, jtai, tmp_path):
    assert offered(jtai(*name_of(command), "--help").out)[-1] == "tried"
    run = jtai(*command, "--format", "tried")
    assert run.out.startswith("<tried>")
    if command[0] == "record":  # which writes the inspection file, and no other
        return
    path = tmp_path / "x.tried"
    assert jtai(*command, "-o", path).code in (0, 1)
    assert path.read_text().startswith("<tried>")
    wrong = jtai(*command, "-o", tmp_path / "x.zip")
    assert wrong.code == 2
    assert " or .tried, or say --format." in wrong.err


def test_a_new_format_of_a_page_carries_the_warnings(tried, jtai):
    """As a file does: stderr does not travel with it."""
    assert "fieldwork-start-not-monday" in jtai("plan", "2027-03-02", "--format", "tried").out


@commands
def test_no_two_formats_of_a_command_have_one_ending(command, formats):
    endings = [ending for name in formats(command) for ending in FORMATS[name].endings]
    assert len(set(endings)) == len(endings)


@pytest.mark.parametrize(
    ("arguments", "telling"),
    [
        (
            ("plan", "2027-03-08", "--format", "xlsx", "-o", "a.txt"),
            "'a.txt' ends in .txt, but the format is xlsx. End it in .xlsx, or choose another",
        ),
        (
            ("plan", "2027-03-08", "--format", "json", "-o", "a.XLSX"),
            "'a.XLSX' ends in .xlsx, but the format is json. End it in .json, or choose another",
        ),
        (
            ("fieldwork", "plan.toml", "--draft", "-o", "a.html"),
            "'a.html' ends in .html, but a draft is TOML. End it in .toml.",
        ),
    ],
)
def test_a_file_that_nothing_opens_by_its_ending(jtai, tmp_path, monkeypatch, arguments, telling):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.toml").write_text("fieldwork_start = 2027-03-08\n")
    run = jtai(*arguments)
    assert (run.code, telling in run.err) == (2, True), run.err
    assert [each.name for each in tmp_path.iterdir()] == ["plan.toml"]


@pytest.mark.parametrize("name", ["a.csv", "a.xls", "a.dat"])
def test_a_file_of_text_may_be_called_as_one_likes(jtai, tmp_path, name):
    run = jtai("plan", "2027-03-08", "--format", "json", "-o", tmp_path / name)
    assert run.code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith("{")


@pytest.mark.parametrize(
    ("fmt", "telling"),
    [
        ("wall", "A wall planner is of one inspection."),
        ("svg", "A picture is of one inspection."),
    ],
)
def test_a_list_has_no_format_of_one_inspection(jtai, tmp_path, fmt, telling):
    path = tmp_path / "list.csv"
    path.write_text("area,fieldwork_start\nA,2027-03-08\n")
    run = jtai("plan", path, "--format", fmt)
    assert (run.code, run.out) == (2, "")
    assert telling in run.err
    run = jtai("plan", path, "--format", fmt, "--show-working")
    assert (run.code, run.out) == (2, "")
