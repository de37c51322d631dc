"""A list of inspections: a plan for each row, or a sentence for each that is wrong."""

import json

import pytest

from tests.plan.answers import FORMATS, NOTICE_SOURCE, REPORT_SOURCE, STATEMENT_SOURCE

LIST = """\
area,fieldwork_start,theme,framework
Exampleshire,2027-06-01,front-door,
"Oldtown, East",2017-12-04,,jtai-2016
Sampleton,2027-03-08,,jtai-2022
"""
IN_ORDER = [
    ("Exampleshire", "2027-05-17", "2027-06-01", "2027-07-23", "2027-11-01"),
    ("Oldtown, East", "2017-11-21", "2017-12-04", "2018-01-24", "2018-05-04"),
    ("Sampleton", "2027-02-22", "2027-03-08", "2027-05-04", "2027-08-11"),
]
BAD_LIST = """\
area,fieldwork_start
Exampleshire,2027-06-01
Sampleton,30 February 2027
Newtown,2027-03-08
"""


def in_short(plan):
    return (
        plan["inspection"]["area"],
        plan["notification"]["date"],
        plan["fieldwork"]["start"],
        plan["report"]["due"],
        plan["statement"]["due"],
    )


def test_list_in_order_in_each_format(jtai_here, tmp_path):
    (tmp_path / "list.csv").write_text(LIST, "utf-8")
    array = jtai_here("plan", "list.csv", "--format", "json").json()
    assert [in_short(plan) for plan in array] == IN_ORDER
    assert all(plan["schema"] == "jtai.plan/1" for plan in array)
    assert array[0]["inspection"]["theme"] == "front-door"
    lines = jtai_here("plan", "list.csv", "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == array
    keys = ("area", "notification", "fieldwork_start", "report_due", "statement_due")
    rows = jtai_here("plan", "list.csv", "--format", "csv").rows()
    assert [tuple(row[key] for key in keys) for row in rows] == IN_ORDER
    shown = jtai_here("plan", "list.csv").out
    assert [shown.index(name) for name, *_ in IN_ORDER] == sorted(
        shown.index(name) for name, *_ in IN_ORDER
    )


@pytest.mark.parametrize("form", FORMATS)
def test_list_names_the_source_of_each_date_it_gives(jtai_here, tmp_path, form):
    (tmp_path / "list.csv").write_text("fieldwork_start\n2027-03-08\n", "utf-8")
    shown = jtai_here("plan", "list.csv", "--format", form).out
    for source in (NOTICE_SOURCE, REPORT_SOURCE, STATEMENT_SOURCE):
        assert source in shown


def test_list_rows_take_the_keys_of_an_inspection_file(jtai_here, tmp_path):
    (tmp_path / "list.csv").write_text(
        "reference,fieldwork_start,fieldwork_days,report_basis,region\r\n"
        "r-1,08/03/2027,4,,\r\nr-2,2027-03-08,,calendar,\r\nr-3,2027-03-15,,,NIR\r\n",
        "utf-8-sig",
    )
    run = jtai_here("plan", "list.csv", "--format", "json")
    assert "day first" in run.err
    one, two, three = run.json()
    assert (one["inspection"]["reference"], one["fieldwork"]["end"]) == ("r-1", "2027-03-11")
    assert two["report"]["due"] == "2027-04-15"
    assert (three["region"], three["fieldwork"]["end"]) == ("NIR", "2027-03-22")


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_list_with_a_bad_row_writes_nothing(jtai_here, tmp_path, form):
    """Rows are numbered as a spreadsheet shows them, the heading first."""
    (tmp_path / "list.csv").write_text(BAD_LIST, "utf-8")
    for output in (("-o", "plans.txt"), ()) if form == "csv" else ((),):
        run = jtai_here("plan", "list.csv", "--format", form, *output)
        assert (run.code, run.out) == (2, "")
        for words in ("list.csv", "row 3", "30 February 2027"):
            assert words in run.err
        assert not (tmp_path / "plans.txt").exists()


def test_list_can_skip_bad_rows(jtai_here, tmp_path):
    (tmp_path / "list.csv").write_text(BAD_LIST, "utf-8")
    run = jtai_here("plan", "list.csv", "--format", "json", "--skip-bad")
    assert [plan["inspection"]["area"] for plan in run.json()] == ["Exampleshire", "Newtown"]
    assert "row 3" in run.err


def test_list_needs_fieldwork_start(jtai_here, tmp_path):
    (tmp_path / "list.csv").write_text("area\nExampleshire\n", "utf-8")
    run = jtai_here("plan", "list.csv", "--format", "csv")
    assert (run.code, run.out) == (2, "")
    assert "fieldwork_start" in run.err
