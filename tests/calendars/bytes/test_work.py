"""Sessions, requests and audits from edition to edition, and by agency.

By hand, from a paper calendar: fieldwork on Monday 8 March 2027 has the days 8, 9, 10, 11 and 12
March, and notification is ten working days before, on 22 February. Day 3 of the timetable is then
24 February and day 7 is 2 March. On Wednesday 10 March it has 10, 11, 12, 15 and 16 March, and
notification is on 24 February; day 3 is 26 February and day 7 is 4 March.
"""

import pytest

from tests.calendars.bytes.test_updates import Store
from tests.oracle.ics import minutes, sound

HEAD = """\
area = "Exampleshire"
reference = "EX-2027-01"
fieldwork_start = 2027-03-08
[[partners]]
agency = "Police"
[[partners]]
agency = "Health"
"""
LISTS = '[[request]]\nitem = "Lists"\nagency = "Police"\ndue = 3\n'
POLICY = '[[request]]\nitem = "Policy"\ndue = 2027-02-26\n'
AUDIT_1 = '[[audit]]\ncase = "EX-01"\ndue = 7\n'
AUDIT_2 = '[[audit]]\ncase = "EX-02"\nagencies = ["Health"]\ndue = 7\n'
OPENING = """\
[[session]]
day = 1
start = "09:30"
end = "10:30"
title = "Opening"
place = "Civic Centre, room 2"
agencies = ["Police"]
"""
TOUCH = (
    '[[session]]\nid = "kit"\nday = 2\nstart = "17:00"\nend = "17:20"\ntitle = "Keep in touch"\n'
)
VISIT = """\
[[session]]
day = 3
start = "14:00"
end = "15:00"
title = "Visit"
agencies = ["Health"]
"""
BRIEFING = '[[session]]\nday = 2027-02-25\nstart = "16:00"\nend = "16:45"\ntitle = "Briefing"\n'

ALL = HEAD + LISTS + POLICY + AUDIT_1 + AUDIT_2 + OPENING + TOUCH + VISIT + BRIEFING
MOVED = ALL.replace("fieldwork_start = 2027-03-08", "fieldwork_start = 2027-03-10")
RENAMED = (
    MOVED.replace('"Keep in touch"', '"Daily meeting"')
    .replace('"Visit"', '"Visit to the front door"')
    .replace("room 2", "room 3")
    .replace('agencies = ["Health"]\ndue = 7', 'agencies = ["Health"]\ndue = 2027-03-05')
)
FEWER = RENAMED.replace(POLICY, "").replace(AUDIT_1, "")
FEWER = FEWER.replace(VISIT.replace('"Visit"', '"Visit to the front door"'), "")

BEFORE = {
    "Lists": ("2027-02-24", ()),
    "Policy": ("2027-02-26", ()),
    "Audit of EX-01": ("2027-03-02", ()),
    "Audit of EX-02": ("2027-03-02", ()),
    "Opening": ("2027-03-08", ("09:30", "10:30")),
    "Keep in touch": ("2027-03-09", ("17:00", "17:20")),
    "Visit": ("2027-03-10", ("14:00", "15:00")),
    "Briefing": ("2027-02-25", ("16:00", "16:45")),
}
AFTER = {
    "Lists": ("2027-02-26", ()),
    "Policy": ("2027-02-26", ()),
    "Audit of EX-01": ("2027-03-04", ()),
    "Audit of EX-02": ("2027-03-04", ()),
    "Opening": ("2027-03-10", ("09:30", "10:30")),
    "Keep in touch": ("2027-03-11", ("17:00", "17:20")),
    "Visit": ("2027-03-12", ("14:00", "15:00")),
    "Briefing": ("2027-02-25", ("16:00", "16:45")),
}
CALLED = {
    **{title: when for title, when in AFTER.items() if title not in ("Keep in touch", "Visit")},
    "Audit of EX-02": ("2027-03-05", ()),
    "Daily meeting": ("2027-03-11", ("17:00", "17:20")),
    "Visit to the front door": ("2027-03-12", ("14:00", "15:00")),
}
LEFT = ("Lists", "Audit of EX-02", "Opening", "Daily meeting", "Briefing")
KINDS = ("session", "request", "audit")


def ours(events):
    """By title, day and times of what is no step and not cancelled."""
    found = [event for event in events if event.category in KINDS and not event.cancelled]
    titles = [event.summary.removesuffix(", JTAI Exampleshire") for event in found]
    assert len(set(titles)) == len(titles)
    return {
        title: (str(event.start), event.times) for title, event in zip(titles, found, strict=True)
    }


def titles(events):
    return sorted(event.summary.removesuffix(", JTAI Exampleshire") for event in events)


@pytest.fixture
def edition(write, tmp_path):
    """The calendar of an inspection file's text, made on a day of 2027."""

    def run(text, today, previous=None, *arguments):
        (tmp_path / "week.toml").write_text(text, encoding="utf-8")
        raw = previous.raw if previous else None
        return write(tmp_path / "week.toml", *arguments, today=f"2027-{today}", previous=raw)

    return run


def test_five_editions(edition):
    first = edition(ALL, "01-04")
    second = edition(MOVED, "01-11", first)
    third = edition(RENAMED, "01-18", second)
    fourth = edition(FEWER, "01-25", third)
    fifth = edition(RENAMED, "02-01", fourth)
    last = {title: CALLED[title] for title in LEFT}
    every = (first, second, third, fourth, fifth)
    expected = (BEFORE, AFTER, CALLED, last, CALLED)
    for sent, there in zip(every, expected, strict=True):
        assert ours(sent.events) == there
    for by_stamp in (True, False):
        store = Store(by_stamp)
        for sent, there in zip(every, expected, strict=True):
            store.take(sent)
            assert ours(store.kept.values()) == there

    def changed(old, new):
        """What is not as it was sent, byte for byte."""
        found = [each for each in new.events if each.category in KINDS or each.cancelled]
        before = {uid: each.raw for uid, each in old.by_uid.items()}
        return titles(each for each in found if each.raw != before.get(each.uid))

    assert changed(first, second) == [
        "Audit of EX-01", "Audit of EX-02", "Keep in touch", "Lists", "Opening", "Visit",
    ]  # fmt: skip
    assert changed(second, third) == [
        "Audit of EX-02", "CANCELLED: Visit", "Daily meeting", "Opening", "Visit to the front door",
    ]  # fmt: skip
    assert changed(third, fourth) == [
        "CANCELLED: Audit of EX-01", "CANCELLED: Policy", "CANCELLED: Visit to the front door",
    ]  # fmt: skip
    assert changed(fourth, fifth) == ["Audit of EX-01", "Policy", "Visit to the front door"]
    rooms = [sent.titled("Opening").place for sent in every]
    assert rooms == [f"Civic Centre, room {number}" for number in (2, 2, 3, 3, 3)]
    assert [sent.titled("Briefing").sequence for sent in every] == [minutes("2027-01-04")] * 5
    assert fifth.titled("Policy").sequence == minutes("2027-02-01")


def test_every_edition_made_again_is_the_same(edition):
    made = None
    for number, text in enumerate((ALL, MOVED, RENAMED, FEWER, RENAMED), start=11):
        made = edition(text, f"01-{number}", made)
        assert edition(text, "02-20", made).raw == made.raw


def test_another_order_in_the_file_changes_nothing(edition):
    due = '[[request]]\nitem = "On the day"\ndue = 2027-03-08\n'
    first = edition(ALL + due, "01-04")
    rows = (BRIEFING, VISIT, TOUCH, OPENING, due, AUDIT_2, AUDIT_1, POLICY, LISTS)
    second = edition(HEAD + "".join(rows), "01-11", first)
    assert {event.raw for event in second.events} == {event.raw for event in first.events}


@pytest.mark.parametrize(
    "text",
    [
        r"Room 1; floor 2, c:\\new \"x\"",
        "\u00e9" * 70,
        " ".join(["BEGIN:VEVENT"] * 30),
        "END:VCALENDAR",
    ],
)
def test_any_title_and_place_come_back(edition, text):
    words = BRIEFING + f'place = "{text}"\n'
    first = edition(HEAD + words.replace('"Briefing"', f'"{text}"'), "01-04")
    (found,) = [event for event in first.events if event.times]
    said = text.replace(r"\\", "\\").replace(r"\"", '"')
    assert (found.summary, found.place) == (f"{said}, JTAI Exampleshire", said)
    again = edition(HEAD + words.replace('"Briefing"', f'"{text}"'), "01-11", first)
    assert again.raw == first.raw


def test_a_reader_that_missed_editions_ends_the_same(edition):
    made = [edition(ALL, "01-04")]
    for number, text in enumerate((MOVED, RENAMED, FEWER), start=11):
        made.append(edition(text, f"01-{number}", made[-1]))
    for missed in ((1,), (2,), (1, 2)):
        store = Store(by_stamp=False)
        for number, sent in enumerate(made):
            if number not in missed:
                store.take(sent)
        assert ours(store.kept.values()) == {title: CALLED[title] for title in LEFT}


def test_what_the_changes_say(edition):
    first = edition(ALL, "01-04")
    text = MOVED.replace("room 2", "room 3").replace('start = "17:00"', 'start = "16:50"')
    said = edition(text, "01-11", first).err
    said = [" ".join(line.split()) for line in said.splitlines()]
    assert "moved Mon 8 Mar 2027, 09:30 Wed 10 Mar 2027, 09:30 Opening (place)" in said
    assert "moved Tue 9 Mar 2027, 17:00 Thu 11 Mar 2027, 16:50 Keep in touch" in said
    assert not any(line.endswith("Briefing") for line in said)


def test_a_cancelled_session_leaves_its_hours_free(edition):
    first = edition(ALL, "01-04")
    gone = edition(ALL.replace(VISIT, ""), "01-11", first).titled("Visit")
    assert (gone.cancelled, str(gone.start), gone.times) == (
        True, "2027-03-10", ("14:00", "15:00"),
    )  # fmt: skip
    assert b"TRANSP:TRANSPARENT\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n" in gone.raw
    assert b"TRANSP:OPAQUE" in first.titled("Visit").raw


def test_a_title_that_is_the_number_of_what_is_hidden_hides_nothing(edition):
    """Two events of one UID would be one: the other would be gone without a word."""
    text = HEAD + '[[request]]\nitem = "Request 2"\ndue = 3\n'
    text += '[[request]]\nitem = "File of Mike Brown"\ndue = 4\n'
    text += '[[audit]]\ncase = "case 2"\ndue = 7\n[[audit]]\ncase = "Firstname L."\ndue = 8\n'
    made = edition(text, "01-04", None)
    found = [event for event in made.events if event.category in KINDS]
    assert titles(found) == ["Audit of case 2"] * 2 + ["Request 2"] * 2
    assert len({event.uid for event in found}) == 4
    assert b"Mike" not in made.raw
    assert b"irstname" not in made.raw
    assert edition(text, "01-11", made).raw == made.raw


@pytest.mark.parametrize("key", ["title", "place", "link", "lead", "inspectorates", "id"])
def test_no_part_of_a_session_that_holds_a_childs_number_is_written(edition, key):
    number = "943-476-5919"
    value = f'["Ofsted", "{number}"]' if key == "inspectorates" else f'"{number}"'
    rows = f'[[session]]\nday = 2\nstart = "09:00"\nend = "10:00"\n{key} = {value}\n'
    made = edition(ALL + rows + ("" if key == "title" else 'title = "Talk"\n'), "01-04")
    assert set(ours(made.events)) == set(BEFORE)
    assert b"5919" not in made.raw.replace(b"\r\n ", b"")
    assert "5919" not in made.err
    assert "Session 5 of the file is left out, for it may hold an NHS number" in made.err


def folder_of(jtai, tmp_path, text, name, today, *arguments):
    (tmp_path / "week.toml").write_text(text, encoding="utf-8")
    run = jtai(
        "calendar", tmp_path / "week.toml", "--split-by", "agency", "-o", tmp_path / name,
        "--today", f"2027-{today}", *arguments,
    )  # fmt: skip
    assert run.code == 0, run.err
    return {path.stem: sound(path.read_bytes()) for path in (tmp_path / name).iterdir()}


def test_each_agency_has_its_own(jtai, tmp_path):
    made = folder_of(jtai, tmp_path, ALL, "first", "01-04")
    assert sorted(made) == ["health", "police"]
    both = {"Policy", "Audit of EX-01", "Keep in touch", "Briefing"}
    assert set(ours(made["police"].events)) == both | {"Lists", "Opening"}
    assert set(ours(made["health"].events)) == both | {"Audit of EX-02", "Visit"}
    assert made["police"].calendar.one("X-WR-CALNAME") == "JTAI Exampleshire: Police"


def test_what_goes_from_one_agency_to_another(jtai, tmp_path):
    """Whoever takes both files, in whichever order, has the session still."""
    first = folder_of(jtai, tmp_path, ALL, "first", "01-04")
    text = MOVED.replace('agencies = ["Police"]', 'agencies = ["Health"]')
    second = folder_of(jtai, tmp_path, text, "second", "01-11", "--previous", tmp_path / "first")
    assert second["police"].titled("Opening").cancelled
    assert "Opening" in ours(second["health"].events)
    assert ours(first["police"].events)["Opening"] == ("2027-03-08", ("09:30", "10:30"))
    for order in (("police", "health"), ("health", "police")):
        store = Store(by_stamp=False)
        for sent in (*(first[name] for name in order), *(second[name] for name in order)):
            store.take(sent)
        assert ours(store.kept.values()) == AFTER
    again = folder_of(jtai, tmp_path, text, "third", "01-18", "--previous", tmp_path / "second")
    assert {name: sent.raw for name, sent in again.items()} == {
        name: sent.raw for name, sent in second.items()
    }


def test_alarms_of_a_session(edition):
    """Before its beginning, not before midnight, and none once a request has come."""
    text = ALL.replace('item = "Lists"', 'item = "Lists"\ngot = 2027-01-01')
    made = edition(text, "01-04", None, "--remind", "1d")
    assert len(made.titled("Opening").alarms) == len(made.titled("Audit of EX-01").alarms) == 1
    assert made.titled("Lists").alarms == ()
    assert made.titled("Lists").summary == "DONE: Lists, JTAI Exampleshire"


# As it was written before calendars had sessions, requests and audits of its own.
SENT_BEFORE = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//jtai//JTAI timetable//EN\nCALSCALE:GREGORIAN\n"
    "METHOD:PUBLISH\nNAME:JTAI Exampleshire\nX-WR-CALNAME:JTAI Exampleshire\n"
    "X-JTAI-REFERENCE:EX-1\nX-JTAI-EVENTS:3\nREFRESH-INTERVAL;VALUE=DURATION:PT12H\n"
    "X-PUBLISHED-TTL:PT12H\n"
)
for _name, _day in (("session", 15), ("request", 16), ("audit", 17)):
    SENT_BEFORE += (
        f"BEGIN:VEVENT\nUID:{_name}.26afc5f75b7d65bd6f0182a58e01aaba@jtai\nSEQUENCE:3726720\n"
        "DTSTAMP:20270201T000000Z\nLAST-MODIFIED:20270201T000000Z\n"
        f"DTSTART;VALUE=DATE:202703{_day}\nDTEND;VALUE=DATE:202703{_day + 1}\n"
        f"SUMMARY:JTAI Exampleshire: Own {_name}\n"
        "DESCRIPTION:Who: partners.\\nSuggested: a step of the area's own\\, on a day\n"
        "  that it chose.\\nSource: The area's own inspection file\nSTATUS:CONFIRMED\n"
        "TRANSP:TRANSPARENT\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\nEND:VEVENT\n"
    )
SENT_BEFORE += "END:VCALENDAR\n"


def test_steps_that_are_called_session_request_and_audit_stay_the_events_they_were(
    attempt, tmp_path
):
    text = ALL.replace("EX-2027-01", "EX-1").replace('id = "kit"', 'id = "session"')
    for number, name in enumerate(("session", "request", "audit"), start=1):
        text += f'[[steps]]\nid = "{name}"\ntitle = "Own {name}"\nfrom = "fieldwork_end"\n'
        text += f"offset = {number}\n"
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    old = SENT_BEFORE.replace("\n", "\r\n").encode()
    run, raw = attempt(tmp_path / "own.toml", previous=old, today="2027-02-08")
    assert run.code == 0, run.err
    made = sound(raw)
    assert not made.cancelled
    steps = {event.uid: event for event in made.events if event.summary.startswith("Own ")}
    assert {uid: str(event.start) for uid, event in steps.items()} == {
        "session.26afc5f75b7d65bd6f0182a58e01aaba@jtai": "2027-03-15",
        "request.26afc5f75b7d65bd6f0182a58e01aaba@jtai": "2027-03-16",
        "audit.26afc5f75b7d65bd6f0182a58e01aaba@jtai": "2027-03-17",
    }
    assert made.titled("Keep in touch").uid == (
        "session.session.26afc5f75b7d65bd6f0182a58e01aaba@jtai"
    )


def replaced(old, new):
    def damage(raw):
        assert old in raw
        return raw.replace(old, new)

    return damage


@pytest.mark.parametrize(
    "damage",
    [
        replaced(b"TZOFFSETTO:+0100", b"TZOFFSETTO:+0200"),
        replaced(b"DTSTART;TZID=Europe/London:20270308", b"DTSTART;TZID=UTC:20270308"),
        replaced(b"DTSTART;TZID=Europe/London:20270308T093000", b"DTSTART;VALUE=DATE:20270308"),
        replaced(b"20270308T103000", b"20270308T093000"),
        replaced(b"20270308T103000", b"20270308T253000"),
        replaced(b"20270308T103000", b"20270308T103030"),
        replaced(b"UID:session.opening.", b"UID:sessions.opening."),
        replaced(b"TRANSP:OPAQUE\r\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY", b"TRANSP:OPAQUE"),
    ],
)
def test_a_damaged_session_is_refused(attempt, edition, tmp_path, damage):
    first = edition(ALL, "01-04")
    run, raw = attempt(tmp_path / "week.toml", previous=damage(first.raw), today="2027-01-11")
    assert (run.code, raw) == (2, None)
    assert "this calendar is damaged: " in run.err


def test_a_calendar_whose_lines_mail_ended_otherwise_is_the_one_that_was_sent(edition):
    first = edition(ALL, "01-04")
    mailed = first._replace(raw=first.raw.replace(b"\r\n", b"\n"))
    assert edition(ALL, "01-11", mailed).raw == first.raw


def test_a_rehearsal_has_sessions_of_its_own(edition):
    first = edition(ALL, "01-04")
    exercise = edition("rehearsal = true\n" + ALL, "01-04")
    opening = exercise.titled("REHEARSAL: Opening")
    assert (opening.times, opening.place) == (("09:30", "10:30"), "Civic Centre, room 2")
    assert not first.uids & exercise.uids
