"""The JSON Schemas (2020-12) of what the program writes and of what it reads, and their list."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pkgutil import get_data

from jtai_cli.errors import UnknownName
from jtai_cli.render.page import Grid, Page, Row
from jtai_cli.render.parts import Object, Rows

FILES = ("inspection-file", "framework-file", "programme-file", "defaults-file")
WRITTEN_BY = {
    "plan": "jtai plan",
    "status": "jtai status",
    "requests": "jtai requests",
    "audits": "jtai audits",
    "record": "jtai record",
    "fieldwork": "jtai fieldwork",
    "check": "jtai check, jtai programme check",
    "compare": "jtai compare",
    "list-compare": "jtai compare, of two lists",
    "weeks": "jtai weeks",
    "programme": "jtai programme show",
    "programme-compare": "jtai compare, of two programmes",
    "placement": "jtai programme place",
    "explanation": "jtai programme explain",
    "notice": "jtai notice",
    "deadlines": "jtai deadlines",
    "evidence": "jtai evidence",
    "ahead": "jtai evidence --ahead",
    "backtest": "jtai evidence --backtest",
    "days": "jtai days add, jtai days between",
    "days-list": "jtai days list",
    "rules": "jtai rules",
    "checks": "jtai rules --checks",
    "settings": "jtai settings",
    "schemas": "jtai schema",
    **dict.fromkeys(FILES, "you"),
}
_COLUMNS = ("name", "id", "written_by", "description")


def schema_object(name: str) -> Object:
    """A schema by its name, with the shared definitions that it names. Raises UnknownName."""
    if name not in WRITTEN_BY:
        raise UnknownName("schema", name, WRITTEN_BY)
    whole = _read(name)
    known = whole.get("$defs", {}) | _read("shared")["$defs"]
    named, waiting = set[str](), [whole]
    while waiting:
        found = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(waiting.pop()))) - named
        named |= found
        waiting += (known[each] for each in found)
    return {**whole, "$defs": {key: part for key, part in known.items() if key in named}}


def schemas_page() -> Page:
    """The schemas by their names, each with the command that writes what it describes."""
    rows = (Row((name, by), detail=text) for name, _, by, text in _listed())
    return (Grid("JSON Schemas", ("Name", "Of what is written by"), tuple(rows)),)


def schemas_object() -> Object:
    """The same (schema ``jtai.schemas/1``)."""
    found = [dict(zip(_COLUMNS, each, strict=True)) for each in _listed()]
    return {"schema": "jtai.schemas/1", "schemas": found}


def schemas_rows() -> Rows:
    """A row for each."""
    return Rows(_COLUMNS, _listed())


def _listed() -> Iterator[tuple[str, ...]]:
    for name, command in WRITTEN_BY.items():
        schema = _read(name)
        yield name, schema["$id"], command, schema["description"]


def _read(name: str) -> Object:
    found: Object = json.loads(get_data("jtai_cli", f"schemas/{name}.json") or b"")
    return found
