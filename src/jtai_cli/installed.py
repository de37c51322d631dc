"""What is installed: our own files, and the versions of packages, without a slow import.

A version stands in the name of the folder that an installation leaves beside the package.
``importlib.metadata`` would take 30 ms to say the same, ``importlib.resources`` 10 ms.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import Any

_FOLDER = os.path.dirname(__file__)


def shipped_file(name: str) -> bytes:
    """A file that comes with the program, by its path in the package. Raises OSError."""
    loader: Any = __spec__.loader  # of a folder or of a zip file: both can do this
    data: bytes = loader.get_data(os.path.join(_FOLDER, *name.split("/")))
    return data


def imported_version(package: str) -> str | None:
    """The version that an import would load; None where no folder, or more than one, says it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    return _version_in(os.path.dirname(os.path.dirname(spec.origin)), package)


def _version_in(folder: str, package: str) -> str | None:
    start, end = f"{package}-", ".dist-info"
    try:
        names = os.listdir(folder or ".")
    except OSError:
        return None
    found = [name for name in names if name.startswith(start) and name.endswith(end)]
    return found[0][len(start) : -len(end)] if len(found) == 1 else None
