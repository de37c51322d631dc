"""The JTAI_ variables that are set: those that do nothing here, and which command takes which."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator

import click

from jtai_cli.wording import WITHHELD, nearest, shown


def unused_variables(ctx: click.Context) -> Iterator[str]:
    """A sentence for each variable that is misspelt, or is of other commands only."""
    known = commands_by_variable(ctx)
    here = {str(each.envvar): each for each in ctx.command.params}
    for name in variables_set():
        if name not in known:
            yield _no_setting(name, known)
        elif name not in here:
            yield f"{name} sets nothing for {ctx.command_path!r}."
        elif here[name].name == "fmt":
            value, formats = os.environ[name], here[name].type
            if isinstance(formats, click.Choice) and value and value not in formats.choices:
                yield (
                    f"{name} is {shown(value)}, a format that {ctx.command_path!r} does not have, "
                    "so it is passed over."
                )


def variables_set() -> list[str]:
    """The names of the environment that begin as ours do, in order."""
    return sorted(each for each in os.environ if each.upper().startswith("JTAI_"))


def misspelt(known: Collection[str]) -> Iterator[str]:
    """A sentence for each variable that is none of those known."""
    return (_no_setting(name, known) for name in variables_set() if name not in known)


def _no_setting(name: str, known: Collection[str]) -> str:
    from jtai_cli.privacy import withheld  # only a mistake needs it

    hint = nearest(name.upper(), known).strip()
    plain = {each.removeprefix("JTAI_").lower() for each in known}
    hidden = withheld(name[len("JTAI_") :].lower(), plain)
    said = f"A JTAI_ variable ({WITHHELD})" if hidden else name
    return f"{said} is not a setting" + (f"; d{hint[1:]}" if hint else ".")


def commands_by_variable(ctx: click.Context) -> dict[str, list[str]]:
    """Each variable with the commands that take it, without the name of the program."""
    root, found = ctx.find_root(), dict[str, list[str]]()
    for words, param in _params(root.command, root, ()):
        if param.envvar:
            found.setdefault(str(param.envvar), []).append(" ".join(words))
    return found


def _params(
    command: click.Command, ctx: click.Context, words: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], click.Parameter]]:
    yield from ((words, param) for param in command.params)
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            if inside := command.get_command(ctx, name):
                yield from _params(inside, ctx, (*words, name))
