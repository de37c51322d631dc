"""The readers of what others publish: calendars, terms and inspections, in each of their forms."""

import datetime as dt
import random
from pathlib import Path

from jtai_cli.days.periods import Span
from jtai_cli.inputs.events import read_events
from jtai_cli.inputs.periods import COLUMNS, read_inspections, read_span, read_terms
from jtai_cli.inputs.rows import rows_of, values_of
from tests.fuzz import tables, toml
from tests.fuzz.corpus import files, now_and_then, one_of, printed, text_of
from tests.fuzz.mutations import DATES, word
from tests.fuzz.oracle import answer, run

WEEKS = ("weeks", "--from", "2027-02-01", "--to", "2027-06-30", "--today", "2027-01-04")
WORDS = (
    *DATES,
    *("name", "from", "to", "holidays", "terms", "inspections", "Half term", "Autumn term"),
    *("20270902", "20271218", "20270230", "20270902T090000Z", "20270902T240000", "00000000"),
    *("P1D", "PT0S", "-P5W", "P999999999D", "P1DT", "BEGIN:VEVENT", "END:VEVENT", "VALUE=DATE"),
    *("DTSTART:", "DTEND:", "DURATION:", "SUMMARY:", "STATUS:CANCELLED", "RRULE:FREQ=DAILY"),
    *("TZID=Europe/London", "TZID=Nowhere", "VALUE=PERIOD", "BEGIN:VTIMEZONE", ";", ":", "\r\n "),
)
YEARS = (dt.date(2026, 2, 1), dt.date(2028, 6, 30))
NAMES = ("DTSTART", "DTEND", "DURATION", "SUMMARY", "STATUS", "UID", "RRULE", "X-WR-CALNAME")
PARAMETERS = ("", ";VALUE=DATE", ";TZID=Europe/London", ";VALUE=DATE-TIME", ";LANGUAGE=en", ";X")


def seeds() -> list[bytes]:
    return [
        *files("tests/answers/terms/*", "examples/weeks/*"),
        printed("calendar", "2027-03-08", "--today", "2027-01-04"),
        b"[[terms]]\nname = 'Spring term'\nfrom = 2027-01-05\nto = 2027-03-24\n"
        b"[[terms]]\nname = 'Summer term'\nfrom = 2027-04-12\nto = 2027-07-21\n",
        b"[[inspections]]\nname = 'ILACS'\nfrom = 2027-03-01\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Half term\r\nDTSTART:20270531T000000\r\n"
        b"DURATION:P5D\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    ]


def generate(chance: random.Random) -> bytes:
    match chance.randrange(3):
        case 0:
            return tables.document(COLUMNS, ("name", "from"), WORDS, chance)
        case 1:
            kinds = dict.fromkeys(("holidays", "terms", "inspections"), COLUMNS)
            return toml.document({"": (), chance.choice(list(kinds)): COLUMNS}, WORDS, chance)
        case _:
            return _calendar(chance)


def _calendar(chance: random.Random) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for _ in range(chance.randint(0, 3)):
        lines.append("BEGIN:VEVENT")
        for _ in range(chance.randint(0, 6)):
            name = chance.choice((*NAMES[:4], *NAMES))
            lines.append(f"{name}{chance.choice(PARAMETERS)}:{word(WORDS, chance)}")
        lines.append("END:VEVENT")
    lines.append("END:VCALENDAR")
    return chance.choice(("\r\n", "\n")).join(lines).encode("utf-8", "replace")


def read(data: bytes) -> bool:
    """Whether the input was understood; Broken, or what it ran into, where a promise is broken."""
    ending = "ics" if b"BEGIN:" in data else "toml" if b"[" in data else "csv"
    file = f"input.{ending}"
    text = text_of(data)
    good = False
    if ending == "csv":
        Path(file).write_bytes(data)
        good = answer(_rows, file) is not None
        Path(file).unlink()
    elif text is not None:
        readers = [_events] if ending == "ics" else [read_terms, read_inspections]
        found = [answer(reader, text, file) for reader in readers]
        good = found != [None] * len(readers)
    if good or now_and_then(data):
        Path(file).write_bytes(data)
        formats = ("table", "json", "csv", "markdown")
        options = [("--terms", file), ("--others", file), ("--terms", file, "--others", file)]
        choices = [(*WEEKS, *each, "--format", name) for each in options for name in formats]
        try:
            run(*one_of(data, choices))
        finally:
            Path(file).unlink()
    return good


def _events(text: str, file: str) -> tuple[Span, ...]:
    return read_events(text, file, YEARS)


def _rows(file: str) -> list[object]:
    required = ("name", "from")
    heading, rows = rows_of(Path(file), columns=COLUMNS, required=required, dates=COLUMNS[1:])
    return [read_span(values_of(heading, cells), file, number) for number, cells in rows]
