"""What people see: piped output, colours, help."""

import re

import pytest

from tests.harness import run_process

# An escape, or one of the characters that boxes are drawn with.
DECORATION = re.compile(r"[\x1b\u2500-\u259f]")


@pytest.mark.parametrize(
    "args",
    [
        ("plan", "2027-03-22", "--show-working"),
        ("notice", "--fieldwork", "2027-03-22"),
        ("deadlines", "--fieldwork-start", "2027-03-22"),
        ("days", "list", "--from", "2027-01-01", "--to", "2027-12-31"),
        ("rules",),
    ],
    ids=lambda args: args[0],
)
def test_piped_output_is_plain_and_whole(args):
    narrow = run_process(*args, env={"COLUMNS": "80"})
    assert narrow.code == 0
    assert not DECORATION.search(narrow.out + narrow.err)
    assert "\N{HORIZONTAL ELLIPSIS}" not in narrow.out
    if args[0] != "days":
        assert max(map(len, narrow.out.splitlines())) > 80


def test_piped_output_is_the_same_at_any_width():
    args = ("plan", "2027-03-22", "--show-working")
    assert run_process(*args, env={"COLUMNS": "80"}) == run_process(*args, env={"COLUMNS": "300"})


def test_colour_is_asked_for_or_refused():
    notice = ("notice", "--fieldwork", "2027-03-22")
    assert "\x1b" in run_process(*notice, env={"FORCE_COLOR": "1"}).out
    assert not DECORATION.search(run_process(*notice, "--plain", env={"FORCE_COLOR": "1"}).out)


def test_a_name_is_only_a_name(jtai):
    name = "[/oops] Ex|ample *shire*, <b>"
    asked = ("plan", "2027-03-08", "--area", name)
    assert name in jtai(*asked).out
    assert jtai(*asked, env={"FORCE_COLOR": "1"}).code == 0
    assert "<b>" not in jtai(*asked, "--format", "markdown").out
    assert jtai(*asked, "--format", "json").json()["inspection"]["area"] == name


COMMANDS = [
    (),
    ("plan",),
    ("notice",),
    ("deadlines",),
    ("days",),
    ("days", "add"),
    ("days", "between"),
    ("days", "list"),
    ("init",),
    ("rules",),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command) or "jtai")
def test_help_has_an_example_before_the_options(jtai, command):
    run = jtai(*command, "-h")
    assert (run.code, run.err) == (0, "")
    example = " ".join(("jtai", *command)) + " "
    before, options, _ = run.out.partition("\nOptions:")
    assert options
    assert "Example" in before
    assert example in before.partition("Example")[2]


def test_help_by_either_name(jtai):
    assert jtai("plan", "-h") == jtai("plan", "--help")
    assert jtai("days", "add", "-h") == jtai("days", "add", "--help")


def test_version(jtai):
    run = jtai("--version")
    assert run.code == 0
    assert re.search(r"\d+\.\d+", run.out)
