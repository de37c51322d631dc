"""Make ``jtai.pyz``, one file that runs with nothing but Python, on Linux, macOS and Windows.

python -m tools.zipapp [FILE]     writes FILE, or jtai.pyz

It holds this checkout's program and what that needs, as installed for the Python that runs this:
nothing is fetched. Extras stay out. What is compiled does too, for it runs on one system only.
The same program and versions give the same bytes.
"""

from __future__ import annotations

import re
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMPILED = (".so", ".pyd", ".dylib", ".dll")
DOES_WITHOUT = ("markupsafe",)  # it has the same in Python, beside what is compiled
START = b"""\
import sys

if sys.version_info < (3, 11):
    sys.exit("jtai: needs Python 3.11 or later; this is %d.%d." % sys.version_info[:2])

from jtai_cli.__main__ import main

main()
"""


def main() -> int:
    """Write the file that is named, or jtai.pyz."""
    if len(sys.argv) > 2 or any(each.startswith("-") for each in sys.argv[1:]):
        print(__doc__)
        return 2
    made = Path(*sys.argv[1:] or ["jtai.pyz"])
    write(made, contents())
    print(f"{made}: {made.stat().st_size:,} bytes")
    return 0


def write(made: Path, files: dict[str, bytes]) -> None:
    """Write the files as a program in one file, in order of their names."""
    with open(made, "wb") as file:
        file.write(b"#!/usr/bin/env python3\n")
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name in sorted(files):
                entry = zipfile.ZipInfo(name)  # of 1980, whenever it is made
                entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
                entry.external_attr = 0o100644 << 16
                archive.writestr(entry, files[name])
    made.chmod(0o755)


def contents() -> dict[str, bytes]:
    """Every file that the program needs, by its name in the archive."""
    found = {"__main__.py": START}
    package = ROOT / "src/jtai_cli"
    for path in package.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            found[path.relative_to(package.parent).as_posix()] = path.read_bytes()
    found["jtai_cli/LICENSE"] = (ROOT / "LICENSE").read_bytes()
    for each in needed():
        found |= dict(files_of(each))
    return found


def needed() -> list[Distribution]:
    """What the program depends on, and what that depends on, without extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting, found = list(project["dependencies"]), {}
    while waiting:
        requirement, _, condition = waiting.pop().partition(";")
        name = re.split(r"[^\w.-]", requirement.strip())[0]
        known = re.sub(r"[-_.]+", "-", name).lower()
        if known in found or "extra" in condition:
            continue
        try:
            found[known] = distribution(name)
        except PackageNotFoundError:
            if not condition:  # else it is for other systems or Pythons
                sys.exit(f"{name} is not installed. Install the program first: pip install -e .")
            continue
        waiting += found[known].requires or []
    return list(found.values())


def files_of(each: Distribution) -> Iterator[tuple[str, bytes]]:
    """The files of a distribution that run on any system, with its licences and its name."""
    if not each.files:
        sys.exit(f"{each.name} does not say which files it has. Install it with pip.")
    for path in each.files:
        if path.suffix in COMPILED:
            if each.name.lower() not in DOES_WITHOUT:
                sys.exit(f"{each.name} is compiled ({path}), and would not run everywhere.")
        elif (
            ".." not in path.parts and "__pycache__" not in path.parts and belongs(path.as_posix())
        ):
            yield path.as_posix(), path.read_binary()


def belongs(name: str) -> bool:
    """Whether running it may need a file, or its licence asks for it."""
    info = re.match(r"[^/]+\.dist-info/(.+)", name)
    if info:
        return info[1] == "METADATA" or info[1].lower().startswith("licen")
    return not re.search(r"(^|/)tests?/|\.pyi$|\.c$", name)


if __name__ == "__main__":
    sys.exit(main())
