"""The reader of framework files, and plans under them."""

import random
from pathlib import Path

from jtai_cli.rules.reading import read_framework
from tests.fuzz import toml
from tests.fuzz.corpus import files, now_and_then, one_of, text_of
from tests.fuzz.oracle import answer, run

FILE = "input.toml"
OPTIONS = ("--framework", FILE)
COMMANDS = [
    ("plan", "2027-03-08", *OPTIONS),
    ("plan", "2027-03-08", *OPTIONS, "--format", "json", "--observed", "--show-working"),
    ("plan", "2027-03-08", *OPTIONS, "--format", "markdown", "--observed"),
    ("calendar", "2027-03-08", *OPTIONS, "--today", "2027-01-04", "--weeks", "--observed"),
    ("notice", "--notified", "2027-03-08", *OPTIONS),
    ("notice", "--notified", "2027-03-08", "--fieldwork", "2027-03-15", *OPTIONS),
    ("deadlines", "--fieldwork-start", "2100-06-01", *OPTIONS),
    ("weeks", "--from", "2027-03-01", "--to", "2027-05-31", *OPTIONS),
    ("compare", "2027-03-08", "2027-03-22", *OPTIONS),
    ("rules", FILE),
    ("rules", FILE, "--format", "json"),
]
TABLES = {
    "": ["id", "title", "short", "from", "until", "note", "source", "fieldwork_days"],
    "notice": ["from", "working_days", "source", "note"],
    "step": ["id", "title", "detail", "week", "days", "who", "timing", "actual", "source"],
    "report": ["title", "detail", "condition", "days", "basis", "who", "owner", "source", "why"],
    "statement": ["title", "detail", "condition", "days", "basis", "who", "owner", "source"],
    "cases": ["least", "source"],
    "observed": ["id", "title", "detail", "after_fieldwork_end", "who", "actual", "source"],
    "theme": ["id", "title", "from", "inspectorates", "source", "note"],
    "sources": ["id", "title", "url"],
}
WORDS = (
    *(key for keys in TABLES.values() for key in keys),
    *TABLES,
    *("required", "suggested", "inspectors", "partners", "working", "calendar", "notified"),
    *("fieldwork_ended", "draft_received", "published", "ofsted", "letters", "2022-03", "1990"),
    *("[1, 5]", "[5, 1]", "[0, 9]", '["partners"]', "60", "61", "report", "statement", "week"),
)


def seeds() -> list[bytes]:
    return files("src/jtai_cli/rules/tables/jtai-*.toml", "examples/frameworks/*.toml")


def generate(chance: random.Random) -> bytes:
    return toml.document(TABLES, WORDS, chance)


def read(data: bytes) -> bool:
    """Whether the input was understood; Broken, or what it ran into, where a promise is broken."""
    text = text_of(data)
    good = text is not None and answer(read_framework, text, FILE) is not None
    if good or now_and_then(data):
        Path(FILE).write_bytes(data)
        run(*one_of(data, COMMANDS))
    return good
