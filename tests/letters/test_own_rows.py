"""Letters that are added from a file of one's own."""

import json

import pytest

from tests.harness import day
from tests.letters.reading import (
    DATES,
    HEADING,
    OWN,
    WRITTEN,
    assert_backtest,
    assert_same,
    cells,
    read,
    row,
    table,
)
from tests.oracle.letters import ALL, SHIPPED, letters


@pytest.mark.parametrize("rows", [OWN[:1], OWN[1:2], OWN[2:3], OWN[3:4], OWN], ids=len)
def test_added_rows_count(jtai, sheet, rows):
    own = sheet(rows)
    among = letters([*SHIPPED, *rows])
    assert_same(read(jtai("evidence", "--from", own, "--format", "json")), among)
    assert_backtest(read(jtai("evidence", "--from", own, "--backtest", "--format", "json")), among)


def test_added_rows_are_filtered_as_the_others(jtai, sheet):
    options = ["--since", "2025-01-01", "--theme", "front-door"]
    found = read(jtai("evidence", "--from", sheet(OWN), *options, "--format", "json"))
    areas = [mine["area"] for mine in found["letters"]]
    assert areas == ["Bromley", "Exampleshire", "Borsetshire"]


def test_what_the_evidence_is_not_given_from_a_file(jtai, sheet):
    before = jtai("evidence", "--format", "json").out
    assert read(jtai("evidence", "--from", sheet(OWN), "--format", "json")) != json.loads(before)
    assert jtai("evidence", "--format", "json").out == before


@pytest.mark.parametrize("area", ["Bromley", "BROMLEY", "bromley"])
def test_a_row_takes_the_place_of_the_shipped_one(jtai, sheet, area):
    mine = row(area, "2025-02-24", 36)  # the same year, on another day
    found = read(jtai("evidence", "--from", sheet([mine]), "--format", "json"))
    rest = [each for each in SHIPPED if each["area"] != "Bromley"]
    assert len(found["letters"]) == 64
    assert_same(found, letters([*rest, mine]))


# What people call an area, and what the table calls it.
NAMES = {
    "windsor & maidenhead": "Windsor and Maidenhead",
    "Royal Borough of Windsor and Maidenhead": "Windsor and Maidenhead",
    "WINDSOR  AND MAIDENHEAD COUNCIL": "Windsor and Maidenhead",
    "The London Borough of Bromley": "Bromley",
    "Br\u00f3mley": "Bromley",
    "Walsall Metropolitan Borough Council": "Walsall",
    "Norfolk County Council": "Norfolk",
    "Blackburn-with-Darwen": "Blackburn with Darwen",
    "Coventry City Council": "Coventry",
    "City of Coventry": "Coventry",
}


def as_shipped(ours, **changes):
    (found,) = [each for each in SHIPPED if each["area"] == ours]
    return {key: found[key] for key in HEADING} | changes


@pytest.mark.parametrize(("typed", "area"), NAMES.items(), ids=ascii)
def test_an_area_is_the_same_however_it_is_written(jtai, sheet, typed, area):
    own = sheet([as_shipped(area, area=typed, urn="", statement_due="")])
    run = jtai("evidence", "--from", own, "--format", "json")
    assert len(read(run)["letters"]) == 64
    assert f"takes the place of our '{area}'" in run.err
    (found,) = read(jtai("evidence", "--area", typed, "--format", "json"))["letters"]
    assert found["area"] == area


def test_one_urn_is_one_area_whatever_its_name(jtai, sheet):
    mine = as_shipped("Bromley", area="Exampleshire", published="2025-03-14")
    run = jtai("evidence", "--from", sheet([mine]), "--format", "json")
    areas = [each["area"] for each in read(run)["letters"]]
    assert len(areas) == 64
    assert "Exampleshire" in areas
    assert "Bromley" not in areas
    assert "publication (Friday 14 March 2025; ours: Thursday 13 March 2025)" in run.err


@pytest.mark.parametrize("area", ["Nottinghamshire", "Central Bedfordshire", "West Bromley"])
def test_another_area_is_another_inspection(jtai, sheet, area):
    mine = as_shipped("Bedford", area=area, urn="")
    assert len(read(jtai("evidence", "--from", sheet([mine]), "--format", "json"))["letters"]) == 65


def test_the_same_row_once_more_changes_nothing_and_is_said(jtai, sheet):
    own = sheet([as_shipped("Bromley", area="bromley", urn="")])
    run = jtai("evidence", "--from", own, "--format", "json")
    before = jtai("evidence", "--format", "json")
    assert read(run) == read(before)
    assert "1 letter is in the table already, with the same dates" in run.err
    assert "takes the place" not in run.err


def test_a_start_that_is_a_day_off_is_no_second_inspection(jtai, sheet):
    mine = as_shipped("Harrow", fieldwork_start="2023-03-27")  # the table has the Sunday before
    run = jtai("evidence", "--from", sheet([mine]), "--format", "json")
    assert len(read(run)["letters"]) == 64
    said = "start of fieldwork (Monday 27 March 2023; ours: Sunday 26 March 2023)"
    assert said in run.err


def test_many_that_differ_are_counted(jtai, sheet):
    rows = [as_shipped(each["area"], statement_due="") for each in SHIPPED[-20:]]
    run = jtai("evidence", "--from", sheet(rows), "--format", "json")
    assert len(read(run)["letters"]) == 64
    assert run.err.count("takes the place of our") == 12
    assert f"{len(rows) - 12} letters more took the place of ours." in run.err


def test_where_no_letter_is_left_the_page_says_that_the_table_is_not_complete(jtai):
    for options in (["--area", "Barsetshire"], ["--area", "Barsetshire", "--backtest"]):
        line = " ".join(jtai("evidence", *options, "-q").out.split())
        assert line.startswith("No letter of such an inspection is among the 64 that are known")
        assert "Others may have been published: look at reports.ofsted.gov.uk" in line
        assert "add yours with --letters." in line


def test_another_year_is_another_inspection(jtai, sheet):
    mine = row("Bromley", "2024-03-04")
    found = read(jtai("evidence", "--from", sheet([mine]), "--area", "Bromley", "--format", "json"))
    assert_same(found, letters([mine, SHIPPED[-1]]))


def without_source(found):
    lines = [{key: line[key] for key in line if key != "source"} for line in found["letters"]]
    return lines, found["summary"]


def test_its_own_csv_reads_back(jtai, tmp_path):
    own = tmp_path / "own.csv"
    assert jtai("evidence", "--format", "csv", "-o", own).code == 0
    before = read(jtai("evidence", "--format", "json"))
    after = read(jtai("evidence", "--from", own, "--format", "json"))
    assert without_source(after) == without_source(before)
    again = read(jtai("evidence", "--backtest", "--from", own, "--format", "json"))
    assert_backtest(again, ALL)


def test_its_own_csv_of_a_file_reads_back(jtai, sheet, tmp_path):
    first = sheet([{**each, "urn": "80001"} for each in OWN])
    second = tmp_path / "second.csv"
    assert jtai("evidence", "--from", first, "-o", second).code == 0
    before = read(jtai("evidence", "--from", first, "--format", "json"))
    after = read(jtai("evidence", "--from", second, "--format", "json"))
    assert without_source(after) == without_source(before)


@pytest.mark.parametrize("area", ["=1+1", "-1+1", "a|b", "'quoted", '"x", y'])
def test_its_own_csv_of_an_odd_name_reads_back(jtai, sheet, tmp_path, area):
    first, second = sheet([row(area, "2025-06-09")]), tmp_path / "second.csv"
    assert jtai("evidence", "--from", first, "-o", second).code == 0
    after = read(jtai("evidence", "--from", second, "--since", "2025-06-01", "--format", "json"))
    assert [each["area"] for each in after["letters"]] == [area]


@pytest.mark.parametrize(
    ("typed", "theme"),
    [
        ("serious-youth-violence", "serious-youth-violence"),
        ("Serious youth violence", "serious-youth-violence"),
        ("SERIOUS YOUTH violence", "serious-youth-violence"),
        ("serious youth violence (deep dive)", "serious-youth-violence"),
        ("Identification of initial need and risk (front door)", "front-door"),
        ("Something quite new", "Something quite new"),
    ],
)
def test_a_theme_by_its_title(jtai, sheet, typed, theme):
    own = sheet([row("Exampleshire", "2025-06-09", theme=typed)])
    options = ["--from", own, "--area", "Exampleshire", "--format"]
    (found,) = read(jtai("evidence", *options, "json"))["letters"]
    assert found["theme"] == theme
    assert cells(jtai("evidence", *options, "csv"))[0]["theme"] == theme


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_how_a_file_may_be_written(jtai, sheet, text):
    found = read(jtai("evidence", "--from", sheet(text), "--format", "json"))
    assert_same(found, letters([*SHIPPED, *OWN]))


@pytest.mark.parametrize(
    "form",
    [
        lambda date: f"{date.day} {date:%B %Y}",
        lambda date: f"{date:%a} {date.day} {date:%b %Y}",
        lambda date: f"{date:%d/%m/%Y}",
    ],
    ids=["worded", "with its weekday", "slashed"],
)
def test_dates_in_every_form(jtai, sheet, form):
    rows = [{**each, **{key: form(day(each[key])) for key in DATES if each[key]}} for each in OWN]
    found = read(jtai("evidence", "--from", sheet(rows), "--format", "json"))
    assert_same(found, letters([*SHIPPED, *OWN]))


def test_a_note_and_the_inspectorates(jtai, sheet):
    mine = row("Exampleshire", "2025-06-09", note="by post", inspectorates="Ofsted; HMICFRS")
    own = sheet(table([mine], [*HEADING, "note"]))
    options = ["--from", own, "--area", "exampleshire", "--format"]
    (found,) = read(jtai("evidence", *options, "json"))["letters"]
    assert (found["note"], found["inspectorates"]) == ("by post", ["Ofsted", "HMICFRS"])
    (line,) = cells(jtai("evidence", *options, "csv"))
    assert (line["note"], line["inspectorates"]) == ("by post", "Ofsted; HMICFRS")


def test_cells_that_may_be_empty(jtai, sheet):
    mine = row("Exampleshire", "2025-06-09", 34, None, inspectorates="")
    own = sheet(table([{**mine, "note": ""}], [*HEADING, "note"]))
    found = read(jtai("evidence", "--from", own, "--area", "Exampleshire", "--format", "json"))
    (line,) = found["letters"]
    assert (line["note"], line["statement_due"], line["inspectorates"]) == (None, None, [])
    assert set(line["statement"].values()) == {None}


@pytest.mark.parametrize("text", [table([]), table([]).strip(), "\ufeff" + table([])])
def test_a_heading_alone_adds_nothing(jtai, sheet, text):
    assert_same(read(jtai("evidence", "--from", sheet(text), "--format", "json")), ALL)


def test_what_may_be_mistyped_is_said(jtai, sheet):
    rows = [
        row("Bromley", "2025-06-09", urn="80481"),
        row("Barnsley Council", "2025-06-16", urn="80426"),
        row("Exampleshire", "2025-06-09", urn="80490"),  # no name of the table
        row("Borsetshire", "2026-06-08"),
    ]
    run = jtai("evidence", "--from", sheet(rows), "--today", "2026-01-05")
    said = [line.split(": ", 2)[-1] for line in run.err.splitlines() if line.startswith("note")]
    assert said == [
        "'Bromley', fieldwork from Monday 9 June 2025, has the URN of Leeds, 80481. Check the two.",
        "'Borsetshire', fieldwork from Monday 8 June 2026, is published after today, on Thursday "
        "30 July 2026.",
    ]
