"""``jtai compare`` of two lists."""

from __future__ import annotations

from functools import partial

import click

from jtai_cli.commands.lists import Name, PlansOfList
from jtai_cli.errors import BadValue
from jtai_cli.inputs.files import called
from jtai_cli.inputs.options import Asked
from jtai_cli.inputs.wanted import is_typed, output_wanted
from jtai_cli.outputs.answers import Answer, emit
from jtai_cli.plan.agenda import REHEARSAL
from jtai_cli.plan.compare_lists import compare_lists, side_of
from jtai_cli.plan.model import Plan
from jtai_cli.plan.work import folded
from jtai_cli.render.list_compare import list_compare_object, list_compare_page
from jtai_cli.rules.areas import area_key
from jtai_cli.wording import shown


def write_compared_lists(ctx: click.Context, asked: Asked, a: str, b: str) -> None:
    """Write what moves between two lists."""
    for name in ("steps", "terms", "others"):
        if is_typed(ctx, name):
            raise click.UsageError(f"--{name} is of inspections. Leave it out for lists.")
    old, new = (PlansOfList(asked, each, _name) for each in (a, b))
    before, after = (
        [side_of(plan, row, called(file)) for plan, _, row in rows]
        for rows, file in ((old, a), (new, b))
    )
    found = compare_lists(before, after)
    wanted = output_wanted(ctx)
    answer = Answer(
        page=partial(list_compare_page, found, called(a), called(b)),
        object=partial(list_compare_object, found, called(a), called(b)),
    )
    emit(answer, wanted)
    old.say_skipped(wanted)
    notes = [
        f"What was skipped in {shown(called(file))} may be told as {what}."
        for rows, file, what in ((old, a, "new"), (new, b, "gone"))
        if rows.has_skipped
    ]
    new.warn(wanted, notes, whole="'jtai plan' with --format json")
    if asked.options["exit_code"] and found.changes:
        ctx.exit(1)


def _name(plan: Plan) -> Name:
    """By what an inspection is known in both lists. Raises BadValue where it has no name."""
    identity, word = plan.inspection.identity, REHEARSAL * plan.inspection.settings.rehearsal
    if identity.reference:
        return f"reference {word}{folded(identity.reference)}", f"{word}{identity.reference}"
    if identity.area:
        return f"area {word}{area_key(identity.area)}", f"{word}{area_key(identity.area)}"
    raise BadValue("it has neither reference nor area, by which rows are paired. Add one.")
