"""``jtai settings`` says of each setting what decides it, as the commands themselves take it."""

import re

import pytest


@pytest.fixture
def own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.toml").write_text(
        'region = "SCT"\narea = "Exampleshire"\nformat = "csv"\nno_elections = true\n'
        'closures = [{ from = 2027-12-24, to = 2027-12-31, name = "Shut" }]\n'
        'bank_holidays = [{ date = 2027-06-04, name = "Extra" }]\n'
    )
    monkeypatch.setenv("JTAI_CONFIG", "own.toml")


def settings(jtai, *arguments, **settings):
    answer = jtai("settings", "--format", "json", *arguments, **settings).json()
    shown = {each.pop("key"): tuple(each.values()) for each in answer.pop("settings")}
    return answer, shown


def test_where_each_setting_stands(jtai, own):
    env = {"JTAI_REGION": "WLS", "JTAI_CLOSURE": "2027-03-01; 5 March 2027", "JTAI_QUIET": ""}
    answer, shown = settings(jtai, "--theme", "front-door", env=env)
    assert answer["file"] == {"path": "own.toml", "exists": True}
    assert shown == {
        "area": ("Exampleshire", "own-defaults", "own.toml"),
        "framework": (None, "default", None),
        "theme": ("front-door", "typed", None),
        "fieldwork_days": (None, "default", None),
        "region": ("WLS", "variable", "JTAI_REGION"),
        "report_basis": (None, "default", None),
        "closures": (["2027-03-01", "2027-03-05"], "variable", "JTAI_CLOSURE"),
        "bank_holidays": (["2027-06-04=Extra"], "own-defaults", "own.toml"),
        "bank_holidays_file": (None, "default", None),
        "working_days": ([], "default", None),
        "elections": ([], "default", None),
        "no_elections": (True, "own-defaults", "own.toml"),
        "format": ("json", "typed", None),
        "plain": (False, "default", None),
        "quiet": (False, "default", None),
    }


def test_a_format_that_this_command_does_not_have_is_shown(jtai, own, tmp_path):
    page = jtai("settings", "--config", "").out
    assert re.search("format +by the ending of -o, else table +default\n", page)
    page = jtai("settings", env={"JTAI_FORMAT": "svg"}).out
    assert [line.split() for line in page.splitlines() if line.startswith("format")] == [
        ["format", "svg", "JTAI_FORMAT"]
    ]
    (tmp_path / "own.toml").write_text('format = "junit"\n')
    assert "junit" in jtai("settings").out
    rows = jtai("settings", "--config", "", "--format", "csv", env={"JTAI_REGION": "NIR"}).rows()
    assert rows[4] == {"key": "region", "value": "NIR", "from": "variable", "where": "JTAI_REGION"}


@pytest.mark.parametrize(
    ("arguments", "path", "exists"),
    [
        (["--no-own-settings"], None, False),
        (["--config", ""], None, False),
        (["--config", "own.toml"], "own.toml", True),
    ],
)
def test_the_file_that_is_read(jtai, own, arguments, path, exists):
    answer, shown = settings(jtai, *arguments)
    assert answer["file"] == {"path": path, "exists": exists}
    assert shown["region"][0] == ("SCT" if exists else "ENG")


def test_a_file_of_ones_own_that_is_not_there(jtai, home):
    answer, _ = settings(jtai)
    assert answer["file"] == {"path": f"{home}/.config/jtai/config.toml", "exists": False}
    assert "config.toml (there is no such file)" in " ".join(jtai("settings").out.split())


def test_variables_of_single_commands_and_those_of_none(jtai):
    env = {"JTAI_BRIEF_FOR": "staff", "JTAI_FROM": "2027-03-08", "JTAI_REGOIN": "SCT"}
    answer, _ = settings(jtai, env=env)
    assert answer["variables"] == [
        {"name": "JTAI_BRIEF_FOR", "value": "staff", "commands": ["brief"]},
        {"name": "JTAI_FROM", "value": "2027-03-08", "commands": ["weeks", "days list"]},
    ]
    said = jtai("settings", env=env).err
    assert said == "note: JTAI_REGOIN is not a setting; did you mean JTAI_REGION?\n"


def test_what_no_command_takes_is_refused_as_they_refuse_it(jtai, own, tmp_path):
    (tmp_path / "own.toml").write_text('region = "XX"\n')
    run, other = jtai("settings"), jtai("days", "add", "2027-03-08", "1")
    assert (run.code, run.out) == (2, "")
    assert run.err.splitlines()[0] == other.err.splitlines()[0]
