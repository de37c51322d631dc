"""The program from the outside: its answers against timetables and counts worked out by hand.

Nothing here imports the program. Every test runs it as its users do and reads what it writes. The
expected dates stand in answers/timetables/*.toml and answers/notice.csv, each with its working.
"""

import csv
import dataclasses
import datetime as dt
import io
import itertools
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ANSWERS = Path(__file__).parent / "answers"
FORMATS = ("table", "json", "csv", "markdown")

# What each source is called, in part: the article, the letters, the regulations.
NOTICE_SOURCE = "Inspections Clinic: Multi-agency safeguarding"
REPORT_SOURCE = "published JTAI letters"
STATEMENT_SOURCE = "SI 2015/1792"

# ---------------------------------------------------------------------------------------------
# Running the program
# ---------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str

    def json(self):
        assert self.code in (0, 1), self.err
        return json.loads(self.out)

    def rows(self):
        assert self.code in (0, 1), self.err
        return list(csv.DictReader(io.StringIO(self.out)))


def environment(home, **extra):
    """The tester's own environment without anything that could steer the program."""
    dropped = {"PYTHONIOENCODING", "NO_COLOR", "FORCE_COLOR", "COLUMNS"}
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("JTAI_") and name not in dropped
    }
    home = str(home)
    return {**kept, "HOME": home, "USERPROFILE": home, "XDG_CONFIG_HOME": home, **extra}


def start(args, *, home, cwd, **extra):
    done = subprocess.run(
        [sys.executable, "-m", "jtai_cli", *map(str, args)],
        cwd=cwd,
        env=environment(home, **extra),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Run(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def jtai(tmp_path_factory):
    """Run the program without files; the same arguments are run only once."""
    home = tmp_path_factory.mktemp("home")
    runs = {}

    def run(*args, **extra):
        key = (tuple(map(str, args)), tuple(sorted(extra.items())))
        if key not in runs:
            runs[key] = start(args, home=home, cwd=home, **extra)
        return runs[key]

    return run


@pytest.fixture
def home(tmp_path):
    """An empty home folder; what is in it afterwards, the program put there."""
    folder = tmp_path / "somebody"
    folder.mkdir()
    return folder


@pytest.fixture
def jtai_here(tmp_path, home):
    """Run the program in a folder of its own, anew each time."""

    def run(*args, **extra):
        return start(args, home=home, cwd=tmp_path, **extra)

    return run


# ---------------------------------------------------------------------------------------------
# The answers
# ---------------------------------------------------------------------------------------------


TIMETABLES = {
    path.stem: tomllib.loads(path.read_text("utf-8"))
    for path in sorted((ANSWERS / "timetables").glob("*.toml"))
}


def timetables(names=TIMETABLES):
    return [pytest.param(TIMETABLES[name], id=name) for name in names]


def notices():
    lines = (ANSWERS / "notice.csv").read_text("utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return [
        pytest.param(row, id="-".join((row["notified"], row["fieldwork_start"], row["framework"])))
        for row in rows
    ]


def as_text(value):
    """The dates of an answer file as JSON writes them."""
    if isinstance(value, dict):
        return {key: as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_text(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def rules_of(answer):
    given = answer["input"]
    return ("--framework", given["framework"], "--region", given["region"])


def plan_of(jtai, answer):
    given = answer["input"]
    args = (given["fieldwork_start"], *rules_of(answer), *given["options"])
    return jtai("plan", *args, "--format", "json").json()


def only(item, *keys):
    return {key: item[key] for key in keys}


def codes(plan):
    return [warning["code"] for warning in plan["warnings"]]


HOLIDAY_WORDS = {
    "Platinum Jubilee bank holiday": "platinum jubilee",
    "Bank Holiday for the State Funeral of Queen Elizabeth II": "state funeral",
    "Bank holiday for the coronation of King Charles III": "coronation",
    "Battle of the Boyne (Orangemen's Day)": "battle of the boyne",
}


def is_called(name, gov_uk_name):
    """Is it recognisably GOV.UK's name? One-off days are named in more than one way."""
    words = HOLIDAY_WORDS.get(gov_uk_name, gov_uk_name.casefold())
    return words in name.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


# ---------------------------------------------------------------------------------------------
# Timetables
# ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", timetables())
def test_timetable_periods(jtai, answer):
    plan, right = plan_of(jtai, answer), as_text(answer["expected"])
    assert plan["region"] == answer["input"]["region"]
    assert plan["framework"]["id"] == answer["input"]["framework"]
    assert only(plan["notification"], "date", "working_days_notice", "required") == {
        "date": right["notification"],
        "working_days_notice": right["working_days_notice"],
        "required": right["working_days_notice"],
    }
    assert only(plan["fieldwork"], "start", "end", "working_days") == {
        "start": answer["input"]["fieldwork_start"].isoformat(),
        "end": right["fieldwork_end"],
        "working_days": right["fieldwork_days"],
    }
    assert only(plan["report"], "due", "days", "basis", "counted_from") == {
        "due": right["report_due"],
        "days": right["report_days"],
        "basis": right["report_basis"],
        "counted_from": right["fieldwork_end"],
    }
    assert only(plan["statement"], "due", "days", "basis", "counted_from") == {
        "due": right["statement_due"],
        "days": 70,
        "basis": "working",
        "counted_from": right["report_due"],
    }


@pytest.mark.parametrize("answer", timetables())
def test_timetable_weeks(jtai, answer):
    weeks = plan_of(jtai, answer)["weeks"]
    assert [week["number"] for week in weeks] == [1, 2, 3]
    by_number = {week["number"]: week for week in weeks}
    for right in as_text(answer["expected"]["weeks"]):
        assert only(by_number[right["number"]], "number", "start", "end", "days") == right


@pytest.mark.parametrize("answer", timetables())
def test_timetable_day_1_is_the_notification(jtai, answer):
    first = plan_of(jtai, answer)["weeks"][0]
    notified = answer["expected"]["notification"].isoformat()
    assert first["start"] == notified
    assert first["days"][0] == 1
    step = next(step for step in first["steps"] if step["id"] == "notification")
    assert only(step, "start", "end", "days") == {
        "start": notified,
        "end": notified,
        "days": [1, 1],
    }


@pytest.mark.parametrize("answer", timetables())
def test_timetable_steps(jtai, answer):
    weeks = plan_of(jtai, answer)["weeks"]
    steps = {step["id"]: step for week in weeks for step in week["steps"]}
    for right in as_text(answer["expected"]["steps"]):
        assert only(steps[right["id"]], "id", "start", "end", "days") == right


@pytest.mark.parametrize("answer", timetables())
def test_timetable_bank_holidays(jtai, answer):
    found = plan_of(jtai, answer)["non_working_days"]
    right = as_text(answer["expected"]["bank_holidays"])
    assert [(day["date"], day["kind"]) for day in found] == [
        (day["date"], "bank-holiday") for day in right
    ]
    for day, named in zip(found, right, strict=True):
        assert is_called(day["name"], named["name"])


@pytest.mark.parametrize("answer", timetables())
def test_timetable_warnings(jtai, answer):
    found = set(codes(plan_of(jtai, answer)))
    assert set(answer["expected"]["warnings"]) <= found
    assert not set(answer["expected"]["no_warnings"]) & found


INTERRUPTED = [name for name, answer in TIMETABLES.items() if answer["expected"]["warnings"]]


@pytest.mark.parametrize("answer", timetables(INTERRUPTED))
def test_timetable_read_backwards(jtai, answer):
    """From the notification to the earliest start, from the end of fieldwork to the deadlines."""
    right = as_text(answer["expected"])
    notice = jtai(
        "notice", "--notified", right["notification"], *rules_of(answer), "--format", "json"
    )
    assert notice.json()["fieldwork"]["start"] == answer["input"]["fieldwork_start"].isoformat()
    basis = ("--report-basis", right["report_basis"], "--format", "json")
    end = right["fieldwork_end"]
    deadlines = jtai("deadlines", "--fieldwork-end", end, *rules_of(answer), *basis).json()
    assert deadlines["report"]["due"] == right["report_due"]
    assert deadlines["statement"]["due"] == right["statement_due"]


# The table of steps in CYP Now, 27 April 2022: who, and whether more than the week is given.
# Fieldwork is left out of the second: it fills its week.
BOTH = ["inspectors", "partners"]
WHO = {
    "notification": ["inspectors"],
    "information-request": BOTH,
    "set-up": BOTH,
    "case-selection": ["inspectors"],
    "planning": ["inspectors"],
    "case-audits": ["partners"],
    "further-analysis": ["inspectors"],
    "fieldwork-timetable": BOTH,
    "virtual-meetings": BOTH,
    "initial-meeting": BOTH,
    "fieldwork": ["inspectors"],
    "keep-in-touch": BOTH,
    "final-meeting": BOTH,
}


def test_who_does_each_step_and_what_is_only_suggested(jtai):
    plan = jtai("plan", "2027-03-08", "--format", "json").json()
    steps = {step["id"]: step for week in plan["weeks"] for step in week["steps"]}
    assert {name: sorted(step["who"]) for name, step in steps.items()} == WHO
    assert steps["notification"]["timing"] == "required"
    suggested = set(WHO) - {"notification", "fieldwork"}
    assert {steps[name]["timing"] for name in suggested} == {"suggested"}


# ---------------------------------------------------------------------------------------------
# The shape of the JSON
# ---------------------------------------------------------------------------------------------


def text(value):
    return isinstance(value, str) and value.strip() != ""


def text_or_null(value):
    return value is None or text(value)


def whole(value):
    return isinstance(value, int) and not isinstance(value, bool)


def iso_date(value):
    return re.fullmatch(r"\d{4}-\d\d-\d\d", value) and dt.date.fromisoformat(value)


def pair_of_days(value):
    return len(value) == 2 and all(map(whole, value)) and 1 <= value[0] <= value[1]


def timing(value):
    return value in ("required", "suggested")


def people(value):
    return value and set(value) <= {"inspectors", "partners"} and len(set(value)) == len(value)


def basis(value):
    return value in ("working", "calendar")


STEP = {
    "id": text,
    "title": text,
    "start": iso_date,
    "end": iso_date,
    "days": pair_of_days,
    "who": people,
    "timing": timing,
    "source": text,
}
DEADLINE = {"due": iso_date, "days": whole, "basis": basis, "counted_from": iso_date}
PLAN = {
    "schema": text,
    "inspection": {"area": text_or_null, "theme": text_or_null, "reference": text_or_null},
    "framework": {"id": text, "title": text, "source": text},
    "region": text,
    "notification": {"date": iso_date, "working_days_notice": whole, "required": whole},
    "fieldwork": {"start": iso_date, "end": iso_date, "working_days": whole},
    "report": {**DEADLINE, "source": text},
    "statement": {**DEADLINE, "source": text},
    "weeks": [{"number": whole, "start": iso_date, "end": iso_date, "steps": [STEP]}],
    "non_working_days": [{"date": iso_date, "name": text, "kind": text}],
    "warnings": [{"code": text, "message": text, "date": iso_date}],
    "calendar": {"published_until": iso_date, "fingerprint": text},
}


def assert_shape(value, shape, where="plan"):
    if isinstance(shape, dict):
        assert isinstance(value, dict), where
        assert not shape.keys() - value.keys(), where
        for key, inner in shape.items():
            assert_shape(value[key], inner, f"{where}.{key}")
    elif isinstance(shape, list):
        assert isinstance(value, list), where
        assert value, where
        for number, item in enumerate(value):
            assert_shape(item, shape[0], f"{where}[{number}]")
    else:
        assert shape(value), f"{where}: {value!r}"


def sources_in(value):
    """Every value that stands under a key called source."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "source":
                yield inner
            yield from sources_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from sources_in(inner)


def test_every_promised_key_is_there(jtai):
    plan = jtai("plan", "2027-03-22", "--format", "json").json()
    assert_shape(plan, PLAN)
    assert plan["schema"] == "jtai.plan/1"
    assert plan["calendar"]["published_until"] == "2028-12-31"
    assert plan["inspection"]["area"] is None
    assert all(map(text, sources_in(plan)))


EXAMPLE = {
    "schema": "jtai.plan/1",
    "inspection": {"area": "Exampleshire", "theme": "front-door", "reference": None},
    "framework": {"id": "jtai-2022", "title": ..., "source": ...},
    "region": "ENG",
    "notification": {"date": "2027-02-22", "working_days_notice": 10, "required": 10},
    "fieldwork": {"start": "2027-03-08", "end": "2027-03-12", "working_days": 5},
    "report": {"due": "2027-05-04", "days": 34, "basis": "working", "counted_from": "2027-03-12"},
    "statement": {
        "due": "2027-08-11",
        "days": 70,
        "basis": "working",
        "counted_from": "2027-05-04",
    },
    "weeks": [
        {
            "number": 1,
            "start": "2027-02-22",
            "end": "2027-02-26",
            "steps": [
                {
                    "id": "notification",
                    "title": ...,
                    "start": "2027-02-22",
                    "end": "2027-02-22",
                    "days": [1, 1],
                    "who": ["inspectors"],
                    "timing": "required",
                    "source": ...,
                }
            ],
        }
    ],
    "non_working_days": [{"date": "2027-03-26", "name": "Good Friday", "kind": "bank-holiday"}],
    "calendar": {"published_until": "2028-12-31", "fingerprint": ...},
}


def assert_agrees(value, example):
    """Equal wherever the example says something; three dots stand for any text."""
    if isinstance(example, dict):
        for key, inner in example.items():
            assert_agrees(value[key], inner)
    elif isinstance(example, list):
        for given, inner in zip(value, example, strict=False):
            assert_agrees(given, inner)
    elif example is ...:
        assert text(value)
    else:
        assert value == example


def test_the_contract_s_own_example(jtai):
    asked = ("--area", "Exampleshire", "--theme", "front-door", "--format", "json")
    run = jtai("plan", "2027-03-08", *asked)
    assert_agrees(run.json(), EXAMPLE)
    assert codes(run.json()) == ["report-near-election"]  # local elections on 6 May 2027


def test_jsonl_is_the_same_object_on_one_line(jtai):
    run = jtai("plan", "2027-04-05", "--format", "jsonl")
    assert run.out.count("\n") == 1
    assert json.loads(run.out) == jtai("plan", "2027-04-05", "--format", "json").json()


def test_today_changes_nothing_in_a_plan(jtai):
    early = jtai("plan", "2027-03-08", "--format", "json", "--today", "2026-11-23")
    late = jtai("plan", "2027-03-08", "--format", "json", "--today", "2031-05-01")
    assert early == late


# ---------------------------------------------------------------------------------------------
# Haringey, as it was
# ---------------------------------------------------------------------------------------------

HARINGEY = TIMETABLES["2017-12-04-haringey"]


def test_statement_counts_from_the_day_of_publication(jtai, jtai_here, tmp_path):
    real = as_text(HARINGEY["real"])
    asked = ("--published", real["published"], "--framework", "jtai-2016", "--format", "json")
    assert jtai("deadlines", *asked).json()["statement"]["due"] == real["statement_due"]
    (tmp_path / "haringey.toml").write_text(
        'area = "Haringey"\nframework = "jtai-2016"\nfieldwork_start = 2017-12-04\n'
        f"[actual]\nnotified = 2017-11-21\npublished = {real['published']}\n",
        "utf-8",
    )
    plan = jtai_here("plan", "haringey.toml", "--format", "json").json()
    assert plan["report"]["due"] == "2018-01-24"
    assert only(plan["statement"], "due", "counted_from") == {
        "due": real["statement_due"],
        "counted_from": real["published"],
    }


def test_observed_steps_are_shown_only_when_asked_for(jtai):
    asked = ("plan", "2017-12-04", "--framework", "jtai-2016")
    real = as_text(HARINGEY["real"])
    people_s = ("Wed 3 Jan 2018", "Tue 16 Jan 2018", "Fri 26 Jan 2018")
    without = jtai(*asked).out
    assert not any(date in without for date in people_s)
    shown = jtai(*asked, "--observed").out
    assert all(date in shown for date in people_s)
    assert "observed once" in shown.casefold()
    written = jtai(*asked, "--observed", "--format", "json").out
    assert all(real[key] in written for key in ("draft", "corrections", "pre_publication_copy"))


# ---------------------------------------------------------------------------------------------
# Notice
# ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", notices())
def test_notice_between_two_dates(jtai, row):
    run = jtai(
        *("notice", "--notified", row["notified"], "--fieldwork", row["fieldwork_start"]),
        *("--framework", row["framework"], "--format", "json"),
    )
    assert run.code == (0 if row["enough"] == "yes" else 1)
    answer = run.json()
    assert answer["notification"]["date"] == row["notified"]
    assert answer["notification"]["working_days_notice"] == int(row["working_days"])
    assert answer["fieldwork"]["start"] == row["fieldwork_start"]
    assert answer["enough"] is (row["enough"] == "yes")
    assert all(map(text, sources_in(answer)))


def test_notice_in_words(jtai):
    forth = jtai("notice", "--fieldwork", "2027-03-08")
    assert forth.code == 0
    assert "Monday 22 February 2027" in forth.out
    back = jtai("notice", "--notified", "2027-02-22")
    assert back.code == 0
    assert "Monday 8 March 2027" in back.out
    dates = ("--notified", "2017-11-21", "--fieldwork", "2017-12-04")
    short = jtai("notice", *dates, "--framework", "jtai-2022")
    assert short.code == 1
    assert "9 working days" in short.out
    haringey = jtai("notice", "--fieldwork", "2017-12-04", "--framework", "jtai-2016")
    assert "Tuesday 21 November 2017" in haringey.out


@pytest.mark.parametrize(
    "args",
    [
        pytest.param((), id="no date at all"),
        pytest.param(("--fieldwork", "8 March"), id="no year"),
        pytest.param(("--fieldwork", "2027-03-08", "--framework", "jtai-1999"), id="framework"),
        pytest.param(("--fieldwork", "2200-12-25"), id="outside the calendar"),
    ],
)
def test_notice_without_an_answer(jtai, args):
    run = jtai("notice", *args)
    assert (run.code, run.out) == (2, "")
    assert run.err.strip()


# ---------------------------------------------------------------------------------------------
# Deadlines
# ---------------------------------------------------------------------------------------------


def due(jtai, *args):
    answer = jtai("deadlines", *args, "--format", "json").json()
    assert all(map(text, sources_in(answer)))
    return tuple(part and part["due"] for part in (answer["report"], answer["statement"]))


def test_deadlines_each_way(jtai):
    assert due(jtai, "--fieldwork-start", "2027-03-22") == ("2027-05-18", "2027-08-25")
    assert due(jtai, "--fieldwork-end", "2027-03-30") == ("2027-05-18", "2027-08-25")
    assert due(jtai, "--published", "2027-05-18")[1] == "2027-08-25"
    calendar = ("--fieldwork-start", "2027-03-08", "--report-basis", "calendar")
    assert due(jtai, *calendar) == ("2027-04-15", "2027-07-26")
    four = ("--fieldwork-start", "2027-03-08", "--fieldwork-days", "4")
    assert due(jtai, *four) == ("2027-04-30", "2027-08-10")
    in_words = jtai("deadlines", "--fieldwork-end", "2027-03-30").out
    assert "Tuesday 18 May 2027" in in_words
    assert "Wednesday 25 August 2027" in in_words


def test_deadlines_from_a_saturday(jtai):
    """Oxfordshire's letter gives Saturday 12 March 2016 as the last day.

    14-18 March (5), 21-24 (9), [25 and 28], 29 March-1 April (13), 4-8 (18), 11-15 (23),
    18-22 (28), 25, Tuesday 26 April (30).
    """
    asked = ("--fieldwork-end", "2016-03-12", "--framework", "jtai-2016")
    assert due(jtai, *asked)[0] == "2016-04-26"


def test_deadlines_without_a_date(jtai):
    run = jtai("deadlines")
    assert (run.code, run.out) == (2, "")


# Real letters on https://reports.ofsted.gov.uk: the last day of fieldwork, the day of publication
# and the day on which the letter says that the statement is due. In these three both came exactly
# on the day that the rules give.
@pytest.mark.parametrize(
    ("fieldwork_end", "published", "statement_due"),
    [
        pytest.param("2023-07-14", "2023-09-01", "2023-12-08", id="Sutton"),
        pytest.param("2024-01-26", "2024-03-14", "2024-06-26", id="Buckinghamshire"),
        pytest.param("2025-01-24", "2025-03-13", "2025-06-25", id="Bromley"),
    ],
)
def test_deadlines_of_published_letters(jtai, fieldwork_end, published, statement_due):
    assert due(jtai, "--fieldwork-end", fieldwork_end) == (published, statement_due)


def test_fieldwork_that_starts_on_a_sunday(jtai):
    """Harrow's letter: fieldwork from Sunday 26 to Friday 31 March 2023, published on 24 May.

    Fieldwork: 27-31 March (5). Report: 3-6 April (4), [7 and 10], 11-14 (8), 17-21 (13), 24-28
    (18), [1 May], 2-5 (22), [8 May], 9-12 (26), 15-19 (31), 22, 23, Wednesday 24 May (34).
    """
    plan = jtai("plan", "2023-03-26", "--format", "json").json()
    assert plan["fieldwork"]["end"] == "2023-03-31"
    assert plan["report"]["due"] == "2023-05-24"


# ---------------------------------------------------------------------------------------------
# Days
# ---------------------------------------------------------------------------------------------

# 26 and 29 March 2027 are Good Friday and Easter Monday; 6 and 7 March are a weekend.
ADDED = [
    ("2027-03-12", 34, "2027-05-04"),
    ("2027-03-08", -10, "2027-02-22"),
    ("2027-03-06", 1, "2027-03-08"),
    ("2027-03-06", -1, "2027-03-05"),
    ("2027-03-26", 1, "2027-03-30"),
    ("2027-03-29", -1, "2027-03-25"),
    ("2027-03-30", -1, "2027-03-25"),
    ("2027-03-08", 0, "2027-03-08"),
]
BETWEEN = [
    ("2027-03-12", "2027-05-04", 34),
    ("2027-03-05", "2027-03-08", 1),
    ("2027-03-06", "2027-03-08", 1),
    ("2027-03-05", "2027-03-07", 0),
    ("2027-03-08", "2027-03-08", 0),
    ("2027-03-25", "2027-03-30", 1),
    ("2027-03-26", "2027-03-29", 0),
    ("2027-03-08", "2027-02-22", -10),
]


@pytest.mark.parametrize(("date", "number", "answer"), ADDED)
def test_days_add(jtai, date, number, answer):
    found = jtai("days", "add", date, number, "--format", "json").json()
    assert only(found, "start", "working_days", "end") == {
        "start": date,
        "working_days": number,
        "end": answer,
    }


@pytest.mark.parametrize(("first", "last", "answer"), BETWEEN)
def test_days_between(jtai, first, last, answer):
    found = jtai("days", "between", first, last, "--format", "json").json()
    assert found["working_days"] == answer


def test_days_in_words(jtai):
    assert "Tuesday 4 May 2027" in jtai("days", "add", "2027-03-12", 34).out
    assert "34 working days" in jtai("days", "between", "2027-03-12", "2027-05-04").out


# https://www.gov.uk/bank-holidays, 2027, each division.
EVERYWHERE_2027 = {"01-01", "03-26", "05-03", "05-31", "12-27", "12-28"}
BANK_HOLIDAYS_2027 = {
    "ENG": EVERYWHERE_2027 | {"03-29", "08-30"},
    "WLS": EVERYWHERE_2027 | {"03-29", "08-30"},
    "SCT": EVERYWHERE_2027 | {"01-04", "08-02", "11-30"},
    "NIR": EVERYWHERE_2027 | {"03-17", "03-29", "07-12", "08-30"},
}


@pytest.mark.parametrize("region", BANK_HOLIDAYS_2027)
def test_days_list_of_each_region(jtai, region):
    asked = ("--from", "2027-01-01", "--to", "2027-12-31", "--region", region, "--format", "csv")
    rows = jtai("days", "list", *asked).rows()
    assert [row["date"] for row in rows] == sorted(
        f"2027-{day}" for day in BANK_HOLIDAYS_2027[region]
    )
    names = {row["date"][5:]: row["name"] for row in rows}
    local = {"01-04": "2nd January", "03-17": "St Patrick's Day", "11-30": "St Andrew's Day"}
    for day in local.keys() & names.keys():
        assert is_called(names[day], local[day])


def test_days_list_tells_closures_from_bank_holidays(jtai):
    asked = ("--from", "2027-12-24", "--to", "2027-12-31", "--closure", "2027-12-29..2027-12-31")
    days = jtai("days", "list", *asked, "--format", "json").json()["non_working_days"]
    assert [(day["date"], day["kind"]) for day in days] == [
        ("2027-12-27", "bank-holiday"),
        ("2027-12-28", "bank-holiday"),
        ("2027-12-29", "closure"),
        ("2027-12-30", "closure"),
        ("2027-12-31", "closure"),
    ]
    shown = jtai("days", "list", *asked).out
    for words in ("Mon 27 Dec 2027", "Christmas Day", "Fri 31 Dec 2027", "closure"):
        assert words in shown


# ---------------------------------------------------------------------------------------------
# --show-working
# ---------------------------------------------------------------------------------------------

# Back from Monday 5 April 2027, day by day: the number counted, or why it is not.
EASTER_WORKING = [
    ("2027-04-04", "Sunday"),
    ("2027-04-03", "Saturday"),
    ("2027-04-02", 1),
    ("2027-04-01", 2),
    ("2027-03-31", 3),
    ("2027-03-30", 4),
    ("2027-03-29", "Easter Monday"),
    ("2027-03-28", "Sunday"),
    ("2027-03-27", "Saturday"),
    ("2027-03-26", "Good Friday"),
    ("2027-03-25", 5),
    ("2027-03-24", 6),
    ("2027-03-23", 7),
    ("2027-03-22", 8),
    ("2027-03-21", "Sunday"),
    ("2027-03-20", "Saturday"),
    ("2027-03-19", 9),
    ("2027-03-18", 10),
]


def short(date):
    day = dt.date.fromisoformat(date)
    return f"{day:%a} {day.day} {day:%b} {day.year}"


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_working_names_every_day(jtai, form):
    run = jtai("notice", "--fieldwork", "2027-04-05", "--show-working", "--format", form)
    lines = run.out.splitlines()
    for date, counted in EASTER_WORKING:
        line = next(line for line in lines if short(date) in line)
        assert re.search(rf"(?<!\w){counted}(?!\w)", line.replace(short(date), ""))
        assert ("not counted" in line) is isinstance(counted, str)


def test_working_in_json(jtai):
    asked = ("notice", "--fieldwork", "2027-04-05", "--show-working", "--format", "json")
    (working,) = jtai(*asked).json()["working"]
    found = [(day["date"], day["number"] or day["skipped"]) for day in working["days"]]
    assert sorted(found) == sorted(EASTER_WORKING)


def test_working_of_a_plan_counts_to_each_date(jtai):
    asked = ("plan", "2027-03-08", "--show-working", "--format", "json")
    counts = jtai(*asked).json()["working"]
    assert [max(day["number"] or 0 for day in count["days"]) for count in counts] == [10, 34, 70]
    for count in counts:
        dates = sorted(dt.date.fromisoformat(day["date"]) for day in count["days"])
        assert {after - before for before, after in itertools.pairwise(dates)} == {
            dt.timedelta(days=1)
        }
        assert all((day["number"] is None) is text(day["skipped"]) for day in count["days"])
    skipped = {day["skipped"] for count in counts for day in count["days"]}
    assert skipped >= {"Good Friday", "Easter Monday", "Early May bank holiday"}


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(("plan", "2027-03-08"), id="plan"),
        pytest.param(("deadlines", "--fieldwork-end", "2027-03-12"), id="deadlines"),
    ],
)
def test_working_says_why_the_report_takes_34_working_days(jtai, args):
    """Of 28 letters since May 2022, 14 took exactly 34 working days; none 34 calendar days."""
    shown = jtai(*args, "--show-working").out
    for words in ("34 working days", "34 calendar days", "28", "14", "Early May bank holiday"):
        assert words in shown


def test_working_of_plain_arithmetic(jtai):
    added = jtai("days", "add", "2027-03-25", 1, "--show-working").out
    between = jtai("days", "between", "2027-03-25", "2027-03-30", "--show-working").out
    for shown in (added, between):
        for words in ("Fri 26 Mar 2027", "Good Friday", "Mon 29 Mar 2027", "Easter Monday"):
            assert words in shown
    funeral = jtai("days", "between", "2022-09-16", "2022-09-20", "--show-working").out
    line = next(line for line in funeral.splitlines() if "Mon 19 Sep 2022" in line)
    assert "State Funeral" in line


# ---------------------------------------------------------------------------------------------
# Rules and sources
# ---------------------------------------------------------------------------------------------

THEMES = (
    "child sexual exploitation and missing children",
    "children living with domestic abuse",
    "neglect",
    "gangs and missing",
    "child sexual abuse in the family environment",
    "child exploitation, sexual and criminal",
    "children's mental health",
    "identification of initial need and risk (front door)",
    "criminal exploitation of children",
    "children and families who need help (early help)",
    "serious youth violence",
    "children who are victims of domestic abuse",
)


@pytest.mark.parametrize("form", FORMATS)
def test_rules_list_everything_with_its_source(jtai, form):
    shown = jtai("rules", "--format", form).out
    for words in ("jtai-2022", "jtai-2016", NOTICE_SOURCE, REPORT_SOURCE, STATEMENT_SOURCE):
        assert words in shown
    if form == "json":
        shown = json.dumps(json.loads(shown), ensure_ascii=False)
    for words in (*THEMES, "case selection", "keep-in-touch", "final meeting"):
        assert words in shown.casefold()


def test_rules_as_data(jtai):
    rules = jtai("rules", "--format", "json").json()
    assert all(map(text, sources_in(rules)))
    frameworks = {framework["id"]: framework for framework in rules["frameworks"]}
    new, old = frameworks["jtai-2022"], frameworks["jtai-2016"]
    assert [step["id"] for step in new["steps"]] == list(WHO)
    assert (new["report"]["days"], old["report"]["days"]) == (34, 30)
    assert (new["statement"]["days"], old["statement"]["days"]) == (70, 70)
    assert [rule["working_days"] for rule in new["notice"]] == [10]
    assert [rule["working_days"] for rule in old["notice"]] == [9, 10]
    assert (len(new["themes"]), len(old["themes"])) == (6, 7)
    without_probation = {
        theme["id"] for theme in new["themes"] if "HMI Probation" not in theme["inspectorates"]
    }
    assert without_probation == {"front-door", "criminal-exploitation", "early-help"}
    for framework in (new, old):
        for theme in framework["themes"]:
            assert {"Ofsted", "CQC"} <= set(theme["inspectorates"])
            assert text(theme["source"])


def test_rules_of_one_framework(jtai):
    assert "jtai-2022" not in jtai("rules", "jtai-2016").out
    assert jtai("rules", "jtai-1999").code == 2


SOURCED = {
    "plan": (("plan", "2027-03-22"), (NOTICE_SOURCE, REPORT_SOURCE, STATEMENT_SOURCE)),
    "notice": (("notice", "--fieldwork", "2027-03-22"), (NOTICE_SOURCE,)),
    "deadlines": (
        ("deadlines", "--fieldwork-start", "2027-03-22"),
        (REPORT_SOURCE, STATEMENT_SOURCE),
    ),
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("command", SOURCED)
def test_every_format_names_the_sources(jtai, command, form):
    args, sources = SOURCED[command]
    shown = jtai(*args, "--format", form).out
    for source in sources:
        assert source in shown


@pytest.mark.parametrize("form", ["table", "csv", "markdown"])
def test_every_format_says_required_and_suggested(jtai, form):
    shown = jtai("plan", "2027-03-22", "--format", form).out
    for words in ("required", "suggested"):
        assert words in shown


def test_people_read_dates_in_words_and_programs_in_iso(jtai):
    for form in ("table", "markdown"):
        shown = jtai("plan", "2027-03-22", "--format", form).out
        for words in ("Monday 8 March 2027", "Tuesday 30 March 2027", "Tue 18 May 2027"):
            assert words in shown
    rows = jtai("plan", "2027-03-22", "--format", "csv").rows()
    assert all(iso_date(row["start"]) and iso_date(row["end"]) for row in rows)
    dates = {row["id"]: (row["start"], row["end"]) for row in rows}
    assert dates["fieldwork"] == ("2027-03-22", "2027-03-30")
    assert dates["report"] == ("2027-05-18", "2027-05-18")
    assert dates["statement"] == ("2027-08-25", "2027-08-25")
    assert all(row["source"] for row in rows)


# ---------------------------------------------------------------------------------------------
# Warnings
# ---------------------------------------------------------------------------------------------

WARNED = {
    "bank-holiday-in-weeks": (("2027-04-05",), "Good Friday"),
    "fieldwork-across-bank-holiday": (("2027-03-22",), "Tuesday 30 March 2027"),
    "fieldwork-start-not-monday": (("2027-06-01",), "Tuesday"),
    "fieldwork-in-august": (("2027-08-02",), "August"),
    "fieldwork-around-christmas": (("2027-12-20",), "December"),
    "step-on-closure": (("2027-03-08", "--closure", "2027-02-25"), "Thu 25 Feb 2027"),
    "beyond-published-bank-holidays": (("2028-11-06",), "31 December 2028"),
}


@pytest.mark.parametrize("code", WARNED)
def test_warning_in_json_and_on_stderr(jtai, code):
    args, words = WARNED[code]
    run = jtai("plan", *args, "--format", "json")
    assert run.code == 0
    (warning,) = (warning for warning in run.json()["warnings"] if warning["code"] == code)
    assert iso_date(warning["date"])
    assert words in warning["message"]
    assert warning["message"] in run.err


def test_no_warning_without_a_cause(jtai):
    run = jtai("plan", "2027-03-08", "--no-elections")
    assert (run.code, run.err) == (0, "")


def test_closure_is_flagged_and_does_not_stop_the_count(jtai):
    bare = jtai("plan", "2027-03-08", "--format", "json").json()
    closure = ("--closure", "2027-02-24..2027-02-26", "--closure", "2027-03-02")
    closed = jtai("plan", "2027-03-08", *closure, "--format", "json").json()
    same = ("notification", "fieldwork", "report", "statement", "weeks")
    assert only(closed, *same) == only(bare, *same)
    flagged = [day["date"] for day in closed["non_working_days"] if day["kind"] == "closure"]
    assert flagged == ["2027-02-24", "2027-02-25", "2027-02-26", "2027-03-02"]
    assert codes(closed).count("step-on-closure") == 2


def test_what_is_beyond_the_published_bank_holidays_is_a_projection(jtai):
    within = jtai("days", "add", "2028-12-20", 5, "--format", "json")
    assert (within.json()["end"], within.err) == ("2028-12-29", "")
    beyond = jtai("days", "add", "2028-12-20", 10)
    assert beyond.code == 0
    assert "31 December 2028" in beyond.err


def test_quiet_silences_stderr(jtai):
    loud = jtai("plan", "05/04/2027")
    quiet = jtai("plan", "05/04/2027", "-q")
    assert loud.err
    assert (quiet.code, quiet.err, quiet.out) == (0, "", loud.out)
    assert jtai("days", "add", "2028-12-20", 10, "--quiet").err == ""


# ---------------------------------------------------------------------------------------------
# Dates as people type them
# ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["8 March 2027", "8 Mar 2027", "Mon 8 March 2027", "Monday 8 March 2027", "today"]
)
def test_date_forms(jtai, typed):
    today = ("--today", "2027-03-08", "--no-elections")
    run = jtai("plan", typed, *today, "--format", "json")
    assert run.json()["fieldwork"]["start"] == "2027-03-08"
    assert run.err == ""


@pytest.mark.parametrize(
    ("typed", "iso", "said"),
    [
        ("08/03/2027", "2027-03-08", "Monday 8 March 2027"),
        ("03/08/2027", "2027-08-03", "Tuesday 3 August 2027"),
    ],
)
def test_day_first_is_said_out_loud(jtai, typed, iso, said):
    run = jtai("days", "add", typed, 0, "--format", "json")
    assert run.json()["start"] == iso
    assert "day first" in run.err
    assert said in run.err


@pytest.mark.parametrize(
    "typed",
    [
        "8 March 27",
        "08/03/27",
        "8 March",
        "March 2027",
        "8 2027",
        "04/13/2027",
        "Tue 8 March 2027",
        "30 February 2027",
        "2027-02-30",
        "8 March 2027 at noon",
    ],
)
def test_dates_refused(jtai, typed):
    run = jtai("plan", typed)
    assert (run.code, run.out) == (2, "")
    assert typed in run.err
    assert re.search(r"[Tt]ype .*2027", run.err.splitlines()[0])


# ---------------------------------------------------------------------------------------------
# Inspection files and precedence
# ---------------------------------------------------------------------------------------------


def test_init_writes_a_file_that_plan_plans(jtai_here, tmp_path):
    facts = ("--area", "Exampleshire", "--theme", "front-door", "--fieldwork-start", "2027-03-08")
    made = jtai_here("init", "exampleshire.toml", *facts)
    assert made.code == 0
    written = (tmp_path / "exampleshire.toml").read_text("utf-8")
    assert written.count("\n#") > 10
    plan = jtai_here("plan", "exampleshire.toml", "--format", "json").json()
    assert_agrees(plan, EXAMPLE)

    refused = jtai_here("init", "exampleshire.toml", "--area", "Elsewhere")
    assert refused.code == 2
    assert "exampleshire.toml" in refused.err
    assert "--force" in refused.err
    assert (tmp_path / "exampleshire.toml").read_text("utf-8") == written

    assert jtai_here("init", "exampleshire.toml", "--area", "Elsewhere", "--force").code == 0
    assert "Elsewhere" in (tmp_path / "exampleshire.toml").read_text("utf-8")


def test_init_with_nothing_known(jtai_here, tmp_path):
    assert jtai_here("init").code == 0
    (path,) = tmp_path.glob("*.toml")
    missing = jtai_here("plan", path.name)
    assert (missing.code, missing.out) == (2, "")
    assert "fieldwork_start" in missing.err
    assert path.name in missing.err
    written = path.read_text("utf-8")
    line = re.compile(r"^# (fieldwork_start = )\S+", re.MULTILINE)
    path.write_text(line.sub(r"\g<1>2027-03-08", written), "utf-8")
    plan = jtai_here("plan", path.name, "--format", "json").json()
    assert plan["notification"]["date"] == "2027-02-22"


def test_init_every_commented_key_is_understood(jtai_here, tmp_path):
    jtai_here("init", "all.toml")
    path = tmp_path / "all.toml"
    keys = re.compile(r"^# (?!notification)(?=\w+ = |\[|\]|  \S)", re.MULTILINE)
    path.write_text(keys.sub("", path.read_text("utf-8")), "utf-8")
    run = jtai_here("plan", "all.toml", "--format", "json")
    assert run.code == 0, run.err
    assert run.json()["fieldwork"]["start"] == "2027-03-08"


# Where the region is said, from the weakest place to the strongest, and which one wins.
@pytest.mark.parametrize(
    ("own_file", "inspection_file", "variable", "flag", "winner"),
    [
        (None, None, None, None, "ENG"),
        ("SCT", None, None, None, "SCT"),
        ("SCT", "WLS", None, None, "WLS"),
        ("SCT", "WLS", "NIR", None, "NIR"),
        ("SCT", "WLS", "NIR", "ENG", "ENG"),
        (None, "WLS", None, "SCT", "SCT"),
    ],
)
def test_precedence(jtai_here, tmp_path, own_file, inspection_file, variable, flag, winner):
    extra, args = {}, []
    if own_file:
        (tmp_path / "own.toml").write_text(f'region = "{own_file}"\n', "utf-8")
        extra["JTAI_CONFIG"] = str(tmp_path / "own.toml")
    region = f'region = "{inspection_file}"\n' if inspection_file else ""
    (tmp_path / "one.toml").write_text(f"fieldwork_start = 2027-03-15\n{region}", "utf-8")
    if variable:
        extra["JTAI_REGION"] = variable
    if flag:
        args = ["--region", flag]
    plan = jtai_here("plan", "one.toml", *args, "--format", "json", **extra).json()
    assert plan["region"] == winner
    # Of the four, only Northern Ireland has a bank holiday on 17 March.
    assert plan["fieldwork"]["end"] == ("2027-03-22" if winner == "NIR" else "2027-03-19")


@pytest.mark.parametrize(
    ("variable", "value", "part", "key", "answer"),
    [
        ("JTAI_REPORT_BASIS", "calendar", "report", "due", "2027-04-15"),
        ("JTAI_FIELDWORK_DAYS", "4", "fieldwork", "end", "2027-03-11"),
        ("JTAI_THEME", "front-door", "inspection", "theme", "front-door"),
        ("JTAI_AREA", "Exampleshire", "inspection", "area", "Exampleshire"),
        ("JTAI_FRAMEWORK", "jtai-2016", "framework", "id", "jtai-2016"),
    ],
)
def test_variables_set_any_option(jtai, variable, value, part, key, answer):
    plan = jtai("plan", "2027-03-08", "--format", "json", **{variable: value}).json()
    assert plan[part][key] == answer


def test_flags_override_the_inspection_file(jtai_here, tmp_path):
    (tmp_path / "one.toml").write_text(
        'area = "Elsewhere"\nfieldwork_start = 2027-03-08\nreport_basis = "calendar"\n', "utf-8"
    )
    from_file = jtai_here("plan", "one.toml", "--format", "json").json()
    assert from_file["report"]["due"] == "2027-04-15"
    flags = ("--area", "Exampleshire", "--report-basis", "working")
    plan = jtai_here("plan", "one.toml", *flags, "--format", "json").json()
    assert plan["inspection"]["area"] == "Exampleshire"
    assert plan["report"]["due"] == "2027-05-04"


# ---------------------------------------------------------------------------------------------
# Lists
# ---------------------------------------------------------------------------------------------

LIST = """\
area,fieldwork_start,theme,framework
Exampleshire,2027-06-01,front-door,
"Oldtown, East",2017-12-04,,jtai-2016
Sampleton,2027-03-08,,jtai-2022
"""
IN_ORDER = [
    ("Exampleshire", "2027-05-17", "2027-06-01", "2027-07-23", "2027-11-01"),
    ("Oldtown, East", "2017-11-21", "2017-12-04", "2018-01-24", "2018-05-04"),
    ("Sampleton", "2027-02-22", "2027-03-08", "2027-05-04", "2027-08-11"),
]
BAD_LIST = """\
area,fieldwork_start
Exampleshire,2027-06-01
Sampleton,30 February 2027
Newtown,2027-03-08
"""


def in_short(plan):
    return (
        plan["inspection"]["area"],
        plan["notification"]["date"],
        plan["fieldwork"]["start"],
        plan["report"]["due"],
        plan["statement"]["due"],
    )


def test_list_in_order_in_each_format(jtai_here, tmp_path):
    (tmp_path / "list.csv").write_text(LIST, "utf-8")
    array = jtai_here("plan", "list.csv", "--format", "json").json()
    assert [in_short(plan) for plan in array] == IN_ORDER
    assert all(plan["schema"] == "jtai.plan/1" for plan in array)
    assert array[0]["inspection"]["theme"] == "front-door"
    lines = jtai_here("plan", "list.csv", "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == array
    keys = ("area", "notification", "fieldwork_start", "report_due", "statement_due")
    rows = jtai_here("plan", "list.csv", "--format", "csv").rows()
    assert [tuple(row[key] for key in keys) for row in rows] == IN_ORDER
    shown = jtai_here("plan", "list.csv").out
    assert [shown.index(name) for name, *_ in IN_ORDER] == sorted(
        shown.index(name) for name, *_ in IN_ORDER
    )


@pytest.mark.parametrize("form", FORMATS)
def test_list_names_the_source_of_each_date_it_gives(jtai_here, tmp_path, form):
    (tmp_path / "list.csv").write_text("fieldwork_start\n2027-03-08\n", "utf-8")
    shown = jtai_here("plan", "list.csv", "--format", form).out
    for source in (NOTICE_SOURCE, REPORT_SOURCE, STATEMENT_SOURCE):
        assert source in shown


def test_list_rows_take_the_keys_of_an_inspection_file(jtai_here, tmp_path):
    (tmp_path / "list.csv").write_text(
        "reference,fieldwork_start,fieldwork_days,report_basis,region\r\n"
        "r-1,08/03/2027,4,,\r\nr-2,2027-03-08,,calendar,\r\nr-3,2027-03-15,,,NIR\r\n",
        "utf-8-sig",
    )
    run = jtai_here("plan", "list.csv", "--format", "json")
    assert "day first" in run.err
    one, two, three = run.json()
    assert (one["inspection"]["reference"], one["fieldwork"]["end"]) == ("r-1", "2027-03-11")
    assert two["report"]["due"] == "2027-04-15"
    assert (three["region"], three["fieldwork"]["end"]) == ("NIR", "2027-03-22")


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_list_with_a_bad_row_writes_nothing(jtai_here, tmp_path, form):
    """Rows are numbered as a spreadsheet shows them, the heading first."""
    (tmp_path / "list.csv").write_text(BAD_LIST, "utf-8")
    for output in (("-o", "plans.txt"), ()) if form == "csv" else ((),):
        run = jtai_here("plan", "list.csv", "--format", form, *output)
        assert (run.code, run.out) == (2, "")
        for words in ("list.csv", "row 3", "30 February 2027"):
            assert words in run.err
        assert not (tmp_path / "plans.txt").exists()


def test_list_can_skip_bad_rows(jtai_here, tmp_path):
    (tmp_path / "list.csv").write_text(BAD_LIST, "utf-8")
    run = jtai_here("plan", "list.csv", "--format", "json", "--skip-bad")
    assert [plan["inspection"]["area"] for plan in run.json()] == ["Exampleshire", "Newtown"]
    assert "row 3" in run.err


def test_list_needs_fieldwork_start(jtai_here, tmp_path):
    (tmp_path / "list.csv").write_text("area\nExampleshire\n", "utf-8")
    run = jtai_here("plan", "list.csv", "--format", "csv")
    assert (run.code, run.out) == (2, "")
    assert "fieldwork_start" in run.err


# ---------------------------------------------------------------------------------------------
# Errors
# ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "words"),
    [
        pytest.param(("plan",), "", id="no start"),
        pytest.param(("plan", "2027-03-08", "--bogus"), "--bogus", id="no such option"),
        pytest.param(("nonsense",), "nonsense", id="no such command"),
        pytest.param(("plan", "missing.toml"), "missing.toml", id="no such file"),
        pytest.param(("plan", "2027-03-08", "--framework", "x-1"), "x-1", id="framework"),
        pytest.param(("plan", "2027-03-08", "--theme", "x-1"), "x-1", id="theme"),
        pytest.param(("plan", "2027-03-08", "--region", "XX"), "XX", id="region"),
        pytest.param(("plan", "2200-12-25"), "2200", id="after the calendar"),
        pytest.param(("plan", "2027-03-29"), "Easter Monday", id="start on a bank holiday"),
        pytest.param(("days", "add", "2027-03-08", "ten"), "ten", id="no number"),
    ],
)
def test_wrong_usage(jtai, args, words):
    run = jtai(*args)
    assert (run.code, run.out) == (2, "")
    assert words in run.err.splitlines()[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param("area = \n", ("one.toml", "line 1"), id="not TOML"),
        pytest.param(
            'area = "A"\nfieldwork_strat = 2027-03-08\n',
            ("one.toml", "line 2", "fieldwork_strat", "fieldwork_start"),
            id="unknown key",
        ),
        pytest.param(
            'area = "A"\nfieldwork_start = "8 March"\n',
            ("one.toml", "line 2", "fieldwork_start", "8 March"),
            id="bad date",
        ),
        pytest.param('area = "A"\n', ("one.toml", "fieldwork_start"), id="no date"),
        pytest.param(
            "fieldwork_start = 2027-03-06\n",
            ("one.toml", "fieldwork_start", "Saturday 6 March 2027"),
            id="start on a Saturday",
        ),
        pytest.param(
            'fieldwork_start = 2027-03-08\nregion = "XX"\n',
            ("one.toml", "line 2", "region", "XX"),
            id="unknown region",
        ),
    ],
)
def test_a_bad_file_is_named_with_key_and_line(jtai_here, tmp_path, content, words):
    (tmp_path / "one.toml").write_text(content, "utf-8")
    run = jtai_here("plan", "one.toml")
    assert (run.code, run.out) == (2, "")
    for word in words:
        assert word in run.err.splitlines()[0]


def test_output_is_written_whole_and_not_over_another_file(jtai_here, tmp_path):
    asked = ("plan", "2027-03-08", "--format", "json", "-o", "plan.json")
    first = jtai_here(*asked)
    assert (first.code, first.out) == (0, "")
    path = tmp_path / "plan.json"
    assert json.loads(path.read_text("utf-8"))["report"]["due"] == "2027-05-04"
    path.write_text("mine", "utf-8")
    refused = jtai_here(*asked)
    assert refused.code == 2
    assert "--force" in refused.err
    assert path.read_text("utf-8") == "mine"
    assert jtai_here(*asked, "--force").code == 0
    assert json.loads(path.read_text("utf-8"))["schema"] == "jtai.plan/1"
    assert [item.name for item in tmp_path.glob("*plan*")] == ["plan.json"]


def test_running_leaves_no_trace(jtai_here, home, tmp_path):
    before = set(tmp_path.rglob("*"))
    assert jtai_here("plan", "2027-03-08").code == 0
    assert set(tmp_path.rglob("*")) == before
    assert not list(home.iterdir())


# ---------------------------------------------------------------------------------------------
# The look of it
# ---------------------------------------------------------------------------------------------

# An escape, or one of the characters that boxes are drawn with.
DECORATION = re.compile(r"[\x1b\u2500-\u259f]")


@pytest.mark.parametrize(
    "args",
    [
        ("plan", "2027-03-22", "--show-working"),
        ("notice", "--fieldwork", "2027-03-22"),
        ("deadlines", "--fieldwork-start", "2027-03-22"),
        ("days", "list", "--from", "2027-01-01", "--to", "2027-12-31"),
        ("rules",),
    ],
    ids=lambda args: args[0],
)
def test_piped_output_is_plain_and_whole(jtai, args):
    narrow = jtai(*args, COLUMNS="80")
    assert narrow.code == 0
    assert not DECORATION.search(narrow.out + narrow.err)
    assert "\N{HORIZONTAL ELLIPSIS}" not in narrow.out
    if args[0] != "days":
        assert max(map(len, narrow.out.splitlines())) > 80


def test_piped_output_is_the_same_at_any_width(jtai):
    args = ("plan", "2027-03-22", "--show-working")
    assert jtai(*args, COLUMNS="80") == jtai(*args, COLUMNS="300")


def test_colour_is_asked_for_or_refused(jtai):
    notice = ("notice", "--fieldwork", "2027-03-22")
    assert "\x1b" in jtai(*notice, FORCE_COLOR="1").out
    assert not DECORATION.search(jtai(*notice, "--plain", FORCE_COLOR="1").out)


def test_a_name_is_only_a_name(jtai):
    name = "[/oops] Ex|ample *shire*, <b>"
    asked = ("plan", "2027-03-08", "--area", name)
    assert name in jtai(*asked).out
    assert jtai(*asked, FORCE_COLOR="1").code == 0
    assert "<b>" not in jtai(*asked, "--format", "markdown").out
    assert jtai(*asked, "--format", "json").json()["inspection"]["area"] == name


COMMANDS = [
    (),
    ("plan",),
    ("notice",),
    ("deadlines",),
    ("days",),
    ("days", "add"),
    ("days", "between"),
    ("days", "list"),
    ("init",),
    ("rules",),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command) or "jtai")
def test_help_has_an_example_before_the_options(jtai, command):
    run = jtai(*command, "-h")
    assert (run.code, run.err) == (0, "")
    example = " ".join(("jtai", *command)) + " "
    before, options, _ = run.out.partition("\nOptions:")
    assert options
    assert "Example" in before
    assert example in before.partition("Example")[2]


def test_help_by_either_name(jtai):
    assert jtai("plan", "-h") == jtai("plan", "--help")
    assert jtai("days", "add", "-h") == jtai("days", "add", "--help")


def test_version(jtai):
    run = jtai("--version")
    assert run.code == 0
    assert re.search(r"\d+\.\d+", run.out)
