"""GOV.UK's own file of bank holidays: used for what the program lacks, and never to take away.

By hand: 34 working days after 2 July 2027 end on 19 August, with 9 July a bank holiday on
20 August; in Scotland, where 2 August is one, on 20 August, with 9 July on 23 August.
"""

import datetime as dt
import json

import pytest

ENGLAND_2027 = {
    "2027-01-01": "New Year\u2019s Day",
    "2027-03-26": "Good Friday",
    "2027-03-29": "Easter Monday",
    "2027-05-03": "Early May bank holiday",
    "2027-05-31": "Spring bank holiday",
    "2027-08-30": "Summer bank holiday",
    "2027-12-27": "Christmas Day",
    "2027-12-28": "Boxing Day",
}
SPECIAL = {"2027-07-09": "Special bank holiday"}
USED = "note: Used from holidays.json: Friday 9 July 2027, Special bank holiday.\n"


def division(days, name="england-and-wales"):
    events = [
        {
            "title": title,
            "date": day,
            "notes": "Substitute day" if day[5:] in ("12-27", "12-28", "06-14") else "",
            "bunting": True,
        }
        for day, title in sorted(days.items())
    ]
    return {"division": name, "events": events}


def calendar(days):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//uk.gov/GOVUK calendars//EN"]
    for number, (day, title) in enumerate(days.items()):
        start = dt.date.fromisoformat(day)
        lines += ["BEGIN:VEVENT", f"DTEND;VALUE=DATE:{start + dt.timedelta(1):%Y%m%d}"]
        lines += [
            f"DTSTART;VALUE=DATE:{start:%Y%m%d}",
            f"SUMMARY:{title}",
            f"UID:x-{number}@gov.uk",
        ]
        lines += ["DTSTAMP:20261101T090000Z", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


@pytest.fixture(autouse=True)
def write(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def to(value, name="holidays.json"):
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        (tmp_path / name).write_text(text, encoding="utf-8")
        return name

    return to


@pytest.fixture
def due(jtai):
    def report(*options, **settings):
        run = jtai("plan", "2027-06-28", "--no-elections", "--format", "json", *options, **settings)
        return run.json()["report"]["due"], run.err

    return report


def test_what_the_program_lacks_is_used_and_named(write, due, jtai):
    write({"england-and-wales": division({**ENGLAND_2027, **SPECIAL})})
    day, said = due("--bank-holidays", "holidays.json")
    assert day == "2027-08-20"
    assert USED in said
    assert "lacks" not in said
    day, said = due("--bank-holidays", "holidays.json", "--region", "WLS")
    assert (day, USED in said) == ("2027-08-20", True)
    plan = jtai("plan", "2027-06-28", "--bank-holidays", "holidays.json", "--format", "json").json()
    assert plan["calendar"]["extra_bank_holidays"] == [
        {"date": "2027-07-09", "name": "Special bank holiday"}
    ]
    assert due("--bank-holidays", "holidays.json", "--working-day", "2027-07-09")[0] == "2027-08-19"
    assert due("--bank-holidays", "holidays.json", "-q")[1] == ""
    options = ("--bank-holidays", "holidays.json", "--bank-holiday", "2027-07-09=Mine")
    plan = jtai("plan", "2027-06-28", *options, "--format", "json").json()
    assert [day["name"] for day in plan["calendar"]["extra_bank_holidays"]] == ["Mine"]


def test_the_file_of_one_division(write, due):
    write(division({**ENGLAND_2027, **SPECIAL}))
    assert due("--bank-holidays", "holidays.json")[0] == "2027-08-20"
    _, said = due("--bank-holidays", "holidays.json", "--region", "NIR")
    assert "holidays.json has no bank holidays of Northern Ireland: nothing of it is used" in said


def test_each_region_has_its_own(write, due):
    scotland = {day: name for day, name in ENGLAND_2027.items() if day not in SPECIAL}
    write({"england-and-wales": division(SPECIAL), "scotland": division(scotland, "scotland")})
    day, said = due("--bank-holidays", "holidays.json", "--region", "SCT")
    assert day == "2027-08-20"
    assert "Special" not in said
    assert "lacks Monday 4 January 2027, 2nd January (substitute day)" in said
    write({"scotland": division({**scotland, **SPECIAL}, "scotland")})
    assert due("--bank-holidays", "holidays.json", "--region", "SCT")[0] == "2027-08-23"


def test_the_calendar(write, due):
    name = write(calendar({**ENGLAND_2027, **SPECIAL}), "england-and-wales (1).ics")
    assert due("--bank-holidays", name)[0] == "2027-08-20"
    day, said = due("--bank-holidays", name, "--region", "SCT")
    assert "(1).ics has no bank holidays of Scotland: nothing of it is used." in said
    assert day == "2027-08-20"  # Scotland's own 2 August, and not 9 July
    name = write(calendar({**ENGLAND_2027, **SPECIAL}), "holidays.ics")
    assert due("--bank-holidays", name, "--region", "SCT")[0] == "2027-08-23"  # it does not say


def test_a_day_that_was_moved_is_used_and_the_old_one_stays(write, jtai):
    moved = {day: name for day, name in ENGLAND_2027.items() if day != "2027-05-03"}
    write({"england-and-wales": division({**moved, "2027-05-07": "Early May bank holiday"})})
    options = ("--bank-holidays", "holidays.json")
    run = jtai("days", "list", "--from", "2027-05-01", "--to", "2027-05-30", *options)
    assert "Fri 7 May 2027" in run.out
    assert "Mon 3 May 2027" in run.out
    assert "note: holidays.json lacks Monday 3 May 2027, Early May bank holiday." in run.err
    run = jtai("days", "add", "2027-04-30", "1", *options, "--working-day", "2027-05-03")
    assert run.out.startswith("Monday 3 May 2027")


def test_an_old_file_moves_nothing(write, due):
    write({"england-and-wales": division({"2019-01-01": "New Year\u2019s Day"})})
    day, said = due("--bank-holidays", "holidays.json")
    assert day == "2027-08-19"
    lacks = said.split("note: holidays.json lacks ", 1)[1].split(". The file may be old")[0]
    assert lacks.split("; ")[0] == "Friday 19 April 2019, Good Friday"
    assert "2027" not in lacks
    write({"england-and-wales": division({"2019-01-01": "New Year\u2019s Day", **SPECIAL})})
    # By hand: eight in each of nine years and three proclaimed ones, less that of 1 January 2019.
    said = due("--bank-holidays", "holidays.json")[1]
    assert "; Wednesday 1 January 2020, New Year's Day; and 66 more. The file may be old" in said


def test_weekends_add_nothing_and_a_substitute_day_is_called_so(write, jtai):
    write({"england-and-wales": division({"2027-06-12": "A Saturday", "2027-06-14": "Jubilee"})})
    run = jtai("days", "add", "2027-06-11", "1", "--bank-holidays", "holidays.json")
    assert run.out.startswith("Tuesday 15 June 2027")
    assert "Used from holidays.json: Monday 14 June 2027, Jubilee (substitute day).\n" in run.err


def test_check_weeks_and_lists_use_it(write, jtai, tmp_path):
    write({"england-and-wales": division({**ENGLAND_2027, **SPECIAL})})
    text = 'fieldwork_start = 2027-06-28\nkey_contact = "Head"\nreport_due = 2027-08-20\n'
    (tmp_path / "a.toml").write_text(text)
    assert jtai("check", "a.toml").code == 1
    options = ("--bank-holidays", "holidays.json")
    assert jtai("check", "a.toml", *options) == (0, "1 file checked: nothing found.\n", USED)
    assert jtai("check", "a.toml", env={"JTAI_BANK_HOLIDAYS": "holidays.json"}).code == 0
    (tmp_path / "a.toml").write_text(text.replace("08-20", "08-19"))
    run = jtai("check", "a.toml", env={"JTAI_BANK_HOLIDAYS": "holidays.json"})
    named = "(with the bank holidays that holidays.json adds, from JTAI_BANK_HOLIDAYS)."
    assert named in run.out
    run = jtai("weeks", "--from", "2027-07-05", "--to", "2027-07-05", "--format", "json", *options)
    assert run.json()["weeks"][0]["fieldwork"]["end"] == "2027-07-12"
    (tmp_path / "l.csv").write_text(
        "fieldwork_start,region\n2027-06-28,\n2027-06-28,SCT\n2027-06-29,\n"
    )
    run = jtai("plan", "l.csv", "--format", "json", *options)
    due = [each["report"]["due"] for each in run.json()]
    assert due == ["2027-08-20", "2027-08-20", "2027-08-23"]
    assert run.err.count(USED) == 1


@pytest.mark.parametrize("key", ["bank_holidays_file", "bank_holidays"])
def test_in_ones_own_defaults_it_lies_beside_them(write, due, tmp_path, monkeypatch, key):
    (tmp_path / "own").mkdir()
    write({"england-and-wales": division({**ENGLAND_2027, **SPECIAL})}, "own/holidays.json")
    (tmp_path / "own/config.toml").write_text(f'{key} = "holidays.json"\n')
    monkeypatch.setenv("JTAI_CONFIG", str(tmp_path / "own/config.toml"))
    assert due()[0] == "2027-08-20"
    assert due("--no-own-settings")[0] == "2027-08-19"
    (tmp_path / "own/config.toml").write_text(f"{key} = 1\n")
    with pytest.raises(AssertionError, match=f"line 1: {key}: must be"):
        due()


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("<!DOCTYPE html><title>UK bank holidays</title>", "not GOV.UK's file of bank holidays"),
        ("", "not GOV.UK's file of bank holidays"),
        ("[1, 2]", "not GOV.UK's file of bank holidays"),
        ("[" * 20_000, "not GOV.UK's file of bank holidays"),
        ('{"events": [{"title": "A", "date": "2027-07-09"}]}', "not GOV.UK's file"),
        ('{"scotland": 1}', "scotland: must be an object"),
        ('{"scotland": {}}', "scotland.events: is missing"),
        ('{"scotland": {"events": []}}', "there is no bank holiday in it"),
        ('{"scotland": {"events": [1]}}', "must be a list of objects"),
        ('{"scotland": {"events": [{"title": "A"}]}}', "scotland.events[0].date: is missing"),
        (
            '{"scotland": {"events": [{"title": "A", "date": "soon"}]}}',
            "scotland.events[0].date: 'soon' is not a date",
        ),
        (
            '{"scotland": {"events": [{"title": "A\\u202e", "date": "2027-07-09"}]}}',
            "scotland.events[0].title",
        ),
        ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "there is no bank holiday in it"),
        ("x" * 600_000, "has more than 500,000 bytes"),
    ],
)
def test_what_is_no_such_file_is_refused_by_its_name(write, jtai, text, telling):
    write(text)
    run = jtai("plan", "2027-06-28", "--bank-holidays", "holidays.json")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(("jtai: holidays.json", "jtai: 'holidays.json'"))
    assert telling in run.err
    assert len(run.err.splitlines()) == 1


def test_a_file_that_is_not_there(jtai):
    run = jtai("plan", "2027-06-28", env={"JTAI_BANK_HOLIDAYS": "none.json"})
    assert run.code == 2
    assert run.err.startswith("jtai: 'none.json' does not exist.")
    assert run.err.endswith(" (It stands in the environment variable JTAI_BANK_HOLIDAYS.)\n")


def years_to(last, lacking=()):
    """Christmas Day, or its substitute, of each year to the last, by hand."""
    christmas = {
        2027: "12-27",
        2028: "12-25",
        2029: "12-25",
        2030: "12-25",
        2031: "12-25",
    }
    return {
        f"{year}-{day}": "Christmas Day"
        for year, day in christmas.items()
        if year <= last and year not in lacking
    }


@pytest.mark.parametrize(
    ("days", "until", "known"),
    [
        (years_to(2028), "2028-12-31", "published by November 2026, to Sunday 31 December 2028"),
        (years_to(2029), "2029-12-31", "in your own file, to Monday 31 December 2029"),
        (years_to(2030), "2030-12-31", "in your own file, to Tuesday 31 December 2030"),
        (years_to(2031, lacking=[2030]), "2029-12-31", "in your own file, to Monday 31"),
        # a year that has only begun
        ({**years_to(2028), "2029-01-01": "New Year\u2019s Day"}, "2028-12-31", "by November 2026"),
    ],
)
def test_what_a_newer_file_has_is_no_projection(jtai, write, days, until, known):
    write({"england-and-wales": division(days)})
    options = ("--bank-holidays", "holidays.json")
    plan = jtai("plan", "2031-06-02", "--format", "json", *options).json()
    assert plan["calendar"]["published_until"] == until
    (said,) = [each for each in plan["warnings"] if each["code"].startswith("beyond")]
    assert known in said["message"]
    write(json.dumps(plan), "saved.json")
    assert known in jtai("check", "saved.json", *options).out


def test_a_plan_within_a_newer_file_is_no_projection(jtai, write):
    write({"england-and-wales": division(years_to(2029))})
    given = ("plan", "2029-03-05", "-q", "--format", "json")
    codes = [each["code"] for each in jtai(*given).json()["warnings"]]
    assert "beyond-published-bank-holidays" in codes
    plan = jtai(*given, "--bank-holidays", "holidays.json").json()
    codes = [each["code"] for each in plan["warnings"]]
    assert "beyond-published-bank-holidays" not in codes
