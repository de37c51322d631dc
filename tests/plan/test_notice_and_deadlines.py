"""`jtai notice` and `jtai deadlines` from outside, against answers worked out by hand.

Those about notice stand in answers/notice.csv, each with its working.
"""

import csv

import pytest

from tests.harness import ANSWERS
from tests.plan.answers import sources_in, text


def notices():
    lines = (ANSWERS / "notice.csv").read_text("utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return [
        pytest.param(row, id="-".join((row["notified"], row["fieldwork_start"], row["framework"])))
        for row in rows
    ]


# ------------------------------------------------------------------------------------------- Notice


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


# ---------------------------------------------------------------------------------------- Deadlines


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


@pytest.mark.parametrize(
    ("given", "framework", "days", "not_on"),
    [
        # From Monday 30 March 2020; jtai-2016 was in force to the end of that month.
        ("--fieldwork-end 2020-04-03", "jtai-2016", 30, None),
        ("--fieldwork-end 2020-04-04", "jtai-2016", 30, None),  # a Saturday
        ("--fieldwork-end 2020-04-06", "jtai-2016", 30, None),  # from Tuesday 31 March
        ("--fieldwork-end 2020-04-07", "jtai-2022", 34, "2020-04-01"),
        ("--fieldwork-end 2020-04-03 --fieldwork-days 2", "jtai-2022", 34, "2020-04-02"),
        ("--fieldwork-end 2020-04-03 --framework jtai-2022", "jtai-2022", 34, "2020-03-30"),
        ("--fieldwork-end 2022-04-01", "jtai-2022", 34, None),
        ("--published 2020-03-31", "jtai-2016", None, None),
        ("--published 2020-05-11", "jtai-2022", None, "2020-05-11"),
    ],
)
def test_the_framework_is_that_of_the_start_of_fieldwork(jtai, given, framework, days, not_on):
    answer = jtai("deadlines", *given.split(), "--format", "json").json()
    assert answer["framework"]["id"] == framework
    assert (answer["report"] or {}).get("days") == days
    warned = {each["date"] for each in answer["warnings"] if "in-force" in each["code"]}
    assert warned == ({not_on} if not_on else set())
