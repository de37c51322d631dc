"""One count with every day of it named: what ``--show-working`` shows."""

from __future__ import annotations

from typing import NamedTuple

from jtai_cli.days.working_calendar import CountedDay
from jtai_cli.rules.model import Source


class Working(NamedTuple):
    """A count, day by day, with the reason for the number of days and its source, if any."""

    title: str
    reason: str
    source: Source | None
    days: tuple[CountedDay, ...]
