"""What moves between two lists of inspections, from when to when and by how much."""

from __future__ import annotations

from jtai_cli.plan.compare_lists import Change, ListComparison, Side
from jtai_cli.plan.rehearsal import WORD
from jtai_cli.render.compare import dates_object, moved_by, moves_in_words
from jtai_cli.render.page import Fact, Grid, Headline, Lines, Page, Row
from jtai_cli.render.parts import Object, picked
from jtai_cli.render.programme_compare import verdict
from jtai_cli.wording import listed, short_date


def list_compare_page(comparison: ListComparison, old: str, new: str) -> Page:
    """In one sentence, and then an inspection a row. ``old`` and ``new`` are the files' names."""
    rows = tuple(map(_row, comparison.changes))
    sides = (Fact("From", old), Fact("To", new))
    columns = ("What", "From", "To", "Inspection")
    return (
        Headline(verdict(comparison) if comparison.changes else "No date changes.", "", sides),
        *([Grid("What changes", columns, rows)] if rows else []),
        Lines("", ("From and To are the first day of fieldwork.",)),
    )


def _row(change: Change) -> Row:
    identity, word = change.side.identity, WORD if change.side.rehearsal else None
    name = " ".join(filter(None, (word, identity.area, identity.reference)))
    cells = (listed(change.kinds), _start(change.old), _start(change.new), name)
    return Row(cells, detail=moves_in_words(change.moves) if change.moves else "", kind="step")


def _start(side: Side | None) -> str:
    return short_date(side.timetable.start) if side else ""


def list_compare_object(comparison: ListComparison, old: str, new: str) -> Object:
    """What changes (schema ``jtai.list-compare/1``); ``moved_by`` counts working days."""
    return {
        "schema": "jtai.list-compare/1",
        "from": old,
        "to": new,
        "changes": [
            {
                "what": change.kinds,
                **picked(change.side.identity, "reference", "area"),
                "theme": change.side.theme,
                **({"rehearsal": True} if change.side.rehearsal else {}),
                "from": _side_object(change.old),
                "to": _side_object(change.new),
                "moved_by": moved_by(change.moves) if change.moves else None,
            }
            for change in comparison.changes
        ],
        "unchanged": comparison.unchanged,
    }


def _side_object(side: Side | None) -> Object | None:
    """The row and the dates of one side; no object where the inspection is not in it."""
    return {"row": side.row, **dates_object(side.timetable)} if side else None
