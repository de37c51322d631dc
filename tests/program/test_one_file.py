"""The program in one file, which needs nothing but Python."""

import os
import subprocess
import sys
import zipfile

import pytest

from tests.harness import ROOT
from tools import zipapp


@pytest.fixture(scope="module")
def one_file(tmp_path_factory):
    made = tmp_path_factory.mktemp("one file") / "jtai.pyz"
    zipapp.write(made, zipapp.contents())
    return made


@pytest.fixture
def run(one_file, tmp_path):
    """Run the file alone: without variables, site-packages or a folder with anything in it."""
    needed = {key: os.environ[key] for key in ("SYSTEMROOT",) if key in os.environ}

    def start(*arguments, python=(sys.executable, "-I", "-S")):
        return subprocess.run(
            [*python, str(one_file), *arguments],
            capture_output=True,
            cwd=tmp_path,
            env=needed,
            encoding="utf-8",
        )

    return start


def test_it_plans(run):
    answer = run("plan", "2027-03-08", "--format", "csv")
    assert answer.returncode == 0, answer.stderr
    assert "2027-02-22" in answer.stdout
    assert "2027-05-04" in answer.stdout  # 34 working days, less Easter and May Day


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--version",), "jtai "),
        (("calendar", "2027-03-08", "--area", "Exampleshire"), "BEGIN:VCALENDAR"),
        (("plan", "2027-03-08", "--format", "html"), "<!DOCTYPE html>"),
        (("plan", "2027-03-08", "--area", "Thurrock"), "Thurrock"),
        (("evidence", "2027-06-07"), "letters"),
        (("rules", "jtai-2022"), "jtai-2022"),
        (("schema", "plan"), "urn:jtai:schema:plan:1"),
        (("days", "list", "--from", "2027-01-01", "--to", "2027-12-31"), "Easter Monday"),
    ],
)
def test_all_its_data_is_found(run, arguments, said):
    answer = run(*arguments)
    assert answer.returncode == 0, answer.stderr
    assert said.lower() in answer.stdout.lower()


def test_it_says_in_a_sentence_that_an_extra_is_wanted(run, tmp_path):
    answer = run("plan", "2027-03-08", "--format", "xlsx", "-o", "plan.xlsx")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith("jtai: what writes workbooks is not installed. ")
    assert len(answer.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_made_twice_it_is_the_same(one_file, tmp_path):
    again = tmp_path / "again.pyz"
    backwards = dict(reversed(zipapp.contents().items()))
    zipapp.write(again, backwards)
    assert again.read_bytes() == one_file.read_bytes()


def test_nothing_in_it_is_of_one_system_or_one_folder(one_file):
    with zipfile.ZipFile(one_file) as archive:
        names = archive.namelist()
        assert str(ROOT).encode() not in b"".join(map(archive.read, names))
    assert not [name for name in names if name.endswith((".pyc", *zipapp.COMPILED))]
    assert "jtai_cli/py.typed" in names
    assert not [name for name in names if name.startswith(("openpyxl", "xlsxwriter", "pytest"))]


def test_a_library_that_is_compiled_is_refused(monkeypatch):
    monkeypatch.setattr(zipapp, "DOES_WITHOUT", ())
    compiled = [each for each in zipapp.needed() if each.name.lower() == "markupsafe"]
    if not any(file.suffix in zipapp.COMPILED for file in compiled[0].files):
        pytest.skip("MarkupSafe is not compiled here")
    with pytest.raises(SystemExit, match="is compiled"):
        zipapp.contents()


def test_an_older_python_is_told_so(tmp_path):
    start = zipapp.START.decode().replace("sys.version_info", "(3, 9, 1)")
    answer = subprocess.run([sys.executable, "-c", start], capture_output=True, text=True)
    assert answer.returncode == 1
    assert answer.stderr == "jtai: needs Python 3.11 or later; this is 3.9.\n"
