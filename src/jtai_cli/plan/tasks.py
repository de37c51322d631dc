"""What is owed of the requests and audits of a plan: by whom, until when, and how late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from jtai_cli.plan.model import Plan
from jtai_cli.plan.work import Audit, Day, Request, agency_called
from jtai_cli.privacy import identifies, of_a_child
from jtai_cli.rules.model import BLOCK

Kind = Literal["request", "audit"]
State = Literal["late", "due", "open", "got"]
STATES: tuple[State, ...] = get_args(State)


class Task(NamedTuple):
    """One request or audit, as one agency owes it. ``agency`` is "" where the file names none.

    ``number`` counts those of its kind in the file, from 1. ``got`` is None for a day to come.
    ``late_by`` counts the working days from ``due`` to today, or to the day on which it came; it is
    None for what is neither late nor there. ``title`` has nothing that may be a child's.
    """

    kind: Kind
    number: int
    id: str
    title: str
    agency: str
    asked: dt.date | None
    due: dt.date | None
    got: dt.date | None
    late_by: int | None

    @property
    def state(self) -> State:
        """Whether it has come, is late or due, or is open without a date."""
        if self.got:
            return "got"
        if self.due is None:
            return "open"
        return "due" if self.late_by is None else "late"


class Tracked(NamedTuple):
    """The tasks of one kind in a plan, of one agency where it is ``of`` one alone."""

    plan: Plan
    today: dt.date
    tasks: tuple[Task, ...]
    of: str | None = None

    @property
    def counts(self) -> dict[State, int]:
        """How many there are in each state."""
        states = [task.state for task in self.tasks]
        return {state: states.count(state) for state in STATES}


def tracked(plan: Plan, today: dt.date, kind: Kind, agency: str | None) -> Tracked:
    """The tasks of one kind, of one agency or of all. Raises UnknownName, and BadValue for none."""
    of = agency_called(agency, plan.inspection.identity.agencies) if agency else None
    own = (task for task in tasks(plan, today) if task.kind == kind and of in (None, task.agency))
    return Tracked(plan, today, tuple(own), of)


def tasks(plan: Plan, today: dt.date) -> tuple[Task, ...]:
    """Every request, then every audit, of each agency that has a part in it, as the file has them.

    It stays late after fieldwork, too, until it has come. Raises OutsideCalendar.
    """
    work, area = plan.inspection.work, plan.inspection.identity.area
    found: list[Task] = []
    for number, request in enumerate(work.request, start=1):
        title = item_said(request, number)
        name = request.id if title == request.item else f"request-{number}"
        found += _of_each(plan, today, "request", number, name, title, request)
    for number, audit in enumerate(work.audit, start=1):
        case = case_said(audit.case, number, area)
        found += _of_each(plan, today, "audit", number, case, f"Audit of {case}", audit)
    return tuple(found)


def item_said(request: Request, number: int) -> str:
    """What is asked for, or its number in the file where its words may be a child's."""
    words = f"{request.item}; {request.id.replace('-', ' ')}"
    return f"Request {number}" if of_a_child(words) else request.item


def case_said(case: str, number: int, area: str | None) -> str:
    """The reference of a case, or its number in the file where it may be a child's.

    >>> case_said("EX-01", 1, None), case_said("Firstname L.", 2, None)
    ('EX-01', 'case 2')
    """
    return f"case {number}" if identifies(case, area) else case


def day_of(plan: Plan, day: Day | None) -> dt.date | None:
    """The date of a day of the timetable, as its steps count them; a date is itself.

    Days 1 to 5 are those of week 1, which begins with notification, 6 to 10 those of week 2, and 11
    the first of fieldwork: however much notice there is, they move as the steps of their week do.
    """
    if not isinstance(day, int):
        return day
    weeks = {week.number: week for week in plan.weeks}
    number = min((day - 1) // BLOCK + 1, max(weeks))
    if number not in weeks:  # short notice left that week out
        return plan.notification.date
    week = weeks[number]
    date = plan.calendar.add(week.start, day - 1 - (number - 1) * BLOCK)
    return date if number == max(weeks) else min(date, week.end)


def _of_each(
    plan: Plan,
    today: dt.date,
    kind: Kind,
    number: int,
    id_: str,
    title: str,
    found: Request | Audit,
) -> Iterator[Task]:
    asked, due, got = day_of(plan, found.asked), day_of(plan, found.due), dict(found.got)
    for agency in found.agencies or ("",):
        there = got.get(agency)
        there = there if there and there <= today else None
        late_by = None
        if due and (there or due < today):
            late_by = max(0, plan.calendar.count(due, there or today))
        yield Task(kind, number, id_, title, agency, asked, due, there, late_by)
