"""What ships is what its sources give, and the program finds it wherever it is installed."""

import importlib.metadata
import runpy
import shutil
import sys

import pytest

from jtai_cli import __version__
from jtai_cli.shipped.frameworks import FRAMEWORKS
from tests.frozen import own_frameworks
from tests.harness import ROOT, copied, run_process


def test_what_ships_is_what_its_sources_give():
    run = run_process(program=[sys.executable, "tools/refresh.py", "--check"], cwd=ROOT)
    assert run.code == 0, run.out + run.err


@pytest.mark.parametrize("frozen", FRAMEWORKS.values(), ids=FRAMEWORKS)
def test_what_a_framework_said_it_still_says(frozen):
    """So that what the tests find under the frozen frameworks holds under the program's own.

    A framework may come to an end, and a notice, a theme or a source be added. The letters that
    each ``why`` counts grow in number.
    """
    own = own_frameworks()[frozen.id]
    before = own._replace(
        until=frozen.until,
        report=own.report._replace(why=frozen.report.why),
        statement=own.statement._replace(why=frozen.statement.why),
        notices=own.notices[: len(frozen.notices)],
        themes=own.themes[: len(frozen.themes)],
        sources=own.sources[: len(frozen.sources)],
    )
    assert before == frozen


def test_a_framework_is_one_table_and_the_refresh(tmp_path):
    for part in ("src", "tools", "tests/frozen"):
        copied(ROOT / part, tmp_path / part)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)

    def run(*arguments):
        env = {"PYTHONPATH": str(tmp_path / "src")}
        return run_process(program=[sys.executable, *arguments], cwd=tmp_path, env=env)

    tables = tmp_path / "src/jtai_cli/rules/tables"
    text = (ROOT / "tests/frozen/jtai-2022.toml").read_text(encoding="utf-8")
    text = text.replace('id = "jtai-2022"', 'id = "jtai-tried"').replace("2022-03-28", "2031-04-01")
    (tables / "jtai-tried.toml").write_text(text, encoding="utf-8")
    check = run("tools/refresh.py", "--check")
    assert check.code == 1
    assert "frameworks.py: not what its sources give" in check.out
    assert run("tools/refresh.py").code == 0
    assert run("tools/refresh.py", "--check").out == ""
    assert "jtai-tried" in run("-m", "jtai_cli", "rules").out


def test_a_checkout_that_is_read_only_is_tried_too(tmp_path):
    tables = tmp_path / "checkout/tables"
    tables.mkdir(parents=True)
    (tables / "one.toml").write_text("", encoding="utf-8")
    for path in (tables / "one.toml", tables, tables.parent):
        path.chmod(0o555)
    tried = runpy.run_path(str(ROOT / "tools/try_framework.py"))
    tried["copy_of"](tables.parent, tmp_path / "copy")
    there = [tmp_path / "copy", *(tmp_path / "copy").rglob("*")]
    assert len(there) == 3 and all(path.stat().st_mode & 0o200 for path in there)


def test_the_version_is_that_of_the_installation():
    assert importlib.metadata.version("jtai-cli") == __version__


def test_the_program_runs_from_a_zip_file(tmp_path):
    """With its letters too, which stand in a table of their own."""
    archive = shutil.make_archive(tmp_path / "jtai", "zip", ROOT / "src", "jtai_cli")
    start = "import jtai_cli; print(jtai_cli.__file__); from jtai_cli.__main__ import main; main()"
    program = [sys.executable, "-c", start]
    for arguments in (["plan", "2027-03-08"], ["evidence", "--format", "csv"], ["--version"]):
        runs = [
            run_process(*arguments, program=program, env={"PYTHONPATH": path}).out.partition("\n")
            for path in (archive, str(ROOT / "src"))
        ]
        assert runs[0][0].startswith(archive)
        assert runs[0][2] == runs[1][2] != ""
