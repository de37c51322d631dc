"""The weeks and teams that were chosen for a programme, how good they are, and what is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from jtai_cli.privacy import safe
from jtai_cli.programme.conflict import Conflict
from jtai_cli.programme.explaining import Left
from jtai_cli.programme.model import Programme, Visit, dates_of
from jtai_cli.programme.placing import Moved, Placement
from jtai_cli.programme.reading import COLUMNS
from jtai_cli.render.page import Fact, Grid, Headline, Lines, Page, Row
from jtai_cli.render.parts import Object, Rows, picked
from jtai_cli.render.programme import name_of
from jtai_cli.wording import count_of, listed, listed_in_part, short_date, short_span

LEVELS = {  # what is made small, in the order of docs/reference/programme.md
    "left": "inspections without a place",
    "moved": "inspections that are moved",
    "weeks_moved": "weeks by which these are moved",
    "preferences": "preferences that are not kept, by their weights",
    "gaps": "weeks too near to another inspection of the area",
    "together": "inspections that start too near each other",
    "load": "inspections that one team has more than another",
    "weeks": "weeks from the first, of all together",
}
_RULES = {  # what takes a week away, by the rules' keys
    "programme": "not within the programme",
    "earliest": "before its earliest start",
    "latest": "after its latest start",
    "team": "another team's",
    "away": "the team away",
    "at_once_per_team": "the team taken",
    "gap_per_team": "the team taken, or within its gap",
    "gap_in_area": "too near another inspection of the area",
    "days_between_starts": "too near another start",
    "reports_per_week": "too many reports due in a week",
    "at_once_per_inspectorate": "an inspectorate taken",
    "avoid_weeks": "a week to avoid",
    "school_holidays": "schools closed",
    "after": "the order of inspections",
}


# What the search for a contradiction came to: one, that there is none, or that it was broken off.
Searched = Conflict | Literal["none", "broken off"]


def place_page(placement: Placement, left: Sequence[Left], found: Searched | None = None) -> Page:
    """What is chosen, an inspection a row; what is left and what would help; how good it is."""
    plan, references = placement.programme, set(placement.left)
    placed = [visit for visit in plan.visits if visit.reference not in references]
    span = short_span(plan.first, plan.last)
    return (
        Headline(verdict(placement), "", (Fact("Programme", span),)),
        *([_placed(plan, placed)] if placed else []),
        *([Grid("Moved", _MOVED, tuple(map(_moved_row, placement.moved)))] * bool(placement.moved)),
        *(_left(each) for each in left),
        *([_conflict(plan, found)] if found else []),
        *([_may_be_placed(placement)] if placement.left and not left else []),
        _levels(placement),
    )


_MOVED = ("From", "To", "Inspection", "Why")


def verdict(placement: Placement) -> str:
    """How many have a place, and whether a better plan may exist."""
    number, left = len(placement.programme.visits), len(placement.left)
    whole = f"All {number}" if not left and number > 1 else f"{number - left} of {number}"
    said = f"{whole} {'inspection has' if number == 1 else 'inspections have'} a week and a team"
    if placement.is_proved:
        return f"{said}. No plan is better."
    why = "You broke off" if placement.stopped else "Its time ran out"
    return f"{said}. {why} before it was proved that no plan is better."


def _placed(plan: Programme, visits: Sequence[Visit]) -> Grid:
    ordered = sorted(visits, key=lambda visit: (str(visit.start), visit.row))
    columns = ("Fieldwork", "Notification", "Report due", "Team", "Inspection")
    return Grid("Placed", columns, tuple(_row(plan, visit) for visit in ordered), foldable=(1, 2))


def _row(plan: Programme, visit: Visit) -> Row:
    assert visit.start
    dates = dates_of(plan, visit.start)
    days = map(short_date, (dates.start, dates.notified, dates.report))
    team = _team(plan, visit)
    return Row((*days, team, name_of(visit)), kind="required" if visit.fixed else "step")


def _team(plan: Programme, visit: Visit) -> str:
    return visit.teams[0] if visit.teams else plan.teams[0].name


def _moved_row(moved: Moved) -> Row:
    visit = moved.visit
    now = f"{short_date(visit.start)}, {listed(visit.teams)}" if visit.start else "no place"
    why = "; ".join(reason.sentence for reason in moved.why) or "so that others keep their places"
    return Row((f"{short_date(moved.start)}, {moved.team}", now, name_of(visit), why))


def _left(left: Left) -> Lines:
    taken = (f"{_RULES[rule]} ({number})" for rule, number in left.taken)
    would_do = "; ".join(change.words for change in left.changes)
    would_help = f"Any one of these would do, all others where they are: {would_do}."
    no_change = _NO_CHANGE if left.all_tried else _NOT_TRIED
    by_rules = f"Rules take away all of {count_of(left.weeks, 'week')}: {'; '.join(taken)}."
    return Lines(
        f"{name_of(left.visit)} has no place",
        (
            by_rules if left.weeks else _NO_WEEKS,
            would_help if left.changes else no_change,
        ),
    )


def _conflict(plan: Programme, found: Searched) -> Lines:
    return Lines("What contradicts each other", tuple(conflict_sentences(plan, found)))


def conflict_sentences(plan: Programme, found: Searched) -> Iterator[str]:
    """What contradicts each other, what is taken as given with it, and what to do."""
    if isinstance(found, str):
        yield "Nothing does: all can have a place." if found == "none" else _NOT_FOUND
        return
    visits = [visit for visit in plan.visits if visit.reference in found.visits]
    places = listed_in_part(map(name_of, visits), 40)
    noun = "rule" if len(found.rules) == 1 else "rules"
    kept = f"the {noun} {listed(found.rules)} and " if found.rules else ""
    yield f"Not all of this can be: {kept}a place for {places}. Without any one of it the rest can."
    yield _AS_GIVEN


def _may_be_placed(placement: Placement) -> Lines:
    names = without_place(placement)
    return Lines("Without a place so far", (f"{names}. {_BROKEN_OFF}",))


def without_place(placement: Placement) -> str:
    """The references of those that are left, some of them where they are many."""
    return listed_in_part(map(safe, placement.left))


_BROKEN_OFF = "More may have one: the search ended too early to say why. Give it more time."
_NOT_FOUND = "The search for it was broken off before it had found anything."
_AS_GIVEN = (
    "Windows, the order of inspections, days on which teams are away and what has a date are taken "
    "as they are. Ease a rule, change one of these, or take an inspection out."
)
_NO_WEEKS = "No week lies in the programme with all days of fieldwork: start and end are too near."
_NO_CHANGE = "No single change that was tried would do: change two rules, or its window and a rule."
_NOT_TRIED = "Not every change was tried, as too many have no place: help some, and place again."


def _levels(placement: Placement) -> Grid:
    """What was made as small as can be, first what counts most."""
    title = "How good this is: each line counts more than all below it"
    if placement.is_proved:
        rows = (Row((str(each.value), LEVELS[each.name])) for each in placement.levels)
        return Grid(title, ("Here", "As few as can be"), tuple(rows))
    rows = (
        Row((str(each.value), "proved" if each.is_proved else str(each.bound), LEVELS[each.name]))
        for each in placement.levels
    )
    return Grid(title, ("Here", "At least", "As few as can be"), tuple(rows))


def place_object(
    placement: Placement, left: Sequence[Left], found: Searched | None = None
) -> Object:
    """The plan (schema ``jtai.placement/1``). ``at_least`` is what no plan can be below."""
    plan, references = placement.programme, set(placement.left)
    placed = [visit for visit in plan.visits if visit.reference not in references]
    why = {each.visit.reference: each for each in left}
    return {
        "schema": "jtai.placement/1",
        "start": plan.first,
        "end": plan.last,
        "proved": placement.is_proved,
        "stopped": placement.stopped,
        "placed": [_visit_object(plan, visit) for visit in placed],
        "left": [
            _named(visit) | (_left_object(why[visit.reference]) if visit.reference in why else {})
            for visit in plan.visits
            if visit.reference in references
        ],
        "conflict": _conflict_object(found) if found else None,
        "moved": [_moved_object(each) for each in placement.moved],
        "levels": [
            {**picked(level, "name", "value"), "at_least": level.bound, "proved": level.is_proved}
            for level in placement.levels
        ],
    }


def _conflict_object(found: Searched) -> Object:
    if isinstance(found, str):
        return {"search": found, "rules": [], "inspections": []}
    inspections = list(map(safe, found.visits))
    return {"search": "found", "rules": list(found.rules), "inspections": inspections}


def _left_object(left: Left) -> Object:
    return {
        "weeks": left.weeks,
        "taken": [{"rule": rule, "weeks": number} for rule, number in left.taken],
        "changes": [change.words for change in left.changes],
        "all_tried": left.all_tried,
    }


def _named(visit: Visit) -> Object:
    return {"reference": safe(visit.reference), "area": safe(visit.area, is_place=True)}


def _visit_object(plan: Programme, visit: Visit) -> Object:
    assert visit.start
    dates = dates_of(plan, visit.start)
    return {
        **_named(visit),
        "theme": visit.theme,
        "team": _team(plan, visit),
        "fixed": visit.fixed,
        "notification": dates.notified,
        "fieldwork": {"start": dates.start, "end": dates.end},
        "report_due": dates.report,
    }


def _moved_object(moved: Moved) -> Object:
    visit = moved.visit
    return {
        **_named(visit),
        "from": {"fieldwork_start": moved.start, "team": moved.team},
        "to": {"fieldwork_start": visit.start, "team": visit.teams[0] if visit.teams else None},
        "why": [picked(reason, "rule", "sentence") for reason in moved.why],
    }


def place_rows(placement: Placement) -> Rows:
    """The list again with weeks and teams filled in, in the place of the one that was read.

    Our columns come first, then those of the list's own, as they are in it.
    """
    plan, references = placement.programme, set(placement.left)
    own = list(dict.fromkeys(key for visit in plan.visits for key, _ in visit.more))
    rows = (
        (*_cells(plan, visit, visit.reference in references), *(_own(visit, own)))
        for visit in plan.visits
    )
    return Rows((*COLUMNS, *own), rows)


def _cells(plan: Programme, visit: Visit, is_left: bool) -> Iterator[object]:
    team = visit.teams if is_left else _team(plan, visit)
    yield from (visit.reference, visit.area, visit.theme, team, visit.start)
    yield from (visit.earliest, visit.latest, "yes" if visit.fixed else "")
    yield from (visit.after, visit.terms, visit.notes)


def _own(visit: Visit, columns: Sequence[str]) -> Iterator[str]:
    cells = dict(visit.more)
    return (cells.get(column, "") for column in columns)
