"""A record is what a named tuple is."""

import copy
import pickle

import pytest

from jtai_cli.records import Record


class Point(Record):
    """A point."""

    x: int
    y: int = 2

    @property
    def sum(self) -> int:
        """Both together."""
        return self.x + self.y


def test_it_is_made_by_position_or_by_name():
    assert Point(1) == Point(x=1, y=2) == Point(1, y=2) == (1, 2)
    assert Point(1).sum == 3
    assert repr(Point(1)) == "Point(x=1, y=2)"
    assert Point.__doc__ == "A point."


@pytest.mark.parametrize("given", [{}, {"y": 1}, {"x": 1, "z": 1}])
def test_it_is_not_made_without_its_fields_or_with_others(given):
    with pytest.raises(TypeError):
        Point(**given)


def test_it_is_frozen():
    with pytest.raises(AttributeError):
        Point(1).x = 2
    with pytest.raises(AttributeError):
        Point(1).other = 2


def test_another_like_it():
    assert Point(1)._replace(y=5) == Point(1, 5)
    assert Point(1)._asdict() == {"x": 1, "y": 2}
    assert hash(Point(1)) == hash(Point(1, 2))
    assert copy.deepcopy(Point(1)) == pickle.loads(pickle.dumps(Point(1))) == Point(1)
