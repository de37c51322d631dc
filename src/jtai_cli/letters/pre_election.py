"""Whether a date lies where an election holds reports back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from jtai_cli.days.working_calendar import NamedDay, WorkingCalendar
from jtai_cli.rules.elections import election_table, elections_about
from jtai_cli.rules.model import Election, Source

GIVEN = Source("given", "given", "Given with --election or in the inspection file", None)

_FARTHEST = dt.timedelta(days=100)  # from a date to a poll that could matter to it
_DAY = dt.timedelta(days=1)


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
    pause = election_table().pause
    given = [Election(date, name, GIVEN) for date, name in elections]
    table = () if no_elections else elections_about(day.year)
    counted = [*given, *(each for each in table if _counts(each, expected_on))]
    found = [
        NearElection(
            election,
            calendar.add(election.date, -pause.working_days_before),
            election.date + pause.days_after * _DAY,
        )
        for election in counted
        if abs(election.date - day) <= _FARTHEST
    ]
    about = [each for each in found if each.first <= day <= each.last]
    return max(about, key=lambda each: each.election.date, default=None)


def _counts(election: Election, expected_on: dt.date | None) -> bool:
    """Whether an election of the table took place, or was expected to on that day."""
    return election.moved is None if expected_on is None else election.expected_on(expected_on)
