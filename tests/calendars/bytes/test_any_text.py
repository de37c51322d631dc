"""Any text that somebody may type, and any start, in a calendar's bytes."""

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calendars.bytes.making import (
    LATER,
    NAMED,
    REFERENCE,
    dates_of,
    few,
    same_reference,
    shown,
    steps_of,
)
from tests.oracle.ics import sound
from tests.oracle.timetable import MONDAY

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
    assert sent.calendar.one("NAME") == f"JTAI {area}".rstrip()
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
    assert [event.summary for event in sent.events] == [f"Fieldwork, JTAI {area}".rstrip()]
    assert sent.reference == same_reference(area)


@pytest.mark.parametrize("shift", range(5))
def test_no_fold_falls_inside_a_character_or_an_escape(write, shift):
    # Five shifts of a pattern of four-octet characters and escapes meet each octet of a line.
    area = "x" * shift + "😀\\,;é" * 60
    for event in write(MONDAY, "--area", area, "--reference", REFERENCE).events:
        assert event.summary.endswith(f", JTAI {area}".rstrip())


def test_text_of_an_inspection_file_is_escaped_too(write, tmp_path):
    file = tmp_path / "inspection.toml"
    file.write_text(
        'area = "A\\\\B"\nfieldwork_start = 2027-03-08\n[[steps]]\nid = "own"\n'
        'title = "BEGIN:VEVENT, \\\\n; \\"q\\" 😀"\nowner = "A\\\\, B; C"\n'
        'from = "fieldwork_start"\noffset = -2\n',
        encoding="utf-8",
    )
    event = write(file).titled('BEGIN:VEVENT, \\n; "q" 😀')
    assert event.summary == 'BEGIN:VEVENT, \\n; "q" 😀, JTAI A\\B'
    assert "A\\, B; C" in event.description


@pytest.mark.parametrize("name", ["area", "reference"])
@pytest.mark.parametrize("bad", ["\n", "\r\n", "\r", "\0", "\x1b[31m", "\x85", "\u2028", "\x7f"])
def test_a_line_break_or_control_is_refused(attempt, name, bad):
    ran, raw = attempt(MONDAY, f"--{name}=a{bad}BEGIN:VEVENT")
    assert (ran.code, raw) == (2, None)
    assert ran.err.startswith("jtai: ")


# --------------------------------------------------------------------------- any start of fieldwork


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
    titles = {f"{step['title']}, JTAI Exampleshire" for step in steps_of(planned)}
    steps = sorted(event.shown for event in sent.events if event.summary in titles)
    assert steps == shown(steps_of(planned))
    blocks = [(event.start, event.end) for event in sent.events if event.summary not in titles]
    assert blocks == ([dates_of(week) for week in planned["weeks"]] if weeks else [])
    assert attempt(start, *NAMED, *options, *(["--weeks"] if weeks else []))[1] == raw
