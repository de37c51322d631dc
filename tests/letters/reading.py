"""What the tests of letters share: reading the program's answers, and made-up letters."""

import csv
import io
import json

import pytest

from tests.harness import day
from tests.oracle.days import add
from tests.oracle.letters import ALL, backtest, by_framework, summary


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
    "--class christmas": [in_class("christmas")],
    "--class election": [in_class("election")],
    "--fieldwork-month 12": [december],
    "--fieldwork-month December": [december],
    "--fieldwork-month dec": [december],
    "--fieldwork-month 1": [months(1)],
    "--fieldwork-month May --fieldwork-month 6": [months(5, 6)],
    "--theme front-door --class election": [front_door, in_class("election")],
    "--framework jtai-2022 --class christmas": [new, in_class("christmas")],
    "--framework jtai-2022 --since 2024-01-01": [new, since("2024-01-01")],
    "--theme front-door --framework jtai-2022 --class ordinary --since 2023-01-01 "
    "--fieldwork-month may --fieldwork-month 7": [
        *(front_door, new, in_class("ordinary")),
        *(since("2023-01-01"), months(5, 7)),
    ],
    "--area Solihull": [lambda mine: mine["area"] == "Solihull"],  # in no summary
}


def kept(options):
    found = [mine for mine in ALL if all(test(mine) for test in FILTERS[options])]
    assert found
    return found


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
    ("2026-11-02", "", "ordinary", None),  # due on Christmas Eve
    ("2026-11-03", "", "christmas", None),  # due on 29 December
    ("2026-11-16", "", "christmas", None),
    ("2027-12-13", "", "christmas", None),
    ("2027-12-20", "", "christmas", None),  # its last day is Christmas Eve
    ("2027-12-22", "", "ordinary", None),  # its last day is 30 December
    ("2027-10-04", "--election 2027-12-02=By-election", "election", "2027-12-02"),
    ("2027-10-04", "--election 2027-12-30", "election", "2027-12-30"),
    ("2027-10-04", "--election 2028-03-02", "ordinary", None),
    ("2027-10-04", "--election 2027-11-11", "election", "2027-11-11"),  # 14 days after
    ("2027-10-04", "--election 2027-11-10", "ordinary", None),
    ("2027-10-04", "--election 2028-06-01 --election 2027-12-02", "election", "2027-12-02"),
    ("2027-11-15", "--election 2028-01-20", "election", "2028-01-20"),  # before christmas
    ("2027-03-24", "--no-elections", "ordinary", None),
    ("2027-03-24", "--no-elections --election 2027-05-13", "election", "2027-05-13"),
    ("2027-11-15", "--no-elections", "christmas", None),
    ("2027-06-14", "--framework jtai-2016", "ordinary", None),
    ("2027-12-06", "--framework jtai-2016", "christmas", None),
    ("2027-03-24", "--framework jtai-2016", "election", "2027-05-06"),
]
starts = pytest.mark.parametrize(
    ("start", "options", "name", "poll"),
    STARTS,
    ids=[" ".join(each[:2]).strip() for each in STARTS],
)


def assert_backtest(found, among):
    trials, tallies, readings, statements = backtest(among)
    assert found["schema"] == "jtai.backtest/1"
    assert found["trials"] == trials
    assert len(found["tallies"]) == len(tallies)
    for each, mine in zip(found["tallies"], tallies, strict=True):
        assert each == pytest.approx(mine)

    def order(each):
        return each["framework"], each["basis"]

    assert sorted(found["readings"], key=order) == sorted(readings, key=order)
    assert only(found["statements"], statements) == statements


OWN = [
    row("Exampleshire", "2025-06-09"),
    row("Borsetshire", "2025-11-10", 41, None),
    row("Barchester", "2025-03-03", 45, 71, theme="neglect"),
    row("Loamshire", "2021-06-07"),  # between the two frameworks
    row("Wessex", "2019-02-04", 30),
]

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
