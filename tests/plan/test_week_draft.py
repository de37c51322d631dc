"""The first version of the fieldwork week: what is in it, inside what, and beside what."""

import pytest

from jtai_cli.judge.sessions import session_findings
from jtai_cli.plan.inspection import with_values
from jtai_cli.plan.reading import read_inspection
from jtai_cli.plan.timetable import plan
from jtai_cli.plan.week_draft import draft_week
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
