"""``jtai programme calendar``: read back by others' readers, and its next edition."""

import re

import pytest
from icalendar import Calendar

from tests.harness import EXAMPLES

PROGRAMME = EXAMPLES / "programme/programme.toml"
HEADING = "reference,area,fieldwork_start,team"
EARLY, LATE = ("--today", "2026-11-26"), ("--today", "2026-12-10")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Write a programme of these rows here."""

    def write(*rows):
        teams = "".join(f'[[teams]]\nname = "{name}"\n' for name in ("North", "South"))
        text = f'start = 2027-04-12\nend = 2027-07-20\nareas = "areas.csv"\n{teams}'
        (tmp_path / "programme.toml").write_text(text)
        (tmp_path / "areas.csv").write_text("\n".join((HEADING, *rows)) + "\n")

    monkeypatch.chdir(tmp_path)
    return write


def events(path):
    found = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return {str(event["UID"]): event for event in found}


def titled(path, title):
    (event,) = [each for each in events(path).values() if str(each["SUMMARY"]).startswith(title)]
    return event


TWO = ("JT1,Barchester,2027-04-26,North", "JT2,Borsetshire,2027-05-10,South")
MOVED = (TWO[0], "JT2,Borsetshire,2027-06-14,North")


def test_a_moved_inspection_keeps_its_events(jtai, here, tmp_path):
    here(*TWO)
    assert jtai("programme", "calendar", "programme.toml", "-o", "a.ics", *EARLY).code == 0
    here(*MOVED)
    command = ("programme", "calendar", "programme.toml", "--previous", "a.ics", "-o", "b.ics")
    run = jtai(*command, *LATE)
    old, new = events(tmp_path / "a.ics"), events(tmp_path / "b.ics")
    assert old.keys() == new.keys() and len(new) == 8
    changed = {uid for uid in new if new[uid].to_ical() != old[uid].to_ical()}
    assert {str(new[uid]["SUMMARY"])[-5:] for uid in changed} == {"(JT2)"} and len(changed) == 4
    assert all(new[uid]["SEQUENCE"] > old[uid]["SEQUENCE"] for uid in changed)
    fieldwork = titled(tmp_path / "b.ics", "Fieldwork, JTAI Borsetshire")
    assert str(fieldwork["DTSTART"].dt) == "2027-06-14"
    assert str(fieldwork["DTEND"].dt) == "2027-06-19"  # the day after the last
    assert "Team: North." in fieldwork["DESCRIPTION"]
    assert re.search(r"Since a\.ics: 4 moved and 4 as sent", run.err)


def test_what_has_lost_its_date_or_is_gone_is_cancelled(jtai, here, tmp_path):
    here(*TWO)
    jtai("programme", "calendar", "programme.toml", "-o", "a.ics", *EARLY)
    here(TWO[0], "JT2,Borsetshire,,")
    command = ("programme", "calendar", "programme.toml", "--previous", "a.ics", "-o", "b.ics")
    run = jtai(*command, *LATE)
    found = events(tmp_path / "b.ics").values()
    cancelled = [each for each in found if each["STATUS"] == "CANCELLED"]
    assert len(cancelled) == 4 and all("(JT2)" in each["SUMMARY"] for each in cancelled)
    assert "note: 1 inspection without a date: JT2." in run.err


def test_nothing_changes_where_nothing_moved(jtai, here, tmp_path):
    here(*TWO)
    jtai("programme", "calendar", "programme.toml", "-o", "a.ics", *EARLY)
    command = ("programme", "calendar", "programme.toml", "--previous", "a.ics", "-o", "b.ics")
    assert "No event has changed since a.ics." in jtai(*command, *LATE).err
    assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()


def test_calendars_for_teams_move_between_them(jtai, here, tmp_path):
    here(*TWO)
    command = ("programme", "calendar", "programme.toml", "--split-by", "team")
    assert jtai(*command, "-o", "first", *EARLY).code == 0
    assert sorted(path.name for path in (tmp_path / "first").iterdir()) == [
        "north.ics",
        "south.ics",
    ]
    name = Calendar.from_ical((tmp_path / "first/north.ics").read_bytes())["X-WR-CALNAME"]
    assert name == "JTAI programme: North"
    here(*MOVED)
    jtai(*command, "--previous", "first", "-o", "next", *LATE)
    north, south = (events(tmp_path / f"next/{name}.ics") for name in ("north", "south"))
    gone = [each for each in south.values() if each["STATUS"] == "CANCELLED"]
    assert len(gone) == len(south) == 4
    assert {str(each["UID"]) for each in gone} <= north.keys()
    for each in gone:
        assert north[each["UID"]]["SEQUENCE"] > each["SEQUENCE"]


def test_calendars_for_areas(jtai, tmp_path):
    out = tmp_path / "areas"
    run = jtai("programme", "calendar", PROGRAMME, "--split-by", "area", "-o", out)
    names = {"barchester.ics", "borsetshire.ics", "exampleshire.ics", "loamshire.ics"}
    assert run.code == 0 and {path.name for path in out.iterdir()} == names


def test_the_calendar_of_something_else_is_not_taken_for_an_edition(jtai, here, tmp_path):
    here(*TWO)
    jtai("calendar", "2027-03-08", "--area", "Barchester", "-o", "one.ics")
    command = ("programme", "calendar", "programme.toml", "--previous", "one.ics", "-o", "b.ics")
    run = jtai(*command)
    assert run.code == 2 and "one.ics: this is the calendar of another inspection" in run.err
    assert not (tmp_path / "b.ics").exists()


def test_two_programmes_have_no_event_in_common_under_names_of_their_own(jtai, here, tmp_path):
    here(*TWO)
    for name in ("spring", "summer"):
        command = ("programme", "calendar", "programme.toml", "--reference", name)
        jtai(*command, "-o", f"{name}.ics")
    assert not events(tmp_path / "spring.ics").keys() & events(tmp_path / "summer.ics").keys()


def test_without_a_date_there_is_nothing_to_write(jtai, here):
    here("JT1,Barchester,,")
    run = jtai("programme", "calendar", "programme.toml", "-o", "a.ics")
    assert run.code == 2 and "no inspection has a date yet" in run.err


def test_split_calendars_need_a_folder(jtai):
    run = jtai("programme", "calendar", PROGRAMME, "--split-by", "team")
    assert run.err.startswith("jtai: --split-by writes a folder: name it with -o.")
    run = jtai("programme", "calendar", PROGRAMME, "-o", "calendar.txt")
    assert "'calendar.txt' does not end in .ics" in run.err


def test_a_team_has_an_edition_of_its_own_and_never_one_of_the_whole(jtai, here, tmp_path):
    here(*TWO)
    command = ("programme", "calendar", "programme.toml")
    jtai(*command, "-o", "whole.ics", *EARLY)
    assert jtai(*command, "--team", "North", "-o", "north.ics", *EARLY).code == 0
    assert len(events(tmp_path / "north.ics")) == 4
    north = (*command, "--team", "North", "-o", "b.ics", "--previous")
    run = jtai(*north, "whole.ics", *LATE)
    assert (run.code, run.err) == (
        2,
        "jtai: whole.ics: this calendar is one of more, and not that of 'North'. "
        "Name the one before of the same part, or leave --previous out for a new one.\n",
    )
    other = (*command, "--team", "South", "-o", "b.ics", "--previous", "north.ics")
    assert "this calendar is that of 'North', and not that of 'South'" in jtai(*other).err
    here(TWO[0].replace("North", "South"), MOVED[1])
    run = jtai(*north, "north.ics", *LATE)
    assert run.code == 0
    states = [str(each["SUMMARY"])[-5:] for each in events(tmp_path / "b.ics").values()]
    assert sorted(states) == ["(JT1)"] * 4 + ["(JT2)"] * 4
    # One of those that --split-by wrote is of the same part.
    jtai(*command, "--split-by", "team", "-o", "split", *EARLY)
    assert jtai(*north, "split/north.ics", "--force").code == 0


def test_an_area_has_an_edition_of_its_own(jtai, here, tmp_path):
    here(*TWO)
    command = ("programme", "calendar", "programme.toml", "--area", "barchester")
    assert jtai(*command, "-o", "a.ics", *EARLY).code == 0
    name = Calendar.from_ical((tmp_path / "a.ics").read_bytes())["X-WR-CALNAME"]
    assert name == "JTAI programme: Barchester"
    run = jtai(*command, "--team", "North", "--previous", "a.ics", "-o", "b.ics")
    assert "not that of 'North, Barchester'" in run.err


def test_the_calendar_of_another_programme_is_not_taken_for_an_edition(jtai, here, tmp_path):
    here(*TWO)
    command = ("programme", "calendar", "programme.toml")
    jtai(*command, "-o", "a.ics", *EARLY)
    here("JT8,Wessex,2027-04-26,North")
    run = jtai(*command, "--previous", "a.ics", "-o", "b.ics", *LATE)
    assert (run.code, run.err.split(".")[1]) == (2, "ics: this has no inspection of the programme")
    # One of which everything has lost its date is the same.
    here("JT1,Barchester,,", "JT2,Borsetshire,,")
    assert jtai(*command, "--previous", "a.ics", "-o", "b.ics", *LATE).code == 0


def test_an_area_keeps_its_calendar_however_it_is_written(jtai, here, tmp_path):
    rows = ("JT1,Kent,2027-04-26,North", "JT2,Kent County Council,2027-06-14,South")
    here(*rows)
    command = ("programme", "calendar", "programme.toml", "--split-by", "area", "-o")
    jtai(*command, "first", *EARLY)
    here(*rows[::-1])
    run = jtai(*command, "next", "--previous", "first", *LATE)
    assert run.code == 0 and "cancelled" not in run.err
    assert [path.name for path in (tmp_path / "next").iterdir()] == ["kent.ics"]
