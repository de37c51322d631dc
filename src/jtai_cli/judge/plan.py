"""What a reader should know before relying on a plan, or on another answer with dates.

A check asks some of the same questions of a file. They are judged here, once, and ``in_file``
chooses the words: whoever made a plan reads it, whoever keeps a file is to correct it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from jtai_cli.days.bank_holidays import as_published
from jtai_cli.days.periods import Closure
from jtai_cli.days.sums import DayList, DaySum
from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.judge.findings import Finding
from jtai_cli.letters.likely import Likely
from jtai_cli.plan.deadlines import Deadline, Deadlines, Notice
from jtai_cli.plan.model import Plan, Week
from jtai_cli.rules.elections import NearElection
from jtai_cli.rules.model import Framework
from jtai_cli.shipped.delays import LETTERS, STARTED_ON_MONDAY
from jtai_cli.wording import count_of, listed, listed_in_part, long_date, short_date, weekday

IN_AUGUST = "Fieldwork falls in August"
AROUND_CHRISTMAS = "Fieldwork falls between 17 December and 9 January"

_LETTERS = f"of {LETTERS} published JTAIs"


class Judged(NamedTuple):
    """A plan and what is found of it; ``row`` is that of the list in which it stands, if any."""

    plan: Plan
    found: tuple[Finding, ...]
    row: int | None = None


def plan_findings(plan: Plan, own: Plan | None = None) -> tuple[Finding, ...]:
    """All that there is to know of a plan, in the order in which it matters.

    ``own`` is what one agency has of it: of closures, that agency reads those on its own steps.
    """
    calendar, fieldwork, progress = plan.calendar, plan.fieldwork, plan.inspection.progress
    return (
        *notice_short(plan.notification),
        *not_in_force(plan.framework, fieldwork.start),
        *start_day_off(calendar, fieldwork.start),
        *_not_monday(plan),
        *_bank_holidays(plan),
        *out_of_season(fieldwork.start, fieldwork.end),
        *_near_election(plan.report),
        *_closures_on_steps(own or plan),
        *_due_on_day_off(calendar, plan.report),
        *_due_on_day_off(calendar, plan.statement),
        *_recorded_on_day_off(calendar, "The end of fieldwork", progress.fieldwork_ended),
        *_recorded_on_day_off(calendar, "The draft", progress.draft_received),
        *_recorded_on_day_off(calendar, "Publication", progress.published),
        *plan_beyond_published(plan),
    )


def notice_findings(notice: Notice, closures: Collection[Closure] = ()) -> tuple[Finding, ...]:
    """What to know of a notice, and of the ``closures`` on its two dates."""
    return (
        *not_in_force(notice.framework, notice.fieldwork_start),
        *start_day_off(notice.calendar, notice.fieldwork_start),
        *_on_closure("notification", notice.date, closures),
        *_on_closure("the start of fieldwork", notice.first, closures),
        *beyond_published(notice.calendar, notice.fieldwork_start),
    )


def deadlines_findings(due: Deadlines, closures: Collection[Closure] = ()) -> tuple[Finding, ...]:
    """What to know of deadlines, and of the ``closures`` on them."""
    framework, calendar, started, fieldwork, report, statement = due
    found: list[Finding] = []
    if fieldwork is not None:
        found += start_day_off(calendar, fieldwork.start)
    found += not_in_force(framework, started or statement.counted_from)
    if report is not None:
        found += _recorded_on_day_off(calendar, "The end of fieldwork", report.counted_from)
        found += _due_on_day_off(calendar, report)
        found += _on_closure("the report", report.due, closures)
        found += _near_election(report)
    if report is None or report.actual is not None:
        found += _recorded_on_day_off(calendar, "Publication", statement.counted_from)
    found += _due_on_day_off(calendar, statement)
    found += _on_closure("the statement", statement.due, closures)
    found += beyond_published(calendar, statement.due)
    return tuple(found)


def days_findings(days: DaySum | DayList) -> tuple[Finding, ...]:
    """What to know of a sum of working days, or of a list of days off."""
    last = days.last if isinstance(days, DayList) else max(days.start, days.end)
    return tuple(beyond_published(days.calendar, last))


# ------------------------------------------------------------------------ also asked of a file


def notice_short(notice: Notice, *, in_file: bool = False) -> Iterator[Finding]:
    """Whether the notice is shorter than the framework asks for.

    For a file it also says when notification was due, and raises OutsideCalendar where that is.
    """
    if not notice.short_by:
        return
    calendar, asked, fix = notice.calendar, notice.period.working_days, ""
    given = count_of(notice.working_days, "working day")
    message = f"Notification on {long_date(notice.date)} gives {given} of notice, and "
    if in_file:
        last, enough = calendar.add(notice.first, -asked), calendar.add(notice.date, asked)
        message += f"{asked} are asked for: it was to be given by {long_date(last)}."
        fix = f"Check the date, or move fieldwork to {long_date(enough)} or later."
    else:
        message += f"{notice.framework.id} asks for {asked}. The first week is the shorter for it."
    yield Finding("notice-short", message, notice.date, fix, notice.period.source)


def not_in_force(
    framework: Framework, start: dt.date, *, in_file: bool = False
) -> Iterator[Finding]:
    """Whether the framework did not apply to fieldwork that starts on ``start``."""
    if framework.in_force_on(start):
        return
    until = f" to {framework.until.text}" if framework.until else ""
    message, fix = f"{framework.id} was in force from {framework.since.text}{until}, and ", ""
    if in_file:
        message += f"fieldwork starts on {long_date(start)}."
        fix = "Check both; 'jtai rules' lists the frameworks."
    else:
        advice = "Choose another with --framework ('jtai rules' lists them)."
        message += f"not on {long_date(start)}. {advice}"
    yield Finding("framework-not-in-force", message, start, fix, framework.source)


def not_in_force_on_all(framework: Framework, starts: Iterable[dt.date]) -> Iterator[Finding]:
    """Whether the framework did not apply to some of the weeks in which fieldwork could start."""
    outside = [start for start in starts if not framework.in_force_on(start)]
    if len(outside) == 1:
        yield from not_in_force(framework, outside[0])
    elif outside:
        until = f" to {framework.until.text}" if framework.until else ""
        yield Finding(
            "framework-not-in-force",
            f"{framework.id} was in force from {framework.since.text}{until}, and not in "
            f"{len(outside):,} of these weeks, the first from {long_date(outside[0])} and the last "
            f"from {long_date(outside[-1])}. Choose another with --framework ('jtai rules' lists "
            "them).",
            outside[0],
            cited=framework.source,
        )


def start_day_off(
    calendar: WorkingCalendar, start: dt.date, *, fix_in_file: str = ""
) -> Iterator[Finding]:
    """Whether fieldwork is said to start on a day off. What to do in a file depends on its kind.

    A plan is made of no such day but a Sunday, and is counted from the Monday.
    """
    if (off := calendar.why_off(start)) is None:
        return
    if fix_in_file:
        message = f"Fieldwork starts on {said_day_off(start, off)}."
    else:
        first = calendar.next(start)
        message = (
            f"{long_date(start)} is not a working day, so fieldwork is counted from "
            f"{long_date(first)}. If that is the start, type {first.isoformat()}."
        )
    yield Finding("fieldwork-start-day-off", message, start, fix_in_file)


def said_day_off(day: dt.date, off: str) -> str:
    """A day off as a sentence says it; ``off`` is what the calendar calls it."""
    kind = "at a weekend" if off == weekday(day) else f"a bank holiday ({off})"
    return f"{long_date(day)}, which is {kind}"


def plan_beyond_published(plan: Plan) -> Iterator[Finding]:
    """Whether the last date of a plan lies beyond the bank holidays published."""
    return beyond_published(plan.calendar, max(step.end for step in plan.steps))


def beyond_published(calendar: WorkingCalendar, last: dt.date) -> Iterator[Finding]:
    """Whether the last date of an answer lies beyond the bank holidays published."""
    if last > calendar.published_until:
        yield Finding(
            "beyond-published-bank-holidays",
            f"Bank holidays are known {as_published(calendar)}. Dates after that, to "
            f"{long_date(last)}, are a projection: ask again when more are published.",
            last,
            "Nothing now; check again when more bank holidays are published.",
        )


# ------------------------------------------------------------------------------------ closures

# A plan and a check ask different things, by design. A plan tells of every step that a closure
# touches, so that people agree who will be there. Most of those steps can be done on another of
# their days: a check, which can stop a file from being merged, finds those that cannot
# (``faults.closures_without_a_day``).


def _closures_on_steps(plan: Plan) -> Iterator[Finding]:
    """The closures that touch a step, with the steps; days that touch the same steps are one."""
    hit: dict[tuple[str, ...], list[dt.date]] = {}
    steps = [(step.start, step.end, step.title) for step in plan.steps]
    for closed in plan.non_working_days:
        if closed.kind == "closure":
            touched = [title for start, end, title in steps if start <= closed.date <= end]
            if touched:
                hit.setdefault((closed.name, *touched), []).append(closed.date)
    for (name, *titles), dates in hit.items():
        yield _closed(f"{name} ({listed(map(short_date, dates))})", listed(titles), dates[0])


def _on_closure(what: str, day: dt.date, closures: Iterable[Closure]) -> Iterator[Finding]:
    """The closures that cover a single date."""
    for closure in closures:
        if closure.covers(day):
            yield _closed(f"{closure.name} ({short_date(day)})", what, day)


def _closed(closure: str, what: str, day: dt.date) -> Finding:
    return Finding(
        "step-on-closure",
        f"{closure} falls on: {what}. A closure does not stop the count: agree who will be there.",
        day,
    )


# ------------------------------------------------------------------------- asked of plans alone


def out_of_season(start: dt.date, end: dt.date) -> Iterator[Finding]:
    """Whether fieldwork, both ends counted, falls in August or around Christmas."""
    august = dt.date(start.year, 8, 1), dt.date(start.year, 8, 31)
    if start <= august[1] and end >= august[0]:
        yield Finding(
            "fieldwork-in-august",
            f"{IN_AUGUST}, when schools are closed and leave is taken; {_LETTERS} none had "
            "fieldwork then.",
            max(start, august[0]),
        )
    for year in (start.year - 1, start.year):
        first, last = dt.date(year, 12, 17), dt.date(year + 1, 1, 9)
        if start <= last and end >= first:
            yield Finding(
                "fieldwork-around-christmas",
                f"{AROUND_CHRISTMAS}; {_LETTERS} none had fieldwork then.",
                max(start, first),
            )


def _not_monday(plan: Plan) -> Iterator[Finding]:
    start = plan.fieldwork.start
    if plan.fieldwork.first.weekday() != 0:
        yield Finding(
            "fieldwork-start-not-monday",
            f"Fieldwork starts on {long_date(start)}, not on a Monday; {STARTED_ON_MONDAY} "
            f"{_LETTERS} started on a Monday.",
            start,
        )


def _bank_holidays(plan: Plan) -> Iterator[Finding]:
    fieldwork = plan.fieldwork
    if inside := plan.calendar.between(plan.notification.date, fieldwork.last):
        message = listed_in_part(f"{name} ({short_date(day)})" for day, name in inside)
        fall, are = ("fall", "are") if len(inside) > 1 else ("falls", "is")
        message += f" {fall} inside the timetable and {are} not counted."
        if across := [str(week.number) for week in plan.weeks if _straddles(week)]:
            weeks, run = ("weeks", "run") if len(across) > 1 else ("week", "runs")
            message += " The weeks are blocks of five working days, so "
            message += f"{weeks} {listed(across)} {run} across a weekend."
        yield Finding("bank-holiday-in-weeks", message, inside[0].date)
    if interrupting := plan.calendar.between(fieldwork.start, fieldwork.last):
        names = listed(f"{name} ({short_date(day)})" for day, name in interrupting)
        yield Finding(
            "fieldwork-across-bank-holiday",
            f"Fieldwork is interrupted by {names} and ends on {long_date(fieldwork.end)}.",
            interrupting[0].date,
        )


def _straddles(week: Week) -> bool:
    """Whether a weekend lies inside a week, which is a block of five working days."""
    return (week.end - week.start).days > week.end.weekday() - week.start.weekday()


def _near_election(report: Deadline) -> Iterator[Finding]:
    """Whether a report is due where an election holds reports back, or else another does."""
    near, likely = report.near, report.likely
    if near is None:
        return
    yield _held_back(report, near, likely)
    if near.otherwise:
        yield _held_back(report, near.otherwise, likely and likely.otherwise)


def _held_back(report: Deadline, near: NearElection, likely: Likely | None) -> Finding:
    poll = near.election.date
    name = f"{near.election.name} on {long_date(poll)}"
    where = (
        f"in the pre-election period of: {name} (taken to begin 25 working days before, on "
        f"{long_date(near.first)}, which is our approximation)"
        if near.day <= poll
        else f"within two weeks after: {name}"
    )
    held = "Reports are held back then" + ("" if near.certain else " in the areas that vote")
    did = "no letter of such an inspection is known"
    if likely:
        of = f"half of the latest {likely.n} letters" if likely.n > 1 else "the one such letter"
        did = f"{of} took no longer than to {long_date(likely.middle.date)}"
    # Near an election is the date that letters go by, also where the rule is read another way.
    due = "The report is due" if near.day == report.due else "By working days the report is due"
    return Finding(
        "report-near-election",
        f"{due} on {long_date(near.day)}, {where}. {held}: {did}.",
        near.day,
    )


def _due_on_day_off(calendar: WorkingCalendar, deadline: Deadline) -> Iterator[Finding]:
    """Whether counting calendar days puts a deadline on a day off."""
    if not calendar.is_working(deadline.due):
        yield Finding(
            "deadline-on-day-off",
            f"{deadline.rule.title}: counted in calendar days this is due on "
            f"{long_date(deadline.due)}, which is not a working day.",
            deadline.due,
            cited=deadline.rule.source,
        )


def _recorded_on_day_off(
    calendar: WorkingCalendar, what: str, day: dt.date | None
) -> Iterator[Finding]:
    """Whether something is said to have happened on a day off."""
    if day is not None and not calendar.is_working(day):
        yield Finding(
            "actual-on-day-off",
            f"{what} is recorded on {long_date(day)}, which is not a working day. Check it.",
            day,
        )
