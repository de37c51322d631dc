"""Answers as JSON. Every object has a ``schema``; keys are stable; dates are ISO 8601."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from jtai_cli.letters.likely import LETTERS, Likely, LikelyDay
from jtai_cli.letters.pre_election import NearElection
from jtai_cli.plan.caveats import Caveat
from jtai_cli.plan.deadlines import Deadline, Deadlines, Fieldwork
from jtai_cli.plan.inspection import Inspection
from jtai_cli.plan.model import Plan, PlannedStep, Week
from jtai_cli.plan.notice import Notice
from jtai_cli.plan.sums import DayList, DaySum, NonWorkingDay
from jtai_cli.plan.working import Working
from jtai_cli.render.json_text import escaped
from jtai_cli.rules.model import DeadlineRule, Framework, NoticePeriod, Observed, Step, Theme

_ENCODER = json.JSONEncoder(ensure_ascii=False)  # json.dumps would make one each time


def _on_one_line(value: object) -> str:
    return escaped(_ENCODER.encode(value))


def dumps(value: object) -> str:
    """Indented JSON in UTF-8's own letters, ending with a line break."""
    return escaped(json.dumps(value, indent=2, ensure_ascii=False)) + "\n"


def plan_json(plan: Plan, *, observed: bool = False, workings: Sequence[Working] = ()) -> str:
    """One plan as one object (schema ``jtai.plan/1``)."""
    return dumps(plan_object(plan, observed=observed, workings=workings))


def plan_object(
    plan: Plan, *, observed: bool = False, workings: Sequence[Working] = ()
) -> dict[str, Any]:
    """One plan as the object that contract ``jtai.plan/1`` describes."""
    return {**_which(plan.inspection), **_dated(plan, observed, workings)}


def plan_line(plan: Plan, *, observed: bool = False, workings: Sequence[Working] = ()) -> str:
    """The same on one line."""
    return _on_one_line(plan_object(plan, observed=observed, workings=workings)) + "\n"


def plans_json(plans: Sequence[Plan], beside: Callable[[Plan], Mapping[str, Any]]) -> bytes:
    """Many plans as one array, an object a line. ``beside`` says what to show beside a plan."""
    return b"".join(_lines(plans, beside, b"[\n", b",\n", b"\n]\n"))


def plans_lines(plans: Sequence[Plan], beside: Callable[[Plan], Mapping[str, Any]]) -> bytes:
    """Many plans, an object a line, as JSON lines have it."""
    return b"".join(_lines(plans, beside, b"", b"\n", b"\n"))


def _lines(
    plans: Sequence[Plan],
    beside: Callable[[Plan], Mapping[str, Any]],
    first: bytes,
    between: bytes,
    last: bytes,
) -> Iterator[bytes]:
    """Each plan on one line, in pieces. In a list many have the same dates, written once."""
    dated: dict[tuple[object, ...], bytes] = {}
    yield first
    for number, plan in enumerate(plans, 1):
        inspection = plan.inspection
        key = inspection.settings, inspection.progress, "framework" in inspection.stated
        if key not in dated:
            dated[key] = b", " + _on_one_line(_dated(plan, **beside(plan))).encode()[1:]
        yield _on_one_line(_which(inspection)).encode()[:-1]
        yield dated[key]
        yield between if number < len(plans) else last


def _which(inspection: Inspection) -> dict[str, Any]:
    """What comes first in a plan: which inspection it is of."""
    names = dict(inspection.identity.names)
    return {
        "schema": "jtai.plan/1",
        "inspection": {
            "area": names.pop("area"),
            "theme": inspection.settings.theme,
            **names,
            "partners": [
                {"agency": partner.agency, "contact": partner.contact}
                for partner in inspection.identity.partners
            ],
        },
    }


def _dated(plan: Plan, observed: bool, workings: Sequence[Working]) -> dict[str, Any]:
    """The rest of it, which is the same for every inspection of the same dates."""
    inspection = plan.inspection
    return {
        "framework": framework_object(plan.framework),
        "region": inspection.settings.region,
        "notification": _notification(plan.notification),
        "fieldwork": fieldwork_object(plan.fieldwork),
        "report": report_object(plan.report),
        "statement": _deadline(plan.statement),
        "before": [_step(step) for step in plan.before],
        "weeks": [_week(week) for week in plan.weeks],
        "after": [_step(step) for step in plan.after],
        **({"observed": [_step(step) for step in plan.observed]} if observed else {}),
        "non_working_days": _days_off(plan.non_working_days),
        "warnings": warning_objects(plan.warnings),
        **_workings(workings),
        "calendar": {
            "published_until": plan.calendar.published_until.isoformat(),
            "fingerprint": plan.fingerprint,
            "extra_bank_holidays": [
                {"date": day.isoformat(), "name": name}
                for day, name in inspection.settings.bank_holidays
            ],
            "extra_working_days": [day.isoformat() for day in inspection.settings.working_days],
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
            "framework": framework_object(notice.framework),
            "region": notice.calendar.region,
            "notification": _notification(notice),
            "fieldwork": {"start": notice.fieldwork_start.isoformat()},
            "enough": not notice.short_by,
            "short_by": notice.short_by,
            "warnings": warning_objects(notice.warnings),
            **_workings(workings),
        }
    )


def deadlines_json(deadlines: Deadlines, workings: Sequence[Working] = ()) -> str:
    """The deadlines (schema ``jtai.deadlines/1``); keys as in a plan, null where not known."""
    return dumps(
        {
            "schema": "jtai.deadlines/1",
            "framework": framework_object(deadlines.framework),
            "region": deadlines.calendar.region,
            "fieldwork": fieldwork_object(deadlines.fieldwork) if deadlines.fieldwork else None,
            "report": report_object(deadlines.report) if deadlines.report else None,
            "statement": _deadline(deadlines.statement),
            "warnings": warning_objects(deadlines.warnings),
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
            "warnings": warning_objects(total.warnings),
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
            "warnings": warning_objects(days.warnings),
        }
    )


def frameworks_json(frameworks: Iterable[Framework]) -> str:
    """Frameworks, whole (schema ``jtai.rules/1``)."""
    rules = [_whole_framework(framework) for framework in frameworks]
    return dumps({"schema": "jtai.rules/1", "frameworks": rules})


def _whole_framework(framework: Framework) -> dict[str, Any]:
    return {
        **framework_object(framework),
        "short": framework.short,
        "from": framework.since.text,
        "until": framework.until.text if framework.until else None,
        "note": framework.note,
        "fieldwork_days": framework.fieldwork_days,
        "notice": [_period(period) for period in framework.notices],
        "report": _rule(framework.report),
        "statement": _rule(framework.statement),
        "cases": (
            {"least": framework.cases.least, "source": framework.cases.source.title}
            if framework.cases
            else None
        ),
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


def framework_object(framework: Framework) -> dict[str, Any]:
    """A framework by its name and source."""
    return {"id": framework.id, "title": framework.title, "source": framework.source.title}


def _notification(notice: Notice) -> dict[str, Any]:
    return {
        "date": notice.date.isoformat(),
        "working_days_notice": notice.working_days,
        "required": notice.period.working_days,
        "source": notice.period.source.title,
    }


def fieldwork_object(fieldwork: Fieldwork) -> dict[str, Any]:
    """Fieldwork, both its days counted."""
    return {
        "start": fieldwork.start.isoformat(),
        "end": fieldwork.end.isoformat(),
        "working_days": fieldwork.working_days,
    }


def report_object(report: Deadline) -> dict[str, Any]:
    """When a report is due, when it is likely, and when it came."""
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
        "election": election_object(likely.near),
        "source": LETTERS.title,
    }


def _likely_day(day: LikelyDay | None) -> dict[str, Any] | None:
    return {"days": day.days, "date": day.date.isoformat()} if day else None


def election_object(near: NearElection | None) -> dict[str, Any] | None:
    """The election that a date lies close to, or null."""
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


def warning_objects(warnings: Iterable[Caveat]) -> list[dict[str, Any]]:
    """Warnings by code, sentence and date."""
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
