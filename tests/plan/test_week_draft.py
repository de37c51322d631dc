"""The first version of the fieldwork week: what is in it, inside what, and beside what."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtai_cli.judge.sessions import session_findings
from jtai_cli.plan.inspection import with_values
from jtai_cli.plan.reading import read_inspection
from jtai_cli.plan.sessions import fieldwork_days, held_sessions, minutes_between
from jtai_cli.plan.timetable import plan
from jtai_cli.plan.week_draft import draft_week
from jtai_cli.plan.work import SESSION_KINDS
from jtai_cli.rules.frameworks import shipped_framework

START = "fieldwork_start = 2027-03-08\n"
PARTNERS = "".join(f'[[partners]]\nagency = "{name}"\n' for name in ("Police", "Health", "Schools"))


def made(text, framework="jtai-2022"):
    return plan(read_inspection(text, "x.toml"), shipped_framework(framework))


def session(day, start, end, kind, agencies=()):
    return (
        f'[[session]]\nday = {day}\nstart = "{start}"\nend = "{end}"\ntitle = "T"\n'
        f'kind = "{kind}"\nagencies = {list(agencies)}\n'
    )


def said(draft):
    return [
        f"{each.day} {each.start:%H:%M} {each.kind}{''.join(f' {name}' for name in each.agencies)}"
        for each, _ in draft.sessions
    ]


def whole(found):
    """The plan with the sessions that are suggested in it."""
    draft = draft_week(found)
    sessions = (*found.inspection.work.session, *(each.session for each in draft.sessions))
    inspection = with_values(found.inspection, session=sessions)
    return plan(inspection, found.framework), draft


def test_the_first_version_of_a_usual_week():
    draft = draft_week(made(START + PARTNERS))
    everybody = "Police Health Schools"
    assert said(draft) == [
        f"1 09:30 opening {everybody}",
        f"1 16:00 keep-in-touch {everybody}",
        f"2 09:30 case-audit {everybody}",
        "2 11:15 case-sampling",
        "2 13:30 interview Police",
        "2 14:45 observation",
        f"2 16:00 keep-in-touch {everybody}",
        f"3 09:30 case-audit {everybody}",
        "3 11:15 case-sampling",
        "3 13:30 interview Health",
        "3 14:45 observation",
        f"3 16:00 keep-in-touch {everybody}",
        f"4 09:30 case-audit {everybody}",
        "4 11:15 case-sampling",
        "4 13:30 interview Schools",
        "4 14:45 observation",
        f"4 16:00 keep-in-touch {everybody}",
        f"5 09:30 keep-in-touch {everybody}",
        f"5 14:30 final {everybody}",
    ]
    assert draft.no_room == ()


def test_what_is_ours_is_told_from_what_the_framework_names():
    draft = draft_week(made(START + PARTNERS))
    assert {source.id for _, source in draft.sessions} == {"cyp-now-2022"}
    # The framework of 2016 has its own steps; those that it lacks rest on nothing.
    steps = {step.id for step in shipped_framework("jtai-2016").steps}
    older = draft_week(made("fieldwork_start = 2017-12-04\n", "jtai-2016"))
    named = {each.kind for each, source in older.sessions if source}
    assert ("keep-in-touch" in named) == ("keep-in-touch" in steps)


@pytest.mark.parametrize("days", [1, 2, 3, 5, 10])
@pytest.mark.parametrize("hours", ["08:00-18:00", "12:30-17:30", "08:00-12:30"])
def test_a_week_as_drafted_has_no_finding(days, hours):
    text = f'{START}fieldwork_days = {days}\noffice_hours = "{hours}"\n{PARTNERS}'
    found, draft = whole(made(text))
    assert [finding.message for *_, finding in session_findings(found)] == []
    # ... and there is nothing left to draft but what had no room.
    assert draft_week(found) == ((), draft.no_room)


def test_many_agencies_are_all_met_in_sessions_side_by_side():
    names = [f"Agency {number}" for number in range(20)]
    text = START + "".join(f'[[partners]]\nagency = "{name}"\n' for name in names)
    found, draft = whole(made(text))
    assert list(session_findings(found)) == []
    interviews = [each for each, _ in draft.sessions if each.kind == "interview"]
    assert sorted(each.agencies[0] for each in interviews) == sorted(names)


def test_an_agency_out_of_scope_is_not_met_and_without_agencies_there_are_interviews():
    text = START + PARTNERS + "in_scope = false\n"  # the schools
    assert not any("Schools" in each for each in said(draft_week(made(text))))
    alone = said(draft_week(made(START)))
    assert [each for each in alone if "interview" in each] == [
        *("2 13:30 interview", "3 13:30 interview", "4 13:30 interview"),
    ]


def test_an_agency_in_two_spellings_is_met_once_by_the_first_of_them():
    text = START + PARTNERS.replace('"Police"\n', '"Police"\nin_scope = false\n')
    found, draft = whole(made(text + '[[partners]]\nagency = "POLICE"\n'))
    assert {name for each, _ in draft.sessions for name in each.agencies} == {
        *("Police", "Health", "Schools"),
    }
    assert draft_week(found).sessions == ()


def test_what_the_file_has_is_not_drafted_again():
    text = START + PARTNERS
    text += session(2, "10:00", "11:00", "opening") + session(
        "2027-03-10", "09:00", "09:20", "final"
    )
    text += session(3, "08:00", "08:10", "keep-in-touch")
    text += session(1, "11:00", "12:00", "interview", ["Health"])
    kinds = [each.split()[2] for each in said(draft_week(made(text)))]
    assert "opening" not in kinds
    assert "final" not in kinds
    days = [each[0] for each in said(draft_week(made(text))) if "keep-in-touch" in each]
    assert days == ["1", "2", "4", "5"]
    assert [each for each in said(draft_week(made(text))) if "interview" in each] == [
        *("2 13:30 interview Police", "4 13:30 interview Schools"),
    ]


def test_a_session_of_the_file_is_given_way_to_with_a_break():
    text = START + PARTNERS + session(1, "09:00", "09:50", "other", ["Police"])
    assert said(draft_week(made(text)))[0].startswith("1 10:05 opening")
    # One without agencies is in nobody's way.
    text = START + PARTNERS + session(1, "09:00", "09:50", "other")
    assert said(draft_week(made(text)))[0].startswith("1 09:30 opening")


def test_what_has_no_room_is_left_out_and_the_rest_is_not():
    draft = draft_week(made(f'{START}office_hours = "09:30-10:45"\n{PARTNERS}'))
    assert "1 09:30 opening Police Health Schools" in said(draft)
    assert [(row.kind, day) for row, day in draft.no_room][:2] == [
        ("keep-in-touch", 1),  # 15 minutes and 30 do not fit behind the opening
        ("final", 5),
    ]


def test_no_session_begins_a_minute_before_office_hours_or_ends_a_minute_after():
    draft = said(draft_week(made(f'{START}office_hours = "09:31-15:29"\n')))
    assert draft[:2] == ["1 09:31 opening", "1 14:59 keep-in-touch"]
    assert draft[-1] == "5 14:29 final"


def test_in_a_short_day_the_last_meeting_is_not_the_first():
    draft = said(draft_week(made(f'{START}office_hours = "08:00-12:30"\n{PARTNERS}')))
    everybody = "Police Health Schools"
    assert [each for each in draft if each[0] in "15"] == [
        f"1 09:30 opening {everybody}",
        f"1 12:00 keep-in-touch {everybody}",
        f"5 09:30 keep-in-touch {everybody}",
        f"5 11:30 final {everybody}",
    ]


def test_ids_are_new_and_hold_no_day():
    text = START + session(5, "10:00", "11:00", "other").replace("title", 'id = "opening-1"\ntitle')
    ids = [each.id for each, _ in draft_week(made(text)).sessions]
    assert ids[0] == "opening-2"
    assert len(set(ids)) == len(ids)
    assert [each for each in ids if "keep" in each] == [
        f"keep-in-touch-{number}" for number in range(1, 6)
    ]


def clock(minutes):
    return f"{minutes // 60:02}:{minutes % 60:02}"


@st.composite
def files(draw):
    """A file with any partners, hours, length, bank holidays and sessions."""
    start = dt.date(2027, 9, 6) + dt.timedelta(weeks=draw(st.integers(0, 12)))
    opens = draw(st.integers(0, 1200))
    text = (
        f"fieldwork_start = {start}\nfieldwork_days = {draw(st.integers(1, 10))}\n"
        f'office_hours = "{clock(opens)}-{clock(draw(st.integers(opens + 1, 1439)))}"\n'
        f"bank_holidays = [{start + dt.timedelta(draw(st.integers(1, 4)))}]\n"
    )
    names = draw(st.lists(st.sampled_from(["Police", "POLICE", "Health", "Schools", "Courts"])))
    for name in names:
        text += f'[[partners]]\nagency = "{name}"\nin_scope = {draw(st.sampled_from(SCOPE))}\n'
    whose = st.lists(st.sampled_from(names), unique=True) if names else st.just([])
    for _ in range(draw(st.integers(0, 4))):
        first = draw(st.integers(480, 1000))
        last = clock(first + draw(st.integers(5, 120)))
        when = draw(st.integers(1, 8) | st.just(start) | st.just(start + dt.timedelta(2)))
        text += session(when, clock(first), last, draw(st.sampled_from(SESSION_KINDS)), draw(whose))
    return text


SCOPE = ("true", "true", "false")


@given(files())
def test_whatever_the_file_a_draft_fits_beside_what_is_there(text):
    found, draft = whole(made(text))
    opens, closes = found.inspection.work.office_hours
    new, days = {each.id for each, _ in draft.sessions}, len(fieldwork_days(found))
    held = held_sessions(found)
    for one, date, number in held:
        if one.id not in new:
            continue
        assert opens <= one.start < one.end <= closes
        assert 1 <= one.day <= days
        for other, its_date, its_number in held:
            if date == its_date and number != its_number and {*one.agencies} & {*other.agencies}:
                gaps = minutes_between(one.end, other.start), minutes_between(other.end, one.start)
                assert max(gaps) >= 15
    met = {agency for each, *_ in held for agency in each.agencies}
    assert draft.no_room or met >= {*found.inspection.identity.in_scope}
    assert draft_week(found) == ((), draft.no_room)
