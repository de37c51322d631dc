"""``jtai rules``: what the timetable rests on, and where it says so."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from jtai_cli.inputs import options as o
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.inputs.group import Command
from jtai_cli.outputs.answers import emit
from jtai_cli.render import to_csv, to_json
from jtai_cli.render.pages import frameworks_page
from jtai_cli.rules.frameworks import SHIPPED


@click.command("rules", cls=Command)
@click.argument("framework", nargs=-1, metavar="[ID|FILE.toml]...")
@o.option("--checks", is_flag=True, help="What 'jtai check' looks for, instead.")
@o.output_options("table", "json", "csv", "markdown")
def rules_command(framework: tuple[str, ...], checks: bool, **_options: Any) -> None:
    """The frameworks with their periods, steps and themes, each rule with its source.

    \b
    Examples:
      jtai rules
      jtai rules jtai-2016
      jtai rules our-own.toml --format json
      jtai rules --checks

    Without an argument: every framework that comes with the program.
    """
    if checks:
        if framework:
            raise click.UsageError("--checks lists the same for every framework. Name none.")
        _checks()
        return
    found = [load_framework(name) for name in framework or SHIPPED]
    emit(
        partial(frameworks_page, found),
        {
            "json": partial(to_json.frameworks_json, found),
            "csv": partial(to_csv.frameworks_csv, found),
        },
    )


def _checks() -> None:
    from jtai_cli.judge.findings import CHECKS
    from jtai_cli.render.check_report import checks_csv, checks_json, checks_page

    emit(
        partial(checks_page, CHECKS.values()),
        {
            "json": partial(checks_json, CHECKS.values()),
            "csv": partial(checks_csv, CHECKS.values()),
        },
    )
