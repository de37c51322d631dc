"""The proof that a new framework touches no test but the examples in the pages.

python tools/try_framework.py [ARGUMENT OF PYTEST ...]

In a copy of the checkout the framework jtai-2022 ends with 2026, and jtai-2027, the same but for a
report that is due two days later, comes after it. There tools/refresh.py makes what ships, and the
tests are run, but for the examples in README.md and docs/ and their pictures: those show what the
program says, so somebody has to write the new answers into them. All should pass. It takes as long
as the tests do.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
LEFT_OUT = ("__pycache__", ".git", ".venv", ".nox", ".*_cache", "findings", "mutants")
PAGES = "tests/test_docs.py::test_every_example_prints_what_the_page_says"
PICTURES = "tests/program/test_pictures.py::test_the_pictures_are_what_the_commands_show"
TESTS = (
    *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
    *("--deselect", PAGES, "--deselect", PICTURES),
)


def main() -> int:
    """Run the tests in the copy. Returns the exit code of pytest."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "checkout"
        copy_of(ROOT, copy)
        add_framework(copy / "src/jtai_cli/rules/tables")
        env = {**os.environ, "PYTHONPATH": str(copy / "src")}
        subprocess.run([sys.executable, "tools/refresh.py"], cwd=copy, env=env, check=True)
        return subprocess.run([*TESTS, *sys.argv[1:]], cwd=copy, env=env).returncode


def copy_of(checkout: Path, copy: Path) -> None:
    """Copy a checkout, which perhaps is read-only, to where everything can be written."""
    shutil.copytree(checkout, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
    for path in (copy, *copy.rglob("*")):
        path.chmod(path.stat().st_mode | stat.S_IWUSR)


def add_framework(tables: Path) -> None:
    """End the framework in force, and write the one that follows it."""
    text = (tables / "jtai-2022.toml").read_text(encoding="utf-8")
    first = 'from = "2022-03-28"\n'
    ended = text.replace(first, f'{first}until = "2026-12-31"\n', 1)
    follows = text.replace('id = "jtai-2022"', 'id = "jtai-2027"').replace(
        "2022-03-28", "2027-01-01"
    )
    follows = follows.replace("\ndays = 34\n", "\ndays = 36\n")
    (tables / "jtai-2022.toml").write_text(ended, encoding="utf-8")
    (tables / "jtai-2027.toml").write_text(follows, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
