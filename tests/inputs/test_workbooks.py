"""Workbooks in the place of a CSV file: made by openpyxl, and by hand."""

import datetime as dt
import io
import sys
import zipfile

import openpyxl
import pytest

from jtai_cli.errors import BadValue, FileTrouble
from jtai_cli.inputs import workbooks
from jtai_cli.inputs.workbooks import sheet_rows

HALF_PAST_NINE = dt.datetime(2027, 3, 8, 9, 30)  # noqa: DTZ001  # a cell has no time zone


@pytest.fixture
def made(tmp_path):
    """A workbook of some rows; more sheets by their names."""

    def make(*rows, more=(), name="list.xlsx"):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        for title in more:
            book.create_sheet(title)
        book.save(tmp_path / name)
        return tmp_path / name

    return make


def test_real_dates_are_dates_and_numbers_are_plain(made):
    path = made(
        ["fieldwork_start", "n", "yes", None, "text"],
        [dt.date(2027, 3, 8), 5, True, None, " x "],
        [HALF_PAST_NINE, 5.5, False],
    )
    assert sheet_rows(path) == [
        ["fieldwork_start", "n", "yes", "", "text"],
        ["2027-03-08", "5", "true", "", " x "],
        ["2027-03-08 09:30:00", "5.5", "false"],
    ]


def test_a_list_is_planned_and_the_sheet_named_where_there_are_more(jtai, made):
    path = made(
        ["Area", "Fieldwork start", "Lead"],
        [],
        ["Exampleshire", dt.date(2027, 3, 8), "x"],
        ["Borsetshire", "7th June 2027"],
        more=["Old"],
    )
    ran = jtai("plan", path, "--format", "json", "--no-elections")
    assert ran.code == 0, ran.err
    assert [plan["fieldwork"]["start"] for plan in ran.json()] == ["2027-03-08", "2027-06-07"]
    assert "only the first sheet was read, 'Sheet'" in ran.err
    assert "Lead" in ran.err


def test_a_bad_row_has_the_number_that_the_sheet_shows(jtai, made):
    path = made(["fieldwork_start"], [dt.date(2027, 3, 8)], [], [HALF_PAST_NINE])
    ran = jtai("plan", path)
    assert (ran.code, ran.out) == (2, "")
    assert "list.xlsx, row 4: fieldwork_start: '2027-03-08 09:30:00'" in ran.err


def test_the_other_readers_of_sheets_take_a_workbook(jtai, made):
    path = made(["Name", "From", "To"], ["Visit", dt.date(2027, 7, 19), dt.date(2027, 7, 23)])
    ran = jtai("weeks", "--from", "2027-07-12", "--to", "2027-07-30", "--others", path)
    assert ran.code == 0, ran.err
    assert "Visit" in ran.out


def test_without_the_library_it_says_what_to_install_or_save(jtai, made, monkeypatch):
    path = made(["fieldwork_start"], [dt.date(2027, 3, 8)])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    ran = jtai("plan", path)
    assert ran.code == 2
    assert 'pip install ".[workbook]"' in ran.err.splitlines()[0]
    assert "CSV UTF-8" in ran.err.splitlines()[0]


SHEET = "xl/worksheets/sheet1.xml"


def with_sheet(path, change):
    """The workbook with its first sheet changed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            new.writestr(part.filename, change(data) if part.filename == SHEET else data)
    path.write_bytes(packed.getvalue())
    return path


def test_a_file_that_unpacks_to_very_much_is_refused(made):
    path = with_sheet(made(["a"]), lambda data: data + b" " * 20_000_000)
    assert path.stat().st_size < workbooks.LARGEST_WORKBOOK
    with pytest.raises(BadValue, match="unpacks to more than 15,000,000 bytes"):
        sheet_rows(path)


def test_a_file_that_lies_about_its_size_is_not_unpacked(made):
    path = with_sheet(made(["a"]), lambda data: data + b" " * 20_000_000)
    with zipfile.ZipFile(path) as packed:
        size = packed.getinfo(SHEET).file_size
    lie = path.read_bytes().replace(size.to_bytes(4, "little"), (900).to_bytes(4, "little"))
    path.write_bytes(lie)
    with pytest.raises(BadValue, match="cannot be read"):
        sheet_rows(path)


def test_an_apostrophe_is_taken_off_in_csv_alone(jtai_here, tmp_path, made):
    """Where it is written so that no spreadsheet runs the cell."""
    heading, row = ("area", "reference", "fieldwork_start"), ("'=Sum", "'-1", "2027-03-08")
    made(heading, row)
    text = "\n".join(map(",".join, (heading, row, ("'=Sum", "Boroughs' - 1", "2027-03-08"))))
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")

    def found(name):
        plans = jtai_here("plan", name, "--format", "json", "-q").json()
        return [tuple(plan["inspection"][key] for key in heading[:2]) for plan in plans]

    assert found("list.xlsx") == [row[:2]]
    assert found("list.csv") == [("=Sum", "-1"), ("=Sum", "Boroughs' - 1")]


def test_a_formula_gives_the_value_that_was_last_shown(made):
    cell = b"<row><c><f>1+1</f><v>2</v></c></row></sheetData"
    path = with_sheet(made(["a"]), lambda data: data.replace(b"</sheetData", cell))
    assert sheet_rows(path) == [["a"], ["2"]]


@pytest.mark.parametrize("far", ["XFD", "A"])
def test_cells_far_away_are_not_made_up(made, far):
    rows = (
        "".join(f'<row r="{n}"><c r="{far}{n}"><v>1</v></c></row>' for n in range(1, 2_000))
        + f'<row r="9999999"><c r="{far}9999999"><v>1</v></c></row>'
    )
    path = with_sheet(
        made(["a"]),
        lambda data: (
            data[: data.index(b"<row")] + rows.encode() + data[data.index(b"</sheetData") :]
        ),
    )
    with pytest.raises(BadValue, match="more than 2,000,000 cells"):
        sheet_rows(path)


def test_entities_are_not_multiplied(made):
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{levels}]>'.encode()
    path = with_sheet(
        made(["a"]),
        lambda data: bomb + data.replace(b"</sheetData>", b"&a8;</sheetData>"),
    )
    with pytest.raises(BadValue, match="cannot be read"):
        sheet_rows(path)


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"area,fieldwork_start\n", b"\xd0\xcf\x11\xe0"]
)
def test_what_is_no_workbook_is_refused(tmp_path, data):
    path = tmp_path / "list.xlsx"
    path.write_bytes(data)
    with pytest.raises(BadValue, match=r"list\.xlsx: this workbook cannot be read"):
        sheet_rows(path)
    with pytest.raises(FileTrouble, match="more than"):
        path.write_bytes(b"x" * (workbooks.LARGEST_WORKBOOK + 1))
        sheet_rows(path)
