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
from jtai_cli.letters.backtest import backtest, evidence_of
from jtai_cli.letters.letters import read_letters, shipped_letters
from jtai_cli.letters.likely import Evidence, class_of, level_of, rank, statement_waits
from jtai_cli.letters.measured import measured, spread, summaries
from jtai_cli.plan.deadlines import report_deadline
from jtai_cli.rules import elections
from jtai_cli.rules.elections import GIVEN
from jtai_cli.rules.frameworks import SHIPPED, shipped_framework
from jtai_cli.rules.model import Election
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


def likely(ended, *, framework=JTAI_2022, **given):
    return report_deadline(ENGLAND, framework, day(ended), **given).likely


@given(st.integers(1, 200))
def test_the_rank_is_the_least_of_which_four_in_five_may_be_said(n):
    k = rank(n)
    if Fraction(n, n + 1) >= Fraction(4, 5):
        assert Fraction(k - 1, n + 1) < Fraction(4, 5) <= Fraction(k, n + 1)
    else:
        assert k == n
    assert level_of(n) == float(min(Fraction(4, 5), Fraction(n, n + 1)))


@given(st.lists(st.integers(1, 300), min_size=1))
def test_a_spread_lies_in_order_and_its_middle_is_that_of_statistics(days):
    found = spread(days, 34)
    assert found.earliest <= found.middle <= found.latest
    assert (found.n, found.on_rule) == (len(days), days.count(34))
    assert found.middle == median_low(days)


@given(st.lists(st.integers(1, 300), min_size=2))
def test_no_shorter_run_of_waits_holds_as_many(waits):
    ordered = tuple(sorted(waits))
    found = statement_waits(ordered)
    assert (found.n, found.middle) == (len(waits), median_low(waits))
    assert found.inside >= rank(found.n)
    for first in ordered:
        for last in ordered:
            if last - first < found.latest - found.earliest:
                assert sum(first <= each <= last for each in ordered) < rank(found.n)


def test_one_wait_says_nothing_of_a_statement():
    assert statement_waits((70,)) is None
    assert statement_waits(()) is None


@pytest.mark.parametrize(
    ("end", "due", "kind"),
    [
        ("2026-11-06", "2026-12-24", "ordinary"),
        ("2026-11-09", "2026-12-25", "christmas"),
        ("2026-12-24", "2027-02-12", "christmas"),
        ("2026-12-25", "2027-02-15", "ordinary"),
        ("2027-01-08", "2027-02-25", "ordinary"),
    ],
)
def test_christmas_lies_after_the_end_of_fieldwork_and_not_after_the_rules_date(end, due, kind):
    assert class_of(day(end), day(due), None) == kind


def test_an_ordinary_date():
    found = likely("2027-06-11")  # 34 working days after it, on a paper calendar
    assert (found.kind, found.n, found.inside, found.level) == ("ordinary", 9, 9, 0.8)
    for each in (found.earliest, found.middle, found.latest):
        assert (each.days, str(each.date)) == (34, "2027-07-29")
    assert found.otherwise is None


def test_the_calendar_basis_leaves_the_likely_date_where_it_is():
    assert likely("2027-06-11", basis="calendar") == likely("2027-06-11")


def test_a_date_before_christmas_and_one_near_an_election():
    found = likely("2026-12-04")
    days = [each.days for each in (found.earliest, found.middle, found.latest)]
    assert (found.kind, days) == ("christmas", [34, 43, 51])
    # Friday 12 March 2027 to Tuesday 4 May: 34; to the poll of Thursday 6 May: 36.
    found = likely("2027-03-12", votes=lambda year: year == 2027)
    days = [each.days for each in (found.earliest, found.middle, found.latest)]
    assert (found.kind, days, found.otherwise) == ("election", [34, 36 + 4, 36 + 9], None)
    for known in ({"no_elections": True}, {"votes": lambda year: False}):
        assert likely("2027-03-12", **known) == found._replace(
            kind="ordinary",
            earliest=found.earliest,
            middle=found.earliest,
            latest=found.earliest,
            tried=likely("2027-06-11").tried,
        )
    mayor = [NamedDay(day("2027-07-29"), "Mayor")]
    assert likely("2027-06-11", elections=mayor).kind == "election"


@pytest.mark.parametrize("votes", [None, lambda year: None])
def test_where_it_is_not_known_whether_the_area_votes_both_are_said(votes):
    found = likely("2027-03-12", votes=votes)
    assert found.otherwise == likely("2027-03-12", votes=lambda year: False)
    assert found._replace(otherwise=None) == likely("2027-03-12", votes=lambda year: True)


def test_nothing_is_said_once_the_report_is_out():
    assert likely("2027-03-12", published=day("2027-05-04")) is None


def test_what_so_few_letters_say():
    christmas = [each for each in EVERY if each.kind == "christmas"]
    for n, level in ((1, 1 / 2), (2, 2 / 3), (3, 3 / 4), (4, 4 / 5), (14, 4 / 5)):
        found = likely("2026-12-04", evidence=evidence_of(christmas[:n], ()))
        assert (found.n, found.level) == (min(n, 9), level)
    assert likely("2026-12-04", evidence=evidence_of([], ())) is None


def test_one_odd_letter_in_nine_does_not_move_an_ordinary_date():
    def latest(kind, *late):
        ended = {"ordinary": "2027-06-11", "christmas": "2026-12-04"}[kind]
        return likely(ended, evidence=Evidence({kind: late})).latest.days

    assert latest("ordinary", *[0] * 8, 30) == 34
    assert latest("ordinary", *[0] * 7, 20, 30) == 54
    assert latest("ordinary", *[0] * 7, 30) == 64  # of eight the largest
    assert latest("christmas", *[0] * 8, 30) == 64


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
    assert (
        f"({ordinary.on_rule} of the {ordinary.n} that no Christmas and no election held up)" in why
    )
    assert "and none earlier" in why
    assert new.earliest == 34
    assert f"(the quickest took {literal.earliest})" in why
    assert literal.earliest > 34
    why = own_frameworks()["jtai-2016"].report.why
    assert f"of the {old.n} from 2016 to 2020 in 'jtai evidence', {old.on_rule} came" in why
    assert f"and {old.middle} is their median" in why
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


def test_a_class_goes_by_the_elections_that_were_called_when_the_letter_came(monkeypatch):
    """As if a poll had been called the day after a letter that came in what was then its pause."""
    bromley = next(each.letter for each in EVERY if each.letter.area == "Bromley")
    called = bromley.published + dt.timedelta(days=1)
    later = Election(bromley.published + dt.timedelta(days=30), "General", GIVEN, announced=called)
    table = elections.ELECTIONS._replace(elections=(*elections.ELECTIONS.elections, later))
    monkeypatch.setattr(elections, "ELECTIONS", table)
    elections.elections_about.cache_clear()
    (found,) = measured(ENGLAND, [bromley], FRAMEWORKS)
    (known,) = measured(ENGLAND, [bromley._replace(published=called)], FRAMEWORKS)
    monkeypatch.undo()
    elections.elections_about.cache_clear()
    assert (found.kind, known.kind) == ("ordinary", "election")


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
