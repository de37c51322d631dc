"""The reader of lists of inspections, from the file to the commands that take one."""

import random
from pathlib import Path

from jtai_cli.inputs.rows import rows_of, values_of
from jtai_cli.plan.reading import ROW_KEYS, read_row
from tests.fuzz import tables
from tests.fuzz.corpus import files, now_and_then, one_of
from tests.fuzz.mutations import DATES
from tests.fuzz.oracle import answer, run

FILE = "input.csv"
COMMANDS = [
    ("plan", FILE),
    ("plan", FILE, "--skip-bad"),
    ("plan", FILE, "--skip-bad", "--format", "csv"),
    ("plan", FILE, "--skip-bad", "--format", "markdown"),
    ("plan", FILE, "--skip-bad", "--format", "jsonl", "--show-working"),
    ("plan", FILE, "--skip-bad", "--format", "json", "--observed"),
    ("plan", FILE, "--skip-bad", "--region", "NIR", "--report-basis", "calendar"),
    ("check", FILE),
    ("status", FILE, "--skip-bad", "--today", "2027-03-03"),
    ("calendar", FILE, "--skip-bad", "--only", "required"),
    ("compare", FILE, FILE, "--skip-bad"),
]
WORDS = (
    *ROW_KEYS,
    *DATES,
    *("jtai-2022", "jtai-2016", "front-door", "early-help", "ENG", "SCT", "WLS", "working"),
    *("calendar", "Exampleshire", "yes", "no", "5", "2027-03-10; 2027-04-01", "own.toml", "EX-1"),
)
HAND = [
    b"area,fieldwork_start,framework,region,fieldwork_days,report_basis,no_elections,notified\r\n"
    b'"Exampleshire, East",2027-03-08,jtai-2022,SCT,4,calendar,yes,2027-02-22\r\n'
    b"Borsetshire,2017-12-04,jtai-2016,,,,,2017-11-21\r\n",
    b"fieldwork_start,closures,bank_holidays,working_days,elections,published\n"
    b"2027-05-10,2027-05-12..2027-05-14; 2027-06-01,2027-06-04,2027-05-31,2027-05-06,2027-08-02\n",
]


def seeds() -> list[bytes]:
    return [*files("examples/spring-term.csv"), *HAND]


def generate(chance: random.Random) -> bytes:
    return tables.document(ROW_KEYS, ["fieldwork_start"], WORDS, chance)


def read(data: bytes) -> bool:
    """Whether the input was understood; Broken, or what it ran into, where a promise is broken."""
    Path(FILE).write_bytes(data)
    good = answer(_every_row) is not None
    if good or now_and_then(data):
        run(*one_of(data, COMMANDS))
    return good


def _every_row() -> list[object]:
    """The rows, of which at least one could be read."""
    required = ("fieldwork_start",)
    heading, rows = rows_of(Path(FILE), columns=ROW_KEYS, required=required, dates=())
    found = [
        answer(lambda row: read_row(values_of(heading, row[1]), FILE, row[0]), row) for row in rows
    ]
    return [inspection for inspection in found if inspection]
