"""Rows of a list share what they have in common, and each still gets what it would get alone."""

import csv
import io
import json

import pytest

from jtai_cli.plan.fields import NAMES, ROW_KEYS
from tests.harness import ROOT

FRAMEWORK = (ROOT / "examples/frameworks/peer-challenge.toml").read_text(encoding="utf-8")
COLUMNS = ("area", "reference", "key_contact", "theme", "framework", "fieldwork_start", "closures")
ROWS = [
    ("Exampleshire", "EX-1", "Head of safeguarding", "front-door", "", "2027-03-08", ""),
    ("Otherton", "", "", "front-door", "", "2027-03-08", ""),
    ("", "", "", "front-door", "", "2027-03-08", ""),
    ("Exampleshire", "EX-1", "Head of safeguarding", "front-door", "", "8 March 2027", ""),
    ("Exampleshire", "EX-2", "", "early-help", "", "2027-03-08", ""),
    ("Exampleshire", "EX-3", "", "", "jtai-2016", "2027-03-08", ""),
    ("Exampleshire", "EX-4", "", "front-door", "jtai-2022", "2027-03-08", ""),
    ("Exampleshire", "EX-5", "", "front-door", "", "2027-03-08", "2027-03-09"),
    ("Exampleshire", "EX-6", "", "front-door", "", "08/03/2027", ""),
    ("2027-03-08", "front-door", "", "", "", "2027-03-08", ""),  # names that look like others
    ("front-door", "", "", "", "", "2027-03-08", ""),
    ("", "front-door", "", "", "", "2027-03-08", ""),
]
OPTIONS = [
    [],
    ["--area", "Set for all"],
    ["--reference", "R-1"],
    ["--framework", "jtai-2022", "--observed"],
    ["--show-working", "--no-elections", "--bank-holiday", "2027-03-10"],
]


def written(path, rows):
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, *rows])
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


@pytest.mark.parametrize("options", OPTIONS, ids=" ".join)
def test_each_row_gets_what_it_would_get_alone(jtai, tmp_path, options):
    alone = [written(tmp_path / f"{n}.csv", [row]) for n, row in enumerate(ROWS)]
    one_by_one = [
        json.loads(jtai("plan", file, "--format", "json", "-q", *options).out)[0] for file in alone
    ]
    together = written(tmp_path / "all.csv", [*ROWS, *reversed(ROWS)])
    array = jtai("plan", together, "--format", "json", "-q", *options).out
    each = [*one_by_one, *reversed(one_by_one)]
    assert json.loads(array) == [{**plan, "row": row} for row, plan in enumerate(each, start=2)]
    lines = jtai("plan", together, "--format", "jsonl", "-q", *options).out.splitlines()
    assert [json.loads(line) for line in lines] == json.loads(array)


# Of each key on which dates depend, or what is said of them: a value that shows in the answer.
DATED = {
    "framework": "jtai-2016",
    "theme": "front-door",
    "fieldwork_start": "2027-03-15",
    "notification": "2027-02-19",
    "fieldwork_days": "4",
    "region": "SCT",
    "report_basis": "calendar",
    "closures": "2027-03-09",
    "bank_holidays": "2027-03-10",
    "working_days": "2027-03-26",
    "elections": "2027-05-20",
    "rehearsal": "true",
    "rehearsal_weeks": "2",
    "no_elections": "true",
    "notified": "2027-02-19",
    "fieldwork_ended": "2027-03-11",
    "draft_received": "2027-04-06",
    "published": "2027-05-10",
}


@pytest.mark.parametrize("key", [key for key in ROW_KEYS if key not in NAMES])
def test_rows_that_differ_in_one_key_have_timetables_of_their_own(jtai, tmp_path, key):
    bare = {"fieldwork_start": "2027-03-08"}
    if key == "rehearsal_weeks":
        bare["rehearsal"] = "true"
    rows = [bare, {**bare, key: DATED[key]}]
    columns = list(rows[1])

    def plans(name, rows):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
        return jtai("plan", tmp_path / name, "--observed", "--format", "json", "-q").json()

    alone = [plans("one.csv", [row])[0] for row in rows]
    assert alone[0] != alone[1]
    each = [{**plan, "row": row} for row, plan in enumerate([*alone, *reversed(alone)], start=2)]
    assert plans("all.csv", [*rows, *reversed(rows)]) == each


def test_a_plan_of_a_list_has_the_number_that_errors_use(jtai, tmp_path):
    file = tmp_path / "list.csv"
    text = "fieldwork_start,area\n\n2027-03-08,A\nnever,B\n2027-03-08,C\n"
    file.write_text(text, encoding="utf-8")
    for form in ("json", "jsonl"):
        run = jtai("plan", file, "--skip-bad", "--format", form)
        assert "list.csv, row 4: " in run.err
        plans = [json.loads(line.rstrip(",")) for line in run.out.splitlines() if len(line) > 1]
        assert [(plan["row"], plan["inspection"]["area"]) for plan in plans] == [(3, "A"), (5, "C")]
    for form in ("json", "jsonl"):
        assert "row" not in json.loads(jtai("plan", "2027-03-08", "--format", form).out)


def test_an_option_names_every_row(jtai, tmp_path):
    file = written(tmp_path / "list.csv", [row for row in ROWS if not row[4]])
    options = ["--area", "Set for all", "--reference", "R-1"]
    plans = json.loads(jtai("plan", file, "--format", "json", "-q", *options).out)
    named = {(plan["inspection"]["area"], plan["inspection"]["reference"]) for plan in plans}
    assert named == {("Set for all", "R-1")}


def test_a_name_that_cannot_be_printed_is_found_in_every_row(jtai, tmp_path):
    good, bad = ROWS[0], ("Bell\a", *ROWS[0][1:])
    file = written(tmp_path / "list.csv", [good, bad])
    run = jtai("plan", file, "--format", "json")
    assert (run.code, run.out) == (2, "")
    assert "list.csv, row 3: area" in run.err


def test_an_area_that_looks_like_a_date_is_none(jtai, tmp_path):
    rows = "Exampleshire,2027-03-08\n01/02/2027,2027-03-08\n99/99/2027,2027-03-08\n"
    for lines in (rows, "".join(reversed(rows.splitlines(keepends=True)))):
        file = tmp_path / "list.csv"
        file.write_text(f"area,fieldwork_start\n{lines}", encoding="utf-8")
        run = jtai("plan", file, "--format", "csv", "--no-elections")
        assert (run.code, run.err) == (0, "")


def test_a_name_of_a_column_is_not_taken_for_the_column(jtai, tmp_path):
    file = tmp_path / "list.csv"
    text = "fieldwork_start,area,theme\n2027-03-08,Exampleshire\narea,,2027-03-08\n"
    file.write_text(text, encoding="utf-8")
    run = jtai("plan", file, "--format", "json")
    assert (run.code, run.out) == (2, "")
    assert "list.csv, row 3: fieldwork_start" in run.err


def test_a_framework_file_is_sought_beside_the_list_that_names_it(jtai, tmp_path, monkeypatch):
    here, there = tmp_path / "here", tmp_path / "there"
    for folder, title in ((here, "Here"), (there, "There")):
        folder.mkdir()
        text = FRAMEWORK.replace("Exampleshire peer challenge", title)
        (folder / "own.toml").write_text(text, encoding="utf-8")
    rows = [
        ("A", "", "", "", "own.toml", "2027-03-08", ""),
        ("A", "", "", "", "", "2027-03-08", ""),
    ]
    file = written(there / "list.csv", rows)
    monkeypatch.chdir(here)
    monkeypatch.setenv("JTAI_CONFIG", "config.toml")
    (here / "config.toml").write_text('framework = "own.toml"\n', encoding="utf-8")
    plans = json.loads(jtai("plan", file, "--format", "json", "-q").out)
    titles = [plan["framework"]["title"] for plan in plans]
    assert titles == ["There", "Here"]


@pytest.mark.parametrize("options", [["--show-working", "--format", "csv"], ["-o", "x.zip"]])
def test_what_is_wrong_with_a_list_is_said_before_what_is_wrong_with_an_option(
    jtai, tmp_path, options
):
    path = tmp_path / "l.csv"
    path.write_text("area,fieldwork_start\nExampleshire,nonsense\n", encoding="utf-8")
    assert "row 2" in jtai("plan", path, *options).err
    path.write_text("area,fieldwork_start\nExampleshire,2027-03-08\n", encoding="utf-8")
    assert jtai("plan", path, *options).code == 2
