"""From what was asked for to an inspection and its plan: a date or a file, and options over it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from jtai_cli.errors import BadValue, JtaiError
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.inputs.options import Asked
from jtai_cli.inputs.start import Start
from jtai_cli.plan.fields import OPTIONS
from jtai_cli.plan.inspection import Inspection, inspection_of, with_values
from jtai_cli.plan.model import Plan
from jtai_cli.plan.timetable import framework_in_force, plan
from jtai_cli.rules.model import Framework

if TYPE_CHECKING:
    from pathlib import Path


def plan_from(asked: Asked, start: Start) -> Plan:
    """The plan of fieldwork that starts on a date, or of an inspection file."""
    return plan_on(asked, start.day) if start.day else _plan_file(asked, start.text)


def plan_on(asked: Asked, day: dt.date) -> Plan:
    """The plan of fieldwork that starts on a day."""
    return plan_of(with_options(asked, inspection_of(fieldwork_start=day)))


def plan_of(
    inspection: Inspection,
    folder: Path | None = None,
    load: Callable[[str, Path | None], Framework] = load_framework,
) -> Plan:
    """The plan of an inspection; a framework file that its own file names is beside that."""
    return plan(inspection, framework_of(inspection, folder, load))


def framework_of(
    inspection: Inspection,
    folder: Path | None = None,
    load: Callable[[str, Path | None], Framework] = load_framework,
) -> Framework:
    """The framework that an inspection names, or else the one in force when fieldwork starts."""
    named = inspection.settings.framework
    if named is None:
        return framework_in_force(inspection)
    return load(named, folder if "framework" in inspection.stated else None)


def with_options(asked: Asked, inspection: Inspection) -> Inspection:
    """Lay the options over a file: a flag or JTAI_ variable wins, then the file, then the rest."""
    chosen = {
        key: asked.options[key]
        for key in OPTIONS
        if key in asked.options and (key not in inspection.stated or key in asked.typed)
    }
    return with_values(inspection, **chosen, stated=inspection.stated.difference(chosen))


def say_slashes(asked: Asked, inspection: Inspection) -> None:
    """Say at the end that dates with slashes in a file were read day first; the first is named."""
    from jtai_cli.days.dates import read_date

    if inspection.day_first:
        asked.say_day_first(inspection.day_first, read_date(inspection.day_first))


def _plan_file(asked: Asked, name: str) -> Plan:
    # A date needs none of these.
    from pathlib import Path

    from jtai_cli.inputs.files import LARGEST_TOML, read_text
    from jtai_cli.plan.reading import place_of, read_inspection

    path = Path(name)
    text = read_text(path, most=LARGEST_TOML)
    stated = read_inspection(text, name)
    say_slashes(asked, stated)
    inspection = with_options(asked, stated)
    try:
        return plan_of(inspection, path.parent)
    except JtaiError as error:
        of_an_option = error.key in OPTIONS and error.key not in inspection.stated
        if of_an_option or (isinstance(error, BadValue) and error.where):
            raise
        raise BadValue(str(error), where=place_of(error.key, text, name)) from None
