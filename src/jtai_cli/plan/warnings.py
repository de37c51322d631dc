"""What a reader of a plan should know before relying on it. One small function a warning.

Codes are public and stable; ``caveats.CODES`` lists them all with what each means.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from jtai_cli.plan.caveats import (
    Caveat,
    beyond_published,
    not_in_force,
    out_of_season,
    recorded_on_day_off,
    starts_on_sunday,
)
from jtai_cli.plan.deadlines import due_near_election, due_on_day_off
from jtai_cli.plan.model import Plan, PlannedStep, Week
from jtai_cli.wording import count_of, listed, listed_in_part, long_date, short_date


def warnings_for(plan: Plan) -> tuple[Caveat, ...]:
    """Every warning that a plan calls for, in the order in which they matter."""
    checks = (
        _notice_short,
        _framework_not_in_force,
        _fieldwork_start,
        _bank_holidays,
        _season,
        _election,
        _closures,
        _days_off,
        _projection,
    )
    return tuple(warning for check in checks for warning in check(plan))


def _notice_short(plan: Plan) -> Iterator[Caveat]:
    notice = plan.notification
    if notice.short_by:
        yield Caveat(
            "notice-short",
            f"Notification on {long_date(notice.date)} gives "
            f"{count_of(notice.working_days, 'working day')} of notice, and {plan.framework.id} "
            f"asks for {notice.period.working_days}. The first week is the shorter for it.",
            notice.date,
        )


def _framework_not_in_force(plan: Plan) -> Iterator[Caveat]:
    yield from not_in_force(plan.framework, plan.fieldwork.start)


def _fieldwork_start(plan: Plan) -> Iterator[Caveat]:
    start, first = plan.fieldwork.start, plan.fieldwork.first
    yield from starts_on_sunday(start, first)
    if first.weekday() != 0:
        yield Caveat(
            "fieldwork-start-not-monday",
            f"Fieldwork starts on {long_date(start)}, not on a Monday; 50 of 52 published JTAIs "
            "started on a Monday.",
            start,
        )


def _bank_holidays(plan: Plan) -> Iterator[Caveat]:
    fieldwork = plan.fieldwork
    inside = plan.calendar.between(plan.notification.date, fieldwork.last)
    if inside:
        names = listed_in_part(f"{name} ({short_date(day)})" for day, name in inside)
        straddling = [str(week.number) for week in plan.weeks if _straddles(week)]
        blocks = (
            f" The weeks are blocks of five working days, so week{'s' * (len(straddling) > 1)} "
            f"{listed(straddling)} {'run' if len(straddling) > 1 else 'runs'} across a weekend."
            if straddling
            else ""
        )
        yield Caveat(
            "bank-holiday-in-weeks",
            f"{names} {'fall' if len(inside) > 1 else 'falls'} inside the timetable and "
            f"{'are' if len(inside) > 1 else 'is'} not counted.{blocks}",
            inside[0].date,
        )
    interrupting = plan.calendar.between(fieldwork.start, fieldwork.last)
    if interrupting:
        names = listed(f"{name} ({short_date(day)})" for day, name in interrupting)
        yield Caveat(
            "fieldwork-across-bank-holiday",
            f"Fieldwork is interrupted by {names} and ends on {long_date(fieldwork.end)}.",
            interrupting[0].date,
        )


def _straddles(week: Week) -> bool:
    return (week.end - week.start).days > week.end.weekday() - week.start.weekday()


def _season(plan: Plan) -> Iterator[Caveat]:
    yield from out_of_season(plan.fieldwork.start, plan.fieldwork.end)


def _election(plan: Plan) -> Iterator[Caveat]:
    yield from due_near_election(plan.report)


def _closures(plan: Plan) -> Iterator[Caveat]:
    hit: dict[tuple[str, ...], list[dt.date]] = {}
    for closed in plan.non_working_days:
        if closed.kind == "closure":
            touched = tuple(step.title for step in plan.steps if _falls_on(step, closed.date))
            if touched:
                hit.setdefault((closed.name, *touched), []).append(closed.date)
    for (name, *titles), dates in hit.items():
        yield Caveat(
            "step-on-closure",
            f"{name} ({listed(map(short_date, dates))}) falls on: {listed(titles)}. A closure "
            "does not stop the count: agree who will be there.",
            dates[0],
        )


def _falls_on(step: PlannedStep, day: dt.date) -> bool:
    return step.start <= day <= step.end


def _days_off(plan: Plan) -> Iterator[Caveat]:
    for deadline in (plan.report, plan.statement):
        yield from due_on_day_off(plan.calendar, deadline)
    recorded = {
        "The end of fieldwork": plan.inspection.progress.fieldwork_ended,
        "The draft": plan.inspection.progress.draft_received,
        "Publication": plan.inspection.progress.published,
    }
    for what, day in recorded.items():
        if day is not None:
            yield from recorded_on_day_off(plan.calendar, what, day)


def _projection(plan: Plan) -> Iterator[Caveat]:
    last = max(step.end for step in plan.after)
    yield from beyond_published(plan.calendar, last)
