"""Closed periods: local closures, and the school holidays and terms that others publish."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

LONGEST_GAP = 70  # days between two terms, more than which is no holiday but a term not given
LONGEST_SINGLE = 14  # days; what is called a term and takes no more is a day in it

_HOLIDAY = re.compile(
    r"\b(half[ -]?term|holidays?|breaks?|inset|closed|closures?)\b", re.IGNORECASE
)
_TERM = re.compile(r"term", re.IGNORECASE)
_DAY = dt.timedelta(days=1)


class Closure(NamedTuple):
    """Days from ``first`` to ``last``, both counted, on which a partner's offices are closed.

    A closure does not stop the count of working days: what falls on it is pointed out.
    """

    first: dt.date
    last: dt.date
    name: str = "Local closure"

    def covers(self, day: dt.date) -> bool:
        """Whether ``day`` is one of its days."""
        return self.first <= day <= self.last


class Span(NamedTuple):
    """Days from ``first`` to ``last``, both counted, by the name that their publisher gave."""

    first: dt.date
    last: dt.date
    name: str

    def touches(self, first: dt.date, last: dt.date) -> bool:
        """Whether it has a day from ``first`` to ``last``, both counted."""
        return self.first <= last and first <= self.last


class Terms(NamedTuple):
    """What a file says of the school year: holidays by their names, and the terms between them."""

    named: tuple[Span, ...]
    terms: tuple[Span, ...]


def terms_among(events: Iterable[Span]) -> tuple[Terms, int]:
    """The holidays and terms among events that a council publishes, and how many were left out.

    What is called a half term, holiday, break, inset day or closure is a holiday. Any other that
    is called a term, and takes more than LONGEST_SINGLE days, is a term.
    """
    named, terms, left_out = [], [], 0
    for event in events:
        if _HOLIDAY.search(event.name):
            named.append(event)
        elif _TERM.search(event.name) and (event.last - event.first).days >= LONGEST_SINGLE:
            terms.append(event)
        else:
            left_out += 1
    return Terms(tuple(named), tuple(terms)), left_out


def school_holidays(years: Iterable[Terms]) -> tuple[Span, ...]:
    """Holidays in order, each once: those named, and the gaps between terms that none fills.

    A gap of more than LONGEST_GAP days is no holiday: a term between the two was not given.
    """
    given = tuple(years)
    known = {span for each in given for span in each.named}
    terms = {span for each in given for span in each.terms}
    gaps = {gap for gap in _gaps(terms) if not all(map(_inside(known), _weekdays(gap)))}
    return tuple(sorted(known | gaps, key=lambda span: (span.first, span.last, span.name)))


def known_until(years: Iterable[Terms]) -> dt.date | None:
    """The last day of which a school's year is known; None where nothing is."""
    return max((span.last for each in years for span in (*each.named, *each.terms)), default=None)


def _gaps(terms: Iterable[Span]) -> Iterator[Span]:
    for term, following in pairwise(sorted(terms, key=lambda span: span.first)):
        days = (following.first - term.last).days - 1
        if 0 < days <= LONGEST_GAP:
            yield Span(term.last + _DAY, following.first - _DAY, "School holiday")


def _weekdays(span: Span) -> list[dt.date]:
    days = (span.first + number * _DAY for number in range((span.last - span.first).days + 1))
    return [day for day in days if day.weekday() < 5]


def _inside(spans: Iterable[Span]) -> Callable[[dt.date], bool]:
    return lambda day: any(span.first <= day <= span.last for span in spans)
