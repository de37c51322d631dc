"""START in every command that takes it: a date, a file, or the day of the call."""

import datetime as dt
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jtai_cli.days.bank_holidays import REGIONS
from jtai_cli.plan.deadlines import notice
from jtai_cli.plan.inspection import calendar_of, inspection_of
from jtai_cli.plan.timetable import framework_in_force
from jtai_cli.rules.frameworks import framework_for
from tests.conftest import first_working_day

# Ten working days from Monday 22 February 2027: 23-26 (4), 1-5 March (9), Monday 8 March (10).
CALL, START = "2027-02-22", "2027-03-08"
COMMANDS = ("plan", "calendar", "status", "deadlines", "evidence")
STAYS = ("--today", "2027-03-10", "-q")  # on which much would be late, were it recorded
FILE = """\
fieldwork_start = 2027-03-08
fieldwork_days = 4
region = "SCT"
closures = [2027-02-26]
"""


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "inspection.toml"
        path.write_text(text)
        return path

    return write


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", ["--notified", "--notification"])
def test_the_day_of_the_call_takes_the_place_of_the_start(jtai, command, name):
    called, started = jtai(command, name, CALL, *STAYS), jtai(command, START, *STAYS)
    assert called.code == 0
    assert called == started


@pytest.mark.parametrize("command", ["plan", "calendar", "deadlines", "evidence", "notice"])
def test_a_file_that_says_only_the_start_answers_as_the_start_does(jtai, file, command):
    path = file(f"fieldwork_start = {START}\n")
    by_file, by_date = jtai(command, path, *STAYS), jtai(command, START, *STAYS)
    assert by_file.code == 0
    assert by_file == by_date


@pytest.mark.parametrize("command", COMMANDS)
def test_two_starts_are_refused(jtai, command):
    run = jtai(command, START, "--notified", CALL, *STAYS)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("jtai: START and --notified each say when fieldwork starts.")


@pytest.mark.parametrize("command", ["plan", "deadlines", "notice", "evidence"])
@pytest.mark.parametrize("name", ["JTAI_NOTIFIED", "JTAI_FIELDWORK_START"])
def test_a_variable_gives_way_where_the_start_is_typed(jtai, file, command, name):
    for start in (START, file(f"fieldwork_start = {START}\n")):
        assert jtai(command, start, *STAYS, env={name: "2027-06-14"}) == jtai(
            command, start, *STAYS
        )


def test_two_starts_of_which_neither_is_typed(jtai):
    env = {"JTAI_NOTIFIED": CALL, "JTAI_FIELDWORK_START": START}
    run = jtai("deadlines", env=env)
    assert run.code == 2
    assert "(It stands in the environment variable JTAI_" in run.err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("deadlines", START, "--fieldwork-start", START), "START and --fieldwork-start"),
        (("deadlines", "--notified", CALL, "--fieldwork-start", START), "--notified and --field"),
        (("notice", START, "--fieldwork-start", "2027-03-15"), "START and --fieldwork-start"),
        (("evidence", "--backtest", "--notified", CALL), "--backtest tries every letter"),
        (("evidence", "list.csv"), "neither a date nor a file that ends in .toml"),
        (("plan", "list.csv", "--notified", CALL), "the column notification"),
        (("plan",), "START is missing. Type the date on which fieldwork starts"),
        (("status",), "START is missing."),
        (("deadlines",), "--notified DATE or --published DATE, or an inspection file."),
        (("notice",), "give --fieldwork-start DATE, --notified DATE, or both"),
        (("plan", START, "--area", "Leeds", "City"), '--area "Leeds City"'),
        (("plan", "8", "March", "2027", "--area=Leeds", "City", "Council"), '"Leeds City Council"'),
        (("plan", "--reference", "Our", "own", "8", "March", "2027"), '--reference "Our own"'),
        (("plan", "Tue", "8", "March", "2027", "--area", "Leeds"), "8 March 2027 is a Monday"),
        (("plan", "8", "March", "2027", "12:30", "--area", "Leeds"), "a time stands behind it"),
        (("plan", START, "City"), "it is not written in one of the forms"),
        (("plan", "list.xls"), "Save the sheet as .xlsx or .csv."),
        (("days", "add", START, "5", "--region", "ENG", "x"), "'x' is too much here"),
    ],
)
def test_what_is_refused(jtai, given, said):
    run = jtai(*given)
    assert (run.code, run.out) == (2, "")
    assert said in run.err.splitlines()[0]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("day", "why"),
    [("2027-02-20", "at a weekend"), ("2027-03-26", "a bank holiday (Good Friday)")],
)
def test_a_call_on_a_day_off_is_refused_as_notice_does(jtai, command, day, why):
    run = jtai(command, "--notified", day, *STAYS)
    assert (run.code, run.out) == (2, "")
    assert why in run.err
    assert run.err.splitlines()[0] == jtai("notice", "--notified", day).err.splitlines()[0]


# ------------------------------------------------------------------------------------------- Files


def test_deadlines_of_a_file_use_all_that_it_says(jtai, file):
    """In Scotland, four days: 8-11 March, and the report 34 working days after Thursday 11 March.

    12 (1), 15-19 (6), 22-25 (10), [26], 29 March-2 April (15; Easter Monday is worked there),
    5-9 (20), 12-16 (25), 19-23 (30), 26-29 (34): Thursday 29 April.
    """
    path = file(FILE)
    found = jtai("deadlines", path, "--format", "json").json()
    assert found["fieldwork"] == {"start": START, "end": "2027-03-11", "working_days": 4}
    assert (found["region"], found["report"]["due"]) == ("SCT", "2027-04-29")
    plan = jtai("plan", path, "--format", "json").json()
    assert (found["report"], found["statement"]) == (plan["report"], plan["statement"])
    codes = {each["code"] for each in found["warnings"]}
    assert codes <= {each["code"] for each in plan["warnings"]}


def test_options_win_over_the_dates_of_a_file(jtai, file):
    path = file(f"{FILE}[actual]\nfieldwork_ended = 2027-03-12\npublished = 2027-05-04\n")

    def due(*options):
        return jtai("deadlines", path, "--region", "ENG", *options, "--format", "json").json()

    assert due()["report"]["counted_from"] == "2027-03-12"
    assert due("--fieldwork-end", "2027-03-11")["report"]["counted_from"] == "2027-03-11"
    assert due("--published", "2027-05-05")["statement"]["counted_from"] == "2027-05-05"
    later = due("--fieldwork-start", "2027-03-09")
    assert later["fieldwork"] == {"start": "2027-03-09", "end": "2027-03-12", "working_days": 4}


@pytest.mark.parametrize(
    "key", ["notification = 2027-02-19\n", "[actual]\nnotified = 2027-02-19\n"]
)
def test_notice_of_a_file(jtai, file, key):
    """Friday 19 February is eleven working days before, Tuesday the 23rd nine."""
    path = file(f"fieldwork_start = {START}\n{key}")
    found = jtai("notice", path, "--format", "json")
    assert (found.code, found.json()["notification"]["working_days_notice"]) == (0, 11)
    found = jtai("notice", path, "--notified", "2027-02-23", "--format", "json")
    assert (found.code, found.json()["short_by"]) == (1, 1)
    plan = jtai("plan", path, "--notified", "2027-02-23", "--format", "json").json()
    assert plan["notification"]["date"] == "2027-02-23"
    assert plan["fieldwork"]["start"] == START  # which the file says, and no option


def test_a_file_that_says_only_the_day_of_the_call(jtai, file):
    path = file(f"notification = {CALL}\n")
    for command in ("notice", "deadlines", "plan", "evidence"):
        found = jtai(command, path, "--format", "json").json()
        assert found["fieldwork"]["start"] == START, command
    moved = jtai("deadlines", path, "--notified", "2027-03-01", "--format", "json").json()
    assert moved["fieldwork"]["start"] == "2027-03-15"


def test_an_error_about_an_option_does_not_blame_the_file(jtai, file):
    path = file(f"fieldwork_start = {START}\n")
    run = jtai("plan", path, "--notified", "2027-02-20")
    assert run.err.startswith("jtai: notification cannot be Saturday 20 February 2027")
    run = jtai("plan", path, "--notified", "2027-03-09")
    assert "inspection.toml, line 1: fieldwork_start: notification (Tuesday 9 March" in run.err


def test_evidence_of_a_file_is_asked_as_the_plan_asks(jtai, file):
    """Of what was published nothing is used: the letters are asked about the fieldwork."""
    path = file("fieldwork_start = 2027-06-14\n[actual]\nfieldwork_ended = 2027-06-17\n")
    asked = ("--format", "json")
    found, planned = jtai("evidence", path, *asked).json(), jtai("plan", path, *asked).json()
    assert found["report"] == planned["report"]
    assert found["fieldwork"] == planned["fieldwork"]
    path = file("fieldwork_start = 2027-06-14\n[actual]\npublished = 2027-08-16\n")
    assert jtai("evidence", path, *asked).json()["report"]["likely"]
    under = jtai("evidence", path, "--framework", "jtai-2016", *asked).json()
    assert under["framework"]["id"] == "jtai-2016"


# ----------------------------------------------------------------------------- Calls and frameworks


@pytest.mark.parametrize(
    ("call", "framework", "start"),
    [
        ("2020-03-17", "jtai-2016", "2020-03-31"),  # 18-20 (3), 23-27 (8), 30, 31 (10)
        ("2020-03-18", "jtai-2022", "2020-04-01"),  # none was in force: the next one
        ("2022-03-11", "jtai-2022", "2022-03-25"),  # the same
        ("2022-03-14", "jtai-2022", "2022-03-28"),  # 15-18 (4), 21-25 (9), 28 (10): in force
        ("2020-01-20", "jtai-2016", "2020-01-31"),  # nine days' notice: 21-24 (4), 27-31 (9)
        ("2020-01-21", "jtai-2016", "2020-02-04"),  # ten from February on: 31 (8), 3, 4 (10)
    ],
)
def test_the_framework_is_that_of_the_start_that_comes_out(jtai, call, framework, start):
    plan = json.loads(jtai("plan", "--notified", call, "--format", "json").out)
    assert (plan["framework"]["id"], plan["fieldwork"]["start"]) == (framework, start)
    assert plan["notification"]["date"] == call
    back = jtai("notice", start, "--format", "json").json()
    assert (back["framework"]["id"], back["notification"]["date"]) == (framework, call)
    warned = {each["code"] for each in plan["warnings"]}
    assert ("framework-not-in-force" in warned) is ("2020-04-01" <= start < "2022-03-28")


@given(
    st.dates(dt.date(2015, 1, 1), dt.date(2099, 1, 1)),
    st.sampled_from(tuple(REGIONS)),
)
@example(dt.date(2020, 1, 20), "ENG")
@example(dt.date(2020, 3, 17), "SCT")
@example(dt.date(2022, 3, 14), "NIR")
def test_the_notification_of_the_start_is_the_call(date, region):
    settings = inspection_of(region=region).settings
    calendar = calendar_of(settings)
    call = first_working_day(calendar, date)
    framework = framework_in_force(inspection_of(region=region, notification=call))
    there = notice(calendar, framework, notified=call)
    assert framework == framework_for(there.fieldwork_start)
    back = notice(calendar, framework, fieldwork_start=there.fieldwork_start)
    assert (back.date, back.working_days) == (call, there.working_days)
