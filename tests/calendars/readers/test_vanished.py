"""Steps that vanish from a plan, and come back."""

import pytest

from tests.calendars.readers.making import (
    FIRST,
    MARCH_8,
    MARCH_10,
    PLAN_8,
    PLAN_10,
    SECOND,
    THIRD,
    by_rfc_5546,
    by_sequence_alone,
    shown,
    take,
    titled,
)
from tests.oracle.ics import minutes

WEEKS_8 = [
    ("2027-02-22", "2027-02-27"),
    ("2027-03-01", "2027-03-06"),
    ("2027-03-08", "2027-03-13"),
]

WEEKS_10 = [
    ("2027-02-24", "2027-03-03"),
    ("2027-03-03", "2027-03-10"),
    ("2027-03-10", "2027-03-17"),
]

# -------------------------------------------------------------------------------- Steps that vanish


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
        assert block.summary.endswith(", JTAI Exampleshire")
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
        assert event.sequence == minutes(SECOND)
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
    assert {event.sequence for event in events} == {minutes(FIRST)}
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
    assert {event.sequence for event in weeks} == {minutes(THIRD)}
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
