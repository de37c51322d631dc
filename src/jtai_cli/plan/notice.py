"""How much notice an area gets: from notification (day 1) to the start of fieldwork.

The number of working days comes from the framework. The count is over the half-open range
(notification, fieldwork start]: with 10 working days' notice fieldwork starts on day 11.
"""

import datetime as dt
from typing import NamedTuple

from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.errors import DatesOutOfOrder, NotAWorkingDay, NothingToPlan
from jtai_cli.plan.working import Working
from jtai_cli.rules.model import Framework, NoticePeriod
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
    period: NoticePeriod

    @property
    def short_by(self) -> int:
        """Working days missing from the notice required; 0 where there is enough."""
        return max(0, self.period.working_days - self.working_days)

    def day_numbers(self, start: dt.date, end: dt.date) -> tuple[int, int]:
        """The numbers of two working days, counted from notification, which is day 1."""
        count = self.calendar.count
        return count(self.date, start) + 1, count(self.date, end) + 1


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
    return Notice(
        framework=framework,
        calendar=calendar,
        date=notified,
        fieldwork_start=fieldwork_start,
        first=first,
        working_days=calendar.count(notified, first),
        period=period,
    )


def notice_working(notice: Notice) -> Working:
    """The count of a notice, from the first day of fieldwork back to notification."""
    period, days = notice.period, count_of(notice.working_days, "working day")
    reason = f"The framework asks for {count_of(period.working_days, 'working day')}."
    return Working(
        title=f"Notification: {days} before {long_date(notice.first)}",
        reason=f"{reason} {period.note}" if period.note else reason,
        source=period.source,
        days=notice.calendar.steps(notice.first, notice.date),
    )


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
