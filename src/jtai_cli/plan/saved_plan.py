"""A plan that was saved as JSON (schema ``jtai.plan/1``), read back as far as a check needs it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import NamedTuple, cast

from jtai_cli.days.bank_holidays import FIRST_DAY, LAST_DAY, REGIONS
from jtai_cli.days.periods import Closure
from jtai_cli.days.sums import NonWorkingDay
from jtai_cli.days.working_calendar import NamedDay, WorkingCalendar
from jtai_cli.errors import BadValue
from jtai_cli.plan.fields import LONGEST_REHEARSAL
from jtai_cli.plan.inspection import Inspection, calendar_of, inspection_of
from jtai_cli.plan.model import PlannedStep
from jtai_cli.privacy import safe
from jtai_cli.rules.model import BASES, LONGEST_FIELDWORK, Basis, Source, Timing
from jtai_cli.tables import JsonObject
from jtai_cli.wording import shown

SCHEMA = "jtai.plan/1"
MOST_PLANS = 10_000  # in one file

_SAVED = Source("saved", "saved", "The saved plan", None)
_ADVICE = "Keep the file as 'jtai plan --format json' wrote it."
_TIMINGS: tuple[Timing, ...] = ("required", "suggested", "observed")
_LONGEST_NOTICE = 1000  # working days
_NEXT = re.compile(r"[\s,]*(?![\s,\]])")  # what stands before a value in an array


class SavedPlan(NamedTuple):
    """What a saved plan says. Fieldwork's ends are both counted."""

    area: str | None
    theme: str | None
    framework: str
    region: str
    notification: dt.date
    notice_days: int
    start: dt.date
    end: dt.date
    working_days: int
    report_due: dt.date
    basis: Basis
    published: dt.date | None
    statement_due: dt.date
    steps: tuple[PlannedStep, ...]
    non_working_days: tuple[NonWorkingDay, ...]
    fingerprint: str
    bank_holidays: tuple[NamedDay, ...]
    working_weekends: tuple[dt.date, ...]
    rehearsal: bool = False
    rehearsal_weeks: int | None = None
    published_until: dt.date | None = None  # today, by a file of bank holidays

    @property
    def closures(self) -> tuple[Closure, ...]:
        """Its closed days, each as a closure of one day."""
        closed = (day for day in self.non_working_days if day.kind == "closure")
        return tuple(Closure(day.date, day.date, day.name) for day in closed)

    def calendar(self) -> WorkingCalendar:
        """Today's working days of its region, with the days that its maker gave."""
        return calendar_of(self.inspection().settings)

    def inspection(self) -> Inspection:
        """The inspection that it was made for, but for its start and what follows from it."""
        return inspection_of(
            area=self.area,
            framework=self.framework,
            region=self.region,
            report_basis=self.basis,
            published=self.published,
            closures=self.closures,
            bank_holidays=self.bank_holidays,
            working_days=self.working_weekends,
            published_until=self.published_until,
            rehearsal=self.rehearsal,
            rehearsal_weeks=self.rehearsal_weeks,
            no_elections=True,  # they move no date
        )


def is_saved_plan(text: str) -> bool:
    """Whether a text is the JSON of a plan, with or without faults."""
    found = re.search(r'"schema"\s*:\s*"([^"]*)"', text)
    return found is not None and found[1] == SCHEMA


def line_in_json(text: str, *needles: str) -> int:
    """The line, from 1, of the last needle, each a pattern sought after the one before.

    >>> line_in_json('{\\n"report": {\\n"due": 1}}', '"report"', '"due"')
    3
    """
    position = 0
    for needle in needles:
        found = re.compile(needle).search(text, position)
        if found is None:
            break
        position = found.start()
    return text.count("\n", 0, position) + 1


def saved_plans_in(text: str, file: str, *, by_line: bool) -> list[tuple[int, str]]:
    """The text of each plan in an array, or ``by_line``, with the line on which it begins.

    Raises BadValue for an array that is not JSON, for no plan, and for more than MOST_PLANS.
    """
    if by_line:
        lines = enumerate(text.split("\n"), start=1)
        found = [(number, line) for number, line in lines if line.strip()]
    else:
        _parsed(text, file)
        found = list(_in_array(text))
    if not 0 < len(found) <= MOST_PLANS:
        reason = f"it has {len(found):,} plans, and from 1 to {MOST_PLANS:,} are read"
        raise BadValue(f"{reason}. {'Split it' if found else 'Name another file'}.", where=file)
    return found


def _in_array(text: str) -> Iterator[tuple[int, str]]:
    """As :func:`saved_plans_in`, of a text that is the JSON of an array."""
    decoder, line, end = json.JSONDecoder(), 1, text.index("[") + 1
    line += text.count("\n", 0, end)
    while match := _NEXT.match(text, end):
        start = match.end()
        line += text.count("\n", end, start)
        _, end = decoder.raw_decode(text, start)
        yield line, text[start:end]
        line += text.count("\n", start, end)


def read_saved_plan(text: str, file: str, *, line: int = 0) -> SavedPlan:
    """The plan in a JSON text. Raises BadValue, with the key, where the text is not a plan.

    ``line`` is that on which the text begins in a file that has several.
    """
    top = _parse(text, file, line)
    if "for" in top.values:
        at = line_in_json(text, '"for"') + max(line - 1, 0)
        reason = "this is what one agency has of a plan, and not the whole. Save it without --for."
        raise BadValue(reason, where=f"{file}, line {at}")
    inspection, notification = top.table("inspection"), top.table("notification")
    fieldwork, report, calendar = (top.table(each) for each in ("fieldwork", "report", "calendar"))
    return SavedPlan(
        area=inspection.optional_text("area"),
        theme=inspection.optional_text("theme"),
        framework=top.table("framework").text_of("id"),
        region=top.choice("region", tuple(REGIONS)),
        notification=notification.day("date"),
        notice_days=notification.integer("working_days_notice", least=1, most=_LONGEST_NOTICE),
        start=fieldwork.day("start"),
        end=fieldwork.day("end"),
        working_days=fieldwork.integer("working_days", least=1, most=LONGEST_FIELDWORK),
        report_due=report.day("due"),
        basis=cast(Basis, report.choice("basis", BASES)),
        published=report.day_or_none("published"),
        statement_due=top.table("statement").day("due"),
        steps=_steps(top),
        non_working_days=tuple(map(_day_off, top.tables("non_working_days", required=True))),
        fingerprint=calendar.text_of("fingerprint"),
        bank_holidays=tuple(map(_named_day, calendar.tables("extra_bank_holidays"))),
        working_weekends=calendar.days("extra_working_days"),
        rehearsal=top.values.get("rehearsal") is True,
        rehearsal_weeks=top.integer("rehearsal_weeks", least=1, most=LONGEST_REHEARSAL)
        if top.values.get("rehearsal_weeks") is not None
        else None,
    )


def _parse(text: str, file: str, line: int) -> _Object:
    """The one object of a JSON text. Raises BadValue where the text is not a plan."""
    whole = _parsed(text, file, line)
    place = f"{file}, line {line}" if line else file
    if not isinstance(whole, dict):
        reason = "this is not one plan. Keep each plan in a file of its own, as 'jtai plan "
        reason += "--format json' writes it."
    elif whole.get("schema") == SCHEMA:
        return _Object(whole, place)
    else:
        reason = f"its schema is {shown(whole.get('schema'))}, and not {SCHEMA}. {_ADVICE}"
    raise BadValue(reason, where=place)


def _parsed(text: str, file: str, line: int = 0) -> object:
    """What a JSON text holds. Raises BadValue where it is no such text."""
    where = f"{file}, line {line}" if line else file
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{file}, line {error.lineno + max(line - 1, 0)}"
        reason = f"this is not JSON: {error.msg[0].lower()}{error.msg[1:]}. {_ADVICE}"
    except ValueError:  # of int(), which reads no more digits than this
        reason = f"a number is longer than 4,000 digits. {_ADVICE}"
    except RecursionError:
        reason = f"this is nested too deeply to be read. {_ADVICE}"
    raise BadValue(reason, where=where)


def _named_day(day: _Object) -> NamedDay:
    return NamedDay(day.day("date"), day.text_of("name"))


def _day_off(day: _Object) -> NonWorkingDay:
    named = _named_day(day)
    is_closure = day.choice("kind", ("bank-holiday", "closure")) == "closure"
    return NonWorkingDay(*named, "closure" if is_closure else "bank-holiday")


def _steps(top: _Object) -> tuple[PlannedStep, ...]:
    weeks = top.tables("weeks", required=True)
    in_weeks = [step for week in weeks for step in week.tables("steps", required=True)]
    steps: dict[str, PlannedStep] = {}
    for step in map(_step, (*top.tables("before"), *in_weeks, *top.tables("after"))):
        if step.id in steps:
            raise BadValue(f"the step {shown(step.id)} stands twice. {_ADVICE}", where=top.file)
        steps[step.id] = step
    return tuple(steps.values())


def _step(step: _Object) -> PlannedStep:
    start, end = step.day("start"), step.day("end")
    if end < start:
        raise step.error("end", "is before its start")
    return PlannedStep(
        id=safe(step.text_of("id"), is_place=True),
        title=safe(step.text_of("title")),
        detail=None,
        start=start,
        end=end,
        days=None,
        who=(),  # who does it, and why, matters to no check
        timing=cast(Timing, step.choice("timing", _TIMINGS)),
        source=_SAVED,
        done=step.day_or_none("done"),
    )


class _Object(JsonObject):
    """An object of a saved plan."""

    advice = f" {_ADVICE}"

    def day(self, key: str) -> dt.date:
        """A date inside the calendar."""
        return self._as_day(key, self.text_of(key))

    def day_or_none(self, key: str) -> dt.date | None:
        """A date inside the calendar, or None where the key is not there, or null."""
        return None if self.values.get(key) is None else self.day(key)

    def days(self, key: str) -> tuple[dt.date, ...]:
        """A list of dates; empty where the key is not there."""
        return tuple(self._as_day(key, str(each)) for each in self.list_of(key))

    def _as_day(self, key: str, text: str) -> dt.date:
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            reason = f"must be a date such as 2027-06-28, and is {shown(text)}"
            raise self.error(key, reason) from None
        if not FIRST_DAY <= day <= LAST_DAY:
            raise self.error(key, f"must be from {FIRST_DAY} to {LAST_DAY}, and is {day}")
        return day
