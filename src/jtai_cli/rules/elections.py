"""The elections about which reports are held back: the shipped table's, and those to come."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from jtai_cli.rules.model import Election
from jtai_cli.shipped.elections import ELECTIONS

_THURSDAY = 3


@lru_cache
def elections_about(year: int) -> tuple[Election, ...]:
    """The elections of a year, of the one before and of the one after, in order of date.

    Years after the table's last row have the local elections that the law foresees.

    >>> [election.date.isoformat() for election in elections_about(2030)]
    ['2029-05-03', '2030-05-02', '2031-05-01']
    """
    known, years = ELECTIONS.elections, range(year - 1, year + 2)
    found = [election for election in known if election.date.year in years]
    for later in range(max(years[0], known[-1].date.year + 1), years[-1] + 1):
        # The first Thursday in May: section 37 of the Act that the last row cites.
        first = dt.date(later, 5, 1)
        thursday = first + dt.timedelta(days=(_THURSDAY - first.weekday()) % 7)
        found.append(Election(thursday, "Local elections", known[-1].source))
    return tuple(found)
