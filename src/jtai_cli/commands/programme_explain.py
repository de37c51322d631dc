"""``jtai programme explain``: what speaks against each week for one inspection."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from jtai_cli.errors import UnknownName
from jtai_cli.inputs import options as o
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.programme import read_programme
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.privacy import safe
from jtai_cli.programme.explaining import judged_weeks
from jtai_cli.render.programme_explain import explain_object, explain_page


@click.command("explain", cls=Command)
@click.argument("file", metavar="FILE", type=o.PATH, shell_complete=o.offer_files)
@click.argument("reference", metavar="REFERENCE", type=o.TEXT)
@o.today_option
@output_options("page", "object")
@click.pass_context
def explain_command(ctx: click.Context, /, file: Path, reference: str, **_options: Any) -> None:
    """Each week for one inspection of a programme: what rules it out, or speaks against it.

    \b
    Examples:
      jtai programme explain programme.toml JT2
      jtai programme explain programme.toml JT2 --format json

    All other inspections stay where the list has them. Of one that has a date it also says
    why it is not earlier.
    """
    programme = read_programme(o.asked(ctx), file)
    visits = {visit.reference: visit for visit in programme.visits}
    if reference not in visits:
        known = sorted(name for name in visits if safe(name) == name)
        raise UnknownName("reference", safe(reference), known, key="reference")
    visit, wanted = visits[reference], output_wanted(ctx)
    weeks = judged_weeks(programme, visit)
    answer = Answer(
        page=partial(explain_page, visit, weeks),
        object=partial(explain_object, visit, weeks),
    )
    emit(answer, wanted)
    warn(wanted)
