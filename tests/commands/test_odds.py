"""Corners of the options that every command shares."""

import json
import os

import pytest

from tests.harness import ROOT


@pytest.mark.parametrize(
    "arguments",
    [
        ["days", "list", "--from", "9999-12-31"],
        ["days", "list", "--from", "2100-06-01"],
        ["deadlines", "--fieldwork-end", "9999-12-31", "--report-basis", "calendar"],
        ["deadlines", "--fieldwork-end", "2100-12-30", "--report-basis", "calendar"],
        ["plan", "1990-01-01"],
        ["notice", "--notified", "2100-12-30"],
    ],
)
def test_the_edges_of_the_calendar_are_a_sentence(arguments, jtai):
    run = jtai(*arguments)
    assert (run.code, run.out) == (2, "")
    assert "calendar of working days" in run.err.splitlines()[0]


def test_the_first_days_of_the_calendar_can_be_used(jtai):
    assert jtai("plan", "1990-01-16", "-q").code == 0
    assert jtai("deadlines", "--fieldwork-start", "1990-01-02", "-q").code == 0


def test_values_in_a_variable_part_at_semicolons(jtai, monkeypatch):
    monkeypatch.setenv("JTAI_BANK_HOLIDAY", "2027-06-04=A jubilee; 7 June 2027")
    monkeypatch.setenv("JTAI_CLOSURE", "1 June 2027..2 June 2027")
    run = jtai("days", "list", "--from", "2027-06-01", "--to", "2027-06-30", "--format", "json")
    days = [(day["date"], day["name"]) for day in json.loads(run.out)["non_working_days"]]
    assert days == [
        ("2027-06-01", "Local closure"),
        ("2027-06-02", "Local closure"),
        ("2027-06-04", "A jubilee"),
        ("2027-06-07", "Extra bank holiday"),
    ]


def test_a_format_set_for_all_commands_is_used_where_there_is_one(jtai, monkeypatch):
    monkeypatch.setenv("JTAI_FORMAT", "jsonl")
    assert jtai("plan", "2027-03-08").out.startswith('{"schema"')
    assert jtai("days", "add", "2027-03-08", "1").out.startswith("Tuesday 9 March 2027")
    monkeypatch.setenv("JTAI_FORMAT", "xml")
    assert jtai("days", "add", "2027-03-08", "1").code == 2


def test_ones_own_file_has_closures_as_an_inspection_file_has_them(jtai, tmp_path, monkeypatch):
    config = tmp_path / "config.toml"
    config.write_text(
        'closures = [{ from = 2027-02-26, name = "Shut" }]\nframework = "own.toml"\n'
        'bank_holidays = [{ date = 2027-06-14, name = "A jubilee" }]\n'
    )
    own = (ROOT / "examples/frameworks/peer-challenge.toml").read_text(encoding="utf-8")
    (tmp_path / "own.toml").write_text(own, encoding="utf-8")
    monkeypatch.setenv("JTAI_CONFIG", str(config))
    plan = json.loads(jtai("plan", "2027-03-01", "--format", "json", "-q").out)
    assert plan["framework"]["id"] == "peer-challenge"
    assert [day["name"] for day in plan["non_working_days"]][:1] == ["Shut"]
    config.write_text('closures = [{ form = 2027-02-26, name = "Shut" }]\n')
    run = jtai("plan", "2027-03-01")
    assert "config.toml, line 1" in run.err
    assert "Did you mean from?" in run.err


def test_a_new_file_finds_its_framework(jtai, tmp_path, monkeypatch):
    own = (ROOT / "examples/frameworks/peer-challenge.toml").read_text(encoding="utf-8")
    (tmp_path / "own.toml").write_text(own, encoding="utf-8")
    (tmp_path / "kept").mkdir()
    monkeypatch.chdir(tmp_path)
    given = ("init", "kept/x.toml", "--fieldwork-start", "2027-06-07", "--framework")
    refused = jtai(*given, "own.toml")
    assert (refused.code, (tmp_path / "kept/x.toml").exists()) == (2, False)
    assert "'own.toml' does not lie beside the inspection file" in refused.err
    (tmp_path / "kept/below").mkdir()
    (tmp_path / "own.toml").rename(tmp_path / "kept/below/own.toml")
    made = jtai(*given, tmp_path / "kept/below/own.toml")
    assert made.code == 0
    assert 'framework = "below/own.toml"' in (tmp_path / "kept/x.toml").read_text("utf-8")
    assert jtai("plan", "kept/x.toml", "-q").code == 0
    assert '# theme = "exploitation-missing"' in jtai("init", "-", "--framework", "jtai-2016").out


def test_a_hyphen_is_stdout(jtai, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert jtai("days", "add", "2027-03-08", "1", "-o", "-").out.startswith("Tuesday")
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_is_not_replaced_by_a_file(jtai, tmp_path):
    os.mkfifo(tmp_path / "p")
    run = jtai("plan", "2027-03-08", "-o", tmp_path / "p", "--force")
    assert run.code == 2
    assert (tmp_path / "p").is_fifo()


@pytest.mark.parametrize(
    "arguments", [["2027-03-08", "-10"], ["--", "2027-03-08", "-10"], ["-10", "2027-03-08"]]
)
def test_a_negative_number_of_days(arguments, jtai):
    run = jtai("days", "add", *arguments)
    if arguments[0] == "-10":  # the date comes first
        assert run.code == 0
    assert run.out.startswith("Monday 22 February 2027")


def test_a_framework_that_did_not_apply_is_said_by_every_command(jtai):
    for arguments in (
        ["notice", "--notified", "2017-11-20", "--fieldwork", "2017-12-04"],
        ["deadlines", "--fieldwork-end", "2017-12-08"],
        ["plan", "2017-12-04"],
    ):
        run = jtai(*arguments, "--framework", "jtai-2022")
        assert "[framework-not-in-force]" in run.err
        assert "[framework-not-in-force]" not in jtai(*arguments).err
