"""`jtai calendar` as a command: what it writes where, what it says, and what it refuses."""

import io
import os
import re
import sys

import pytest

from jtai_cli.outputs import files
from tests.harness import ROOT
from tests.oracle.ics import minutes

EXAMPLE = ROOT / "examples/exampleshire.toml"
START = "2027-03-08"
AGENCIES = [
    "exampleshire-constabulary.ics",
    "exampleshire-council-children-s-services.ics",
    "exampleshire-integrated-care-board.ics",
    "exampleshire-schools.ics",
    "exampleshire-youth-justice-service.ics",
    "probation-service-exampleshire.ics",
]


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def ids(data):
    return re.findall(rb"UID:([\w.-]+)\.\w+@jtai", data)


def test_stdout_gets_the_bytes_that_a_file_gets(jtai, folder, monkeypatch):
    out = io.TextIOWrapper(io.BytesIO(), newline="\r\n")  # where print would make CR CR LF
    monkeypatch.setattr(sys, "stdout", out)
    given = (START, "--area", "Exampleshire", "--today", START)
    jtai("calendar", *given)
    jtai("calendar", *given, "-o", "a.ics")
    assert out.buffer.getvalue() == (folder / "a.ics").read_bytes()


def test_it_says_by_what_name_the_events_are_known(jtai):
    given = ("calendar", START, "-o", "a.ics", "--force")
    derived = jtai(*given, "--area", "Exampleshire")
    assert "note: The events are known as 'jtai-2022/-/exampleshire', made of" in derived.err
    named = jtai(*given, "--reference", "EX-1", "-q")
    assert (named.out, named.err) == ("", "")
    nameless = jtai("calendar", START, "-o", "b.ics")
    assert "note: Without --area or --reference the events are the same as in" in nameless.err
    named = jtai("calendar", START, "--reference", "EX-1", "--no-elections", "-o", "c.ics")
    assert named.err == "Written to c.ics, 15 events\n"


def test_a_theme_that_is_known_later_keeps_the_events_where_the_reference_is_given(jtai):
    jtai("calendar", START, "--area", "Exampleshire", "-o", "a.ics")
    moved = (START, "--area", "Exampleshire", "--theme", "front-door", "--previous", "a.ics")
    refused = jtai("calendar", *moved, "-o", "b.ics")
    assert refused.code == 2
    (reference,) = re.findall(r"add --reference '(.*)'", refused.err)
    kept = jtai("calendar", *moved, "--reference", reference, "-o", "b.ics")
    assert (kept.code, kept.err.splitlines()[0]) == (0, "No event has changed since a.ics.")


def test_the_file_sent_last_may_be_the_file_to_write(jtai, folder):
    given = ("--reference", "EX-1", "--today", "2027-02-22", "-o", "a.ics")
    jtai("calendar", START, *given)
    before = (folder / "a.ics").read_bytes()
    again = ("--previous", "a.ics", "--force")
    assert jtai("calendar", "2027-03-15", *given, *again).err.startswith("Since a.ics: 15 moved\n")
    after = (folder / "a.ics").read_bytes()
    assert ids(after) == ids(before)
    assert f"SEQUENCE:{minutes('2027-02-22') + 1}\r\n".encode() in after
    assert jtai("calendar", START, *given, "--previous", "a.ics").code == 2  # --force is missing
    assert (folder / "a.ics").read_bytes() == after


def test_a_calendar_replaced_without_the_last_is_said_to_know_nothing_of_it(jtai):
    given = ("calendar", START, "--reference", "EX-1", "-o", "a.ics")
    assert "is replaced" not in jtai(*given).err
    assert "The calendar that was there is replaced" in jtai(*given, "--force").err
    assert "is replaced" not in jtai(*given, "--force", "--previous", "a.ics").err


def test_a_move_that_looks_like_another_inspection_is_said(jtai):
    jtai("calendar", START, "--area", "Exampleshire", "-o", "a.ics")
    given = ("--area", "Exampleshire", "--previous", "a.ics")
    assert "another inspection" not in jtai("calendar", "2027-05-10", *given).err
    assert "another inspection of the area" in jtai("calendar", "2029-03-05", *given).err


def test_when_it_was_written(jtai, folder, monkeypatch):
    def stamps(*given):
        jtai("calendar", START, "--reference", "EX-1", "-o", "a.ics", "--force", *given)
        data = (folder / "a.ics").read_bytes()
        return set(re.findall(rb"(?m)^(?:DTSTAMP|LAST-MODIFIED):(.*)\r$", data))

    assert stamps("--today", "2027-02-22") == {b"20270222T000000Z"}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1803286923")
    assert stamps() == {b"20270222T090203Z"}
    assert stamps("--today", "2027-02-23") == {b"20270223T000000Z"}
    monkeypatch.setenv("JTAI_TODAY", "2027-02-24")
    assert stamps() == {b"20270224T000000Z"}


@pytest.mark.parametrize("seconds", ["soon", "-5", "1e9", "99999999999"])
def test_a_moment_that_is_none(seconds, jtai, folder, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    run = jtai("calendar", START, "-o", "a.ics")
    assert (run.code, names(folder)) == (2, [])
    assert run.err.startswith(f"jtai: SOURCE_DATE_EPOCH is {seconds!r}, which is not")


@pytest.mark.parametrize(
    ("length", "written"),
    [("90m", b"-PT1H30M"), ("15h", b"-PT15H"), ("1d", b"-P1D"), ("2w", b"-P14D")],
)
def test_reminders(length, written, jtai, folder):
    jtai("calendar", START, "--remind", length, "--step", "report", "-o", "a.ics")
    assert b"\r\nTRIGGER:" + written + b"\r\n" in (folder / "a.ics").read_bytes()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--remind", "0d"], "--remind: '0d' is not a length of time up to a year"),
        (["--remind", "1 day"], "'1 day' is not a length"),
        (["--remind", "367d"], "'367d' is not a length"),
        (["--refresh", "-1h"], "--refresh: '-1h' is not"),
        (["--step", "fieldwrok"], "Did you mean fieldwork?"),
        (["--step", "case-audits", "--only", "required"], "nothing is left to write"),
        (["--only", "suggested"], "--only: 'suggested'"),
        (["--previous", "nowhere.ics"], "'nowhere.ics' does not exist"),
        (["--previous", "."], "is a folder"),
        (["--split-by", "agency"], "no partner agency is named"),
        (["--split-by", "who", "--for", "partners"], "Take one of them out"),
        (["--split-by", "who", "--previous", "a.ics"], "'a.ics' is not a folder"),
        (["--split-by", "who", "--previous", "empty"], "'empty' holds no calendar"),
        (["--format", "json"], "there is no option '--format'"),
    ],
)
def test_what_it_refuses(given, said, jtai, folder):
    (folder / "a.ics").write_text("not a calendar")
    (folder / "empty").mkdir()
    run = jtai("calendar", START, "-o", "new.ics", *given)
    assert run.code == 2
    assert run.err.startswith("jtai: ")
    assert said in run.err.splitlines()[0]
    assert names(folder) == ["a.ics", "empty"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["-o", "a.txt"], "'a.txt' does not end in .ics"),
        (["-o", "calendar"], "Type -o calendar.ics"),
        (["-o", ""], "Type -o calendar.ics"),
        (["-o", "."], "Type -o calendar.ics"),
        (["-o", ".."], "Type -o calendar.ics"),
        (["-o", "/"], "Type -o calendar.ics"),
        (["-o", "x" * 300 + ".ics"], "cannot be written"),
        (["--split-by", "who", "-o", "x" * 300], "cannot be written"),
        (["--split-by", "who"], "--split-by writes a folder: name it with -o."),
        (["--split-by", "who", "-o", "-"], "name it with -o."),
        (["--split-by", "who", "-o", "."], "is not the name of a folder"),
        (["--split-by", "who", "-o", "no/where"], "there is no folder"),
    ],
)
def test_where_it_cannot_be_written(given, said, jtai, folder):
    run = jtai("calendar", START, *given)
    assert run.code == 2
    assert said in run.err.splitlines()[0]
    assert names(folder) == []


def test_a_folder_with_a_file_for_each_agency(jtai, folder):
    run = jtai("calendar", EXAMPLE, "--split-by", "agency", "-o", "calendars")
    assert run.code == 0
    assert names(folder / "calendars") == AGENCIES
    police = (folder / "calendars" / AGENCIES[0]).read_bytes()
    assert b"brief-lead-member" in ids(police)
    assert b"planning" not in ids(police)
    assert "Written to calendars, 15 events: exampleshire-council" in run.err


@pytest.mark.parametrize("split_by", ["who", "agency"])
def test_a_folder_warns_as_one_calendar_does(split_by, jtai, folder):
    """Fieldwork on a Tuesday after Easter, with a closure in the week of notice before it."""
    text = EXAMPLE.read_text(encoding="utf-8").replace("2027-03-08", "2027-03-30")
    (folder / "easter.toml").write_text(text, encoding="utf-8")
    given = ("calendar", "easter.toml", "--closure", "2027-03-24")

    def said(*more):
        return [line for line in jtai(*given, *more).err.splitlines() if line[:7] == "warning"]

    one = said("-o", "one.ics")
    codes = ["fieldwork-start-not-monday", "bank-holiday-in-weeks", "step-on-closure"]
    assert [re.search(r"\[([a-z-]+)\]$", line)[1] for line in one] == codes
    assert said("--split-by", split_by, "-o", "calendars") == one


def test_what_no_agency_has_is_said(jtai, folder):
    run = jtai("calendar", EXAMPLE, "--split-by", "agency", "-o", "calendars")
    nobodys = (
        "Case selection, Planning and pre-inspection analysis and Further pre-inspection analysis"
    )
    assert f"what inspectors do without partners: {nobodys}." in run.err
    run = jtai("calendar", EXAMPLE, "--split-by", "agency", "--only", "required", "-o", "fixed")
    assert "without partners" not in run.err
    run = jtai("calendar", EXAMPLE, "--split-by", "who", "-o", "two")
    assert "without partners" not in run.err


def test_a_folder_that_was_empty_replaces_nothing(jtai, folder):
    (folder / "calendars").mkdir()
    given = ("calendar", EXAMPLE, "--split-by", "agency", "-o", "calendars")
    assert "is replaced" not in jtai(*given).err
    assert "is replaced" in jtai(*given, "--force").err


def test_a_folder_for_inspectors_and_partners(jtai, folder):
    given = ("calendar", START, "--reference", "EX-1", "--today", "2027-02-22")
    jtai(*given, "--split-by", "who", "-o", "calendars")
    assert names(folder / "calendars") == ["inspectors.ics", "partners.ics"]
    for audience in ("inspectors", "partners"):
        jtai(*given, "--for", audience, "-o", f"{audience}.ics")
        alone = (folder / f"{audience}.ics").read_bytes()
        part = (folder / "calendars" / f"{audience}.ics").read_bytes()
        assert b"\r\nNAME:JTAI: " + audience.encode() + b"\r\n" in part
        whole = part.replace(f"JTAI: {audience}\r\n".encode(), b"JTAI\r\n")
        assert whole.replace(f"X-JTAI-PART:{audience}\r\n".encode(), b"") == alone


def test_the_next_edition_of_a_folder(jtai, folder):
    given = ("calendar", EXAMPLE, "--split-by", "agency", "--today", "2027-02-22", "-o")
    jtai(*given, "first")
    fewer = EXAMPLE.read_text().split('[[partners]]\nagency = "Exampleshire Youth')[0]
    fewer += '[[partners]]\nagency = "NSPCC"\n'
    (folder / "fewer.toml").write_text(fewer.replace("2027-03-08", "2027-03-15"))
    given = ("calendar", "fewer.toml", "--split-by", "agency")
    run = jtai(*given, "--previous", "first", "--today", "2027-02-23", "-o", "second")
    assert run.err.startswith("Since first, in ")
    assert "options leave it out" not in run.err
    assert names(folder / "second") == sorted([*AGENCIES, "nspcc.ics"])
    gone = (folder / "second" / "exampleshire-youth-justice-service.ics").read_bytes()
    first = (folder / "first" / "exampleshire-youth-justice-service.ics").read_bytes()
    assert gone.count(b"STATUS:CANCELLED") == gone.count(b"BEGIN:VEVENT") == len(ids(first))
    moved = minutes("2027-02-23")
    assert f"SEQUENCE:{moved}\r\n".encode() in (folder / "second" / AGENCIES[0]).read_bytes()
    # Whoever has several of these files keeps what one of them lost and another has.
    above = f"SEQUENCE:{moved + 1}\r\n".encode()
    assert above in (folder / "second" / "nspcc.ics").read_bytes()
    again = jtai(*given, "--previous", "second", "-o", "third")
    assert again.err.startswith("No event has changed since second.\n")
    for path in (folder / "second").iterdir():
        assert (folder / "third" / path.name).read_bytes() == path.read_bytes()
    jtai(*given, "--previous", "second", "--drop-cancelled", "-o", "fourth")
    assert names(folder / "fourth") == sorted([*AGENCIES[:4], AGENCIES[5], "nspcc.ics"])


def test_a_folder_keeps_its_memory_however_its_files_are_called(jtai, folder):
    jtai("calendar", EXAMPLE, "--split-by", "who", "-o", "first")
    (folder / "first/partners.ics").rename(folder / "first/For Partners.ICS")
    (folder / "first/.DS_Store").write_text("")
    given = ("calendar", EXAMPLE, "--split-by", "who", "--previous", "first", "-o", "first")
    run = jtai(*given, "--force")
    assert run.err.startswith("No event has changed since first.\n")
    assert names(folder / "first") == ["For Partners.ICS", "inspectors.ics"]


@pytest.mark.parametrize("split_by", ["who", "agency"])
def test_a_folder_may_be_split_otherwise_next_time(split_by, jtai, folder):
    jtai("calendar", EXAMPLE, "--split-by", "agency", "-o", "first")
    run = jtai("calendar", EXAMPLE, "--split-by", split_by, "--previous", "first", "-o", "second")
    assert run.code == 0
    expected = {"who": sorted([*AGENCIES, "inspectors.ics", "partners.ics"]), "agency": AGENCIES}
    assert names(folder / "second") == expected[split_by]


def test_a_calendar_that_is_no_part_is_not_taken_for_one(jtai, folder):
    jtai("calendar", EXAMPLE, "--split-by", "who", "-o", "first")
    given = ("calendar", EXAMPLE, "--split-by", "who", "--previous", "first", "-o", "second")
    partners = (folder / "first/partners.ics").read_bytes()
    (folder / "first/zz copy.ics").write_bytes(partners)
    run = jtai(*given)
    assert run.code == 2
    assert "zz copy.ics: this is that of 'partners' too, and not one of those" in run.err
    jtai("calendar", EXAMPLE, "-o", "first/zz copy.ics", "--force")
    run = jtai(*given)
    assert run.code == 2
    assert "zz copy.ics: this is the whole calendar, and not one of those" in run.err
    assert names(folder) == ["first"]


def test_a_part_can_be_gone_on_with_alone(jtai, folder):
    jtai("calendar", EXAMPLE, "--split-by", "who", "-o", "first")
    given = ("--for", "partners", "--previous", "first/partners.ics", "-o", "a.ics")
    run = jtai("calendar", EXAMPLE, *given)
    assert run.err.startswith("No event has changed")


def test_what_the_options_leave_out_is_said_not_to_be_gone(jtai):
    jtai("calendar", EXAMPLE, "--weeks", "-o", "a.ics")
    given = ("calendar", EXAMPLE, "--previous", "a.ics", "-o", "b.ics", "--force")
    run = jtai(*given)
    assert "'Week 1, JTAI Exampleshire' is cancelled because the options leave it out" in run.err
    assert "Written to b.ics, 18 events and 3 cancelled\n" in run.err
    assert "leave it out" not in jtai(*given, "--weeks").err


def test_a_calendar_on_the_screen_is_said_to_be_one(jtai, monkeypatch):
    assert "the calendar itself" not in jtai("calendar", EXAMPLE).err
    monkeypatch.setattr("jtai_cli.commands.editions.on_screen", lambda: True)
    assert "note: That is the calendar itself." in jtai("calendar", EXAMPLE).err


def test_quiet_is_quiet(jtai):
    jtai("calendar", START, "-o", "a.ics")
    run = jtai("calendar", "2027-03-10", "--previous", "a.ics", "-o", "b.ics", "-q")
    assert (run.code, run.out) == (0, "")
    assert run.err.startswith("Since a.ics: ")  # the list of changes is an answer
    assert not re.search("(?m)^(Written|note:|warning:)", run.err)
    run = jtai("calendar", "2027-03-10", "-o", "c.ics", "-q")
    assert (run.code, run.out, run.err) == (0, "", "")


def test_a_folder_is_replaced_whole_and_only_if_it_holds_calendars_alone(jtai, folder):
    given = ("calendar", EXAMPLE, "-o", "calendars", "--split-by")
    (folder / "calendars").mkdir()  # an empty folder may be filled
    assert jtai(*given, "agency").code == 0
    assert "holds files already" in jtai(*given, "who").err
    assert names(folder / "calendars") == AGENCIES
    assert jtai(*given, "who", "--force").code == 0
    assert names(folder / "calendars") == ["inspectors.ics", "partners.ics"]
    (folder / "calendars").chmod(0o770)
    (folder / "calendars" / ".DS_Store").write_text("nobody misses it")
    assert jtai(*given, "who", "--force").code == 0
    assert (folder / "calendars").stat().st_mode & 0o777 == 0o770
    (folder / "calendars" / "x.ics").mkdir()
    assert "holds 'x.ics', which is not ours" in jtai(*given, "who", "--force").err
    (folder / "calendars" / "x.ics").rmdir()
    (folder / "calendars" / "notes.docx").write_text("dear to somebody")
    assert "holds 'notes.docx', which is not ours to replace" in jtai(*given, "who", "--force").err
    assert names(folder / "calendars") == ["inspectors.ics", "notes.docx", "partners.ics"]
    assert names(folder) == ["calendars"]


@pytest.mark.parametrize("at", [1, 2])
@pytest.mark.parametrize("stop", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_folder_that_cannot_be_finished_is_as_it_was(at, stop, jtai, folder, monkeypatch):
    given = ("calendar", EXAMPLE, "-o", "calendars", "--split-by")
    jtai(*given, "agency")
    rename, calls = files.os.rename, []

    def fail(*paths):
        calls.append(paths)
        if len(calls) == at:
            raise stop
        rename(*paths)

    monkeypatch.setattr(files.os, "rename", fail)
    run = jtai(*given, "who", "--force")
    assert run.code == (2 if isinstance(stop, OSError) else 130)
    assert (names(folder), names(folder / "calendars")) == (["calendars"], AGENCIES)


def test_what_was_in_a_folder_is_never_lost(jtai, folder, monkeypatch):
    """Somebody else makes the folder between the two renames, and puts something in it."""
    given = ("calendar", EXAMPLE, "-o", "calendars", "--split-by")
    jtai(*given, "agency")
    rename, calls = files.os.rename, []

    def race(old, new):
        calls.append(new)
        if len(calls) == 2:
            (folder / "calendars").mkdir()
            (folder / "calendars/other.txt").write_text("")
        rename(old, new)

    monkeypatch.setattr(files.os, "rename", race)
    run = jtai(*given, "who", "--force")
    assert run.code == 2
    (kept,) = re.findall(r"what was in it is now in '(.*)'", run.err)
    assert sorted(os.listdir(kept)) == AGENCIES
    assert names(folder / "calendars") == ["other.txt"]


def test_names_of_agencies_are_never_paths(jtai, folder):
    agencies = ["../../etc/passwd", "CON", "a/b", "A B", "🏴", "x" * 300, "Ynys Môn", "NUL.ics"]
    partners = "".join(f'[[partners]]\nagency = "{agency}"\n' for agency in agencies)
    (folder / "one.toml").write_text(f'fieldwork_start = 2027-03-08\nreference = "1"\n{partners}')
    run = jtai("calendar", "one.toml", "--split-by", "agency", "-o", "calendars")
    assert run.code == 0
    written = ["a-b-1.ics", "a-b.ics", "con-.ics", "etc-passwd.ics", "nul-ics.ics", "unnamed.ics"]
    assert names(folder / "calendars") == sorted([*written, "x" * 60 + ".ics", "ynys-môn.ics"])
    assert names(folder) == ["calendars", "one.toml"]


def test_an_agency_named_twice_has_one_file(jtai, folder):
    partners = '[[partners]]\nagency = "Police"\ncontact = "A"\n' * 2
    (folder / "one.toml").write_text(f'fieldwork_start = 2027-03-08\nreference = "1"\n{partners}')
    jtai("calendar", "one.toml", "--split-by", "agency", "-o", "calendars")
    assert names(folder / "calendars") == ["police.ics"]


def test_options_by_environment(jtai, folder, monkeypatch):
    monkeypatch.setenv("JTAI_STEP", "report;statement")
    monkeypatch.setenv("JTAI_REMIND", "1d;1w")
    monkeypatch.setenv("JTAI_CALENDAR_FOR", "partners")
    monkeypatch.setenv("JTAI_FOR", "nobody")  # of other commands, which mean an agency by --for
    monkeypatch.setenv("JTAI_FORMAT", "json")  # for other commands
    jtai("calendar", START, "-o", "a.ics")
    data = (folder / "a.ics").read_bytes()
    assert ids(data) == [b"report", b"statement"]
    assert data.count(b"BEGIN:VALARM") == 4


def test_the_real_dates_of_haringey(jtai, folder):
    """From Haringey's letter and its own published timeline."""
    jtai("calendar", ROOT / "examples/haringey-2017.toml", "-o", "haringey.ics")
    data = (folder / "haringey.ics").read_bytes().replace(b"\r\n ", b"").decode()
    done = re.findall(
        r"DTSTART;VALUE=DATE:(\d+)\r\n.*\r\nSUMMARY:DONE: (.*)\\, JTAI Haringey\r", data
    )
    assert done == [
        ("20171121", "Notification"),
        ("20171204", "Fieldwork"),
        ("20180103", "Draft letter received"),
        ("20180130", "Letter of findings published"),
    ]
    assert "DTSTART;VALUE=DATE:20180511\r\n" in data  # the statement, still to be done


WEEK = """\
area = "Exampleshire"
reference = "EX-1"
fieldwork_start = 2027-03-08
[[partners]]
agency = "Exampleshire Police"
[[partners]]
agency = "Health"
[agencies]
case-audits = "Health"
[[request]]
item = "Child-level lists"
agency = "Police"
due = 3
got.Police = 2027-02-24
[[request]]
item = "Undated"
[[audit]]
case = "EX-01"
due = 7
[[session]]
day = 1
start = "09:30"
end = "10:30"
title = "Opening meeting"
place = "Civic Centre, room 2 "
agencies = ["Police"]
[[session]]
day = 2
start = "09:30"
end = "10:30"
title = "Keep-in-touch meeting"
"""


def summaries(text):
    """The titles of a calendar, without what they all end in."""
    found = re.findall(r"SUMMARY:(.*)\r\n", text.replace("\r\n ", ""))
    return [each.removesuffix("\\, JTAI Exampleshire") for each in found]


@pytest.fixture
def week(folder):
    (folder / "week.toml").write_text(WEEK, encoding="utf-8")
    return "week.toml"


def test_each_kind_of_event_alone(jtai, week):
    today = ("--today", "2027-03-01")
    assert summaries(jtai("calendar", week, "--only", "sessions", *today).out) == [
        "Opening meeting",
        "Keep-in-touch meeting",
    ]
    requests = jtai("calendar", week, "--only", "requests", *today).out
    assert summaries(requests) == ["DONE: Child-level lists"]  # what has no day has no event
    assert "DTSTART;VALUE=DATE:20270224\r\n" in requests
    assert summaries(jtai("calendar", week, "--only", "audits", *today).out) == ["Audit of EX-01"]
    steps = summaries(jtai("calendar", week, "--only", "steps", *today).out)
    assert "Notification" in steps
    assert "Audit of EX-01" not in steps


def test_a_calendar_for_an_agency_has_what_is_its_own_and_everyones(jtai, week):
    police = summaries(jtai("calendar", week, "--for", "police", "--today", "2027-03-01").out)
    health = summaries(jtai("calendar", week, "--for", "HEALTH", "--today", "2027-03-01").out)
    assert set(police) - set(health) == {"DONE: Child-level lists", "Opening meeting"}
    assert set(health) - set(police) == {"Case audits done"}
    assert {"Keep-in-touch meeting", "Audit of EX-01", "Notification"} <= {*police} & {*health}
    run = jtai("calendar", week, "--for", "polise")
    assert run.code == 2
    assert "Did you mean police? Type everyone, partners, inspectors, Exampleshire" in run.err
    partners = summaries(jtai("calendar", week, "--for", "inspectors").out)
    assert "Audit of EX-01" not in partners
    assert "Opening meeting" in partners


def test_a_session_has_its_place_and_hours(jtai, week):
    text = jtai("calendar", week, "--only", "sessions").out.replace("\r\n ", "")
    assert "DTSTART;TZID=Europe/London:20270308T093000\r\n" in text
    assert "DTEND;TZID=Europe/London:20270308T103000\r\n" in text
    assert "LOCATION:Civic Centre\\, room 2\r\n" in text
    assert "TRANSP:OPAQUE\r\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n" in text
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert "BEGIN:VTIMEZONE" not in jtai("calendar", week, "--only", "steps").out


def test_what_may_be_a_childs_is_not_written(jtai, folder, week):
    text = WEEK.replace("Opening meeting", "Meeting on 943 476 5919")
    text = text.replace("EX-01", "Casey Example").replace("Keep-in-touch meeting", "Mike Brown")
    (folder / week).write_text(text, encoding="utf-8")
    run = jtai("calendar", week)
    assert {"943", "Casey", "Mike"} & set(re.findall(r"\w+", run.out + run.err)) == set()
    assert "Session 1 of the file is left out, for it may hold an NHS number" in run.err
    assert "Session 2 of the file is left out, for it may hold a child's name" in run.err
    assert "Audit of case 1" in summaries(run.out)


@pytest.mark.parametrize("name", ["session", "request", "audit", "week"])
def test_a_step_of_ones_own_may_be_called_as_a_kind_of_event(jtai, folder, week, name):
    step = f'[[steps]]\nid = "{name}"\ntitle = "Own"\nfrom = "report"\noffset = 1\n'
    (folder / week).write_text(WEEK + step, encoding="utf-8")
    jtai("calendar", week, "-o", "first.ics", "--today", "2027-02-01")
    unfolded = (folder / "first.ics").read_text(encoding="utf-8").replace("\n ", "")
    assert re.search(rf"UID:{name}\.[0-9a-f]{{32}}@", unfolded)
    run = jtai("calendar", week, "--previous", "first.ics", "-o", "next.ics")
    assert (run.code, run.err.splitlines()[0]) == (0, "No event has changed since first.ics.")


def test_a_change_of_place_and_of_day_are_both_said(jtai, folder, week):
    jtai("calendar", week, "-o", "first.ics", "--today", "2027-02-01")
    text = WEEK.replace("room 2 ", "room 3").replace("2027-03-08", "2027-03-10")
    (folder / week).write_text(text, encoding="utf-8")
    run = jtai("calendar", week, "--previous", "first.ics", "-o", "next.ics")
    assert re.search(r"Wed 10 Mar 2027, 09:30 +Opening meeting \(place\)", run.err)


def test_a_calendar_that_could_not_be_read_again_is_refused(jtai, folder, week, monkeypatch):
    monkeypatch.setattr("jtai_cli.commands.editions.LARGEST_ICS", 5_000)
    run = jtai("calendar", week, "-o", "large.ics")
    assert run.code == 2
    assert "at most 5,000 are read for its next edition" in run.err
    assert jtai("calendar", week, "--split-by", "agency", "-o", "large").code == 2
    assert names(folder) == [week]
    assert jtai("calendar", week, "--only", "sessions", "-o", "large.ics").code == 0
