"""The dated table of elections about which reports are held back, each with its source."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from jtai_cli.rules.model import Election, ElectionTable
from jtai_cli.shipped.elections import ELECTIONS

_THURSDAY = 3


def election_table() -> ElectionTable:
    """The table that comes with the program, ``tables/elections.toml``."""
    return ELECTIONS


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
