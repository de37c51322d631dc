"""Tables put at the end of a TOML text that a person wrote, all else in it as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from jtai_cli.errors import BadValue
from jtai_cli.tables import Table, parse
from jtai_cli.wording import toml_text

Value = str | int | dt.date | dt.time | tuple[str, ...]


class NewTable(NamedTuple):
    """One ``[[name]]`` with its values; ``comment`` is of one line or several, above it."""

    name: str
    values: Mapping[str, Value]
    comment: str = ""


def tables_text(tables: Iterable[NewTable]) -> str:
    """The tables as TOML, a blank line above each.

    >>> print(tables_text([NewTable("audit", {"case": "EX-01", "due": 8}, "By jtai")]))
    <BLANKLINE>
    # By jtai
    [[audit]]
    case = "EX-01"
    due = 8
    <BLANKLINE>
    """
    return "".join(map(_table_text, tables))


def added(text: str, tables: Sequence[NewTable], file: str) -> str:
    """The text with the tables at its end.

    Raises BadValue where the file, called ``file``, has tables of a name in another form, to which
    none can be added so.
    """
    ends = "" if not text or text.endswith("\n") else "\n"
    new = f"{text}{ends}{tables_text(tables)}" if tables else text
    top = parse(text, file)
    expected = dict(top.values)
    for name, values, _ in tables:
        there = expected.get(name, [])
        if not isinstance(there, list):
            raise _other_form(top, name)
        lists = {key: list(value) for key, value in values.items() if isinstance(value, tuple)}
        expected[name] = [*there, {**values, **lists}]
    try:
        same = parse(new, file).values == expected
    except BadValue:
        same = False
    if not same:
        names = list(dict.fromkeys(table.name for table in tables))
        raise _other_form(top, next((name for name in names if name in top.values), names[0]))
    return new


def _other_form(top: Table, name: str) -> BadValue:
    return top.error(
        name,
        f"is not written as [[{name}]], so nothing can be added at the end of the file. Write each "
        f"as [[{name}]] with its keys on lines below, or take {name} out where it is empty.",
    )


def _table_text(table: NewTable) -> str:
    lines = [f"# {line}" for line in table.comment.splitlines()]
    lines += [f"[[{table.name}]]", *(f"{key} = {_value(v)}" for key, v in table.values.items())]
    return "\n" + "".join(f"{line}\n" for line in lines)


def _value(value: Value) -> str:
    match value:
        case str():
            return toml_text(value)
        case int():
            return str(value)
        case dt.date() | dt.time():
            return value.isoformat()
    return f"[{', '.join(map(toml_text, value))}]"
