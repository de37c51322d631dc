"""The dates of an inspection file, beside each other, the calendar and the rules.

What cannot be planned with (a start on a Saturday, dates out of order) becomes a finding and is
corrected or left out for the rest of the check, so that one run reports every fault.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import pairwise

from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.judge import faults
from jtai_cli.judge.faults import Faults
from jtai_cli.judge.findings import Finding
from jtai_cli.judge.plan import not_in_force, notice_short, plan_beyond_published, start_day_off
from jtai_cli.judge.sessions import session_findings
from jtai_cli.judge.tasks import task_findings
from jtai_cli.plan.deadlines import notice
from jtai_cli.plan.inspection import Inspection, calendar_of, with_values
from jtai_cli.plan.model import Plan
from jtai_cli.plan.timetable import plan
from jtai_cli.rules.model import LONGEST_FIELDWORK, DeadlineRule, Framework, Observed
from jtai_cli.wording import long_date, short_date

PlanOf = Callable[[Inspection], Plan]

_ACTUAL = {"draft_received": "the draft", "published": "publication"}  # what people call them


def check_dates(inspection: Inspection, framework: Framework, found: Faults) -> None:
    """Add every fault of the dates of an inspection that has one to plan from.

    Its theme, if any, is one of the framework's. Raises OutsideCalendar.
    """
    calendar = calendar_of(inspection.settings)
    plan_of = cache(partial(plan, framework=framework))  # one is enough where dates are in order
    inspection = _start(inspection, calendar, found)
    inspection = _notification(inspection, framework, calendar, found)
    inspection = _fieldwork(inspection, plan_of, calendar, found)
    inspection = _afterwards(inspection, plan_of, calendar, found)
    planned = plan_of(inspection)
    start, given = planned.fieldwork.start, inspection.progress
    found.add("theme", *faults.theme_findings(inspection.settings.theme, framework, start))
    found.add("framework", *not_in_force(framework, start, in_file=True))
    found.add("report_due", *faults.misdated("report", given.report_due, planned.report))
    statement = planned.statement._replace(actual=dict(given.done).get("statement"))
    found.add("statement_due", *faults.misdated("statement", given.statement_due, statement))
    found.add("published", *faults.late("report", planned.report, calendar), inside="actual")
    found.add("statement", *faults.late("statement", statement, calendar), inside="done")
    _done(planned, found)
    _order_after_fieldwork(planned, found)
    closures = inspection.settings.closures
    closed = faults.closures_without_a_day(calendar, planned.steps, closures, since="from ")
    found.add("closures", *closed)
    found.add("fieldwork_start", *plan_beyond_published(planned))
    for key, table, index, finding in (*task_findings(planned), *session_findings(planned)):
        found.add(key, finding, inside=table, index=index)


def _start(inspection: Inspection, calendar: WorkingCalendar, found: Faults) -> Inspection:
    start = inspection.settings.fieldwork_start
    if start is None or calendar.is_working(start):
        return inspection
    after, before = calendar.next(start), calendar.previous(start)
    fix = f"Write {after} ({short_date(after)}) or {before} ({short_date(before)})."
    found.add("fieldwork_start", *start_day_off(calendar, start, fix_in_file=fix))
    return with_values(inspection, fieldwork_start=after)


def _notification(
    inspection: Inspection, framework: Framework, calendar: WorkingCalendar, found: Faults
) -> Inspection:
    start = inspection.settings.fieldwork_start
    told = inspection.progress.notified
    given = {"notification": inspection.settings.notification, "notified": told}
    for key, day in given.items():
        table = "actual" if key == "notified" else ""
        if day is None:
            continue
        if not calendar.is_working(day):
            found.add(key, *_recorded("Notification", calendar, day), inside=table)
            day = given[key] = calendar.previous(day)
        if start is not None and day >= start:
            finding = faults.out_of_order("notification", day, "the start of fieldwork", start)
            found.add(key, finding, inside=table)
            given[key] = None
    if start is not None and (day := given["notified"] or given["notification"]):
        measured = notice(calendar, framework, notified=day, fieldwork_start=start)
        short = notice_short(measured, in_file=True)
        if given["notified"]:  # it has happened: another code than a plan that can be put right
            late = (each._replace(code="notified-late") for each in short)
            found.add("notified", *late, inside="actual")
        else:
            found.add("notification", *short)
    return with_values(inspection, **given)


def _recorded(what: str, calendar: WorkingCalendar, day: dt.date) -> Iterator[Finding]:
    return faults.day_off("step-on-day-off", f"{what} is recorded on", calendar, day)


def _fieldwork(
    inspection: Inspection, plan_of: PlanOf, calendar: WorkingCalendar, found: Faults
) -> Inspection:
    """The length of fieldwork, and its end, which is left out of the rest where it cannot be so."""
    ended = inspection.progress.fieldwork_ended
    without_end = with_values(inspection, fieldwork_ended=None)
    made = plan_of(with_values(without_end, draft_received=None, published=None))
    framework, known = made.framework, made.fieldwork
    if ended is None:
        in_file = "fieldwork_days" in inspection.stated
        fix = "Take the key out, if that is not meant." if in_file else "Check that it is meant."
        found.add("fieldwork_days", *faults.fieldwork_length(framework, known.working_days, fix))
        return inspection
    if ended < known.first:
        finding = faults.out_of_order("the start of fieldwork", known.first, "its end", ended)
        found.add("fieldwork_ended", finding, inside="actual")
        return without_end
    off = faults.day_off("fieldwork-end-day-off", "Fieldwork ends on", calendar, ended)
    days = calendar.within(known.first, ended)
    length = faults.fieldwork_length(framework, days, "Check the two dates.")
    found.add("fieldwork_ended", *off, *length, inside="actual")
    return without_end if days > LONGEST_FIELDWORK else inspection


def _afterwards(
    inspection: Inspection, plan_of: PlanOf, calendar: WorkingCalendar, found: Faults
) -> Inspection:
    """The draft and publication: working days, and one after the other."""
    known = plan_of(with_values(inspection, draft_received=None, published=None))
    earlier, earlier_day = "the end of fieldwork", known.fieldwork.end
    progress = inspection.progress
    given = {"draft_received": progress.draft_received, "published": progress.published}
    for key, day in given.items():
        if day is None:
            continue
        found.add(key, *_recorded(_ACTUAL[key].capitalize(), calendar, day), inside="actual")
        if day <= earlier_day:
            finding = faults.out_of_order(earlier, earlier_day, _ACTUAL[key], day)
            found.add(key, finding, inside="actual")
            given[key] = None
        else:
            earlier, earlier_day = _ACTUAL[key], day
    return with_values(inspection, **given)


def _done(planned: Plan, found: Faults) -> None:
    """When steps were done: on working days, in their weeks, in their order."""
    calendar = planned.calendar
    done = dict(planned.inspection.progress.done)
    titles = {step.id: step.title for step in (*planned.steps, *planned.observed)}
    for name, day in done.items():
        found.add(name, *_recorded(titles[name], calendar, day), inside="done")
    rules = {step.id for step in planned.framework.steps}
    given = {
        step.id: step._replace(start=done[step.id], end=done[step.id])
        for step in planned.steps
        if step.id in rules & done.keys() and calendar.is_working(done[step.id])
    }
    for step_id, _, finding in faults.misplaced(planned.weeks, given, done=True):
        found.add(step_id, finding, inside="done")


def _order_after_fieldwork(planned: Plan, found: Faults) -> None:
    """What is recorded after fieldwork comes in the order in which it was seen elsewhere."""
    given, framework = planned.inspection.progress, planned.framework
    done = dict(given.done)
    later: list[tuple[str, Observed | DeadlineRule, dt.date | None]] = []
    for seen in sorted(framework.observed, key=lambda each: each.after_fieldwork_end):
        is_draft = seen.actual == "draft_received"
        later.append((seen.id, seen, given.draft_received if is_draft else done.get(seen.id)))
    later.append(("published", framework.report, given.published))
    later.append(("statement", framework.statement, done.get("statement")))
    recorded = [("", "The end of fieldwork", planned.fieldwork.end, framework.source)]
    recorded += [(key, rule.title, day, rule.source) for key, rule, day in later if day is not None]
    for (first_key, first, first_day, _), (key, title, day, source) in pairwise(recorded):
        if day < first_day and {first_key, key} & done.keys():
            said = f"{title}: {long_date(day)} is before"
            finding = faults.out_of_turn(said, day, first, first_day, source)
            found.add(key, finding, inside="done" if key in done else "actual")
