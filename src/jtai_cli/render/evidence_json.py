"""The letters, and what they say, as JSON. Keys are stable; dates are ISO 8601."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jtai_cli.letters.backtest import Backtest, Reading, Tally, Trial
from jtai_cli.letters.likely import LETTERS
from jtai_cli.letters.measured import Measured, Summary, summaries
from jtai_cli.plan.deadlines import Deadlines
from jtai_cli.render.to_json import (
    dumps,
    election_object,
    fieldwork_object,
    framework_object,
    report_object,
    warning_objects,
)


def evidence_json(letters: Iterable[Measured]) -> str:
    """Letters and what they come to (schema ``jtai.evidence/1``)."""
    return dumps(_evidence(letters))


def question_json(question: Deadlines, letters: Iterable[Measured], trust: Tally | None) -> str:
    """The letters that are comparable with one fieldwork start, and what they say about it."""
    asked = {
        "framework": framework_object(question.framework),
        "fieldwork": fieldwork_object(question.fieldwork) if question.fieldwork else None,
        "report": report_object(question.report) if question.report else None,
        "trust": _tally(trust) if trust else None,
        "warnings": warning_objects(question.warnings),
    }
    return dumps({**_evidence(letters), **asked})


def backtest_json(backtest: Backtest) -> str:
    """The back-test (schema ``jtai.backtest/1``)."""
    return dumps(
        {
            "schema": "jtai.backtest/1",
            "source": LETTERS.title,
            "trials": [_trial(trial) for trial in backtest.trials],
            "tallies": [_tally(tally) for tally in backtest.tallies],
            "readings": [_reading(reading) for reading in backtest.readings],
        }
    )


def _evidence(letters: Iterable[Measured]) -> dict[str, Any]:
    found = list(letters)
    return {
        "schema": "jtai.evidence/1",
        "source": LETTERS.title,
        "letters": [_letter(each) for each in found],
        "summary": [_summary(summary) for summary in summaries(found)],
    }


def _letter(measured: Measured) -> dict[str, Any]:
    letter, framework = measured.letter, measured.framework
    statement_rule = framework.statement.days if framework else None
    waited = measured.statement_working_days
    return {
        "urn": letter.urn,
        "area": letter.area,
        "theme": letter.theme,
        "inspectorates": list(letter.inspectorates),
        "fieldwork": {
            "start": letter.fieldwork_start.isoformat(),
            "end": letter.fieldwork_end.isoformat(),
        },
        "published": letter.published.isoformat(),
        "statement_due": letter.statement_due.isoformat() if letter.statement_due else None,
        "framework": framework.id if framework else None,
        "class": measured.kind,
        "election": election_object(measured.near),
        "report": {
            "due": measured.due.isoformat() if measured.due else None,
            "days": framework.report.days if framework else None,
            "working_days": measured.working_days,
            "calendar_days": measured.calendar_days,
            "on_rule": measured.on_rule,
        },
        "statement": {
            "working_days": waited,
            "calendar_days": measured.statement_calendar_days,
            "on_rule": None if None in (waited, statement_rule) else waited == statement_rule,
        },
        "note": letter.note,
        "source": letter.source,
    }


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "measure": summary.measure,
        "basis": summary.basis,
        "framework": summary.framework.id,
        "class": summary.kind,
        "rule_days": summary.rule_days,
        **summary.spread._asdict(),
    }


def _trial(trial: Trial) -> dict[str, Any]:
    return {
        "area": trial.measured.letter.area,
        "fieldwork_start": trial.measured.letter.fieldwork_start.isoformat(),
        "framework": trial.framework.id,
        "class": trial.kind,
        "n": trial.n,
        "p90": trial.p90,
        "working_days": trial.measured.working_days,
        "verdict": trial.verdict,
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "framework": tally.framework.id,
        "class": tally.kind,
        "inspections": tally.inspections,
        "said": tally.said,
        "on_rule": tally.on_rule,
        "inside": tally.inside,
        "outside": tally.outside,
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "framework": reading.framework.id,
        "basis": reading.basis,
        "days": reading.days,
        "among": reading.among,
        "inspections": reading.inspections,
        "on_day": reading.on_day,
        "by_day": reading.by_day,
        "later": reading.later,
    }
