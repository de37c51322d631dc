"""`jtai calendar LIST`: the events that each row has alone, in one calendar or in one an area."""

import re

import pytest

ROWS = [
    {"area": "Exampleshire", "reference": "EX-1", "start": "2027-03-08"},
    {"area": "Barchester", "reference": "", "start": "2027-04-19"},
    {"area": "Exampleshire Council", "reference": "EX-2", "start": "2027-06-28"},
]
TODAY = ("--today", "2026-11-02")


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(folder, rows, name="list.csv"):
    lines = (",".join(row.values()) for row in rows)
    text = "\n".join(["area,reference,fieldwork_start", *lines])
    (folder / name).write_text(f"{text}\n", encoding="utf-8")
    return name


def events(data):
    """UID and days of each event, in their order."""
    pattern = rb"UID:(\S+).*?DTSTART;VALUE=DATE:(\d+)\r\nDTEND;VALUE=DATE:(\d+)"
    return re.findall(pattern, data, re.DOTALL)


def titles(data):
    unfolded = re.sub("\r\n[ \t]", "", data.decode())
    return re.findall("(?m)^SUMMARY:(.*)\r$", unfolded)


def alone(jtai, row, *options):
    names = [f"--{key}={row[key]}" for key in ("area", "reference") if row[key]]
    return jtai("calendar", row["start"], *names, *TODAY, *options).out_bytes


@pytest.mark.parametrize("options", [(), ("--only", "required"), ("--for", "partners", "--weeks")])
def test_a_list_has_the_events_of_each_row_as_it_has_them_alone(jtai, folder, options):
    run = jtai("calendar", written(folder, ROWS), *TODAY, *options)
    assert run.code == 0
    each = [alone(jtai, row, *options) for row in ROWS]
    assert events(run.out_bytes) == [event for data in each for event in events(data)]
    assert b"\r\nNAME:JTAI inspections\r\n" in run.out_bytes
    references = [f" ({row['reference']})" if row["reference"] else "" for row in ROWS]
    said = [f"{t}{r}" for data, r in zip(each, references, strict=True) for t in titles(data)]
    assert titles(run.out_bytes) == said


def test_a_file_for_each_area_however_it_is_written(jtai, folder):
    run = jtai("calendar", written(folder, ROWS), *TODAY, "--split-by", "area", "-o", "out")
    assert run.code == 0
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        "barchester.ics",
        "exampleshire.ics",
    ]
    data = (folder / "out/exampleshire.ics").read_bytes()
    assert b"\r\nNAME:JTAI inspections: Exampleshire\r\n" in data
    assert events(data) == [*events(alone(jtai, ROWS[0])), *events(alone(jtai, ROWS[2]))]


def test_a_row_without_an_area_has_a_file_by_its_reference(jtai, folder):
    rows = [
        {"area": "", "reference": "R-1", "start": "2027-03-08"},
        {"area": "", "reference": "", "start": "2027-03-15"},
    ]
    run = jtai("calendar", written(folder, rows), "--split-by", "area", "-o", "out")
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["no-area.ics", "r-1.ics"]
    assert "A row has neither area nor reference" in run.err


def test_a_file_for_inspectors_and_one_for_partners(jtai, folder):
    jtai("calendar", written(folder, ROWS), *TODAY, "--split-by", "who", "-o", "out")
    for part in ("inspectors", "partners"):
        whole = jtai("calendar", "list.csv", *TODAY, "--for", part).out_bytes
        assert events((folder / f"out/{part}.ics").read_bytes()) == events(whole)


def test_the_next_edition_moves_adds_and_cancels(jtai, folder):
    only = (*TODAY, "--only", "required")
    jtai("calendar", written(folder, ROWS), *only, "-o", "old.ics")
    number = len(events((folder / "old.ics").read_bytes())) // len(ROWS)
    moved = {**ROWS[0], "start": "2027-03-15"}
    new = {"area": "Borsetshire", "reference": "B-1", "start": "2027-05-10"}
    rows = written(folder, [moved, ROWS[2], new])
    run = jtai("calendar", rows, *only, "--previous", "old.ics", "-o", "new.ics")
    first = f"Since old.ics: {number} moved, {number} new, {number} cancelled and {number} as sent"
    assert run.err.startswith(f"{first}\n")
    data = (folder / "new.ics").read_bytes()
    assert data.count(b"STATUS:CANCELLED") == number
    again = jtai("calendar", rows, *only, "--previous", "new.ics", "-o", "again.ics")
    assert again.err.startswith("No event has changed since new.ics.\n")
    assert (folder / "again.ics").read_bytes() == data


def test_the_next_edition_of_a_folder(jtai, folder):
    jtai("calendar", written(folder, ROWS), *TODAY, "--split-by", "area", "-o", "old")
    given = ("calendar", written(folder, ROWS[:1]), *TODAY, "--split-by", "area", "-o", "new")
    assert jtai(*given, "--previous", "old").code == 0
    gone = (folder / "new/barchester.ics").read_bytes()
    assert gone.count(b"STATUS:CANCELLED") == gone.count(b"BEGIN:VEVENT") > 0


def test_what_the_options_leave_out_is_said_not_to_be_gone(jtai, folder):
    given = ("calendar", written(folder, ROWS), *TODAY)
    jtai(*given, "-o", "old.ics")
    run = jtai(*given, "--only", "required", "--previous", "old.ics", "-o", "new.ics")
    assert "is cancelled because the options leave it out" in run.err


def test_calendars_that_are_not_of_the_list_are_refused_as_previous(jtai, folder):
    given = ("calendar", written(folder, ROWS), "-o", "out.ics", "--previous")
    (folder / "one.ics").write_bytes(alone(jtai, ROWS[0]))
    run = jtai(*given, "one.ics")
    assert (run.code, "one is of a list and one is of a single" in run.err) == (2, True)
    jtai("calendar", written(folder, ROWS[1:2], "other.csv"), "-o", "other.ics")
    jtai("calendar", written(folder, [ROWS[0], ROWS[2]]))
    run = jtai(*given, "other.ics")
    assert (run.code, run.err) == (
        2,
        "jtai: other.ics: this has no inspection of the list. Give what was written for the same "
        "list, or leave out --previous.\n",
    )
    run = jtai("calendar", "2027-03-08", "--reference", "EX-1", "--previous", "other.ics")
    assert (run.code, "one is of a list and one is of a single" in run.err) == (2, True)
    assert not (folder / "out.ics").exists()


def test_rows_that_nothing_tells_apart_are_bad(jtai, folder):
    rows = [*ROWS, {**ROWS[1], "start": "2027-09-06"}, {**ROWS[0], "start": "2027-09-06"}]
    run = jtai("calendar", written(folder, rows), "-o", "out.ics")
    assert run.code == 2
    advice = "Give each a reference of its own."
    assert run.err.splitlines()[:2] == [
        f"jtai: list.csv, row 5: it is known as 'jtai-2022/-/barchester', as row 3 is. {advice}",
        f"list.csv, row 6: it is known as 'EX-1', as row 2 is. {advice}",
    ]
    assert not (folder / "out.ics").exists()
    run = jtai("calendar", "list.csv", "--skip-bad", "-o", "out.ics")
    assert run.code == 0
    assert run.err.count("skipped: ") == 2


def test_nothing_is_written_where_a_row_is_bad(jtai, folder):
    rows = [*ROWS, {**ROWS[0], "reference": "EX-9", "start": "2027-02-30"}]
    run = jtai("calendar", written(folder, rows), "-o", "out.ics")
    assert (run.code, "list.csv, row 5" in run.err) == (2, True)
    assert not (folder / "out.ics").exists()
    run = jtai("calendar", "list.csv", "--skip-bad", "--only", "required", "-o", "out.ics")
    assert (run.code, "skipped: list.csv, row 5" in run.err) == (0, True)


def test_it_is_said_how_events_are_known_without_a_reference(jtai, folder):
    run = jtai("calendar", written(folder, ROWS), "-o", "a.ics")
    assert "note: 1 inspection without a reference: events are known by" in run.err
    run = jtai("calendar", written(folder, [ROWS[0], ROWS[2]]), "-o", "b.ics")
    assert "without a reference" not in run.err


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("list.csv", "--split-by", "agency", "-o", "out"), "--split-by agency is of one insp"),
        (("2027-03-08", "--split-by", "area", "-o", "out"), "--split-by area is of a list"),
        (("list.csv", "--notified", "2027-02-22"), "--notified is of one inspection"),
        (("list.csv", "--split-by", "who", "--for", "partners", "-o", "out"), "Take one of them"),
    ],
)
def test_what_a_list_has_no_place_for_is_refused(jtai, folder, given, words):
    written(folder, ROWS)
    run = jtai("calendar", *given)
    assert (run.code, words in run.err) == (2, True)
    assert not (folder / "out").exists()


def test_too_many_events_are_refused_with_what_to_do(jtai, folder):
    rows = [{**ROWS[0], "reference": f"R-{number}"} for number in range(140)]
    run = jtai("calendar", written(folder, rows), "-o", "out.ics")
    assert (run.code, "the list has more than 2,000 events" in run.err) == (2, True)
    run = jtai("calendar", "list.csv", "--only", "required", "-o", "out.ics")
    assert (run.code, "--step or --for, or split the list." in run.err) == (2, True)
    assert not (folder / "out.ics").exists()
    assert jtai("calendar", "list.csv", "--step", "fieldwork", "-o", "out.ics").code == 0


def test_a_reference_that_may_be_a_childs_is_in_no_title(jtai, folder):
    rows = [{**ROWS[0], "reference": "AB123456C"}]
    run = jtai("calendar", written(folder, rows), "--only", "required")
    assert run.code == 0
    assert not any("AB123456C" in title for title in titles(run.out_bytes))


def test_a_row_that_is_left_out_is_never_cancelled(jtai, folder):
    written(folder, ROWS)
    assert jtai("calendar", "list.csv", *TODAY, "-o", "sent.ics").code == 0
    written(folder, [ROWS[0] | {"start": "2027-03-88"}, *ROWS[1:]])
    run = jtai("calendar", "list.csv", "--skip-bad", "--previous", "sent.ics", "-o", "next.ics")
    assert run.code == 2
    assert run.err.startswith("jtai: --skip-bad would cancel what was sent of a row")
    assert not (folder / "next.ics").exists()


def test_an_area_keeps_its_calendar_however_it_is_written(jtai, folder):
    written(folder, ROWS)
    command = ("calendar", "list.csv", *TODAY, "--split-by", "area", "-o")
    assert jtai(*command, "first").code == 0
    written(folder, ROWS[::-1])
    run = jtai(*command, "next", "--previous", "first")
    assert "cancelled" not in run.err
    names = {path.name for path in (folder / "first").iterdir()}
    assert {path.name for path in (folder / "next").iterdir()} == names


def test_a_number_of_a_child_is_not_repeated_where_it_stands_twice(jtai, folder):
    row = {"area": "Barchester", "reference": "943 476 5919", "start": "2027-04-19"}
    run = jtai("calendar", written(folder, [row, row]))
    assert (run.code, "943 476 5919" in run.err) == (2, False)
    assert "it is known as (left out here: it may be a child's number), as row 2 is" in run.err
