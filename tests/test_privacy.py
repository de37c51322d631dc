"""Which references look like a name or a date of birth. All of them are made up."""

import csv
from pathlib import Path

import pytest

from jtai_cli.inputs.own_defaults import PARAMETERS
from jtai_cli.inputs.periods import COLUMNS as PERIODS
from jtai_cli.plan.fields import ACTUAL, FILE_KEYS
from jtai_cli.privacy import (
    childs_number,
    childs_numbers,
    identifies,
    looks_like_a_date,
    looks_like_a_name,
    told,
)
from jtai_cli.rules.frameworks import FRAMEWORKS, shipped_framework
from jtai_cli.rules.reading import _KEYS as FRAMEWORK_KEYS


@pytest.mark.parametrize(
    "reference",
    [
        "EX-01",
        "Case 3",
        "A1",
        "AB-3",
        "P123456",
        "LCS-4411",
        "child 12",
        "Ref. No 3",
        "CASE-FILE-7",
    ],
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


def test_a_month_that_is_a_name_is_none_beside_figures():
    assert looks_like_a_name("May")
    assert not looks_like_a_name("May 3")


def test_a_number_is_found_behind_signs_that_stand_for_many():
    assert identifies("\ufdfa" * 900 + " 943 476 5919") == "an NHS number"


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
        "12/2015/7",
        "3/151",
        "12/2015-7",
        "1899-12-31",
        "2101-01-01",
        "0-0-0",
    ],
)
def test_no_dates(reference):
    assert not looks_like_a_date(reference)


LISTS = Path(__file__).parent / "privacy"


def listed(name):
    """The rows of a list, made by somebody who had not seen how references are judged."""
    with (LISTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_two_hundred_references_that_identify_a_child():
    rows = listed("identifying.csv")
    assert len(rows) == 200
    assert [row["text"] for row in rows if not identifies(row["text"])] == []


def test_two_hundred_references_that_do_not():
    """Seventeen are doubtful ("Robin 2"): a name or a code name, and refused or not."""
    rows = listed("neutral.csv")
    sure = [row["text"] for row in rows if row["kind"] != "doubtful"]
    assert (len(rows), len(sure)) == (200, 183)
    assert [text for text in sure if identifies(text)] == []


TEXTS = ("step", "session", "room", "agency", "line")  # where only sure forms count
HARD = {"LOAM/03", "BOR-11"}  # a name, or a code: nobody can tell


def test_two_hundred_more_in_the_forms_that_people_use():
    rows = listed("forms.csv")
    children = [row["text"] for row in rows if row["identifying"] == "yes"]
    others = [row for row in rows if row["identifying"] == "no"]
    references = [row["text"] for row in others if row["kind"] not in TEXTS]
    assert (len(children), len(others), len(references)) == (100, 100, 64)
    assert {text for text in children if not identifies(text)} == HARD & set(children)
    assert {text for text in references if identifies(text)} == HARD & set(references)
    assert not [row["text"] for row in others if childs_number(row["text"])]


def test_what_a_review_found():
    """Not blind: these were mended. Left: what may be a code, and a UPN with a wrong letter."""
    rows = listed("review.csv")
    children = [row["text"] for row in rows if row["identifying"] == "yes"]
    others = [row["text"] for row in rows if row["identifying"] == "no"]
    assert (len(children), len(others)) == (24, 32)
    assert [text for text in children if not identifies(text)] == [
        "Mike 7",
        "April 7",
        "A 8234 3211 0001",
    ]
    assert [text for text in others if identifies(text)] == ["200314", "0123456789"]


def test_plain_words_that_are_a_full_name():
    first = ("Mike", "Summer", "Ash", "April", "May", "June", "August", "India", "Juliet", "Romeo")
    last = ("Brown", "Black", "White", "Swan", "Birch", "March", "Young", "West", "Pink", "Day")
    for name in (f"{one} {other}" for one in first for other in last):
        assert (
            identifies(name) == identifies(f"{name} 7") == "a name"
            or "Day" in name
            or "March" in name
        )
    fine = ("Blue A", "Silver 3", "Case Oak", "Sample B May 2027", "April May 2027", "Grey Heron")
    assert [text for text in fine if identifies(text)] == []


def test_figures_that_are_written_as_codes():
    assert list(childs_numbers('a = 1\nb = "9434765\\u0039\\u0031\\x39"')) == [(2, "an NHS number")]
    assert list(childs_numbers('"943\\t476\\t5919" "\\UFFFFFFFF"')) == [(1, "an NHS number")]


def test_no_key_of_ours_and_no_step_looks_like_a_child():
    ours = {*FILE_KEYS, *ACTUAL, *PARAMETERS, *PERIODS, "holidays", "terms", "inspections"}
    ours |= {key for keys in FRAMEWORK_KEYS.values() for key in keys} | set(FRAMEWORK_KEYS) - {""}
    ours |= {"agency", "contact", "id", "title", "detail", "from", "offset", "owner", "date"}
    ours |= {step.id for name in FRAMEWORKS for step in shipped_framework(name).steps}
    assert [key for key in sorted(ours) if identifies(key)] == []


@pytest.mark.parametrize(
    ("key", "quoted"),
    [
        ("fieldwork_strat", True),
        ("theem", True),
        ("Aria", False),
        ("AREA", True),
        ("fieldwork_stat", True),
        ("notes", True),
        ("Amy S", False),
        ("amy_smith", False),
        ("Areas", False),
        ("Thea", False),
        ("fieldwork_start 9434765919", False),
        ("fieldwork_start 4.3.15", False),
        ("fieldwork_start 7yo", False),
        ("H999400116001", False),
        ("12/2015", False),
    ],
)
def test_a_key_is_repeated_unless_it_looks_like_a_child(key, quoted):
    assert (key in told(key, ["area", "fieldwork_start", "theme"])) is quoted


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('notes = "NHS number 943 476 5919"', "an NHS number"),  # the NHS's own example
        ("# 9434765919", "an NHS number"),
        ("9434765918", None),  # with another check digit
        ("19434765919", None),  # of eleven figures
        ("UPN B801200005001", "a pupil's number (UPN)"),
        ("B801200005002", None),
        ("C801200005001", None),
        ("AB123456C", "a National Insurance number"),
        ("BG123456C", None),  # a prefix that is not given out
        ('key_contact = "Head of safeguarding, 01632 960123, LS99 9ZZ"', None),
        ("fieldwork_start = 2027-03-08", None),
    ],
)
def test_numbers_that_are_sure_in_any_text(text, what):
    assert childs_number(text) == what
