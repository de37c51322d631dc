"""Changes to a TOML text that a person wrote: a line added, a date in a line changed, a line gone.

All else stays as it is, byte for byte. (``tomlkit`` 0.15.2 does not keep ``got = { Police = ... }``
as it was, and puts a new key behind the comment that belongs to the next table.) The text is
cut into statements, each of which the standard library's parser reads by itself: a line break ends
every one but for those in brackets or three quotation marks.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from jtai_cli.errors import BadValue
from jtai_cli.plan.recording import Change, Entry
from jtai_cli.plan.work import agency_called
from jtai_cli.tables import NO_KEY, parse
from jtai_cli.wording import toml_text

Key = tuple[str, ...]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_DATE = re.compile(r"""=\s*("[^"]*"|'[^']*'|[0-9][0-9T:.Z+-]*)""")


class Statement(NamedTuple):
    """Lines ``first`` to ``last``, counted from 0: a header, whose ``key`` is (), or a key.

    ``table`` is the name in the header above, ``number`` its number among those of that name.
    """

    first: int
    last: int
    table: str
    number: int
    key: Key


def statements(lines: Sequence[str]) -> list[Statement]:
    """What a TOML text says, in order. The text must be TOML."""
    found: list[Statement] = []
    seen: Counter[str] = Counter()
    table, depth, first, last = "", 0, 0, -1
    for line in NO_KEY.sub(_blanked, "\n".join(lines)).split("\n"):
        last += 1 + line.count("\0")
        depth += line.count("[") - line.count("]")
        if depth:
            continue
        said = _read("\n".join(lines[first : last + 1]))
        key = _path(said)
        if line.lstrip().startswith("["):
            table, key = ".".join(key), ()
            seen[table] += 1
        if said:
            found.append(Statement(first, last, table, max(0, seen[table] - 1), key))
        first = last + 1
    return found


def _blanked(text: re.Match[str]) -> str:
    """A string or comment in which nothing looks like a bracket or the end of a statement."""
    return re.sub(r"[\[\]]", " ", text[0]).replace("\n", "\0")


def changed(text: str, changes: Iterable[Change], agencies: Sequence[str], file: str) -> str:
    """The text with some changes and nothing else. ``agencies`` are the partners of the file.

    Raises BadValue where it is laid out so that a change would be another, or break it.
    """
    expected = parse(text, file).values
    for entry, day in changes:
        if day == entry.recorded:  # in whatever form the text has it
            continue
        key, before = _key_there(text, entry, agencies), text
        text = _with_date(text, entry, key, day) if day else _without_key(text, entry, key)
        _expect(expected, entry, key, day)
        try:
            same = text != before and _kept(parse(text, file).values) == _kept(expected)
        except BadValue:
            same = False
        if not same:
            raise BadValue(
                f"{entry.table} is laid out in a way that this command does not change, as where "
                f"several keys stand on one line. Nothing was written. Change {'.'.join(key)} by "
                "hand.",
                where=file,
            )
    return text


def _with_date(text: str, entry: Entry, key: Key, day: dt.date) -> str:
    """The text with a date under a key; a table that is not there comes last."""
    lines = text.split("\n")
    there = statements(lines)
    if old := _found(there, entry, key):
        lines[old.first] = _DATE.sub(f"= {day}", lines[old.first], count=1)
        return "\n".join(lines)
    said = f"{'.'.join(map(_written, key))} = {day}"
    if under := _under(there, entry):
        indent = re.match(r"[ \t]*", lines[under[-1].first])
        lines.insert(under[-1].last + 1, f"{indent[0] if indent else ''}{said}")
        return "\n".join(lines)
    end = "\n" if text.endswith("\n") or not text else ""
    above = f"{text}\n" if end else f"{text}\n\n"
    return f"{above if text else ''}[{entry.table}]\n{said}{end}"


def _without_key(text: str, entry: Entry, key: Key) -> str:
    """The text without a key, and without its table where that is left empty at the very end."""
    lines = text.split("\n")
    there = statements(lines)
    if (old := _found(there, entry, key)) is None:
        return text
    del lines[old.first : old.last + 1]
    header, *keys = _under(there, entry)
    above, rest = lines[: header.first], lines[header.first :]
    if keys == [there[-1]] and rest in ([f"[{entry.table}]"], [f"[{entry.table}]", ""]):
        lines = above[:-1] + rest[1:] if above and above[-1] == "" else lines
    return "\n".join(lines)


def _key_there(text: str, entry: Entry, agencies: Sequence[str]) -> Key:
    """The key of an entry as the text has it: an agency may be written in other words."""
    if len(entry.key) == 1:
        return entry.key
    for each in _under(statements(text.split("\n")), entry):
        alike = each.key[:-1] == entry.key[:-1] and len(each.key) == len(entry.key)
        if alike and agency_called(each.key[-1], agencies) == entry.key[-1]:
            return each.key
    return entry.key


def _expect(values: Any, entry: Entry, key: Key, day: dt.date | None) -> None:
    """Make a change to values as the file should then have them."""
    found = values.setdefault(entry.table, {}) if entry.table else values
    found = found[entry.number] if isinstance(found, list) else found
    for name in key[:-1]:
        found = found.setdefault(name, {})
        if not isinstance(found, dict):
            return  # one date for all agencies, which is not parted: no text is as expected
    if day:
        found[key[-1]] = day
    else:
        found.pop(key[-1], None)


def _kept(values: Any) -> Any:
    """Values without tables that are empty, which say nothing."""
    if isinstance(values, dict):
        kept = {key: _kept(value) for key, value in values.items()}
        return {key: value for key, value in kept.items() if value != {}}
    return [_kept(each) for each in values] if isinstance(values, list) else values


def _under(there: Iterable[Statement], entry: Entry) -> list[Statement]:
    """The header of an entry's table and the keys below it."""
    return [each for each in there if (each.table, each.number) == (entry.table, entry.number)]


def _found(there: Iterable[Statement], entry: Entry, key: Key) -> Statement | None:
    return next((each for each in _under(there, entry) if each.key == key), None)


def _read(piece: str) -> dict[str, Any]:
    try:
        return tomllib.loads(piece)
    except tomllib.TOMLDecodeError:  # lines that end as those of an old Mac: nothing is found
        return {}


def _path(said: dict[str, Any]) -> Key:
    """The names in a header or before the sign =, from what the parser made of the line."""
    path: list[str] = []
    value: Any = said
    while isinstance(value, dict) and len(value) == 1:
        (name, value) = next(iter(value.items()))
        path.append(name)
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
    return tuple(path)


def _written(name: str) -> str:
    """A key as TOML writes it."""
    return name if _BARE.fullmatch(name) else toml_text(name)
