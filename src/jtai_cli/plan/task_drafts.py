"""Requests and audits proposed for a plan's inspection file: jtai's own, and they say so."""

from __future__ import annotations

from collections.abc import Iterator

from jtai_cli.errors import BadValue
from jtai_cli.plan.added_toml import NewTable, Value
from jtai_cli.plan.agency_kinds import kind_of
from jtai_cli.plan.model import Plan
from jtai_cli.plan.work import folded
from jtai_cli.privacy import identifies
from jtai_cli.rules.requests import Asked, asked_for, days_of_audits

_OURS = "Suggested by jtai; no list of the inspectorates has been published."


def drafted_requests(plan: Plan) -> tuple[NewTable, ...]:
    """The requests of our table for the plan's theme, less those that its file has."""
    settings, requests = plan.inspection.settings, plan.inspection.work.request
    there = {folded(name) for each in requests for name in (each.id, each.item)}
    rows = asked_for(plan.framework.theme(settings.theme) if settings.theme else None)
    new = (row for row in rows if not there & {row.id, folded(row.item)})
    return tuple(_request(plan, row) for row in new)


def _request(plan: Plan, row: Asked) -> NewTable:
    agencies, everyone = _owners(plan, row), plan.inspection.identity.agencies
    values: dict[str, Value] = {"id": row.id, "item": row.item}
    if agencies and agencies != everyone:
        values["agencies"] = agencies
    said = [_OURS, f"How sure: {row.sure}. The day: {row.day_basis}. Source: {row.source}."]
    if row.period:
        said.append(f"Period: {row.period}.")
    if not plan.inspection.settings.theme and row.themes != "all":
        said.append(f"The file has no theme: this is asked for in some alone ({row.themes}).")
    if row.owners and not agencies:
        whose = " or ".join(row.owners)
        said.append(f"No partner is of the kind {whose}: write agencies, or all are asked.")
    return NewTable("request", {**values, "asked": row.asked, "due": row.due}, "\n".join(said))


def _owners(plan: Plan, row: Asked) -> tuple[str, ...]:
    """The partners in scope that are of the kinds of a row; of any kind where it has none."""
    partners = [each for each in plan.inspection.identity.partners if each.in_scope]
    fit = [each.agency for each in partners if not row.owners or kind_of(each) in row.owners]
    return tuple({folded(agency): agency for agency in fit}.values())


def drafted_audits(plan: Plan) -> tuple[tuple[NewTable, ...], int]:
    """An audit for each case in the list of the plan's file that has none; due as our table says.

    Also how many cases were left out because their references look like personal data. Raises
    BadValue where the list is empty.
    """
    cases = plan.inspection.progress.cases
    if not cases:
        raise BadValue(
            "the file has no cases to draft audits of. Write their references, never names, as in "
            'cases = ["EX-01", "EX-02", "EX-03", "EX-04", "EX-05"], above the first table.',
        )
    new = tuple(_new_cases(plan))
    sound = [case for case in new if not identifies(case, plan.inspection.identity.area)]
    asked, due = days_of_audits()
    comment = f"{_OURS} Asked for and due in these weeks; the days are a suggestion."
    tables = [
        NewTable("audit", {"case": case, "asked": asked, "due": due}, comment) for case in sound
    ]
    return tuple(tables), len(new) - len(sound)


def _new_cases(plan: Plan) -> Iterator[str]:
    there = {folded(audit.case) for audit in plan.inspection.work.audit}
    for case in map(str.strip, plan.inspection.progress.cases):
        if folded(case) not in there:
            there.add(folded(case))
            yield case
