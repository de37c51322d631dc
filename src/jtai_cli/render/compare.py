"""What moves between two timetables."""

from __future__ import annotations

from collections.abc import Iterable

from jtai_cli.judge.findings import Finding
from jtai_cli.plan.compare import Comparison, Move, Timetable
from jtai_cli.plan.model import PlannedStep
from jtai_cli.render.page import Block, Fact, Grid, Headline, Page, Row
from jtai_cli.render.parts import Object
from jtai_cli.render.steps import row_kind
from jtai_cli.render.warnings import warning_objects, warnings_block
from jtai_cli.wording import count_of, short_date, short_span

_KINDS = {"bank-holiday": "bank holiday", "closure": "closure"}


def compare_page(comparison: Comparison, *, warnings: Iterable[Finding] = ()) -> Page:
    """Every step that moves, then what is new, gone, or newly on a day off.

    ``warnings`` are those to be read on the page itself.
    """
    a, b = comparison.a, comparison.b
    sides = (Fact("From", a.name, _fieldwork(a)), Fact("To", b.name, _fieldwork(b)))
    blocks: list[Block] = [Headline(_verdict(comparison), "", sides)]
    if comparison.moves:
        rows = tuple(map(_move_row, comparison.moves))
        blocks.append(Grid("What moves", ("By", "From", "To", "Step"), rows, foldable=(1,)))
    for title, steps in (("Only in the second", comparison.added), ("Gone", comparison.removed)):
        if steps:
            cells = ((short_span(step.start, step.end), step.title) for step in steps)
            blocks.append(Grid(title, ("When", "Step"), tuple(map(Row, cells))))
    if comparison.newly_on:
        days = tuple(
            Row((short_date(day.date), f"{_KINDS[day.kind]}: {day.name}", step.title))
            for step, day in comparison.newly_on
        )
        blocks.append(Grid("Newly on a bank holiday or closure", ("Date", "What", "Step"), days))
    return (*blocks, *warnings_block(warnings))


def _verdict(comparison: Comparison) -> str:
    if not (comparison.moves or comparison.added or comparison.removed):
        return "Nothing moves."
    parts = (
        (len(comparison.moves), "moves", "move"),
        (len(comparison.added), "is new", "are new"),
        (len(comparison.removed), "is gone", "are gone"),
        (comparison.unchanged, "stays", "stay"),
    )
    said = (
        f"{count_of(number, 'step')} {one if number == 1 else many}"
        for number, one, many in parts
        if number
    )
    return f"{', '.join(said)}."


def _fieldwork(side: Timetable) -> str:
    area = f"{side.area}, " if side.area else ""
    return f"{area}fieldwork {short_span(side.start, side.end)}"


def _move_row(move: Move) -> Row:
    old, new = move.old, move.new
    if move.moved:
        later = "later" if move.moved > 0 else "earlier"
        by = f"{count_of(abs(move.moved), 'working day')} {later}"
    else:
        by = "ends later" if new.end > old.end else "ends earlier"
    cells = (by, short_span(old.start, old.end), short_span(new.start, new.end), new.title)
    return Row(cells, kind=row_kind(new))


def compare_object(comparison: Comparison, *, warnings: Iterable[Finding]) -> Object:
    """What moves (schema ``jtai.compare/1``). ``moved`` counts working days, earlier negative."""
    return {
        "schema": "jtai.compare/1",
        "a": _side(comparison.a),
        "b": _side(comparison.b),
        "moved": [
            {
                "id": move.new.id,
                "title": move.new.title,
                "from": _dates(move.old),
                "to": _dates(move.new),
                "moved": move.moved,
                "newly_on": [day._asdict() for day in move.newly_on],
            }
            for move in comparison.moves
        ],
        "added": [_named(step) for step in comparison.added],
        "removed": [_named(step) for step in comparison.removed],
        "unchanged": comparison.unchanged,
        "newly_on": [
            {"id": step.id, "title": step.title, **day._asdict()}
            for step, day in comparison.newly_on
        ],
        "warnings": warning_objects(warnings),
    }


def _side(side: Timetable) -> Object:
    return {"name": side.name, "area": side.area, "fieldwork": _dates(side)}


def _named(step: PlannedStep) -> Object:
    return {"id": step.id, "title": step.title, **_dates(step)}


def _dates(dated: PlannedStep | Timetable) -> Object:
    return {"start": dated.start, "end": dated.end}
