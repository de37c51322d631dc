"""Closed periods: local closures, and the school holidays and terms that others publish."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

LONGEST_GAP = 70  # days between two terms; in a longer gap a term was not given
LONGEST_SINGLE = 14  # days; an event of a term that is no longer is a date in it

_HOLIDAY = re.compile(r"(?i)\b(half[ -]?term|holidays?|breaks?|inset|closed|closures?)\b")
_DAY = dt.timedelta(days=1)


class Span(NamedTuple):
    """Days from ``first`` to ``last``, both counted, by the name that they were given."""

    first: dt.date
    last: dt.date
    name: str

    def covers(self, day: dt.date) -> bool:
        """Whether ``day`` is one of its days."""
        return self.first <= day <= self.last

    def touches(self, first: dt.date, last: dt.date) -> bool:
        """Whether it has a day from ``first`` to ``last``, both counted."""
        return self.first <= last and first <= self.last


# Days on which a partner's offices are closed. They do not stop the count of working days: what
# falls on them is pointed out.
Closure = Span


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
        elif "term" in event.name.lower() and (event.last - event.first).days >= LONGEST_SINGLE:
            terms.append(event)
        else:
            left_out += 1
    return Terms(tuple(named), tuple(terms)), left_out


def school_holidays(years: Iterable[Terms]) -> tuple[Span, ...]:
    """Holidays in order, each once: those named, and the gaps between terms that they do not fill.

    A gap of more than LONGEST_GAP days is no holiday: a term between the two was not given.
    """
    given = tuple(years)
    known = {span for each in given for span in each.named}
    terms = {span for each in given for span in each.terms}
    gaps = {gap for gap in _gaps(terms) if not _is_filled(gap, known)}
    return tuple(sorted(known | gaps))


def known_until(years: Iterable[Terms]) -> dt.date | None:
    """The last day of which a school's year is known; None where nothing is."""
    return max((span.last for each in years for span in (*each.named, *each.terms)), default=None)


def _gaps(terms: Iterable[Span]) -> Iterator[Span]:
    for term, following in pairwise(sorted(terms, key=lambda span: span.first)):
        days = (following.first - term.last).days - 1
        if 0 < days <= LONGEST_GAP:
            yield Span(term.last + _DAY, following.first - _DAY, "School holiday")


def _is_filled(gap: Span, holidays: Collection[Span]) -> bool:
    """Whether every weekday of a gap lies in a holiday that is known."""
    days = (gap.first + number * _DAY for number in range((gap.last - gap.first).days + 1))
    return all(day.weekday() > 4 or any(each.covers(day) for each in holidays) for day in days)
