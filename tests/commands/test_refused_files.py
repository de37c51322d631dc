"""Where -o names what cannot be written: each sentence, and nothing changed."""

import os

import pytest

from tests.harness import EXAMPLES, run_process

ADVICE = {  # what stands there: the reason and what to do
    "a folder": "is a folder. Name a file in it.",
    "a pipe": "is not an ordinary file. Choose another name.",
    "a file": "exists already. Add --force to replace it, or choose another name.",
    "below a file": "lies below a file, not a folder. Choose another folder.",
    "no folder": "cannot be written: there is no folder {folder!r}. Make it first.",
    "itself": "is a link that leads to itself. Choose another name.",
}


@pytest.fixture
def at(tmp_path, kind):
    """A path at which that stands."""
    path = tmp_path / "x.json"
    if kind == "a folder":
        path.mkdir()
    elif kind == "a pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("this system has no pipes with a name")
        os.mkfifo(path)
    elif kind == "a file":
        path.write_text("mine")
    elif kind == "below a file":
        path.write_text("mine")
        path /= "x.json"
    elif kind == "no folder":
        path = tmp_path / "none" / "x.json"
    else:
        try:
            path.symlink_to(path)
        except OSError:
            pytest.skip("this system makes no links")
    return path


@pytest.mark.parametrize("kind", ADVICE)
def test_a_file_that_cannot_be_written(kind, at, jtai, tmp_path):
    before = sorted(tmp_path.iterdir())
    run = jtai("notice", "--fieldwork", "2027-03-08", "-o", at)
    said = ADVICE[kind].format(folder=str(at.parent))
    assert (run.code, run.out) == (2, "")
    assert run.err.splitlines()[0] == f"jtai: {str(at)!r} {said}"
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("name", ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
@pytest.mark.parametrize("force", [(), ("--force",)], ids=["", "force"])
def test_the_names_of_stdout(name, force, tmp_path):
    plan = ("plan", "2027-03-08", "-q")
    run = run_process(*plan, "-o", name, *force, cwd=tmp_path)
    assert (run.code, run.out, run.err) == (0, run_process(*plan).out, "")


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_stdout_is_no_folder(name, tmp_path):
    if not os.path.exists(name):
        pytest.skip("this system has no such name")
    split = ("calendar", EXAMPLES / "exampleshire.toml", "--split-by", "agency", "-o", name)
    run = run_process(*split, cwd=tmp_path)
    assert (run.code, run.out) == (2, "")
    assert run.err.splitlines()[0] == "jtai: --split-by writes a folder: name it with -o."


FOLDERS = {
    "a file": "is a file. Name a folder.",
    "a full folder": "holds files already. Add --force to replace them, or name a new folder.",
    "no folder": "cannot be written: there is no folder {folder!r}. Make it first.",
}


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_folder_that_cannot_be_written(kind, jtai, tmp_path):
    path = tmp_path / "calendars"
    if kind == "a file":
        path.write_text("mine")
    elif kind == "a full folder":
        path.mkdir()
        (path / "old.ics").write_text("mine")
    else:
        path = tmp_path / "none" / "calendars"
    split = ("--split-by", "agency", "-o", path)
    run = jtai("calendar", EXAMPLES / "exampleshire.toml", *split)
    assert (run.code, run.out) == (2, "")
    said = FOLDERS[kind].format(folder=str(path.parent))
    assert run.err.splitlines()[0] == f"jtai: {str(path)!r} {said}"


def test_a_folder_with_what_is_not_ours_is_not_replaced(jtai, tmp_path):
    (tmp_path / "letter.docx").write_text("mine")
    split = ("--split-by", "agency", "-o", tmp_path, "--force")
    run = jtai("calendar", EXAMPLES / "exampleshire.toml", *split)
    said = "holds 'letter.docx', which is not ours to replace. Name a new folder."
    assert (run.code, run.err.splitlines()[0]) == (2, f"jtai: {str(tmp_path)!r} {said}")
    assert (tmp_path / "letter.docx").read_text() == "mine"
