"""Is a kept plan still sound? Its dates beside the rules, and its days off beside today's."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.judge.faults import (
    contradicted,
    is_closed,
    not_a_theme,
    not_then,
    not_yet,
    ordered_pairs,
    reversed_order,
    said_day_off,
    too_late,
    too_short,
)
from jtai_cli.judge.findings import BANK_HOLIDAYS, OUR_OWN, Finding
from jtai_cli.plan.deadlines import statement_deadline
from jtai_cli.plan.inspection import Inspection, with_values
from jtai_cli.plan.model import Plan, PlannedStep, fingerprint
from jtai_cli.plan.saved_plan import KeptPlan, line_in_json
from jtai_cli.plan.timetable import plan
from jtai_cli.rules.model import Framework, Source, Theme
from jtai_cli.wording import count_of, listed, long_date


class _File:
    """The text of a kept plan, for the lines of its keys, and the faults found in it so far."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self.found: list[Finding] = []

    def add(self, code: str, path: str, message: str, fix: str, source: Source) -> None:
        """A fault at a path of keys such as ``report.due``, or at a step, as ``step:ID.start``."""
        first, _, last = path.rpartition(".")
        needles = [_needle(key) for key in (first, last) if key]
        line = line_in_json(self.text, *needles)
        self.found.append(Finding(code, self.name, line, message, fix, source))


def _needle(key: str) -> str:
    """What a key, or the id of a step, looks like in JSON."""
    if key.startswith("step:"):
        return rf'"id"\s*:\s*"{re.escape(key.removeprefix("step:"))}"'
    return rf'"{key}"\s*:'


def check_kept(kept: KeptPlan, framework: Framework, text: str, file: str) -> tuple[Finding, ...]:
    """Every finding about a kept plan, in order of line. Raises OutsideCalendar."""
    found = _File(file, text)
    calendar = kept.calendar()
    theme = next((each for each in framework.themes if each.id == kept.theme), None)
    start = _first_day(kept, calendar, found)
    _rules_of_then(kept, framework, theme, found)
    if _in_order(kept, found):
        again = plan(_remade(kept, framework, calendar, start), framework)
        if moved := _stale(kept, calendar, again):
            found.add(
                "plan-stale",
                "calendar.fingerprint",
                "This plan was made with other bank holidays than today's; made now it would say "
                f"{listed(moved)}.",
                "Make it again with 'jtai plan', and tell those who have the old dates.",
                BANK_HOLIDAYS,
            )
        else:
            _dates(kept, framework, calendar, start, found)
    return tuple(sorted(found.found, key=lambda each: (each.line, each.code)))


def _first_day(kept: KeptPlan, calendar: WorkingCalendar, found: _File) -> dt.date:
    if (off := calendar.why_off(kept.start)) is None:
        return kept.start
    found.add(
        "fieldwork-start-day-off",
        "fieldwork.start",
        f"Fieldwork starts on {said_day_off(kept.start, off)}.",
        "Make the plan again from a working day.",
        BANK_HOLIDAYS,
    )
    return calendar.next(kept.start)


def _rules_of_then(kept: KeptPlan, framework: Framework, theme: Theme | None, found: _File) -> None:
    if kept.theme is not None and theme is None:
        found.add("unknown-theme", "inspection.theme", *not_a_theme(kept.theme, framework))
    if theme is not None and kept.start < theme.since.first_day:
        found.add("unknown-theme", "inspection.theme", *not_yet(theme, kept.start))
    if not framework.in_force_on(kept.start):
        found.add("framework-not-in-force", "framework.id", *not_then(framework, kept.start))


def _in_order(kept: KeptPlan, found: _File) -> bool:
    """Whether its dates follow each other, so that the rest can be judged."""
    report = kept.published or kept.report_due
    dates = [
        ("", "notification", kept.notification),
        ("fieldwork.start", "the start of fieldwork", kept.start),
        ("fieldwork.end", "the end of fieldwork", kept.end),
        ("report.published" if kept.published else "report.due", "the report", report),
        ("statement.due", "the statement", kept.statement_due),
    ]
    in_order = True
    for (_, earlier, first), (path, later, second) in pairwise(dates):
        one_day = path == "fieldwork.end" and first == second  # fieldwork of a single day
        if second <= first and not one_day:
            found.add("dates-out-of-order", path, *reversed_order(earlier, first, later, second))
            in_order = False
    return in_order


def _remade(
    kept: KeptPlan, framework: Framework, calendar: WorkingCalendar, start: dt.date
) -> Inspection:
    """What it was made from, with the days off of today: only what has happened stays."""
    done = {step.id for step in kept.steps if step.done}
    happened = {step.actual for step in framework.steps if step.id in done}
    notified = kept.notification if "notified" in happened else None
    return with_values(
        kept.inspection(),
        fieldwork_start=start,
        notification=notified or calendar.add(start, -kept.notice_days),
        fieldwork_days=kept.working_days,
        fieldwork_ended=kept.end if "fieldwork_ended" in happened else None,
    )


def _stale(kept: KeptPlan, calendar: WorkingCalendar, again: Plan) -> list[str]:
    """What would come out otherwise, where the days off are no longer those of its fingerprint.

    The mark is of the days between its own dates. It is taken between those of today's plan too,
    so that a date which was changed by hand is not mistaken for a bank holiday.
    """
    marks = {fingerprint(calendar, kept.notification, kept.statement_due), again.fingerprint}
    if kept.fingerprint in marks:
        return []
    dates = (
        ("notification", kept.notification, again.notification.date),
        ("the end of fieldwork", kept.end, again.fieldwork.end),
        ("the report", kept.report_due, again.report.due),
        ("the statement", kept.statement_due, again.statement.due),
    )
    moved = [
        f"{what} {long_date(new)}, not {long_date(old)}" for what, old, new in dates if old != new
    ]
    new = {step.id: step for step in again.steps}
    steps = [
        step
        for step in kept.steps
        if step.id in new and (step.start, step.end) != (new[step.id].start, new[step.id].end)
    ]
    return [*moved, *([f"other dates for {count_of(len(steps), 'step')}"] if steps else [])]


def _dates(
    kept: KeptPlan, framework: Framework, calendar: WorkingCalendar, start: dt.date, found: _File
) -> None:
    notified = kept.notification
    if not calendar.is_working(notified):  # found below, as the step that it is
        notified = calendar.previous(notified)
    judged = plan(
        with_values(
            kept.inspection(),
            fieldwork_start=start,
            notification=notified,
            fieldwork_ended=kept.end,
        ),
        framework,
    )
    if judged.notification.short_by:
        period = judged.notification.period
        found.add(
            "notice-short", "notification.date", *too_short(calendar, period, notified, start)
        )
    _fieldwork(kept, judged, found)
    if kept.report_due != judged.report.due:
        found.add(
            "report-date", "report.due", *contradicted("report", kept.report_due, judged.report)
        )
    statement = statement_deadline(calendar, framework, kept.published or kept.report_due)
    if kept.statement_due != statement.due:
        found.add(
            "statement-date",
            "statement.due",
            *contradicted("statement", kept.statement_due, statement),
        )
    if kept.published is not None and kept.published > judged.report.due:
        found.add("report-late", "report.published", *too_late("report", judged.report, calendar))
    _steps(kept, judged, found)
    for caveat in judged.warnings:
        if caveat.code == "beyond-published-bank-holidays":
            found.add(
                caveat.code,
                "statement.due",
                caveat.message,
                "Nothing now; check again when more bank holidays are published.",
                BANK_HOLIDAYS,
            )


def _fieldwork(kept: KeptPlan, judged: Plan, found: _File) -> None:
    if off := judged.calendar.why_off(kept.end):
        found.add(
            "fieldwork-end-day-off",
            "fieldwork.end",
            f"Fieldwork ends on {said_day_off(kept.end, off)}.",
            "Check the date.",
            BANK_HOLIDAYS,
        )
    days, framework = judged.fieldwork.working_days, judged.framework
    if days != framework.fieldwork_days:
        found.add(
            "fieldwork-length",
            "fieldwork.end",
            f"Fieldwork takes {count_of(days, 'working day')}, and {framework.id} has "
            f"{framework.fieldwork_days}.",
            "Check its two dates.",
            framework.source,
        )


def _steps(kept: KeptPlan, judged: Plan, found: _File) -> None:
    framework, calendar = judged.framework, judged.calendar
    there = {step.id: step for step in kept.steps}
    for step in judged.steps:
        if step.timing == "required" and step.id not in there:
            found.add(
                "step-missing",
                "weeks",
                f"There is no step {step.id} ({step.title}), which {framework.id} requires.",
                "Make the plan again with 'jtai plan'.",
                step.source,
            )
    on_days_off = set(_on_days_off(kept, framework, calendar, found))
    for week in judged.weeks:
        pairs = [(step, there[step.id]) for step in week.steps if step.id in there]
        inside: list[PlannedStep] = []
        for step, given in pairs:
            if given.id in on_days_off:
                continue
            if week.start <= given.start and given.end <= week.end:
                inside.append(step)
                continue
            key = "end" if week.start <= given.start <= week.end else "start"
            found.add(
                "step-out-of-week",
                f"step:{given.id}.{key}",
                f"{given.title}: {long_date(given.start)} to {long_date(given.end)} is not inside "
                f"week {week.number}, {long_date(week.start)} to {long_date(week.end)}.",
                "Move the step, or make the plan again with 'jtai plan'.",
                step.source,
            )
        for first, second in ordered_pairs(inside):
            if there[second.id].start < there[first.id].start:
                found.add(
                    "step-out-of-order",
                    f"step:{second.id}.start",
                    f"{second.title} ({long_date(there[second.id].start)}) is before "
                    f"{first.title} ({long_date(there[first.id].start)}), which comes before it.",
                    "Check the two dates.",
                    second.source,
                )
    _closures(kept, calendar, found)


def _on_days_off(
    kept: KeptPlan, framework: Framework, calendar: WorkingCalendar, found: _File
) -> Iterator[str]:
    """The ids of the steps that start or end on a day off, each of which is a fault."""
    fieldwork = {step.id for step in framework.steps if step.actual == "fieldwork_ended"}
    for step in kept.steps:
        if step.id == "report" and kept.basis == "calendar":  # such days may be days off
            continue
        if step.id in fieldwork:  # which has codes of its own
            if not (calendar.is_working(step.start) and calendar.is_working(step.end)):
                yield step.id
            continue
        ends = {"start": step.start, "end": step.end}
        for key, day in ends.items():
            if off := calendar.why_off(day):
                found.add(
                    "step-on-day-off",
                    f"step:{step.id}.{key}",
                    f"{step.title} is on {said_day_off(day, off)}.",
                    "Check the date.",
                    BANK_HOLIDAYS,
                )
                yield step.id
                break


def _closures(kept: KeptPlan, calendar: WorkingCalendar, found: _File) -> None:
    for closure in kept.closures:
        steps = [step for step in kept.steps if is_closed(calendar, step, closure)]
        if steps:
            found.add(
                "step-on-closure",
                "non_working_days",
                f"{closure.name} ({long_date(closure.first)}) falls on: "
                f"{listed(step.title for step in steps)}.",
                "Agree who will be there, or move the closure: it does not stop the count.",
                OUR_OWN,
            )
