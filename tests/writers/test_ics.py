"""What the next edition of a calendar makes of the last."""

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jtai_cli.days.bank_holidays import calendar_for
from jtai_cli.errors import BadValue
from jtai_cli.plan.agenda import agenda, identity
from jtai_cli.plan.inspection import inspection_of
from jtai_cli.plan.timetable import plan
from jtai_cli.render.calendar import Edition, calendar_name, changes_page, events
from jtai_cli.rules.frameworks import shipped_framework
from jtai_cli.writers import plain
from jtai_cli.writers.ics import Head, editions
from jtai_cli.writers.sent_ics import read_sent
from tests.conftest import day
from tests.oracle.ics import minutes

JTAI_2022 = shipped_framework("jtai-2022")
NOON = dt.datetime(2027, 2, 22, 12, tzinfo=dt.UTC)

TODAY = day("2027-03-01")


def at_noon(later=0):
    """The SEQUENCE of what is first written so many days after the first."""
    return minutes("2027-02-22T12:00") + later * 24 * 60


def planned(start="2027-03-08", **given):
    return plan(inspection_of(fieldwork_start=day(start), **given), JTAI_2022)


def split(planned, parts, sent=(), *, reminders=(), day=0, **options):
    """Editions of several parts, each given by the ids of its steps."""
    known_as = identity(planned)
    return editions(
        {
            part: events(
                planned, agenda(planned, TODAY, **steps), identity=known_as, reminders=reminders
            )
            for part, steps in parts.items()
        },
        Head(name=calendar_name(planned), identity=known_as, refresh=dt.timedelta(hours=12)),
        stamp=NOON + dt.timedelta(days=day),
        sent=[read_sent(text(each), "old.ics", identity=known_as) for each in sent],
        **options,
    )


def edition(planned, sent=None, *, steps=None, **options):
    """The one calendar of a plan, perhaps the next edition of another."""
    return split(planned, {"": steps or {}}, [sent] if sent else [], **options)[""]


def text(edition):
    return edition if isinstance(edition, str) else edition.data.decode()


def blocks(edition):
    """The text of each event by its step's id."""
    found = re.findall(r"(?s)BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", text(edition))
    return {re.search(r"UID:(.*)\.\w+@jtai", block)[1]: block for block in found}


def test_an_event_that_vanishes_and_returns():
    first = edition(planned(), steps={"weeks": True}, reminders=[dt.timedelta(1)])
    second = edition(planned(), first, day=1, reminders=[dt.timedelta(1)])
    assert [change.kind for change in second.changes] == ["cancelled"] * 3
    gone = blocks(second)["week.2"]
    for line in ("STATUS:CANCELLED", f"SEQUENCE:{at_noon(1)}", "SUMMARY:CANCELLED: Week 2\\, JTAI"):
        assert f"\r\n{line}\r\n" in gone
    assert "VALARM" not in gone  # what does not take place does not ring
    assert "DTSTART;VALUE=DATE:20270301\r\nDTEND;VALUE=DATE:20270306\r\n" in gone
    third = edition(planned(), second, day=2, reminders=[dt.timedelta(1)])
    assert (third.data, third.changes) == (second.data, ())
    back = edition(planned(), third, steps={"weeks": True}, day=3)
    kinds = {change.uid.rpartition(".")[0]: change.kind for change in back.changes}
    assert [kinds[f"week.{number}"] for number in (1, 2, 3)] == ["restored"] * 3
    assert f"\r\nSEQUENCE:{at_noon(3)}\r\n" in blocks(back)["week.2"]
    assert "\r\nSTATUS:CONFIRMED\r\n" in blocks(back)["week.2"]
    dropped = edition(planned(), first, drop_cancelled=True)
    assert "week.2" not in blocks(dropped)
    assert len(dropped.changes) == 3 + 15  # and the others lost their reminder


def test_only_what_changed_changes():
    first = edition(planned(area="Exampleshire"))
    real = planned(area="Exampleshire", published=day("2027-05-04"))  # on the day it was due
    second = edition(real, first, day=1)
    assert [(change.kind, change.what) for change in second.changes] == [
        ("changed", "title, text"),
        ("changed", "text"),  # the statement's likely date no longer waits for the report
    ]
    before, after = blocks(first), blocks(second)
    assert [name for name in after if after[name] != before[name]] == ["report", "statement"]
    assert "LAST-MODIFIED:20270223T120000Z" in after["report"]
    ringing = edition(real, second, reminders=[dt.timedelta(1)])
    assert {(change.kind, change.what) for change in ringing.changes} == {("changed", "reminder")}
    assert len(ringing.changes) == 14


def test_what_changed_is_told_without_the_calendars_name():
    first = edition(planned(area="Exampleshire"))
    second = edition(planned("2027-03-15", area="Exampleshire"), first)
    third = edition(planned("2027-03-15", area="Exampleshire", published=day("2027-05-11")), second)
    pages = [
        plain.write(changes_page({"a": each, "b": each}, since="old.ics", name="JTAI Exampleshire"))
        for each in (second, third, Edition(b"", ("a",), (), ()))
    ]
    assert pages[0].startswith("Since old.ics: 15 moved\n")
    row = r"moved +Mon 8 to Fri 12 Mar 2027 +Mon 15 to Fri 19 Mar 2027 +Fieldwork\n"
    assert re.search(row, pages[0])
    assert pages[1].startswith("Since old.ics: 2 changed and 13 as sent\n")
    assert "DONE: Report published (title, text)\n" in pages[1]
    assert pages[1].endswith("Written statement of proposed action (text)\n")
    assert pages[2] == "No event has changed since old.ics.\n"


def test_lines_that_lost_their_cr_are_read_and_written_whole():
    first = edition(planned())
    second = edition(planned(), text(first).replace("\r\n", "\n"))
    assert (second.data, second.changes) == (first.data, ())


FIRST = f"SEQUENCE:{at_noon()}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("-//jtai//JTAI", "-//other//JTAI", "not a calendar that jtai wrote"),
        ("END:VCALENDAR\r\n", "", "damaged: its end"),
        ("END:VCALENDAR", "END:VCALENDA", "damaged: its end"),
        ("BEGIN:VCALENDAR\r\n", "", "damaged: what stands before its events"),
        ("VERSION:2.0\r\n", "", "damaged: what stands before its events"),
        ("STATUS:CONFIRMED\r\n", "STATUS:CONFIRMED\n", "damaged: it holds control"),
        ("SUMMARY:", "SUMMARY:\x1b[31m", "damaged: it holds control"),
        ("\r\n", "\r\r\n", "damaged"),
        ("UID:planning.", "UID:plan ning.", "damaged: event 5 is"),
        ("UID:planning.", "UID:planUID:planning.", "damaged: event 5 is"),
        (f"{FIRST}\r\n", "", "damaged: event 1 is not as it was written"),
        (f"{FIRST}\r\n", f"{FIRST}\r\n{FIRST}\r\n", "damaged: event 1 is"),
        (FIRST, "SEQUENCE: 0", "damaged: event 1 is"),
        (FIRST, "SEQUENCE:٣", "damaged: event 1 is"),
        (FIRST, "SEQUENCE:007", "damaged: event 1 is"),
        (FIRST, "SEQUENCE:-1", "damaged: event 1 is"),
        (FIRST, "SEQUENCE:2147483647", "damaged: event 1 is"),
        ("DTSTAMP:20270222T120000Z", "DTSTAMP:20270222T120000", "damaged: event 1 is"),
        ("DTSTAMP:20270222", "DTSTAMP:2027 222", "damaged: event 1 is"),
        ("MODIFIED:20270222T120000Z", "MODIFIED:20270222T120001Z", "damaged: event 1 is"),
        ("DTSTART;VALUE=DATE:20270222\r\n", "", "damaged: event 1 is"),
        ("DTSTART;VALUE=DATE:20270222", "DTSTART:20270222T090000", "damaged: event 1 is"),
        ("DTSTART;VALUE=DATE:", "DTSTART;VALUE=DATE,DATE:", "damaged: event 1 is"),
        ("DTSTART;VALUE=DATE:20270222", "DTSTART;VALUE=DATE:20270230", "does not exist"),
        ("DTEND;VALUE=DATE:20270223", "DTEND;VALUE=DATE:20270222", "ends before it begins"),
        ("SUMMARY:", "X-SUMMARY:", "damaged: event 1 is"),
        ("STATUS:CONFIRMED\r\n", "", "damaged: event 1 is"),
        ("TRANSP:", "ORGANIZER:mailto:a@example.com\r\nTRANSP:", "damaged: event 1 is"),
        ("UID:set-up.", "UID:notification.", "damaged: an event stands in it twice"),
        ("@jtai", "@example.com", "damaged: event 1 is"),
        ("END:VCALENDAR", "BEGIN:VTODO\r\nUID:x\r\nEND:VTODO\r\nEND:VCALENDAR", "event 15 is"),
        ("END:VEVENT\r\n", "", "damaged: event 1 is"),
        ("EVENTS:15", "EVENTS:16", "damaged: it had 16 events, and has 15"),
        ("X-JTAI-REFERENCE:jtai-2022/-/-\r\n", "", "damaged: what stands before its events"),
        ("REFERENCE:jtai-2022/-/-", "REFERENCE:EX%2C1", "inspection, known as 'EX,1'; yours is"),
    ],
)
def test_a_previous_calendar_that_is_not_as_it_was_written(old, new, said):
    sent = text(edition(planned()))
    assert old in sent
    damaged = sent.replace(old, new) if old == "\r\n" else sent.replace(old, new, 1)
    with pytest.raises(BadValue, match=said) as caught:
        edition(planned(), damaged)
    assert str(caught.value).startswith("old.ics: ")


def test_an_event_of_another_inspection_is_not_taken_in():
    other = text(edition(planned(area="Borsetshire")))
    foreign = re.search(r"(?s)BEGIN:VEVENT.*?END:VEVENT\r\n", other)[0].replace("notif", "x")
    mixed = text(edition(planned())).replace("END:VCALENDAR", f"{foreign}END:VCALENDAR")
    with pytest.raises(BadValue, match="event 16 is not one of this inspection"):
        edition(planned(), mixed.replace("EVENTS:15", "EVENTS:16"))


def test_what_mail_does_to_folds_and_ends_is_undone():
    first = edition(planned(area="Exampleshire"))
    whole = text(first)
    for sent in (
        whole.replace("\r\n ", ""),
        whole.replace("\r\n ", "\r\n\t"),
        whole.removesuffix("\r\n"),
        f"{whole}\r\n\r\n",
        re.sub(r" +\r\n", "\r\n", whole),  # no line ends in a blank that could be lost
    ):
        second = edition(planned(area="Exampleshire"), sent, day=1)
        assert (second.data, second.changes) == (first.data, ())


def test_a_stamp_never_runs_backwards():
    first = edition(planned(), day=9)
    second = edition(planned("2027-03-15"), first, day=1)
    assert set(re.findall(r"(?:DTSTAMP|LAST-MODIFIED):(\S+)", text(second))) == {"20270303T120000Z"}
    gone = edition(planned(), first, day=1, steps={"ids": ["report"]})
    assert set(re.findall(r"DTSTAMP:(\S+)", text(gone))) == {"20270303T120000Z"}


def test_an_event_that_was_left_out_when_it_was_cancelled_returns_above_what_readers_hold():
    first = edition(planned(), steps={"weeks": True})
    moved = edition(planned("2027-03-10"), first, steps={"weeks": True})  # at the same moment
    assert sequences(moved)["week.2"] == at_noon() + 1
    cancelled = edition(planned("2027-03-10"), moved)
    assert sequences(cancelled)["week.2"] == -(at_noon() + 2)  # some hold this
    dropped = edition(planned("2027-03-10"), moved, drop_cancelled=True)
    assert "week.2" not in blocks(dropped)
    again = edition(planned("2027-03-10"), dropped, day=1)
    assert again.data == dropped.data  # nothing to drop any more
    back = edition(planned("2027-03-15"), again, day=2, steps={"weeks": True})
    assert sequences(back)["week.2"] == at_noon(2) > at_noon() + 2


def test_the_line_of_what_was_dropped_is_read_from_an_old_file_and_not_written():
    first = edition(planned())
    old = text(first).replace("X-JTAI-EVENTS:", "X-JTAI-DROPPED:2\r\nX-JTAI-EVENTS:")
    assert edition(planned(), old, day=1).data == first.data


def sequences(edition):
    """The SEQUENCE of each event, by its step's id, with a minus where it is cancelled."""
    return {
        name: int(re.search(r"SEQUENCE:(\d+)", block)[1]) * (-1 if "CANCELLED" in block else 1)
        for name, block in blocks(edition).items()
    }


STEPS = {"set-up": {"ids": ["set-up", "report"]}, "audits": {"ids": ["case-audits", "report"]}}


def test_a_part_under_another_name_goes_on_from_what_was_sent():
    first = split(planned(), {"Police": STEPS["set-up"], "Health": STEPS["audits"]})
    assert "\r\nX-JTAI-PART:Police\r\n" in text(first["Police"])
    parts = {"Kent Police": STEPS["set-up"], "Health": STEPS["audits"]}
    second = split(planned("2027-03-15"), parts, first.values(), day=1)
    assert list(second) == ["Kent Police", "Health", "Police"]
    assert sequences(second["Health"]) == {"case-audits": at_noon(1), "report": at_noon(1) + 1}
    above = at_noon(1) + 1  # whoever has Police's file too keeps what another has
    assert sequences(second["Kent Police"]) == {"set-up": above, "report": above}
    assert sequences(second["Police"]) == {"set-up": -at_noon(1), "report": -at_noon(1)}
    third = split(planned("2027-03-15"), parts, second.values())
    assert {name: each.data for name, each in third.items()} == {
        name: each.data for name, each in second.items()
    }


def test_a_step_given_to_another_part_lives_on_for_whoever_has_both():
    first = split(planned(), {"Police": STEPS["set-up"], "Health": {"ids": ["report"]}})
    parts = {"Police": {"ids": ["report"]}, "Health": STEPS["set-up"]}
    second = split(planned(), parts, first.values(), day=1)
    assert sequences(second["Police"]) == {"report": at_noon(), "set-up": -at_noon(1)}
    assert sequences(second["Health"]) == {"set-up": at_noon(1) + 1, "report": at_noon()}
    page = plain.write(changes_page(second, since="old", name="JTAI"))
    assert re.search(r"Since old, in Health: 1 new\nWhat .*\nnew .* Set-up discussion\n", page)
    gone = r"Since old, in Police: 1 cancelled\nWhat .*\ncancelled .* Set-up discussion\n"
    assert re.search(gone, page)
    for order in (second.values(), reversed(second.values())):
        third = split(planned("2027-03-15"), parts, order, day=1)  # at the same moment
        assert sequences(third["Health"]) == {"set-up": at_noon(1) + 2, "report": at_noon(1)}
    dropped = split(planned(), parts, first.values(), drop_cancelled=True)
    assert sequences(dropped["Health"]) == {"set-up": at_noon(), "report": at_noon()}


def test_a_part_that_is_new_gets_the_events_as_others_have_them():
    first = split(planned(), {"Police": STEPS["set-up"]})
    second = split(
        planned(), {"Police": STEPS["set-up"], "Health": STEPS["set-up"]}, [first["Police"]], day=1
    )
    assert blocks(second["Health"]) == blocks(first["Police"])
    third = split(planned(), {"": STEPS["set-up"]}, [first["Police"]])
    assert [change.kind for change in third[""].changes] == ["new", "new"]
    assert [change.kind for change in third["Police"].changes] == ["cancelled", "cancelled"]


def test_what_a_part_still_has_may_be_older_than_what_another_had():
    """Health gets the report back with a higher SEQUENCE than Police, and both lose it but one."""
    only = {"ids": ["report"]}
    held: dict = {}
    sent: list[Edition] = []
    rounds = (
        ("2027-03-08", {"Health": only}, False),
        ("2027-03-08", {"Schools": only}, False),
        ("2027-03-08", {"Police": only, "Health": only, "Schools": only}, False),
        ("2027-03-08", {"Police": only}, True),
        ("2027-03-10", {"Health": only}, True),
    )
    for number, (start, parts, drop) in enumerate(rounds):
        result = planned(start)
        made = split(result, parts, sent, day=number, drop_cancelled=drop)
        sent = [part for part in made.values() if part.live or part.cancelled]
        for part in sent:
            taken(held, part)
    ((_, day),) = held.values()
    assert {"report": day} == starts(planned("2027-03-10"), ["report"])


def lines_of(data):
    """The bytes' lines, each at most 75 octets of whole characters."""
    assert data.endswith(b"\r\n")
    lines = data[:-2].split(b"\r\n")
    for line in lines:
        assert len(line) <= 75
        assert not re.search(rb"[\x00-\x1f\x7f]", line.decode().encode())
        assert not re.search(r"(?<!\\)(\\\\)*\\$", line.decode())  # no escape is cut in two
    return lines


@given(
    area=st.text(st.characters(), min_size=1, max_size=60)
    | st.text(st.sampled_from("\\nN,;:\r\n\x07\u2028\u202e\ud800é🏴"), min_size=1, max_size=400)
    | st.sampled_from(["\\" * 500, "a" * 10_000, "é" * 10_000, "\u200f(עברית)", "BEGIN:VEVENT"]),
    start=st.dates(dt.date(1991, 1, 1), dt.date(2099, 1, 1)),
)
def test_any_name_at_all_is_only_a_name(area, start):
    """Even one that the command line and the files refuse."""
    calendar = calendar_for("ENG")
    first = start if calendar.is_working(start) else calendar.next(start)
    result = planned(str(first), area=area)
    made = edition(result, steps={"only": "required"}, reminders=[dt.timedelta(1)])
    lines = lines_of(made.data)
    assert sum(line.startswith(b"BEGIN:VEVENT") for line in lines) == 4
    whole = made.data.decode().replace("\r\n ", "").split("\r\n")
    summaries = [line for line in whole if line.startswith("SUMMARY:")]
    name = re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", "", area)
    for title, line in zip(
        ("Notification", "Fieldwork", "Report published", "Written statement of proposed action"),
        summaries,
        strict=True,
    ):
        unescaped = re.sub(r"\\(.)", r"\1", line.removeprefix("SUMMARY:"))
        assert unescaped.rstrip() == f"{title}, JTAI {name}".rstrip()
    again = edition(result, made, steps={"only": "required"}, reminders=[dt.timedelta(1)])
    assert (again.data, again.changes) == (made.data, ())


ROUND = st.fixed_dictionaries(
    {
        "start": st.sampled_from(["2027-03-08", "2027-03-10", "2027-06-07"]),
        "parts": st.dictionaries(
            st.sampled_from(["Police", "Health", "Schools"]),
            st.sets(st.sampled_from(["set-up", "case-audits", "fieldwork", "report"]), min_size=1),
            min_size=1,
        ),
        "drop": st.booleans(),
        "order": st.randoms(use_true_random=False),
    }
)


def taken(held, edition):
    """What a reader holds once it has imported a file, by SEQUENCE alone, as KDE's does."""
    for name, block in blocks(edition).items():
        sequence = int(re.search(r"SEQUENCE:(\d+)", block)[1])
        if name not in held or sequence > held[name][0]:
            day = re.search(r"DTSTART;VALUE=DATE:(\d+)", block)[1]
            held[name] = (sequence, None if "STATUS:CANCELLED" in block else day)


def starts(planned, ids):
    chosen = agenda(planned, TODAY, ids=sorted(ids))
    return {step.id: f"{step.start:%Y%m%d}" for step in chosen}


@settings(max_examples=150)
@given(rounds=st.lists(ROUND, min_size=1, max_size=6), skip=st.sets(st.integers(0, 5)))
def test_whoever_imports_one_file_of_a_folder_or_all_of_them_sees_the_plan(rounds, skip):
    """Whatever becomes of the parts, and whichever editions a reader never saw."""
    sent: list[Edition] = []
    of_one: dict[str, dict] = {name: {} for name in ("Police", "Health", "Schools")}
    of_all: dict = {}
    gone = False  # whether readers may hold what was left out when it was cancelled
    for number, each in enumerate(rounds):
        result = planned(each["start"])
        parts = {name: {"ids": sorted(ids)} for name, ids in each["parts"].items()}
        made = split(result, parts, sent, day=number, drop_cancelled=each["drop"])
        made = {name: part for name, part in made.items() if part.live or part.cancelled}
        sent = list(made.values())
        again = split(result, parts, sent, day=99, drop_cancelled=each["drop"])
        assert [part.data for part in again.values()] == [part.data for part in sent]
        gone = gone or each["drop"]
        if number in skip and number < len(rounds) - 1:
            continue
        files = sorted(made)
        each["order"].shuffle(files)
        for name in files:
            taken(of_one[name], made[name])
            taken(of_all, made[name])
        for name, ids in each["parts"].items():
            live = {step: day for step, (_, day) in of_one[name].items() if day}
            assert starts(result, ids).items() <= live.items()
            assert gone or live == starts(result, ids)
        everything = starts(result, set().union(*each["parts"].values()))
        live = {step: day for step, (_, day) in of_all.items() if day}
        assert everything.items() <= live.items()
        assert gone or live == everything
