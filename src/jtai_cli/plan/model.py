"""What a finished plan holds. Frozen and complete: renderers print it and work nothing out."""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from jtai_cli.days.sums import NonWorkingDay
from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.plan.deadlines import Deadline, Fieldwork, Notice
from jtai_cli.plan.inspection import Inspection
from jtai_cli.rules.model import Framework, Source, Timing, Who


class PlannedStep(NamedTuple):
    """A step on its dates, both ends counted. ``days`` numbers them from notification, day 1.

    ``days`` is None for a step before notification or after fieldwork. ``owner`` is set where
    one body, or one role in the area, has the step. ``done`` is the day on which it was done,
    where the inspection's file says so. ``agencies`` are the partners that do it, where the file
    names them.
    """

    id: str
    title: str
    detail: str | None
    start: dt.date
    end: dt.date
    days: tuple[int, int] | None
    who: tuple[Who, ...]
    timing: Timing
    source: Source
    owner: str | None = None
    done: dt.date | None = None
    agencies: tuple[str, ...] = ()


class PlanDay(NamedTuple):
    """A weekday of a week: its day number, or why it is off; and a local closure on it."""

    date: dt.date
    number: int | None
    bank_holiday: str | None
    closure: str | None


class Week(NamedTuple):
    """A block of five working days; the first is shorter or longer where the notice is, and the
    last holds all of fieldwork.

    ``dates`` are its weekdays in order, with the bank holidays among them and those between it
    and the next week.
    """

    number: int
    start: dt.date
    end: dt.date
    days: tuple[int, int]
    dates: tuple[PlanDay, ...]
    steps: tuple[PlannedStep, ...]


class Plan(NamedTuple):
    """The whole timetable of one inspection, with everything that an output needs."""

    inspection: Inspection
    framework: Framework
    calendar: WorkingCalendar
    notification: Notice
    fieldwork: Fieldwork
    report: Deadline
    statement: Deadline
    before: tuple[PlannedStep, ...]
    weeks: tuple[Week, ...]
    after: tuple[PlannedStep, ...]
    observed: tuple[PlannedStep, ...]
    non_working_days: tuple[NonWorkingDay, ...]

    @property
    def steps(self) -> tuple[PlannedStep, ...]:
        """Its steps from first to last, the deadlines among them; not those only observed."""
        return (*self.before, *(step for week in self.weeks for step in week.steps), *self.after)

    def with_steps(self, keep: Callable[[PlannedStep], bool]) -> "Plan":
        """The plan with only those of its steps. Its dates stay as they are."""

        def kept(steps: tuple[PlannedStep, ...]) -> tuple[PlannedStep, ...]:
            return tuple(step for step in steps if keep(step))

        return self._replace(
            before=kept(self.before),
            weeks=tuple(week._replace(steps=kept(week.steps)) for week in self.weeks),
            after=kept(self.after),
            observed=kept(self.observed),
        )

    @property
    def fingerprint(self) -> str:
        """The mark of its days off, by which a saved plan can be told to be out of date."""
        return fingerprint(self.calendar, self.notification.date, self.statement.due)


def fingerprint(calendar: WorkingCalendar, start: dt.date, end: dt.date) -> str:
    """A short mark of the region and its days off from ``start`` to ``end``, both counted.

    It changes when, and only when, a bank holiday or a worked weekend inside those dates does,
    so that a saved plan can be told from one that would now come out otherwise.
    """
    from hashlib import sha256  # 2 ms, and only JSON and a check need it

    off = [day for day, _ in calendar.between(start, end)]
    worked = [day for day in calendar.worked_weekends if start <= day <= end]
    days = (day.isoformat() for day in [*off, *worked])
    return sha256("\n".join([calendar.region, *days]).encode()).hexdigest()[:16]
