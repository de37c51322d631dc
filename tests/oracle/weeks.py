"""Every possible week of fieldwork and what speaks against it, reckoned day by day.

It knows nothing of the program: each reason is written from what is said of it in
docs/reference/rules-and-sources.md, with the calendar and the polls of this folder.
"""

import datetime as dt
import statistics
from dataclasses import dataclass, field

from tests.harness import day
from tests.oracle.bank_holidays import ENGLAND
from tests.oracle.days import ONE, WorkingDays, days_of
from tests.oracle.letters import class_of, comparable, lateness
from tests.oracle.polls import POLLS, polls_near


@dataclass(frozen=True)
class Span:
    """A name and two dates, both of them counted."""

    name: str
    first: dt.date
    last: dt.date

    def touches(self, first, last):
        return self.first <= last and self.last >= first

    def __contains__(self, date):
        return self.first <= date <= self.last

    @property
    def shown(self):
        return {"name": self.name, "start": str(self.first), "end": str(self.last)}


def span(text):
    """As "2027-02-15..2027-02-19 Half term"."""
    when, name = text.split(" ", 1)
    first, _, last = when.partition("..")
    return Span(name, day(first), day(last or first))


def spans(texts):
    return [span(line.strip()) for line in texts.strip().splitlines()]


AVOID = {
    "notice-past",
    "august",
    "christmas",
    "school-holiday-in-fieldwork",
    "closure-in-fieldwork",
    "other-inspection-at-once",
}
ORDER = [
    "notice-past",
    "august",
    "christmas",
    "school-holiday-in-fieldwork",
    "closure-in-fieldwork",
    "other-inspection-at-once",
    "bank-holiday-in-fieldwork",
    "bank-holiday-in-notice",
    "school-holiday-in-notice",
    "closure-in-notice",
    "other-inspection-near",
    "fieldwork-before-election",
    "report-near-election",
    "report-likely-later",
]
MIDDLE = {  # of the working days by which letters were late, by class
    name: statistics.median_low(map(lateness, comparable(name)))
    for name in ("ordinary", "christmas", "election")
}


def verdict_of(codes):
    if AVOID & set(codes):
        return "avoid"
    return "tight" if codes else "clear"


@dataclass(frozen=True)
class Model:
    """What is known of an area, and what follows for a week."""

    bank_holidays: dict = field(default_factory=lambda: ENGLAND)
    fieldwork_days: int = 5
    school: tuple = ()
    closed: frozenset = frozenset()
    others: tuple = ()
    polls: frozenset = frozenset(POLLS)
    today: dt.date = dt.date.min

    def is_working(self, date):
        return WorkingDays(self.bank_holidays).is_working(date)

    def add(self, date, number):
        """So many working days after the date, or before it."""
        return WorkingDays(self.bank_holidays).add(date, number)

    def near(self, due):
        """The polls near which a report is due."""
        return polls_near(due, self.polls, self.add)

    def week(self, monday):
        """The row of a week, or nothing where no day of it is a working day."""
        working = [date for date in days_of(monday, monday + 4 * ONE) if self.is_working(date)]
        if not working:
            return None
        start = working[0]
        end = self.add(start, self.fieldwork_days - 1)
        notification = self.add(start, -10)
        due = self.add(end, 34)
        every = days_of(notification, end)
        fieldwork = days_of(start, end)
        notice = days_of(notification, start - ONE)
        interrupted = [date for date in days_of(monday, end) if date in self.bank_holidays]

        def at_work(some, marked):
            return any(self.is_working(date) and date in marked for date in some)

        def before(other):
            return self.add(notification, -20) <= other.last < notification

        def after(other):
            return end < other.first <= self.add(end, 20)

        at_once = [other for other in self.others if other.touches(notification, end)]
        close = [other for other in self.others if before(other) or after(other)]
        polls = self.near(due)
        late = MIDDLE["election" if polls else class_of(None, end, due, ())]
        late_of_poll = bool(polls) and max(polls) > due
        # No letter came from 19 December to 2 January; after Christmas it is a class of its own.
        never_then = not polls and late == 0 and not (1, 2) < (due.month, due.day) < (12, 19)
        holds = {
            "notice-past": notification < self.today,
            "august": any(date.month == 8 for date in fieldwork),
            "christmas": any(
                (date.month, date.day) >= (12, 17) or (date.month, date.day) <= (1, 9)
                for date in fieldwork
            ),
            "school-holiday-in-fieldwork": any(at_work(fieldwork, each) for each in self.school),
            "closure-in-fieldwork": at_work(fieldwork, self.closed),
            "other-inspection-at-once": bool(at_once),
            "bank-holiday-in-fieldwork": bool(interrupted),
            "bank-holiday-in-notice": any(
                date in self.bank_holidays and date not in interrupted for date in notice
            ),
            "school-holiday-in-notice": any(at_work(notice, each) for each in self.school),
            "closure-in-notice": at_work(notice, self.closed),
            "other-inspection-near": bool(close),
            "fieldwork-before-election": any(
                self.add(poll, -25) <= date <= poll for poll in self.polls for date in fieldwork
            ),
            "report-near-election": bool(polls),
            "report-likely-later": late > 0 or late_of_poll or never_then,
        }
        codes = [code for code in ORDER if holds[code]]
        return {
            "fieldwork": {
                "start": str(start),
                "end": str(end),
                "working_days": self.fieldwork_days,
            },
            "notification": str(notification),
            "report_due": str(due),
            "statement_due": str(self.add(due, 70)),
            "bank_holidays": [
                (str(date), self.bank_holidays[date])
                for date in every
                if date in self.bank_holidays
            ],
            "closures": [str(d) for d in every if d in self.closed and self.is_working(d)],
            "school_holidays": in_order(
                each.shown for each in self.school if each.touches(notification, end)
            ),
            "others": in_order(each.shown for each in [*at_once, *close]),
            "election": list(map(str, polls)),
            "verdict": verdict_of(codes),
            "reasons": [(code, "avoid" if code in AVOID else "tight") for code in codes],
        }

    def weeks(self, first, last):
        """The rows of the weeks whose Monday lies in the range."""
        first, last = day(first), day(last)
        mondays = [date for date in days_of(first, last) if date.weekday() == 0]
        return [row for row in map(self.week, mondays) if row]


def in_order(shown):
    return sorted(shown, key=lambda each: (each["start"], each["end"], each["name"]))
