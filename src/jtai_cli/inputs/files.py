"""Reading what users keep in files, and how much of it is read."""

from __future__ import annotations

import os
import re
import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from contextlib import suppress
from io import UnsupportedOperation
from pathlib import Path, PureWindowsPath
from typing import NamedTuple

import click

from jtai_cli.errors import BadValue, FileTrouble, system_reason
from jtai_cli.inputs.notes import note
from jtai_cli.outputs.files import remember_input
from jtai_cli.wording import shown, shown_path

# The most that is read, in bytes: several times what a person would ever need, and so little that
# even the slowest file of that size is read in two seconds. docs/reference/limits.md states them.
LARGEST_TOML = 100_000  # some fifty times an inspection file
LARGEST_SAVED = 1_000_000  # some twenty times a plan with all its workings
LARGEST_PLANS = 3_000_000  # some 200 of them
LARGEST_CSV = 1_500_000  # some 150 bytes for each of its rows
LARGEST_ICS = 500_000  # some 1,000 events
LARGEST_PIPED = 2_000_000  # of what can be read but once, before it is known what it is

STDIN = ("-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0")
_MARKS_AND_BLANKS = BOM_UTF8 + BOM_UTF16_LE + BOM_UTF16_BE + b" \t\r\n"
# What a pipe holds, by its first bytes; anything else that has no such line is a table.
_BEGINNINGS = {b"PK\x03\x04": ".xlsx", b"{": ".json", b"BEGIN:VCALENDAR": ".ics"}
_PLANS = re.compile(rb"\[\s*\{")  # an array of saved plans, and no header of TOML
_TOML_LINE = re.compile(rb"""(?m)^[ \t]*(\[|[A-Za-z0-9_."'-]+[ \t]*=)""")

# What is no text, by its first bytes.
_OTHER_FILES = {
    b"PK\x03\x04": "is a workbook or another packed file, and no text",
    b"\xd0\xcf\x11\xe0": "is a file of an old Excel or Word, and no text",
    b"%PDF": "is a PDF, and no text",
}
_OTHER_SHEETS = (".xls", ".xlsb", ".xlsm", ".ods", ".numbers")
# What is a device on Windows, in any folder and with any ending.
_DEVICE = r"(?i:con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\xb9\xb2\xb3])"
_IN_UTF_8 = rb"[\xc2\xc3][\x80-\xbf]|\xe2\x80"  # letters that no text in Windows-1252 has


def beside(folder: Path, name: str, *, option: str) -> Path:
    """The file that another file in ``folder`` names: beside it or below.

    Whoever wrote the file may be anybody, so it leads nowhere else, on no system: a name such as
    ``//host/x`` would have Windows send its user's login to that host. A link in the folder is
    followed. Raises BadValue, which names the ``option`` that takes any file.
    """
    path = PureWindowsPath(name)  # which knows both separators
    dots = any(not part.strip(". ") for part in path.parts)  # Windows drops those at the end
    if path.anchor or dots or ":" in name or name.startswith("~"):
        raise BadValue(
            f"{shown(name)} leads elsewhere than to a file beside this one or below. Copy it there "
            f"and write its plain name, or type it after {option}."
        )
    if any(re.fullmatch(_DEVICE, part.split(".")[0].rstrip()) for part in path.parts):
        raise BadValue(f"{shown(name)} is the name of a device of Windows. Rename the file.")
    return Path(folder, *path.parts)


def advice_on(name: str, otherwise: str) -> str:
    """What to do about a file that is not read: for a sheet of another kind, how to save it."""
    is_sheet = name.lower().endswith(_OTHER_SHEETS)
    return "Save the sheet as .xlsx or .csv." if is_sheet else otherwise


def read_text(path: Path, *, most: int, kept: bool = True) -> str:
    """The text of a file of at most ``most`` bytes; see :func:`decoded` for what it is in.

    Unless ``kept`` is False, the running command refuses to write its answer over the file.
    Raises FileTrouble, saying what to do, for anything that is not such a file.
    """
    return decoded(read_bytes(path, most=most, kept=kept), called(path))


class Whole(NamedTuple):
    """A file of UTF-8 that is to be changed: its bytes, and its text, with line feeds alone.

    Where its line ends are of several kinds, the text has them as they are.
    """

    data: bytes
    text: str

    def encoded(self, text: str) -> bytes:
        """Another text as this file's bytes would be: with its mark and its line ends."""
        data = text.encode()
        if b"\r\n" in self.data and "\r\n" not in self.text:
            data = data.replace(b"\n", b"\r\n")
        return (BOM_UTF8 if self.data.startswith(BOM_UTF8) else b"") + data


def read_whole(path: Path) -> Whole:
    """An inspection file that is to be changed, though not by -o.

    Raises FileTrouble where it is not in UTF-8, or is no file that can be written.
    """
    if is_piped(path):
        raise FileTrouble(called(path), "cannot be written back to", "Name an inspection file.")
    data = read_bytes(path, most=LARGEST_TOML)
    try:
        text = data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError:
        advice = "Save it again as UTF-8, then type this again."
        raise FileTrouble(path, "is not in UTF-8", advice) from None
    one_kind = text.count("\r\n") == text.count("\n") == text.count("\r")
    return Whole(data, text.replace("\r\n", "\n") if one_kind else text)


def is_piped(name: str | Path) -> bool:
    """Whether a name is that of stdin, or of a pipe, as a shell's <(...) is."""
    try:
        return str(name) in STDIN or Path(name).is_fifo()
    except (OSError, ValueError):  # it is too long, or has a NUL in it
        return False


def called(name: str | Path) -> str:
    """What messages call a file."""
    return "<stdin>" if str(name) in STDIN else str(name)


def ending_of(name: str | Path) -> str:
    """The ending of a file's name, in small letters; of a pipe the one that its contents have."""
    if not is_piped(name):
        return Path(name).suffix.lower()
    data = _piped(Path(name)).replace(b"\0", b"").lstrip(_MARKS_AND_BLANKS)
    for start, ending in _BEGINNINGS.items():
        if data.startswith(start):
            return ending
    if _PLANS.match(data):
        return ".json"
    return ".toml" if _TOML_LINE.search(data) or not data else ".csv"


def read_bytes(path: Path, *, most: int, kept: bool = True) -> bytes:
    """What a file of at most ``most`` bytes holds, or stdin or a pipe. Raises FileTrouble."""
    try:
        data = _piped(path) if is_piped(path) else _read(path, most, kept=kept)
    except FileNotFoundError:
        raise FileTrouble(path, "does not exist", "Check its name and folder.") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = f"cannot be read: {system_reason(error)}"
        raise FileTrouble(called(path), reason, "Check its name.") from None
    if len(data) > most:
        reason = f"has more than {most:,} bytes, which is the most that is read"
        raise FileTrouble(called(path), reason, "Check that this is the file you mean.")
    return data


def _read(path: Path, most: int, *, kept: bool) -> bytes:
    if path.is_dir():
        raise FileTrouble(path, "is a folder", "Name a file in it.")
    if path.exists() and not path.is_file():
        raise FileTrouble(path, "is not an ordinary file", "Copy it into one first.")
    with open(path, "rb") as file:
        if kept:
            remember_input(os.fstat(file.fileno()))
        return file.read(most + 1)  # no more, even where the size is unknown or grows


def _piped(path: Path) -> bytes:
    """What stdin or a pipe holds, which the running command may ask for again.

    Raises FileTrouble where it cannot be read.
    """
    ctx = click.get_current_context(silent=True)
    known = ctx.meta.setdefault("jtai.piped", {}) if ctx else {}
    if str(path) not in known:
        known[str(path)] = _stdin() if str(path) in STDIN else _pipe(path)
    return bytes(known[str(path)])


def _pipe(path: Path) -> bytes:
    """What a pipe holds; one to which nobody writes, which might never end, is refused."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
        os.set_blocking(file.fileno(), True)
        data = file.read(LARGEST_PIPED + 1)
    if not data:
        reason = "is not an ordinary file, but a pipe to which nobody writes"
        raise FileTrouble(path, reason, "Name a file, or start what writes to it first.")
    return data


def _stdin() -> bytes:
    if sys.stdin is None:
        raise FileTrouble("<stdin>", "is closed", "Name a file.")
    try:
        with suppress(UnsupportedOperation):  # of a stream that is no file at all
            remember_input(os.fstat(sys.stdin.fileno()))
        return sys.stdin.buffer.read(LARGEST_PIPED + 1)
    except OSError as error:
        reason = f"cannot be read: {system_reason(error)}"
        raise FileTrouble("<stdin>", reason, "Name a file.") from None


def decoded(data: bytes, path: object) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or Windows-1252, without the mark.

    Anything but UTF-8 is said in a note. Raises FileTrouble for what is no such text.
    """
    for start, reason in _OTHER_FILES.items():
        if data.startswith(start):
            raise FileTrouble(path, reason, "Save it as text, a sheet as .xlsx or CSV UTF-8.")
    marked = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    if not marked and data.count(0) > len(data) // 4:
        reason = "seems to be in UTF-16, but lacks the mark that says so"
        raise FileTrouble(path, reason, "Save it again as UTF-8.")
    encoding = "utf-16" if marked else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        where = f"byte {error.start + 1:,} cannot be read"
        if encoding == "utf-16" or not _is_windows_1252(data):
            reason = f"is not in {'UTF-16' if encoding == 'utf-16' else 'UTF-8'} ({where})"
            raise FileTrouble(path, reason, "Save it again as UTF-8.") from None
        text, encoding = data.decode("cp1252"), "Windows-1252"
    if encoding != "utf-8-sig":
        name = encoding.replace("utf", "UTF")
        note(f"{shown_path(path)} is in {name}, and was read so; UTF-8 is what most programs read.")
    return text


def _is_windows_1252(data: bytes) -> bool:
    """Whether bytes that are not UTF-8 are text, without letters of UTF-8 or control characters."""
    unused = rb"[\x00-\x08\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d]"
    return not re.search(unused, data) and not re.search(_IN_UTF_8, data)
