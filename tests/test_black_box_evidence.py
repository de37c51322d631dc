"""What published inspections did, and the likely date, from outside the program.

Nothing here imports the program. Every figure is worked out anew from the dates in
answers/letters.csv, with a calendar, polls and counts of this file's own.
"""

import csv
import datetime as dt
import io
import itertools
import json
import re
import statistics
from collections import Counter
from xml.etree import ElementTree

import pytest

from tests.conftest import ROOT, answers, day

# ------------------------------------------------------------------------- calendar and polls

# GOV.UK's bank holidays of England; those of 2019 to 2028 stand in the answers.
HOLIDAYS = {day(row["date"]) for row in answers("bank_holidays_england.csv")} | {
    dt.date(year, month, number)
    for year, days in {
        2016: [(1, 1), (3, 25), (3, 28), (5, 2), (5, 30), (8, 29), (12, 26), (12, 27)],
        2017: [(1, 2), (4, 14), (4, 17), (5, 1), (5, 29), (8, 28), (12, 25), (12, 26)],
        2018: [(1, 1), (3, 30), (4, 2), (5, 7), (5, 28), (8, 27), (12, 25), (12, 26)],
    }.items()
    for month, number in days
}

ANNOUNCED = {  # general elections, and when they were announced
    dt.date(2017, 6, 8): dt.date(2017, 4, 18),
    dt.date(2019, 12, 12): dt.date(2019, 10, 29),
    dt.date(2024, 7, 4): dt.date(2024, 5, 22),
}
FIRST_THURSDAYS = [  # of May; the local elections of 2020 were moved to the first of 2021
    next(
        date for date in (dt.date(year, 5, number) for number in range(1, 8)) if date.weekday() == 3
    )
    for year in range(2016, 2030)
    if year != 2020
]
POLLS = sorted([*ANNOUNCED, *FIRST_THURSDAYS])


def is_working(date):
    return date.weekday() < 5 and date not in HOLIDAYS


def add(date, number):
    """So many working days after the date, or before it."""
    step = dt.timedelta(days=1 if number > 0 else -1)
    for _ in range(abs(number)):
        date += step
        while not is_working(date):
            date += step
    return date


def days_after(start, end):
    """The days after the start, up to and with the end."""
    return [start + dt.timedelta(days=n) for n in range(1, (end - start).days + 1)]


def working_days(start, end):
    return sum(map(is_working, days_after(start, end)))


def polls_near(date, polls=POLLS):
    """The polls whose window holds the date."""
    after = dt.timedelta(days=14)
    return [poll for poll in polls if add(poll, -25) <= date <= poll + after]


def test_this_files_own_calendar():
    assert add(day("2027-03-12"), 34) == day("2027-05-04")
    assert working_days(day("2017-12-08"), day("2018-01-30")) == 34
    assert add(day("2027-05-06"), -25) == day("2027-03-31")
    assert day("2021-05-06") in POLLS
    assert not [poll for poll in POLLS if poll.year == 2020]


# ------------------------------------------------------------------------------- the letters

RULE = {"jtai-2016": 30, "jtai-2022": 34}
CLASSES = ("ordinary", "winter", "election")

THEMES = {
    "exploitation-missing": "South Tyneside|Oxfordshire|Central Bedfordshire|Croydon|Liverpool",
    "domestic-abuse": (
        "Salford|Lincolnshire|Hampshire|Bradford|Hounslow|Medway|Durham|Norfolk"  # both frameworks
    ),
    "neglect": (
        "Wokingham|Peterborough|Cheshire West and Chester|Bristol|Stockton-on-Tees|Haringey"
    ),
    "exploitation-gangs-missing": "Greenwich|Southend-on-Sea",
    "sexual-abuse-family": "Cornwall|Shropshire|Islington|Bracknell Forest",
    "exploitation-sexual-criminal": "Northumberland|Halton",
    "mental-health": "Sefton|Milton Keynes|Plymouth|Portsmouth|East Sussex",
    "front-door": (
        "Solihull|Windsor and Maidenhead|Barnsley|Walsall|Lewisham|Blackburn with Darwen|Sutton"
        "|Buckinghamshire|Rochdale|Blackpool|Bromley"
    ),
    "criminal-exploitation": "Kirklees|Cheshire East",
    "early-help": "Wirral|Bedford|Harrow",
    "serious-youth-violence": "Merton|Lancashire|Coventry|Somerset",
}
THEME = {area: theme for theme, areas in THEMES.items() for area in areas.split("|")}
WITHOUT_PROBATION = ("front-door", "criminal-exploitation", "early-help")


def inspectorates(area):
    all_four = ["Ofsted", "CQC", "HMICFRS", "HMI Probation"]
    without = THEME[area] in WITHOUT_PROBATION and area != "Solihull"
    return all_four[:3] if without else all_four


SHIPPED = [
    {**row, "theme": THEME[row["area"]], "inspectorates": "; ".join(inspectorates(row["area"]))}
    for row in answers("letters.csv")
]


def framework_of(start):
    if dt.date(2016, 2, 1) <= start <= dt.date(2020, 3, 31):
        return "jtai-2016"
    return "jtai-2022" if start >= dt.date(2022, 3, 28) else None


def class_of(start, end, due, polls=POLLS):
    if due and polls_near(due, polls):
        return "election"
    fieldwork = [start, *days_after(start, end)]
    return "winter" if any(date.month in (11, 12) for date in fieldwork) else "ordinary"


def letter(row):
    """A row of dates as the program should give it."""
    start, end, published = (
        day(row[key]) for key in ("fieldwork_start", "fieldwork_end", "published")
    )
    statement = day(row["statement_due"]) if row["statement_due"] else None
    framework = framework_of(start)
    rule = RULE.get(framework)
    due = add(end, rule) if rule else None
    took = working_days(end, published)
    until = working_days(published, statement) if statement else None
    return {
        "urn": row["urn"],
        "area": row["area"],
        "theme": row["theme"],
        "inspectorates": row["inspectorates"].split("; "),
        "fieldwork": {"start": row["fieldwork_start"], "end": row["fieldwork_end"]},
        "published": row["published"],
        "statement_due": row["statement_due"] or None,
        "framework": framework,
        "class": class_of(start, end, due),
        "report": {
            "due": due and due.isoformat(),
            "days": rule,
            "working_days": took,
            "calendar_days": (published - end).days,
            "on_rule": took == rule if rule else None,
        },
        "statement": {
            "working_days": until,
            "calendar_days": (statement - published).days if statement else None,
            "on_rule": until == 70 if statement else None,
        },
    }


def letters(rows):
    return sorted(map(letter, rows), key=lambda each: each["fieldwork"]["start"])


ALL = letters(SHIPPED)


def nine_in_ten(values):
    return next(
        value
        for value in sorted(values)
        if sum(each <= value for each in values) * 10 >= 9 * len(values)
    )


def summed_up(measure, basis, framework, name, rule, values):
    return {
        "measure": measure,
        "basis": basis,
        "framework": framework,
        "class": name,
        "rule_days": rule,
        "n": len(values),
        "on_rule": values.count(rule),
        "earliest": min(values),
        "median": statistics.median_low(values),
        "p90": nine_in_ten(values),
        "latest": max(values),
    }


def summary(chosen):
    """The rows of each framework, in order."""
    found = {}
    for framework, rule in RULE.items():
        of_it = [each for each in chosen if each["framework"] == framework]
        statements = [each["statement"]["working_days"] for each in of_it]
        wanted = [
            *(
                (
                    "report",
                    "working",
                    name,
                    rule,
                    [
                        each["report"]["working_days"]
                        for each in of_it
                        if name in (None, each["class"])
                    ],
                )
                for name in (None, *CLASSES)
            ),
            ("report", "calendar", None, rule, [each["report"]["calendar_days"] for each in of_it]),
            ("statement", "working", None, 70, [days for days in statements if days is not None]),
        ]
        rows = [
            summed_up(measure, basis, framework, name, number, values)
            for measure, basis, name, number, values in wanted
            if values
        ]
        if rows:
            found[framework] = rows
    return found


def by_framework(rows):
    found = {}
    for row in rows:
        found.setdefault(row["framework"], []).append(row)
    return found


# ------------------------------------------------------------------------------ running it


def read(run):
    assert run.code == 0, run.err
    return json.loads(run.out)


def cells(run):
    assert run.code == 0, run.err
    return list(csv.DictReader(io.StringIO(run.out.removeprefix("\ufeff"))))


def only(item, keys):
    return {key: item[key] for key in keys}


def as_known(found):
    """A letter of the program's, with what is compared here and no more."""
    kept = {**only(found, ALL[0]), "urn": str(found["urn"] or "")}
    if found["framework"] is None:  # whether a statement can be on a rule then is not said
        kept["statement"] = {**kept["statement"], "on_rule": None}
    return kept


def as_mine(mine):
    unruled = {**mine, "statement": {**mine["statement"], "on_rule": None}}
    return mine if mine["framework"] else unruled


def assert_same(found, chosen):
    """The letters and the summary are those, in that order."""
    assert list(map(as_known, found["letters"])) == list(map(as_mine, chosen))
    assert by_framework(found["summary"]) == summary(chosen)


DATES = ("fieldwork_start", "fieldwork_end", "published", "statement_due")
HEADING = ["urn", "area", "theme", "inspectorates", *DATES]


def row(area, start, days=34, statement=70, /, **more):
    """A made-up inspection of five working days, its report so many working days after."""
    end = add(day(start), 4)
    published = add(end, days)
    return {
        "urn": "",
        "area": area,
        "theme": "front-door",
        "inspectorates": "Ofsted; CQC",
        "fieldwork_start": start,
        "fieldwork_end": end.isoformat(),
        "published": published.isoformat(),
        "statement_due": add(published, statement).isoformat() if statement else "",
        **more,
    }


def table(rows, heading=HEADING, newline="\n", **how):
    text = io.StringIO()
    writer = csv.DictWriter(text, heading, lineterminator=newline, **how)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@pytest.fixture
def sheet(tmp_path):
    """Write own.csv: rows, or a text, or bytes."""

    def write(what):
        if isinstance(what, list):
            what = table(what)
        path = tmp_path / "own.csv"
        path.write_bytes(what if isinstance(what, bytes) else what.encode())
        return path

    return write


# -------------------------------------------------------------------------- 1. every letter


def test_every_letter(jtai):
    found = read(jtai("evidence", "--format", "json"))
    assert found["schema"] == "jtai.evidence/1"
    assert len(found["letters"]) == 52
    assert_same(found, ALL)


def test_the_elections_that_letters_met(jtai):
    for found in read(jtai("evidence", "--format", "json"))["letters"]:
        if found["class"] != "election":
            assert found["election"] is None
            continue
        near = [poll.isoformat() for poll in polls_near(day(found["report"]["due"]))]
        assert found["election"]["date"] in near, found["area"]
        assert found["election"]["name"].strip()


COLUMNS = [
    *HEADING,
    *("note", "framework", "class", "rule_due", "working_days", "calendar_days", "on_rule"),
    *("statement_working_days", "statement_calendar_days", "source"),
]


def test_every_letter_in_csv(jtai):
    found = cells(jtai("evidence", "--format", "csv"))
    assert set(found[0]) == set(COLUMNS)
    assert len(found[0]) == len(COLUMNS)
    yes_no = {True: "yes", False: "no", None: ""}
    for line, mine in zip(found, ALL, strict=True):
        report, statement = mine["report"], mine["statement"]
        right = {
            **only(mine, ["urn", "area", "theme", "published", "class"]),
            "inspectorates": "; ".join(mine["inspectorates"]),
            "fieldwork_start": mine["fieldwork"]["start"],
            "fieldwork_end": mine["fieldwork"]["end"],
            "statement_due": mine["statement_due"] or "",
            "framework": mine["framework"] or "",
            "rule_due": report["due"] or "",
            "working_days": str(report["working_days"]),
            "calendar_days": str(report["calendar_days"]),
            "on_rule": yes_no[report["on_rule"]],
            "statement_working_days": str(statement["working_days"] or ""),
            "statement_calendar_days": str(statement["calendar_days"] or ""),
        }
        assert only(line, right) == right


def test_what_is_known_of_the_letters_at_large(jtai):
    """Counts taken by hand, so that this file's own arithmetic is checked as well."""
    found = read(jtai("evidence", "--format", "json"))
    classes = Counter((each["framework"], each["class"]) for each in found["letters"])
    assert classes == {
        ("jtai-2016", "ordinary"): 15,
        ("jtai-2016", "winter"): 7,
        ("jtai-2016", "election"): 9,
        ("jtai-2022", "ordinary"): 9,
        ("jtai-2022", "winter"): 6,
        ("jtai-2022", "election"): 5,
        (None, "ordinary"): 1,  # Solihull
    }
    reports = {
        each["framework"]: only(each, ["n", "on_rule", "earliest", "median", "latest"])
        for each in found["summary"]
        if (each["measure"], each["basis"], each["class"]) == ("report", "working", None)
    }
    assert reports == {
        "jtai-2016": {"n": 31, "on_rule": 13, "earliest": 25, "median": 30, "latest": 58},
        "jtai-2022": {"n": 20, "on_rule": 8, "earliest": 34, "median": 37, "latest": 66},
    }


# ------------------------------------------------------------------ 2. filters and summaries


def started(mine):
    return day(mine["fieldwork"]["start"])


def front_door(mine):
    return mine["theme"] == "front-door"


def new(mine):
    return mine["framework"] == "jtai-2022"


def december(mine):
    return started(mine).month == 12


def in_class(name):
    return lambda mine: mine["class"] == name


def since(text):
    return lambda mine: started(mine) >= day(text)


def months(*numbers):
    return lambda mine: started(mine).month in numbers


FILTERS = {
    "": [],
    "--since 2023-01-01": [since("2023-01-01")],
    "--theme front-door": [front_door],
    "--theme domestic-abuse": [lambda mine: mine["theme"] == "domestic-abuse"],
    "--theme exploitation-gangs-missing": [
        lambda mine: mine["area"] in ("Greenwich", "Southend-on-Sea")
    ],
    "--framework jtai-2022": [new],
    "--framework jtai-2016": [lambda mine: mine["framework"] == "jtai-2016"],
    "--since 2023-05-22": [since("2023-05-22")],  # a day on which one began
    "--since 2023-05-23": [since("2023-05-23")],
    "--since 23/05/2023": [since("2023-05-23")],
    "--area bROMLEY": [lambda mine: mine["area"] == "Bromley"],
    "--area Bedford": [lambda mine: mine["area"] == "Bedford"],  # not Central Bedfordshire
    "--class ordinary": [in_class("ordinary")],
    "--class winter": [in_class("winter")],
    "--class election": [in_class("election")],
    "--fieldwork-month 12": [december],
    "--fieldwork-month December": [december],
    "--fieldwork-month dec": [december],
    "--fieldwork-month 1": [months(1)],
    "--fieldwork-month May --fieldwork-month 6": [months(5, 6)],
    "--theme front-door --class election": [front_door, in_class("election")],
    "--framework jtai-2022 --class winter": [new, in_class("winter")],
    "--framework jtai-2022 --since 2024-01-01": [new, since("2024-01-01")],
    "--theme front-door --framework jtai-2022 --class ordinary --since 2023-01-01 "
    "--fieldwork-month may --fieldwork-month 7": [
        *(front_door, new, in_class("ordinary")),
        *(since("2023-01-01"), months(5, 7)),
    ],
    "--area Solihull": [lambda mine: mine["area"] == "Solihull"],  # in no summary
}
filters = pytest.mark.parametrize("options", FILTERS)


def kept(options):
    found = [mine for mine in ALL if all(test(mine) for test in FILTERS[options])]
    assert found
    return found


@filters
def test_a_filter(jtai, options):
    assert_same(read(jtai("evidence", *options.split(), "--format", "json")), kept(options))


@filters
def test_a_filter_in_csv(jtai, options):
    found = cells(jtai("evidence", *options.split(), "--format", "csv"))
    assert [line["area"] for line in found] == [mine["area"] for mine in kept(options)]


@pytest.mark.parametrize("form", ["table", "markdown"])
@pytest.mark.parametrize(
    "options", ["", "--framework jtai-2022", "--class winter", "--since 2023-01-01"]
)
def test_the_figures_of_a_summary_row_stand_in_one_line(jtai, form, options):
    run = jtai("evidence", *options.split(), "--format", form)
    assert run.code == 0, run.err
    lines = [Counter(map(int, re.findall(r"\d+", line))) for line in run.out.splitlines()]
    for figures in itertools.chain(*summary(kept(options)).values()):
        keys = ["n", "on_rule", "earliest", "median", "p90", "latest"]
        wanted = Counter(only(figures, keys).values())
        assert any(wanted <= line for line in lines), figures


@pytest.mark.parametrize(
    "options",
    [
        "--area Nowhere",
        "--theme early-help --class election --fieldwork-month 8",
        "--since 2028-01-01",
    ],
)
def test_no_letter_left_is_said(jtai, options):
    run = jtai("evidence", *options.split(), "--format", "json")
    found = read(run)
    assert (found["letters"], found["summary"]) == ([], [])
    assert run.err.strip()
    for form in ("table", "csv", "markdown"):
        assert jtai("evidence", *options.split(), "--format", form).code == 0


@pytest.mark.parametrize(
    "options",
    [
        "--theme nope",
        "--framework nope",
        "--class nope",
        "--fieldwork-month 13",
        "--fieldwork-month 0",
        "--fieldwork-month Smarch",
        "--since 2023-02-30",
        "--election nope",
        "--format nope",
        "2027-03-06",  # a Saturday
        "2027-03-08 --backtest",
        "--backtest --format svg",
        "--backtest -o new.svg",
    ],
)
def test_wrong_usage(jtai, tmp_path, monkeypatch, options):
    monkeypatch.chdir(tmp_path)
    run = jtai("evidence", *options.split())
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("jtai: ")
    assert "Traceback" not in run.err
    assert not list(tmp_path.iterdir())


# --------------------------------------------------------------------- 3. the likely date


def comparable(framework, name, among=ALL):
    return [mine for mine in among if (mine["framework"], mine["class"]) == (framework, name)]


def likely(framework, name, end, among=ALL):
    """The figures of report.likely for a fieldwork end and a class."""
    took = [mine["report"]["working_days"] for mine in comparable(framework, name, among)]
    if len(took) < 5:
        return {"class": name, "n": len(took)} | dict.fromkeys(MARKS)

    def on(number):
        return {"days": number, "date": add(end, number).isoformat()}

    rule = RULE[framework]
    return {
        "class": name,
        "n": len(took),
        "on_rule": {**on(rule), "n": took.count(rule)},
        "median": on(statistics.median_low(took)),
        "p90": on(nine_in_ten(took)),
        "latest": on(max(took)),
    }


MARKS = ("on_rule", "median", "p90", "latest")
FIGURES = ("class", "n", *MARKS)

STARTS = [  # start, options, class, the poll that its report's due date is near
    ("2025-01-29", "", "ordinary", None),  # due the day before the window opens
    ("2025-01-30", "", "election", "2025-05-01"),  # due on its first day
    ("2025-03-19", "", "election", "2025-05-01"),  # due 14 days after the poll
    ("2025-03-20", "", "ordinary", None),  # 15 days after
    ("2026-02-03", "", "ordinary", None),
    ("2026-02-04", "", "election", "2026-05-07"),
    ("2026-03-25", "", "election", "2026-05-07"),
    ("2026-03-26", "", "ordinary", None),
    ("2027-02-02", "", "ordinary", None),
    ("2027-02-03", "", "election", "2027-05-06"),
    ("2027-03-24", "", "election", "2027-05-06"),
    ("2027-03-25", "", "ordinary", None),
    ("2027-03-08", "", "election", "2027-05-06"),
    ("2028-02-02", "", "election", "2028-05-04"),
    ("2028-03-23", "", "ordinary", None),
    ("2026-06-15", "", "ordinary", None),
    ("2026-10-26", "", "ordinary", None),  # its last day is 30 October
    ("2026-10-27", "", "winter", None),  # its last day is 2 November
    ("2026-11-16", "", "winter", None),
    ("2027-12-13", "", "winter", None),
    ("2027-10-04", "--election 2027-12-02=By-election", "election", "2027-12-02"),
    ("2027-10-04", "--election 2027-12-30", "election", "2027-12-30"),
    ("2027-10-04", "--election 2028-03-02", "ordinary", None),
    ("2027-10-04", "--election 2027-11-11", "election", "2027-11-11"),  # 14 days after
    ("2027-10-04", "--election 2027-11-10", "ordinary", None),
    ("2027-10-04", "--election 2028-06-01 --election 2027-12-02", "election", "2027-12-02"),
    ("2027-11-15", "--election 2028-01-20", "election", "2028-01-20"),  # before winter
    ("2027-03-24", "--no-elections", "ordinary", None),
    ("2027-03-24", "--no-elections --election 2027-05-13", "election", "2027-05-13"),
    ("2027-11-15", "--no-elections", "winter", None),
    ("2027-06-14", "--framework jtai-2016", "ordinary", None),
    ("2027-12-06", "--framework jtai-2016", "winter", None),
    ("2027-03-24", "--framework jtai-2016", "election", "2027-05-06"),
]
starts = pytest.mark.parametrize(
    ("start", "options", "name", "poll"),
    STARTS,
    ids=[" ".join(each[:2]).strip() for each in STARTS],
)
RUNS = {"deadlines": ["deadlines", "--fieldwork-start"], "plan": ["plan"], "evidence": ["evidence"]}


def chosen_framework(options):
    return "jtai-2016" if "jtai-2016" in options else "jtai-2022"


def codes(found):
    return [each["code"] for each in found["warnings"]]


@starts
def test_this_files_own_class_of_each_start(start, options, name, poll):
    given = {day(text) for text in re.findall(r"--election (\S{10})", options)}
    polls = given | (set() if "--no-elections" in options else set(POLLS))
    end = add(day(start), 4)
    due = add(end, RULE[chosen_framework(options)])
    assert class_of(day(start), end, due, polls) == name
    assert polls_near(due, polls) == ([day(poll)] if poll else [])


@starts
@pytest.mark.parametrize("command", RUNS)
def test_the_likely_date(jtai, command, start, options, name, poll):
    found = read(jtai(*RUNS[command], start, *options.split(), "--format", "json"))
    end = add(day(start), 4)
    report = found["report"]
    assert only(report["likely"], FIGURES) == likely(chosen_framework(options), name, end)
    assert report["due"] == report["likely"]["on_rule"]["date"]
    assert report["likely"]["source"].strip()
    met = report["likely"]["election"]
    if poll is None:
        assert met is None
    else:
        assert met["date"] == poll
        assert met["name"].strip()
        assert met["source"].strip()
        assert met["name"] == "By-election" or "By-election" not in options
    if command != "evidence":
        assert ("report-near-election" in codes(found)) is (poll is not None)


@starts
def test_the_evidence_for_a_start(jtai, start, options, name, poll):
    found = read(jtai("evidence", start, *options.split(), "--format", "json"))
    framework = chosen_framework(options)
    assert_same(found, comparable(framework, name))
    deadlines = read(jtai(*RUNS["deadlines"], start, *options.split(), "--format", "json"))
    for key in ("framework", "fieldwork", "report"):
        assert found[key] == deadlines[key]
    tallies = read(jtai("evidence", "--backtest", "--format", "json"))["tallies"]
    assert found["trust"] == next(
        each for each in tallies if (each["framework"], each["class"]) == (framework, name)
    )


def test_the_likely_date_by_hand(jtai):
    report = read(jtai(*RUNS["deadlines"], "2027-03-08", "--format", "json"))["report"]
    assert only(report["likely"], FIGURES) == {
        "class": "election",  # five letters: 35, 37, 38, 53 and 66 working days
        "n": 5,
        "on_rule": {"days": 34, "date": "2027-05-04", "n": 0},
        "median": {"days": 38, "date": "2027-05-10"},
        "p90": {"days": 66, "date": "2027-06-18"},
        "latest": {"days": 66, "date": "2027-06-18"},
    }


@pytest.mark.parametrize(
    "options",
    [
        "--bank-holiday 2027-07-05=Jubilee",
        "--working-day 2027-08-30",
        "--election 2025-03-20",  # past, and near the report on Bromley
        "--no-elections --election 2025-03-20",
    ],
)
def test_every_command_says_the_same_of_a_start(jtai, options):
    options = ["2027-06-14", *options.split(), "--format", "json"]
    said = [read(jtai(*run, *options))["report"]["likely"] for run in RUNS.values()]
    assert said[0] == said[1] == said[2]


def test_a_proclaimed_bank_holiday_moves_the_likely_date(jtai):
    options = ["2027-06-14", "--bank-holiday", "2027-07-05", "--format", "json"]
    found = read(jtai("evidence", *options))["report"]["likely"]
    assert found["median"] == {"days": 34, "date": add(day("2027-06-18"), 35).isoformat()}


@pytest.mark.parametrize("command", ["deadlines", "plan"])
@pytest.mark.parametrize(
    ("start", "name"),
    [("2027-06-14", "ordinary"), ("2027-03-24", "election"), ("2027-12-06", "winter")],
)
def test_the_likely_date_where_the_report_is_counted_in_calendar_days(jtai, command, start, name):
    basis = ["--report-basis", "calendar", "--format", "json"]
    found = read(jtai(*RUNS[command], start, *basis))
    report = found["report"]
    mine = likely("jtai-2022", name, add(day(start), 4))
    mine["on_rule"] = {"days": 34, "date": report["due"], "n": 0}
    assert only(report["likely"], FIGURES) == mine
    near = bool(polls_near(day(report["due"])))
    assert ("report-near-election" in codes(found)) is near


def test_no_likely_date_of_a_report_that_is_published(jtai, tmp_path):
    known = ["--published", "2027-05-19", "--format", "json"]
    found = read(jtai("deadlines", "--fieldwork-start", "2027-03-24", *known))
    assert found["report"]["likely"] is None
    assert "report-near-election" not in codes(found)
    file = tmp_path / "known.toml"
    file.write_text("fieldwork_start = 2027-03-24\n[actual]\npublished = 2027-05-19\n")
    found = read(jtai("plan", file, "--format", "json"))
    assert found["report"]["likely"] is None
    assert "report-near-election" not in codes(found)


@pytest.mark.parametrize("command", ["deadlines", "plan"])
@pytest.mark.parametrize(("start", "name"), [("2027-06-14", "ordinary"), ("2027-11-15", "winter")])
def test_a_framework_of_ones_own_has_no_letters(jtai, command, start, name):
    own = ROOT / "examples/frameworks/peer-challenge.toml"
    found = read(jtai(*RUNS[command], start, "--framework", own, "--format", "json"))
    mine = {"class": name, "n": 0} | dict.fromkeys(MARKS)
    assert only(found["report"]["likely"], FIGURES) == mine


def test_too_few_letters_to_say(jtai, sheet):
    own = sheet([row("coventry", "2024-06-17")])  # an ordinary one for one near an election
    found = read(jtai("evidence", "2027-03-24", "--from", own, "--format", "json"))
    among = letters([each for each in SHIPPED if each["area"] != "Coventry"])
    assert_same(found, comparable("jtai-2022", "election", among))
    mine = {"class": "election", "n": 4} | dict.fromkeys(MARKS)
    assert only(found["report"]["likely"], FIGURES) == mine


def test_rows_of_ones_own_count_for_the_likely_date(jtai, sheet):
    rows = [row("Exampleshire", "2025-06-09", 44), row("Borsetshire", "2025-07-07", 52)]
    found = read(jtai("evidence", "2027-06-14", "--from", sheet(rows), "--format", "json"))
    among = letters([*SHIPPED, *rows])
    assert_same(found, comparable("jtai-2022", "ordinary", among))
    mine = likely("jtai-2022", "ordinary", day("2027-06-18"), among)
    assert (mine["n"], mine["latest"]["days"]) == (11, 52)
    assert only(found["report"]["likely"], FIGURES) == mine


ELECTIONS = [  # the same inspection: in a file, in a row of a list, in options
    ("2027-10-04", 'elections = [2027-12-02, {date = 2028-06-01, name = "Mayor"}]', "election"),
    ("2027-10-04", 'elections = [{date = 2027-12-02, name = "Mayor"}]', "election"),
    ("2027-10-04", "elections = []", "ordinary"),
    ("2027-03-24", "no_elections = true", "ordinary"),
    ("2027-03-24", "no_elections = false", "election"),
    ("2027-03-24", "no_elections = true\nelections = [2027-05-13]", "election"),
]


@pytest.mark.parametrize(("start", "keys", "name"), ELECTIONS)
def test_elections_in_an_inspection_file(jtai, tmp_path, start, keys, name):
    file = tmp_path / "own.toml"
    file.write_text(f"fieldwork_start = {start}\n{keys}\n")
    found = read(jtai("plan", file, "--format", "json"))
    assert only(found["report"]["likely"], FIGURES) == likely("jtai-2022", name, add(day(start), 4))
    if "{date = 2027-12-02" in keys:
        assert found["report"]["likely"]["election"]["name"] == "Mayor"


def test_elections_in_a_list(jtai, sheet):
    rows = {
        "2027-10-04,2027-12-02;2028-06-01,": "election",
        "2027-10-04,,": "ordinary",
        "2027-03-24,,true": "ordinary",
        "2027-03-24,,yes": "ordinary",
        "2027-03-24,,false": "election",
        "2027-03-24,,no": "election",
        "2027-03-24,2027-05-13,yes": "election",
    }
    own = sheet("\n".join(["fieldwork_start,elections,no_elections", *rows, ""]))
    found = read(jtai("plan", own, "--format", "json"))
    assert [plan["report"]["likely"]["class"] for plan in found] == list(rows.values())


@pytest.mark.parametrize("command", ["deadlines", "plan"])
def test_the_text_has_a_line_for_the_likely_date(jtai, command):
    assert "Report likely" in jtai(*RUNS[command], "2027-06-14").out


@pytest.mark.parametrize("options", [["--election", "2027-12-02=Mayor"], ["--no-elections"]])
def test_a_calendar_takes_elections(jtai, options):
    run = jtai("calendar", "2027-10-04", *options)
    assert run.code == 0, run.err
    assert run.out.startswith("BEGIN:VCALENDAR")


@pytest.mark.parametrize("form", ["table", "csv", "markdown", "svg"])
def test_the_evidence_for_a_start_in_every_format(jtai, form):
    run = jtai("evidence", "2027-03-24", "--format", form)
    assert run.code == 0, run.err
    assert run.out.strip()


# ------------------------------------------------------------------------- 4. the back-test


# Fieldwork in East Sussex began on 24 February 2020, when everybody expected the elections of 7 May
# 2020: they were moved on 13 March.
MOVED, MOVED_ON = dt.date(2020, 5, 7), dt.date(2020, 3, 13)


def class_as_known(mine):
    """The class on the first day of fieldwork: only elections announced by then."""
    start, end = day(mine["fieldwork"]["start"]), day(mine["fieldwork"]["end"])
    polls = [poll for poll in POLLS if ANNOUNCED.get(poll, start) <= start]
    if start < MOVED_ON:
        polls.append(MOVED)
    return class_of(start, end, day(mine["report"]["due"]), polls)


def trial(mine, among):
    framework, name = mine["framework"], class_as_known(mine)
    past = [
        other["report"]["working_days"]
        for other in comparable(framework, name, among)
        if other["published"] < mine["fieldwork"]["start"]
    ]
    took = mine["report"]["working_days"]
    p90 = nine_in_ten(past) if len(past) >= 5 else None
    if p90 is None:
        verdict = "not-said"
    elif took == RULE[framework]:
        verdict = "on-rule"
    else:
        verdict = "inside" if took <= p90 else "outside"
    return {
        "area": mine["area"],
        "fieldwork_start": mine["fieldwork"]["start"],
        "framework": framework,
        "class": name,
        "n": len(past),
        "p90": p90,
        "working_days": took,
        "verdict": verdict,
    }


def tally(framework, name, trials):
    said = [each for each in trials if each["verdict"] != "not-said"]
    inside = sum(each["working_days"] <= each["p90"] for each in said)
    return {
        "framework": framework,
        "class": name,
        "inspections": len(trials),
        "said": len(said),
        "on_rule": sum(each["working_days"] == RULE[framework] for each in said),
        "inside": inside,
        "outside": len(said) - inside,
    }


def reading(framework, basis, among, chosen):
    rule = RULE[framework]
    took = [mine["report"][f"{basis}_days"] for mine in chosen]
    by_day = sum(number <= rule for number in took)
    return {
        "framework": framework,
        "basis": basis,
        "days": rule,
        "among": among,
        "inspections": len(took),
        "on_day": took.count(rule),
        "by_day": by_day,
        "later": len(took) - by_day,
    }


def backtest(among):
    """Trials, tallies and readings."""
    tried = [(mine, trial(mine, among)) for mine in among if mine["framework"]]
    tallies, readings = [], []
    for framework in RULE:
        of_it = [(mine, each) for mine, each in tried if each["framework"] == framework]
        for name in (None, *CLASSES):
            trials = [each for _, each in of_it if name in (None, each["class"])]
            tallies += [tally(framework, name, trials)] if trials else []
        chosen = {
            "all": [mine for mine, _ in of_it],
            "said": [mine for mine, each in of_it if each["verdict"] != "not-said"],
        }
        readings += [
            reading(framework, basis, name, chosen[name])
            for basis in ("working", "calendar")
            for name in chosen
        ]
    return [each for _, each in tried], tallies, readings


def assert_backtest(found, among):
    trials, tallies, readings = backtest(among)
    assert found["schema"] == "jtai.backtest/1"
    assert [only(each, trials[0]) for each in found["trials"]] == trials
    assert by_framework(found["tallies"]) == by_framework(tallies)

    def order(each):
        return each["framework"], each["basis"], each["among"]

    assert sorted(found["readings"], key=order) == sorted(readings, key=order)


def test_the_whole_backtest(jtai):
    found = read(jtai("evidence", "--backtest", "--format", "json"))
    assert len(found["trials"]) == 51
    assert_backtest(found, ALL)


@pytest.mark.parametrize(
    ("area", "right"),
    [  # by hand
        ("South Tyneside", ("election", 0, None, 25, "not-said")),
        ("Wokingham", ("ordinary", 4, None, 34, "not-said")),
        ("Greenwich", ("election", 5, 53, 55, "outside")),
        ("Southend-on-Sea", ("election", 5, 53, 30, "on-rule")),
        ("Sefton", ("ordinary", 14, 30, 58, "outside")),  # its election not yet announced
        ("Portsmouth", ("winter", 5, 35, 32, "inside")),
        ("Rochdale", ("ordinary", 8, 49, 53, "outside")),
        ("Somerset", ("ordinary", 8, 49, 38, "inside")),  # two days before it was announced
        ("Norfolk", ("winter", 4, None, 51, "not-said")),
        ("Bromley", ("ordinary", 8, 49, 34, "on-rule")),
    ],
)
def test_a_trial_by_hand(jtai, area, right):
    trials = read(jtai("evidence", "--backtest", "--format", "json"))["trials"]
    found = next(each for each in trials if each["area"] == area)
    assert tuple(found[key] for key in ("class", "n", "p90", "working_days", "verdict")) == right


def test_a_tally_adds_up(jtai):
    for found in read(jtai("evidence", "--backtest", "--format", "json"))["tallies"]:
        assert found["inside"] + found["outside"] == found["said"] <= found["inspections"]


def test_on_the_rules_day_but_later_than_was_likely(jtai, sheet):
    """Five quick letters: the range said ends before the rule's day."""
    rows = [row(f"Quick{n}", f"2016-05-{17 + n}", 27) for n in range(3)]
    rows += [row(f"Quick{n}", f"2016-06-{10 + n}", 27) for n in range(3, 5)]
    among = letters([*SHIPPED, *rows])
    salford = next(trial(mine, among) for mine in among if mine["area"] == "Salford")
    assert (salford["p90"], salford["verdict"]) == (27, "on-rule")
    found = read(jtai("evidence", "--backtest", "--from", sheet(rows), "--format", "json"))
    assert_backtest(found, among)


@pytest.mark.parametrize("form", ["table", "csv", "markdown"])
def test_the_backtest_in_every_format(jtai, form):
    run = jtai("evidence", "--backtest", "--format", form)
    assert run.code == 0, run.err
    assert run.out.strip()


# --------------------------------------------------------------------------- 5. rows from a file

OWN = [
    row("Exampleshire", "2025-06-09"),
    row("Borsetshire", "2025-11-10", 41, None),
    row("Barchester", "2025-03-03", 45, 71, theme="neglect"),
    row("Loamshire", "2021-06-07"),  # between the two frameworks
    row("Wessex", "2019-02-04", 30),
]


@pytest.mark.parametrize("rows", [OWN[:1], OWN[1:2], OWN[2:3], OWN[3:4], OWN], ids=len)
def test_added_rows_count(jtai, sheet, rows):
    own = sheet(rows)
    among = letters([*SHIPPED, *rows])
    assert_same(read(jtai("evidence", "--from", own, "--format", "json")), among)
    assert_backtest(read(jtai("evidence", "--from", own, "--backtest", "--format", "json")), among)


def test_added_rows_are_filtered_as_the_others(jtai, sheet):
    options = ["--since", "2025-01-01", "--theme", "front-door"]
    found = read(jtai("evidence", "--from", sheet(OWN), *options, "--format", "json"))
    areas = [mine["area"] for mine in found["letters"]]
    assert areas == ["Bromley", "Exampleshire", "Borsetshire"]


def test_what_the_evidence_is_not_given_from_a_file(jtai, sheet):
    before = jtai("evidence", "--format", "json").out
    assert read(jtai("evidence", "--from", sheet(OWN), "--format", "json")) != json.loads(before)
    assert jtai("evidence", "--format", "json").out == before


@pytest.mark.parametrize("area", ["Bromley", "BROMLEY", "bromley"])
def test_a_row_takes_the_place_of_the_shipped_one(jtai, sheet, area):
    mine = row(area, "2025-02-24", 36)  # the same year, on another day
    found = read(jtai("evidence", "--from", sheet([mine]), "--format", "json"))
    rest = [each for each in SHIPPED if each["area"] != "Bromley"]
    assert len(found["letters"]) == 52
    assert_same(found, letters([*rest, mine]))


def test_another_year_is_another_inspection(jtai, sheet):
    mine = row("Bromley", "2024-03-04")
    found = read(jtai("evidence", "--from", sheet([mine]), "--area", "Bromley", "--format", "json"))
    assert_same(found, letters([mine, SHIPPED[-1]]))


def without_source(found):
    lines = [{key: line[key] for key in line if key != "source"} for line in found["letters"]]
    return lines, found["summary"]


def test_its_own_csv_reads_back(jtai, tmp_path):
    own = tmp_path / "own.csv"
    assert jtai("evidence", "--format", "csv", "-o", own).code == 0
    before = read(jtai("evidence", "--format", "json"))
    after = read(jtai("evidence", "--from", own, "--format", "json"))
    assert without_source(after) == without_source(before)
    again = read(jtai("evidence", "--backtest", "--from", own, "--format", "json"))
    assert_backtest(again, ALL)


def test_its_own_csv_of_a_file_reads_back(jtai, sheet, tmp_path):
    first = sheet([{**each, "urn": "80001"} for each in OWN])
    second = tmp_path / "second.csv"
    assert jtai("evidence", "--from", first, "-o", second).code == 0
    before = read(jtai("evidence", "--from", first, "--format", "json"))
    after = read(jtai("evidence", "--from", second, "--format", "json"))
    assert without_source(after) == without_source(before)


@pytest.mark.parametrize("area", ["=1+1", "-1+1", "a|b", "'quoted", '"x", y'])
def test_its_own_csv_of_an_odd_name_reads_back(jtai, sheet, tmp_path, area):
    first, second = sheet([row(area, "2025-06-09")]), tmp_path / "second.csv"
    assert jtai("evidence", "--from", first, "-o", second).code == 0
    after = read(jtai("evidence", "--from", second, "--since", "2025-06-01", "--format", "json"))
    assert [each["area"] for each in after["letters"]] == [area]


@pytest.mark.parametrize(
    ("typed", "theme"),
    [
        ("serious-youth-violence", "serious-youth-violence"),
        ("Serious youth violence", "serious-youth-violence"),
        ("SERIOUS YOUTH violence", "serious-youth-violence"),
        ("serious youth violence (deep dive)", "serious-youth-violence"),
        ("Identification of initial need and risk (front door)", "front-door"),
        ("Something quite new", "Something quite new"),
    ],
)
def test_a_theme_by_its_title(jtai, sheet, typed, theme):
    own = sheet([row("Exampleshire", "2025-06-09", theme=typed)])
    options = ["--from", own, "--area", "Exampleshire", "--format"]
    (found,) = read(jtai("evidence", *options, "json"))["letters"]
    assert found["theme"] == theme
    assert cells(jtai("evidence", *options, "csv"))[0]["theme"] == theme


WRITTEN = {
    "byte-order mark": b"\xef\xbb\xbf" + table(OWN).encode(),
    "CRLF": table(OWN, newline="\r\n"),
    "both": b"\xef\xbb\xbf" + table(OWN, newline="\r\n").encode(),
    "all quoted": table(OWN, quoting=csv.QUOTE_ALL),
    "another order": table(OWN, HEADING[::-1]),
    "no last line end": table(OWN).rstrip("\n"),
    "a note": table([{**each, "note": "late"} for each in OWN], [*HEADING, "note"]),
    "computed columns, wrong": table(
        [{**each, "working_days": "1", "class": "none", "on_rule": "?"} for each in OWN],
        ["class", *HEADING, "working_days", "on_rule"],
    ),
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_how_a_file_may_be_written(jtai, sheet, text):
    found = read(jtai("evidence", "--from", sheet(text), "--format", "json"))
    assert_same(found, letters([*SHIPPED, *OWN]))


@pytest.mark.parametrize(
    "form",
    [
        lambda date: f"{date.day} {date:%B %Y}",
        lambda date: f"{date:%a} {date.day} {date:%b %Y}",
        lambda date: f"{date:%d/%m/%Y}",
    ],
    ids=["worded", "with its weekday", "slashed"],
)
def test_dates_in_every_form(jtai, sheet, form):
    rows = [{**each, **{key: form(day(each[key])) for key in DATES if each[key]}} for each in OWN]
    found = read(jtai("evidence", "--from", sheet(rows), "--format", "json"))
    assert_same(found, letters([*SHIPPED, *OWN]))


def test_a_note_and_the_inspectorates(jtai, sheet):
    mine = row("Exampleshire", "2025-06-09", note="by post", inspectorates="Ofsted; HMICFRS")
    own = sheet(table([mine], [*HEADING, "note"]))
    options = ["--from", own, "--area", "exampleshire", "--format"]
    (found,) = read(jtai("evidence", *options, "json"))["letters"]
    assert (found["note"], found["inspectorates"]) == ("by post", ["Ofsted", "HMICFRS"])
    (line,) = cells(jtai("evidence", *options, "csv"))
    assert (line["note"], line["inspectorates"]) == ("by post", "Ofsted; HMICFRS")


def test_cells_that_may_be_empty(jtai, sheet):
    mine = row("Exampleshire", "2025-06-09", 34, None, inspectorates="")
    own = sheet(table([{**mine, "note": ""}], [*HEADING, "note"]))
    found = read(jtai("evidence", "--from", own, "--area", "Exampleshire", "--format", "json"))
    (line,) = found["letters"]
    assert (line["note"], line["statement_due"], line["inspectorates"]) == (None, None, [])
    assert set(line["statement"].values()) == {None}


@pytest.mark.parametrize("text", [table([]), table([]).strip(), "\ufeff" + table([])])
def test_a_heading_alone_adds_nothing(jtai, sheet, text):
    assert_same(read(jtai("evidence", "--from", sheet(text), "--format", "json")), ALL)


# ------------------------------------------------------------------------------ 6. bad input

GOOD = row("Exampleshire", "2025-06-09")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")


@pytest.fixture
def refused(jtai, tmp_path):
    """Every way of writing refuses the file with one sentence, and nothing is written."""

    def contents():
        return {path: path.is_file() and path.read_bytes() for path in sorted(tmp_path.rglob("*"))}

    def run(*tells, name="own.csv"):
        kept = tmp_path / "kept.json"
        kept.write_text("as it was\n")
        before = contents()
        for options in (
            [],
            ["--format", "json", "-o", tmp_path / "new.json"],
            ["-o", kept, "--force"],
            ["--backtest", "-o", tmp_path / "new.csv"],
            ["2027-03-08", "-o", tmp_path / "new.svg"],
        ):
            result = jtai("evidence", "--from", tmp_path / name, *options)
            first = result.err.partition("\n")[0]
            assert (result.code, result.out) == (2, ""), result.err
            assert first.startswith("jtai: ")
            assert "Traceback" not in result.err
            assert not CONTROL.search(result.err), repr(result.err)
            untold = [
                tell
                for tell in (name, *tells)
                if not re.search(rf"(?<!\w){re.escape(tell)}\b", first)
            ]
            assert not untold, first
            assert contents() == before

    return run


@pytest.mark.parametrize("column", HEADING)
def test_a_missing_column(refused, sheet, column):
    heading = [each for each in HEADING if each != column]
    sheet(table([GOOD], heading, extrasaction="ignore"))
    refused("row 1", column)


def test_an_unknown_column(refused, sheet):
    sheet(table([{**GOOD, "weather": "fine"}], [*HEADING, "weather"]))
    refused("row 1", "weather")


@pytest.mark.parametrize("column", DATES)
@pytest.mark.parametrize("typed", ["2025-02-30", "soon", "04/13/2025", "08/03/25", "2025-03"])
def test_a_date_that_is_none(refused, sheet, column, typed):
    sheet([GOOD, row("Borsetshire", "2025-07-07", **{column: typed})])
    refused("row 3", column)


@pytest.mark.parametrize(
    "column", ["area", "theme", "fieldwork_start", "fieldwork_end", "published"]
)
def test_an_empty_cell(refused, sheet, column):
    sheet([GOOD, row("Borsetshire", "2025-07-07", **{column: ""})])
    refused("row 3", column)


@pytest.mark.parametrize(
    ("column", "changes"),
    [
        ("fieldwork_end", {"fieldwork_end": "2025-07-04"}),  # before fieldwork starts
        ("published", {"published": "2025-07-10"}),  # before fieldwork ends
        ("published", {"published": "2025-07-11"}),  # on the day that it ends
        ("published", {"published": "2026-08-03", "statement_due": ""}),  # over a year
        ("statement_due", {"statement_due": "2025-08-01"}),  # before the report
        ("statement_due", {"published": "2025-08-29", "statement_due": "2025-08-29"}),
        ("statement_due", {"statement_due": "2026-12-01"}),  # over a year
    ],
)
def test_dates_in_an_order_that_cannot_be(refused, sheet, column, changes):
    sheet([GOOD, row("Borsetshire", "2025-07-07", **changes)])
    refused("row 3", column)


def test_fieldwork_of_three_months(refused, sheet):
    own = row("Borsetshire", "2025-01-06", fieldwork_end="2025-04-11", published="2025-06-02")
    sheet([GOOD, own])
    refused("row 3")


@pytest.mark.parametrize("again", ["Exampleshire", "EXAMPLESHIRE"])
def test_the_same_inspection_twice(refused, sheet, again):
    sheet([GOOD, row("Borsetshire", "2025-07-07"), row(again, "2025-01-13")])
    refused("row 4", "2", again)


def test_too_many_cells(refused, sheet):
    sheet(table([GOOD]) + ",".join(row("Borsetshire", "2025-07-07").values()) + ",more\n")
    refused("row 3")


@pytest.mark.parametrize(
    "area", ["a\x1b[31mb", "a\tb", "a\nb", "a\x7fb", "a\x85b", "a\u2028b"], ids=ascii
)
def test_control_characters_in_an_area(refused, sheet, area):
    sheet([{**GOOD, "area": area}])
    refused("row 2", "area")


NOT_SHEETS = {
    "empty": b"",
    "only a byte-order mark": b"\xef\xbb\xbf",
    "an image": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
    "JSON": b'{"letters": []}\n',
    "words": b"Dear colleague,\nplease see below.\n",
    "semicolons": table([GOOD], delimiter=";").encode(),
    "tabs": table([GOOD], delimiter="\t").encode(),
    "Latin-1": table([{**GOOD, "area": "Zo\xeb"}]).encode("latin-1"),
    "UTF-16": table([GOOD]).encode("utf-16"),
    "a quote not closed": (table([GOOD]) + '"').encode(),
    "a NUL": table([{**GOOD, "area": "a\0b"}]).encode(),
}


@pytest.mark.parametrize("content", NOT_SHEETS.values(), ids=NOT_SHEETS)
def test_a_file_that_is_no_sheet(refused, sheet, content):
    sheet(content)
    refused()


def test_a_file_that_is_not_there(refused):
    refused(name="nowhere.csv")


def test_a_folder(refused, tmp_path):
    (tmp_path / "folder.csv").mkdir()
    refused(name="folder.csv")


def many(number, late=3):
    """So many rows of distinct areas, the last few of them in another year."""
    early, recent = row("AREA", "2025-06-09"), row("AREA", "2026-06-15", 36)
    lines = [",".join(each.values()) for each in (early, recent)]
    return table([]) + "".join(
        lines[n >= number - late].replace("AREA", f"Area {n}") + "\n" for n in range(number)
    )


def test_as_many_rows_as_may_be(jtai, sheet):
    own = sheet(many(10_000))
    found = read(jtai("evidence", "--from", own, "--since", "2026-01-01", "--format", "json"))
    assert [each["area"] for each in found["letters"]] == ["Area 9997", "Area 9998", "Area 9999"]
    assert {each["n"] for each in found["summary"]} == {3}
    assert found["summary"][0]["median"] == 36


def test_one_row_too_many(jtai, sheet, tmp_path):
    own, new = sheet(many(10_001)), tmp_path / "new.json"
    run = jtai("evidence", "--from", own, "--since", "2026-01-01", "-o", new)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("jtai: ")
    assert "own.csv" in run.err.partition("\n")[0]
    assert re.search("10[, ]?000", run.err)
    assert not new.exists()


# ------------------------------------------------------------------------------------ 7. SVG

NASTY = '<b>&"x"'
LIVE = ("script", "image", "foreignObject", "iframe", "a", "b")


def picture(text):
    root = ElementTree.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    return root


def names(root):
    return {element.tag.rpartition("}")[2] for element in root.iter()}


@pytest.mark.parametrize(
    ("options", "n"),
    [
        ("", 20),
        ("--framework jtai-2016", 31),
        ("--framework jtai-2022 --class winter", 6),
        ("2027-03-24", 5),
        ("2027-06-14", 9),
        ("2027-12-06 --framework jtai-2016", 7),
        ("--area Bromley", 1),
        ("--area Nowhere", None),
    ],
)
def test_a_picture(jtai, options, n):
    run = jtai("evidence", *options.split(), "--format", "svg")
    assert run.code == 0, run.err
    root = picture(run.out)
    assert "title" in names(root)
    text = " ".join(root.itertext())
    assert text.strip()
    assert n is None or re.search(rf"\b{n}\b", text)
    assert jtai("evidence", *options.split(), "--format", "svg").out == run.out


@pytest.mark.parametrize("options", ["", "2027-03-24", "--theme neglect"])
def test_a_picture_fetches_and_runs_nothing(jtai, options):
    text = jtai("evidence", *options.split(), "--format", "svg").out
    root = picture(text)
    assert not names(root) & set(LIVE)
    assert not re.search(r"<!ENTITY|<!DOCTYPE|<\?xml-stylesheet|@import|javascript:", text)
    for element in root.iter():
        for name, value in element.attrib.items():
            name = name.rpartition("}")[2].lower()
            assert not name.startswith("on"), name
            assert name not in ("href", "src") or value.startswith("#")
            assert not re.search(r"url\((?!['\"]?#)", value)
        if element.tag.endswith("style"):
            assert not re.search(r"url\((?!['\"]?#)", element.text or "")


def test_a_picture_is_written_to_a_file(jtai, tmp_path):
    first, second = tmp_path / "x.svg", tmp_path / "y.svg"
    assert jtai("evidence", "-o", first).code == 0
    assert jtai("evidence", "--format", "svg", "-o", second).code == 0
    assert first.read_bytes() == second.read_bytes()
    picture(first.read_text(encoding="utf-8"))
    assert jtai("evidence", "-o", first).code == 2  # there is one already
    assert jtai("evidence", "-o", first, "--force").code == 0


@pytest.mark.parametrize("options", [[], ["--area", NASTY], ["2027-06-14"]], ids=len)
def test_a_picture_of_nasty_names(jtai, sheet, options):
    rows = [row(NASTY, "2025-06-09", 60), row("]]>&#0;</svg>", "2025-07-07", 61, theme=NASTY)]
    run = jtai("evidence", "--from", sheet(rows), *options, "--format", "svg")
    assert run.code == 0, run.err
    assert not names(picture(run.out)) & set(LIVE)


@pytest.mark.parametrize(
    ("ending", "form"), [("txt", "table"), ("json", "json"), ("csv", "csv"), ("md", "markdown")]
)
def test_the_ending_says_the_format(jtai, tmp_path, ending, form):
    file = tmp_path / f"x.{ending}"
    assert jtai("evidence", "-o", file).code == 0
    assert jtai("evidence", "--format", form, "-o", tmp_path / "other").code == 0
    assert file.read_bytes() == (tmp_path / "other").read_bytes()


# ------------------------------------------------------------------------- 8. hostile names

HOSTILE = ["=1+1", "+1", "-1+1", "@SUM(A1)", "a|b", "[/oops]", "[bold]x[/bold]", NASTY, "*_x_*"]


@pytest.mark.parametrize("area", HOSTILE)
@pytest.mark.parametrize(
    ("options", "form"),
    [
        (options, form)
        for options in ([], ["2027-06-14"], ["--backtest"])
        for form in ("table", "json", "csv", "markdown", "svg")
        if (options, form) != (["--backtest"], "svg")  # there is no picture of the back-test
    ],
    ids=str,
)
def test_a_hostile_area_in_every_format(jtai, sheet, area, options, form):
    own = sheet(
        table([row(area, "2025-06-09", note=area, theme=area, urn=area)], [*HEADING, "note"])
    )
    run = jtai("evidence", *options, "--from", own, "--format", form)
    assert run.code == 0, run.err
    assert "Traceback" not in run.err
    if form == "table" and options != ["--backtest"]:  # which names only what it got wrong
        assert area in run.out
    if form == "json":
        found = read(run)
        named = found.get("trials", found.get("letters"))
        assert area in [each["area"] for each in named]
    if form == "csv":
        found = itertools.chain(*csv.reader(io.StringIO(run.out)))
        assert not [cell for cell in found if re.match(r"\s*[=+@-](?!\d+$)", cell)]
    if form == "markdown":
        assert not re.search(r"(?<![\\`])<b>", run.out)


@pytest.mark.parametrize(
    "options", [[], ["2027-06-14"], ["--backtest"]], ids=["all", "start", "test"]
)
def test_a_pipe_adds_no_cell_in_markdown(jtai, sheet, options):
    def bars(area):
        own = sheet([row(area, "2025-06-09")])
        run = jtai("evidence", *options, "--from", own, "--format", "markdown")
        assert run.code == 0, run.err
        return [len(re.findall(r"(?<!\\)\|", line)) for line in run.out.splitlines()]

    assert bars("a|b|c") == bars("abc")
