"""Elections, and whether a date lies where one of them holds reports back."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from jtai_cli.days.working_calendar import NamedDay, WorkingCalendar
from jtai_cli.rules.model import Election, Source
from jtai_cli.shipped.elections import ELECTIONS

GIVEN = Source("given", "given", "Given with --election or in the inspection file", None)

_FARTHEST = dt.timedelta(days=100)  # from a date to a poll that could matter to it
_THURSDAY = 3


class NearElection(NamedTuple):
    """An election with the days about it, ``first`` to ``last``, both counted.

    ``first`` begins the pre-election period, 25 working days before the poll: our approximation.
    ``last`` is two weeks after the poll.
    """

    election: Election
    first: dt.date
    last: dt.date


def near_election(
    calendar: WorkingCalendar,
    day: dt.date,
    *,
    elections: Iterable[NamedDay] = (),
    no_elections: bool = False,
    expected_on: dt.date | None = None,
) -> NearElection | None:
    """The election that ``day`` lies close before or after, the latest if there are several.

    ``elections`` are those that the user gives beside the table's; ``no_elections`` leaves the
    table's out. With ``expected_on`` the answer is what could be known on that day. Raises
    OutsideCalendar where the days before a poll lie outside the calendar.
    """
    polls = [Election(date, name, GIVEN) for date, name in elections]
    for each in () if no_elections else elections_about(day.year):
        if each.expected_on(expected_on) if expected_on else each.moved is None:
            polls.append(each)
    pause, about = ELECTIONS.pause, []
    for each in polls:
        if abs(each.date - day) <= _FARTHEST:
            first = calendar.add(each.date, -pause.working_days_before)
            last = each.date + dt.timedelta(days=pause.days_after)
            if first <= day <= last:
                about.append(NearElection(each, first, last))
    return max(about, key=lambda each: each.election.date, default=None)


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
