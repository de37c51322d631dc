"""SEQUENCE and --previous: what a new edition says of what was sent before."""

import datetime as dt
import re

import pytest

from tests.calendars.bytes.making import LATER, MUCH_LATER, NAMED, REFERENCE, TODAY, as_dates
from tests.oracle.ics import sound
from tests.oracle.timetable import (
    BY_HAND,
    MONDAY,
    MONDAY_ENDS,
    MONDAYS,
    REQUIRED,
    TITLES,
    WEDNESDAY,
    timetable,
)


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
