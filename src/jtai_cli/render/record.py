"""What was written into an inspection file, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence

from jtai_cli.plan.recording import Change
from jtai_cli.plan.status import Status
from jtai_cli.render.page import Headline, Lines, Page
from jtai_cli.render.parts import Object
from jtai_cli.render.shared import Warnings, warning_keys, warnings_block
from jtai_cli.render.status import next_facts, summary
from jtai_cli.wording import long_date


def record_page(
    file: str, changes: Sequence[Change], status: Status, *, warnings: Warnings
) -> Page:
    """Each change in a line, then where the inspection is and the next deadlines."""
    lines = tuple(_sentence(file, change) for change in changes)
    return (
        Lines("", lines),
        Headline("Now", summary(status), tuple(next_facts(status))),
        *warnings_block(warnings),
    )


def _sentence(file: str, change: Change) -> str:
    (entry, day), where = change, ".".join(filter(None, (change.entry.table, *change.entry.key)))
    if day is None:
        return f"{entry.title}: taken back from {file} ({where})."
    if entry.recorded == day:
        return f"{entry.title}: {file} says {long_date(day)} already ({where})."
    before = f", in the place of {long_date(entry.recorded)}" if entry.recorded else ""
    return f"{entry.title}: {long_date(day)}{before}, written into {file} ({where})."


def record_object(
    file: str, changes: Sequence[Change], status: Status, *, warnings: Warnings
) -> Object:
    """What was changed (schema ``jtai.record/1``); ``date`` is null where it was taken back."""
    return {
        "schema": "jtai.record/1",
        "file": file,
        "changes": [
            {
                "table": entry.table,
                "number": entry.number + 1,
                "key": list(entry.key),
                "title": entry.title,
                "date": day,
                "before": entry.recorded,
            }
            for entry, day in changes
        ],
        "today": status.today,
        "summary": summary(status),
        "next": [
            {"id": each.step.id, "title": each.step.title, "due": each.due} for each in status.next
        ],
        **warning_keys(warnings),
    }
