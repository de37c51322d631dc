"""The dates of an inspection file, beside each other, the calendar and the rules.

What cannot be planned with (a start on a Saturday, dates out of order) becomes a finding and is
put right for the rest of the check, so that one run says everything.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.judge.faults import (
    FileFaults,
    contradicted,
    is_closed,
    not_then,
    not_yet,
    ordered_pairs,
    reversed_order,
    said_day_off,
    too_late,
    too_short,
)
from jtai_cli.judge.findings import BANK_HOLIDAYS, OUR_OWN
from jtai_cli.plan.inspection import Inspection, calendar_of, with_values
from jtai_cli.plan.model import Plan
from jtai_cli.plan.timetable import plan
from jtai_cli.rules.model import LONGEST_FIELDWORK, Framework, Source, Theme
from jtai_cli.wording import count_of, listed, long_date, short_date

_ACTUAL = {"draft_received": "the draft", "published": "publication"}  # what people call them


def check_dates(
    inspection: Inspection, framework: Framework, theme: Theme | None, found: FileFaults
) -> None:
    """Add every fault of the dates of an inspection that has one to plan from.

    ``theme`` is the inspection's, where the framework has it. Raises OutsideCalendar.
    """
    calendar = calendar_of(inspection.settings)
    inspection = _start(inspection, calendar, found)
    inspection = _notification(inspection, framework, calendar, found)
    inspection = _fieldwork(inspection, framework, calendar, found)
    inspection = _afterwards(inspection, framework, calendar, found)
    planned = plan(inspection, framework)
    _in_force(planned, theme, found)
    _told(planned, found)
    _late(planned, found)
    _done(planned, found)
    _order_after_fieldwork(planned, found)
    _closures(planned, found)
    _projection(planned, found)


def _start(inspection: Inspection, calendar: WorkingCalendar, found: FileFaults) -> Inspection:
    start = inspection.settings.fieldwork_start
    if start is None or (off := calendar.why_off(start)) is None:
        return inspection
    after, before = calendar.next(start), calendar.previous(start)
    found.add(
        "fieldwork-start-day-off",
        "fieldwork_start",
        f"Fieldwork starts on {said_day_off(start, off)}.",
        f"Write {after.isoformat()} ({short_date(after)}) or {before.isoformat()} "
        f"({short_date(before)}).",
        BANK_HOLIDAYS,
    )
    return with_values(inspection, fieldwork_start=after)


def _notification(
    inspection: Inspection, framework: Framework, calendar: WorkingCalendar, found: FileFaults
) -> Inspection:
    start = inspection.settings.fieldwork_start
    given = {
        "notification": inspection.settings.notification,
        "notified": inspection.progress.notified,
    }
    for key, day in given.items():
        table = "actual" if key == "notified" else ""
        if day is None:
            continue
        if off := calendar.why_off(day):
            _on_day_off(found, "Notification", day, off, key=key, table=table)
            day = given[key] = calendar.previous(day)
        if start is not None and day >= start:
            _out_of_order(found, "notification", day, "the start of fieldwork", start, key, table)
            given[key] = None
    planned, notified = given["notification"], given["notified"]
    if start is not None and (day := notified or planned):
        period = framework.notice_on(start)
        if calendar.count(day, start) < period.working_days:
            found.add(
                "notified-late" if notified else "notice-short",
                "notified" if notified else "notification",
                *too_short(calendar, period, day, start),
                table="actual" if notified else "",
            )
    return with_values(inspection, notification=planned, notified=notified)


def _fieldwork(
    inspection: Inspection, framework: Framework, calendar: WorkingCalendar, found: FileFaults
) -> Inspection:
    """The end of fieldwork: whether it can be so, and how long fieldwork is then."""
    known = plan(
        with_values(inspection, fieldwork_ended=None, draft_received=None, published=None),
        framework,
    )
    start, asked = known.fieldwork.first, framework.fieldwork_days
    ended, days = inspection.progress.fieldwork_ended, known.fieldwork.working_days
    key, table = "fieldwork_days", ""
    if ended is not None:
        key, table = "fieldwork_ended", "actual"
        if ended < start:
            _out_of_order(found, "the start of fieldwork", start, "its end", ended, key, table)
            return with_values(inspection, fieldwork_ended=None)
        if off := calendar.why_off(ended):
            found.add(
                "fieldwork-end-day-off",
                key,
                f"Fieldwork ends on {said_day_off(ended, off)}.",
                "Check the date.",
                BANK_HOLIDAYS,
                table=table,
            )
        last = ended if calendar.is_working(ended) else calendar.previous(ended)
        days = calendar.count(start, last) + 1
    if days != asked:
        found.add(
            "fieldwork-length",
            key,
            f"Fieldwork takes {count_of(days, 'working day')}, and {framework.id} has {asked}.",
            "Check the two dates." if ended else "Take the key out, if that is not meant.",
            framework.source,
            table=table,
        )
    too_long = ended is not None and days > LONGEST_FIELDWORK
    return with_values(inspection, fieldwork_ended=None) if too_long else inspection


def _afterwards(
    inspection: Inspection, framework: Framework, calendar: WorkingCalendar, found: FileFaults
) -> Inspection:
    """The draft and publication: working days, and one after the other."""
    known = plan(with_values(inspection, draft_received=None, published=None), framework)
    earlier, earlier_day = "the end of fieldwork", known.fieldwork.end
    given = {
        "draft_received": inspection.progress.draft_received,
        "published": inspection.progress.published,
    }
    for key, day in given.items():
        if day is None:
            continue
        if off := calendar.why_off(day):
            _on_day_off(found, _ACTUAL[key].capitalize(), day, off, key=key, table="actual")
        if day <= earlier_day:
            _out_of_order(found, earlier, earlier_day, _ACTUAL[key], day, key, "actual")
            given[key] = None
        else:
            earlier, earlier_day = _ACTUAL[key], day
    return with_values(
        inspection, draft_received=given["draft_received"], published=given["published"]
    )


def _in_force(planned: Plan, theme: Theme | None, found: FileFaults) -> None:
    framework, start = planned.framework, planned.fieldwork.start
    if theme is not None and start < theme.since.first_day:
        found.add("unknown-theme", "theme", *not_yet(theme, start))
    if not framework.in_force_on(start):
        found.add("framework-not-in-force", "framework", *not_then(framework, start))


def _told(planned: Plan, found: FileFaults) -> None:
    """The dates that the area was told, beside the rules'."""
    given = planned.inspection.progress
    deadlines = (
        ("report", planned.report, given.report_due),
        ("statement", planned.statement, given.statement_due),
    )
    for what, deadline, day in deadlines:
        if day is not None and day != deadline.due:
            found.add(f"{what}-date", f"{what}_due", *contradicted(what, day, deadline))


def _late(planned: Plan, found: FileFaults) -> None:
    sent = dict(planned.inspection.progress.done).get("statement")
    statement = planned.statement._replace(actual=sent)
    deadlines = (
        ("report", planned.report, "actual", "published"),
        ("statement", statement, "done", "statement"),
    )
    for what, deadline, table, key in deadlines:
        if deadline.actual is not None and deadline.actual > deadline.due:
            found.add(f"{what}-late", key, *too_late(what, deadline, planned.calendar), table=table)


def _done(planned: Plan, found: FileFaults) -> None:
    """When steps were done: on working days, in their weeks, in their order."""
    calendar = planned.calendar
    given = dict(planned.inspection.progress.done)
    titles = {step.id: step.title for step in (*planned.steps, *planned.observed)}
    for name, day in given.items():
        if off := calendar.why_off(day):
            _on_day_off(found, titles[name], day, off, key=name, table="done")
    rules = {step.id for step in planned.framework.steps}
    for week in planned.weeks:
        steps = [step for step in week.steps if step.id in rules and step.id in given]
        steps = [step for step in steps if calendar.is_working(given[step.id])]
        inside = [step for step in steps if week.start <= given[step.id] <= week.end]
        for step in steps:
            if step not in inside:
                found.add(
                    "step-out-of-week",
                    step.id,
                    f"{step.title}: done on {long_date(given[step.id])}, outside week "
                    f"{week.number}, {long_date(week.start)} to {long_date(week.end)}.",
                    "Check the date, and tell the other side if it is right.",
                    step.source,
                    table="done",
                )
        for first, second in ordered_pairs(inside):
            if given[second.id] < given[first.id]:
                found.add(
                    "step-out-of-order",
                    second.id,
                    f"{second.title}: done on {long_date(given[second.id])}, before "
                    f"{first.title} ({long_date(given[first.id])}), which comes before it.",
                    "Check the two dates.",
                    second.source,
                    table="done",
                )


def _order_after_fieldwork(planned: Plan, found: FileFaults) -> None:
    """What is recorded after fieldwork comes in the order in which it was seen elsewhere."""
    given, framework = planned.inspection.progress, planned.framework
    done = dict(given.done)
    recorded: list[tuple[str, str, dt.date, Source]] = [
        ("", "The end of fieldwork", planned.fieldwork.end, framework.source)
    ]
    for seen in sorted(framework.observed, key=lambda each: each.after_fieldwork_end):
        day = done.get(seen.id)
        if seen.actual == "draft_received":
            day = given.draft_received
        if day is not None:
            recorded.append((seen.id, seen.title, day, seen.source))
    report, statement = framework.report, framework.statement
    if given.published is not None:
        recorded.append(("published", report.title, given.published, report.source))
    if "statement" in done:
        recorded.append(("statement", statement.title, done["statement"], statement.source))
    for (first_key, first, first_day, _), (key, title, day, source) in pairwise(recorded):
        if day < first_day and {first_key, key} & done.keys():
            found.add(
                "step-out-of-order",
                key,
                f"{title}: {long_date(day)} is before {first} ({long_date(first_day)}), which "
                "comes before it.",
                "Check the two dates.",
                source,
                table="done" if key in done else "actual",
            )


def _closures(planned: Plan, found: FileFaults) -> None:
    for closure in planned.inspection.settings.closures:
        steps = [step for step in planned.steps if is_closed(planned.calendar, step, closure)]
        if steps:
            first = max(closure.first, min(step.start for step in steps))
            found.add(
                "step-on-closure",
                "closures",
                f"{closure.name} (from {long_date(first)}) falls on: "
                f"{listed(step.title for step in steps)}.",
                "Agree who will be there, or move the closure: it does not stop the count.",
                OUR_OWN,
            )


def _projection(planned: Plan, found: FileFaults) -> None:
    for caveat in planned.warnings:
        if caveat.code == "beyond-published-bank-holidays":
            found.add(
                caveat.code,
                "fieldwork_start",
                caveat.message,
                "Nothing now; check again when more bank holidays are published.",
                BANK_HOLIDAYS,
            )


def _on_day_off(
    found: FileFaults, what: str, day: dt.date, off: str, *, key: str, table: str
) -> None:
    found.add(
        "step-on-day-off",
        key,
        f"{what} is recorded on {said_day_off(day, off)}.",
        "Check the date.",
        BANK_HOLIDAYS,
        table=table,
    )


def _out_of_order(
    found: FileFaults,
    earlier: str,
    earlier_day: dt.date,
    later: str,
    later_day: dt.date,
    key: str,
    table: str,
) -> None:
    reported = reversed_order(earlier, earlier_day, later, later_day)
    found.add("dates-out-of-order", key, *reported, table=table)
