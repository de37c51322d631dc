"""Plans from a list: a sheet with one inspection a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from jtai_cli.errors import BadValue, JtaiError
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.inputs.inspections import framework_of, noted, with_options
from jtai_cli.inputs.notes import note_day_first
from jtai_cli.inputs.options import Asked
from jtai_cli.inputs.origins import plan_dates, say_rules
from jtai_cli.inputs.plan_csv import Changed, list_rows, taken_apart
from jtai_cli.inputs.rows import in_row, values_of
from jtai_cli.judge.plan import Judged, plan_findings
from jtai_cli.outputs.progress import progress
from jtai_cli.plan.fields import NAMES
from jtai_cli.plan.inspection import Inspection, with_values
from jtai_cli.plan.model import Plan
from jtai_cli.plan.reading import read_names, read_row
from jtai_cli.plan.timetable import plan
from jtai_cli.rules.model import Framework
from jtai_cli.rules.voting import polls_of

MOST_CALENDARS = 20  # regions with bank holidays or working days of their own, in one list
MOST_FRAMEWORKS = 20  # files of them, in one list
MOST_KEPT = 100  # plans at once: a list has many of the same dates near each other


def many_plans(asked: Asked, file: str) -> Iterator[Judged | JtaiError]:
    """For each row of a sheet, in order: its plan and what is found of it, or the row's error."""
    path = Path(file)
    load = kept_loader()
    planned: dict[tuple[object, ...], Judged] = {}  # many rows differ only in their names
    calendars: set[tuple[object, ...]] = set()
    changed = Changed()
    heading, rows = list_rows(path)
    for number, cells in progress(rows, "Planning", quiet=asked.options["quiet"]):
        try:
            values, written = taken_apart(asked, values_of(heading, cells))
            names = read_names(values, file, number)
            dated = (cell for name, cell in values.items() if name not in NAMES)
            key = (tuple(names), polls_of(names.get("area")), *dated)
            if key in planned:
                made, found, _ = planned[key]
                same = made.inspection  # but for names, of which an option may set some
                own = {name: text for name, text in names.items() if name in same.stated}
                named = made._replace(inspection=with_values(same, **own))
                changed.add(number, written, named)
                yield Judged(named, found, number)
                continue
            stated = read_row(values, file, number)
            if stated.settings.fieldwork_start is None:
                raise BadValue("fieldwork_start is empty. Type a date such as 2027-03-08.")
            note_day_first(stated.day_first, str(path))
            inspection = with_options(asked, stated)
            _refuse_too_many(calendars, inspection)
            made = _planned(inspection, path.parent, load, by_rule=written is not None)
            if len(planned) == MOST_KEPT:
                planned.clear()
            planned[key] = Judged(noted(asked, stated, made), plan_findings(made), number)
            if asked.origins:
                say_rules(asked, partial(_dates, stated, path.parent, load))
            changed.add(number, written, made)
            yield planned[key]
        except JtaiError as error:
            yield in_row(error, file, number)
    changed.say(path)


def stated_rows(
    asked: Asked, path: Path, name: str
) -> Iterator[tuple[int, Inspection, str] | JtaiError]:
    """For each row of a sheet: its number, what it states, and its text; or the row's error.

    ``name`` is what errors call the sheet.
    """
    calendars: set[tuple[object, ...]] = set()
    heading, rows = list_rows(path)
    for number, cells in progress(rows, "Checking", quiet=asked.options["quiet"]):
        try:
            values, written = taken_apart(asked, values_of(heading, cells))
            stated = read_row(values, name, number)
            if written:
                stated = with_values(stated, **written.told)
            _refuse_too_many(calendars, stated)
            note_day_first(stated.day_first, name)
            yield number, stated, "\t".join(cells)
        except JtaiError as error:
            yield in_row(error, name, number)


def kept_loader() -> Callable[[str, Path | None], Framework]:
    """What loads frameworks for the rows of one list: a file that every row names is read once."""
    return partial(_load, {})


def _planned(
    inspection: Inspection,
    folder: Path,
    load: Callable[[str, Path | None], Framework],
    *,
    by_rule: bool,
) -> Plan:
    """The plan of a row. ``by_rule`` says that its notification may be no more than the rule's."""
    if by_rule:
        bare = with_values(inspection, notification=None)
        made = plan(bare, framework_of(bare, folder, load))
        if made.notification.date == inspection.settings.notification:
            return made
    return plan(inspection, framework_of(inspection, folder, load))


def _dates(
    stated: Inspection, folder: Path, load: Callable[[str, Path | None], Framework], asked: Asked
) -> object:
    inspection = with_options(asked, stated)
    return plan_dates(plan(inspection, framework_of(inspection, folder, load)))


def _load(
    known: dict[tuple[str, Path | None], Framework], name: str, folder: Path | None
) -> Framework:
    """The framework of that name, kept among those ``known``. Raises JtaiError for one too many."""
    if (name, folder) not in known:
        if len(known) == MOST_FRAMEWORKS:
            raise BadValue(
                f"the rows before have {MOST_FRAMEWORKS} frameworks, and this one has another. "
                "Split the list."
            )
        known[name, folder] = load_framework(name, folder)
    return known[name, folder]


def _refuse_too_many(calendars: set[tuple[object, ...]], inspection: Inspection) -> None:
    """Add the inspection's calendar to those of a list. Raises BadValue where they are too many."""
    wanted = inspection.settings
    asked_for = (wanted.region, wanted.bank_holidays, wanted.working_days)
    if asked_for not in calendars and len(calendars) == MOST_CALENDARS:
        raise BadValue(
            f"the rows before have {MOST_CALENDARS} sets of bank holidays and working "
            "days, and this one has another. Split the list."
        )
    calendars.add(asked_for)
