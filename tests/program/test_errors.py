"""What is refused, in one sentence, and what is written whole or not at all."""

import json

import pytest

from tests.harness import run_process


@pytest.mark.parametrize(
    ("args", "words"),
    [
        pytest.param(("plan",), "", id="no start"),
        pytest.param(("plan", "2027-03-08", "--bogus"), "--bogus", id="no such option"),
        pytest.param(("nonsense",), "nonsense", id="no such command"),
        pytest.param(("plan", "missing.toml"), "missing.toml", id="no such file"),
        pytest.param(("plan", "2027-03-08", "--framework", "x-1"), "x-1", id="framework"),
        pytest.param(("plan", "2027-03-08", "--theme", "x-1"), "x-1", id="theme"),
        pytest.param(("plan", "2027-03-08", "--region", "XX"), "XX", id="region"),
        pytest.param(("plan", "2200-12-25"), "2200", id="after the calendar"),
        pytest.param(("plan", "2027-03-29"), "Easter Monday", id="start on a bank holiday"),
        pytest.param(("days", "add", "2027-03-08", "ten"), "ten", id="no number"),
    ],
)
def test_wrong_usage(jtai, args, words):
    run = jtai(*args)
    assert (run.code, run.out) == (2, "")
    assert words in run.err.splitlines()[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param("area = \n", ("one.toml", "line 1"), id="not TOML"),
        pytest.param(
            'area = "A"\nfieldwork_strat = 2027-03-08\n',
            ("one.toml", "line 2", "fieldwork_strat", "fieldwork_start"),
            id="unknown key",
        ),
        pytest.param(
            'area = "A"\nfieldwork_start = "8 March"\n',
            ("one.toml", "line 2", "fieldwork_start", "8 March"),
            id="bad date",
        ),
        pytest.param('area = "A"\n', ("one.toml", "fieldwork_start"), id="no date"),
        pytest.param(
            "fieldwork_start = 2027-03-06\n",
            ("one.toml", "fieldwork_start", "Saturday 6 March 2027"),
            id="start on a Saturday",
        ),
        pytest.param(
            'fieldwork_start = 2027-03-08\nregion = "XX"\n',
            ("one.toml", "line 2", "region", "XX"),
            id="unknown region",
        ),
    ],
)
def test_a_bad_file_is_named_with_key_and_line(jtai_here, tmp_path, content, words):
    (tmp_path / "one.toml").write_text(content, "utf-8")
    run = jtai_here("plan", "one.toml")
    assert (run.code, run.out) == (2, "")
    for word in words:
        assert word in run.err.splitlines()[0]


def test_output_is_written_whole_and_not_over_another_file(jtai_here, tmp_path):
    asked = ("plan", "2027-03-08", "--format", "json", "-o", "plan.json")
    first = jtai_here(*asked)
    assert (first.code, first.out) == (0, "")
    path = tmp_path / "plan.json"
    assert json.loads(path.read_text("utf-8"))["report"]["due"] == "2027-05-04"
    path.write_text("mine", "utf-8")
    refused = jtai_here(*asked)
    assert refused.code == 2
    assert "--force" in refused.err
    assert path.read_text("utf-8") == "mine"
    assert jtai_here(*asked, "--force").code == 0
    assert json.loads(path.read_text("utf-8"))["schema"] == "jtai.plan/1"
    assert [item.name for item in tmp_path.glob("*plan*")] == ["plan.json"]


def test_running_leaves_no_trace(home, tmp_path):
    before = set(tmp_path.rglob("*"))
    assert run_process("plan", "2027-03-08", cwd=tmp_path).code == 0
    assert set(tmp_path.rglob("*")) == before
    assert not list(home.iterdir())
