"""Which steps of a plan go into a calendar, and the name by which its events are known."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from typing import Literal, get_args

from jtai_cli.errors import BadValue, UnknownName
from jtai_cli.plan.model import Plan, PlannedStep, Week
from jtai_cli.plan.work import folded

Audience = Literal["everyone", "partners", "inspectors"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)


def identity(plan: Plan) -> str:
    """The name by which the events of an inspection are known, whatever their dates.

    It is the inspection's reference; without one it is made of framework, theme and area. Two
    inspections of the same area on the same theme therefore need references to be told apart.
    """
    inspection = plan.inspection
    if inspection.identity.reference:
        return unicodedata.normalize("NFC", inspection.identity.reference.strip())
    # The ids hold no slash, so that no two of these read alike whatever the area's name holds.
    area = folded(inspection.identity.area or "-")
    return f"{plan.framework.id}/{inspection.settings.theme or '-'}/{area}"


def agenda(
    plan: Plan,
    *,
    audience: Audience = "everyone",
    required_only: bool = False,
    ids: Collection[str] = (),
    weeks: bool = False,
    observed: bool = False,
) -> tuple[PlannedStep, ...]:
    """The steps to write, by the day on which they start.

    An ``audience`` gets the steps that it takes part in and, since the dates that the framework
    fixes concern everyone, the required ones. ``ids`` keeps the steps named; ``weeks`` adds the
    blocks of working days. Steps seen in one area's timeline come with ``observed``, when they
    are named, or once they are done. Raises UnknownName for an id that the plan does not have,
    and BadValue where no step is left.
    """
    known = [step.id for step in (*plan.steps, *plan.observed)]
    for name in ids:
        if name not in known:
            raise UnknownName("step called", name, known, key="ids")
    seen = [step for step in plan.observed if observed or step.done or step.id in ids]
    chosen = [
        step
        for step in for_audience([*plan.steps, *seen], audience)
        if (not ids or step.id in ids) and (not required_only or step.timing == "required")
    ]
    if not chosen:
        raise BadValue("no step is left to write. Leave out some of --step, --only and --for.")
    blocks = [_block(plan, week) for week in plan.weeks] if weeks else []
    return tuple(sorted([*blocks, *chosen], key=lambda step: step.start))


def for_audience(steps: Iterable[PlannedStep], audience: Audience) -> tuple[PlannedStep, ...]:
    """The steps that an audience takes part in, and those that the framework fixes for all."""
    return tuple(
        step
        for step in steps
        if audience == "everyone" or audience in step.who or step.timing == "required"
    )


def shares(
    plan: Plan, steps: Collection[PlannedStep], by: Literal["who", "agency"]
) -> dict[str, tuple[PlannedStep, ...]]:
    """The steps of inspectors and those of partners, or the steps of each partner agency.

    An agency gets the steps of partners, but for those that the area gave to another: those whose
    owner is another agency or its contact. Raises BadValue where no agency is named.
    """
    partners_steps = for_audience(steps, "partners")
    if by == "who":
        return {"inspectors": for_audience(steps, "inspectors"), "partners": partners_steps}
    owners: dict[str, set[str]] = {}  # by an agency's name, all the names that it goes by
    agencies: dict[str, str] = {}
    for partner in plan.inspection.identity.partners:
        agency = agencies.setdefault(folded(partner.agency), partner.agency)
        names = {folded(name) for name in (partner.agency, partner.contact) if name}
        owners.setdefault(agency, set()).update(names)
    if not agencies:
        raise BadValue(
            "no partner agency is named, so there is none to split by. Name each under "
            "[[partners]] in an inspection file ('jtai init' writes one)."
        )
    named = set().union(*owners.values())
    return {
        agency: tuple(
            step
            for step in partners_steps
            if step.timing == "required" or folded(step.owner or "") not in named - own
        )
        for agency, own in owners.items()
    }


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
