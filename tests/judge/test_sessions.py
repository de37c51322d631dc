"""Findings about sessions: what they say, and what they leave alone. Easter of 2027 is 28 March."""

import pytest

from jtai_cli.judge.sessions import session_findings
from jtai_cli.plan.reading import read_inspection
from jtai_cli.plan.timetable import plan
from jtai_cli.rules.frameworks import shipped_framework

HEAD = 'fieldwork_start = {start}\n{more}[[partners]]\nagency = "Police"\n'
USUAL = ("no-opening-session", "no-final-session", "no-keep-in-touch", "agency-not-met")


def findings(*sessions, start="2027-03-08", more=""):
    """The findings about sessions, each a day, "from-to" and further keys."""
    text = HEAD.format(start=start, more=more)
    for day, time, *keys in sessions:
        first, last = time.split("-")
        text += f'[[session]]\nday = {day}\nstart = "{first}"\nend = "{last}"\ntitle = "T"\n'
        text += "".join(f"{key}\n" for key in keys)
    made = plan(read_inspection(text, "x.toml"), shipped_framework("jtai-2022"))
    return [each for *_, each in session_findings(made) if each.code not in USUAL]


def codes(*sessions, **given):
    return [finding.code for finding in findings(*sessions, **given)]


A, B = 'place = "A"', 'place = "B"'
POLICE = 'agencies = ["Police"]'


def test_a_bank_holiday_inside_fieldwork_is_named():
    (found,) = findings(("2027-03-26", "09:00-10:00"), start="2027-03-24")
    assert found.message == (
        "A session is on Friday 26 March 2027 (Good Friday), which is no day of fieldwork: that is "
        "from Wednesday 24 March 2027 to Thursday 1 April 2027."
    )
    assert found.cited
    assert found.cited.id == "cyp-now-2022"


def test_a_start_on_a_sunday_and_an_end_on_a_saturday_are_days_of_fieldwork():
    ends = "[actual]\nfieldwork_ended = 2027-03-13\n"
    sessions = (("2027-03-07", "09:00-10:00"), ("2027-03-13", "09:00-10:00"))
    assert codes(*sessions, start="2027-03-07", more=ends) == []
    assert codes(("2027-03-14", "09:00-10:00"), start="2027-03-07", more=ends) == [
        "session-outside-fieldwork"
    ]


@pytest.mark.parametrize(
    ("gap_ends", "more", "code"),
    [
        ("10:29", "", ["session-travel"]),
        ("10:30", "", []),
        ("10:44", "travel_minutes = 45\n", ["session-travel"]),
        ("10:00", "travel_minutes = 0\n", ["session-break"]),  # at once, and allowed
        ("09:59", "", ["session-clash"]),  # not the way as well
    ],
)
def test_the_way_between_two_places(gap_ends, more, code):
    sessions = (1, "09:00-10:00", A, POLICE), (1, f"{gap_ends}-12:00", B, POLICE)
    assert codes(*sessions, more=more) == code


def test_no_way_on_the_telephone_on_another_day_or_to_a_place_not_yet_agreed():
    assert codes((1, "09:00-10:00", A, POLICE), (2, "09:00-10:00", B, POLICE)) == []
    for other in (
        *(
            'place = "B"\nmode = "video"',
            'place = "B"\nmode = "phone"',
            'place = "TBC"',
            'place = "To be  agreed"',
        ),
        'place = "to be announced"',
    ):
        assert codes((1, "09:00-10:00", A, POLICE), (1, "10:15-11:00", other, POLICE)) == []


def test_one_that_lasts_is_seen_behind_a_short_one_that_began_later():
    long, short = (1, "09:00-12:00", POLICE), (1, "09:30-09:45")
    last = (1, "11:00-11:30", POLICE)
    assert codes(long, short, last) == ["session-clash"]


def test_each_session_is_told_once_however_many_it_clashes_with():
    many = [(1, "09:00-10:00", A, POLICE, 'lead = "Chair"')] * 20
    found = codes(*many)
    assert found.count("session-clash") == found.count("session-place-taken") == 19


def test_what_a_session_is_too_near_is_the_nearest():
    (found,) = findings(
        (1, "09:00-09:50", POLICE), (1, "10:05-10:20", POLICE), (1, "10:30-11:00", POLICE)
    )
    assert found.message == (
        "10 minutes for Police between two sessions on Monday 8 March 2027, 10:05 to 10:20 and "
        "10:30 to 11:00."
    )
    clash = findings(
        (1, "09:00-11:00", POLICE), (1, "09:30-10:45", POLICE), (1, "10:30-11:00", POLICE)
    )
    assert "09:30 to 10:45 and 10:30 to 11:00" in clash[-1].message


def test_a_break_is_of_agencies_and_not_of_a_lead_or_an_inspectorate():
    lead = 'lead = "Chair"\ninspectorates = ["CQC"]'
    assert codes((1, "09:00-10:00", lead), (1, "10:05-11:00", lead)) == []
    assert codes((1, "09:00-10:00", POLICE), (1, "10:05-11:00", POLICE)) == ["session-break"]


def test_what_may_name_a_child_is_pointed_out_and_not_repeated():
    for key, what in (
        ('lead = "Mike Brown"', "may name a child"),
        ('inspectorates = ["Ofsted", "mike.brown@example.org"]', "has an e-mail address"),
        ('lead = "Born 4.3.15"', "may name a child"),
    ):
        (found,) = findings((1, "09:00-10:00", key))
        assert found.code == "case-personal-data"
        assert found.message == (
            f"The {key.split()[0]} of a session on Monday 8 March 2027, 09:00 to 10:00, {what}. "
            "Children's data does not belong in this file."
        )
    # A number is found on its line, with all others; a place may have a postcode.
    assert codes((1, "09:00-10:00", 'lead = "943 476 5919"', 'place = "EX1 1AA"')) == []


def test_no_sessions_no_findings():
    text = HEAD.format(start="2027-03-08", more="")
    made = plan(read_inspection(text, "x.toml"), shipped_framework("jtai-2022"))
    assert list(session_findings(made)) == []


def messages(*sessions, more=""):
    text = HEAD.format(start="2027-03-08", more="") + more
    for day, kind in sessions:
        text += f'[[session]]\nday = {day}\nstart = "09:00"\nend = "09:30"\ntitle = "T"\n'
        text += f'kind = "{kind}"\n'
    made = plan(read_inspection(text, "x.toml"), shipped_framework("jtai-2022"))
    return [each.message for *_, each in session_findings(made)]


def test_the_days_without_keep_in_touch_are_named():
    found = messages((1, "opening"), (2, "keep-in-touch"), (4, "keep-in-touch"), (5, "final"))
    assert found[0] == (
        "There is no keep-in-touch meeting on Monday 8 March 2027, Wednesday 10 March 2027 and "
        "Friday 12 March 2027."
    )


def test_an_agency_that_stands_twice_is_told_once():
    found = messages((1, "opening"), more='[[partners]]\nagency = "POLICE"\n')
    assert [each for each in found if "in scope" in each] == [
        "No session names Police, which is in scope."
    ]


def test_one_place_takes_one_session_after_another():
    assert codes((1, "09:00-10:00", A), (1, "10:00-11:00", A)) == []
    assert codes((1, "09:00-10:00", A), (1, "09:59-11:00", A)) == ["session-place-taken"]
