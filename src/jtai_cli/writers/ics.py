"""Events as an iCalendar file (RFC 5545), and as the next edition of one that was sent before.

Its form is what real calendar programs need: steps are all-day events that leave the day free,
sessions have London's times with that zone's rules beside them, no organiser
and no attendees (or Outlook asks for an answer, and Nextcloud mails everyone), no component but
events, and a SEQUENCE that rises when, and only when, an event changes. It is the moment of
writing, as DTSTAMP and LAST-MODIFIED are, so that programs follow a calendar that moved even where
whoever made it did not have the file sent last time.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from icalendar import Alarm, Calendar, Component, vDuration, vText
from icalendar import Event as Written

from jtai_cli.render.calendar import Change, Edition, Event, Kind
from jtai_cli.writers.sent_ics import (
    LONDON,
    PRODID,
    TIME_ZONE,
    Sent,
    SentEvent,
    content_of,
    folded,
    printable,
    quoted,
)

_DAY = dt.timedelta(days=1)
_SEQUENCE_BEGINS = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


class Head(NamedTuple):
    """What a calendar says of itself.

    ``refresh`` is how often a subscriber should look again; ``method`` whether to say PUBLISH.
    """

    name: str
    identity: str
    refresh: dt.timedelta
    method: bool = True


def editions(
    parts: Mapping[str, Iterable[Event]],
    head: Head,
    *,
    stamp: dt.datetime,
    sent: Iterable[Sent] = (),
    drop_cancelled: bool = False,
) -> dict[str, Edition]:
    """The next edition of each part of a calendar; a calendar that is whole is the part "".

    ``stamp`` is the moment, in UTC, that new and changed events bear. An event that its part had
    in ``sent`` stays as it is there, byte for byte, unless it changed; one that only ``sent`` has
    is cancelled, or left out. Parts share their events: an event has one SEQUENCE for all of them,
    but where one part cancels what another keeps, that of the one kept is higher.
    """
    now = {part: {event.uid: event for event in events} for part, events in parts.items()}
    before = {each.part: each for each in sent}
    known = [(each.part, event) for each in before.values() for event in each.events]
    known.sort(key=lambda pair: pair[1].sequence)
    live = {uid for events in now.values() for uid in events}
    lost = [event for part, event in known if event.uid not in now.get(part, {})]
    leaving = {event.uid for event in lost if event.uid in live and not event.cancelled}
    sequences = {event.uid: event.sequence for _, event in known}
    shared = _Shared(
        sequences=sequences,
        highest=max(sequences.values(), default=-1),
        copies={event.uid: event for _, event in known if not event.cancelled},
        leaving=set() if drop_cancelled else leaving,
        stamp=stamp,
        drop_cancelled=drop_cancelled,
    )
    return {
        part: _edition(now.get(part, {}), before.get(part, Sent(part, ())), head, shared)
        for part in {**now, **before}
    }


class _Shared(NamedTuple):
    """What all parts know of events: the highest SEQUENCE of each, and its latest live copy.

    ``highest`` is the highest SEQUENCE of all, or -1 where nothing was sent before. ``leaving`` are
    those that one part cancels while another keeps them. ``stamp`` is the moment of writing.
    """

    sequences: Mapping[str, int]
    highest: int
    copies: Mapping[str, SentEvent]
    leaving: Collection[str]
    stamp: dt.datetime
    drop_cancelled: bool


def _edition(events: Mapping[str, Event], sent: Sent, head: Head, shared: _Shared) -> Edition:
    """One part: its events in their order, then those that are cancelled."""
    before = {event.uid: event for event in sent.events}
    blocks: dict[str, str] = {}
    changes: list[Change] = []
    for uid, event in events.items():
        old = before.get(uid)
        blocks[uid] = _block(event, old or shared.copies.get(uid), shared)
        if old is None or blocks[uid] != old.raw:
            changes.append(_change(event, old, blocks[uid]))
    for old in sent.events:
        if old.uid in events:
            continue
        if not old.cancelled:
            was = (old.start, old.end)
            changes.append(
                Change(old.uid, "cancelled", old.title, was, None, times=(_begins(old), None))
            )
        if not shared.drop_cancelled:
            title = old.title if old.cancelled else f"CANCELLED: {old.title}"
            event = Event(old.uid, title, old.lines, old.start, old.end, times=old.times)
            blocks[old.uid] = _block(event, old, shared, "CANCELLED")
    top = _lines(_calendar(head, sent.part, len(blocks)))
    end = top.rindex("END:VCALENDAR")
    zone = TIME_ZONE if any(f";TZID={LONDON}:" in block for block in blocks.values()) else ""
    data = f"{top[:end]}{zone}{''.join(blocks.values())}{top[end:]}".encode()
    cancelled = tuple(uid for uid in blocks if uid not in events)
    return Edition(data, tuple(events), cancelled, tuple(changes))


def _block(event: Event, old: SentEvent | None, shared: _Shared, status: str = "CONFIRMED") -> str:
    """The lines of an event: those that were sent where nothing about it changed.

    The SEQUENCE of one that is new or changes is the moment of writing in whole minutes since
    2020, and above what was sent before: of a new one above all that was sent, for it may have
    stood in a file before that one.
    """
    leaving = status == "CONFIRMED" and event.uid in shared.leaving
    minutes = (shared.stamp - _SEQUENCE_BEGINS) // dt.timedelta(minutes=1)
    sequence = max(minutes, shared.sequences.get(event.uid, shared.highest) + 1) + leaving
    stamp = max(shared.stamp, old.stamp) if old else shared.stamp
    block = _lines(_event(event, sequence, stamp, status))
    if old and not leaving and content_of(block) == content_of(old.raw):
        return old.raw
    return block


def _change(event: Event, old: SentEvent | None, block: str) -> Change:
    now = (event.start, event.end)
    if old is None:
        return Change(event.uid, "new", event.title, None, now, times=(None, _begins(event)))
    was = (old.start, old.end)
    is_moved = (was, old.times) != (now, event.times)
    kind: Kind = "restored" if old.cancelled else "moved" if is_moved else "changed"
    names = {"SUMMARY": "title", "LOCATION": "place"}
    if kind == "changed":  # the text of what moves changes with it
        names |= {"DESCRIPTION": "text", "VALARM TRIGGER": "reminder", "CATEGORIES": "category"}
    differing = {part for part, _ in set(content_of(block)) ^ set(content_of(old.raw))}
    what = ", ".join(name for part, name in names.items() if part in differing)
    if kind == "changed":
        what = what or "again, since another file lost it"
    times = (_begins(old), _begins(event))
    return Change(event.uid, kind, event.title, was, now, what, times)


def _begins(event: Event | SentEvent) -> dt.time | None:
    return event.times[0] if event.times else None


def _calendar(head: Head, part: str, events: int) -> Calendar:
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODID)
    calendar.add("CALSCALE", "GREGORIAN")
    if head.method:
        calendar.add("METHOD", "PUBLISH")
    if events != 1:  # or Outlook opens a new calendar for the one event
        name = f"{head.name}: {part}" if part else head.name
        calendar["NAME"] = calendar["X-WR-CALNAME"] = _Text.of(name)
    calendar.add("X-JTAI-REFERENCE", quoted(head.identity))
    if part:
        calendar.add("X-JTAI-PART", quoted(part))
    calendar.add("X-JTAI-EVENTS", str(events))
    calendar.add("REFRESH-INTERVAL", head.refresh, parameters={"VALUE": "DURATION"})
    calendar["X-PUBLISHED-TTL"] = vDuration(head.refresh)
    return calendar


def _event(event: Event, sequence: int, stamp: dt.datetime, status: str) -> Written:
    written = Written()
    written.add("UID", event.uid)
    written.add("SEQUENCE", sequence)
    written.add("DTSTAMP", stamp)
    written.add("LAST-MODIFIED", stamp)
    if event.times is None:
        written.add("DTSTART", event.start)
        written.add("DTEND", event.end + _DAY)  # the first day after it
    else:
        for name, time in zip(("DTSTART", "DTEND"), event.times, strict=True):
            moment = dt.datetime.combine(event.start, time)
            written.add(name, moment, parameters={"TZID": LONDON})
    written["SUMMARY"] = _Text.of(event.title)
    written["DESCRIPTION"] = _Text.of(*event.lines)
    if event.place:
        written["LOCATION"] = _Text.of(event.place)
    if event.category:
        written["CATEGORIES"] = _Text.of(event.category)
    if event.url:
        written.add("URL", event.url)
    written.add("STATUS", status)
    # A step does not make its days busy, and a cancelled session leaves its hours free.
    busy = event.times is not None and status != "CANCELLED"
    written.add("TRANSP", "OPAQUE" if busy else "TRANSPARENT")
    written.add("X-MICROSOFT-CDO-BUSYSTATUS", "BUSY" if busy else "FREE")
    for before in event.reminders:
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm["DESCRIPTION"] = _Text.of(event.title)
        alarm.add("TRIGGER", -before)
        written.add_component(alarm)
    return written


class _Text(vText):
    r"""A text whose backslashes stay what they are: the library takes ``\N`` for a line break."""

    @classmethod
    def of(cls, *lines: str) -> _Text:
        """These lines, without control characters."""
        return cls("\n".join(map(printable, lines)))

    def to_ical(self) -> bytes:
        r"""The text as RFC 5545, section 3.3.11, escapes it."""
        return re.sub(r"([\\;,])", r"\\\1", self).replace("\n", "\\n").encode()


def _lines(component: Component) -> str:
    """A component's lines, folded, each ending CR LF."""
    return "".join(folded(line) for line in component.content_lines(sorted=False) if line)
