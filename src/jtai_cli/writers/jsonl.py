"""Objects as JSON lines: each on a line of its own."""

from __future__ import annotations

from jtai_cli.render.parts import Objects
from jtai_cli.writers.json import joined


def write(objects: Objects) -> bytes:
    """An object a line."""
    return b"".join((*joined(objects, b"\n"), b"\n"))
