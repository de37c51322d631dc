"""What a programme breaks: by hand, by an oracle that goes day by day, and when advice is taken."""

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jtai_cli.days.bank_holidays import calendar_for
from jtai_cli.days.periods import Span
from jtai_cli.days.school_year import SchoolYear
from jtai_cli.programme.check import breaches, check
from jtai_cli.programme.model import Limit, Other, Programme, Rules, Team, Visit, dates_of, weeks_of
from jtai_cli.wording import long_date
from tests.programme.reckoner import broken

DAY = dt.timedelta(days=1)
RULES = Rules(
    Limit(1), Limit(5), Limit(84), Limit(14, 1), Limit(2), {}, (), Limit(1), Limit(1), Limit(6, 1)
)
AREAS = ("Barchester", "Borsetshire", "Exampleshire", "Wessex", "Loamshire")


def day(text):
    return dt.date.fromisoformat(text)


def visit(reference, start, teams=("North",), **more):
    number = int(reference[1:])
    area = more.pop("area", AREAS[number % 5])
    return Visit(reference, area, number + 1, teams=teams, start=start and day(start), **more)


def programme(*visits, **more):
    return Programme(
        more.pop("first", day("2027-01-04")),
        more.pop("last", day("2027-12-17")),
        calendar_for(),
        RULES._replace(**more.pop("rules", {})),
        more.pop("teams", (Team("North"), Team("South"))),
        visits,
        **more,
    )


def found(*visits, **more):
    return [(each.line - 1, each.code) for each in check(programme(*visits, **more))]


# Easter 2027: Good Friday 26 March, Easter Monday 29 March; bank holidays 3 and 31 May. Notice is
# 10 working days: for Monday 26 April it is Monday 12 April; fieldwork ends on Friday 30 April.


def test_two_at_once_meet_on_the_last_day_and_a_gap_is_counted_in_working_days():
    first = visit("V1", "2027-04-26")
    # Notified on 30 April: ten working days before 17 May, 3 May not counted, are to 30 April.
    assert found(first, visit("V2", "2027-05-17"))[0] == (2, "team-at-once")
    # 24 May: notified on Monday 10 May; 4, 5, 6 and 7 May lie between, and that is one too few.
    assert found(first, visit("V2", "2027-05-24")) == [(2, "team-gap")]
    # 1 June (31 May is off): notified on 17 May; nine working days lie between.
    assert found(first, visit("V2", "2027-06-01")) == []
    four = {"gap_per_team": Limit(4)}
    assert found(first, visit("V2", "2027-05-24"), rules=four) == []
    assert found(first, visit("V2", "2027-05-24", ("South",))) == []
    assert found(first, visit("V2", "2027-05-24", ())) == []  # either team may do it


def test_over_easter_a_gap_counts_neither_friday_nor_monday():
    # Fieldwork from 8 to 12 March; notified for 12 April, ten working days before, is 25 March
    # (26 and 29 March are off): eight working days lie between, 15 to 24 March.
    two = (visit("V1", "2027-03-08"), visit("V2", "2027-04-12"))
    assert found(*two, rules={"gap_per_team": Limit(8)}) == []
    assert found(*two, rules={"gap_per_team": Limit(9)}) == [(2, "team-gap")]


def test_one_team_alone_has_every_inspection():
    two = (visit("V1", "2027-04-26", ()), visit("V2", "2027-05-10", ()))
    assert found(*two, rules={"days_between_starts": None}) == []
    alone = {"teams": (Team("North"),)}
    assert found(*two, **alone) == [(2, "team-at-once")]


def test_a_gap_in_an_area_is_met_on_its_last_day_and_not_before():
    # Notified on 14 June for 28 June; 84 days before is 22 March.
    def with_other(last):
        other = Other("Borsetshire", Span(day("2027-03-15"), day(last), "ILACS"))
        return found(visit("V1", "2027-06-28"), others=(other,))

    assert with_other("2027-03-22") == []
    assert with_other("2027-03-23") == [(1, "area-gap")]
    later = Other("Borsetshire", Span(day("2027-09-23"), day("2027-09-24"), "ILACS"))
    assert found(visit("V1", "2027-06-28"), others=(later,)) == [(1, "area-gap")]
    later = Other("Borsetshire", Span(day("2027-09-24"), day("2027-09-24"), "ILACS"))
    assert found(visit("V1", "2027-06-28"), others=(later,)) == []


def test_what_lies_out_of_bounds():
    one = visit("V1", "2027-06-28", earliest=day("2027-06-28"), latest=day("2027-06-28"))
    assert found(one) == []
    assert found(one._replace(earliest=day("2027-06-29"))) == [(1, "outside-window")]
    assert found(one._replace(latest=day("2027-06-27"))) == [(1, "outside-window")]
    assert found(one, first=day("2027-06-28"), last=day("2027-07-02")) == []
    assert found(one, first=day("2027-06-29")) == [(1, "outside-programme")]
    assert found(one, last=day("2027-07-01")) == [(1, "outside-programme")]


def test_a_team_is_away_on_a_working_day_from_notification_to_the_end():
    def away(first, last=None):
        spans = (Span(day(first), day(last or first), "away"),)
        return found(visit("V1", "2027-04-26"), teams=(Team("North", spans), Team("South")))

    assert away("2027-04-12") == away("2027-04-30") == [(1, "team-away")]
    assert away("2027-04-09", "2027-04-11") == away("2027-05-01", "2027-05-04") == []
    assert away("2027-04-17", "2027-04-18") == []  # a weekend in the notice


def test_weeks_holidays_reports_starts_and_order():
    assert found(visit("V1", "2027-06-01"), rules={"avoid_weeks": (22,)}) == [(1, "week-avoided")]
    assert found(visit("V1", "2027-06-07"), rules={"avoid_weeks": (22,)}) == []
    closed = SchoolYear((Span(day("2027-07-02"), day("2027-09-01"), "summer"),), ())
    assert found(visit("V1", "2027-06-28"), schools=closed) == [(1, "schools-closed")]
    assert found(visit("V1", "2027-06-21"), schools=closed) == []
    three = [visit(f"V{n}", "2027-06-28", ()) for n in (1, 2, 3)]
    only = {"days_between_starts": None}
    assert found(*three, rules=only) == [(3, "reports-per-week")]
    assert found(*three[:2], rules=only) == []
    starts = ("2027-06-14", "2027-06-25", "2027-07-12")
    near = [visit(f"V{n}", start, ()) for n, start in enumerate(starts, 1)]
    assert found(*near) == [(2, "starts-near")]
    after = (visit("V1", "2027-06-28", (), after=("V2",)), visit("V2", "2027-06-21", ()))
    assert found(*after, rules=only) == []
    same = (after[0], after[1]._replace(start=day("2027-06-22")))  # it ends on 28 June
    assert found(*same, rules=only) == [(1, "not-after")]


def test_of_the_list_as_a_whole():
    seven = [visit(f"V{n}", None, area=f"Area {n}", theme="front-door") for n in range(1, 8)]
    assert found(*seven) == [(7, "batch"), (1, "no-date")]
    assert found(*seven[:6]) == [(1, "no-date")]
    twice = (visit("V1", None, area="Barchester"), visit("V2", None, area="Barchester"))
    assert found(*twice) == [(2, "area-twice"), (1, "no-date")]
    other = Other("Borchester", Span(day("2027-03-15"), day("2027-03-15"), "ILACS"))
    assert found(visit("V1", "2027-06-28"), others=(other,)) == [(1, "others-elsewhere")]


def test_a_rule_is_an_error_and_a_preference_a_note():
    two = (visit("V1", "2027-04-26"), visit("V2", "2027-05-24"))

    def severities(**rules):
        return {each.severity for each in check(programme(*two, rules=rules))}

    assert severities() == {"error"}
    assert severities(gap_per_team=Limit(5, 1)) == {"note"}
    assert severities(at_once_per_team=Limit(1, 1)) == {"note"}


def test_what_is_fixed_is_never_offered_to_be_moved():
    two = (visit("V1", "2027-04-26"), visit("V2", "2027-05-17", fixed=True))
    (clash,) = check(programme(*two))
    assert "V2" not in clash.fix and clash.fix.startswith("Move V1 to ")
    both = (two[0]._replace(fixed=True), two[1])
    assert check(programme(*both))[0].fix.startswith("What is fixed is never moved")


# ------------------------------------------------------------------------ against the reckoner


MONDAYS = [day("2027-03-08") + 7 * n * DAY for n in range(18)]
WORKING = [each for each in MONDAYS if calendar_for().is_working(each)]


def limits(least, most):
    return st.builds(Limit, st.integers(least, most), st.sampled_from((None, 1)))


@st.composite
def programmes(draw):
    def one(number):
        start = draw(st.sampled_from(WORKING))
        return visit(
            f"V{number}",
            None,
            draw(st.sampled_from(((), ("North",), ("South",), ("North", "South")))),
            area=draw(st.sampled_from(AREAS)),
            theme=draw(st.sampled_from((None, "front-door", "domestic-abuse"))),
            earliest=draw(st.sampled_from((None, start, start + 7 * DAY))),
            latest=draw(st.sampled_from((None, start, start - 7 * DAY))),
            after=draw(st.sampled_from(((), ("V1",)))) if number > 1 else (),
            fixed=draw(st.booleans()),
        )._replace(start=draw(st.sampled_from((start, start, start, None))))

    def span(name):
        first = draw(st.dates(day("2027-02-01"), day("2027-08-01")))
        return Span(first, first + draw(st.integers(0, 9)) * DAY, name)

    return programme(
        *(one(number) for number in range(1, draw(st.integers(1, 7)) + 1)),
        first=draw(st.sampled_from((day("2027-03-08"), day("2027-03-15")))),
        last=draw(st.sampled_from((day("2027-07-09"), day("2027-07-16")))),
        teams=(Team("North", (span("away"),)), Team("South"))[: draw(st.integers(1, 2))]
        if draw(st.booleans())
        else (Team("North"), Team("South", (span("away"),))),
        others=tuple(Other(draw(st.sampled_from(AREAS)), span(f"O{n}")) for n in range(2)),
        rules={
            "at_once_per_team": draw(limits(1, 2)),
            "gap_per_team": draw(limits(0, 8)),
            "gap_in_area": draw(limits(0, 60)),
            "days_between_starts": draw(st.none() | limits(1, 20)),
            "reports_per_week": draw(st.none() | limits(1, 2)),
            "at_once_per_inspectorate": {"HMI Probation": draw(limits(1, 2)), "CQC": Limit(2)},
            "avoid_weeks": draw(st.sampled_from(((), (13, 22)))),
            "batch": draw(st.none() | limits(1, 3)),
        },
    )


def told(made):
    """What the checker finds, in the oracle's words."""
    many = made.rules.at_once_per_team.value > 1
    names = {each.reference: each for each in made.visits}
    result = set()
    for each in breaches(made):
        code, one = each.code, each.visit.reference
        pairs = {frozenset((one, other.reference)) for other in each.others}
        if code in ("team-at-once", "team-gap"):
            able = each.visit.teams or tuple(team.name for team in made.teams)
            result |= {("team-full", able[0])} if many else {(code, pair) for pair in pairs}
        elif code == "area-gap":
            a, b = re.search(r"has (\S+) and (\S+) \d", each.message).groups()
            result.add((code, frozenset((a, b))))
        elif code == "starts-near":
            result |= {(code, pair) for pair in pairs}
        elif code == "reports-per-week":
            report = dates_of(made, each.visit.start).report
            result.add((code, report - report.weekday() * DAY))
        elif code == "inspectorate-at-once":
            result.add((code, each.message.partition(" takes")[0]))
        else:
            assert one in names
            result.add((code, one))
    for each in check(made):
        if each.code == "batch":
            result.add(("batch", re.search(r"theme (\S+),", each.message)[1]))
    return result


def known_teams(made):
    """A programme in which rows name teams that there are."""
    there = {team.name for team in made.teams}
    rows = (each._replace(teams=tuple(t for t in each.teams if t in there)) for each in made.visits)
    return made._replace(visits=tuple(rows))


@settings(max_examples=400, deadline=None)
@given(programmes())
def test_it_finds_what_a_reckoner_finds_that_goes_day_by_day(made):
    made = known_teams(made)
    assert told(made) == broken(made)


def errors_of(made):
    return {
        (each.code, each.line, each.message) for each in check(made) if each.severity == "error"
    }


def told_of(error):
    """What an error is about: its code, the week of too many reports, and all that it names."""
    code, _, message = error
    week = re.search(r"in the week of ([^:]+)", message)
    return code, week and week[1], frozenset(re.findall(r"[VO]\d", message))


def is_part(error, other):
    """Whether an error is one of before, or what is left of it: it may be told at another row, or
    of the next one at the same row.
    """
    (code, week, names), (its_code, its_week, its_names) = told_of(error), told_of(other)
    is_left = week == its_week if week else names <= its_names
    return code == its_code and (is_left or error[1] == other[1])


@settings(max_examples=150, deadline=None)
@given(programmes())
def test_advice_that_is_taken_mends_the_error_and_makes_no_other(made):
    made = known_teams(made)
    before = errors_of(made)
    for each in check(made):
        for move in re.findall(r"(?:[Mm]ove|give) (V\d) to (\w+(?: \d+ \w+ 2027)?)", each.fix):
            assert each.severity == "error"
            after = errors_of(taken(made, *move))
            assert told_of((each.code, each.line, each.message)) not in set(map(told_of, after))
            assert all(any(is_part(one, other) for other in before) for one in after)


def taken(made, reference, where):
    teams = {team.name for team in made.teams}
    dates = {long_date(each.start): each.start for each in weeks_of(made)}
    start = None if where in teams else dates[where]

    def moved(each):
        if each.reference != reference:
            return each
        assert not each.fixed
        return each._replace(start=start) if start else each._replace(teams=(where,))

    return made._replace(visits=tuple(map(moved, made.visits)))


@pytest.mark.parametrize("number", [0, 1])
def test_an_inspectorate_that_does_not_take_part_is_not_counted(number):
    themes = ("front-door", "domestic-abuse")[number]
    two = [visit(f"V{n}", "2027-06-28", (), theme=themes) for n in (1, 2)]
    rules = {"at_once_per_inspectorate": {"HMI Probation": Limit(1)}, "days_between_starts": None}
    assert found(*two, rules=rules) == [(2, "inspectorate-at-once")] * number


def test_a_move_is_not_offered_that_leaves_what_comes_after_it_behind():
    first = visit("V1", "2027-02-01", (), earliest=day("2027-11-08"))
    assert check(programme(first))[0].fix == "Move V1 to Monday 8 November 2027."
    (early,) = check(programme(first, visit("V2", "2027-03-01", (), after=("V1",))))
    assert (early.code, early.fix[:14]) == ("outside-window", "No single move")
