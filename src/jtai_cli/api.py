"""What ``import jtai_cli`` offers to scripts and notebooks. Nothing else is promised.

Every function is pure: it reads no file, clock, environment or settings of yours. What will not do
raises :class:`JtaiError`, whose text is one sentence that says what was wrong and what to do.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from jtai_cli.days.bank_holidays import REGIONS, calendar_for
from jtai_cli.days.values import date_in
from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.errors import BadValue, JtaiError, NothingToPlan, UnknownName
from jtai_cli.judge.findings import Finding
from jtai_cli.judge.plan import plan_findings
from jtai_cli.letters.likely import Likely, LikelyDay
from jtai_cli.plan.inspection import Inspection
from jtai_cli.plan.model import Plan
from jtai_cli.plan.reading import place_of, read_inspection, read_values
from jtai_cli.plan.timetable import framework_in_force, plan
from jtai_cli.rules.frameworks import framework_for, shipped_framework
from jtai_cli.rules.model import Framework
from jtai_cli.tables import Table

__all__ = [
    "Finding",
    "JtaiError",
    "Likely",
    "LikelyDay",
    "Plan",
    "WorkingCalendar",
    "check",
    "likely_report",
    "make_plan",
    "to_ics",
    "to_json",
    "working_days",
]

_REFRESH = dt.timedelta(hours=12)


def make_plan(fieldwork_start: dt.date | str | None = None, **keys: Any) -> Plan:
    """The timetable of an inspection whose fieldwork starts on a date.

    ``keys`` are those that a list of inspections can have, with the values of an inspection file,
    such as ``notification``, ``area``, ``theme``, ``region`` or ``closures``. Give ``notification``
    in the place of ``fieldwork_start`` where only that is known. A date is a ``datetime.date``, or
    a text as people type it, day first. A framework is one of ours. Raises JtaiError.

    >>> made = make_plan("8 March 2027", area="Exampleshire")
    >>> made.notification.date, made.report.day
    (datetime.date(2027, 2, 22), datetime.date(2027, 5, 4))
    """
    given = {"fieldwork_start": fieldwork_start, **keys}
    values = {key: value for key, value in given.items() if value is not None}
    inspection = read_values(values, "make_plan")
    return plan(inspection, _framework(inspection))


def working_days(region: str = "ENG") -> WorkingCalendar:
    """The working days of England, Wales, Scotland or Northern Ireland (ENG, WLS, SCT or NIR).

    A day from which is counted is not counted itself. Raises JtaiError for another region.

    >>> working_days("ENG").add(dt.date(2027, 3, 12), 34)
    datetime.date(2027, 5, 4)
    """
    if region not in tuple(REGIONS):  # also where it cannot be a key
        raise UnknownName("region", str(region), REGIONS)
    return calendar_for(region)


def likely_report(plan: Plan) -> Likely | None:
    """When the report of a plan is likely by past letters; None where they do not say.

    Four in five came from ``earliest`` to ``latest``, half by ``middle``; each has ``date``, and
    ``days``, which are working days after the end of fieldwork, that day not counted.

    >>> likely = likely_report(make_plan("2027-06-07"))
    >>> likely is not None and likely.earliest.date <= likely.middle.date <= likely.latest.date
    True
    """
    return plan.report.likely


def check(text: str, name: str = "inspection.toml") -> tuple[Finding, ...]:
    """What is wrong in an inspection file, in order of line. ``text`` is what the file holds.

    ``name`` is what findings call it. Raises JtaiError for what cannot be read as such a file.

    >>> found = check("fieldwork_start = 2027-03-08\\ntheme = 'front-door'\\n")
    >>> [finding.code for finding in found][:1]
    ['no-key-contact']
    """
    from jtai_cli.judge.inspection_file import check_inspection  # a plan needs none of it

    inspection = read_inspection(text, name)
    try:
        return check_inspection(inspection, _to_check(inspection), text, name)
    except JtaiError as error:
        if isinstance(error, BadValue) and error.where:
            raise
        raise BadValue(str(error), where=place_of(error.key, text, name)) from None


def to_json(plan: Plan) -> str:
    """A plan with its warnings as JSON, as ``jtai plan --format json`` writes it (jtai.plan/1).

    >>> '"schema": "jtai.plan/1"' in to_json(make_plan("2027-03-08"))
    True
    """
    from jtai_cli.render.plan import plan_object  # a date needs neither
    from jtai_cli.writers import json

    written = json.write(plan_object(plan, warnings=plan_findings(plan)))
    return b"".join([written] if isinstance(written, bytes) else written).decode()


def to_ics(plan: Plan, today: dt.date | str) -> str:
    """A plan as a calendar, as ``jtai calendar`` writes it; every event bears the date ``today``.

    Lines end as a calendar's must: write it with ``newline=""``. Events are known by the reference
    of the inspection, or else by its framework, theme and area. Raises JtaiError for a wrong date.

    >>> to_ics(make_plan("2027-03-08"), dt.date(2027, 1, 4)).splitlines()[0]
    'BEGIN:VCALENDAR'
    """
    from jtai_cli.plan.agenda import agenda, identity
    from jtai_cli.render.calendar import calendar_name, events
    from jtai_cli.writers.ics import Head, editions  # icalendar takes 65 ms

    day, known_as = date_in(Table({}, "to_ics"), "today", today), identity(plan)
    found = events(plan, agenda(plan, day), identity=known_as)
    head = Head(calendar_name(plan), known_as, _REFRESH)
    stamp = dt.datetime.combine(day, dt.time(), dt.UTC)
    return editions({"": found}, head, stamp=stamp)[""].data.decode()


def _framework(inspection: Inspection) -> Framework:
    """The framework that is named, one of ours, or else the one in force."""
    named = inspection.settings.framework
    return shipped_framework(named, or_file=False) if named else framework_in_force(inspection)


def _to_check(inspection: Inspection) -> Framework:
    try:
        return _framework(inspection)
    except NothingToPlan:
        return framework_for(dt.date.max)  # the newest
