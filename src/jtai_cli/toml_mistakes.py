"""What is wrong with a line that is not TOML, and what to type: the mistakes that people make.

Word, Outlook and web pages put in other characters than those that were typed; Windows has
backslashes in its paths; and people write dates, words and colons as they do elsewhere.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from jtai_cli.privacy import identifies
from jtai_cli.wording import MONTHS, WITHHELD, typed_plainly, visible

_LONGEST_LINE = 100  # of one that is repeated

# Texts in quotes and comments, in which any character may stand.
_QUOTED = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|\'[^\']*\'|#.*')
_MUCH = 1_000  # characters of a line, in which its mistake is sought
_CURLY = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b"
_APOSTROPHE = re.compile(r"(?<=\w)\u2019(?=\w)")
_QUOTES = "\u201c\u201d\u201e\u201f\u2018\u201a\u201b\u00ab\u00bb\u2039\u203a"
_STRAIGHT = str.maketrans(dict.fromkeys(_QUOTES, '"'))
_BULLETS = "\u2022\u00b7\u25aa\u2026"  # and the ellipsis: nothing stands for them
_PAIR = re.compile(r"\s*([\w-]+)\s*=([^#]*)(?:#.*)?")
_WITH_COLON = re.compile(r"\s*([\w-]+)\s*:\s*(.+)")
_WORDY_KEY = re.compile(r"\s*(\w+(?: \w+)+)\s*=.*")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ /.-](\w+)[ /.-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})")


def mistake_in(line: str, reason: str) -> str | None:
    """A sentence about the mistake in a line and what to type; None where it is an unusual one.

    ``reason`` is what the parser says.

    >>> print(mistake_in("area = \u201cExampleshire\u201d", "Invalid value"))
    “ is a curly quotation mark, as Word and Outlook write it. Type area = "Exampleshire".
    >>> print(mistake_in("fieldwork_start = 28 June 2027", ""))
    a date is written with hyphens, or stands in quotes. Type fieldwork_start = 2027-06-28.
    """
    said = _said(line[:_MUCH], reason)
    if said and identifies(_repeated(line[:_MUCH])):
        return f"{said.partition(' Type ')[0]} What is written there is {WITHHELD}."
    return said


def _repeated(line: str) -> str:
    """The key of a line; the whole line where it has none, or the references of cases."""
    key = re.split("[=:]", line, maxsplit=1)[0]
    return line if key.strip() in ("cases", line.strip()) else key


def _said(line: str, reason: str) -> str | None:
    bare = _APOSTROPHE.sub("", _QUOTED.sub("", line))
    plain = _in_plain_characters(line)
    for character in bare:
        if _in_plain_characters(character) != character:
            meant = "Take it out" if plain == line else f"Type {_short(plain)}"
            return f"{_named(character)}. {meant}."
    if "\\" in line and reason.startswith(("Unescaped", "Invalid hex")):
        return of_codes(line)
    if match := _WITH_COLON.fullmatch(line):
        return f"= is missing. Type {_short(f'{match[1]} = {match[2]}')}."
    if match := _WORDY_KEY.fullmatch(line):
        return f"a key has no blanks. Type {match[1].lower().replace(' ', '_')}."
    if match := _PAIR.fullmatch(line):
        return _mistake_in_value(match[1], match[2].strip())
    return None


def of_codes(line: str) -> str:
    """What to type for a line whose backslashes were read as codes, such as those of C:\\temp."""
    meant = _short(line.replace('"', "'"))
    return f"in double quotes a backslash (\\) begins a code. Type / for it, or {meant}."


def _mistake_in_value(key: str, value: str) -> str | None:
    if not value:
        return "the key has no value. Write one, or put # before the line."
    day = _iso(value)
    if day and day != value:
        return f"a date is written with hyphens, or stands in quotes. Type {key} = {day}."
    if not day and _DAY_FIRST.fullmatch(value):
        return "there is no such date, read day first. Type it as 2027-03-08."
    if value.lower() in ("true", "false", "yes", "no"):
        word = "true" if value.lower() in ("true", "yes") else "false"
        return f"true and false are written in small letters. Type {key} = {word}."
    if value[0].isalpha() and '"' not in value:
        meant = _short(f'{key} = "{value}"')
        return f"a text stands in quotes. Type {meant}."
    if value.endswith(","):
        return f"a comma stands at its end. Type {_short(f'{key} = {value[:-1]}')}."
    return None


def _in_plain_characters(text: str) -> str:
    straight = _APOSTROPHE.sub("'", text).replace("\u2019", '"').translate(_STRAIGHT)
    return typed_plainly(straight).strip(_BULLETS)


def _named(character: str) -> str:
    if character in _CURLY:
        return f"{character} is a curly quotation mark, as Word and Outlook write it"
    name = unicodedata.name(character, "").lower()
    article = "an" if name[:1] in "aeiou" else "a"
    return f"it has {article} {name} (U+{ord(character):04X}), which is no plain sign"


def _iso(value: str) -> str | None:
    """The date that is meant, as TOML has it; None where there is no such day, or no date."""
    if match := _YEAR_FIRST.fullmatch(value):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(value):
        day, month, year = match.groups()
    else:
        return None
    if month.isalpha() and len(month) > 2:
        named = (n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(month.lower()))
        month = str(next(named, 0))
    try:
        return str(dt.date(int(year), int(month), int(day)))
    except ValueError:
        return None


def _short(line: str) -> str:
    text = visible(line.strip())
    return text if len(text) <= _LONGEST_LINE else f"{text[:_LONGEST_LINE]}..."
