"""The dated table of elections about which reports are held back, each with its source."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import NamedTuple

from jtai_cli.rules.model import Source

_THURSDAY = 3


class Election(NamedTuple):
    """A poll. ``announced`` is the first day on which its date could be known, None for always.

    ``moved`` is the day on which it became known that the poll would not be on this date.
    """

    date: dt.date
    name: str
    source: Source
    announced: dt.date | None = None
    moved: dt.date | None = None

    def expected_on(self, day: dt.date) -> bool:
        """Whether anybody would have counted on this poll on ``day``."""
        called = self.announced is None or self.announced <= day
        return called and (self.moved is None or day < self.moved)


class Pause(NamedTuple):
    """How long reports are held back: working days before a poll, and calendar days after it."""

    working_days_before: int
    days_after: int
    source: Source


class ElectionTable(NamedTuple):
    """The table, whole, with its elections in order of date."""

    pause: Pause
    elections: tuple[Election, ...]


def election_table() -> ElectionTable:
    """The table that comes with the program, ``tables/elections.toml``."""
    from jtai_cli.rules.compiled.elections import TABLE

    return TABLE


@lru_cache
def elections_about(year: int) -> tuple[Election, ...]:
    """The elections of a year, of the one before and of the one after, in order of date.

    Years after the table's last row have the local elections that the law foresees.

    >>> [election.date.isoformat() for election in elections_about(2030)]
    ['2029-05-03', '2030-05-02', '2031-05-01']
    """
    known = election_table().elections
    years = range(year - 1, year + 2)
    found = [election for election in known if election.date.year in years]
    foreseen = [_local_elections(each) for each in years if each > known[-1].date.year]
    return (*found, *foreseen)


def _local_elections(year: int) -> Election:
    """On the first Thursday in May: section 37 of the Act that the last row cites."""
    first = dt.date(year, 5, 1)
    thursday = first + dt.timedelta(days=(_THURSDAY - first.weekday()) % 7)
    return Election(thursday, "Local elections", election_table().elections[-1].source)
