"""SEQUENCE and --previous: what a new edition says of what was sent before."""

import datetime as dt
import re

import pytest

from tests.calendars.bytes.making import LATER, MUCH_LATER, NAMED, REFERENCE, TODAY, as_dates
from tests.oracle.ics import minutes, sound, utc
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


def sequences(sent):
    return {event.sequence for event in sent.events}


def test_a_first_file_has_the_minutes_since_2020(write):
    assert sequences(write(MONDAY, *NAMED, "--weeks")) == {minutes(TODAY)}


def test_every_moved_event_has_the_minutes_of_the_move(write):
    first = write(MONDAY, *NAMED)
    second = write(WEDNESDAY, *NAMED, previous=first.raw, today=LATER)
    assert sequences(second) == {minutes(LATER)}
    assert {event.stamp for event in second.events} == {"20270118T000000Z"}
    assert {event.changed for event in second.events} == {"20270118T000000Z"}
    assert as_dates(second.events) == BY_HAND[WEDNESDAY]
    third = write(MONDAY, *NAMED, previous=second.raw, today=MUCH_LATER)
    assert sequences(third) == {minutes(MUCH_LATER)}
    assert as_dates(third.events) == BY_HAND[MONDAY]


def test_only_what_changed_has_its_sequence_raised(write):
    first = write(MONDAY, *NAMED, "--weeks")
    # A bank holiday on Monday 21 June is one of the 70 days to the statement, and nothing else:
    # the last day on which the report is likely lies before it.
    second = write(
        *(MONDAY, *NAMED, "--weeks", "--bank-holiday", "2027-06-21"),
        previous=first.raw,
        today=LATER,
    )
    assert first.uids == second.uids
    moved = second.titled(TITLES["statement"])
    assert moved.start == moved.end == dt.date(2027, 8, 12)
    assert (moved.sequence, moved.stamp) == (minutes(LATER), "20270118T000000Z")
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
    assert sequences(second) == {minutes(TODAY) + 1}  # at the same moment
    assert second.calendar.one("NAME") == "JTAI Borsetshire"


def test_an_alarm_asked_for_later_reaches_the_readers(write):
    first = write(MONDAY, *NAMED)
    second = write(MONDAY, *NAMED, "--remind", "1d", previous=first.raw, today=LATER)
    assert sequences(second) == {minutes(LATER)}
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
        assert event.sequence == minutes(LATER)
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
    assert sequences(second) == {minutes(TODAY) + 1}
    assert jtai("calendar", WEDNESDAY, *again).code == 0
    assert file.read_bytes() == second.raw


@pytest.mark.parametrize("previous", [True, False], ids=["with --previous", "forgotten"])
@pytest.mark.parametrize(
    ("once", "then"),
    [
        ("2027-01-04T09:00:00", "2027-01-04T09:01:00"),
        ("2027-01-04T09:00:59", "2027-01-04T09:01:00"),
        ("2027-01-04T09:00:00", "2027-01-04T16:30:00"),
        ("2026-12-31T23:59:59", "2027-01-01T00:00:00"),
    ],
)
def test_what_is_written_later_is_above_even_where_previous_is_forgotten(
    write, monkeypatch, once, then, previous
):
    """Readers update what has a higher SEQUENCE (KDE) or a later LAST-MODIFIED (ICSx5)."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch(once))
    first = write(MONDAY, *NAMED, "--weeks", today=None)
    assert sequences(first) == {minutes(once)}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch(then))
    sent = first.raw if previous else None
    second = write(WEDNESDAY, *NAMED, "--weeks", previous=sent, today=None)
    assert sequences(second) == {minutes(then)}
    assert second.uids == first.uids
    for event in second.events:
        was = first.by_uid[event.uid]
        assert event.sequence > was.sequence
        assert event.changed > was.changed
        assert event.stamp == event.changed == re.sub("[-:]", "", f"{then}Z")


def epoch(moment):
    return str(int(utc(moment).timestamp()))


def test_editions_within_a_minute_still_rise_by_previous(write, monkeypatch):
    sent = None
    for number, start in enumerate([MONDAY, WEDNESDAY, MONDAY, WEDNESDAY]):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch(f"2027-01-04T09:00:{number:02}"))
        sent = write(start, *NAMED, previous=sent and sent.raw, today=None)
        assert sequences(sent) == {minutes("2027-01-04T09:00") + number}
        assert {event.changed for event in sent.events} == {f"20270104T09000{number}Z"}


def test_a_clock_that_goes_back_does_not_take_the_sequence_with_it(write):
    first = write(MONDAY, *NAMED, today=LATER)
    second = write(WEDNESDAY, *NAMED, previous=first.raw, today=TODAY)
    assert sequences(second) == {minutes(LATER) + 1}
    third = write(MONDAY, *NAMED, previous=second.raw, today=MUCH_LATER)
    assert sequences(third) == {minutes(MUCH_LATER)}


def test_before_2020_a_sequence_begins_at_0_and_rises_by_one(write):
    first = write("2017-12-04", *NAMED, today="2017-11-01")
    assert sequences(first) == {0}
    second = write("2017-12-06", *NAMED, previous=first.raw, today="2017-11-15")
    assert sequences(second) == {1}
    assert {event.changed for event in second.events} == {"20171115T000000Z"}
    gone = write("2017-12-06", *NAMED, "--step", "report", previous=second.raw, today="2019-12-31")
    assert {event.sequence for event in gone.cancelled} == {2}
    third = write("2017-12-11", *NAMED, previous=gone.raw, today="2020-01-01")
    assert sequences(third) == {2, 3}  # midnight of it is minute 0
    fourth = write("2017-12-13", *NAMED, previous=third.raw, today="2020-01-02")
    assert sequences(fourth) == {24 * 60}


def test_what_was_dropped_returns_above_all_that_was_sent(write):
    first = write(MONDAY, *NAMED, "--weeks")
    moved = write(WEDNESDAY, *NAMED, "--weeks", previous=first.raw)
    dropped = write(WEDNESDAY, *NAMED, "--drop-cancelled", previous=moved.raw, today=LATER)
    back = write(WEDNESDAY, *NAMED, "--weeks", previous=dropped.raw, today=MUCH_LATER)
    weeks = back.uids - dropped.uids
    assert len(weeks) == 3
    highest = max(sequences(first) | sequences(moved) | sequences(dropped))
    assert {back.by_uid[uid].sequence for uid in weeks} == {minutes(MUCH_LATER)}
    assert minutes(MUCH_LATER) > highest


def test_a_file_of_before_with_the_line_of_what_was_dropped_is_still_read(write):
    first = write(MONDAY, *NAMED)
    old = first.raw.replace(b"X-JTAI-EVENTS:", b"X-JTAI-DROPPED:7\r\nX-JTAI-EVENTS:", 1)
    old = re.sub(rb"SEQUENCE:\d+", b"SEQUENCE:3", old)
    second = write(WEDNESDAY, *NAMED, previous=old, today=LATER)
    assert sequences(second) == {minutes(LATER)}
    assert b"X-JTAI-DROPPED" not in second.raw


def test_what_moved_is_told(write):
    first = write(MONDAY, *NAMED)
    told = write(WEDNESDAY, *NAMED, previous=first.raw).err
    line = next(line for line in told.splitlines() if "Report published" in line)
    assert re.search(r"2027-05-04|\b0?4 May", line), told
    assert re.search(r"2027-05-06|\b0?6 May", line), told
    assert "Report published" not in write(MONDAY, *NAMED, previous=first.raw).err


def test_an_event_that_was_left_out_for_one_edition_comes_back_above_what_was_sent(write):
    """All at one moment: a reader that kept the event, or its cancellation, must take it again."""
    g1 = write("2027-03-08", "--area", "A")
    g2 = write("2027-03-15", "--area", "A", previous=g1.raw)
    chosen = ("--only", "required", "--drop-cancelled")
    g3 = write("2027-03-15", "--area", "A", *chosen, previous=g2.raw)
    g4 = write("2027-03-22", "--area", "A", previous=g3.raw)
    title = TITLES["set-up"]
    assert g1.titled(title).uid not in g3.uids
    first, second, last = (each.titled(title).sequence for each in (g1, g2, g4))
    assert first < second < last
