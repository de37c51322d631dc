"""A strict reader of calendars, from RFC 5545 alone.

It is strict where real readers forgive, and knows no calendar library: whatever a library writes
wrongly it also reads.
"""

import datetime as dt
import re
from typing import NamedTuple
from urllib.parse import unquote

FOLD = "\0"  # marks where a line was folded; it cannot be in a file, which has no controls
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
LINE = re.compile(r'([A-Z][A-Z0-9-]*)((?:;[A-Z][A-Z0-9-]*=(?:"[^"]*"|[^";:,]*))*):(.*)', re.DOTALL)
TEXT = re.compile(r"(?:[^\\,;]|\\[\\,;n])*", re.DOTALL)
DATE = re.compile(r"\d{8}")
SECOND = re.compile(r"\d{8}T\d{6}Z")
LENGTH = re.compile(r"P(?:\d+W|\d+D|(?:\d+D)?T(?:\d+H)?(?:\d+M)?(?:\d+S)?)")

# fmt: off
OF_A_CALENDAR = [
    "VERSION", "PRODID", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL",
    "X-JTAI-REFERENCE",
]
OF_AN_EVENT = [
    "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION",
    "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS",
]
OF_AN_ALARM = ["ACTION", "TRIGGER", "DESCRIPTION"]
TEXTS = [
    "UID", "SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES", "PRODID", "NAME", "X-WR-CALNAME",
    "X-JTAI-REFERENCE",
]
NEVER = [
    "ORGANIZER", "ATTENDEE", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "DURATION", "DUE",
]
# fmt: on
LONDON = "Europe/London"
ZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n").encode()


def minutes(moment):
    """The SEQUENCE of what is first written at this moment of UTC, or on this day, from 2020 on."""
    since = utc(moment) - utc("2020-01-01")
    return since.days * 24 * 60 + since.seconds // 60


def utc(moment):
    return dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)


class Line(NamedTuple):
    name: str
    params: dict
    value: str


class Part(NamedTuple):
    """A component: what stands between BEGIN and END, and these bytes as they are."""

    name: str
    lines: list
    parts: list
    raw: bytes

    def all(self, name):
        return [line for line in self.lines if line.name == name]

    def one(self, name, **params):
        """The value of the only property of this name, which has just these parameters."""
        found = self.all(name)
        assert len(found) == 1, f"{len(found)} times {name} in {self.raw!r}"
        assert found[0].params == params, found[0]
        return unescaped(found[0].value) if name in TEXTS else found[0].value


class Event(NamedTuple):
    uid: str
    sequence: int
    stamp: str
    changed: str
    cancelled: bool
    summary: str
    start: dt.date
    end: dt.date  # the last day, so the day before DTEND
    description: str
    alarms: tuple
    raw: bytes
    times: tuple = ()  # of London, from when to when; none of an event of whole days
    place: str = ""
    category: str = ""

    @property
    def shown(self):
        return self.summary, self.start, self.end

    @property
    def said(self):
        """All that a reader shows: everything but the book-keeping."""
        kept = [
            line
            for line in self.raw.replace(b"\r\n ", b"").split(b"\r\n")
            if not line.startswith((b"SEQUENCE:", b"DTSTAMP:", b"LAST-MODIFIED:"))
        ]
        return b"\r\n".join(kept)


def unescaped(value):
    assert TEXT.fullmatch(value), f"not escaped as RFC 5545 says: {value!r}"
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)


def content_line(pieces):
    folded = FOLD.join(pieces)
    assert not any(found[1] == FOLD for found in re.finditer(r"\\(.)", folded, re.DOTALL)), (
        f"folded inside an escape: {folded!r}"
    )
    found = LINE.fullmatch("".join(pieces))
    assert found, f"no content line: {pieces!r}"
    params = [param.partition("=") for param in found[2].split(";")[1:]]
    assert len({name for name, _, _ in params}) == len(params), pieces
    return Line(found[1], {name: value for name, _, value in params}, found[3])


def parsed(raw):
    """The calendar, from its bytes; anything loose is an AssertionError."""
    assert raw.startswith(b"BEGIN:VCALENDAR\r\n")
    assert raw.endswith(b"\r\nEND:VCALENDAR\r\n")
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n", raw), "a bare CR or LF"
    rows = raw.removesuffix(b"\r\n").split(b"\r\n")
    starts, unfolded = [], []
    for number, row in enumerate(rows):
        assert 1 <= len(row) <= 75, f"{len(row)} octets: {row!r}"
        text = row.decode("utf-8")  # each row by itself, so no character is split
        assert not CONTROLS.search(text), row
        if text.startswith(" "):
            assert len(text) > 1, "a fold with nothing after it"
            unfolded[-1].append(text[1:])
        else:
            starts.append(number)
            unfolded.append([text])
    stack, done = [], []
    for number, after, pieces in zip(starts, [*starts[1:], len(rows)], unfolded, strict=True):
        line = content_line(pieces)
        assert not done, f"after the end: {line}"
        if line.name == "BEGIN":
            stack.append((number, Part(line.value, [], [], b"")))
        elif line.name == "END":
            first, part = stack.pop()
            assert part.name == line.value
            whole = part._replace(raw=b"\r\n".join(rows[first:after]) + b"\r\n")
            (stack[-1][1].parts if stack else done).append(whole)
        else:
            assert not stack[-1][1].parts, f"a property after a component: {line}"
            stack[-1][1].lines.append(line)
    assert not stack
    assert len(done) == 1
    return done[0]


def compact(text):
    assert DATE.fullmatch(text), text
    return dt.date(int(text[:4]), int(text[4:6]), int(text[6:]))


def span(part):
    """First and last day of an event, and from when to when on that day where it has times."""
    if part.all("DTSTART")[0].params == {"TZID": LONDON}:
        assert all(
            re.fullmatch(r"\d{8}T\d{6}", part.one(name, TZID=LONDON))
            for name in ("DTSTART", "DTEND")
        ), part.raw
        begin, finish = (
            dt.datetime.fromisoformat(part.one(name, TZID=LONDON)) for name in ("DTSTART", "DTEND")
        )
        assert finish > begin, part.raw
        return begin.date(), finish.date(), (f"{begin:%H:%M}", f"{finish:%H:%M}")
    start = compact(part.one("DTSTART", VALUE="DATE"))
    after = compact(part.one("DTEND", VALUE="DATE"))
    assert after > start, part.raw
    return start, after - dt.timedelta(days=1), ()


def event_of(part):
    for name in OF_AN_EVENT:
        assert len(part.all(name)) == 1, f"{len(part.all(name))} times {name} in {part.raw!r}"
    names = [line.name for line in part.lines]
    assert len(names) == len(set(names)), f"something twice in {part.raw!r}"
    start, end, times = span(part)
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        assert SECOND.fullmatch(part.one(name)), part.raw
    assert re.fullmatch(r"0|[1-9]\d*", part.one("SEQUENCE")), part.raw
    assert part.one("UID")
    status = part.one("STATUS") if part.all("STATUS") else "CONFIRMED"
    assert status in ("CONFIRMED", "CANCELLED")
    busy = times and status == "CONFIRMED"
    assert part.one("TRANSP") == ("OPAQUE" if busy else "TRANSPARENT")
    assert part.one("X-MICROSOFT-CDO-BUSYSTATUS") == ("BUSY" if busy else "FREE")
    return Event(
        uid=part.one("UID"),
        sequence=int(part.one("SEQUENCE")),
        stamp=part.one("DTSTAMP"),
        changed=part.one("LAST-MODIFIED"),
        cancelled=status == "CANCELLED",
        summary=part.one("SUMMARY"),
        start=start,
        end=end,
        times=times,
        place=part.one("LOCATION") if part.all("LOCATION") else "",
        category=part.one("CATEGORIES") if part.all("CATEGORIES") else "",
        description=part.one("DESCRIPTION"),
        alarms=tuple(part.parts),
        raw=part.raw,
    )


class Sent(NamedTuple):
    """A calendar file, read and found sound, and what the program said while it wrote it."""

    raw: bytes
    calendar: Part
    events: list
    err: str

    def __repr__(self):
        return f"<{len(self.events)} events>"  # Hypothesis shows what it was given

    @property
    def live(self):
        return [event for event in self.events if not event.cancelled]

    @property
    def cancelled(self):
        return [event for event in self.events if event.cancelled]

    @property
    def reference(self):
        """The identity's text, in which the program writes all but plain letters as %XX."""
        return unquote(self.calendar.one("X-JTAI-REFERENCE"), errors="strict")

    @property
    def by_uid(self):
        return {event.uid: event for event in self.events}

    @property
    def uids(self):
        return {event.uid for event in self.events}

    def titled(self, title):
        """The only event of this step."""
        mark = r"(?:DONE: |CANCELLED: )*"
        form = re.compile(rf"{mark}{re.escape(title)}, JTAI")
        (found,) = [event for event in self.events if form.match(event.summary)]
        return found


def sound(raw, err=""):
    """What every file of ours must be, whatever the test is about."""
    calendar = parsed(raw)
    assert calendar.name == "VCALENDAR"
    zones = [part.raw for part in calendar.parts if part.name == "VTIMEZONE"]
    parts = [part for part in calendar.parts if part.name != "VTIMEZONE"]
    assert calendar.parts[len(zones) :] == parts, "a zone after an event"
    one = len(parts) == 1  # for which Outlook would open a calendar of its own
    for name in OF_A_CALENDAR:
        if one and name in ("NAME", "X-WR-CALNAME"):
            assert not calendar.all(name)
            continue
        assert len(calendar.all(name)) == 1, f"{len(calendar.all(name))} times {name}"
    names = [line.name for line in calendar.lines]
    assert len(names) == len(set(names)), names
    assert calendar.one("VERSION") == "2.0"
    assert calendar.one("PRODID").startswith("-//jtai//")
    assert one or calendar.one("NAME") == calendar.one("X-WR-CALNAME")
    assert all(line.value == "PUBLISH" for line in calendar.all("METHOD"))
    assert parts
    for part in parts:
        assert part.name == "VEVENT"
        for alarm in part.parts:
            assert alarm.name == "VALARM"
            assert not alarm.parts
            for name in OF_AN_ALARM:
                assert len(alarm.all(name)) == 1
        for line in [*part.lines, *(line for alarm in part.parts for line in alarm.lines)]:
            assert line.name not in NEVER
            if line.name in TEXTS:
                unescaped(line.value)
    events = [event_of(part) for part in parts]
    assert zones == ([ZONE] if any(event.times for event in events) else [])
    assert len({event.uid for event in events}) == len(events), "a UID twice"
    assert events == sorted(
        events,
        key=lambda event: (event.cancelled, not event.cancelled and (event.start, event.times)),
    ), "not by start with the cancelled ones last"
    return Sent(raw, calendar, events, err)
