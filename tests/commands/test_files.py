"""A file is written whole or not at all, and what cannot be read is a sentence."""

import os

import pytest

from jtai_cli.errors import FileTrouble
from jtai_cli.inputs.files import read_text
from jtai_cli.outputs import files
from jtai_cli.outputs.files import write_whole


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path):
    write_whole(tmp_path / "a.txt", b"a", force=False)
    (tmp_path / "b.txt").write_text("b")
    assert (tmp_path / "a.txt").read_bytes() == b"a"
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "b.txt").stat().st_mode


def test_an_existing_file_is_left_alone_without_force(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o600)
    with pytest.raises(FileTrouble, match="--force"):
        write_whole(path, b"new", force=False)
    assert path.read_text() == "old"
    write_whole(path, b"new", force=True)
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("new", 0o600)


def test_a_link_is_followed_and_stays_a_link(tmp_path):
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_whole(tmp_path / "link.txt", b"new", force=True)
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


@pytest.mark.skipif(os.name == "nt", reason="there a file has no such owner")
@pytest.mark.parametrize("refused", [False, True], ids=["root", "anybody"])
def test_a_file_that_is_replaced_keeps_its_owner_where_the_system_lets_us(
    refused, tmp_path, monkeypatch
):
    path, asked = tmp_path / "a.txt", []
    path.write_text("old")
    path.chmod(0o640)
    was = path.stat()

    def chown(handle, owner, group):
        asked.append((os.fstat(handle).st_ino, owner, group))
        if refused:
            raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(files.os, "fchown", chown)
    monkeypatch.setattr(files.os, "chmod", None)  # which would follow a link put there meanwhile
    write_whole(path, b"new", force=True)
    assert {(owner, group) for _, owner, group in asked} == {
        (-1, was.st_gid),
        (was.st_uid, was.st_gid),
    }
    assert {file for file, *_ in asked} == {path.stat().st_ino}
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("new", 0o640)


@pytest.mark.parametrize("step", ["fsync", "replace", "fchmod"])
def test_nothing_is_left_when_a_step_fails(step, tmp_path, monkeypatch):
    def fail(*_arguments):
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.txt"
    path.write_text("old")
    monkeypatch.setattr(files.os, step, fail)
    with pytest.raises(FileTrouble, match="no space left on device"):
        write_whole(path, b"new", force=True)
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_text() == "old"


@pytest.mark.parametrize(("step", "force"), [("link", False), ("replace", True)])
def test_a_key_pressed_in_the_middle_leaves_nothing(step, force, tmp_path, monkeypatch):
    def stop(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, step, stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a.txt", b"new", force=force)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "telling"),
    [
        (".", "is a folder"),
        ("missing/a.txt", "there is no folder"),
        ("a\0b", "cannot be written"),
        ("x" * 300, "file name too long"),
    ],
)
def test_where_nothing_can_be_written(name, telling, tmp_path):
    with pytest.raises(FileTrouble, match=telling):
        write_whole(tmp_path / name, b"new", force=True)
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_file_is_not_replaced(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("old")
    monkeypatch.setattr(files.os, "access", lambda *_arguments: False)  # as for all but root
    with pytest.raises(FileTrouble, match="read-only"):
        write_whole(path, b"new", force=True)
    assert path.read_text() == "old"


def test_a_mark_at_the_beginning_is_no_part_of_the_text(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfarea = 1\r\n")
    assert read_text(tmp_path / "a.txt", most=100) == "area = 1\r\n"


@pytest.mark.parametrize(
    ("content", "telling"),
    [(b"x" * 101, "more than 100 bytes"), (b"ab\xff\0", "byte 3"), (None, "does not exist")],
)
def test_what_cannot_be_read(content, telling, tmp_path):
    path = tmp_path / "a.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FileTrouble, match=telling):
        read_text(path, most=100)


def test_a_folder_and_a_pipe_are_not_read(tmp_path):
    with pytest.raises(FileTrouble, match="is a folder"):
        read_text(tmp_path, most=100)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileTrouble, match="not an ordinary file"):
        read_text(tmp_path / "pipe", most=100)
