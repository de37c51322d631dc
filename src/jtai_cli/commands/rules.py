"""``jtai rules``: what the timetable rests on, and where it says so."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from jtai_cli.commands import options as o
from jtai_cli.commands.frameworks import load_framework
from jtai_cli.commands.group import Command
from jtai_cli.commands.output import emit
from jtai_cli.render import to_csv, to_json
from jtai_cli.render.pages import frameworks_page
from jtai_cli.rules.load import SHIPPED


@click.command("rules", cls=Command)
@click.argument("framework", nargs=-1, metavar="[ID|FILE.toml]...")
@o.output_options("table", "json", "csv", "markdown")
def rules_command(framework: tuple[str, ...], **_options: Any) -> None:
    """The frameworks with their periods, steps and themes, each rule with its source.

    \b
    Examples:
      jtai rules
      jtai rules jtai-2016
      jtai rules our-own.toml --format json

    Without an argument: every framework that comes with the program.
    """
    found = [load_framework(name) for name in framework or SHIPPED]
    emit(
        partial(frameworks_page, found),
        {
            "json": partial(to_json.frameworks_json, found),
            "csv": partial(to_csv.frameworks_csv, found),
        },
    )
