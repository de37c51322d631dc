"""``jtai programme place`` and ``explain``, as they are typed."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness import EXAMPLES, HANGS, ROOT

pytest.importorskip("highspy", reason="pip install '.[programme]' to try the solver")

PROGRAMME = EXAMPLES / "programme/programme.toml"
HEADING = "reference,area,team,fieldwork_start,earliest,latest,fixed,Lead inspector,notes"


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Write a programme of six weeks for two teams, and its list; the name of its file."""

    def write(*rows, more="", heading=HEADING):
        text = 'start = 2027-04-12\nend = 2027-06-18\nareas = "areas.csv"\n[rules]\n'
        teams = '[[teams]]\nname = "North"\n[[teams]]\nname = "South"\n'
        (tmp_path / "programme.toml").write_text(text + more + teams, encoding="utf-8")
        (tmp_path / "areas.csv").write_text("\n".join((heading, *rows)) + "\n", encoding="utf-8")
        return "programme.toml"

    monkeypatch.chdir(tmp_path)
    return write


def read(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


TWO = ("JT1,Barchester,North,2027-04-26,,,yes,Somebody,announced", "JT2,Borsetshire,,,,,,,")
FULL = (
    "JT1,Barchester,North,2027-04-26,,,yes,,",
    "JT2,Borsetshire,North,,,2027-04-26,,,",
    "JT3,Loamshire,,,,,,,",
)


def test_all_have_a_place_and_the_list_is_written_again(jtai, written):
    run = jtai("programme", "place", written(*TWO), "-o", "placed.csv")
    assert (run.code, run.out) == (0, "")
    rows = read(Path("placed.csv").read_text("utf-8-sig"))
    assert [row["Lead inspector"] for row in rows] == ["Somebody", ""]
    assert rows[0]["notes"] == "announced"
    assert (rows[1]["fieldwork_start"], rows[1]["team"]) == ("2027-05-10", "South")
    # It can take the place of the list: nothing is left to place, and nothing moves.
    os.replace("placed.csv", "areas.csv")
    again = jtai("programme", "place", "programme.toml", "--format", "csv").out
    assert read(again) == rows


def test_what_is_left_is_named_and_what_would_help(jtai, written):
    run = jtai("programme", "place", written(*FULL))
    assert run.code == 1
    assert run.out.startswith("2 of 3 inspections have a week and a team. No plan is better.\n")
    assert "Borsetshire JT2 has no place" in run.out
    # JT1 has North to 7 May with its gap, JT3 South from 23 April on.
    words = " ".join(run.out.split())
    assert "would do, all others where they are: latest to Tuesday 1 June 2027; at_once" in words
    found = jtai("programme", "place", "programme.toml", "--format", "json").json()
    assert found["schema"] == "jtai.placement/1"
    (left,) = found["left"]
    assert (left["reference"], left["weeks"]) == ("JT2", 10)
    assert left["changes"][0] == "latest to Tuesday 1 June 2027"
    assert [each["reference"] for each in found["placed"]] == ["JT1", "JT3"]
    assert (found["proved"], found["stopped"], found["moved"]) == (True, False, [])


def test_with_the_list_alone_stderr_says_how_good_it_is_and_what_is_left(jtai, written):
    run = jtai("programme", "place", written(*FULL), "-o", "placed.csv")
    assert run.code == 1
    assert "2 of 3 inspections have a week and a team. No plan is better." in run.err
    assert "Without a place: JT2." in run.err
    assert "Without" not in jtai("programme", "place", "programme.toml").err  # the page has it
    run = jtai("programme", "place", written(*TWO), "-o", "placed.csv", "--force")
    assert "All 2 inspections have a week and a team." in run.err
    assert "Without" not in run.err


def test_a_programme_without_a_week_says_so(jtai, written):
    written(*TWO[1:])
    path = Path("programme.toml")
    path.write_text(path.read_text().replace("2027-06-18", "2027-04-15"))  # Monday to Thursday
    run = jtai("programme", "place", "programme.toml")
    assert run.code == 1
    assert "No week lies in the programme with all days of fieldwork" in run.out
    assert "Rules take away" not in run.out


def test_where_too_many_are_left_to_help_that_is_said(jtai, written, monkeypatch):
    from jtai_cli.programme import explaining

    monkeypatch.setattr(explaining.explained, "__defaults__", (0,))
    run = jtai("programme", "place", written(*FULL))
    assert "Not every change was tried" in run.out
    assert "No single change" not in run.out
    (left,) = jtai("programme", "place", "programme.toml", "--format", "json").json()["left"]
    assert (left["changes"], left["all_tried"]) == ([], False)


def test_what_contradicts_each_other_is_told_where_asked_for(jtai, written):
    said = " ".join(jtai("programme", "place", written(*FULL), "--conflict").out.split())
    sentences = (
        "Not all of this can be: the rule at_once_per_team and a place for Borsetshire JT2. "
        "Without any one of it the rest can. Windows, the order of inspections, days on which teams"
        " are away and what has a date are taken as they are. Ease a rule, change one of these, or"
        " take an inspection out."
    )
    assert sentences in said
    ask = ("programme", "place", "programme.toml", "--format", "json")
    # JT1 has North from 12 to 30 April, and every week that JT2 may have lies in that.
    told = {"search": "found", "rules": ["at_once_per_team"], "inspections": ["JT2"]}
    assert jtai(*ask, "--conflict").json()["conflict"] == told
    assert jtai(*ask).json()["conflict"] is None
    written_too = jtai("programme", "place", "programme.toml", "--conflict", "-o", "placed.csv")
    assert "note: Not all of this can be: the rule at_once_per_team and" in written_too.err


@pytest.mark.parametrize("result", ["none", "broken off"])
def test_where_no_contradiction_is_known_it_says_why(jtai, written, monkeypatch, result):
    from jtai_cli.programme import conflict as searched

    def search(*_):
        if result == "broken off":
            raise searched.BrokenOff

    monkeypatch.setattr(searched, "conflict", search)
    said = jtai("programme", "place", written(*FULL), "--conflict").out
    assert {"none": "Nothing does: all can have", "broken off": "was broken off"}[result] in said
    found = jtai("programme", "place", "programme.toml", "--conflict", "--format", "json").json()
    assert found["conflict"] == {"search": result, "rules": [], "inspections": []}


def test_a_contradiction_names_no_child(jtai, written):
    number = "943 476 5919"  # the NHS's example of one
    run = jtai("programme", "place", written(f"{number},Barchester,North,,,2027-04-01,,,"))
    file = "programme.toml"
    for form in ("table", "json"):
        run = jtai("programme", "place", file, "--conflict", "--format", form)
        assert "left out here" in run.out and number not in run.out + run.err


def test_a_change_that_is_offered_does(jtai, written):
    changed = FULL[1].replace("2027-04-26", "2027-06-01")
    assert jtai("programme", "place", written(FULL[0], changed, FULL[2])).code == 0


def test_few_are_moved_and_why_is_said(jtai, written):
    jtai("programme", "place", written(*TWO), "-o", "placed.csv")
    later = TWO[1].replace(",,,,,,,", ",,,2027-05-17,,,,")
    run = jtai("programme", "place", written(TWO[0], later), "--keep", "placed.csv")
    words = " ".join(run.out.split())
    assert "Mon 10 May 2027, South" in words
    assert "Mon 17 May 2027, South" in words
    assert "It starts on Monday 17 May 2027 or later".lower() in words.lower()


def test_what_is_written_so_that_no_spreadsheet_runs_it_is_read_as_it_was(jtai, written):
    rows = ("-1,=Barchester,,,,,,+44,@home", "'-2,'=Sum,,,,,,,")
    jtai("programme", "place", written(*rows), "-o", "placed.csv")
    assert "'-1,'=Barchester," in Path("placed.csv").read_text("utf-8-sig")
    shown = jtai("programme", "place", "programme.toml", "--format", "json").json()["placed"]
    assert [(each["reference"], each["area"]) for each in shown] == [
        ("-1", "=Barchester"),
        ("-2", "=Sum"),
    ]
    os.replace("placed.csv", "areas.csv")
    again = jtai("programme", "place", "programme.toml", "--format", "json").json()["placed"]
    assert again == shown
    jtai("programme", "place", "programme.toml", "-o", "again.csv")
    assert Path("again.csv").read_bytes() == Path("areas.csv").read_bytes()


def test_a_list_to_keep_may_have_other_capitals(jtai, written):
    written(*TWO)
    kept = "jt2,Borsetshire,South,2027-06-01,,,,,\nJT1,Barchester,North,2027-04-26,,,,,\n"
    Path("kept.csv").write_text(f"{HEADING}\n{kept}", encoding="utf-8")
    ask = ("programme", "place", "programme.toml", "--keep", "kept.csv", "--format", "json")
    found = jtai(*ask).json()
    assert (found["moved"], found["placed"][1]["fieldwork"]["start"]) == ([], "2027-06-01")


def test_where_the_engine_fails_it_is_asked_in_another_way(jtai, tmp_path):
    """Of this one HiGHS 1.15.1 says in its first steps that it cannot be solved."""
    text = """\
start = 2027-04-12
end = 2027-05-02
areas = "areas.csv"
[[teams]]
name = "North"
[[teams]]
name = "South"
[rules]
gap_in_area = "7 days"
days_between_starts = 7
reports_per_week = false
avoid_weeks = { prefer = [18] }
"""
    rows = "JT1,Devon,,,,,", "JT2,Devon,serious-youth-violence,North,2027-04-14,,"
    heading = "reference,area,theme,team,earliest,latest,after"
    lines = (heading, *rows, "JT3,Dorset,,North,,2027-04-16,JT2")
    (tmp_path / "programme.toml").write_text(text, encoding="utf-8")
    (tmp_path / "areas.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = jtai("programme", "place", tmp_path / "programme.toml", "--format", "json").json()
    assert found["proved"]
    assert found["levels"][-1] == {"name": "weeks", "value": 1, "at_least": 1, "proved": True}


# Only where the first has its last week there is one for the other.
AWKWARD = (
    "JT1,Barchester,North,,2027-04-19,2027-05-17,,,",
    "JT2,Borsetshire,North,,2027-04-12,2027-05-10,,,",
)


def test_without_time_that_is_said(jtai, written, monkeypatch):
    from jtai_cli.programme import placing

    assert jtai("programme", "place", written(*AWKWARD)).code == 0
    monkeypatch.setattr(placing, "least", lambda *_, **__: placing.Found(None, None, False, 9.0))
    run = jtai("programme", "place", "programme.toml", "--time-limit", "5")
    assert run.code == 1
    assert "Its time ran out before it was proved" in run.out
    # Nothing was looked for, so that no rule is said to take its weeks away.
    assert "JT2. More may have one: the search ended too early to say why." in run.out
    assert "Rules take away" not in run.out
    found = jtai("programme", "place", "programme.toml", "--time-limit", "5", "--format", "json")
    assert found.json()["left"] == [{"reference": "JT2", "area": "Borsetshire"}]
    assert "another run may give another plan" in run.err


def test_without_the_engine_it_says_what_to_install(jtai, monkeypatch, written):
    monkeypatch.delitem(sys.modules, "jtai_cli.programme.placing", raising=False)
    monkeypatch.delitem(sys.modules, "jtai_cli.programme.formulation", raising=False)
    monkeypatch.delitem(sys.modules, "jtai_cli.programme.engine", raising=False)
    monkeypatch.setitem(sys.modules, "highspy", None)
    run = jtai("programme", "place", written(*TWO))
    assert run.code == 2
    assert run.err.count("\n") == 1
    assert 'pip install ".[programme]"' in run.err
    assert jtai("programme", "explain", "programme.toml", "JT2").code == 0
    assert jtai("programme", "show", "programme.toml").code == 0


def test_ctrl_c_gives_the_best_so_far(written):
    """The signal is sent when the engine is asked a second time, so no clock is waited for."""
    code = (
        "import os, signal, sys\n"
        "from jtai_cli.programme import engine\n"
        "asked, run = [], engine._run\n"
        "def stopped(highs):\n"
        "    asked.append(1)\n"
        "    if len(asked) == 2:\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "    return run(highs)\n"
        "engine._run = stopped\n"
        "from jtai_cli.__main__ import main\n"
        "sys.argv = ['jtai', *'programme place programme.toml --format json -q'.split()]\n"
        "main()\n"
    )
    rows = [f"JT{n},Area {n},,,,,,," for n in range(1, 7)]
    written(*rows)
    process = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=HANGS,
    )
    assert process.stderr == ""
    found = json.loads(process.stdout)
    assert found["stopped"] and not found["proved"]
    assert process.returncode == bool(found["left"])
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("place", "none.toml"), 2, "none.toml"),
        (("place", "programme.toml", "--keep", "none.csv"), 2, "none.csv"),
        (("place", "programme.toml", "--time-limit", "0"), 2, "--time-limit"),
        (("place", "programme.toml", "--seed", "-1"), 2, "--seed"),
        (("explain", "programme.toml", "JT9"), 2, "Did you mean JT"),
        (("explain", "programme.toml"), 2, "REFERENCE"),
    ],
)
def test_what_will_not_do_is_said_in_a_sentence(jtai, written, arguments, code, said):
    written(*TWO)
    run = jtai("programme", *arguments)
    assert (run.code, run.out) == (code, "")
    assert said in run.err
    assert "Traceback" not in run.err


def test_each_week_is_explained(jtai, written):
    run = jtai("programme", "explain", written(*TWO), "JT1")
    assert run.code == 0
    # Alone it may be in each of the ten weeks: JT2 has no date yet.
    assert "Barchester JT1: 10 of 10 weeks break no rule." in run.out
    assert "North (here)" in run.out
    found = jtai("programme", "explain", "programme.toml", "JT1", "--format", "json").json()
    assert found["fieldwork_start"] == "2027-04-26"
    (here,) = [week for week in found["weeks"] if week["fieldwork"]["start"] == "2027-04-26"]
    assert here["possible"]
    assert [team["team"] for team in here["teams"]] == ["North"]


def test_the_notes_and_own_columns_are_on_no_page(jtai, written):
    written(*TWO)
    for words in (("place", "programme.toml"), ("explain", "programme.toml", "JT1")):
        for fmt in ("table", "markdown", "html", "json"):
            out = jtai("programme", *words, "--format", fmt, "-q").out
            assert "announced" not in out and "Somebody" not in out, (words, fmt)
