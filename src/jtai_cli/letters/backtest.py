"""How far the likely date can be trusted: what it would have said of each past inspection.

For each letter only those published before its fieldwork started are used, and only the elections
that could be expected on that day. What the rule alone says is set beside it.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.letters.likely import CLASSES, FEWEST, Class, by_then, class_of
from jtai_cli.letters.measured import Measured
from jtai_cli.rules.elections import near_election
from jtai_cli.rules.model import BASES, Basis, Framework

Verdict = Literal["on-rule", "inside", "outside", "not-said"]
Among = Literal["all", "said"]


class Trial(NamedTuple):
    """One inspection as it looked on the day that fieldwork started.

    ``kind`` is its class as then known, ``n`` the comparable letters of that day, ``p90`` the
    working day by which nine in ten of them had come, None where they were too few.
    """

    measured: Measured
    framework: Framework
    kind: Class
    n: int
    p90: int | None

    @property
    def inside(self) -> bool:
        """Whether a day was said, and the letter came by then."""
        return self.p90 is not None and self.measured.working_days <= self.p90

    @property
    def verdict(self) -> Verdict:
        """Where the letter then came: on the rule's day, by p90, or after it."""
        if self.p90 is None:
            return "not-said"
        if self.measured.on_rule:
            return "on-rule"
        return "inside" if self.inside else "outside"


class Tally(NamedTuple):
    """The trials of one framework, of one class or of all.

    Of the inspections for which something was ``said``, ``on_rule`` came on the rule's day;
    ``inside`` came by the day said, ``outside`` later.
    """

    framework: Framework
    kind: Class | None
    inspections: int
    said: int
    on_rule: int
    inside: int
    outside: int


class Reading(NamedTuple):
    """What a plain reading of the rule would have said: so many working or calendar days.

    ``by_day`` came by that day, those ``on_day`` among them; ``later`` came after it.
    """

    framework: Framework
    basis: Basis
    days: int
    among: Among
    inspections: int
    on_day: int
    by_day: int
    later: int


class Backtest(NamedTuple):
    """The trials in order of time, and what they come to."""

    trials: tuple[Trial, ...]
    tallies: tuple[Tally, ...]
    readings: tuple[Reading, ...]


def backtest(
    calendar: WorkingCalendar, letters: Iterable[Measured], tried: Iterable[Measured]
) -> Backtest:
    """Try those letters that have a framework, each against all that were published before it.

    Raises OutsideCalendar.
    """
    trials = tuple(_trials(calendar, letters, tried))
    by_framework: dict[str, list[Trial]] = {}
    for trial in trials:
        by_framework.setdefault(trial.framework.id, []).append(trial)
    tallies = [
        tally(of_kind, kind)
        for found in by_framework.values()
        for kind in (None, *CLASSES)
        if (of_kind := [trial for trial in found if kind in (None, trial.kind)])
    ]
    readings = [reading for found in by_framework.values() for reading in _readings(found)]
    return Backtest(trials, tuple(tallies), tuple(readings))


def _trials(
    calendar: WorkingCalendar, letters: Iterable[Measured], tried: Iterable[Measured]
) -> Iterator[Trial]:
    published = sorted(letters, key=lambda each: each.letter.published, reverse=True)
    seen: dict[tuple[str, Class], list[int]] = {}  # working days, in order
    for each in sorted(tried, key=lambda each: each.letter.fieldwork_start):
        start, end = each.letter.fieldwork_start, each.letter.fieldwork_end
        while published and published[-1].letter.published < start:
            earlier = published.pop()
            if earlier.framework:
                key = earlier.framework.id, earlier.kind
                insort(seen.setdefault(key, []), earlier.working_days)
        if each.framework and each.due:
            near = near_election(calendar, each.due, expected_on=start)
            kind = class_of(start, end, near)
            before = seen.get((each.framework.id, kind), [])
            p90 = by_then(before, 9) if len(before) >= FEWEST else None
            yield Trial(each, each.framework, kind, len(before), p90)


def tally(trials: Sequence[Trial], kind: Class | None) -> Tally:
    """Count the trials of one framework, at least one of them."""
    said = [trial for trial in trials if trial.p90 is not None]
    inside = sum(trial.inside for trial in said)
    return Tally(
        framework=trials[0].framework,
        kind=kind,
        inspections=len(trials),
        said=len(said),
        on_rule=sum(trial.verdict == "on-rule" for trial in said),
        inside=inside,
        outside=len(said) - inside,
    )


def _readings(trials: Sequence[Trial]) -> Iterator[Reading]:
    """What the rule alone says of the trials of one framework, and of those with a day said."""
    framework = trials[0].framework
    limit = framework.report.days
    said = [trial for trial in trials if trial.p90 is not None]
    groups: dict[Among, Sequence[Trial]] = {"all": trials, "said": said}
    for among, found in groups.items():
        for basis in BASES:
            days = [trial.measured.wait.days(basis) for trial in found]
            by_day = sum(day <= limit for day in days)
            yield Reading(
                framework=framework,
                basis=basis,
                days=limit,
                among=among,
                inspections=len(days),
                on_day=days.count(limit),
                by_day=by_day,
                later=len(days) - by_day,
            )
