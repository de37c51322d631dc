"""One inspection as far as it is known: what its file, its row in a list and the options say.

Its keys are those of ``plan.fields``. They stand in four parts: which inspection it is, what it
is planned with, what has happened, and the work of the three weeks.
"""

import datetime as dt
from typing import Any, Literal, NamedTuple, get_args

from jtai_cli.days.bank_holidays import calendar_for
from jtai_cli.days.periods import Closure
from jtai_cli.days.working_calendar import NamedDay, WorkingCalendar
from jtai_cli.plan.fields import NAMES
from jtai_cli.plan.work import AgencyKind, Work, folded
from jtai_cli.rules.model import Basis

Anchor = Literal["notification", "fieldwork_start", "fieldwork_end", "report", "statement"]
ANCHORS: tuple[Anchor, ...] = get_args(Anchor)

_NO_NAMES = tuple((key, None) for key in NAMES)


class Partner(NamedTuple):
    """One agency of the local area, and the role of the person to contact there.

    One that is not ``in_scope`` is neither asked for audits nor met.
    """

    agency: str
    contact: str | None
    kind: AgencyKind | None = None
    in_scope: bool = True


class LocalStep(NamedTuple):
    """A step that the area adds: ``offset`` working days after an anchor, or before if negative."""

    id: str
    title: str
    detail: str | None
    anchor: Anchor
    offset: int
    owner: str | None


def safe_step(step: LocalStep) -> LocalStep:
    """A step as it may leave the program, without the words that may be a child's.

    Its id is none of those: :func:`plan.reading.read_inspection` refuses one that may be.
    """
    from jtai_cli.privacy import safe  # only a file with steps of its own needs it

    detail, owner = step.detail, step.owner
    return step._replace(
        title=safe(step.title), detail=detail and safe(detail), owner=owner and safe(owner)
    )


class Identity(NamedTuple):
    """Which inspection it is, and who takes part for the area.

    No date depends on it but the likely ones, which go by the polls of the area.

    ``names`` holds the keys that are only names, each with its text.
    """

    names: tuple[tuple[str, str | None], ...] = _NO_NAMES
    partners: tuple[Partner, ...] = ()

    @property
    def area(self) -> str | None:
        """The local area inspected."""
        return dict(self.names)["area"]

    @property
    def reference(self) -> str | None:
        """The area's own reference for this inspection."""
        return dict(self.names)["reference"]

    @property
    def agencies(self) -> tuple[str, ...]:
        """The names of the partner agencies, each once."""
        found: dict[str, str] = {}
        for partner in self.partners:
            found.setdefault(folded(partner.agency), partner.agency)
        return tuple(found.values())

    @property
    def in_scope(self) -> tuple[str, ...]:
        """The names of the partner agencies that are in scope, each once."""
        in_scope = {folded(each.agency) for each in self.partners if each.in_scope}
        return tuple(agency for agency in self.agencies if folded(agency) in in_scope)

    @property
    def key_contact(self) -> str | None:
        """The role of the one key contact."""
        return dict(self.names)["key_contact"]


class Settings(NamedTuple):
    """What a plan is made with.

    Either ``fieldwork_start`` or ``notification`` is needed. Without a ``framework`` the one in
    force when fieldwork starts is taken. ``no_elections`` leaves out the elections that the
    program knows, not those in ``elections``. ``published_until`` is the last day for which a file
    has the bank holidays, where that is later than the program has them. A ``rehearsal`` ends after
    ``rehearsal_weeks``, if those are given.
    """

    framework: str | None = None
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
    steps: tuple[LocalStep, ...] = ()
    published_until: dt.date | None = None
    rehearsal: bool = False
    rehearsal_weeks: int | None = None


class Progress(NamedTuple):
    """What has happened, and what the area was told.

    Each of the first four dates takes the place of the date that was planned. ``done`` says when
    other steps were done, by their ids; ``report_due`` and ``statement_due`` are dates that the
    area was told. ``cases`` holds the references of the cases that are audited.
    """

    notified: dt.date | None = None
    fieldwork_ended: dt.date | None = None
    draft_received: dt.date | None = None
    published: dt.date | None = None
    done: tuple[tuple[str, dt.date], ...] = ()
    report_due: dt.date | None = None
    statement_due: dt.date | None = None
    cases: tuple[str, ...] = ()
    inspectorates: tuple[str, ...] = ()


class Inspection(NamedTuple):
    """One inspection. ``stated`` holds the keys that its file or row gave.

    ``day_first`` is the first date in it that was typed with slashes.
    """

    identity: Identity = Identity()
    settings: Settings = Settings()
    progress: Progress = Progress()
    work: Work = Work()
    stated: frozenset[str] = frozenset()
    day_first: str | None = None

    @property
    def polls_area(self) -> str | None:
        """The area whose polls, by our table, hold the report back; None if they are left out."""
        return None if self.settings.no_elections else self.identity.area

    @property
    def dated(self) -> tuple[object, ...]:
        """What its dates depend on: inspections in which it is equal have one timetable.

        Whether the framework was stated matters, for that says where its file is sought, and so do
        the polls of its area, which hold reports back.
        """
        from jtai_cli.rules.voting import polls_of  # only lists and JSON ask

        stated = "framework" in self.stated
        return self.settings, self.progress, stated, polls_of(self.identity.area)


def calendar_of(settings: Settings) -> WorkingCalendar:
    """The working days of its region, with its own bank holidays and worked days."""
    return calendar_for(
        settings.region,
        extra_bank_holidays=settings.bank_holidays,
        extra_working_days=settings.working_days,
        published_until=settings.published_until,
    )


def inspection_of(**values: Any) -> Inspection:
    """The inspection that these values describe, by the keys of ``plan.fields``."""
    return with_values(Inspection(), **values)


def with_values(inspection: Inspection, **values: Any) -> Inspection:
    """The same inspection with other values, by the keys of ``plan.fields``."""
    identity = inspection.identity
    names = tuple((key, values.pop(key, name)) for key, name in identity.names)

    def own(part: Any) -> Any:
        given = {key: values.pop(key) for key in part._fields if key in values}
        return part._replace(**given) if given else part

    return inspection._replace(
        identity=own(identity._replace(names=names)),
        settings=own(inspection.settings),
        progress=own(inspection.progress),
        work=own(inspection.work),
        **values,
    )


def as_happened(inspection: Inspection, today: dt.date) -> Inspection:
    """The same inspection, its notification taken for a fact where it was planned before today."""
    planned = inspection.settings.notification
    if inspection.progress.notified or planned is None or planned >= today:
        return inspection
    return with_values(inspection, notified=planned)
