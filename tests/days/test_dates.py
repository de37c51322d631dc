"""What is read as a date, what is refused, and what the refusal says."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtai_cli.days.dates import is_day_first, is_short, london, read_date
from jtai_cli.errors import DateNotUnderstood
from jtai_cli.wording import long_date, short_date

MARCH_8 = dt.date(2027, 3, 8)


@pytest.mark.parametrize(
    "text",
    [
        "2027-03-08",
        "8 March 2027",
        "8 Mar 2027",
        "08 march 2027",
        "Mon 8 March 2027",
        "Monday 8 March 2027",
        "Monday, 8 March 2027",
        "08/03/2027",
        "8/3/2027",
        "  8   March  2027 ",
        "8 MARCH 2027",
        "8th March 2027",
        "Monday 8th of March, 2027",
        "the 8th of March 2027",
        "Monday the 8th March 2027",
        "Mon. 8 Mar. 2027",
        "08-Mar-2027",
        "8-March-2027",
        "08Mar2027",
        "8.3.2027",
        "08.03.2027",
        "8-3-2027",
        "2027/03/08",
        "2027.03.08",
        "2027-3-8",
        "March 8, 2027",
        "Monday, March 8th, 2027",
        "Mar-08-2027",
        "2027-03-08 00:00",
        "2027-03-08 00:00:00",
        "2027-03-08T00:00:00",
        "2027-03-08T00:00:00Z",
        "2027-03-08T00:00:00.000Z",
        "2027-03-08T00:00:00+00:00",
        "08/03/2027 00:00",
        "8 March 2027, 0:00",
        "08/03/2027 12:00:00 AM",
        "8\N{NO-BREAK SPACE}March\N{NARROW NO-BREAK SPACE}2027",
        "2027\N{EN DASH}03\N{EN DASH}08",
        "\N{LEFT-TO-RIGHT MARK}08/\N{LEFT-TO-RIGHT MARK}03/2027",
    ],
)
def test_read(text):
    assert read_date(text) == MARCH_8


def test_today_is_an_argument():
    assert read_date("today", today=MARCH_8) == MARCH_8
    with pytest.raises(DateNotUnderstood, match=r"^'today' .* 'today' changes from day to day"):
        read_date("today")


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("04/13/2027", "there is no month 13"),
        ("04/13/2027", "2027-04-13"),
        ("13/13/2027", "there is no month 13"),
        ("30 February 2027", "February 2027 has 28 days"),
        ("2028-02-30", "February 2028 has 29 days"),
        ("2027-02-29", "28 days"),
        ("0 March 2027", "no day 0"),
        ("2027-00-10", "no month 0"),
        ("0000-01-01", "no year 0"),
        ("08/03/27", "two digits"),
        ("8 March 27", "two digits"),
        ("8-Mar-27", "two digits"),
        ("8-Mar-27", "Type 2027-03-08 if you mean Monday 8 March 2027"),
        ("8 March \N{RIGHT SINGLE QUOTATION MARK}27", "two digits"),
        ("06/14/27", "there is no month 14"),
        ("8th March", "no year"),
        ("1th March 2027", "1 is written 1st"),
        ("22th March 2027", "22 is written 22nd"),
        ("Tue 8th March 2027", "8 March 2027 is a Monday"),
        ("Tuesday, March 8, 2027", "8 March 2027 is a Monday"),
        ("8 Ma 2027", "not the name of a month"),
        ("46454", "in Excel this number stands for Monday 8 March 2027"),
        ("46454.0", "type 2027-03-08"),
        ("46454.5", "form"),
        ("99999", "form"),
        ("08/03/2027 09:30", "a time stands behind it (09:30)"),
        ("2027-03-08T23:00:00Z", "a time stands behind it (23:00:00Z)"),
        ("2027-03-08 12:00", "a time stands behind it"),
        ("March 2027", "no day"),
        ("2027-03", "no day"),
        ("03/2027", "no day"),
        ("8 March", "no year"),
        ("Mon 8 March", "no year"),
        ("08/03", "no year"),
        ("", "empty"),
        ("   ", "empty"),
        ("Tue 8 March 2027", "8 March 2027 is a Monday"),
        ("Xyz 8 March 2027", "not the name of a weekday"),
        ("8 Mars 2027", "not the name of a month"),
        ("8 March 2027 at noon", "form"),
        ("2027-03-08T09:00", "Type the day that is meant alone, such as 2027-03-08"),
        ("2027-03-08 x", "form"),
        ("20270308", "form"),
        ("٨ March 2027", "form"),
        ("tomorrow", "form"),
        ("next Monday", "form"),
    ],
)
def test_refused(text, telling):
    with pytest.raises(DateNotUnderstood) as caught:
        read_date(text)
    message = str(caught.value)
    assert telling in message
    assert repr(text) in message
    assert "ype" in message


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("12/13/2027", "13/12/2027"),
        ("01/31/2027", "31/01/2027"),
        ("13/13/2027", None),
        ("0/13/2027", None),
        ("04/32/2027", None),
        ("2027-13-04", None),
    ],
)
def test_a_month_first_date_is_turned_round_only_in_the_advice(text, turned):
    with pytest.raises(DateNotUnderstood) as caught:
        read_date(text)
    advice = str(caught.value).split(". ")[-1]
    assert advice.startswith(f"Type {turned} or" if turned else "Type a date as")


def test_a_long_text_is_quoted_short():
    with pytest.raises(DateNotUnderstood) as caught:
        read_date("x" * 10_000)
    assert len(str(caught.value)) < 300


@given(st.dates(dt.date(1000, 1, 1)))
def test_what_people_are_shown_is_read_back(date):
    shown = (date.isoformat(), long_date(date), short_date(date), f"{date:%d/%m/}{date.year}")
    assert {read_date(text) for text in shown} == {date}


@given(st.text())
def test_any_other_text_is_refused_and_never_crashes(text):
    try:
        assert isinstance(read_date(text, today=MARCH_8), dt.date)
    except DateNotUnderstood as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("text", [" 03/04/2027 ", "3.4.2027", "03/04/2027 00:00", "3-4-27"])
def test_numbers_that_are_read_day_first_are_known(text):
    assert is_day_first(text)


@pytest.mark.parametrize("text", ["2027-04-03", "2027/04/03", "3 April 2027", "03-Apr-2027"])
def test_what_cannot_be_month_first_is_not_said_out_loud(text):
    assert not is_day_first(text)


def test_years_of_two_digits_are_read_where_that_is_asked_for():
    for text in ("08-Mar-27", "08/03/27", "8 March '27", "March 8, 27", "8.3.27 00:00"):
        assert is_short(text)
        assert read_date(text, short_years=True) == MARCH_8
    assert not any(map(is_short, ("08/03/2027", "2027-03-08", "27", "8 March", "")))


def test_london_keeps_summer_time():
    summer = dt.datetime(2027, 7, 1, 12, tzinfo=london())
    winter = dt.datetime(2027, 1, 1, 12, tzinfo=london())
    assert summer.utcoffset() == dt.timedelta(hours=1)
    assert winter.utcoffset() == dt.timedelta(0)
