"""Workbooks as bytes, read back by openpyxl, which shares nothing with what writes them."""

import datetime as dt
import io
import sys

import openpyxl
import pytest

from jtai_cli.errors import BadValue
from jtai_cli.render.sheets import Book, Column, Sheet
from jtai_cli.writers import xlsx

MADE = dt.datetime(2027, 3, 3, tzinfo=dt.UTC)
HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://example.com","x")',
    "+1",
    "-2",
    "@SUM(1)",
    "{=1}",
    "http://example.com",
    "mailto:a@example.com",
    "007",
    "1e5",
    "TRUE",
    "2027-03-08",
    "'=1",
    " =1+1",
    "_x0041_",
    "<b>&amp;</b>",
]
COLUMNS = (
    Column("Item", 12, fill=True),
    Column("Due", 15, "date", fill=True),
    Column("At", 7, "time"),
    Column("State", 7, formula='IF(TODAY()>[Due],"late","due")'),
    Column("Kind", 9, choices=("one", "two")),
    Column("Whose", 9, listed_in="Names"),
)
ROWS = (
    ("First", dt.date(2027, 2, 22), dt.time(9, 30), "late", "one", "A"),
    ("Second", None, None, "due", None, None),
)
NAMES = Sheet("Names", "", (Column("Name", 20), Column("Role", 20)), (("A", "B"),) * 5)


def book(*rows, title="Exampleshire", note="A note"):
    return Book(title, MADE, (Sheet("List", note, COLUMNS, rows or ROWS), NAMES))


def midnight(day):
    """As openpyxl has it, without a time zone."""
    return dt.datetime.fromisoformat(day)


def read(made, **settings):
    return openpyxl.load_workbook(io.BytesIO(xlsx.write(made)), **settings)


def test_dates_and_times_are_real():
    cells = read(book())["List"][4]
    assert [cell.value for cell in cells[:3]] == ["First", midnight("2027-02-22"), dt.time(9, 30)]
    assert [cell.number_format for cell in cells[1:3]] == ["ddd d mmm yyyy", "hh:mm"]


def test_what_is_typed_into_a_text_stays_a_text():
    assert [cell.number_format for cell in read(book())["List"][5]] == [
        *("@", "ddd d mmm yyyy", "hh:mm", "General", "@", "@"),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_user_wrote_is_a_text_wherever_it_stands(text):
    made = read(book((text, None, None, "due", text, text), title=text, note=text))
    cells = [cell for row in made["List"].iter_rows() for cell in row if cell.value is not None]
    own = [cell for cell in cells if cell.value == text]
    assert [cell.coordinate for cell in own] == ["A2", "A4", "E4", "F4"]
    assert made["List"]["A1"].value == f"{text}: List"
    assert {cell.data_type for cell in own} == {"s"}
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == ["D4"]
    assert not any(cell.hyperlink for cell in cells)


def test_characters_that_do_harm_are_taken_out():
    harmful = "a\x00\x07\x1b[31m\n\u202eb\ud800\ufffe\uffffc"
    assert read(book((harmful, None, None, "due", None, None)))["List"]["A4"].value == "a[31mbc"


def test_a_formula_is_of_its_own_row_and_has_its_value_beside_it():
    assert [read(book())["List"][f"D{row}"].value for row in (4, 5)] == [
        '=IF(TODAY()>B4,"late","due")',
        '=IF(TODAY()>B5,"late","due")',
    ]
    assert [read(book(), data_only=True)["List"][f"D{row}"].value for row in (4, 5)] == [
        "late",
        "due",
    ]


def test_a_colour_goes_by_the_word_that_stands_there():
    (where,) = read(book())["List"].conditional_formatting
    assert str(where.sqref) == "D4:D5"
    assert [rule.formula for rule in where.rules] == [['"late"'], ['"now"'], ['"done"'], ['"got"']]
    assert {(rule.type, rule.operator) for rule in where.rules} == {("cellIs", "equal")}


def test_what_is_typed_is_held_to_lists_and_dates():
    rules = {str(rule.sqref): rule for rule in read(book())["List"].data_validations.dataValidation}
    assert {where: rule.type for where, rule in rules.items()} == {
        "B4:B5": "date",
        "C4:C5": "time",
        "E4:E5": "list",
        "F4:F5": "list",
    }
    assert rules["E4:E5"].formula1 == '"one,two"'
    assert rules["F4:F5"].formula1 == "Names!$A$4:$A$8"
    assert rules["F4:F5"].errorStyle == "information"  # another name may be typed


def test_a_sheet_prints_a_page_wide_with_its_headings():
    sheet = read(book())["List"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    pages = sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight  # 1 is not written
    assert pages == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$3:$3"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B4", "A3:F5")


def test_a_title_cannot_give_orders_to_a_footer():
    """There & begins an order, and more than 255 characters are refused."""
    assert read(book(title="A & B &P"))["List"].oddFooter.center.text == "A && B &&P"
    long = read(book(title="&" * 1000))["List"].oddFooter
    assert (long.center.text, long.left.text, long.right.text) == (
        "&" * 160,
        "List",
        "Page &P of &N",
    )


def test_a_row_is_as_high_as_its_longest_text():
    sheet = read(book(("two words " * 6, *ROWS[0][1:]), ("x" * 1000, *ROWS[0][1:]), ROWS[0]))[
        "List"
    ]
    assert [sheet.row_dimensions[row].height for row in (4, 5, 6)] == [90, 405, None]


def test_the_same_book_gives_the_same_bytes():
    assert xlsx.write(book()) == xlsx.write(book())
    assert read(book()).properties.created == midnight("2027-03-03")


def test_without_xlsxwriter_a_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(BadValue, match=r'^what writes workbooks .* pip install "\.\[workbook\]"'):
        xlsx.write(book())
