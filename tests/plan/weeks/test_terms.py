"""Term dates, in each form in which councils publish them."""

import re

import pytest

from tests.harness import day
from tests.oracle.days import ONE
from tests.oracle.weeks import Model, Span, span, spans
from tests.plan.weeks.given import (
    FORMS,
    HOLIDAYS,
    QUIET,
    TERM_FILES,
    TERM_FORMS,
    TERMS,
    UNKNOWN,
    WIDE,
    YEAR,
    as_csv,
    as_ics,
    as_toml,
    assert_row,
    assert_weeks,
    calendar,
    codes_of,
    event,
    forms,
    gap,
)

LEFT_OUT = (
    "\"Parents' evening; booking opens\", 'Year 6 residential week' and 'Summer term: last day for "
    "examination entries'"
)

# --------------------------------------------------------------------------------------- term files


@pytest.mark.parametrize("path", TERM_FILES, ids=lambda path: path.suffix)
@pytest.mark.parametrize("period", [YEAR, WIDE], ids=["2027", "wide"])
def test_the_same_school_years_in_three_forms(weeks, path, period):
    assert_weeks(weeks(period, "--terms", path), period, Model(school=HOLIDAYS))


def test_the_calendar_is_as_councils_publish_it():
    """Lest an editor undo what this file is there for."""
    raw = (TERMS / "exampleshire.ics").read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n")
    assert re.search(rb"SUMMARY[^\r]*\r\n ", raw)
    for part in (b"BEGIN:VTIMEZONE", b"DTSTART;TZID=Europe/London:", b"\\,", b"\\;", b"\\\\"):
        assert part in raw


@pytest.mark.parametrize("path", [TERM_FILES[0], TERM_FILES[2]], ids=lambda path: path.suffix)
def test_a_note_names_what_was_left_out(jtai, path):
    run = jtai("weeks", "--from", YEAR[0], "--to", YEAR[1], "--terms", path, "--format", "csv")
    assert run.code == 0
    assert LEFT_OUT in run.err
    assert path.name in run.err
    quiet = jtai("weeks", "--from", YEAR[0], "--to", YEAR[1], "--terms", path, "-q")
    assert (quiet.code, quiet.err) == (0, "")


def test_no_note_where_nothing_was_left_out(jtai, file):
    path = file("terms.ics", as_ics([span("2027-02-15..2027-02-19 Half term")]))
    run = jtai("weeks", "--from", QUIET[0], "--to", QUIET[1], "--terms", path)
    assert (run.code, run.err) == (0, "")


@forms
@pytest.mark.parametrize(
    ("when", "right"),
    [
        ("2027-06-28..2027-07-02", ["school-holiday-in-fieldwork"]),
        ("2027-07-02", ["school-holiday-in-fieldwork"]),
        ("2027-07-03..2027-07-11", []),  # from the Saturday after
        ("2027-06-26..2027-06-27", []),  # touches the weekend before
        ("2027-06-19..2027-06-20", []),  # a weekend of the notice
        ("2027-06-25..2027-06-27", ["school-holiday-in-notice"]),
        ("2027-06-14", ["school-holiday-in-notice"]),
        ("2027-06-01..2027-06-13", []),
        ("2027-06-01..2027-06-14", ["school-holiday-in-notice"]),
        (
            "2027-06-25..2027-06-28",
            ["school-holiday-in-fieldwork", "school-holiday-in-notice"],
        ),
        (
            "2027-06-01..2027-08-31",
            ["school-holiday-in-fieldwork", "school-holiday-in-notice"],
        ),
    ],
)
def test_where_a_school_holiday_falls(weeks, file, form, when, right):
    holiday = span(f"{when} Summer holiday")
    path = file(f"terms.{form}", FORMS[form]([holiday]))
    [row] = weeks(QUIET, "--terms", path)["weeks"]
    assert codes_of(row) == right
    assert_row(row, Model(school=(holiday,)).week(day("2027-06-28")))
    for each in row["reasons"]:
        assert "Summer holiday" in each["message"] or each["code"] == UNKNOWN


def test_a_school_holiday_on_a_bank_holiday_alone_is_no_reason(weeks, file):
    holiday = span("2027-05-29..2027-05-31 Half term")  # Saturday to the bank holiday
    path = file("terms.csv", as_csv([holiday]))
    for monday in ("2027-05-31", "2027-06-07"):
        [row] = weeks((monday, monday), "--terms", path)["weeks"]
        assert_row(row, Model(school=(holiday,)).week(day(monday)))
        assert "school" not in " ".join(codes_of(row))


@forms
@pytest.mark.parametrize("length", [1, 5, 8, 12, 69, 70])
@pytest.mark.parametrize("turned", [False, True])
def test_what_lies_between_two_terms(weeks, file, form, length, turned):
    terms, holiday = gap(length)
    path = file(f"terms.{form}", TERM_FORMS[form](terms[::-1] if turned else terms))
    period = ("2027-06-14", "2027-10-04")
    assert_weeks(weeks(period, "--terms", path), period, Model(school=(holiday,)))


@forms
@pytest.mark.parametrize("length", [0, 71, 72, 100])
def test_what_is_no_holiday_between_two_terms(weeks, file, form, length):
    terms, _ = gap(length)
    other = spans("2026-02-16..2026-02-20 Half term")  # so that the file is not without any
    text = TERM_FORMS[form]([*terms, *other])
    if form == "toml":
        text = as_toml("terms", terms) + as_toml("holidays", other)
    period = ("2027-06-14", "2027-10-04")
    assert_weeks(weeks(period, "--terms", file(f"terms.{form}", text)), period, Model())


@forms
def test_terms_of_years_far_apart(weeks, file, form):
    terms = spans("""
        2027-01-05..2027-03-25 Spring term
        2027-04-12..2027-07-21 Summer term
        2028-01-04..2028-03-31 Spring term
        2028-04-18..2028-07-21 Summer term
    """)
    holidays = spans("""
        2027-03-26..2027-04-11 School holiday
        2028-04-01..2028-04-17 School holiday
    """)
    path = file(f"terms.{form}", TERM_FORMS[form](terms))
    period = ("2027-01-04", "2028-05-29")
    assert_weeks(weeks(period, "--terms", path), period, Model(school=tuple(holidays)))


NAMES = {  # of what lasts from 28 June to 2 July 2027
    "Half term": True,
    "Half-Term": True,
    "HALF TERM": True,
    "Summer half term week": True,
    "Easter Holiday": True,
    "school holidays": True,
    "Midsummer break": True,
    "Inset days": True,
    "INSET": True,
    "Schools closed": True,
    "Closure of schools": True,
    "Term break": True,
    "Sports week": False,
    "Term": False,  # of 14 days or fewer
    "Summer term begins": False,
    "Exams": False,
}


def test_a_list_of_holidays_need_not_call_them_so(weeks, file):
    """A name in a list counts as given there; in a school's calendar it may be of anything."""
    other = span("2026-02-16..2026-02-20 Half term")
    named = span("2027-06-28..2027-07-02 Wakes week")
    [row] = weeks(QUIET, "--terms", file("terms.csv", as_csv([other, named])))["weeks"]
    assert codes_of(row) == ["school-holiday-in-fieldwork"]
    [row] = weeks(QUIET, "--terms", file("terms.ics", as_ics([other, named])))["weeks"]
    assert codes_of(row) == []


@pytest.mark.parametrize("form", ["ics", "csv"])
@pytest.mark.parametrize(("name", "holiday"), NAMES.items(), ids=NAMES)
def test_a_name_says_what_an_event_is(weeks, file, form, name, holiday):
    other = span("2026-02-16..2026-02-20 Half term")
    named = Span(name, day("2027-06-28"), day("2027-07-02"))
    path = file(f"terms.{form}", FORMS[form]([other, named]))
    [row] = weeks(QUIET, "--terms", path)["weeks"]
    assert codes_of(row) == (["school-holiday-in-fieldwork"] if holiday else [])
    assert row["school_holidays"] == ([named.shown] if holiday else [])


@pytest.mark.parametrize("form", ["ics", "csv"])
@pytest.mark.parametrize(("length", "term"), [(13, False), (14, False), (15, True), (16, True)])
def test_a_term_is_longer_than_14_days(weeks, file, form, length, term):
    """A short "term" is none, so nothing lies between it and the next."""
    first = Span("Short term", day("2027-06-28") - length * ONE, day("2027-06-27"))
    after = span("2027-07-05..2027-07-30 Long term")
    other = span("2026-02-16..2026-02-20 Half term")
    path = file(f"terms.{form}", FORMS[form]([first, after, other]))
    [row] = weeks(QUIET, "--terms", path)["weeks"]
    assert codes_of(row) == (["school-holiday-in-fieldwork"] if term else [])


def test_a_names_word_decides_in_toml_not_at_all(weeks, file):
    """In TOML the table says what it is."""
    path = file("terms.toml", as_toml("holidays", [span("2027-06-28 Sports day of the term")]))
    [row] = weeks(QUIET, "--terms", path)["weeks"]
    assert codes_of(row) == ["school-holiday-in-fieldwork"]


@pytest.mark.parametrize("form", ["toml", "csv"])
def test_to_is_from_where_it_is_left_out(weeks, file, form):
    text = {
        "toml": '[[holidays]]\nname = "Half term"\nfrom = 2027-06-28\n',
        "csv": "name,from,to\nHalf term,2027-06-28,\n",
    }[form]
    [row] = weeks(QUIET, "--terms", file(f"terms.{form}", text))["weeks"]
    assert row["school_holidays"] == [span("2027-06-28 Half term").shown]
    assert codes_of(row) == ["school-holiday-in-fieldwork"]


@pytest.mark.parametrize(
    "text",
    [
        "name,from,to\nHalf term,28 June 2027,2 July 2027\n",
        "name,from,to\nHalf term,28/06/2027,02/07/2027\n",
        "\ufeffname,from,to\r\nHalf term,2027-06-28,2027-07-02\r\n",
        "to,name,from\n2027-07-02,Half term,2027-06-28\n",
        'name,from,to\n"Half term","2027-06-28","2027-07-02"\n\n',
    ],
    ids=["in words", "day first", "as Excel saves it", "in another order", "quoted"],
)
def test_a_csv_file_may_look_so(weeks, file, text):
    [row] = weeks(QUIET, "--terms", file("terms.csv", text))["weeks"]
    assert row["school_holidays"] == [span("2027-06-28..2027-07-02 Half term").shown]


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        (["DTSTART;VALUE=DATE:20270628", "DTEND;VALUE=DATE:20270703"], "2027-07-02"),
        (["DTSTART;VALUE=DATE:20270628", "DTEND;VALUE=DATE:20270629"], "2027-06-28"),
        (["DTSTART;VALUE=DATE:20270628"], "2027-06-28"),
        (["DTSTART:20270628T090000", "DTEND:20270702T153000"], "2027-07-02"),
        (["DTSTART:20270628T090000Z", "DTEND:20270628T153000Z"], "2027-06-28"),
        (
            [
                "DTSTART;TZID=Europe/London:20270628T090000",
                "DTEND;TZID=Europe/London:20270630T153000",
            ],
            "2027-06-30",
        ),
        (["DTSTART;TZID=Europe/London:20270628T090000"], "2027-06-28"),
    ],
)
@pytest.mark.parametrize("newline", ["\r\n", "\n"], ids=["CRLF", "LF"])
def test_how_an_event_says_its_days(weeks, file, lines, last, newline):
    text = calendar(event(*lines, "SUMMARY:Half term")).replace("\r\n", newline)
    [row] = weeks(QUIET, "--terms", file("terms.ics", text))["weeks"]
    assert row["school_holidays"] == [span(f"2027-06-28..{last} Half term").shown]


def test_names_with_escapes_and_folds(weeks, file):
    folded = event(
        "DTSTART;VALUE=DATE:20270628",
        "SUMMARY:Half t",
        " erm\\, ",
        "\tall \\; and\\\\or",
    )
    [row] = weeks(QUIET, "--terms", file("terms.ics", calendar(folded)))["weeks"]
    assert [each["name"] for each in row["school_holidays"]] == ["Half term, all ; and\\or"]


def test_several_files_of_terms(weeks, file):
    """Two given holidays, each in a file of another kind."""
    one, two = span("2027-06-28 Half term"), span("2027-06-21..2027-06-22 Closed")
    options = ["--terms", file("a.toml", as_toml("holidays", [one]))]
    options += ["--terms", file("b.ics", as_ics([two]))]
    [row] = weeks(QUIET, *options)["weeks"]
    assert_row(row, Model(school=(one, two)).week(day("2027-06-28")))


def test_holidays_and_terms_in_one_file(weeks, file):
    terms, between = gap(12)
    holiday = span("2027-06-14..2027-06-15 Training")
    text = as_toml("holidays", [holiday]) + as_toml("terms", terms)
    [row] = weeks(QUIET, "--terms", file("terms.toml", text))["weeks"]
    assert_row(row, Model(school=(between, holiday)).week(day("2027-06-28")))
    assert codes_of(row) == ["school-holiday-in-fieldwork", "school-holiday-in-notice"]
