"""Where answers go, in which form, and what is said on stderr."""

import json
import re

import pytest

from tests.harness import in_shell, run_on_terminal, run_process


def on_a_terminal(*arguments, **environment):
    """What the program shows on a terminal of 80 columns, both streams together."""
    run = run_on_terminal("plan", *arguments, apart=False, env=environment)
    assert run.code == 0
    return run.out


def test_a_terminal_gets_boxes_and_colour_and_warnings_last():
    shown = on_a_terminal("2027-03-30")
    assert "╭" in shown
    assert "\x1b[" in shown
    words = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert words.index("Key dates") < words.index("fieldwork-start-not-monday")
    assert max(map(len, words.splitlines())) <= 80


def words_on_a_terminal(*arguments, columns=80, **environment):
    run = run_on_terminal("plan", *arguments, columns=columns, apart=False, env=environment)
    return re.sub(r"\x1b\[[0-9;]*m", "", run.out).replace("\r", "").splitlines()


@pytest.mark.parametrize("columns", [80, 120])
def test_a_plan_fits_on_a_terminal(columns):
    """Dates worked by hand; the last screen is the one of the smallest usual terminal."""
    shown = words_on_a_terminal("2027-03-08", columns=columns)
    assert len(shown) <= 60
    assert max(map(len, shown)) <= columns
    last = "\n".join(shown[-24:])
    for date in ("22 February", "8 March", "12 March", "4 May", "11 August"):
        assert re.search(rf"day {date} 2027", last), date
    assert "Report likely" in last
    everything = "\n".join(shown)
    assert "going on" not in everything
    for row in (
        "1 Mon 22 Feb inspectors Notification (required)",
        "2-5 Tue 23 to Fri 26 Feb inspectors Case selection",
        "6-8 Mon 1 to Wed 3 Mar partners Case audits done",
        "11-15 Mon 8 to Fri 12 Mar inspectors Fieldwork (required)",
        "15 Fri 12 Mar both Final meeting",
    ):
        assert row in re.sub(" +", " ", everything)


def test_all_of_a_plan_on_a_terminal_is_what_a_pipe_gets():
    shown = " ".join(words_on_a_terminal("2027-03-08", "--all", "-q", columns=300)).split()
    assert set(run_process("plan", "2027-03-08", "-q").out.split()) <= set(shown)
    # Colour that is forced is for a pager or a log, which have room for all.
    forced = run_process("plan", "2027-03-08", env={"FORCE_COLOR": "1", "COLUMNS": "80"}).out
    assert "Sources" in forced


def test_what_is_the_areas_own_stands_on_a_terminal_too(tmp_path):
    """Steps before notification, with an owner, done, or over a bank holiday."""
    (tmp_path / "own.toml").write_text(
        """
area = "Exampleshire"
fieldwork_start = 2027-03-30
closures = [2027-03-24]
[[steps]]
id = "rehearsal"
title = "Rehearsal"
from = "notification"
offset = -10
owner = "Head of audit"
[[steps]]
id = "thanks"
title = "Thank those who took part"
from = "fieldwork_end"
offset = 5
[done]
set-up = 2027-03-15
""",
        encoding="utf-8",
    )
    shown = words_on_a_terminal(str(tmp_path / "own.toml"), "--observed")
    said = re.sub(" +", " ", "\n".join(shown))
    for line in (
        "Before notification\nFri 26 Feb 2027 partners Rehearsal (Head of audit)",
        "Set-up discussion (done)",
        "9 Wed 24 Mar Local closure: closure, still",
        "Fri 26 Mar Good Friday: bank holiday, not",
        "After fieldwork\nMon 12 Apr 2027 partners Thank those who took part",
        "Observed once",
    ):
        assert line in "\n".join(each.strip() for each in said.split("\n")), line
    assert max(map(len, shown)) <= 80


def test_text_is_wrapped_and_its_rows_are_whole():
    lines = run_process("plan", "2027-03-30", "-q").out.splitlines()
    assert max(map(len, lines)) <= 100
    assert sum("Fieldwork (required) [A]" in line for line in lines) == 1
    (row,) = (line for line in lines if "Case selection" in line)
    assert re.split("  +", row) == [
        "2 to 5",
        "Mon 15 to Thu 18 Mar 2027",
        "inspectors",
        "Case selection (suggested) [A]",
    ]


def test_a_table_of_markdown_says_how_wide_its_columns_are():
    """Pandoc gives each column its share of the dashes: of 16 cm, none less than 1.5."""
    lines = run_process("plan", "2027-03-30", "--format", "markdown").out.splitlines()
    rulers = [line for line in lines if re.fullmatch(r"\|[-|]+\|", line)]
    assert len(rulers) == 6
    for ruler in rulers:
        shares = list(map(len, ruler.strip("|").split("|")))
        assert len(shares) <= 4
        assert min(shares) * 16 / sum(shares) >= 1.5


@pytest.mark.parametrize(
    ("arguments", "environment"), [(["--plain"], {}), ([], {"TERM": "dumb"})], ids=["plain", "dumb"]
)
def test_a_terminal_that_wants_it_plain(arguments, environment):
    shown = on_a_terminal("2027-03-30", *arguments, **environment)
    assert "╭" not in shown
    assert "\x1b[" not in shown


def test_no_color_keeps_the_boxes():
    shown = on_a_terminal("2027-03-30", NO_COLOR="1")
    assert "╭" in shown
    assert "\x1b[3" not in shown


def test_a_pipe_gets_plain_text_unless_colour_is_forced():
    plain = run_process("plan", "2027-03-08").out
    assert "\x1b" not in plain
    assert plain.isascii()
    forced = run_process("plan", "2027-03-08", env={"FORCE_COLOR": "1", "COLUMNS": "80"}).out
    assert "\x1b[" in forced


def test_warnings_are_last_and_quiet_takes_them_away(jtai):
    run = jtai("plan", "2027-03-30")
    assert [line.split("[")[-1] for line in run.err.splitlines()] == [
        "fieldwork-start-not-monday]",
        "bank-holiday-in-weeks]",
    ]
    assert jtai("plan", "2027-03-30", "-q").err == ""


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("plan 2027-08-02 --no-elections", "fieldwork-in-august"),
        ("status 2027-08-02 --no-elections", "fieldwork-in-august"),
        ("compare 2027-03-08 2027-08-02 --no-elections", "fieldwork-in-august"),
        ("calendar 2027-08-02 --no-elections", "fieldwork-in-august"),
        ("notice --fieldwork 2027-03-08 --closure 2027-03-08", "step-on-closure"),
        ("deadlines --published 2027-05-04 --closure 2027-08-11", "step-on-closure"),
        ("evidence 2027-08-02 --framework jtai-2016 --no-elections", "framework-not-in-force"),
        ("days add 2090-01-02 5", "beyond-published-bank-holidays"),
        ("days list --from 2089-12-01 --to 2090-01-31", "beyond-published-bank-holidays"),
        ("weeks --from 2089-06-01 --to 2089-06-30", "beyond-published-bank-holidays"),
    ],
)
def test_each_command_says_what_it_found(jtai, command, code):
    words = command.split()
    said = [line for line in jtai(*words).err.splitlines() if line.startswith("warning:")]
    assert [line.split("[")[-1] for line in said] == [f"{code}]"]
    if words[0] != "calendar":
        answer = json.loads(jtai(*words, "--format", "json").out)
        assert [each["code"] for each in answer["warnings"]] == [code]


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.json", b'{\n  "schema": "jtai.plan/1"'),
        ("a.jsonl", b'{"schema": "jtai.plan/1"'),
        ("a.csv", b"\xef\xbb\xbfarea,reference,part,id,title"),
        ("a.md", b"# Joint targeted area inspection"),
        ("a.txt", b"Joint targeted area inspection"),
        ("a", b"Joint targeted area inspection"),
    ],
)
def test_the_ending_of_a_file_chooses_the_format(name, begins, jtai, tmp_path):
    run = jtai("plan", "2027-03-30", "-o", tmp_path / name)
    assert (run.code, run.out) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_file_of_prose_carries_its_warnings(jtai, tmp_path):
    for name in ("a.md", "a.txt"):
        jtai("plan", "2027-03-30", "-o", tmp_path / name)
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert "fieldwork-start-not-monday" in text.replace("\\", "")
    assert "fieldwork-start-not-monday" not in jtai("plan", "2027-03-30").out


def test_a_format_wins_over_an_ending(jtai, tmp_path):
    jtai("plan", "2027-03-08", "--format", "markdown", "-o", tmp_path / "a.json")
    assert (tmp_path / "a.json").read_text().startswith("# Joint")


def test_the_same_input_gives_the_same_bytes(jtai):
    for form in ("table", "json", "jsonl", "csv", "markdown"):
        first = jtai("plan", "2027-03-30", "--format", form)
        assert jtai("plan", "2027-03-30", "--format", form, "--today", "2031-01-01") == first


def test_of_two_that_are_wrong_the_first_is_said(jtai):
    run = jtai("compare", "2027-03-06", "nonsense")  # a Saturday
    assert (run.code, "Saturday 6 March 2027" in run.err, "nonsense" in run.err) == (2, True, False)


def test_a_reader_that_goes_away_is_no_error():
    run = run_process("rules", program=in_shell("| head -1"))
    assert run.code == 0
    assert run.err == ""


@pytest.mark.parametrize("name", ["bad.toml", "bad.csv"])
def test_what_is_wrong_with_a_file_is_said_before_a_bad_ending(name, jtai, tmp_path):
    """Of plan too, as of every other command: the file is what its user has to mend first."""
    file = tmp_path / name
    file.write_text("fieldwork_start\n2027-03-07 2027\n")
    commands = ("plan",) if name == "bad.csv" else ("plan", "status", "compare")
    for command in commands:
        more = (file,) if command == "compare" else ()
        run = jtai(command, file, *more, "-o", tmp_path / "x.pdf")
        assert (run.code, run.out) == (2, "")
        assert name in run.err
        assert "tells no format" not in run.err


@pytest.mark.parametrize("output", [".", "", "..", "x.pdf"])
def test_a_calendar_says_how_to_name_it(output, jtai, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = jtai("calendar", "2027-03-08", "-o", output)
    assert (run.code, run.out) == (2, "")
    assert ".ics, for example." in run.err
