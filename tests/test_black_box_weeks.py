"""Every possible week of fieldwork and what speaks against it, from outside the program.

Nothing here imports the program. Every row is worked out anew with a calendar, polls and an
implementation of each reason of this file's own; the school years are in answers/terms.
"""

import csv
import datetime as dt
import io
import itertools
import json
import re
from dataclasses import dataclass, field, replace

import pytest

from tests.conftest import ANSWERS, ROOT, day

TERMS = ANSWERS / "terms"
ONE = dt.timedelta(days=1)
WEEK = dt.timedelta(days=7)

# ------------------------------------------------------------------------- calendar and polls


MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"


def dates(texts):
    """A year and its days: "2027: 1 Jan New Year, 26 Mar Good Friday"."""
    found = {}
    for line in texts.strip().splitlines():
        year, days = line.strip().split(": ")
        for text in days.split(", "):
            number, month, name = re.fullmatch(r"(\d+) (\w{3}) (.+)", text).groups()
            found[dt.date(int(year), MONTHS.index(month) // 3 + 1, int(number))] = name
    return found


ENGLAND = dates("""
    2026: 1 Jan New Year, 3 Apr Good Friday, 6 Apr Easter Monday, 4 May Early May, 25 May Spring
    2026: 31 Aug Summer, 25 Dec Christmas, 28 Dec Boxing
    2027: 1 Jan New Year, 26 Mar Good Friday, 29 Mar Easter Monday, 3 May Early May, 31 May Spring
    2027: 30 Aug Summer, 27 Dec Christmas, 28 Dec Boxing
    2028: 3 Jan New Year, 14 Apr Good Friday, 17 Apr Easter Monday, 1 May Early May, 29 May Spring
    2028: 28 Aug Summer, 25 Dec Christmas, 26 Dec Boxing
""")
SCOTLAND = dates("""
    2026: 1 Jan New Year, 2 Jan 2nd January, 3 Apr Good Friday, 4 May Early May, 25 May Spring
    2026: 15 Jun World Cup, 3 Aug Summer, 30 Nov Andrew, 25 Dec Christmas, 28 Dec Boxing
    2027: 1 Jan New Year, 4 Jan 2nd January, 26 Mar Good Friday, 3 May Early May, 31 May Spring
    2027: 2 Aug Summer, 30 Nov Andrew, 27 Dec Christmas, 28 Dec Boxing
    2028: 3 Jan New Year, 4 Jan 2nd January, 14 Apr Good Friday, 1 May Early May, 29 May Spring
    2028: 7 Aug Summer, 30 Nov Andrew, 25 Dec Christmas, 26 Dec Boxing
""")
POLLS = {day("2026-05-07"), day("2027-05-06"), day("2028-05-04")}  # local elections


@dataclass(frozen=True)
class Span:
    """A name and two dates, both of them counted."""

    name: str
    first: dt.date
    last: dt.date

    def touches(self, first, last):
        return self.first <= last and self.last >= first

    def __contains__(self, date):
        return self.first <= date <= self.last

    @property
    def shown(self):
        return {"name": self.name, "from": str(self.first), "to": str(self.last)}


def span(text):
    """As "2027-02-15..2027-02-19 Half term"."""
    when, name = text.split(" ", 1)
    first, _, last = when.partition("..")
    return Span(name, day(first), day(last or first))


def spans(texts):
    return [span(line.strip()) for line in texts.strip().splitlines()]


AVOID = {
    "august",
    "christmas",
    "school-holiday-in-fieldwork",
    "closure-in-fieldwork",
    "other-inspection-at-once",
}
ORDER = [
    "august",
    "christmas",
    "school-holiday-in-fieldwork",
    "closure-in-fieldwork",
    "other-inspection-at-once",
    "bank-holiday-in-fieldwork",
    "bank-holiday-in-notice",
    "school-holiday-in-notice",
    "closure-in-notice",
    "other-inspection-near",
    "report-near-election",
]


def days_of(first, last):
    return [first + n * ONE for n in range((last - first).days + 1)]


def verdict_of(codes):
    if AVOID & set(codes):
        return "avoid"
    return "tight" if codes else "clear"


@dataclass(frozen=True)
class Model:
    """What is known of an area, and what follows for a week."""

    bank_holidays: dict = field(default_factory=lambda: ENGLAND)
    fieldwork_days: int = 5
    school: tuple = ()
    closed: frozenset = frozenset()
    others: tuple = ()
    polls: frozenset = frozenset(POLLS)

    def is_working(self, date):
        return date.weekday() < 5 and date not in self.bank_holidays

    def add(self, date, number):
        """So many working days after the date, or before it."""
        for _ in range(abs(number)):
            date += ONE if number > 0 else -ONE
            while not self.is_working(date):
                date += ONE if number > 0 else -ONE
        return date

    def near(self, due):
        """The polls near which a report is due."""
        return [
            poll
            for poll in sorted(self.polls)
            if self.add(poll, -25) <= due <= poll + dt.timedelta(days=14)
        ]

    def week(self, monday):
        """The row of a week, or nothing where no day of it is a working day."""
        working = [date for date in days_of(monday, monday + 4 * ONE) if self.is_working(date)]
        if not working:
            return None
        start = working[0]
        end = self.add(start, self.fieldwork_days - 1)
        notification = self.add(start, -10)
        due = self.add(end, 34)
        every = days_of(notification, end)
        fieldwork = days_of(start, end)
        notice = days_of(notification, start - ONE)
        interrupted = [date for date in days_of(monday, end) if date in self.bank_holidays]

        def at_work(some, marked):
            return any(self.is_working(date) and date in marked for date in some)

        def before(other):
            return self.add(notification, -20) <= other.last < notification

        def after(other):
            return end < other.first <= self.add(end, 20)

        at_once = [other for other in self.others if other.touches(notification, end)]
        close = [other for other in self.others if before(other) or after(other)]
        polls = self.near(due)
        holds = {
            "august": any(date.month == 8 for date in fieldwork),
            "christmas": any(
                (date.month, date.day) >= (12, 17) or (date.month, date.day) <= (1, 9)
                for date in fieldwork
            ),
            "school-holiday-in-fieldwork": any(at_work(fieldwork, each) for each in self.school),
            "closure-in-fieldwork": at_work(fieldwork, self.closed),
            "other-inspection-at-once": bool(at_once),
            "bank-holiday-in-fieldwork": bool(interrupted),
            "bank-holiday-in-notice": any(
                date in self.bank_holidays and date not in interrupted for date in notice
            ),
            "school-holiday-in-notice": any(at_work(notice, each) for each in self.school),
            "closure-in-notice": at_work(notice, self.closed),
            "other-inspection-near": bool(close),
            "report-near-election": bool(polls),
        }
        codes = [code for code in ORDER if holds[code]]
        return {
            "fieldwork": {
                "start": str(start),
                "end": str(end),
                "working_days": self.fieldwork_days,
            },
            "notification": str(notification),
            "report_due": str(due),
            "statement_due": str(self.add(due, 70)),
            "bank_holidays": [
                (str(date), self.bank_holidays[date])
                for date in every
                if date in self.bank_holidays
            ],
            "closures": [str(d) for d in every if d in self.closed and self.is_working(d)],
            "school_holidays": in_order(
                each.shown for each in self.school if each.touches(notification, end)
            ),
            "others": in_order(each.shown for each in [*at_once, *close]),
            "election": list(map(str, polls)),
            "verdict": verdict_of(codes),
            "reasons": [(code, "avoid" if code in AVOID else "tight") for code in codes],
        }

    def weeks(self, first, last):
        """The rows of the weeks whose Monday lies in the range."""
        first, last = day(first), day(last)
        mondays = [date for date in days_of(first, last) if date.weekday() == 0]
        return [row for row in map(self.week, mondays) if row]


def in_order(shown):
    return sorted(shown, key=lambda each: (each["from"], each["to"], each["name"]))


def codes_of(row):
    """The reasons of a row of the program's or of this file's."""
    return [each["code"] if isinstance(each, dict) else each[0] for each in row["reasons"]]


def with_days_off(model, *added):
    extra = {day(text): "Bank holiday" for text in added}
    return replace(model, bank_holidays={**model.bank_holidays, **extra})


def test_this_files_own_calendar():
    model = Model()
    assert len([date for date in ENGLAND if date.year == 2027]) == 8
    assert all(date.weekday() < 5 for date in [*ENGLAND, *SCOTLAND])
    assert model.add(day("2027-03-12"), 34) == day("2027-05-04")
    assert model.add(day("2027-05-06"), -25) == day("2027-03-31")
    row = model.week(day("2027-06-28"))  # as 'jtai plan 2027-06-28' has it
    assert (row["notification"], row["report_due"]) == ("2027-06-14", "2027-08-19")
    assert row["statement_due"] == "2027-11-26"
    assert row["verdict"] == "clear"


# ------------------------------------------------------------------------------- what is given

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
LEFT_OUT = 4  # of the 18 events

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


@pytest.fixture
def file(tmp_path):
    """Write a file for the program to read."""

    def write(name, text):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


# ------------------------------------------------------------------------------- running it

YEAR = ("2027-01-01", "2027-12-31")
WIDE = ("2026-02-02", "2028-06-19")  # two Christmases, three Easters, three Mays
QUIET = ("2027-06-28", "2027-06-28")  # with nothing against it


@pytest.fixture
def weeks(jtai):
    """The answer in JSON."""

    def run(period, *options):
        done = jtai("weeks", "--from", period[0], "--to", period[1], *options, "--format", "json")
        assert done.code == 0, done.err
        return json.loads(done.out)

    return run


@pytest.fixture
def codes(weeks):
    """The reasons against a single week."""

    def run(monday, *options):
        [row] = weeks((monday, monday), *options)["weeks"]
        assert row["verdict"] == verdict_of(codes_of(row))
        return codes_of(row)

    return run


ROW = {
    "fieldwork",
    "notification",
    "report_due",
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
    for key in ("notification", "report_due", "statement_due", "verdict"):
        assert found[key] == mine[key], (start, key)
    assert [(each["code"], each["verdict"]) for each in found["reasons"]] == mine["reasons"], start
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
        assert set(found["election"]) == {"date", "name", "source"}
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
    verdicts = [row["verdict"] for row in right]
    counts = {verdict: verdicts.count(verdict) for verdict in ("clear", "tight", "avoid")}
    assert found["counts"] == counts


# ------------------------------------------------------------------------------ 1. every row

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


@areas
def test_every_week_of_2027(weeks, options, model):
    assert_weeks(weeks(YEAR, *options), YEAR, model)


@areas
def test_every_week_from_2026_to_2028(weeks, options, model):
    assert_weeks(weeks(WIDE, *options), WIDE, model)


def test_the_years_meet_every_reason():
    """The answers above would say little if no row had the reason."""
    rows = [*FULL.weeks(*YEAR), *Model().weeks(*YEAR)]
    met = {code for row in rows for code in codes_of(row)}
    assert met == set(ORDER)
    assert {row["verdict"] for row in rows} == {"clear", "tight", "avoid"}


def test_what_stands_about_the_weeks(weeks):
    found = weeks(YEAR)
    assert set(found) == {
        *("schema", "framework", "region", "from", "to", "weeks", "counts", "warnings"),
    }
    assert found["schema"] == "jtai.weeks/1"
    assert found["framework"]["id"] == "jtai-2022"
    assert (found["region"], found["from"], found["to"]) == ("ENG", *YEAR)
    assert sum(found["counts"].values()) == len(found["weeks"]) == 52
    assert weeks(YEAR, "--region", "SCT")["region"] == "SCT"


def test_known_rows(weeks):
    """Worked out by hand, so that this file's own arithmetic is checked as well."""
    found = {row["fieldwork"]["start"]: row for row in weeks(YEAR)["weeks"]}
    easter = found["2027-03-30"]  # the Tuesday after Easter Monday
    assert easter["fieldwork"]["end"] == "2027-04-05"
    assert easter["notification"] == "2027-03-12"
    assert [each["date"] for each in easter["bank_holidays"]] == ["2027-03-26", "2027-03-29"]
    assert easter["report_due"] == "2027-05-24"  # past the 14 days after the poll
    assert codes_of(easter) == ["bank-holiday-in-fieldwork", "bank-holiday-in-notice"]
    spring = found["2027-06-01"]
    assert codes_of(spring) == ["bank-holiday-in-fieldwork"]
    assert codes_of(found["2027-06-07"]) == ["bank-holiday-in-notice"]
    assert codes_of(found["2027-06-14"]) == ["bank-holiday-in-notice"]  # notice from 28 May
    assert codes_of(found["2027-06-21"]) == []
    assert codes_of(found["2027-07-26"]) == []  # to Friday 30 July
    assert codes_of(found["2027-08-31"])[0] == "august"
    assert codes_of(found["2027-09-06"]) == ["bank-holiday-in-notice"]
    assert codes_of(found["2027-12-13"]) == ["christmas"]  # the Friday is 17 December
    assert codes_of(found["2027-12-06"]) == []


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--region", "SCT"],
        ["--region", "WLS", "--fieldwork-days", "4"],
        ["--region", "NIR"],
        ["--report-basis", "calendar"],
        ["--framework", "jtai-2016"],
        ["--framework", ROOT / "examples" / "frameworks" / "peer-challenge.toml"],
        ["--bank-holiday", "2027-06-23=Coronation", "--working-day", "2027-08-30"],
        ["--election", "2027-11-04"],
        ["--no-elections", "--fieldwork-days", "9"],
    ],
    ids=lambda options: " ".join(map(str, options)).rpartition("/")[2] or "none",
)
def test_the_dates_are_those_of_the_plan(jtai, weeks, options):
    found = weeks(YEAR, *options)
    for row in found["weeks"][::3]:
        start = row["fieldwork"]["start"]
        run = jtai("plan", start, *options, "--format", "json")
        assert run.code == 0, run.err
        plan = json.loads(run.out)
        statement = plan["statement"]
        assert row["notification"] == plan["notification"]["date"], start
        assert row["fieldwork"] == plan["fieldwork"], start
        assert row["report_due"] == plan["report"]["due"], start
        assert row["statement_due"] == (statement and statement["due"]), start
        warned = "report-near-election" in [each["code"] for each in plan["warnings"]]
        assert ("report-near-election" in codes_of(row)) == warned, start
        assert found["framework"]["id"] == plan["framework"]["id"]


def test_ten_years(weeks):
    first, last = day("2027-01-04"), day("2036-12-29")
    rows = weeks((first, last))["weeks"]
    assert len(rows) == (last - first).days // 7 + 1 == 522
    for number, row in enumerate(rows):
        monday = first + number * WEEK
        assert monday <= day(row["fieldwork"]["start"]) <= monday + 4 * ONE
    for earlier, later in itertools.pairwise(rows):
        assert earlier["fieldwork"]["start"] < later["fieldwork"]["start"]
        assert earlier["fieldwork"]["end"] <= later["fieldwork"]["end"]
        for key in ("notification", "report_due", "statement_due"):
            assert earlier[key] <= later[key], later["fieldwork"]["start"]


def test_thirty_years_are_answered(weeks):
    rows = weeks(("2027-01-04", "2056-12-25"))["weeks"]
    assert len(rows) == 1565


def test_today_changes_no_row(weeks):
    rows = [weeks(YEAR, "--today", today)["weeks"] for today in ("2020-01-01", "2040-01-01")]
    assert rows[0] == rows[1] == weeks(YEAR)["weeks"]


# ------------------------------------------------------------------------------- 2. the range


@pytest.mark.parametrize(
    ("period", "starts"),
    [
        (("2027-06-28", "2027-06-28"), ["2027-06-28"]),
        (("2027-06-28", "2027-07-05"), ["2027-06-28", "2027-07-05"]),
        (("2027-06-29", "2027-07-05"), ["2027-07-05"]),
        (("2027-06-27", "2027-07-04"), ["2027-06-28"]),
        (("2027-05-31", "2027-05-31"), ["2027-06-01"]),  # the Monday lies in it
        (("2027-06-01", "2027-06-07"), ["2027-06-07"]),  # the Monday before does not
        (("2027-12-27", "2028-01-03"), ["2027-12-29", "2028-01-04"]),
        (("28 June 2027", "28/06/2027"), ["2027-06-28"]),
    ],
)
def test_the_weeks_whose_monday_lies_in_the_range(weeks, period, starts):
    assert [row["fieldwork"]["start"] for row in weeks(period)["weeks"]] == starts


def test_a_week_without_a_working_day_has_no_row(weeks):
    off = ["2027-06-28", "2027-06-29", "2027-06-30", "2027-07-01", "2027-07-02"]
    options = [part for date in off for part in ("--bank-holiday", date)]
    period = ("2027-06-21", "2027-07-12")
    model = Model(bank_holidays={**ENGLAND, **dict.fromkeys(map(day, off), "")})
    found = weeks(period, *options)
    assert_weeks(found, period, model)
    starts = [row["fieldwork"]["start"] for row in found["weeks"]]
    assert starts == ["2027-06-21", "2027-07-05", "2027-07-12"]


@pytest.mark.parametrize("off", range(1, 5))
def test_a_late_start(weeks, off):
    dates = [str(day("2027-06-28") + n * ONE) for n in range(off)]
    options = [part for date in dates for part in ("--bank-holiday", date)]
    [row] = weeks(QUIET, *options)["weeks"]
    assert row["fieldwork"]["start"] == str(day("2027-06-28") + off * ONE)
    assert codes_of(row) == ["bank-holiday-in-fieldwork"]
    assert [each["date"] for each in row["bank_holidays"]] == dates


@pytest.mark.parametrize(
    "arguments",
    [
        ["--from", "2027-06-28", "--to", "2027-06-21"],
        ["--from", "2027-06-29", "--to", "2027-07-04"],  # no Monday in it
        ["--from", "2027-01-01", "--to", "2058-01-01"],
        ["--from", "1991-01-01", "--to", "2099-01-01"],
        ["--from", "2027-02-30", "--to", "2027-06-28"],
        ["--from", "2027-06-28", "--to", "soon"],
        ["--from", "2027-06-28"],
        ["--to", "2027-06-28"],
        [],
        ["--from", "2027-06-28", "--to", "2027-06-28", "--fieldwork-days", "0"],
        ["--from", "2027-06-28", "--to", "2027-06-28", "--fieldwork-days", "31"],
        ["--from", "2027-06-28", "--to", "2027-06-28", "--region", "FRA"],
        ["--from", "2027-06-28", "--to", "2027-06-28", "--framework", "jtai-1999"],
        ["--from", "2027-06-28", "--to", "2027-06-28", "--format", "jsonl"],
        ["--from", "2027-06-28", "--to", "2027-06-28", "--closure", "2027-06-28..2027-06-21"],
        ["--from", "2027-06-28", "--to", "2027-06-28", "--election", "some day"],
    ],
    ids=" ".join,
)
def test_a_bad_range_or_option_is_refused(jtai, arguments):
    refuse(jtai("weeks", *arguments))


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


def test_the_ends_of_the_calendar_are_no_crash(jtai):
    for period in (("1990-01-01", "1990-02-01"), ("2100-11-01", "2100-12-31")):
        run = jtai("weeks", "--from", period[0], "--to", period[1], "--format", "json")
        assert run.code in (0, 2)
        assert "Traceback" not in run.err


# -------------------------------------------------------------------- 3. each reason, on and off

SWITCHES = {  # the week, what switches the reason on, and what leaves it off
    "august": ("2027-07-26", ["--fieldwork-days", "6"], ["--fieldwork-days", "5"]),
    "christmas": ("2027-12-13", ["--fieldwork-days", "5"], ["--fieldwork-days", "4"]),
    "closure-in-fieldwork": (
        "2027-06-28",
        ["--closure", "2027-07-02"],
        ["--closure", "2027-07-03..2027-07-05"],
    ),
    "bank-holiday-in-fieldwork": (
        "2027-06-28",
        ["--bank-holiday", "2027-06-30"],
        ["--bank-holiday", "2027-07-05"],
    ),
    "bank-holiday-in-notice": (
        "2027-06-28",
        ["--bank-holiday", "2027-06-23"],
        ["--bank-holiday", "2027-06-11"],
    ),
    "closure-in-notice": (
        "2027-06-28",
        ["--closure", "2027-06-14"],
        ["--closure", "2027-06-07..2027-06-13"],
    ),
    "report-near-election": (
        "2027-06-28",  # the report is due on 19 August
        ["--election", "2027-08-05"],
        ["--election", "2027-08-04"],
    ),
}


@pytest.mark.parametrize("code", SWITCHES)
def test_a_reason_alone_and_off_again(codes, code):
    monday, on, off = SWITCHES[code]
    assert codes(monday, *on) == [code]
    assert codes(monday, *off) == []


def test_bank_holidays_that_are_working_days(codes):
    assert codes("2027-05-31") == ["bank-holiday-in-fieldwork"]
    assert codes("2027-05-31", "--working-day", "2027-05-31") == []
    assert codes("2027-06-07") == ["bank-holiday-in-notice"]
    assert codes("2027-06-07", "--working-day", "2027-05-31") == []


def test_a_late_start_is_not_counted_in_the_notice_too(codes):
    assert codes("2027-06-28", "--bank-holiday", "2027-06-28") == ["bank-holiday-in-fieldwork"]
    both = ["--bank-holiday", "2027-06-28", "--bank-holiday", "2027-06-24"]
    assert codes("2027-06-28", *both) == ["bank-holiday-in-fieldwork", "bank-holiday-in-notice"]


def test_a_bank_holiday_over_a_weekend_of_fieldwork(codes):
    """Ten days of fieldwork are interrupted by a bank holiday of the second week."""
    options = ["--fieldwork-days", "8", "--bank-holiday", "2027-07-06"]
    assert codes("2027-06-28", *options) == ["bank-holiday-in-fieldwork"]
    assert codes("2027-06-28", "--fieldwork-days", "5", *options[2:]) == []


@pytest.mark.parametrize(
    ("monday", "options", "right"),
    [
        ("2027-07-19", ["--fieldwork-days", "10"], []),  # to Friday 30 July
        ("2027-07-19", ["--fieldwork-days", "11"], ["august"]),
        ("2027-07-26", ["--bank-holiday", "2027-07-28"], ["august", "bank-holiday-in-fieldwork"]),
        ("2027-08-30", [], ["august", "bank-holiday-in-fieldwork"]),
        (
            "2027-08-30",
            ["--bank-holiday", "2027-08-31"],
            ["bank-holiday-in-fieldwork"],
        ),  # begins on 1 September
        ("2027-01-04", [], ["christmas", "bank-holiday-in-notice"]),
        ("2027-01-11", [], ["bank-holiday-in-notice"]),
        ("2028-01-03", [], ["christmas", "bank-holiday-in-fieldwork", "bank-holiday-in-notice"]),
        ("2028-01-10", [], ["bank-holiday-in-notice"]),
        ("2027-12-27", [], ["christmas", "bank-holiday-in-fieldwork"]),
        ("2027-12-06", ["--fieldwork-days", "10"], ["christmas"]),
        ("2027-12-06", ["--fieldwork-days", "9"], []),
    ],
)
def test_the_edges_of_august_and_christmas(codes, monday, options, right):
    found = codes(monday, *options)
    assert [code for code in found if code != "report-near-election"] == right


# -------------------------------------------------------------------------------- 4. closures


@pytest.mark.parametrize(
    ("closed", "right"),
    [
        ("2027-06-28", ["closure-in-fieldwork"]),
        ("2027-07-02..2027-07-09", ["closure-in-fieldwork"]),
        ("2027-06-25..2027-06-28", ["closure-in-fieldwork", "closure-in-notice"]),
        ("2027-06-25", ["closure-in-notice"]),
        ("2027-06-01..2027-06-14", ["closure-in-notice"]),
        ("2027-06-11", []),
        ("2027-07-05", []),
        ("2027-06-26..2027-06-27", []),  # a weekend
        ("2027-06-01..2027-07-31", ["closure-in-fieldwork", "closure-in-notice"]),
    ],
)
def test_closures(weeks, closed, right):
    [row] = weeks(QUIET, "--closure", closed)["weeks"]
    model = Model(
        closed=frozenset(days_of(span(f"{closed} x").first, span(f"{closed} x").last)),
    )
    assert codes_of(row) == right
    assert_row(row, model.week(day("2027-06-28")), model.closed)


def test_a_closure_on_a_bank_holiday_is_no_reason(codes):
    alone = codes("2027-06-07")
    assert codes("2027-06-07", "--closure", "2027-05-29..2027-05-31") == alone
    assert codes("2027-06-07", "--closure", "2027-06-01") == [*alone, "closure-in-notice"]


def test_a_closure_still_counts(weeks):
    [shut] = weeks(QUIET, "--closure", "2027-06-16..2027-07-01")["weeks"]
    [open_] = weeks(QUIET)["weeks"]
    for key in ("fieldwork", "notification", "report_due", "statement_due"):
        assert shut[key] == open_[key]


# ------------------------------------------------------------------------------- 5. elections


@pytest.mark.parametrize(
    ("due", "near"),
    [
        ("2027-08-03", False),
        ("2027-08-04", False),
        ("2027-08-05", True),  # the report comes 14 days after it
        ("2027-08-19", True),
        ("2027-09-23", True),
        ("2027-09-24", True),  # 25 working days after the report, past a bank holiday
        ("2027-09-27", False),
    ],
)
def test_the_edges_of_an_election(weeks, due, near):
    model = Model(polls=frozenset({day(due)}))
    assert bool(model.near(day("2027-08-19"))) == near
    [row] = weeks(QUIET, "--election", f"{due}=By-election")["weeks"]
    assert row["report_due"] == "2027-08-19"
    assert codes_of(row) == (["report-near-election"] if near else [])
    if near:
        assert row["election"]["date"] == due
        assert row["election"]["name"] == "By-election"
    else:
        assert row["election"] is None


@pytest.mark.parametrize("poll", ["2026-05-07", "2027-05-06", "2028-05-04"])
def test_the_weeks_near_local_elections(weeks, poll):
    """The reports due from 25 working days before the poll to 14 days after it, and no others."""
    model = Model()
    first, last = model.add(day(poll), -25), day(poll) + dt.timedelta(days=14)
    period = (day(poll) - 26 * WEEK, day(poll) + 8 * WEEK)
    rows = weeks(period)["weeks"]
    marked = [row for row in rows if "report-near-election" in codes_of(row)]
    assert marked == [row for row in rows if first <= day(row["report_due"]) <= last]
    assert 6 <= len(marked) <= 8
    assert {row["election"]["date"] for row in marked} == {poll}
    assert all("ocal election" in row["election"]["name"] for row in marked)
    without = weeks(period, "--no-elections")["weeks"]
    assert [
        row for row in without if row["election"] or "report-near-election" in codes_of(row)
    ] == []


def test_without_elections_but_for_one(weeks):
    options = ["--no-elections", "--election", "2027-05-13=Mayoral election"]
    rows = weeks(("2027-02-01", "2027-05-31"), *options)["weeks"]
    marked = [row for row in rows if row["election"]]
    assert marked
    assert {row["election"]["name"] for row in marked} == {"Mayoral election"}


# ------------------------------------------------------------------------------ 6. term files


@pytest.mark.parametrize("path", TERM_FILES, ids=lambda path: path.suffix)
@pytest.mark.parametrize("period", [YEAR, WIDE], ids=["2027", "wide"])
def test_the_same_school_years_in_three_forms(weeks, path, period):
    assert_weeks(weeks(period, "--terms", path), period, Model(school=HOLIDAYS))


def test_the_calendar_is_as_councils_publish_it():
    """Lest an editor undo what this file is there for."""
    raw = (TERMS / "exampleshire.ics").read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n")
    assert re.search(rb"SUMMARY[^\r]*\r\n ", raw)
    for part in (b"BEGIN:VTIMEZONE", b"DTSTART;TZID=Europe/London:", b"\\,", b"\\;", b"\\\\"):
        assert part in raw


@pytest.mark.parametrize("path", [TERM_FILES[0], TERM_FILES[2]], ids=lambda path: path.suffix)
def test_a_note_says_how_many_were_left_out(jtai, path):
    run = jtai("weeks", "--from", YEAR[0], "--to", YEAR[1], "--terms", path, "--format", "csv")
    assert run.code == 0
    assert re.search(rf"\b({LEFT_OUT}|four|Four)\b", run.err), run.err
    assert path.name in run.err
    quiet = jtai("weeks", "--from", YEAR[0], "--to", YEAR[1], "--terms", path, "-q")
    assert (quiet.code, quiet.err) == (0, "")


def test_no_note_where_nothing_was_left_out(jtai, file):
    path = file("terms.ics", as_ics([span("2027-02-15..2027-02-19 Half term")]))
    run = jtai("weeks", "--from", QUIET[0], "--to", QUIET[1], "--terms", path)
    assert (run.code, run.err) == (0, "")


FORMS = {"toml": lambda given: as_toml("holidays", given), "csv": as_csv, "ics": as_ics}
forms = pytest.mark.parametrize("form", FORMS)


@forms
@pytest.mark.parametrize(
    ("when", "right"),
    [
        ("2027-06-28..2027-07-02", ["school-holiday-in-fieldwork"]),
        ("2027-07-02", ["school-holiday-in-fieldwork"]),
        ("2027-07-03..2027-07-11", []),  # from the Saturday after
        ("2027-06-26..2027-06-27", []),  # touches the weekend before
        ("2027-06-19..2027-06-20", []),  # a weekend of the notice
        ("2027-06-25..2027-06-27", ["school-holiday-in-notice"]),
        ("2027-06-14", ["school-holiday-in-notice"]),
        ("2027-06-01..2027-06-13", []),
        ("2027-06-01..2027-06-14", ["school-holiday-in-notice"]),
        (
            "2027-06-25..2027-06-28",
            ["school-holiday-in-fieldwork", "school-holiday-in-notice"],
        ),
        (
            "2027-06-01..2027-08-31",
            ["school-holiday-in-fieldwork", "school-holiday-in-notice"],
        ),
    ],
)
def test_where_a_school_holiday_falls(weeks, file, form, when, right):
    holiday = span(f"{when} Half term")
    path = file(f"terms.{form}", FORMS[form]([holiday]))
    [row] = weeks(QUIET, "--terms", path)["weeks"]
    assert codes_of(row) == right
    assert_row(row, Model(school=(holiday,)).week(day("2027-06-28")))
    for each in row["reasons"]:
        assert "Half term" in each["message"]


def test_a_school_holiday_on_a_bank_holiday_alone_is_no_reason(weeks, file):
    holiday = span("2027-05-29..2027-05-31 Half term")  # Saturday to the bank holiday
    path = file("terms.csv", as_csv([holiday]))
    for monday in ("2027-05-31", "2027-06-07"):
        [row] = weeks((monday, monday), "--terms", path)["weeks"]
        assert_row(row, Model(school=(holiday,)).week(day(monday)))
        assert "school" not in " ".join(codes_of(row))


def gap(length):
    """Two terms with so many days between, and those days."""
    first = span("2027-04-12..2027-06-20 Summer term")
    after = Span("Autumn term", day("2027-06-21") + length * ONE, day("2027-12-17"))
    return [first, after], Span("School holiday", day("2027-06-21"), after.first - ONE)


TERM_FORMS = {**FORMS, "toml": lambda given: as_toml("terms", given)}


@forms
@pytest.mark.parametrize("length", [1, 5, 8, 12, 69, 70])
@pytest.mark.parametrize("turned", [False, True])
def test_what_lies_between_two_terms(weeks, file, form, length, turned):
    terms, holiday = gap(length)
    path = file(f"terms.{form}", TERM_FORMS[form](terms[::-1] if turned else terms))
    period = ("2027-06-14", "2027-10-04")
    assert_weeks(weeks(period, "--terms", path), period, Model(school=(holiday,)))


@forms
@pytest.mark.parametrize("length", [0, 71, 72, 100])
def test_what_is_no_holiday_between_two_terms(weeks, file, form, length):
    terms, _ = gap(length)
    other = spans("2026-02-16..2026-02-20 Half term")  # so that the file is not without any
    text = TERM_FORMS[form]([*terms, *other])
    if form == "toml":
        text = as_toml("terms", terms) + as_toml("holidays", other)
    period = ("2027-06-14", "2027-10-04")
    assert_weeks(weeks(period, "--terms", file(f"terms.{form}", text)), period, Model())


@forms
def test_terms_of_years_far_apart(weeks, file, form):
    terms = spans("""
        2027-01-05..2027-03-25 Spring term
        2027-04-12..2027-07-21 Summer term
        2028-01-04..2028-03-31 Spring term
        2028-04-18..2028-07-21 Summer term
    """)
    holidays = spans("""
        2027-03-26..2027-04-11 School holiday
        2028-04-01..2028-04-17 School holiday
    """)
    path = file(f"terms.{form}", TERM_FORMS[form](terms))
    period = ("2027-01-04", "2028-05-29")
    assert_weeks(weeks(period, "--terms", path), period, Model(school=tuple(holidays)))


NAMES = {  # of what lasts from 28 June to 2 July 2027
    "Half term": True,
    "Half-Term": True,
    "HALF TERM": True,
    "Summer half term week": True,
    "Easter Holiday": True,
    "school holidays": True,
    "Midsummer break": True,
    "Inset days": True,
    "INSET": True,
    "Schools closed": True,
    "Closure of schools": True,
    "Term break": True,
    "Sports week": False,
    "Term": False,  # of 14 days or fewer
    "Summer term begins": False,
    "Half of the year": False,
    "Exams": False,
}


@pytest.mark.parametrize("form", ["ics", "csv"])
@pytest.mark.parametrize(("name", "holiday"), NAMES.items(), ids=NAMES)
def test_a_name_says_what_an_event_is(weeks, file, form, name, holiday):
    other = span("2026-02-16..2026-02-20 Half term")
    named = Span(name, day("2027-06-28"), day("2027-07-02"))
    path = file(f"terms.{form}", FORMS[form]([other, named]))
    [row] = weeks(QUIET, "--terms", path)["weeks"]
    assert codes_of(row) == (["school-holiday-in-fieldwork"] if holiday else [])
    assert row["school_holidays"] == ([named.shown] if holiday else [])


@pytest.mark.parametrize("form", ["ics", "csv"])
@pytest.mark.parametrize(("length", "term"), [(13, False), (14, False), (15, True), (16, True)])
def test_a_term_is_longer_than_14_days(weeks, file, form, length, term):
    """A short "term" is none, so nothing lies between it and the next."""
    first = Span("Short term", day("2027-06-28") - length * ONE, day("2027-06-27"))
    after = span("2027-07-05..2027-07-30 Long term")
    other = span("2026-02-16..2026-02-20 Half term")
    path = file(f"terms.{form}", FORMS[form]([first, after, other]))
    [row] = weeks(QUIET, "--terms", path)["weeks"]
    assert codes_of(row) == (["school-holiday-in-fieldwork"] if term else [])


def test_a_names_word_decides_in_toml_not_at_all(weeks, file):
    """In TOML the table says what it is."""
    path = file("terms.toml", as_toml("holidays", [span("2027-06-28 Sports day of the term")]))
    [row] = weeks(QUIET, "--terms", path)["weeks"]
    assert codes_of(row) == ["school-holiday-in-fieldwork"]


@pytest.mark.parametrize("form", ["toml", "csv"])
def test_to_is_from_where_it_is_left_out(weeks, file, form):
    text = {
        "toml": '[[holidays]]\nname = "Half term"\nfrom = 2027-06-28\n',
        "csv": "name,from,to\nHalf term,2027-06-28,\n",
    }[form]
    [row] = weeks(QUIET, "--terms", file(f"terms.{form}", text))["weeks"]
    assert row["school_holidays"] == [span("2027-06-28 Half term").shown]
    assert codes_of(row) == ["school-holiday-in-fieldwork"]


@pytest.mark.parametrize(
    "text",
    [
        "name,from,to\nHalf term,28 June 2027,2 July 2027\n",
        "name,from,to\nHalf term,28/06/2027,02/07/2027\n",
        "\ufeffname,from,to\r\nHalf term,2027-06-28,2027-07-02\r\n",
        "to,name,from\n2027-07-02,Half term,2027-06-28\n",
        'name,from,to\n"Half term","2027-06-28","2027-07-02"\n\n',
    ],
    ids=["in words", "day first", "as Excel saves it", "in another order", "quoted"],
)
def test_a_csv_file_may_look_so(weeks, file, text):
    [row] = weeks(QUIET, "--terms", file("terms.csv", text))["weeks"]
    assert row["school_holidays"] == [span("2027-06-28..2027-07-02 Half term").shown]


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        (["DTSTART;VALUE=DATE:20270628", "DTEND;VALUE=DATE:20270703"], "2027-07-02"),
        (["DTSTART;VALUE=DATE:20270628", "DTEND;VALUE=DATE:20270629"], "2027-06-28"),
        (["DTSTART;VALUE=DATE:20270628"], "2027-06-28"),
        (["DTSTART:20270628T090000", "DTEND:20270702T153000"], "2027-07-02"),
        (["DTSTART:20270628T090000Z", "DTEND:20270628T153000Z"], "2027-06-28"),
        (
            [
                "DTSTART;TZID=Europe/London:20270628T090000",
                "DTEND;TZID=Europe/London:20270630T153000",
            ],
            "2027-06-30",
        ),
        (["DTSTART;TZID=Europe/London:20270628T090000"], "2027-06-28"),
    ],
)
@pytest.mark.parametrize("newline", ["\r\n", "\n"], ids=["CRLF", "LF"])
def test_how_an_event_says_its_days(weeks, file, lines, last, newline):
    text = calendar(event(*lines, "SUMMARY:Half term")).replace("\r\n", newline)
    [row] = weeks(QUIET, "--terms", file("terms.ics", text))["weeks"]
    assert row["school_holidays"] == [span(f"2027-06-28..{last} Half term").shown]


def test_names_with_escapes_and_folds(weeks, file):
    folded = event(
        "DTSTART;VALUE=DATE:20270628",
        "SUMMARY:Half t",
        " erm\\, ",
        "\tall \\; and\\\\or",
    )
    [row] = weeks(QUIET, "--terms", file("terms.ics", calendar(folded)))["weeks"]
    assert [each["name"] for each in row["school_holidays"]] == ["Half term, all ; and\\or"]


def test_several_files_of_terms(weeks, file):
    """Two given holidays, each in a file of another kind."""
    one, two = span("2027-06-28 Half term"), span("2027-06-21..2027-06-22 Closed")
    options = ["--terms", file("a.toml", as_toml("holidays", [one]))]
    options += ["--terms", file("b.ics", as_ics([two]))]
    [row] = weeks(QUIET, *options)["weeks"]
    assert_row(row, Model(school=(one, two)).week(day("2027-06-28")))


def test_holidays_and_terms_in_one_file(weeks, file):
    terms, between = gap(12)
    holiday = span("2027-06-14..2027-06-15 Training")
    text = as_toml("holidays", [holiday]) + as_toml("terms", terms)
    [row] = weeks(QUIET, "--terms", file("terms.toml", text))["weeks"]
    assert_row(row, Model(school=(between, holiday)).week(day("2027-06-28")))
    assert codes_of(row) == ["school-holiday-in-fieldwork", "school-holiday-in-notice"]


# ---------------------------------------------------------------------- 7. other inspections

OTHER_FORMS = {**FORMS, "toml": lambda given: as_toml("inspections", given)}


@forms
@pytest.mark.parametrize(
    ("when", "right"),
    [  # notification is 14 June, fieldwork 28 June to 2 July 2027
        ("2027-05-03..2027-05-13", []),  # 21 working days before; 31 May is a bank holiday
        ("2027-05-03..2027-05-14", ["other-inspection-near"]),  # 20
        ("2027-05-03..2027-05-17", ["other-inspection-near"]),
        ("2027-06-11", ["other-inspection-near"]),
        ("2027-06-14", ["other-inspection-at-once"]),
        ("2027-06-07..2027-06-14", ["other-inspection-at-once"]),
        ("2027-06-26..2027-06-27", ["other-inspection-at-once"]),
        ("2027-07-02..2027-07-09", ["other-inspection-at-once"]),
        ("2027-05-01..2027-09-30", ["other-inspection-at-once"]),
        ("2027-07-05", ["other-inspection-near"]),
        ("2027-07-30..2027-08-31", ["other-inspection-near"]),  # begins 20 working days after
        ("2027-08-02..2027-08-03", []),  # 21
    ],
)
def test_where_another_inspection_falls(weeks, file, form, when, right):
    other = span(f"{when} Area SEND inspection")
    path = file(f"others.{form}", OTHER_FORMS[form]([other]))
    [row] = weeks(QUIET, "--others", path)["weeks"]
    assert codes_of(row) == right
    assert row["others"] == ([other.shown] if right else [])
    assert_row(row, Model(others=(other,)).week(day("2027-06-28")))
    for each in row["reasons"]:
        assert "Area SEND inspection" in each["message"]


def test_one_at_once_and_one_near(weeks, file):
    others = spans("2027-06-30 ILACS\n2027-07-05 Focused visit")
    path = file("others.csv", as_csv(others))
    [row] = weeks(QUIET, "--others", path)["weeks"]
    assert codes_of(row) == ["other-inspection-at-once", "other-inspection-near"]
    assert in_order(row["others"]) == [each.shown for each in others]


@pytest.mark.parametrize("form", ["toml", "csv", "ics"])
def test_every_week_with_others_in_three_forms(weeks, file, form):
    path = file(f"others.{form}", OTHER_FORMS[form](OTHERS))
    assert_weeks(weeks(WIDE, "--others", path), WIDE, Model(others=OTHERS))


def test_every_event_is_an_inspection(weeks, file):
    others = spans("2027-06-28 Half term\n2027-06-29 Whatever\n2027-06-30 Summer term begins")
    path = file("others.ics", as_ics(others))
    [row] = weeks(QUIET, "--others", path)["weeks"]
    assert in_order(row["others"]) == [each.shown for each in others]
    assert codes_of(row) == ["other-inspection-at-once"]


def test_twenty_working_days_are_those_of_the_region(codes, file):
    """In Scotland 2 August 2027 is a bank holiday, so 3 August is a working day nearer."""
    monday = "2027-07-05"  # to Friday 9 July
    path = file("others.csv", as_csv([span("2027-08-09..2027-08-10 ILACS")]))
    assert codes(monday, "--others", path) == []
    assert codes(monday, "--others", path, "--region", "SCT") == ["other-inspection-near"]


# ------------------------------------------------------------------------------- 8. formats

GIVEN = ["--terms", TERM_FILES[0], "--others", OTHERS_FILE, *CLOSURES]
HEADING = [
    *("fieldwork_start", "fieldwork_end", "notification", "report_due", "statement_due"),
    *("verdict", "reasons", "bank_holidays", "closures", "school_holidays", "others", "election"),
]


def shown(jtai, form, *options, period=YEAR):
    run = jtai("weeks", "--from", period[0], "--to", period[1], *options, "--format", form)
    assert run.code == 0, run.err
    return run.out


@areas
def test_csv(jtai, weeks, options, model):
    text = shown(jtai, "csv", *options).removeprefix("\ufeff")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert list(lines[0]) == HEADING
    as_json = weeks(YEAR, *options)["weeks"]
    for line, mine, row in zip(lines, model.weeks(*YEAR), as_json, strict=True):
        assert line["fieldwork_start"] == mine["fieldwork"]["start"]
        assert line["fieldwork_end"] == mine["fieldwork"]["end"]
        for key in ("notification", "report_due", "statement_due", "verdict"):
            assert line[key] == mine[key]
        assert line["reasons"] == "; ".join(codes_of(mine))
        for key in ("bank_holidays", "school_holidays", "others"):
            assert line[key] == "; ".join(each["name"] for each in row[key])
        assert bool(line["closures"]) == bool(row["closures"])
        assert set(line["closures"].split("; ")) <= {"", *(e["name"] for e in row["closures"])}
        assert line["election"] == (row["election"]["name"] if row["election"] else "")


WORDS = ("clear", "tight", "avoid")


def on_paper(date):
    date = day(date)
    return f"{date.day} {date:%b} {date.year}"


def assert_lines(lines, rows):
    """A line for each row, in order, with its verdict in words and its dates."""
    for line, row in zip(lines, rows, strict=True):
        start = row["fieldwork"]["start"]
        assert [word for word in WORDS if re.search(rf"\b{word}\b", line)] == [row["verdict"]], line
        end = day(row["fieldwork"]["end"])
        assert f"{day(start).day}" in line
        assert f"{end.day} {end:%b} {end.year}" in line
        where = [
            line.index(on_paper(row[key]))
            for key in ("notification", "report_due", "statement_due")
        ]
        assert where == sorted(where), line


def assert_why(lines, rows):
    for line, row in zip(lines, rows, strict=True):
        for each in row["others"]:
            assert each["name"] in line


@pytest.mark.parametrize("options", [[], GIVEN, ["--region", "SCT"]], ids=["bare", "all", "SCT"])
def test_table(jtai, weeks, options):
    text = shown(jtai, "table", *options)
    found = weeks(YEAR, *options)
    assert not re.search(r"[\x1b\u2500-\u257f]", text)
    lines = [line for line in text.splitlines() if line.strip()]
    [top] = [number for number, line in enumerate(lines) if line.startswith("Fieldwork ")]
    heads = ["Fieldwork", "Verdict", "Notification", "Report", "Statement", "Why"]
    assert lines[top].split() == heads
    body = lines[top + 1 : top + 1 + len(found["weeks"])]
    assert_lines(body, found["weeks"])
    assert_why(body, found["weeks"])
    at_end = " ".join(lines[top + 1 + len(found["weeks"]) :])
    for verdict, number in found["counts"].items():
        assert re.search(rf"\b{number} {verdict}\b|\b{verdict}:? {number}\b", at_end), at_end


def test_a_clear_week_in_the_table(jtai):
    lines = shown(jtai, "table", period=QUIET).splitlines()
    [line] = [line for line in lines if "2 Jul 2027" in line]
    assert "clear" in line
    assert on_paper("2027-11-26") in line
    assert not re.search(r"holiday|closure|election|inspection|August|Christmas", line)


def test_plain_is_the_same_when_piped(jtai):
    assert shown(jtai, "table", "--plain") == shown(jtai, "table")


def markdown_rows(text):
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))] for line in lines
    ]


@pytest.mark.parametrize("options", [[], GIVEN], ids=["bare", "all"])
def test_markdown(jtai, weeks, options):
    text = shown(jtai, "markdown", *options)
    found = weeks(YEAR, *options)
    rows = markdown_rows(text)
    heads = ["Fieldwork", "Verdict", "Notification", "Report", "Statement", "Why"]
    top = rows.index(heads)
    assert all(re.fullmatch(r":?-+:?", cell) for cell in rows[top + 1])
    body = rows[top + 2 : top + 2 + len(found["weeks"])]
    assert {len(cells) for cells in body} == {6}
    assert [cells[1] for cells in body] == [row["verdict"] for row in found["weeks"]]
    assert_lines([" | ".join(cells[:5]) for cells in body], found["weeks"])


def test_a_name_cannot_break_a_markdown_table(jtai, file):
    holiday = Span("A | B <b>half term</b>", day("2027-06-28"), day("2027-06-28"))
    path = file("terms.csv", as_csv([holiday]))
    rows = markdown_rows(shown(jtai, "markdown", "--terms", path, period=QUIET))
    assert {len(cells) for cells in rows} == {6}


@pytest.mark.parametrize("form", ["table", "csv", "markdown", "json"])
@pytest.mark.parametrize("name", ["half term \x1b[31mred", "half term \u202eder", "half\x07 term"])
def test_a_name_cannot_command_a_terminal(jtai, file, form, name):
    path = file("terms.csv", f"name,from,to\n{name},2027-06-28,\nHalf term,2027-06-28,\n")
    run = jtai("weeks", "--from", QUIET[0], "--to", QUIET[1], "--terms", path, "--format", form)
    assert run.code in (0, 2)
    assert not re.search(r"[\x1b\x07]", run.out + run.err)


@pytest.mark.parametrize(("ending", "form"), [("json", "json"), ("csv", "csv"), ("md", "markdown")])
def test_a_files_ending_says_the_format(jtai, tmp_path, ending, form):
    path = tmp_path / f"weeks.{ending}"
    arguments = ["weeks", "--from", YEAR[0], "--to", YEAR[1], *GIVEN]
    run = jtai(*arguments, "-o", path)
    assert (run.code, run.out) == (0, "") or "Written" in run.out
    written = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    assert written == shown(jtai, form, *GIVEN).removeprefix("\ufeff").replace("\r\n", "\n")
    refuse(jtai(*arguments, "-o", path), re.escape(path.name))
    assert jtai(*arguments, "-o", path, "--force").code == 0


def test_the_environment_sets_options(jtai, weeks, monkeypatch):
    scottish = weeks(YEAR, "--region", "SCT")
    monkeypatch.setenv("JTAI_REGION", "SCT")
    assert weeks(YEAR) == scottish
    monkeypatch.setenv("JTAI_ELECTION", "2027-10-07=Mayoral election; 2027-11-04")
    added = ["--election", "2027-10-07=Mayoral election", "--election", "2027-11-04"]
    found = weeks(YEAR)
    monkeypatch.delenv("JTAI_ELECTION")
    assert found == weeks(YEAR, *added)


# -------------------------------------------------------------------------------- 9. bad files

HOLIDAY = '[[holidays]]\nname = "Half term"\nfrom = 2027-02-15\nto = 2027-02-19\n'
CSV_TOP = "name,from,to\nHalf term,2027-02-15,2027-02-19\n"
GOOD_EVENT = event("DTSTART;VALUE=DATE:20270215", "DTEND;VALUE=DATE:20270220", "SUMMARY:Half term")
START = "DTSTART;VALUE=DATE:20270628"
NUMBERED = r"\b(line|row|event|VEVENT|holiday|holidays|number) \d+|\b\d+(st|nd|rd|th)\b"

BAD_TERMS = {
    # TOML
    "empty.toml": ("", []),
    "comment.toml": ("# nothing yet\n", []),
    "syntax.toml": (HOLIDAY + "\n[[holidays\n", [r"line 6"]),
    "unclosed.toml": (HOLIDAY + '\n[[holidays]]\nname = "Half\n', [r"line 7"]),
    "unknown-table.toml": ("[[breaks]]\nname = 'x'\nfrom = 2027-02-15\n", ["breaks"]),
    "near-table.toml": (HOLIDAY.replace("holidays", "holiday"), ["holiday"]),
    "of-others.toml": (HOLIDAY.replace("holidays", "inspections"), ["inspections"]),
    "both.toml": (HOLIDAY + HOLIDAY.replace("holidays", "inspections"), ["inspections"]),
    "single-table.toml": (HOLIDAY.replace("[[", "[").replace("]]", "]"), ["holidays"]),
    "not-a-list.toml": ("holidays = 'Easter'\n", ["holidays", r"line 1|must|list|table"]),
    "no-holidays.toml": ("holidays = []\n", []),
    "unknown-key.toml": (HOLIDAY + "till = 2027-02-20\n", ["till", NUMBERED]),
    "no-name.toml": (HOLIDAY + "[[holidays]]\nfrom = 2027-04-01\n", ["name", NUMBERED]),
    "no-from.toml": (HOLIDAY + "[[holidays]]\nname = 'x'\n", ["from", NUMBERED]),
    "empty-name.toml": (HOLIDAY.replace("Half term", ""), ["name", NUMBERED]),
    "name-is-a-number.toml": (HOLIDAY.replace('"Half term"', "7"), ["name", NUMBERED]),
    "to-before-from.toml": (
        HOLIDAY + "[[holidays]]\nname = 'Easter'\nfrom = 2027-04-09\nto = 2027-04-08\n",
        [r"9 April 2027|2027-04-09", r"8 April 2027|2027-04-08", NUMBERED],
    ),
    "bad-date.toml": (HOLIDAY.replace("2027-02-19", "'31 June 2027'"), ["31 June", NUMBERED]),
    "date-is-a-number.toml": (HOLIDAY.replace("2027-02-19", "20270219"), ["to", NUMBERED]),
    "no-such-day.toml": (HOLIDAY.replace("2027-02-19", "2027-02-30"), [r"line 4"]),
    "latin-1.toml": (HOLIDAY.replace("Half", "Hälf").encode("latin-1"), [r"line 2|UTF-8"]),
    # CSV
    "empty.csv": ("", []),
    "only-heading.csv": ("name,from,to\n", []),
    "nothing.csv": ("name,from,to\nSports day,2027-06-28,\n", []),
    "short-term.csv": ("name,from,to\nSummer term,2027-06-14,2027-06-27\n", []),
    "no-from.csv": ("name,to\nHalf term,2027-02-15\n", ["from", r"row 1"]),
    "no-name.csv": ("from,to\n2027-02-15,2027-02-19\n", ["name", r"row 1"]),
    "twice.csv": ("name,from,to,from\na,2027-02-15,,2027-02-15\n", ["from", r"row 1"]),
    "to-before-from.csv": (CSV_TOP + "Easter holiday,2027-04-09,2027-04-08\n", [r"row 3"]),
    "bad-date.csv": (CSV_TOP + "Easter holiday,31 June 2027,\n", [r"row 3", "31 June 2027"]),
    "bad-to.csv": (CSV_TOP + "Easter holiday,2027-04-01,Friday\n", [r"row 3", "Friday"]),
    "no-date.csv": (CSV_TOP + "Easter holiday,,2027-04-09\n", [r"row 3", "from"]),
    "empty-name.csv": (CSV_TOP + ",2027-04-01,2027-04-09\n", [r"row 3", "name"]),
    "too-many.csv": (CSV_TOP + "Easter holiday,2027-04-01,2027-04-09,more\n", [r"row 3"]),
    "unclosed.csv": (CSV_TOP + '"Easter holiday,2027-04-01,2027-04-09\n', [r"row 3|line 3"]),
    "binary.csv": (bytes(range(256)), [r"row|line|UTF-8|NUL"]),
    # iCalendar
    "empty.ics": ("", []),
    "no-events.ics": (calendar(), []),
    "nothing.ics": (calendar(event(START, "SUMMARY:Sports day")), []),
    "not-a-calendar.ics": ("<html><body>Not found</body></html>\n", []),
    "no-start.ics": (calendar(GOOD_EVENT, event("SUMMARY:Easter holiday")), ["DTSTART", NUMBERED]),
    "bad-start.ics": (
        calendar(GOOD_EVENT, event("DTSTART;VALUE=DATE:20270230", "SUMMARY:Easter holiday")),
        [r"20270230|DTSTART", NUMBERED],
    ),
    "word-start.ics": (
        calendar(GOOD_EVENT, event("DTSTART;VALUE=DATE:Friday", "SUMMARY:Easter holiday")),
        [r"Friday|DTSTART", NUMBERED],
    ),
    "bad-end.ics": (
        calendar(GOOD_EVENT, event(START, "DTEND;VALUE=DATE:2027", "SUMMARY:Easter holiday")),
        [r"2027|DTEND", NUMBERED],
    ),
    "end-before-start.ics": (
        calendar(GOOD_EVENT, event(START, "DTEND;VALUE=DATE:20270601", "SUMMARY:Easter holiday")),
        [NUMBERED],
    ),
    "cut-off.ics": (calendar(GOOD_EVENT).partition("SUMMARY")[0], []),
    "binary.ics": (bytes(range(256)), []),
    # others
    "terms.txt": (CSV_TOP, [r"\.ics|\.csv|\.toml"]),
    "terms.xlsx": (b"PK\x03\x04", [r"\.ics|\.csv|\.toml"]),
    "terms": (CSV_TOP, [r"\.ics|\.csv|\.toml"]),
}


@pytest.mark.parametrize("name", BAD_TERMS)
def test_a_bad_file_of_terms_is_refused(jtai, file, name):
    text, tells = BAD_TERMS[name]
    path = file(name, text)
    run = jtai("weeks", "--from", QUIET[0], "--to", QUIET[1], "--terms", path)
    refuse(run, re.escape(name), *tells)


INSPECTION = '[[inspections]]\nname = "ILACS"\nfrom = 2027-02-15\nto = 2027-02-19\n'
OTHER_TOP = CSV_TOP.replace("Half term", "ILACS")

BAD_OTHERS = {
    "empty.toml": ("", []),
    "of-terms.toml": (HOLIDAY, ["holidays"]),
    "of-terms-too.toml": (HOLIDAY.replace("holidays", "terms"), ["terms"]),
    "both.toml": (INSPECTION + HOLIDAY, ["holidays"]),
    "syntax.toml": (INSPECTION + "from 2027\n", [r"line 5"]),
    "to-before-from.toml": (INSPECTION.replace("2027-02-19", "2027-02-12"), [NUMBERED]),
    "unknown-key.toml": (INSPECTION + "until = 2027-02-20\n", ["until", NUMBERED]),
    "empty.csv": ("", []),
    "only-heading.csv": ("name,from,to\n", []),
    "to-before-from.csv": (OTHER_TOP + "SEND,2027-04-09,2027-04-08\n", [r"row 3"]),
    "bad-date.csv": (OTHER_TOP + "SEND,04/13/2027,\n", [r"row 3", "04/13/2027"]),
    "no-from.csv": ("name,to\nILACS,2027-02-15\n", ["from", r"row 1"]),
    "empty.ics": ("", []),
    "no-events.ics": (calendar(), []),
    "no-start.ics": (calendar(GOOD_EVENT, event("SUMMARY:ILACS")), ["DTSTART", NUMBERED]),
    "end-before-start.ics": (
        calendar(event(START, "DTEND;VALUE=DATE:20270601", "SUMMARY:ILACS")),
        [NUMBERED],
    ),
    "others.json": ("[]", [r"\.ics|\.csv|\.toml"]),
}


@pytest.mark.parametrize("name", BAD_OTHERS)
def test_a_bad_file_of_others_is_refused(jtai, file, name):
    text, tells = BAD_OTHERS[name]
    path = file(name, text)
    run = jtai("weeks", "--from", QUIET[0], "--to", QUIET[1], "--others", path)
    refuse(run, re.escape(name), *tells)


@pytest.mark.parametrize("option", ["--terms", "--others"])
@pytest.mark.parametrize("kind", ["toml", "csv", "ics"])
def test_a_file_that_cannot_be_read_is_refused(jtai, tmp_path, option, kind):
    folder = tmp_path / f"folder.{kind}"
    folder.mkdir()
    for path in (folder, tmp_path / f"nowhere.{kind}"):
        run = jtai("weeks", "--from", QUIET[0], "--to", QUIET[1], option, path)
        refuse(run, re.escape(path.name))


def test_the_bad_one_of_several_files_is_named(jtai, file):
    good, bad = file("good.csv", CSV_TOP), file("bad.csv", CSV_TOP + "Easter holiday,x,\n")
    for one, two in itertools.permutations([good, bad]):
        run = jtai("weeks", "--from", YEAR[0], "--to", YEAR[1], "--terms", one, "--terms", two)
        refuse(run, r"bad\.csv", "row 3")
    run = jtai("weeks", "--from", YEAR[0], "--to", YEAR[1], "--terms", good, "--others", bad)
    refuse(run, r"bad\.csv", "row 3")


def test_a_bad_file_leaves_no_output(jtai, file, tmp_path):
    path, out = file("bad.csv", CSV_TOP + "Easter holiday,x,\n"), tmp_path / "weeks.csv"
    refuse(jtai("weeks", "--from", YEAR[0], "--to", YEAR[1], "--terms", path, "-o", out))
    assert not out.exists()


@forms
@pytest.mark.parametrize(
    "terms",
    [
        spans("2027-06-01..2027-07-21 Summer term"),
        gap(0)[0],
        gap(71)[0],
    ],
    ids=["one", "two without a gap", "two with 71 days between"],
)
def test_terms_with_no_holiday_between_are_read(weeks, file, form, terms):
    """Only a file in which nothing is a holiday or a term is refused."""
    [row] = weeks(QUIET, "--terms", file(f"terms.{form}", TERM_FORMS[form](terms)))["weeks"]
    assert (row["verdict"], row["school_holidays"]) == ("clear", [])
