"""One name for one thing, and messages that lead to it."""

import re

import pytest

from jtai_cli.cli import COMMANDS
from tests.harness import EXAMPLES, run_on_terminal, run_process

ANSWERS = (
    ("plan", "2027-03-08"),
    ("deadlines", "2027-03-08"),
    ("notice", "2027-03-08"),
    ("days", "add", "2027-03-08", "3"),
    ("days", "list", "--from", "2027-01-01", "--to", "2027-06-30"),
    ("status", EXAMPLES / "exampleshire.toml", "--today", "2027-03-03"),
    (
        *("weeks", "--from", "2027-05-03", "--to", "2027-07-31"),
        *("--terms", EXAMPLES / "weeks/term-dates.toml"),
        *("--others", EXAMPLES / "weeks/other-inspections.csv"),
    ),
    ("evidence", "2027-03-08"),
    ("evidence", "--backtest"),
    ("compare", "2027-03-08", "2027-03-15"),
    ("rules",),
    ("settings",),
)


def objects_in(value):
    if isinstance(value, dict):
        yield value
        value = value.values()
    if isinstance(value, list | type({}.values())):
        for each in value:
            yield from objects_in(each)


@pytest.mark.parametrize("asked", ANSWERS, ids=lambda asked: asked[0])
def test_a_span_of_days_is_start_and_end_in_json(jtai, asked):
    answer = jtai(*asked, "--format", "json").json()
    for found in objects_in(answer):
        dates = {key for key, value in found.items() if re.match(r"\d{4}-\d\d", str(value))}
        assert not dates & {"from", "to", "first", "last", "until"}, found


def test_the_old_names_are_read_and_not_shown(jtai):
    for now, before in (
        (("notice", "--fieldwork-start", "2027-03-08"), ("notice", "--fieldwork", "2027-03-08")),
        (
            ("deadlines", "--fieldwork-end", "2027-03-12"),
            ("deadlines", "--fieldwork-ended", "2027-03-12"),
        ),
        (
            ("evidence", "--letters", EXAMPLES / "newer-letters.csv"),
            ("evidence", "--from", EXAMPLES / "newer-letters.csv"),
        ),
    ):
        assert jtai(*now) == jtai(*before)
        text = jtai(before[0], "--help").out
        assert now[1] in text
        assert not re.search(rf"{before[1]}(?![\w-])", text)


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        (("help",), ("--help",)),
        (("help", "plan"), ("plan", "--help")),
        (("help", "days", "add"), ("days", "add", "--help")),
        (("days", "help"), ("days", "--help")),
        (("days", "help", "add"), ("days", "add", "--help")),
        (("version",), ("--version",)),
    ],
    ids=lambda typed: " ".join(typed),
)
def test_help_and_version_are_words_too(jtai, typed, same):
    assert jtai(*typed) == jtai(*same)
    assert jtai(*typed).code == 0


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("plan --notifed 2027-02-22", "--notified"),
        ("plan --start 2027-03-08", "START, which is typed without a name"),
        ("plan --date=2027-03-08", "START, which is typed without a name"),
        ("plan --fieldwork-start 2027-03-08", "START, which is typed without a name"),
        ("deadlines --start 2027-03-08", "--fieldwork-start"),
        ("notice --feildwork 2027-03-08", "--fieldwork-start"),
        ("plan 2027-03-08 --json", "--format json"),
        ("plan 2027-03-08 --ics", "'jtai calendar'"),
        ("plan 2027-03-08 --out x.json", "--output"),
        ("weeks --holidays t.ics --from 2027-01-01 --to 2027-02-01", "--terms"),
        ("validate x.toml", "check"),
        ("holidays", "days list"),
        ("export", "calendar"),
        ("2027-03-08", "plan"),
        ("PLAN", "plan"),
        ("status --no-election", "--no-elections"),
        # and no hint where nothing is near
        ("notice --elections 3", None),
        ("plan --svg 2027-03-08", "--format svg"),
        ("plan --nonsense 3", None),
        ("xyzzy", None),
    ],
)
def test_a_hint_leads_to_what_was_meant_or_nowhere(jtai, typed, hint):
    run = jtai(*typed.split())
    assert (run.code, run.out) == (2, "")
    found = re.search(r"Did you mean (.*?)\?", run.err)
    assert (found and found[1]) == hint


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("weeks --from 2027-01-01", "--to is missing: type, for example, jtai weeks --from"),
        ("weeks --to 2027-01-01", "--from is missing: type, for example, jtai weeks --from"),
        ("weeks --from", "--from needs a value after it."),
        ("plan 2027-03-08 -o", "-o needs a value after it."),
        ("evidence --letters", "--letters needs a value after it."),
    ],
)
def test_the_option_that_lacks_something_is_named(jtai, typed, sentence):
    run = jtai(*typed.split())
    assert run.code == 2
    assert run.err.startswith(f"jtai: {sentence}")
    assert "--help' says more." in run.err


LONG = ("plan", "2027-03-06", "--area", "Exampleshire")


@pytest.mark.parametrize("columns", [60, 80])
def test_no_word_of_a_message_is_broken_on_a_terminal(columns):
    (line, *_) = run_process(*LONG).err.splitlines()
    shown = run_on_terminal(*LONG, columns=columns, apart=False).out.splitlines()
    assert len(line) > columns >= max(map(len, shown))
    assert line.split() == [word for each in shown for word in each.split()][: len(line.split())]


def test_no_word_of_a_table_is_broken_on_a_terminal():
    """At 60 columns the last column has 12, and "serious-youth-violence" is longer."""
    asked = ("evidence", "--theme", "serious-youth-violence", "--framework", "jtai-2022")
    shown = run_on_terminal(*asked, columns=60).out
    listed = shown[shown.index("Letters") :]
    assert listed.count("serious-youth-violence") == 6


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize(
    "command",
    ["", *COMMANDS],
)
def test_help_fits(jtai, command, columns):
    run = jtai(*filter(None, [command]), "--help", env={"COLUMNS": str(columns)})
    wide = [line for line in run.out.splitlines() if len(line) > columns]
    # At 60 columns an example may be longer: it is to be copied, and stays a line. So may the names
    # of formats, which are one word.
    whole = ("    ", "  --format [")
    assert not [line for line in wide if columns == 80 or not line.startswith(whole)]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("jtai plan --theme front", ["plain,front-door"]),
        ("jtai evidence --theme front", ["plain,front-door"]),
        ("jtai plan --framework ", ["plain,jtai-2022", "plain,jtai-2016"]),
        ("jtai rules ", ["plain,jtai-2022", "plain,jtai-2016"]),
        ("jtai plan --framework own", ["file,own"]),
        ("jtai plan --region ", [f"plain,{name}" for name in ("ENG", "WLS", "SCT", "NIR")]),
        (
            "jtai notice --format ",
            [f"plain,{name}" for name in ("table", "json", "csv", "markdown", "html")],
        ),
        *((f"jtai {name} ", ["file,"]) for name in ("plan", "check", "compare", "deadlines")),
        ("jtai weeks --terms ", ["file,"]),
        ("jtai ev", ["plain,evidence"]),
        ("jtai days l", ["plain,list"]),
        ("jtai --ver", ["plain,--version"]),
    ],
)
def test_what_a_shell_is_offered(typed, offered):
    words = {"COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    run = run_process(env={"_JTAI_COMPLETE": "bash_complete", **words})
    assert [line.partition("\t")[0] for line in run.out.splitlines()] == offered


@pytest.mark.parametrize(("command", "first"), [("check", "text"), ("plan", "table")])
def test_the_default_format_is_one_of_the_command(jtai, command, first):
    said = " ".join(jtai(command, "--help").out.split())
    assert f"[default: by the ending of -o, else {first}]" in said


def test_how_to_switch_completion_on_is_said(jtai):
    assert 'eval "$(jtai completion bash)"' in jtai("--help").out
