"""What the tests with readers share: what they show of a calendar, and two plans by hand."""

from tests.oracle.days import ONE
from tests.oracle.timetable import BY_HAND, MONDAY, WEDNESDAY

MARCH_8, MARCH_10 = MONDAY, WEDNESDAY
WHOSE = ("--area", "Exampleshire", "--reference", "EX-2027-01")

made_before: dict[tuple, bytes] = {}


def shown(events):
    """What somebody sees who looks at the calendar: titles and days, and nothing cancelled."""
    return sorted((e.summary, e.start, e.end) for e in events if e.status != "CANCELLED")


def titled(area, rows):
    return sorted((f"{title}, JTAI {area}".rstrip(), start, end) for title, start, end in rows)


def as_rows(timetable):
    """A timetable with each end as DTEND says it: the day after the last."""
    return [
        (title.removesuffix(", JTAI Exampleshire"), str(first), str(last + ONE))
        for title, (first, last) in timetable.items()
    ]


PLAN_8, PLAN_10 = as_rows(BY_HAND[MONDAY]), as_rows(BY_HAND[WEDNESDAY])

FIRST, SECOND, THIRD = "2027-02-01", "2027-02-08", "2027-02-15"  # the days on which each is made


def take(store, events, newer):
    """Take a file's events into a store: each by its UID, and only what is newer than is there."""
    for event in events:
        if event.uid not in store or newer(event, store[event.uid]):
            store[event.uid] = event
    return store


def by_rfc_5546(new, old):
    """RFC 5546, 2.1.5: the higher SEQUENCE counts; between equal ones, the later DTSTAMP."""
    return (new.sequence, new.stamp) > (old.sequence, old.stamp)


def by_sequence_alone(new, old):
    """As KDE's reader does, whatever DTSTAMP says."""
    return new.sequence > old.sequence


TITLES = {title for title, *_ in PLAN_8}
