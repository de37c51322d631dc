"""Files of terms and of other inspections that are refused, each in one sentence."""

import itertools
import re

import pytest

from tests.oracle.weeks import spans
from tests.plan.weeks.given import QUIET, TERM_FORMS, YEAR, calendar, event, forms, gap, refuse

HOLIDAY = '[[holidays]]\nname = "Half term"\nfrom = 2027-02-15\nto = 2027-02-19\n'
CSV_TOP = "name,from,to\nHalf term,2027-02-15,2027-02-19\n"
GOOD_EVENT = event("DTSTART;VALUE=DATE:20270215", "DTEND;VALUE=DATE:20270220", "SUMMARY:Half term")
START = "DTSTART;VALUE=DATE:20270628"
NUMBERED = r"\b(line|row|event|VEVENT|holiday|holidays|number) \d+|\b\d+(st|nd|rd|th)\b"

BAD_TERMS = {
    # TOML
    "empty.toml": ("", []),
    "comment.toml": ("# nothing yet\n", []),
    "syntax.toml": (HOLIDAY + "\n[[holidays\n", [r"line 6"]),
    "unclosed.toml": (HOLIDAY + '\n[[holidays]]\nname = "Half\n', [r"line 7"]),
    "unknown-table.toml": ("[[breaks]]\nname = 'x'\nfrom = 2027-02-15\n", ["breaks"]),
    "near-table.toml": (HOLIDAY.replace("holidays", "holiday"), ["holiday"]),
    "of-others.toml": (HOLIDAY.replace("holidays", "inspections"), ["inspections"]),
    "both.toml": (HOLIDAY + HOLIDAY.replace("holidays", "inspections"), ["inspections"]),
    "single-table.toml": (HOLIDAY.replace("[[", "[").replace("]]", "]"), ["holidays"]),
    "not-a-list.toml": ("holidays = 'Easter'\n", ["holidays", r"line 1|must|list|table"]),
    "no-holidays.toml": ("holidays = []\n", []),
    "unknown-key.toml": (HOLIDAY + "till = 2027-02-20\n", ["till", NUMBERED]),
    "no-name.toml": (HOLIDAY + "[[holidays]]\nfrom = 2027-04-01\n", ["name", NUMBERED]),
    "no-from.toml": (HOLIDAY + "[[holidays]]\nname = 'x'\n", ["from", NUMBERED]),
    "empty-name.toml": (HOLIDAY.replace("Half term", ""), ["name", NUMBERED]),
    "name-is-a-number.toml": (HOLIDAY.replace('"Half term"', "7"), ["name", NUMBERED]),
    "to-before-from.toml": (
        HOLIDAY + "[[holidays]]\nname = 'Easter'\nfrom = 2027-04-09\nto = 2027-04-08\n",
        [r"9 April 2027|2027-04-09", r"8 April 2027|2027-04-08", NUMBERED],
    ),
    "bad-date.toml": (HOLIDAY.replace("2027-02-19", "'31 June 2027'"), ["31 June", NUMBERED]),
    "date-is-a-number.toml": (HOLIDAY.replace("2027-02-19", "20270219"), ["to", NUMBERED]),
    "no-such-day.toml": (HOLIDAY.replace("2027-02-19", "2027-02-30"), [r"line 4"]),
    "latin-1.toml": (HOLIDAY.replace("Half", "H\x81lf").encode("latin-1"), [r"line 2|UTF-8"]),
    # CSV
    "empty.csv": ("", []),
    "only-heading.csv": ("name,from,to\n", []),
    "nothing.csv": ("name,from,to\nSports day,2027-06-28,\n", []),
    "short-term.csv": ("name,from,to\nSummer term,2027-06-14,2027-06-27\n", []),
    "no-from.csv": ("name,to\nHalf term,2027-02-15\n", ["from", r"row 1"]),
    "no-name.csv": ("from,to\n2027-02-15,2027-02-19\n", ["name", r"row 1"]),
    "twice.csv": ("name,from,to,from\na,2027-02-15,,2027-02-15\n", ["from", r"row 1"]),
    "to-before-from.csv": (CSV_TOP + "Easter holiday,2027-04-09,2027-04-08\n", [r"row 3"]),
    "bad-date.csv": (CSV_TOP + "Easter holiday,31 June 2027,\n", [r"row 3", "31 June 2027"]),
    "bad-to.csv": (CSV_TOP + "Easter holiday,2027-04-01,Friday\n", [r"row 3", "Friday"]),
    "no-date.csv": (CSV_TOP + "Easter holiday,,2027-04-09\n", [r"row 3", "from"]),
    "too-many.csv": (CSV_TOP + "Easter holiday,2027-04-01,2027-04-09,more\n", [r"row 3"]),
    "unclosed.csv": (CSV_TOP + '"Easter holiday,2027-04-01,2027-04-09\n', [r"row 3|line 3"]),
    "binary.csv": (bytes(range(256)), [r"row|line|UTF-8|NUL"]),
    # iCalendar
    "empty.ics": ("", []),
    "no-events.ics": (calendar(), []),
    "nothing.ics": (calendar(event(START, "SUMMARY:Sports day")), []),
    "not-a-calendar.ics": ("<html><body>Not found</body></html>\n", []),
    "no-start.ics": (calendar(GOOD_EVENT, event("SUMMARY:Easter holiday")), ["DTSTART", NUMBERED]),
    "bad-start.ics": (
        calendar(GOOD_EVENT, event("DTSTART;VALUE=DATE:20270230", "SUMMARY:Easter holiday")),
        [r"20270230|DTSTART", NUMBERED],
    ),
    "word-start.ics": (
        calendar(GOOD_EVENT, event("DTSTART;VALUE=DATE:Friday", "SUMMARY:Easter holiday")),
        [r"Friday|DTSTART", NUMBERED],
    ),
    "bad-end.ics": (
        calendar(GOOD_EVENT, event(START, "DTEND;VALUE=DATE:2027", "SUMMARY:Easter holiday")),
        [r"2027|DTEND", NUMBERED],
    ),
    "end-before-start.ics": (
        calendar(GOOD_EVENT, event(START, "DTEND;VALUE=DATE:20270601", "SUMMARY:Easter holiday")),
        [NUMBERED],
    ),
    "cut-off.ics": (calendar(GOOD_EVENT).partition("SUMMARY")[0], []),
    "binary.ics": (bytes(range(256)), []),
    # others
    "terms.txt": (CSV_TOP, [r"\.ics|\.csv|\.toml"]),
    "terms.xlsx": (b"PK\x03\x04", ["workbook", "CSV"]),
    "terms": (CSV_TOP, [r"\.ics|\.csv|\.toml"]),
}


@pytest.mark.parametrize("name", BAD_TERMS)
def test_a_bad_file_of_terms_is_refused(jtai, file, name):
    text, tells = BAD_TERMS[name]
    path = file(name, text)
    run = jtai("weeks", "--from", QUIET[0], "--to", QUIET[1], "--terms", path)
    refuse(run, re.escape(name), *tells)


INSPECTION = '[[inspections]]\nname = "ILACS"\nfrom = 2027-02-15\nto = 2027-02-19\n'
OTHER_TOP = CSV_TOP.replace("Half term", "ILACS")

BAD_OTHERS = {
    "of-terms.toml": (HOLIDAY, ["holidays"]),
    "of-terms-too.toml": (HOLIDAY.replace("holidays", "terms"), ["terms"]),
    "both.toml": (INSPECTION + HOLIDAY, ["holidays"]),
    "syntax.toml": (INSPECTION + "from 2027\n", [r"line 5"]),
    "to-before-from.toml": (INSPECTION.replace("2027-02-19", "2027-02-12"), [NUMBERED]),
    "unknown-key.toml": (INSPECTION + "until = 2027-02-20\n", ["until", NUMBERED]),
    "empty.csv": ("", []),
    "to-before-from.csv": (OTHER_TOP + "SEND,2027-04-09,2027-04-08\n", [r"row 3"]),
    "bad-date.csv": (OTHER_TOP + "SEND,04/13/2027,\n", [r"row 3", "04/13/2027"]),
    "no-from.csv": ("name,to\nILACS,2027-02-15\n", ["from", r"row 1"]),
    "no-start.ics": (calendar(GOOD_EVENT, event("SUMMARY:ILACS")), ["DTSTART", NUMBERED]),
    "end-before-start.ics": (
        calendar(event(START, "DTEND;VALUE=DATE:20270601", "SUMMARY:ILACS")),
        [NUMBERED],
    ),
    "others.json": ("[]", [r"\.ics|\.csv|\.toml"]),
}


@pytest.mark.parametrize("name", BAD_OTHERS)
def test_a_bad_file_of_others_is_refused(jtai, file, name):
    text, tells = BAD_OTHERS[name]
    path = file(name, text)
    run = jtai("weeks", "--from", QUIET[0], "--to", QUIET[1], "--others", path)
    refuse(run, re.escape(name), *tells)


@pytest.mark.parametrize("option", ["--terms", "--others"])
@pytest.mark.parametrize("kind", ["toml", "csv", "ics"])
def test_a_file_that_cannot_be_read_is_refused(jtai, tmp_path, option, kind):
    folder = tmp_path / f"folder.{kind}"
    folder.mkdir()
    for path in (folder, tmp_path / f"nowhere.{kind}"):
        run = jtai("weeks", "--from", QUIET[0], "--to", QUIET[1], option, path)
        refuse(run, re.escape(path.name))


def test_the_bad_one_of_several_files_is_named(jtai, file):
    good, bad = file("good.csv", CSV_TOP), file("bad.csv", CSV_TOP + "Easter holiday,x,\n")
    for one, two in itertools.permutations([good, bad]):
        run = jtai("weeks", "--from", YEAR[0], "--to", YEAR[1], "--terms", one, "--terms", two)
        refuse(run, r"bad\.csv", "row 3")
    run = jtai("weeks", "--from", YEAR[0], "--to", YEAR[1], "--terms", good, "--others", bad)
    refuse(run, r"bad\.csv", "row 3")


def test_a_bad_file_leaves_no_output(jtai, file, tmp_path):
    path, out = file("bad.csv", CSV_TOP + "Easter holiday,x,\n"), tmp_path / "weeks.csv"
    refuse(jtai("weeks", "--from", YEAR[0], "--to", YEAR[1], "--terms", path, "-o", out))
    assert not out.exists()


@forms
@pytest.mark.parametrize(
    "terms",
    [spans("2027-06-01..2027-07-21 Summer term"), gap(0)[0], gap(71)[0]],
    ids=["one", "two without a gap", "two with 71 days between"],
)
def test_terms_with_no_holiday_between_are_refused(jtai, file, form, terms):
    """No closed day follows from them, and no week is clear on the strength of that."""
    path = file(f"terms.{form}", TERM_FORMS[form](terms))
    refuse(jtai("weeks", "--from", QUIET[0], "--to", QUIET[1], "--terms", path), path.name)


@pytest.mark.parametrize(
    ("name", "text"),
    [("o.toml", ""), ("o.csv", "name,from,to\n"), ("o.ics", calendar())],
)
def test_a_file_without_an_inspection_says_that_there_is_none(jtai, file, name, text):
    run = jtai("weeks", "--from", QUIET[0], "--to", QUIET[1], "--others", file(name, text))
    assert run.code == 0
    assert f"{name}: no inspection is in it" in run.err


@pytest.mark.parametrize("option", ["--terms", "--others"])
def test_a_row_without_a_name_is_left_out(jtai, file, option):
    path = file("a.csv", CSV_TOP + ",2027-04-01,2027-04-09\n")
    run = jtai("weeks", "--from", QUIET[0], "--to", QUIET[1], option, path)
    assert run.code == 0
    assert "a.csv: 1 row without a name left out." in run.err
