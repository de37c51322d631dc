"""Small programmes, made in Python, for what is shown of them."""

import datetime as dt

from jtai_cli.days.bank_holidays import calendar_for
from jtai_cli.days.periods import Span
from jtai_cli.days.school_year import SchoolYear
from jtai_cli.programme.model import Limit, Other, Programme, Rules, Team, Visit

RULES = Rules(
    at_once_per_team=Limit(1),
    gap_per_team=Limit(5),
    gap_in_area=Limit(182, 1),
    days_between_starts=Limit(14, 1),
    reports_per_week=Limit(2),
    at_once_per_inspectorate={},
    avoid_weeks=(),
    avoid_weeks_limit=Limit(0, 1),
    school_holidays=Limit(0, 1),
    batch=None,
)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def programme(*visits: Visit, **changes: object) -> Programme:
    """A programme of the summer term of 2027 in England."""
    return Programme(
        first=day("2027-04-12"),
        last=day("2027-07-20"),
        calendar=calendar_for("ENG"),
        rules=RULES,
        teams=(Team("North"), Team("South")),
        visits=visits,
    )._replace(**changes)


def visit(reference: str, area: str, start: str | None, team: str = "", **more: object) -> Visit:
    row = more.pop("row", 2 + ord(reference[-1]) % 50)
    teams = (team,) if team else ()
    return Visit(reference, area, row, teams=teams, start=day(start) if start else None, **more)


# Easter Monday 29 March, the early May bank holiday 3 May, polls 6 May, half term and Spring bank
# holiday 31 May to 4 June 2027.
TERM = SchoolYear(
    closed=(
        Span(day("2027-03-26"), day("2027-04-09"), "Easter holidays"),
        Span(day("2027-05-31"), day("2027-06-04"), "Half term"),
    ),
    known=(Span(day("2027-03-01"), day("2027-07-21"), ""),),
)
SUMMER = programme(
    visit("JT1", "Barchester", "2027-04-26", "North", theme="front-door", fixed=True),
    visit("JT2", "Borsetshire", "2027-05-10", "South", theme="front-door"),
    visit("JT3", "Exampleshire", "2027-06-01", "North", theme="domestic-abuse"),
    visit("JT4", "Loamshire", None, latest=day("2027-07-09")),
    teams=(Team("North"), Team("South", (Span(day("2027-05-24"), day("2027-05-28"), "away"),))),
    others=(Other("Borsetshire", Span(day("2027-06-14"), day("2027-06-25"), "ILACS")),),
    schools=TERM,
)
