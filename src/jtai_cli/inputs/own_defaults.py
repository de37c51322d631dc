"""The user's own file of defaults: ``config.toml`` in the folder that the system keeps for it."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING, Any

import click

from jtai_cli.errors import BadValue, FileTrouble
from jtai_cli.inputs.notes import note
from jtai_cli.plan.fields import NAMES, OWN_DEFAULTS
from jtai_cli.wording import shown_path

if TYPE_CHECKING:
    from pathlib import Path

    from jtai_cli.tables import Table

# The keys for how an answer is written, with click's names for them.
_OUTPUT = {"format": "fmt", "plain": "plain", "quiet": "quiet"}
_GOV_UK = "bank_holidays_file"
PARAMETERS = {key: key for key in (*OWN_DEFAULTS, _GOV_UK)} | _OUTPUT

CONFIG = "JTAI_CONFIG"
NAMED = "jtai.config"  # where click's context keeps the file that --config names

# Click checks these as it checks the text of an option: its error lists what is allowed.
_AS_OPTIONS = ("region", "fieldwork_days", "report_basis", "format")


def _named_file(ctx: click.Context) -> str | None:
    """The file that --config or JTAI_CONFIG names; "" says that there shall be none."""
    typed: str | None = ctx.meta.get(NAMED)
    return os.environ.get(CONFIG) if typed is None else typed


def own_file(ctx: click.Context) -> str:
    """Where the file is, if there is one; --config and JTAI_CONFIG name another, or "" for none.

    A variable of the system's that is empty or names no whole path is as if it were not set (XDG
    Base Directory Specification): the file would be sought in whatever folder one stands in.
    """
    if (named := _named_file(ctx)) is not None:
        return named
    if sys.platform == "darwin":
        folder, otherwise = "", "~/Library/Application Support"
    elif sys.platform == "win32":
        folder, otherwise = os.environ.get("APPDATA", ""), "~"
    else:
        folder, otherwise = os.environ.get("XDG_CONFIG_HOME", ""), "~/.config"
    if not os.path.isabs(folder):
        folder = os.path.expanduser(otherwise)
    return os.path.join(folder, "jtai", "config.toml")


def own_defaults() -> dict[str, Any]:
    """The defaults in the user's own file by click's names, or none. Raises JtaiError."""
    ctx = click.get_current_context()
    path = own_file(ctx)
    if path == "":
        return {}
    if _named_file(ctx) is None:
        try:
            if not os.path.isabs(path) or not stat.S_ISREG(os.stat(path).st_mode):
                return {}
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except (OSError, ValueError):
            pass  # it is there, and reading it will say why it cannot be read
    # Only whoever has the file needs these.
    from pathlib import Path

    from jtai_cli.inputs.files import LARGEST_TOML, read_text
    from jtai_cli.tables import parse

    text = read_text(Path(path), most=LARGEST_TOML)
    _refuse_others(Path(path))
    return _values(parse(text, path), Path(path))


def _refuse_others(path: Path) -> None:
    """Raise FileTrouble where another user may change a file, or put another in its place.

    That is refused, and not only said: the file moves dates in every command, with -q and in a
    job that nobody reads too. One that was named is used, and a note says it, unless -q.
    """
    try:
        trouble = _others_may_write(path)
    except OSError:
        return  # it is not there, which whoever reads it will say
    if trouble and _named_file(click.get_current_context()) is None:
        raise trouble
    if trouble:
        note(str(trouble))


def _others_may_write(path: Path) -> FileTrouble | None:
    """What is wrong with a file, or with a folder above it, as it is named and where links lead.

    Whoever may write a folder may swap what lies in it, but in a sticky one nobody moves what is
    another's. Root may write everything, and a group with its user's number is that user's own.
    Raises OSError where there is no such file.
    """
    from pathlib import Path

    if os.name == "nt":  # where these numbers say nothing
        return None
    for file in (path.absolute(), Path(os.path.realpath(path))):
        for each in (file, *file.parents):
            found = os.stat(each)
            is_sticky = stat.S_ISDIR(found.st_mode) and found.st_mode & stat.S_ISVTX
            by_group = found.st_mode & stat.S_IWGRP and found.st_gid != found.st_uid
            if each in (file, file.parent) and found.st_uid not in (0, os.geteuid()):
                reason, advice = "belongs to another user", "Make it yours"
            elif (by_group or found.st_mode & stat.S_IWOTH) and not is_sticky:
                reason, advice = (
                    "may be changed by other users",
                    f"Type chmod go-w {shown_path(each)}",
                )
            else:
                continue
            reason = f"{reason}, and your own defaults decide dates"
            return FileTrouble(each, reason, f"{advice}, or say --no-own-settings.")
    return None


def _values(table: Table, path: Path) -> dict[str, Any]:
    """The values of the file at a path by click's names."""
    from jtai_cli.days.dates import day_first_in
    from jtai_cli.inputs.files import beside
    from jtai_cli.inputs.notes import note_day_first
    from jtai_cli.plan.reading import read_value

    table.refuse_unknown(PARAMETERS)
    here = {param.name for param in click.get_current_context().command.params}
    dates = [value for key, value in table.values.items() if key in here and key not in NAMES]
    found: dict[str, Any] = {}

    def file(key: str, option: str) -> str:
        try:
            named = beside(path.parent, table.text_of(key), option=option)
        except BadValue as error:
            raise error if error.where else table.error(key, error.reason) from None
        _refuse_others(named)
        return str(named)

    for key, value in table.values.items():
        if key == _GOV_UK or (key == "bank_holidays" and isinstance(value, str)):
            key, value = _GOV_UK, file(key, "--bank-holidays")
        elif key in _AS_OPTIONS:
            value = str(value)
        elif key == "framework" and str(value).lower().endswith(".toml"):
            value = file(key, "--framework")
        else:
            value = table.yes_or_no(key) if key in _OUTPUT else read_value(table, key)
        found[PARAMETERS[key]] = value
    note_day_first(day_first_in(dates), str(path))
    return found
