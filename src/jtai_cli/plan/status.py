"""Where an inspection is on a day: what is done, what is due, and what is late.

A step is done where the inspection's file says when, and that day has come. It is due on its last
day. What recorded events show to lie behind us is neither done nor late: it is overtaken. Late is
only what partners owe by themselves. What inspectors do, or begin, is not yet recorded. A request
or an audit is never overtaken: it stays late until it has come.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from jtai_cli.days.periods import monday_of
from jtai_cli.errors import BadValue
from jtai_cli.plan.agencies import Asked, asked_of, for_agency, holders
from jtai_cli.plan.model import Plan, PlannedStep
from jtai_cli.plan.sessions import held_sessions
from jtai_cli.plan.work import NO_AGENCY

Phase = Literal["before", "weeks", "between", "after"]
_State = Literal["done", "overtaken", "to come", "unrecorded", "late"]

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
    behind = _behind(plan, today) if recorded else today - _DAY
    if agency:
        plan = for_agency(plan, agency)
    asked = tuple(asked_of(plan, today, agency))
    found = (*_steps(plan, today, behind), *_asked(plan, today, asked))

    def those(state: _State) -> list[StepStatus]:
        return [each for its, each in found if its == state]

    def due(first: dt.date, last: dt.date) -> tuple[StepStatus, ...]:
        return _by_due(each for each in to_come if first <= each.due <= last)

    to_come = those("to come")
    following = sorted(to_come, key=lambda each: (each.due, each.step.timing != "required"))
    sunday = today + (6 - today.weekday()) * _DAY
    day, week = _day_and_week(plan, today)
    return Status(
        plan=plan,
        today=today,
        phase=_phase(plan, today),
        day=day,
        of=plan.weeks[-1].days[1],
        week=week,
        late=_by_due(those("late")),
        unrecorded=_by_due(those("unrecorded")),
        due_today=due(today, today),
        due_this_week=due(today + _DAY, sunday),
        due_next_week=due(sunday + _DAY, sunday + 7 * _DAY),
        due_later=due(sunday + 8 * _DAY, dt.date.max),
        undated=tuple(each for each in asked if not (each.done or each.end)),
        done=tuple(sorted(those("done"), key=lambda each: each.step.done or each.due)),
        overtaken=_by_due(those("overtaken")),
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
    monday = monday_of(status.today)
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


def _behind(plan: Plan, today: dt.date) -> dt.date:
    """The last day that a recorded event shows to lie behind us."""
    progress = plan.inspection.progress
    events = (progress.fieldwork_ended, progress.published)
    return max((day for day in events if day and day <= today), default=dt.date.min)


def _steps(plan: Plan, today: dt.date, behind: dt.date) -> Iterator[tuple[_State, StepStatus]]:
    """Each step with how it stands; not what was only observed elsewhere."""
    count, published = plan.calendar.count, plan.inspection.progress.published
    for step in (*plan.steps, *(step for step in plan.observed if step.done)):
        each = StepStatus(step, plan.report.due if step.id == "report" else step.end)
        if step.done is not None and step.done <= today:
            yield "done", each._replace(late_by=max(0, count(each.due, step.done)))
        elif step.timing == "observed":
            continue  # no rule until it has happened here
        elif each.due <= behind:
            yield "overtaken", each
        elif each.due >= today:
            yield "to come", each
        elif not each.owed or (step.id == "statement" and not published):
            yield "unrecorded", each
        else:
            yield "late", each._replace(late_by=count(each.due, today))


def _asked(
    plan: Plan, today: dt.date, asked: Iterable[Asked]
) -> Iterator[tuple[_State, StepStatus]]:
    """Each request and audit with how it stands, but for those that have no day and are owed."""
    count = plan.calendar.count
    for each in asked:
        if each.done:
            due = each.end or each.done
            yield "done", StepStatus(each, due, max(0, count(due, each.done)))
        elif each.end and each.end >= today:
            yield "to come", StepStatus(each, each.end)
        elif each.end:
            yield "late", StepStatus(each, each.end, count(each.end, today))


def _day_and_week(plan: Plan, today: dt.date) -> tuple[int | None, int | None]:
    """The numbers of today and of its week. Days off after a week count as in it."""
    if not plan.notification.date <= today <= plan.fieldwork.end:
        return None, None
    day = plan.calendar.count(plan.notification.date, today) + 1
    begun = [week.number for week in plan.weeks if week.start <= today]
    return day if plan.calendar.is_working(today) else None, max(begun, default=None)


def _phase(plan: Plan, today: dt.date) -> Phase:
    published = plan.report.actual
    if today < plan.notification.date:
        return "before"
    if today <= plan.fieldwork.end:
        return "weeks"
    return "after" if published is not None and published <= today else "between"


def _by_due(steps: Iterable[StepStatus]) -> tuple[StepStatus, ...]:
    return tuple(sorted(steps, key=lambda each: each.due))
