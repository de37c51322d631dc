"""The user's own file of defaults: ``config.toml`` in the folder that the system keeps for it."""

from __future__ import annotations

import os
import stat
from typing import Any

import click

from jtai_cli.plan.fields import OWN_DEFAULTS

# The keys for how an answer is written, with click's names for them.
_OUTPUT = {"format": "fmt", "plain": "plain", "quiet": "quiet"}
_GOV_UK = "bank_holidays_file"
PARAMETERS = {key: key for key in (*OWN_DEFAULTS, _GOV_UK)} | _OUTPUT

# Click checks these as it checks the text of an option: its error lists what is allowed.
_AS_OPTIONS = ("region", "fieldwork_days", "report_basis", "format")


def own_file() -> str:
    """Where the file is, if there is one; JTAI_CONFIG names another."""
    named = os.environ.get("JTAI_CONFIG")
    return named or os.path.join(click.get_app_dir("jtai"), "config.toml")


def own_defaults() -> dict[str, Any]:
    """The defaults in the user's own file by click's names, or none. Raises JtaiError."""
    path = own_file()
    if os.environ.get("JTAI_CONFIG") == "":  # which says that there shall be none
        return {}
    if not os.environ.get("JTAI_CONFIG"):
        try:
            if not stat.S_ISREG(os.stat(path).st_mode):
                return {}
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except (OSError, ValueError):
            pass  # it is there, and reading it will say why it cannot be read
    # Only whoever has the file needs these.
    from pathlib import Path

    from jtai_cli.inputs.files import LARGEST_TOML, read_text
    from jtai_cli.plan.reading import read_value
    from jtai_cli.tables import parse

    table = parse(read_text(Path(path), most=LARGEST_TOML), path)
    table.refuse_unknown(PARAMETERS)
    found: dict[str, Any] = {}
    for key, value in table.values.items():
        if key == _GOV_UK or (key == "bank_holidays" and isinstance(value, str)):
            key, value = _GOV_UK, os.path.join(os.path.dirname(path), table.text_of(key))
        elif key in _AS_OPTIONS:
            value = str(value)
        else:
            value = table.yes_or_no(key) if key in _OUTPUT else read_value(table, key)
        found[PARAMETERS[key]] = value
    if str(found.get("framework", "")).lower().endswith(".toml"):
        found["framework"] = os.path.join(os.path.dirname(path), found["framework"])
    return found
