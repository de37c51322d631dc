"""How far the likely date can be trusted: what it would have said of each past inspection.

For each letter only those published before its fieldwork started are used, and only the elections
that could be expected on that day. What the rule alone says is set beside it.
"""

from __future__ import annotations

import datetime as dt
from bisect import insort
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from jtai_cli.days.bank_holidays import calendar_for
from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.letters.likely import (
    CLASSES,
    LATEST,
    Class,
    Evidence,
    Likely,
    Tried,
    likely_report,
    likely_statement,
    statement_after,
    statement_waits,
)
from jtai_cli.letters.measured import LETTERS_REGION, Measured
from jtai_cli.rules.elections import near_election, votes_in
from jtai_cli.rules.model import BASES, Basis, Framework

Verdict = Literal["on-rule", "inside", "outside", "not-said"]


class Trial(NamedTuple):
    """One inspection as it looked on the day that fieldwork started.

    ``report`` is what would have been said of it then, ``statement`` what of its statement, from
    the day on which the report came, and ``both`` what of the statement before that; None where
    too few letters were known.
    """

    measured: Measured
    framework: Framework
    report: Likely | None
    statement: Likely | None
    both: Likely | None

    @property
    def inside(self) -> bool | None:
        """Whether the letter came within the range said; None where none was said."""
        said, came = self.report, self.measured.letter.published
        return said and said.holds(came)

    @property
    def statement_inside(self) -> bool | None:
        """Whether the letter's date for the statement lies in the range said of that."""
        return self._holds_statement(self.statement)

    @property
    def both_inside(self) -> bool | None:
        """Whether it lies in the range that was said of it when fieldwork started."""
        return self._holds_statement(self.both)

    def _holds_statement(self, said: Likely | None) -> bool | None:
        due = self.measured.letter.statement_due
        return said.holds(due) if said and due else None

    @property
    def verdict(self) -> Verdict:
        """Where the letter then came: on the rule's day, else within the range or not."""
        if self.inside is None:
            return "not-said"
        if self.measured.on_rule:
            return "on-rule"
        return "inside" if self.inside else "outside"


class Tally(NamedTuple):
    """The trials of one framework, of one class, of one stated level, or of all.

    Of the inspections for which something was ``said``, ``on_rule`` came on the rule's day and
    ``right`` in the range. ``level`` is what was stated and ``past_rule`` the working days from
    the rule's date to the latest day said, both on average; None where nothing was said.
    """

    which: str
    inspections: int
    said: int
    on_rule: int
    right: int
    level: float | None
    past_rule: float | None


class Reading(NamedTuple):
    """What a plain reading of the rule would have said: so many working or calendar days.

    ``by_day`` came by that day, those ``on_day`` among them; ``later`` came after it.
    """

    framework: Framework
    basis: Basis
    days: int
    inspections: int
    on_day: int
    by_day: int
    later: int


class Backtest(NamedTuple):
    """The trials in order of time, and what they come to; of statements the count alone."""

    trials: tuple[Trial, ...]
    tallies: tuple[Tally, ...]
    readings: tuple[Reading, ...]
    statements: Tried


def backtest(
    calendar: WorkingCalendar, letters: Iterable[Measured], tried: Iterable[Measured]
) -> Backtest:
    """Try those letters that have a framework, each against all that were published before it.

    Raises OutsideCalendar.
    """
    in_order = sorted(tried, key=lambda each: (each.letter.fieldwork_start, each.letter.area))
    found = [(each, each.framework) for each in in_order if each.framework]
    known = _known_before((each.letter.fieldwork_start for each, _ in found), letters)
    trials = tuple(_trial(calendar, known, each, framework) for each, framework in found)
    frameworks = dict.fromkeys(framework for _, framework in found)
    return Backtest(
        trials=trials,
        tallies=tuple(_tallies(trials, frameworks)),
        readings=tuple(_readings(trials, frameworks)),
        statements=_tried(trial.statement_inside for trial in trials),
    )


def evidence_of(letters: Sequence[Measured], trials: Sequence[Trial] | None = None) -> Evidence:
    """What letters say, and how the same did in these ``trials``, or else in those of all letters.

    Raises OutsideCalendar.
    """
    if trials is None:
        trials = backtest(calendar_for(LETTERS_REGION), letters, letters).trials
    every = dt.date.max
    return _known_before([every], letters)[every]._replace(
        tried={
            kind: _tried(each.inside for each in trials if each.report and each.report.kind == kind)
            for kind in CLASSES
        },
        statement_tried=_tried(each.statement_inside for each in trials),
        both_tried=_tried(each.both_inside for each in trials),
    )


def latest_of(kind: Class, letters: Iterable[Measured]) -> list[Measured]:
    """The letters that speak of a class: the latest nine of it, in order of publication."""
    found = [each for each in letters if each.kind == kind and each.late is not None]
    return sorted(found, key=_by_publication)[-LATEST:]


def _known_before(days: Iterable[dt.date], letters: Iterable[Measured]) -> dict[dt.date, Evidence]:
    """For each day what the letters published before it say; each letter is looked at once."""
    to_come = sorted(letters, key=_by_publication, reverse=True)
    late: dict[Class, deque[int]] = {kind: deque(maxlen=LATEST) for kind in CLASSES}
    waits: list[int] = []
    found = {}
    for day in sorted(set(days)):
        while to_come and to_come[-1].letter.published < day:
            each = to_come.pop()
            if each.late is not None:
                late[each.kind].append(each.late)
            if each.statement_working_days is not None:
                insort(waits, each.statement_working_days)
        found[day] = Evidence(
            late={kind: tuple(sorted(latest)) for kind, latest in late.items() if latest},
            statement=statement_waits(waits),
        )
    return found


def _by_publication(measured: Measured) -> tuple[dt.date, dt.date, str]:
    letter = measured.letter
    return letter.published, letter.fieldwork_start, letter.area


def _trial(
    calendar: WorkingCalendar,
    known: Mapping[dt.date, Evidence],
    each: Measured,
    framework: Framework,
) -> Trial:
    letter, start = each.letter, each.letter.fieldwork_start
    evidence = known[start]
    days = framework.report.days
    due = calendar.add(letter.fieldwork_end, days)
    near = near_election(calendar, due, expected_on=start, votes=votes_in(letter.area, letter.urn))
    report = likely_report(
        calendar, evidence, ended=letter.fieldwork_end, rule_days=days, near=near
    )
    return Trial(
        measured=each,
        framework=framework,
        report=report,
        statement=likely_statement(calendar, evidence, letter.published),
        both=statement_after(calendar, evidence, report) if report else None,
    )


def _tried(inside: Iterable[bool | None]) -> Tried:
    said = [each for each in inside if each is not None]
    return Tried(len(said), sum(said))


def _tallies(trials: Sequence[Trial], frameworks: Iterable[Framework]) -> Iterator[Tally]:
    """Of all, of each class, of each framework and of each stated level, where there are any."""
    said = [(trial, trial.report) for trial in trials if trial.report]
    groups: list[tuple[str, Sequence[Trial]]] = [
        ("all", trials),
        *((kind, [trial for trial, report in said if report.kind == kind]) for kind in CLASSES),
        *((each.id, [trial for trial in trials if trial.framework == each]) for each in frameworks),
        *(
            (f"level {level:.2f}", [trial for trial, report in said if report.level == level])
            for level in sorted({report.level or 0 for _, report in said})
        ),
    ]
    return (_tally(which, found) for which, found in groups if found)


def _tally(which: str, trials: Sequence[Trial]) -> Tally:
    said = [trial.report for trial in trials if trial.report]
    past = [report.latest.days - report.earliest.days for report in said]
    return Tally(
        which=which,
        inspections=len(trials),
        said=len(said),
        on_rule=sum(trial.verdict == "on-rule" for trial in trials),
        right=sum(bool(trial.inside) for trial in trials),
        level=sum(report.level or 0 for report in said) / len(said) if said else None,
        past_rule=sum(past) / len(said) if said else None,
    )


def _readings(trials: Sequence[Trial], frameworks: Iterable[Framework]) -> Iterator[Reading]:
    """What the rule alone says of the trials of each framework, read in either way."""
    for framework in frameworks:
        limit = framework.report.days
        for basis in BASES:
            days = [t.measured.days(basis) for t in trials if t.framework == framework]
            by_day = sum(each <= limit for each in days)
            yield Reading(
                framework=framework,
                basis=basis,
                days=limit,
                inspections=len(days),
                on_day=days.count(limit),
                by_day=by_day,
                later=len(days) - by_day,
            )
