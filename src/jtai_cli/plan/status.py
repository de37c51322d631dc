"""Where an inspection is on a day: what is done, what is due, and what is late.

A step is done where the inspection's file says when, and that day has come. It is due on its last
day. What recorded events show to lie behind us is neither done nor late: it is overtaken. Late is
only what partners owe by themselves. What inspectors do, or begin, is not yet recorded. A request
or an audit is never overtaken: it stays late until it has come.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal, NamedTuple

from jtai_cli.errors import BadValue
from jtai_cli.plan.agencies import Asked, asked_of, for_agency, holders
from jtai_cli.plan.model import Plan, PlannedStep
from jtai_cli.plan.sessions import held_sessions
from jtai_cli.plan.work import NO_AGENCY

Phase = Literal["before", "weeks", "between", "after"]

NEXT = 3  # deadlines that are named

_DAY = dt.timedelta(days=1)


class StepStatus(NamedTuple):
    """A step, a request or an audit with the day on which it is due.

    ``late_by`` counts the working days since then, to today or to the day on which it was done;
    it is None for a step that is not done and not late, and 0 for one that was done in time.
    """

    step: PlannedStep | Asked
    due: dt.date
    late_by: int | None = None

    @property
    def owed(self) -> bool:
        """Whether partners have it to themselves: a step of both waits for inspectors."""
        return self.step.who == ("partners",)


class Status(NamedTuple):
    """An inspection on the day ``today``.

    ``phase`` is "before" notification, in the "weeks" from then to the end of fieldwork,
    "between" that and the report's publication, or "after" it. ``day`` is the number of today
    among the ``of`` days of the weeks, None on a day off and outside them; ``week`` likewise.
    This week and the next run from Monday to Sunday; this week's list begins tomorrow.
    ``undated`` was asked for with no day on which it is due. With an ``agency`` all this, the
    steps of the plan included, is of what that has.
    """

    plan: Plan
    today: dt.date
    phase: Phase
    day: int | None
    of: int
    week: int | None
    late: tuple[StepStatus, ...]
    unrecorded: tuple[StepStatus, ...]
    due_today: tuple[StepStatus, ...]
    due_this_week: tuple[StepStatus, ...]
    due_next_week: tuple[StepStatus, ...]
    due_later: tuple[StepStatus, ...]
    undated: tuple[Asked, ...]
    done: tuple[StepStatus, ...]
    overtaken: tuple[StepStatus, ...]
    next: tuple[StepStatus, ...]
    agency: str | None = None


class Share(NamedTuple):
    """What one owes by itself: an agency, another owner of steps, or all partners (None) together.

    ``sessions`` counts its sessions of this week.
    """

    agency: str | None
    late: tuple[StepStatus, ...]
    to_come: tuple[StepStatus, ...]
    undated: tuple[Asked, ...]
    sessions: int


def status(
    plan: Plan, today: dt.date, *, recorded: bool = True, agency: str | None = None
) -> Status:
    """Where the inspection of a plan is on a day. Raises OutsideCalendar.

    Without a file in which it could be ``recorded`` what is done, nothing is late: all that was
    due before today is behind us. Nor is a statement late until the report is published.
    """
    calendar = plan.calendar
    progress = plan.inspection.progress
    if agency:
        plan = for_agency(plan, agency)
    events = (progress.fieldwork_ended, progress.published) if recorded else (today - _DAY,)
    behind = max((day for day in events if day and day <= today), default=dt.date.min)
    done, overtaken, late, unrecorded, to_come, undated = [], [], [], [], [], []
    for step in (*plan.steps, *(step for step in plan.observed if step.done)):
        due = plan.report.due if step.id == "report" else step.end
        if step.done is not None and step.done <= today:
            done.append(StepStatus(step, due, max(0, calendar.count(due, step.done))))
        elif step.timing == "observed":
            continue  # seen elsewhere, and no rule until it has happened here
        elif due <= behind:
            overtaken.append(StepStatus(step, due))
        elif due >= today:
            to_come.append(StepStatus(step, due))
        elif not StepStatus(step, due).owed or (step.id == "statement" and not progress.published):
            unrecorded.append(StepStatus(step, due))
        else:
            late.append(StepStatus(step, due, calendar.count(due, today)))
    for asked in asked_of(plan, today, agency):
        if asked.done:
            due = asked.end or asked.done
            done.append(StepStatus(asked, due, max(0, calendar.count(due, asked.done))))
        elif asked.end is None:
            undated.append(asked)
        elif asked.end >= today:
            to_come.append(StepStatus(asked, asked.end))
        else:
            late.append(StepStatus(asked, asked.end, calendar.count(asked.end, today)))
    sunday = today + (6 - today.weekday()) * _DAY
    following = sorted(to_come, key=lambda each: (each.due, each.step.timing != "required"))
    in_weeks = plan.notification.date <= today <= plan.fieldwork.end
    numbered = in_weeks and calendar.is_working(today)
    # Days off after a week count as in it.
    begun = [week.number for week in plan.weeks if in_weeks and week.start <= today]
    return Status(
        plan=plan,
        today=today,
        phase=_phase(plan, today),
        day=calendar.count(plan.notification.date, today) + 1 if numbered else None,
        of=plan.weeks[-1].days[1],
        week=max(begun, default=None),
        late=_by_due(late),
        unrecorded=_by_due(unrecorded),
        due_today=_by_due(each for each in to_come if each.due == today),
        due_this_week=_by_due(each for each in to_come if today < each.due <= sunday),
        due_next_week=_by_due(each for each in to_come if sunday < each.due <= sunday + 7 * _DAY),
        due_later=_by_due(each for each in to_come if sunday + 7 * _DAY < each.due),
        undated=tuple(undated),
        done=tuple(sorted(done, key=lambda each: each.step.done or each.due)),
        overtaken=_by_due(overtaken),
        next=tuple(following[:NEXT]),
        agency=agency,
    )


def shares(status: Status) -> tuple[Share, ...]:
    """What each agency owes, then other owners of steps, and what all partners owe together.

    A step that no agency is named for is nobody's fault alone. Raises BadValue without partners.
    """
    inspection = status.plan.inspection
    agencies = inspection.identity.agencies
    if not agencies:
        raise BadValue(NO_AGENCY)
    monday = status.today - status.today.weekday() * _DAY
    week = [each for each in held_sessions(status.plan) if 0 <= (each.date - monday).days < 7]
    due = (status.due_today, status.due_this_week, status.due_next_week, status.due_later)
    to_come = tuple(each for part in due for each in part if each.owed)

    def owners(step: PlannedStep | Asked) -> tuple[str | None, ...]:
        return holders(inspection, step) or (None,)

    steps = (*(each.step for each in (*status.late, *to_come)), *status.undated)
    names = dict.fromkeys([*agencies, *(name for step in steps for name in owners(step))])
    return tuple(
        Share(
            name,
            late=tuple(each for each in status.late if name in owners(each.step)),
            to_come=tuple(each for each in to_come if name in owners(each.step)),
            undated=tuple(each for each in status.undated if name in owners(each)),
            sessions=sum(name in each.session.agencies for each in week),
        )
        for name in names
    )


def _phase(plan: Plan, today: dt.date) -> Phase:
    published = plan.report.actual
    if today < plan.notification.date:
        return "before"
    if today <= plan.fieldwork.end:
        return "weeks"
    return "after" if published is not None and published <= today else "between"


def _by_due(steps: Iterable[StepStatus]) -> tuple[StepStatus, ...]:
    return tuple(sorted(steps, key=lambda each: each.due))
