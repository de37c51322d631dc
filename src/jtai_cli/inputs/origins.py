"""Settings that were not typed, from a JTAI_ variable or one's own defaults: what rests on them.

Whether an answer rests on one is found by asking again without it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from jtai_cli.days.bank_holidays import REGIONS
from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.errors import JtaiError
from jtai_cli.inputs.options import OWN_DEFAULTS, Asked
from jtai_cli.judge.findings import Finding
from jtai_cli.plan.deadlines import Deadline
from jtai_cli.plan.fields import BY_KEY, OPTIONS
from jtai_cli.plan.inspection import Settings
from jtai_cli.plan.model import Plan
from jtai_cli.wording import count_of, listed, month

GOV_UK = "bank_holidays_file"
_ABOUT_DAYS = ("region", "bank_holidays", "working_days")
_ABOUT_RULES = ("area", "framework", "fieldwork_days", "report_basis", "elections", "no_elections")
MOST_APART = 10  # entries of a list that are asked about one by one

Ask = Callable[[Asked], tuple[Finding, ...]]


class Setting(NamedTuple):
    """A setting, or one ``entry`` of a list, and what a sentence calls it, its origin included."""

    key: str
    entry: object
    said: str
    where: str


def say_days(
    asked: Asked,
    first: dt.date,
    last: dt.date,
    calendar: Callable[[Asked], WorkingCalendar] = Asked.calendar,
    stated: Collection[str] = (),
) -> None:
    """Note the settings about days that were not typed and change the days off of an answer.

    ``calendar`` is the working calendar of the answer, ``stated`` the keys that its file states.
    """

    def days_off(given: Asked) -> list[dt.date]:
        days = calendar(given)
        worked = (day for day in days.worked_weekends if first <= day <= last)
        return [*(day for day, _ in days.between(first, last)), *worked]

    settings = [each for each in _in_use(asked, stated) if each.key in _ABOUT_DAYS]
    ours = days_off(asked)
    if not settings or days_off(_without(asked, *settings)) == ours:
        return
    _note(asked, [each for each in settings if days_off(_without(asked, each)) != ours] or settings)


def say_rules(asked: Asked, dates: Callable[[Asked], object]) -> None:
    """Note the settings about the rules that were not typed and change the ``dates`` shown."""

    def found(*left_out: Setting) -> object:
        try:
            return dates(_without(asked, *left_out))
        except JtaiError:
            return None

    settings = [each for each in _in_use(asked, ()) if each.key in _ABOUT_RULES]
    if settings and found(*settings) != (ours := found()):
        _note(asked, [each for each in settings if found(each) != ours] or settings)


def dates_of(deadline: Deadline | None) -> tuple[object, ...]:
    """When something is due and, unless it has come, when it is likely."""
    if deadline is None:
        return ()
    likely = deadline.likely
    return (deadline.due, *(likely.marks if likely else ()))


def plan_dates(made: Plan, *, likely: bool = True) -> object:
    """The dates of all steps and, where that is shown, when the report is likely."""
    steps = [(step.start, step.end) for step in made.steps]
    return steps, dates_of(made.report) if likely else ()


def _note(asked: Asked, decide: Collection[Setting]) -> None:
    note = f"Counted with {listed(each.said for each in decide)}."
    if note not in asked.notes:
        asked.notes.append(note)


def with_remarks(asked: Asked, stated: Collection[str], ask: Ask) -> tuple[Finding, ...]:
    """What is found, each finding that would not be there without a setting with a remark on it."""
    found, settings = ask(asked), _in_use(asked, stated)
    without_any = _found(ask, _without(asked, *settings)) if found and settings else set(found)
    if without_any.issuperset(found):
        return found
    remaining = {each: _found(ask, _without(asked, each)) for each in settings}
    said = []
    for finding in found:
        if finding not in without_any:
            decide = [each for each in settings if finding not in remaining[each]] or settings
            remark = f"(with {listed(each.said for each in decide)})"
            finding = finding._replace(
                message=f"{finding.message.removesuffix('.')} {remark}.",
                fix=f"{finding.fix} If the setting is not meant, {_way_out(decide)}.".lstrip(),
            )
        said.append(finding)
    return tuple(said)


def _way_out(settings: Collection[Setting]) -> str:
    """How to do without some settings, which stand where they were not typed."""
    places = dict.fromkeys(each.where for each in settings)
    variables = [where for where in places if where != OWN_DEFAULTS]
    ways = [f"unset {listed(variables)}"] if variables else []
    if OWN_DEFAULTS in places:
        ways.append(f"take it out of {OWN_DEFAULTS}, or run with --no-own-settings")
    return ", and ".join(ways)


def _found(ask: Ask, asked: Asked) -> set[Finding]:
    try:
        return set(ask(asked))
    except JtaiError:
        return set()


def _in_use(asked: Asked, stated: Collection[str]) -> list[Setting]:
    """The settings that were not typed and hold for a file that states these keys."""
    found = []
    for key, where in asked.origins.items():
        if key not in (*OPTIONS, GOV_UK) or (key in stated and key not in asked.typed):
            continue
        value = asked.options[key]
        if not isinstance(value, tuple):
            found.append(Setting(key, None, _said(key, value, where), where))
        elif len(value) > MOST_APART:
            what = count_of(len(value), BY_KEY[key].flag.strip("-").replace("-", " "))
            found.append(Setting(key, None, f"the {what} from {where}", where))
        else:
            found += [Setting(key, each, _said(key, each, where), where) for each in value]
    return found


def _said(key: str, value: Any, where: str) -> str:
    match key:
        case "region":
            what = f"the bank holidays of {REGIONS[value]}"
        case "bank_holidays":
            what = f"the bank holiday of {_date(value.date)}"
        case "working_days":
            what = f"the working day {_date(value)}"
        case "elections":
            what = f"the election of {_date(value.date)}"
        case "closures":
            what = f"the closure of {_date(value.first)}"
        case "bank_holidays_file":
            what = f"the bank holidays that {value.name} adds,"
        case _ if where == OWN_DEFAULTS:
            what = f"{key} = {json.dumps(value, ensure_ascii=False)}"  # as it stands there
        case _:
            return where if value is True else f"{where}={value}"
    return f"{what} from {where}"


def _date(day: dt.date) -> str:
    return f"{day.day} {month(day)} {day.year}"


def _without(asked: Asked, *settings: Setting) -> Asked:
    """What was asked for, but for some settings; of the others no note is made."""
    options = dict(asked.options)
    for key, entry, *_ in settings:
        left = () if entry is None else tuple(each for each in options[key] if each != entry)
        options[key] = left
        if not left:
            del options[key]
    return asked._replace(
        options=options,
        origins={},
        settings=Settings(**{key: options[key] for key in Settings._fields if key in options}),
        gov_uk=asked.gov_uk if GOV_UK in options else None,
        notes=[],
    )
