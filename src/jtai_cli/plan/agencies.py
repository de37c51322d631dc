"""Which partner agency has what of a plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from typing import Literal, NamedTuple

from jtai_cli.errors import JtaiError
from jtai_cli.plan.inspection import Identity, Inspection
from jtai_cli.plan.model import Plan, PlannedStep
from jtai_cli.plan.timetable import LOCAL_SOURCE
from jtai_cli.plan.work import agency_called, folded
from jtai_cli.rules.model import AUDITS, Source, Who


class Asked(NamedTuple):
    """A request or an audit, beside the steps: from when it was asked for to when it is due.

    ``agencies`` are those that still owe it, or those that supplied it where it is ``done``.
    """

    kind: Literal["request", "audit"]
    id: str
    title: str
    start: dt.date | None
    end: dt.date | None
    agencies: tuple[str, ...]
    done: dt.date | None
    who: tuple[Who, ...] = ("partners",)
    source: Source = LOCAL_SOURCE
    owner: str | None = None
    detail: None = None
    days: None = None
    timing: None = None


def agency_of(inspection: Inspection, name: str) -> str:
    """The partner agency of that name. Raises BadValue where there is none, and UnknownName."""
    try:
        return agency_called(name, inspection.identity.agencies)
    except JtaiError as error:
        error.key = "agency"  # so that a variable that set it is named
        raise


def holders(inspection: Inspection, step: PlannedStep | Asked) -> tuple[str, ...]:
    """Who of the area has a step to themselves; none where all partners have it, or inspectors do.

    They are the agencies that the file names, or else the agency whose name or contact the owner
    is, or else the owner, such as the principal authority.
    """
    if step.agencies or step.owner is None or "partners" not in step.who:
        return step.agencies
    owner = folded(step.owner)
    names = {folded(name): name for name in inspection.identity.agencies}
    found = [
        names[folded(each.agency)]
        for each in inspection.identity.partners
        if owner in (folded(each.agency), folded(each.contact or ""))
    ]
    return tuple(dict.fromkeys(found)) or (step.owner,)


def has_step(inspection: Inspection, step: PlannedStep, agency: str) -> bool:
    """Whether an agency takes part in a step: alone, or as all partners do."""
    named = holders(inspection, step)
    spared = not named and is_spared(inspection, step, agency)
    return "partners" in step.who and not spared and (not named or agency in named)


def is_spared(inspection: Inspection, step: PlannedStep, agency: str) -> bool:
    """Whether a step of all partners is not for that one: it is out of scope, so audits no case."""
    return step.id == AUDITS and agency not in inspection.identity.in_scope


def for_agency(plan: Plan, agency: str) -> Plan:
    """The plan with only the steps in which an agency takes part. Its dates stay as they are."""
    return plan.with_steps(lambda step: has_step(plan.inspection, step, agency))


def seen_by(plan: Plan, name: str | None) -> Plan:
    """As :func:`for_agency`, of the agency of that name; the plan itself where none is named.

    Raises BadValue and UnknownName, as :func:`agency_of` does.
    """
    return for_agency(plan, agency_of(plan.inspection, name)) if name else plan


def for_outsiders(plan: Plan) -> Plan:
    """The plan with what the framework fixes alone, and of all names that of the area.

    So it has no contact and no agency, and no step of the area's own.
    """
    names = tuple(
        (key, text if key == "area" else None) for key, text in plan.inspection.identity.names
    )
    bare = plan.inspection._replace(identity=Identity(names))
    return plan._replace(inspection=bare).with_steps(lambda step: step.timing == "required")


def asked_of(plan: Plan, today: dt.date, agency: str | None = None) -> Iterator[Asked]:
    """Every request and audit, or those of an agency, once however many agencies it has."""
    if not (plan.inspection.work.request or plan.inspection.work.audit):
        return
    from jtai_cli.plan.tasks import tasks  # few plans need it

    for _, each in groupby(tasks(plan, today), key=lambda task: (task.kind, task.number)):
        if of := [task for task in each if agency in (None, task.agency)]:
            owed = [task for task in of if not task.got] or of
            task = owed[0]
            yield Asked(
                task.kind,
                task.id,
                task.title,
                task.asked,
                task.due,
                tuple(task.agency for task in owed if task.agency),
                None if task.got is None else max(task.got for task in owed if task.got),
            )
