"""A chart: panels of bars above each other, or ranges below each other, on one axis."""

from __future__ import annotations

from typing import NamedTuple


class Segment(NamedTuple):
    """A part of a bar: which series it belongs to, its length, and what it holds in words."""

    series: str
    length: int
    title: str


class Panel(NamedTuple):
    """A row of bars by their place on the axis, with a marked place."""

    title: str
    mark: int
    mark_title: str
    bars: tuple[tuple[int, tuple[Segment, ...]], ...]


class Chart(NamedTuple):
    """The whole. ``series`` names each kind of segment and says what it is."""

    title: str
    description: str
    axis_title: str
    series: tuple[tuple[str, str], ...]
    panels: tuple[Panel, ...]
    source: str


class Range(NamedTuple):
    """From ``first`` to ``last`` place, both counted, with a marked place ``middle``.

    ``series`` is the kind that it belongs to, ``title`` what it says in words.
    """

    series: str
    first: int
    middle: int
    last: int
    title: str


class RangeRow(NamedTuple):
    """A row with a marked place and a range, or none; ``words`` stand at its end."""

    label: str
    mark: int
    range: Range | None
    words: str


class Ranges(NamedTuple):
    """A chart of one row below the other, in titled ``groups``."""

    title: str
    description: str
    axis_title: str
    mark_title: str
    middle_title: str
    series: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, tuple[RangeRow, ...]], ...]
    source: str
