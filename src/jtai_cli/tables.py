"""Values out of TOML, CSV and JSON, with errors that say where in the file they stand.

A :class:`Table` is one table of a TOML file, or one row of a CSV file. Its getters check the value
that they return, and raise an error of one sentence for any other. A :class:`JsonObject` is read in
the same way, but its errors name the path to a value and are worded for JSON.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any, Self

from jtai_cli.errors import BadValue
from jtai_cli.toml_mistakes import mistake_in, of_codes
from jtai_cli.wording import listed, nearest, shown, unprintable

MOST_DOTS = 100  # in the keys of one line

_ASSIGNED = re.compile(r"""\s*(?:(?:[\w.-]+|"[^"]*"|'[^']*')\s*=|\[\[?[A-Za-z])""")
_HEADER = re.compile(r"\s*\[\[?([^\]]+)\]\]?\s*(?:#.*)?")
# Comments and strings, in which a full stop is no part of a key. Each alternative matches wherever
# it begins, even where it is never closed, and no two parts of it match the same characters, so
# that the time is linear whatever the text. (Possessive quantifiers do the same, but Python 3.11.2,
# which Debian 12 has, gets them wrong.)
NO_KEY = re.compile(
    r"#[^\n]*"
    r'|"""[^"\\]*(?:(?:\\[\s\S]|"{1,2}(?!"))[^"\\]*)*(?:"{3,5})?'
    r"|'''[^']*(?:'{1,2}(?!')[^']*)*(?:'{3,5})?"
    r'|"[^"\\\n]*(?:\\.[^"\\\n]*)*"?'
    r"|'[^'\n]*'?"
)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONG_NUMBER = re.compile(r"0[box][0-9a-fA-F_]{3500,}")  # int() reads it, but str() refuses it
_PLAIN_KEY = re.compile(r"[A-Za-z0-9_-]{1,60}")
_REPEATS_KEY = re.compile(r"(?s)(?:Cannot (?:declare|mutate|redefine)|Duplicate inline) .*")
_PLAINLY = "Write it with plain keys and values."
_TOO_LONG = "a number in it is longer than 4,000 digits. Write a plain number."
_PARSER_SAYS = re.compile(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", re.DOTALL)
_IN_PLAIN_WORDS = {
    "Cannot overwrite a value": "the key stands twice",
    "Invalid date or datetime": "there is no such date",
    "Illegal character '\\n'": "a quotation mark is not closed",
    "Expected '=' after a key in a key/value pair": "= is missing behind the key",
    "Expected newline or end of document after a statement": "something stands behind the value",
    "Unclosed array": "a square bracket above is not closed",
}


class Table:
    """The values of one table, with what is needed to say where each of them stands.

    ``name`` is the header of the table in the file ("" for the top), ``index`` its number among
    the tables of that name, ``row`` a row's number where the values come from a CSV file.
    """

    kinds: Mapping[type, str] = {
        str: "a text in quotes",
        int: "a whole number",
        list: "a list in square brackets",
        dict: "a table, with its keys on lines below",
        bool: "true or false",
    }
    most_entries = 200  # of a list
    may_be_empty = False  # a text
    quotes_values = True  # in the error for a value of another kind
    not_tables = "must be written as [[{key}]], and entry {number} is not"
    advice = ""  # ends an error that does not say what to do
    known: Collection[str] = ()  # the keys that it may have, as far as that was asked

    def __init__(
        self,
        values: Mapping[str, Any],
        file: str,
        text: str = "",
        name: str = "",
        index: int = 0,
        row: int | None = None,
    ) -> None:
        self.values, self.file, self.text = values, file, text
        self.name, self.index, self.row = name, index, row

    def where(self, key: str = "", value: object = None) -> str:
        """The place of a key, or of a value in its list, for people: file, line or row, and key."""
        from jtai_cli.privacy import identifies  # only a mistake needs it

        place = self._place(key, value)
        is_told = key and (key in self.known or not identifies(key))
        return f"{place}: {_plain(key)}" if is_told else place

    def error(self, key: str, reason: str, value: object = None) -> BadValue:
        """An error about the value of ``key``, or about one in the list there, to be raised."""
        said = reason if reason.endswith((".", "?")) else f"{reason}.{self.advice}"
        return BadValue(said, where=self.where(key, value))

    def refuse_unknown(self, known: Collection[str]) -> None:
        """Raise BadValue for the first key that is not known, with the nearest that is."""
        self.known = known
        for key in self.values:
            if key not in known:
                from jtai_cli.privacy import told  # only a mistake needs it

                table = f" in [{self.name}]" if self.name else ""
                reason = f"there is no key {told(key, known)}{table}. {nearest(key, known)}"
                keys = listed(sorted(known))
                raise BadValue(f"{reason}The keys are {keys}.", where=self._place(key))

    def text_of(self, key: str, default: str | None = None) -> str:
        """A text of one line, neither empty nor with control characters."""
        value = self._get(key, str, default)
        if not value.strip() and not self.may_be_empty:
            raise self.error(key, "is empty; write a text, or leave the key out")
        if reason := unprintable(value):
            raise self.error(key, self._of_codes(key, value) or reason)
        return str(value)

    def identifier(self, taken: Collection[str] = ()) -> str:
        """The ``id``: lower-case words joined by hyphens, and not one of those taken."""
        text = self.text_of("id")
        if not _ID.fullmatch(text):
            reason = f"must be lower-case words joined by hyphens, and is {shown(text)}"
            raise self.error("id", reason)
        if text in taken:
            raise self.error("id", f"{shown(text)} stands twice; every id is used once")
        return text

    def optional_text(self, key: str) -> str | None:
        """As :meth:`text_of`, or None where the key is not there, or null."""
        return None if self.values.get(key) is None else self.text_of(key)

    def integer(self, key: str, *, least: int, most: int) -> int:
        """A whole number from ``least`` to ``most``, both allowed."""
        if self.row is not None and re.fullmatch(r"[+-]?[0-9]{1,9}", str(self.values.get(key, ""))):
            value = int(self.values[key])
        else:
            value = self._get(key, int, None)
        if not least <= value <= most:
            raise self.error(key, f"must be from {least} to {most}, and is {shown_value(value)}")
        return int(value)

    def yes_or_no(self, key: str) -> bool:
        """True or false; in a row also yes or no. False where the key is not there."""
        words = {"true": True, "yes": True, "false": False, "no": False}
        value = self.values.get(key, False)
        if self.row is not None and str(value).lower() in words:
            return words[str(value).lower()]
        return bool(self._get(key, bool, False))

    def choice(self, key: str, options: Sequence[str]) -> str:
        """One of the texts in ``options``."""
        value = self._get(key, str, None)
        if value not in options:
            reason = f"must be {listed(options, 'or')}, and is {shown_value(value)}. "
            raise self.error(key, f"{reason}{nearest(value, options)}".strip())
        return str(value)

    def list_of(self, key: str, *, required: bool = False) -> list[Any]:
        """A list; empty where the key is not there, unless it is required."""
        found = list(self._get(key, list, None if required else []))
        if len(found) > self.most_entries:
            most = f"has {len(found):,} entries, and at most {self.most_entries:,} are read"
            raise self.error(key, most if self.advice else f"{most}. Take some out")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts of one line; empty where the key is not there.

        Its errors quote nothing: what was written may be what should not be repeated.
        """
        if not isinstance(self.values.get(key, []), list):
            raise self.error(key, 'must be a list of texts, such as ["Ofsted"]')
        texts = self.list_of(key)
        for number, text in enumerate(texts, start=1):
            if not isinstance(text, str) or not text.strip() or unprintable(text):
                reason = (
                    'must be a list of texts, each one line of ordinary text, such as ["Ofsted"]'
                )
                raise self.error(key, f"{reason}, and entry {number} is not", text)
        return tuple(texts)

    def table(self, key: str) -> Self:
        """The table under ``key``."""
        return self._part(self._get(key, dict, None), key)

    def tables(self, key: str, *, required: bool = False) -> list[Self]:
        """The tables in the list ``key``, in order; none where it is not there, unless required."""
        rows = self.list_of(key, required=required)
        for number, row in enumerate(rows, start=1):
            if not isinstance(row, dict):
                raise self.error(key, self.not_tables.format(key=key, number=number))
        return [self._part(row, key, index) for index, row in enumerate(rows)]

    def _of_codes(self, key: str, value: str) -> str:
        """What to type where backslashes were read as codes, such as those of C:\\new; else ""."""
        number = line_of(self.text, self.name, self.index, key)
        line = self.text.split("\n")[number - 1]
        return of_codes(line) if "\\" in line and re.search("[\b\t\n\f\r]", value) else ""

    def _part(self, values: Mapping[str, Any], key: str, index: int | None = None) -> Self:
        return type(self)(values, self.file, self.text, key, index or 0)

    def _place(self, key: str, value: object = None) -> str:
        if self.row is not None:
            return f"{self.file}, row {self.row}"
        if not self.text:  # the values come from no file
            return self.file
        line = line_of(self.text, self.name, self.index, key)
        if value is not None:
            written = value if isinstance(value, str) else shown_value(value)
            line = _line_holding(self.text, line, written)
        return f"{self.file}, line {line}"

    def _get(self, key: str, kind: type, default: Any) -> Any:
        if key not in self.values and default is None:
            raise self._missing(key)
        value = self.values.get(key, default)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            quoted = f", and is {shown_value(value)}" if self.quotes_values else ""
            raise self.error(key, f"must be {self.kinds[kind]}{quoted}")
        return value

    def _missing(self, key: str) -> BadValue:
        table = f" from [{self.name}]" if self.name else ""
        return BadValue(f"the key {key} is missing{table}. Add it.", where=self.where())


class JsonObject(Table):
    """An object of a JSON text; ``name`` is the path to it, which ends in a full stop if any."""

    kinds: Mapping[type, str] = {
        str: "a text",
        int: "a whole number",
        list: "a list",
        dict: "an object",
    }
    most_entries = 1000  # a plan with all that a file may hold has half as many
    may_be_empty = True
    quotes_values = False
    not_tables = "must be a list of objects"

    def where(self, key: str = "", value: object = None) -> str:
        """The place of a key for people: file and path."""
        return f"{self.file}: {self.name}{key}"

    def choice(self, key: str, options: Sequence[str]) -> str:
        """One of the texts in ``options``."""
        text = self.text_of(key)
        if text not in options:
            raise self.error(key, f"must be {listed(options, 'or')}, and is {shown(text)}")
        return text

    def _part(self, values: Mapping[str, Any], key: str, index: int | None = None) -> Self:
        number = "" if index is None else f"[{index}]"
        return type(self)(values, self.file, name=f"{self.name}{key}{number}.")

    def _missing(self, key: str) -> BadValue:
        return self.error(key, "is missing")


def parse(text: str, file: str) -> Table:
    """The top table of a TOML text. Raises BadValue, with the line, where it is not TOML."""
    text = _with_line_feeds(text)
    if long := _LONG_NUMBER.search(text):
        number = text.count("\n", 0, long.start()) + 1
        raise BadValue(_TOO_LONG, where=f"{file}, line {number}")
    _refuse_deep_keys(text, file)
    try:
        return Table(tomllib.loads(text), file, text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(text, file, str(error)) from None
    except ValueError:  # from int(), which reads no more digits than this
        raise BadValue(_TOO_LONG, where=file) from None
    except RecursionError:
        reason = f"its values are nested too deeply to be read. {_PLAINLY}"
        raise BadValue(reason, where=file) from None


def _not_toml(text: str, file: str, parser_says: str) -> BadValue:
    """The error for a text that is not TOML: its line, what is wrong there and what to type."""
    said = _PARSER_SAYS.fullmatch(parser_says)
    reason, line = said.groups() if said else (parser_says, None)
    lines = text.rstrip("\n").split("\n")
    number = int(line) if line else len(lines)
    if reason == "Unterminated string":
        last = list(NO_KEY.finditer(text))[-1]
        number = text.count("\n", 0, last.start()) + 1  # where it begins, not the end of the file
        reason = "a text in three quotation marks" if _is_long(last[0]) else "a quotation mark"
        reason += " is never closed"
    mistake = mistake_in(lines[number - 1], reason) if number <= len(lines) else None
    if mistake is None:
        reason = _REPEATS_KEY.sub("the key or table stands twice", reason)
        mistake = (
            f"{_IN_PLAIN_WORDS.get(reason, reason)}. Check that a text stands in quotes, that a "
            "date is written 2027-03-08, and that no key stands twice."
        )
    return BadValue(f"this is not TOML: {mistake}", where=f"{file}, line {number}")


def _with_line_feeds(text: str) -> str:
    """A text of Windows or an old Mac with the line ends of TOML."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_long(token: str) -> bool:
    """Whether a comment or text is a text that may have several lines."""
    return token.startswith(('"""', "'''"))


def _refuse_deep_keys(text: str, file: str) -> None:
    """Raise BadValue for keys such as a.a.a.a: the parser's time is quadratic in their dots."""
    if text.count(".") <= MOST_DOTS:  # true of most files, and quick
        return
    bare = NO_KEY.sub(lambda found: "\n" * found[0].count("\n"), text)
    for number, line in enumerate(bare.split("\n"), start=1):
        if line.count(".") > MOST_DOTS:
            reason = f"its keys have more than {MOST_DOTS} dots. {_PLAINLY}"
            raise BadValue(reason, where=f"{file}, line {number}")


def shown_value(value: object, deep: int = 9) -> str:
    """A value much as its file has it, but short, with what is nested too deeply left out.

    >>> shown_value(True), shown_value("x"), shown_value([1.5, {"a": 1}])
    ('true', "'x'", '[1.5, { ... }]')
    >>> shown_value([[[1]]], deep=2), shown_value(10 ** 5000)
    ('[[...]]', 'a very long number')
    """
    match value:
        case bool():
            text = str(value).lower()
        case str():
            from jtai_cli.privacy import quoted  # only a mistake needs it

            text = quoted(value)
        case int() if value.bit_length() > 999:  # Python writes no more than 4,300 digits
            text = "a very long number"
        case int():
            from jtai_cli.privacy import childs_number, quoted

            text = quoted(str(value)) if childs_number(str(value)) else str(value)
        case list() if not deep:
            text = "..."
        case list():
            text = f"[{', '.join(shown_value(each, deep - 1) for each in value[:9])}]"
        case dict():
            text = "{ ... }"  # its keys may be names
        case _:
            text = str(value)
    return text if len(text) <= 70 else f"{text[:67]}..."


def _plain(key: str) -> str:
    """A key as it was written where that is short and safe to print, else quoted."""
    return key if _PLAIN_KEY.fullmatch(key) else shown(key)


@lru_cache(maxsize=1024)  # a fault in each of many entries asks for the same line
def line_of(text: str, name: str, index: int, key: str) -> int:
    """The line, from 1, of a key in a table, or else of the table, or else the first.

    Looked for are the key under the table's header, a header that is the key itself, and the key
    inside an inline table, as in ``name = [{ key = 1 }]``.
    """
    lines, sections = _layout(text)
    found = sections.get(name, [])
    if index >= len(found):
        inline = _inline_lines(text, name, key or name)
        return inline[min(index, len(inline) - 1)]
    if key:
        assigned = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""")
        for number in found[index]:
            if assigned.match(lines[number - 1]):
                return number
        if not name and key in sections:
            return sections[key][0].start
    return found[index].start


def _line_holding(text: str, begin: int, value: str) -> int:
    """The line of a value in the list that begins on a line; that line where it is not found."""
    lines = _layout(text)[0][begin - 1 :]
    for number, line in enumerate(lines, begin):
        if number > begin and _ASSIGNED.match(line):  # the next key, or the next table
            break
        if value in line:
            return number
    return begin


@lru_cache(maxsize=2)  # a file may have thousands of faults
def _layout(text: str) -> tuple[list[str], dict[str, list[range]]]:
    """The lines of a text, and by the name of each table the lines of every table of that name.

    The lines of a table begin with its header; "" is what stands above the first header.
    """
    # A line inside a string of several lines may look like a key or a header.
    text = NO_KEY.sub(
        lambda found: "\n" * found[0].count("\n") if _is_long(found[0]) else found[0],
        _with_line_feeds(text),
    )
    lines = text.split("\n")  # not splitlines, which also splits at what ends no line of TOML
    headers = [(number, _HEADER.fullmatch(line)) for number, line in enumerate(lines, start=1)]
    starts = [(1, "")]
    starts += [(number, header[1].strip()) for number, header in headers if header]
    ends = [number for number, _ in starts[1:]] + [len(lines) + 1]
    sections: dict[str, list[range]] = {}
    for (start, name), end in zip(starts, ends, strict=True):
        sections.setdefault(name, []).append(range(start, end))
    return lines, sections


@lru_cache(maxsize=8)
def _inline_lines(text: str, name: str, key: str) -> list[int]:
    """The lines of ``key`` in the inline value of ``name``; else that of ``name``, or 1."""
    lines = _layout(text)[0]
    start = re.compile(rf"\s*{re.escape(name)}\s*[=.]")
    begin = next((number for number, line in enumerate(lines, 1) if start.match(line)), None)
    if begin is None:
        return [1]
    word = re.compile(rf"\b{re.escape(key)}[\"']?\s*=")
    uses = enumerate(lines[begin - 1 :], begin)
    return [number for number, line in uses for _ in word.findall(line)] or [begin]
