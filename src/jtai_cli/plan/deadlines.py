"""The counts of an inspection: its notice, fieldwork, and the two deadlines after that.

Notice runs from notification, which is day 1, to the start of fieldwork. It is counted over the
half-open range (notification, fieldwork start]: with 10 working days' notice fieldwork starts on
day 11. The report and the written statement are due so many days after fieldwork and the report.
"""

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from jtai_cli.days.sums import DaySum
from jtai_cli.days.working_calendar import CountedDay, NamedDay, WorkingCalendar
from jtai_cli.errors import BadValue, DatesOutOfOrder, NotAWorkingDay, NothingToPlan
from jtai_cli.letters.delays import evidence_about
from jtai_cli.letters.likely import (
    Evidence,
    Likely,
    likely_report,
    likely_statement,
    statement_after,
)
from jtai_cli.rules import model as rules
from jtai_cli.rules.elections import NearElection, Votes, near_election
from jtai_cli.rules.model import Basis, Framework
from jtai_cli.wording import count_of, long_date

_DAY = dt.timedelta(days=1)


class Notice(NamedTuple):
    """Notification and fieldwork start, with the notice between them and the notice required.

    ``first`` is the working day from which fieldwork is counted: ``fieldwork_start``, or the
    Monday after a start on a Sunday.
    """

    framework: Framework
    calendar: WorkingCalendar
    date: dt.date
    fieldwork_start: dt.date
    first: dt.date
    working_days: int
    period: rules.NoticePeriod

    @property
    def short_by(self) -> int:
        """Working days missing from the notice required; 0 where there is enough."""
        return max(0, self.period.working_days - self.working_days)

    def day_numbers(self, start: dt.date, end: dt.date) -> tuple[int, int]:
        """The numbers of two working days, counted from notification, which is day 1."""
        count = self.calendar.count
        return count(self.date, start) + 1, count(self.date, end) + 1


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
    which it really happened, where that is known; until then ``near`` is the election that a
    report's date lies close to, and ``likely`` says when it is likely. Of a statement that is the
    date that the letter gives for it, and the report's election.
    """

    rule: rules.DeadlineRule
    due: dt.date
    days: int
    basis: Basis
    counted_from: dt.date
    skipped: tuple[NamedDay, ...]
    actual: dt.date | None = None
    near: NearElection | None = None
    likely: Likely | None = None

    @property
    def day(self) -> dt.date:
        """The date on which it happened, where that is known, or else on which it is due."""
        return self.actual or self.due


class Deadlines(NamedTuple):
    """What is due after fieldwork. ``report`` is None where only its publication is known.

    ``started`` is the start of fieldwork, reckoned back where only its end is known; None where
    neither is.
    """

    framework: Framework
    calendar: WorkingCalendar
    started: dt.date | None
    fieldwork: Fieldwork | None
    report: Deadline | None
    statement: Deadline


class Working(NamedTuple):
    """A count, day by day, with the reason for the number of days and its source, if any."""

    title: str
    reason: str
    source: rules.Source | None
    days: tuple[CountedDay, ...]


def notice(
    calendar: WorkingCalendar,
    framework: Framework,
    *,
    notified: dt.date | None = None,
    fieldwork_start: dt.date | None = None,
    notified_key: str = "notification",
) -> Notice:
    """Complete a notice from one of its two dates, or measure it from both.

    From fieldwork start alone: the notification date that the rule asks for. From notification
    alone: the earliest fieldwork start. The notice required is the one in force when fieldwork
    starts. ``notified_key`` is the key that an error about the notification date names. Raises
    NothingToPlan, NotAWorkingDay, DatesOutOfOrder, OutsideCalendar.
    """
    if notified is not None:
        require_working_day(calendar, notified, "notification", key=notified_key)
    if fieldwork_start is None:
        if notified is None:
            raise NothingToPlan()
        fieldwork_start = earliest_start(calendar, framework, notified)
    first = first_day_of_fieldwork(calendar, fieldwork_start)
    period = framework.notice_on(fieldwork_start)
    if notified is None:
        notified = calendar.add(first, -period.working_days)
    if notified >= fieldwork_start:
        key, later = "fieldwork_start", "the start of fieldwork"
        raise DatesOutOfOrder("notification", notified, later, fieldwork_start, key=key)
    working_days = calendar.count(notified, first)
    return Notice(framework, calendar, notified, fieldwork_start, first, working_days, period)


def first_day_of_fieldwork(calendar: WorkingCalendar, start: dt.date) -> dt.date:
    """The working day from which fieldwork counts: ``start``, or the Monday after a Sunday.

    One published letter (Harrow, 26 to 31 March 2023) has fieldwork start on a Sunday, and all
    its dates follow when the days are counted from the Monday. No letter has it start on a
    Saturday or on a bank holiday: those raise NotAWorkingDay.
    """
    if calendar.why_off(start) == "Sunday" and calendar.next(start) == start + _DAY:
        return start + _DAY
    require_working_day(calendar, start, "the start of fieldwork", key="fieldwork_start")
    return start


def earliest_start(calendar: WorkingCalendar, framework: Framework, notified: dt.date) -> dt.date:
    """The first start that has the notice asked for on that start, even where the rule changes."""
    given = sorted({period.working_days for period in framework.notices})
    starts = ((days, calendar.add(notified, days)) for days in given)
    return next(s for days, s in starts if framework.notice_on(s).working_days <= days)


def require_working_day(calendar: WorkingCalendar, day: dt.date, what: str, *, key: str) -> None:
    """Raise NotAWorkingDay, with the working days on either side, where ``day`` is a day off."""
    reason = calendar.why_off(day)
    if reason is not None:
        before, after = calendar.previous(day), calendar.next(day)
        raise NotAWorkingDay(what, day, reason, before, after, key=key)


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
    if days > rules.LONGEST_FIELDWORK:
        raise BadValue(
            f"fieldwork from {long_date(start)} to {long_date(end)} takes {days:,} working days, "
            f"and at most {rules.LONGEST_FIELDWORK} are planned. Check the two dates.",
            key="fieldwork_ended",
        )
    return Fieldwork(start, end, first, last, days)


def reckoned_start(calendar: WorkingCalendar, ended: dt.date, working_days: int) -> dt.date:
    """The day on which fieldwork of so many working days started, counted back from its end."""
    last = ended if calendar.is_working(ended) else calendar.previous(ended)
    return calendar.add(last, 1 - working_days)


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
    votes: Votes | None = None,
    evidence: Evidence | None = None,
) -> Deadlines:
    """The deadlines that follow from what is known: any of fieldwork's ends and publication.

    ``ended`` is taken as it is, even a day off. The keywords from ``elections`` on are those of
    :func:`report_deadline`. Raises NotAWorkingDay, DatesOutOfOrder, OutsideCalendar.
    """
    fieldwork, days = None, fieldwork_days or framework.fieldwork_days
    if started is not None:
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
            basis=basis,
            published=published,
            elections=elections,
            no_elections=no_elections,
            votes=votes,
            evidence=evidence,
        )
    received = published or (report.due if report else None)
    if received is None:
        raise NothingToPlan()
    statement = statement_deadline(calendar, framework, received, report=report, evidence=evidence)
    if started is None and ended is not None:
        started = reckoned_start(calendar, ended, days)
    return Deadlines(framework, calendar, started, fieldwork, report, statement)


def report_deadline(
    calendar: WorkingCalendar,
    framework: Framework,
    ended: dt.date,
    *,
    basis: Basis | None = None,
    published: dt.date | None = None,
    elections: Collection[NamedDay] = (),
    no_elections: bool = False,
    votes: Votes | None = None,
    evidence: Evidence | None = None,
) -> Deadline:
    """When the report is due, for fieldwork that ended on ``ended`` (not itself counted).

    ``basis`` takes the place of the framework's own; on the ``calendar`` basis every day counts
    and the result may be a day off. ``published`` is the real date, where that is known. Until
    then it also says when the report is likely, by the letters of our table unless other
    ``evidence`` is given; the three before that are as in
    :func:`~jtai_cli.rules.elections.near_election`. Raises OutsideCalendar.
    """
    rule = framework.report
    basis = basis or rule.basis
    deadline = _deadline(calendar, rule, ended, basis)
    if published is not None:
        return deadline._replace(actual=published)
    if evidence is None:
        evidence = evidence_about(framework)
    # As the framework itself counts, for so did the letters, however the rule is read here.
    due = deadline.due if basis == rule.basis else _deadline(calendar, rule, ended, rule.basis).due
    near = near_election(calendar, due, elections=elections, no_elections=no_elections, votes=votes)
    likely = likely_report(calendar, evidence, ended=ended, rule_days=rule.days, near=near)
    return deadline._replace(near=near, likely=likely)


def statement_deadline(
    calendar: WorkingCalendar,
    framework: Framework,
    received: dt.date,
    *,
    report: Deadline | None = None,
    evidence: Evidence | None = None,
) -> Deadline:
    """When the statement is due, for a report received on ``received``, which is not counted.

    It also says which date the letter is likely to give, by ``evidence`` as in
    :func:`report_deadline`. Where the ``report`` has not come that follows from when it is likely.
    Raises OutsideCalendar.
    """
    rule, likely = framework.statement, None
    if evidence is None:
        evidence = evidence_about(framework)
    if report is None or report.actual:
        likely = likely_statement(calendar, evidence, received)
    elif report.likely:
        likely = statement_after(calendar, evidence, report.likely)
    near = report.near if report else None
    return _deadline(calendar, rule, received, rule.basis)._replace(near=near, likely=likely)


def _deadline(
    calendar: WorkingCalendar, rule: rules.DeadlineRule, counted_from: dt.date, basis: Basis
) -> Deadline:
    skipped: tuple[NamedDay, ...] = ()
    if basis == "calendar":
        due = counted_from + rule.days * _DAY
        calendar.is_working(due)  # for the error that names the calendar's edge
    else:
        due = calendar.add(counted_from, rule.days)
        skipped = calendar.between(counted_from + _DAY, due)
    return Deadline(rule, due, rule.days, basis, counted_from, skipped)


def sum_working(total: DaySum) -> Working:
    """Every day of a sum. Where the end comes first, the days counted are those in (end, start]."""
    days = count_of(total.working_days, "working day")
    title = f"{long_date(total.start)} to {long_date(total.end)}: {days}"
    return Working(title, "", None, total.calendar.steps(total.start, total.end))


def notice_working(notice: Notice) -> Working:
    """The count of a notice, from the first day of fieldwork back to notification."""
    period, days = notice.period, count_of(notice.working_days, "working day")
    title = f"Notification: {days} before {long_date(notice.first)}"
    reason = f"The framework asks for {count_of(period.working_days, 'working day')}."
    if period.note:
        reason += f" {period.note}"
    return Working(title, reason, period.source, notice.calendar.steps(notice.first, notice.date))


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
