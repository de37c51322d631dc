"""Files in the forms that schools, councils, government and people's programs write.

Each folder holds the files, invented but in a form that is published, and ``want.json``: what to
run, and what must come of it. Its dates were taken from a paper calendar, never from the program.

``exit``: the exit code. ``weeks``: the verdict of a week, by the first day of its fieldwork.
``closed``, ``open``: days, or "first..last" of them from Monday to Friday, on which schools are,
or are not. ``others``: other inspections that are seen. ``plans``, ``rows``: what the JSON, or the
CSV, of a list holds, in order. ``says``: texts in the answer or the messages, whatever their case.
"""

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

FORMS = sorted(path.parent for path in Path(__file__).parent.glob("*/want.json"))


def days(texts):
    """Every weekday of dates and spans of them."""
    for text in texts:
        first, _, last = text.partition("..")
        day = dt.date.fromisoformat(first)
        while day <= dt.date.fromisoformat(last or first):
            if day.weekday() < 5:
                yield str(day)
            day += dt.timedelta(days=1)


def closed_days(weeks):
    spans = {(each["start"], each["end"]) for week in weeks for each in week["school_holidays"]}
    return set(days(f"{first}..{last}" for first, last in spans))


def assert_weeks(want, run):
    weeks = run.json()["weeks"]
    closed = closed_days(weeks)
    assert set(days(want.get("closed", ()))) <= closed
    assert not set(days(want.get("open", ()))) & closed
    verdicts = {week["fieldwork"]["start"]: week["verdict"] for week in weeks}
    wanted = want.get("weeks", {})
    assert {start: verdicts[start] for start in wanted} == wanted
    others = {f"{each['start']}..{each['end']}" for week in weeks for each in week["others"]}
    assert set(want.get("others", ())) <= others


def row_of(plan):
    """Of a plan in JSON what a row of a list says of it."""
    return {
        **plan["inspection"],
        "fieldwork_start": plan["fieldwork"]["start"],
        "report_due": plan["report"]["due"],
    }


def part_of(row, wanted):
    return {key: row[key] for key in wanted}


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.name)
def test_a_form_is_read_or_refused_rightly(jtai, tmp_path, monkeypatch, form):
    folder = tmp_path / "form"
    shutil.copytree(form, folder, copy_function=shutil.copyfile)
    monkeypatch.chdir(folder)
    want = json.loads((form / "want.json").read_text(encoding="utf-8"))
    run = jtai(*want["run"])
    said = " ".join(f"{run.out} {run.err}".split()).casefold()
    assert "traceback" not in said
    assert run.code == want["exit"], run.err
    for text in want.get("says", ()):
        assert text.casefold() in said
    if want["exit"] == 0 and want["run"][0] == "weeks":
        assert_weeks(want, run)
    if "plans" in want:
        plans = [row_of(plan) for plan in run.json()]
        assert [part_of(*each) for each in zip(plans, want["plans"], strict=True)] == want["plans"]
    if "rows" in want:
        rows = run.rows()
        assert [part_of(*each) for each in zip(rows, want["rows"], strict=True)] == want["rows"]


def test_there_are_enough_of_them():
    assert len(FORMS) >= 185
