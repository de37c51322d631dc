"""Which areas have a local poll in which year: the authorities of England with children's services.

The table ``voting.csv`` has the years in which an area's own council, its mayor, the mayor
of its region, or its police and crime commissioner are elected on the ordinary day of elections.
By-elections are not in it, and no polls of districts in a county: the report on Surrey came two
working days before those of 4 May 2023. The polls of 7 May 2020 were moved to 2021:
2020 is listed for who would have had them, as everybody expected until 13 March 2020.

A year that is not listed has no poll, from 2016 to the year ``known_until``. After it nobody can
say yet: councils are reorganised, some changed their cycle, and commissioners go in May 2028.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pkgutil import get_data
from typing import NamedTuple

from jtai_cli.rules.areas import area_key
from jtai_cli.rules.model import Source

KNOWN_FROM = 2016

SOURCES = (
    Source(
        "areas",
        "areas",
        "Data to Insight, summary of ILACS reports: the authorities with their URNs",
        "https://data-to-insight.github.io/ofsted-ilacs-scrape-tool/",
    ),
    Source(
        "cycles",
        "cycles",
        "Keith Edkins, Local government elections in the United Kingdom: who votes by thirds",
        "https://www.theedkins.co.uk/uklocalgov/elec2011.htm",
    ),
    Source(
        "polls",
        "polls",
        "Wikipedia, 'United Kingdom local elections' of each year from 2016 to 2026",
        "https://en.wikipedia.org/wiki/2024_United_Kingdom_local_elections",
    ),
    Source(
        "put-off-2025",
        "put off",
        "Polls of 2025 put off to 2026: Democracy Club, 'What's up for election in 2025?'",
        "https://democracyclub.org.uk/blog/2025/03/18/whats-up-for-election-in-2025",
    ),
    Source(
        "held-2026",
        "2026",
        "All polls of May 2026 go ahead: the Independent, February 2026, after the ministry",
        "https://www.the-independent.com/news/uk/politics/local-elections-council-government-labour-uturn-b2921476.html",
    ),
    Source(
        "thirds-2027",
        "thirds",
        "All seats in 2026, then thirds from 2027: orders such as SI 2025/1237, schedule 2",
        "https://www.legislation.gov.uk/uksi/2025/1237/made",
    ),
    Source(
        "reorganisation",
        "new councils",
        "Written statement, 18 December 2025: elections to new councils in May 2027",
        "https://parallelparliament.co.uk/debate/2025-12-18/commons/written-statements/local-government-reorganisation",
    ),
    Source(
        "surrey",
        "Surrey",
        "Surrey's councils: East Surrey and West Surrey elected on 7 May 2026",
        "https://www.surreylgrhub.gov.uk/elections",
    ),
    Source(
        "mayors-2027",
        "2027",
        "GOV.UK, 17 July 2025: a first mayor of Cheshire and Warrington in May 2027",
        "https://www.gov.uk/government/news/full-steam-ahead-for-devolution-priority-programme",
    ),
    Source(
        "commissioners",
        "police",
        "Commissioners go in May 2028: announced to Parliament on 13 November 2025",
        "https://www.durham-pcc.gov.uk/your-pcc/policing-reform",
    ),
)


class VotingArea(NamedTuple):
    """An authority: what is elected there, and in which years.

    ``cycle`` says in words how its council is elected; a year that is not listed has no poll up to
    ``known_until``, that year included.
    """

    urn: str
    area: str
    kind: str
    cycle: str
    polls: tuple[tuple[str, tuple[int, ...]], ...]
    known_until: int
    note: str | None

    def elected(self, year: int) -> tuple[str, ...]:
        """Who is elected on the ordinary day of a year."""
        return tuple(who for who, years in self.polls if year in years)

    def votes(self, year: int) -> bool | None:
        """Whether the area has a poll in a year; None where that is not known."""
        if self.elected(year):
            return True
        return False if KNOWN_FROM <= year <= self.known_until else None


def voting_area(area: str, urn: str | None = None) -> VotingArea | None:
    """An authority by its URN or else by its name; None where the table does not have it."""
    places = _by_place()
    return places.get(f"urn {urn}") or places.get(f"area {area_key(area)}")


def votes(area: str, year: int, urn: str | None = None) -> bool | None:
    """Whether an area has a local poll on the ordinary day of elections in a year.

    None where it is not known: of an area that the table does not have, and of a year too far off.
    """
    found = voting_area(area, urn)
    return found.votes(year) if found else None


def said_of(area: str, year: int) -> tuple[str, tuple[Source, ...]] | None:
    """What the table has of an area's polls in a year, and its sources; None for no such area."""
    found = voting_area(area)
    if found is None:
        return None
    known, cited = found.votes(year), ["cycles", "polls"]
    if known:
        said = f"{found.area} votes in {year} ({', '.join(found.elected(year))})"
    elif known is False:
        said = f"{found.area} has no local poll in {year}"
    else:
        said = f"Whether {found.area} votes in {year} is not known here"
        cited.append("reorganisation")
    how = found.cycle.replace("thirds", "by thirds").replace("whole", "as a whole")
    note = f" {found.note}" if found.note else ""
    text = f"{said}; its council is elected {how}.{note}"
    return text, tuple(each for each in SOURCES if each.id in cited)


def polls_of(area: str | None) -> object:
    """What the polls of an area come to: the same for areas that vote in the same years."""
    found = voting_area(area) if area else None
    years = {year for _, years in found.polls for year in years} if found else ()
    return (frozenset(years), found.known_until) if found else None


@lru_cache(maxsize=1)
def voting_areas() -> tuple[VotingArea, ...]:
    """The authorities of the table, by their names."""
    return tuple(_area(row) for row in _rows())


@lru_cache(maxsize=1)
def _by_place() -> dict[str, VotingArea]:
    found = {}
    for row, each in zip(_rows(), voting_areas(), strict=True):
        found[f"urn {each.urn}"] = each
        for name in (each.area, *filter(None, row["also"].split("; "))):
            found[f"area {area_key(name)}"] = each
    return found


def _rows() -> list[dict[str, str]]:
    text = (get_data(__package__, "voting.csv") or b"").decode("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _area(row: dict[str, str]) -> VotingArea:
    names = {
        "council": "council",
        "mayor": "mayor",
        "region_mayor": f"mayor of {row['region']}",
        "police": "police and crime commissioner",
    }
    return VotingArea(
        urn=row["urn"],
        area=row["area"],
        kind=row["kind"],
        cycle=row["cycle"],
        polls=tuple(
            (name, tuple(map(int, row[column].split())))
            for column, name in names.items()
            if row[column]
        ),
        known_until=int(row["known_until"]),
        note=row["note"] or None,
    )
