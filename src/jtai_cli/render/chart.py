"""A chart: panels of bars above each other, on one axis."""

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
