"""Dates that are none, wherever one can stand."""

import json
import re

import pytest

from tests.program.bad_input.refusals import EXAMPLE, LONG, MONDAY, assert_tells, read

RANGE = re.compile(r"from \d{4} to \d{4}")

BAD_DATES = {
    "Saturday": ("2027-03-06", ["Saturday 6 March 2027", MONDAY, "2027-03-05"]),
    "bank holiday": ("2027-03-26", ["26 March 2027", "Good Friday", "2027-03-30", "2027-03-25"]),
    "30 February": ("30 February 2027", ["30 February 2027", "28 days", EXAMPLE]),
    "30 February, ISO": ("2027-02-30", ["2027-02-30", "28 days", EXAMPLE]),
    "month first": ("04/13/2027", ["04/13/2027", "day first", "13/04/2027", "2027-04-13"]),
    "two-digit year": ("08/03/27", ["08/03/27", "year", EXAMPLE]),
    "month and year": ("March 2027", ["March 2027", "no day", EXAMPLE]),
    "month and year, ISO": ("2027-03", ["2027-03", "no day", EXAMPLE]),
    "day and month": ("8 March", ["8 March", "no year", EXAMPLE]),
    "empty": ("", ["empty", EXAMPLE]),
    "blank": ("   ", ["empty", EXAMPLE]),
    "wrong weekday": ("Tue 8 March 2027", ["Tue 8 March 2027", "Monday 8 March 2027"]),
    "1066": ("1066-10-16", ["1066", RANGE]),
    "9999": ("9999-03-08", ["9999", RANGE]),
    "a number of Excel": ("46454", ["'46454'", "Excel", EXAMPLE]),
    "more after it": ("8 March 2027 at noon", ["8 March 2027 at noon", EXAMPLE]),
    "with a time": ("2027-03-08T09:00", ["2027-03-08T09:00", EXAMPLE]),
    "Arabic-Indic digits": ("٢٠٢٧-٠٣-٠٨", ["٢٠٢٧-٠٣-٠٨", EXAMPLE]),
    "junk letters": ("x" * LONG, ["xxxx", EXAMPLE]),
    "junk digits": ("9" * LONG, ["9999", EXAMPLE]),
}


def bad_dates(*without):
    kept = {name: case for name, case in BAD_DATES.items() if name not in without}
    return pytest.mark.parametrize(("text", "tells"), kept.values(), ids=kept)


@bad_dates()
def test_a_bad_start_is_refused(refused, folder, text, tells):
    read(folder / "kept.json", "as it was\n")
    refused("plan", text, tells=tells)
    refused("plan", text, "-o", "new.json", tells=tells)
    refused("plan", text, "-o", "kept.json", "--force", tells=tells)


@bad_dates()
def test_a_bad_date_in_an_inspection_file_is_refused(refused, folder, text, tells):
    read(folder / "inspection.toml", f'area = "Exampleshire"\nfieldwork_start = "{text}"\n')
    refused("plan", "inspection.toml", tells=["inspection.toml", "fieldwork_start", *tells])


@bad_dates("blank", "two-digit year")
def test_a_bad_date_in_a_list_is_refused(refused, folder, text, tells):
    read(folder / "list.csv", f"area,fieldwork_start\nEast,{MONDAY}\nWest,{text}\n")
    read(folder / "kept.csv", "as it was\n")
    refused("plan", "list.csv", tells=["list.csv", "row 3", *tells])
    refused("plan", "list.csv", "-o", "new.csv", tells=["row 3"])
    refused("plan", "list.csv", "-o", "kept.csv", "--force", tells=["row 3"])


@pytest.mark.parametrize(
    "value",
    [
        "2027-03-06",
        "2027-03-26",
        "1066-10-16",
        "9999-03-08",
        "2027-02-30",
        "2027-3-8",
        "2027-03",
        "2027-03-08T09:00:00",
        "2027-03-08T09:00:00Z",
        "09:00:00",
        "8",
        "true",
        "[2027-03-08]",
    ],
)
def test_a_bad_toml_date_is_refused_with_its_line(refused, folder, value):
    read(folder / "inspection.toml", f'area = "Exampleshire"\nfieldwork_start = {value}\n')
    refused("plan", "inspection.toml", tells=["inspection.toml", "line 2"])


def test_a_start_of_several_words_is_refused_as_a_whole(refused):
    refused("plan", "8", "March", "2027", "at", "noon", tells=["8 March 2027 at noon", EXAMPLE])
    refused("plan", MONDAY, "2027-03-15", tells=[f"'{MONDAY}' and '2027-03-15'"])


@pytest.mark.parametrize(
    "args",
    [
        ["notice", "--fieldwork", "04/13/2027"],
        ["notice", "--notified", "04/13/2027"],
        ["deadlines", "--fieldwork-start", "04/13/2027"],
        ["deadlines", "--fieldwork-end", "04/13/2027"],
        ["deadlines", "--published", "04/13/2027"],
        ["days", "add", "04/13/2027", "3"],
        ["days", "between", MONDAY, "04/13/2027"],
        ["days", "list", "--from", "04/13/2027"],
        ["init", "--fieldwork-start", "04/13/2027"],
        ["plan", MONDAY, "--today", "04/13/2027"],
        ["plan", MONDAY, "--bank-holiday", "04/13/2027"],
        ["plan", MONDAY, "--working-day", "04/13/2027"],
        ["plan", MONDAY, "--closure", "04/13/2027"],
    ],
    ids=lambda args: " ".join(args[:3]),
)
def test_every_command_refuses_a_bad_date_alike(refused, args):
    refused(*args, tells=["04/13/2027", "day first", "2027-04-13"])


def test_a_row_is_numbered_as_in_the_file(refused, folder):
    read(folder / "list.csv", f"area,fieldwork_start\n\nEast,{MONDAY}\n\nWest,junk\n")
    refused("plan", "list.csv", tells=["list.csv", "row 5", "junk"])


def test_a_bad_row_can_be_left_out(jtai, folder):
    read(folder / "list.csv", f"area,fieldwork_start\nEast,junk\nWest,{MONDAY}\n")
    result = jtai("plan", "list.csv", "--skip-bad", "--format", "json")
    assert result.code == 0
    assert [plan["inspection"]["area"] for plan in json.loads(result.out)] == ["West"]
    assert_tells(result.err, ["list.csv", "row 2", "junk"])


@pytest.mark.parametrize("notified", [MONDAY, "2027-03-09"], ids=["same day", "day after"])
@pytest.mark.parametrize("form", ["notification = {}", "[actual]\nnotified = {}"])
def test_a_late_notification_in_a_file_is_refused(refused, folder, form, notified):
    body = f"fieldwork_start = {MONDAY}\n{form.format(notified)}\n"
    read(folder / "inspection.toml", body)
    told = ["otif", f"{int(notified[-2:])} March 2027", "8 March 2027", "before"]
    refused("plan", "inspection.toml", tells=["inspection.toml", *told])


@pytest.mark.parametrize("notified", [MONDAY, "2027-03-09"], ids=["same day", "day after"])
def test_a_late_notification_is_no_notice(refused, notified):
    told = ["otif", f"{int(notified[-2:])} March 2027", "8 March 2027", "before"]
    refused("notice", "--notified", notified, "--fieldwork", MONDAY, tells=told)


@pytest.mark.parametrize(("notified", "code"), [("2027-03-01", 1), ("2027-02-22", 0)])
def test_short_notice_is_an_answer_and_not_an_error(jtai, notified, code):
    result = jtai("notice", "--notified", notified, "--fieldwork", MONDAY)
    assert result.code == code
    assert result.out
    assert "jtai: " not in result.err
