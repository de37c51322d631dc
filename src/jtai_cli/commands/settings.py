"""``jtai settings``: what is set for all commands, and where."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from jtai_cli.inputs import options as o
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.settings import settings_of
from jtai_cli.inputs.variables import commands_by_variable, misspelt
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.render.settings import settings_object, settings_page, settings_rows


@click.command("settings", cls=Command)
@o.area_option
@o.theme_option
@o.framework_option
@o.calendar_options
@o.closure_option
@o.fieldwork_days_option
@o.report_basis_option
@o.election_options
@output_options("page", "object", "rows")
@click.pass_context
def settings_command(ctx: click.Context, /, **_options: Any) -> None:
    """Each setting with its value and where it stands: typed, a variable, or your own defaults.

    \b
    Examples:
      jtai settings
      jtai settings --format json
      jtai settings --config ours.toml --region WLS

    An inspection file comes between the variables and your own defaults: what it says is not
    shown here. Variables that single commands take are listed last.
    """
    found = settings_of(ctx, o.asked(ctx))
    answer = Answer(
        page=partial(settings_page, found),
        object=partial(settings_object, found),
        rows=partial(settings_rows, found),
    )
    wanted = output_wanted(ctx)
    emit(answer, wanted)
    warn(wanted, notes=misspelt(commands_by_variable(ctx)))
