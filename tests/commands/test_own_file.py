"""Where one's own defaults are sought, and that nobody else decides what is in them."""

import os
import sys

import click
import pytest

from jtai_cli.cli import cli
from jtai_cli.inputs import own_defaults
from tests.harness import ROOT

if os.name == "nt":
    pytest.skip("permissions and owners are POSIX's", allow_module_level=True)

SUM = ("days", "add", "2027-07-02", "1")


@pytest.fixture
def config(home):
    folder = home / ".config/jtai"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('region = "SCT"\n', encoding="utf-8")
    return folder / "config.toml"


@pytest.mark.skipif(sys.platform == "darwin", reason="there no variable names the folder")
@pytest.mark.parametrize("value", ["", ".", "here", "../here"])
def test_a_folder_that_is_empty_or_relative_is_as_if_not_set(
    jtai, config, tmp_path, monkeypatch, value
):
    (tmp_path / "here/jtai").mkdir(parents=True)
    (tmp_path / "jtai").mkdir()
    for folder in ("jtai", "here/jtai"):
        (tmp_path / folder / "config.toml").write_text('region = "NIR"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path / ("here" if value == "../here" else ""))
    assert "Scotland" in jtai(*SUM, env={"XDG_CONFIG_HOME": value}).out
    # Nor is a home that is relative a home.
    relative = {"XDG_CONFIG_HOME": value, "HOME": "here"}
    (tmp_path / "here/.config").mkdir(exist_ok=True)
    (tmp_path / "here/.config/jtai").symlink_to(tmp_path / "here/jtai")
    assert "England" in jtai(*SUM, env=relative).out


@pytest.mark.parametrize(
    ("platform", "variables", "folder"),
    [
        ("linux", {"XDG_CONFIG_HOME": "/x"}, "/x"),
        ("linux", {"XDG_CONFIG_HOME": ""}, "/home/a/.config"),
        ("linux", {"APPDATA": "/x"}, "/home/a/.config"),
        ("darwin", {"XDG_CONFIG_HOME": "/x"}, "/home/a/Library/Application Support"),
        ("win32", {"APPDATA": "/x"}, "/x"),
        ("win32", {"APPDATA": ""}, "/home/a"),
    ],
)
def test_the_folder_of_each_system(monkeypatch, platform, variables, folder):
    monkeypatch.setattr(own_defaults.sys, "platform", platform)
    for name, value in {"HOME": "/home/a", "XDG_CONFIG_HOME": "", **variables}.items():
        monkeypatch.setenv(name, value)
    assert own_defaults.own_file(click.Context(cli)) == f"{folder}/jtai/config.toml"


@pytest.mark.parametrize(
    ("above", "mode"), [(0, 0o666), (0, 0o602), (1, 0o777), (1, 0o703), (2, 0o777), (3, 0o702)]
)
def test_a_file_that_others_may_change_is_refused(jtai, config, above, mode):
    changed = [config, *config.parents][above]
    changed.chmod(mode)
    run = jtai(*SUM, "-q")
    advice = f"Type chmod go-w {str(changed)!r}, or say --no-own-settings."
    told = f"{str(changed)!r} may be changed by other users, and your own defaults decide dates"
    assert (run.code, run.out, run.err) == (2, "", f"jtai: {told}. {advice}\n")
    assert "England" in jtai(*SUM, "--no-own-settings").out
    changed.chmod(mode & ~0o022)
    assert "Scotland" in jtai(*SUM).out


@pytest.mark.parametrize("what", ["dotfiles/a/jtai.toml", "dotfiles/a", "dotfiles", None])
def test_a_link_is_as_safe_as_it_is_and_what_it_leads_to(jtai, config, tmp_path, what):
    real = tmp_path / "dotfiles/a"
    real.mkdir(parents=True)
    config.rename(real / "jtai.toml")
    config.symlink_to(real / "jtai.toml")
    assert "Scotland" in jtai(*SUM).out
    changed = tmp_path / what if what else config.parent  # in which the link lies
    changed.chmod(0o777)
    run = jtai(*SUM)
    assert (run.code, run.out) == (2, "")
    named = config if changed.is_file() else changed
    assert f"{str(named)!r} may be changed by other users" in run.err


BANK = """{"division": "scotland", "events": [{"title": "Spring", "date": "2027-05-31"}]}"""
NAMED = {"bank_holidays_file": "below/bank.json", "framework": "below/own.toml"}


@pytest.fixture(params=NAMED)
def named(request, config):
    """A file that one's own defaults name, in a folder below."""
    file = config.parent / NAMED[request.param]
    file.parent.mkdir()
    own = (ROOT / "examples/frameworks/peer-challenge.toml").read_text(encoding="utf-8")
    file.write_text(own if file.suffix == ".toml" else BANK, encoding="utf-8")
    config.write_text(f'{request.param} = "{NAMED[request.param]}"\n', encoding="utf-8")
    return file


@pytest.mark.parametrize("what", ["file", "folder", "where it leads"])
def test_a_file_that_they_name_is_held_to_the_same(jtai, config, named, tmp_path, what):
    changed = named.parent if what == "folder" else named
    if what == "where it leads":
        named.symlink_to(named.rename(tmp_path / "elsewhere"))
    assert "may be changed" not in jtai("plan", "2027-06-28").err
    changed.chmod(changed.stat().st_mode | 0o022)
    run = jtai("plan", "2027-06-28", "-q")
    assert (run.code, run.out) == (2, "")
    assert f"{str(changed)!r} may be changed by other users" in run.err
    assert jtai("plan", "2027-06-28", "--no-own-settings").code == 0
    said = jtai("plan", "2027-06-28", env={"JTAI_CONFIG": str(config)})
    assert f"note: {str(changed)!r} may be changed by other users" in said.err


def test_a_file_that_they_name_and_that_is_not_there_is_said_so(jtai, named):
    named.unlink()
    run = jtai("plan", "2027-06-28")
    assert run.code == 2
    assert "does not exist" in run.err


def test_a_folder_in_which_nobody_moves_what_is_anothers(jtai, config):
    config.parent.chmod(0o1777)
    assert "Scotland" in jtai(*SUM).out


class Group:
    """What stat says of a file, with another group or owner."""

    def __init__(self, found, **changed):
        self.found, self.changed = found, changed

    def __getattr__(self, name):
        return self.changed.get(name, getattr(self.found, name))


@pytest.mark.parametrize(
    ("above", "changed", "tells"),
    [
        (0, {"st_mode": 0o100664, "st_uid": 0, "st_gid": 1}, "may be changed by other users"),
        (0, {"st_mode": 0o100664, "st_uid": 0, "st_gid": 0}, None),  # a group of its own
        (0, {"st_mode": 0o100644, "st_uid": 2**31 - 5}, "belongs to another user"),
        (0, {"st_mode": 0o100644, "st_uid": 0}, None),
        (1, {"st_mode": 0o040755, "st_uid": 2**31 - 5}, "belongs to another user"),
        (2, {"st_mode": 0o040755, "st_uid": 2**31 - 5}, None),  # as /home does
        (2, {"st_mode": 0o040775, "st_uid": 2**31 - 5, "st_gid": 1}, "may be changed by other"),
        (2, {"st_mode": 0o040775, "st_uid": 1000, "st_gid": 1000}, None),
        (2, {"st_mode": 0o041777, "st_uid": 0}, None),  # as /tmp is
    ],
)
def test_groups_and_owners(jtai, config, monkeypatch, above, changed, tells):
    stat, whose = os.stat, [config, *config.parents][above]

    def other(path, *given, **settings):
        found = stat(path, *given, **settings)
        return Group(found, **changed) if path == whose else found

    monkeypatch.setattr(own_defaults.os, "stat", other)
    run = jtai(*SUM)
    assert (tells or "Scotland") in run.err + run.out
    assert run.code == (2 if tells else 0)


def test_a_file_that_a_variable_names_is_said(jtai, config):
    config.chmod(0o666)
    run = jtai(*SUM, env={"JTAI_CONFIG": str(config)})
    assert "Scotland" in run.out
    assert f"note: {str(config)!r} may be changed by other users" in run.err
    assert "Type chmod go-w" in run.err
    quiet = jtai(*SUM, "-q", env={"JTAI_CONFIG": str(config)})
    assert (quiet.code, quiet.err) == (0, "")
    assert "Scotland" in quiet.out
