"""The first sheet of a workbook (.xlsx) as rows of texts. The only importer of ``openpyxl``.

A workbook is a zip file of XML, so what little bytes unpack to is limited before it is read.
"""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from jtai_cli.errors import BadValue, FileTrouble
from jtai_cli.inputs.files import read_bytes
from jtai_cli.inputs.notes import note
from jtai_cli.wording import shown, shown_path

LARGEST_WORKBOOK = 1_500_000  # bytes
LARGEST_UNPACKED = 15_000_000  # bytes: some 10,000 rows of 20 cells
MOST_CELLS = 2_000_000  # blank ones before the last of a row counted, and 1 for each row


def sheet_rows(path: Path) -> list[list[str]]:
    """The rows of the first sheet, blank ones too; a date is written 2027-03-08.

    Raises FileTrouble or BadValue for what is no workbook that can be read.
    """
    data = read_bytes(path, most=LARGEST_WORKBOOK)
    try:
        import openpyxl  # slow, and only a workbook needs it
    except ImportError:
        reason = "is a workbook, and what reads workbooks is not installed"
        advice = (
            "Save its sheet as CSV UTF-8, or install it: "
            'pip install ".[workbook]" in a checkout of the program.'
        )
        raise FileTrouble(path, reason, advice) from None
    try:
        _refuse_too_large(data, path)
        with warnings.catch_warnings():  # of what it leaves out, such as the rules of a cell
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what the file says of its size may be wrong
            rows = list(_rows(sheet.iter_rows(values_only=True), path))
    except BadValue:
        raise
    except Exception as error:  # the library raises many kinds for what is no workbook
        reason = shown(str(error) or type(error).__name__)
        advice = "Save it again as .xlsx, or its sheet as CSV UTF-8."
        raise BadValue(
            f"this workbook cannot be read: {reason}. {advice}", where=str(path)
        ) from None
    if len(book.sheetnames) > 1:
        note(f"Of {shown_path(path)} only the first sheet was read, {shown(sheet.title)}.")
    return rows


def _rows(found: Iterable[tuple[object, ...]], path: Path) -> Iterator[list[str]]:
    cells = letters = 0
    for row in found:
        cells += len(row) + 1
        letters += sum(len(cell) for cell in row if isinstance(cell, str))
        if letters > LARGEST_UNPACKED:  # a text that many cells share is packed but once
            reason = f"its first sheet holds more than {LARGEST_UNPACKED:,} letters"
            raise BadValue(f"{reason}. Save what you need as CSV UTF-8.", where=str(path))
        if cells > MOST_CELLS:
            reason = f"its first sheet has more than {MOST_CELLS:,} cells"
            raise BadValue(f"{reason}. Save what you need as CSV UTF-8.", where=str(path))
        yield [_text(cell) for cell in row]


def _refuse_too_large(data: bytes, path: Path) -> None:
    """Raise BadValue where the XML is too large: by what is declared, beyond which none is read."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        size = sum(part.file_size for part in packed.infolist())
    if size > LARGEST_UNPACKED:
        reason = f"unpacks to more than {LARGEST_UNPACKED:,} bytes, which is the most that is read"
        raise BadValue(f"{reason}. Save its sheet as CSV UTF-8.", where=str(path))


def _text(value: object) -> str:
    """A cell as a CSV file would have it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case dt.datetime():
            return str(value.date() if value.time() == dt.time() else value)
        case float():
            return f"{value:.15g}"
    return str(value)
