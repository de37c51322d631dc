"""``jtai compare`` of two programmes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from jtai_cli.inputs.options import Asked
from jtai_cli.inputs.programme import names_programme, read_programme
from jtai_cli.inputs.wanted import is_typed, output_wanted
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.programme.compare import compare
from jtai_cli.programme.timetable import timetable
from jtai_cli.render.programme_compare import programme_compare_object, programme_compare_page
from jtai_cli.wording import shown_path


def are_programmes(a: str, b: str) -> bool:
    """Whether both are the files of programmes. Raises a usage error where one alone is."""
    found = [names_programme(name) for name in (a, b)]
    if any(found) and not all(found):
        programme, other = (a, b) if found[0] else (b, a)
        raise click.UsageError(
            f"{shown_path(programme)} is a programme, and {shown_path(other)} is not. "
            "Compare two programmes, or two inspections."
        )
    return all(found)


def compare_programmes(ctx: click.Context, asked: Asked, a: str, b: str) -> None:
    """Write what moves between two programmes."""
    for name in ("steps", "terms", "others"):
        if is_typed(ctx, name):
            raise click.UsageError(f"--{name} is of inspections. Leave it out for programmes.")
    old, new = (timetable(read_programme(asked, Path(name))) for name in (a, b))
    found = compare(old, new)
    wanted = output_wanted(ctx)
    answer = Answer(
        page=partial(programme_compare_page, found, a, b),
        object=partial(programme_compare_object, found, a, b),
    )
    emit(answer, wanted)
    warn(wanted)
    if asked.options["exit_code"] and found.changes:
        ctx.exit(1)
