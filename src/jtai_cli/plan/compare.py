"""What moves between two timetables of an inspection, and what falls on a day off that did not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from jtai_cli.days.periods import Span
from jtai_cli.days.school_year import SchoolYear
from jtai_cli.days.sums import NonWorkingDay
from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.letters.likely import Likely
from jtai_cli.plan.deadlines import Deadline
from jtai_cli.plan.inspection import Inspection, with_values
from jtai_cli.plan.model import Plan, PlannedStep
from jtai_cli.plan.saved_plan import SavedPlan


class Timetable(NamedTuple):
    """One side of a comparison: a plan, or one that was saved. Fieldwork's ends are counted.

    ``statement`` is the day on which it is due, and ``published`` that on which the report came.
    ``deadlines`` are theirs, with what is likely; of a saved plan there are none.
    """

    name: str
    area: str | None
    notification: dt.date
    start: dt.date
    end: dt.date
    report_due: dt.date
    statement: dt.date
    steps: tuple[PlannedStep, ...]
    days_off: tuple[NonWorkingDay, ...]
    calendar: WorkingCalendar
    published: dt.date | None
    deadlines: tuple[Deadline, ...] = ()

    @property
    def report(self) -> dt.date:
        """The day on which the report came, or else is due."""
        return self.published or self.report_due

    @property
    def dates(self) -> dict[str, dt.date]:
        """The dates that matter; of fieldwork the working day from which it is counted."""
        start, calendar = self.start, self.calendar
        return {
            "notification": self.notification,
            "fieldwork": start if calendar.is_working(start) else calendar.next(start),
            "report": self.report,
            "statement": self.statement,
        }

    def off(self, kind: Literal["bank-holiday", "closure"]) -> tuple[NonWorkingDay, ...]:
        """Its bank holidays, or closed days, from notification to the end of fieldwork."""
        first, last = self.notification, self.end
        return tuple(d for d in self.days_off if d.kind == kind and first <= d.date <= last)


class Move(NamedTuple):
    """A step with other dates: by ``moved`` working days from one start to the other.

    ``newly_on`` are the bank holidays and closures among its new days that were not among its
    old ones.
    """

    old: PlannedStep
    new: PlannedStep
    moved: int
    newly_on: tuple[NonWorkingDay, ...]


class Comparison(NamedTuple):
    """What differs between ``a`` and ``b``, in the order of ``b``.

    ``likely`` are "report" or "statement", old and new, where the days differ on which one is
    likely.
    """

    a: Timetable
    b: Timetable
    moves: tuple[Move, ...]
    added: tuple[PlannedStep, ...]
    removed: tuple[PlannedStep, ...]
    unchanged: int
    newly_on: tuple[tuple[PlannedStep, NonWorkingDay], ...]
    likely: tuple[tuple[str, Deadline, Deadline], ...] = ()

    @property
    def differs(self) -> bool:
        """Whether a date that the rules give is another, or a step is new or gone."""
        dates = (self.a.dates, self.a.end) != (self.b.dates, self.b.end)
        return dates or bool(self.moves or self.added or self.removed)


def from_plan(plan: Plan, name: str) -> Timetable:
    """A plan as one side of a comparison, called ``name``."""
    return Timetable(
        name,
        plan.inspection.identity.area,
        notification=plan.notification.date,
        start=plan.fieldwork.start,
        end=plan.fieldwork.end,
        report_due=plan.report.due,
        statement=plan.statement.day,
        steps=plan.steps,
        days_off=plan.non_working_days,
        calendar=plan.calendar,
        published=plan.report.actual,
        deadlines=(plan.report, plan.statement),
    )


def from_saved_plan(saved: SavedPlan, name: str) -> Timetable:
    """A saved plan as one side of a comparison, with the days off that it was made with."""
    return Timetable(
        name,
        saved.area,
        notification=saved.notification,
        start=saved.start,
        end=saved.end,
        report_due=saved.report_due,
        statement=saved.statement_due,
        steps=saved.steps,
        days_off=saved.non_working_days,
        calendar=saved.calendar(),
        published=saved.published,
    )


def school_holidays(side: Timetable, schools: SchoolYear) -> tuple[Span, ...]:
    """Those with a day from notification to the end of fieldwork."""
    return tuple(span for span in schools.closed if span.touches(side.notification, side.end))


def restarted(inspection: Inspection, start: dt.date) -> Inspection:
    """The same inspection with fieldwork from another day.

    That it was notified stays true, where that was before the new start; what was planned or has
    happened after that falls away.
    """
    gone = dict.fromkeys(("notification", "fieldwork_ended", "draft_received", "published"))
    notified = inspection.progress.notified
    if notified is not None and notified >= start:
        notified = None
    return with_values(inspection, fieldwork_start=start, notified=notified, done=(), **gone)


def compare(a: Timetable, b: Timetable) -> Comparison:
    """What moves from ``a`` to ``b``, by the calendar of ``b``. Raises OutsideCalendar."""
    old = {step.id: step for step in a.steps}
    new = {step.id for step in b.steps}
    moves, added, newly_on, unchanged = [], [], [], 0
    for step in sorted(b.steps, key=lambda each: each.start):
        before = old.get(step.id)
        known = {(day.date, day.kind) for day in _within(before, a.days_off)}
        days_off = _within(step, (day for day in b.days_off if (day.date, day.kind) not in known))
        newly_on += [(step, day) for day in days_off]
        if before is None:
            added.append(step)
        elif (before.start, before.end) == (step.start, step.end):
            unchanged += 1
        else:
            moves.append(Move(before, step, b.calendar.count(before.start, step.start), days_off))
    removed = tuple(step for step in a.steps if step.id not in new)
    return Comparison(
        a,
        b,
        tuple(moves),
        tuple(added),
        removed,
        unchanged,
        tuple(newly_on),
        likely=tuple(_likely_moves(a, b)),
    )


def _likely_moves(a: Timetable, b: Timetable) -> Iterator[tuple[str, Deadline, Deadline]]:
    """Deadlines that are likely on other days; of what has happened nothing is likely."""
    for name, old, new in zip(("report", "statement"), a.deadlines, b.deadlines, strict=False):
        before, after = _days(old.likely), _days(new.likely)
        if before and after and before != after:
            yield name, old, new


def _days(likely: Likely | None) -> tuple[dt.date, ...]:
    if likely is None:
        return ()
    return (*(mark.date for mark in likely.marks), *_days(likely.otherwise))


def _within(step: PlannedStep | None, days: Iterable[NonWorkingDay]) -> tuple[NonWorkingDay, ...]:
    return tuple(day for day in days if step and step.start <= day.date <= step.end)
