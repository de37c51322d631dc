"""What published inspections did, and the likely date, reckoned from the dates in letters alone.

They are those of answers/letters.csv and of letters_found_later.csv here. It knows nothing of the
program: every figure is worked out from the dates of the letters, with the calendar, the polls and
the counts of this folder.
"""

import datetime as dt
import statistics
from operator import itemgetter
from pathlib import Path

from tests.harness import answers, day, rows_of
from tests.oracle.days import add, days_of, working_days
from tests.oracle.polls import ANNOUNCED, POLLS, polls_near

RULE = {"jtai-2016": 30, "jtai-2022": 34}
CLASSES = ("ordinary", "winter", "election")
MARKS = ("on_rule", "earliest", "median", "p90", "latest")

THEMES = {
    "exploitation-missing": "South Tyneside|Oxfordshire|Central Bedfordshire|Croydon|Liverpool",
    "domestic-abuse": (
        "Salford|Lincolnshire|Wiltshire|Hampshire|Bradford|Hounslow|Medway|Durham"
        "|Hertfordshire|Norfolk"  # under the second framework
    ),
    "neglect": (
        "Wokingham|Peterborough|Cheshire West and Chester|Bristol|Stockton-on-Tees|Haringey"
    ),
    "exploitation-gangs-missing": "Greenwich|Southend-on-Sea",
    "sexual-abuse-family": "York|Cornwall|Shropshire|Islington|Bracknell Forest|Derby",
    "exploitation-sexual-criminal": "Northumberland|Halton",
    "mental-health": "Sefton|Milton Keynes|Plymouth|Portsmouth|Bexley|East Sussex",
    "front-door": (
        "Solihull|Windsor and Maidenhead|Barnsley|Walsall|Lewisham|Blackburn with Darwen"
        "|Gloucestershire|Sutton|Torbay|Buckinghamshire|Rochdale|Richmond upon Thames|Blackpool"
        "|Bromley"
    ),
    "criminal-exploitation": "Kirklees|Cheshire East",
    "early-help": "Wirral|Sunderland|Bedford|Surrey|Harrow",
    "serious-youth-violence": "Manchester|Merton|Lancashire|Leeds|Coventry|Somerset",
}
THEME = {area: theme for theme, areas in THEMES.items() for area in areas.split("|")}
WITHOUT_PROBATION = ("front-door", "criminal-exploitation", "early-help")


def inspectorates(area):
    all_four = ["Ofsted", "CQC", "HMICFRS", "HMI Probation"]
    without = THEME[area] in WITHOUT_PROBATION and area != "Solihull"
    return all_four[:3] if without else all_four


ROWS = sorted(
    [
        *answers("letters.csv"),
        *rows_of(Path(__file__).with_name("letters_found_later.csv")),
    ],
    key=itemgetter("fieldwork_start"),
)
SHIPPED = [
    {**row, "theme": THEME[row["area"]], "inspectorates": "; ".join(inspectorates(row["area"]))}
    for row in ROWS
]


def framework_of(start):
    if dt.date(2016, 2, 1) <= start <= dt.date(2020, 3, 31):
        return "jtai-2016"
    return "jtai-2022" if start >= dt.date(2022, 3, 28) else None


def class_of(start, end, due, polls=POLLS):
    if due and polls_near(due, polls):
        return "election"
    fieldwork = days_of(start, end)
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
        "earliest": on(min(took)),
        "median": on(statistics.median_low(took)),
        "p90": on(nine_in_ten(took)),
        "latest": on(max(took)),
    }


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
