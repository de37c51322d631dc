"""What moves between two programmes, from when to when, and from which team to which."""

from __future__ import annotations

from collections import Counter

from jtai_cli.plan.compare_lists import ListComparison
from jtai_cli.programme.compare import Change, Comparison, Kind, Side
from jtai_cli.render.page import Fact, Grid, Headline, Lines, Page, Row
from jtai_cli.render.parts import Object, picked
from jtai_cli.render.programme import name_of
from jtai_cli.wording import count_of, listed, short_date

NO_DATE = "no date"
_ANY = "no team yet"
_WORDS: dict[Kind, tuple[str, str]] = {  # for one, and for several
    "moved": ("moves", "move"),
    "placed": ("is placed", "are placed"),
    "taken out": ("has no date any more", "have no date any more"),
    "team": ("has another team", "have another team"),
    "new": ("is new", "are new"),
    "gone": ("is gone", "are gone"),
}


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


def verdict(comparison: Comparison | ListComparison) -> str:
    """What changes, counted in one sentence."""
    counts = Counter(kind for each in comparison.changes for kind in each.kinds)
    said = [
        f"{counts[kind]} {words[counts[kind] > 1]}"
        for kind, words in _WORDS.items()
        if counts[kind]
    ]
    if stay := comparison.unchanged:
        said.append(f"{stay} {'stays as it is' if stay == 1 else 'stay as they are'}")
    total = count_of(len(comparison.changes) + stay, "inspection")
    return f"Of {total} {listed(said)}." if comparison.changes else "Nothing changes."


def _row(change: Change) -> Row:
    cells = (listed(change.kinds), _start(change.old), _start(change.new), _team(change))
    return Row((*cells, name_of(change.visit)), kind="step")


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
                "what": change.kinds,
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
