"""From an inspection, a framework and a calendar to the whole timetable.

The day of notification is day 1. Fieldwork starts after the framework's notice, on day 11 where
that is 10 working days. The weeks are blocks of five working days: those before fieldwork are
counted back from its first day, so that the first takes up any day more or less than the rule.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from jtai_cli.days.sums import NonWorkingDay, non_working_days
from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.errors import BadValue, DatesOutOfOrder, NothingToPlan, UnknownName
from jtai_cli.plan import deadlines
from jtai_cli.plan.deadlines import Deadline, Fieldwork, Notice
from jtai_cli.plan.inspection import Anchor, Inspection, calendar_of, safe_step
from jtai_cli.plan.model import Plan, PlanDay, PlannedStep, Week
from jtai_cli.plan.rehearsal import as_rehearsal, check_rehearsal
from jtai_cli.rules import model as rules
from jtai_cli.rules.elections import votes_in
from jtai_cli.rules.frameworks import SHIPPED, framework_for, shipped_framework
from jtai_cli.rules.model import BLOCK, Framework, Observed, Step

LOCAL_SOURCE = rules.Source("local", "local", "The area's own inspection file", None)

_DAY = dt.timedelta(days=1)


def plan(
    inspection: Inspection, framework: Framework, calendar: WorkingCalendar | None = None
) -> Plan:
    """The timetable of an inspection under a framework, in the working days of its region, or of
    the ``calendar`` given in its place.

    Raises NothingToPlan, NotAWorkingDay, DatesOutOfOrder, OutsideCalendar, UnknownName (a theme
    that the framework does not have) or BadValue (a local step with an id already taken).
    """
    check_against(inspection, framework)
    settings, progress = inspection.settings, inspection.progress
    calendar = calendar or calendar_of(settings)
    notification = deadlines.notice(
        calendar,
        framework,
        notified=progress.notified or settings.notification,
        fieldwork_start=settings.fieldwork_start,
        notified_key="notified" if progress.notified else "notification",
    )
    days = settings.fieldwork_days or framework.fieldwork_days
    fieldwork = deadlines.fieldwork_of(
        calendar, notification.fieldwork_start, days, progress.fieldwork_ended
    )
    report = deadlines.report_deadline(
        calendar,
        framework,
        fieldwork.end,
        basis=settings.report_basis,
        published=progress.published,
        elections=settings.elections,
        no_elections=settings.no_elections,
        votes=votes_in(inspection.identity.area),
    )
    _require_order(inspection, fieldwork)
    statement = deadlines.statement_deadline(calendar, framework, report.day, report=report)
    local = _local_steps(inspection, notification, fieldwork, report, statement)
    starts = [notification.date, statement.due, *(step.start for step in local)]
    off = non_working_days(calendar, settings.closures, min(starts), max(starts))
    made = Plan(
        inspection=inspection,
        framework=framework,
        calendar=calendar,
        notification=notification,
        fieldwork=fieldwork,
        report=report,
        statement=statement,
        before=_in_order(step for step in local if step.end < notification.date),
        weeks=_weeks(inspection, notification, fieldwork, local, off),
        after=_after(inspection, fieldwork, report, statement, local),
        observed=tuple(_observed(inspection, notification, fieldwork)),
        non_working_days=off,
    )
    return as_rehearsal(made) if settings.rehearsal else made


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
    calendar = calendar_of(settings)
    for framework in map(shipped_framework, SHIPPED):
        if framework_for(deadlines.earliest_start(calendar, framework, notified)) == framework:
            return framework
    return framework_for(notified)


def workings(plan: Plan) -> tuple[deadlines.Working, ...]:
    """The three counts of a plan, every day named: notice, report and statement."""
    due = (plan.report, plan.statement)
    after = (deadlines.deadline_working(plan.calendar, each) for each in due)
    return (deadlines.notice_working(plan.notification), *after)


def _require_order(inspection: Inspection, fieldwork: Fieldwork) -> None:
    progress = inspection.progress
    events = (
        ("the end of fieldwork", fieldwork.end, "fieldwork_ended"),
        ("the draft received", progress.draft_received, "draft_received"),
        ("publication", progress.published, "published"),
    )
    known = [(name, day, key) for name, day, key in events if day is not None]
    for (earlier, first, _), (later, second, key) in pairwise(known):
        if second <= first:
            raise DatesOutOfOrder(earlier, first, later, second, key=key)


def _weeks(
    inspection: Inspection,
    notification: Notice,
    fieldwork: Fieldwork,
    local: list[PlannedStep],
    off: Iterable[NonWorkingDay],
) -> tuple[Week, ...]:
    blocks = _blocks(notification, fieldwork)
    closures = {day.date: day.name for day in off if day.kind == "closure"}
    steps = [*_framework_steps(inspection, notification, blocks), *local]
    weeks = []
    for number, (start, end) in blocks.items():
        following = blocks[number + 1][0] if number + 1 in blocks else end + _DAY
        numbers = notification.day_numbers(start, end)
        dates = tuple(_dates(closures, notification, start, following - _DAY))
        begun = _in_order(step for step in steps if start <= step.start <= end)
        weeks.append(Week(number, start, end, numbers, dates, begun))
    return tuple(weeks)


def _blocks(notification: Notice, fieldwork: Fieldwork) -> dict[int, tuple[dt.date, dt.date]]:
    """First and last working day of each week, less those that short notice leaves empty."""
    calendar, framework = notification.calendar, notification.framework
    weeks = framework.notice_weeks
    starts = [notification.date]
    starts += [calendar.add(fieldwork.first, -BLOCK * left) for left in range(weeks - 1, -1, -1)]
    blocks = {}
    for number in range(1, weeks + 1):
        start = max(starts[number - 1], notification.date)
        if start < starts[number]:
            blocks[number] = (start, calendar.previous(starts[number]))
    blocks[framework.fieldwork_week] = (fieldwork.first, fieldwork.last)
    return blocks


def _framework_steps(
    inspection: Inspection, notification: Notice, blocks: dict[int, tuple[dt.date, dt.date]]
) -> Iterator[PlannedStep]:
    """The framework's steps; on day 1 those whose week short notice left out."""
    framework, calendar = notification.framework, notification.calendar
    dates = {}  # of the five days of each week: those that a short week lacks are its last day
    for number, (start, end) in blocks.items():
        length = min(BLOCK, calendar.count(start, end) + 1)
        dates[number] = calendar.stretch(start, length) + [end] * (BLOCK - length)
    week = framework.fieldwork_week
    dates[week][-1] = blocks[week][1]  # the last day of fieldwork, however many days it has
    for step in framework.steps:
        days = dates.get(step.week, [notification.date] * BLOCK)
        start, end = days[step.days[0] - 1], days[step.days[1] - 1]
        numbers = notification.day_numbers(start, end)
        done = _done(inspection, step)
        planned = _planned(step, step.id, step.timing, start, end, days=numbers, done=done)
        yield planned._replace(agencies=_agencies(inspection, step.id))


def _done(inspection: Inspection, step: Step | Observed) -> dt.date | None:
    """The day on which a step was done, as the inspection's file has it."""
    if step.actual is None:
        return dict(inspection.progress.done).get(step.id)
    day: dt.date | None = getattr(inspection.progress, step.actual)
    return day


def _agencies(inspection: Inspection, step_id: str) -> tuple[str, ...]:
    """The partners that do a step, as the inspection's file has them."""
    return dict(inspection.work.agencies).get(step_id, ())


def _dates(
    closures: Mapping[dt.date, str], notification: Notice, first: dt.date, last: dt.date
) -> Iterator[PlanDay]:
    """The weekdays, and the weekend days that are worked, from a working day on to ``last``."""
    calendar = notification.calendar
    before = calendar.count(notification.date, first)
    for day, number, name in calendar.steps(first - _DAY, last):
        if number is not None:
            yield PlanDay(day, before + number, None, closures.get(day))
        elif day.weekday() < 5:
            yield PlanDay(day, None, name, None)


def _local_steps(
    inspection: Inspection,
    notification: Notice,
    fieldwork: Fieldwork,
    report: Deadline,
    statement: Deadline,
) -> list[PlannedStep]:
    anchors: dict[Anchor, dt.date] = {
        "notification": notification.date,
        "fieldwork_start": fieldwork.first,
        "fieldwork_end": fieldwork.last,
        "report": report.day,
        "statement": statement.due,
    }
    done = dict(inspection.progress.done)
    steps = []
    for step in map(safe_step, inspection.settings.steps):
        day = notification.calendar.add(anchors[step.anchor], step.offset)
        in_weeks = notification.date <= day <= fieldwork.last
        steps.append(
            PlannedStep(
                id=step.id,
                title=step.title,
                detail=step.detail,
                start=day,
                end=day,
                days=notification.day_numbers(day, day) if in_weeks else None,
                who=("partners",),
                timing="suggested",
                source=LOCAL_SOURCE,
                owner=step.owner,
                done=done.get(step.id),
                agencies=_agencies(inspection, step.id),
            )
        )
    return steps


def _after(
    inspection: Inspection,
    fieldwork: Fieldwork,
    report: Deadline,
    statement: Deadline,
    local: list[PlannedStep],
) -> tuple[PlannedStep, ...]:
    """The two deadlines, and the local steps after fieldwork."""
    steps = []
    for step_id, deadline in (("report", report), ("statement", statement)):
        rule, day = deadline.rule, deadline.day
        done = deadline.actual or dict(inspection.progress.done).get(step_id)
        planned = _planned(rule, step_id, "required", day, day, owner=rule.owner, done=done)
        steps.append(planned._replace(agencies=_agencies(inspection, step_id)))
    return _in_order([*steps, *(step for step in local if step.start > fieldwork.last)])


def _observed(
    inspection: Inspection, notification: Notice, fieldwork: Fieldwork
) -> Iterator[PlannedStep]:
    for seen in notification.framework.observed:
        day = notification.calendar.add(fieldwork.end, seen.after_fieldwork_end)
        step = _planned(seen, seen.id, "observed", day, day)
        if done := _done(inspection, seen):  # no longer what another area's timeline shows
            step = step._replace(start=done, end=done, done=done, detail=None)
        yield step


def _planned(
    rule: Step | rules.DeadlineRule | Observed,
    step_id: str,
    timing: rules.Timing,
    start: dt.date,
    end: dt.date,
    *,
    days: tuple[int, int] | None = None,
    owner: str | None = None,
    done: dt.date | None = None,
) -> PlannedStep:
    """A step of the framework on its dates. After fieldwork ``days`` are no longer numbered."""
    return PlannedStep(
        id=step_id,
        title=rule.title,
        detail=rule.detail,
        start=start,
        end=end,
        days=days,
        who=rule.who,
        timing=timing,
        source=rule.source,
        owner=owner,
        done=done,
    )


def _in_order(steps: Iterable[PlannedStep]) -> tuple[PlannedStep, ...]:
    return tuple(sorted(steps, key=lambda step: step.start))


def check_against(inspection: Inspection, framework: Framework) -> None:
    """Raise UnknownName or BadValue where a file names what the framework does not have."""
    check_rehearsal(inspection.settings)
    _check_agencies(inspection, framework)
    if inspection.settings.theme is not None:
        framework.theme(inspection.settings.theme)
    of_framework: list[Step | Observed] = [*framework.steps, *framework.observed]
    taken = {*rules.DEADLINE_IDS, *(step.id for step in of_framework)}
    for step in inspection.settings.steps:
        if step.id in taken:
            raise BadValue(
                f"the local step {step.id!r} has the id of a step of {framework.id}. "
                "Give it another id.",
                key="steps",
            )
    recorded = {"report": "published"}
    recorded |= {step.id: step.actual for step in of_framework if step.actual}
    known = [step.id for step in of_framework if step.actual is None]
    known += [*(step.id for step in inspection.settings.steps), "statement"]
    for name, _ in inspection.progress.done:
        if name in recorded:
            raise BadValue(
                f"the date of {name} belongs under [actual], as {recorded[name]}. Write it there.",
                key=name,
            )
        if name not in known:
            from jtai_cli.privacy import told  # only a mistake needs it

            raise UnknownName("step called", name, known, key=name, said=told(name, known))


def _check_agencies(inspection: Inspection, framework: Framework) -> None:
    """Raise UnknownName or BadValue for a step under ``[agencies]`` that no partner can have."""
    who = {step.id: step.who for step in framework.steps}
    who |= {step.id: ("partners",) for step in inspection.settings.steps}
    who["statement"] = framework.statement.who
    known = [step_id for step_id, parties in who.items() if "partners" in parties]
    for name, _ in inspection.work.agencies:
        if name not in known:
            from jtai_cli.privacy import told  # only a mistake needs it

            what = "step of partners called"
            raise UnknownName(what, name, known, key="agencies", said=told(name, known))
