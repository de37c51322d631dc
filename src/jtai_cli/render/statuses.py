"""Where each inspection of a list is, in the order of its rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from jtai_cli.plan.rehearsal import WORD
from jtai_cli.plan.status import Phase, Status
from jtai_cli.render.page import Grid, Lines, Page, Row
from jtai_cli.render.parts import Objects, Rows, table
from jtai_cli.render.shared import Warnings
from jtai_cli.render.status import status_object
from jtai_cli.wording import count_of, long_date, short_date

_PHASES: dict[Phase, str] = {
    "before": "before notification",
    "weeks": "in the weeks",
    "between": "after fieldwork",
    "after": "after publication",
}
_LEGEND = (
    "Late: what partners owe by themselves and nothing says is done. A list has no place for "
    "[done]: keep an inspection file to record it.",
    "!: the number of warnings, which --format json spells out.",
)


class StatusOfRow(NamedTuple):
    """Where an inspection is, and what is found of its plan; ``row`` is that of a list, if any."""

    status: Status
    warnings: Warnings
    row: int | None = None


def statuses_page(found: Iterable[StatusOfRow]) -> Page:
    """A row for each inspection: the day or phase, what comes next, and how much is late."""
    rows, today = [], ""
    for status, warnings, _ in found:
        today = long_date(status.today)
        inspection = status.plan.inspection
        word = WORD if inspection.settings.rehearsal else None
        name = " ".join(
            filter(None, (word, inspection.identity.area, inspection.identity.reference))
        )
        due, title = next(
            ((short_date(each.due), each.step.title) for each in status.next), ("",) * 2
        )
        late, number = (str(len(each) or "") for each in (status.late, warnings))
        rows.append(Row((_where(status), due, title, late, number, name), kind="step"))
    columns = ("Where", "Next due", "What", "Late", "!", "Inspection")
    title = f"{count_of(len(rows), 'inspection')} on {today}"
    return (Grid(title, columns, tuple(rows), foldable=(2, 5)), Lines("", _LEGEND))


def _where(status: Status) -> str:
    """The day of the weeks, or the phase where there is none."""
    if status.day is not None:
        return f"day {status.day} of {status.of}, week {status.week}"
    if status.week is not None:
        return f"a day off, week {status.week}"
    return _PHASES[status.phase]


def statuses_rows(found: Iterable[StatusOfRow]) -> Rows:
    """A row for each inspection; warnings by their codes."""
    return table(_cells(*each) for each in found)


def _cells(status: Status, warnings: Warnings, row: int | None) -> dict[str, object]:
    plan, following = status.plan, next(iter(status.next), None)
    identity, settings = plan.inspection.identity, plan.inspection.settings
    return {
        "row": row,
        "area": identity.area,
        "reference": identity.reference,
        "framework": plan.framework.id,
        "theme": settings.theme,
        "today": status.today,
        "phase": status.phase,
        "day": status.day,
        "of": status.of,
        "week": status.week,
        "late": len(status.late),
        "next_id": following and following.step.id,
        "next_title": following and following.step.title,
        "next_due": following and following.due,
        "notification": plan.notification.date,
        "fieldwork_start": plan.fieldwork.start,
        "fieldwork_end": plan.fieldwork.end,
        "report_due": plan.report.due,
        "statement_due": plan.statement.due,
        "warnings": " ".join(warning.code for warning in warnings),
        "rehearsal": "yes" if settings.rehearsal else None,
    }


def statuses_objects(found: Iterable[StatusOfRow]) -> Objects:
    """The objects of many inspections, each with its row."""
    for status, warnings, row in found:
        whole = status_object(status, warnings=warnings)
        own = {"schema": whole.pop("schema"), **({} if row is None else {"row": row})}
        if status.plan.inspection.settings.rehearsal:
            own["rehearsal"] = True
        yield own, row, whole.copy
