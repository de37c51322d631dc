"""How often the likely date would have been right, beside what the rule alone says."""

from __future__ import annotations

from collections.abc import Sequence

from jtai_cli.letters.backtest import Backtest, Reading, Tally, Trial
from jtai_cli.letters.likely import LATEST, LETTERS, METHODS
from jtai_cli.render.evidence import MOST_LISTED, legend, none_left
from jtai_cli.render.page import Block, Grid, Lines, Page, Row
from jtai_cli.render.parts import Object, Rows, picked
from jtai_cli.wording import count_of, short_date

COLUMNS = (
    *("area", "fieldwork_start", "framework", "class", "n", "level"),
    *("earliest", "middle", "latest", "working_days", "verdict"),
)


def backtest_page(backtest: Backtest, *, of: int) -> Page:
    """What would have been said, how often that was right, and each time it was not.

    The letters tried are chosen ``of`` so many.
    """
    if not backtest.trials:
        return (none_left(of),)
    statements = backtest.statements
    return (
        Lines(
            "Back-test: what would have been said of each inspection when its fieldwork started",
            (
                f"From the latest {LATEST} letters of its kind published before that day, going by "
                "the elections that could be expected then. Right: not before the rule's date, "
                "and not after the latest day said.",
                f"Of the statement's date, from the letter on: said of {statements.said}, right "
                f"for {statements.right}.",
            ),
        ),
        Grid(
            "The likely date",
            ("Tried", "Said of", "On rule's day", "Right", "Stated", "Past the rule", "Which"),
            tuple(map(_tally_row, backtest.tallies)),
        ),
        Grid(
            "The rule alone",
            ("Tried", "On that day", "By that day", "Later", "Which"),
            tuple(map(_reading_row, backtest.readings)),
        ),
        _misses(backtest.trials),
        legend(more=(_PAST,)),
    )


_PAST = (
    "Stated: the share in which the range was said to hold. Past the rule: working days from the "
    "rule's date to the latest day said, on average."
)


def _tally_row(tally: Tally) -> Row:
    numbers = map(str, (tally.inspections, tally.said, tally.on_rule))
    right = f"{tally.right} ({tally.right / tally.said:.0%})" if tally.said else "0"
    stated = "" if tally.level is None else f"{tally.level:.0%}"
    past = "" if tally.past_rule is None else f"{tally.past_rule:.1f}"
    cells = (*numbers, right, stated, past, tally.which)
    return Row(cells, kind="step" if tally.which == "all" else "")


def _reading_row(reading: Reading) -> Row:
    numbers = (reading.inspections, reading.on_day, reading.by_day, reading.later)
    days = count_of(reading.days, f"{reading.basis} day")
    return Row((*map(str, numbers), f"{reading.framework.id}, {days}"))


def _misses(trials: Sequence[Trial]) -> Block:
    """The inspections whose letter came outside the range said."""
    missed = [trial for trial in trials if trial.verdict == "outside"]
    title = f"Not in the range said: {len(missed):,} (--format csv lists every inspection)"
    if not missed or len(missed) > MOST_LISTED:
        return Lines(title, ())
    rows = []
    for trial in missed:
        letter, said = trial.measured.letter, trial.report
        assert said  # or it could not have missed
        range_said = f"{said.earliest.days} to {said.latest.days}"
        cells = (
            *(short_date(letter.fieldwork_start), said.kind or "", str(said.n), range_said),
            *(str(trial.measured.working_days), letter.area),
        )
        rows.append(Row(cells, kind="step"))
    columns = ("Fieldwork", "Class then", "Letters then", "Said", "Came on", "Area")
    return Grid(title, columns, tuple(rows), foldable=(1, 2))


def backtest_object(backtest: Backtest) -> Object:
    """The back-test (schema ``jtai.backtest/1``). Days are working days after fieldwork."""
    return {
        "schema": "jtai.backtest/1",
        "source": LETTERS.title,
        "method": METHODS["report"],
        "trials": list(map(_trial_object, backtest.trials)),
        "tallies": [tally._asdict() for tally in backtest.tallies],
        "readings": [
            {**reading._asdict(), "framework": reading.framework.id}
            for reading in backtest.readings
        ],
        "statements": {"method": METHODS["statement"], **backtest.statements._asdict()},
    }


def _trial_object(trial: Trial) -> Object:
    said = trial.report
    return {
        **picked(trial.measured.letter, "area", "fieldwork_start"),
        "framework": trial.framework.id,
        "class": said.kind if said else None,
        "n": said.n if said else 0,
        "level": round(said.level, 2) if said and said.level else None,
        "earliest": said.earliest.days if said else None,
        "middle": said.middle.days if said else None,
        "latest": said.latest.days if said else None,
        "working_days": trial.measured.working_days,
        "verdict": trial.verdict,
    }


def backtest_rows(backtest: Backtest) -> Rows:
    """A row for each inspection tried."""
    return Rows(COLUMNS, (tuple(_trial_object(trial).values()) for trial in backtest.trials))
