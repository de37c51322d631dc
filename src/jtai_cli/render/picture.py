"""Pictures of days and of bars across them: what the tables beside them say in words."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from jtai_cli.days.periods import Span
from jtai_cli.render.chart import Chart, Ranges

DayKind = Literal["", "weekend", "bank-holiday", "closure", "school-holiday"]


class Day(NamedTuple):
    """A day, what it is called if it is no ordinary one, and its number where it is counted."""

    date: dt.date
    kind: DayKind = ""
    name: str = ""
    number: str = ""
    marked: bool = False


class Bar(NamedTuple):
    """From ``start`` to ``end``, both counted; ``required`` ones are filled, others an outline."""

    title: str
    start: dt.date
    end: dt.date
    required: bool


class Weeks(NamedTuple):
    """Weeks below each other from Monday to Sunday, with bars across their days."""

    days: tuple[Day, ...]
    bars: tuple[Bar, ...]


class Timeline(NamedTuple):
    """Days on one line, rows of bars along it, and the dates that matter by their labels.

    ``off`` are holidays and closures from first to last, whatever others lie in them.
    """

    days: tuple[Day, ...]
    bars: tuple[Bar, ...]
    marks: tuple[tuple[str, dt.date], ...]
    off: tuple[tuple[DayKind, Span], ...] = ()


class Cell(NamedTuple):
    """A week from ``start`` to ``end``, its verdict, the word for that, and what is against it."""

    start: dt.date
    end: dt.date
    verdict: Literal["clear", "tight", "avoid"]
    word: str
    why: str


class Strip(NamedTuple):
    """Weeks beside each other."""

    cells: tuple[Cell, ...]


class Letter(NamedTuple):
    """A letter in a cell, how its box looks, and what it means."""

    letter: str
    kind: str
    words: str


class Board(NamedTuple):
    """Rows along the same weeks, with letters in the cells; beside each Monday the week's own."""

    weeks: tuple[tuple[dt.date, str], ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    letters: tuple[Letter, ...]


class Months(NamedTuple):
    """Months as calendars in which each day that is counted bears its number, and what that is."""

    days: tuple[Day, ...]
    words: str


class Picture(NamedTuple):
    """A titled picture. Only HTML shows it: the other formats have the words of the tables."""

    title: str
    drawing: Weeks | Timeline | Strip | Board | Months | Chart | Ranges


class Alone(NamedTuple):
    """A picture by itself, with words for who cannot see it."""

    title: str
    words: str
    drawing: Timeline | Strip | Board
