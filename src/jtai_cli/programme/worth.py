"""What a programme is worth by the preferences, in whole numbers: the less, the better."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from jtai_cli.days.periods import monday_of
from jtai_cli.programme.limits import (
    Cap,
    Days,
    Seat,
    Slot,
    area_key,
    caps_of,
    is_open,
    seats_of,
    slots_of,
    spread_of,
    taking_part,
)
from jtai_cli.programme.model import Limit, Programme, Visit

MONTHS = 26 * 7  # days that should lie between inspections of an area, where it is no preference


class Worth(NamedTuple):
    """What is looked at, in this order: docs/reference/programme.md says what each is."""

    left: int
    preferences: int
    gaps: int
    together: int
    load: int
    weeks: int


def worth_of(programme: Programme) -> Worth:
    """Of its visits as they stand. One without a date or without one team is left."""
    seats, slots = seats_of(programme), slots_of(programme)
    all_slots = (*slots, *(seat.slot for seat in seats))
    soft = [cap for cap in caps_of(programme, all_slots) if cap.weight]
    return Worth(
        left=sum(is_open(programme, visit) for visit in programme.visits),
        preferences=_broken(programme, soft, seats)
        + sum(week_cost(programme, seat.visit, seat.slot) for seat in seats),
        gaps=sum(near for _, near in gaps_in_areas(programme, seats)),
        together=_broken(programme, spread_of(programme, all_slots), seats),
        load=_unevenness(programme, seats),
        weeks=sum(weeks_from(programme, seat.slot) for seat in seats),
    )


def week_cost(programme: Programme, visit: Visit, slot: Slot) -> int:
    """What speaks against a week by itself: the weights of the preferences that it breaks.

    Of the visit only its terms matter.
    """
    rules, cost = programme.rules, 0
    if is_avoided(programme, slot):
        cost += rules.avoid_weeks_limit.weight or 0
    if closed_days(programme, visit, slot):
        cost += rules.school_holidays.weight or 0
    return cost


def is_avoided(programme: Programme, slot: Slot) -> bool:
    """Whether fieldwork starts in one of the ISO weeks to avoid."""
    return slot.dates.start.isocalendar().week in programme.rules.avoid_weeks


def closed_days(programme: Programme, visit: Visit, slot: Slot) -> list[dt.date]:
    """The working days of fieldwork on which schools of the area are closed, if that matters."""
    schools = programme.schools_of(visit)
    if not schools or not programme.rules.school_holidays.value:
        return []
    first, last = slot.dates.start, slot.dates.end
    days = [first + dt.timedelta(number) for number in range((last - first).days + 1)]
    working = [day for day in days if programme.calendar.is_working(day)]
    near = [span for span in schools.closed if span.touches(first, last)]
    return [day for day in working if any(span.covers(day) for span in near)]


def wanted_gap(limit: Limit) -> int:
    """The days that should lie between inspections of an area."""
    return MONTHS if limit.is_rule else limit.value


def weeks_nearer(one: Days, other: Days, wanted: int) -> int:
    """By how many whole weeks two spans are nearer than ``wanted`` days; as near as can be is 0
    days apart.
    """
    return max(0, wanted - max(0, days_between(one, other))) // 7


def days_between(one: Days, other: Days) -> int:
    """Days from the last of the earlier span to the first of the later; negative in an overlap."""
    return max(other[0] - one[1], one[0] - other[1]).days


def gaps_in_areas(programme: Programme, seats: Iterable[Seat]) -> list[tuple[str, int]]:
    """Each area with how near two of its inspections are, of which one at least is of the list."""
    wanted, found = wanted_gap(programme.rules.gap_in_area), []
    visits: defaultdict[str, list[Days]] = defaultdict(list)
    for seat in seats:
        visits[area_key(seat.visit.area)].append(seat.slot.parts["span"])
    others = others_of(programme)
    for area, spans in sorted(visits.items()):
        pairs = [*combinations(spans, 2), *((s, o) for s in spans for o in others.get(area, ()))]
        found += [(area, weeks_nearer(one, other, wanted)) for one, other in pairs]
    return found


def others_of(programme: Programme) -> dict[str, list[Days]]:
    """The spans of the other inspections by the key of their area."""
    found: defaultdict[str, list[Days]] = defaultdict(list)
    for other in programme.others:
        found[area_key(other.area)].append((other.span.first, other.span.last))
    return dict(found)


def weeks_from(programme: Programme, slot: Slot) -> int:
    """The weeks from the first of the programme; 0 before it."""
    return max(0, (slot.monday - monday_of(programme.first)).days // 7)


def _broken(programme: Programme, caps: Iterable[Cap], seats: tuple[Seat, ...]) -> int:
    """The sum, over every breach, of its weight times how many visits are too many."""
    parts = {seat.visit.reference: taking_part(programme, seat.visit) for seat in seats}
    worst: Counter[tuple[tuple[str, str, dt.date], int]] = Counter()
    for cap in caps:
        number = sum(
            cap.touches(seat.slot)
            and cap.concerns(seat.visit, parts[seat.visit.reference], seat.team)
            for seat in seats
        )
        key = cap.breach, cap.weight or 0
        worst[key] = max(worst[key], number - cap.most)
    return sum(weight * number for (_, weight), number in worst.items())


def _unevenness(programme: Programme, seats: Iterable[Seat]) -> int:
    """The visits of the team that has the most less those of the team that has the fewest."""
    numbers = Counter(seat.team for seat in seats)
    each = [numbers[team.name] for team in programme.teams]
    return max(each, default=0) - min(each, default=0)
