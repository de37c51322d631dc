"""What a comparison says first: by how much the dates move, and what lies in the way of each."""

import re

import pytest

from jtai_cli.days.periods import Closure, Span
from jtai_cli.days.school_year import SchoolYear
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.plan.compare import compare
from jtai_cli.render.compare import compare_object, compare_page
from jtai_cli.writers import plain
from tests.conftest import day
from tests.plan.test_compare import OWN, side

TERMS = SchoolYear(
    (Span(day("2027-05-31"), day("2027-06-04"), "Half term"),),
    (Span(day("2027-04-12"), day("2027-07-02"), ""),),
)


def page(a, b, schools=None, **wanted):
    return plain.write(compare_page(compare(a, b), schools, **wanted))


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        (
            side(),
            side("2027-07-05"),
            "Notification, fieldwork, the report and the statement move 5 working days later.",
        ),
        (
            side("2027-06-07"),  # over the Spring bank holiday
            side("2027-05-24"),
            "Notification, fieldwork, the report and the statement move 9 working days earlier.",
        ),
        (
            side(notified=day("2027-06-14")),
            side("2027-06-29", notified=day("2027-06-14")),
            "Fieldwork, the report and the statement move 1 working day later; notification stays.",
        ),
        (
            side(),
            side(fieldwork_days=6),
            "The report, the statement and fieldwork's end move 1 working day later; notification "
            "and fieldwork's start stay.",
        ),
        (
            side(),
            side("2027-06-27"),  # a Sunday: fieldwork is counted from the Monday
            "Nothing moves.",
        ),
        (
            side(),  # published on Thursday 19 August, the rule's date, or a week later
            side(published=day("2027-08-26")),
            "The report and the statement move 5 working days later; notification and fieldwork "
            "stay.",
        ),
        (
            side(published=day("2027-08-20")),
            side(published=day("2027-08-21")),  # a Saturday, from which 70 working days are as many
            "The report moves 1 day later; notification, fieldwork and the statement stay.",
        ),
        (side(), side(), "Nothing moves."),
        (
            side(),
            side(steps=(OWN,)),
            "Notification, fieldwork, the report and the statement stay.",
        ),
    ],
)
def test_it_begins_with_by_how_much_the_dates_move(a, b, said):
    assert " ".join(page(a, b).partition("\n\n")[0].split()) == said


def test_what_lies_in_the_way_of_each():
    shut = (Closure(day("2027-05-26"), day("2027-05-28"), "Shut"),)
    poll = (NamedDay(day("2027-07-22"), "By-election"),)
    a = side("2027-05-24", closures=shut, elections=poll)
    b = side("2027-06-14", elections=poll)  # notified on 28 May; its report is due on 5 August
    text = page(a, b, TERMS)
    assert [line for line in text.splitlines() if re.search(" (From|To|both)  +", line)][1:] == [
        "Bank holidays         From  none",
        "Bank holidays         To    Spring bank holiday (31 May)",
        "Closures              From  Shut (26 to 28 May)",
        "Closures              To    none",
        "School holidays       From  none",
        "School holidays       To    Half term (31 May to 4 Jun)",
        "Election near report  both  By-election (22 Jul)",
    ]
    assert "not looked at" not in text
    found = compare_object(compare(a, b), TERMS, warnings=())
    assert found["moved_by"] == dict.fromkeys(
        ("notification", "fieldwork", "report", "statement"), 14
    )
    assert [str(each["date"]) for each in found["a"]["closures"]] == [
        *("2027-05-26", "2027-05-27", "2027-05-28")
    ]
    assert [each["name"] for each in found["b"]["school_holidays"]] == ["Half term"]
    assert found["b"]["election"]["name"] == "By-election"
    assert (str(found["b"]["notification"]["date"]), str(found["b"]["report"]["due"])) == (
        *("2027-05-28", "2027-08-05"),
    )


def test_days_of_which_it_is_not_known_whether_schools_are_open_are_no_school_days():
    a, b = side("2027-06-21"), side("2027-06-28")
    known = TERMS._replace(known=(Span(day("2027-04-12"), day("2027-06-25"), ""),))
    assert "School holidays       To    none; not known: 28 Jun to 2 Jul\n" in page(a, b, known)
    found = compare_object(compare(a, b), known, warnings=())
    assert found["a"]["school_days_unknown"] == []
    assert [f"{each:%d}" for each in found["b"]["school_days_unknown"]] == [
        *("28", "29", "30", "01", "02")
    ]


def test_schools_that_were_not_looked_at_are_not_said_to_be_open():
    text = page(side(), side())
    assert "School holidays were not looked at" in text
    assert "School holidays  " not in text
    found = compare_object(compare(side(), side()), warnings=())
    assert found["a"]["school_holidays"] is found["a"]["school_days_unknown"] is None


def test_steps_come_on_request():
    a, b = side("2027-05-17"), side("2027-05-26", steps=(OWN,))
    first, whole = page(a, b), page(a, b, steps=True)
    steps = "15 steps move, 1 step is new and 2 steps are newly on a day off"
    assert f"{steps}: add --steps to see each." in first.replace("\n", " ")
    assert "Keep-in-touch meetings" not in first
    assert "7 working days later  Mon 17 to Fri 21 May 2027" in whole
    assert "Only in the second\n" in whole
    assert "Newly on a bank holiday or closure\n" in whole
    assert "--steps" not in whole


def test_closed_days_are_one_span_only_where_they_are_of_one_name_and_in_a_row():
    """From notification on Monday 14 June 2027; a weekend between Friday and Monday is no gap."""
    shut = (
        Closure(day("2027-06-15"), day("2027-06-15"), "Shut"),
        Closure(day("2027-06-17"), day("2027-06-18"), "Shut"),
        Closure(day("2027-06-21"), day("2027-06-21"), "Shut"),
        Closure(day("2027-06-22"), day("2027-06-22"), "Moving"),
    )
    told = "Shut (15 Jun), Shut (17 to 21 Jun) and Moving (22 Jun)"
    assert f"Closures              both  {told}\n" in page(*[side(closures=shut)] * 2)


def test_a_step_on_two_days_off_is_counted_once():
    """Notified on 18 March, the four steps of week 2 have Good Friday and Easter Monday."""
    text = page(side("2027-03-08"), side("2027-04-05"))
    assert "15 steps move and 4 steps are newly on a day off: add" in text


def test_the_dates_move_by_the_working_days_of_the_second():
    """Off in Scotland are 27 and 28 December, 3 and 4 January; in England the 4th is worked."""
    a, b = side("2027-12-20"), side("2028-01-10", region="SCT")
    assert compare_object(compare(a, b), warnings=())["moved_by"]["fieldwork"] == 11
    assert "fieldwork" in page(a, b).partition(" 11 working days later")[0]


def test_a_date_after_a_saved_plan_has_no_elections_where_none_are_wanted(jtai, tmp_path):
    saved = tmp_path / "plan.json"
    assert jtai("plan", "2027-03-08", "-o", saved).code == 0
    text = jtai("compare", saved, "2027-03-08", "--no-elections").out
    assert "Election near report  To    none\n" in text


def test_a_saved_plan_kept_neither_what_was_likely_nor_an_election(jtai, tmp_path):
    saved = tmp_path / "plan.json"
    assert jtai("plan", "2027-03-08", "-o", saved).code == 0
    text = re.sub("  +", "  ", jtai("compare", saved, "2027-03-08").out)
    assert "Report likely  not in a saved plan  4 May, or if it votes 4 to 19 May\n" in text
    assert "Election near report  From  not in a saved plan\n" in text
    assert "Election near report  To  Local elections (6 May), if the area votes\n" in text
    found = jtai("compare", saved, "2027-03-08", "--format", "json").json()
    report = {"due": "2027-05-04", "published": None, "likely": None}
    assert (found["a"]["report"], found["a"]["election"]) == (report, None)
    assert found["b"]["report"]["due"] == "2027-05-04"


def test_a_date_after_a_saved_plan_has_the_elections_that_are_given(jtai, tmp_path):
    """The table's local elections of 6 May, and one more, if the area has none then."""
    saved = tmp_path / "plan.json"
    assert jtai("plan", "2027-03-08", "-o", saved).code == 0
    text = jtai("compare", saved, "2027-03-08", "--election", "2027-04-29=By-election").out
    told = "Local elections (6 May), if the area votes; else By-election (29 Apr)"
    assert told in text
    assert "Likely: in the share of cases" in text
    assert "Likely: in the share" not in jtai("compare", saved, saved).out


def test_a_saved_plan_has_the_day_on_which_its_report_came(jtai, tmp_path):
    saved, file = tmp_path / "plan.json", tmp_path / "a.toml"
    file.write_text("fieldwork_start = 2025-03-03\n[actual]\npublished = 2025-05-07\n")
    assert jtai("plan", file, "-o", saved).code == 0
    assert jtai("compare", saved, file).out.startswith("Nothing moves.")


def test_a_report_that_has_come_is_no_longer_likely():
    text = page(side(), side(published=day("2027-08-26")))
    assert "Report            Thu 19 Aug 2027               Thu 26 Aug 2027" in text
    assert "Report likely     19 Aug                        it has come" in text


TERM_DATES = """\
[[holidays]]
name = "Half term"
from = 2027-05-31
to = 2027-06-04
"""


def test_school_holidays_are_read_from_files(jtai, tmp_path):
    terms = tmp_path / "terms.toml"
    terms.write_text(TERM_DATES)
    run = jtai("compare", "2027-06-14", "2027-06-21", "--terms", terms)
    assert "School holidays       From  Half term (31 May to 4 Jun)" in run.out
    run = jtai("compare", "2027-06-14", "2027-06-21", "--terms", tmp_path / "none.toml")
    assert (run.code, run.out) == (2, "")
    assert "none.toml" in run.err


def test_an_election_no_longer_matters_once_the_report_has_come(jtai, tmp_path):
    (tmp_path / "a.toml").write_text("fieldwork_start = 2027-03-08\n")
    published = "fieldwork_start = 2027-03-08\n[actual]\npublished = 2027-05-10\n"
    (tmp_path / "b.toml").write_text(published)
    text = jtai("compare", tmp_path / "a.toml", tmp_path / "b.toml", "-q").out
    assert re.search(r"Election near report +To +the report has come\n", text)
