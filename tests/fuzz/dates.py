"""The reader of dates, and the options and arguments that take one."""

import datetime as dt
import random

from jtai_cli.days.dates import is_day_first, read_date
from jtai_cli.plan.reading import read_closure
from tests.fuzz.corpus import now_and_then, one_of
from tests.fuzz.mutations import DATES, word
from tests.fuzz.oracle import Broken, answer, run

TODAY = dt.date(2027, 3, 3)
WORDS = (
    *("January", "Feb", "Sept", "may", "DECEMBER", "Mon", "Sunday", "thurs", "Mond", "Januar"),
    *("8", "08", "31", "29", "00", "2027", "27", "'27", "0000", "9999", "today", "tomorrow", "st"),
    *(" ", "  ", ",", "-", "/", ".", "..", "\u0662\u0660\u0662\u0667", "\u00b2", "1\u0663"),
)


def seeds() -> list[bytes]:
    return [text.encode() for text in DATES]


def generate(chance: random.Random) -> bytes:
    """Two to eight words in a row."""
    parts = [word(WORDS, chance) for _ in range(chance.randint(2, 8))]
    return chance.choice(("", " ", "-", "/")).join(parts).encode("utf-8", "surrogatepass")


def read(data: bytes) -> bool:
    """Whether the input was understood; Broken, or what it ran into, where a promise is broken."""
    text = data.decode("utf-8", "surrogateescape")
    found, closure = answer(read_date, text, today=TODAY), answer(read_closure, text)
    for day in (found, answer(read_date, text)):
        if day and read_date(day.isoformat()) != day:
            raise Broken(f"{day} is not read as itself")
        if day and text.strip().lower() != "today" and not any(map(str.isdecimal, text)):
            raise Broken(f"{text!r} was read as {day}")
    if closure and closure.last < closure.first:
        raise Broken(f"{text!r} ends before it begins")
    is_day_first(text)
    if now_and_then(data):
        run(
            *one_of(
                data,
                [
                    ("days", "add", "--today=2027-03-03", "--", text, "1"),
                    ("notice", f"--fieldwork={text}"),
                    ("deadlines", f"--published={text}"),
                    ("days", "add", "2027-03-08", "5", f"--closure={text}"),
                    ("days", "add", "2027-03-08", "5", f"--bank-holiday={text}"),
                ],
            )
        )
    return (found or closure) is not None
