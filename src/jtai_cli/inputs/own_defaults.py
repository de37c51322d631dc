"""The user's own file of defaults: ``config.toml`` in the folder that the system keeps for it."""

from __future__ import annotations

import os
import stat
from typing import Any

import click

from jtai_cli.plan.fields import OWN_DEFAULTS

# How the answer is written has keys too, which click knows by these names.
_OUTPUT = {"format": "fmt", "plain": "plain", "quiet": "quiet"}
PARAMETERS = {key: key for key in OWN_DEFAULTS} | _OUTPUT

# These are read as an option is, which names the values that there are.
_AS_OPTIONS = ("region", "fieldwork_days", "report_basis", "format")


def own_file() -> str:
    """Where the file is, if there is one; JTAI_CONFIG names another."""
    named = os.environ.get("JTAI_CONFIG")
    return named or os.path.join(click.get_app_dir("jtai"), "config.toml")


def _is_missing(path: str) -> bool:
    """Whether there is no such file. What cannot be looked at is not missing, but unreadable."""
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False


def own_defaults() -> dict[str, Any]:
    """The defaults in the user's own file by click's names, or none. Raises JtaiError."""
    path = own_file()
    if not os.environ.get("JTAI_CONFIG") and _is_missing(path):
        return {}
    # Only whoever has the file needs these.
    from pathlib import Path

    from jtai_cli.inputs.files import LARGEST_TOML, read_text
    from jtai_cli.plan.reading import read_value
    from jtai_cli.tables import parse

    table = parse(read_text(Path(path), most=LARGEST_TOML), path)
    table.refuse_unknown(PARAMETERS)
    found: dict[str, Any] = {}
    for key, value in table.values.items():
        if key in _AS_OPTIONS:
            found[PARAMETERS[key]] = value
        elif key in _OUTPUT:
            found[PARAMETERS[key]] = table.yes_or_no(key)
        else:
            found[PARAMETERS[key]] = read_value(table, key)
    if str(found.get("framework", "")).lower().endswith(".toml"):
        found["framework"] = os.path.join(os.path.dirname(path), found["framework"])
    return found
