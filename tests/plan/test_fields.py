"""A key that is only a name is one line of the field table, and is then in every place."""

import json

import pytest

from tests.harness import ROOT, copied, run_process

LINE = '    named("tried", "Independent scrutineer", "Who chairs the partnership."),\n'


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A copy of the program with one line more in its table."""
    copy = tmp_path_factory.mktemp("copy")
    table = copied(ROOT / "src/jtai_cli", copy / "jtai_cli") / "plan/fields.py"
    text = table.read_text(encoding="utf-8")
    end = "\n)\n\nBY_KEY"
    assert text.count(end) == 1
    table.write_text(text.replace(end, f"\n{LINE}){end[3:]}"), encoding="utf-8")
    return copy


@pytest.fixture
def jtai(source, tmp_path):
    def run(*arguments):
        done = run_process(*arguments, cwd=tmp_path, env={"PYTHONPATH": str(source)})
        assert done.code == 0, done.err
        return done.out

    return run


def named(text):
    return json.loads(text)["inspection"]["tried"]


def test_it_is_an_option_of_every_command_that_takes_names(jtai):
    for command in ("plan", "calendar", "compare", "status", "init"):
        assert "--tried NAME" in jtai(command, "--help")
    assert named(jtai("plan", "2027-03-08", "--tried", "A", "--format", "json")) == "A"


def test_it_is_in_a_new_file_and_read_from_one(jtai, tmp_path):
    assert '\n# tried = "Independent scrutineer"\n' in jtai("init", "-")
    file = tmp_path / "x.toml"
    file.write_text(jtai("init", "-", "--tried", "B", "--fieldwork-start", "2027-03-08"))
    assert named(jtai("plan", "x.toml", "--format", "json")) == "B"
    assert named(jtai("plan", "x.toml", "--tried", "C", "--format", "json")) == "C"


def test_rows_that_differ_by_it_alone_are_told_apart(jtai, tmp_path):
    (tmp_path / "l.csv").write_text("fieldwork_start,tried\n2027-03-08,D\n2027-03-08,E\n")
    lines = jtai("plan", "l.csv", "--format", "jsonl").splitlines()
    assert list(map(named, lines)) == ["D", "E"]


def test_the_table_says_each_key_once():
    from jtai_cli.plan import fields
    from jtai_cli.plan.inspection import Identity, Progress, Settings
    from jtai_cli.plan.work import Work

    keys = [field.key for field in fields.FIELDS]
    assert len(set(keys)) == len(keys)
    not_keys = {"names", "published_until"}  # the second is of the file of --bank-holidays
    parts = {*Settings._fields, *Progress._fields, *Identity._fields, *Work._fields} - not_keys
    assert set(keys) == parts | set(fields.NAMES)
