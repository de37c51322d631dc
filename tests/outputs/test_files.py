"""A file that was read and is changed: whole or not at all, and nothing that others wrote lost."""

import os
import stat

import pytest

from jtai_cli.errors import FileTrouble
from jtai_cli.outputs import files
from jtai_cli.outputs.files import rewrite, write_folder

OLD, NEW, OTHER = b"old\r\n", b"\xef\xbb\xbfnew\n", b"other"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "x.toml"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def meanwhile(monkeypatch):
    """What another program does after the new text was written beside, before it is put in place.

    It is given as a function.
    """

    def at_that_moment(act):
        written = files._write

        def slowly(file, data):
            written(file, data)
            act()

        monkeypatch.setattr(files, "_write", slowly)

    return at_that_moment


def refused(path, old=OLD, new=NEW):
    with pytest.raises(FileTrouble) as error:
        rewrite(path, old, new)
    return str(error.value)


def beside(path):
    return sorted(each.name for each in path.parent.iterdir())


def test_the_bytes_are_those_given(path):
    rewrite(path, OLD, NEW)
    assert path.read_bytes() == NEW
    assert beside(path) == ["x.toml"]


def test_the_same_bytes_are_not_written(path):
    number = path.stat().st_ino
    rewrite(path, OLD, OLD)
    assert path.stat().st_ino == number


def test_of_two_at_once_the_second_is_told_and_nothing_is_lost(path, meanwhile):
    said = []
    meanwhile(lambda: said or said.append("") or said.append(refused(path, OLD, OTHER)))
    rewrite(path, OLD, NEW)
    assert "x.toml' is being changed by another jtai. Try again in a moment" in said[1]
    assert "delete 'x.toml.jtai-lock' beside it" in said[1]
    assert path.read_bytes() == NEW
    assert refused(path, OLD, OTHER).endswith("Type the command again.")  # read before the first
    assert path.read_bytes() == NEW
    assert beside(path) == ["x.toml"]


def test_a_lock_that_a_killed_run_left_is_named_and_stays(path):
    lock = path.with_name("x.toml.jtai-lock")
    lock.touch()
    assert "'x.toml.jtai-lock'" in refused(path)
    assert lock.exists()
    assert path.read_bytes() == OLD


def test_what_another_program_wrote_meanwhile_stays(path, meanwhile):
    meanwhile(lambda: path.write_bytes(OTHER))
    assert "was changed by another program meanwhile" in refused(path)
    assert path.read_bytes() == OTHER
    assert beside(path) == ["x.toml"]


def test_a_file_that_is_gone_is_not_made_anew(path):
    path.unlink()
    assert "cannot be written: no such file" in refused(path)
    assert beside(path) == []


def test_a_file_stays_whole_where_the_system_fails(path, monkeypatch):
    def fails(*_):
        raise OSError(28, "No space left on device")

    for name in ("fsync", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(os, name, fails)
            assert "cannot be written: no space left on device" in refused(path)
        assert path.read_bytes() == OLD
        assert beside(path) == ["x.toml"]


@pytest.mark.skipif(os.name == "nt", reason="permissions and links are POSIX's")
def test_permissions_and_links_stay(path):
    path.chmod(0o640)
    link = path.with_name("link.toml")
    link.symlink_to("x.toml")
    rewrite(link, OLD, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.readlink(link) == "x.toml"
    assert path.read_bytes() == NEW
    assert beside(path) == ["link.toml", "x.toml"]


def test_a_link_and_the_file_it_leads_to_have_one_lock(path):
    link = path.with_name("link.toml")
    link.symlink_to("x.toml")
    path.with_name("x.toml.jtai-lock").touch()
    assert "is being changed by another jtai" in refused(link)
    assert path.read_bytes() == OLD


def test_a_file_that_may_not_be_written_stays(path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)  # as it is for anybody but root
    path.chmod(0o444)
    assert "is read-only" in refused(path)
    assert path.read_bytes() == OLD
    assert beside(path) == ["x.toml"]


def test_a_folder_that_another_run_moves_away_meanwhile_is_not_taken_for_a_file(
    tmp_path, monkeypatch
):
    folder, ask = tmp_path / "out", os.stat
    folder.mkdir()

    def once(path, *args, **kwargs):
        answer = ask(path, *args, **kwargs)
        if str(path) == str(folder):
            folder.rename(tmp_path / "moved")
            monkeypatch.setattr(os, "stat", ask)
        return answer

    monkeypatch.setattr(os, "stat", once)
    write_folder(folder, {"a.ics": b"a"}, ending=".ics", force=True)
    assert os.listdir(folder) == ["a.ics"]
