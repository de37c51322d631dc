"""`jtai calendar` seen from outside, by its bytes and by what a reader keeps of them.

The reader of this file is strict where real ones forgive, and knows no calendar library: whatever
a library writes wrongly it also reads. Every file that any test here writes goes through it.
"""

import base64
import datetime as dt
import functools
import itertools
import json
import random
import re
import subprocess
import sys
import unicodedata
from typing import NamedTuple
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

TODAY = "2027-01-04"
LATER = "2027-01-18"
MUCH_LATER = "2027-02-15"
REFERENCE = "EX-2027-01"
NAMED = ("--area", "Exampleshire", "--reference", REFERENCE)

# The fixtures hold no state between two examples: a file is read back as soon as it is written.
few = functools.partial(
    settings, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

# ------------------------------------------------------------------- a strict reader of the bytes

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
TEXTS = ["UID", "SUMMARY", "DESCRIPTION", "PRODID", "NAME", "X-WR-CALNAME", "X-JTAI-REFERENCE"]
NEVER = [
    "ORGANIZER", "ATTENDEE", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "DURATION", "DUE",
]
# fmt: on


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


def event_of(part):
    for name in OF_AN_EVENT:
        assert len(part.all(name)) == 1, f"{len(part.all(name))} times {name} in {part.raw!r}"
    names = [line.name for line in part.lines]
    assert len(names) == len(set(names)), f"something twice in {part.raw!r}"
    assert part.one("TRANSP") == "TRANSPARENT"
    assert part.one("X-MICROSOFT-CDO-BUSYSTATUS") == "FREE"
    start = compact(part.one("DTSTART", VALUE="DATE"))
    after = compact(part.one("DTEND", VALUE="DATE"))
    assert after > start, part.raw
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        assert SECOND.fullmatch(part.one(name)), part.raw
    assert re.fullmatch(r"0|[1-9]\d*", part.one("SEQUENCE")), part.raw
    assert part.one("UID")
    status = part.one("STATUS") if part.all("STATUS") else "CONFIRMED"
    assert status in ("CONFIRMED", "CANCELLED")
    return Event(
        uid=part.one("UID"),
        sequence=int(part.one("SEQUENCE")),
        stamp=part.one("DTSTAMP"),
        changed=part.one("LAST-MODIFIED"),
        cancelled=status == "CANCELLED",
        summary=part.one("SUMMARY"),
        start=start,
        end=after - dt.timedelta(days=1),
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
        (found,) = [event for event in self.events if event.summary.endswith(f": {title}")]
        return found


def sound(raw, err=""):
    """What every file of ours must be, whatever the test is about."""
    calendar = parsed(raw)
    assert calendar.name == "VCALENDAR"
    for name in OF_A_CALENDAR:
        assert len(calendar.all(name)) == 1, f"{len(calendar.all(name))} times {name}"
    names = [line.name for line in calendar.lines]
    assert len(names) == len(set(names)), names
    assert calendar.one("VERSION") == "2.0"
    assert calendar.one("PRODID").startswith("-//jtai//")
    assert calendar.one("NAME") == calendar.one("X-WR-CALNAME")
    assert all(line.value == "PUBLISH" for line in calendar.all("METHOD"))
    assert calendar.parts
    for part in calendar.parts:
        assert part.name == "VEVENT"
        for alarm in part.parts:
            assert alarm.name == "VALARM"
            assert not alarm.parts
            for name in OF_AN_ALARM:
                assert len(alarm.all(name)) == 1
        for line in [*part.lines, *(line for alarm in part.parts for line in alarm.lines)]:
            assert line.name not in NEVER
            assert "TZID" not in line.params
            if line.name in TEXTS:
                unescaped(line.value)
    events = [event_of(part) for part in calendar.parts]
    assert len({event.uid for event in events}) == len(events), "a UID twice"
    assert events == sorted(
        events, key=lambda event: (event.cancelled, not event.cancelled and event.start)
    ), "not by start date with the cancelled ones last"
    return Sent(raw, calendar, events, err)


# ---------------------------------------------------------------------------- running the program


@pytest.fixture(autouse=True)
def no_epoch(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def attempt(jtai, tmp_path):
    """Run `jtai calendar` with -o to a new file: the run, and the bytes or None."""
    numbers = itertools.count()

    def run(*arguments, previous=None, today=TODAY):
        old = tmp_path / f"old-{next(numbers)}.ics"
        new = tmp_path / f"new-{next(numbers)}.ics"
        options = ["-o", new]
        if today is not None:
            options += ["--today", today]
        if previous is not None:
            old.write_bytes(previous)
            options += ["--previous", old]
        ran = jtai("calendar", *arguments, *options)
        assert "Traceback" not in ran.err
        raw = new.read_bytes() if new.exists() else None
        for path in (old, new):
            path.unlink(missing_ok=True)
        return ran, raw

    return run


@pytest.fixture
def write(attempt):
    """A calendar that must come out, read strictly."""

    def run(*arguments, **given):
        ran, raw = attempt(*arguments, **given)
        assert ran.code == 0, ran.err
        sent = sound(raw, ran.err)
        for event in sent.events:
            assert event.cancelled == event.summary.startswith("CANCELLED: "), event
        return sent

    return run


@pytest.fixture
def plan(jtai):
    """The plan as JSON, or None where there is none."""

    @functools.cache
    def run(*arguments):
        ran = jtai("plan", *arguments, "--today", TODAY, "--format", "json", "-q")
        return json.loads(ran.out) if ran.code == 0 else None

    return run


def steps_of(planned):
    weeks = (step for week in planned["weeks"] for step in week["steps"])
    return [*planned["before"], *weeks, *planned["after"], *planned.get("observed", [])]


def dates_of(each):
    return dt.date.fromisoformat(each["start"]), dt.date.fromisoformat(each["end"])


def shown(steps, area="Exampleshire"):
    return sorted((f"JTAI {area}: {step['title']}", *dates_of(step)) for step in steps)


# ------------------------------------------------------------------- two timetables, made by hand

TITLES = {
    "notification": "Notification",
    "information-request": "Information request",
    "set-up": "Set-up discussion",
    "case-selection": "Case selection",
    "planning": "Planning and pre-inspection analysis",
    "case-audits": "Case audits done",
    "further-analysis": "Further pre-inspection analysis",
    "fieldwork-timetable": "Timetable for fieldwork agreed",
    "virtual-meetings": "Virtual meetings, if any",
    "initial-meeting": "Initial on-site meeting",
    "fieldwork": "Fieldwork",
    "keep-in-touch": "Keep-in-touch meetings",
    "final-meeting": "Final meeting",
    "report": "Report published",
    "statement": "Written statement of proposed action",
}
DAYS = {  # day 1 is notification; both ends belong to the step
    "notification": (1, 1),
    "information-request": (1, 1),
    "set-up": (1, 2),
    "case-selection": (2, 5),
    "planning": (2, 5),
    "case-audits": (6, 8),
    "further-analysis": (6, 10),
    "fieldwork-timetable": (6, 10),
    "virtual-meetings": (6, 10),
    "initial-meeting": (11, 11),
    "fieldwork": (11, 15),
    "keep-in-touch": (11, 15),
    "final-meeting": (15, 15),
}
REQUIRED = {"notification", "fieldwork", "report", "statement"}
FOR_PARTNERS = {  # those with partners, from the framework's table, and the fixed dates
    *("information-request", "set-up", "case-audits", "fieldwork-timetable", "virtual-meetings"),
    *("initial-meeting", "keep-in-touch", "final-meeting"),
    *REQUIRED,
}
FOR_INSPECTORS = {*TITLES} - {"case-audits"}

# By hand, on a calendar of England. Bank holidays of 2027 in reach: Good Friday 26 March, Easter
# Monday 29 March, early May 3 May, spring 31 May; summer (30 August) comes after the last date.
#
# Fieldwork on Monday 8 March 2027. Ten working days before it: 5, 4, 3, 2, 1 March, 26, 25, 24,
# 23, 22 February, so notification on Monday 22 February, day 1.
MONDAY = "2027-03-08"
MONDAYS = [
    *("0222", "0223", "0224", "0225", "0226"),
    *("0301", "0302", "0303", "0304", "0305"),
    *("0308", "0309", "0310", "0311", "0312"),
]
# Fieldwork ends on Friday 12 March. Report, 34 working days on: 15-19 March are 5, 22-25 March 9,
# 30 March to 2 April 13, 5-9 April 18, 12-16 April 23, 19-23 April 28, 26-30 April 33, and 4 May
# 34. Statement, 70 more: 5-7 May 3, then full weeks to 28 May 18, 1-4 June 22, and full weeks
# from 7 June: 11 June 27, 18 June 32, 25 June 37, 2 July 42, 9 July 47, 16 July 52, 23 July 57,
# 30 July 62, 6 August 67; 9, 10, 11 August 70.
MONDAY_ENDS = {"report": dt.date(2027, 5, 4), "statement": dt.date(2027, 8, 11)}
#
# Fieldwork on Wednesday 10 March 2027. Ten working days before it: 9, 8, 5, 4, 3, 2, 1 March, 26,
# 25, 24 February, so notification on Wednesday 24 February, day 1. Week 1 is 24 February to 2
# March, week 2 is 3 to 9 March, and fieldwork 10 to 16 March.
WEDNESDAY = "2027-03-10"
WEDNESDAYS = [
    *("0224", "0225", "0226", "0301", "0302"),
    *("0303", "0304", "0305", "0308", "0309"),
    *("0310", "0311", "0312", "0315", "0316"),
]
# Fieldwork ends on Tuesday 16 March. Report: 17-19 March are 3, 22-25 March 7, 30 March to 2
# April 11, 9 April 16, 16 April 21, 23 April 26, 30 April 31, and 4, 5, 6 May 34. Statement: 7 May
# 1, 14 May 6, 21 May 11, 28 May 16, 1-4 June 20, 11 June 25, 18 June 30, 25 June 35, 2 July 40, 9
# July 45, 16 July 50, 23 July 55, 30 July 60, 6 August 65, 13 August 70.
WEDNESDAY_ENDS = {"report": dt.date(2027, 5, 6), "statement": dt.date(2027, 8, 13)}


def timetable(days, ends, *only):
    on = [dt.date(2027, int(day[:2]), int(day[2:])) for day in days]
    dates = {step: (on[first - 1], on[last - 1]) for step, (first, last) in DAYS.items()}
    dates |= {step: (date, date) for step, date in ends.items()}
    return {
        f"JTAI Exampleshire: {TITLES[step]}": dates[step]
        for step in TITLES
        if not only or step in only
    }


BY_HAND = {
    MONDAY: timetable(MONDAYS, MONDAY_ENDS),
    WEDNESDAY: timetable(WEDNESDAYS, WEDNESDAY_ENDS),
}


def as_dates(events):
    return {event.summary: (event.start, event.end) for event in events}


both_starts = pytest.mark.parametrize("start", [MONDAY, WEDNESDAY])


def test_the_timetables_made_by_hand_have_only_working_days():
    off = {dt.date(2027, 3, 26), dt.date(2027, 3, 29), dt.date(2027, 5, 3), dt.date(2027, 5, 31)}
    for dates in itertools.chain.from_iterable(table.values() for table in BY_HAND.values()):
        assert all(date.weekday() < 5 and date not in off for date in dates)


@both_starts
def test_every_step_is_one_event_on_the_dates_worked_out_by_hand(write, start):
    assert as_dates(write(start, *NAMED).events) == BY_HAND[start]


@both_starts
def test_the_plan_says_the_same_dates(plan, start):
    planned = {
        f"JTAI Exampleshire: {step['title']}": dates_of(step) for step in steps_of(plan(start))
    }
    assert planned == BY_HAND[start]


# ----------------------------------------------------------------------------- identity, and UIDs


def test_a_moved_start_keeps_every_uid(write):
    monday, wednesday = write(MONDAY, *NAMED), write(WEDNESDAY, *NAMED)
    for title in TITLES.values():
        assert monday.titled(title).uid == wednesday.titled(title).uid


def test_a_uid_is_made_of_no_date(write):
    for event in write(MONDAY, *NAMED, "--weeks").events:
        for date in (event.start, event.end, event.end + dt.timedelta(days=1)):
            assert f"{date:%Y%m%d}" not in event.uid
            assert f"{date:%Y-%m-%d}" not in event.uid


def test_with_a_reference_another_area_or_theme_keeps_every_uid(write):
    first = write(MONDAY, "--area", "Exampleshire", "--reference", REFERENCE)
    for changed in (
        ["--area", "Borsetshire"],
        ["--theme", "early-help"],
        ["--area", "Exampleshire", "--theme", "front-door"],
    ):
        second = write(MONDAY, *changed, "--reference", REFERENCE)
        for title in TITLES.values():
            assert first.titled(title).uid == second.titled(title).uid


OWN_STEP = """
area = "Exampleshire"
reference = "EX-2027-01"
fieldwork_start = 2027-03-08
[[steps]]
id = "brief-lead-member"
title = "{}"
from = "fieldwork_start"
offset = -2
"""


def test_a_changed_title_keeps_the_uid_and_raises_only_its_sequence(write, tmp_path):
    file = tmp_path / "inspection.toml"
    file.write_text(OWN_STEP.format("Brief the lead member"))
    first = write(file)
    file.write_text(OWN_STEP.format("Brief, and thank, the lead member"))
    second = write(file, previous=first.raw, today=LATER)
    was = first.titled("Brief the lead member")
    now = second.titled("Brief, and thank, the lead member")
    assert (was.uid, was.sequence + 1) == (now.uid, now.sequence)
    assert (now.start, now.end) == (dt.date(2027, 3, 4), dt.date(2027, 3, 4))
    for event in second.events:
        if event.uid != now.uid:
            assert event.raw == first.by_uid[event.uid].raw


def test_the_reference_comes_from_the_file_as_well_as_from_the_flag(write, tmp_path):
    file = tmp_path / "inspection.toml"
    file.write_text(f'area = "X"\nreference = "{REFERENCE}"\nfieldwork_start = 2027-03-08\n')
    assert write(file).uids == write(MONDAY, *NAMED).uids


def test_a_reference_is_kept_in_the_file(write):
    odd = "EX;2027, 01 \\ 'é'"
    sent = write(MONDAY, "--reference", odd)
    assert sent.reference == odd


def test_without_a_reference_the_identity_is_derived_and_printed(write):
    first = write(MONDAY, "--area", "Exampleshire", "--theme", "front-door")
    assert first.reference in first.err
    assert first.uids == write(WEDNESDAY, "--area", "Exampleshire", "--theme", "front-door").uids


def test_inspections_without_a_reference_that_differ_share_no_uid(write):
    seen = set()
    for options in (
        ["--area", "Exampleshire"],
        ["--area", "Borsetshire"],
        ["--area", "Exampleshire", "--theme", "front-door"],
        ["--area", "Exampleshire", "--theme", "early-help"],
        ["--area", "Exampleshire", "--framework", "jtai-2016"],
        ["--area", "Exampleshire front-door"],
        ["--area", "Exampleshire", "--reference", "Exampleshire"],
        ["--area", "Exampleshire", "--reference", "Borsetshire"],
    ):
        uids = write(MONDAY, *options).uids
        assert not seen & uids, options
        seen |= uids


# Texts that a careless slug, a careless join with the step's id or a careless fold makes one.
ALIKE = st.lists(
    st.sampled_from(
        ["EX", "ex", "É", "E\u0301", "-", "_", " ", "  ", ".", "/", ":", "@", "fieldwork", "report",
         "-fieldwork", "fieldwork-", "01", "1", "\u200f", "\u00ad", "ﬁ", "fi", "😀", "%", "\\", ","]
    ),
    min_size=1,
    max_size=3,
).map("".join)  # fmt: skip
NAMES = st.one_of(ALIKE, st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])))
WORDS = NAMES.map(str.strip).filter(bool)


def same_reference(text):
    """The one text of references that nobody can tell apart by looking; all others differ."""
    return unicodedata.normalize("NFC", text).strip()


@few(max_examples=40)
@given(first=WORDS, second=WORDS)
def test_two_references_never_share_a_uid_and_one_always_does(write, first, second):
    one = write(MONDAY, f"--reference={first}", f"--area={second}")
    again = write(WEDNESDAY, f"--reference={first}", "--theme", "early-help")
    assert one.uids == again.uids
    if same_reference(first) != same_reference(second):
        assert not one.uids & write(MONDAY, f"--reference={second}", f"--area={second}").uids


def same_place(area):
    """Capitals, spaces and the form of a letter make no other place of the same name."""
    return " ".join(unicodedata.normalize("NFKC", area).casefold().split())


@few(max_examples=25)
@given(first=WORDS, second=WORDS)
def test_two_areas_without_a_reference_never_share_a_uid(write, first, second):
    assume(same_place(first) != same_place(second))
    one = write(MONDAY, f"--area={first}")
    assert not one.uids & write(MONDAY, f"--area={second}").uids


# ------------------------------------------------------------------------ SEQUENCE and --previous


def test_a_first_file_begins_at_sequence_0(write):
    assert {event.sequence for event in write(MONDAY, *NAMED, "--weeks").events} == {0}


def test_every_moved_event_has_its_sequence_raised_by_one(write):
    first = write(MONDAY, *NAMED)
    second = write(WEDNESDAY, *NAMED, previous=first.raw, today=LATER)
    assert {event.sequence for event in second.events} == {1}
    assert {event.stamp for event in second.events} == {"20270118T000000Z"}
    assert {event.changed for event in second.events} == {"20270118T000000Z"}
    assert as_dates(second.events) == BY_HAND[WEDNESDAY]
    third = write(MONDAY, *NAMED, previous=second.raw, today=MUCH_LATER)
    assert {event.sequence for event in third.events} == {2}
    assert as_dates(third.events) == BY_HAND[MONDAY]


def test_only_what_changed_has_its_sequence_raised(write):
    first = write(MONDAY, *NAMED, "--weeks")
    # A bank holiday on Monday 14 June is one of the 70 days to the statement, and nothing else.
    second = write(
        *(MONDAY, *NAMED, "--weeks", "--bank-holiday", "2027-06-14"),
        previous=first.raw,
        today=LATER,
    )
    assert first.uids == second.uids
    moved = second.titled(TITLES["statement"])
    assert moved.start == moved.end == dt.date(2027, 8, 12)
    assert (moved.sequence, moved.stamp) == (1, "20270118T000000Z")
    for event in second.events:
        if event.uid != moved.uid:
            assert event.raw == first.by_uid[event.uid].raw


@pytest.mark.parametrize("options", [[], ["--weeks"], ["--remind", "1d"], ["--for", "partners"]])
def test_nothing_changed_gives_the_same_bytes_on_another_day(write, options):
    first = write(MONDAY, *NAMED, *options)
    assert write(MONDAY, *NAMED, *options, previous=first.raw, today=LATER).raw == first.raw


def test_the_third_file_equals_the_second(write):
    first = write(MONDAY, *NAMED, "--weeks")
    second = write(WEDNESDAY, *NAMED, previous=first.raw, today=LATER)
    third = write(WEDNESDAY, *NAMED, previous=second.raw, today=MUCH_LATER)
    assert third.raw == second.raw
    assert len(third.cancelled) == 3


def test_a_changed_area_changes_every_event_but_no_uid(write):
    first = write(MONDAY, *NAMED)
    second = write(MONDAY, "--area", "Borsetshire", "--reference", REFERENCE, previous=first.raw)
    assert first.uids == second.uids
    assert {event.sequence for event in second.events} == {1}
    assert second.calendar.one("NAME") == "JTAI Borsetshire"


def test_an_alarm_asked_for_later_reaches_the_readers(write):
    first = write(MONDAY, *NAMED)
    second = write(MONDAY, *NAMED, "--remind", "1d", previous=first.raw, today=LATER)
    assert {event.sequence for event in second.events} == {1}
    assert all(event.alarms for event in second.events)


def test_what_vanished_is_cancelled(write):
    first = write(MONDAY, *NAMED, "--weeks")
    second = write(MONDAY, *NAMED, "--only", "required", previous=first.raw, today=LATER)
    gone = [event for event in first.events if event.uid not in {e.uid for e in second.live}]
    assert as_dates(second.live) == timetable(MONDAYS, MONDAY_ENDS, *REQUIRED)
    assert all(event.raw == first.by_uid[event.uid].raw for event in second.live)
    assert len(gone) >= len(TITLES) - len(REQUIRED)
    assert {event.uid for event in second.cancelled} == {event.uid for event in gone}
    for event in second.cancelled:
        was = first.by_uid[event.uid]
        assert event.summary == f"CANCELLED: {was.summary}"
        assert event.sequence == was.sequence + 1
        assert (event.start, event.end) == (was.start, was.end)
        assert event.stamp == event.changed == "20270118T000000Z"
    assert second.events == [*second.live, *second.cancelled]


def test_a_cancelled_event_that_returns_is_raised_again(write):
    first = write(MONDAY, *NAMED)
    second = write(MONDAY, *NAMED, "--only", "required", previous=first.raw)
    third = write(WEDNESDAY, *NAMED, previous=second.raw)
    assert not third.cancelled
    assert as_dates(third.events) == BY_HAND[WEDNESDAY]
    for event in third.events:
        assert event.sequence == second.by_uid[event.uid].sequence + 1


def test_a_cancelled_event_is_not_cancelled_twice(write):
    first = write(MONDAY, *NAMED, "--weeks")
    second = write(MONDAY, *NAMED, previous=first.raw, today=LATER)
    third = write(WEDNESDAY, *NAMED, previous=second.raw, today=MUCH_LATER)
    assert len(third.cancelled) == 3
    for event in third.cancelled:
        assert event.raw == second.by_uid[event.uid].raw


def test_cancelled_events_can_be_left_out(write):
    first = write(MONDAY, *NAMED, "--weeks")
    second = write(MONDAY, *NAMED, "--drop-cancelled", previous=first.raw, today=LATER)
    assert not second.cancelled
    assert as_dates(second.events) == BY_HAND[MONDAY]
    assert all(event.raw == first.by_uid[event.uid].raw for event in second.events)
    cancelled = write(MONDAY, *NAMED, previous=first.raw, today=LATER)
    assert len(cancelled.cancelled) == 3
    later = write(MONDAY, *NAMED, "--drop-cancelled", previous=cancelled.raw, today=MUCH_LATER)
    assert later.raw == second.raw


def test_the_previous_file_may_be_the_one_written(jtai, tmp_path):
    file = tmp_path / "x.ics"
    options = (*NAMED, "--weeks", "-o", file, "--today", TODAY)
    assert jtai("calendar", MONDAY, *options).code == 0
    again = (*options, "--previous", file, "--force")
    assert jtai("calendar", WEDNESDAY, *again).code == 0
    second = sound(file.read_bytes())
    assert {event.sequence for event in second.events} == {1}
    assert jtai("calendar", WEDNESDAY, *again).code == 0
    assert file.read_bytes() == second.raw


def test_what_moved_is_told(write):
    first = write(MONDAY, *NAMED)
    told = write(WEDNESDAY, *NAMED, previous=first.raw).err
    line = next(line for line in told.splitlines() if "Report published" in line)
    assert re.search(r"2027-05-04|\b0?4 May", line), told
    assert re.search(r"2027-05-06|\b0?6 May", line), told
    assert "Report published" not in write(MONDAY, *NAMED, previous=first.raw).err


# ------------------------------------------------------------------- DTSTAMP, and the same bytes


def stamps(sent):
    return {event.stamp for event in sent.events} | {event.changed for event in sent.events}


def test_the_stamp_is_midnight_utc_of_today(write):
    assert stamps(write(MONDAY, *NAMED, today="2026-12-31")) == {"20261231T000000Z"}
    # In July London is an hour ahead: midnight there is the day before in UTC.
    assert stamps(write(MONDAY, *NAMED, today="2026-07-01")) == {"20260701T000000Z"}


def test_the_stamp_is_the_second_of_source_date_epoch(write, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")  # 15 January 2027, 08:00:00 UTC
    assert stamps(write(MONDAY, *NAMED, today=None)) == {"20270115T080000Z"}
    assert stamps(write(MONDAY, *NAMED)) == {"20270104T000000Z"}


def test_the_stamp_is_else_today_in_london(write):
    london = ZoneInfo("Europe/London")
    before = dt.datetime.now(london)
    found = stamps(write(MONDAY, *NAMED, today=None))
    after = dt.datetime.now(london)
    assert found <= {f"{now:%Y%m%d}T000000Z" for now in (before, after)}
    assert len(found) == 1


def test_stdout_gets_the_same_bytes_as_a_file(write, home):
    done = subprocess.run(
        [sys.executable, "-m", "jtai_cli", "calendar", MONDAY, *NAMED, "--today", TODAY],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == write(MONDAY, *NAMED).raw


# ----------------------------------------------------------- dates, and what stands on each event


def test_all_day_events_end_on_the_day_after_as_dates(write):
    raw = write(MONDAY, *NAMED).raw
    assert b"\r\nDTSTART;VALUE=DATE:20270308\r\nDTEND;VALUE=DATE:20270313\r\n" in raw
    assert b"\r\nDTSTART;VALUE=DATE:20270504\r\nDTEND;VALUE=DATE:20270505\r\n" in raw


@pytest.mark.parametrize(
    "options", [[], ["--weeks"], ["--observed"], ["--remind", "2h"], ["--no-method"]]
)
def test_no_event_has_a_time_and_none_makes_anybody_busy(write, options):
    raw = write(MONDAY, *NAMED, *options).raw
    assert not re.search(rb"(?im)^(?:DTSTART|DTEND)[^\r\n]*T\d{6}", raw)
    assert b"TZID" not in raw
    assert b"VTIMEZONE" not in raw
    count = raw.count(b"BEGIN:VEVENT\r\n")
    assert count >= 15
    assert raw.count(b"\r\nTRANSP:TRANSPARENT\r\n") == count
    assert raw.count(b"\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n") == count


def test_a_cancelled_event_makes_nobody_busy_either(write):
    first = write(MONDAY, *NAMED, "--weeks")
    second = write(WEDNESDAY, *NAMED, previous=first.raw)
    assert second.cancelled
    for event in second.cancelled:
        assert b"\r\nTRANSP:TRANSPARENT\r\n" in event.raw
        assert b"\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n" in event.raw


def test_three_week_blocks_are_added_if_asked(write):
    plain, weeks = write(MONDAY, *NAMED), write(MONDAY, *NAMED, "--weeks")
    assert {event.raw for event in plain.events} < {event.raw for event in weeks.events}
    added = [event for event in weeks.events if event.uid not in plain.uids]
    assert [(event.start, event.end) for event in added] == [
        (dt.date(2027, 2, 22), dt.date(2027, 2, 26)),
        (dt.date(2027, 3, 1), dt.date(2027, 3, 5)),
        (dt.date(2027, 3, 8), dt.date(2027, 3, 12)),
    ]
    moved = write(WEDNESDAY, *NAMED, "--weeks")
    assert [(moved.by_uid[e.uid].start, moved.by_uid[e.uid].end) for e in added] == [
        (dt.date(2027, 2, 24), dt.date(2027, 3, 2)),
        (dt.date(2027, 3, 3), dt.date(2027, 3, 9)),
        (dt.date(2027, 3, 10), dt.date(2027, 3, 16)),
    ]


@pytest.mark.parametrize(
    ("options", "steps"),
    [
        (["--for", "everyone"], {*TITLES}),
        (["--for", "partners"], FOR_PARTNERS),
        (["--for", "inspectors"], FOR_INSPECTORS),
        (["--only", "required"], REQUIRED),
        (["--for", "partners", "--only", "required"], REQUIRED),
        (["--step", "fieldwork"], {"fieldwork"}),
        (["--step", "report", "--step", "statement", "--step", "set-up"],
         {"report", "statement", "set-up"}),
    ],
)  # fmt: skip
def test_only_the_steps_asked_for(write, options, steps):
    assert as_dates(write(MONDAY, *NAMED, *options).events) == timetable(
        MONDAYS, MONDAY_ENDS, *steps
    )


def test_the_description_says_day_timing_and_source(write):
    sent = write(MONDAY, *NAMED)
    for step, title in TITLES.items():
        text = sent.titled(title).description
        if step in DAYS:
            first, last = DAYS[step]
            day = f"Day {first} of 15" if first == last else f"Days {first} to {last} of 15"
            assert day in text, text
        else:
            assert not re.search(r"\bDays? \d+", text), text
        timing, other = ("required", "suggested") if step in REQUIRED else ("suggested", "required")
        assert timing in text.lower(), text
        assert other not in text.lower(), text
    assert "partners" in sent.titled(TITLES["case-audits"]).description.lower()
    assert "Ofsted" in sent.titled(TITLES["report"]).description
    assert "34 working days" in sent.titled(TITLES["report"]).description
    assert "published JTAI letters" in sent.titled(TITLES["report"]).description
    assert "70 working days" in sent.titled(TITLES["statement"]).description
    assert "SI 2015/1792" in sent.titled(TITLES["statement"]).description
    assert "principal authority" in sent.titled(TITLES["statement"]).description


ACTUAL = """
area = "Exampleshire"
reference = "EX-2027-01"
fieldwork_start = 2027-03-08
"""
HAPPENED = """
[actual]
notified = 2027-02-22
fieldwork_ended = 2027-03-12
draft_received = 2027-04-06
published = 2027-05-10
"""


def test_what_is_done_is_marked_so_on_its_actual_date(write, tmp_path):
    file = tmp_path / "inspection.toml"
    file.write_text(ACTUAL)
    first = write(file, "--observed")
    file.write_text(ACTUAL + HAPPENED)
    second = write(file, "--observed", previous=first.raw, today="2027-05-10")
    done = {e.summary: (e.start, e.end) for e in second.events if e.summary.startswith("DONE: ")}
    fieldwork = done.pop("DONE: JTAI Exampleshire: Fieldwork")
    assert fieldwork[1] == dt.date(2027, 3, 12)
    assert done == {
        f"DONE: JTAI Exampleshire: {title}": (date, date)
        for title, date in {
            "Notification": dt.date(2027, 2, 22),
            "Draft report received": dt.date(2027, 4, 6),
            "Report published": dt.date(2027, 5, 10),
        }.items()
    }
    assert first.uids == second.uids
    # Two working days after 6 May, from which 70 lead to 13 August, so two after that.
    statement = second.titled(TITLES["statement"])
    assert statement.start == dt.date(2027, 8, 17)
    for event in second.events:
        was = first.by_uid[event.uid]
        assert event.raw == was.raw if event.said == was.said else event.sequence == 1
    untouched = {TITLES[step] for step in DAYS} - {"Notification", "Fieldwork"}
    for title in untouched:
        assert second.titled(title).raw == first.titled(title).raw


# ------------------------------------------------------------------- what stands on the calendar


def test_a_method_of_publish_unless_it_is_not_wanted(write):
    plain, without = write(MONDAY, *NAMED), write(MONDAY, *NAMED, "--no-method")
    assert plain.calendar.one("METHOD") == "PUBLISH"
    assert not without.calendar.all("METHOD")
    assert b"METHOD" not in without.raw
    assert plain.raw.replace(b"METHOD:PUBLISH\r\n", b"") == without.raw


def test_the_method_is_no_change_of_any_event(write):
    first = write(MONDAY, *NAMED)
    second = write(MONDAY, *NAMED, "--no-method", previous=first.raw, today=LATER)
    assert [event.raw for event in second.events] == [event.raw for event in first.events]


@pytest.mark.parametrize(
    "options", [[], ["--weeks", "--observed"], ["--for", "partners"], ["--remind", "1d"]]
)
def test_nobody_is_invited(write, options):
    raw = write(MONDAY, *NAMED, *options).raw.upper()
    assert b"ORGANIZER" not in raw
    assert b"ATTENDEE" not in raw


def test_nobody_is_invited_by_a_file_with_contacts(write, tmp_path):
    file = tmp_path / "inspection.toml"
    file.write_text(
        'area = "X"\nfieldwork_start = 2027-03-08\nkey_contact = "Head of safeguarding"\n'
        '[[partners]]\nagency = "Police"\ncontact = "mailto:head@example.org"\n'
    )
    raw = write(file).raw.upper()
    assert b"ORGANIZER" not in raw
    assert b"ATTENDEE" not in raw


def test_the_name_is_given_in_both_spellings(write):
    for options, name in (
        (["--area", "Exampleshire"], "JTAI Exampleshire"),
        (["--area", "A, B; C \\ D"], "JTAI A, B; C \\ D"),
        ([], "JTAI"),
    ):
        calendar = write(MONDAY, *options, "--reference", REFERENCE).calendar
        assert calendar.one("NAME") == calendar.one("X-WR-CALNAME") == name


def test_without_an_area_a_title_is_only_jtai_and_the_step(write):
    titles = {event.summary for event in write(MONDAY, "--reference", REFERENCE).events}
    assert titles == {f"JTAI: {title}" for title in TITLES.values()}


@pytest.mark.parametrize(
    ("options", "lengths"),
    [
        ([], {"PT12H"}),
        (["--refresh", "12h"], {"PT12H"}),
        (["--refresh", "1h"], {"PT1H"}),
        (["--refresh", "1d"], {"P1D", "PT24H"}),
        (["--refresh", "2w"], {"P2W", "P14D"}),
    ],
)
def test_how_often_to_ask_again_is_given_in_both_spellings(write, options, lengths):
    calendar = write(MONDAY, *NAMED, *options).calendar
    length = calendar.one("REFRESH-INTERVAL", VALUE="DURATION")
    assert length == calendar.one("X-PUBLISHED-TTL")
    assert length in lengths


# -------------------------------------------------------------------------------------- alarms


def test_there_is_no_alarm_unless_asked(write):
    for options in ([], ["--weeks", "--observed"], ["--only", "required"]):
        assert b"VALARM" not in write(MONDAY, *NAMED, *options).raw


@pytest.mark.parametrize(
    ("asked", "triggers"),
    [
        (["1d"], [{"-P1D"}]),
        (["2h"], [{"-PT2H"}]),
        (["1w"], [{"-P1W", "-P7D"}]),
        (["1d", "1w"], [{"-P1D"}, {"-P1W", "-P7D"}]),
    ],
)
def test_an_alarm_for_each_that_was_asked(write, asked, triggers):
    sent = write(MONDAY, *NAMED, *itertools.chain.from_iterable(("--remind", a) for a in asked))
    for event in sent.events:
        found = [alarm.one("TRIGGER") for alarm in event.alarms]
        assert len(found) == len(triggers), event.raw
        assert all(any(each in wanted for each in found) for wanted in triggers), found
        assert {alarm.one("ACTION") for alarm in event.alarms} == {"DISPLAY"}


# -------------------------------------------------------- bytes: any text that somebody may type

NASTY = "\\,;:\"'\n\t\r\0\x1b\x7f\x85\u2028\u2029\u200e\u200f\u202e\u2066\u2069\ufeff\ufffe\u0301"
NASTY += "😀é€\U0010ffff\u00a0\u3000\u00ad %=+-@|<>&nN \ud800"
LONG = 1_000  # the most that a text may have


@st.composite
def areas(draw):
    text = st.text(st.one_of(st.characters(), st.sampled_from(NASTY)), min_size=1)
    if draw(st.booleans()):
        return draw(text)
    # A pattern that walks over every place where a line can be folded.
    pattern = draw(st.text(st.sampled_from('\\,;"é€😀\u200f\u0301 nx'), min_size=1, max_size=6))
    return draw(st.text("ab", max_size=4)) + (pattern * LONG)[: draw(st.integers(1, 200))]


def is_ordinary(text):
    """Whether the command line must take it: not blank, and nothing that breaks or turns a line."""
    turning = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    return bool(text.strip()) and not any(
        unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(each) in turning
        for each in text
    )


@few(max_examples=60)
@given(area=areas())
def test_any_area_is_refused_or_written_soundly(attempt, plan, area):
    options = (MONDAY, f"--area={area}", f"--reference={REFERENCE}")
    ran, raw = attempt(*options)
    if not is_ordinary(area):
        assert (ran.code, raw) == (2, None)
        assert ran.err.startswith("jtai: ")
        return
    assert ran.code == 0, ran.err
    sent = sound(raw)
    assert sorted(event.shown for event in sent.events) == shown(steps_of(plan(MONDAY)), area)
    assert sent.calendar.one("NAME") == f"JTAI {area}"
    assert sent.reference == REFERENCE
    assert attempt(*options)[1] == raw
    # What the program reads back is what it wrote.
    assert attempt(*options, previous=raw, today=LATER)[1] == raw


@pytest.mark.parametrize(
    "pattern", ["x", "\\", ",", ";", "\\n", "é", "€", "😀", "\u200f\u200e", "e\u0301", "a b ", '"']
)
def test_a_thousand_characters_are_written_soundly(attempt, pattern):
    area = (pattern * LONG)[:LONG]
    ran, raw = attempt(MONDAY, f"--area={area}", f"--reference={area}", "--step", "fieldwork")
    assert ran.code == 0, ran.err[:500]
    sent = sound(raw)
    assert [event.summary for event in sent.events] == [f"JTAI {area}: Fieldwork"]
    assert sent.reference == same_reference(area)


@pytest.mark.parametrize("shift", range(5))
def test_no_fold_falls_inside_a_character_or_an_escape(write, shift):
    # Five shifts of a pattern of four-octet characters and escapes meet each octet of a line.
    area = "x" * shift + "😀\\,;é" * 60
    for event in write(MONDAY, "--area", area, "--reference", REFERENCE).events:
        assert event.summary.startswith(f"JTAI {area}: ")


def test_text_of_an_inspection_file_is_escaped_too(write, tmp_path):
    file = tmp_path / "inspection.toml"
    file.write_text(
        'area = "A\\\\B"\nfieldwork_start = 2027-03-08\n[[steps]]\nid = "own"\n'
        'title = "BEGIN:VEVENT, \\\\n; \\"q\\" 😀"\nowner = "A\\\\, B; C"\n'
        'from = "fieldwork_start"\noffset = -2\n',
        encoding="utf-8",
    )
    event = write(file).titled('BEGIN:VEVENT, \\n; "q" 😀')
    assert event.summary == 'JTAI A\\B: BEGIN:VEVENT, \\n; "q" 😀'
    assert "A\\, B; C" in event.description


@pytest.mark.parametrize("name", ["area", "reference"])
@pytest.mark.parametrize("bad", ["\n", "\r\n", "\r", "\0", "\x1b[31m", "\x85", "\u2028", "\x7f"])
def test_a_line_break_or_control_is_refused(attempt, name, bad):
    ran, raw = attempt(MONDAY, f"--{name}=a{bad}BEGIN:VEVENT")
    assert (ran.code, raw) == (2, None)
    assert ran.err.startswith("jtai: ")


# ----------------------------------------------------------------------- any start of fieldwork

WEEKDAYS = st.dates(dt.date(1991, 1, 1), dt.date(2099, 12, 31)).filter(
    lambda date: date.weekday() < 5
)


@few(max_examples=50)
@given(start=WEEKDAYS, weeks=st.booleans(), observed=st.booleans())
def test_any_start_gives_the_dates_of_the_plan(attempt, plan, start, weeks, observed):
    options = ["--observed"] if observed else []
    planned = plan(start, *options)
    ran, raw = attempt(start, *NAMED, *options, *(["--weeks"] if weeks else []))
    if planned is None:
        assert (ran.code, raw) == (2, None)
        return
    assert ran.code == 0, ran.err
    sent = sound(raw)
    titles = {f"JTAI Exampleshire: {step['title']}" for step in steps_of(planned)}
    steps = sorted(event.shown for event in sent.events if event.summary in titles)
    assert steps == shown(steps_of(planned))
    blocks = [(event.start, event.end) for event in sent.events if event.summary not in titles]
    assert blocks == ([dates_of(week) for week in planned["weeks"]] if weeks else [])
    assert attempt(start, *NAMED, *options, *(["--weeks"] if weeks else []))[1] == raw


# ------------------------------------------------------------------------ a reader, and an update


class Store:
    """What a reader keeps: RFC 5546 by SEQUENCE then DTSTAMP, or KDE's, by SEQUENCE alone."""

    def __init__(self, by_stamp):
        self.by_stamp = by_stamp
        self.kept = {}

    def rank(self, event):
        return (event.sequence, event.stamp) if self.by_stamp else (event.sequence,)

    def take(self, sent):
        for event in sent.events:
            held = self.kept.get(event.uid)
            if held is None or self.rank(event) > self.rank(held):
                self.kept[event.uid] = event

    def shown(self):
        return sorted(event.shown for event in self.kept.values() if not event.cancelled)


def test_the_update_of_the_request_reaches_every_reader(write):
    first = write(MONDAY, *NAMED)
    second = write(WEDNESDAY, *NAMED, previous=first.raw, today=LATER)
    third = write(WEDNESDAY, *NAMED, previous=second.raw, today=MUCH_LATER)
    assert third.raw == second.raw
    for by_stamp in (True, False):
        store = Store(by_stamp)
        for sent in (first, second, third):
            store.take(sent)
        assert {title: dates for title, *dates in store.shown()} == {
            title: [*dates] for title, dates in BY_HAND[WEDNESDAY].items()
        }


class State(NamedTuple):
    start: dt.date
    weeks: bool
    observed: bool
    audience: str
    required: bool
    steps: tuple

    def options(self):
        return [
            *(["--weeks"] if self.weeks else []),
            *(["--observed"] if self.observed else []),
            *(["--for", self.audience] if self.audience else []),
            *(["--only", "required"] if self.required else []),
            *itertools.chain.from_iterable(("--step", step) for step in self.steps),
        ]

    def expected(self, plan):
        """The steps of the plan that these options leave; None where there is no such plan."""
        planned = plan(self.start, *(["--observed"] if self.observed else []))
        assume(planned)
        return planned, [
            step
            for step in steps_of(planned)
            if (not self.steps or step["id"] in self.steps)
            and (not self.required or step["timing"] == "required")
            and (
                self.audience not in ("partners", "inspectors")
                or self.audience in step["who"]
                or step["timing"] == "required"
            )
        ]


STARTS = st.one_of(
    st.sampled_from([dt.date(2027, 3, 8), dt.date(2027, 3, 10)]),
    st.dates(dt.date(2027, 2, 15), dt.date(2027, 5, 15)),
    st.dates(dt.date(2026, 9, 1), dt.date(2028, 6, 30)),
).filter(lambda date: date.weekday() < 5)
STATES = st.builds(
    State,
    start=STARTS,
    weeks=st.booleans(),
    observed=st.booleans(),
    audience=st.sampled_from(["", "partners", "inspectors", "everyone"]),
    required=st.booleans(),
    steps=st.one_of(
        st.just(()), st.sets(st.sampled_from([*TITLES]), min_size=1, max_size=4).map(tuple)
    ),
)


def assert_changes_are_told_and_nothing_else(old, new):
    for uid, was in old.by_uid.items():
        now = new.by_uid[uid]  # kept, changed or cancelled, but never forgotten
        if now.said == was.said:
            assert now.raw == was.raw
        else:
            assert now.sequence == was.sequence + 1
            assert (now.stamp, now.changed) == ("20270118T000000Z",) * 2
    for uid in new.uids - old.uids:
        assert new.by_uid[uid].sequence == 0
        assert not new.by_uid[uid].cancelled


@few(max_examples=45)
@given(states=st.lists(STATES, min_size=2, max_size=3), missed=st.booleans())
def test_after_any_update_a_reader_holds_exactly_the_new_plan(write, plan, states, missed):
    wanted = [state.expected(plan) for state in states]
    assume(all(steps for _, steps in wanted))
    files = []
    for state in states:
        old = files[-1] if files else None
        files.append(
            write(
                *(state.start, *NAMED, *state.options()),
                previous=old and old.raw,
                today=LATER if old else TODAY,
            )
        )
        if old:
            assert_changes_are_told_and_nothing_else(old, files[-1])
    planned, steps = wanted[-1]
    titles = {f"JTAI Exampleshire: {step['title']}" for step in steps}
    blocks = [dates_of(week) for week in planned["weeks"]]
    # A reader who missed the file in the middle must be set right by the last one too.
    received = [files[0], files[-1]] if missed else files
    for by_stamp in (True, False):
        store = Store(by_stamp)
        for sent in received:
            store.take(sent)
        held = store.shown()
        assert [each for each in held if each[0] in titles] == shown(steps)
        others = sorted((start, end) for title, start, end in held if title not in titles)
        narrowed = states[-1].steps or states[-1].required
        assert others == blocks if states[-1].weeks and not narrowed else others in ([], blocks)
        assert states[-1].weeks or not others
        assert held == sorted(event.shown for event in files[-1].live)


# ------------------------------------------------------------------------------- a folder of files


def test_a_file_for_each_audience(jtai, write, tmp_path):
    folder, again = tmp_path / "first", tmp_path / "second"
    options = (*NAMED, "--split-by", "who", "--today", TODAY)
    assert jtai("calendar", MONDAY, *options, "-o", folder).code == 0
    assert {path.name for path in folder.iterdir()} == {"partners.ics", "inspectors.ics"}
    for audience in ("partners", "inspectors"):
        sent = sound((folder / f"{audience}.ics").read_bytes())
        assert [e.raw for e in sent.events] == [
            e.raw for e in write(MONDAY, *NAMED, "--for", audience).events
        ]
    assert jtai("calendar", WEDNESDAY, *options, "--previous", folder, "-o", again).code == 0
    for path in again.iterdir():
        sent = sound(path.read_bytes())
        assert {event.sequence for event in sent.events} == {1}
        assert sent.uids == sound((folder / path.name).read_bytes()).uids


# ------------------------------------------------------------------------------------- refusals


@pytest.fixture
def refused(jtai, tmp_path):
    """Run `jtai calendar`, which must refuse in one sentence and leave the folder as it was."""

    def contents():
        return {path: path.is_file() and path.read_bytes() for path in tmp_path.rglob("*")}

    def run(*arguments, force=True):
        kept = tmp_path / "kept.ics"
        kept.write_bytes(b"as it was\r\n")
        before = contents()
        targets = [["-o", tmp_path / "new.ics"]]
        if force:
            targets.append(["-o", kept, "--force"])
        for target in targets:
            ran = jtai("calendar", *arguments, *target, "--today", TODAY)
            assert ran.code == 2, ran.err
            assert ran.out == ""
            first = ran.err.partition("\n")[0]
            assert first.startswith("jtai: "), ran.err
            assert len(first) < 1000
            assert "Traceback" not in ran.err
            assert not CONTROLS.search(ran.err.replace("\n", "")), ran.err
            assert contents() == before
        return first

    return run


def replaced(old, new, count=1):
    def damage(raw):
        assert old in raw
        return raw.replace(old, new, count)

    return damage


def without(pattern):
    """Take the first of these lines out."""

    def damage(raw):
        line = rb"(?m)^" + pattern + rb"[^\r]*\r\n(?: [^\r]*\r\n)*"
        damaged, count = re.subn(line, b"", raw, count=1)
        assert count
        return damaged

    return damage


def with_event(change):
    """Put a copy of the first event, changed, before the first."""

    def damage(raw):
        event = sound(raw).events[0].raw
        return raw.replace(event, change(event) + event, 1)

    return damage


def garbage(size):
    return random.Random(3).randbytes(size)


BAD_FILES = {
    "of another program": replaced(b"PRODID:-//jtai//", b"PRODID:-//Example Corp//"),
    "no PRODID": without(rb"PRODID"),
    "no VERSION": without(rb"VERSION"),
    "empty": lambda _: b"",
    "blank": lambda _: b"\r\n\r\n",
    "a text": lambda _: b"Dear all, the calendar is attached.\r\n",
    "a page": lambda _: b"<!doctype html>\n<title>Sign in</title>\n",
    "a picture": lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "not UTF-8": replaced(b"Exampleshire", b"Exampl\xe9shire"),
    "UTF-16": lambda raw: raw.decode().encode("utf-16"),
    "a NUL inside": replaced(b"Exampleshire", b"Example\0shire"),
    "an escape code inside": replaced(b"Exampleshire", b"Example\x1b[31mshire"),
    "no END:VEVENT": without(rb"END:VEVENT"),
    "no BEGIN:VEVENT": without(rb"BEGIN:VEVENT"),
    "no BEGIN:VCALENDAR": without(rb"BEGIN:VCALENDAR"),
    "no END:VCALENDAR": without(rb"END:VCALENDAR"),
    "no UID": without(rb"UID"),
    "no SEQUENCE": without(rb"SEQUENCE"),
    "no DTSTART": without(rb"DTSTART"),
    "no DTEND": without(rb"DTEND"),
    "no DTSTAMP": without(rb"DTSTAMP"),
    "no SUMMARY": without(rb"SUMMARY"),
    "a SEQUENCE in words": replaced(b"SEQUENCE:0", b"SEQUENCE:none"),
    "a SEQUENCE below 0": replaced(b"SEQUENCE:0", b"SEQUENCE:-1"),
    "a blank in a SEQUENCE": replaced(b"SEQUENCE:0", b"SEQUENCE: 0"),
    "an empty SEQUENCE": replaced(b"SEQUENCE:0", b"SEQUENCE:"),
    "a SEQUENCE that cannot be raised": replaced(b"SEQUENCE:0", b"SEQUENCE:2147483647"),
    "two SEQUENCEs": replaced(b"SEQUENCE:0\r\n", b"SEQUENCE:0\r\nSEQUENCE:7\r\n"),
    "a DTSTAMP a digit short": replaced(b"DTSTAMP:20270104T", b"DTSTAMP:2027104T"),
    "a blank in LAST-MODIFIED": replaced(b"IED:20270104T", b"IED:2027 104T"),
    "two UIDs on one event": with_event(
        lambda event: re.sub(rb"(UID:[^\r]*\r\n)", rb"\1\1", event)
    ),
    "30 February": replaced(b"DTSTART;VALUE=DATE:20270222", b"DTSTART;VALUE=DATE:20270230"),
    "a DTSTART in words": replaced(b"DTSTART;VALUE=DATE:20270222", b"DTSTART;VALUE=DATE:Monday"),
    "a line without a colon": replaced(b"TRANSP:TRANSPARENT", b"TRANSPTRANSPARENT"),
    "a UID twice": with_event(lambda event: event),
    "a UID twice, changed": with_event(
        lambda event: event.replace(b"SEQUENCE:0", b"SEQUENCE:4").replace(b"0222", b"0201")
    ),
    "a foreign event": with_event(
        lambda event: re.sub(rb"UID:[^\r]*(?:\r\n [^\r]*)*", b"UID:dentist@example.org", event)
    ),
    "a VTODO": with_event(
        lambda _: (
            b"BEGIN:VTODO\r\nUID:task@example.org\r\nDTSTAMP:20270104T000000Z\r\n"
            b"SUMMARY:Buy milk\r\nEND:VTODO\r\n"
        )
    ),
    "an event inside an event": replaced(b"END:VEVENT\r\nBEGIN:VEVENT", b"BEGIN:VEVENT"),
    "two calendars": lambda raw: raw + raw,
    "more after the end": lambda raw: raw + b"more\r\n",
    "text before the beginning": lambda raw: b"-- \r\n" + raw,
    "no events": lambda raw: (
        raw[: raw.index(b"BEGIN:VEVENT")] + raw[raw.rindex(b"END:VCALENDAR") :]
    ),
    "base64": base64.encodebytes,
    "10 MB of garbage": lambda _: garbage(10_000_000),
    "10 MB of garbage inside": lambda raw: raw.replace(b"UID:", garbage(10_000_000) + b"UID:", 1),
    "10 MB on one line": replaced(b"SEQUENCE:0", b"SEQUENCE:" + b"9" * 10_000_000),
}


@pytest.mark.parametrize("damage", BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_previous_file_is_refused(write, refused, tmp_path, damage):
    old = tmp_path / "old.ics"
    old.write_bytes(damage(write(MONDAY, *NAMED, "--weeks").raw))
    refused(WEDNESDAY, *NAMED, "--weeks", "--previous", old)


STRANGE = [
    b"ORGANIZER:mailto:head@example.org\r\n",
    b"ATTENDEE:mailto:head@example.org\r\n",
    b"RRULE:FREQ=DAILY\r\n",
    b"URL:https://example.org/\r\n",
    b"X-NOTE:\x1b[31m\r\n",
    b"X-NOTE:" + b"n" * 80 + b"\r\n",
    b"X-NOTE:one\rtwo\r\n",
    b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P1D\r\nDESCRIPTION:x\r\nEND:VALARM\r\n",
    b"END:VEVENT\r\n",
    b"BEGIN:VEVENT\r\n",
    b"SEQUENCE:3\r\n",
    b"STATUS:CANCELLED\r\n",
    b"METHOD:REQUEST\r\n",
    b"\r\n",
    b"\n",
    b" \r\n",
]


def assert_refused_or_harmless(attempt, first, damaged):
    ran, raw = attempt(WEDNESDAY, *NAMED, previous=damaged, today=MUCH_LATER)
    if raw is None:
        assert ran.code == 2
        assert ran.err.startswith("jtai: ")
        assert not CONTROLS.search(ran.err.replace("\n", "")), ran.err
        return
    assert ran.code == 0
    assert not CONTROLS.search(ran.err.replace("\n", "")), ran.err
    sent = sound(raw)
    assert as_dates(sent.live) == BY_HAND[WEDNESDAY]
    # A turned bit in a UID makes a step that is not known: cancelled, as if it had vanished.
    assert {event.uid for event in sent.live} <= first.uids
    assert {line.name for part in sent.calendar.parts for line in part.lines} <= {
        *OF_AN_EVENT,
        "STATUS",
    }


@pytest.fixture
def sent_twice(write):
    """A file with events in it that are cancelled already, as it was sent for Wednesday."""
    first = write(MONDAY, *NAMED, "--weeks")
    return write(WEDNESDAY, *NAMED, previous=first.raw, today=LATER)


@pytest.mark.parametrize("strange", STRANGE)
@pytest.mark.parametrize("before", ["SUMMARY:JTAI", "SUMMARY:CANCELLED"])
def test_nothing_strange_is_handed_on(attempt, sent_twice, strange, before):
    # Unchanged and cancelled events are copied byte for byte, and nobody vouches for the copy.
    at = sent_twice.raw.index(before.encode())
    damaged = sent_twice.raw[:at] + strange + sent_twice.raw[at:]
    assert_refused_or_harmless(attempt, sent_twice, damaged)


def damaged(raw, kind, place, size, strange):
    at = int(place * len(raw))
    if kind == "lost":
        return raw[:at] + raw[at + size :]
    if kind == "doubled":
        return raw[: at + size] + raw[at:]
    if kind == "a bit turned":
        return raw[:at] + bytes([raw[at] ^ 1 << size % 8]) + raw[at + 1 :]
    start = raw.rindex(b"\r\n", 0, max(at, raw.index(b"\r\n") + 2)) + 2
    return raw[:start] + strange + raw[start:]


# Without shrinking: the four values say all, and it would take minutes.
@few(max_examples=80, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(
    kind=st.sampled_from(["lost", "doubled", "a bit turned", "a line more"]),
    place=st.floats(0, 1, exclude_max=True),
    size=st.one_of(st.integers(1, 8), st.sampled_from([80, 400, 2000])),
    strange=st.sampled_from(STRANGE),
)
def test_a_previous_file_damaged_anywhere_is_refused_or_does_no_harm(
    attempt, sent_twice, kind, place, size, strange
):
    changed = damaged(sent_twice.raw, kind, place, size, strange)
    assert_refused_or_harmless(attempt, sent_twice, changed)


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw.replace(b"\r\n", b"\n"),
        lambda raw: raw.replace(b"\r\n", b"\r\r\n"),
        lambda raw: raw.removesuffix(b"\r\n"),
        lambda raw: raw + b"\r\n",
        lambda raw: b"\xef\xbb\xbf" + raw,
        lambda raw: raw.replace(b"\r\n ", b""),
    ],
    ids=["LF", "CR CR LF", "no last end of line", "a line more", "byte-order mark", "unfolded"],
)
def test_what_mail_does_to_a_file_is_refused_or_put_right(attempt, sent_twice, change):
    ran, raw = attempt(WEDNESDAY, *NAMED, previous=change(sent_twice.raw), today=MUCH_LATER)
    assert (ran.code, raw) in ((2, None), (0, sent_twice.raw)), ran.err


@few(max_examples=25)
@given(part=st.floats(0, 1))
def test_a_previous_file_cut_anywhere_is_refused(write, attempt, part):
    raw = write(MONDAY, *NAMED).raw
    # The end of line after END:VCALENDAR is all that may be missing, as mail programs drop it.
    cut = int(part * (len(raw) - 3))
    ran, out = attempt(WEDNESDAY, *NAMED, previous=raw[:cut])
    assert (ran.code, out) == (2, None)
    assert ran.err.startswith("jtai: ")


@pytest.mark.parametrize(
    "cut_after",
    [b"BEGIN:VCALENDAR\r\n", b"BEGIN:VEVENT\r\n", b"SEQUENCE:", b"END:VEVENT\r\n", b"END:VCAL"],
)
def test_a_previous_file_cut_at_a_line_is_refused(write, refused, tmp_path, cut_after):
    raw = write(MONDAY, *NAMED).raw
    old = tmp_path / "old.ics"
    for at in (raw.index(cut_after), raw.rindex(cut_after)):
        old.write_bytes(raw[: at + len(cut_after)])
        refused(WEDNESDAY, *NAMED, "--previous", old)


def test_a_missing_previous_file_is_named(refused, tmp_path):
    assert "missing.ics" in refused(MONDAY, *NAMED, "--previous", tmp_path / "missing.ics")


def test_a_folder_is_no_previous_file(refused, tmp_path):
    (tmp_path / "sent.ics").mkdir()
    assert "sent.ics" in refused(MONDAY, *NAMED, "--previous", tmp_path / "sent.ics")


@pytest.mark.parametrize(
    "other",
    [
        ["--area", "Exampleshire", "--reference", "EX-2027-02"],
        ["--area", "Exampleshire", "--reference", "EX-2027-0"],
        ["--area", "Exampleshire"],
    ],
)
def test_a_previous_file_of_another_inspection_is_refused(write, refused, tmp_path, other):
    old = tmp_path / "old.ics"
    old.write_bytes(write(MONDAY, *other).raw)
    assert "old.ics" in refused(MONDAY, *NAMED, "--previous", old)


def test_without_a_reference_another_area_or_theme_is_another_inspection(write, refused, tmp_path):
    old = tmp_path / "old.ics"
    old.write_bytes(write(MONDAY, "--area", "Exampleshire", "--theme", "front-door").raw)
    refused(MONDAY, "--area", "Borsetshire", "--theme", "front-door", "--previous", old)
    refused(MONDAY, "--area", "Exampleshire", "--theme", "early-help", "--previous", old)


@pytest.mark.parametrize(
    "options",
    [
        ["--step", "no-such-step"],
        ["--step", "fieldwork", "--step", "feildwork"],
        ["--step", "set-up", "--only", "required"],
        ["--remind", "soon"],
        ["--remind", "1"],
        ["--remind", "-1d"],
        ["--remind", ""],
        ["--remind", "1.5d"],
        ["--remind", "1y"],
        ["--refresh", "now"],
        ["--for", "nobody"],
        ["--only", "suggested"],
    ],
    ids=" ".join,
)
def test_a_bad_option_is_refused(refused, options):
    refused(MONDAY, *NAMED, *options)


@pytest.mark.parametrize("name", ["x.txt", "x.ics.txt", "x", "x.icsx"])
def test_an_output_that_is_no_ics_is_refused(jtai, tmp_path, name):
    ran = jtai("calendar", MONDAY, *NAMED, "-o", tmp_path / name)
    assert ran.code == 2
    assert ran.err.startswith("jtai: ")
    assert ".ics" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_exists_is_not_replaced_unless_forced(jtai, tmp_path):
    kept = tmp_path / "kept.ics"
    kept.write_bytes(b"as it was\r\n")
    ran = jtai("calendar", MONDAY, *NAMED, "-o", kept)
    assert ran.code == 2
    assert ran.err.startswith("jtai: ")
    assert kept.read_bytes() == b"as it was\r\n"
    assert jtai("calendar", MONDAY, *NAMED, "-o", kept, "--force").code == 0
    sound(kept.read_bytes())
