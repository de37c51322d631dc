"""How often the likely date would have been right, beside what the rule alone says."""

from __future__ import annotations

from collections.abc import Sequence

from jtai_cli.letters.backtest import Backtest, Reading, Tally, Trial
from jtai_cli.letters.likely import FEWEST, LETTERS
from jtai_cli.render.evidence import MOST_LISTED, legend, none_left
from jtai_cli.render.page import Block, Grid, Lines, Page, Row
from jtai_cli.render.parts import Object, Rows, picked
from jtai_cli.wording import count_of, short_date

COLUMNS = (
    *("area", "fieldwork_start", "framework", "class"),
    *("comparable", "p90", "working_days", "verdict"),
)


def backtest_page(backtest: Backtest, *, of: int) -> Page:
    """What would have been said, how often that was right, and each time it was not.

    The letters tried are chosen ``of`` so many.
    """
    if not backtest.trials:
        return (none_left(of),)
    return (
        Lines(
            "Back-test: what would have been said of each inspection when its fieldwork started",
            (
                "From the comparable letters published before that day (same framework, same class "
                f"as then known), at least {FEWEST} of them; the day said is that by which nine in "
                "ten of them had come.",
            ),
        ),
        Grid(
            "The likely date",
            ("Inspections", "Day said for", "On rule's day", "By day said", "Later", "Which"),
            tuple(_tally_row(tally) for tally in backtest.tallies),
        ),
        Grid(
            "The rule alone",
            ("Inspections", "On that day", "By that day", "Later", "Which"),
            tuple(_reading_row(reading) for reading in backtest.readings if reading.inspections),
        ),
        _misses(backtest.trials),
        legend(),
    )


def _tally_row(tally: Tally) -> Row:
    numbers = (tally.inspections, tally.said, tally.on_rule, tally.inside, tally.outside)
    which = f"{tally.framework.id}, {tally.kind or 'all'}"
    return Row((*map(str, numbers), which), kind="" if tally.kind else "step")


def _reading_row(reading: Reading) -> Row:
    numbers = (reading.inspections, reading.on_day, reading.by_day, reading.later)
    among = ", where a day was said" if reading.among == "said" else ""
    days = count_of(reading.days, f"{reading.basis} day")
    return Row((*map(str, numbers), f"{reading.framework.id}, {days}{among}"))


def _misses(trials: Sequence[Trial]) -> Block:
    """The inspections whose letter came later than the day said."""
    missed = [trial for trial in trials if trial.verdict == "outside"]
    title = f"Later than the day said: {len(missed):,} (--format csv lists every inspection)"
    if not missed or len(missed) > MOST_LISTED:
        return Lines(title, ())
    rows = []
    for trial in missed:
        letter, came_on = trial.measured.letter, trial.measured.working_days
        numbers = map(str, (trial.n, trial.p90, came_on))
        cells = (short_date(letter.fieldwork_start), trial.kind, *numbers, letter.area)
        rows.append(Row(cells, kind="step"))
    columns = ("Fieldwork", "Class then", "Letters then", "Day said", "Came on", "Area")
    return Grid(title, columns, tuple(rows), foldable=(1, 2))


def backtest_object(backtest: Backtest) -> Object:
    """The back-test (schema ``jtai.backtest/1``)."""
    return {
        "schema": "jtai.backtest/1",
        "source": LETTERS.title,
        "trials": list(map(_trial_object, backtest.trials)),
        "tallies": list(map(tally_object, backtest.tallies)),
        "readings": [
            {**reading._asdict(), "framework": reading.framework.id}
            for reading in backtest.readings
        ],
    }


def _trial_object(trial: Trial) -> Object:
    return {
        **picked(trial.measured.letter, "area", "fieldwork_start"),
        "framework": trial.framework.id,
        "class": trial.kind,
        **picked(trial, "n", "p90"),
        "working_days": trial.measured.working_days,
        "verdict": trial.verdict,
    }


def tally_object(tally: Tally) -> Object:
    """The trials of a framework, of one class or of all, in numbers."""
    return {
        "framework": tally.framework.id,
        "class": tally.kind,
        **picked(tally, "inspections", "said", "on_rule", "inside", "outside"),
    }


def backtest_rows(backtest: Backtest) -> Rows:
    """A row for each inspection tried."""
    return Rows(COLUMNS, (tuple(_trial_object(trial).values()) for trial in backtest.trials))
