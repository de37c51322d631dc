"""Flag, environment, inspection file, one's own file, default: the first that is there wins."""

import json

import pytest

from jtai_cli.inputs.own_defaults import PARAMETERS

TOML_VALUES = {
    "text": '"x"',
    "number": "7",
    "number with a point": "5.5",
    "yes": "true",
    "date": "2027-02-28",
    "moment": "2027-02-28T10:00:00",
    "time": "10:00:00",
    "list": '["json"]',
    "list of dates": "[2027-02-26, 2027-02-28T00:00:00]",
    "list in a list": '[["json"], [2027-02-28]]',
    "table": '{ date = 2027-02-28, from = 2027-02-28, name = "x" }',
    "list of tables": "[{ date = 2027-02-28T10:00:00 }, { from = 10:00:00 }]",
}


@pytest.fixture
def region_of(jtai, tmp_path, monkeypatch):
    def run(*, flag=None, variable=None, in_file=None, own=None):
        inspection = tmp_path / "inspection.toml"
        line = f'region = "{in_file}"\n' if in_file else ""
        inspection.write_text(f"{line}fieldwork_start = 2027-03-08\n")
        if variable:
            monkeypatch.setenv("JTAI_REGION", variable)
        if own:
            config = tmp_path / "config.toml"
            config.write_text(f'region = "{own}"\n')
            monkeypatch.setenv("JTAI_CONFIG", str(config))
        arguments = ["--region", flag] if flag else []
        return json.loads(jtai("plan", inspection, "--format", "json", *arguments).out)["region"]

    return run


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "ENG"),
        ({"own": "SCT"}, "SCT"),
        ({"own": "SCT", "in_file": "WLS"}, "WLS"),
        ({"own": "SCT", "in_file": "WLS", "variable": "NIR"}, "NIR"),
        ({"own": "SCT", "in_file": "WLS", "variable": "NIR", "flag": "ENG"}, "ENG"),
        ({"in_file": "WLS", "flag": "ENG"}, "ENG"),
    ],
)
def test_region(given, expected, region_of):
    assert region_of(**given) == expected


def test_ones_own_file_is_found_where_the_system_keeps_such_files(jtai, home):
    folder = home / ".config/jtai"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(
        'format = "json"\nclosures = [2027-02-26]\nno_elections = true\n'
    )
    plan = json.loads(jtai("plan", "2027-03-08").out)
    assert [each["code"] for each in plan["warnings"]] == ["step-on-closure"]


def test_it_reaches_the_commands_inside_days(jtai, tmp_path, monkeypatch):
    config = tmp_path / "config.toml"
    config.write_text('region = "SCT"\n')
    monkeypatch.setenv("JTAI_CONFIG", str(config))
    assert "Scotland" in jtai("days", "add", "2027-03-08", "5").out
    assert "Scotland" in jtai("days", "list", "--from", "2027-01-01", "--to", "2027-02-01").out


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ('regoin = "SCT"', "Did you mean region?"),
        ('region = "XX"', "It stands in"),
        ("region = ", "not TOML"),
    ],
)
def test_a_bad_file_of_ones_own_is_named(text, telling, jtai, tmp_path, monkeypatch):
    config = tmp_path / "a-folder-of-a-long-name".ljust(100, "x") / "config.toml"
    config.parent.mkdir()
    config.write_text(text)
    monkeypatch.setenv("JTAI_CONFIG", str(config))
    run = jtai("plan", "2027-03-08")
    assert (run.code, run.out) == (2, "")
    assert telling in run.err
    assert "config.toml" in run.err


def test_a_framework_in_a_file_is_sought_beside_that_file(jtai, tmp_path, monkeypatch):
    from tests.harness import ROOT

    own = (ROOT / "examples/frameworks/peer-challenge.toml").read_text(encoding="utf-8")
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept/own.toml").write_text(own, encoding="utf-8")
    inspection = tmp_path / "kept/inspection.toml"
    inspection.write_text('framework = "own.toml"\nfieldwork_start = 2027-06-07\n')
    monkeypatch.chdir(tmp_path)
    plan = json.loads(jtai("plan", "kept/inspection.toml", "--format", "json").out)
    assert plan["framework"]["id"] == "peer-challenge"
    assert jtai("plan", "2027-06-07", "--framework", "kept/own.toml").code == 0


@pytest.mark.parametrize("key", PARAMETERS)
def test_any_value_in_ones_own_file_is_taken_or_refused(key, jtai, tmp_path, monkeypatch):
    """Whatever TOML can hold. A defect would raise here, for jtai runs in this process."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JTAI_CONFIG", "own.toml")
    inspection = tmp_path / "inspection.toml"
    inspection.write_text('area = "Exampleshire"\nfieldwork_start = 2027-03-08\n')
    check = ["check", inspection, "--fail-level", "error"]
    weeks = ["weeks", "--from", "2027-03-01", "--to", "2027-03-12"]
    for name, value in TOML_VALUES.items():
        (tmp_path / "own.toml").write_text(f"{key} = {value}\n")
        for arguments in (["plan", "2027-03-08"], check, weeks):
            run = jtai(*arguments)
            allowed = {0, 1, 2} if arguments[0] == "check" else {0, 2}  # it judges the file by it
            assert run.code in allowed, (name, arguments, run.err)
            assert run.code < 2 or "own.toml" in run.err, (name, arguments, run.err)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "fieldwork_days = 2027-02-28",
            "--fieldwork-days: must be a whole number from 1 to 30, and is '2027-02-28'.",
        ),
        (
            "fieldwork_days = [5]",
            "--fieldwork-days: must be a whole number from 1 to 30, and is '[5]'.",
        ),
        (
            'format = ["json"]',
            "--format: \"['json']\" is not one of "
            "'table', 'json', 'jsonl', 'csv', 'markdown', 'html', 'wall', 'svg', 'xlsx'.",
        ),
    ],
)
def test_a_value_of_another_kind_in_ones_own_file(line, sentence, jtai, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JTAI_CONFIG", "own.toml")
    (tmp_path / "own.toml").write_text(f"{line}\n")
    run = jtai("plan", "2027-03-08")
    assert (run.code, run.out) == (2, "")
    assert run.err.splitlines()[0] == f"jtai: {sentence} (It stands in own.toml.)"


@pytest.mark.parametrize("fmt", ["wall", "svg", "xlsx"])
def test_a_format_for_all_commands_that_a_list_has_not_is_passed_over(
    fmt, jtai, tmp_path, monkeypatch
):
    starts = tmp_path / "list.csv"
    starts.write_text("fieldwork_start\n2027-03-08\n")
    plain = jtai("plan", starts)
    monkeypatch.setenv("JTAI_FORMAT", fmt)
    assert jtai("plan", starts) == plain
    assert json.loads(jtai("plan", starts, "--format", "jsonl").out)["schema"] == "jtai.plan/1"
    assert jtai("plan", starts, "--format", fmt).code == 2


def test_the_ending_that_is_typed_wins_over_a_format_for_all_commands(jtai, tmp_path, monkeypatch):
    monkeypatch.setenv("JTAI_FORMAT", "json")
    for arguments, begins in (([], "\ufeffarea,"), (["--format", "json"], "{")):
        jtai("plan", "2027-03-08", "-o", tmp_path / "plan.csv", "--force", *arguments)
        assert (tmp_path / "plan.csv").read_text(encoding="utf-8").startswith(begins)
    jtai("plan", "2027-03-08", "-o", tmp_path / "plan")  # which tells no format
    assert (tmp_path / "plan").read_text(encoding="utf-8").startswith("{")


@pytest.mark.parametrize("variable", [None, "", "another.toml"])
def test_a_file_of_defaults_that_is_named(variable, jtai, tmp_path, monkeypatch):
    """Whatever JTAI_CONFIG says, and though there is one's own."""
    for name, region in (("config.toml", "SCT"), ("another.toml", "WLS")):
        (tmp_path / name).write_text(f'region = "{region}"\n')
    monkeypatch.chdir(tmp_path)
    if variable is not None:
        monkeypatch.setenv("JTAI_CONFIG", variable)
    sum_of_days = ("days", "add", "2027-03-08", "5")
    assert "(Scotland)" in jtai(*sum_of_days, "--config", "config.toml").out
    assert "(England)" in jtai(*sum_of_days, "--config", "").out
    for both in (
        ("--config", "config.toml", "--no-own-settings"),
        ("--no-own-settings", "--config", "x"),
    ):
        assert "(England)" in jtai(*sum_of_days, *both).out
    run = jtai(*sum_of_days, "--config", "x.toml")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("jtai: 'x.toml' does not exist.")
    (tmp_path / "config.toml").write_text('region = "XX"\n')
    said = jtai(*sum_of_days, "--config", "config.toml").err
    assert "(It stands in config.toml.)" in said
