"""The reader of inspection files, and the commands that take one."""

import random
from pathlib import Path

from jtai_cli.plan.reading import FILE_KEYS, read_inspection
from tests.fuzz import toml
from tests.fuzz.corpus import files, now_and_then, one_of, text_of
from tests.fuzz.oracle import answer, run

FILE = "input.toml"
COMMANDS = [
    ("plan", FILE),
    ("plan", FILE, "--format", "json", "--show-working", "--observed"),
    ("plan", FILE, "--format", "csv"),
    ("plan", FILE, "--format", "markdown"),
    ("plan", FILE, "--region", "SCT", "--closure", "2027-03-10"),
    ("check", FILE),
    ("check", FILE, "--format", "json"),
    ("check", FILE, "--format", "github"),
    ("check", FILE, "--format", "junit"),
    ("check", "."),
    ("status", FILE, "--today", "2027-03-03"),
    ("status", FILE, "--today", "2027-03-03", "--format", "json"),
    ("calendar", FILE, "--today", "2027-03-03", "--weeks", "--remind", "1d"),
    ("compare", FILE, "2027-07-05"),
    ("compare", FILE, FILE, "--format", "json"),
]
TABLES = {
    "": [key for key in FILE_KEYS if key not in ("partners", "steps", "actual", "done")],
    "partners": ["agency", "contact"],
    "steps": ["id", "title", "detail", "from", "offset", "owner"],
    "actual": ["notified", "fieldwork_ended", "draft_received", "published"],
    "done": ["information-request", "set-up", "case-audits", "briefing", "report"],
}
WORDS = (
    *FILE_KEYS,
    *("jtai-2022", "jtai-2016", "front-door", "early-help", "ENG", "SCT", "NIR", "working"),
    *("calendar", "notification", "fieldwork_start", "fieldwork_end", "report", "statement"),
    *("Exampleshire", "EX-01", "Ofsted", "HMI Probation", "briefing", "information-request"),
    *("own.toml", "notified", "fieldwork_ended", "draft_received", "published", "offset", "name"),
)


def seeds() -> list[bytes]:
    return files("tests/inspections/*/*.toml", "examples/*.toml")


def generate(chance: random.Random) -> bytes:
    return toml.document(TABLES, WORDS, chance)


def read(data: bytes) -> bool:
    """Whether the input was understood; Broken, or what it ran into, where a promise is broken."""
    text = text_of(data)
    good = text is not None and answer(read_inspection, text, FILE) is not None
    if good or now_and_then(data):
        Path(FILE).write_bytes(data)
        run(*one_of(data, COMMANDS))
    return good
