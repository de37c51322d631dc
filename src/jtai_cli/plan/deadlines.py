"""Fieldwork, and the two deadlines after it: the report and the written statement."""

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from jtai_cli.days.working_calendar import CountedDay, NamedDay, WorkingCalendar
from jtai_cli.errors import BadValue, DatesOutOfOrder, NothingToPlan
from jtai_cli.letters.delays import shipped_waits
from jtai_cli.letters.likely import Likely, Wait, likely_report
from jtai_cli.plan.notice import first_day_of_fieldwork
from jtai_cli.plan.working import Working
from jtai_cli.rules.elections import near_election
from jtai_cli.rules.model import LONGEST_FIELDWORK, Basis, DeadlineRule, Framework
from jtai_cli.wording import count_of, long_date

_DAY = dt.timedelta(days=1)


class Fieldwork(NamedTuple):
    """Fieldwork from ``start`` to ``end``, both counted.

    ``first`` is the working day from which its days are counted (the Monday after a start on a
    Sunday), ``last`` the last working day in it.
    """

    start: dt.date
    end: dt.date
    first: dt.date
    last: dt.date
    working_days: int


class Deadline(NamedTuple):
    """A date by which something is due, ``days`` after ``counted_from``, which is not counted.

    ``skipped`` names the bank holidays that the count passed over. ``actual`` is the date on
    which it really happened, where that is known; ``likely`` is said of a report until then.
    """

    rule: DeadlineRule
    due: dt.date
    days: int
    basis: Basis
    counted_from: dt.date
    skipped: tuple[NamedDay, ...]
    actual: dt.date | None = None
    likely: Likely | None = None

    @property
    def day(self) -> dt.date:
        """The date on which it happened, where that is known, or else on which it is due."""
        return self.actual or self.due


class Deadlines(NamedTuple):
    """What is due after fieldwork. ``report`` is None where only its publication is known."""

    framework: Framework
    calendar: WorkingCalendar
    fieldwork: Fieldwork | None
    report: Deadline | None
    statement: Deadline


def fieldwork_of(
    calendar: WorkingCalendar, start: dt.date, working_days: int, ended: dt.date | None = None
) -> Fieldwork:
    """Fieldwork of so many working days from ``start``, or until ``ended`` where that is known.

    ``start`` is itself counted. Raises NotAWorkingDay, DatesOutOfOrder, OutsideCalendar, and
    BadValue for fieldwork of more than LONGEST_FIELDWORK working days.
    """
    first = first_day_of_fieldwork(calendar, start)
    end = calendar.add(first, working_days - 1) if ended is None else ended
    if end < first:
        key = "fieldwork_ended"
        raise DatesOutOfOrder("the start of fieldwork", start, "its end", end, key=key)
    last = end if calendar.is_working(end) else calendar.previous(end)
    days = calendar.count(first, last) + 1
    if days > LONGEST_FIELDWORK:
        raise BadValue(
            f"fieldwork from {long_date(start)} to {long_date(end)} takes {days:,} working days, "
            f"and at most {LONGEST_FIELDWORK} are planned. Check the two dates.",
            key="fieldwork_ended",
        )
    return Fieldwork(start, end, first, last, days)


def deadlines(
    calendar: WorkingCalendar,
    framework: Framework,
    *,
    started: dt.date | None = None,
    ended: dt.date | None = None,
    published: dt.date | None = None,
    fieldwork_days: int | None = None,
    basis: Basis | None = None,
    elections: Collection[NamedDay] = (),
    no_elections: bool = False,
    letters: Collection[Wait] | None = None,
) -> Deadlines:
    """The deadlines that follow from what is known: any of fieldwork's ends and publication.

    ``ended`` is taken as it is, even a day off. The keywords from ``elections`` on are those of
    :func:`report_deadline`. Raises NotAWorkingDay, DatesOutOfOrder, OutsideCalendar.
    """
    fieldwork = None
    if started is not None:
        days = fieldwork_days or framework.fieldwork_days
        fieldwork = fieldwork_of(calendar, started, days, ended)
        ended = fieldwork.end
    if ended is not None and published is not None and published <= ended:
        raise DatesOutOfOrder("the end of fieldwork", ended, "publication", published)
    report = None
    if ended is not None:
        report = report_deadline(
            calendar,
            framework,
            ended,
            started=started,
            basis=basis,
            published=published,
            elections=elections,
            no_elections=no_elections,
            letters=letters,
        )
    received = published or (report.due if report else None)
    if received is None:
        raise NothingToPlan()
    statement = statement_deadline(calendar, framework, received)
    return Deadlines(framework, calendar, fieldwork, report, statement)


def report_deadline(
    calendar: WorkingCalendar,
    framework: Framework,
    ended: dt.date,
    *,
    started: dt.date | None = None,
    basis: Basis | None = None,
    published: dt.date | None = None,
    elections: Collection[NamedDay] = (),
    no_elections: bool = False,
    letters: Collection[Wait] | None = None,
) -> Deadline:
    """When the report is due, for fieldwork that ended on ``ended`` (not itself counted).

    ``basis`` takes the place of the framework's own; on the ``calendar`` basis every day counts
    and the result may be a day off. ``published`` is the real date, where that is known. Until
    then it also says when the report is likely, by the framework's ``letters``, which are those of
    our table unless given; ``elections`` and ``no_elections`` are as in
    :func:`~jtai_cli.rules.elections.near_election`. Raises OutsideCalendar.
    """
    rule = framework.report
    deadline = _deadline(calendar, rule, ended, basis or rule.basis)
    if published is not None:
        return deadline._replace(actual=published)
    likely = likely_report(
        calendar,
        shipped_waits(framework.id) if letters is None else letters,
        started=started,
        ended=ended,
        rule_days=deadline.days,
        basis=deadline.basis,
        near=near_election(calendar, deadline.due, elections=elections, no_elections=no_elections),
    )
    return deadline._replace(likely=likely)


def statement_deadline(
    calendar: WorkingCalendar, framework: Framework, received: dt.date
) -> Deadline:
    """When the statement is due, for a report received on ``received``, which is not counted."""
    rule = framework.statement
    return _deadline(calendar, rule, received, rule.basis)


def _deadline(
    calendar: WorkingCalendar, rule: DeadlineRule, counted_from: dt.date, basis: Basis
) -> Deadline:
    skipped: tuple[NamedDay, ...] = ()
    if basis == "calendar":
        due = counted_from + rule.days * _DAY
        calendar.is_working(due)  # for the error that names the calendar's edge
    else:
        due = calendar.add(counted_from, rule.days)
        skipped = calendar.between(counted_from + _DAY, due)
    return Deadline(rule, due, rule.days, basis, counted_from, skipped)


def deadlines_workings(deadlines: Deadlines) -> tuple[Working, ...]:
    """The count of each deadline, every day named."""
    due = (deadlines.report, deadlines.statement)
    return tuple(deadline_working(deadlines.calendar, each) for each in due if each)


def deadline_working(calendar: WorkingCalendar, deadline: Deadline) -> Working:
    """The count of one deadline, every day named, with the reason for its number of days."""
    rule, start = deadline.rule, deadline.counted_from
    if deadline.basis == "working":
        days = calendar.steps(start, deadline.due)
    else:
        numbers = range(1, deadline.days + 1)
        days = tuple(CountedDay(start + number * _DAY, number, None) for number in numbers)
    count = count_of(deadline.days, f"{deadline.basis} day")
    title = f"{rule.title}: {count} after {long_date(start)}"
    return Working(title, rule.why or "", rule.source, days)
