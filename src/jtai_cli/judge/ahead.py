"""When reports would be likely, for fieldwork in each week of the next two years."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from jtai_cli.days.periods import monday_of
from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.judge.weeks import Around, Weeks, weeks
from jtai_cli.rules.elections import votes_in
from jtai_cli.rules.model import Basis, Framework
from jtai_cli.rules.voting import voting_area

WEEKS = 104  # two years
_DAY = dt.timedelta(days=1)


class Year(NamedTuple):
    """Whether an area ``votes`` in a year, None where that is not known, and who is ``elected``."""

    year: int
    votes: bool | None
    elected: tuple[str, ...]


class Ahead(NamedTuple):
    """The weeks, and whether the ``area`` votes in each year until the last report is due."""

    weeks: Weeks
    area: str | None
    years: tuple[Year, ...]

    @property
    def known(self) -> bool:
        """Whether the table of areas has it: of any other there are no years."""
        return bool(self.years)


def ahead(
    calendar: WorkingCalendar,
    framework: Framework | None,
    today: dt.date,
    *,
    area: str | None,
    around: Around,
    fieldwork_days: int | None = None,
    basis: Basis | None = None,
) -> Ahead:
    """The WEEKS weeks from today's Monday on, as :func:`~jtai_cli.judge.weeks.weeks` finds them.

    Local polls count where ``area`` votes. Raises OutsideCalendar.
    """
    monday = monday_of(today)
    found = weeks(
        calendar,
        framework,
        monday,
        monday + (7 * WEEKS - 1) * _DAY,
        around=around._replace(votes=votes_in(area)),
        fieldwork_days=fieldwork_days,
        basis=basis,
    )
    place = voting_area(area) if area else None
    years = range(monday.year, found.weeks[-1].report.due.year + 1) if place else ()
    votes = (Year(year, place.votes(year), place.elected(year)) for year in years if place)
    return Ahead(found, area, tuple(votes))
