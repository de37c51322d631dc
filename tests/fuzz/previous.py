"""The reader of the calendar that was sent last time, and the next edition made from it."""

import datetime as dt
import random
from functools import cache
from pathlib import Path

from jtai_cli.plan.agenda import identity
from jtai_cli.plan.inspection import inspection_of
from jtai_cli.plan.timetable import plan
from jtai_cli.rules.frameworks import shipped_framework
from jtai_cli.writers.sent_ics import content_of, read_sent
from tests.fuzz.corpus import now_and_then, one_of, printed, text_of
from tests.fuzz.mutations import mutated
from tests.fuzz.oracle import answer, run

FILE = "input.ics"
OPTIONS = ("--reference", "EX-1", "--today", "2027-03-03")
START = ("calendar", "2027-09-27", *OPTIONS, "--previous", FILE)
COMMANDS = [
    START,
    (*START, "--drop-cancelled"),
    (*START, "--only", "required", "--remind", "15h"),
    (*START, "--weeks", "--observed", "--no-method"),
    ("calendar", "2027-09-20", *OPTIONS, "--previous", FILE),
]
WORDS = (
    *("BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM", "END:VCALENDAR", "UID:", "0"),
    *("SEQUENCE:999999999", "SEQUENCE:1000000000", "STATUS:CANCELLED", "X-JTAI-EVENTS:1", "week.1"),
    *("X-JTAI-DROPPED:999999999", "X-JTAI-PART:partners", "X-JTAI-PART:%00", "X-JTAI-REFERENCE:"),
    *("20270230", "00010101", "99991231", "20270913T250000Z", "\\n", "\\\\", "\r\n ", "\r\n", "%"),
    *("99991231T235959", "00010101T000000", "20270230T000000", "999999999", "999999998"),
)


@cache
def known_as() -> str:
    """The identity of the inspection whose calendars the seeds are."""
    inspection = inspection_of(reference="EX-1", fieldwork_start=dt.date(2027, 9, 20))
    return identity(plan(inspection, shipped_framework("jtai-2022")))


@cache
def _sent() -> tuple[bytes, ...]:
    start = ("calendar", "2027-09-20", *OPTIONS)
    return (
        printed(*start),
        printed(*start, "--only", "required"),
        printed(*start, "--step", "set-up", "--remind", "1d"),
        printed(*start, "--weeks", "--no-method", "--for", "partners"),
        printed(*start, "--area", "Cwm \u00e9, [x]; y\\z", "--step", "fieldwork"),
    )


def seeds() -> list[bytes]:
    return list(_sent())


def generate(chance: random.Random) -> bytes:
    """The grammar is the program's own: a calendar of it, with one value after another changed."""
    data = chance.choice(seeds())
    for _ in range(chance.randint(1, 4)):
        lines = data.split(b"\r\n")
        at = chance.randrange(len(lines))
        name, mark, _ = lines[at].partition(b":")
        lines[at] = name + mark + chance.choice(WORDS).encode()
        data = b"\r\n".join(lines)
    return data if chance.random() < 0.7 else mutated(data, seeds(), WORDS, chance)


def read(data: bytes) -> bool:
    """Whether the input was understood; Broken, or what it ran into, where a promise is broken."""
    text = text_of(data)
    sent = answer(read_sent, text, FILE, identity=known_as()) if text is not None else None
    if sent:
        for event in sent.events:
            content_of(event.raw)
    if sent or now_and_then(data):
        Path(FILE).write_bytes(data)
        run(*one_of(data, COMMANDS))
    return sent is not None
