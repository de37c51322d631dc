"""What ``import jtai_cli`` offers: these names, their answers, and our own errors."""

import contextlib
import datetime as dt
import io
import re
import subprocess
import sys
from typing import get_type_hints

import pytest

import jtai_cli
from jtai_cli import api
from tests.harness import ROOT

PAGE = (ROOT / "docs/reference/library.md").read_text("utf-8")
START = "2027-03-08"


def test_these_names_are_promised_and_no_others():
    promised = [
        *("Finding", "JtaiError", "Likely", "LikelyDay", "Plan", "WorkingCalendar"),
        *("check", "likely_report", "make_plan", "to_ics", "to_json", "working_days"),
    ]
    assert jtai_cli.__all__ == api.__all__ == promised
    assert all(getattr(jtai_cli, name) is getattr(api, name) for name in promised)
    with pytest.raises(AttributeError, match="no attribute 'make_plans'"):
        _ = jtai_cli.make_plans


@pytest.mark.parametrize("name", ["check", "likely_report", "make_plan", "to_ics", "to_json"])
def test_each_is_typed_and_has_an_example(name):
    function = getattr(jtai_cli, name)
    assert "return" in get_type_hints(function)
    assert ">>>" in function.__doc__


def test_importing_it_loads_nothing_else():
    code = "import sys; before = {*sys.modules}; import jtai_cli; print({*sys.modules} - before)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert answer.stdout == "{'jtai_cli'}\n", answer.stderr


def test_the_notebook_of_the_page_says_what_it_says():
    (code,) = re.findall(r"(?s)```python\n(.*?)```", PAGE)
    (said,) = re.findall(r"(?s)```text\n(.*?)```", PAGE)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(code, {})
    assert printed.getvalue() == said


def test_the_page_names_all_that_is_promised():
    assert [name for name in jtai_cli.__all__ if f"`{name}" not in PAGE] == []


@pytest.mark.parametrize("start", [START, "8 March 2027", "08/03/2027", dt.date(2027, 3, 8)])
def test_a_date_is_a_date_or_what_people_type(start):
    made = jtai_cli.make_plan(start)
    assert (made.notification.date, made.report.day) == (dt.date(2027, 2, 22), dt.date(2027, 5, 4))


def test_a_plan_from_its_notification():
    assert jtai_cli.make_plan(notification="2027-02-22").fieldwork.first == dt.date(2027, 3, 8)


def test_the_keys_are_heeded():
    closed = jtai_cli.make_plan(START, closures=["2027-03-05"], region="SCT", fieldwork_days=4)
    assert closed.calendar.region == "SCT"
    assert closed.fieldwork.last == dt.date(2027, 3, 11)
    assert [day.date for day in closed.non_working_days if day.kind == "closure"] == [
        dt.date(2027, 3, 5)
    ]


def test_its_own_environment_is_not_read(monkeypatch):
    monkeypatch.setenv("JTAI_REGION", "SCT")
    assert jtai_cli.make_plan(START).calendar.region == "ENG"


def plan(*given, **keys):
    return lambda: jtai_cli.make_plan(*given, **keys)


MISTAKES = {
    "region": (lambda: jtai_cli.working_days("XXX"), "there is no region 'XXX'. Type ENG,"),
    "no text": (lambda: jtai_cli.working_days(["ENG"]), "there is no region"),
    "region of a plan": (plan(START, region="XXX"), "make_plan: region: must be ENG,"),
    "text": (lambda: jtai_cli.working_days().add(START, 1), "Give a datetime.date"),
    "time": (
        lambda: jtai_cli.working_days().is_working(dt.datetime(2027, 3, 8, tzinfo=dt.UTC)),
        "a datetime",
    ),
    "two digits": (plan("8/3/27"), "make_plan: fieldwork_start: '8/3/27' is not a date"),
    "number": (plan(20270308), "make_plan: fieldwork_start: must be a date such as"),
    "no date": (plan(), "no date to plan from"),
    "Christmas": (plan(notification="2027-12-27"), "cannot be Monday 27 December 2027"),
    "key": (plan(START, reigon="ENG"), "there is no key 'reigon'. Did you mean region?"),
    "theme": (plan(START, theme="nope"), "called 'nope'. Type front-door"),
    "framework": (
        plan(START, framework="jtai-2023"),
        "there is no framework 'jtai-2023'. Did you mean jtai-2022? Type jtai-2022 or jtai-2016.",
    ),
    "days": (plan(START, fieldwork_days=0), "must be from 1 to 30"),
    "TOML": (lambda: jtai_cli.check("x = ["), "inspection.toml, line 1: this is not TOML"),
    "its theme": (lambda: jtai_cli.check("framework = 'x'", "my.toml"), "my.toml, line 1"),
    "today": (lambda: jtai_cli.to_ics(plan(START)(), "8/3/27"), "to_ics: '8/3/27' is not a date"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_what_will_not_do_is_refused_in_our_words(name):
    call, said = MISTAKES[name]
    with pytest.raises(jtai_cli.JtaiError, match=re.escape(said)):
        call()


@pytest.mark.parametrize(
    ("command", "made"),
    [
        (["plan", START, "--area", "Exampleshire", "--format", "json"], jtai_cli.to_json),
        (
            ["calendar", START, "--area", "Exampleshire"],
            lambda plan: jtai_cli.to_ics(plan, dt.date(2027, 1, 4)),
        ),
    ],
)
def test_it_writes_what_the_program_writes(command, made):
    program = [sys.executable, "-m", "jtai_cli", *command]
    answer = subprocess.run(program, capture_output=True, check=True).stdout.decode()
    written = made(jtai_cli.make_plan(START, area="Exampleshire"))
    stamped = re.compile(r"(DTSTAMP|LAST-MODIFIED|CREATED|SEQUENCE):\w+")
    assert stamped.sub("", written) == stamped.sub("", answer)
