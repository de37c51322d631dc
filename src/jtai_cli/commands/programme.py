"""``jtai programme``: a programme of inspections, each of its commands in a module of its own."""

from __future__ import annotations

from importlib import import_module

import click

from jtai_cli.inputs.group import NamingGroup

COMMANDS = {
    "show": "Every inspection with its dates, the load, and the weeks of teams and areas.",
    "calendar": "Calendars for the teams or the areas, and their next edition.",
}


class ProgrammeGroup(NamingGroup):
    """A group whose commands are imported when they are needed, and not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order in which they are used."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"jtai_cli.commands.programme_{cmd_name}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group("programme", cls=ProgrammeGroup, no_args_is_help=False)
def programme_command() -> None:
    """A programme of inspections: a file of settings, and a list with an inspection a row.

    \b
    Examples:
      jtai programme show programme.toml
      jtai programme calendar programme.toml --split-by team -o calendars
    """
