"""Objects as JSON lines: each on a line of its own."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from jtai_cli.render.parts import Objects
from jtai_cli.writers.json import joined


def write(objects: Objects) -> Iterable[bytes]:
    """An object a line, in pieces."""
    return chain(joined(objects, b"\n"), (b"\n",))
