"""Previous files that were damaged, options and outputs that cannot be."""

import base64
import functools
import random
import re

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st

from tests.calendars.bytes.making import (
    LATER,
    MUCH_LATER,
    NAMED,
    TODAY,
    as_dates,
    damaged,
    few,
    without,
)
from tests.oracle.ics import CONTROLS, OF_AN_EVENT, minutes, sound
from tests.oracle.timetable import BY_HAND, MONDAY, WEDNESDAY


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
        assert {event.sequence for event in sent.events} == {minutes(TODAY) + 1}
        assert sent.uids == sound((folder / path.name).read_bytes()).uids


# ----------------------------------------------------------------------------------------- refusals


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


def sequenced(new, raw):
    """The first SEQUENCE, whatever it is, becomes something else."""
    damaged, count = re.subn(rb"SEQUENCE:\d+", new, raw, count=1)
    assert count
    assert damaged != raw
    return damaged


def with_sequence(new):
    return functools.partial(sequenced, new)


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
    "not UTF-8": replaced(b"Exampleshire", b"Exampl\x81shire"),
    "UTF-16": lambda raw: raw.decode().encode("utf-16-le"),
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
    "a SEQUENCE in words": with_sequence(b"SEQUENCE:none"),
    "a SEQUENCE below 0": with_sequence(b"SEQUENCE:-1"),
    "a blank in a SEQUENCE": with_sequence(b"SEQUENCE: 0"),
    "an empty SEQUENCE": with_sequence(b"SEQUENCE:"),
    "a SEQUENCE that cannot be raised": with_sequence(b"SEQUENCE:2147483647"),
    "two SEQUENCEs": with_sequence(rb"\g<0>\r\nSEQUENCE:7"),
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
        lambda event: sequenced(b"SEQUENCE:4", event).replace(b"0222", b"0201")
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
    "10 MB on one line": with_sequence(b"SEQUENCE:" + b"9" * 10_000_000),
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
        *("STATUS", "CATEGORIES", "URL"),
    }


@pytest.fixture
def sent_twice(write):
    """A file with events in it that are cancelled already, as it was sent for Wednesday."""
    first = write(MONDAY, *NAMED, "--weeks")
    return write(WEDNESDAY, *NAMED, previous=first.raw, today=LATER)


@pytest.mark.parametrize("strange", STRANGE)
@pytest.mark.parametrize("before", ["SUMMARY:Notification", "SUMMARY:CANCELLED"])
def test_nothing_strange_is_handed_on(attempt, sent_twice, strange, before):
    # Unchanged and cancelled events are copied byte for byte, and nobody vouches for the copy.
    at = sent_twice.raw.index(before.encode())
    damaged = sent_twice.raw[:at] + strange + sent_twice.raw[at:]
    assert_refused_or_harmless(attempt, sent_twice, damaged)


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
