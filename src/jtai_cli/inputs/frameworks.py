"""From what --framework or an inspection file names, to a framework: one of ours, or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jtai_cli.errors import FileTrouble
from jtai_cli.rules.frameworks import shipped_framework
from jtai_cli.rules.model import Framework

if TYPE_CHECKING:
    from pathlib import Path


def load_framework(name: str, folder: Path | None = None) -> Framework:
    """The framework of that id, or in that .toml file; a relative file is sought in ``folder``."""
    if not name.lower().endswith(".toml"):
        return shipped_framework(name)
    from pathlib import Path

    from jtai_cli.inputs.files import LARGEST_TOML, read_text
    from jtai_cli.rules.reading import read_framework

    path = Path(name) if folder is None else folder / name
    try:
        text = read_text(path, most=LARGEST_TOML)
    except FileTrouble as error:
        error.key = "framework"
        raise
    return read_framework(text, str(path))
