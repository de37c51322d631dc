"""The wall planner as a parser reads it."""

import re

from tests.harness import EXAMPLES


def test_it_has_the_dates_of_a_paper_calendar(jtai):
    out = jtai("plan", EXAMPLES / "exampleshire.toml", "--format", "wall", "-q").out
    values = re.findall(r'<dd class="value">(.*?)</dd>', out)
    assert values == [
        "Monday 22 February 2027",
        "Monday 8 March 2027 to Friday 12 March 2027",
        "Tuesday 4 May 2027",
        "Wednesday 11 August 2027",
    ]
    assert "<li>Fri 7 May 2027: Partnership" in out or "<p>Fri 7 May 2027: Partnership" in out


def test_a_short_timetable_has_larger_letters_than_a_long_one(jtai):
    def width(*start):
        return int(re.findall(r'viewBox="0 0 (\d+) ', jtai("plan", *start).out)[0])

    wall = ("--format", "wall", "-q")
    assert width("2027-03-08", *wall) < width(EXAMPLES / "exampleshire.toml", *wall) < 1500


def test_a_list_has_none(jtai, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("area,fieldwork_start\nA,2027-03-08\n")
    run = jtai("plan", path, "--format", "wall")
    assert (run.code, run.out) == (2, "")
    assert "A wall planner is of one inspection." in run.err


def test_simple_for_all_commands_leaves_it_its_picture(jtai, monkeypatch):
    monkeypatch.setenv("JTAI_SIMPLE", "true")
    assert "<svg" in jtai("plan", "2027-03-08", "--format", "wall").out
