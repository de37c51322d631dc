"""Other inspections, at once and near."""

import pytest

from tests.harness import day
from tests.oracle.weeks import Model, in_order, span, spans
from tests.plan.weeks.given import (
    FORMS,
    OTHERS,
    QUIET,
    WIDE,
    as_csv,
    as_ics,
    as_toml,
    assert_row,
    assert_weeks,
    codes_of,
    forms,
)

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
