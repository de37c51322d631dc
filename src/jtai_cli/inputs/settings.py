"""What is set for all commands, and where: typed, in a variable, or in one's own defaults."""

from __future__ import annotations

import datetime as dt
import os
import re

import click

from jtai_cli.days.periods import Span
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.inputs.options import OWN_DEFAULTS, Asked
from jtai_cli.inputs.own_defaults import PARAMETERS, own_file
from jtai_cli.inputs.variables import commands_by_variable, variables_set
from jtai_cli.render.settings import Setting, Settings, Value, Variable


def settings_of(ctx: click.Context, asked: Asked) -> Settings:
    """Every setting of one's own defaults, and the variables that are set beside those."""
    params = {each.name: each for each in ctx.command.params}
    path = own_file(ctx)
    shown = [_setting(ctx, asked, key, params[name], path) for key, name in PARAMETERS.items()]
    takers = commands_by_variable(ctx)
    here = {str(params[name].envvar) for name in (*PARAMETERS.values(), "config")}
    others = tuple(
        Variable(name, os.environ[name], tuple(takers[name]))
        for name in variables_set()
        if os.environ[name] and name in takers and name not in here
    )
    return Settings(path, os.path.exists(path), tuple(shown), others)


def _setting(
    ctx: click.Context, asked: Asked, key: str, param: click.Parameter, path: str
) -> Setting:
    name = str(param.name)
    value, where = asked.options[name], asked.origins.get(name, "")
    if name == "fmt" and where:  # which may be none of this command's
        value = (ctx.default_map or {}).get(name) if where == OWN_DEFAULTS else os.environ[where]
    if where == OWN_DEFAULTS:
        return Setting(key, _plain(value), "own-defaults", path)
    if where:
        return Setting(key, _plain(value), "variable", where)
    if name in asked.typed:
        return Setting(key, _plain(value), "typed", "")
    said = re.search(r"\[default: (.*)\]", getattr(param, "help", "") or "")
    return Setting(key, _plain(value), "default", "", said[1] if said else "")


def _plain(value: object) -> Value:
    """A value as an option has it, for a list one text each."""
    match value:
        case NamedDay():
            return f"{value.date}={value.name}"
        case Span():
            return f"{value.first}" if value.first == value.last else f"{value.first}..{value.last}"
        case tuple() | list():
            return [str(_plain(each)) for each in value]
        case None | bool() | int():
            return value
        case dt.date():
            return value.isoformat()
    return str(value)
