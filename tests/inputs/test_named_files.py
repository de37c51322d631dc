"""What a file names lies beside it or below, on every system; what is typed may lie anywhere."""

import os
import shutil

import pytest

from tests.harness import ROOT

OWN = ROOT / "examples/frameworks/peer-challenge.toml"
START = "2027-06-07"
ELSEWHERE = [
    "../own.toml",
    "below/../../own.toml",
    "..\\own.toml",
    "below\\..\\..\\own.toml",
    ".. /own.toml",  # whose blank Windows drops
    "... /own.toml",
    "{above}/own.toml",
    "/etc/own.toml",
    "\\own.toml",
    "C:\\own.toml",
    "C:/own.toml",
    "C:own.toml",
    "\\\\host\\share\\own.toml",
    "//host/share/own.toml",
    "\\/host/share/own.toml",
    "\\\\?\\C:\\own.toml",
    "\\\\.\\pipe\\own.toml",
    "own.txt:stream.toml",
    "file:///own.toml",
    "https://example.org/own.toml",
    "~/own.toml",
    "~root/own.toml",
]
DEVICES = ["NUL.toml", "con.toml", "below/COM1.toml", "aux .toml", "lpt9.x.toml", "CONIN$.toml"]
DEVICES += ["con/x.toml", "NUL.d/below/x.toml"]


def literal(name):
    return "'" + name + "'"  # TOML's, in which a backslash is one


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to run in, with the framework in it and another in the folder above."""
    inner = tmp_path / "inner"
    (inner / "below").mkdir(parents=True)
    for place in (tmp_path, inner, inner / "below"):
        shutil.copy(OWN, place / "own.toml")
    monkeypatch.chdir(inner)
    return inner


def asked(jtai, folder, how, name, monkeypatch):
    """Run a command on a file of one kind that names a framework, or GOV.UK's file."""
    if how in ("plan", "check", "calendar", "deadlines"):
        (folder / "i.toml").write_text(
            f"fieldwork_start = {START}\nframework = {literal(name)}\n", encoding="utf-8"
        )
        return jtai(how, "i.toml")
    if how == "list":
        row = f'{START},"{name}"\n'
        (folder / "l.csv").write_text(f"fieldwork_start,framework\n{row}", encoding="utf-8")
        return jtai("plan", "l.csv", "--format", "csv")
    monkeypatch.setenv("JTAI_CONFIG", str(folder / "config.toml"))
    (folder / "config.toml").write_text(f"{how} = {literal(name)}\n", encoding="utf-8")
    return jtai("plan", START)


NAMED_IN = ["plan", "check", "calendar", "deadlines", "list", "framework", "bank_holidays_file"]


@pytest.mark.parametrize("how", NAMED_IN)
@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_a_file_names_lies_nowhere_else(jtai, folder, how, name, monkeypatch):
    run = asked(jtai, folder, how, name.format(above=folder.parent), monkeypatch)
    assert (run.code, len(run.err.splitlines())) == (2, 2 if how == "list" else 1)
    assert "leads elsewhere than to a file beside this one or below" in run.err
    assert ("--bank-holidays" if how == "bank_holidays_file" else "--framework") in run.err
    place = {"list": "l.csv, row 2", "framework": "config.toml, line 1"}.get(how, "")
    assert place in run.err


@pytest.mark.parametrize("how", NAMED_IN)
@pytest.mark.parametrize("name", DEVICES)
def test_what_a_file_names_is_no_device_of_windows(jtai, folder, how, name, monkeypatch):
    run = asked(jtai, folder, how, name, monkeypatch)
    assert (run.code, len(run.err.splitlines())) == (2, 2 if how == "list" else 1)
    assert "is the name of a device of Windows" in run.err


@pytest.mark.parametrize("name", ["own.toml", "./own.toml", "below/own.toml", "below\\own.toml"])
@pytest.mark.parametrize("how", [how for how in NAMED_IN if how != "bank_holidays_file"])
def test_what_lies_beside_it_or_below_is_found(jtai, folder, how, name, monkeypatch):
    """With the separator of Windows too, on every system: the file may have been written there."""
    run = asked(jtai, folder, how, name, monkeypatch)
    assert run.code == (1 if how == "check" else 0), run.err
    assert "peer-challenge" in run.out + run.err or how in ("check", "calendar", "deadlines")


def test_what_is_typed_may_lie_anywhere(jtai, folder, monkeypatch):
    for name in ("../own.toml", folder.parent / "own.toml"):
        assert "peer-challenge" in jtai("plan", START, "--framework", name).out
        monkeypatch.setenv("JTAI_FRAMEWORK", str(name))
        assert "peer-challenge" in jtai("plan", START).out
        monkeypatch.delenv("JTAI_FRAMEWORK")


def test_a_link_beside_it_is_followed(jtai, folder, monkeypatch):
    os.symlink(folder.parent / "own.toml", folder / "link.toml")
    assert "peer-challenge" in asked(jtai, folder, "plan", "link.toml", monkeypatch).out


@pytest.mark.parametrize("command", [["check", "s.json"], ["compare", "s.json", "2027-07-05"]])
def test_a_saved_plan_names_no_file(jtai, folder, command):
    saved = jtai("plan", START, "--format", "json").out
    (folder / "s.json").write_text(saved.replace('"jtai-2022"', '"own.toml"'), encoding="utf-8")
    run = jtai(*command)
    assert run.code == 2
    assert "there is no framework 'own.toml'" in run.err


def test_a_framework_of_ones_own_defaults_stays_there(jtai, folder, monkeypatch):
    """A new file elsewhere cannot name it, and need not."""
    (folder.parent / "config.toml").write_text('framework = "own.toml"\n', encoding="utf-8")
    monkeypatch.setenv("JTAI_CONFIG", str(folder.parent / "config.toml"))
    run = jtai("init", "new.toml", "--fieldwork-start", START)
    assert run.code == 0
    assert "stays in your own defaults" in run.err
    assert "\nframework" not in (folder / "new.toml").read_text(encoding="utf-8")
    assert "peer-challenge" in jtai("plan", "new.toml").out
