"""Programmes of a few visits by trying everything, and the rules' text by counting day by day.

Written from docs/reference/programme.md. Of the program it uses the records and the dates of a
visit (notification, fieldwork, report), which have tests of their own.
"""

import datetime as dt
from itertools import combinations, product

from jtai_cli.programme.model import dates_of, weeks_of

DAY = dt.timedelta(days=1)
BY_ALL = ("Ofsted", "CQC", "HMICFRS")


def monday(day):
    return day - day.weekday() * DAY


def days(first, last):
    return [first + number * DAY for number in range((last - first).days + 1)]


class Facts:
    """What is looked up again and again: by programme."""

    def __init__(self, programme):
        self.programme = programme
        self.calendar, self.rules = programme.calendar, programme.rules
        self.dates, self.teams = {}, [team.name for team in programme.teams]
        self.given = {v.reference: self.given_place(v) for v in programme.visits}

    def at(self, start):
        if start not in self.dates:
            self.dates[start] = dates_of(self.programme, start)
        return self.dates[start]

    def given_place(self, visit):
        names = visit.teams or self.teams
        return visit.start, names[0] if len(names) == 1 else None

    def choices(self, visit):
        """Every start and team that a visit may have; (start, None) where it has no team."""
        start, team = self.given[visit.reference]
        if start and team:
            return [(start, team)]
        if start:
            return [(start, None)] + [(start, name) for name in visit.teams or self.teams]
        starts = [week.start for week in weeks_of(self.programme)]
        return [(None, None), *product(starts, visit.teams or self.teams)]

    def span(self, start):
        return days(self.at(start).notified, self.at(start).end)

    def taken(self, start):
        last = self.at(start).end
        left = self.rules.gap_per_team.value
        while left:
            last += DAY
            left -= self.calendar.is_working(last)
        return days(self.at(start).notified, last)

    def inspectorates(self, visit):
        themes = {theme.id: theme.inspectorates for theme in self.programme.framework.themes}
        return themes.get(visit.theme, BY_ALL)


def worst_by_week(listed):
    """The most things on a day, by the Monday of its week; each thing is a list of days."""
    numbers = {}
    for each in listed:
        for day in each:
            numbers[day] = numbers.get(day, 0) + 1
    worst = {}
    for day, number in numbers.items():
        worst[monday(day)] = max(worst.get(monday(day), 0), number)
    return worst


def groups(facts, plan):
    """Limits on what is at once: the limit, whether a rule, its weight, and lists of days."""
    once, gap = facts.rules.at_once_per_team, facts.rules.gap_per_team
    both = once.weight is None and gap.weight is None
    for team in facts.teams:
        starts = [start for _, (start, name) in plan if start and name == team]
        if not both:
            yield once.value, once.weight, [facts.span(start) for start in starts]
        weight = None if both else gap.weight or once.weight
        yield once.value, weight, [facts.taken(start) for start in starts]
    for name, limit in facts.rules.at_once_per_inspectorate.items():
        there = [s for v, (s, _) in plan if s and name in facts.inspectorates(v)]
        yield limit.value, limit.weight, [facts.span(start) for start in there]
    if reports := facts.rules.reports_per_week:
        weeks = [[monday(facts.at(start).report)] for _, (start, _) in plan if start]
        yield reports.value, reports.weight, weeks


def is_closed(facts, start, visit):
    programme = facts.programme
    schools = programme.local_schools[visit.terms] if visit.terms else programme.schools
    closed = schools.closed if schools else ()
    fieldwork = days(facts.at(start).start, facts.at(start).end)
    working = [day for day in fieldwork if facts.calendar.is_working(day)]
    return any(span.first <= day <= span.last for day in working for span in closed)


def week_faults(facts, start, visit):
    """The limits that the week breaks by itself."""
    rules = facts.rules
    found = []
    if start.isocalendar().week in rules.avoid_weeks:
        found.append(rules.avoid_weeks_limit)
    if rules.school_holidays.value and is_closed(facts, start, visit):
        found.append(rules.school_holidays)
    return found


def apart(one, other):
    """Days from the last of the earlier span to the first of the later one."""
    return max((other[0] - one[-1]).days, (one[0] - other[-1]).days)


def other_spans(facts, visit):
    return [
        days(other.span.first, other.span.last)
        for other in facts.programme.others
        if other.area == visit.area
    ]


def area_pairs(facts, plan):
    """How far apart: every two inspections of an area, and whether one was to be chosen."""
    placed = [(visit, start) for visit, (start, _) in plan if start]
    for (one, start), (other, later) in combinations(placed, 2):
        if one.area == other.area:
            is_new = not (one.start and other.start)
            yield apart(facts.span(start), facts.span(later)), is_new
    for visit, start in placed:
        for span in other_spans(facts, visit):
            yield apart(facts.span(start), span), not visit.start


def is_allowed(facts, plan):
    """Whether no rule is broken; what given dates break among themselves is not the plan's."""
    given = [(visit, facts.given[visit.reference]) for visit in facts.programme.visits]
    return (
        all(fits(facts, visit, start, team) for visit, (start, team) in plan)
        and in_order(facts, plan)
        and is_far_enough(facts, plan)
        and not_too_much(list(groups(facts, plan)), list(groups(facts, given)))
    )


def fits(facts, visit, start, team):
    if not start:
        return True
    if team and facts.given[visit.reference] != (start, team):
        away = next(each.away for each in facts.programme.teams if each.name == team)
        working = [day for day in facts.span(start) if facts.calendar.is_working(day)]
        if any(span.first <= day <= span.last for day in working for span in away):
            return False
    if visit.start:
        return True
    early = visit.earliest and start < visit.earliest
    late = visit.latest and start > visit.latest
    return not early and not late and all(f.weight for f in week_faults(facts, start, visit))


def in_order(facts, plan):
    starts = {visit.reference: start for visit, (start, _) in plan}
    return all(
        (visit.start and facts.given[name][0]) or facts.at(starts[name]).end < start
        for visit, (start, _) in plan
        for name in visit.after
        if start and starts[name]
    )


def is_far_enough(facts, plan):
    gap, between = facts.rules.gap_in_area, facts.rules.days_between_starts
    if gap.weight is None and any(
        is_new and number < gap.value for number, is_new in area_pairs(facts, plan)
    ):
        return False
    if between is None or between.weight is not None:
        return True
    starts = [(start, visit.start) for visit, (start, _) in plan if start]
    return all(
        (given and known) or abs((start - other).days) >= between.value
        for (start, given), (other, known) in combinations(starts, 2)
    )


def not_too_much(planned, given):
    """No day has more than its limit, unless the given ones alone have as many there."""
    for (most, weight, listed), (_, _, known) in zip(planned, given, strict=True):
        if weight is None:
            new = list(listed)
            for each in known:
                new.remove(each)
            for day in {day for each in new for day in each}:
                if sum(day in each for each in listed) > most:
                    return False
    return True


def value(facts, plan):
    """The levels of docs/reference/programme.md, in order."""
    rules, starts = facts.rules, [start for _, (start, _) in plan if start]
    preferences = sum(
        limit.weight or 0
        for visit, (start, _) in plan
        if start
        for limit in week_faults(facts, start, visit)
    )
    for most, weight, listed in groups(facts, plan):
        worst = worst_by_week(listed).values()
        preferences += (weight or 0) * sum(max(0, number - most) for number in worst)
    wanted = rules.gap_in_area.value if rules.gap_in_area.weight else 26 * 7
    gaps = sum(max(0, wanted - max(0, number)) // 7 for number, _ in area_pairs(facts, plan))
    numbers = [sum(bool(s) and name == team for _, (s, name) in plan) for team in facts.teams]
    first = monday(facts.programme.first)
    return (
        sum(start is None or team is None for _, (start, team) in plan),
        preferences,
        gaps,
        together(facts, starts),
        max(numbers) - min(numbers),
        sum(max(0, (monday(start) - first).days // 7) for start in starts),
    )


def together(facts, starts):
    between = facts.rules.days_between_starts
    weeks = max(1, -(-(between.value if between else 14) // 7))
    given = [visit.start for visit in facts.programme.visits if visit.start]
    possible = [*(week.start for week in weeks_of(facts.programme)), *given]
    mondays = sorted({*map(monday, possible)})
    if not mondays:
        return 0
    beyond, first = 0, mondays[0]
    while first == mondays[0] or first + (weeks - 1) * 7 * DAY <= mondays[-1]:
        inside = [s for s in starts if first <= s < first + weeks * 7 * DAY]
        beyond += max(0, len(inside) - 1)
        first += 7 * DAY
    return beyond


def plans(programme):
    """Every plan that no rule forbids, with its value."""
    facts = Facts(programme)
    alone = [
        [place for place in facts.choices(visit) if is_allowed_alone(facts, visit, place)]
        for visit in programme.visits
    ]
    for places in product(*alone):
        plan = list(zip(programme.visits, places, strict=True))
        if is_allowed(facts, plan):
            yield value(facts, plan), plan


def is_allowed_alone(facts, visit, place):
    return fits(facts, visit, *place)


def best(programme):
    """The value of the best plan."""
    return min(each for each, _ in plans(programme))


def moves(programme, keep, plan):
    """Visits that are elsewhere than in ``keep``, of those to be chosen; the weeks they moved.

    One that had no team there had no place from which it could be moved.
    """
    facts, before = Facts(programme), Facts(keep)
    old = {v.reference: before.given[v.reference] for v in keep.visits if v.start}
    moved = weeks = 0
    for visit, place in plan:
        start, team = facts.given[visit.reference]
        if visit.reference in old and not (start and team):
            then, who = old[visit.reference]
            moved += who is not None and place != (then, who)
            if place[0] and not visit.start:
                weeks += abs((monday(place[0]) - monday(then)).days) // 7
    return moved, weeks
