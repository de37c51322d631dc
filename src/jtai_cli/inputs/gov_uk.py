"""GOV.UK's own file of bank holidays: its JSON, of all or one of its divisions, or its calendar."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from jtai_cli.days.bank_holidays import FIRST_DAY, LAST_DAY, REGIONS, calendar_for
from jtai_cli.days.values import date_in
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.errors import BadValue
from jtai_cli.inputs.files import LARGEST_ICS, read_text
from jtai_cli.tables import JsonObject
from jtai_cli.wording import long_date

DIVISIONS = {
    "england-and-wales": ("ENG", "WLS"),
    "scotland": ("SCT",),
    "northern-ireland": ("NIR",),
}
MOST_SAID = 8  # bank holidays in a note
WHERE = "Download it again from https://www.gov.uk/bank-holidays.json"


class Compared(NamedTuple):
    """What a file adds to the program's bank holidays of a region, and what to say of it.

    ``published_until`` is the end of the last year that it has and the program lacks, if any.
    """

    added: tuple[NamedDay, ...]
    notes: tuple[str, ...]
    published_until: dt.date | None = None


class GovUkFile:
    """The bank holidays of a file, by the region, and each region compared with the program once.

    A calendar says nowhere which division it is of: unless its name does, it is any region's.
    """

    def __init__(self, name: str, days: dict[str, tuple[NamedDay, ...]]) -> None:
        self.name, self.days = name, days
        self._compared: dict[str, Compared] = {}

    def compared(self, region: str) -> Compared:
        """What it adds for a region, and the notes about that."""
        if region not in self._compared:
            self._compared[region] = self._compare(region)
        return self._compared[region]

    def _compare(self, region: str) -> Compared:
        if region not in self.days:
            lacks = f"{self.name} has no bank holidays of {REGIONS[region]}: nothing of it is used."
            return Compared((), (lacks,))
        ours, theirs = calendar_for(region), self.days[region]
        added = tuple(day for day in theirs if ours.is_working(day.date))
        notes = [f"Used from {self.name}: {_said(added)}."] if added else []
        if theirs:
            first, last = dt.date(theirs[0].date.year, 1, 1), dt.date(theirs[-1].date.year, 12, 31)
            known = {day.date for day in theirs}
            if lacking := [day for day in ours.between(first, last) if day.date not in known]:
                notes.append(
                    f"{self.name} lacks {_said(lacking)}. The file may be old, so what it lacks "
                    "stays a bank holiday; --working-day takes away one that was moved."
                )
        until, christmases = (
            ours.published_until,
            {d.date.year for d in theirs if d.date.month == 12},
        )
        while until.year + 1 in christmases:  # no year between them may be missing
            until = until.replace(year=until.year + 1)
        return Compared(added, tuple(notes), until if until > ours.published_until else None)


def read_gov_uk(path: Path) -> GovUkFile:
    """The bank holidays in a file. Raises FileTrouble, and BadValue where it is not GOV.UK's."""
    text, name = read_text(path, most=LARGEST_ICS), str(path)
    if text.lstrip()[:15].upper() == "BEGIN:VCALENDAR":
        days = _in_order(_events(text, name))
        stem = path.stem.lower()
        of = next((DIVISIONS[each] for each in DIVISIONS if stem.startswith(each)), tuple(REGIONS))
        found = dict.fromkeys(of, days)
    else:
        found = _in_json(text, name)
    if not any(found.values()):
        raise BadValue(f"there is no bank holiday in it. {WHERE}.", where=name)
    return GovUkFile(path.name, found)


def _in_json(text: str, file: str) -> dict[str, tuple[NamedDay, ...]]:
    try:
        top = json.loads(text)
    except (ValueError, RecursionError):
        top = None
    if isinstance(top, dict) and isinstance(top.get("division"), str):
        top = {top["division"]: top}  # the file of one division
    if not isinstance(top, dict) or not DIVISIONS.keys() & top.keys():
        raise BadValue(
            "this is not GOV.UK's file of bank holidays: it should be JSON with "
            f"{', '.join(DIVISIONS)}, or a calendar (.ics). {WHERE}.",
            where=file,
        )
    whole = JsonObject(top, file)
    found = {}
    for division in DIVISIONS.keys() & top.keys():
        days = _in_order(map(_event, whole.table(division).tables("events", required=True)))
        found.update(dict.fromkeys(DIVISIONS[division], days))
    return found


def _event(event: JsonObject) -> NamedDay:
    title, note = event.text_of("title"), event.values.get("notes")
    substitute = " (substitute day)" if note == "Substitute day" else ""
    return NamedDay(date_in(event, "date", event.text_of("date")), title + substitute)


def _events(text: str, file: str) -> Iterator[NamedDay]:
    from jtai_cli.inputs.events import read_events  # icalendar is slow to import

    for first, last, name in read_events(text, file, (FIRST_DAY, LAST_DAY)):
        if name:
            for number in range((last - first).days + 1):
                yield NamedDay(first + dt.timedelta(number), name)


def _in_order(days: Iterable[NamedDay]) -> tuple[NamedDay, ...]:
    """Each date once."""
    return tuple(sorted({day.date: day for day in days}.values()))


def _said(days: Iterable[NamedDay]) -> str:
    said = [f"{long_date(day)}, {name}" for day, name in days]
    rest = len(said) - MOST_SAID
    return "; ".join([*said[:MOST_SAID], *([f"and {rest:,} more"] if rest > 0 else [])])
