"""What published inspections did, and the likely date, reckoned from the dates in letters alone.

They are those of answers/letters.csv and of letters_found_later.csv here. It knows nothing of the
program: every figure is worked out from the dates of the letters, with the calendar, the polls and
the counts of this folder.
"""

import datetime as dt
import math
import statistics
from fractions import Fraction
from operator import itemgetter
from pathlib import Path

from tests.harness import answers, day, rows_of
from tests.oracle.days import add, working_days
from tests.oracle.polls import ANNOUNCED, POLLS, polls_near

RULE = {"jtai-2016": 30, "jtai-2022": 34}
CLASSES = ("ordinary", "christmas", "election")
MARKS = ("earliest", "middle", "latest")

# Areas that had no poll of their own in May, of those with a report due near one: nothing was
# elected in Bradford and Hounslow in 2017, in Surrey only its districts in 2023, in London in 2025.
NO_POLL = {("bradford", 2017), ("hounslow", 2017), ("surrey", 2023), ("bromley", 2025)}

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


def polls_of(area, due, polls=POLLS):
    """The polls near a date that hold the reports of an area back."""
    return [
        poll
        for poll in polls_near(due, polls)
        if poll in ANNOUNCED or (area.lower(), poll.year) not in NO_POLL
    ]


def class_of(area, end, due, polls=POLLS):
    if due and polls_of(area, due, polls):
        return "election"
    return "christmas" if due and end < dt.date(end.year, 12, 25) <= due else "ordinary"


def base_of(area, due, polls=POLLS):
    """The day from which a report is late."""
    return max([due, *polls_of(area, due, polls)])


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
        "class": class_of(row["area"], end, due),
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
        "middle": statistics.median_low(values),
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


def comparable(name, among=ALL):
    """The latest nine letters of a class, in the order in which they came."""
    of_it = [mine for mine in among if mine["framework"] and mine["class"] == name]
    return sorted(of_it, key=lambda mine: (mine["published"], mine["fieldwork"]["start"]))[-9:]


def lateness(mine):
    base = base_of(mine["area"], day(mine["report"]["due"]))
    published = day(mine["published"])
    return working_days(base, published) if published > base else 0


def level(n):
    """Of the largest of n, but for the four in five that is the most ever said."""
    return min(Fraction(4, 5), Fraction(n, n + 1))


def rank(n):
    return next((k for k in range(1, n + 1) if Fraction(k, n + 1) >= Fraction(4, 5)), n)


def said_of(days, end):
    return {
        name: {"days": number, "date": add(end, number).isoformat()}
        for name, number in zip(MARKS, days, strict=True)
    }


def likely(framework, name, end, poll=None, among=ALL):
    """The figures of report.likely for a fieldwork end, a class and the poll that holds it."""
    late = sorted(map(lateness, comparable(name, among)))
    if not late:
        return None
    n, rule = len(late), RULE[framework]
    due = add(end, rule)
    base = rule + (working_days(due, poll) if poll and poll > due else 0)
    latest = late[rank(n) - 1] if name == "ordinary" else max(late)
    return {
        "class": name,
        "level": float(round(level(n), 2)),
        "n": n,
        "inside": sum(days <= latest for days in late),
        **said_of((rule, base + statistics.median_low(late), base + latest), end),
    }


def likely_statement(received, among=ALL, *, known=False):
    """The figures of statement.likely: the shortest run that holds so many of all waits."""
    found = (mine["statement"]["working_days"] for mine in among)
    waits = sorted(days for days in found if days is not None)
    n = len(waits)
    if n < 2:
        return None
    k = rank(n)
    runs = [waits[first : first + k] for first in range(n - k + 1)]
    width = min(run[-1] - run[0] for run in runs)
    run = [run for run in runs if run[-1] - run[0] == width][-1]
    return {
        "class": None,
        "level": float(round(level(n), 2)) if known else None,
        "n": n,
        "inside": sum(run[0] <= days <= run[-1] for days in waits),
        **said_of((run[0], statistics.median_low(waits), run[-1]), received),
    }


def likely_after(report, among=ALL):
    """The figures of statement.likely while the report is likely: both ranges, end to end."""
    waits = likely_statement(day("2027-01-04"), among)
    if waits is None or report is None:
        return None
    days = {
        key: {
            "days": report[key]["days"] + waits[key]["days"],
            "date": add(day(report[key]["date"]), waits[key]["days"]).isoformat(),
        }
        for key in MARKS
    }
    return {**waits, **days}


# Fieldwork in East Sussex began on 24 February 2020, when everybody expected the elections of 7 May
# 2020: they were moved on 13 March.
MOVED, MOVED_ON = dt.date(2020, 5, 7), dt.date(2020, 3, 13)


def polls_known(start):
    """The polls that were expected on a day: of the general ones those announced by then."""
    polls = [poll for poll in POLLS if ANNOUNCED.get(poll, start) <= start]
    return [*polls, MOVED] if start < MOVED_ON else polls


def trial(mine, among):
    framework, area, start = mine["framework"], mine["area"], mine["fieldwork"]["start"]
    end, due = day(mine["fieldwork"]["end"]), day(mine["report"]["due"])
    polls = polls_known(day(start))
    name = class_of(area, end, due, polls)
    earlier = [other for other in among if other["published"] < start]
    said = likely(framework, name, end, base_of(area, due, polls), earlier)
    took = mine["report"]["working_days"]
    right = said and said["earliest"]["days"] <= took <= said["latest"]["days"]
    verdict = "not-said"
    if said:
        verdict = "on-rule" if took == RULE[framework] else "inside" if right else "outside"
    return {
        "area": area,
        "fieldwork_start": start,
        "framework": framework,
        "class": name if said else None,
        "n": said["n"] if said else 0,
        "level": said["level"] if said else None,
        **{key: said[key]["days"] if said else None for key in MARKS},
        "working_days": took,
        "verdict": verdict,
    }


def mean(numbers):
    return sum(numbers) / len(numbers) if numbers else None


def tally(which, trials):
    said = [each for each in trials if each["verdict"] != "not-said"]
    return {
        "which": which,
        "inspections": len(trials),
        "said": len(said),
        "on_rule": sum(each["verdict"] == "on-rule" for each in said),
        "right": sum(each["verdict"] != "outside" for each in said),
        "level": mean([float(level(each["n"])) for each in said]),
        "past_rule": mean([each["latest"] - each["earliest"] for each in said]),
    }


def tallies(trials):
    """Of all, of each class and framework, and of each stated level, where there are any."""
    levels = sorted({each["level"] for each in trials if each["level"]})
    groups = [
        ("all", trials),
        *((name, [each for each in trials if each["class"] == name]) for name in CLASSES),
        *((name, [each for each in trials if each["framework"] == name]) for name in RULE),
        *((f"level {at:.2f}", [each for each in trials if each["level"] == at]) for at in levels),
    ]
    return [tally(which, chosen) for which, chosen in groups if chosen]


def reading(framework, basis, chosen):
    rule = RULE[framework]
    took = [mine["report"][f"{basis}_days"] for mine in chosen]
    by_day = sum(number <= rule for number in took)
    return {
        "framework": framework,
        "basis": basis,
        "days": rule,
        "inspections": len(took),
        "on_day": took.count(rule),
        "by_day": by_day,
        "later": len(took) - by_day,
    }


def statement_trial(mine, among):
    """Whether the letter's date lay in what was said of it; None where nothing was."""
    earlier = [other for other in among if other["published"] < mine["fieldwork"]["start"]]
    said = likely_statement(day(mine["published"]), earlier, known=True)
    days = mine["statement"]["working_days"]
    if said is None or days is None:
        return None
    return said["earliest"]["days"] <= days <= said["latest"]["days"]


def both_tried(among=ALL):
    """Of how many statements a range was said when fieldwork started, and how often rightly."""
    found = []
    for mine in (mine for mine in among if mine["framework"] and mine["statement_due"]):
        start, due = mine["fieldwork"]["start"], day(mine["report"]["due"])
        end, polls = day(mine["fieldwork"]["end"]), polls_known(day(start))
        earlier = [other for other in among if other["published"] < start]
        name = class_of(mine["area"], end, due, polls)
        base = base_of(mine["area"], due, polls)
        said = likely_after(likely(mine["framework"], name, end, base, earlier), earlier)
        if said:
            dates = said["earliest"]["date"], said["latest"]["date"]
            found.append(dates[0] <= mine["statement_due"] <= dates[1])
    return len(found), sum(found)


def backtest(among):
    """Trials, tallies, readings, and of how many statements it was said and right."""
    tried = [mine for mine in among if mine["framework"]]
    tried.sort(key=lambda mine: (mine["fieldwork"]["start"], mine["area"]))
    trials = [trial(mine, among) for mine in tried]
    readings = [
        reading(framework, basis, chosen)
        for framework in RULE
        if (chosen := [mine for mine in tried if mine["framework"] == framework])
        for basis in ("working", "calendar")
    ]
    statements = [right for mine in tried if (right := statement_trial(mine, among)) is not None]
    return trials, tallies(trials), readings, {"said": len(statements), "right": sum(statements)}


def trusted(name, among=ALL):
    """How often what is said of a class was right."""
    found = next((each for each in backtest(among)[1] if each["which"] == name), None)
    return {"said": found["said"], "right": found["right"]} if found else {"said": 0, "right": 0}


def clopper_pearson(right, said, outside=0.05):
    """The share of successes from which so many of so many would not surprise, both ways."""

    def at_least(least, share):
        return sum(
            math.comb(said, n) * share**n * (1 - share) ** (said - n)
            for n in range(least, said + 1)
        )

    def where(holds):
        low, high = 0.0, 1.0
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if holds(middle) else (low, middle)
        return low

    least = where(lambda share: at_least(right, share) < outside / 2) if right else 0.0
    most = where(lambda share: 1 - at_least(right + 1, share) > outside / 2)
    return least, most if right < said else 1.0
