"""A new inspection file: every key that there is, with a comment, ready to be filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from jtai_cli.plan.fields import FIELDS, Field
from jtai_cli.plan.model import Plan
from jtai_cli.rules.model import Framework
from jtai_cli.wording import long_date, short_span, toml_text

_HEAD = """\
# One inspection, for jtai. Keep this file; 'jtai plan FILE' makes the timetable from it.
#
# Write roles here, not names of people, and nothing at all about a child: no name, no date of
# birth, no case details. Dates are written 2027-03-08. A line that begins with # is not read.

"""
_REMARKS = 34  # the column in which remarks stand


def inspection_file(
    framework: Framework,
    *,
    framework_name: str | None = None,
    fieldwork_start: dt.date | None = None,
    names: Mapping[str, str] | None = None,
    theme: str | None = None,
) -> str:
    """The text of a new inspection file, with what is known filled in and the rest commented.

    Its examples are of the ``framework``, which it names only by the ``framework_name`` given: else
    the one in force when fieldwork starts is taken whenever the file is read.
    """
    texts = {**(names or {}), "framework": framework_name, "theme": theme}
    known = {key: toml_text(text) for key, text in texts.items() if text}
    if fieldwork_start:
        known["fieldwork_start"] = fieldwork_start.isoformat()
    themes = framework.themes
    inspectorates = themes[0].inspectorates if themes else ("Ofsted",)
    examples = {
        "framework": toml_text(framework.id),
        "theme": toml_text(themes[0].id if themes else "theme"),
        "inspectorates": f"[{', '.join(map(toml_text, inspectorates))}]",
    }
    theme_ids = ", ".join(each.id for each in themes) or "(none in this framework)"
    return _HEAD + "".join(
        _lines(field, examples.get(field.key, field.example), known.get(field.key), theme_ids)
        for field in FIELDS
    )


def short_file(plan: Plan, today: dt.date) -> str:
    """The text of a new inspection file with what its plan has been made from, and no more.

    Its comments have the dates of the plan, and the day on which they were true.
    """
    identity, settings, progress = plan.inspection[:3]
    texts = {"area": identity.area, "reference": identity.reference, "theme": settings.theme}
    top = [f"{key} = {toml_text(text)}" for key, text in texts.items() if text]
    top.append(f"fieldwork_start = {plan.fieldwork.start}")
    if settings.notification:
        top.append(f"notification = {settings.notification}")
    if identity.key_contact:
        top.append(f"key_contact = {toml_text(identity.key_contact)}")
    if progress.cases:
        top.append(f"cases = [{', '.join(map(toml_text, progress.cases))}]")
    tables = [f"[[partners]]\nagency = {toml_text(each)}\n" for each in identity.agencies]
    if progress.notified:
        tables.append(f"[actual]\nnotified = {progress.notified}\n")
    return _HEAD + "\n".join([f"{_dates(plan, today)}\n" + "\n".join(top) + "\n", *tables])


def _dates(plan: Plan, today: dt.date) -> str:
    dates = [
        *((f"Week {week.number}", short_span(week.start, week.end)) for week in plan.weeks),
        ("Report due", long_date(plan.report.due)),
        ("Statement due", f"{long_date(plan.statement.due)}, if the report comes on that day"),
    ]
    rows = [f"  {name.ljust(15)}{said}" for name, said in dates]
    said = f"By {plan.framework.id}, as planned on {long_date(today)}:"
    return _commented("\n".join([said, *rows]))


def _lines(field: Field, example: str, value: str | None, themes: str) -> str:
    """The comment over a key, and the key with its value, or commented with an example."""
    blank = "\n" if field.above.startswith("\n") else ""
    above = field.above.replace("$themes", themes).strip("\n")
    comment = f"{_commented(above)}\n" if above else ""
    text = example if field.kind == "tables" else f"{field.key} = {value or example}"
    if value is None:
        text = _commented(text)
    if field.remark:
        text = f"{text.ljust(_REMARKS)}# {field.remark}"
    return f"{blank}{comment}{text}\n"


def _commented(text: str) -> str:
    return "\n".join(f"# {line}" for line in text.split("\n"))
