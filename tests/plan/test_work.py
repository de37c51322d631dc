"""Requests, audits and sessions in an inspection file: what is read, and what is refused where."""

import datetime as dt

import pytest

from jtai_cli.errors import BadValue, UnknownName
from jtai_cli.plan.reading import read_inspection
from jtai_cli.plan.work import agency_among, agency_called, owing
from tests.conftest import day

PARTNERS = """\
[[partners]]
agency = "Exampleshire Police"
[[partners]]
agency = "Children's services"
[[partners]]
agency = "Health"
in_scope = false
"""
SESSION = '[[session]]\nday = 1\nstart = "09:30"\nend = "10:30"\ntitle = "Opening"\n'


def work(text):
    return read_inspection(text, "x.toml").work


def refused(text):
    with pytest.raises(BadValue) as error:
        work(text)
    return str(error.value)


def test_an_agency_is_found_by_its_name_or_by_one_word_of_it():
    agencies = ("Exampleshire Police", "Exampleshire  County Council", "Police and crime panel")
    assert agency_called("exampleshire police", agencies) == "Exampleshire Police"
    assert agency_called(" EXAMPLESHIRE county  COUNCIL", agencies) == agencies[1]
    assert agency_called("Panel", agencies) == "Police and crime panel"
    for name in ("police", "Exampleshire", "council county", ""):  # of two, or of none
        with pytest.raises(UnknownName) as error:
            agency_called(name, agencies)
        assert "Did you mean" not in str(error.value)


def test_words_beside_each_other_are_enough_whatever_stands_between_them():
    agencies = (
        "Schools, colleges and others",
        "Health (NHS)",
        "Exampleshire integrated care board",
    )
    for name, agency in (("schools", 0), ("colleges", 0), ("nhs", 1), ("Integrated  care", 2)):
        assert agency_called(name, agencies) == agencies[agency]
    # The whole name of one goes before the words of another.
    assert agency_called("police", ("Exampleshire Police", "Police")) == "Police"
    for name in ("care integrated", "school", ",", ""):
        with pytest.raises(UnknownName):
            agency_called(name, agencies)


def test_a_partner_that_is_not_asked_is_said_to_be_none_of_those():
    partners = ("Exampleshire Police", "Transport police", "Health")
    assert agency_among("police", partners[:1], partners) == "Exampleshire Police"
    with pytest.raises(BadValue, match="Health is not among the agencies of it"):
        agency_among("health", partners[:2], partners)
    with pytest.raises(UnknownName, match="Type Exampleshire Police, Transport police or Health"):
        agency_among("army", partners[:1], partners)


def test_an_agency_that_is_no_partner_is_not_repeated_where_it_may_be_a_child():
    with pytest.raises(UnknownName) as error:
        agency_called("Casey Example", ["Police", "Health"])
    assert "Casey" not in str(error.value)
    assert "Type Police or Health." in str(error.value)
    with pytest.raises(BadValue, match="no partner agency is named"):
        agency_called("Police", [])


def test_an_agency_in_two_spellings_is_called_by_the_first_of_them():
    twice = '[[partners]]\nagency = "Police"\nin_scope = false\n[[partners]]\nagency = "POLICE"\n'
    assert work(f'{twice}[[audit]]\ncase = "EX-01"\n').audit[0].agencies == ("Police",)


def test_who_is_asked_where_the_file_names_nobody():
    found = work(PARTNERS + '[[request]]\nitem = "Lists"\n[[audit]]\ncase = "EX-01"\n')
    assert found.request[0].agencies == ("Exampleshire Police", "Children's services", "Health")
    assert found.audit[0].agencies == ("Exampleshire Police", "Children's services")
    named = work(PARTNERS + '[[audit]]\ncase = "EX-01"\nagency = "Health"\n').audit[0]
    assert named.agencies == ("Health",)


def test_without_partners_a_request_is_got_from_nobody_in_particular():
    request = work('[[request]]\nitem = "Lists"\ngot = 2027-02-24\n').request[0]
    assert (request.agencies, request.got) == ((), (("", day("2027-02-24")),))
    assert owing(request.agencies, request.got) == ()
    assert owing((), ()) == ("",)
    assert owing(("Police", "Health"), (("Police", day("2027-02-24")),)) == ("Health",)


def test_ids_are_of_the_title_and_each_is_once():
    sessions = (
        SESSION * 2 + SESSION.replace("Opening", "Opening 2") + SESSION.replace("Op", "\u00e9")
    )
    sessions += SESSION + 'id = "own"\n' + SESSION.replace("Opening", "!")
    ids = [each.id for each in work(sessions).session]
    assert ids == ["opening", "opening-2", "opening-2-2", "ening", "own", "session"]


def test_times_are_as_people_and_toml_write_them():
    for typed in ('"09:30"', '"9.30"', '" 9:30 "', "09:30:00", "09:30:59"):
        assert work(SESSION.replace('"09:30"', typed)).session[0].start == dt.time(9, 30)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SESSION.replace("10:30", "25:00"), "x.toml, line 4: end: is no time of day: '25:00'"),
        (SESSION.replace("day = 1", 'day = "1"'), "line 2: day: must be a whole number "),
        (SESSION.replace("10:30", "9:60"), "line 4: end: is no time of day"),
        (SESSION.replace('"10:30"', "10"), "line 4: end: is no time of day: 10"),
        (SESSION.replace('end = "10:30"', ""), "line 1: end: is missing"),
        (SESSION.replace("10:30", "09:30"), "line 4: end: is not after the start"),
        (SESSION.replace("day = 1", "day = 0"), "line 2: day: must be from 1 to 60, and is 0"),
        (SESSION.replace("day = 1", "day = true"), "line 2: day: must be a whole number "),
        (SESSION.replace("day = 1", ""), "line 1: day: is missing"),
        (SESSION + 'kind = "party"', "line 6: kind: must be opening, keep-in-touch"),
        (SESSION + 'mode = "letter"', "line 6: mode: must be in person, phone or video"),
        (SESSION + 'agency = "Police"', "line 6: agency: no partner agency is named"),
        (PARTNERS + SESSION + 'agency = "health"\nagencies = []', "line 13: agency: stands beside"),
        (
            PARTNERS + '[[request]]\nitem = "A"\ngot.Prison = 2027-02-24',
            "line 10: got: there is no partner agency called by that",
        ),
        (
            PARTNERS + '[[request]]\nitem = "A"\nagency="Health"\ngot.Police = 2027-02-24',
            "line 11: got: Exampleshire Police is not among the agencies of it. Add it to them",
        ),
        (PARTNERS + '[[request]]\nitem = "A"\ngot={health=2027-02-24,Health=2027-02-24}', "twice"),
        ('[[request]]\nitem = "A"\ndue = "soon"', "line 3: due"),
        ('[[request]]\nitem = "A"\ndew = 3', "Did you mean due"),
        ('[[audit]]\ncase = "EX-01"\n[[audit]]\ncase = "ex-01 "', "line 4: case: stands twice"),
        ("[[audit]]\ndue = 3", "line 1: case: is missing"),
        ("[[audit]]\ncase = 3", "line 2: case: must be a reference"),
        ('office_hours = "8:30"', 'line 1: office_hours: must be two times, as in "08:30-17:30"'),
        ('office_hours = "08:30-08:30"', "line 1: office_hours: does not end after"),
        ('office_hours = "17:30-08:30"', "line 1: office_hours: does not end after"),
        ('[[request]]\nitem = "A"\ndue = true', "line 3: due: "),
        (SESSION.replace("10:30", "24:00"), "line 4: end: is no time of day: '24:00'"),
        ("travel_minutes = -1", "line 1: travel_minutes: must be from 0 to 480"),
        ('[[partners]]\nagency = "A"\nkind = "army"', "line 3: kind: must be local-authority"),
        ('[[partners]]\nagency = "A"\nin_scope = "no"', "line 3: in_scope: must be true or false"),
    ],
)
def test_what_is_refused_and_where(text, said):
    assert said in refused(text)


def test_a_case_is_not_repeated_in_an_error():
    assert "Casey" not in refused('[[audit]]\ncase = "Casey\\n"')
    assert "Casey" not in refused('[[audit]]\ncase = "Casey"\n[[audit]]\ncase = "Casey"')


@pytest.mark.parametrize("date", ["2026-10-25", "2027-03-28", "2027-10-31"])
def test_the_hour_that_clocks_skip_or_show_twice_is_refused(date):
    text = SESSION.replace("day = 1", f"day = {date}")
    for start, end in (("01:00", "02:30"), ("00:30", "01:59"), ("01:30", "01:45")):
        assert "an hour that the clocks" in refused(
            text.replace("09:30", start).replace("10:30", end)
        )
    assert work(text.replace("09:30", "02:00")).session[0].day == day(date)
    assert work(text.replace("09:30", "00:00").replace("10:30", "00:59")).session
    for days in (7, 1):  # the week before, and the day
        other = text.replace(date, str(day(date) - dt.timedelta(days=days)))
        assert work(other.replace("09:30", "01:30")).session


@pytest.mark.parametrize("step", ["case-selection", "report", "set-upp"])
def test_agencies_have_only_steps_of_partners(jtai_here, tmp_path, step):
    file = tmp_path / "x.toml"
    text = "fieldwork_start = 2027-03-08\n" + PARTNERS + '[agencies]\nset-up = "health"\n'
    file.write_text(text)
    assert jtai_here("plan", "x.toml", "--format", "json").code == 0
    file.write_text(text.replace("set-up", step))
    run = jtai_here("plan", "x.toml")
    assert run.code == 2
    assert run.err.startswith("jtai: x.toml, line 9: agencies: there is no step of partners")


def test_an_agency_of_a_step_is_a_partner(jtai_here, tmp_path):
    (tmp_path / "x.toml").write_text(
        "fieldwork_start = 2027-03-08\n" + PARTNERS + '[agencies]\nset-up = "navy"\n'
    )
    run = jtai_here("plan", "x.toml")
    assert (run.code, run.err[:45]) == (2, "jtai: x.toml, line 10: set-up: there is no pa")


def test_a_date_typed_with_strokes_is_said():
    text = 'fieldwork_start = 2027-03-08\n[[request]]\nitem = "A"\ndue = "03/03/2027"\n'
    assert read_inspection(text, "x.toml").day_first == "03/03/2027"
