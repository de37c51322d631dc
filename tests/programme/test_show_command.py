"""``jtai programme show`` and what ``jtai compare`` makes of two programmes, as they are typed."""

import io
import json
import re
from xml.etree import ElementTree

import openpyxl
import pytest

from tests.harness import EXAMPLES, answers

PROGRAMME = EXAMPLES / "programme/programme.toml"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Write a programme and its list here: lines of the one, rows of the other."""

    def write(*rows, more="", name="programme.toml", heading="reference,area,fieldwork_start,team"):
        text = 'start = 2027-04-12\nend = 2027-07-20\nareas = "areas.csv"\n'
        teams = '[[teams]]\nname = "North"\n[[teams]]\nname = "South"\n'
        areas = name.replace("programme.toml", "areas.csv")
        (tmp_path / name).write_text(text.replace("areas.csv", areas) + more + teams)
        (tmp_path / areas).write_text("\n".join((heading, *rows)) + "\n")
        return name

    monkeypatch.chdir(tmp_path)
    return write


def test_dates_are_those_that_plan_gives_for_each_row(jtai):
    shown = jtai("programme", "show", PROGRAMME, "--format", "json").json()["inspections"]
    listed = jtai("plan", EXAMPLES / "programme/areas.csv", "--format", "csv", "--skip-bad").rows()
    assert len(shown) == 4
    assert [
        (each["reference"], each["notification"], each["report_due"], each["statement_due"])
        for each in shown
    ] == [
        (each["reference"], each["notification"], each["report_due"], each["statement_due"])
        for each in listed
    ]


def test_past_inspections_come_out_as_their_letters_say(jtai, written):
    letters = [row for row in answers("letters.csv") if not row["why_not"]]
    rows = [f'L{n},"{row["area"]}",{row["fieldwork_start"]},' for n, row in enumerate(letters)]
    found = jtai("programme", "show", written(*rows), "--format", "csv").rows()
    reports = {row["fieldwork_start"]: row["report_due"] for row in found}
    assert reports == {row["fieldwork_start"]: row["published"] for row in letters}


def test_what_has_no_date_comes_last(jtai):
    *_, last = jtai("programme", "show", PROGRAMME, "--format", "csv").rows()
    assert (last["reference"], last["fieldwork_start"], last["team"]) == ("JT5", "", "")
    found = jtai("programme", "show", PROGRAMME, "--format", "json").json()["to_be_placed"]
    assert found == [
        {
            "reference": "JT5",
            "area": "Wessex",
            "theme": "front-door",
            "teams": ["North", "South"],
            "earliest": None,
            "latest": "2027-07-09",
        }
    ]


def test_a_part_of_it(jtai):
    def references(*options):
        found = jtai("programme", "show", PROGRAMME, "--format", "csv", *options)
        return [row["reference"] for row in found.rows()]

    assert references("--team", "North") == ["JT1", "JT3", "JT5"]
    assert references("--area", "wessex") == ["JT5"]
    assert jtai("programme", "show", PROGRAMME, "--team", "East").err.startswith(
        "jtai: there is no team called 'East'."
    )


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown", "html", "svg"])
def test_notes_and_columns_of_others_are_in_no_format(form, jtai, written):
    heading = "reference,area,fieldwork_start,team,notes,Inspector"
    name = written("JT1,Barchester,2027-04-26,North,secretive,Jo Bloggs", heading=heading)
    run = jtai("programme", "show", name, "--format", form)
    assert run.code == 0 and "Barchester" in run.out
    assert "secretive" not in run.out and "Bloggs" not in run.out and "Inspector" not in run.out


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "JT1,Barchester,2027-05-03,North,",
            "areas.csv, row 2: the start of fieldwork cannot be Monday 3 May 2027, which is a bank "
            "holiday (Early May bank holiday).",
        ),
        (
            "JT1,Barchester,,North,front-dor",
            "areas.csv, row 2: theme: there is no theme in jtai-2022 called 'front-dor'. Did you",
        ),
        ("JT1,,,,", "areas.csv, row 2: the key area is missing. Add it."),
    ],
)
def test_a_row_that_will_not_do_is_named(row, said, jtai, written):
    name = written(row, heading="reference,area,fieldwork_start,team,theme")
    run = jtai("programme", "show", name)
    assert (run.code, run.out) == (2, "") and run.err.startswith(f"jtai: {said}")


def test_files_that_it_names_lie_beside_it_and_are_sheets(jtai, written, tmp_path):
    name = written("JT1,Barchester,2027-04-26,North", more='others = "../others.csv"\n')
    run = jtai("programme", "show", name)
    assert run.err.startswith("jtai: programme.toml: others: '../others.csv' leads elsewhere")
    written("JT1,Barchester,2027-04-26,North", more='others = "others.ics"\n')
    assert "does not end in .csv or .xlsx" in jtai("programme", "show", name).err
    written("JT1,Barchester,2027-04-26,North", more='others = "others.csv"\n')
    assert "others.csv' does not exist" in jtai("programme", "show", name).err
    written()
    assert "there is no row below the heading." in jtai("programme", "show", name).err


def test_others_of_areas_that_are_not_in_the_list_are_noted(jtai, written, tmp_path):
    text = "area,name,start,end\nWessex,ILACS,2027-05-10,\nBARCHESTER,SEND,2027-05-17,\n"
    (tmp_path / "others.csv").write_text(text)
    name = written("JT1,Barchester,2027-04-26,North", more='others = "others.csv"\n')
    run = jtai("programme", "show", name)
    assert run.err == (
        "note: others.csv: of areas that are not in the list, and left alone: Wessex.\n"
    )


def test_columns_of_ones_own_are_no_matter(jtai, written):
    name = written("JT1,Barchester,,North,x", heading="reference,area,fieldwork_start,team,Mine")
    assert jtai("programme", "show", name).err == ""


def test_the_picture_has_the_letters_of_each_week(jtai):
    tree = ElementTree.fromstring(jtai("programme", "show", PROGRAMME, "--format", "svg").out)
    texts = ["".join(each.itertext()) for each in tree.iter(f"{SVG}text")]
    assert texts.count("F") == 1 + 4  # in the legend, and for each that has a date
    assert texts.count("n") == 1 + 2 + 3 + 3 + 2  # two of them lose a day to a bank holiday
    assert {"12 Apr", "North", "South", "bP"} <= set(texts)


def test_the_workbook_has_real_dates_and_every_inspection(jtai, tmp_path):
    file = tmp_path / "programme.xlsx"
    assert jtai("programme", "show", PROGRAMME, "-o", file).code == 0
    book = openpyxl.load_workbook(io.BytesIO(file.read_bytes()))
    assert book.sheetnames == ["Timetable", "Weeks", "Load"]
    heading, first, *_, last = [
        [cell.value for cell in row] for row in book["Timetable"].iter_rows(min_row=3)
    ]
    assert heading[:5] == ["Area", "Reference", "Theme", "Team", "Notification"]
    assert first[:4] == ["Barchester", "JT1", "front-door", "North"]
    assert [value.date().isoformat() for value in first[4:]] == [
        "2027-04-12",
        "2027-04-26",
        "2027-04-30",
        "2027-06-21",
        "2027-09-28",
    ]
    assert last == ["Wessex", "JT5", "front-door", "any", *[None] * 5]
    weeks = {f"{row[0].value:%F}": row[5].value for row in book["Weeks"].iter_rows(min_row=4)}
    assert weeks["2027-04-26"] == "F"
    assert all((sheet.page_setup.fitToWidth or 1) == 1 for sheet in book)


def test_a_formula_that_was_typed_stays_text(jtai, written, tmp_path):
    name, file = written("=1+1,Barchester,2027-04-26,North"), tmp_path / "a.xlsx"
    assert jtai("programme", "show", name, "-o", file).code == 0
    book = openpyxl.load_workbook(file)
    assert (book["Timetable"]["B4"].value, book["Timetable"]["B4"].data_type) == ("=1+1", "s")


def test_weeks_fit_a_page(jtai):
    lines = jtai("programme", "show", PROGRAMME).out.splitlines()
    strips = [line for line in lines if re.match(r"(Team|Area) +\d+ [A-Z]", line)]
    assert strips and max(map(len, lines)) <= 110 and max(map(len, strips)) <= 100


# --------------------------------------------------------------------------------------- compare


def test_two_programmes_are_compared(jtai, written):
    rows = ["JT1,Barchester,2027-04-26,North", "JT2,Borsetshire,2027-05-10,South"]
    old = written(*rows)
    new = written(rows[0], "JT2,Borsetshire,2027-05-17,North", name="new-programme.toml")
    run = jtai("compare", old, new)
    assert run.out.splitlines()[0] == (
        "Of 2 inspections 1 moves, 1 has another team and 1 stays as it is."
    )
    found = json.loads(jtai("compare", old, new, "--format", "json").out)
    assert found["schema"] == "jtai.programme-compare/1"
    assert [each["reference"] for each in found["changes"]] == ["JT2"]


def test_a_programme_is_not_compared_with_an_inspection(jtai):
    run = jtai("compare", PROGRAMME, EXAMPLES / "exampleshire.toml")
    assert run.code == 2
    assert "is a programme, and " in run.err and "exampleshire.toml' is not." in run.err
    for pair in ((PROGRAMME, "2027-03-08"), ("2027-03-08", PROGRAMME)):
        run = jtai("compare", *pair)
        assert run.code == 2
        assert "programme.toml' is a programme, and '2027-03-08' is not. Compare two" in run.err
    run = jtai("compare", PROGRAMME, PROGRAMME, "--steps")
    assert run.err.startswith("jtai: --steps is of inspections.")


NUMBER, OTHER = "943 476 5919", "401 023 2137"  # NHS numbers by their check digits; nobody's


def test_a_team_with_nothing_has_a_table_of_headings(jtai, written):
    run = jtai("programme", "show", written("JT1,Barchester,2027-04-26,North"), "--team", "South")
    assert run.code == 0
    out = jtai("programme", "show", "programme.toml", "--team", "South", "--format", "csv").out
    assert out.startswith("reference,area,theme,team,framework,notification,")
    assert out.count("\n") == 1


def test_what_is_withheld_is_in_no_sentence(jtai, written, tmp_path):
    rows = (f"JT1,{NUMBER},2027-04-26,North", f"{OTHER},{NUMBER},2027-05-24,South", "JT3,Wessex,,")
    others = f"area,name,start,end\nWessex,{OTHER},2027-05-03,\nQuux {OTHER},x,2027-05-03,\n"
    (tmp_path / "others.csv").write_text(others, encoding="utf-8")
    written(*rows, more='others = "others.csv"\n')
    said = [
        jtai("programme", *words)
        for words in (
            ("explain", "programme.toml", NUMBER),
            ("explain", "programme.toml", OTHER),
            ("explain", "programme.toml", "JT3", "--format", "json"),
            ("explain", "programme.toml", "JX9"),
            ("check", "programme.toml"),
            ("place", "programme.toml", "--format", "json"),
            ("show", "programme.toml", "--area", "nowhere"),
        )
    ]
    assert not [run for run in said if any(each in run.out + run.err for each in (NUMBER, OTHER))]


def test_an_area_that_is_withheld_can_be_shown_alone(jtai, written):
    written(f"JT1,{NUMBER},2027-04-26,North", "JT2,Wessex,2027-05-24,South")
    found = jtai("programme", "show", "programme.toml", "--area", NUMBER, "--format", "json").json()
    assert [each["reference"] for each in found["inspections"]] == ["JT1"]
