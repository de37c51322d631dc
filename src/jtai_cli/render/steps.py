"""The steps of a timetable, as every answer that has steps gives them."""

from __future__ import annotations

from collections.abc import Iterable

from jtai_cli.plan.agencies import Asked
from jtai_cli.plan.model import PlannedStep
from jtai_cli.render.page import Grid, Row, RowKind
from jtai_cli.render.parts import Object
from jtai_cli.render.shared import mark
from jtai_cli.rules.model import Timing, Who
from jtai_cli.wording import listed, short_span

COLUMNS = ("Date", "Who", "Step")

LEGEND: dict[Timing, str] = {
    "required": "required: the framework fixes it.",
    "suggested": "suggested: the source gives the week, and the day inside it is our suggestion.",
    "observed": "observed: seen once, in one area's own timeline. No rule.",
}

LOCAL = "a step of the area's own, on a day that it chose."


def steps_grid(title: str, steps: Iterable[PlannedStep]) -> Grid:
    """Steps outside the weeks, where days have no numbers."""
    return Grid(title, COLUMNS, tuple(map(step_row, steps)), foldable=(1,))


def step_row(step: PlannedStep, *numbers: str) -> Row:
    """A step, with how firm its days are and their source; where days are numbered, after those."""
    remarks = ", ".join([step.timing, *(["done"] if step.done else [])])
    title = f"{step.title} ({remarks}) {mark(step.source)}"
    who, names = who_and_names(step)
    cells = (*numbers, short_span(step.start, step.end), who, title)
    return Row(cells, detail=f"{names} {step.detail or ''}".strip(), kind=row_kind(step))


def brief_row(step: PlannedStep) -> Row:
    """A step of a numbered week in one line. The year is the week's; of days, only firm ones."""
    dates = short_span(step.start, step.end)
    if step.days:
        dates = dates.removesuffix(f" {step.end.year}")
    kind: RowKind = "required" if step.timing == "required" else ""
    owner = listed(step.agencies) or step.owner
    said = ", ".join(filter(None, (owner, kind, "done" if step.done else "")))
    title = f"{step.title} ({said})" if said else step.title
    return Row((day_numbers(step, "-"), dates, who_label(step.who), title), kind=kind)


def day_numbers(step: PlannedStep, between: str) -> str:
    """The numbers of the days of a step, "" where its days have none."""
    return between.join(dict.fromkeys(map(str, step.days or ())))


def row_kind(step: PlannedStep | Asked) -> RowKind:
    """How a step's row stands out."""
    return "required" if step.timing == "required" else "step"


def who_label(who: tuple[Who, ...], owner: str | None = None) -> str:
    """Who has a step, in a word: its owner, or inspectors, partners or both."""
    return owner or ("both" if len(who) > 1 else who[0])


def who_and_names(step: PlannedStep | Asked) -> tuple[str, str]:
    """Who has a step; of several agencies their number, and their names as a sentence.

    A column with the names of six agencies would leave no room for any other.
    """
    if len(step.agencies) > 1:
        return f"{len(step.agencies)} agencies", f"{listed(step.agencies)}."
    return listed(step.agencies) or who_label(step.who, step.owner), ""


def step_object(step: PlannedStep | Asked) -> Object:
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
        "agencies": step.agencies,
    }
