"""``jtai programme``: a programme of inspections, each of its commands in a module of its own."""

from __future__ import annotations

import click

from jtai_cli.inputs.group import LoadingGroup

COMMANDS = {
    "init": "A commented file of settings and a list, to start from.",
    "check": "Do its weeks and teams go together? Each clash with what to do.",
    "place": "Weeks and teams for the inspections that have none, the best there are.",
    "explain": "What speaks against each week for one inspection.",
    "show": "Every inspection with its dates, the load, and the weeks of teams and areas.",
    "calendar": "Calendars for the teams or the areas, and their next edition.",
}


class ProgrammeGroup(LoadingGroup):
    """The commands of a programme."""

    offered, prefix = COMMANDS, "programme_"


@click.group("programme", cls=ProgrammeGroup, no_args_is_help=False)
def programme_command() -> None:
    """A programme of inspections: a file of settings, and a list with an inspection a row.

    \b
    Examples:
      jtai programme init
      jtai programme check programme.toml
      jtai programme place programme.toml -o placed.csv
      jtai programme show programme.toml
      jtai programme calendar programme.toml --split-by team -o calendars
    """
