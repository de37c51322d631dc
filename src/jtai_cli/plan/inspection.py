"""One inspection as far as it is known: what its file, its row in a list and the options say."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from jtai_cli.days.periods import Closure
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.rules.frameworks import DEFAULT
from jtai_cli.rules.model import Basis

Anchor = Literal["notification", "fieldwork_start", "fieldwork_end", "report", "statement"]
ANCHORS: tuple[Anchor, ...] = (
    "notification",
    "fieldwork_start",
    "fieldwork_end",
    "report",
    "statement",
)

EXTRA_BANK_HOLIDAY, EXTRA_ELECTION = "Extra bank holiday", "Election"  # where no name is given


class Partner(NamedTuple):
    """One agency of the local area, and the role of the person to contact there."""

    agency: str
    contact: str | None


class LocalStep(NamedTuple):
    """A step that the area adds: ``offset`` working days after an anchor, or before if negative."""

    id: str
    title: str
    detail: str | None
    anchor: Anchor
    offset: int
    owner: str | None


class Inspection(NamedTuple):
    """One inspection as far as it is known. ``stated`` holds the keys that the file or row gave.

    Either ``fieldwork_start`` or ``notification`` is needed for a plan. The four dates from
    ``notified`` on are what really happened; each takes the place of the date that was planned.
    ``no_elections`` leaves out the elections that the program knows, not those in ``elections``.
    ``done`` says when steps were done, by their ids; ``report_due`` and ``statement_due`` are the
    dates that the area was told. ``cases`` holds the references of the cases that are audited.
    """

    area: str | None = None
    reference: str | None = None
    framework: str = DEFAULT
    theme: str | None = None
    fieldwork_start: dt.date | None = None
    notification: dt.date | None = None
    fieldwork_days: int | None = None
    region: str = "ENG"
    report_basis: Basis | None = None
    closures: tuple[Closure, ...] = ()
    bank_holidays: tuple[NamedDay, ...] = ()
    working_days: tuple[dt.date, ...] = ()
    elections: tuple[NamedDay, ...] = ()
    no_elections: bool = False
    key_contact: str | None = None
    partners: tuple[Partner, ...] = ()
    steps: tuple[LocalStep, ...] = ()
    notified: dt.date | None = None
    fieldwork_ended: dt.date | None = None
    draft_received: dt.date | None = None
    published: dt.date | None = None
    done: tuple[tuple[str, dt.date], ...] = ()
    report_due: dt.date | None = None
    statement_due: dt.date | None = None
    cases: tuple[str, ...] = ()
    inspectorates: tuple[str, ...] = ()
    day_first: str | None = None  # the first date that was typed with slashes
    stated: frozenset[str] = frozenset()

    @property
    def nameless(self) -> Inspection:
        """The same without what no date depends on: those that are equal have one timetable.

        Whether the framework was stated still matters, for that says where its file is sought.
        """
        stated = self.stated & {"framework"}
        return self._replace(
            area=None, reference=None, key_contact=None, day_first=None, stated=stated
        )
