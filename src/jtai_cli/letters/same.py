"""Which inspection is which: by its URN, or by its area, and by the start of its fieldwork."""

from __future__ import annotations

import datetime as dt
from typing import Generic, NamedTuple, TypeVar

from jtai_cli.rules.areas import area_key

T = TypeVar("T")

# No area is inspected again so soon: a start a few days off is the same inspection, mistyped.
_SOON = dt.timedelta(days=60)


class Identity(NamedTuple):
    """What an inspection is known by."""

    urn: str | None
    area: str
    start: dt.date

    @property
    def places(self) -> tuple[str, ...]:
        """Its area, and its URN where that is known."""
        area = f"area {area_key(self.area)}"
        return (area, f"urn {self.urn}") if self.urn else (area,)

    def apart(self, other: Identity) -> dt.timedelta:
        """The time between the two starts."""
        return abs(self.start - other.start)


class Inspections(Generic[T]):
    """What is known of inspections, found by their identities."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._by_place: dict[str, list[tuple[Identity, T]]] = {}

    def add(self, identity: Identity, what: T) -> None:
        """Know something of an inspection."""
        for place in identity.places:
            self._by_place.setdefault(place, []).append((identity, what))

    def find(self, identity: Identity) -> T | None:
        """What is known of the same inspection."""
        known = [each for place in identity.places for each in self._by_place.get(place, ())]
        near = [each for each in known if identity.apart(each[0]) < _SOON]
        nearest = min(near, key=lambda each: identity.apart(each[0]), default=None)
        return nearest[1] if nearest else None
