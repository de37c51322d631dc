"""--open: which page a browser is given, where it lies, and what is said when there is none."""

import os
import shlex
import stat
import sys
import tempfile
import urllib.parse
import urllib.request
import webbrowser
from pathlib import Path

import pytest

from tests.harness import EXAMPLES, run_process

PLAN = EXAMPLES / "exampleshire.toml"
AT = ("--today", "2027-02-22", "-q")
REFUSED = (
    "jtai: --open shows a file of HTML in a browser. Leave out --format and -o, or end -o in .html."
)


@pytest.fixture
def opened(monkeypatch, tmp_path):
    """The pages that a browser was given; temporary files lie in a folder of the test."""
    pages = []
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()

    def keep(address):
        assert address.startswith("file:///")
        path = urllib.request.url2pathname(urllib.parse.urlsplit(address).path)
        assert Path(path).read_text(encoding="utf-8").rstrip().endswith("</html>")
        pages.append(Path(path))
        return True

    monkeypatch.setattr(webbrowser, "open", keep)
    return pages


def test_the_browser_gets_the_page_that_is_written(jtai, opened, tmp_path):
    there, same = tmp_path / "ä plan #1.html", tmp_path / "same.html"
    run = jtai("plan", PLAN, "--today", "2027-02-22", "-o", there, "--open")
    assert (run.code, run.out) == (0, "")
    assert run.err.startswith(f"Written to {there}\n")
    jtai("plan", PLAN, *AT, "-o", same)
    assert opened == [there]  # and none without --open
    assert there.read_bytes() == same.read_bytes()
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize(
    "command, name",
    [
        (("plan", PLAN), "jtai-plan.html"),
        (("plan", PLAN, "--format", "wall"), "jtai-plan.html"),
        (("plan", PLAN, "--simple"), "jtai-plan.html"),
        (("days", "add", "2027-03-12", "34"), "jtai-days-add.html"),
        (("evidence",), "jtai-evidence.html"),
        (("brief", PLAN, "--for", "staff"), "jtai-brief.html"),
    ],
)
def test_without_a_name_it_is_html_in_a_private_folder(jtai, opened, monkeypatch, command, name):
    form = () if "--format" in command else ("--format", "html")
    expected = jtai(*command, *form).out
    for variables in ({}, {"JTAI_FORMAT": "csv"}):  # a format for all is none for this
        for key, value in variables.items():
            monkeypatch.setenv(key, value)
        run = jtai(*command, "--open")
        assert (run.code, run.out) == (0, "")
        page = opened[-1]
        assert run.err.startswith(f"Written to {page}\n")
        assert page.name == name
        assert page.read_text(encoding="utf-8") == expected
        if os.name != "nt":
            assert stat.S_IMODE(page.parent.stat().st_mode) == 0o700
    assert len({page.parent for page in opened}) == 2


@pytest.mark.parametrize(
    "options",
    [("-o", "-"), ("-o", "a.csv"), ("--format", "json"), ("--format", "html", "-o", "-")],
)
def test_what_is_no_page_in_a_file_is_refused(jtai, opened, tmp_path, monkeypatch, options):
    monkeypatch.chdir(tmp_path)
    run = jtai("plan", PLAN, "--open", *options)
    assert (run.code, run.out) == (2, "")
    assert run.err.splitlines()[0] == REFUSED
    assert opened == []
    assert [path.name for path in tmp_path.iterdir()] == ["temporary"]
    assert list((tmp_path / "temporary").iterdir()) == []


def test_what_exists_is_neither_replaced_nor_opened(jtai, opened, tmp_path):
    page = tmp_path / "a.html"
    page.write_text("mine")
    run = jtai("plan", PLAN, *AT, "-o", page, "--open")
    assert (run.code, opened) == (2, [])
    assert page.read_text() == "mine"


def test_a_draft_is_no_page(jtai, opened):
    run = jtai("fieldwork", PLAN, "--draft", "--open")
    assert (run.code, opened) == (2, [])
    assert "--open means nothing with --draft" in run.err


def test_no_variable_opens_a_browser(jtai, opened, monkeypatch):
    monkeypatch.setenv("JTAI_OPEN", "1")
    run = jtai("plan", PLAN, *AT, "-v")
    assert (run.code, opened) == (0, [])


def test_where_no_folder_can_be_made_nothing_is_opened(jtai, opened, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    run = jtai("plan", PLAN, *AT, "--open")
    assert (run.code, run.out, opened) == (2, "", [])
    assert "a temporary folder" in run.err and "Name a file with -o." in run.err


@pytest.mark.parametrize("error", [None, webbrowser.Error("none"), ValueError("No closing")])
def test_where_there_is_no_browser_the_page_is_named(jtai, opened, monkeypatch, tmp_path, error):
    """Even with -q, because else nobody would find it."""

    def fails(address):
        if error:
            raise error
        return False

    monkeypatch.setattr(webbrowser, "open", fails)
    page = tmp_path / "a.html"
    run = jtai("plan", PLAN, *AT, "-o", page, "--open")
    assert (run.code, run.out) == (0, "")
    assert run.err == f"note: no browser could be started. Open {page} yourself.\n"
    assert page.exists()


def test_the_browser_is_the_one_that_the_environment_names(tmp_path):
    """In a process of its own, and as a browser a program that notes what it is given."""
    noted, page = tmp_path / "noted.txt", tmp_path / "a.html"
    browser = tmp_path / "browser.py"
    browser.write_text("import sys\nopen(sys.argv[1], 'w').write(sys.argv[2])\n")
    named = shlex.join([sys.executable, str(browser), str(noted)]) + " %s"
    run = run_process("plan", PLAN, *AT, "-o", page, "--open", env={"BROWSER": named})
    assert (run.code, run.out, run.err) == (0, "", "")
    assert noted.read_text() == page.as_uri()
