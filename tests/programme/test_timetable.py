"""The dates of a programme, how it lies on weeks, and its load, against answers from outside."""

import pytest

from jtai_cli.days.bank_holidays import calendar_for
from jtai_cli.days.periods import Span
from jtai_cli.days.school_year import SchoolYear
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.errors import BadValue, UnknownName
from jtai_cli.programme import timetable as t
from jtai_cli.programme.model import Team
from jtai_cli.programme.timetable import narrowed, timetable
from jtai_cli.rules.frameworks import SHIPPED
from jtai_cli.wording import WITHHELD
from tests.harness import answers
from tests.programme.small import SUMMER, TERM, day, programme, visit

# The published letters whose report came on the day of the rule. The first is the number of a row.
LETTERS = [(n, row) for n, row in enumerate(answers("letters.csv"), 2) if not row["why_not"]]
SHOWN = timetable(SUMMER)


def test_dates_are_those_of_the_published_letters():
    areas = [
        visit(f"L{row}", letter["area"], letter["fieldwork_start"], row=row)
        for row, letter in LETTERS
    ]
    found = {each.visit.row: each.plan for each in timetable(programme(*areas)).planned}
    assert len(found) == len(LETTERS) > 20
    for row, letter in LETTERS:
        plan = found[row]
        assert plan.framework.id == letter["rule"] in SHIPPED
        assert plan.report.due == day(letter["published"])


def test_bromley_and_haringey_are_as_their_letters_say():
    bromley, haringey = visit("B", "Bromley", "2025-01-20"), visit("H", "Haringey", "2017-12-04")
    shown = timetable(programme(bromley, haringey)).planned
    assert [each.visit.area for each in shown] == ["Haringey", "Bromley"]
    letters = {letter["area"]: letter for _, letter in LETTERS}
    assert shown[1].plan.statement.due == day(letters["Bromley"]["statement_due"])


def test_days_off_are_those_of_the_programmes_region():
    # By GOV.UK Easter Monday, 29 March 2027, is no bank holiday in Scotland.
    easter = visit("JT1", "Barchester", "2027-03-29", row=7)
    with pytest.raises(BadValue, match=r"areas\.csv, row 7: .* bank holiday \(Easter Monday\)"):
        timetable(programme(easter))
    scottish = programme(easter, calendar=calendar_for("SCT"))
    assert timetable(scottish).planned[0].plan.fieldwork.end == day("2027-04-02")


def test_weeks_are_those_of_a_paper_calendar():
    # JT1: 26 April 2027 is a Monday, and ten working days before it is Monday 12 April. JT2 loses
    # 3 May to the bank holiday, so that its notice begins on Friday 23 April. JT3 starts on the
    # Tuesday after the Spring bank holiday, and ends on Monday 7 June.
    cells = t.team_cells(SHOWN, "nobody")
    of = {"North": {}, "South": {}}
    for (name, monday), letters in cells.items():
        of[name][monday.isoformat()] = letters
    assert of["North"] == {
        "2027-04-12": "n",
        "2027-04-19": "n",
        "2027-04-26": "F",
        "2027-05-17": "n",
        "2027-05-24": "n",
        "2027-05-31": "F",
        "2027-06-07": "F",
        "2027-06-21": "r",  # 34 working days after 30 April: 3 and 31 May are off
        "2027-07-19": "r",  # 34 working days after 7 June: Friday 23 July
    }
    assert of["South"] == {
        "2027-04-19": "n",
        "2027-04-26": "n",
        "2027-05-03": "n",
        "2027-05-10": "F",
        "2027-05-24": "a",
        "2027-06-28": "r",  # 34 working days after 14 May: Friday 2 July
    }


def test_an_area_has_its_other_inspections():
    cells = t.area_cells(SHOWN)
    assert [cells["Borsetshire", day(monday)] for monday in ("2027-06-14", "2027-06-21")] == [
        "o",
        "o",
    ]
    assert not any(name == "Loamshire" for name, _ in cells)


def test_an_area_has_its_own_holidays_where_it_has_terms_of_its_own():
    early = SchoolYear((Span(day("2027-05-24"), day("2027-05-28"), "Half term"),), TERM.known)
    local = visit("JT3", "Exampleshire", "2027-05-24", "North", terms=("early.ics",))
    late = visit("JT2", "Borsetshire", "2027-05-24", "South")
    own = programme(local, late, schools=TERM, local_schools={("early.ics",): early})
    shown = timetable(own)
    letters = {place: text for place, text in t.area_cells(shown).items() if set(text) & {*"s?"}}
    assert {(name, monday.isoformat()): text for (name, monday), text in letters.items()} == {
        ("Exampleshire", "2027-05-24"): "Fs",
        # What is known of TERM ends with Wednesday 21 July.
        ("Exampleshire", "2027-07-19"): "?",
    }
    marks = {week.monday.isoformat(): week.marks for week in t.weeks_of(shown)}
    assert (marks["2027-05-24"], marks["2027-05-31"]) == ("", "bs")


def test_what_lies_in_a_week_is_named():
    marks = {week.monday.isoformat(): (week.marks, week.words) for week in t.weeks_of(SHOWN)}
    assert marks["2027-05-03"] == ("bP", ("Early May bank holiday", "Local elections"))
    assert marks["2027-05-31"] == ("bs", ("Spring bank holiday", "Half term"))
    assert marks["2027-07-19"] == ("?", ("not known whether schools are open",))
    assert marks["2027-05-10"] == ("", ())
    assert min(marks) == "2027-04-12" and max(marks) == "2027-07-19"


def test_weeks_reach_from_the_first_call_to_the_last_report():
    early = programme(visit("JT1", "Barchester", "2027-04-12"))
    mondays = [week.monday.isoformat() for week in t.weeks_of(timetable(early))]
    # Easter: 29 March is off and so is Good Friday, so that the call is on Wednesday 24 March.
    assert mondays[0] == "2027-03-22"
    late = timetable(programme(visit("JT1", "Barchester", "2027-07-12")))
    assert t.weeks_of(late)[-1].monday == day("2027-08-30")  # due on Friday 3 September


def test_load_of_a_week_counts_what_is_in_it():
    weeks = {week.monday.isoformat(): week.counts for week in t.weeks_of(SHOWN)}
    assert weeks["2027-04-12"] == (1, 1, 0, 0)
    assert weeks["2027-04-26"] == (0, 2, 1, 0)
    assert weeks["2027-06-07"] == (0, 1, 1, 0)
    assert weeks["2027-06-21"] == (0, 0, 0, 1)


def test_load_of_teams_and_inspectorates():
    north, south = t.team_loads(SHOWN)
    assert north == ("North", 2, 1, Span(day("2027-04-12"), day("2027-06-07"), "North"))
    assert south[:3] == ("South", 1, 1)
    loads = {load.name: load[1:3] for load in t.inspectorate_loads(SHOWN)}
    # JT1 and JT2 share the days from 23 to 30 April; domestic abuse has HMI Probation.
    assert loads == {"Ofsted": (3, 2), "CQC": (3, 2), "HMICFRS": (3, 2), "HMI Probation": (1, 1)}


def test_a_team_without_visits_has_no_days():
    assert t.team_loads(timetable(programme()))[0] == ("North", 0, 0, None)


def test_of_several_teams_none_is_said_and_an_only_one_is():
    start = visit("JT1", "Barchester", "2027-04-26")
    assert timetable(programme(start)).planned[0].team is None
    assert timetable(programme(start, teams=(Team("East"),))).planned[0].team == "East"
    both = start._replace(teams=("North", "South"))
    assert timetable(programme(both)).planned[0].team is None


def test_a_part_is_shown_by_team_or_area():
    def references(shown):
        return [each.visit.reference for each in shown.planned], len(shown.unplaced)

    assert references(narrowed(SHOWN, team="North")) == (["JT1", "JT3"], 1)
    assert [team.name for team in narrowed(SHOWN, team="North").teams] == ["North"]
    assert references(narrowed(SHOWN, area="borsetshire council")) == (["JT2"], 0)
    with pytest.raises(UnknownName, match=r"team called 'Nroth'.*North"):
        narrowed(SHOWN, team="Nroth")
    with pytest.raises(UnknownName, match="Did you mean Barchester"):
        narrowed(SHOWN, area="Barchster")


def test_one_area_is_one_row_however_it_is_written():
    twice = programme(
        visit("JT1", "Bristol, City of", "2027-04-26"), visit("JT2", "Bristol", "2027-06-14")
    )
    assert {name for name, _ in t.area_cells(timetable(twice))} == {"Bristol, City of"}


def test_what_may_be_a_childs_is_left_out():
    told = visit("File of Mike Brown", "Barchester", "2027-04-26", notes="Jo", row=2)
    shown = timetable(programme(told._replace(more=(("Contact", "Jo Bloggs"),)))).planned[0].visit
    assert WITHHELD in shown.reference
    assert not shown.notes and not shown.more


def test_bank_holidays_of_its_own_count():
    jubilee = (NamedDay(day("2027-04-20"), "Jubilee"),)
    own = calendar_for("ENG", extra_bank_holidays=jubilee)
    made = timetable(programme(visit("JT1", "Barchester", "2027-04-26"), calendar=own))
    # Ten working days before 26 April without Tuesday 20 April: Friday 9 April.
    assert made.planned[0].plan.notification.date == day("2027-04-09")
    assert t.weeks_of(made)[2].words == ("Jubilee",)


def test_weeks_reach_to_the_end_of_the_programme():
    early = timetable(programme(visit("JT1", "Barchester", "2027-04-26")))  # report on 21 June
    assert t.weeks_of(early)[-1].monday == day("2027-07-19")


def test_a_poll_that_was_put_off_is_none():
    of_2020 = programme(first=day("2020-04-27"), last=day("2020-05-15"))
    assert [week.marks for week in t.weeks_of(timetable(of_2020))] == ["", "b", ""]  # VE Day


def test_a_closed_day_that_is_off_anyway_is_no_school_holiday():
    may_day = Span(day("2027-05-03"), day("2027-05-03"), "May Day")
    schools = SchoolYear((may_day,), (Span(day("2027-04-12"), day("2027-07-23"), ""),))
    weeks = t.weeks_of(timetable(programme(schools=schools)))
    assert [week.marks for week in weeks if week.marks] == ["bP", "b"]


def test_without_a_theme_three_inspectorates_take_part():
    loads = t.inspectorate_loads(timetable(programme(visit("JT1", "Wessex", "2027-04-26"))))
    assert [load.name for load in loads] == ["Ofsted", "CQC", "HMICFRS"]


@pytest.mark.parametrize(
    ("starts", "most"),
    [  # notice begins ten working days before, so that the span ends on the 19th day of it
        (["2027-06-07", "2027-06-07"], 2),
        (["2027-06-14", "2027-07-05"], 1),  # to 18 June, and from 21 June
        (["2027-06-14", "2027-07-02"], 2),  # from 18 June, the last day of the other
        (["2027-06-07", "2027-06-14", "2027-06-21", "2027-07-19"], 3),
    ],
)
def test_the_most_at_once_is_that_of_a_day(starts, most):
    visits = [visit(f"J{n}", "Wessex", start, "North") for n, start in enumerate(starts)]
    assert t.team_loads(timetable(programme(*visits)))[0].most == most
