"""Weeks and teams for the visits that have none: the best by the preferences, one after another.

Within a week visits are alike to most rules, so the model has a column for each visit and slot,
and one for the number of visits of a kind that a team does there; who does which is dealt out
afterwards. Each preference is solved for by itself and then kept as a row of the next.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from jtai_cli.judge.inspectorates import one_name
from jtai_cli.programme.engine import Found, Row, least
from jtai_cli.programme.limits import (
    Cap,
    Seat,
    Slot,
    area_key,
    caps_of,
    seats_of,
    slot_of,
    slots_of,
    spread_of,
    taking_part,
    team_of,
    teams_of,
)
from jtai_cli.programme.model import Programme, Visit
from jtai_cli.programme.reasons import Reason, away, of_area, of_order, of_visit, of_week, reasons
from jtai_cli.programme.worth import (
    gaps_in_areas,
    wanted_gap,
    week_cost,
    weeks_from,
    weeks_nearer,
    worth_of,
)

Progress = Callable[[str, int, int], None]  # a level's name, its number from 1, how many


class Level(NamedTuple):
    """What was made as small as can be: its value in the plan, and what none can be below."""

    name: str
    value: int
    bound: int

    @property
    def is_proved(self) -> bool:
        """Whether no plan that is as good in the levels before is better in this one."""
        return self.bound >= self.value


class Moved(NamedTuple):
    """A visit that is not where it was: its old start and team, and what rules those out now."""

    visit: Visit
    start: dt.date
    team: str | None
    why: tuple[Reason, ...]


class Placement(NamedTuple):
    """The programme with weeks and teams filled in, and the references of those left.

    ``stopped`` says that the user broke off.
    """

    programme: Programme
    left: tuple[str, ...]
    levels: tuple[Level, ...]
    moved: tuple[Moved, ...]
    stopped: bool

    @property
    def is_proved(self) -> bool:
        """Whether no plan is better."""
        return all(level.is_proved for level in self.levels)


class _Kind(NamedTuple):
    """What visits are alike in: who may do them, whether dated, who takes part, who did them."""

    teams: tuple[str, ...]
    is_dated: bool
    parts: tuple[str, ...]
    kept: str


class _Open(NamedTuple):
    """A visit to be placed, and the numbers of the slots that it may have."""

    visit: Visit
    kind: _Kind
    slots: tuple[int, ...]
    kept: int | None  # the number of the slot that it had


class _Task(NamedTuple):
    """What is to be placed, and where it may be."""

    programme: Programme
    slots: tuple[Slot, ...]
    asked: tuple[_Open, ...]
    seats: tuple[Seat, ...]  # of what has a date
    caps: tuple[Cap, ...]
    teams: tuple[frozenset[str], ...]  # by the number of the slot, those that are there


_Sum = dict[int, int]


class _Model:
    """Columns and rows, and the columns that stand for something by what it is."""

    def __init__(self) -> None:
        self.uppers: list[int] = []
        self.rows: list[Row] = []
        self.at: dict[tuple[int, int], int] = {}  # visit, slot
        self.by: dict[tuple[_Kind, int, str], int] = {}  # how many, of a kind, slot and team
        self.left: list[int] = []  # by visit

    def column(self, upper: int) -> int:
        """A new column."""
        self.uppers.append(upper)
        return len(self.uppers) - 1

    def row(self, terms: _Sum, low: int | None = None, high: int | None = None) -> None:
        """A new row, unless it says nothing."""
        if terms:
            self.rows.append(Row(terms, low, high))

    def keep(self, terms: _Sum, high: int) -> None:
        """Let the sum be at most ``high``. One that is to be 0 is much quicker column by column."""
        if high or min(terms.values(), default=0) < 0:
            self.row(terms, high=high)
        else:
            for column, factor in terms.items():
                self.uppers[column] *= not factor


class _Goal(NamedTuple):
    """A level: what is to be small, what is added whatever is chosen, and what it is not below."""

    name: str
    terms: _Sum
    constant: int
    floor: int


class _Best(NamedTuple):
    """The best plan so far, and the values of its levels."""

    plan: Programme
    values: list[int]


def place(
    programme: Programme,
    *,
    keep: Programme | None = None,
    seconds: float | None = None,
    seed: int = 0,
    progress: Progress = lambda name, number, of: None,
) -> Placement:
    """The best weeks and teams for what has none; what has a date keeps it.

    With ``keep``, an earlier programme, as few visits as can be are moved. Where ``seconds`` run
    out, or on Ctrl-C, the best that was found. Raises OutsideCalendar.
    """
    task = _task(programme, keep)
    model = _model(task)
    goals = _goals(task, model, keep)
    best, left = _Best(programme, _values(task, programme, keep)), seconds
    bounds, stopped = list[int](), False
    for number, goal in enumerate(goals):
        bound = goal.floor
        if best.values[number] > bound and not stopped and (left is None or left > 0):
            try:
                progress(goal.name, number + 1, len(goals))
                found = least(model.uppers, model.rows, goal.terms, seconds=left, seed=seed)
                best = _better(task, model, keep, found, best, number)
            except KeyboardInterrupt:
                found = Found(None, None, True, 0)
            stopped = found.stopped
            left = None if left is None else left - found.seconds
            bound = max(bound, goal.constant + (found.bound or 0))
        bounds.append(min(bound, best.values[number]))
        model.keep(goal.terms, best.values[number] - goal.constant)
    levels = _levels(task, goals, best.values, bounds)
    moved = tuple(_moved(best.plan, keep)) if keep else ()
    return Placement(best.plan, _left(best.plan), levels, moved, stopped)


def _better(
    task: _Task, model: _Model, keep: Programme | None, found: Found, best: _Best, number: int
) -> _Best:
    """What was found, where it is worth more than the best so far, up to the level of a number."""
    if found.values is None:
        return best
    plan = _dealt(task, model, found.values)
    values = _values(task, plan, keep)
    return _Best(plan, values) if values[: number + 1] < best.values[: number + 1] else best


def _left(plan: Programme) -> tuple[str, ...]:
    placed = {seat.visit.reference for seat in seats_of(plan) if seat.team}
    return tuple(each.reference for each in plan.visits if each.reference not in placed)


def _task(programme: Programme, keep: Programme | None) -> _Task:
    seats, weeks = seats_of(programme), slots_of(programme)
    starts = {slot.dates.start for slot in weeks}
    more = {seat.slot.dates.start for seat in seats if not seat.team} - starts
    slots = (*weeks, *(slot_of(programme, start) for start in sorted(more)))
    teams = tuple(
        frozenset(team.name for team in programme.teams if not away(team, programme, slot))
        for slot in slots
    )
    caps = caps_of(programme, (*slots, *(seat.slot for seat in seats)))
    task = _Task(programme, slots, (), seats, caps, teams)
    kept = {seat.visit.reference: seat for seat in seats_of(keep)} if keep else {}
    closed = {n for n, slot in enumerate(slots) if _is_ruled_out(of_week(programme, slot))}
    free = [number for number in range(len(weeks)) if number not in closed]
    asked = [each for each in programme.visits if not each.start or not team_of(programme, each)]
    return task._replace(
        asked=tuple(_opened(task, visit, free, kept.get(visit.reference)) for visit in asked)
    )


def _is_ruled_out(found: Iterable[Reason]) -> bool:
    return any(reason.is_rule for reason in found)


def _opened(task: _Task, visit: Visit, free: list[int], kept: Seat | None) -> _Open:
    programme, names = task.programme, teams_of(task.programme, visit)
    by_start = {slot.dates.start: number for number, slot in enumerate(task.slots)}
    limits = set(map(one_name, programme.rules.at_once_per_inspectorate))
    parts = tuple(sorted(limits.intersection(taking_part(programme, visit))))
    before = by_start.get(kept.slot.dates.start) if kept and kept.team else None
    team = kept.team or "" if kept and before is not None else ""
    kind = _Kind(names, visit.start is not None, parts, team)
    if visit.start:
        may = [by_start[visit.start]]
    else:
        near, about = _near(task, visit), _about(programme, visit)
        may = [n for n in free if not _is_ruled_out(_alone(about, visit, task.slots[n], near))]
    return _Open(visit, kind, tuple(n for n in may if task.teams[n] & set(names)), before)


def _near(task: _Task, visit: Visit) -> list[Seat]:
    """Those with a date of which the place of the visit depends, whatever its team."""
    key = area_key(visit.area)
    return [
        seat
        for seat in task.seats
        if area_key(seat.visit.area) == key
        or seat.visit.reference in visit.after
        or visit.reference in seat.visit.after
    ]


def _about(programme: Programme, visit: Visit) -> Programme:
    """The programme with those other inspections alone that are of the visit's area."""
    key = area_key(visit.area)
    return programme._replace(others=tuple(o for o in programme.others if area_key(o.area) == key))


def _alone(programme: Programme, visit: Visit, slot: Slot, seats: list[Seat]) -> Iterator[Reason]:
    yield from of_visit(programme, visit, slot)
    yield from of_order(visit, slot, seats)
    yield from of_area(programme, visit, slot, seats)


def _model(task: _Task) -> _Model:
    model = _Model()
    kinds: defaultdict[tuple[_Kind, int], list[int]] = defaultdict(list)
    for number, each in enumerate(task.asked):
        for slot in each.slots:
            kinds[each.kind, slot].append(model.column(1))
            model.at[number, slot] = kinds[each.kind, slot][-1]
        model.left.append(model.column(1))
        here = {model.at[number, slot]: 1 for slot in each.slots}
        model.row(here | {model.left[-1]: 1}, low=1, high=1)
    for (kind, slot), columns in sorted(kinds.items()):
        doing = [name for name in kind.teams if name in task.teams[slot]]
        for name in doing:
            model.by[kind, slot, name] = model.column(len(columns))
        shared = dict.fromkeys(columns, 1) | {model.by[kind, slot, name]: -1 for name in doing}
        model.row(shared, low=0, high=0)
    _add_order(task, model)
    _add_caps(task, model, [cap for cap in task.caps if not cap.weight])
    return model


def _add_order(task: _Task, model: _Model) -> None:
    """None starts before those that it comes after are over: not early one and late the other."""
    numbers = {each.visit.reference: n for n, each in enumerate(task.asked) if not each.visit.start}
    for late in numbers.values():
        for early in (numbers[name] for name in task.asked[late].visit.after if name in numbers):
            for slot in task.asked[late].slots:
                start = task.slots[slot].dates.start
                terms = {model.at[late, n]: 1 for n in task.asked[late].slots if n <= slot} | {
                    model.at[early, n]: 1
                    for n in task.asked[early].slots
                    if task.slots[n].dates.end >= start
                }
                model.row(terms, high=1)


def _add_caps(task: _Task, model: _Model, caps: Iterable[Cap]) -> _Sum:
    """A row for each cap; the sum of what is beyond those that are preferences."""
    goal: _Sum = {}
    beyond: dict[tuple[object, int], int] = {}
    parts = {seat.visit.reference: taking_part(task.programme, seat.visit) for seat in task.seats}
    cells: defaultdict[tuple[int, str], list[tuple[_Kind, int]]] = defaultdict(list)
    for (kind, slot, team), column in model.by.items():
        cells[slot, team].append((kind, column))
    for cap in caps:
        terms = dict.fromkeys(_counted(task, model, cells, cap), 1)
        there = sum(
            cap.touches(seat.slot)
            and cap.concerns(seat.visit, parts[seat.visit.reference], seat.team)
            for seat in task.seats
        )
        if cap.weight:
            key = cap.breach, cap.weight
            if key not in beyond:
                beyond[key] = model.column(len(task.programme.visits))
                goal[beyond[key]] = cap.weight
            model.row(terms | {beyond[key]: -1}, high=cap.most - there)
        else:
            model.row(terms, high=max(cap.most - there, 0))
    return goal


def _counted(
    task: _Task,
    model: _Model,
    cells: Mapping[tuple[int, str], list[tuple[_Kind, int]]],
    cap: Cap,
) -> Iterator[int]:
    """The columns that a cap counts."""
    touched = [number for number, slot in enumerate(task.slots) if cap.touches(slot)]
    if cap.rule == "gap_in_area":
        for number, each in enumerate(task.asked):
            if not each.visit.start and area_key(each.visit.area) == cap.whose:
                yield from (model.at[number, slot] for slot in touched if slot in each.slots)
        return
    is_of_team = cap.part == "taken" or cap.rule == "at_once_per_team"
    teams = [cap.whose or ""] if is_of_team else [team.name for team in task.programme.teams]
    for slot in touched:
        for team in teams:
            for kind, column in cells.get((slot, team), ()):
                is_counted = is_of_team or not kind.is_dated
                if is_counted and (is_of_team or cap.whose is None or cap.whose in kind.parts):
                    yield column


def _goals(task: _Task, model: _Model, keep: Programme | None) -> list[_Goal]:
    """The levels in order, whose columns are added where they have some of their own."""
    programme = task.programme
    costs = {n: week_cost(programme, slot) for n, slot in enumerate(task.slots)}
    dated = [seat.slot for seat in task.seats]
    known = sum(week_cost(programme, slot) for slot in dated)
    soft = _add_caps(task, model, [cap for cap in task.caps if cap.weight])
    near = sum(weeks for _, weeks in gaps_in_areas(programme, task.seats))
    windows = spread_of(programme, (*slots_of(programme), *dated))
    early = {n: weeks_from(programme, slot) for n, slot in enumerate(task.slots)}
    return [
        _Goal("left", dict.fromkeys(model.left, 1), 0, 0),
        *(_goals_of_keeping(task, model, keep) if keep else ()),
        _Goal("preferences", soft | _by_slot(task, model, costs), known, known),
        _Goal("gaps", _near_in_areas(task, model), near, near),
        _Goal("together", _add_caps(task, model, windows), 0, 0),
        _Goal(
            "load",
            _load(task, model, _factor(task)) | _by_slot(task, model, early),
            sum(weeks_from(programme, slot) for slot in dated),
            sum(weeks_from(programme, slot) for slot in dated),
        ),
    ]


def _by_slot(task: _Task, model: _Model, costs: Mapping[int, int]) -> _Sum:
    """What the slots cost those that have no date yet."""
    return {
        column: costs[slot]
        for (number, slot), column in model.at.items()
        if costs[slot] and not task.asked[number].visit.start
    }


def _factor(task: _Task) -> int:
    """More than all the weeks from the first of any plan: what an uneven load counts for."""
    last = max((weeks_from(task.programme, slot) for slot in task.slots), default=0)
    dated = [weeks_from(task.programme, seat.slot) for seat in task.seats]
    return 1 + last * len(task.programme.visits) + sum(dated)


def _load(task: _Task, model: _Model, factor: int) -> _Sum:
    """The team with the most less that with the fewest."""
    most, fewest = (
        model.column(len(task.programme.visits)),
        model.column(len(task.programme.visits)),
    )
    has = Counter(seat.team for seat in task.seats)
    for team in task.programme.teams:
        terms = {column: 1 for (_, _, name), column in model.by.items() if name == team.name}
        model.row(terms | {most: -1}, high=-has[team.name])
        model.row(terms | {fewest: -1}, low=-has[team.name])
    return {most: factor, fewest: -factor}


def _near_in_areas(task: _Task, model: _Model) -> _Sum:
    """The weeks by which visits are too near, to others and to each other."""
    programme, goal = task.programme, _Sum()
    wanted = wanted_gap(programme.rules.gap_in_area)
    areas: defaultdict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(task.asked):
        if not each.visit.start:
            areas[area_key(each.visit.area)].append(number)
            about, near = _about(programme, each.visit), _near(task, each.visit)
            there = sum(weeks for _, weeks in gaps_in_areas(about, near))
            for slot in each.slots:
                seats = [*near, Seat(each.visit, task.slots[slot], None)]
                weeks = sum(weeks for _, weeks in gaps_in_areas(about, seats)) - there
                if weeks:
                    goal[model.at[number, slot]] = weeks
    for numbers in areas.values():
        for one, other in combinations(numbers, 2):
            goal |= _near_each_other(task, model, one, other, wanted)
    return goal


def _near_each_other(task: _Task, model: _Model, one: int, other: int, wanted: int) -> _Sum:
    """A column for each whole week by which the two are nearer than ``wanted`` days."""
    goal = _Sum()
    spans = [slot.parts["span"] for slot in task.slots]
    both = sorted({*task.asked[one].slots, *task.asked[other].slots})
    for weeks in range(1, wanted // 7 + 1):
        nearer = model.column(1)
        goal[nearer] = 1
        for first in both:
            near = (n for n in both if weeks_nearer(spans[first], spans[n], wanted) >= weeks)
            window = [n for n in near if n >= first]
            columns = [model.at.get((number, n)) for number in (one, other) for n in window]
            terms = {column: 1 for column in columns if column is not None}
            model.row(terms | {nearer: -1}, high=1)
    return goal


def _goals_of_keeping(task: _Task, model: _Model, keep: Programme) -> list[_Goal]:
    """As few visits as can be elsewhere than they were, then as few weeks from there."""
    there = {seat.visit.reference: seat for seat in seats_of(keep)}
    staying: defaultdict[tuple[_Kind, int], _Sum] = defaultdict(dict)
    weeks = _Sum()
    for number, each in enumerate(task.asked):
        seat = there.get(each.visit.reference)
        if seat is None:
            continue
        for slot in each.slots:
            if not each.visit.start:
                weeks[model.at[number, slot]] = _weeks_apart(task.slots[slot], seat.slot)
            if slot == each.kept:
                staying[each.kind, slot][model.at[number, slot]] = -1
    stays = _Sum()
    for (kind, slot), columns in staying.items():
        doing = model.by.get((kind, slot, kind.kept))
        if doing is not None:
            stay = model.column(len(columns))
            stays[stay] = -1
            model.row(columns | {stay: 1}, high=0)
            model.row({doing: -1, stay: 1}, high=0)
    kept = sum(each.visit.reference in there for each in task.asked)
    return [_Goal("moved", stays, kept, 0), _Goal("weeks_moved", weeks, 0, 0)]


def _weeks_apart(one: Slot, other: Slot) -> int:
    return abs((one.monday - other.monday).days) // 7


def _values(task: _Task, plan: Programme, keep: Programme | None) -> list[int]:
    """The value of each level in a plan, reckoned from its dates and teams alone."""
    worth = worth_of(plan)
    joined = worth.load * _factor(task) + worth.weeks
    rest = [worth.preferences, worth.gaps, worth.together, joined]
    return [worth.left, *(_moves(task, plan, keep) if keep else ()), *rest]


def _moves(task: _Task, plan: Programme, keep: Programme) -> list[int]:
    ours = {each.visit.reference: each.visit for each in task.asked}
    now = {seat.visit.reference: seat for seat in seats_of(plan)}
    then = [seat for seat in seats_of(keep) if seat.visit.reference in ours]
    pairs = [(seat, now.get(seat.visit.reference)) for seat in then]
    moved = sum(_place_of(seat) != _place_of(new) or not seat.team for seat, new in pairs)
    free = [(seat, new) for seat, new in pairs if new and not ours[seat.visit.reference].start]
    return [moved, sum(_weeks_apart(seat.slot, new.slot) for seat, new in free)]


def _place_of(seat: Seat | None) -> tuple[dt.date, str | None] | None:
    return (seat.slot.dates.start, seat.team) if seat else None


def _dealt(task: _Task, model: _Model, values: tuple[int, ...]) -> Programme:
    """The programme with weeks as chosen, and teams dealt out in order of the list."""
    chosen: dict[str, Visit] = {}
    waiting: defaultdict[tuple[_Kind, int], list[_Open]] = defaultdict(list)
    for (number, slot), column in model.at.items():
        if values[column]:
            each = task.asked[number]
            waiting[each.kind, slot].append(each)
    for (kind, slot), those in waiting.items():
        doing = {name: model.by.get((kind, slot, name)) for name in kind.teams}
        hands = Counter({n: values[col] for n, col in doing.items() if col is not None})
        start = task.slots[slot].dates.start
        for each in sorted(those, key=lambda each: each.kept != slot):
            stays = each.kept == slot and hands[kind.kept] > 0
            team = kind.kept if stays else min(name for name in hands if hands[name] > 0)
            hands[team] -= 1
            chosen[each.visit.reference] = each.visit._replace(start=start, teams=(team,))
    visits = (chosen.get(visit.reference, visit) for visit in task.programme.visits)
    return task.programme._replace(visits=tuple(visits))


def _levels(
    task: _Task, goals: list[_Goal], values: list[int], bounds: list[int]
) -> tuple[Level, ...]:
    """The levels by name, the last two, which were joined, each by itself again."""
    factor = _factor(task)
    load, weeks = divmod(values[-1], factor)
    least_load = min(load, bounds[-1] // factor)
    least_weeks = bounds[-1] - load * factor if least_load == load else 0
    return (
        *map(Level, (goal.name for goal in goals[:-1]), values, bounds),
        Level("load", load, least_load),
        Level("weeks", weeks, max(0, least_weeks)),
    )


def _moved(plan: Programme, keep: Programme) -> Iterator[Moved]:
    """What is elsewhere than it was, with what would be broken there now."""
    seats, before = seats_of(plan), {seat.visit.reference: seat for seat in seats_of(keep)}
    caps = caps_of(plan, [*slots_of(plan), *(seat.slot for seat in (*seats, *before.values()))])
    now = {seat.visit.reference: seat for seat in seats}
    for visit in plan.visits:
        old = before.get(visit.reference)
        if old and _place_of(old) != _place_of(now.get(visit.reference)):
            others = [seat for seat in seats if seat.visit.reference != visit.reference]
            there = Seat(visit._replace(teams=()), old.slot, old.team)
            why = tuple(each for each in reasons(plan, there, others, caps) if each.is_rule)
            yield Moved(visit, old.slot.dates.start, old.team, why)
