"""Showing a page in the system's browser, for --open alone: no other run starts a program."""

from __future__ import annotations

import webbrowser
from pathlib import Path

from jtai_cli.outputs.streams import tell


def show(page: Path) -> None:
    """Let the browser show a page, whichever the system or BROWSER names; say so if there is none.

    Nobody who has the page written has failed, so no exit code tells of that.
    """
    try:
        shown = webbrowser.open(page.resolve().as_uri())
    except (webbrowser.Error, ValueError):  # BROWSER may be anything
        shown = False
    if not shown:
        tell(f"note: no browser could be started. Open {page} yourself.")
