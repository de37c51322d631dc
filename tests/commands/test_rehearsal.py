"""A rehearsal: every output says that it is one, and nothing of it touches an inspection."""

import csv
import io
import json
import re

import pytest

FILE = """\
area = "Exampleshire"
reference = "2027-01"
notification = 2027-02-22
key_contact = "Head of service"
rehearsal = true

[[partners]]
agency = "Police"
contact = "Superintendent"

[[request]]
item = "Child-level lists"
due = 3

[[audit]]
case = "EX-01"
due = 7

[[session]]
day = 1
start = "09:30"
end = "10:30"
title = "Opening meeting"

[[steps]]
id = "debriefing"
title = "Debriefing"
from = "fieldwork_end"
offset = 1

[[steps]]
id = "press"
title = "Press statement"
from = "report"
offset = 0
"""
COMMANDS = {
    "plan": ["table", "markdown", "html", "wall", "svg", "json", "jsonl", "csv"],
    "status": ["table", "markdown", "html", "json"],
    "deadlines": ["table", "markdown", "html", "json", "csv"],
    "notice": ["table", "markdown", "html", "json", "csv"],
    "check": ["text", "json", "github", "junit"],
    "compare": ["table", "markdown", "html", "json"],
    "requests": ["table", "markdown", "html", "json", "csv"],
    "audits": ["table", "markdown", "html", "json", "csv"],
    "fieldwork": ["table", "markdown", "html", "json", "csv"],
}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "exercise.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def rows_of(text):
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize(
    ("command", "form"), [(name, form) for name, forms in COMMANDS.items() for form in forms]
)
def test_every_form_of_every_answer_says_so(command, form, file, jtai):
    more = ["2027-03-15"] if command == "compare" else []
    run = jtai(command, file, *more, "--format", form, "-q")
    assert run.code < 2, run.err  # the check finds what the week lacks
    if form in ("json", "jsonl") and command != "check":
        assert json.loads(run.out)["rehearsal"] is True
    elif form == "csv":
        lines = run.out.splitlines()
        assert lines[0].endswith(",rehearsal")
        assert all(line.endswith(",yes") for line in lines[1:])
    else:
        assert "REHEARSAL" in run.out


@pytest.mark.parametrize("command", ["requests", "audits", "fieldwork"])
def test_a_draft_says_so_and_adds_no_word_to_the_file(command, file, jtai):
    cases = "cases = ['EX-02', 'EX-03']\nrehearsal = true"
    file.write_text(FILE.replace("rehearsal = true", cases))
    run = jtai(command, file, "--draft", "--write", "-o", file.with_suffix(".txt"), "-q")
    assert run.code == 0, run.err
    draft = file.with_suffix(".txt").read_text("utf-8")
    assert draft.startswith("# REHEARSAL: an exercise, and no inspection.\n\n# Suggested by jtai")
    assert "REHEARSAL" not in file.read_text("utf-8")


def test_no_report_of_one_is_likely(file, jtai):
    run = jtai("evidence", file)
    assert (run.code, run.out) == (2, "")
    assert "jtai evidence 2027-03-08" in run.err


def test_what_is_recorded_of_one_says_so(file, jtai):
    run = jtai("record", file, "case-audits", "2027-03-02", "--today", "2027-03-03")
    assert run.out.count("REHEARSAL") == 2


def test_a_list_says_which_of_its_rows_are_one(tmp_path, jtai):
    path = tmp_path / "list.csv"
    path.write_text("area,fieldwork_start,rehearsal\nA,2027-03-08,true\nB,2027-03-08,\n")
    rows = csv.DictReader(io.StringIO(jtai("plan", path, "--format", "csv", "-q").out, newline=""))
    assert [row["rehearsal"] for row in rows] == ["yes", ""]
    lines = jtai("plan", path, "--format", "jsonl", "-q").out.splitlines()
    assert ["rehearsal" in json.loads(line) for line in lines] == [True, False]
    assert "REHEARSAL A" in jtai("plan", path, "-q").out


def test_an_inspection_says_nothing_of_rehearsals(jtai):
    for form in ("table", "json", "csv"):
        assert "rehears" not in jtai("plan", "2027-03-08", "--format", form).out.lower()


def test_it_has_no_report_and_no_statement_but_what_would_be_due(file, jtai):
    plan = json.loads(jtai("plan", file, "--format", "json").out)
    assert [step["id"] for step in plan["after"]] == ["debriefing"]
    assert plan["report"]["condition"] == "in a real inspection"
    assert plan["report"]["likely"] is None
    assert "likely" not in jtai("plan", file).out.lower()
    assert "likely" not in jtai("deadlines", file).out.lower()


def test_nothing_of_the_time_after_it_is_in_its_plan(file, jtai):
    run = jtai("plan", file, "--observed", "--format", "json", "-q")
    plan = json.loads(run.out)
    assert plan.get("observed", []) == []
    # Good Friday, 26 March, is the first bank holiday after the debriefing of 15 March.
    assert plan["non_working_days"] == []
    # The report would fall into the weeks before the local elections of 6 May.
    assert "election" not in jtai("plan", file).err


def test_status_awaits_no_report_and_ends_with_the_areas_own_step(file, jtai):
    out = jtai("status", file, "--today", "2027-03-15", "-q").out
    assert "The rehearsal ends today." in out
    assert "report" not in out.lower()
    out = jtai("status", file, "--today", "2027-03-16", "-q").out
    assert "The rehearsal ended on Monday 15 March 2027." in out


@pytest.mark.parametrize(("weeks", "last"), [("1", "2027-02-26"), ("2", "2027-03-05")])
def test_it_ends_after_its_weeks(weeks, last, jtai):
    exercise = ("--rehearse", "--notified", "2027-02-22", "--weeks", weeks)
    rows = rows_of(jtai("plan", *exercise, "--format", "csv").out)
    assert max(row["end"] for row in rows) == last


def test_inspectors_steps_have_prompts_marked_as_ours(file, jtai):
    steps = {row["id"]: row for row in rows_of(jtai("plan", file, "--format", "csv").out)}
    for row in steps.values():
        ours = row["detail"].startswith("Suggested by jtai for the exercise: ")
        assert ours is ("inspectors" in row["who"]), row["id"]
    assert steps["case-audits"]["detail"] == "Records for those children are shared."


def test_weeks_alone_make_no_rehearsal(file, jtai):
    run = jtai("plan", "2027-03-08", "--weeks", "2")
    assert (run.code, run.out) == (2, "")
    assert "Add rehearsal = true (or --rehearse)" in run.err
    file.write_text(FILE.replace("rehearsal = true", "rehearsal_weeks = 2"))
    assert "line 5: rehearsal_weeks" in jtai("plan", file).err
    file.write_text(FILE.replace("rehearsal = true", "rehearsal = true\nrehearsal_weeks = 4"))
    assert "from 1 to 3" in jtai("plan", file).err


def test_its_events_are_never_those_of_the_inspection(file, tmp_path, jtai):
    exercise = jtai("calendar", file, "-q").out
    real = tmp_path / "real.toml"
    real.write_text(FILE.replace("rehearsal = true\n", ""))
    sent = tmp_path / "sent.ics"
    assert jtai("calendar", real, "-o", sent, "-q").code == 0
    uids = [set(re.findall(r"UID:(\S+)", text)) for text in (exercise, sent.read_text())]
    assert all(uids)
    assert not uids[0] & uids[1]
    titles = re.findall(r"SUMMARY:(.+)", exercise)
    assert titles[0].strip() == "REHEARSAL: Notification\\, JTAI Exampleshire"
    assert all(title.startswith("REHEARSAL: ") for title in titles)
    assert "X-WR-CALNAME:REHEARSAL JTAI Exampleshire" in exercise
    twice = jtai("calendar", file, "--reference", "rehearsal of 2027-01", "-q").out
    assert set(re.findall(r"UID:(\S+)", twice)) == uids[0]  # as a note says how to keep them
    for reference in ((), ("--reference", "2027-01")):
        run = jtai("calendar", file, *reference, "--previous", sent, "-o", tmp_path / "next.ics")
        assert run.code == 2
        assert "no event in common" in run.err
    sent.write_text(exercise, newline="")
    assert "no event in common" in jtai("calendar", real, "--previous", sent).err


def test_the_weeks_in_a_calendar_are_those_of_the_exercise(file, jtai):
    file.write_text(FILE.replace("rehearsal = true", "rehearsal = true\nrehearsal_weeks = 2"))
    titles = re.findall(r"SUMMARY:(.+)", jtai("calendar", file, "--weeks", "-q").out)
    weeks = [title.strip() for title in titles if "Week" in title]
    assert weeks == [f"REHEARSAL: Week {number}\\, JTAI Exampleshire" for number in (1, 2)]


@pytest.mark.parametrize(
    ("weeks", "today", "said"),
    [
        ("1", "2027-02-24", "Day 3 of 15, in week 1. The rehearsal ends in 2 working days, on"),
        ("2", "2027-03-05", "Day 10 of 15, in week 2. The rehearsal ends today."),
        ("3", "2027-03-05", "Day 10 of 15, in week 2. Fieldwork starts in 1 working day, on"),
    ],
)
def test_status_speaks_of_fieldwork_only_where_the_exercise_has_it(weeks, today, said, file, jtai):
    weeks = f"rehearsal = true\nrehearsal_weeks = {weeks}"
    file.write_text(FILE.replace("rehearsal = true", weeks).partition("[[steps]]")[0])
    out = " ".join(jtai("status", file, "--today", today, "-q").out.split())
    assert said in out
    assert out.count("Fieldwork starts") == said.count("Fieldwork starts")


def test_status_says_when_it_is_over(file, jtai):
    file.write_text(FILE.replace("rehearsal = true", "rehearsal = true\nrehearsal_weeks = 1"))
    out = jtai("status", file, "--today", "2027-03-01", "-q").out
    assert "The rehearsal ended on Friday 26 February 2027." in out


def test_a_saved_one_is_still_one(file, tmp_path, jtai):
    saved = tmp_path / "saved.json"
    file.write_text(FILE.replace("rehearsal = true", "rehearsal = true\nrehearsal_weeks = 2"))
    assert jtai("plan", file, "--format", "json", "-o", saved, "-q").code == 0
    assert re.findall(r":\d+: \w+ ([a-z-]+):", jtai("check", saved).out) == ["rehearsal"]
    assert "REHEARSAL" in jtai("compare", saved, file, "-q").out


@pytest.mark.parametrize("command", ["plan", "status", "check", "calendar", "compare"])
def test_a_rehearsal_of_which_nothing_is_left_is_refused(command, jtai_here, tmp_path):
    """With five working days of notice the first week has no day."""
    text = "fieldwork_start = 2028-10-23\nnotification = 2028-10-16\nrehearsal = true\n"
    (tmp_path / "short.toml").write_text(f"{text}rehearsal_weeks = 1\n", encoding="utf-8")
    more = ("2028-10-30",) if command == "compare" else ()
    run = jtai_here(command, "short.toml", *more)
    assert (run.code, "nothing is left of its first week, for" in run.err) == (2, True)
