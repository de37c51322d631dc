"""Which events are the same: identity, references and UIDs."""

import datetime as dt
import unicodedata

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.calendars.bytes.making import LATER, NAMED, REFERENCE, few, same_reference
from tests.oracle.ics import minutes
from tests.oracle.timetable import MONDAY, TITLES, WEDNESDAY


def test_a_moved_start_keeps_every_uid(write):
    monday, wednesday = write(MONDAY, *NAMED), write(WEDNESDAY, *NAMED)
    for title in TITLES.values():
        assert monday.titled(title).uid == wednesday.titled(title).uid


def test_a_uid_is_made_of_no_date(write):
    for event in write(MONDAY, *NAMED, "--weeks").events:
        for date in (event.start, event.end, event.end + dt.timedelta(days=1)):
            assert f"{date:%Y%m%d}" not in event.uid
            assert f"{date:%Y-%m-%d}" not in event.uid


def test_with_a_reference_another_area_or_theme_keeps_every_uid(write):
    first = write(MONDAY, "--area", "Exampleshire", "--reference", REFERENCE)
    for changed in (
        ["--area", "Borsetshire"],
        ["--theme", "early-help"],
        ["--area", "Exampleshire", "--theme", "front-door"],
    ):
        second = write(MONDAY, *changed, "--reference", REFERENCE)
        for title in TITLES.values():
            assert first.titled(title).uid == second.titled(title).uid


OWN_STEP = """
area = "Exampleshire"
reference = "EX-2027-01"
fieldwork_start = 2027-03-08
[[steps]]
id = "brief-lead-member"
title = "{}"
from = "fieldwork_start"
offset = -2
"""


def test_a_changed_title_keeps_the_uid_and_raises_only_its_sequence(write, tmp_path):
    file = tmp_path / "inspection.toml"
    file.write_text(OWN_STEP.format("Brief the lead member"), encoding="utf-8")
    first = write(file)
    file.write_text(OWN_STEP.format("Brief, and thank, the lead member"), encoding="utf-8")
    second = write(file, previous=first.raw, today=LATER)
    was = first.titled("Brief the lead member")
    now = second.titled("Brief, and thank, the lead member")
    assert (now.uid, now.sequence) == (was.uid, minutes(LATER))
    assert now.sequence > was.sequence
    assert (now.start, now.end) == (dt.date(2027, 3, 4), dt.date(2027, 3, 4))
    for event in second.events:
        if event.uid != now.uid:
            assert event.raw == first.by_uid[event.uid].raw


def test_the_reference_comes_from_the_file_as_well_as_from_the_flag(write, tmp_path):
    file = tmp_path / "inspection.toml"
    file.write_text(
        f'area = "X"\nreference = "{REFERENCE}"\nfieldwork_start = 2027-03-08\n', encoding="utf-8"
    )
    assert write(file).uids == write(MONDAY, *NAMED).uids


def test_a_reference_is_kept_in_the_file(write):
    odd = "EX;2027, 01 \\ 'é'"
    sent = write(MONDAY, "--reference", odd)
    assert sent.reference == odd


def test_without_a_reference_the_identity_is_derived_and_printed(write):
    first = write(MONDAY, "--area", "Exampleshire", "--theme", "front-door")
    assert first.reference in first.err
    assert first.uids == write(WEDNESDAY, "--area", "Exampleshire", "--theme", "front-door").uids


def test_inspections_without_a_reference_that_differ_share_no_uid(write):
    seen = set()
    for options in (
        ["--area", "Exampleshire"],
        ["--area", "Borsetshire"],
        ["--area", "Exampleshire", "--theme", "front-door"],
        ["--area", "Exampleshire", "--theme", "early-help"],
        ["--area", "Exampleshire", "--framework", "jtai-2016"],
        ["--area", "Exampleshire front-door"],
        ["--area", "Exampleshire", "--reference", "Exampleshire"],
        ["--area", "Exampleshire", "--reference", "Borsetshire"],
    ):
        uids = write(MONDAY, *options).uids
        assert not seen & uids, options
        seen |= uids


# Texts that a careless slug, a careless join with the step's id or a careless fold makes one.
ALIKE = st.lists(
    st.sampled_from(
        ["EX", "ex", "É", "E\u0301", "-", "_", " ", "  ", ".", "/", ":", "@", "fieldwork", "report",
         "-fieldwork", "fieldwork-", "01", "1", "\u200f", "\u00ad", "ﬁ", "fi", "😀", "%", "\\", ","]
    ),
    min_size=1,
    max_size=3,
).map("".join)  # fmt: skip
NAMES = st.one_of(ALIKE, st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])))
WORDS = NAMES.map(str.strip).filter(bool)


@few(max_examples=40)
@given(first=WORDS, second=WORDS)
def test_two_references_never_share_a_uid_and_one_always_does(write, first, second):
    one = write(MONDAY, f"--reference={first}", f"--area={second}")
    again = write(WEDNESDAY, f"--reference={first}", "--theme", "early-help")
    assert one.uids == again.uids
    if same_reference(first) != same_reference(second):
        assert not one.uids & write(MONDAY, f"--reference={second}", f"--area={second}").uids


def same_place(area):
    """Capitals, spaces and the form of a letter make no other place of the same name."""
    return " ".join(unicodedata.normalize("NFKC", area).casefold().split())


@few(max_examples=25)
@given(first=WORDS, second=WORDS)
def test_two_areas_without_a_reference_never_share_a_uid(write, first, second):
    assume(same_place(first) != same_place(second))
    one = write(MONDAY, f"--area={first}")
    assert not one.uids & write(MONDAY, f"--area={second}").uids


def test_a_start_moved_to_another_framework_is_told_how_to_keep_its_events(write, attempt):
    """Without a reference the events are known by the framework, too."""
    first = write("2020-03-23", "--area", "A")
    ran, raw = attempt("2020-04-06", "--area", "A", previous=first.raw)
    assert (ran.code, raw) == (2, None)
    assert "--reference 'jtai-2016/-/a'" in ran.err
    kept = ("--area", "A", "--reference", "jtai-2016/-/a")
    assert write("2020-04-06", *kept, previous=first.raw).uids >= first.uids
