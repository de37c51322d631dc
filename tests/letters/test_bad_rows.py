"""Files of letters that are refused, each in one sentence."""

import re

import pytest

from tests.letters.reading import DATES, HEADING, read, row, table

GOOD = row("Exampleshire", "2025-06-09")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")


@pytest.fixture
def refused(jtai, tmp_path):
    """Every way of writing refuses the file with one sentence, and nothing is written."""

    def contents():
        return {path: path.is_file() and path.read_bytes() for path in sorted(tmp_path.rglob("*"))}

    def run(*tells, name="own.csv"):
        kept = tmp_path / "kept.json"
        kept.write_text("as it was\n", encoding="utf-8")
        before = contents()
        for options in (
            [],
            ["--format", "json", "-o", tmp_path / "new.json"],
            ["-o", kept, "--force"],
            ["--backtest", "-o", tmp_path / "new.csv"],
            ["2027-03-08", "-o", tmp_path / "new.svg"],
        ):
            result = jtai("evidence", "--from", tmp_path / name, *options)
            first = result.err.partition("\n")[0]
            assert (result.code, result.out) == (2, ""), result.err
            assert first.startswith("jtai: ")
            assert "Traceback" not in result.err
            assert not CONTROL.search(result.err), repr(result.err)
            untold = [
                tell
                for tell in (name, *tells)
                if not re.search(rf"(?<!\w){re.escape(tell)}\b", first)
            ]
            assert not untold, first
            assert contents() == before

    return run


@pytest.mark.parametrize("column", HEADING)
def test_a_missing_column(refused, sheet, column):
    heading = [each for each in HEADING if each != column]
    sheet(table([GOOD], heading, extrasaction="ignore"))
    refused("row 1", column)


def test_a_column_that_is_nearly_one_of_ours(refused, sheet):
    sheet(
        table([{**GOOD, "notes": "fine"}], [*(name for name in HEADING if name != "note"), "notes"])
    )
    refused("row 1", "notes", "note")


@pytest.mark.parametrize("column", DATES)
@pytest.mark.parametrize("typed", ["2025-02-30", "soon", "04/13/2025", "08/03/99", "2025-03"])
def test_a_date_that_is_none(refused, sheet, column, typed):
    sheet([GOOD, row("Borsetshire", "2025-07-07", **{column: typed})])
    refused("row 3", column)


@pytest.mark.parametrize(
    "column", ["area", "theme", "fieldwork_start", "fieldwork_end", "published"]
)
def test_an_empty_cell(refused, sheet, column):
    sheet([GOOD, row("Borsetshire", "2025-07-07", **{column: ""})])
    refused("row 3", column)


@pytest.mark.parametrize(
    ("column", "changes"),
    [
        ("fieldwork_end", {"fieldwork_end": "2025-07-04"}),  # before fieldwork starts
        ("published", {"published": "2025-07-10"}),  # before fieldwork ends
        ("published", {"published": "2025-07-11"}),  # on the day that it ends
        ("published", {"published": "2026-08-03", "statement_due": ""}),  # over a year
        ("statement_due", {"statement_due": "2025-08-01"}),  # before the report
        ("statement_due", {"published": "2025-08-29", "statement_due": "2025-08-29"}),
        ("statement_due", {"statement_due": "2026-12-01"}),  # over a year
    ],
)
def test_dates_in_an_order_that_cannot_be(refused, sheet, column, changes):
    sheet([GOOD, row("Borsetshire", "2025-07-07", **changes)])
    refused("row 3", column)


def test_fieldwork_of_three_months(refused, sheet):
    own = row("Borsetshire", "2025-01-06", fieldwork_end="2025-04-11", published="2025-06-02")
    sheet([GOOD, own])
    refused("row 3")


@pytest.mark.parametrize("again", ["Exampleshire", "EXAMPLESHIRE", "exampleshire council"])
def test_the_same_inspection_twice(refused, sheet, again):
    sheet([GOOD, row("Borsetshire", "2025-07-07"), row(again, "2025-06-16")])
    refused("row 4", "2", again)


def test_too_many_cells(refused, sheet):
    sheet(table([GOOD]) + ",".join(row("Borsetshire", "2025-07-07").values()) + ",more\n")
    refused("row 3")


@pytest.mark.parametrize("area", ["a\x1b[31mb", "a\tb", "a\x7fb", "a\x85b", "a\u2028b"], ids=ascii)
def test_control_characters_in_an_area(refused, sheet, area):
    sheet([{**GOOD, "area": area}])
    refused("row 2", "area")


NOT_SHEETS = {
    "empty": b"",
    "only a byte-order mark": b"\xef\xbb\xbf",
    "an image": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
    "JSON": b'{"letters": []}\n',
    "words": b"Dear colleague,\nplease see below.\n",
    "colons": table([GOOD], delimiter=":").encode(),
    "UTF-16 without its mark": table([GOOD]).encode("utf-16-le"),
    "a quote not closed": (table([GOOD]) + '"').encode(),
    "a NUL": table([{**GOOD, "area": "a\0b"}]).encode(),
}


@pytest.mark.parametrize("content", NOT_SHEETS.values(), ids=NOT_SHEETS)
def test_a_file_that_is_no_sheet(refused, sheet, content):
    sheet(content)
    refused()


def test_a_file_that_is_not_there(refused):
    refused(name="nowhere.csv")


def test_a_folder(refused, tmp_path):
    (tmp_path / "folder.csv").mkdir()
    refused(name="folder.csv")


def many(number, late=3):
    """So many rows of distinct areas, the last few of them in another year."""
    early, recent = row("AREA", "2025-06-09"), row("AREA", "2026-06-15", 36)
    lines = [",".join(each.values()) for each in (early, recent)]
    return table([]) + "".join(
        lines[n >= number - late].replace("AREA", f"Area {n}") + "\n" for n in range(number)
    )


def test_as_many_rows_as_may_be(jtai, sheet):
    own = sheet(many(10_000))
    found = read(jtai("evidence", "--from", own, "--since", "2026-01-01", "--format", "json"))
    assert [each["area"] for each in found["letters"]] == ["Area 9997", "Area 9998", "Area 9999"]
    assert {each["n"] for each in found["summary"]} == {3}
    assert found["summary"][0]["middle"] == 36


def test_one_row_too_many(jtai, sheet, tmp_path):
    own, new = sheet(many(10_001)), tmp_path / "new.json"
    run = jtai("evidence", "--from", own, "--since", "2026-01-01", "-o", new)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("jtai: ")
    assert "own.csv" in run.err.partition("\n")[0]
    assert re.search("10[, ]?000", run.err)
    assert not new.exists()
