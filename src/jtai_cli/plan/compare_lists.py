"""What differs between two lists of inspections: which is new, gone, or on other dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from jtai_cli.plan.compare import Comparison, Timetable, compare, from_plan
from jtai_cli.plan.inspection import Identity
from jtai_cli.plan.model import Plan
from jtai_cli.plan.work import folded
from jtai_cli.rules.areas import area_key

Kind = Literal["moved", "new", "gone"]


class Side(NamedTuple):
    """An inspection in one of the lists: its row there, its names and its dates."""

    row: int | None
    identity: Identity
    theme: str | None
    rehearsal: bool
    timetable: Timetable

    @property
    def reference(self) -> tuple[bool, str] | None:
        """Its reference in any letters, which a rehearsal never shares with an inspection."""
        reference = self.identity.reference
        return (self.rehearsal, folded(reference)) if reference else None


class Change(NamedTuple):
    """An inspection that is in one list alone, or on other dates. None where it is not.

    ``moves`` says how its dates differ, where it is in both.
    """

    old: Side | None
    new: Side | None
    moves: Comparison | None = None

    @property
    def side(self) -> Side:
        """The inspection, as the newer list has it."""
        side = self.new or self.old
        assert side
        return side

    @property
    def kinds(self) -> tuple[Kind]:
        """What becomes of it."""
        return ("new",) if self.old is None else ("gone",) if self.new is None else ("moved",)


class ListComparison(NamedTuple):
    """The changes, those of the newer list in its order and then those gone; how many stay."""

    changes: tuple[Change, ...]
    unchanged: int


def side_of(plan: Plan, row: int | None, name: str) -> Side:
    """What is kept of a plan for a comparison; ``name`` is that of its list."""
    inspection = plan.inspection
    shown = from_plan(plan, name)._replace(days_off=(), deadlines=())
    settings = inspection.settings
    return Side(row, inspection.identity, settings.theme, settings.rehearsal, shown)


def compare_lists(old: Sequence[Side], new: Sequence[Side]) -> ListComparison:
    """What differs, from ``old`` to ``new``, in neither of which a name stands twice.

    An inspection is the same by its reference, or else by its area where that leaves no doubt.
    Raises OutsideCalendar.
    """
    was = _pairs(old, new)
    changes, unchanged = [], 0
    for side in new:
        before = was.get(side.row)
        if before is None:
            changes.append(Change(None, side))
            continue
        moves = compare(before.timetable, side.timetable)
        if moves.differs:
            changes.append(Change(before, side, moves))
        else:
            unchanged += 1
    kept = {side.row for side in was.values()}
    gone = (Change(side, None) for side in old if side.row not in kept)
    return ListComparison((*changes, *gone), unchanged)


def _pairs(old: Sequence[Side], new: Sequence[Side]) -> dict[int | None, Side]:
    """For the rows of the newer list the inspection in the older one, where that has it."""
    by_reference = {each.reference: each for each in old if each.reference}
    found = {
        each.row: by_reference[each.reference] for each in new if each.reference in by_reference
    }
    kept = {each.row for each in found.values()}
    before = _alone(each for each in old if each.row not in kept)
    after = _alone(each for each in new if each.row not in found)
    for area in before.keys() & after.keys():
        both = before[area], after[area]
        if not all(each.reference for each in both):  # or they are two inspections
            found[both[1].row] = both[0]
    return found


def _alone(sides: Iterable[Side]) -> Mapping[tuple[bool, str], Side]:
    """The inspections by their areas, but for areas that have several."""
    by_area: dict[tuple[bool, str], list[Side]] = {}
    for side in sides:
        if side.identity.area:
            key = side.rehearsal, area_key(side.identity.area)
            by_area.setdefault(key, []).append(side)
    return {area: each[0] for area, each in by_area.items() if len(each) == 1}
