"""What rules out a slot for a visit, or speaks against it, while the others stay where they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from jtai_cli.days.periods import Span
from jtai_cli.judge.inspectorates import one_name
from jtai_cli.privacy import safe
from jtai_cli.programme.limits import (
    Cap,
    Days,
    Seat,
    Slot,
    area_key,
    taking_part,
    teams_of,
)
from jtai_cli.programme.model import Programme, Team, Visit
from jtai_cli.programme.worth import (
    closed_days,
    days_between,
    is_avoided,
    others_of,
    wanted_gap,
)
from jtai_cli.wording import brief_span, count_of, listed_in_part, long_date


class Reason(NamedTuple):
    """A rule by its key, what it says here, and whether it may never be broken.

    ``by`` are the references of the visits that stand in the way.
    """

    rule: str
    sentence: str
    is_rule: bool
    by: tuple[str, ...] = ()


def of_week(programme: Programme, visit: Visit, slot: Slot) -> Iterator[Reason]:
    """What is said of the week, whoever comes. Of the visit only its terms matter."""
    rules = programme.rules
    if is_avoided(programme, slot):
        week = slot.dates.start.isocalendar().week
        yield Reason("avoid_weeks", f"week {week} is avoided", rules.avoid_weeks_limit.is_rule)
    if days := closed_days(programme, visit, slot):
        words = f"schools are closed on {count_of(len(days), 'day')} of fieldwork"
        yield Reason("school_holidays", words, rules.school_holidays.is_rule)


def of_visit(programme: Programme, visit: Visit, slot: Slot) -> Iterator[Reason]:
    """What its row and the programme's ends say of the slot."""
    start, end = slot.dates.start, slot.dates.end
    if start < programme.first or end > programme.last:
        yield Reason("programme", "fieldwork is not within the programme", True)
    if visit.earliest and start < visit.earliest:
        yield Reason("earliest", f"it starts on {long_date(visit.earliest)} or later", True)
    if visit.latest and start > visit.latest:
        yield Reason("latest", f"it starts on {long_date(visit.latest)} or earlier", True)


def of_area(
    programme: Programme, visit: Visit, slot: Slot, seats: Sequence[Seat]
) -> Iterator[Reason]:
    """Which other inspections of its area are too near."""
    key, limit = area_key(visit.area), programme.rules.gap_in_area
    same = [seat for seat in seats if area_key(seat.visit.area) == key]
    near: list[tuple[str, Days, tuple[str, ...]]] = [
        *(("another inspection", span, ()) for span in others_of(programme).get(key, ())),
        *((s.visit.reference, s.slot.parts["span"], (s.visit.reference,)) for s in same),
    ]
    wanted = limit.value if limit.is_rule else wanted_gap(limit)
    for name, span, by in near:
        days = days_between(slot.parts["span"], span)
        if days < wanted:
            area = safe(visit.area, is_place=True)
            there = f"{safe(name)} of {area} is there ({brief_span(*span)})"
            apart = "at the same time" if days < 1 else f"{count_of(days, 'day')} away"
            yield Reason("gap_in_area", f"{there}, {apart}", limit.is_rule, by)


def of_order(visit: Visit, slot: Slot, seats: Sequence[Seat]) -> Iterator[Reason]:
    """Which visits have to be over before this one, or may only come after it."""
    start, end = slot.dates.start, slot.dates.end
    for seat in seats:
        name, there = seat.visit.reference, seat.slot.dates
        if name in visit.after and start <= there.end:
            words = f"{safe(name)} ends on {long_date(there.end)} and comes first"
            yield Reason("after", words, True, (name,))
        if visit.reference in seat.visit.after and there.start <= end:
            words = f"{safe(name)} starts on {long_date(there.start)}, after it"
            yield Reason("after", words, True, (name,))


def away(team: Team, programme: Programme, slot: Slot) -> Span | None:
    """When the team is away on a working day of the slot."""
    first, last = slot.parts["span"]
    count = programme.calendar.within
    touching = (span for span in team.away if span.touches(first, last))
    working = (s for s in touching if count(max(s.first, first), min(s.last, last)))
    return next(working, None)


def of_team(programme: Programme, visit: Visit, team: str, slot: Slot) -> Iterator[Reason]:
    """Whether the team is none that may do it, or is away."""
    if team not in teams_of(programme, visit):
        yield Reason("team", f"it is not for {team}", True)
    for each in programme.teams:
        if each.name == team and (span := away(each, programme, slot)):
            yield Reason("away", f"{team} is away ({brief_span(span.first, span.last)})", True)


def of_caps(
    programme: Programme, seat: Seat, seats: Sequence[Seat], caps: Iterable[Cap]
) -> Iterator[Reason]:
    """Which limits the visit would go beyond with the others, those of its area aside."""
    parts, said = taking_part(programme, seat.visit), set[tuple[str, str | None]]()
    for cap in caps:
        is_said = cap.rule == "gap_in_area" or (cap.rule, cap.whose) in said
        if is_said or not (cap.touches(seat.slot) and cap.concerns(seat.visit, parts, seat.team)):
            continue
        there = sharing(programme, cap, seats)
        if len(there) >= cap.most:
            said.add((cap.rule, cap.whose))
            yield Reason(cap.rule, _full(programme, cap, there), cap.weight is None, tuple(there))


def reasons(
    programme: Programme, seat: Seat, seats: Sequence[Seat], caps: Sequence[Cap]
) -> tuple[Reason, ...]:
    """All that is said against a seat while ``seats`` are taken by the others, rules first."""
    here = of_place(programme, seat.visit, seat.slot, seats)
    return rules_first((*here, *of_seat(programme, seat, seats, caps)))


def rules_first(found: Iterable[Reason]) -> tuple[Reason, ...]:
    """The same, with what may never be broken before what may."""
    return tuple(sorted(found, key=lambda each: not each.is_rule))


def is_ruled_out(found: Iterable[Reason]) -> bool:
    """Whether a rule is among them."""
    return any(reason.is_rule for reason in found)


def of_place(
    programme: Programme, visit: Visit, slot: Slot, seats: Sequence[Seat]
) -> Iterator[Reason]:
    """What is said of the slot whichever team comes."""
    yield from of_visit(programme, visit, slot)
    yield from of_week(programme, visit, slot)
    yield from of_order(visit, slot, seats)
    yield from of_area(programme, visit, slot, seats)


def of_seat(
    programme: Programme, seat: Seat, seats: Sequence[Seat], caps: Iterable[Cap]
) -> Iterator[Reason]:
    """What is said of the team and the limits: theme and teams alone of the visit matter."""
    yield from of_team(programme, seat.visit, seat.team, seat.slot) if seat.team else ()
    yield from of_caps(programme, seat, seats, caps)


def related(visit: Visit, seats: Iterable[Seat]) -> list[Seat]:
    """Those on which the place of the visit depends, whatever its team."""
    key = area_key(visit.area)
    return [
        seat
        for seat in seats
        if area_key(seat.visit.area) == key
        or seat.visit.reference in visit.after
        or visit.reference in seat.visit.after
    ]


def about(programme: Programme, visit: Visit) -> Programme:
    """The programme with those other inspections alone that are of the visit's area."""
    key = area_key(visit.area)
    return programme._replace(others=tuple(o for o in programme.others if area_key(o.area) == key))


def sharing(programme: Programme, cap: Cap, seats: Collection[Seat]) -> list[str]:
    """The references of those that a limit counts."""
    return [
        each.visit.reference
        for each in seats
        if cap.touches(each.slot)
        and cap.concerns(each.visit, taking_part(programme, each.visit), each.team)
    ]


def _full(programme: Programme, cap: Cap, there: list[str]) -> str:
    """Who takes the place already."""
    names = listed_in_part(map(safe, there), 4) if there else "nobody"
    few = f"at most {cap.most}"
    match cap.rule:
        case "gap_per_team" | "at_once_per_team":
            return f"{cap.whose} has {names} then or too near ({few} at once)"
        case "reports_per_week":
            return f"the report of {names} is due in the same week ({few})"
        case "at_once_per_inspectorate":
            limits = programme.rules.at_once_per_inspectorate
            who = next(name for name in limits if one_name(name) == cap.whose)
            return f"{who} takes part in {names} then ({few} at once)"
        case _:
            return f"{names} starts too near"
