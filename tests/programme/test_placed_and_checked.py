"""The checker, which knows nothing of the solver, finds nothing in what the solver has placed."""

import csv
import datetime as dt

import pytest
from hypothesis import given, settings

from jtai_cli.days.bank_holidays import calendar_for
from jtai_cli.programme.check import breaches
from jtai_cli.programme.model import Programme, Team, Visit
from jtai_cli.programme.reading import read_programme_file
from tests.harness import ROOT
from tests.programme.made import programmes

pytest.importorskip("highspy", reason="pip install '.[programme]' to try the solver")

from jtai_cli.programme.placing import place

LETTERS = ROOT / "src/jtai_cli/letters/letters.csv"
DAY = dt.timedelta(days=1)
SINCE = dt.date(2022, 3, 28)  # from when the framework of 2022 holds
FILE = 'start = {}\nend = {}\nareas = "areas.csv"\n[[teams]]\nname = "{}"\n'


def of_rules(programme):
    """The rules that are broken: the code, and all that take part in the breach."""
    return {
        (breach.code, frozenset(v.reference for v in (breach.visit, *breach.others)))
        for breach in breaches(programme)
        if breach.limit.is_rule
    }


@given(programmes(most=4))
@settings(max_examples=150)
def test_what_is_placed_breaks_nothing_that_was_not_broken(programme):
    for seconds in (None, 0):
        assert of_rules(place(programme, seconds=seconds).programme) <= of_rules(programme)


def real(number):
    """The last inspections of the letters, so many, with none of their weeks."""
    text = LETTERS.read_text(encoding="utf-8").splitlines()
    rows = [r for r in csv.DictReader(text) if r["fieldwork_start"] >= SINCE.isoformat()]
    rows = sorted(rows, key=lambda row: row["fieldwork_start"])[-number:]
    days = [dt.date.fromisoformat(row["fieldwork_start"]) for row in rows]
    first, last = min(days), max(days) + 28 * DAY
    given = read_programme_file(FILE.format(first, last, "North"), "programme.toml")
    return rows, Programme(
        first,
        last,
        calendar_for("ENG"),
        given.rules,
        (Team("North"), Team("South")),
        tuple(Visit(f"L{n}", row["area"], n + 2) for n, row in enumerate(rows)),
    )


@pytest.mark.parametrize("number", [8, 28])
def test_real_inspections_are_placed_without_a_finding(number):
    rows, programme = real(number)
    assert len(rows) == number
    placement = place(programme)
    assert placement.left == ()
    assert breaches(placement.programme) == ()  # no preference is broken, either
