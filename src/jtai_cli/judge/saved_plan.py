"""Is a saved plan still sound? Its dates beside the rules, and its days off beside today's."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.judge import faults
from jtai_cli.judge.faults import Faults
from jtai_cli.judge.findings import Finding
from jtai_cli.judge.plan import not_in_force, notice_short, plan_beyond_published, start_day_off
from jtai_cli.plan.deadlines import statement_deadline
from jtai_cli.plan.inspection import Inspection, with_values
from jtai_cli.plan.model import Plan, fingerprint
from jtai_cli.plan.saved_plan import SavedPlan, line_in_json
from jtai_cli.plan.timetable import plan
from jtai_cli.rules.model import Framework
from jtai_cli.wording import count_of, listed, long_date

_STEP = "step "  # before the id of a step, for the place of a key in that step


def check_saved_plan(
    saved: SavedPlan, framework: Framework, text: str, file: str
) -> tuple[Finding, ...]:
    """Every finding about a saved plan, in order of line. ``text`` is what it was read from.

    Raises OutsideCalendar.
    """
    found = Faults(file, lambda key, inside, _: _line(text, key, inside))
    calendar, start = saved.calendar(), saved.start
    fix = "Make the plan again from a working day."
    found.add("start", *start_day_off(calendar, start, fix_in_file=fix), inside="fieldwork")
    found.add("theme", *faults.theme_findings(saved.theme, framework, start), inside="inspection")
    found.add("id", *not_in_force(framework, start, in_file=True), inside="framework")
    if not calendar.is_working(start):
        start = calendar.next(start)
    if _in_order(saved, found):
        again = plan(_made_again(saved, framework, calendar, start), framework)
        if moved := _stale(saved, calendar, again):
            finding = Finding(
                "plan-stale",
                "This plan was made with other bank holidays than today's; made now it would say "
                f"{listed(moved)}.",
                fix="Make it again with 'jtai plan', and tell those who have the old dates.",
            )
            found.add("fingerprint", finding, inside="calendar")
        else:
            _dates(saved, framework, calendar, start, found)
    found.add_rehearsal(saved.rehearsal)
    found.add_numbers_of_children(text.replace(saved.fingerprint, ""))  # figures by chance
    return found.in_order()


def _line(text: str, key: str, inside: str) -> int:
    """The line of a key in an object, or in the step whose id stands after ``_STEP``."""
    if inside.startswith(_STEP):
        before = rf'"id"\s*:\s*"{re.escape(inside.removeprefix(_STEP))}"'
        return line_in_json(text, before, rf'"{key}"\s*:')
    return line_in_json(text, *(rf'"{each}"\s*:' for each in (inside, key) if each))


def _in_order(saved: SavedPlan, found: Faults) -> bool:
    """Whether its dates follow each other, so that the rest can be judged."""
    report = saved.published or saved.report_due
    dates = [
        ("notification", "date", "notification", saved.notification),
        ("fieldwork", "start", "the start of fieldwork", saved.start),
        ("fieldwork", "end", "the end of fieldwork", saved.end),
        ("report", "published" if saved.published else "due", "the report", report),
        ("statement", "due", "the statement", saved.statement_due),
    ]
    in_order = True
    for (_, _, earlier, first), (inside, key, later, second) in pairwise(dates):
        one_day = key == "end" and first == second  # fieldwork of a single day
        if second <= first and not one_day:
            found.add(key, faults.out_of_order(earlier, first, later, second), inside=inside)
            in_order = False
    return in_order


def _made_again(
    saved: SavedPlan, framework: Framework, calendar: WorkingCalendar, start: dt.date
) -> Inspection:
    """The inspection to plan again with today's days off: only what has happened keeps its date."""
    done = {step.id for step in saved.steps if step.done}
    happened = {step.actual for step in framework.steps if step.id in done}
    notified = saved.notification if "notified" in happened else None
    return with_values(
        saved.inspection(),
        fieldwork_start=start,
        notification=notified or calendar.add(start, -saved.notice_days),
        fieldwork_days=saved.working_days,
        fieldwork_ended=saved.end if "fieldwork_ended" in happened else None,
    )


def _stale(saved: SavedPlan, calendar: WorkingCalendar, again: Plan) -> list[str]:
    """What would come out otherwise, where the days off are no longer those of its fingerprint.

    The fingerprint is of the days between its own dates. It is also taken between those of today's
    plan, so that a date which was changed by hand is not mistaken for a bank holiday.
    """
    today = {fingerprint(calendar, saved.notification, saved.statement_due), again.fingerprint}
    if saved.fingerprint in today:
        return []
    dates = (
        ("notification", saved.notification, again.notification.date),
        ("the end of fieldwork", saved.end, again.fieldwork.end),
        ("the report", saved.report_due, again.report.due),
        ("the statement", saved.statement_due, again.statement.due),
    )
    moved = [
        f"{what} {long_date(new)}, not {long_date(old)}" for what, old, new in dates if old != new
    ]
    old_steps, new_steps = (
        {step.id: (step.start, step.end) for step in each.steps} for each in (saved, again)
    )
    both = old_steps.keys() & new_steps.keys()
    if others := sum(old_steps[step_id] != new_steps[step_id] for step_id in both):
        moved.append(f"other dates for {count_of(others, 'step')}")
    return moved


def _dates(
    saved: SavedPlan, framework: Framework, calendar: WorkingCalendar, start: dt.date, found: Faults
) -> None:
    notified = saved.notification
    if not calendar.is_working(notified):  # found below, as the step that it is
        notified = calendar.previous(notified)
    known = with_values(saved.inspection(), fieldwork_start=start, notification=notified)
    judged = plan(with_values(known, fieldwork_ended=saved.end), framework)
    found.add("date", *notice_short(judged.notification, in_file=True), inside="notification")
    ended = faults.day_off("fieldwork-end-day-off", "Fieldwork ends on", calendar, saved.end)
    days = judged.fieldwork.working_days
    length = faults.fieldwork_length(framework, days, "Check its two dates.")
    found.add("end", *ended, *length, inside="fieldwork")
    found.add("due", *faults.misdated("report", saved.report_due, judged.report), inside="report")
    statement = statement_deadline(calendar, framework, saved.published or saved.report_due)
    due = faults.misdated("statement", saved.statement_due, statement)
    found.add("due", *due, inside="statement")
    found.add("published", *faults.late("report", judged.report, calendar), inside="report")
    _steps(saved, judged, found)
    closed = faults.closures_without_a_day(calendar, saved.steps, saved.closures)
    found.add("non_working_days", *closed)
    found.add("due", *plan_beyond_published(judged), inside="statement")


def _steps(saved: SavedPlan, judged: Plan, found: Faults) -> None:
    """Which steps are missing, on days off, outside their weeks or out of their order."""
    framework, calendar = judged.framework, judged.calendar
    there = {step.id for step in saved.steps}
    for step in judged.steps:
        if step.timing == "required" and step.id not in there:
            finding = Finding(
                "step-missing",
                f"There is no step {step.id} ({step.title}), which {framework.id} requires.",
                fix="Make the plan again with 'jtai plan'.",
                cited=step.source,
            )
            found.add("weeks", finding)
    fieldwork = {step.id for step in framework.steps if step.actual == "fieldwork_ended"}
    given = {}
    for step in saved.steps:
        ends = {"start": step.start, "end": step.end}
        off = [key for key, day in ends.items() if not calendar.is_working(day)]
        may_be_off = step.id == "report" and saved.basis == "calendar"
        if may_be_off or not off:
            given[step.id] = step
        elif step.id not in fieldwork:  # which has codes of its own
            day = ends[off[0]]
            on_day_off = faults.day_off("step-on-day-off", f"{step.title} is on", calendar, day)
            found.add(off[0], *on_day_off, inside=_STEP + step.id)
    for step_id, key, finding in faults.misplaced(judged.weeks, given, done=False):
        found.add(key, finding, inside=_STEP + step_id)
