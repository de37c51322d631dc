"""Inspection files, one's own defaults and variables, and which of them counts."""

import re

import pytest

from tests.plan.answers import EXAMPLE, assert_agrees


def test_init_writes_a_file_that_plan_plans(jtai_here, tmp_path):
    facts = ("--area", "Exampleshire", "--theme", "front-door", "--fieldwork-start", "2027-03-08")
    made = jtai_here("init", "exampleshire.toml", *facts)
    assert made.code == 0
    written = (tmp_path / "exampleshire.toml").read_text("utf-8")
    assert written.count("\n#") > 10
    plan = jtai_here("plan", "exampleshire.toml", "--format", "json").json()
    assert_agrees(plan, EXAMPLE)

    refused = jtai_here("init", "exampleshire.toml", "--area", "Elsewhere")
    assert refused.code == 2
    assert "exampleshire.toml" in refused.err
    assert "--force" in refused.err
    assert (tmp_path / "exampleshire.toml").read_text("utf-8") == written

    assert jtai_here("init", "exampleshire.toml", "--area", "Elsewhere", "--force").code == 0
    assert "Elsewhere" in (tmp_path / "exampleshire.toml").read_text("utf-8")


def test_init_with_nothing_known(jtai_here, tmp_path):
    assert jtai_here("init").code == 0
    (path,) = tmp_path.glob("*.toml")
    missing = jtai_here("plan", path.name)
    assert (missing.code, missing.out) == (2, "")
    assert "fieldwork_start" in missing.err
    assert path.name in missing.err
    written = path.read_text("utf-8")
    line = re.compile(r"^# (fieldwork_start = )\S+", re.MULTILINE)
    path.write_text(line.sub(r"\g<1>2027-03-08", written), "utf-8")
    plan = jtai_here("plan", path.name, "--format", "json").json()
    assert plan["notification"]["date"] == "2027-02-22"


def test_a_new_file_names_a_framework_only_where_it_was_told_one(jtai_here, tmp_path):
    """It is filled in later, perhaps for fieldwork under another framework."""
    path = tmp_path / "new.toml"

    def framework(*options):
        made = jtai_here("init", "new.toml", "--force", "--today", "2020-01-06", *options)
        assert made.code == 0
        path.write_text(path.read_text("utf-8").replace("# fieldwork_start =", "fieldwork_start ="))
        return jtai_here("plan", "new.toml", "--format", "json").json()["framework"]["id"]

    assert framework() == "jtai-2022"  # in force on 8 March 2027, which the file has for example
    assert '\n# framework = "jtai-2016"' in path.read_text("utf-8")
    assert framework("--fieldwork-start", "2020-03-02") == "jtai-2016"
    assert '\n# framework = "jtai-2016"' in path.read_text("utf-8")
    assert framework("--framework", "jtai-2016") == "jtai-2016"
    assert '\nframework = "jtai-2016"' in path.read_text("utf-8")


def test_init_every_commented_key_is_understood(jtai_here, tmp_path):
    jtai_here("init", "all.toml")
    path = tmp_path / "all.toml"
    keys = re.compile(r"^# (?!notification)(?=\S+ = |got\.|\[|\]|  \S)", re.MULTILINE)
    path.write_text(keys.sub("", path.read_text("utf-8")), "utf-8")
    run = jtai_here("plan", "all.toml", "--format", "json")
    assert run.code == 0, run.err
    assert run.json()["fieldwork"]["start"] == "2027-03-08"


# Where the region is said, from the weakest place to the strongest, and which one wins.
@pytest.mark.parametrize(
    ("own_file", "inspection_file", "variable", "flag", "winner"),
    [
        (None, None, None, None, "ENG"),
        ("SCT", None, None, None, "SCT"),
        ("SCT", "WLS", None, None, "WLS"),
        ("SCT", "WLS", "NIR", None, "NIR"),
        ("SCT", "WLS", "NIR", "ENG", "ENG"),
        (None, "WLS", None, "SCT", "SCT"),
    ],
)
def test_precedence(jtai_here, tmp_path, own_file, inspection_file, variable, flag, winner):
    extra, args = {}, []
    if own_file:
        (tmp_path / "own.toml").write_text(f'region = "{own_file}"\n', "utf-8")
        extra["JTAI_CONFIG"] = str(tmp_path / "own.toml")
    region = f'region = "{inspection_file}"\n' if inspection_file else ""
    (tmp_path / "one.toml").write_text(f"fieldwork_start = 2027-03-15\n{region}", "utf-8")
    if variable:
        extra["JTAI_REGION"] = variable
    if flag:
        args = ["--region", flag]
    plan = jtai_here("plan", "one.toml", *args, "--format", "json", env=extra).json()
    assert plan["region"] == winner
    # Of the four, only Northern Ireland has a bank holiday on 17 March.
    assert plan["fieldwork"]["end"] == ("2027-03-22" if winner == "NIR" else "2027-03-19")


@pytest.mark.parametrize(
    ("variable", "value", "part", "key", "answer"),
    [
        ("JTAI_REPORT_BASIS", "calendar", "report", "due", "2027-04-15"),
        ("JTAI_FIELDWORK_DAYS", "4", "fieldwork", "end", "2027-03-11"),
        ("JTAI_THEME", "front-door", "inspection", "theme", "front-door"),
        ("JTAI_AREA", "Exampleshire", "inspection", "area", "Exampleshire"),
        ("JTAI_FRAMEWORK", "jtai-2016", "framework", "id", "jtai-2016"),
    ],
)
def test_variables_set_any_option(jtai, variable, value, part, key, answer):
    plan = jtai("plan", "2027-03-08", "--format", "json", env={variable: value}).json()
    assert plan[part][key] == answer


def test_flags_override_the_inspection_file(jtai_here, tmp_path):
    (tmp_path / "one.toml").write_text(
        'area = "Elsewhere"\nfieldwork_start = 2027-03-08\nreport_basis = "calendar"\n', "utf-8"
    )
    from_file = jtai_here("plan", "one.toml", "--format", "json").json()
    assert from_file["report"]["due"] == "2027-04-15"
    flags = ("--area", "Exampleshire", "--report-basis", "working")
    plan = jtai_here("plan", "one.toml", *flags, "--format", "json").json()
    assert plan["inspection"]["area"] == "Exampleshire"
    assert plan["report"]["due"] == "2027-05-04"
