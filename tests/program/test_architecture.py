"""The layers of the house, checked by import-linter, and what a start must not load."""

import sys

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from jtai_cli.days.bank_holidays import shipped_days_hold
from tests.harness import ROOT, run_process

# What a piped plan of a date can do without: a millisecond here and there.
SPARED = [
    "pathlib",
    "json",
    "csv",
    "tomllib",
    "hashlib",
    "dataclasses",
    "calendar",
    "pkgutil",
    "locale",
]
TABLES = ["jtai_cli.tables", "jtai_cli.rules.reading", "jtai_cli.letters.letters"]  # read before
WRITERS = [
    f"jtai_cli.writers.{name}" for name in ("json", "csv", "markdown", "html", "svg", "terminal")
]
HEAVY = ["rich", "holidays", "dateutil", "icalendar", "jinja2", "importlib.metadata", "zoneinfo"]


def loaded_by(code, modules=HEAVY):
    """Those of the modules that ``code`` loads in a fresh interpreter.

    What is there before it runs was loaded by the surroundings, as by a .pth file.
    """
    check = f"""import sys; before = set(sys.modules)
{code}
print(*[m for m in {modules} if m in sys.modules and m not in before], file=sys.stderr)
"""
    run = run_process(program=[sys.executable, "-c", check], cwd=ROOT)
    assert run.code == 0, run.err
    return run.err.split()


def test_the_import_contracts_are_kept(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    kept = lint_imports(config_filename="pyproject.toml", no_cache=True) == EXIT_STATUS_SUCCESS
    assert kept, capsys.readouterr().out


def test_a_start_loads_nothing_heavy():
    assert loaded_by("import jtai_cli.cli") == []


def test_a_piped_plan_loads_nothing_heavy():
    plan = """
from jtai_cli.cli import cli
try:
    cli.main(["plan", "2027-03-08", "--quiet"])  # for -q click itself loads locale
except SystemExit:
    pass
"""
    if not shipped_days_hold():
        pytest.skip("the bank holidays that ship are of another library: it has to be asked")
    assert loaded_by(plan, [*HEAVY, *SPARED, *TABLES, *WRITERS]) == []
