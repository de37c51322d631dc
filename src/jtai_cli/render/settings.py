"""What is set for all commands, with where it stands: page, object and rows."""

from __future__ import annotations

from typing import Literal, NamedTuple

from jtai_cli.render.page import Grid, Lines, Page, Row
from jtai_cli.render.parts import Object, Rows
from jtai_cli.wording import count_of

MOST_NAMED = 6  # commands that take a variable
Value = str | int | list[str] | None
From = Literal["typed", "variable", "own-defaults", "default"]


class Setting(NamedTuple):
    """A key of one's own defaults with its value; None or [] where there is none.

    ``where`` is the name of the variable, or the file of one's own defaults; ``otherwise``
    says in words what holds where nothing is set.
    """

    key: str
    value: Value
    source: From
    where: str
    otherwise: str = ""


class Variable(NamedTuple):
    """A JTAI_ variable that is set, and the commands that take it."""

    name: str
    value: str
    commands: tuple[str, ...]


class Settings(NamedTuple):
    """All settings. ``file`` is where one's own defaults are sought: "" for nowhere."""

    file: str
    is_there: bool
    settings: tuple[Setting, ...]
    variables: tuple[Variable, ...]


def settings_page(found: Settings) -> Page:
    """What is set, with where; then the variables of single commands."""
    rows = tuple(Row((each.key, _value(each), _where(each))) for each in found.settings)
    others = tuple(Row((each.name, each.value, _takers(each))) for each in found.variables)
    blocks = (
        Lines("Your own defaults", (_file(found),)),
        Grid("Settings", ("Setting", "Value", "From"), rows),
        Grid("Other variables that are set", ("Variable", "Value", "For"), others),
    )
    return tuple(block for block in blocks if not isinstance(block, Grid) or block.rows)


def _takers(variable: Variable) -> str:
    names = variable.commands
    return ", ".join(names) if len(names) <= MOST_NAMED else count_of(len(names), "command")


def _file(found: Settings) -> str:
    if not found.file:
        return "None are read."
    return found.file if found.is_there else f"{found.file} (there is no such file)"


def _value(setting: Setting) -> str:
    match setting.value:
        case True | False:
            return "yes" if setting.value else "no"
        case [*values] if values:
            return "; ".join(values)
        case None | [] | "":
            return setting.otherwise or "none"
    return str(setting.value)


def _where(setting: Setting) -> str:
    if setting.source == "own-defaults":
        return "your own defaults"
    return setting.where or setting.source


def settings_object(found: Settings) -> Object:
    """What is set (schema ``jtai.settings/1``)."""
    return {
        "schema": "jtai.settings/1",
        "file": {"path": found.file or None, "exists": found.is_there},
        "settings": [
            {"key": each.key, "value": each.value, "from": each.source, "where": each.where or None}
            for each in found.settings
        ],
        "variables": [
            {"name": each.name, "value": each.value, "commands": list(each.commands)}
            for each in found.variables
        ],
    }


def settings_rows(found: Settings) -> Rows:
    """A row for each setting, which says in words what holds where nothing is set."""
    rows = ((each.key, _value(each), each.source, each.where) for each in found.settings)
    return Rows(("key", "value", "from", "where"), rows)
