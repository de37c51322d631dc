"""What inspectors ask an area for, as far as it is known: no list of theirs has been published.

The table ``requests.csv`` has what has been told of it. That a kind of thing is asked for is sure,
as far as ``sure`` says; the day inside a week is jtai's suggestion, the earliest for asking and the
latest for having it. Days are of the timetable, where day 1 is notification.
"""

from __future__ import annotations

import csv
from pkgutil import get_data
from typing import NamedTuple

from jtai_cli.rules.model import AUDITS, Theme


class Asked(NamedTuple):
    """One row. ``owners`` are kinds of agencies; none stands for every agency.

    ``themes`` is "all", "thematic" (any but the front door), "probation" (those in which HMI
    Probation takes part) or the id of a theme.
    """

    id: str
    item: str
    owners: tuple[str, ...]
    period: str
    asked: int
    due: int
    day_basis: str
    themes: str
    source: str
    sure: str

    def belongs_to(self, theme: Theme | None) -> bool:
        """Whether it is asked for in an inspection on a theme; where that is not known, it is."""
        if theme is None or self.themes in ("all", theme.id):
            return True
        if self.themes == "probation":
            return "HMI Probation" in theme.inspectorates
        return self.themes == "thematic" and theme.id != "front-door"


def asked_for(theme: Theme | None) -> tuple[Asked, ...]:
    """The rows of the table that belong to a theme."""
    return tuple(each for each in _table() if each.belongs_to(theme))


def days_of_audits() -> tuple[int, int]:
    """The days on which the audits of cases are asked for and due."""
    row = next(each for each in _table() if each.id == AUDITS)
    return row.asked, row.due


def _table() -> list[Asked]:
    text = (get_data(__package__, "requests.csv") or b"").decode("utf-8")
    return [_row(row) for row in csv.DictReader(text.splitlines())]


def _row(row: dict[str, str]) -> Asked:
    numbers = {key: int(row[key]) for key in ("asked", "due")}
    return Asked(**{**row, **numbers, "owners": tuple(row["owners"].split())})  # type: ignore[arg-type]
