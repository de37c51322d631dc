"""The letters of which only the day of publication is known: shown apart, and in no figure."""

import pytest

from tests.harness import day
from tests.letters.reading import read, row
from tests.oracle.days import add
from tests.oracle.letters import ALL, summary

# By hand, from the list of reports of each area at reports.ofsted.gov.uk.
PUBLISHED = [
    ("80530", "North Yorkshire", "domestic-abuse", "2025-03-28"),
    ("80501", "Hillingdon", "domestic-abuse", "2025-08-14"),
    ("80438", "Brighton and Hove", "sexual-abuse-family", "2025-12-04"),
    ("80483", "Leicestershire", "sexual-abuse-family", "2026-02-12"),
    ("80516", "Tower Hamlets", "sexual-abuse-family", "2026-05-14"),
    ("80469", "Gateshead", "sexual-abuse-family", "2026-05-18"),
]
TITLE = "Published, fieldwork not known here, and in no figure"


def apart(jtai, *options):
    found = read(jtai("evidence", *options, "--format", "json"))
    return [each["area"] for each in found["known_by_date_only"]]


def test_they_stand_apart_and_in_no_figure(jtai):
    found = read(jtai("evidence", "--format", "json"))
    keys = ("urn", "area", "theme", "published")
    assert [tuple(each[key] for key in keys) for each in found["known_by_date_only"]] == PUBLISHED
    areas = {each["area"] for each in found["letters"]}
    assert not areas & {area for _, area, *_ in PUBLISHED}
    figures = sum(each["n"] for each in found["summary"] if not each["class"])
    counted = [figure for figures in summary(ALL).values() for figure in figures]
    assert figures == sum(each["n"] for each in counted if not each["class"])


def test_the_notes_are_so(jtai):
    found = read(jtai("evidence", "--format", "json"))["known_by_date_only"]
    notes = {each["area"]: each["note"] for each in found if each["note"]}
    for area, end in (("Hillingdon", "2025-06-27"), ("Brighton and Hove", "2025-10-17")):
        published = next(each[3] for each in PUBLISHED if each[1] == area)
        assert add(day(end), 34) == day(published)
        assert day(end).weekday() == 4
        assert notes[area].startswith(f"34 working days after Friday {day(end).day} ")
    poll = day("2026-05-07")
    for area, days in (("Tower Hamlets", "Seven"), ("Gateshead", "Eleven")):
        published = next(each[3] for each in PUBLISHED if each[1] == area)
        assert (day(published) - poll).days == {"Seven": 7, "Eleven": 11}[days]
        assert notes[area] == f"{days} days after the poll of 7 May 2026."
    assert len(notes) == 4


@pytest.mark.parametrize(
    ("options", "areas"),
    [
        (["--theme", "domestic-abuse"], ["North Yorkshire", "Hillingdon"]),
        (["--theme", "front-door"], []),
        (["--area", "London Borough of Tower Hamlets"], ["Tower Hamlets"]),
        (["--area", "Bromley"], []),
        # What is not known of them leaves them out.
        (["--class", "election"], []),
        (["--since", "2025-01-01"], []),
        (["--framework", "jtai-2022"], []),
        (["--fieldwork-month", "10"], []),
    ],
)
def test_filters(jtai, options, areas):
    assert apart(jtai, *options) == areas


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_the_page_has_them_under_a_title_of_their_own(jtai, form):
    run = jtai("evidence", "--format", form)
    text = run.out[run.out.index(TITLE) :]
    assert [area for _, area, *_ in PUBLISHED if f"{area}: " in text] == [
        area for _, area, *_ in PUBLISHED
    ]
    assert TITLE not in jtai("evidence", "--theme", "front-door", "--format", form).out
    assert TITLE not in jtai("evidence", "--backtest", "--format", form).out


def test_an_area_known_by_its_date_alone_is_shown_where_no_letter_is(jtai):
    run = jtai("evidence", "--area", "Gateshead")
    assert "No letter of such an inspection" in run.out
    assert "Mon 18 May 2026" in run.out
    assert run.err == ""


def test_a_question_about_a_date_has_none(jtai):
    assert "known_by_date_only" not in read(jtai("evidence", "2027-06-07", "--format", "json"))


def test_a_letter_of_ones_own_brings_its_fieldwork_and_is_no_longer_apart(jtai, sheet):
    mine = row("Hillingdon Council", "2025-06-23")
    assert mine["published"] == "2025-08-14"
    own = sheet([mine])
    rest = [area for _, area, *_ in PUBLISHED if area != "Hillingdon"]
    assert apart(jtai, "--letters", own) == rest
    # As one writes it over from the public list: its URN, small letters, years of two digits.
    dates = {"fieldwork_start": "23/06/25", "fieldwork_end": "27/06/25", "published": "14/08/25"}
    copied = row("hillingdon", "2025-06-23", urn="80501", inspectorates="", **dates)
    assert apart(jtai, "--letters", sheet([{**copied, "statement_due": ""}])) == rest
    later = sheet([row("Hillingdon Council", "2025-06-30")])  # another inspection, it seems
    assert "Hillingdon" in apart(jtai, "--letters", later)
