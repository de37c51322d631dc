"""The steps of a timetable, as every answer that has steps gives them."""

from __future__ import annotations

from collections.abc import Iterable

from jtai_cli.plan.model import PlannedStep
from jtai_cli.render.page import Grid, Row, RowKind
from jtai_cli.render.parts import Object
from jtai_cli.render.shared import mark
from jtai_cli.rules.model import Timing, Who
from jtai_cli.wording import short_date

COLUMNS = ("Date", "Who", "Timing", "Source", "Step")

LEGEND: dict[Timing, str] = {
    "required": "required: the framework fixes it.",
    "suggested": "suggested: the source gives the week, and the day inside it is our suggestion.",
    "observed": "observed: seen once, in one area's own timeline. No rule.",
}

LOCAL = "a step of the area's own, on a day that it chose."


def steps_grid(title: str, steps: Iterable[PlannedStep]) -> Grid:
    """Steps outside the weeks, where days have no numbers."""
    return Grid(title, COLUMNS, tuple(map(step_row, steps)), foldable=(1, 2, 3))


def step_row(step: PlannedStep, *number: str) -> Row:
    """A step; where days are numbered, its first day's number comes first."""
    first, last = step.days or (None, None)
    remarks = [f"to day {last}"] if first != last else []
    if step.done:
        remarks.append("done")
    title = f"{step.title} ({', '.join(remarks)})" if remarks else step.title
    who = who_label(step.who, step.owner)
    cells = (*number, short_date(step.start), who, step.timing, mark(step.source), title)
    return Row(cells, detail=step.detail or "", kind=row_kind(step))


def row_kind(step: PlannedStep) -> RowKind:
    """How a step's row stands out."""
    return "required" if step.timing == "required" else "step"


def who_label(who: tuple[Who, ...], owner: str | None = None) -> str:
    """Who has a step, in a word: its owner, or inspectors, partners or both."""
    return owner or ("both" if len(who) > 1 else who[0])


def step_object(step: PlannedStep) -> Object:
    """A step with its dates, both counted."""
    return {  # written out, without picked: a list of inspections has very many steps
        "id": step.id,
        "title": step.title,
        "detail": step.detail,
        "start": step.start,
        "end": step.end,
        "days": step.days,
        "who": step.who,
        "owner": step.owner,
        "timing": step.timing,
        "done": step.done,
        "source": step.source.title,
    }
