"""What of a plan goes into a calendar, for whom, and the name by which its events are known."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Literal, NamedTuple, get_args

from jtai_cli.errors import BadValue, UnknownName
from jtai_cli.plan.agencies import holders, is_spared
from jtai_cli.plan.model import Plan, PlannedStep, Week
from jtai_cli.plan.sessions import Held, held_sessions, withheld_of
from jtai_cli.plan.tasks import Task, tasks
from jtai_cli.plan.work import folded

EVERYONE, PARTNERS, INSPECTORS = "everyone", "partners", "inspectors"
AUDIENCES = (EVERYONE, PARTNERS, INSPECTORS)  # or the name of a partner agency
Only = Literal["required", "steps", "sessions", "requests", "audits"]
ONLY: tuple[Only, ...] = get_args(Only)
LIST = "a list of inspections"  # by which the calendar of one is known, and none of its events
REHEARSAL = "rehearsal of "  # before the name by which the events of one are known


class Due(NamedTuple):
    """A request or an audit on the day on which it is due: what each agency owes of it."""

    tasks: tuple[Task, ...]
    date: dt.date

    @property
    def agencies(self) -> tuple[str, ...]:
        """Those that have a part in it; none where the file names no partners."""
        return tuple(task.agency for task in self.tasks if task.agency)


Item = PlannedStep | Held | Due


def identity(plan: Plan) -> str:
    """The name by which the events of an inspection are known, whatever their dates.

    It is the inspection's reference; without one it is made of framework, theme and area. Two
    inspections of the same area on the same theme therefore need references to be told apart.
    A rehearsal's has a word before it.
    """
    inspection = plan.inspection
    # An exercise must never touch the events of the inspection that it rehearses.
    begin = REHEARSAL if inspection.settings.rehearsal else ""
    if inspection.identity.reference:
        reference = unicodedata.normalize("NFC", inspection.identity.reference.strip())
        return f"{begin}{reference.removeprefix(begin)}"
    # The ids hold no slash, so that no two of these read alike whatever the area's name holds.
    area = folded(inspection.identity.area or "-")
    return f"{begin}{plan.framework.id}/{inspection.settings.theme or '-'}/{area}"


def agenda(
    plan: Plan,
    today: dt.date,
    *,
    audience: str = EVERYONE,
    only: Only | None = None,
    ids: Collection[str] = (),
    weeks: bool = False,
    observed: bool = False,
) -> tuple[Item, ...]:
    """What to write, by the day and time at which it starts: steps, sessions, requests and audits.

    An ``audience`` gets what :func:`concerns` it. ``ids`` keeps the steps named; ``weeks`` adds the
    blocks of working days. Steps seen in one area's timeline come with ``observed``, when they
    are named, or once they are done. A session that may name a child, and a request or audit
    without a date on which it is due, have no place. Raises UnknownName for an id that the plan
    does not have, and BadValue where nothing is left.
    """
    known = [step.id for step in (*plan.steps, *plan.observed)]
    for name in ids:
        if name not in known:
            raise UnknownName("step called", name, known, key="ids")
    seen = [step for step in plan.observed if observed or step.done or step.id in ids]
    due = [] if ids else list(_due(plan, today))
    found: dict[str, list[Item]] = {
        "steps": [step for step in (*plan.steps, *seen) if not ids or step.id in ids],
        "sessions": [] if ids else [each for each in held_sessions(plan) if not hidden(each)],
        "requests": [each for each in due if each.tasks[0].kind == "request"],
        "audits": [each for each in due if each.tasks[0].kind == "audit"],
    }
    if only == "required":
        found = {"steps": [step for step in found["steps"] if _is_required(step)]}
    parts = [only] if only in found and only else list(found)
    chosen = [item for part in parts for item in found[part] if concerns(plan, item, audience)]
    if not chosen:
        raise BadValue("nothing is left to write. Leave out some of --step, --only and --for.")
    rehearsal = plan.inspection.settings.rehearsal
    shown = plan.weeks if weeks and "steps" in parts else ()
    blocks = [_block(plan, week) for week in shown if week.steps or not rehearsal]
    return tuple(sorted([*blocks, *chosen], key=_when))


def concerns(plan: Plan, item: Item, audience: str) -> bool:
    """Whether an audience, or a partner agency, takes part in something.

    What the framework fixes concerns everyone, and so does a session that names no agency. Steps
    that the area gave to somebody else than a partner agency are those of all partners.
    """
    if audience == EVERYONE or _is_required(item):
        return True
    if isinstance(item, Held):
        return audience in AUDIENCES or audience in (item.session.agencies or (audience,))
    if isinstance(item, Due):
        return audience != INSPECTORS and audience in (PARTNERS, *(item.agencies or (audience,)))
    if audience in AUDIENCES:
        return audience in item.who
    holders_ = set(holders(plan.inspection, item)) & set(plan.inspection.identity.agencies)
    if not holders_:
        return PARTNERS in item.who and not is_spared(plan.inspection, item, audience)
    return PARTNERS in item.who and audience in holders_


def shares(
    plan: Plan, items: Collection[Item], by: Literal["who", "agency"]
) -> dict[str, tuple[Item, ...]]:
    """What concerns inspectors and what concerns partners, or what concerns each partner agency.

    Raises BadValue where no agency is named.
    """
    parts = (INSPECTORS, PARTNERS) if by == "who" else plan.inspection.identity.agencies
    if not parts:
        raise BadValue(
            "no partner agency is named, so there is none to split by. Name each under "
            "[[partners]] in an inspection file ('jtai init' writes one)."
        )
    return {part: tuple(item for item in items if concerns(plan, item, part)) for part in parts}


def hidden(held: Held) -> str | None:
    """Why a session is not written where others read it: it may name a child; else None."""
    return next(iter(withheld_of(held.session).values()), None)


def _due(plan: Plan, today: dt.date) -> Iterator[Due]:
    for _, each in groupby(tasks(plan, today), key=lambda task: (task.kind, task.number)):
        of_one = tuple(each)
        if of_one[0].due:
            yield Due(of_one, of_one[0].due)


def _is_required(item: Item) -> bool:
    return isinstance(item, PlannedStep) and item.timing == "required"


def _when(item: Item) -> tuple[dt.date, dt.time]:
    if isinstance(item, Held):
        return item.date, item.session.start
    return item.date if isinstance(item, Due) else item.start, dt.time()


def _block(plan: Plan, week: Week) -> PlannedStep:
    fieldwork = ", fieldwork" if week is plan.weeks[-1] else ""
    return PlannedStep(
        id=f"week.{week.number}",  # ids of steps hold no full stop
        title=f"Week {week.number}{fieldwork}",
        detail=None,
        start=week.start,
        end=week.end,
        days=week.days,
        who=("inspectors", "partners"),
        timing="required",
        source=plan.framework.source,
    )
