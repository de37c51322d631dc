"""Reading a calendar that this program wrote, so that its next edition can be made.

What is not exactly as this program writes it is refused: an event that stays the same is sent
again byte for byte, and must not carry what somebody else put in. Hence no general parser, which
would accept much more.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple
from urllib.parse import quote, unquote

from jtai_cli.errors import BadValue
from jtai_cli.plan.agenda import LIST, REHEARSAL
from jtai_cli.privacy import safe
from jtai_cli.render.calendar import uid_ending
from jtai_cli.wording import shown

PRODID = "-//jtai//JTAI timetable//EN"
LONDON = "Europe/London"
# The rules of London since 1996, whole: with a part of them Outlook is an hour wrong.
_ZONE = f"""\
BEGIN:VTIMEZONE
TZID:{LONDON}
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
"""
TIME_ZONE = _ZONE.replace("\n", "\r\n")

_DAY = dt.timedelta(days=1)
_LONGEST_LINE = 75  # octets, without the line's end: RFC 5545, section 3.1
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ADVICE = "Give the file as it was sent, or leave out --previous."
_STAMPS = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
_HEAD = re.compile(
    r"""BEGIN:VCALENDAR
VERSION:2\.0
PRODID:.*
CALSCALE:GREGORIAN
(?:METHOD:PUBLISH
)?(?:NAME:.*
X-WR-CALNAME:.*
)?X-JTAI-REFERENCE:(?P<reference>.*)
(?:X-JTAI-PART:(?P<part>.*)
)?(?:X-JTAI-DROPPED:[0-9]{1,9}
)?X-JTAI-EVENTS:(?P<events>[0-9]{1,9})
REFRESH-INTERVAL;VALUE=DURATION:[0-9A-Z]+
X-PUBLISHED-TTL:[0-9A-Z]+
"""
    + f"(?:{re.escape(_ZONE)})?"
)
_EVENT = re.compile(
    r"""BEGIN:VEVENT
UID:(?P<uid>(?:(?:(?:session|request|audit|visit)\.)?[a-z0-9]+(?:-[a-z0-9]+)*|week\.\d+)\.[0-9a-f]+@jtai)
SEQUENCE:(?P<sequence>0|[1-9][0-9]{0,8})
DTSTAMP:(?P<stamp>[0-9]{8}T[0-9]{6})Z
LAST-MODIFIED:(?P=stamp)Z
DTSTART;(?:VALUE=DATE:(?P<start>[0-9]{8})|TZID=Europe/London:(?P<begin>[0-9]{8}T[0-9]{4}00))
DTEND;(?:VALUE=DATE:(?P<end>[0-9]{8})|TZID=Europe/London:(?P<finish>[0-9]{8}T[0-9]{4}00))
SUMMARY:(?P<title>.*)
DESCRIPTION:(?P<text>.*)
(?:LOCATION:.*
)?(?:CATEGORIES:.*
)?(?:URL:.*
)?STATUS:(?P<status>CONFIRMED|CANCELLED)
TRANSP:(?:TRANSPARENT
X-MICROSOFT-CDO-BUSYSTATUS:FREE|OPAQUE
X-MICROSOFT-CDO-BUSYSTATUS:BUSY)
(?:BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:.*
TRIGGER:-P[0-9DTHM]+
END:VALARM
)*END:VEVENT
"""
)


class SentEvent(NamedTuple):
    """An event as it was sent: ``raw`` is its text, from BEGIN to END. Both its days count."""

    uid: str
    sequence: int
    stamp: dt.datetime
    title: str
    lines: tuple[str, ...]
    start: dt.date
    end: dt.date
    cancelled: bool
    raw: str
    times: tuple[dt.time, dt.time] | None = None


class Sent(NamedTuple):
    """A calendar that was sent: which part of the whole, or "" where it is the whole itself."""

    part: str
    events: tuple[SentEvent, ...]


def read_sent(text: str, file: str, *, identity: str) -> Sent:
    """The calendar in ``text``, which must be that of this ``identity``: of an inspection or list.

    Raises BadValue where it was not written by this program, is damaged, or is the calendar of
    another inspection. What mail and version control do to the ends and folds of lines is undone.
    """
    if "\r" not in text:
        text = text.replace("\n", "\r\n")
    lines = unfolded(text.rstrip("\r\n"))
    if f"PRODID:{PRODID}" not in (line.strip() for line in lines):
        raise BadValue(f"this is not a calendar that jtai wrote. {_ADVICE}", where=file)
    if any(line != printable(line) for line in lines):
        raise _damaged(file, "it holds control characters, or its lines do not end as they did")
    if lines.pop() != "END:VCALENDAR":
        raise _damaged(file, "its end is missing")
    # At the beginning of a line only: an area may be called so.
    head, *blocks = re.split(r"(?m)^BEGIN:VEVENT\n", "".join(f"{line}\n" for line in lines))
    found = _HEAD.fullmatch(head)
    if found is None or not blocks:
        raise _damaged(file, "what stands before its events is not as it was written")
    _require_identity(found["reference"], file, identity)
    if len(blocks) != int(found["events"]):
        raise _damaged(file, f"it had {found['events']} events, and has {len(blocks)}")
    events = tuple(
        _sent_event(f"BEGIN:VEVENT\n{block}", number, file, identity)
        for number, block in enumerate(blocks, 1)
    )
    if len({event.uid for event in events}) != len(events):
        raise _damaged(file, "an event stands in it twice")
    return Sent(unquote(found["part"] or ""), events)


def printable(text: str) -> str:
    """A text without line breaks, control characters and surrogates."""
    return _UNPRINTABLE.sub("", text)


def folded(line: str) -> str:
    r"""A line as lines of at most 75 octets, each ending CR LF, no character or escape split.

    None but the last ends in a blank, because mail programs strip blanks from the ends of lines.
    icalendar's own folding leaves them there, and splits an escaped backslash, as of version 7.3.

    >>> folded("SUMMARY:" + "x" * 66 + r"\\x").split("\r\n")[1:]
    [' \\\\x', '']
    """
    text, room = "", _LONGEST_LINE
    for part in re.findall(r" {1,30}(?:\\.|[^ ])|\\.|.", line):
        size = len(part.encode())
        if size > room:
            text, room = f"{text}\r\n ", _LONGEST_LINE - 1
        text, room = text + part, room - size
    return f"{text}\r\n"


def unfolded(text: str) -> list[str]:
    """The whole lines of a text, without their ends.

    >>> unfolded("SUMMARY:Fie\\r\\n ldwork\\r\\nSEQUENCE:0\\r\\n")
    ['SUMMARY:Fieldwork', 'SEQUENCE:0']
    """
    return re.sub("\r\n[ \t]", "", text).removesuffix("\r\n").split("\r\n")


def content_of(block: str) -> list[tuple[str, str]]:
    """What an event says, each part with the name of its property: all but the stamps.

    The names of an alarm's properties begin with ``VALARM``.
    """
    event, *alarms = re.split(r"(?m)^BEGIN:VALARM\n", "\n".join(unfolded(block)))
    lines = [("", line) for line in event.split("\n")]
    lines += [("VALARM ", line) for alarm in alarms for line in alarm.split("\n")]
    parts = [(prefix + re.split("[;:]", line, maxsplit=1)[0], line) for prefix, line in lines]
    return [part for part in parts if part[0] not in _STAMPS]


def quoted(text: str) -> str:
    """A text percent-encoded, as the program's own properties hold it: it needs no escapes."""
    return quote(text, safe=" /", errors="surrogatepass")


def _damaged(file: str, what: str) -> BadValue:
    return BadValue(f"this calendar is damaged: {what}. {_ADVICE}", where=file)


def _require_identity(given: str, file: str, identity: str) -> None:
    if given != quoted(identity):
        known_as = unquote(given)
        if known_as.startswith(REHEARSAL) is not identity.startswith(REHEARSAL):
            raise BadValue(
                "of this calendar and yours, one is of a rehearsal and one is not, so they have no "
                "event in common. Leave --previous out.",
                where=file,
            )
        if LIST in (known_as, identity):
            raise BadValue(
                "of this calendar and yours, one is of a list and one is of a single inspection. "
                f"{_ADVICE}",
                where=file,
            )
        raise BadValue(
            f"this is the calendar of another inspection, known as {shown(known_as)}; yours is "
            f"known as {shown(identity)}. If they are the same, add --reference {shown(known_as)}",
            where=file,
        )


def _sent_event(block: str, number: int, file: str, identity: str) -> SentEvent:
    found = _EVENT.fullmatch(block)
    if found is None:
        raise _damaged(file, f"event {number} is not as it was written")
    try:
        stamp = dt.datetime.fromisoformat(found["stamp"]).replace(tzinfo=dt.UTC)
        start, end, times = _span(found)
    except ValueError:
        raise _damaged(file, f"event {number} has a date that does not exist") from None
    if end < start or (times and times[1] <= times[0]):
        raise _damaged(file, f"event {number} ends before it begins")
    if identity != LIST and not found["uid"].endswith(uid_ending(identity)):
        raise _damaged(file, f"event {number} is not one of this inspection")
    return SentEvent(
        uid=found["uid"],
        sequence=int(found["sequence"]),
        stamp=stamp,
        # An earlier version repeated such numbers, and the next edition must not.
        title=safe(_unescaped(found["title"]), is_place=True),
        lines=tuple(safe(line, is_place=True) for line in _unescaped(found["text"]).split("\n")),
        start=start,
        end=end,
        times=times,
        cancelled=found["status"] == "CANCELLED",
        raw="".join(map(folded, block.removesuffix("\n").split("\n"))),
    )


def _span(
    found: re.Match[str],
) -> tuple[dt.date, dt.date, tuple[dt.time, dt.time] | None]:
    """First and last day of an event, and its times if it has any. Raises ValueError."""
    if found["start"] and found["end"]:
        start, end = map(dt.date.fromisoformat, (found["start"], found["end"]))
        return start, end - _DAY, None
    begin, finish = map(dt.datetime.fromisoformat, (found["begin"] or "", found["finish"] or ""))
    return begin.date(), finish.date(), (begin.time(), finish.time())


def _unescaped(text: str) -> str:
    r"""The text that was escaped with backslashes as RFC 5545, section 3.3.11, has it.

    >>> _unescaped(r"one\, two\nthree\\n")
    'one, two\nthree\\n'
    """
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)
