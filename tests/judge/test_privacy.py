"""Which references look like a name or a date of birth. All of them are made up."""

import pytest

from jtai_cli.judge.privacy import looks_like_a_date, looks_like_a_name


@pytest.mark.parametrize(
    "reference",
    ["EX-01", "Case 3", "A1", "AB", "P123456", "LCS-4411", "child 12", "Ref. No 3", "CASE-FILE-7"],
)
def test_references(reference):
    assert not looks_like_a_name(reference)
    assert not looks_like_a_date(reference)


@pytest.mark.parametrize(
    "reference",
    [
        "Firstname L.",
        "FIRSTNAME",
        "firstname-03",
        "LCS-LAST-01",
        "Last-03",
        "LAST, First",
        "Ié",
        "ÀÉ 3",
    ],
)
def test_names(reference):
    assert looks_like_a_name(reference)


def test_the_words_of_the_area_are_no_name():
    assert not looks_like_a_name("North Exampleshire 03", "north exampleshire")
    assert not looks_like_a_name("Môn 3", "Ynys Môn")
    assert looks_like_a_name("Exampleshire 03")
    assert looks_like_a_name("Exampleshire Last 03", "Exampleshire")


@pytest.mark.parametrize(
    "reference",
    [
        "2015-03-04",
        "EX/04.03.2015",
        "4.3.15",
        "4 3 15",
        "4/3/2015",
        "12/31/2015",
        "04032015",
        "20150304",
        "EX 04032015",
        "4 March 2015",
        "4th of March 2015",
        "1st jan 15",
        "2nd Feb 2015",
        "3rd Aug 2015",
        "4Mar15",
        "1900-01-01",
        "2100-12-31",
    ],
)
def test_dates(reference):
    assert looks_like_a_date(reference)


@pytest.mark.parametrize(
    "reference",
    [
        "2027-01-A",
        "2027-01",
        "99-99-99",
        "2015-13-40",
        "99999999",
        "12345678901",
        "10000000",
        "4 cases 15",
        "1899-12-31",
        "2101-01-01",
        "0-0-0",
    ],
)
def test_no_dates(reference):
    assert not looks_like_a_date(reference)
