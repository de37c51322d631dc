"""Elections, and whether a date lies where one of them holds reports back."""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from jtai_cli.days.working_calendar import NamedDay, WorkingCalendar
from jtai_cli.rules.model import Election, Source
from jtai_cli.shipped.elections import ELECTIONS

GIVEN = Source("given", "given", "Given with --election or in the inspection file", None)

Votes = Callable[[int], bool | None]  # whether an area has a local poll in a year; None: not known

_FARTHEST = dt.timedelta(days=100)  # from a date to a poll that could matter to it
_THURSDAY = 3


class NearElection(NamedTuple):
    """An election with the days about it, ``first`` to ``last``, both counted; ``day`` is of them.

    ``first`` begins the pre-election period, 25 working days before the poll: our approximation.
    ``last`` is two weeks after the poll. A local one is ``certain`` where the area is known to
    have it; where it is not, ``otherwise`` is what the day lies close to if the area does not vote.
    """

    election: Election
    day: dt.date
    first: dt.date
    last: dt.date
    certain: bool = True
    otherwise: "NearElection | None" = None


def near_election(
    calendar: WorkingCalendar,
    day: dt.date,
    *,
    elections: Iterable[NamedDay] = (),
    no_elections: bool = False,
    expected_on: dt.date | None = None,
    votes: Votes | None = None,
) -> NearElection | None:
    """The election that ``day`` lies close before or after, the latest if there are several.

    ``elections`` are those that the user gives beside the table's; ``no_elections`` leaves the
    table's out. With ``expected_on`` the answer is what could be known on that day. ``votes`` says
    of a year whether the area has a local poll; where it has none, the table's is left out. Raises
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
                voting = _votes(each, votes)
                if voting is not False:
                    about.append(NearElection(each, day, first, last, certain=voting is True))
    # Of a local election that is also given, the one given: the area surely has it.
    about.sort(key=lambda each: (each.election.date, each.certain))
    sure = [each for each in about if each.certain]
    if about and not about[-1].certain:
        return about[-1]._replace(otherwise=sure[-1] if sure else None)
    return about[-1] if about else None


def votes_in(area: str | None, urn: str | None = None) -> Votes | None:
    """Whether an area has a local poll in a year, by our table; None where no area is given."""
    if area is None:
        return None

    def votes(year: int) -> bool | None:
        from jtai_cli.rules import voting  # few dates lie near a local poll

        return voting.votes(area, year, urn)

    return votes


def _votes(election: Election, votes: Votes | None) -> bool | None:
    """Whether the area has this poll: general ones, which are called, and those given it has."""
    if election.source is GIVEN or election.announced:
        return True
    return votes(election.date.year) if votes else None


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
