"""Reminders, steps done, audiences and folders, as four readers show them."""

import pytest

from tests.calendars.readers import libical
from tests.calendars.readers.making import (
    FIRST,
    MARCH_8,
    MARCH_10,
    PLAN_8,
    PLAN_10,
    SECOND,
    THIRD,
    TITLES,
    WHOSE,
    by_rfc_5546,
    made_before,
    shown,
    take,
    titled,
)
from tests.calendars.readers.reading import NO_LIBICAL, unless, with_libical
from tests.harness import EXAMPLES
from tests.oracle.ics import minutes


def test_reminders(read, calendar):
    events = read(
        calendar(MARCH_8, "--remind", "1d", "--remind", "2h", "--remind", "1w", "--weeks")
    )

    assert len(events) == len(PLAN_8) + 3
    for event in events:
        assert sorted(event.alarms) == [-7 * 24 * 3600, -24 * 3600, -2 * 3600]


def test_reminders_that_change(read, calendar):
    first = calendar(MARCH_8, "--remind", "1d", "--weeks", today=FIRST)
    second = calendar(MARCH_8, "--remind", "2d", today=SECOND, previous=first)

    events = read(second)
    gone = [event for event in events if event.status == "CANCELLED"]
    assert {event.sequence for event in events} == {minutes(SECOND)}
    assert {tuple(event.alarms) for event in events if event not in gone} == {(-2 * 24 * 3600,)}
    assert [event.alarms for event in gone] == [[]] * 3  # nobody is reminded of what is cancelled


def test_no_reminders_unless_asked_for(read, sent):
    assert [event.alarms for event in read(sent[0])] == [[]] * len(PLAN_8)


DONE = """
area = "Exampleshire"
reference = "EX-2027-01"
fieldwork_start = 2027-03-08
[actual]
notified = 2027-02-22
fieldwork_ended = 2027-03-12
draft_received = 2027-04-06
published = 2027-05-05
"""


def test_steps_that_are_done(read, calendar):
    planned = calendar(MARCH_8, today=FIRST)
    events = read(calendar(None, toml=DONE, whose=(), today="2027-06-01", previous=planned))

    # Published on 5 May, a day late; so the statement is due a working day later, 12 August. That
    # the draft came is a step of its own, which is not in the plan until it has happened.
    late = {
        "Report published": ("2027-05-05", "2027-05-06"),
        "Written statement of proposed action": ("2027-08-12", "2027-08-13"),
    }
    draft = ("Draft report received", "2027-04-06", "2027-04-07")
    done = {"Notification", "Fieldwork", "Report published", draft[0]}
    assert shown(events) == sorted(
        (
            f"{'DONE: ' if title in done else ''}{title}, JTAI Exampleshire",
            *late.get(title, days),
        )
        for title, *days in [*PLAN_8, draft]
    )
    now = minutes("2027-06-01")
    raised = {
        event.summary.removeprefix("DONE: ").partition(", JTAI")[0]
        for event in events
        if event.sequence == now
    }
    assert raised == done | late.keys()  # the draft among them, which is new
    assert {event.sequence for event in events} == {minutes(FIRST), now}


def test_a_step_that_is_done_stays_done_and_the_same(read, calendar):
    first = calendar(None, toml=DONE, whose=(), today="2027-06-01")
    second = calendar(None, toml=DONE, whose=(), today="2027-06-02", previous=first)

    assert second == first
    assert {event.sequence for event in read(first)} == {minutes("2027-06-01")}


# Who takes part, as the framework says; what is required concerns everyone.
NOT_PARTNERS = {
    "Case selection",
    "Planning and pre-inspection analysis",
    "Further pre-inspection analysis",
}
NOT_INSPECTORS = {"Case audits done"}
REQUIRED = {
    "Notification",
    "Fieldwork",
    "Report published",
    "Written statement of proposed action",
}

AUDIENCES = [
    (("--for", "everyone"), TITLES),
    (("--for", "partners"), TITLES - NOT_PARTNERS),
    (("--for", "inspectors"), TITLES - NOT_INSPECTORS),
    (("--only", "required"), REQUIRED),
    (("--for", "partners", "--only", "required"), REQUIRED),
    (("--step", "fieldwork", "--step", "report"), {"Fieldwork", "Report published"}),
]


@pytest.mark.parametrize(
    ("arguments", "titles"), AUDIENCES, ids=[" ".join(arguments) for arguments, _ in AUDIENCES]
)
def test_each_audience_gets_its_own_steps(read, calendar, arguments, titles):
    expected = [each for each in PLAN_8 if each[0] in titles]

    assert shown(read(calendar(MARCH_8, *arguments))) == titled("Exampleshire", expected)


def folder_of(run, folder):
    """A folder's calendars, by name; and nothing else is in it."""
    assert run.code == 0, run.err
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    assert all(name.endswith(".ics") for name in files)
    return files


@pytest.fixture
def split(jtai, tmp_path):
    """Make a folder of calendars, once for all readers: names and bytes."""

    def make(*arguments, today=FIRST, previous=None):
        key = ("split", arguments, today, tuple((previous or {}).items()))
        if key not in made_before:
            number = len(made_before)
            old, new = tmp_path / f"old-{number}", tmp_path / f"new-{number}"
            more = ()
            if previous is not None:
                old.mkdir()
                for name, data in previous.items():
                    (old / name).write_bytes(data)
                more = ("--previous", old)
            run = jtai("calendar", *arguments, *more, "--today", today, "-o", new)
            made_before[key] = folder_of(run, new)
        return made_before[key]

    return make


def test_a_folder_for_partners_and_inspectors(read, split):
    files = split(MARCH_8, *WHOSE, "--split-by", "who")

    assert set(files) == {"partners.ics", "inspectors.ics"}
    for name, left_out in [("partners.ics", NOT_PARTNERS), ("inspectors.ics", NOT_INSPECTORS)]:
        expected = [each for each in PLAN_8 if each[0] not in left_out]
        assert shown(read(files[name])) == titled("Exampleshire", expected)


def test_a_folder_that_moves(read, split):
    first = split(MARCH_8, *WHOSE, "--split-by", "who")
    second = split(MARCH_10, *WHOSE, "--split-by", "who", today=SECOND, previous=first)
    third = split(MARCH_10, *WHOSE, "--split-by", "who", today=THIRD, previous=second)

    assert third == second
    for name, left_out in [("partners.ics", NOT_PARTNERS), ("inspectors.ics", NOT_INSPECTORS)]:
        store = take(take({}, read(first[name]), by_rfc_5546), read(second[name]), by_rfc_5546)
        expected = [each for each in PLAN_10 if each[0] not in left_out]
        assert shown(store.values()) == titled("Exampleshire", expected)


EXAMPLE = EXAMPLES / "exampleshire.toml"


def test_a_folder_for_the_agencies(read, split, calendar):
    files = split(EXAMPLE, "--split-by", "agency")
    whole = read(calendar(None, toml=EXAMPLE.read_text(encoding="utf-8"), whose=(), today=FIRST))

    assert len(files) == 6
    for data in files.values():
        events = read(data)
        titles = {event.summary.removeprefix("DONE: ") for event in events}
        assert titles >= {f"{t}, JTAI Exampleshire" for t in REQUIRED}
        assert [event for event in whole if event.uid in {e.uid for e in events}] == events


ODD_AGENCIES = """
area = "Exampleshire"
reference = "EX-2027-01"
fieldwork_start = 2027-03-08
[[partners]]
agency = 'Ynys Môn, "Blaenau"; \\New\\n 🏴 עברית'
[[partners]]
agency = "Police: North"
[[partners]]
agency = "Police / North"
[[partners]]
agency = "../../CON"
[[partners]]
agency = "..."
"""


def test_a_folder_for_agencies_with_odd_names(read, split, tmp_path):
    (tmp_path / "odd.toml").write_text(ODD_AGENCIES, encoding="utf-8")
    files = split(tmp_path / "odd.toml", "--split-by", "agency")

    assert len(files) == 5
    for data in files.values():
        expected = [each for each in PLAN_8 if each[0] not in NOT_PARTNERS]
        assert shown(read(data)) == titled("Exampleshire", expected)


# ------------------------------------------------------------------------------------------- Faults


def test_libical_has_only_the_organizer_to_complain_of(calendar):
    """RFC 5546 wants an ORGANIZER beside a METHOD; with one, Outlook asks everybody to accept."""
    unless(None if libical.library() else NO_LIBICAL)
    arguments = ("--weeks", "--remind", "1d", "--observed")
    with_method = calendar(MARCH_8, *arguments)
    without = calendar(MARCH_8, *arguments, "--no-method")

    events, faults = with_libical(with_method, restrictions=True)
    assert len(faults) <= len(events)
    assert [each for each in faults if "ORGANIZER property" not in each] == []
    assert with_libical(without, restrictions=True) == (events, [])


@pytest.mark.parametrize(
    "arguments",
    [
        ("--no-method",),
        ("--refresh", "1h"),
        ("--observed", "--weeks", "--remind", "3d"),
        ("--region", "SCT", "--closure", "2027-02-26"),
        ("--framework", "jtai-2022", "--theme", "front-door", "--report-basis", "calendar"),
    ],
    ids=" ".join,
)
def test_no_reader_finds_a_fault_with_any_option(read, calendar, arguments):
    first = calendar(MARCH_8, *arguments, today=FIRST)
    second = calendar(MARCH_10, today=SECOND, previous=first)

    assert len(read(first)) >= len(PLAN_8)
    assert shown(read(second)) == titled("Exampleshire", PLAN_10)


@pytest.mark.parametrize("name", ["exampleshire", "bromley-2025", "haringey-2017"])
def test_no_reader_finds_a_fault_in_an_example(read, calendar, name):
    toml = (EXAMPLES / f"{name}.toml").read_text(encoding="utf-8")

    assert read(calendar(None, "--weeks", "--observed", toml=toml, whose=()))
