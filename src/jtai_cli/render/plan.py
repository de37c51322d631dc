"""The timetable of one inspection."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from jtai_cli.days.bank_holidays import LAST_DAY, REGIONS
from jtai_cli.judge.plan import Judged
from jtai_cli.letters.likely import LETTERS
from jtai_cli.plan.agencies import Asked, asked_of, for_agency, for_outsiders
from jtai_cli.plan.inspection import Inspection
from jtai_cli.plan.model import Plan, PlanDay, PlannedStep, Week
from jtai_cli.render import deadlines, shared, steps
from jtai_cli.render.days import days_off_grid
from jtai_cli.render.notice import notification_object
from jtai_cli.render.page import Block, Fact, Grid, Headline, Lines, Page, Row
from jtai_cli.render.parts import Object, Objects, Rows, picked, table
from jtai_cli.render.picture import Picture
from jtai_cli.render.shared import Warnings, Workings
from jtai_cli.wording import count_of, listed, long_date, short_date, short_span

STATEMENT = "Statement due"
BEFORE, AFTER, OBSERVED = "Before notification", "After fieldwork", "Observed once"
BRIEF = "A day is suggested unless marked required. --all adds details and sources."


class OneAgency(NamedTuple):
    """The agency for which a plan is shown, and what is asked of it beside the steps."""

    agency: str
    asked: tuple[Asked, ...]


def plan_page(
    plan: Plan,
    *,
    observed: bool = False,
    workings: Workings = (),
    warnings: Warnings = (),
    one: OneAgency | None = None,
    pictures: Sequence[Grid | Picture] = (),
) -> Page:
    """The whole timetable, or that of ``one`` agency, whose steps are all that the plan then has.

    ``warnings`` are those to be read on the page itself. The first two of the ``pictures`` stand
    above the tables, what follows below.
    """
    blocks: list[Block | Picture] = [_headline(plan, one), *pictures[:2]]
    if plan.before:
        blocks.append(steps.steps_grid(BEFORE, plan.before))
    blocks += [grid for grid in (_week(plan, week) for week in plan.weeks) if grid.rows]
    if plan.after:
        blocks.append(steps.steps_grid(AFTER, plan.after))
    if observed and plan.observed:
        blocks.append(steps.steps_grid(OBSERVED, plan.observed))
    blocks += _asked_grid(one)
    if partners := plan.inspection.identity.partners:
        rows = (Row((each.agency, each.contact or "none given")) for each in partners)
        blocks.append(Grid("Partners", ("Agency", "Contact"), tuple(rows), narrow=True))
    if plan.non_working_days:
        title = "Bank holidays and closures to the last date"
        blocks.append(days_off_grid(plan.non_working_days, title))
    blocks += pictures[2:]
    blocks += map(shared.working_block, workings)
    blocks += shared.warnings_block(warnings)
    blocks.append(Lines("Sources", source_lines(plan, observed=observed)))
    return tuple(blocks)


def outsiders_page(plan: Plan) -> Page:
    """What the framework fixes, for those who are to know no more of an inspection."""
    bare = for_outsiders(plan)
    fixed = (step._replace(agencies=()) for step in bare.steps)
    return (
        _headline(bare, None),
        steps.steps_grid("What the framework fixes", fixed),
        Lines("Sources", source_lines(bare)),
    )


def of_agency(plan: Plan, agency: str) -> tuple[Plan, OneAgency]:
    """The plan with the steps of an agency alone, and what is asked of it."""
    asked = asked_of(plan, LAST_DAY, agency)  # what came, whatever the day
    return for_agency(plan, agency), OneAgency(agency, tuple(asked))


def brief_page(
    plan: Plan, *, observed: bool = False, workings: Workings = (), one: OneAgency | None = None
) -> Page:
    """The timetable for a terminal, a line a step; the key dates come last too, as people look.

    What is likely comes only there: the reasons for it would take half a screen.
    """
    headline = _headline(plan, one)
    sure = tuple(fact for fact in headline.facts if fact.label not in deadlines.LIKELY_LABELS)
    condition = plan.statement.rule.condition
    width = max(len(fact.label) for fact in headline.facts) + 2
    dates = tuple(
        f"{fact.label.ljust(width)}{fact.value}"
        f"{f', {condition}' if condition and fact.label == STATEMENT else ''}"
        for fact in headline.facts
        if fact.note  # as every date has
    )
    rows = tuple(_brief_rows(plan, observed))
    likely = deadlines.coverage((plan.report, plan.statement))
    return (
        headline._replace(facts=sure),
        Grid("", ("Days", "Date", "Who", "Step"), rows, grouped=2),
        *_asked_grid(one),
        *map(shared.working_block, workings),
        Lines("", (BRIEF,)),
        Lines("Key dates", (*dates, *([likely] if likely else []))),
    )


def _brief_rows(plan: Plan, observed: bool) -> Iterator[Row]:
    def part(title: str, rows: Iterable[Row]) -> Iterator[Row]:
        if found := list(rows):
            yield Row((title, "", "", ""), kind="heading")
            yield from found

    yield from part(BEFORE, map(steps.brief_row, plan.before))
    for week in plan.weeks:
        rows = (
            row
            for day in week.dates
            for row in (*_days_off(day, brief=True), *map(steps.brief_row, _starting(day, week)))
        )
        yield from part(_week_title(plan, week), rows)
    others = (step for step in plan.after if step.id not in ("report", "statement"))  # key dates
    yield from part(AFTER, map(steps.brief_row, others))
    if observed:
        yield from part(OBSERVED, map(steps.brief_row, plan.observed))


def _asked_grid(one: OneAgency | None) -> Iterator[Grid]:
    """The requests and audits of one agency, if there are any."""
    rows = []
    for asked in one.asked if one else ():
        due = short_date(asked.end) if asked.end else "not said"
        came = f" (came on {short_date(asked.done)})" if asked.done else ""
        rows.append(Row((due, asked.kind, f"{asked.title}{came}")))
    if one and rows:
        yield Grid(f"Asked of {one.agency}", ("Due", "What", "Item"), tuple(rows))


def plan_title(plan: Plan, one: OneAgency | None = None) -> str:
    """What the plan is of, and for whom."""
    framework, area = plan.framework, plan.inspection.identity.area
    title = f"{framework.title}: {area}" if area else framework.title
    return f"{title}, for {one.agency}" if one else title


def _headline(plan: Plan, one: OneAgency | None) -> Headline:
    framework, fieldwork, notice = plan.framework, plan.fieldwork, plan.notification
    identity, settings = plan.inspection.identity, plan.inspection.settings
    given = count_of(notice.working_days, "working day")
    source = shared.mark(notice.period.source)
    first, last = plan.weeks[-1].days
    length = f"{count_of(fieldwork.working_days, 'working day')}; days {first} to {last}"
    facts = [
        Fact("Notification", long_date(notice.date), f"{given} before fieldwork; day 1 {source}"),
        Fact("Fieldwork", deadlines.fieldwork_dates(fieldwork), length),
        *deadlines.report_facts(plan.report),
        *deadlines.statement_facts(STATEMENT, plan.statement),
    ]
    if identity.key_contact:
        facts.append(Fact("Key contact", identity.key_contact, minor=True))
    theme = framework.theme(settings.theme) if settings.theme else None
    parts = [
        *([theme.title, listed(theme.inspectorates)] if theme else []),
        framework.id,
        f"working days of {REGIONS[settings.region]}",
        *([f"reference {identity.reference}"] if identity.reference else []),
    ]
    return Headline(plan_title(plan, one), "; ".join(parts), tuple(facts))


def _week(plan: Plan, week: Week) -> Grid:
    rows: list[Row] = []
    for day in week.dates:
        rows += _days_off(day)
        rows += (
            steps.step_row(step, steps.day_numbers(step, " to ")) for step in _starting(day, week)
        )
    return Grid(
        _week_title(plan, week), ("Day", *steps.COLUMNS), tuple(rows), grouped=2, foldable=(2,)
    )


def _week_title(plan: Plan, week: Week) -> str:
    dates = short_span(week.start, week.end)
    fieldwork = ": fieldwork" if week is plan.weeks[-1] else ""
    return f"Week {week.number}{fieldwork}, days {week.days[0]} to {week.days[1]}: {dates}"


def _starting(day: PlanDay, week: Week) -> Iterator[PlannedStep]:
    return (step for step in week.steps if step.start == day.date and not day.bank_holiday)


def _days_off(day: PlanDay, *, brief: bool = False) -> Iterator[Row]:
    """Why a day is off, if it is. A day that is not counted has no number."""
    date = short_date(day.date)
    if brief:
        date = date.removesuffix(f" {day.date.year}")
    if day.bank_holiday:
        yield Row(("", date, "", f"{day.bank_holiday}: bank holiday, not counted"), kind="off")
    elif day.closure:
        yield Row(
            (str(day.number), date, "", f"{day.closure}: closure, still counted"), kind="closure"
        )


def source_lines(plan: Plan, *, observed: bool = False) -> tuple[str, ...]:
    """The sources of a plan, and what else its reader has to know."""
    shown = [*plan.steps, *(plan.observed if observed else ())]
    rules = (plan.notification.period.source, plan.report.rule.source, plan.statement.rule.source)
    cited = dict.fromkeys([*(step.source for step in shown), *rules])
    timings = {step.timing for step in shown}
    local = any(source.key == "local" for source in cited)
    legend = shared.sources_block(
        (
            *(source for source in plan.framework.sources if source in cited),
            *(source for source in cited if source not in plan.framework.sources),
            *([LETTERS] if plan.report.likely else []),
        ),
        *(words for timing, words in steps.LEGEND.items() if timing in timings),
        *([f"[local]: {steps.LOCAL}"] if local else []),
        *deadlines.voting_lines(plan.calendar, plan.report, plan.inspection.polls_area),
        *deadlines.likely_means(plan.report),
    )
    return legend.lines


def plan_object(
    plan: Plan,
    *,
    warnings: Warnings,
    observed: bool = False,
    workings: Workings = (),
    one: OneAgency | None = None,
) -> Object:
    """One plan as the object that contract ``jtai.plan/1`` describes.

    The key ``for`` marks what ``one`` agency has of it, which no check takes for the whole.
    """
    return {
        **_identity(plan.inspection),
        **_dated(plan, warnings, observed=observed, workings=workings, one=one),
    }


def plan_objects(plans: Iterable[Judged], beside: Callable[[Plan], Mapping[str, Any]]) -> Objects:
    """The objects of many plans and their warnings, each with what ``beside`` says to show.

    Many of a list have the same dates, so what follows from those is shared.
    """

    def dated(plan: Plan, warnings: Warnings) -> Object:
        return _dated(plan, warnings, **beside(plan))

    for plan, warnings, row in plans:
        yield _identity(plan.inspection, row), plan.inspection.dated, partial(dated, plan, warnings)


def _identity(inspection: Inspection, row: int | None = None) -> Object:
    """What comes first in a plan's object: which inspection it is of, and its row in a list."""
    names, settings = dict(inspection.identity.names), inspection.settings
    return {
        "schema": "jtai.plan/1",
        **({} if row is None else {"row": row}),
        "inspection": {
            "area": names.pop("area"),
            "theme": settings.theme,
            **names,
            "partners": [partner._asdict() for partner in inspection.identity.partners],
        },
        **(picked(settings, "rehearsal", "rehearsal_weeks") if settings.rehearsal else {}),
    }


def _dated(
    plan: Plan,
    warnings: Warnings,
    *,
    observed: bool,
    workings: Workings,
    one: OneAgency | None = None,
) -> Object:
    """The rest of a plan's object, which is the same for every inspection of the same dates."""
    settings = plan.inspection.settings
    return {
        **({"for": one.agency, "asked": list(map(_asked_object, one.asked))} if one else {}),
        "framework": shared.framework_object(plan.framework),
        "region": settings.region,
        "notification": notification_object(plan.notification),
        "fieldwork": deadlines.fieldwork_object(plan.fieldwork),
        "report": deadlines.report_object(plan.report),
        "statement": deadlines.statement_object(plan.statement),
        "before": list(map(steps.step_object, plan.before)),
        "weeks": [
            {
                **picked(week, "number", "start", "end", "days"),
                "steps": list(map(steps.step_object, week.steps)),
            }
            for week in plan.weeks
        ],
        "after": list(map(steps.step_object, plan.after)),
        **({"observed": list(map(steps.step_object, plan.observed))} if observed else {}),
        "non_working_days": [day._asdict() for day in plan.non_working_days],
        **shared.warning_keys(warnings, workings),
        "calendar": {
            "published_until": plan.calendar.published_until,
            "fingerprint": plan.fingerprint,
            "extra_bank_holidays": [day._asdict() for day in settings.bank_holidays],
            "extra_working_days": settings.working_days,
        },
    }


def _asked_object(asked: Asked) -> Object:
    return {"kind": asked.kind, **steps.step_object(asked)}


def plan_rows(plan: Plan, *, observed: bool = False, one: OneAgency | None = None) -> Rows:
    """A row for each step, the deadlines among them."""
    parts: list[tuple[str, Sequence[PlannedStep | Asked]]] = [
        ("before", plan.before),
        *((f"week {week.number}", week.steps) for week in plan.weeks),
        ("after", plan.after),
        *([("observed", plan.observed)] if observed else []),
        *((each.kind, [each]) for each in (one.asked if one else ())),
    ]
    identity = picked(plan.inspection.identity, "area", "reference")
    return table(
        {
            **identity,
            "part": part,
            **picked(step, "id", "title", "detail", "start", "end"),
            "first_day": step.days[0] if step.days else None,
            "last_day": step.days[1] if step.days else None,
            "who": step.who,
            "owner": step.owner,
            "timing": step.timing,
            "source": step.source.title,
            "done": step.done,
            "agencies": step.agencies,
            **({"for": one.agency} if one else {}),
        }
        for part, planned in parts
        for step in planned
    )
