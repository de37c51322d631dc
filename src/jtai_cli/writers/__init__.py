"""One module a format: a page, an object, rows or a chart in, text or bytes out.

A new format is a module here that has ``write``, and one line in ``FORMATS``: each command whose
answers have the part that it takes then offers it, by --format and by the ending of -o. Every
answer has a page and an object, so that a new format of these is one for all commands. Rows are not
in every one, as in ``record``, and ``check`` leaves out those for people, for its
findings have formats of their own.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable
from importlib import import_module
from typing import Any, Literal, NamedTuple

Part = Literal["page", "object", "objects", "rows", "chart", "findings", "planner", "book", "draft"]


class Format(NamedTuple):
    """A format: the part of an answer that it takes, and the module that writes it.

    ``write`` gives text, which is UTF-8 but on a terminal that has another encoding, or bytes,
    whole or in pieces, which are written as they are. ``endings`` are those of the files that are
    written so unless --format says otherwise. Where somebody looks at stdout, a format that is
    ``for_people`` gives way to the terminal's page. ``file_mark`` is what a file of text begins
    with. What is ``binary`` never goes to a terminal; only what has ``pictures`` has room for them.
    """

    takes: Part
    module: str
    endings: tuple[str, ...] = ()
    for_people: bool = False
    file_mark: bytes = b""
    binary: bool = False
    pictures: bool = False

    def write(self, part: Any) -> str | bytes | Iterable[bytes]:
        """The part of an answer as it is written. Only now is the module loaded that does so."""
        writer = import_module(f"jtai_cli.writers.{self.module}")
        written: str | bytes | Iterable[bytes] = writer.write(part)
        return written


# In the order in which --help lists them. The first that a command offers is its default.
FORMATS = {
    "table": Format("page", "plain", ("", ".txt"), for_people=True),
    "text": Format("findings", "text", ("", ".txt"), for_people=True),
    "json": Format("object", "json", (".json",)),
    "jsonl": Format("objects", "jsonl", (".jsonl",)),
    "csv": Format("rows", "csv", (".csv",), file_mark=BOM_UTF8),  # by which Excel knows UTF-8
    "markdown": Format("page", "markdown", (".md",)),
    "html": Format("page", "html", (".html", ".htm"), pictures=True),
    "wall": Format("planner", "wall", pictures=True),  # a page by its ending
    "svg": Format("chart", "svg", (".svg",), pictures=True),
    "xlsx": Format("book", "xlsx", (".xlsx",), binary=True),
    "eml": Format("draft", "mail", (".eml",)),
    "github": Format("findings", "github"),
    "junit": Format("findings", "junit", (".xml",)),
}
SIMPLE_HTML = Format("page", "html_simple")  # for --simple
