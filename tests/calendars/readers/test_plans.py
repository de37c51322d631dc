"""Calendars that jtai wrote, as four readers show them, and a store that is updated."""

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
from tests.calendars.readers.reading import with_icalendar
from tests.oracle.ics import minutes


def by_title(events):
    titles = [event.summary for event in events]
    assert len(set(titles)) == len(titles)
    return {event.summary.removesuffix(", JTAI Exampleshire"): event for event in events}


def test_the_first_file_shows_the_plan_of_8_march(read, sent):
    events = read(sent[0])

    assert shown(events) == titled("Exampleshire", PLAN_8)
    assert {event.sequence for event in events} == {minutes(FIRST)}
    assert {event.stamp for event in events} == {"20270201T000000Z"}


def test_the_second_file_shows_the_plan_of_10_march_as_the_same_events_moved(read, sent):
    first, second = by_title(read(sent[0])), by_title(read(sent[1]))

    assert shown(second.values()) == titled("Exampleshire", PLAN_10)
    assert len(second) == len(PLAN_10)
    assert {t: e.uid for t, e in first.items()} == {t: e.uid for t, e in second.items()}
    assert {event.sequence for event in second.values()} == {minutes(SECOND)}
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


# -------------------------------------------------------------------------- A store that is updated


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
    assert {event.sequence for event in read(back)} == {minutes(THIRD)}


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
        was = first[title]
        changed = event._replace(sequence=was.sequence, stamp=was.stamp) != was
        assert event.sequence == minutes(SECOND if changed else FIRST), title
        assert event.stamp == ("20270208T000000Z" if changed else "20270201T000000Z"), title
        assert changed or title not in moved
