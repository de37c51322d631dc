"""The school year that calendars of councils and schools tell of: when schools are closed.

They give holidays, terms, or first and last days of either. All are taken for edges: days from
which schools are open, or closed. Between two edges that agree it is known which; a stretch
whose edges do not, or that is longer than any, is one of which it is not known.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from jtai_cli.days.periods import Span, weekdays
from jtai_cli.days.school_events import Kind

LONGEST_STRETCH = 70  # days open or closed, more than which a holiday or a term was not given
STAGGERED = 14  # days between two first days, or two last ones, of which the later is for all
LONGEST_HOLIDAY = 30  # days of one that begins at another time than in June, July or August
SHORTEST_HOLIDAY = 3  # weekdays; fewer are a bank holiday, a training day and the like

_DAY = dt.timedelta(days=1)


class Edge(NamedTuple):
    """The first day on which schools are open, or closed."""

    day: dt.date
    opens: bool


class SchoolDates(NamedTuple):
    """What one calendar says: closed days by their names, edges, and the names of what is neither.

    ``bank_holidays`` are closed, too, but are no school holidays.
    """

    closed: tuple[Span, ...]
    bank_holidays: tuple[Span, ...]
    edges: frozenset[Edge]
    left_out: tuple[str, ...]
    events: int  # of which something follows


class SchoolYear(NamedTuple):
    """When schools are closed, in order, and the stretches of days of which it is known."""

    closed: tuple[Span, ...]
    known: tuple[Span, ...]

    def unknown(self, days: Iterable[dt.date]) -> list[dt.date]:
        """Those of the days of which it is not known whether schools are open."""
        return [day for day in days if not any(span.covers(day) for span in self.known)]


def school_dates(events: Iterable[tuple[Span, Kind | None]]) -> SchoolDates:
    """What the events of one calendar say, each with what it means."""
    by_kind: defaultdict[Kind | None, list[Span]] = defaultdict(list)
    for event, kind in events:
        by_kind[kind].append(event)
    holidays = by_kind[Kind.HOLIDAY]
    bank_holidays = by_kind[Kind.BANK_HOLIDAY]
    closed = by_kind[Kind.CLOSED] + holidays
    edges = {
        *(Edge(span.first, True) for span in by_kind[Kind.TERM]),
        *(Edge(span.last + _DAY, False) for span in by_kind[Kind.TERM]),
        *(Edge(span.last + _DAY, False) for span in by_kind[Kind.LAST_SCHOOL_DAY]),
        *(Edge(span.first, True) for span in by_kind[Kind.FIRST_SCHOOL_DAY]),
        *(Edge(span.first, False) for span in by_kind[Kind.FIRST_CLOSED_DAY]),
        *(Edge(span.last + _DAY, True) for span in by_kind[Kind.LAST_CLOSED_DAY]),
        *_edges_of([*closed, *bank_holidays], holidays),
    }
    some = [Edge(span.first, True) for span in by_kind[Kind.SOME_RETURN]]
    edges.update(edge for edge in some if not _has_near(edge, edges))
    left_out = tuple(dict.fromkeys(event.name for event in by_kind[None]))
    number = sum(len(found) for kind, found in by_kind.items() if kind)
    return SchoolDates(tuple(closed), tuple(bank_holidays), frozenset(edges), left_out, number)


def school_year(calendars: Iterable[SchoolDates]) -> SchoolYear:
    """The school year of all calendars together."""
    given = tuple(calendars)
    named = {span for each in given for span in (*each.closed, *each.bank_holidays)}
    stretches = list(_stretches(sorted({edge for each in given for edge in each.edges})))
    holidays = _joined(span for span, opens in stretches if not opens)
    unnamed = [span for span in holidays if not _is_filled(span, named)]
    return SchoolYear(
        closed=tuple(sorted(named.union(unnamed))),
        known=tuple(_joined(span for span, _ in stretches)),
    )


def _edges_of(closed: Collection[Span], holidays: Collection[Span]) -> Iterator[Edge]:
    """Both edges of every holiday; only the first of one of which a day or two is given."""
    for span in _joined(sorted(closed)):
        is_whole = len(weekdays(span)) >= SHORTEST_HOLIDAY
        if is_whole or any(span.covers(each.first) for each in holidays):
            yield Edge(span.first, False)
        if is_whole:
            yield Edge(span.last + _DAY, True)


def _has_near(edge: Edge, edges: Iterable[Edge]) -> bool:
    """Whether schools open for all some days before or after they do for some."""
    return any(each.opens and abs((each.day - edge.day).days) <= STAGGERED for each in edges)


def _stretches(edges: list[Edge]) -> Iterator[tuple[Span, bool]]:
    """The days between edges of which it is known whether schools are open, and whether they are.

    Of two first days close together (year groups that return one by one) the second counts, and
    so it does of two last days.
    """
    for edge, following in pairwise(edges):
        length = (following.day - edge.day).days
        agree = edge.opens != following.opens
        opens = not following.opens
        most = LONGEST_STRETCH if agree else STAGGERED
        if not opens and edge.day.month not in (6, 7, 8):
            most = min(most, LONGEST_HOLIDAY)
        if 0 < length <= most:
            yield Span(edge.day, following.day - _DAY, "School holiday"), opens


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans in order, those made one between which there is no weekday."""
    current: Span | None = None
    for span in spans:
        if current and not weekdays(Span(current.last + _DAY, span.first - _DAY, "")):
            current = current._replace(last=max(current.last, span.last))
            continue
        if current:
            yield current
        current = span
    if current:
        yield current


def _is_filled(span: Span, named: Collection[Span]) -> bool:
    return all(any(each.covers(day) for each in named) for day in weekdays(span))
