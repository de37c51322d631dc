"""What can go wrong that is not a defect of ours. Each error takes values and writes a sentence.

A message is one clear sentence that says what was wrong and where, then what to do instead.
``cli`` is the one place that turns an error into a message on stderr and exit code 2.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from jtai_cli.wording import count_of, listed, long_date, nearest, shown_path, weekday

DATE_FORMS = "2027-03-08, '8 March 2027' or 08/03/2027 (day first)"


class JtaiError(Exception):
    """The user's input has no answer; ``str()`` gives the sentence that says why.

    ``key`` is the key of the inspection file that the error is about, where there is one, so
    that whoever read the file can add the line. ``more`` holds further lines to print after it.
    """

    key: str = ""
    more: tuple[str, ...] = ()


class DateNotUnderstood(JtaiError):
    """A text that should be a date is not one, or could be read as more than one."""

    def __init__(
        self, text: str, reason: str, advice: str = f"Type a date as {DATE_FORMS}."
    ) -> None:
        from jtai_cli.privacy import quoted  # only a mistake needs it

        super().__init__(f"{quoted(text)} is not a date that can be used: {reason}. {advice}")


class OutsideCalendar(JtaiError):
    """A date, or the result of counting, lies outside the days that the calendar covers."""

    def __init__(
        self, day: dt.date, first: dt.date, last: dt.date, steps: int | None = None
    ) -> None:
        after = day > last or (day >= first and (steps or 0) > 0)
        edge = f"after {long_date(last)}" if after else f"before {long_date(first)}"
        what, advice = long_date(day), f"Type a date from {first.year} to {last.year}."
        if steps is not None:
            way = "after" if steps > 0 else "before"
            what = f"{count_of(abs(steps), 'working day')} {way} {what}"
            advice = f"Type a date and a number that stay from {first.year} to {last.year}."
        verb = "ends" if after else "begins"
        super().__init__(f"{what} is {edge}, where the calendar of working days {verb}. {advice}")


class NotAWorkingDay(JtaiError):
    """A step that has to fall on a working day was given a day off."""

    def __init__(
        self, what: str, day: dt.date, name: str, before: dt.date, after: dt.date, *, key: str
    ) -> None:
        self.key = key
        off = "at a weekend" if name == weekday(day) else f"a bank holiday ({name})"
        super().__init__(
            f"{what} cannot be {long_date(day)}, which is {off}. "
            f"Type the next working day, {long_date(after)} ({after.isoformat()}), "
            f"or the one before, {long_date(before)} ({before.isoformat()})."
        )


class DatesOutOfOrder(JtaiError):
    """Two dates that must follow each other do not."""

    def __init__(
        self, earlier: str, earlier_day: dt.date, later: str, later_day: dt.date, *, key: str = ""
    ) -> None:
        self.key = key
        super().__init__(
            f"{earlier} ({long_date(earlier_day)}) must come before {later} "
            f"({long_date(later_day)}). Check which of the two dates is wrong."
        )


class NothingToPlan(JtaiError):
    """Neither a fieldwork start nor a notification date was given."""

    def __init__(self) -> None:
        super().__init__(
            "no date to plan from: give fieldwork_start (or notification), "
            "for example fieldwork_start = 2027-03-08."
        )


class UnknownName(JtaiError):
    """A name that is not one of those that would do, with a hint if not to the nearest of them.

    ``said`` takes the place of a name that is not to be repeated.
    """

    def __init__(
        self,
        kind: str,
        name: str,
        valid: Iterable[str],
        *,
        key: str = "",
        hint: str | None = None,
        said: str = "",
    ) -> None:
        from jtai_cli.privacy import quoted  # likewise

        self.valid, self.key = list(valid), key
        hint = nearest(name, self.valid) if hint is None else hint
        sentence = f"there is no {kind} {said or quoted(name)}. {hint}"
        super().__init__(f"{sentence}Type {listed(self.valid, 'or')}.")


class BadValue(JtaiError):
    """A value that will not do, with the place where it stands where there is one."""

    def __init__(self, reason: str, *, where: str = "", key: str = "") -> None:
        self.where, self.reason, self.key = where, reason, key
        super().__init__(f"{where}: {reason}" if where else reason)


class BadRows(JtaiError):
    """Rows of a list that cannot be planned: the first in the sentence, the others after it."""

    most = 20  # sentences printed

    def __init__(self, sentences: Sequence[str]) -> None:
        rest = len(sentences) - self.most
        self.more = (
            *sentences[1 : self.most],
            *([f"and {rest:,} more rows"] if rest > 0 else []),
            "Nothing was written. Mend the rows, or leave out the bad ones with --skip-bad.",
        )
        super().__init__(sentences[0])


def system_reason(error: Exception) -> str:
    """What the system says of a file that it refuses, as the end of a sentence."""
    return (getattr(error, "strerror", None) or str(error)).rstrip(".").lower()


class FileTrouble(JtaiError):
    """A file or folder that cannot be read or written."""

    def __init__(self, path: object, reason: str, advice: str) -> None:
        super().__init__(f"{shown_path(path)} {reason}. {advice}")
