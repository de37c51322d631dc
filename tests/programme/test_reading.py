"""What a programme's file and list say, and one sentence for each mistake in them."""

import pytest

from jtai_cli.errors import BadValue
from jtai_cli.programme.model import Limit, Team
from jtai_cli.programme.reading import (
    check_visits,
    is_programme,
    read_other,
    read_programme_file,
    read_visit,
)
from tests.programme.small import day, visit

TOP = 'start = 2027-04-12\nend = 2027-07-20\nareas = "areas.csv"\n'
NORTH = '[[teams]]\nname = "North"\n'


def read(text="", teams=NORTH):
    return read_programme_file(f"{TOP}{teams}{text}", "programme.toml")


def rules(text):
    return read(f"[rules]\n{text}").rules


def test_a_programme_has_the_defaults_of_the_reference():
    found = read()
    assert (found.first, found.last) == (day("2027-04-12"), day("2027-07-20"))
    assert (found.areas, found.others, found.terms, found.framework) == (
        "areas.csv",
        None,
        (),
        None,
    )
    assert found.rules[:5] == (Limit(1), Limit(5), Limit(182, 1), Limit(14, 1), Limit(2))
    assert found.rules.at_once_per_inspectorate == {}
    assert found.rules.avoid_weeks[:7] == (51, 52, 53, 1, 2, 3, 13)
    assert set(found.rules.avoid_weeks) == {51, 52, 53, *range(1, 4), *range(13, 17), 22, 23} | set(
        range(30, 37)
    )
    assert found.rules[7:] == (Limit(1, 1), Limit(1, 1), Limit(6, 1))


def test_a_value_is_a_rule_and_a_table_says_what_is_preferred():
    assert rules("reports_per_week = 3").reports_per_week == Limit(3)
    preferred = rules("reports_per_week = { prefer = 1, weight = 4 }").reports_per_week
    assert preferred == Limit(1, 4)
    assert rules("gap_per_team = { prefer = 6 }").gap_per_team == Limit(6, 1)
    assert rules('gap_in_area = "12 weeks"').gap_in_area == Limit(84)
    assert rules('gap_in_area = { prefer = "90 days" }').gap_in_area == Limit(90, 1)
    for key in ("days_between_starts", "reports_per_week", "batch"):
        assert getattr(rules(f"{key} = false"), key) is None
    assert rules("avoid_weeks = [31, 32]")[6:8] == ((31, 32), Limit(1))
    assert rules("avoid_weeks = { prefer = [31] }")[6:8] == ((31,), Limit(1, 1))
    assert rules("avoid_weeks = []").avoid_weeks == ()
    assert rules("school_holidays = true").school_holidays == Limit(1)
    assert rules("school_holidays = false").school_holidays == Limit(0)
    assert rules("school_holidays = { prefer = true, weight = 9 }").school_holidays == Limit(1, 9)
    limits = rules('at_once_per_inspectorate = { "HMI Probation" = 1 }')
    assert limits.at_once_per_inspectorate == {"HMI Probation": Limit(1)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("at_once_per_team = 0", "at_once_per_team: must be from 1 to 20, and is 0."),
        ("at_once_per_team = false", "at_once_per_team: must be a whole number, and is false."),
        ("batch = { weight = 2 }", "batch: must be written as { prefer = 2, weight = 3 }."),
        (
            "batch = { prefer = 2, weight = 101 }",
            "batch: weight must be a whole number from 1 to 100",
        ),
        (
            'gap_in_area = "soon"',
            "gap_in_area: must be a time such as \"12 weeks\", and is 'soon'.",
        ),
        ("gap_in_area = 12", "gap_in_area: must be a text in quotes, and is 12."),
        ("avoid_weeks = [54]", "avoid_weeks: must be a list of ISO weeks from 1 to 53"),
        ("avoid_weeks = [true]", "avoid_weeks: must be a list of ISO weeks from 1 to 53"),
        ("report_per_week = 2", "Did you mean reports_per_week?"),
    ],
)
def test_a_rule_that_will_not_do_is_said(text, said):
    with pytest.raises(BadValue) as error:
        rules(text)
    assert str(error.value).startswith("programme.toml, line 7") and said in str(error.value)


@pytest.mark.parametrize(
    ("top", "said"),
    [
        ("start = 2027-04-12\nend = 2027-04-01\n", "line 2: end: Thursday 1 April 2027 is before"),
        ("start = 2027-04-12\nend = 2057-04-01\n", "line 2: end: is more than 3,700 days after"),
        ("start = 2027-04-12\n", "the key end is missing. Add it."),
        ("start = 2027-04-12\nend = 2027-02-30\n", "line 2: this is not TOML: there is no such"),
        ("start = 1899-04-12\nend = 2027-04-01\n", "line 1: start: Wednesday 12 April 1899 is"),
        (f"{TOP}framwork = 1\n", "there is no key 'framwork'. Did you mean framework?"),
    ],
)
def test_days_and_keys_that_will_not_do_are_said(top, said):
    with pytest.raises(BadValue) as error:
        read_programme_file(
            f'{top}areas = "a.csv"\n{NORTH}' if "areas" not in top else top, "p.toml"
        )
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("teams", "said"),
    [
        ("", "p.toml, line 1: there is no team. Write [[teams]]"),
        (NORTH * 2, "name: 'North' stands twice; every team has its own."),
        ('[[teams]]\nname = "943 476 5919"\n', "name: holds an NHS number, and every answer"),
        ('[[teams]]\nname = "N; S"\n', "holds a semicolon, which parts teams in the list."),
        (
            f'{NORTH}away = ["2027-04-01..2027-08-01"]\n',
            "away: 'North' is away in all weeks. Take the team out.",
        ),
        (f'{NORTH}away = ["2027-05-28..2027-05-24"]\n', "ends before it begins"),
        (f"{NORTH}away = [7]\n", "away: must be a date such as 2027-03-08, and is 7."),
    ],
)
def test_teams_that_will_not_do_are_said(teams, said):
    with pytest.raises(BadValue) as error:
        read_programme_file(f"{TOP}{teams}", "p.toml")
    assert said in str(error.value)


def test_a_team_is_away_on_days_and_spans():
    (team,) = read(teams=f'{NORTH}away = [2027-05-04, "2027-05-24..2027-05-28"]\n').teams
    assert [span[:2] for span in team.away] == [
        (day("2027-05-04"), day("2027-05-04")),
        (day("2027-05-24"), day("2027-05-28")),
    ]
    assert read().teams == (Team("North"),)


def row(**cells):
    return read_visit(
        {"reference": "JT1", "area": "Barchester", **cells}, "a.csv", 4, ("North", "South")
    )


def test_a_row_says_all_of_a_visit():
    found = row(
        theme="front-door",
        team="north; South",
        fieldwork_start="2027-04-26",
        earliest="20 April 2027",
        latest="",
        fixed="yes",
        after="JT2; JT3",
        notes="told",
        Inspector="somebody",
    )
    assert (found.reference, found.area, found.row, found.theme) == (
        "JT1",
        "Barchester",
        4,
        "front-door",
    )
    assert (found.teams, found.after) == (("North", "South"), ("JT2", "JT3"))
    assert (found.start, found.earliest, found.latest) == (
        day("2027-04-26"),
        day("2027-04-20"),
        None,
    )
    assert (found.fixed, found.notes, found.more) == (True, "told", (("Inspector", "somebody"),))


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            {"earliest": "2027-05-02", "latest": "2027-05-01"},
            "latest: Saturday 1 May 2027 is before",
        ),
        ({"fixed": "yes"}, "fixed: is yes, and fieldwork_start is empty."),
        ({"fixed": "perhaps"}, "fixed: must be true or false, and is 'perhaps'."),
        ({"team": "Nroth"}, "team: there is no team called 'Nroth'. Did you mean North?"),
        ({"fieldwork_start": "soon"}, "fieldwork_start: 'soon' is not a date"),
        ({"reference": ""}, "the key reference is missing"),
        ({"reference": "JT1; JT2"}, "reference: holds a semicolon, which parts references"),
    ],
)
def test_a_row_that_will_not_do_is_said(cells, said):
    with pytest.raises(BadValue) as error:
        row(**cells)
    assert str(error.value).startswith("a.csv, row 4: ") and said in str(error.value)


def test_references_stand_once_and_come_after_each_other_in_no_circle():
    one, two, three = (visit(f"JT{n}", "Barchester", None, row=n) for n in (1, 2, 3))
    check_visits([one, two._replace(after=("JT1",)), three._replace(after=("JT1", "JT2"))], "a.csv")
    for visits, said in (
        ([one, one._replace(row=9)], "a.csv, row 9: reference: it is that of row 1 too."),
        (
            [one, one._replace(reference="jt1", row=9)],
            "a.csv, row 9: reference: it is that of row 1 too, but for capitals or blanks.",
        ),
        ([one._replace(after=("JT7",))], "a.csv, row 1: after: there is no reference 'JT7'."),
        (
            [
                one._replace(after=("JT2",)),
                two._replace(after=("JT3",)),
                three._replace(after=("JT1",)),
            ],
            "a.csv, row 1: after: 'JT1' comes after itself",
        ),
    ):
        with pytest.raises(BadValue) as error:
            check_visits(visits, "a.csv")
        assert str(error.value).startswith(said)


def test_another_inspection_has_an_area_and_days():
    found = read_other({"area": "Barchester", "start": "2027-01-11", "end": ""}, "o.csv", 2)
    assert found.span[:2] == (day("2027-01-11"), day("2027-01-11"))
    for cells, said in (
        ({"start": "2027-01-11", "end": "2027-01-10"}, "end: Sunday 10 January 2027 is before"),
        ({"start": "2027-01-11", "end": "2029-01-10"}, "end: is more than 366 days after start."),
        ({"end": "2029-01-10"}, "the key start is missing"),
    ):
        with pytest.raises(BadValue, match=said):
            read_other({"area": "Barchester", **cells}, "o.csv", 2)


def test_a_programme_is_told_from_an_inspection_by_its_areas():
    assert is_programme(TOP, "a.toml") and not is_programme(
        "fieldwork_start = 2027-03-08", "b.toml"
    )
