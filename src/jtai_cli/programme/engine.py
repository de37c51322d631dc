"""The engine: the least of a sum of whole numbers under linear rows. HiGHS does the work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, inf
from typing import NamedTuple

import highspy
import numpy as np

Sum = Mapping[int, int]  # the factor of each column, by its number

_NEARLY = 1e-6  # by which the engine may miss a whole number


class Row(NamedTuple):
    """A sum that is at least ``low`` and at most ``high``; None is no bound."""

    terms: Sum
    low: int | None
    high: int | None


class Found(NamedTuple):
    """The value of each column, None where there is no answer, and what no answer goes below.

    ``stopped`` says that the user broke off, ``seconds`` how long it took.
    """

    values: tuple[int, ...] | None
    bound: int | None
    stopped: bool
    seconds: float


def least(
    uppers: Sequence[int], rows: Sequence[Row], goal: Sum, *, seconds: float | None, seed: int
) -> Found:
    """Whole numbers from 0 to ``uppers``, one a column, within all rows, with the least ``goal``.

    One thread and no hints: the same rows and seed give the same answer, unless ``seconds`` run
    out. Ctrl-C gives the best answer so far.
    """
    engine = highspy.Highs()
    for name, value in _settings(seconds, seed).items():
        engine.setOptionValue(name, value)
    engine.passModel(_model(uppers, rows, goal))
    stopped = _run(engine)
    if engine.getModelStatus() == highspy.HighsModelStatus.kSolveError and not stopped:
        left = None if seconds is None else seconds - engine.getRunTime()
        settings = _settings(left, seed) | {"presolve": "off"}  # in which it was seen to fail
        for name, value in settings.items():
            engine.setOptionValue(name, value)
        engine.clearSolver()
        stopped = _run(engine)
    info = engine.getInfo()
    has_answer = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = tuple(map(round, engine.getSolution().col_value)) if has_answer else None
    bound = info.mip_dual_bound
    below = ceil(bound - _NEARLY) if abs(bound) < inf else None
    return Found(values, below, stopped, engine.getRunTime())


def _settings(seconds: float | None, seed: int) -> dict[str, bool | int | float | str]:
    """A gap below 1 is none: every sum is whole."""
    return {
        "output_flag": False,
        "threads": 1,
        "random_seed": seed,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.99,
        "time_limit": inf if seconds is None else max(seconds, 0.0),
    }


def _model(uppers: Sequence[int], rows: Sequence[Row], goal: Sum) -> highspy.HighsLp:
    model, columns = highspy.HighsLp(), len(uppers)
    model.num_col_, model.num_row_ = columns, len(rows)
    model.col_cost_ = np.array([goal.get(number, 0) for number in range(columns)], dtype=float)
    model.col_lower_, model.col_upper_ = np.zeros(columns), np.array(uppers, dtype=float)
    model.integrality_ = [highspy.HighsVarType.kInteger] * columns
    model.row_lower_ = np.array([-inf if row.low is None else row.low for row in rows])
    model.row_upper_ = np.array([inf if row.high is None else row.high for row in rows])
    matrix, terms = model.a_matrix_, [sorted(row.terms.items()) for row in rows]
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.cumsum([0, *map(len, terms)])
    matrix.index_ = np.array([column for row in terms for column, _ in row], dtype=int)
    matrix.value_ = np.array([factor for row in terms for _, factor in row], dtype=float)
    return model


def _run(engine: highspy.Highs) -> bool:
    """Run it, and say whether Ctrl-C stopped it. Its own way would print of that to stdout."""
    engine.HandleUserInterrupt = True
    stopped, done = False, False
    try:
        engine.startSolve()
    except KeyboardInterrupt:
        stopped = True
    while not done:
        try:
            if stopped:
                engine.cancelSolve()
            done, _ = engine.wait(0.1)
        except KeyboardInterrupt:
            stopped = True
    return stopped
