"""What an inspection file means, and the place that an error names."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtai_cli.days.periods import Closure
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.errors import BadValue, JtaiError
from jtai_cli.plan.fields import BY_KEY, FILE_KEYS, NAMES
from jtai_cli.plan.inspection import LocalStep, Partner, inspection_of, with_values
from jtai_cli.plan.reading import read_closure, read_inspection, read_row, read_value
from jtai_cli.plan.work import Audit, Request, Session
from jtai_cli.tables import Table
from tests.conftest import day
from tests.harness import ROOT

NAMED = tuple((key, f"Some {key}") for key in NAMES)  # of which each new one is read alike
WHOLE = "".join(f'{key} = "{text}"\n' for key, text in NAMED)
WHOLE += """\
framework = "jtai-2022"
theme = "front-door"
fieldwork_start = 2027-03-08
notification = "22 February 2027"
fieldwork_days = 4
region = "WLS"
report_basis = "calendar"
closures = [
  2027-02-26,
  "2027-03-01..2027-03-02",
  { from = 2027-12-24, to = 2027-12-31, name = "Shut" },
]
bank_holidays = [2027-06-04, { date = "4 June 2028", name = "Jubilee" }]
working_days = [2027-05-31]
elections = [2027-06-10, { date = "7 October 2027", name = "Mayor" }]
no_elections = true
rehearsal = true
rehearsal_weeks = 2
cases = ["EX-01", "EX-02"]
inspectorates = ["Ofsted", "CQC"]
report_due = 2027-05-04
statement_due = "11 August 2027"
travel_minutes = 0
office_hours = "8.30 - 17:00"

[[partners]]
agency = "Police"
contact = "Superintendent"

[[partners]]
agency = "Health"
kind = "health"
in_scope = false

[agencies]
case-audits = "police"
own = ["Health", "POLICE"]

[[request]]
item = "Child-level lists"
asked = 1
due = 3
got.Police = "24 February 2027"

[[audit]]
case = " EX-01 "
due = 2027-03-03
got = 2027-03-02
moderated = 2027-03-04

[[session]]
day = 2
start = "9:30"
end = 10:30:00
title = "Opening meeting"
kind = "opening"
mode = "video"
link = "https://example.org/room"
agency = "health"
inspectorates = ["Ofsted"]
lead = "Lead inspector"

[[steps]]
id = "own"
title = "Our own"
from = "report"
offset = -3
owner = "Chair"

[done]
case-audits = 2027-03-03
own = "1 May 2027"
[actual]
notified = 2027-02-22
fieldwork_ended = 2027-03-11
draft_received = 2027-04-01
published = 2027-05-04
"""


def test_every_key_is_read():
    found = read_inspection(WHOLE, "x.toml")
    identity, settings, progress, work = found[:4]
    assert identity.names == NAMED
    assert (identity.area, identity.reference) == ("Some area", "Some reference")
    assert (settings.framework, settings.theme) == ("jtai-2022", "front-door")
    assert (settings.fieldwork_start, settings.notification) == (
        day("2027-03-08"),
        day("2027-02-22"),
    )
    assert (settings.fieldwork_days, settings.region, settings.report_basis) == (
        4,
        "WLS",
        "calendar",
    )
    assert settings.closures == (
        Closure(day("2027-02-26"), day("2027-02-26"), "Local closure"),
        Closure(day("2027-03-01"), day("2027-03-02"), "Local closure"),
        Closure(day("2027-12-24"), day("2027-12-31"), "Shut"),
    )
    assert settings.bank_holidays == (
        NamedDay(day("2027-06-04"), "Extra bank holiday"),
        NamedDay(day("2028-06-04"), "Jubilee"),
    )
    assert settings.working_days == (day("2027-05-31"),)
    assert settings.elections == (
        NamedDay(day("2027-06-10"), "Election"),
        NamedDay(day("2027-10-07"), "Mayor"),
    )
    assert settings.no_elections
    assert settings.rehearsal
    assert settings.rehearsal_weeks == 2
    assert identity.key_contact == "Some key_contact"
    assert identity.partners == (
        Partner("Police", "Superintendent"),
        Partner("Health", None, "health", in_scope=False),
    )
    assert settings.steps == (LocalStep("own", "Our own", None, "report", -3, "Chair"),)
    assert (progress.notified, progress.fieldwork_ended) == (
        day("2027-02-22"),
        day("2027-03-11"),
    )
    assert (progress.draft_received, progress.published) == (
        day("2027-04-01"),
        day("2027-05-04"),
    )
    assert progress.cases == ("EX-01", "EX-02")
    assert progress.inspectorates == ("Ofsted", "CQC")
    assert (progress.report_due, progress.statement_due) == (
        day("2027-05-04"),
        day("2027-08-11"),
    )
    assert progress.done == (("case-audits", day("2027-03-03")), ("own", day("2027-05-01")))
    assert (work.travel_minutes, work.office_hours) == (0, (dt.time(8, 30), dt.time(17)))
    assert work.agencies == (("case-audits", ("Police",)), ("own", ("Health", "Police")))
    assert work.request == (
        Request(
            *("child-level-lists", "Child-level lists", ("Police", "Health"), 1, 3),
            got=(("Police", day("2027-02-24")),),
        ),
    )
    assert work.audit == (
        Audit(
            *("EX-01", ("Police",), None, day("2027-03-03")),
            got=(("Police", day("2027-03-02")),),
            moderated=day("2027-03-04"),
        ),
    )
    assert work.session == (
        Session(
            *("opening-meeting", 2, dt.time(9, 30), dt.time(10, 30), "Opening meeting"),
            kind="opening",
            mode="video",
            link="https://example.org/room",
            agencies=("Health",),
            inspectorates=("Ofsted",),
            lead="Lead inspector",
        ),
    )
    assert found.stated == set(FILE_KEYS)


def test_an_empty_file_is_an_inspection_of_which_nothing_is_known():
    found = read_inspection("", "x.toml")
    _identity, settings, _progress = found[:3]
    assert (settings.framework, settings.region, found.stated) == (
        None,
        "ENG",
        frozenset(),
    )


@pytest.mark.parametrize(
    ("text", "where", "telling"),
    [
        ("area = 'A'\nfieldwork_strat = 2027-03-08", "line 2", "Did you mean fieldwork_start?"),
        ("area = 'A'\n\narea_ = 'B'", "line 3", "no key 'area_'"),
        ("[actual]\npublised = 2027-01-01", "line 2", "Did you mean published?"),
        ("[[partners]]\nagency = 'A'\n[[partners]]\nname = 'B'", "line 4", "no key 'name'"),
        ("[[partners]]\ncontact = 'A'", "line 1", "agency is missing"),
        ("fieldwork_start = 8", "line 1: fieldwork_start", "must be a date"),
        ("fieldwork_start = 2027-03-08T09:00:00", "line 1", "a time stands behind it (09:00:00)"),
        ("fieldwork_start = '04/13/2027'", "line 1", "no month 13"),
        ("fieldwork_start = 'today'", "line 1", "changes from day to day"),
        ("area = 5", "line 1: area", "a text in quotes"),
        ("area = ''", "line 1: area", "is empty"),
        ('area = "a\\nb"', "line 1: area", "a backslash"),
        ('area = "a\\u001b[31m"', "line 1: area", "U+001B"),
        ("fieldwork_days = 0", "line 1", "from 1 to 30"),
        ("fieldwork_days = true", "line 1", "a whole number"),
        ("fieldwork_days = 5.0", "line 1", "a whole number"),
        ("region = 'England'", "line 1: region", "ENG, WLS, SCT or NIR"),
        ("report_basis = 'worked'", "line 1", "Did you mean working?"),
        ("closures = '2027-01-01'", "line 1: closures", "must be a list"),
        ("closures = ['2027-01-02..2027-01-01']", "line 1: closures", "ends before it begins"),
        ("closures = ['2027-01-02..2029-01-01']", "line 1: closures", "longer than 366 days"),
        ("closures = ['x']", "line 1: closures", "not a date"),
        ("closures = [{ to = 2027-01-01 }]", "line 1: closures", "needs a from date"),
        ("closures = [{ from = 2027-01-01, until = 2 }]", "line 1", "no key 'until'"),
        ("bank_holidays = [{ name = 'X' }]", "line 1", "needs a date"),
        ("bank_holidays = [7]", "line 1", "must be a date"),
        ("actual = 3", "line 1: actual", "must be a table"),
        ("partners = ['x']", "line 1: partners", "[[partners]]"),
        ("partners = 'x'", "line 1: partners", "must be a list"),
        ("[[steps]]\nid = 'A b'\ntitle='t'\nfrom='report'\noffset=1", "line 2: id", "lower-case"),
        ("[[steps]]\nid = 'a'\ntitle='t'\nfrom='rep'\noffset=1", "line 4: from", "report"),
        ("[[steps]]\nid = 'a'\ntitle='t'\nfrom='report'\noffset=999", "line 5: offset", "-250"),
        ("[[steps]]\nid = 'a'\ntitle='t'\nfrom='report'", "line 1", "offset is missing"),
        (
            "[[steps]]\nid = 'a'\ntitle='t'\nfrom='report'\noffset=1\n"
            "[[steps]]\nid = 'a'\ntitle='t'\nfrom='report'\noffset=2",
            "line 7: id",
            "stands twice",
        ),
        ("area = ", "x.toml", "not TOML"),
        ("a = " + "[" * 5000, "x.toml", "nested too deeply"),
    ],
)
def test_bad_files(text, where, telling):
    with pytest.raises(BadValue) as caught:
        read_inspection(text, "x.toml")
    message = str(caught.value)
    assert message.startswith("x.toml")
    assert where in message
    assert telling in message
    assert "\n" not in message


def test_a_slashed_date_is_remembered():
    assert read_inspection("fieldwork_start = '08/03/2027'", "x").day_first == "08/03/2027"
    assert read_inspection("closures = ['08/03/2027']", "x").day_first == "08/03/2027"
    assert read_inspection("fieldwork_start = 2027-03-08", "x").day_first is None


def test_a_row():
    found = read_row(
        {
            "area": " Exampleshire ",
            "fieldwork_start": "08/03/2027",
            "fieldwork_days": "4",
            "closures": "2027-02-26; 2027-03-01..2027-03-02",
            "published": "2027-05-04",
            "theme": "",
        },
        "x.csv",
        2,
    )
    identity, settings, progress = found[:3]
    assert (identity.area, settings.fieldwork_days, settings.theme) == (
        "Exampleshire",
        4,
        None,
    )
    assert len(settings.closures) == 2
    assert progress.published == day("2027-05-04")
    assert found.day_first == "08/03/2027"


@pytest.mark.parametrize(
    ("values", "telling"),
    [
        ({"fieldwork_start": "x"}, "x.csv, row 7: fieldwork_start"),
        ({"fieldwork_days": "four"}, "x.csv, row 7: fieldwork_days"),
        ({"region": "XX"}, "x.csv, row 7: region"),
        ({"closures": "2027-01-01;x"}, "x.csv, row 7: closures"),
    ],
)
def test_a_bad_row_is_named_by_its_number(values, telling):
    with pytest.raises(BadValue) as caught:
        read_row(values, "x.csv", 7)
    assert str(caught.value).startswith(telling)


def test_the_first_and_last_day_of_the_calendar_and_a_closure_of_a_year_are_read():
    found = read_inspection("closures = [1990-01-01, 2100-12-31, '2024-01-01..2024-12-31']", "x")
    assert (found.settings.closures[2].last - found.settings.closures[0].first).days == 12783
    for beyond in ("1989-12-31", "2101-01-01", "'2024-01-01..2025-01-01'"):
        with pytest.raises(BadValue, match="closures"):
            read_inspection(f"closures = [{beyond}]", "x")


def test_a_closure_of_one_day():
    assert read_closure("2027-02-26") == Closure(
        day("2027-02-26"), day("2027-02-26"), "Local closure"
    )


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(FILE_KEYS), values))
def test_no_value_of_any_type_crashes(found):
    table = Table(found, "x.toml")
    for key in found:
        if key in BY_KEY:
            refused_or_read(table, key)


def refused_or_read(table, key):
    try:
        read_value(table, key)
    except JtaiError as error:
        assert str(error)


def test_the_examples_name_no_key_that_is_not_there():
    for example in (ROOT / "examples").glob("*.toml"):
        read_inspection(example.read_text(encoding="utf-8"), example.name)


def test_a_new_name_leaves_the_other_parts_as_they_are():
    """Ten thousand rows of a list may differ in their names alone."""
    before = inspection_of(area="A", fieldwork_days=6)
    after = with_values(before, area="B")
    assert after.identity.area == "B"
    assert after.settings is before.settings
    assert after.progress is before.progress
