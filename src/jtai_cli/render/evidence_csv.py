"""The letters, and how the likely date would have done, as CSV."""

from __future__ import annotations

from collections.abc import Iterable

from jtai_cli.letters.backtest import Backtest
from jtai_cli.letters.letters import COLUMNS, OPTIONAL_COLUMNS
from jtai_cli.letters.measured import Measured
from jtai_cli.render.to_csv import rows_csv

LETTER_COLUMNS = (  # of the form in which letters are added, and then those that are worked out
    *COLUMNS,
    *OPTIONAL_COLUMNS,
    "framework",
    "class",
    "rule_due",
    "working_days",
    "calendar_days",
    "on_rule",
    "statement_working_days",
    "statement_calendar_days",
    "source",
)
TRIAL_COLUMNS = (
    "area",
    "fieldwork_start",
    "framework",
    "class",
    "comparable",
    "p90",
    "working_days",
    "verdict",
)


def evidence_csv(letters: Iterable[Measured]) -> str:
    """A row for each letter, in the form in which letters are added, with its days counted."""
    words = {None: None, True: "yes", False: "no"}
    return rows_csv(
        LETTER_COLUMNS,
        (
            (
                each.letter.urn,
                each.letter.area,
                each.letter.theme,
                "; ".join(each.letter.inspectorates),
                each.letter.fieldwork_start,
                each.letter.fieldwork_end,
                each.letter.published,
                each.letter.statement_due,
                each.letter.note,
                each.framework.id if each.framework else None,
                each.kind,
                each.due,
                each.working_days,
                each.calendar_days,
                words[each.on_rule],
                each.statement_working_days,
                each.statement_calendar_days,
                each.letter.source,
            )
            for each in letters
        ),
    )


def backtest_csv(backtest: Backtest) -> str:
    """A row for each inspection tried."""
    return rows_csv(
        TRIAL_COLUMNS,
        (
            (
                trial.measured.letter.area,
                trial.measured.letter.fieldwork_start,
                trial.framework.id,
                trial.kind,
                trial.n,
                trial.p90,
                trial.measured.working_days,
                trial.verdict,
            )
            for trial in backtest.trials
        ),
    )
