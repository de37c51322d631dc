"""What differs between two programmes: an inspection is the same by its reference and its area."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from jtai_cli.plan.work import folded
from jtai_cli.programme.model import Visit
from jtai_cli.programme.timetable import Planned, Timetable
from jtai_cli.rules.areas import area_key

Kind = Literal["moved", "placed", "taken out", "team", "new", "gone"]


class Side(NamedTuple):
    """An inspection in one of the programmes; ``planned`` is None where it has no date there."""

    visit: Visit
    planned: Planned | None

    @property
    def team(self) -> str | None:
        """The team that does it, where there is one."""
        if self.planned:
            return self.planned.team
        return self.visit.teams[0] if len(self.visit.teams) == 1 else None


class Change(NamedTuple):
    """An inspection that is in one programme alone, or not as it was. None where it is not."""

    old: Side | None
    new: Side | None

    @property
    def visit(self) -> Visit:
        """The inspection, as the newer programme has it."""
        side = self.new or self.old
        assert side
        return side.visit

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What becomes of it; nothing where it is as it was.

        One that is placed gets a date that it had not; one that is taken out loses it.
        """
        if self.old is None:
            return ("new",)
        if self.new is None:
            return ("gone",)
        before, after = self.old.visit.start, self.new.visit.start
        team: tuple[Kind, ...] = ("team",) if self.old.team != self.new.team else ()
        if before == after:
            return team
        if before is None:
            return ("placed",)
        return (("moved" if after else "taken out"), *team)


class Comparison(NamedTuple):
    """The changes, those of ``new`` in its order and then those that are gone; how many stay."""

    old: Timetable
    new: Timetable
    changes: tuple[Change, ...]
    unchanged: int


def compare(old: Timetable, new: Timetable) -> Comparison:
    """What differs, from ``old`` to ``new``."""
    before, after = dict(_sides(old)), dict(_sides(new))
    pairs = [Change(before.get(key), side) for key, side in after.items()]
    changed = [each for each in pairs if each.kinds]
    gone = (Change(side, None) for key, side in before.items() if key not in after)
    return Comparison(old, new, (*changed, *gone), len(pairs) - len(changed))


def _sides(shown: Timetable) -> Iterator[tuple[tuple[str, str], Side]]:
    """The inspections by what the file calls them, in the order in which they are shown."""
    visits = shown.programme.visits
    keys = {each.row: (folded(each.reference), area_key(each.area)) for each in visits}
    for each in shown.planned:
        yield keys[each.visit.row], Side(each.visit, each)
    for visit in shown.unplaced:
        yield keys[visit.row], Side(visit, None)
