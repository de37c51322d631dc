"""Changing valid files into files that nobody would write, and making values to put into them.

Everything is drawn from a ``random.Random``, so that the same seed gives the same files.
"""

import random
import re
from collections.abc import Callable, Sequence

LARGEST = 20_000  # bytes of an input: more finds nothing new, and takes longer

DATES = (
    *("2027-03-08", "2027-03-26", "2027-12-25", "1990-01-01", "1989-12-31", "2100-12-31"),
    *("2100-12-30", "2101-01-01", "0001-01-01", "9999-12-31", "2027-02-30", "2028-02-29"),
    *("8 March 2027", "Mon 8 March 2027", "Tue 8 March 2027", "08/03/2027", "04/13/2027"),
    *("03/04/27", "today", "2027-3-8", "2027-W10-1", "20270308", "2027-03-08T09:00:00Z"),
    *("2027-03-08..2027-03-12", "2027-03-12..2027-03-08", "2027-03-08..", "1990-01-01..2100-12-31"),
)
NUMBERS = (
    "0",
    "1",
    "-1",
    "5",
    "10",
    "34",
    "70",
    "250",
    "-250",
    "251",
    "500",
    "1000000000",
    "1e308",
)
NASTY = (
    *("", " ", "\t", "\n", "\r", "\r\n", "\x00", "\x1b[31m", "\x7f", "\x85", "\u2028", "\ufeff"),
    *("\u202e", "\U0001f600", "e\u0301", "\u0660\u0661", "\u00bd", "[/oops]", "[bold]", "|", "\\"),
    *('"', "'", '"""', "'''", "`", "*", "<b>", "&amp;", "=1+1", "@SUM(A1)", "-2", "+3", ";", ","),
    *(
        "#",
        "{",
        "}",
        "[",
        "]",
        "[[",
        "]]",
        "=",
        ".",
        "..",
        "/",
        "//",
        "../../etc/passwd",
        "%s",
        "{0}",
    ),
    *(
        "nan",
        "inf",
        "true",
        "false",
        "null",
        "None",
        "9" * 30,
        " " * 2000,
        "x" * 300,
        "\u00e9" * 90,
        "1_000",
    ),
)
BYTES = (
    *(
        b"\x00",
        b"\xff",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"\xc3",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
    ),
    *(
        b"\r",
        b"\n",
        b"\r\n",
        b"\xe2\x80\xa8",
        b"\xc2\x85",
        b"\x1b",
        b"\\u0000",
        b"\\ud800",
        b"\\u2028",
    ),
)
_TOKEN = re.compile(rb"[A-Za-z_]+|[0-9]+|[^\sA-Za-z0-9_]")
_LONG_TOKEN = re.compile(rb'"[^"\n]*"|[^\s,=:"]+')


def word(words: Sequence[str], chance: random.Random) -> str:
    """A word of the reader's own, or a date, a number or something nasty."""
    return chance.choice(chance.choice((words, words, DATES, NUMBERS, NASTY)))


def mutated(
    data: bytes, seeds: Sequence[bytes], words: Sequence[str], chance: random.Random
) -> bytes:
    """An input with one to five changes; ``seeds`` are others that parts are taken from."""
    for _ in range(chance.choice((1, 1, 2, 2, 3, 5))):
        data = chance.choice(_CHANGES)(data, seeds, words, chance)
    return data[:LARGEST]


def _another_token(
    data: bytes, seeds: Sequence[bytes], words: Sequence[str], chance: random.Random
) -> bytes:
    found = list(chance.choice((_TOKEN, _LONG_TOKEN)).finditer(data))
    if not found:
        return data
    at = chance.choice(found)
    new = word(words, chance).encode("utf-8", "replace")
    if at[0][:1] == b'"' and chance.random() < 0.7:
        new = b'"' + new + b'"'
    return data[: at.start()] + new + data[at.end() :]


def _lines(
    data: bytes, seeds: Sequence[bytes], words: Sequence[str], chance: random.Random
) -> bytes:
    lines = data.split(b"\n")
    one, two = (chance.randrange(len(lines)) for _ in range(2))
    match chance.randrange(5):
        case 0:
            del lines[one]
        case 1:
            lines.insert(two, lines[one])
        case 2:
            lines[one], lines[two] = lines[two], lines[one]
        case 3:
            lines.insert(one, chance.choice(chance.choice(seeds).split(b"\n")))
        case 4:
            del lines[min(one, two) : max(one, two)]
    return b"\n".join(lines)


def _bytes(
    data: bytes, seeds: Sequence[bytes], words: Sequence[str], chance: random.Random
) -> bytes:
    at = chance.randrange(len(data) + 1)
    match chance.randrange(4):
        case 0:
            return data[:at] + chance.choice(BYTES) + data[at:]
        case 1:
            return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
        case 2:
            return data[:at] + data[at + chance.choice((1, 2, 7, 40)) :]
        case _:
            return data[:at] + word(words, chance).encode("utf-8", "replace") + data[at:]


def _size(
    data: bytes, seeds: Sequence[bytes], words: Sequence[str], chance: random.Random
) -> bytes:
    at, to = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    match chance.randrange(4):
        case 0:
            return data[:at]
        case 1:
            return data[at:]
        case 2:
            part = data[at : at + chance.choice((1, 3, 20))]
            return data[:at] + part * chance.choice((2, 9, 200)) + data[at:]
        case _:
            other = chance.choice(seeds)
            return data[:at] + other[chance.randrange(len(other) + 1) :] + data[to:]


_Change = Callable[[bytes, Sequence[bytes], Sequence[str], random.Random], bytes]
_CHANGES: tuple[_Change, ...] = (
    _another_token,
    _another_token,
    _another_token,
    _lines,
    _bytes,
    _size,
)
