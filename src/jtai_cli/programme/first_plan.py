"""A plan without the engine: in a moment, and not the best."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jtai_cli.programme.formulation import Goal, Model, Task


def first_plan(task: Task, model: Model, goals: Sequence[Goal]) -> tuple[int, ...]:
    """The value of each column in a plan that breaks no rule that is not broken already.

    One visit after the other, those with the fewest weeks first, is put where it was, or else
    where it adds the least to the ``goals`` of the model, as early as can be. So it may leave some
    that have a place in a better plan.
    """
    made = _Made(task, model, goals)
    for number in sorted(range(len(task.asked)), key=lambda number: _turn(task, number)):
        made.add(number)
    return tuple(made.values)


def _turn(task: Task, number: int) -> tuple[bool, int]:
    """Those that come after others when those have their place."""
    each = task.asked[number]
    return bool(each.visit.after), len(each.slots)


class _Place(NamedTuple):
    """A week and a team that a visit may have: its two columns. Elsewhere than it was, or not."""

    is_elsewhere: bool
    team: str
    columns: tuple[int, int]


class _Made:
    """The plan so far.

    ``_room`` says of each row how much more it may count. One of a rule has none to lose; one of a
    wish has a column for what is beyond, by how much at most of all rows with that column.
    """

    def __init__(self, task: Task, model: Model, goals: Sequence[Goal]) -> None:
        self.values = [0] * len(model.uppers)
        self._task, self._model, self._goals = task, model, goals
        self._has = Counter(seat.team for seat in task.seats)
        self._room: list[int] = []
        self._rules = defaultdict[int, list[int]](list)  # by column, the numbers of its rows
        self._wishes = defaultdict[int, list[tuple[int, int]]](list)  # each with the column beyond
        of_places = {*model.at.values(), *model.by.values()}
        wished = {column for goal in goals for column in goal.terms} - of_places
        for row in (row for row in model.rows if row.low is None):
            beyond = [column for column, factor in row.terms.items() if factor < 0]
            if not wished.issuperset(beyond):
                continue  # of another goal
            for column in row.terms:
                if beyond:
                    self._wishes[column].append((len(self._room), beyond[0]))
                else:
                    self._rules[column].append(len(self._room))
            self._room.append(row.high or 0)
            for column in beyond:  # what has a date may be beyond already
                self.values[column] = max(self.values[column], -self._room[-1])

    def add(self, number: int) -> None:
        """Put a visit where it costs the least, if it may be anywhere."""
        best = None
        for place in self._places(number):
            cost = place.is_elsewhere, *self._cost(place.columns)
            if best is None or cost < best[0]:
                best = cost, place
            if not any(cost):
                break
        if best:
            self._take(best[1])

    def _places(self, number: int) -> Iterator[_Place]:
        """Each week that is free, with its old team or else that which has the fewest."""
        each = self._task.asked[number]
        names = sorted(each.kind.teams, key=lambda name: (name != each.kind.kept, self._has[name]))
        for slot in each.slots:
            for name in names:
                by = self._model.by.get((each.kind, slot, name))
                columns = self._model.at[number, slot], by or 0
                if by is not None and self._is_free(columns):
                    yield _Place(each.kept not in (None, slot), name, columns)
                    break

    def _is_free(self, columns: tuple[int, int]) -> bool:
        return all(self._room[row] > 0 for column in columns for row in self._rules[column])

    def _cost(self, columns: tuple[int, int]) -> Iterator[int]:
        """What a place adds to each goal."""
        beyond = self._beyond(columns)
        for goal in self._goals:
            added = sum(goal.terms.get(column, 0) for column in columns)
            yield added + sum(
                goal.terms.get(column, 0) * (value - self.values[column])
                for column, value in beyond.items()
            )

    def _beyond(self, columns: tuple[int, int]) -> dict[int, int]:
        """The columns for what is beyond whose value a place raises, each with its new value."""
        raised: dict[int, int] = {}
        for row, beyond in (each for column in columns for each in self._wishes[column]):
            value = 1 - self._room[row]
            if value > raised.get(beyond, self.values[beyond]):
                raised[beyond] = value
        return raised

    def _take(self, place: _Place) -> None:
        for column, value in self._beyond(place.columns).items():
            self.values[column] = value
        for column in place.columns:
            self.values[column] += 1
            for row in self._rules[column]:
                self._room[row] -= 1
            for row, _ in self._wishes[column]:
                self._room[row] -= 1
        self._has[place.team] += 1
