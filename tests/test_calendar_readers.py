"""Calendars that jtai wrote, read by four readers that know nothing of jtai.

The readers are icalendar and vobject (Python), ical.js (in Thunderbird) and libical (in KDE's and
GNOME's calendars). Each is one function that takes a file's bytes and gives its events and the
faults that it found. No test accepts a file in which a reader found a fault.

Where ical.js or libical is missing its tests are skipped, but not under CI.
"""

import base64
import datetime as dt
import json
import logging
import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import icalendar
import pytest
import vobject

from tests.conftest import ROOT
from tests.readers import libical

READ_MJS = Path(__file__).parent / "readers" / "read.mjs"


class Event(NamedTuple):
    uid: str
    sequence: int
    summary: str
    description: str | None
    start: str  # an ISO date, or with a time where the event is not all-day
    end: str | None  # exclusive, as DTEND says
    status: str | None
    alarms: list[int]  # seconds from the event's start
    stamp: str  # DTSTAMP as 20270101T000000Z


# --- The readers ----------------------------------------------------------------------------------


def utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def with_icalendar(data):
    try:
        calendar = icalendar.Calendar.from_ical(data)
    except ValueError as error:
        return [], [str(error)]
    faults = [str(each) for part in calendar.walk() for each in part.errors]
    if faults:  # what it could not read raises as soon as it is looked at
        return [], faults
    events = [
        Event(
            uid=str(event["UID"]),
            sequence=int(event["SEQUENCE"]),
            summary=str(event["SUMMARY"]),
            description=str(event["DESCRIPTION"]),
            start=event["DTSTART"].dt.isoformat(),
            end=event["DTEND"].dt.isoformat(),
            status=str(event["STATUS"]) if "STATUS" in event else None,
            alarms=[round(a["TRIGGER"].dt.total_seconds()) for a in event.walk("VALARM")],
            stamp=utc(event["DTSTAMP"].dt),
        )
        for event in calendar.walk("VEVENT")
    ]
    return events, []


class Kept(logging.Handler):
    """What vobject only logs."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.messages = []

    def emit(self, record):
        self.messages.append(record.getMessage())


def with_vobject(data):
    kept = Kept()
    logging.getLogger().addHandler(kept)
    try:
        (calendar,) = vobject.readComponents(data.decode("utf-8"), validate=True)
    except (vobject.base.VObjectError, ValueError) as error:
        return [], [f"{type(error).__name__}: {error}", *kept.messages]
    finally:
        logging.getLogger().removeHandler(kept)
    events = [
        Event(
            uid=event.uid.value,
            sequence=int(event.sequence.value),
            summary=event.summary.value,
            description=event.description.value,
            start=event.dtstart.value.isoformat(),
            end=event.dtend.value.isoformat(),
            status=event.status.value if "status" in event.contents else None,
            alarms=[
                round(alarm.trigger.value.total_seconds())
                for alarm in event.contents.get("valarm", [])
            ],
            stamp=utc(event.dtstamp.value),
        )
        for event in calendar.contents.get("vevent", [])
    ]
    return events, kept.messages


class Node:
    """One process for all files: to start one takes longer than to read a hundred calendars."""

    def __init__(self):
        self.process = None
        self.missing = self.start()

    def start(self):
        node = shutil.which("node")
        if node is None:
            return "there is no node: install Node.js (Debian package nodejs)"
        self.process = subprocess.Popen(
            [node, READ_MJS], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        answer = json.loads(self.process.stdout.readline() or b'{"missing": "node gave no answer"}')
        if "missing" in answer:
            self.stop()
            return (
                f"{answer['missing']}: npm install ical.js@2.2.1, and set ICAL_JS to the folder"
                " that holds its node_modules"
            )
        return None

    def read(self, data):
        self.process.stdin.write(base64.b64encode(data) + b"\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return [Event(**each) for each in answer["events"]], answer["faults"]

    def stop(self):
        if self.process is not None:
            self.process.communicate(timeout=10)
            self.process = None


@pytest.fixture(scope="module")
def node():
    process = Node()
    yield process
    process.stop()


def with_libical(data, **options):
    events, faults = libical.read(data, **options)
    return [Event(**each) for each in events], faults


NO_LIBICAL = "there is no libical 3: install Debian package libical3"


def unless(missing):
    """Skip what a machine cannot run; under CI nothing may be missing."""
    if missing:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)


@pytest.fixture(params=["icalendar", "vobject", "ical.js", "libical"])
def faulty_read(request):
    """A reader: events and faults."""
    match request.param:
        case "icalendar":
            return with_icalendar
        case "vobject":
            return with_vobject
        case "ical.js":
            node = request.getfixturevalue("node")
            unless(node.missing)
            return node.read
        case "libical":
            unless(None if libical.library() else NO_LIBICAL)
            return with_libical


@pytest.fixture
def read(faulty_read):
    """A reader that finds no fault: bytes to events, none of them there twice."""

    def run(data):
        events, faults = faulty_read(data)
        assert faults == []
        twice = [uid for uid, times in Counter(event.uid for event in events).items() if times > 1]
        assert twice == []
        return events

    return run


# A file by RFC 5545, by hand, that no program wrote: the folds stand inside a word, before a space
# and between the halves of an escape's text, never inside a character or an escape.
BY_HAND = "\r\n".join(
    (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//nobody//by hand//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "UID:one@example.org",
        "DTSTAMP:20270101T120000Z",
        "SEQUENCE:2",
        "DTSTART;VALUE=DATE:20270226",
        "DTEND;VALUE=DATE:20270303",
        'SUMMARY:Ynys Môn\\, Blaenau\\; "Gwent" \\\\New\\\\n 🏴 עב',
        " רית \\\\\\, \\\\N\\\\\\\\n\\n: <a",
        "  b>\\\\",
        "DESCRIPTION:One\\nTwo\\NThree",
        "STATUS:CANCELLED",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Soon",
        "TRIGGER:-P1D",
        "END:VALARM",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Sooner",
        "TRIGGER:-PT2H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    )
).encode()


def test_the_readers_themselves_read_as_rfc_5545_says(read):
    (event,) = read(BY_HAND)

    assert event == Event(
        uid="one@example.org",
        sequence=2,
        summary='Ynys Môn, Blaenau; "Gwent" \\New\\n 🏴 עברית \\, \\N\\\\n\n: <a b>\\',
        description="One\nTwo\nThree",
        start="2027-02-26",
        end="2027-03-03",
        status="CANCELLED",
        alarms=[-24 * 3600, -2 * 3600],
        stamp="20270101T120000Z",
    )


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b"DTSTART;VALUE=DATE:20270226", b"DTSTART;VALUE=DATE:soon"),
        (b"END:VEVENT\r\nEND:VCALENDAR\r\n", b""),
    ],
    ids=["a-date-that-is-none", "cut-short"],
)
def test_the_readers_tell_a_damaged_file(faulty_read, good, bad):
    """That a reader has no fault to report means something."""
    assert good in BY_HAND
    _, faults = faulty_read(BY_HAND.replace(good, bad))
    assert faults


# --- Calendars made by jtai -----------------------------------------------------------------------

MARCH_8 = "2027-03-08"
MARCH_10 = "2027-03-10"
WHOSE = ("--area", "Exampleshire", "--reference", "EX-2027-01")

made_before: dict[tuple, bytes] = {}


@pytest.fixture
def calendar(jtai, tmp_path):
    """Make a calendar: its bytes. The same calendar is made once for all four readers.

    The inspection is Exampleshire's unless whose= says otherwise; toml= is an inspection file's
    text in place of a date, and previous= the bytes of the file sent last time.
    """

    def make(start, *arguments, whose=WHOSE, today="2027-02-01", toml=None, previous=None):
        key = (start, arguments, whose, today, toml, previous)
        if key not in made_before:
            made_before[key] = write(key)
        return made_before[key]

    def write(key):
        start, arguments, whose, today, toml, previous = key
        if toml is not None:
            start = tmp_path / "inspection.toml"
            start.write_text(toml, encoding="utf-8")
        if previous is not None:
            (tmp_path / "previous.ics").write_bytes(previous)
            arguments = (*arguments, "--previous", tmp_path / "previous.ics")
        output = tmp_path / "made.ics"
        output.unlink(missing_ok=True)
        run = jtai("calendar", start, *whose, *arguments, "--today", today, "-o", output)
        assert run.code == 0, run.err
        return output.read_bytes()

    return make


def shown(events):
    """What somebody sees who looks at the calendar: titles and days, and nothing cancelled."""
    return sorted((e.summary, e.start, e.end) for e in events if e.status != "CANCELLED")


def titled(area, rows):
    return sorted((f"JTAI {area}: {title}", start, end) for title, start, end in rows)


def by_title(events):
    titles = [event.summary for event in events]
    assert len(set(titles)) == len(titles)
    return {event.summary.removeprefix("JTAI Exampleshire: "): event for event in events}


# Worked out by hand. Each end is the day after the last, as DTEND says it.
#
# Fieldwork on Monday 8 March 2027, five working days: 8, 9, 10, 11 and 12 March. Notification ten
# working days before: Monday 22 February. No bank holiday in between, so the days are
#   1-5    22 23 24 25 26 February
#   6-10    1  2  3  4  5 March
#   11-15   8  9 10 11 12 March
# Report, 34 working days after 12 March: 15-19 March are 1-5, 22-25 March 6-9 (26 March is Good
# Friday, 29 March Easter Monday), 30 March-2 April 10-13, 5-9 April 14-18, 12-16 April 19-23,
# 19-23 April 24-28, 26-30 April 29-33 (3 May is a bank holiday), 4 May 34.
# Statement, 70 working days after 4 May: 5-7 May are 1-3, 10-14 May 4-8, 17-21 May 9-13,
# 24-28 May 14-18 (31 May is a bank holiday), 1-4 June 19-22, four weeks to 2 July 23-42, four
# weeks to 30 July 43-62, 2-6 August 63-67, 9, 10 and 11 August 68, 69 and 70.
PLAN_8 = [
    ("Notification", "2027-02-22", "2027-02-23"),
    ("Information request", "2027-02-22", "2027-02-23"),
    ("Set-up discussion", "2027-02-22", "2027-02-24"),
    ("Case selection", "2027-02-23", "2027-02-27"),
    ("Planning and pre-inspection analysis", "2027-02-23", "2027-02-27"),
    ("Case audits done", "2027-03-01", "2027-03-04"),
    ("Further pre-inspection analysis", "2027-03-01", "2027-03-06"),
    ("Timetable for fieldwork agreed", "2027-03-01", "2027-03-06"),
    ("Virtual meetings, if any", "2027-03-01", "2027-03-06"),
    ("Initial on-site meeting", "2027-03-08", "2027-03-09"),
    ("Fieldwork", "2027-03-08", "2027-03-13"),
    ("Keep-in-touch meetings", "2027-03-08", "2027-03-13"),
    ("Final meeting", "2027-03-12", "2027-03-13"),
    ("Report published", "2027-05-04", "2027-05-05"),
    ("Written statement of proposed action", "2027-08-11", "2027-08-12"),
]
WEEKS_8 = [
    ("2027-02-22", "2027-02-27"),
    ("2027-03-01", "2027-03-06"),
    ("2027-03-08", "2027-03-13"),
]

# Fieldwork on Wednesday 10 March 2027, five working days: 10, 11, 12, 15 and 16 March.
# Notification ten working days before: Wednesday 24 February. The days are
#   1-5    24 25 26 February, 1 2 March
#   6-10    3  4  5  8  9 March
#   11-15  10 11 12 15 16 March
# Report, 34 working days after 16 March: 17-19 March are 1-3, 22-25 March 4-7, 30 March-2 April
# 8-11, 5-9 April 12-16, 12-16 April 17-21, 19-23 April 22-26, 26-30 April 27-31, and 4, 5 and
# 6 May 32, 33 and 34.
# Statement, 70 working days after 6 May: 7 May is 1, 10-14 May 2-6, 17-21 May 7-11, 24-28 May
# 12-16, 1-4 June 17-20, four weeks to 2 July 21-40, four weeks to 30 July 41-60, 2-6 August 61-65,
# 9-13 August 66-70.
PLAN_10 = [
    ("Notification", "2027-02-24", "2027-02-25"),
    ("Information request", "2027-02-24", "2027-02-25"),
    ("Set-up discussion", "2027-02-24", "2027-02-26"),
    ("Case selection", "2027-02-25", "2027-03-03"),
    ("Planning and pre-inspection analysis", "2027-02-25", "2027-03-03"),
    ("Case audits done", "2027-03-03", "2027-03-06"),
    ("Further pre-inspection analysis", "2027-03-03", "2027-03-10"),
    ("Timetable for fieldwork agreed", "2027-03-03", "2027-03-10"),
    ("Virtual meetings, if any", "2027-03-03", "2027-03-10"),
    ("Initial on-site meeting", "2027-03-10", "2027-03-11"),
    ("Fieldwork", "2027-03-10", "2027-03-17"),
    ("Keep-in-touch meetings", "2027-03-10", "2027-03-17"),
    ("Final meeting", "2027-03-16", "2027-03-17"),
    ("Report published", "2027-05-06", "2027-05-07"),
    ("Written statement of proposed action", "2027-08-13", "2027-08-14"),
]
WEEKS_10 = [
    ("2027-02-24", "2027-03-03"),
    ("2027-03-03", "2027-03-10"),
    ("2027-03-10", "2027-03-17"),
]

FIRST, SECOND, THIRD = "2027-02-01", "2027-02-08", "2027-02-15"  # the days on which each is made


@pytest.fixture
def sent(calendar):
    """Three files: for 8 March, remade for 10 March, and remade a week later without change."""
    first = calendar(MARCH_8, today=FIRST)
    second = calendar(MARCH_10, today=SECOND, previous=first)
    third = calendar(MARCH_10, today=THIRD, previous=second)
    return first, second, third


def test_the_first_file_shows_the_plan_of_8_march(read, sent):
    events = read(sent[0])

    assert shown(events) == titled("Exampleshire", PLAN_8)
    assert {event.sequence for event in events} == {0}
    assert {event.stamp for event in events} == {"20270201T000000Z"}


def test_the_second_file_shows_the_plan_of_10_march_as_the_same_events_moved(read, sent):
    first, second = by_title(read(sent[0])), by_title(read(sent[1]))

    assert shown(second.values()) == titled("Exampleshire", PLAN_10)
    assert len(second) == len(PLAN_10)
    assert {t: e.uid for t, e in first.items()} == {t: e.uid for t, e in second.items()}
    assert {event.sequence for event in second.values()} == {1}
    assert {event.stamp for event in second.values()} == {"20270208T000000Z"}


def test_the_third_file_is_the_second(read, sent):
    assert sent[2] == sent[1]
    assert shown(read(sent[2])) == titled("Exampleshire", PLAN_10)


def test_events_stand_in_the_order_of_their_first_days(read, sent):
    starts = [event.start for event in read(sent[1])]

    assert starts == sorted(starts)


def test_a_description_comes_back_whole(read, sent):
    events = by_title(read(sent[1]))

    for title, days, timing, source in [
        ("Notification", "Day 1 of 15", "required", "CYP Now, 'Inspections Clinic:"),
        ("Set-up discussion", "Days 1 to 2 of 15", "suggested", "CYP Now, 'Inspections Clinic:"),
        ("Case audits done", "Days 6 to 8 of 15", "suggested", "CYP Now, 'Inspections Clinic:"),
        ("Final meeting", "Day 15 of 15", "suggested", "CYP Now, 'Inspections Clinic:"),
        ("Report published", "", "required", "Ofsted's published JTAI letters"),
        (
            "Written statement of proposed action",
            "principal authority",
            "required",
            "The Children Act 2004 (Joint Area Reviews) Regulations 2015 (SI 2015/1792)",
        ),
    ]:
        description = events[title].description
        assert days.lower() in description.lower()
        assert timing in description.lower()
        assert source in description
        assert "\\" not in description  # an escape that was escaped again


def test_every_reader_reads_the_same(read, sent):
    plain, faults = with_icalendar(sent[1])

    assert faults == []
    assert [event._replace(status=None) for event in read(sent[1])] == [
        event._replace(status=None) for event in plain
    ]


# --- A store that is updated ----------------------------------------------------------------------


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


@pytest.mark.parametrize("newer", [by_rfc_5546, by_sequence_alone])
@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2), (1, 0), (0, 1, 0, 2)], ids=str)
def test_a_store_has_exactly_the_plan_of_10_march(read, sent, newer, order):
    """Files may be missed, and the first one opened again later by somebody: no event goes back."""
    store = {}
    for number in order:
        take(store, read(sent[number]), newer)

    assert shown(store.values()) == titled("Exampleshire", PLAN_10)
    assert len(store) == len(PLAN_10)


def test_a_store_follows_a_plan_that_moves_away_and_back(read, calendar, sent):
    back = calendar(MARCH_8, today=THIRD, previous=sent[1])

    store = {}
    for each in (sent[0], sent[1], back):
        take(store, read(each), by_sequence_alone)

    assert shown(store.values()) == titled("Exampleshire", PLAN_8)
    assert {event.sequence for event in read(back)} == {2}


def test_a_clock_that_goes_back_does_not_keep_a_move_from_a_store(read, calendar, sent):
    early = calendar(MARCH_10, today="2027-01-01", previous=sent[0])

    for newer in (by_rfc_5546, by_sequence_alone):
        store = take(take({}, read(sent[0]), newer), read(early), newer)
        assert shown(store.values()) == titled("Exampleshire", PLAN_10)


def test_only_what_changed_has_a_new_sequence(read, calendar, sent):
    """One more working day of fieldwork, to Monday 15 March: what ends or is counted from it."""
    longer = calendar(MARCH_8, "--fieldwork-days", 6, today=SECOND, previous=sent[0])

    first, then = by_title(read(sent[0])), by_title(read(longer))
    moved = {t: (e.start, e.end) for t, e in then.items() if e[4:6] != first[t][4:6]}
    # Report, 34 working days after 15 March: a working day later than 4 May. Statement: likewise.
    assert moved == {
        "Fieldwork": ("2027-03-08", "2027-03-16"),
        "Keep-in-touch meetings": ("2027-03-08", "2027-03-16"),
        "Final meeting": ("2027-03-15", "2027-03-16"),
        "Report published": ("2027-05-05", "2027-05-06"),
        "Written statement of proposed action": ("2027-08-12", "2027-08-13"),
    }
    for title, event in then.items():
        changed = event._replace(sequence=0, stamp="") != first[title]._replace(stamp="")
        assert event.sequence == int(changed), title
        assert event.stamp == ("20270208T000000Z" if changed else "20270201T000000Z"), title
        assert changed or title not in moved


# --- Steps that vanish ----------------------------------------------------------------------------


def is_week(event):
    return (event.start, event.end) in (*WEEKS_8, *WEEKS_10) and "Week" in event.summary


@pytest.mark.parametrize(
    ("start", "plan", "weeks"), [(MARCH_8, PLAN_8, WEEKS_8), (MARCH_10, PLAN_10, WEEKS_10)]
)
def test_the_weeks_are_there_when_asked_for(read, calendar, start, plan, weeks):
    events = read(calendar(start, "--weeks"))

    blocks = sorted(event for event in events if is_week(event))
    assert sorted((e.start, e.end) for e in blocks) == weeks
    for number, block in enumerate(sorted(blocks, key=lambda e: e.start), 1):
        assert block.summary.startswith("JTAI Exampleshire: ")
        assert f"Week {number}" in block.summary
    assert shown(e for e in events if not is_week(e)) == titled("Exampleshire", plan)


def test_the_weeks_move_with_the_plan(read, calendar):
    first = calendar(MARCH_8, "--weeks", today=FIRST)
    second = calendar(MARCH_10, "--weeks", today=SECOND, previous=first)

    store = take(take({}, read(first), by_rfc_5546), read(second), by_rfc_5546)
    assert sorted((e.start, e.end) for e in store.values() if is_week(e)) == WEEKS_10
    assert len(store) == len(PLAN_10) + 3


def test_what_vanished_is_cancelled_and_the_rest_stays(read, calendar):
    first = calendar(MARCH_8, "--weeks", today=FIRST)
    second = calendar(MARCH_8, today=SECOND, previous=first)
    third = calendar(MARCH_8, today=THIRD, previous=second)

    before, events = read(first), read(second)
    weeks = {event.uid: event for event in before if is_week(event)}
    gone = {event.uid: event for event in events if event.status == "CANCELLED"}
    assert gone.keys() == weeks.keys()
    assert len(gone) == 3
    for uid, event in gone.items():
        assert event.sequence == 1
        assert event.stamp == "20270208T000000Z"
        assert event.summary == f"CANCELLED: {weeks[uid].summary}"
        assert (event.start, event.end) == (weeks[uid].start, weeks[uid].end)
    assert [event.status == "CANCELLED" for event in events[-3:]] == [True] * 3
    assert [e for e in events if e.uid not in gone] == [e for e in before if e.uid not in gone]
    assert shown(events) == titled("Exampleshire", PLAN_8)
    for newer in (by_rfc_5546, by_sequence_alone):
        store = take(take({}, before, newer), events, newer)
        assert shown(store.values()) == titled("Exampleshire", PLAN_8)
    assert third == second


def test_what_vanished_can_be_left_out(read, calendar):
    first = calendar(MARCH_8, "--weeks", today=FIRST)
    second = calendar(MARCH_8, "--drop-cancelled", today=SECOND, previous=first)
    third = calendar(MARCH_8, "--drop-cancelled", today=THIRD, previous=second)

    events = read(second)
    assert shown(events) == titled("Exampleshire", PLAN_8)
    assert len(events) == len(PLAN_8)
    assert {event.sequence for event in events} == {0}
    assert third == second


def test_what_was_cancelled_can_be_left_out_later(read, calendar):
    first = calendar(MARCH_8, "--weeks", today=FIRST)
    second = calendar(MARCH_8, today=SECOND, previous=first)
    third = calendar(MARCH_8, "--drop-cancelled", today=THIRD, previous=second)

    events = read(third)
    assert shown(events) == titled("Exampleshire", PLAN_8)
    assert len(events) == len(PLAN_8)


def test_what_was_cancelled_can_come_back(read, calendar):
    first = calendar(MARCH_8, "--weeks", today=FIRST)
    second = calendar(MARCH_8, today=SECOND, previous=first)
    third = calendar(MARCH_10, "--weeks", today=THIRD, previous=second)

    weeks = [event for event in read(third) if is_week(event)]
    assert sorted((e.start, e.end) for e in weeks) == WEEKS_10
    assert {event.sequence for event in weeks} == {2}
    assert not [event for event in weeks if event.status == "CANCELLED"]
    assert not [event for event in weeks if "CANCELLED" in event.summary]
    store = {}
    for each in (first, second, third):
        take(store, read(each), by_sequence_alone)
    assert sorted((e.start, e.end) for e in store.values() if is_week(e)) == WEEKS_10
    assert len(shown(store.values())) == len(PLAN_10) + 3


def test_what_was_cancelled_stays_cancelled_when_the_rest_moves(read, calendar):
    first = calendar(MARCH_8, "--weeks", today=FIRST)
    second = calendar(MARCH_8, today=SECOND, previous=first)
    third = calendar(MARCH_10, today=THIRD, previous=second)

    def gone(data):
        return [event for event in read(data) if event.status == "CANCELLED"]

    assert shown(read(third)) == titled("Exampleshire", PLAN_10)
    assert len(gone(third)) == 3
    assert gone(third) == gone(second)


# --- Odd names ------------------------------------------------------------------------------------

WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"

ODD_AREAS = {
    "of-the-brief": 'Ynys Môn, Blaenau; "Gwent" \\New\\n 🏴 עברית',
    "backslashes": r"a\nb\Nc\,d\;e\\f\\ng\\Nh\\,i\\;j\:k\"l\\\nm\\\\N",
    "ends-with-a-backslash": "Exampleshire\\",
    "nothing-but-backslashes": "\\" * 299,
    "nothing-but-commas": "," * 301,
    "newline-look-alikes": r"\n\N\r\t\x0a\u2028 %0A%0D &#10; ^n^'^^",
    "looks-like-a-property": "X:Y;VALUE=DATE:20270101,END:VEVENT",
    "quotes-and-brackets": "\"a\" 'b' <c> [d] {e} (f) `g` «h» “i”",
    "spaces": "  two  spaces  ",
    "right-to-left": "\u200fעברית\u200e \u061cالعربية\u200f",  # noqa: RUF001
    "a-flag-of-seven": f"Cymru {WALES * 20}",
    "families": "👨‍👩‍👧‍👦" * 30,
    "combining": "e\u0301" * 100 + "é" * 100,
    "no-break-spaces": "a\u00a0b\u202fc\u2060d\ufeffe",
    "spaces-where-a-line-is-folded": " ".join("abcdefgh"[: n % 8 + 1] for n in range(180)),
    "four-octets-each": "𝔸" * 200,  # noqa: RUF001
    "two-octets-each-and-one": "x" + "ô" * 200,
    "private-and-unassigned": "\ue000\U0010fffd\u0378",
    "1000-letters": "x" * 1_000,
    "1000-of-all-kinds": ('Môn, "B"; \\n\\N 🏴 עב — ' * 50)[:1_000],
}
THREE_STEPS = [PLAN_8[0], PLAN_8[10], PLAN_8[14]]


def difference(got, expected):
    """The first, cut short: pytest would take minutes to lay 1,000 letters side by side."""
    if len(got) != len(expected):
        return len(got), len(expected)
    for (title, *days), (right_title, *right_days) in zip(got, expected, strict=True):
        if title != right_title:
            pairs = enumerate(zip(title, right_title, strict=False))
            at = next((n for n, (one, other) in pairs if one != other), 0)
            at = max(0, at - 10)
            return at, title[at : at + 40], right_title[at : at + 40]
        if days != right_days:
            return title[-40:], days, right_days
    return None


@pytest.mark.parametrize("area", ODD_AREAS.values(), ids=ODD_AREAS)
def test_an_odd_area_comes_back_exactly(read, calendar, area):
    steps = ("--step", "notification", "--step", "fieldwork", "--step", "statement")
    whose = ("--area", area, "--reference", "EX-2027-01")
    first = calendar(MARCH_8, *steps, whose=whose, today=FIRST)
    again = calendar(MARCH_8, *steps, whose=whose, today=SECOND, previous=first)

    assert difference(shown(read(first)), titled(area, THREE_STEPS)) is None
    same = again == first
    assert same


@pytest.mark.parametrize("name", ["of-the-brief", "backslashes", "1000-of-all-kinds"])
def test_an_odd_area_is_cancelled_and_moved_like_any_other(read, calendar, name):
    whose = ("--area", ODD_AREAS[name], "--reference", "EX-2027-01")
    first = calendar(MARCH_8, "--weeks", whose=whose, today=FIRST)
    second = calendar(MARCH_10, whose=whose, today=SECOND, previous=first)
    third = calendar(MARCH_10, whose=whose, today=THIRD, previous=second)

    events = read(second)
    gone = [event.summary for event in events if event.status == "CANCELLED"]
    assert difference(shown(events), titled(ODD_AREAS[name], PLAN_10)) is None
    starts = [each.startswith(f"CANCELLED: JTAI {ODD_AREAS[name]}: ") for each in gone]
    assert starts == [True] * 3
    same = third == second
    assert same


@pytest.mark.parametrize(
    "reference",
    ['A, B; "C" \\n \\N: 🏴 עברית', "r" * 1_000, "a b/c?d=e&f#g", WALES * 100],
    ids=["punctuation", "long", "like-an-address", "flags"],
)
def test_an_odd_reference_names_the_same_events_each_time(read, calendar, reference):
    whose = ("--area", "Exampleshire", "--reference", reference)
    first = calendar(MARCH_8, whose=whose, today=FIRST)
    second = calendar(MARCH_10, whose=whose, today=SECOND, previous=first)

    store = take(take({}, read(first), by_rfc_5546), read(second), by_rfc_5546)
    assert shown(store.values()) == titled("Exampleshire", PLAN_10)


def test_without_an_area_a_title_has_none(read, calendar):
    events = read(calendar(MARCH_8, whose=("--reference", "EX-2027-01")))

    assert shown(events) == sorted((f"JTAI: {title}", *days) for title, *days in PLAN_8)


def test_an_area_that_is_renamed_keeps_its_events(read, calendar):
    first = calendar(MARCH_8, today=FIRST)
    whose = ("--area", "Samplewick", "--reference", "EX-2027-01")
    second = calendar(MARCH_8, whose=whose, today=SECOND, previous=first)

    store = take(take({}, read(first), by_rfc_5546), read(second), by_rfc_5546)
    assert shown(store.values()) == titled("Samplewick", PLAN_8)


def test_without_a_reference_a_moved_start_keeps_its_events(read, calendar):
    whose = ("--area", "Exampleshire")
    first = calendar(MARCH_8, whose=whose, today=FIRST)
    second = calendar(MARCH_10, whose=whose, today=SECOND, previous=first)

    store = take(take({}, read(first), by_rfc_5546), read(second), by_rfc_5546)
    assert shown(store.values()) == titled("Exampleshire", PLAN_10)


def test_two_inspections_share_no_event(read, calendar):
    uids = [
        {event.uid for event in read(calendar(MARCH_8, whose=whose))}
        for whose in (
            ("--area", "Exampleshire", "--reference", "EX-2027-01"),
            ("--area", "Exampleshire", "--reference", "EX-2027-02"),
            ("--area", "Exampleshire", "--reference", "ex-2027-01"),
            ("--area", "Exampleshire", "--reference", "EX 2027 01"),
            ("--area", "Exampleshire"),
            ("--area", "Samplewick"),
            ("--area", "Exampleshire", "--theme", "front-door"),
        )
    ]

    assert len(set.union(*uids)) == sum(map(len, uids))


# --- What else a calendar can hold ----------------------------------------------------------------


def test_reminders(read, calendar):
    events = read(
        calendar(MARCH_8, "--remind", "1d", "--remind", "2h", "--remind", "1w", "--weeks")
    )

    assert len(events) == len(PLAN_8) + 3
    for event in events:
        assert sorted(event.alarms) == [-7 * 24 * 3600, -24 * 3600, -2 * 3600]


def test_reminders_that_change(read, calendar):
    first = calendar(MARCH_8, "--remind", "1d", "--weeks", today=FIRST)
    second = calendar(MARCH_8, "--remind", "2d", today=SECOND, previous=first)

    events = read(second)
    gone = [event for event in events if event.status == "CANCELLED"]
    assert {event.sequence for event in events} == {1}
    assert {tuple(event.alarms) for event in events if event not in gone} == {(-2 * 24 * 3600,)}
    assert [event.alarms for event in gone] == [[]] * 3  # nobody is reminded of what is cancelled


def test_no_reminders_unless_asked_for(read, sent):
    assert [event.alarms for event in read(sent[0])] == [[]] * len(PLAN_8)


DONE = """
area = "Exampleshire"
reference = "EX-2027-01"
fieldwork_start = 2027-03-08
[actual]
notified = 2027-02-22
fieldwork_ended = 2027-03-12
draft_received = 2027-04-06
published = 2027-05-05
"""


def test_steps_that_are_done(read, calendar):
    planned = calendar(MARCH_8, today=FIRST)
    events = read(calendar(None, toml=DONE, whose=(), today="2027-06-01", previous=planned))

    # Published on 5 May, a day late; so the statement is due a working day later, 12 August. That
    # the draft came is a step of its own, which is not in the plan until it has happened.
    late = {
        "Report published": ("2027-05-05", "2027-05-06"),
        "Written statement of proposed action": ("2027-08-12", "2027-08-13"),
    }
    draft = ("Draft report received", "2027-04-06", "2027-04-07")
    done = {"Notification", "Fieldwork", "Report published", draft[0]}
    assert shown(events) == sorted(
        (
            f"{'DONE: ' if title in done else ''}JTAI Exampleshire: {title}",
            *late.get(title, days),
        )
        for title, *days in [*PLAN_8, draft]
    )
    raised = {event.summary.rpartition(": ")[2] for event in events if event.sequence == 1}
    assert raised == (done | late.keys()) - {draft[0]}
    assert {event.sequence for event in events} == {0, 1}


def test_a_step_that_is_done_stays_done_and_the_same(read, calendar):
    first = calendar(None, toml=DONE, whose=(), today="2027-06-01")
    second = calendar(None, toml=DONE, whose=(), today="2027-06-02", previous=first)

    assert second == first
    assert {event.sequence for event in read(first)} == {0}


# Who takes part, as the framework says; what is required concerns everyone.
NOT_PARTNERS = {
    "Case selection",
    "Planning and pre-inspection analysis",
    "Further pre-inspection analysis",
}
NOT_INSPECTORS = {"Case audits done"}
REQUIRED = {
    "Notification",
    "Fieldwork",
    "Report published",
    "Written statement of proposed action",
}
TITLES = {title for title, *_ in PLAN_8}


@pytest.mark.parametrize(
    ("arguments", "titles"),
    [
        (("--for", "everyone"), TITLES),
        (("--for", "partners"), TITLES - NOT_PARTNERS),
        (("--for", "inspectors"), TITLES - NOT_INSPECTORS),
        (("--only", "required"), REQUIRED),
        (("--for", "partners", "--only", "required"), REQUIRED),
        (("--step", "fieldwork", "--step", "report"), {"Fieldwork", "Report published"}),
    ],
    ids=" ".join,
)
def test_each_audience_gets_its_own_steps(read, calendar, arguments, titles):
    expected = [each for each in PLAN_8 if each[0] in titles]

    assert shown(read(calendar(MARCH_8, *arguments))) == titled("Exampleshire", expected)


def folder_of(run, folder):
    """A folder's calendars, by name; and nothing else is in it."""
    assert run.code == 0, run.err
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    assert all(name.endswith(".ics") for name in files)
    return files


@pytest.fixture
def split(jtai, tmp_path):
    """Make a folder of calendars, once for all readers: names and bytes."""

    def make(*arguments, today=FIRST, previous=None):
        key = ("split", arguments, today, tuple((previous or {}).items()))
        if key not in made_before:
            number = len(made_before)
            old, new = tmp_path / f"old-{number}", tmp_path / f"new-{number}"
            more = ()
            if previous is not None:
                old.mkdir()
                for name, data in previous.items():
                    (old / name).write_bytes(data)
                more = ("--previous", old)
            run = jtai("calendar", *arguments, *more, "--today", today, "-o", new)
            made_before[key] = folder_of(run, new)
        return made_before[key]

    return make


def test_a_folder_for_partners_and_inspectors(read, split):
    files = split(MARCH_8, *WHOSE, "--split-by", "who")

    assert set(files) == {"partners.ics", "inspectors.ics"}
    for name, left_out in [("partners.ics", NOT_PARTNERS), ("inspectors.ics", NOT_INSPECTORS)]:
        expected = [each for each in PLAN_8 if each[0] not in left_out]
        assert shown(read(files[name])) == titled("Exampleshire", expected)


def test_a_folder_that_moves(read, split):
    first = split(MARCH_8, *WHOSE, "--split-by", "who")
    second = split(MARCH_10, *WHOSE, "--split-by", "who", today=SECOND, previous=first)
    third = split(MARCH_10, *WHOSE, "--split-by", "who", today=THIRD, previous=second)

    assert third == second
    for name, left_out in [("partners.ics", NOT_PARTNERS), ("inspectors.ics", NOT_INSPECTORS)]:
        store = take(take({}, read(first[name]), by_rfc_5546), read(second[name]), by_rfc_5546)
        expected = [each for each in PLAN_10 if each[0] not in left_out]
        assert shown(store.values()) == titled("Exampleshire", expected)


EXAMPLE = ROOT / "examples" / "exampleshire.toml"


def test_a_folder_for_the_agencies(read, split, calendar):
    files = split(EXAMPLE, "--split-by", "agency")
    whole = read(calendar(None, toml=EXAMPLE.read_text(encoding="utf-8"), whose=(), today=FIRST))

    assert len(files) == 6
    for data in files.values():
        events = read(data)
        titles = {event.summary.removeprefix("DONE: ") for event in events}
        assert titles >= {f"JTAI Exampleshire: {t}" for t in REQUIRED}
        assert [event for event in whole if event.uid in {e.uid for e in events}] == events


ODD_AGENCIES = """
area = "Exampleshire"
reference = "EX-2027-01"
fieldwork_start = 2027-03-08
[[partners]]
agency = 'Ynys Môn, "Blaenau"; \\New\\n 🏴 עברית'
[[partners]]
agency = "Police: North"
[[partners]]
agency = "Police / North"
[[partners]]
agency = "../../CON"
[[partners]]
agency = "..."
"""


def test_a_folder_for_agencies_with_odd_names(read, split, tmp_path):
    (tmp_path / "odd.toml").write_text(ODD_AGENCIES, encoding="utf-8")
    files = split(tmp_path / "odd.toml", "--split-by", "agency")

    assert len(files) == 5
    for data in files.values():
        expected = [each for each in PLAN_8 if each[0] not in NOT_PARTNERS]
        assert shown(read(data)) == titled("Exampleshire", expected)


# --- A previous file that something has touched ---------------------------------------------------

TOUCHED = {
    "LF": lambda data: data.replace(b"\r\n", b"\n"),
    "CR": lambda data: data.replace(b"\r\n", b"\r"),
    "CR-CR-LF": lambda data: data.replace(b"\r\n", b"\r\r\n"),
    "byte-order-mark": lambda data: b"\xef\xbb\xbf" + data,
    "no-last-line-end": lambda data: data.removesuffix(b"\r\n"),
    "blank-lines-at-the-end": lambda data: data + b"\r\n\r\n",
    "unfolded": lambda data: data.replace(b"\r\n ", b""),
    "folded-with-tabs": lambda data: data.replace(b"\r\n ", b"\r\n\t"),
    "one-LF": lambda data: data.replace(b"\r\n", b"\n", 20).replace(b"\n", b"\r\n", 19),
    "half-of-it": lambda data: data[: len(data) // 2],
    "saved-by-another-program": lambda data: icalendar.Calendar.from_ical(data).to_ical(),
}


@pytest.fixture(params=TOUCHED)
def remake(request, jtai, sent, tmp_path):
    """Remake with the first file as something has left it: the new file, or None if refused."""

    def make(start):
        (tmp_path / "previous.ics").write_bytes(TOUCHED[request.param](sent[0]))
        new = tmp_path / "new.ics"
        run = jtai(
            *("calendar", start, *WHOSE, "--previous", tmp_path / "previous.ics"),
            *("--today", SECOND, "-o", new),
        )
        if run.code == 0:
            return new.read_bytes()
        assert run.code == 2
        assert run.err.startswith("jtai: ")
        assert not new.exists()
        return None

    return make


@pytest.mark.parametrize(("start", "plan"), [(MARCH_8, PLAN_8), (MARCH_10, PLAN_10)])
def test_a_touched_previous_file_is_refused_or_read_right(read, remake, sent, start, plan):
    data = remake(start)
    if data is None:
        return

    events = read(data)
    assert shown(events) == titled("Exampleshire", plan)
    store = take(take({}, read(sent[0]), by_rfc_5546), events, by_rfc_5546)
    assert shown(store.values()) == titled("Exampleshire", plan)
    assert len(store) == len(plan)


@pytest.mark.parametrize("start", [MARCH_8, MARCH_10])
def test_a_touched_previous_file_leaves_no_touch_in_the_new_one(remake, start):
    data = remake(start)
    if data is None:
        return

    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\r") == data.count(b"\n") == data.count(b"\r\n")
    assert [line for line in data.split(b"\r\n") if len(line) > 75] == []


# --- Faults ---------------------------------------------------------------------------------------


def test_libical_has_only_the_organizer_to_complain_of(calendar):
    """RFC 5546 wants an ORGANIZER beside a METHOD; with one, Outlook asks everybody to accept."""
    unless(None if libical.library() else NO_LIBICAL)
    arguments = ("--weeks", "--remind", "1d", "--observed")
    with_method = calendar(MARCH_8, *arguments)
    without = calendar(MARCH_8, *arguments, "--no-method")

    events, faults = with_libical(with_method, restrictions=True)
    assert len(faults) <= len(events)
    assert [each for each in faults if "ORGANIZER property" not in each] == []
    assert with_libical(without, restrictions=True) == (events, [])


@pytest.mark.parametrize(
    "arguments",
    [
        ("--no-method",),
        ("--refresh", "1h"),
        ("--observed", "--weeks", "--remind", "3d"),
        ("--region", "SCT", "--closure", "2027-02-26"),
        ("--framework", "jtai-2022", "--theme", "front-door", "--report-basis", "calendar"),
    ],
    ids=" ".join,
)
def test_no_reader_finds_a_fault_with_any_option(read, calendar, arguments):
    first = calendar(MARCH_8, *arguments, today=FIRST)
    second = calendar(MARCH_10, today=SECOND, previous=first)

    assert len(read(first)) >= len(PLAN_8)
    assert shown(read(second)) == titled("Exampleshire", PLAN_10)


@pytest.mark.parametrize("name", ["exampleshire", "bromley-2025", "haringey-2017"])
def test_no_reader_finds_a_fault_in_an_example(read, calendar, name):
    toml = (ROOT / "examples" / f"{name}.toml").read_text(encoding="utf-8")

    assert read(calendar(None, "--weeks", "--observed", toml=toml, whose=()))
