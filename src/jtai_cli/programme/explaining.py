"""Why a visit is, or is not, in each week; and which single change would give it a place.

All is judged with every other visit where it is, and no solver is asked: what is offered has been
tried by the same judgement.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, partial
from itertools import islice, starmap
from typing import NamedTuple

from jtai_cli.privacy import safe
from jtai_cli.programme.limits import (
    Cap,
    Seat,
    Slot,
    caps_of,
    seats_of,
    slot_of,
    slots_of,
    spread_of,
    taking_part,
    teams_of,
)
from jtai_cli.programme.model import Limit, Programme, Rules, Visit
from jtai_cli.programme.reasons import (
    Reason,
    about,
    is_ruled_out,
    of_place,
    of_seat,
    of_visit,
    related,
    rules_first,
    sharing,
)
from jtai_cli.wording import long_date

_GAPS = {"gap_per_team": "", "gap_in_area": "days", "days_between_starts": ""}
MOST_TRIES = 4_000  # places that are tried for all that are left
_NEIGHBOURS, _PLACES = 12, 5  # visits that are tried elsewhere, and places of each that are tried


class Option(NamedTuple):
    """A team in a week, with what is said against that, rules first."""

    team: str
    reasons: tuple[Reason, ...]

    @property
    def is_possible(self) -> bool:
        """Whether no rule is broken."""
        return not is_ruled_out(self.reasons)


class JudgedWeek(NamedTuple):
    """A week of the programme, and each team that may do the visit there.

    ``ruled_out_by`` are the rules that take the week away from every team; where each has another
    one, all.
    """

    slot: Slot
    options: tuple[Option, ...]
    ruled_out_by: frozenset[str]

    @property
    def possible(self) -> tuple[Option, ...]:
        """Where no rule is broken."""
        return tuple(option for option in self.options if option.is_possible)

    @property
    def best(self) -> Option:
        """The team against which the least is said, the first of them by name."""
        return min(
            self.options,
            key=lambda each: (sum(reason.is_rule for reason in each.reasons), len(each.reasons)),
        )


class Change(NamedTuple):
    """One change by which a visit has a place, and the programme with it. ``new`` are the
    references of what has another place there: the visit, and where it has to give way, another.
    """

    words: str
    programme: Programme
    new: tuple[str, ...]


class Left(NamedTuple):
    """A visit without a place: of ``weeks`` so many are taken away by each rule, and the single
    ``changes`` of which each would give it one. Of one that has a date and no team its own week
    alone is looked at. ``all_tried`` is false where there were too many changes to try them all.
    """

    visit: Visit
    weeks: int
    taken: tuple[tuple[str, int], ...]
    changes: tuple[Change, ...]
    all_tried: bool


class _Place(NamedTuple):
    slot: Slot
    team: str


class _Tries:
    """How many places may still be tried, whoever tries them."""

    def __init__(self, left: int) -> None:
        self.left = left

    def spend(self) -> bool:
        """Whether one more may be tried."""
        self.left -= 1
        return self.left >= 0


class _Judge:
    """A programme with what is asked of it again and again.

    What a team and the limits say of a week is the same for every visit of a theme, and is found
    once for all of them.
    """

    def __init__(self, programme: Programme, tries: _Tries) -> None:
        self.programme, self.tries = programme, tries
        self.slot = cache(partial(slot_of, programme))
        self.is_full = cache(self._is_full)
        self.near = cache(self._near)
        self.of_team = cache(self._of_team)
        self.is_free = cache(self._is_free)
        self.judged = cache(self._judged)

    def of(self, programme: Programme) -> _Judge:
        """The judge of a changed programme, with what tries are left."""
        return _Judge(programme, self.tries)

    def moved(self, programme: Programme) -> _Judge:
        """The judge of one with visits in other weeks of these: weeks and limits are the same."""
        judge = self.of(programme)
        judge.slots, judge.caps = self.slots, self.caps
        judge.slot, judge.near = self.slot, self.near
        return judge

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        return slots_of(self.programme)

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        return seats_of(self.programme)

    @cached_property
    def looser(self) -> list[list[tuple[str, _Judge]]]:
        """Each rule less strict, by more and more, for all visits."""
        return [
            [(words, self.of(self.programme._replace(rules=rules))) for words, rules in steps]
            for steps in _looser(self.programme.rules)
        ]

    @cached_property
    def caps(self) -> tuple[Cap, ...]:
        slots = (*self.slots, *(seat.slot for seat in self.seats))
        return (*caps_of(self.programme, slots), *spread_of(self.programme, slots))

    def others(self, visit: Visit) -> list[Seat]:
        """The seats of all but the visit."""
        return [seat for seat in self.seats if seat.visit.reference != visit.reference]

    def _is_full(self, cap: Cap) -> bool:
        return len(sharing(self.programme, cap, self.seats)) >= cap.most

    def _near(self, start: dt.date) -> list[Cap]:
        slot = self.slot(start)
        return [cap for cap in self.caps if cap.touches(slot)]

    def like(self, visit: Visit) -> Visit:
        """One of its theme, for all like it, that is itself where it has a seat to be left out."""
        has_seat = any(seat.visit.reference == visit.reference for seat in self.seats)
        return Visit(visit.reference if has_seat else "", "", 0, visit.theme, start=visit.start)

    def _against(self, like: Visit, team: str, start: dt.date) -> Iterator[Reason]:
        like, parts = like._replace(teams=(team,)), taking_part(self.programme, like)
        near = self.near(start)
        caps = (cap for cap in near if cap.concerns(like, parts, team) and self.is_full(cap))
        seat = Seat(like, self.slot(start), team)
        return of_seat(self.programme, seat, self.others(like), caps)

    def _of_team(self, like: Visit, team: str, start: dt.date) -> tuple[Reason, ...]:
        """What is said of the team there, and of what is limited."""
        return tuple(self._against(like, team, start))

    def _is_free(self, like: Visit, team: str, start: dt.date) -> bool:
        """Whether no rule is among that: quicker than to have all of it."""
        return not is_ruled_out(self._against(like, team, start))

    def _judged(
        self, here: tuple[Reason, ...], like: Visit, teams: tuple[str, ...], start: dt.date
    ) -> JudgedWeek:
        options = []
        for team in teams:
            found = (*here, *self.of_team(like, team, start))
            options.append(Option(team, rules_first(found)))
        return JudgedWeek(self.slot(start), tuple(options), _ruled_out_by(options))

    def weeks(self, visit: Visit, slots: Sequence[Slot]) -> Iterator[JudgedWeek]:
        """These weeks, judged for the visit with all others where they are."""
        like, part, teams = self.like(visit), about(self.programme, visit), self.teams(visit)
        near = related(visit, self.others(visit))
        for slot in slots:
            here = tuple(of_place(part, visit, slot, near))
            yield self.judged(here, like, teams, slot.dates.start)

    def teams(self, visit: Visit) -> tuple[str, ...]:
        return teams_of(self.programme, visit)

    def own_slots(self, visit: Visit) -> tuple[Slot, ...]:
        """The weeks in which it may be: that of its date, where it has one, or every week."""
        return (self.slot(visit.start),) if visit.start else self.slots

    def places(self, visit: Visit) -> Iterator[_Place]:
        """Where it breaks no rule, in order of the weeks, as long as tries are left."""
        if self.tries.left <= 0:
            return
        like, part = self.like(visit), about(self.programme, visit)
        near = related(visit, self.others(visit))
        for slot in self.own_slots(visit):
            if is_ruled_out(of_visit(part, visit, slot)):
                continue
            is_taken = is_ruled_out(of_place(part, visit, slot, near))
            for team in self.teams(visit):
                if not self.tries.spend():
                    return
                if not is_taken and self.is_free(like, team, slot.dates.start):
                    yield _Place(slot, team)


def _ruled_out_by(options: Sequence[Option]) -> frozenset[str]:
    each = [{reason.rule for reason in one.reasons if reason.is_rule} for one in options]
    return frozenset(set.intersection(*each) or set.union(*each)) if all(each) else frozenset()


def judged_weeks(programme: Programme, visit: Visit) -> tuple[JudgedWeek, ...]:
    """Every week of the programme, with what is said against each for the visit.

    All others stay where they are; where it is itself does not matter.
    """
    judge = _Judge(programme, _Tries(0))
    return tuple(judge.weeks(visit, judge.slots))


def explained(
    programme: Programme, references: Sequence[str], tries: int = MOST_TRIES
) -> tuple[Left, ...]:
    """Why those are left, and what would help each of them.

    At most so many places are tried for all of them together: changes of the row and of the rules
    for each, and then moves of others, the first in the list first.
    """
    judge = _Judge(programme, _Tries(tries))
    visits = [visit for visit in programme.visits if visit.reference in references]
    alone = [(*_of_its_row(judge, visit), *_of_the_rules(judge, visit)) for visit in visits]
    return tuple(starmap(partial(_left, judge), zip(visits, alone, strict=True)))


def _left(judge: _Judge, visit: Visit, changes: tuple[Change, ...]) -> Left:
    weeks = tuple(judge.weeks(visit, judge.own_slots(visit)))
    taken = Counter(rule for week in weeks for rule in week.ruled_out_by)
    by_number = sorted(taken.items(), key=lambda each: (-each[1], each[0]))
    if judge.tries.left > 0:
        neighbours = _in_the_way(weeks, judge.seats)
        changes = (*changes, *_of_a_neighbour(judge, visit, neighbours))
    return Left(visit, len(weeks), tuple(by_number), changes, judge.tries.left > 0)


def _of_its_row(judge: _Judge, visit: Visit) -> Iterator[Change]:
    """Another window, or another team."""
    if visit.latest and not visit.start:
        free = visit._replace(latest=None)
        later = (p for p in judge.places(free) if p.slot.dates.start > visit.latest)
        if place := next(later, None):
            yield _changed(judge, free, place, f"latest to {_day(place)}")
    if visit.earliest and not visit.start:
        free = visit._replace(earliest=None)
        sooner = [p for p in judge.places(free) if p.slot.dates.start < visit.earliest]
        if sooner:
            yield _changed(judge, free, sooner[-1], f"earliest to {_day(sooner[-1])}")
    for team in judge.programme.teams:
        other = visit._replace(teams=(team.name,))
        is_another = visit.teams and team.name not in visit.teams
        if is_another and (place := next(judge.places(other), None)):
            yield _changed(judge, other, place, f"{team.name} as its team")


def _changed(judge: _Judge, visit: Visit, place: _Place, words: str) -> Change:
    seated = _with(judge.programme, _at(visit, place))
    return Change(words, seated, (visit.reference,))


def _at(visit: Visit, place: _Place) -> Visit:
    return visit._replace(start=place.slot.dates.start, teams=(place.team,))


def _day(place: _Place) -> str:
    return long_date(place.slot.dates.start)


def _of_the_rules(judge: _Judge, visit: Visit) -> Iterator[Change]:
    """A rule that is less strict, each by as little as does."""
    for steps in judge.looser:
        for words, looser in steps:
            if place := next(looser.places(visit), None):
                yield _changed(looser, visit, place, words)
                break


def _looser(rules: Rules) -> Iterator[list[tuple[str, Rules]]]:
    """Each rule less strict, by more and more."""
    for key, words in (("at_once_per_team", "for a team"), ("reports_per_week", "due in a week")):
        if (limit := rules.limit(key)) and limit.is_rule:
            more = limit._replace(value=limit.value + 1)
            yield [(f"{key} = {more.value} ({more.value} {words})", rules.with_limit(key, more))]
    for name, limit in sorted(rules.at_once_per_inspectorate.items()):
        if limit.is_rule:
            more = limit._replace(value=limit.value + 1)
            limits = {**rules.at_once_per_inspectorate, name: more}
            changed = rules._replace(at_once_per_inspectorate=limits)
            yield [(f"{name} in {more.value} at once", changed)]
    for key, unit in _GAPS.items():
        if (limit := rules.limit(key)) and limit.is_rule:
            shorter = dict.fromkeys(limit.value * part // 4 for part in (3, 2, 1, 0))
            yield [
                (f"{key} = {_time(value, unit)}", rules.with_limit(key, Limit(value)))
                for value in shorter
                if value < limit.value
            ]
    for key in ("avoid_weeks", "school_holidays"):
        if (limit := rules.limit(key)) and limit.is_rule and limit.value:
            yield [(f"{key} as a preference", rules.with_limit(key, limit._replace(weight=1)))]


def _time(value: int, unit: str) -> str:
    return f'"{value} {unit}"' if unit == "days" else f"{value} {unit}".strip()


def _of_a_neighbour(judge: _Judge, visit: Visit, neighbours: Sequence[Visit]) -> Iterator[Change]:
    """Another visit elsewhere: each is taken out, the visit put in its place, and it put back."""
    for other in neighbours[:_NEIGHBOURS]:
        asked = other._replace(start=None)
        free = judge.moved(_with(judge.programme, asked))
        for place in islice(free.places(visit), _PLACES):
            there = judge.moved(_with(free.programme, _at(visit, place)))
            if new := next(there.places(asked), None):
                words = f"{safe(other.reference)} on {_day(new)} with {new.team}"
                seated = _with(there.programme, _at(asked, new))
                yield Change(words, seated, (visit.reference, other.reference))
                break


def _in_the_way(weeks: Sequence[JudgedWeek], seats: Sequence[Seat]) -> list[Visit]:
    """The visits that may be moved and by which a rule takes some week away."""
    names = {
        name
        for week in weeks
        for option in week.options
        for reason in option.reasons
        if reason.is_rule
        for name in reason.by
    }
    return [seat.visit for seat in seats if seat.visit.reference in names and not seat.visit.fixed]


def _with(programme: Programme, changed: Visit) -> Programme:
    visits = (changed if v.reference == changed.reference else v for v in programme.visits)
    return programme._replace(visits=tuple(visits))
