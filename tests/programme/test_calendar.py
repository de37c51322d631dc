"""The events of a programme: which, how they are known, and what they say."""

import datetime as dt

from jtai_cli.programme.model import Team
from jtai_cli.programme.timetable import timetable
from jtai_cli.render.programme_calendar import programme_events
from tests.programme.small import SUMMER, day, programme, visit

STEPS = ("notification", "fieldwork", "report", "statement")


def events(made, by=None, **more):
    return programme_events(timetable(made), by, identity="programme", **more)


def test_an_inspection_has_an_event_for_each_date_that_is_fixed_for_it():
    first, fieldwork, report, statement = events(SUMMER)[""][:4]
    assert [each.uid.split(".")[1].split("-")[1] for each in events(SUMMER)[""]] == [*STEPS] * 3
    assert (first.title, first.start) == ("Notification, JTAI Barchester (JT1)", day("2027-04-12"))
    assert fieldwork.title == "Fieldwork, JTAI Barchester (JT1)"
    assert (fieldwork.start, fieldwork.end) == (day("2027-04-26"), day("2027-04-30"))
    assert (report.start, statement.start) == (day("2027-06-21"), day("2027-09-28"))
    assert fieldwork.lines[:3] == (
        "Team: North.",
        "Theme: front-door.",
        "Announced: its dates are fixed.",
    )


def test_no_two_events_are_one_and_a_move_changes_no_name():
    before = {each.uid for each in events(SUMMER)[""]}
    assert len(before) == 12
    moved = SUMMER.visits[1]._replace(start=day("2027-06-14"), teams=("North",))
    visits = (SUMMER.visits[0], moved, *SUMMER.visits[2:])
    assert {each.uid for each in events(SUMMER._replace(visits=visits))[""]} == before
    other = SUMMER._replace(visits=(moved._replace(reference="JT9"),))
    assert not before & {each.uid for each in events(other)[""]}


def test_references_that_are_left_out_still_tell_events_apart():
    named = [
        visit("File of Mike Brown", "Barchester", "2027-04-26", row=2),
        visit("File of Mike White", "Borsetshire", "2027-05-10", row=3),
    ]
    found = events(programme(*named))[""]
    assert len({each.uid for each in found}) == 8
    assert "Brown" not in str(found) and "Mike" not in str(found)


def test_notes_and_columns_of_others_are_in_no_event():
    told = visit("JT1", "Barchester", "2027-04-26", notes="secret", more=(("Lead", "secret"),))
    assert "secret" not in str(events(programme(told)))


def test_calendars_are_split_by_team_and_area():
    no_team = visit("JT5", "Bristol, City of", "2027-06-28")
    made = SUMMER._replace(visits=(*SUMMER.visits, no_team))
    by_team = events(made, "team")
    assert {part: len(found) for part, found in by_team.items()} == {
        "North": 8,
        "South": 4,
        "no team yet": 4,
    }
    assert list(events(made, "area")) == [
        "Barchester",
        "Borsetshire",
        "Exampleshire",
        "Bristol, City of",
    ]
    assert list(events(made._replace(teams=(Team("East"),)), "team"))[-1] == "East"


def test_an_area_has_one_calendar_however_it_is_written():
    twice = programme(
        visit("JT1", "Bristol, City of", "2027-04-26"), visit("JT2", "Bristol", "2027-06-14")
    )
    assert {part: len(each) for part, each in events(twice, "area").items()} == {
        "Bristol, City of": 8
    }


def test_reminders_are_of_all():
    found = events(SUMMER, reminders=[dt.timedelta(days=1)])[""]
    assert {each.reminders for each in found} == {(dt.timedelta(days=1),)}
