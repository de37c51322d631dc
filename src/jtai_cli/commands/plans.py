"""``jtai plan LIST.csv``: one plan a row."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import click

from jtai_cli.commands.plan import shown_beside
from jtai_cli.errors import BadRows, BadValue, JtaiError
from jtai_cli.inputs import options as o
from jtai_cli.inputs.lists import many_plans
from jtai_cli.outputs.answers import chosen_format, emit, warn
from jtai_cli.outputs.streams import tell
from jtai_cli.plan.caveats import Caveat
from jtai_cli.plan.model import Plan
from jtai_cli.render.pages import plans_page
from jtai_cli.render.to_csv import plans_csv
from jtai_cli.render.to_json import plans_json, plans_lines

MOST_SAID = 20  # lines about the rows of a list


def emit_plans(asked: o.Asked, start: str, *, skip_bad: bool) -> None:
    """Write the plans of a list; nothing where a row is bad, unless ``skip_bad`` leaves it out."""
    plans: list[Plan] = []
    bad: list[JtaiError] = []
    for result in many_plans(asked, start):
        if isinstance(result, Plan):
            plans.append(result)
        else:
            bad.append(result)
    if bad and not (skip_bad and plans):
        raise BadRows(bad)
    if not plans:
        raise BadValue(
            "there is no row below the heading, so nothing to plan. Add one.", where=start
        )
    if chosen_format(click.get_current_context()) not in ("json", "jsonl"):
        for name in ("show_working", "observed"):
            if asked.options[name]:
                option = f"--{name.replace('_', '-')}"
                raise click.UsageError(f"For a list {option} needs --format json or jsonl.")
    beside = partial(shown_beside, asked)
    emit(
        partial(plans_page, plans),
        {
            "json": partial(plans_json, plans, beside),
            "jsonl": partial(plans_lines, plans, beside),
            "csv": partial(plans_csv, plans),
        },
    )
    if not asked.options["quiet"]:
        _say_skipped(bad)
    warnings = [warning for plan in plans for warning in _named(plan)]
    rest = len(warnings) - MOST_SAID
    more = [f"{rest:,} more warnings; --format json has them all."] if rest > 0 else []
    warn(warnings[:MOST_SAID], more)


def _named(plan: Plan) -> Iterator[Caveat]:
    """The warnings of one plan among many, each with the inspection's name."""
    inspection = plan.inspection
    name = inspection.identity.area or inspection.identity.reference or str(plan.fieldwork.start)
    for warning in plan.warnings:
        yield warning._replace(message=f"{name}: {warning.message}")


def _say_skipped(errors: list[JtaiError]) -> None:
    for error in errors[:MOST_SAID]:
        tell(f"skipped: {error}")
    if len(errors) > MOST_SAID:
        tell(f"skipped: {len(errors) - MOST_SAID:,} more rows")
