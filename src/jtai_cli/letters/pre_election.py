"""Whether a date lies where an election holds reports back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from jtai_cli.days.working_calendar import NamedDay, WorkingCalendar
from jtai_cli.rules.elections import elections_about
from jtai_cli.rules.model import Election, Source
from jtai_cli.shipped.elections import ELECTIONS

GIVEN = Source("given", "given", "Given with --election or in the inspection file", None)

_FARTHEST = dt.timedelta(days=100)  # from a date to a poll that could matter to it


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
