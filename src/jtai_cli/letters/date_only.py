"""Letters of which only the day of publication is known here: shown apart, and in no figure."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from pkgutil import get_data
from typing import NamedTuple

from jtai_cli.letters.letters import Letter
from jtai_cli.rules.areas import area_key


class DateOnly(NamedTuple):
    """A letter that was published; ``note`` says what else that day tells."""

    urn: str
    area: str
    theme: str
    published: dt.date
    note: str | None


@lru_cache(maxsize=1)
def known_by_date_only() -> tuple[DateOnly, ...]:
    """The table that comes with the program, in order of publication."""
    text = (get_data(__package__, "known_by_date_only.csv") or b"").decode("utf-8")
    return tuple(
        DateOnly(
            urn=row["urn"],
            area=row["area"],
            theme=row["theme"],
            published=dt.date.fromisoformat(row["published"]),
            note=row["note"] or None,
        )
        for row in csv.DictReader(text.splitlines())
    )


def still_date_only(letters: Iterable[Letter]) -> list[DateOnly]:
    """Those of the table that are not among these letters, which know the days of fieldwork.

    A letter is the same where it has the URN or the area, and was published on the same day.
    """
    known = set()
    for letter in letters:
        known |= {(place, letter.published) for place in (letter.urn, area_key(letter.area))}
    return [
        each
        for each in known_by_date_only()
        if not known & {(place, each.published) for place in (each.urn, area_key(each.area))}
    ]
