"""What stands out on a terminal: colour and weight, which repeat what words already say."""

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
        ("evidence --backtest", "jtai-2022, all", BOLD),
        ("compare 2027-06-28 2027-07-05", "Case audits done", BOLD),
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
