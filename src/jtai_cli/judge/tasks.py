"""Are the requests and audits in a file sound? Their dates beside each other, and their agencies.

No finding repeats the item of a request or the reference of a case, which may be a child's.
"""

from __future__ import annotations

from jtai_cli.judge.faults import out_of_order
from jtai_cli.judge.findings import Finding, Found
from jtai_cli.plan.model import Plan
from jtai_cli.plan.tasks import day_of
from jtai_cli.plan.work import Audit, Request, folded
from jtai_cli.privacy import childs_number, of_a_child
from jtai_cli.wording import listed


def task_findings(plan: Plan) -> Found:
    """What is wrong with the requests and audits of a plan. Raises OutsideCalendar."""
    work = plan.inspection.work
    for index, request in enumerate(work.request):
        yield from _too_early(plan, "request", index, request)
        if of_a_child(request.item) and not childs_number(request.item):  # which is said elsewhere
            finding = Finding(
                "case-personal-data",
                f"What [[request]] {index + 1} asks for may name a child. Children's data does not "
                "belong in this file.",
                fix="Write what is asked for, without a name, a date of birth or an address.",
            )
            yield "item", "request", index, finding
    in_scope = [each.agency for each in plan.inspection.identity.partners if each.in_scope]
    for index, audit in enumerate(work.audit):
        yield from _too_early(plan, "audit", index, audit)
        named = set(map(folded, audit.agencies))
        missing = [agency for agency in in_scope if folded(agency) not in named]
        if missing:
            is_ = "is" if len(missing) == 1 else "are"
            finding = Finding(
                "audit-agency-missing",
                f"[[audit]] {index + 1} names its agencies, and {listed(missing)} {is_} not among "
                "them.",
                fix=f"Add {listed(missing)}, or write in_scope = false under [[partners]].",
            )
            yield "agencies", "audit", index, finding


def _too_early(plan: Plan, table: str, index: int, task: Request | Audit) -> Found:
    """What is due, came or was moderated before it was asked for, or before notification."""
    what, since, first = f"[[{table}]] {index + 1}", "notification", plan.notification.date
    asked, due = day_of(plan, task.asked), day_of(plan, task.due)
    if asked and asked > first:
        since, first = f"the day on which {what} was asked for", asked
    if due and due < first:
        early = out_of_order(since, first, f"the day on which {what} is due", due)
        yield "due", table, index, early
    for agency, day in task.got:
        if day < first:
            came = f"the day on which {what} came{f' from {agency}' if agency else ''}"
            yield "got", table, index, out_of_order(since, first, came, day)
    if isinstance(task, Audit) and task.moderated:
        if task.got:
            since, first = f"the last part of {what}", max(day for _, day in task.got)
        if task.moderated < first:
            early = out_of_order(since, first, "its moderation", task.moderated)
            yield "moderated", table, index, early
