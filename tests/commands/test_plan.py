"""``jtai plan`` with lists, and the odd ways of giving a date."""

import json
import re

import pytest

GOOD = "area,fieldwork_start,closures\nEast,2027-03-08,2027-02-26\nWest,2027-03-15,\n"
BAD = GOOD + "North,2027-03-06,\nSouth,04/13/2027,,,x\n"


@pytest.fixture
def listed(tmp_path):
    def write(text):
        path = tmp_path / "list.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_list_in_every_format(jtai, listed):
    path = listed(GOOD)
    assert [p["inspection"]["area"] for p in json.loads(jtai("plan", path, "--format", "json").out)]
    lines = jtai("plan", path, "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["report"]["due"] for line in lines] == ["2027-05-04", "2027-05-11"]
    assert jtai("plan", path, "--format", "csv").out.startswith("area,reference,framework")
    assert "East" in jtai("plan", path).out
    assert "| East |" in jtai("plan", path, "--format", "markdown").out


def test_the_warnings_of_a_list_name_the_inspection(jtai, listed):
    err = jtai("plan", listed(GOOD)).err
    assert [line[:15] for line in err.splitlines()] == ["warning: East: "] * 2 + ["warning: West: "]
    assert "warning: East: Local closure (Fri 26 Feb 2027) falls on" in err
    plans = json.loads(jtai("plan", listed(GOOD), "--format", "json").out)
    assert [len(plan["warnings"]) for plan in plans] == [2, 1]
    many = GOOD + "".join(f"A{n},2027-03-08,2027-02-26\n" for n in range(30))
    lines = jtai("plan", listed(many), "--no-elections").err.splitlines()
    assert (len(lines), lines[-1]) == (21, "note: 11 more warnings; --format json has them all.")
    # Of the row that has the twentieth warning, the second is left out.
    lines = jtai("plan", listed(many)).err.splitlines()
    assert [line.split(":")[0] for line in lines] == ["warning"] * 20 + ["note"]
    assert lines[-1] == "note: 43 more warnings; --format json has them all."


def test_every_bad_row_is_named_and_nothing_written(jtai, listed, tmp_path):
    run = jtai("plan", listed(BAD), "-o", tmp_path / "out.json")
    assert run.code == 2
    assert re.findall(r"row (\d+):", run.err) == ["4", "5"]
    assert "--skip-bad" in run.err.splitlines()[-1]
    assert not (tmp_path / "out.json").exists()


def test_bad_rows_are_left_out_when_asked_for_and_said(jtai, listed):
    run = jtai("plan", listed(BAD), "--skip-bad", "--format", "json")
    assert run.code == 0
    assert [p["inspection"]["area"] for p in json.loads(run.out)] == ["East", "West"]
    said = [line.split()[0] for line in run.err.splitlines()]
    assert said == ["skipped:"] * 2 + ["warning:"] * 3
    assert jtai("plan", listed(BAD), "--skip-bad", "-q").err == ""


def test_an_error_comes_first_even_where_rows_are_skipped(jtai, listed, tmp_path):
    (tmp_path / "out.csv").write_text("old")
    run = jtai("plan", listed(BAD), "--skip-bad", "-o", tmp_path / "out.csv")
    assert run.err.startswith("jtai: ")
    assert "exists" in run.err


def test_a_list_of_nothing_but_bad_rows(jtai, listed):
    run = jtai("plan", listed("fieldwork_start\n2027-03-06\n"), "--skip-bad")
    assert (run.code, run.out) == (2, "")
    assert "row 2" in run.err


@pytest.mark.parametrize("option", ["--show-working", "--observed"])
@pytest.mark.parametrize("form", ["table", "csv", "markdown"])
def test_what_has_no_place_in_a_list_is_refused(option, form, jtai, listed):
    run = jtai("plan", listed(GOOD), option, "--format", form)
    assert (run.code, run.out) == (2, "")
    assert option in run.err
    assert jtai("plan", listed(GOOD), option, "--format", "jsonl").code == 0


def test_working_has_no_place_in_csv(jtai):
    assert jtai("plan", "2027-03-08", "--show-working", "--format", "csv").code == 2


def test_today_may_stand_before_or_after(jtai):
    for arguments in (["today", "--today", "2027-03-08"], ["--today", "8/3/2027", "today"]):
        plan = json.loads(jtai("plan", *arguments, "--format", "json", "-q").out)
        assert plan["fieldwork"]["start"] == "2027-03-08"


def test_a_date_needs_no_quotes(jtai):
    quoted = jtai("plan", "Mon 8 March 2027")
    assert jtai("plan", "Mon", "8", "March", "2027") == quoted


@pytest.mark.parametrize("rest", ["Sunderland", "Monkton", "Sun Valley", "Weddington"])
def test_a_name_that_lacks_its_quotation_marks(jtai, rest):
    """Even one that begins as a weekday does."""
    for words in ([*rest.split(), "2027-06-28"], ["2027-06-28", *rest.split()]):
        assert f'quotation marks: --area "New {rest}".' in jtai("plan", "--area", "New", *words).err


@pytest.mark.parametrize("weekday", ["Sun", "Tue.", "sunday", "Weds"])
def test_a_weekday_beside_a_date_is_no_part_of_a_name(jtai, weekday):
    """28 June 2027 is a Monday."""
    run = jtai("plan", "--area", "New", weekday, "28", "June", "2027")
    assert run.code == 2
    assert "quotation marks" not in run.err


def test_an_error_names_the_line_of_the_date_that_is_wrong(jtai, tmp_path):
    path = tmp_path / "x.toml"
    text = (
        "notification = 2027-02-22\nfieldwork_start = 2027-03-08\n[actual]\nnotified = 2027-02-20\n"
    )
    path.write_text(text)
    assert "line 4: notified: notification cannot be Saturday" in jtai("plan", path).err
    path.write_text(text.replace("02-20", "02-19") + "fieldwork_ended = 2090-03-10\n")
    assert "line 5: fieldwork_ended: fieldwork from" in jtai("plan", path).err


@pytest.mark.parametrize("typed", ["8.März", ".../8", "8.3.", "8 March.", "8.Marching"])
def test_a_dot_alone_makes_no_file_of_a_mistyped_date(jtai, typed):
    run = jtai("plan", typed)
    assert run.code == 2
    assert "is not a date that can be used" in run.err


@pytest.mark.parametrize("typed", ["../x", "./8 March", "/8", "..\\x", "x.txt", "8.March"])
def test_what_looks_like_a_file_is_called_one(jtai, typed):
    run = jtai("plan", typed)
    assert run.code == 2
    assert "is neither a date nor a file that ends in .toml, .csv or .xlsx" in run.err
