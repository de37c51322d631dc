"""The library's bank holidays against GOV.UK's published lists."""

import calendar as calendar_names
import datetime as dt
import tomllib
from importlib.resources import files

import pytest

from jtai_cli.days import bank_holidays
from jtai_cli.days.bank_holidays import (
    FIRST_DAY,
    LAST_DAY,
    REGIONS,
    as_published,
    calendar_for,
    from_library,
    gov_uk_name,
    shipped_days,
    shipped_days_hold,
)
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.shipped.bank_holidays import LIBRARY_FILE, PUBLISHED_UNTIL
from tests import frozen
from tests.conftest import answers, day
from tests.frozen import own_published_until

PUBLISHED = answers("bank_holidays_england.csv")


def test_the_answers_have_every_year_and_the_one_off_days():
    days = {row["date"] for row in PUBLISHED}
    assert {each[:4] for each in days} == {str(year) for year in range(2019, 2029)}
    one_offs = ["2020-05-08", "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08"]
    assert days.issuperset(one_offs)


@pytest.mark.parametrize("region", ["ENG", "WLS"])
def test_the_days_are_those_that_gov_uk_published(region):
    ours = calendar_for(region).between(dt.date(2019, 1, 1), dt.date(2028, 12, 31))
    assert [off.date.isoformat() for off in ours] == [row["date"] for row in PUBLISHED]


def test_every_working_day_of_ten_years_is_a_weekday_that_gov_uk_does_not_list():
    calendar = calendar_for("ENG")
    listed = {row["date"] for row in PUBLISHED}
    for number in range((dt.date(2029, 1, 1) - dt.date(2019, 1, 1)).days):
        date = dt.date(2019, 1, 1) + dt.timedelta(days=number)
        expected = date.weekday() < 5 and date.isoformat() not in listed
        assert calendar.is_working(date) == expected, date


def test_the_names_are_those_of_gov_uk():
    ours = {off.date.isoformat(): off.name for off in calendar_for("ENG").days_off}
    for row in PUBLISHED:
        note = f" ({row['note']})" if row["note"] else ""
        assert ours[row["date"]] == f"{row['title']}{note}".replace(" (VE day)", "")


# Read off GOV.UK's lists for Scotland and Northern Ireland.
@pytest.mark.parametrize(
    ("region", "date", "name"),
    [
        ("SCT", "2027-01-04", "2nd January (substitute day)"),
        ("SCT", "2027-08-02", "Summer bank holiday"),
        ("SCT", "2012-06-05", "Queen's Diamond Jubilee"),
        ("SCT", "2026-06-15", "World Cup bank holiday"),
        ("SCT", "2027-11-30", "St Andrew's Day"),
        ("NIR", "2027-03-17", "St Patrick's Day"),
        ("NIR", "2027-07-12", "Battle of the Boyne (Orangemen's Day)"),
        ("NIR", "2027-08-30", "Summer bank holiday"),
    ],
)
def test_days_of_the_other_regions(region, date, name):
    assert calendar_for(region).why_off(day(date)) == name
    assert day(date) in {off.date for off in calendar_for(region).days_off}


@pytest.mark.parametrize("date", ["2027-03-29", "2027-08-30"])
def test_scotland_works_when_england_does_not(date):
    assert not calendar_for("ENG").is_working(day(date))
    assert calendar_for("SCT").is_working(day(date))


def test_extra_bank_holidays_and_extra_working_days():
    moved = calendar_for(
        "ENG",
        extra_bank_holidays=[NamedDay(day("2027-06-04"), "A jubilee")],
        extra_working_days=[day("2027-05-31")],
    )
    assert moved.why_off(day("2027-06-04")) == "A jubilee"
    assert moved.is_working(day("2027-05-31"))
    assert not calendar_for("ENG").is_working(day("2027-05-31"))  # others are not touched


def test_a_name_that_is_published_is_not_replaced():
    same = calendar_for("ENG", extra_bank_holidays=[NamedDay(day("2027-03-26"), "Extra")])
    assert same.why_off(day("2027-03-26")) == "Good Friday"


def test_what_the_answers_hold_counts_as_published():
    """Another year may come into days/published.toml before it comes into the answers."""
    assert f"{PUBLISHED[-1]['date'][:4]}-12-31" <= own_published_until().isoformat()


def test_the_range_is_stated_and_the_projection_begins_after_what_is_published():
    for region in REGIONS:
        calendar = calendar_for(region)
        assert (calendar.first, calendar.last) == (FIRST_DAY, LAST_DAY)
        assert calendar.published_until == PUBLISHED_UNTIL
        assert calendar.why_off(dt.date(2100, 12, 27)) is not None


def test_two_holidays_on_one_day_keep_both_names():
    name = gov_uk_name("New Year Holiday; New Year's Day (observed)")
    assert name == "2nd January and New Year's Day (substitute day)"


@pytest.mark.parametrize("region", REGIONS)
def test_the_days_that_ship_are_those_of_the_library_and_in_order(region):
    if not shipped_days_hold():
        pytest.skip("another library than the one from which they were made: it is asked itself")
    days = shipped_days(region)
    assert days == from_library(region)
    assert list(days) == sorted(days)


@pytest.fixture
def forgotten():
    """What the library said is forgotten, before the test and after it."""
    for asked in (bank_holidays.shipped_days_hold, bank_holidays._published):
        asked.cache_clear()
    yield
    for asked in (bank_holidays.shipped_days_hold, bank_holidays._published):
        asked.cache_clear()


@pytest.mark.parametrize("file", [(7591, 1), None])
def test_a_library_with_another_file_of_the_united_kingdom_is_asked(file, monkeypatch, forgotten):
    monkeypatch.setattr(bank_holidays, "library_file", lambda: file)
    monkeypatch.setattr(bank_holidays, "from_library", lambda region: {day("2027-01-01"): "New"})
    assert bank_holidays._published("ENG") == {day("2027-01-01"): "New"}


def test_a_library_with_the_file_from_which_they_were_made_is_not_asked(monkeypatch, forgotten):
    monkeypatch.setattr(bank_holidays, "library_file", lambda: LIBRARY_FILE)
    monkeypatch.delattr(bank_holidays, "from_library")
    assert bank_holidays._published("SCT")[day("2027-11-30")] == "St Andrew's Day"


def test_what_is_published_is_a_table_with_a_source_in_every_row():
    text = (files("jtai_cli.days") / "published.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["published"]
    assert [row["until"] for row in rows] == sorted(row["until"] for row in rows)
    assert rows[-1]["until"] == own_published_until()
    assert all(row["source"] and row["url"] and row["read"] for row in rows)


def test_the_month_in_which_the_table_was_read_is_said():
    rows = tomllib.loads((files("jtai_cli.days") / "published.toml").read_text(encoding="utf-8"))
    year, month = rows["published"][-1]["read"].split("-")
    assert f"{calendar_names.month_name[int(month)]} {year}" == frozen.bank_holidays.OWN.READ
    assert as_published(calendar_for("ENG")) == (
        "as published by November 2026, to Sunday 31 December 2028"
    )
