"""What stands out on a terminal: colour and weight, which repeat what words already say."""

import re

import pytest

BOLD, DIM, YELLOW, MAGENTA = "\x1b[1m", "\x1b[2m", "\x1b[33m", "\x1b[35m"
OFF = "days list --from 2027-03-20 --to 2027-03-30 --closure 2027-03-24"


@pytest.mark.parametrize(
    "command, words, style",
    [
        (OFF, "Good Friday", YELLOW),
        (OFF, "Local closure", MAGENTA),
        ("days add 2027-03-24 3 --show-working", "Good Friday: not counted", YELLOW),
        ("plan 2027-03-22 --all", "Good Friday: bank holiday, not counted", YELLOW),
        ("plan 2027-03-22 --all", "Fieldwork (required)", BOLD),
        ("rules jtai-2022", "Information request", BOLD),
        ("rules jtai-2022", "Partners name one key contact.", DIM),
        ("evidence --backtest", "Rochdale", BOLD),
        ("evidence --backtest", "all", BOLD),
        ("compare 2027-06-28 2027-07-05 --steps", "Case audits done", BOLD),
        ("evidence --area Rochdale", "Rochdale: ", BOLD),
    ],
)
def test_words_have_their_style(command, words, style, jtai, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "160")
    lines = [line for line in jtai(*command.split(), "-q").out.splitlines() if words in line]
    assert lines
    assert any(f"{style}{words}" in line for line in lines), lines


def test_what_folds_on_a_narrow_terminal(jtai, monkeypatch, tmp_path):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    path = tmp_path / "list.csv"
    path.write_text("area,reference,fieldwork_start\nExampleshire,A1,2027-03-08\n")
    out = re.sub(r"\x1b\[[0-9;]*m", "", jtai("plan", path, "-q").out)
    lines = [" ".join(line.split()) for line in out.splitlines() if line.strip()]
    assert lines[1] == "Fieldwork Report due Inspection"
    assert lines[3] == "Mon 8 Mar 2027 Tue 4 May 2027 Exampleshire A1"
    folded = (
        "Likely: 4 May, or if it votes 4 to 19 May; notification: Mon 22 Feb 2027; statement due: "
        "Wed 11 Aug 2027; !: 1"
    )
    assert " ".join(lines[4:7]) == folded
