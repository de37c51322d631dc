"""Answers as JSON. Every object has a ``schema``; keys are stable; dates are ISO 8601."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from jtai_cli.core.backtest import Backtest, Reading, Tally, Trial
from jtai_cli.core.caveats import Caveat
from jtai_cli.core.days import DayList, DaySum, NonWorkingDay
from jtai_cli.core.deadlines import Deadline, Deadlines, Fieldwork
from jtai_cli.core.evidence import Likely, LikelyDay, Measured, Summary, summaries
from jtai_cli.core.letters import LETTERS
from jtai_cli.core.notice import Notice
from jtai_cli.core.plan import Plan, PlannedStep, Week
from jtai_cli.core.pre_election import NearElection
from jtai_cli.core.working import Working
from jtai_cli.rules.model import DeadlineRule, Framework, NoticePeriod, Observed, Step, Theme


def dumps(value: object) -> str:
    """Indented JSON in UTF-8's own letters, ending with a line break."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def plan_json(plan: Plan, *, observed: bool = False, workings: Sequence[Working] = ()) -> str:
    """One plan as one object (schema ``jtai.plan/1``)."""
    return dumps(plan_object(plan, observed=observed, workings=workings))


def plan_object(
    plan: Plan, *, observed: bool = False, workings: Sequence[Working] = ()
) -> dict[str, Any]:
    """One plan as the object that contract ``jtai.plan/1`` describes."""
    inspection = plan.inspection
    return {
        "schema": "jtai.plan/1",
        "inspection": {
            "area": inspection.area,
            "theme": inspection.theme,
            "reference": inspection.reference,
            "key_contact": inspection.key_contact,
            "partners": [
                {"agency": partner.agency, "contact": partner.contact}
                for partner in inspection.partners
            ],
        },
        "framework": _framework(plan.framework),
        "region": inspection.region,
        "notification": _notification(plan.notification),
        "fieldwork": _fieldwork(plan.fieldwork),
        "report": _report(plan.report),
        "statement": _deadline(plan.statement),
        "before": [_step(step) for step in plan.before],
        "weeks": [_week(week) for week in plan.weeks],
        "after": [_step(step) for step in plan.after],
        **({"observed": [_step(step) for step in plan.observed]} if observed else {}),
        "non_working_days": _days_off(plan.non_working_days),
        "warnings": _warnings(plan.warnings),
        **_workings(workings),
        "calendar": {
            "published_until": plan.calendar.published_until.isoformat(),
            "fingerprint": plan.fingerprint,
        },
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "due": deadline.due.isoformat(),
        "days": deadline.days,
        "basis": deadline.basis,
        "counted_from": deadline.counted_from.isoformat(),
        "condition": deadline.rule.condition,
        "source": deadline.rule.source.title,
    }


def notice_json(notice: Notice, workings: Sequence[Working] = ()) -> str:
    """A notice (schema ``jtai.notice/1``); keys as in a plan, and whether it is enough."""
    return dumps(
        {
            "schema": "jtai.notice/1",
            "framework": _framework(notice.framework),
            "region": notice.calendar.region,
            "notification": _notification(notice),
            "fieldwork": {"start": notice.fieldwork_start.isoformat()},
            "enough": not notice.short_by,
            "short_by": notice.short_by,
            "warnings": _warnings(notice.warnings),
            **_workings(workings),
        }
    )


def deadlines_json(deadlines: Deadlines, workings: Sequence[Working] = ()) -> str:
    """The deadlines (schema ``jtai.deadlines/1``); keys as in a plan, null where not known."""
    return dumps(
        {
            "schema": "jtai.deadlines/1",
            "framework": _framework(deadlines.framework),
            "region": deadlines.calendar.region,
            "fieldwork": _fieldwork(deadlines.fieldwork) if deadlines.fieldwork else None,
            "report": _report(deadlines.report) if deadlines.report else None,
            "statement": _deadline(deadlines.statement),
            "warnings": _warnings(deadlines.warnings),
            **_workings(workings),
        }
    )


def sum_json(total: DaySum, workings: Sequence[Working] = ()) -> str:
    """A sum (schema ``jtai.days/1``): so many working days in (start, end]."""
    return dumps(
        {
            "schema": "jtai.days/1",
            "region": total.calendar.region,
            "start": total.start.isoformat(),
            "end": total.end.isoformat(),
            "working_days": total.working_days,
            "warnings": _warnings(total.warnings),
            **_workings(workings),
        }
    )


def days_list_json(days: DayList) -> str:
    """Bank holidays and closures (schema ``jtai.days-list/1``)."""
    return dumps(
        {
            "schema": "jtai.days-list/1",
            "region": days.calendar.region,
            "from": days.first.isoformat(),
            "to": days.last.isoformat(),
            "non_working_days": _days_off(days.days),
            "warnings": _warnings(days.warnings),
        }
    )


def evidence_json(letters: Iterable[Measured]) -> str:
    """Letters and what they come to (schema ``jtai.evidence/1``)."""
    return dumps(_evidence(letters))


def question_json(question: Deadlines, letters: Iterable[Measured], trust: Tally | None) -> str:
    """The letters that are comparable with one fieldwork start, and what they say about it."""
    asked = {
        "framework": _framework(question.framework),
        "fieldwork": _fieldwork(question.fieldwork) if question.fieldwork else None,
        "report": _report(question.report) if question.report else None,
        "trust": _tally(trust) if trust else None,
        "warnings": _warnings(question.warnings),
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
        "election": _election(measured.near),
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
        **asdict(summary.spread),
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


def frameworks_json(frameworks: Iterable[Framework]) -> str:
    """Frameworks, whole (schema ``jtai.rules/1``)."""
    rules = [_whole_framework(framework) for framework in frameworks]
    return dumps({"schema": "jtai.rules/1", "frameworks": rules})


def _whole_framework(framework: Framework) -> dict[str, Any]:
    return {
        **_framework(framework),
        "short": framework.short,
        "from": framework.since.text,
        "until": framework.until.text if framework.until else None,
        "note": framework.note,
        "fieldwork_days": framework.fieldwork_days,
        "notice": [_period(period) for period in framework.notices],
        "report": _rule(framework.report),
        "statement": _rule(framework.statement),
        "steps": [
            {**_named(step), "week": step.week, "days": list(step.days), "timing": step.timing}
            for step in framework.steps
        ],
        "observed": [
            {**_named(seen), "after_fieldwork_end": seen.after_fieldwork_end}
            for seen in framework.observed
        ],
        "themes": [_theme(theme) for theme in framework.themes],
        "sources": [
            {"id": source.id, "title": source.title, "url": source.url}
            for source in framework.sources
        ],
    }


def _named(step: Step | Observed) -> dict[str, Any]:
    return {
        "id": step.id,
        "title": step.title,
        "detail": step.detail,
        "who": list(step.who),
        "source": step.source.title,
    }


def _period(period: NoticePeriod) -> dict[str, Any]:
    return {
        "from": period.since.text,
        "working_days": period.working_days,
        "note": period.note,
        "source": period.source.title,
    }


def _theme(theme: Theme) -> dict[str, Any]:
    return {
        "id": theme.id,
        "title": theme.title,
        "from": theme.since.text,
        "inspectorates": list(theme.inspectorates),
        "note": theme.note,
        "source": theme.source.title,
    }


def _rule(rule: DeadlineRule) -> dict[str, Any]:
    return {
        "title": rule.title,
        "detail": rule.detail,
        "condition": rule.condition,
        "days": rule.days,
        "basis": rule.basis,
        "who": list(rule.who),
        "owner": rule.owner,
        "why": rule.why,
        "source": rule.source.title,
    }


def _framework(framework: Framework) -> dict[str, Any]:
    return {"id": framework.id, "title": framework.title, "source": framework.source.title}


def _notification(notice: Notice) -> dict[str, Any]:
    return {
        "date": notice.date.isoformat(),
        "working_days_notice": notice.working_days,
        "required": notice.period.working_days,
        "source": notice.period.source.title,
    }


def _fieldwork(fieldwork: Fieldwork) -> dict[str, Any]:
    return {
        "start": fieldwork.start.isoformat(),
        "end": fieldwork.end.isoformat(),
        "working_days": fieldwork.working_days,
    }


def _report(report: Deadline) -> dict[str, Any]:
    return {
        **_deadline(report),
        "published": report.actual.isoformat() if report.actual else None,
        "likely": _likely(report, report.likely) if report.likely else None,
    }


def _likely(report: Deadline, likely: Likely) -> dict[str, Any]:
    """When a report is likely. Days are working days after fieldwork, but for the rule's own."""
    rule = {"days": report.days, "date": report.due.isoformat(), "n": likely.on_rule}
    return {
        "class": likely.kind,
        "n": len(likely.letters),
        "on_rule": None if likely.on_rule is None else rule,
        "median": _likely_day(likely.median),
        "p90": _likely_day(likely.p90),
        "latest": _likely_day(likely.latest),
        "election": _election(likely.near),
        "source": LETTERS.title,
    }


def _likely_day(day: LikelyDay | None) -> dict[str, Any] | None:
    return {"days": day.days, "date": day.date.isoformat()} if day else None


def _election(near: NearElection | None) -> dict[str, Any] | None:
    if near is None:
        return None
    election = near.election
    return {
        "date": election.date.isoformat(),
        "name": election.name,
        "source": election.source.title,
    }


def _days_off(days: Iterable[NonWorkingDay]) -> list[dict[str, Any]]:
    return [{"date": day.date.isoformat(), "name": day.name, "kind": day.kind} for day in days]


def _warnings(warnings: Iterable[Caveat]) -> list[dict[str, Any]]:
    return [
        {"code": warning.code, "message": warning.message, "date": warning.date.isoformat()}
        for warning in warnings
    ]


def _workings(workings: Sequence[Working]) -> dict[str, Any]:
    """The key ``working``, which is there only when it was asked for."""
    return {"working": [_working(working) for working in workings]} if workings else {}


def _working(working: Working) -> dict[str, Any]:
    return {
        "title": working.title,
        "reason": working.reason,
        "source": working.source.title if working.source else None,
        "days": [
            {"date": day.date.isoformat(), "number": day.number, "skipped": day.skipped}
            for day in working.days
        ],
    }


def _week(week: Week) -> dict[str, Any]:
    return {
        "number": week.number,
        "start": week.start.isoformat(),
        "end": week.end.isoformat(),
        "days": list(week.days),
        "steps": [_step(step) for step in week.steps],
    }


def _step(step: PlannedStep) -> dict[str, Any]:
    return {
        "id": step.id,
        "title": step.title,
        "detail": step.detail,
        "start": step.start.isoformat(),
        "end": step.end.isoformat(),
        "days": list(step.days) if step.days else None,
        "who": list(step.who),
        "owner": step.owner,
        "timing": step.timing,
        "done": step.done.isoformat() if step.done else None,
        "source": step.source.title,
    }
