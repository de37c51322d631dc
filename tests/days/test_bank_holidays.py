"""The library's bank holidays against GOV.UK's published lists."""

import datetime as dt

import pytest

from jtai_cli.days import bank_holidays
from jtai_cli.days.bank_holidays import (
    FIRST_DAY,
    LAST_DAY,
    PUBLISHED_UNTIL,
    REGIONS,
    calendar_for,
    from_library,
    gov_uk_name,
    kept_answers,
    kept_rows,
)
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.installed import shipped_file
from tests.conftest import answers, day, rewrite_kept

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


def test_the_range_is_stated_and_the_projection_begins_after_what_is_published():
    for region in REGIONS:
        calendar = calendar_for(region)
        assert (calendar.first, calendar.last) == (FIRST_DAY, LAST_DAY)
        assert calendar.published_until == PUBLISHED_UNTIL == dt.date(2028, 12, 31)
        assert calendar.why_off(dt.date(2100, 12, 27)) is not None


def test_two_holidays_on_one_day_keep_both_names():
    name = gov_uk_name("New Year Holiday; New Year's Day (observed)")
    assert name == "2nd January and New Year's Day (substitute day)"


@pytest.mark.parametrize("region", REGIONS)
def test_the_kept_answers_are_those_of_the_library(region, request):
    library = from_library(region)
    if request.config.getoption("--rewrite"):
        rewrite_kept(region, "".join(f"{date},{name}\n" for date, name in library.items()))
    kept = kept_answers(region)
    if kept is None:  # a newer library than the one that the table is from
        assert bank_holidays._published(region) == library
    else:
        assert kept == library
        assert list(kept) == sorted(kept)


def test_a_kept_table_is_used_under_its_own_version_with_any_ends_of_lines(monkeypatch):
    whole = shipped_file("shipped/tables/ENG.csv")
    version = whole.split(b",")[0].decode().removeprefix("# holidays ")
    monkeypatch.setattr(bank_holidays, "imported_version", {"holidays": version}.get)
    kept = kept_answers("ENG")
    assert kept[day("2027-03-26")] == "Good Friday"
    assert kept_rows("waits")[0].startswith("jtai-2022,")
    windows = whole.replace(b"\n", b"\r\n")
    monkeypatch.setattr(bank_holidays, "shipped_file", {"shipped/tables/ENG.csv": windows}.get)
    assert kept_answers("ENG") == kept


def test_another_version_is_asked_itself(monkeypatch):
    monkeypatch.setattr(bank_holidays, "imported_version", lambda _: "999.1")
    assert kept_answers("ENG") is None
    bank_holidays._published.cache_clear()
    monkeypatch.setattr(bank_holidays, "from_library", lambda region: {day("2027-01-01"): "New"})
    assert bank_holidays._published("ENG") == {day("2027-01-01"): "New"}
    bank_holidays._published.cache_clear()
