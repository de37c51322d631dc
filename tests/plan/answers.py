"""What the tests of plans share: the answers that were worked out by hand."""

import datetime as dt
import re
import tomllib

from tests.harness import ANSWERS

FORMATS = ("table", "json", "csv", "markdown")

# What each source is called, in part: the article, the letters, the regulations.
NOTICE_SOURCE = "Inspections Clinic: Multi-agency safeguarding"
REPORT_SOURCE = "published JTAI letters"
STATEMENT_SOURCE = "SI 2015/1792"

TIMETABLES = {
    path.stem: tomllib.loads(path.read_text("utf-8"))
    for path in sorted((ANSWERS / "timetables").glob("*.toml"))
}


def only(item, *keys):
    return {key: item[key] for key in keys}


def codes(plan):
    return [warning["code"] for warning in plan["warnings"]]


HOLIDAY_WORDS = {
    "Platinum Jubilee bank holiday": "platinum jubilee",
    "Bank Holiday for the State Funeral of Queen Elizabeth II": "state funeral",
    "Bank holiday for the coronation of King Charles III": "coronation",
    "Battle of the Boyne (Orangemen's Day)": "battle of the boyne",
}


def is_called(name, gov_uk_name):
    """Is it recognisably GOV.UK's name? One-off days are named in more than one way."""
    words = HOLIDAY_WORDS.get(gov_uk_name, gov_uk_name.casefold())
    return words in name.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


INTERRUPTED = [name for name, answer in TIMETABLES.items() if answer["expected"]["warnings"]]

# The table of steps in CYP Now, 27 April 2022: who, and whether more than the week is given.
# Fieldwork is left out of the second: it fills its week.
BOTH = ["inspectors", "partners"]
WHO = {
    "notification": ["inspectors"],
    "information-request": BOTH,
    "set-up": BOTH,
    "case-selection": ["inspectors"],
    "planning": ["inspectors"],
    "case-audits": ["partners"],
    "further-analysis": ["inspectors"],
    "fieldwork-timetable": BOTH,
    "virtual-meetings": BOTH,
    "initial-meeting": BOTH,
    "fieldwork": ["inspectors"],
    "keep-in-touch": BOTH,
    "final-meeting": BOTH,
}


def text(value):
    return isinstance(value, str) and value.strip() != ""


def iso_date(value):
    return re.fullmatch(r"\d{4}-\d\d-\d\d", value) and dt.date.fromisoformat(value)


def basis(value):
    return value in ("working", "calendar")


def sources_in(value):
    """Every value that stands under a key called source."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "source":
                yield inner
            yield from sources_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from sources_in(inner)


EXAMPLE = {
    "schema": "jtai.plan/1",
    "inspection": {"area": "Exampleshire", "theme": "front-door", "reference": None},
    "framework": {"id": "jtai-2022", "title": ..., "source": ...},
    "region": "ENG",
    "notification": {"date": "2027-02-22", "working_days_notice": 10, "required": 10},
    "fieldwork": {"start": "2027-03-08", "end": "2027-03-12", "working_days": 5},
    "report": {"due": "2027-05-04", "days": 34, "basis": "working", "counted_from": "2027-03-12"},
    "statement": {
        "due": "2027-08-11",
        "days": 70,
        "basis": "working",
        "counted_from": "2027-05-04",
    },
    "weeks": [
        {
            "number": 1,
            "start": "2027-02-22",
            "end": "2027-02-26",
            "steps": [
                {
                    "id": "notification",
                    "title": ...,
                    "start": "2027-02-22",
                    "end": "2027-02-22",
                    "days": [1, 1],
                    "who": ["inspectors"],
                    "timing": "required",
                    "source": ...,
                }
            ],
        }
    ],
    "non_working_days": [{"date": "2027-03-26", "name": "Good Friday", "kind": "bank-holiday"}],
    "calendar": {"published_until": "2028-12-31", "fingerprint": ...},
}


def assert_agrees(value, example):
    """Equal wherever the example says something; three dots stand for any text."""
    if isinstance(example, dict):
        for key, inner in example.items():
            assert_agrees(value[key], inner)
    elif isinstance(example, list):
        for given, inner in zip(value, example, strict=False):
            assert_agrees(given, inner)
    elif example is ...:
        assert text(value)
    else:
        assert value == example


def short(date):
    day = dt.date.fromisoformat(date)
    return f"{day:%a} {day.day} {day:%b} {day.year}"
