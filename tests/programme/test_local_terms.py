"""Terms of an area by itself: the column ``terms`` of a programme's list."""

import csv
import json
from pathlib import Path

import pytest

PROGRAMME = """start = 2027-04-12
end = 2027-06-18
areas = "areas.csv"
terms = "most.csv"
[rules]
school_holidays = {rule}
avoid_weeks = []
[[teams]]
name = "North"
[[teams]]
name = "South"
"""
# Half terms of two areas, and the holidays around them, so that it is known when schools are open.
MOST = "name,from,to\nEaster,2027-03-25,2027-04-09\nHalf term,2027-05-31,2027-06-04\n"
EARLY = "name,from,to\nEaster,2027-03-25,2027-04-09\nHalf term,2027-05-24,2027-05-28\n"
SUMMER = "Summer,2027-07-22,2027-08-31\n"


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Write a programme with two areas, of which the second has the terms given."""
    monkeypatch.chdir(tmp_path)

    def write(terms, *, rule="true", start="2027-05-24", team="South"):
        Path("programme.toml").write_text(PROGRAMME.format(rule=rule), "utf-8")
        Path("most.csv").write_text(MOST + SUMMER, "utf-8")
        Path("local").mkdir(exist_ok=True)
        Path("local/early.csv").write_text(EARLY + SUMMER, "utf-8")
        rows = f"JT1,Barchester,North,{start},\nJT2,Wessex,{team},{start},{terms}\n"
        Path("areas.csv").write_text(f"reference,area,team,fieldwork_start,terms\n{rows}", "utf-8")
        return "programme.toml"

    return write


def closed(jtai, file):
    found = jtai("programme", "check", file, "--select", "schools-closed", "--format", "json")
    return [(each["line"], each["severity"]) for each in found.json()["findings"]]


def test_a_holiday_is_one_in_the_area_that_has_it(jtai, written):
    assert closed(jtai, written("local/early.csv")) == [(3, "error")]
    assert closed(jtai, written("local/early.csv", start="2027-06-01")) == [(2, "error")]
    assert closed(jtai, written("")) == []
    assert closed(jtai, written("", start="2027-06-01")) == [(2, "error"), (3, "error")]
    # Several files of one area are read together.
    assert closed(jtai, written("local/early.csv; most.csv", start="2027-06-01")) == [
        (2, "error"),
        (3, "error"),
    ]


def test_a_week_is_explained_by_the_terms_of_its_area(jtai, written):
    file = written("local/early.csv", rule="{ prefer = true }")
    for reference, weeks in (("JT1", ["2027-06-01"]), ("JT2", ["2027-05-24"])):
        answer = jtai("programme", "explain", file, reference, "--format", "json").json()
        assert [
            week["fieldwork"]["start"]
            for week in answer["weeks"]
            if any("school" in json.dumps(team) for team in week["teams"])
        ] == weeks


@pytest.mark.parametrize("rule", ["true", "{ prefer = true, weight = 9 }"])
def test_each_is_placed_by_its_own_terms_and_the_list_keeps_them(jtai, written, rule):
    pytest.importorskip("highspy", reason="pip install '.[programme]' to try the solver")
    file = written("local/early.csv", rule=rule)
    weeks = "start = 2027-05-24\nend = 2027-06-07"
    text = Path(file).read_text("utf-8").replace("start = 2027-04-12\nend = 2027-06-18", weeks)
    Path(file).write_text(text, "utf-8")
    listed = Path("areas.csv").read_text("utf-8").replace("2027-05-24", "")
    Path("areas.csv").write_text(listed, "utf-8")
    run = jtai("programme", "place", file, "-o", "placed.csv")
    assert run.code == 0, run.err
    rows = list(csv.DictReader(Path("placed.csv").read_text("utf-8-sig").splitlines()))
    assert [(row["fieldwork_start"], row["terms"]) for row in rows] == [
        ("2027-05-24", ""),
        ("2027-06-01", "local/early.csv"),
    ]


def test_each_file_is_read_once(jtai, written, monkeypatch):
    from jtai_cli.inputs import programme

    read, real = [], programme.schools_in
    monkeypatch.setattr(programme, "schools_in", lambda *a: read.append(a[1]) or real(*a))
    file = written("local/early.csv")
    with Path("areas.csv").open("a", encoding="utf-8") as more:
        more.write("JT3,Loamshire,,,local/early.csv\n")
    assert jtai("programme", "check", file).code == 1
    assert len(read) == 2


@pytest.mark.parametrize(
    ("terms", "tells"),
    [
        ("early.csv", "areas.csv, row 3: terms: 'early.csv' does not exist"),
        ("../early.csv", "areas.csv, row 3: terms: '../early.csv' leads elsewhere"),
        ("areas.csv", "areas.csv, row 3: terms: areas.csv, row 1: the heading lacks"),
        ("local", "areas.csv, row 3: terms: "),
        ("Jo Bloggs", "areas.csv, row 3: terms: "),
        ("-", "areas.csv, row 3: terms: must be the name of a file, and not stdin."),
    ],
)
def test_terms_that_cannot_be_read_are_told_with_the_row(jtai, written, terms, tells):
    run = jtai("programme", "check", written(terms))
    assert run.code == 2
    assert run.err.startswith(f"jtai: {tells}"), run.err
    assert run.err.count("\n") == 1


def test_there_are_so_many_terms_at_most(jtai, written, monkeypatch):
    monkeypatch.setattr("jtai_cli.inputs.programme.MOST_TERMS", 1)
    file = written("local/early.csv")
    assert jtai("programme", "check", file).code == 1
    with Path("areas.csv").open("a", encoding="utf-8") as more:
        more.write("JT3,Loamshire,,,most.csv\n")
    run = jtai("programme", "check", file)
    assert (run.code, run.err) == (
        2,
        "jtai: areas.csv, row 4: terms: is one of more than 1 different terms.\n",
    )
