"""Classes, spreads and likely dates: laws, and answers counted by hand."""

import datetime as dt
from fractions import Fraction
from statistics import median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtai_cli.days.bank_holidays import calendar_for
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.errors import BadValue
from jtai_cli.letters.added import merged
from jtai_cli.letters.backtest import backtest
from jtai_cli.letters.letters import read_letters, shipped_letters
from jtai_cli.letters.likely import FEWEST, by_then, class_of
from jtai_cli.letters.measured import measured, shipped_evidence, spread, summaries
from jtai_cli.plan.deadlines import report_deadline
from jtai_cli.rules.frameworks import SHIPPED, shipped_framework
from tests.conftest import day
from tests.frozen import own_frameworks

ENGLAND = calendar_for("ENG")
FRAMEWORKS = [shipped_framework(name) for name in SHIPPED]
EVERY = measured(ENGLAND, shipped_letters(), FRAMEWORKS)
JTAI_2022 = shipped_framework("jtai-2022")

ROW = {
    "area": "Exampleshire",
    "theme": "front-door",
    "fieldwork_start": "2026-06-15",
    "fieldwork_end": "2026-06-19",
    "published": "2026-08-06",
}


def likely(ended, *, started=None, framework=JTAI_2022, **given):
    start = day(started) if started else None
    return report_deadline(ENGLAND, framework, day(ended), started=start, **given).likely


@given(st.lists(st.integers(0, 300), min_size=1), st.integers(1, 10))
def test_by_then_is_the_first_day_by_which_so_many_tenths_had_come(days, tenths):
    ordered = sorted(days)
    reached = by_then(ordered, tenths)

    def share(limit):
        return Fraction(sum(day <= limit for day in days), len(days))

    assert reached in days
    assert share(reached) >= Fraction(tenths, 10)
    assert all(share(other) < Fraction(tenths, 10) for other in days if other < reached)


@given(st.lists(st.integers(1, 300), min_size=1))
def test_a_spread_lies_in_order_and_its_median_is_that_of_statistics(days):
    found = spread(days, 34)
    assert found.earliest <= found.median <= found.p90 <= found.latest
    assert (found.n, found.on_rule) == (len(days), days.count(34))
    assert found.median == median_low(days)


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        ("2026-10-26", "2026-10-30", "ordinary"),
        ("2026-10-28", "2026-11-03", "winter"),
        ("2026-12-30", "2027-01-06", "winter"),
        ("2027-01-01", "2027-01-08", "ordinary"),
        (None, "2026-11-01", "winter"),
        (None, "2027-01-01", "ordinary"),
        ("2026-10-01", "2027-01-20", "winter"),
    ],
)
def test_winter_is_a_day_of_fieldwork_in_november_or_december(start, end, kind):
    assert class_of(start and day(start), day(end), None) == kind


def test_an_ordinary_date():
    # 34 and 49 working days after Friday 11 June 2027, on a paper calendar.
    found = likely("2027-06-11")
    assert (found.kind, found.letters) == ("ordinary", (34,) * 13 + (49,))
    assert (found.on_rule, found.median.days, str(found.median.date)) == (13, 34, "2027-07-29")
    assert found.p90 == found.median  # 13 of 14 is more than nine in ten
    assert (found.latest.days, str(found.latest.date)) == (49, "2027-08-19")


def test_the_calendar_basis_counts_letters_in_calendar_days():
    found = likely("2027-06-11", basis="calendar")
    assert (found.kind, found.on_rule, found.median.days) == ("ordinary", 0, 34)


def test_a_winter_date_and_one_near_an_election():
    assert likely("2026-12-04").letters == (37, 41, 43, 44, 47, 49, 51)
    assert likely("2027-03-12").letters == (34, 35, 37, 38, 46, 53, 66)
    assert likely("2027-03-12", no_elections=True).kind == "ordinary"
    mayor = [NamedDay(day("2027-07-29"), "Mayor")]
    assert likely("2027-06-11", elections=mayor).kind == "election"


def test_nothing_is_said_once_the_report_is_out():
    assert likely("2027-03-12", published=day("2027-05-04")) is None


def test_from_five_letters_on_a_date_is_said():
    winters = [each.wait for each in EVERY if each.kind == "winter" and each.framework is JTAI_2022]
    assert len(winters) == FEWEST + 2
    enough, few = (likely("2026-12-04", letters=winters[:n]) for n in (FEWEST, FEWEST - 1))
    assert (len(enough.letters), enough.median is None) == (5, False)
    assert (len(few.letters), few.on_rule, few.median, few.p90, few.latest) == (4, *[None] * 4)


def test_no_letter_speaks_for_another_framework():
    assert shipped_evidence("peer-challenge") == ()
    assert len(shipped_evidence("jtai-2016")) == 35
    assert len(shipped_evidence("jtai-2022")) == 28


def test_solihull_lies_between_the_frameworks():
    (solihull,) = [each for each in EVERY if each.framework is None]
    assert (solihull.letter.area, solihull.due, solihull.on_rule) == ("Solihull", None, None)
    assert (solihull.working_days, solihull.calendar_days) == (26, 38)
    assert list(summaries([solihull])) == []


def test_what_the_rules_and_warnings_say_of_the_letters_is_so():
    report = {
        (each.framework.id, each.basis, each.kind): each.spread
        for each in summaries(EVERY)
        if each.measure == "report"
    }
    new, old = report["jtai-2022", "working", None], report["jtai-2016", "working", None]
    ordinary, literal = (
        report["jtai-2022", "working", "ordinary"],
        report["jtai-2022", "calendar", None],
    )
    why = own_frameworks()["jtai-2022"].report.why
    assert f"of the {new.n} since May 2022 in 'jtai evidence', {new.on_rule} came exactly 34" in why
    assert f"({ordinary.on_rule} of the {ordinary.n} that no winter and no election held up)" in why
    assert "and none earlier" in why
    assert new.earliest == 34
    assert f"(the quickest took {literal.earliest})" in why
    assert literal.earliest > 34
    why = own_frameworks()["jtai-2016"].report.why
    assert f"of the {old.n} from 2016 to 2020 in 'jtai evidence', {old.on_rule} came" in why
    assert f"and {old.median} is their median" in why
    statements = [each for each in EVERY if each.letter.statement_due]
    exact = sum(each.statement_working_days == 70 for each in statements)
    for framework in own_frameworks().values():
        why = framework.statement.why
        assert f"All {len(EVERY)} letters in 'jtai evidence' ask for a statement" in why
        assert f"of the {len(statements)} that give one, {exact} give exactly 70 working" in why
    assert f"in 6 of the {new.n} since May 2022" in own_frameworks()["jtai-2022"].statement.why
    starts = [each.letter.fieldwork_start for each in EVERY]
    assert (len(starts), sum(start.weekday() == 0 for start in starts)) == (64, 62)
    days = [start + dt.timedelta(days=n) for start in starts for n in range(5)]
    assert not [day for day in days if day.month == 8]
    assert not [day for day in days if (day.month, day.day) >= (12, 17)]
    assert not [day for day in days if (day.month, day.day) <= (1, 9)]


def test_a_back_test_looks_at_nothing_that_came_later():
    whole = {trial.measured.letter.area: trial for trial in backtest(ENGLAND, EVERY, EVERY).trials}
    for each in EVERY:
        start = each.letter.fieldwork_start
        known = [other for other in EVERY if other.letter.published < start]
        for trial in backtest(ENGLAND, known, [each]).trials:
            assert trial == whole[each.letter.area]


def test_a_row_added_takes_the_place_of_one_of_the_same_inspection():
    (letter,) = read_letters([(2, {**ROW, "area": "BROMLEY", "published": "2026-08-07"})], "x.csv")
    found, notes = merged(shipped_letters(), [letter])
    assert (len(found), notes) == (65, [])  # Bromley was in 2025
    (again,) = read_letters([(2, {**ROW, "area": "bromley"})], "x.csv")
    found, (note,) = merged([letter], [again._replace(file="y.csv")])
    assert [each.published for each in found] == [again.published]
    assert note.startswith("y.csv: 'bromley', fieldwork from ")
    assert note.endswith("ours: Friday 7 August 2026).")


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"fieldwork_end": "2026-06-14"}, "fieldwork_end"),
        ({"fieldwork_end": "2026-08-15", "published": "2026-09-15"}, "fieldwork_end"),
        ({"published": "2026-06-19"}, "published"),
        ({"published": "2027-06-21"}, "published"),
        ({"statement_due": "2026-08-06"}, "statement_due"),
        ({"statement_due": "2027-08-08"}, "statement_due"),
        ({"area": ""}, ""),
        ({"published": "6 Augst 2026"}, "published"),
    ],
)
def test_a_row_that_cannot_be_right(changes, where):
    with pytest.raises(BadValue) as caught:
        read_letters([(7, {**ROW, **changes})], "x.csv")
    assert str(caught.value).startswith(f"x.csv, row 7: {where}")


@pytest.mark.parametrize(
    "changes",
    [
        {"fieldwork_end": "2026-06-15"},
        {"fieldwork_end": "2026-08-14", "published": "2026-09-15"},
        {"published": "2026-06-20"},
        {"published": "2027-06-20"},
        {"statement_due": "2026-08-07"},
        {"statement_due": "2027-08-07"},
    ],
)
def test_a_row_at_the_edge_of_what_can_be(changes):
    assert read_letters([(7, {**ROW, **changes})], "x.csv")
