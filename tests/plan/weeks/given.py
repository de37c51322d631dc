"""What the tests of weeks share: what is known of an area, written as files, and rows compared."""

import csv
import datetime as dt
import io
import itertools
import json
import re
from dataclasses import replace

import pytest

from tests.harness import ANSWERS, day
from tests.oracle.bank_holidays import ENGLAND, SCOTLAND
from tests.oracle.days import ONE, days_of
from tests.oracle.polls import POLLS
from tests.oracle.weeks import Model, Span, in_order, span, spans

TERMS = ANSWERS / "terms"

WEEK = dt.timedelta(days=7)


UNKNOWN = "school-year-unknown"


def codes_of(row):
    """The reasons of a row of the program's or of this file's, but for what is not known.

    The small files of these tests say little of the school year; test_school_year.py is of that.
    """
    codes = [each["code"] if isinstance(each, dict) else each[0] for each in row["reasons"]]
    return [code for code in codes if code != UNKNOWN]


def verdict_of(row):
    """The verdict of a row of the program's, were the whole school year known."""
    verdicts = [each["verdict"] for each in row["reasons"] if each["code"] != UNKNOWN]
    right = "avoid" if "avoid" in verdicts else "tight" if verdicts else "clear"
    said = right if right != "clear" or not row["reasons"] else "tight"
    assert row["verdict"] == said
    return right


HOLIDAYS = tuple(
    spans("""
    2026-10-26..2026-10-30 October half term, all schools and academies
    2026-12-19..2027-01-04 School holiday
    2027-01-04 INSET day: schools closed to pupils
    2027-02-15..2027-02-19 FEBRUARY HALF-TERM
    2027-03-26..2027-04-11 School holiday
    2027-05-03 May Day, schools closed
    2027-05-31..2027-06-04 Whitsun half term \N{EN DASH} all maintained nurseries, infant, junior, \
primary and secondary schools of Exampleshire
    2027-07-22..2027-09-01 School holiday
    2027-10-25..2027-10-29 October half term
    2027-12-18..2028-01-03 School holiday
    2028-02-14..2028-02-18 Half term \\ mid-term break
    2028-04-01..2028-04-17 School holiday
    2028-05-29..2028-06-02 May half term
    """)
)

OTHERS = tuple(
    spans("""
    2026-11-09..2026-11-27 Area SEND inspection
    2027-02-02..2027-02-03 Focused visit
    2027-06-17 Children's homes: monitoring visit
    2027-09-27..2027-10-08 Inspection of local authority children's services (ILACS)
    2027-10-11..2027-10-15 Joint inspection of probation
    2028-03-06..2028-03-10 Youth justice inspection, fieldwork
    """)
)

CLOSED = "2027-03-11..2027-03-12", "2027-06-16", "2027-12-20..2027-12-31"
CLOSED_DAYS = frozenset(
    itertools.chain.from_iterable(
        days_of(each.first, each.last) for each in map(span, (f"{text} shut" for text in CLOSED))
    )
)
CLOSURES = [part for text in CLOSED for part in ("--closure", text)]


def as_toml(table, given):
    return "".join(
        f"[[{table}]]\nname = {json.dumps(each.name, ensure_ascii=False)}\n"
        f"from = {each.first}\nto = {each.last}\n\n"
        for each in given
    )


def as_csv(given):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["name", "from", "to"])
    writer.writerows([each.name, each.first, each.last] for each in given)
    return text.getvalue()


def event(*lines):
    return ["BEGIN:VEVENT", "UID:1@example", "DTSTAMP:20260401T090000Z", *lines, "END:VEVENT"]


def calendar(*events):
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//Dates//EN"]
    lines = [*head, *itertools.chain.from_iterable(events), "END:VCALENDAR"]
    return "\r\n".join(lines) + "\r\n"


def summary_of(name):
    return "SUMMARY:" + re.sub(r"([\\,;])", r"\\\1", name)


def as_ics(given):
    return calendar(
        *(
            event(
                f"DTSTART;VALUE=DATE:{each.first:%Y%m%d}",
                f"DTEND;VALUE=DATE:{each.last + ONE:%Y%m%d}",
                summary_of(each.name),
            )
            for each in given
        )
    )


YEAR = ("2027-01-01", "2027-12-31")
WIDE = ("2026-02-02", "2028-06-19")  # two Christmases, three Easters, three Mays
EARLY = ["--today", "2026-01-05"]  # before every notification of those years
QUIET = ("2027-06-28", "2027-06-28")  # with nothing against it

ROW = {
    "framework",
    "fieldwork",
    "notification",
    "report_due",
    "report_likely",
    "statement_due",
    "bank_holidays",
    "closures",
    "school_holidays",
    "others",
    "election",
    "verdict",
    "reasons",
}


def assert_row(found, mine, closed=frozenset()):
    """A row is as this file works it out, whatever the program's sentences are."""
    start = mine["fieldwork"]["start"]
    assert set(found) == ROW, start
    assert found["fieldwork"] == mine["fieldwork"], start
    for key in ("notification", "report_due", "statement_due"):
        assert found[key] == mine[key], (start, key)
    assert verdict_of(found) == mine["verdict"], start
    reasons = [(each["code"], each["verdict"]) for each in found["reasons"]]
    assert [each for each in reasons if each[0] != UNKNOWN] == mine["reasons"], start
    assert [each["date"] for each in found["bank_holidays"]] == [
        date for date, _ in mine["bank_holidays"]
    ], start
    for each, (_, word) in zip(found["bank_holidays"], mine["bank_holidays"], strict=True):
        assert set(each) == {"date", "name"}
        assert word in each["name"], start
    shut = [day(each["date"]) for each in found["closures"]]
    assert set(shut) <= closed, start
    kept = [str(date) for date in shut if str(date) in mine["closures"]]
    assert kept == mine["closures"], start
    assert all(each["name"] for each in found["closures"])
    for key in ("school_holidays", "others"):
        assert in_order(found[key]) == mine[key], (start, key)
    if mine["election"]:
        assert found["election"]["date"] in mine["election"], start
        assert set(found["election"]) == {"date", "name", "source", "votes"}
        assert found["election"]["name"]
    else:
        assert found["election"] is None, start
    for each in found["reasons"]:
        assert set(each) == {"code", "verdict", "message"}
        assert each["message"].strip(), start
        assert "\n" not in each["message"]


def assert_weeks(found, period, model):
    right = model.weeks(*period)
    starts = [row["fieldwork"]["start"] for row in found["weeks"]]
    assert starts == [row["fieldwork"]["start"] for row in right]
    for row, mine in zip(found["weeks"], right, strict=True):
        assert_row(row, mine, model.closed)
    verdicts = [row["verdict"] for row in found["weeks"]]
    counts = {verdict: verdicts.count(verdict) for verdict in ("clear", "tight", "avoid")}
    assert found["counts"] == counts


TERM_FILES = [TERMS / f"exampleshire.{kind}" for kind in ("ics", "toml", "csv")]
OTHERS_FILE = TERMS / "other-inspections.csv"
FULL = Model(school=HOLIDAYS, others=OTHERS, closed=CLOSED_DAYS)

AREAS = {
    "bare": ([], Model()),
    "terms": (["--terms", TERM_FILES[0]], Model(school=HOLIDAYS)),
    "others": (["--others", OTHERS_FILE], Model(others=OTHERS)),
    "closures": (CLOSURES, Model(closed=CLOSED_DAYS)),
    "all": (["--terms", TERM_FILES[0], "--others", OTHERS_FILE, *CLOSURES], FULL),
    "no elections": (["--no-elections"], Model(polls=frozenset())),
    "one election more": (
        ["--election", "2027-10-07=Mayoral election"],
        Model(polls=frozenset({*POLLS, day("2027-10-07")})),
    ),
    "one election alone": (
        ["--no-elections", "--election", "2027-10-07"],
        Model(polls=frozenset({day("2027-10-07")})),
    ),
    "one bank holiday more": (
        ["--bank-holiday", "2027-06-04=Jubilee"],
        Model(bank_holidays={**ENGLAND, day("2027-06-04"): "Jubilee"}),
    ),
    "one bank holiday moved": (
        ["--working-day", "2027-05-31", "--bank-holiday", "2027-06-03"],
        Model(
            bank_holidays={
                **{date: name for date, name in ENGLAND.items() if date != day("2027-05-31")},
                day("2027-06-03"): "",
            }
        ),
    ),
    "Scotland": (["--region", "SCT"], Model(bank_holidays=SCOTLAND)),
    "Scotland, all": (
        ["--region", "SCT", "--terms", TERM_FILES[0], "--others", OTHERS_FILE, *CLOSURES],
        replace(FULL, bank_holidays=SCOTLAND),
    ),
    **{
        f"{number} days of fieldwork": (
            ["--fieldwork-days", str(number), "--terms", TERM_FILES[0], "--others", OTHERS_FILE],
            replace(FULL, closed=frozenset(), fieldwork_days=number),
        )
        for number in (1, 3, 4, 6, 10, 12)
    },
}
areas = pytest.mark.parametrize(("options", "model"), AREAS.values(), ids=AREAS)


def refuse(run, *tells):
    """Code 2, nothing on stdout, and one sentence that says where and what."""
    first = run.err.partition("\n")[0]
    assert run.code == 2, (run.out, run.err)
    assert run.out == ""
    assert "Traceback" not in run.err
    assert first.startswith("jtai: "), run.err
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", run.err)
    for tell in tells:
        assert re.search(tell, first), f"{tell!r} not in: {first}"


FORMS = {"toml": lambda given: as_toml("holidays", given), "csv": as_csv, "ics": as_ics}
forms = pytest.mark.parametrize("form", FORMS)


def gap(length):
    """Two terms with so many days between, and those days."""
    first = span("2027-04-12..2027-06-20 Summer term")
    after = Span("Autumn term", day("2027-06-21") + length * ONE, day("2027-12-17"))
    return [first, after], Span("School holiday", day("2027-06-21"), after.first - ONE)


TERM_FORMS = {**FORMS, "toml": lambda given: as_toml("terms", given)}


def shown(jtai, form, *options, period=YEAR):
    asked = ["--from", period[0], "--to", period[1], *EARLY, *options]
    run = jtai("weeks", *asked, "--format", form)
    assert run.code == 0, run.err
    return run.out
