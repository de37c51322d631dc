"""Programmes made up for tests: whole ones by Hypothesis, and a small one by hand."""

import datetime as dt

from hypothesis import strategies as st

from jtai_cli.days.bank_holidays import calendar_for
from jtai_cli.days.periods import Span
from jtai_cli.days.school_year import SchoolYear
from jtai_cli.programme.model import Limit, Other, Programme, Rules, Team, Visit
from jtai_cli.rules.frameworks import framework_for

FIRST = dt.date(2027, 4, 12)  # a Monday; 3 May and 31 May are bank holidays
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
FRAMEWORK = framework_for(FIRST)
SOME = FRAMEWORK.themes[0].id
ALL_FOUR = next(each.id for each in FRAMEWORK.themes if "HMI Probation" in each.inspectorates)

NO_RULES = Rules(
    at_once_per_team=Limit(1),
    gap_per_team=Limit(0),
    gap_in_area=Limit(0, 1),
    days_between_starts=None,
    reports_per_week=None,
    at_once_per_inspectorate={},
    avoid_weeks=(),
    avoid_weeks_limit=Limit(1, 1),
    school_holidays=Limit(1),
    batch=None,
)


def made(visits, *, weeks=8, teams=("North",), rules=NO_RULES, **more):
    """A programme of so many weeks from 12 April 2027; visits are theirs as keyword arguments."""
    return Programme(
        FIRST,
        FIRST + weeks * WEEK - DAY,
        calendar_for("ENG"),
        rules,
        tuple(each if isinstance(each, Team) else Team(each) for each in teams),
        tuple(
            Visit(**({"reference": f"JT{n}", "area": f"Area {n}", "row": n + 1} | visit))
            for n, visit in enumerate(visits, 1)
        ),
        framework=FRAMEWORK,
        **more,
    )


# Where the first has the earliest week that it may have, there is none for the other: a plan that
# places both has to be looked for.
AWKWARD = (
    {"earliest": FIRST + WEEK, "latest": FIRST + 4 * WEEK},
    {"earliest": FIRST, "latest": FIRST + 22 * DAY},
)


def limits(values, *, may_be_none=False):
    some = st.builds(Limit, st.sampled_from(values), st.sampled_from([None, None, 1, 3]))
    return st.none() | some if may_be_none else some


RULES = st.builds(
    Rules,
    at_once_per_team=limits([1, 1, 2]),
    gap_per_team=limits([0, 5, 7]),
    gap_in_area=limits([7, 30, 84]),
    days_between_starts=limits([7, 14], may_be_none=True),
    reports_per_week=limits([1, 2], may_be_none=True),
    at_once_per_inspectorate=st.dictionaries(
        st.sampled_from(["HMI Probation", "CQC"]), limits([1]), max_size=1
    ),
    avoid_weeks=st.sampled_from([(), (18,), (17, 20)]),
    avoid_weeks_limit=st.builds(Limit, st.just(1), st.sampled_from([None, 1, 2])),
    school_holidays=limits([0, 1]),
    batch=st.none(),
)


@st.composite
def programmes(draw, most=3, weeks=(2, 3, 5, 7)):
    number, length = draw(st.integers(1, most)), draw(st.sampled_from(weeks))
    day = st.integers(-14, length * 7 + 7).map(lambda days: FIRST + dt.timedelta(days))
    spans = st.builds(
        lambda first, more: Span(first, first + dt.timedelta(more), ""), day, st.integers(0, 11)
    )
    areas = st.sampled_from(["Barchester", "Borsetshire"])
    monday = st.integers(0, length - 1).map(lambda weeks: FIRST + weeks * WEEK)
    calendar = calendar_for("ENG")
    starts = monday.map(lambda day: day if calendar.is_working(day) else calendar.next(day))
    starts = st.one_of(st.none(), st.none(), starts, starts.map(lambda d: d + dt.timedelta(2)))

    year = st.builds(lambda s: SchoolYear((s,), (s,)), spans)
    local = draw(st.dictionaries(st.sampled_from([("a.ics",), ("b.ics",)]), year))

    def visit(n):
        start = draw(starts)
        return {
            "area": draw(areas),
            "theme": draw(st.sampled_from([None, SOME, ALL_FOUR])),
            "teams": draw(st.sampled_from([(), (), ("North",), ("South",), ("North", "South")])),
            "start": start,
            "earliest": draw(st.none() | day),
            "latest": draw(st.none() | day),
            "terms": draw(st.sampled_from([(), (), *local])),
            "after": draw(st.sampled_from([(), ("JT1",)])) if n > 1 else (),
        }

    return made(
        [visit(n) for n in range(1, number + 1)],
        weeks=length,
        teams=[Team("North", tuple(draw(st.lists(spans, max_size=1)))), Team("South")],
        rules=draw(RULES),
        others=tuple(draw(st.lists(st.builds(Other, areas, spans), max_size=2))),
        schools=draw(st.none() | year),
        local_schools=local,
    )
