"""The records of the rules: a framework with its notice, steps, deadlines and themes.

Every rule carries the :class:`Source` that says so. Dates of the rules themselves may be known
to the month only; ``Since`` keeps what the source says, as ``2016-02`` or ``2022-03-28``.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

from jtai_cli.errors import UnknownName

Who = Literal["inspectors", "partners"]
Timing = Literal["required", "suggested", "observed"]
Basis = Literal["working", "calendar"]
Actual = Literal["notified", "fieldwork_ended", "draft_received"]

WHO: tuple[Who, ...] = get_args(Who)
BASES: tuple[Basis, ...] = get_args(Basis)
ACTUALS: tuple[Actual, ...] = get_args(Actual)

BLOCK = 5  # working days in a "week" of the timetable
LONGEST_FIELDWORK = 30  # working days
AUDITS = "case-audits"  # id of the step by which agencies audit cases
DEADLINE_IDS = ("report", "statement")  # ids of the steps that every plan has


class Since(NamedTuple):
    """A date as exact as its source: a day, or a month.

    >>> Since("2016-02").first_day, Since("2020-03").last_day
    (datetime.date(2016, 2, 1), datetime.date(2020, 3, 31))
    """

    text: str

    @property
    def first_day(self) -> dt.date:
        """The day itself, or the first of the month."""
        return dt.date.fromisoformat(self.text if len(self.text) == 10 else f"{self.text}-01")

    @property
    def last_day(self) -> dt.date:
        """The day itself, or the last of the month."""
        first = self.first_day
        if len(self.text) == 10:
            return first
        following = first.replace(day=28) + dt.timedelta(days=4)  # in the next month
        return following - dt.timedelta(days=following.day)


class Source(NamedTuple):
    """Where a rule stands: ``key`` is the short mark that tables print beside it."""

    id: str
    key: str
    title: str
    url: str | None


class NoticePeriod(NamedTuple):
    """Working days from notification to the start of fieldwork, for fieldwork from a date on."""

    since: Since
    working_days: int
    source: Source
    note: str | None


class Step(NamedTuple):
    """One step of the weeks: in week ``week``, from day ``days[0]`` to ``days[1]`` of that week.

    Days are working days, both ends counted, 1 to 5. Week 1 is counted from notification, the
    others from the week's first day. Day 5 of the fieldwork week is the last day of fieldwork.
    ``actual`` names the key of an inspection file that, once it is there, says the step is done.
    """

    id: str
    title: str
    detail: str | None
    week: int
    days: tuple[int, int]
    who: tuple[Who, ...]
    timing: Timing
    source: Source
    actual: Actual | None


class DeadlineRule(NamedTuple):
    """A period in days that ends on a deadline. The day that it is counted from is not counted.

    ``condition`` says when the deadline applies at all, where it does not always.
    """

    title: str
    detail: str | None
    condition: str | None
    days: int
    basis: Basis
    who: tuple[Who, ...]
    owner: str
    source: Source
    why: str | None


class CaseRule(NamedTuple):
    """How many children's cases the audit has at least."""

    least: int
    source: Source


class Observed(NamedTuple):
    """Something one area's own timeline shows: working days after fieldwork ended.

    ``actual`` is as in a :class:`Step`.
    """

    id: str
    title: str
    detail: str | None
    after_fieldwork_end: int
    who: tuple[Who, ...]
    source: Source
    actual: Actual | None


class Theme(NamedTuple):
    """What an inspection looks at in depth, and the inspectorates that take part in it."""

    id: str
    title: str
    since: Since
    inspectorates: tuple[str, ...]
    source: Source
    note: str | None


class Framework(NamedTuple):
    """One inspection framework, whole: what its guidance says and from when until when.

    ``short`` is its name where there is little room, as in the title of a calendar's event.
    """

    id: str
    title: str
    short: str
    since: Since
    until: Since | None
    note: str | None
    source: Source
    fieldwork_days: int
    notices: tuple[NoticePeriod, ...]
    steps: tuple[Step, ...]
    report: DeadlineRule
    statement: DeadlineRule
    cases: CaseRule | None
    observed: tuple[Observed, ...]
    themes: tuple[Theme, ...]
    sources: tuple[Source, ...]

    def notice_on(self, day: dt.date) -> NoticePeriod:
        """The notice in force on ``day``; before the first, the first."""
        in_force = [period for period in self.notices if period.since.first_day <= day]
        return in_force[-1] if in_force else self.notices[0]

    def in_force_on(self, day: dt.date) -> bool:
        """Whether the framework applied to fieldwork that starts on ``day``."""
        after = self.until is not None and day > self.until.last_day
        return self.since.first_day <= day and not after

    @property
    def notice_weeks(self) -> int:
        """The number of weeks before fieldwork."""
        return notice_weeks(self.notices)

    @property
    def fieldwork_week(self) -> int:
        """The number of the week in which fieldwork takes place."""
        return self.notice_weeks + 1

    def theme(self, theme_id: str) -> Theme:
        """The theme of that id. Raises UnknownName with the ids that there are."""
        themes = {theme.id: theme for theme in self.themes}
        if theme_id not in themes:
            raise UnknownName(f"theme in {self.id} called", theme_id, themes, key="theme")
        return themes[theme_id]


class Election(NamedTuple):
    """A poll. ``announced`` is the first day on which its date could be known, None for always.

    ``moved`` is the day on which it became known that the poll would not be on this date.
    """

    date: dt.date
    name: str
    source: Source
    announced: dt.date | None = None
    moved: dt.date | None = None

    def expected_on(self, day: dt.date) -> bool:
        """Whether anybody would have counted on this poll on ``day``."""
        called = self.announced is None or self.announced <= day
        return called and (self.moved is None or day < self.moved)


class Pause(NamedTuple):
    """How long reports are held back: working days before a poll, and calendar days after it."""

    working_days_before: int
    days_after: int
    source: Source


class ElectionTable(NamedTuple):
    """The table, whole, with its elections in order of date."""

    pause: Pause
    elections: tuple[Election, ...]


def notice_weeks(notices: Iterable[NoticePeriod]) -> int:
    """The weeks, of five working days but the first, that the longest of these notices takes."""
    return -(-max(period.working_days for period in notices) // BLOCK)
