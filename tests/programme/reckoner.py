"""A reckoner of what a programme breaks, day by day, from the text of docs/reference/programme.md.

It goes through every day and every two inspections, and shares with the program the dates of each
inspection (which have answers of their own) and nothing else.
"""

import datetime as dt
from itertools import combinations, pairwise

from jtai_cli.programme.model import dates_of

DAY = dt.timedelta(days=1)


def days(first, last):
    return [first + number * DAY for number in range((last - first).days + 1)]


def broken(programme):
    """The codes with the references of whom they name: pairs where two meet, else one or a day."""
    rules, working = programme.rules, programme.calendar.is_working
    dates = {each: dates_of(programme, each.start) for each in programme.visits if each.start}
    spans = {each: (found.notified, found.end) for each, found in dates.items()}
    found = set()
    all_teams = [team.name for team in programme.teams]
    team_of = {}
    for each in dates:
        able = each.teams or all_teams
        team_of[each] = able[0] if len(able) == 1 else None
    for each, has in dates.items():
        one = each.reference
        if not set(days(has.start, has.end)) <= set(days(programme.first, programme.last)):
            found.add(("outside-programme", one))
        if (each.earliest and has.start < each.earliest) or (
            each.latest and has.start > each.latest
        ):
            found.add(("outside-window", one))
        for team in programme.teams:
            if team.name == team_of[each]:
                off = {day for span in team.away for day in days(span.first, span.last)}
                if any(day in off and working(day) for day in days(*spans[each])):
                    found.add(("team-away", one))
        if has.start.isocalendar()[1] in rules.avoid_weeks:
            found.add(("week-avoided", one))
        for other, theirs in dates.items():
            if other.reference in each.after and not has.start > theirs.end:
                found.add(("not-after", one))
    for team in all_teams:
        own = [each for each in dates if team_of[each] == team]
        if rules.at_once_per_team.value == 1:
            for pair in combinations(own, 2):
                a, b = sorted(pair, key=lambda each: spans[each])
                names = frozenset((a.reference, b.reference))
                if set(days(*spans[a])) & set(days(*spans[b])):
                    found.add(("team-at-once", names))
                else:
                    between = days(spans[a][1] + DAY, spans[b][0] - DAY)
                    if sum(map(working, between)) < rules.gap_per_team.value:
                        found.add(("team-gap", names))
        else:
            taken = {}
            for each in own:
                last, left = spans[each][1], rules.gap_per_team.value
                while left:
                    last += DAY
                    left -= working(last)
                taken[each] = set(days(spans[each][0], last))
            every = set().union(*taken.values()) if taken else set()
            if any(
                sum(d in t for t in taken.values()) > rules.at_once_per_team.value for d in every
            ):
                found.add(("team-full", team))
    for pair in combinations(dates, 2):
        a, b = sorted(pair, key=lambda each: spans[each])
        if a.area == b.area and max(0, (spans[b][0] - spans[a][1]).days) < rules.gap_in_area.value:
            found.add(("area-gap", frozenset((a.reference, b.reference))))
    for each in dates:
        for other in programme.others:
            a, b = sorted((spans[each], other.span[:2]))
            if other.area == each.area and max(0, (b[0] - a[1]).days) < rules.gap_in_area.value:
                found.add(("area-gap", frozenset((each.reference, other.span.name))))
    if rules.days_between_starts:
        for a, b in pairwise(sorted(dates, key=lambda each: (each.start, each.row))):
            if (b.start - a.start).days < rules.days_between_starts.value:
                found.add(("starts-near", frozenset((a.reference, b.reference))))
    if rules.reports_per_week:
        weeks = [has.report - has.report.weekday() * DAY for has in dates.values()]
        for monday in set(weeks):
            if weeks.count(monday) > rules.reports_per_week.value:
                found.add(("reports-per-week", monday))
    theirs = {None: ("Ofsted", "CQC", "HMICFRS")}
    theirs |= {"domestic-abuse": (*theirs[None], "HMI Probation"), "front-door": theirs[None]}
    for name, limit in rules.at_once_per_inspectorate.items():
        own = [set(days(*spans[each])) for each in dates if name in theirs[each.theme]]
        if any(sum(day in one for one in own) > limit.value for one in own for day in one):
            found.add(("inspectorate-at-once", name))
    if rules.batch:
        themes = [each.theme for each in programme.visits if each.theme]
        for theme in set(themes):
            if themes.count(theme) > rules.batch.value:
                found.add(("batch", theme))
    return found
