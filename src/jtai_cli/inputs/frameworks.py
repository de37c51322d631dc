"""From what --framework or an inspection file names, to a framework: one of ours, or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jtai_cli.errors import BadValue, FileTrouble
from jtai_cli.rules.frameworks import shipped_framework
from jtai_cli.rules.model import Framework

if TYPE_CHECKING:
    from pathlib import Path


def load_framework(name: str, folder: Path | None = None) -> Framework:
    """The framework of that id, or in that .toml file.

    What a file names, and not the user, lies in that file's ``folder``. Raises JtaiError.
    """
    if not name.lower().endswith(".toml"):
        return shipped_framework(name)
    from pathlib import Path

    from jtai_cli.inputs.files import LARGEST_TOML, beside, read_text
    from jtai_cli.rules.reading import read_framework

    try:
        path = Path(name) if folder is None else beside(folder, name, option="--framework")
        text = read_text(path, most=LARGEST_TOML)
    except (BadValue, FileTrouble) as error:
        error.key = "framework"
        raise
    return read_framework(text, str(path))
