"""From an inspection, a framework and a calendar to the whole timetable.

The day of notification is day 1. Fieldwork starts after the framework's notice, on day 11 where
that is 10 working days. The weeks are blocks of five working days: those before fieldwork are
counted back from its first day, so that the first takes up any day more or less than the rule.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import pairwise

from jtai_cli.days.sums import non_working_days
from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.errors import BadValue, DatesOutOfOrder, NothingToPlan, UnknownName
from jtai_cli.plan.deadlines import (
    Deadline,
    Fieldwork,
    deadline_working,
    fieldwork_of,
    report_deadline,
    statement_deadline,
)
from jtai_cli.plan.inspection import Anchor, Inspection, calendar_of
from jtai_cli.plan.model import Plan, PlanDay, PlannedStep, Week
from jtai_cli.plan.notice import Notice, earliest_start, notice, notice_working
from jtai_cli.plan.working import Working
from jtai_cli.rules.frameworks import SHIPPED, framework_for, shipped_framework
from jtai_cli.rules.model import (
    BLOCK,
    DEADLINE_IDS,
    DeadlineRule,
    Framework,
    Observed,
    Source,
    Step,
    Timing,
)

LOCAL_SOURCE = Source("local", "local", "The area's own inspection file", None)

_DAY = dt.timedelta(days=1)


def plan(inspection: Inspection, framework: Framework) -> Plan:
    """The timetable of an inspection under a framework, in the working days of its region.

    Raises NothingToPlan, NotAWorkingDay, DatesOutOfOrder, OutsideCalendar, UnknownName (a theme
    that the framework does not have) or BadValue (a local step with an id already taken).
    """
    check_against(inspection, framework)
    settings, progress = inspection.settings, inspection.progress
    calendar = calendar_of(settings)
    notification = notice(
        calendar,
        framework,
        notified=progress.notified or settings.notification,
        fieldwork_start=settings.fieldwork_start,
        notified_key="notified" if progress.notified else "notification",
    )
    fieldwork = fieldwork_of(
        calendar,
        notification.fieldwork_start,
        settings.fieldwork_days or framework.fieldwork_days,
        progress.fieldwork_ended,
    )
    report = report_deadline(
        calendar,
        framework,
        fieldwork.end,
        started=fieldwork.start,
        basis=settings.report_basis,
        published=progress.published,
        elections=settings.elections,
        no_elections=settings.no_elections,
    )
    _require_order(inspection, fieldwork)
    statement = statement_deadline(calendar, framework, report.actual or report.due)
    local = _local_steps(inspection, calendar, notification, fieldwork, report, statement)
    dates = [notification.date, statement.due, *(step.start for step in local)]
    return Plan(
        inspection=inspection,
        framework=framework,
        calendar=calendar,
        notification=notification,
        fieldwork=fieldwork,
        report=report,
        statement=statement,
        before=_in_order(step for step in local if step.end < notification.date),
        weeks=_weeks(inspection, framework, calendar, notification.date, fieldwork, local),
        after=_in_order(_after(inspection, report, statement, fieldwork, local)),
        observed=tuple(_observed(inspection, framework, calendar, fieldwork)),
        non_working_days=non_working_days(calendar, settings.closures, min(dates), max(dates)),
    )


def framework_in_force(inspection: Inspection) -> Framework:
    """The framework of ours in force when fieldwork starts, or the next one where none was.

    Raises NothingToPlan where neither a start nor a notification is known, and OutsideCalendar.
    """
    settings = inspection.settings
    notified = inspection.progress.notified or settings.notification
    if settings.fieldwork_start is not None:
        return framework_for(settings.fieldwork_start)
    if notified is None:
        raise NothingToPlan()
    calendar = calendar_of(inspection.settings)
    for framework in map(shipped_framework, SHIPPED):
        start = earliest_start(calendar, framework, notified)
        if framework_for(start) == framework:
            return framework
    return framework_for(notified)


def workings(plan: Plan) -> tuple[Working, ...]:
    """The three counts of a plan, every day named: notice, report and statement."""
    return (
        notice_working(plan.notification),
        deadline_working(plan.calendar, plan.report),
        deadline_working(plan.calendar, plan.statement),
    )


def _require_order(inspection: Inspection, fieldwork: Fieldwork) -> None:
    names = (
        ("the end of fieldwork", fieldwork.end, "fieldwork_ended"),
        ("the draft received", inspection.progress.draft_received, "draft_received"),
        ("publication", inspection.progress.published, "published"),
    )
    known = [(name, day, key) for name, day, key in names if day is not None]
    for (earlier, first, _), (later, second, key) in pairwise(known):
        if second <= first:
            raise DatesOutOfOrder(earlier, first, later, second, key=key)


def _weeks(
    inspection: Inspection,
    framework: Framework,
    calendar: WorkingCalendar,
    notified: dt.date,
    fieldwork: Fieldwork,
    local: list[PlannedStep],
) -> tuple[Week, ...]:
    blocks = _blocks(framework, calendar, notified, fieldwork)
    days_of = {number: _five_days(calendar, *block) for number, block in blocks.items()}
    days_of[framework.fieldwork_week][-1] = fieldwork.last  # however many days it has
    steps = [
        _planned(step, days_of.get(step.week), calendar, notified, _done(inspection, step))
        for step in framework.steps
    ]
    weeks = []
    for number, (start, end) in blocks.items():
        following = blocks[number + 1][0] if number + 1 in blocks else end + _DAY
        weeks.append(
            Week(
                number,
                start,
                end,
                _numbers(calendar, notified, start, end),
                _dates(inspection, calendar, start, following, notified),
                _in_order(step for step in [*steps, *local] if start <= step.start <= end),
            )
        )
    return tuple(weeks)


def _blocks(
    framework: Framework, calendar: WorkingCalendar, notified: dt.date, fieldwork: Fieldwork
) -> dict[int, tuple[dt.date, dt.date]]:
    """First and last working day of each week, less those that short notice leaves empty."""
    weeks = framework.notice_weeks
    starts = [notified]
    starts += [calendar.add(fieldwork.first, -BLOCK * left) for left in range(weeks - 1, -1, -1)]
    blocks = {}
    for number in range(1, weeks + 1):
        start = max(starts[number - 1], notified)
        if start < starts[number]:
            blocks[number] = (start, calendar.previous(starts[number]))
    blocks[framework.fieldwork_week] = (fieldwork.first, fieldwork.last)
    return blocks


def _five_days(calendar: WorkingCalendar, start: dt.date, end: dt.date) -> list[dt.date]:
    """On which dates the five days of a week fall: those that a short week lacks on its last."""
    length = min(BLOCK, calendar.count(start, end) + 1)
    return calendar.stretch(start, length) + [end] * (BLOCK - length)


def _planned(
    step: Step,
    days: list[dt.date] | None,
    calendar: WorkingCalendar,
    notified: dt.date,
    done: dt.date | None,
) -> PlannedStep:
    """A step on its dates. ``days`` are those on which the five days of its week fall.

    There are none where short notice left its week out: then it is on day 1.
    """
    first, last = step.days
    start, end = (days[first - 1], days[last - 1]) if days else (notified, notified)
    return PlannedStep(
        id=step.id,
        title=step.title,
        detail=step.detail,
        start=start,
        end=end,
        days=_numbers(calendar, notified, start, end),
        who=step.who,
        timing=step.timing,
        source=step.source,
        done=done,
    )


def _done(inspection: Inspection, step: Step | Observed) -> dt.date | None:
    """The day on which a step was done, as the inspection's file has it."""
    if step.actual is None:
        return dict(inspection.progress.done).get(step.id)
    by_key = {
        "notified": inspection.progress.notified,
        "fieldwork_ended": inspection.progress.fieldwork_ended,
        "draft_received": inspection.progress.draft_received,
    }
    return by_key[step.actual]


def _dates(
    inspection: Inspection,
    calendar: WorkingCalendar,
    start: dt.date,
    following: dt.date,
    notified: dt.date,
) -> tuple[PlanDay, ...]:
    """The weekdays from the working day ``start`` up to ``following``, which is not counted."""
    last = following - _DAY
    first_number, _ = _numbers(calendar, notified, start, start)
    working_days = calendar.stretch(start, calendar.count(start, last) + 1)
    days = [
        PlanDay(day, number, None, _closure_on(inspection, day))
        for number, day in enumerate(working_days, first_number)
    ]
    days += [PlanDay(day, None, name, None) for day, name in calendar.between(start, last)]
    return tuple(sorted(days, key=lambda each: each.date))


def _numbers(
    calendar: WorkingCalendar, notified: dt.date, start: dt.date, end: dt.date
) -> tuple[int, int]:
    """The day numbers of two working days: the day of notification is day 1."""
    return calendar.count(notified, start) + 1, calendar.count(notified, end) + 1


def _closure_on(inspection: Inspection, day: dt.date) -> str | None:
    for closure in inspection.settings.closures:
        if closure.covers(day):
            return closure.name
    return None


def _local_steps(
    inspection: Inspection,
    calendar: WorkingCalendar,
    notification: Notice,
    fieldwork: Fieldwork,
    report: Deadline,
    statement: Deadline,
) -> list[PlannedStep]:
    anchors: dict[Anchor, dt.date] = {
        "notification": notification.date,
        "fieldwork_start": fieldwork.first,
        "fieldwork_end": fieldwork.last,
        "report": report.actual or report.due,
        "statement": statement.due,
    }
    done = dict(inspection.progress.done)
    steps = []
    for step in inspection.settings.steps:
        day = calendar.add(anchors[step.anchor], step.offset)
        inside = notification.date <= day <= fieldwork.last
        steps.append(
            PlannedStep(
                id=step.id,
                title=step.title,
                detail=step.detail,
                start=day,
                end=day,
                days=_numbers(calendar, notification.date, day, day) if inside else None,
                who=("partners",),
                timing="suggested",
                source=LOCAL_SOURCE,
                owner=step.owner,
                done=done.get(step.id),
            )
        )
    return steps


def _after(
    inspection: Inspection,
    report: Deadline,
    statement: Deadline,
    fieldwork: Fieldwork,
    local: list[PlannedStep],
) -> Iterator[PlannedStep]:
    yield _deadline_step("report", report)._replace(done=report.actual)
    done = dict(inspection.progress.done).get("statement")
    yield _deadline_step("statement", statement)._replace(done=done)
    yield from (step for step in local if step.start > fieldwork.last)


def _deadline_step(step_id: str, deadline: Deadline) -> PlannedStep:
    day = deadline.actual or deadline.due
    return _later_step(step_id, deadline.rule, day, "required", deadline.rule.owner)


def _observed(
    inspection: Inspection, framework: Framework, calendar: WorkingCalendar, fieldwork: Fieldwork
) -> Iterator[PlannedStep]:
    for seen in framework.observed:
        day = calendar.add(fieldwork.end, seen.after_fieldwork_end)
        step = _later_step(seen.id, seen, day, "observed")
        if done := _done(inspection, seen):  # no longer what another area's timeline shows
            step = step._replace(start=done, end=done, done=done, detail=None)
        yield step


def _later_step(
    step_id: str,
    rule: DeadlineRule | Observed,
    day: dt.date,
    timing: Timing,
    owner: str | None = None,
) -> PlannedStep:
    """A step of one day after fieldwork, where days are no longer numbered."""
    return PlannedStep(
        id=step_id,
        title=rule.title,
        detail=rule.detail,
        start=day,
        end=day,
        days=None,
        who=rule.who,
        timing=timing,
        source=rule.source,
        owner=owner,
    )


def _in_order(steps: Iterable[PlannedStep]) -> tuple[PlannedStep, ...]:
    return tuple(sorted(steps, key=lambda step: step.start))


def check_against(inspection: Inspection, framework: Framework) -> None:
    """Raise UnknownName or BadValue where a file names what the framework does not have."""
    if inspection.settings.theme is not None:
        framework.theme(inspection.settings.theme)
    taken = set(DEADLINE_IDS)
    taken |= {step.id for step in framework.steps} | {seen.id for seen in framework.observed}
    for step in inspection.settings.steps:
        if step.id in taken:
            raise BadValue(
                f"the local step {step.id!r} has the id of a step of {framework.id}. "
                "Give it another id.",
                key="steps",
            )
    _check_done(inspection, framework)


def _check_done(inspection: Inspection, framework: Framework) -> None:
    rules: list[Step | Observed] = [*framework.steps, *framework.observed]
    recorded: dict[str, str] = {"report": "published"}
    recorded |= {rule.id: rule.actual for rule in rules if rule.actual is not None}
    known = [rule.id for rule in rules if rule.actual is None]
    known += [step.id for step in inspection.settings.steps]
    for name, _ in inspection.progress.done:
        if name in recorded:
            raise BadValue(
                f"the date of {name} belongs under [actual], as {recorded[name]}. Write it there.",
                key=name,
            )
        if name not in known and name != "statement":
            raise UnknownName("step called", name, [*known, "statement"], key=name)
