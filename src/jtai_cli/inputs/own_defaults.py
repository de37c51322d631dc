"""The user's own file of defaults: ``config.toml`` in the folder that the system keeps for it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from typing import Any

import click

# The file's keys are those of an inspection file and the long options; these are what click
# calls them.
PARAMETERS = {
    "region": "region",
    "framework": "framework",
    "theme": "theme",
    "area": "area",
    "closures": "closures",
    "bank_holidays": "bank_holidays",
    "working_days": "working_days",
    "elections": "elections",
    "no_elections": "no_elections",
    "fieldwork_days": "fieldwork_days",
    "report_basis": "report_basis",
    "format": "fmt",
    "plain": "plain",
    "quiet": "quiet",
}


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
    from pathlib import Path

    from jtai_cli.inputs.files import LARGEST_TOML, read_text
    from jtai_cli.plan.reading import (
        bank_holidays_of,
        closures_of,
        elections_of,
        working_days_of,
    )
    from jtai_cli.tables import Table, parse

    # What is not here is read as an option is, which names the values that there are.
    read: dict[str, Callable[[Table, str], Any]] = {
        **dict.fromkeys(("area", "theme", "framework"), Table.text_of),
        **dict.fromkeys(("no_elections", "plain", "quiet"), Table.yes_or_no),
        "closures": lambda table, _: closures_of(table),
        "bank_holidays": lambda table, _: bank_holidays_of(table),
        "working_days": lambda table, _: working_days_of(table),
        "elections": lambda table, _: elections_of(table),
    }
    table = parse(read_text(Path(path), most=LARGEST_TOML), path)
    table.refuse_unknown(PARAMETERS)
    found = {
        PARAMETERS[key]: read[key](table, key) if key in read else value
        for key, value in table.values.items()
    }
    if str(found.get("framework", "")).lower().endswith(".toml"):
        found["framework"] = os.path.join(os.path.dirname(path), found["framework"])
    return found
