"""What an answer can be given as, beside a page: an object, or rows. Dates are dates."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple

Object = dict[str, Any]  # what JSON can hold, and dates

# Many objects. Of each: its own keys; what its other keys depend on, equal for objects that share
# them; and the function that gives those.
Objects = Iterable[tuple[Object, Hashable, Callable[[], Object]]]


class Rows(NamedTuple):
    """A table for other programs. None is an empty cell; one may hold several things."""

    columns: tuple[str, ...]
    rows: Iterable[Sequence[object]]


def picked(record: object, *names: str) -> Object:
    """Fields of a record by their names, in the order asked for."""
    return {name: getattr(record, name) for name in names}


def sourced(record: Any, *names: str) -> Object:
    """As :func:`picked`, and last the title of the record's source."""
    return {**picked(record, *names), "source": record.source.title}


def table(objects: Iterable[Object]) -> Rows:
    """A row for each of at least one object, all with the same keys, which are the columns."""
    remaining = iter(objects)
    first = next(remaining)
    return Rows(tuple(first), (tuple(each.values()) for each in chain([first], remaining)))
