"""The JTAI_ variables that set nothing for the command that runs: only --verbose asks for them."""

from __future__ import annotations

import os
from collections.abc import Iterator

import click

from jtai_cli.wording import WITHHELD, nearest, shown


def unused_variables(ctx: click.Context) -> Iterator[str]:
    """A sentence for each variable that is misspelt, or is of other commands only."""
    root = ctx.find_root()
    known = {str(each.envvar) for each in _params(root.command, root) if each.envvar}
    here = {str(each.envvar): each for each in ctx.command.params}
    for name in sorted(each for each in os.environ if each.upper().startswith("JTAI_")):
        if name not in known:
            hint = nearest(name.upper(), known).strip()
            from jtai_cli.privacy import withheld  # only a mistake needs it

            plain = {each.removeprefix("JTAI_").lower() for each in known}
            hidden = withheld(name[len("JTAI_") :].lower(), plain)
            said = f"A JTAI_ variable ({WITHHELD})" if hidden else name
            yield f"{said} is not a setting" + (f"; d{hint[1:]}" if hint else ".")
        elif name not in here:
            yield f"{name} sets nothing for {ctx.command_path!r}."
        elif here[name].name == "fmt":
            value, formats = os.environ[name], here[name].type
            if isinstance(formats, click.Choice) and value and value not in formats.choices:
                yield (
                    f"{name} is {shown(value)}, a format that {ctx.command_path!r} does not have, "
                    "so it is passed over."
                )


def _params(command: click.Command, ctx: click.Context) -> Iterator[click.Parameter]:
    yield from command.params
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            if inside := command.get_command(ctx, name):
                yield from _params(inside, ctx)
