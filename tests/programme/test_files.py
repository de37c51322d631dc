"""`jtai programme check` finds in each file of a code what the rows of its list say, and no more.

A folder of `files` bears the name of a code. Its `bad.toml` raises that code alone, at the rows
whose own column `raises` says so; its `good.toml` lies a day, a visit or a letter from it, and
raises nothing.
"""

import csv
import tomllib
from collections import Counter

import pytest

from tests.checks.corpus import OF_PROGRAMMES, PROGRAMMES

each_code = pytest.mark.parametrize("folder", PROGRAMMES, ids=lambda folder: folder.name)


def raised(path):
    """The rows of a programme's list, each with the code that it says it raises."""
    areas = path.parent / tomllib.loads(path.read_text(encoding="utf-8"))["areas"]
    with areas.open(encoding="utf-8", newline="") as file:
        return [(areas, n, row["raises"]) for n, row in enumerate(csv.DictReader(file), 2)]


def test_every_code_has_files():
    assert {folder.name for folder in PROGRAMMES} == set(OF_PROGRAMMES)


@each_code
def test_a_bad_programme_raises_its_code_where_its_rows_say(jtai, folder):
    path = folder / "bad.toml"
    run = jtai("programme", "check", path, "--format", "json")
    told = [(each["file"], each["line"], each["code"]) for each in run.json()["findings"]]
    said = [(str(areas), row, code) for areas, row, code in raised(path) if code]
    assert Counter(told) == Counter(said)
    assert {code for _, _, code in told} == {folder.name}
    severities = {each["severity"] for each in run.json()["findings"]}
    assert severities == {OF_PROGRAMMES[folder.name]}
    assert run.code == int(severities == {"error"})
    assert jtai("programme", "check", path, "--fail-level", "note", "-q").code == 1


@each_code
def test_a_good_programme_that_is_next_to_it_raises_nothing(jtai, folder):
    run = jtai("programme", "check", folder / "good.toml", "--fail-level", "note")
    assert (run.code, run.out, run.err) == (0, "1 file checked: nothing found.\n", "")
