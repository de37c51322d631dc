"""The task of placing as columns and rows of whole numbers, and the goals in their order.

Within a week visits are alike to most rules, so the model has a column for each visit and slot,
and one for the number of visits of a kind that a team does there; who does which is dealt out
afterwards. Each preference is solved for by itself and then kept as a row of the next.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations
from typing import NamedTuple

from jtai_cli.judge.inspectorates import one_name
from jtai_cli.programme.engine import Row
from jtai_cli.programme.limits import (
    Cap,
    Seat,
    Slot,
    area_key,
    caps_of,
    is_open,
    seats_of,
    slot_of,
    slots_of,
    spread_of,
    taking_part,
    teams_of,
)
from jtai_cli.programme.model import Programme, Visit
from jtai_cli.programme.reasons import (
    Reason,
    about,
    away,
    is_ruled_out,
    of_area,
    of_order,
    of_visit,
    of_week,
    related,
)
from jtai_cli.programme.worth import gaps_in_areas, wanted_gap, week_cost, weeks_from, weeks_nearer


class Kind(NamedTuple):
    """What visits are alike in: who may do them, whether dated, who takes part, who did them."""

    teams: tuple[str, ...]
    is_dated: bool
    parts: tuple[str, ...]
    kept: str


class Open(NamedTuple):
    """A visit to be placed, and the numbers of the slots that it may have."""

    visit: Visit
    kind: Kind
    slots: tuple[int, ...]
    kept: int | None  # the number of the slot that it had


class Task(NamedTuple):
    """What is to be placed, and where it may be."""

    programme: Programme
    slots: tuple[Slot, ...]
    asked: tuple[Open, ...]
    seats: tuple[Seat, ...]  # of what has a date
    caps: tuple[Cap, ...]
    teams: tuple[frozenset[str], ...]  # by the number of the slot, those that are there


Sum = dict[int, int]
Terms = tuple[str, ...]


class Model:
    """Columns and rows, and the columns that stand for something by what it is."""

    def __init__(self) -> None:
        self.uppers: list[int] = []
        self.rows: list[Row] = []
        self.at: dict[tuple[int, int], int] = {}  # visit, slot
        self.by: dict[tuple[Kind, int, str], int] = {}  # how many, of a kind, slot and team
        self.left: list[int] = []  # by visit

    def column(self, upper: int) -> int:
        """A new column."""
        self.uppers.append(upper)
        return len(self.uppers) - 1

    def row(self, terms: Sum, low: int | None = None, high: int | None = None) -> None:
        """A new row, unless it says nothing."""
        if terms:
            self.rows.append(Row(terms, low, high))

    def keep(self, terms: Sum, high: int) -> None:
        """Let the sum be at most ``high``. One that is to be 0 is much quicker column by column."""
        if high or min(terms.values(), default=0) < 0:
            self.row(terms, high=high)
        else:
            for column, factor in terms.items():
                self.uppers[column] *= not factor


class Goal(NamedTuple):
    """A level: what is to be small, what is added whatever is chosen, and what it is not below."""

    name: str
    terms: Sum
    constant: int
    floor: int


def task_of(programme: Programme, keep: Programme | None) -> Task:
    """What is to be placed in a programme, and where each may be by the rules on it alone."""
    seats, weeks = seats_of(programme), slots_of(programme)
    starts = {slot.dates.start for slot in weeks}
    more = {seat.slot.dates.start for seat in seats if not seat.team} - starts
    slots = (*weeks, *(slot_of(programme, start) for start in sorted(more)))
    teams = tuple(
        frozenset(team.name for team in programme.teams if not away(team, programme, slot))
        for slot in slots
    )
    caps = caps_of(programme, (*slots, *(seat.slot for seat in seats)))
    task = Task(programme, slots, (), seats, caps, teams)
    kept = {seat.visit.reference: seat for seat in seats_of(keep)} if keep else {}
    asked = [each for each in programme.visits if is_open(programme, each)]
    free = {
        visit.terms: [
            n for n, w in enumerate(weeks) if not is_ruled_out(of_week(programme, visit, w))
        ]
        for visit in _one_of_each_terms(asked)
    }
    opened = (_opened(task, v, free[v.terms], kept.get(v.reference)) for v in asked)
    return task._replace(asked=tuple(opened))


def _one_of_each_terms(visits: Iterable[Visit]) -> Iterable[Visit]:
    """A visit of each terms: what is said of a week depends on these alone."""
    return {visit.terms: visit for visit in visits}.values()


def _opened(task: Task, visit: Visit, free: list[int], kept: Seat | None) -> Open:
    programme, names = task.programme, teams_of(task.programme, visit)
    by_start = {slot.dates.start: number for number, slot in enumerate(task.slots)}
    limits = set(map(one_name, programme.rules.at_once_per_inspectorate))
    parts = tuple(sorted(limits.intersection(taking_part(programme, visit))))
    before = by_start.get(kept.slot.dates.start) if kept and kept.team else None
    team = kept.team or "" if kept and before is not None else ""
    kind = Kind(names, visit.start is not None, parts, team)
    if visit.start:
        may = [by_start[visit.start]]
    else:
        near, part = related(visit, task.seats), about(programme, visit)
        may = [n for n in free if not is_ruled_out(_alone(part, visit, task.slots[n], near))]
    return Open(visit, kind, tuple(n for n in may if task.teams[n] & set(names)), before)


def _alone(programme: Programme, visit: Visit, slot: Slot, seats: list[Seat]) -> Iterator[Reason]:
    yield from of_visit(programme, visit, slot)
    yield from of_order(visit, slot, seats)
    yield from of_area(programme, visit, slot, seats)


def model_of(task: Task) -> Model:
    """Columns for every place that a visit may have, and rows for the rules."""
    model = Model()
    kinds: defaultdict[tuple[Kind, int], list[int]] = defaultdict(list)
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


def _add_order(task: Task, model: Model) -> None:
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


def _add_caps(task: Task, model: Model, caps: Iterable[Cap]) -> Sum:
    """A row for each cap; the sum of what is beyond those that are preferences."""
    goal: Sum = {}
    beyond: dict[tuple[object, int], int] = {}
    parts = {seat.visit.reference: taking_part(task.programme, seat.visit) for seat in task.seats}
    cells: defaultdict[tuple[int, str], list[tuple[Kind, int]]] = defaultdict(list)
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
    task: Task,
    model: Model,
    cells: Mapping[tuple[int, str], list[tuple[Kind, int]]],
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


def goals_of(task: Task, model: Model, keep: Programme | None) -> list[Goal]:
    """The levels in order, whose columns are added where they have some of their own."""
    programme = task.programme
    costs = {
        (visit.terms, n): week_cost(programme, visit, slot)
        for visit in _one_of_each_terms(each.visit for each in task.asked)
        for n, slot in enumerate(task.slots)
    }
    dated = [seat.slot for seat in task.seats]
    known = sum(week_cost(programme, seat.visit, seat.slot) for seat in task.seats)
    soft = _add_caps(task, model, [cap for cap in task.caps if cap.weight])
    near = sum(weeks for _, weeks in gaps_in_areas(programme, task.seats))
    windows = spread_of(programme, (*slots_of(programme), *dated))
    weeks = [weeks_from(programme, slot) for slot in task.slots]
    early = {(terms, n): weeks[n] for terms, n in costs}
    return [
        Goal("left", dict.fromkeys(model.left, 1), 0, 0),
        *(_goals_of_keeping(task, model, keep) if keep else ()),
        Goal("preferences", soft | _by_slot(task, model, costs), known, known),
        Goal("gaps", _near_in_areas(task, model), near, near),
        Goal("together", _add_caps(task, model, windows), 0, 0),
        Goal(
            "load",
            _load(task, model, factor_of(task)) | _by_slot(task, model, early),
            sum(weeks_from(programme, slot) for slot in dated),
            sum(weeks_from(programme, slot) for slot in dated),
        ),
    ]


def _by_slot(task: Task, model: Model, costs: Mapping[tuple[Terms, int], int]) -> Sum:
    """What the slots cost those that have no date yet, by their terms."""
    goal: Sum = {}
    for (number, slot), column in model.at.items():
        visit = task.asked[number].visit
        if not visit.start and (cost := costs[visit.terms, slot]):
            goal[column] = cost
    return goal


def factor_of(task: Task) -> int:
    """More than all the weeks from the first of any plan: what an uneven load counts for."""
    last = max((weeks_from(task.programme, slot) for slot in task.slots), default=0)
    dated = [weeks_from(task.programme, seat.slot) for seat in task.seats]
    return 1 + last * len(task.programme.visits) + sum(dated)


def _load(task: Task, model: Model, factor: int) -> Sum:
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


def _near_in_areas(task: Task, model: Model) -> Sum:
    """The weeks by which visits are too near, to others and to each other."""
    programme, goal = task.programme, Sum()
    wanted = wanted_gap(programme.rules.gap_in_area)
    areas: defaultdict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(task.asked):
        if not each.visit.start:
            areas[area_key(each.visit.area)].append(number)
            part, near = about(programme, each.visit), related(each.visit, task.seats)
            there = sum(weeks for _, weeks in gaps_in_areas(part, near))
            for slot in each.slots:
                seats = [*near, Seat(each.visit, task.slots[slot], None)]
                weeks = sum(weeks for _, weeks in gaps_in_areas(part, seats)) - there
                if weeks:
                    goal[model.at[number, slot]] = weeks
    spans = [slot.parts["span"] for slot in task.slots]

    @cache
    def nearer(first: int) -> Sum:
        """The slots from the first on that are too near to it, and by how many weeks."""
        near = {n: weeks_nearer(spans[first], spans[n], wanted) for n in range(first, len(spans))}
        return {n: weeks for n, weeks in near.items() if weeks}

    for numbers in areas.values():
        for one, other in combinations(numbers, 2):
            goal |= _near_each_other(task, model, one, other, nearer)
    return goal


def _near_each_other(
    task: Task, model: Model, one: int, other: int, nearer: Callable[[int], Sum]
) -> Sum:
    """A column for each whole week by which the two are too near each other."""
    goal = Sum()
    both = sorted({*task.asked[one].slots, *task.asked[other].slots})
    most = max((weeks for first in both for weeks in nearer(first).values()), default=0)
    for weeks in range(1, most + 1):
        too_near = model.column(1)
        goal[too_near] = 1
        for first in both:
            window = [n for n, by in nearer(first).items() if by >= weeks]
            columns = [model.at.get((number, n)) for number in (one, other) for n in window]
            terms = {column: 1 for column in columns if column is not None}
            model.row(terms | {too_near: -1}, high=1)
    return goal


def _goals_of_keeping(task: Task, model: Model, keep: Programme) -> list[Goal]:
    """As few visits as can be elsewhere than they were, then as few weeks from there."""
    there = {seat.visit.reference: seat for seat in seats_of(keep)}
    staying: defaultdict[tuple[Kind, int], Sum] = defaultdict(dict)
    weeks = Sum()
    for number, each in enumerate(task.asked):
        seat = there.get(each.visit.reference)
        if seat is None:
            continue
        for slot in each.slots:
            if not each.visit.start:
                weeks[model.at[number, slot]] = weeks_apart(task.slots[slot], seat.slot)
            if slot == each.kept:
                staying[each.kind, slot][model.at[number, slot]] = -1
    stays = Sum()
    for (kind, slot), columns in staying.items():
        doing = model.by.get((kind, slot, kind.kept))
        if doing is not None:
            stay = model.column(len(columns))
            stays[stay] = -1
            model.row(columns | {stay: 1}, high=0)
            model.row({doing: -1, stay: 1}, high=0)
    kept = sum(bool((seat := there.get(each.visit.reference)) and seat.team) for each in task.asked)
    return [Goal("moved", stays, kept, 0), Goal("weeks_moved", weeks, 0, 0)]


def weeks_apart(one: Slot, other: Slot) -> int:
    """Whole weeks from the one to the other, whichever comes first."""
    return abs((one.monday - other.monday).days) // 7
