"""What moves between two timetables."""

from __future__ import annotations

from jtai_cli.plan.compare import Comparison, Move, Timetable
from jtai_cli.render.deadlines import LIKELY, likely_days, report_likely_object
from jtai_cli.render.page import Block, Fact, Grid, Headline, Lines, Page, Row
from jtai_cli.render.parts import Object, picked
from jtai_cli.render.shared import Warnings, warning_keys, warnings_block
from jtai_cli.render.steps import row_kind
from jtai_cli.wording import count_of, short_date, short_span


def compare_page(comparison: Comparison, *, warnings: Warnings = ()) -> Page:
    """Every step that moves, then what is new, gone, or newly on a day off.

    ``warnings`` are those to be read on the page itself.
    """
    a, b = comparison.a, comparison.b
    sides = (Fact("From", a.name, _fieldwork(a)), Fact("To", b.name, _fieldwork(b)))
    blocks: list[Block] = [Headline(_verdict(comparison), "", sides)]
    if comparison.moves:
        rows = tuple(map(_move_row, comparison.moves))
        blocks.append(Grid("What moves", ("By", "From", "To", "Step"), rows, foldable=(1,)))
    if comparison.likely:
        said = (
            (likely_days(old, short_span), likely_days(new, short_span), f"The {name} is likely")
            for name, old, new in comparison.likely
        )
        blocks.append(Grid("What is likely", ("From", "To", "What"), tuple(map(Row, said))))
        blocks.append(Lines("", (LIKELY,)))
    for title, steps in (("Only in the second", comparison.added), ("Gone", comparison.removed)):
        if steps:
            cells = ((short_span(step.start, step.end), step.title) for step in steps)
            blocks.append(Grid(title, ("When", "Step"), tuple(map(Row, cells))))
    if comparison.newly_on:
        days = tuple(
            Row((short_date(day.date), f"{day.kind.replace('-', ' ')}: {day.name}", step.title))
            for step, day in comparison.newly_on
        )
        blocks.append(Grid("Newly on a bank holiday or closure", ("Date", "What", "Step"), days))
    return (*blocks, *warnings_block(warnings))


def _verdict(comparison: Comparison) -> str:
    if not (comparison.moves or comparison.added or comparison.removed):
        return "No step moves." if comparison.likely else "Nothing moves."
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


def compare_object(comparison: Comparison, *, warnings: Warnings) -> Object:
    """What moves (schema ``jtai.compare/1``). ``moved`` counts working days, earlier negative."""
    dates = ("start", "end")
    return {
        "schema": "jtai.compare/1",
        **{
            side: {**picked(timetable, "name", "area"), "fieldwork": picked(timetable, *dates)}
            for side, timetable in (("a", comparison.a), ("b", comparison.b))
        },
        "moved": [
            {
                **picked(move.new, "id", "title"),
                "from": picked(move.old, *dates),
                "to": picked(move.new, *dates),
                "moved": move.moved,
                "newly_on": [day._asdict() for day in move.newly_on],
            }
            for move in comparison.moves
        ],
        "added": [picked(step, "id", "title", *dates) for step in comparison.added],
        "removed": [picked(step, "id", "title", *dates) for step in comparison.removed],
        "unchanged": comparison.unchanged,
        "newly_on": [
            {**picked(step, "id", "title"), **day._asdict()} for step, day in comparison.newly_on
        ],
        "likely": [
            {
                "deadline": name,
                "from": report_likely_object(old),
                "to": report_likely_object(new),
            }
            for name, old, new in comparison.likely
        ],
        **warning_keys(warnings),
    }
