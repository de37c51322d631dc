"""The reader of letters, and what ``jtai evidence --from`` makes of them."""

import random
from pathlib import Path

from jtai_cli.inputs.rows import rows_of, values_of
from jtai_cli.letters.letters import COLUMNS, DATES, OPTIONAL_COLUMNS, read_letters
from jtai_cli.render.evidence import LETTER_COLUMNS
from tests.fuzz import tables
from tests.fuzz.corpus import files, now_and_then, one_of
from tests.fuzz.mutations import DATES as TYPED_DATES
from tests.fuzz.oracle import answer, run

FILE = "input.csv"
OPTIONS = ("--from", FILE, "--today", "2027-03-03")
COMMANDS = [
    ("evidence", *OPTIONS),
    ("evidence", *OPTIONS, "--format", "json"),
    ("evidence", *OPTIONS, "--format", "csv"),
    ("evidence", *OPTIONS, "--format", "markdown"),
    ("evidence", *OPTIONS, "--format", "svg"),
    ("evidence", "2027-06-07", *OPTIONS),
    ("evidence", "2027-06-07", *OPTIONS, "--format", "json"),
    ("evidence", "--backtest", *OPTIONS),
    ("evidence", *OPTIONS, "--fieldwork-month", "6", "--since", "2020-01-01"),
]
WORDS = (
    *LETTER_COLUMNS,
    *TYPED_DATES,
    *("front-door", "Serious youth violence", "Ofsted; CQC; HMICFRS", "Harrow", "exampleshire"),
    *("2027-04-26", "2027-07-09", "2026-06-15", "2026-06-19", "2026-08-06", "2026-11-13", "'=1"),
)


def seeds() -> list[bytes]:
    shipped = files("src/jtai_cli/letters/letters.csv")[0]
    some = b"".join(shipped.splitlines(keepends=True)[:6])
    return [*files("examples/newer-letters.csv"), some, shipped]


def generate(chance: random.Random) -> bytes:
    return tables.document([*COLUMNS, *OPTIONAL_COLUMNS], COLUMNS, WORDS, chance)


def read(data: bytes) -> bool:
    """Whether the input was understood; Broken, or what it ran into, where a promise is broken."""
    Path(FILE).write_bytes(data)
    good = answer(_letters) is not None
    if good or now_and_then(data):
        run(*one_of(data, COMMANDS))
    return good


def _letters() -> object:
    heading, rows = rows_of(Path(FILE), columns=LETTER_COLUMNS, required=COLUMNS, dates=DATES)
    return read_letters(((number, values_of(heading, cells)) for number, cells in rows), FILE)
