"""What stands on a calendar and its events: stamps, dates, descriptions, alarms."""

import datetime as dt
import itertools
import re

import pytest

from tests.calendars.bytes.making import LATER, NAMED, REFERENCE, TODAY, as_dates
from tests.harness import run_process
from tests.oracle.ics import minutes
from tests.oracle.timetable import (
    DAYS,
    FOR_INSPECTORS,
    FOR_PARTNERS,
    MONDAY,
    MONDAY_ENDS,
    MONDAYS,
    REQUIRED,
    TITLES,
    WEDNESDAY,
    timetable,
)


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


def test_the_stamp_is_else_the_moment_of_writing(write, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    before = dt.datetime.now(dt.UTC)
    sent = write(MONDAY, *NAMED, today=None)
    after = dt.datetime.now(dt.UTC)
    (found,) = stamps(sent)
    assert f"{before:%Y%m%dT%H%M%SZ}" <= found <= f"{after:%Y%m%dT%H%M%SZ}"
    assert {event.sequence for event in sent.events} == {minutes(found)}


def test_stdout_gets_the_same_bytes_as_a_file(write):
    run = run_process("calendar", MONDAY, *NAMED, "--today", TODAY)
    assert run.code == 0, run.err
    assert run.out_bytes == write(MONDAY, *NAMED).raw


# ------------------------------------------------------------- dates, and what stands on each event


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
    file.write_text(ACTUAL, encoding="utf-8")
    first = write(file, "--observed")
    file.write_text(ACTUAL + HAPPENED, encoding="utf-8")
    second = write(file, "--observed", previous=first.raw, today="2027-05-10")
    done = {e.summary: (e.start, e.end) for e in second.events if e.summary.startswith("DONE: ")}
    fieldwork = done.pop("DONE: Fieldwork, JTAI Exampleshire")
    assert fieldwork[1] == dt.date(2027, 3, 12)
    assert done == {
        f"DONE: {title}, JTAI Exampleshire": (date, date)
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
    moved = minutes("2027-05-10")
    for event in second.events:
        was = first.by_uid[event.uid]
        assert event.raw == was.raw if event.said == was.said else event.sequence == moved
    untouched = {TITLES[step] for step in DAYS} - {"Notification", "Fieldwork"}
    for title in untouched:
        assert second.titled(title).raw == first.titled(title).raw


# ---------------------------------------------------------------------- what stands on the calendar


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
        '[[partners]]\nagency = "Police"\ncontact = "mailto:head@example.org"\n',
        encoding="utf-8",
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
    assert titles == {f"{title}, JTAI" for title in TITLES.values()}


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


# ------------------------------------------------------------------------------------------- alarms


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
