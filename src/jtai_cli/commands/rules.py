"""``jtai rules``: what the timetable rests on, and where it says so."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from jtai_cli.inputs import options as o
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.judge.findings import CHECKS
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.render.check import checks_object, checks_page, checks_rows
from jtai_cli.render.rules import frameworks_object, frameworks_page, frameworks_rows
from jtai_cli.rules.frameworks import SHIPPED


@click.command("rules", cls=Command)
@click.argument(
    "framework", nargs=-1, metavar="[ID|FILE.toml]...", shell_complete=o.offer_frameworks
)
@o.option("--checks", is_flag=True, help="What 'jtai check' looks for, instead.")
@output_options("page", "object", "rows")
@click.pass_context
def rules_command(ctx: click.Context, /, framework: tuple[str, ...], **options: Any) -> None:
    """The frameworks with their periods, steps and themes, each rule with its source.

    \b
    Examples:
      jtai rules
      jtai rules jtai-2016
      jtai rules our-own.toml --format json
      jtai rules --checks

    Without an argument: every framework that comes with the program.
    """
    if options["checks"]:
        if framework:
            raise click.UsageError("--checks lists the same for every framework. Name none.")
        every = CHECKS.values()
        answer = Answer(
            page=partial(checks_page, every),
            object=partial(checks_object, every),
            rows=partial(checks_rows, every),
        )
    else:
        found = [load_framework(name) for name in framework or SHIPPED]
        answer = Answer(
            page=partial(frameworks_page, found),
            object=partial(frameworks_object, found),
            rows=partial(frameworks_rows, found),
        )
    wanted = output_wanted(ctx)
    emit(answer, wanted)
    warn(wanted)
