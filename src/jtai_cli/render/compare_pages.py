"""What moves between two timetables, for people and as JSON."""

from __future__ import annotations

from typing import Any

from jtai_cli.plan.compare import Comparison, Move, Timetable
from jtai_cli.plan.model import PlannedStep
from jtai_cli.plan.sums import NonWorkingDay
from jtai_cli.render.document import Block, Fact, Grid, Headline, Lines, Page, Row
from jtai_cli.render.to_json import dumps, warning_objects
from jtai_cli.wording import count_of, short_date, short_span

_KINDS = {"bank-holiday": "bank holiday", "closure": "closure"}


def compare_page(comparison: Comparison, *, warnings: bool = False) -> Page:
    """Every step that moves, then what is new, gone, or newly on a day off.

    ``warnings`` puts those of the second timetable on the page, for files that travel alone.
    """
    a, b = comparison.a, comparison.b
    blocks: list[Block] = [
        Headline(
            _verdict(comparison),
            "",
            (Fact("From", a.name, _fieldwork(a)), Fact("To", b.name, _fieldwork(b))),
        )
    ]
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
    if warnings and b.warnings:
        lines = tuple(f"{each.message} [{each.code}]" for each in b.warnings)
        blocks.append(Lines("Warnings", lines))
    return tuple(blocks)


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
        by = (
            f"{count_of(abs(move.moved), 'working day')} {'later' if move.moved > 0 else 'earlier'}"
        )
    else:
        by = "ends later" if new.end > old.end else "ends earlier"
    cells = (by, short_span(old.start, old.end), short_span(new.start, new.end), new.title)
    return Row(cells, kind="required" if new.timing == "required" else "step")


def compare_json(comparison: Comparison) -> str:
    """What moves (schema ``jtai.compare/1``). ``moved`` counts working days, earlier negative."""
    return dumps(
        {
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
                    "newly_on": [_day_off(day) for day in move.newly_on],
                }
                for move in comparison.moves
            ],
            "added": [_named(step) for step in comparison.added],
            "removed": [_named(step) for step in comparison.removed],
            "unchanged": comparison.unchanged,
            "newly_on": [
                {"id": step.id, "title": step.title, **_day_off(day)}
                for step, day in comparison.newly_on
            ],
            "warnings": warning_objects(comparison.b.warnings),
        }
    )


def _side(side: Timetable) -> dict[str, Any]:
    fieldwork = {"start": side.start.isoformat(), "end": side.end.isoformat()}
    return {"name": side.name, "area": side.area, "fieldwork": fieldwork}


def _dates(step: PlannedStep) -> dict[str, str]:
    return {"start": step.start.isoformat(), "end": step.end.isoformat()}


def _named(step: PlannedStep) -> dict[str, str]:
    return {"id": step.id, "title": step.title, **_dates(step)}


def _day_off(day: NonWorkingDay) -> dict[str, str]:
    return {"date": day.date.isoformat(), "name": day.name, "kind": day.kind}
