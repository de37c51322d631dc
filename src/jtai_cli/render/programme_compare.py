"""What moves between two programmes, from when to when, and from which team to which."""

from __future__ import annotations

from jtai_cli.programme.compare import Change, Comparison, Side
from jtai_cli.render.page import Fact, Grid, Headline, Lines, Page, Row
from jtai_cli.render.parts import Object, picked
from jtai_cli.render.programme import name_of
from jtai_cli.wording import count_of, listed, short_date

NO_DATE = "no date"
_ANY = "no team yet"


def programme_compare_page(comparison: Comparison, old: str, new: str) -> Page:
    """In one sentence, and then an inspection a row. ``old`` and ``new`` are the files' names."""
    rows = tuple(map(_row, comparison.changes))
    sides = (Fact("From", old), Fact("To", new))
    columns = ("What", "From", "To", "Team", "Inspection")
    return (
        Headline(verdict(comparison), "", sides),
        *([Grid("What changes", columns, rows)] if rows else []),
        Lines("", ("From and To are the first day of fieldwork; the other dates follow it.",)),
    )


def verdict(comparison: Comparison) -> str:
    """What changes, counted in one sentence."""
    changes = comparison.changes
    counts = (
        (sum(each.moved for each in changes), "moves", "move"),
        (sum(each.other_team for each in changes), "has another team", "have another team"),
        (sum(each.old is None for each in changes), "is new", "are new"),
        (sum(each.new is None for each in changes), "is gone", "are gone"),
        (comparison.unchanged, "stays as it is", "stay as they are"),
    )
    said = [f"{number} {one if number == 1 else many}" for number, one, many in counts if number]
    total = count_of(len(changes) + comparison.unchanged, "inspection")
    return f"Of {total} {listed(said)}." if changes else "Nothing changes."


def _row(change: Change) -> Row:
    cells = (what(change), _start(change.old), _start(change.new), _team(change))
    return Row((*cells, name_of(change.visit)), kind="step")


def what(change: Change) -> str:
    """What becomes of an inspection, in a word or two."""
    if change.old is None:
        return "new"
    if change.new is None:
        return "gone"
    words = [
        word for word, is_so in (("moved", change.moved), ("team", change.other_team)) if is_so
    ]
    return listed(words)


def _start(side: Side | None) -> str:
    if side is None:
        return ""
    return short_date(side.visit.start) if side.visit.start else NO_DATE


def _team(change: Change) -> str:
    """Its team, or from which to which."""
    teams = [side.team or _ANY for side in (change.old, change.new) if side]
    return teams[0] if len(set(teams)) == 1 else " to ".join(teams)


def programme_compare_object(comparison: Comparison, old: str, new: str) -> Object:
    """What changes (schema ``jtai.programme-compare/1``)."""
    return {
        "schema": "jtai.programme-compare/1",
        "from": old,
        "to": new,
        "changes": [
            {
                "what": what(change).split(" and "),
                **picked(change.visit, "reference", "area", "theme"),
                "from": _side_object(change.old),
                "to": _side_object(change.new),
            }
            for change in comparison.changes
        ],
        "unchanged": comparison.unchanged,
    }


def _side_object(side: Side | None) -> Object | None:
    """The dates and the team of one side; no object where the inspection is not in it."""
    if side is None:
        return None
    made = side.planned.plan if side.planned else None
    return {
        "team": side.team,
        "notification": made and made.notification.date,
        "fieldwork": made and picked(made.fieldwork, "start", "end"),
        "report_due": made and made.report.due,
        "statement_due": made and made.statement.due,
    }
