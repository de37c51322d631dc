"""What the checks of inspection files and of saved plans share: their faults, and judgements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Literal

from jtai_cli.days.periods import Closure
from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.judge.findings import Finding
from jtai_cli.judge.plan import said_day_off
from jtai_cli.plan.deadlines import Deadline
from jtai_cli.plan.model import PlannedStep, Week
from jtai_cli.plan.rehearsal import WORD
from jtai_cli.privacy import childs_numbers, quoted
from jtai_cli.rules.model import Framework, Source
from jtai_cli.wording import count_of, listed, long_date

Due = Literal["report", "statement"]


class Faults:
    """The faults of one file so far, each with its line.

    ``line_of`` finds the line of a key, given the table or object in which it stands and the
    number of that among those of its name.
    """

    def __init__(self, file: str, line_of: Callable[[str, str, int], int]) -> None:
        self.file, self.line_of = file, line_of
        self.found: list[Finding] = []

    def add(self, key: str, *findings: Finding, inside: str = "", index: int = 0) -> None:
        """Add what was found about a key at the top, or ``inside`` the ``index``-th of a name."""
        if findings:
            line = self.line_of(key, inside, index)
            self.found += [each._replace(file=self.file, line=line) for each in findings]

    def add_numbers_of_children(self, text: str) -> None:
        """Add what is sure to identify a child on any line of the file, comments included."""
        told = {each.line for each in self.found if each.code == "case-personal-data"}
        for line, what in childs_numbers(text):
            if line not in told:
                finding = Finding(
                    "case-personal-data",
                    f"This line holds {what}. Children's data does not belong in this file.",
                    fix="Take it out, out of the file's history, too.",
                    line=line,
                    file=self.file,
                )
                self.found.append(finding)

    def add_rehearsal(self, is_one: bool) -> None:
        """Add that the file is of a rehearsal, for whoever reads the rest of what was found."""
        if is_one:
            finding = Finding(
                "rehearsal",
                f"This is a {WORD}: an exercise, and no inspection.",
                fix="Take rehearsal = true out once the call has come.",
            )
            self.add("rehearsal", finding)

    def in_order(self) -> tuple[Finding, ...]:
        """What was found, by line and code."""
        return tuple(sorted(self.found, key=lambda each: (each.line, each.code)))


def day_off(code: str, said: str, calendar: WorkingCalendar, day: dt.date) -> Iterator[Finding]:
    """Whether a date in a file is a day off; ``said`` begins the sentence, before the date."""
    if off := calendar.why_off(day):
        yield Finding(code, f"{said} {said_day_off(day, off)}.", day, "Check the date.")


def misdated(what: Due, given: dt.date | None, deadline: Deadline) -> Iterator[Finding]:
    """Whether a due date in a file is not the rule's."""
    if given is not None and given != deadline.due:
        yield Finding(
            f"{what}-date",
            f"The {what} is recorded as due on {long_date(given)}, and the rule says "
            f"{long_date(deadline.due)}: {deadline.days} {deadline.basis} days after "
            f"{long_date(deadline.counted_from)}.",
            given,
            f"Check which is right; by the rule it is {deadline.due.isoformat()}.",
            deadline.rule.source,
        )


def late(what: Due, deadline: Deadline, calendar: WorkingCalendar) -> Iterator[Finding]:
    """Whether something came after it was due."""
    came = deadline.actual
    if came is not None and came > deadline.due:
        days = calendar.count(deadline.due, came)
        yield Finding(
            f"{what}-late",
            f"The {what} came on {long_date(came)}, {count_of(days, 'working day')} after "
            f"{long_date(deadline.due)}, when it was due.",
            came,
            "Nothing, if the date is right.",
            deadline.rule.source,
        )


def fieldwork_length(framework: Framework, days: int, fix: str) -> Iterator[Finding]:
    """Whether fieldwork of so many working days is not as long as the framework's."""
    if days != framework.fieldwork_days:
        yield Finding(
            "fieldwork-length",
            f"Fieldwork takes {count_of(days, 'working day')}, and {framework.id} has "
            f"{framework.fieldwork_days}.",
            fix=fix,
            cited=framework.source,
        )


def out_of_order(earlier: str, earlier_day: dt.date, later: str, later_day: dt.date) -> Finding:
    """That two dates do not follow each other. Whether they may be equal is up to the caller."""
    return Finding(
        "dates-out-of-order",
        f"{earlier[0].upper()}{earlier[1:]} ({long_date(earlier_day)}) is not before {later} "
        f"({long_date(later_day)}).",
        later_day,
        "Check which of the two dates is wrong.",
    )


def theme_findings(
    name: str | None, framework: Framework, start: dt.date | None = None
) -> Iterator[Finding]:
    """Whether the framework lacks a theme, or does not have it yet when fieldwork starts."""
    themes = {theme.id: theme for theme in framework.themes}
    if name is None:
        return
    if (theme := themes.get(name)) is None:
        yield Finding(
            "unknown-theme",
            f"{quoted(name)} is not a theme of {framework.id}.",
            fix=f"Write {listed(themes, 'or')}." if themes else "Leave the theme out.",
            cited=framework.source,
        )
    elif start is not None and start < theme.since.first_day:
        yield Finding(
            "unknown-theme",
            f"The theme {theme.id} is inspected from {theme.since.text}, and fieldwork starts on "
            f"{long_date(start)}.",
            start,
            "Check the theme and the start of fieldwork.",
            theme.source,
        )


def misplaced(
    weeks: Iterable[Week], given: Mapping[str, PlannedStep], *, done: bool
) -> Iterator[tuple[str, str, Finding]]:
    """The steps outside their weeks, and those before a step of their week that they must follow.

    ``weeks`` have the steps as they should be; ``given`` has them by their ids, on the dates on
    which they were ``done`` or else are planned. Each finding comes with the id of its step and
    with the date that it is about, "start" or "end".
    """
    for week in weeks:
        steps = [step for step in week.steps if step.id in given]
        inside = []
        for step in steps:
            title, start, end = given[step.id].title, given[step.id].start, given[step.id].end
            if week.start <= start and end <= week.end:
                inside.append(step)
                continue
            where = f"week {week.number}, {long_date(week.start)} to {long_date(week.end)}."
            if done:
                message = f"{title}: done on {long_date(start)}, outside {where}"
                fix = "Check the date, and tell the other side if it is right."
            else:
                message = f"{title}: {long_date(start)} to {long_date(end)} is not inside {where}"
                fix = "Move the step, or make the plan again with 'jtai plan'."
            which = "end" if week.start <= start <= week.end else "start"
            yield step.id, which, Finding("step-out-of-week", message, start, fix, step.source)
        for first, second in combinations(inside, 2):
            day, first_day = given[second.id].start, given[first.id].start
            if first.end < second.start and day < first_day:
                on = long_date(day)
                said = second.title + (f": done on {on}, before" if done else f" ({on}) is before")
                finding = out_of_turn(said, day, first.title, first_day, second.source)
                yield second.id, "start", finding


def out_of_turn(said: str, day: dt.date, first: str, first_day: dt.date, source: Source) -> Finding:
    """That a step comes before one that it must follow; ``said`` begins the sentence."""
    return Finding(
        "step-out-of-order",
        f"{said} {first} ({long_date(first_day)}), which comes before it.",
        day,
        "Check the two dates.",
        source,
    )


def closures_without_a_day(
    calendar: WorkingCalendar,
    steps: Iterable[PlannedStep],
    closures: Iterable[Closure],
    *,
    since: str = "",
) -> Iterator[Finding]:
    """The closures that leave a step, still to be done, without a day that it needs.

    ``since`` stands before the date, as a word for the first of several days.
    """
    to_do = [step for step in steps if not step.done]
    for closure in closures:
        hit = [step for step in to_do if _takes_a_needed_day(calendar, step, closure)]
        if hit:
            first = max(closure.first, min(step.start for step in hit))
            yield Finding(
                "step-on-closure",
                f"{closure.name} ({since}{long_date(first)}) falls on: "
                f"{listed(step.title for step in hit)}.",
                first,
                "Agree who will be there, or move the closure: it does not stop the count.",
            )


def _takes_a_needed_day(calendar: WorkingCalendar, step: PlannedStep, closure: Closure) -> bool:
    """The framework's fixed days are needed, each of them; of another step's days, one."""
    if not closure.touches(step.start, step.end):
        return False
    closed = calendar.within(max(closure.first, step.start), min(closure.last, step.end))
    if step.timing == "required":
        return closed > 0
    return closed == calendar.within(step.start, step.end)
