"""`jtai days` from outside, against sums worked out by hand."""

import pytest

from tests.plan.answers import is_called, only

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
