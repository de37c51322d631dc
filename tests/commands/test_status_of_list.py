"""`jtai status LIST`: of each row what `jtai status` says of the file of its keys."""

import json

import pytest

HEADING = "area,reference,fieldwork_start,notification,published,rehearsal"
ROWS = [
    "Exampleshire,EX-1,2027-03-08,,,",
    "Barchester,,2027-04-19,,,",
    "Borsetshire,B-1,2027-03-15,2027-03-01,,",
    "Oldshire,O-1,2027-01-11,,2027-03-01,",
    "Newshire,N-1,2027-03-08,,,true",
    "Lateshire,L-1,2027-03-01,,,",
]
TODAY = ("--today", "2027-03-03")


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.csv").write_text("\n".join([HEADING, *ROWS, ""]), encoding="utf-8")
    return tmp_path


def as_file(row):
    """The inspection file of a row's keys."""
    values = dict(zip(HEADING.split(","), row.split(","), strict=True))
    names = ("area", "reference")
    lines = [f"{key} = {json.dumps(values.pop(key))}" for key in names if values[key]]
    published = values.pop("published")
    lines += [f"{key} = {value}" for key, value in values.items() if value]
    return "\n".join([*lines, *(["[actual]", f"published = {published}"] if published else [])])


@pytest.mark.parametrize("today", ["2027-03-03", "2027-03-06", "2027-02-01", "2027-09-30"])
def test_each_row_stands_where_the_file_of_its_keys_does(jtai, folder, today):
    given = ("--today", today, "--format", "json", "-q")
    found = jtai("status", "list.csv", *given).json()
    assert [each.pop("row") for each in found] == [2, 3, 4, 5, 6, 7]
    for row, each in zip(ROWS, found, strict=True):
        (folder / "one.toml").write_text(as_file(row), encoding="utf-8")
        assert each == jtai("status", "one.toml", *given).json()


def test_json_lines_have_the_objects_of_the_array(jtai):
    array = jtai("status", "list.csv", *TODAY, "--format", "json").json()
    lines = jtai("status", "list.csv", *TODAY, "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == array
    assert list(array[0])[:3] == ["schema", "row", "inspection"]


def test_a_line_a_row_says_the_day_what_is_next_and_how_much_is_late(jtai):
    shown = jtai("status", "list.csv", *TODAY, "-q").out.splitlines()
    assert shown[0] == "6 inspections on Wednesday 3 March 2027"
    assert [line.split("  ")[0] for line in shown[2:8]] == [
        "day 8 of 15, week 2",
        "before notification",
        "day 3 of 15, week 1",
        "after publication",
        "day 8 of 15, week 2",
        "day 13 of 15, week 3",
    ]
    assert shown[6].endswith("REHEARSAL Newshire N-1")
    assert "Fri 5 Mar 2027   Fieldwork  " in shown[7]
    assert shown[7].split()[-4:] == ["1", "1", "Lateshire", "L-1"]
    weekend = jtai("status", "list.csv", "--today", "2027-03-06", "-q").out
    assert "a day off, week 2" in weekend
    assert "after fieldwork" in weekend
    assert "| day 8 of 15, week 2 |" in jtai("status", "list.csv", *TODAY, "--format=markdown").out


def test_csv_has_a_row_each(jtai):
    rows = jtai("status", "list.csv", *TODAY, "--format", "csv").rows()
    assert " ".join(rows[0]) == (
        "row area reference framework theme today phase day of week late next_id next_title "
        "next_due notification fieldwork_start fieldwork_end report_due statement_due warnings "
        "rehearsal"
    )
    keys = ("row", "phase", "day", "week", "late", "next_id", "next_due", "rehearsal")
    assert [tuple(row[key] for key in keys) for row in rows][3:] == [
        ("5", "after", "", "", "0", "statement", "2027-06-11", ""),
        ("6", "weeks", "8", "2", "0", "case-audits", "2027-03-03", "yes"),
        ("7", "weeks", "13", "3", "1", "fieldwork", "2027-03-05", ""),
    ]


def test_one_inspection_has_a_row_too(jtai, folder):
    (folder / "one.toml").write_text(as_file(ROWS[4]), encoding="utf-8")
    (row,) = jtai("status", "one.toml", *TODAY, "--format", "csv").rows()
    listed = jtai("status", "list.csv", *TODAY, "--format", "csv").rows()[4]
    assert row == {**listed, "row": ""}
    (line,) = jtai("status", "one.toml", *TODAY, "--format", "jsonl").out.splitlines()
    assert json.loads(line) == jtai("status", "one.toml", *TODAY, "--format", "json").json()


def test_the_exit_code_says_whether_anything_is_late(jtai, folder):
    assert jtai("status", "list.csv", *TODAY, "--fail-late").code == 1
    assert jtai("status", "list.csv", *TODAY).code == 0
    (folder / "list.csv").write_text("\n".join([HEADING, *ROWS[:5]]), encoding="utf-8")
    assert jtai("status", "list.csv", *TODAY, "--fail-late").code == 0


def test_calls_that_are_taken_to_have_come_are_asked_about_once(jtai, folder):
    rows = [ROWS[2], "Newtown,N-2,2027-03-16,2027-03-02,,", ROWS[0]]
    (folder / "list.csv").write_text("\n".join([HEADING, *rows]), encoding="utf-8")
    run = jtai("status", "list.csv", *TODAY)
    assert run.err.count("Did the call come") == 1
    assert "in rows 2 and 3?" in run.err
    assert "Did the call" not in jtai("status", "list.csv", "--today", "2027-02-01").err


def test_nothing_is_said_where_a_row_is_bad(jtai, folder):
    text = "\n".join([HEADING, *ROWS, "Newtown,N-2,2027-02-30,,,"])
    (folder / "list.csv").write_text(text, encoding="utf-8")
    for form in ("table", "json", "csv"):
        run = jtai("status", "list.csv", *TODAY, "--format", form)
        assert (run.code, run.out) == (2, "")
        assert run.err.startswith("jtai: list.csv, row 8: fieldwork_start:")
    run = jtai("status", "list.csv", *TODAY, "--format", "csv", "--skip-bad")
    assert (len(run.rows()), "skipped: list.csv, row 8" in run.err) == (6, True)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("list.csv", "--for", "police"), "--for is of one inspection file"),
        (("list.csv", "--by", "agency"), "--by is of one inspection file"),
        (("list.csv", "--notified", "2027-02-22"), "--notified is of one inspection"),
    ],
)
def test_what_is_of_one_inspection_is_refused(jtai, options, words):
    run = jtai("status", *options)
    assert (run.code, run.out, words in run.err) == (2, "", True)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_what_one_agency_owes_is_in_no_row(jtai, folder, form):
    (folder / "one.toml").write_text(
        'fieldwork_start = 2027-03-08\n[[partners]]\nagency = "Police"\n', encoding="utf-8"
    )
    for options in (("--for", "Police"), ("--by", "agency")):
        run = jtai("status", "one.toml", *options, "--format", form)
        assert (run.code, "--for and --by need another --format" in run.err) == (2, True)
