"""A refusal that says what stands in a cell or an option does not repeat the number of a child."""

import csv
import shutil

import pytest

from jtai_cli.programme.reading import DATES
from tests.harness import EXAMPLES

NUMBER = "943 476 5919"  # of no person: the example of the NHS. The name of a file is told whole.
ROW = {"reference": "JT1", "area": "Barchester", "fieldwork_start": "2027-04-26"}


def write(path, row):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([row.keys(), row.values()])


COLUMNS = ("team", "theme", *DATES, "fixed", "after", "reference", "area")


@pytest.mark.parametrize("column", COLUMNS)
def test_a_row_of_a_programme(jtai, tmp_path, column):
    for path in (EXAMPLES / "programme").iterdir():
        shutil.copyfile(path, tmp_path / path.name)  # not its mode: the checkout may be read-only
    write(tmp_path / "areas.csv", ROW | {column: NUMBER})
    run = jtai("programme", "check", tmp_path / "programme.toml")
    assert run.code == (0 if column in ("reference", "area") else 2)
    assert NUMBER not in run.out + run.err


@pytest.mark.parametrize("column", ["fieldwork_start", "theme", "fieldwork_days", "report_basis"])
def test_a_row_of_a_list(jtai, tmp_path, column):
    write(tmp_path / "list.csv", ROW | {column: NUMBER})
    run = jtai("plan", tmp_path / "list.csv")
    assert run.code == 2 and f"row 2: {column}" in run.err.replace("there is no theme", column)
    assert NUMBER not in run.out + run.err


@pytest.mark.parametrize("key", ["area", "theme", "fieldwork_start", "fieldwork_days", "closures"])
def test_a_value_without_quotes(jtai, tmp_path, key):
    number = NUMBER.replace(" ", "")
    (tmp_path / "one.toml").write_text(f"{key} = {number}\n", encoding="utf-8")
    run = jtai("plan", tmp_path / "one.toml")
    assert run.code == 2 and key in run.err and number not in run.err


@pytest.mark.parametrize("option", ["--notified", "--theme", "--closure", "--framework"])
def test_an_option(jtai, option):
    run = jtai("plan", option, NUMBER, *(() if option == "--notified" else ("2027-03-08",)))
    assert run.code == 2 and NUMBER not in run.out + run.err
