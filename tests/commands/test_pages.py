"""What each command answers, word for word, where no other test holds the whole of it.

Rewritten with --rewrite; reviewed in the diff, as a reader would see it. It guards form; whether
a date is right is for the tests of tests/plan and tests/days.
"""

import shlex

import pytest

from tests.harness import ROOT, copied
from tests.letters.reading import row, table

BOM = "\ufeff"  # at the head of CSV, for spreadsheets
SAID = ROOT / "tests/snapshots/pages.txt"
LIST = "area,reference,fieldwork_start\nExampleshire,A1,2027-03-08\nBorsetshire,,2027-06-28\n"
LETTERS = [
    row("Exampleshire", "2023-06-05", 34),
    row("Borsetshire", "2023-06-19", 40),
    row("Loamshire", "2023-07-03", 52),
]
COMMANDS = """
notice --notified 2027-02-22
notice --notified 2027-03-01 --fieldwork 2027-03-08
notice --notified 2027-03-01 --fieldwork 2027-03-08 --format csv
notice --fieldwork 2027-03-08 --format csv
deadlines --published 2027-05-04
deadlines --fieldwork-start 2027-03-08 --format csv -q
days add 2027-03-12 34 --format csv
days add 2027-03-12 -1 --region SCT
days between 2027-03-12 2027-03-12
days between 2027-03-12 2027-03-05 --format markdown --show-working
days list --from 2027-03-20 --to 2027-04-02 --closure 2027-03-24
days list --from 2027-03-20 --to 2027-04-02 --closure 2027-03-24 --format csv
days list --from 2027-07-01 --to 2027-07-30
status examples/exampleshire.toml --today 2027-02-15 -q
status examples/exampleshire.toml --today 2028-03-08 -q
brief examples/exampleshire.toml --for directors --today 2027-02-22 -q
brief examples/exampleshire.toml --for communications --today 2027-02-22 -q
brief examples/exampleshire.toml --for staff --today 2027-02-22 -q
brief examples/exampleshire.toml --for constabulary --today 2027-02-22 -q
plan list.csv --format table -q
plan list.csv --format csv -q
compare examples/exampleshire.toml 2027-03-15 -q
compare examples/exampleshire.toml 2027-03-15 --terms examples/weeks/term-dates.toml --steps -q
weeks --from 2027-05-24 --to 2027-06-14 --best 2 --today 2026-11-25
evidence --letters own.csv --area Loamshire
evidence --letters own.csv --area Nowhere
evidence --letters own.csv --area Nowhere --format csv
evidence 2027-11-08 -q
evidence --backtest
init - --theme nothing
init - --framework examples/frameworks/peer-challenge.toml
init - --fieldwork-start 2027-03-08 --area Exampleshire --theme front-door
"""


def test_every_page(jtai, tmp_path, monkeypatch, request):
    monkeypatch.chdir(tmp_path)
    copied(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "own.csv").write_text(table(LETTERS), encoding="utf-8")
    said = ""
    for command in COMMANDS.strip().splitlines():
        run = jtai(*shlex.split(command))
        said += f"$ jtai {command}\n{run.out.removeprefix(BOM)}{run.err}[{run.code}]\n\n".replace(
            "\r\n", "\n"
        )
    if request.config.getoption("--rewrite"):
        SAID.write_text(said, encoding="utf-8")
    assert said == SAID.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command",
    [
        "plan 2027-03-09",
        "status 2027-03-09 --today 2027-03-10",
        "compare 2027-03-09 2027-03-16",
    ],
)
def test_a_page_that_travels_carries_its_warnings(jtai, command):
    """As stderr does not travel with it."""
    said = jtai(*command.split(), "--format", "markdown")
    assert "warning: " in said.err
    assert "## Warnings" in said.out
    assert "## Warnings" not in jtai(*command.split(), "--format", "table").out
