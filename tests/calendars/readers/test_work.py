"""Five editions with sessions, requests and audits, as four readers have them."""

import pytest

from tests.calendars.bytes.test_work import (
    AFTER,
    ALL,
    BEFORE,
    CALLED,
    FEWER,
    LEFT,
    MOVED,
    RENAMED,
)
from tests.calendars.readers.making import by_rfc_5546, by_sequence_alone, shown, take
from tests.calendars.readers.test_sessions import in_utc

LAST = {title: CALLED[title] for title in LEFT}
CHAIN = ((ALL, BEFORE), (MOVED, AFTER), (RENAMED, CALLED), (FEWER, LAST), (RENAMED, CALLED))
TITLES = {title for _, there in CHAIN for title in there}


def ours(events):
    """By title, the day and the hours, which in March are those of UTC until its last Sunday."""
    found = {}
    for summary, start, end in shown(events):
        title = summary.removesuffix(", JTAI Exampleshire")
        if title in TITLES:
            assert title not in found
            start, end = in_utc(start), in_utc(end)
            times = (start[11:16], end[11:16]) if "T" in start else ()
            found[title] = (start[:10], times)
    return found


@pytest.mark.parametrize("newer", [by_rfc_5546, by_sequence_alone])
@pytest.mark.parametrize("drop", [(), ("--drop-cancelled",)], ids=["kept", "dropped"])
def test_five_editions(read, calendar, newer, drop):
    store, sent, uids = {}, None, set()
    for day, (text, there) in enumerate(CHAIN, start=11):
        sent = calendar(None, *drop, toml=text, whose=(), today=f"2027-01-{day}", previous=sent)
        events = read(sent)
        assert ours(events) == there
        take(store, events, newer)
        uids |= {event.uid for event in events}
    assert len(store) == len(uids) == 15 + 9  # steps, and the visit by both its names
    if not drop:  # what was left out stays in a store: a subscription has none
        assert ours(store.values()) == CALLED


@pytest.mark.parametrize(
    ("agency", "own"),
    [
        ("Police", {"Lists", "Opening"}),
        ("Health", {"Audit of EX-02", "Visit"}),
    ],
)
def test_an_agencys_own_moves_with_fieldwork(read, calendar, agency, own):
    own = own | {"Policy", "Audit of EX-01", "Keep in touch", "Briefing"}
    named = ("--for", agency)
    first = calendar(None, *named, toml=ALL, whose=(), today="2027-01-11")
    second = calendar(None, *named, toml=MOVED, whose=(), today="2027-01-12", previous=first)
    assert ours(read(first)) == {title: BEFORE[title] for title in own}
    store = take(take({}, read(first), by_rfc_5546), read(second), by_rfc_5546)
    assert ours(store.values()) == {title: AFTER[title] for title in own}
