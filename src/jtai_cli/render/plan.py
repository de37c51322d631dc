"""The timetable of one inspection."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from jtai_cli.days.bank_holidays import REGIONS
from jtai_cli.judge.findings import Finding
from jtai_cli.letters.likely import LETTERS
from jtai_cli.plan.inspection import Inspection
from jtai_cli.plan.model import Plan, PlanDay, PlannedStep, Week
from jtai_cli.plan.working import Working
from jtai_cli.render.days import days_off_grid
from jtai_cli.render.deadlines import (
    deadline_fact,
    deadline_object,
    fieldwork_object,
    report_facts,
    report_object,
)
from jtai_cli.render.notice import notification_object
from jtai_cli.render.page import Block, Fact, Grid, Headline, Lines, Page, Row, RowKind
from jtai_cli.render.parts import Object, Objects, Rows
from jtai_cli.render.sources import framework_object, mark, sources_block
from jtai_cli.render.steps import COLUMNS as STEP_COLUMNS
from jtai_cli.render.steps import LEGEND, LOCAL, step_object, step_row, steps_grid, who_words
from jtai_cli.render.warnings import warning_objects, warnings_block
from jtai_cli.render.working import working_block, working_key
from jtai_cli.wording import count_of, listed, long_date, short_date

COLUMNS = (
    "area",
    "reference",
    "part",
    "id",
    "title",
    "detail",
    "start",
    "end",
    "first_day",
    "last_day",
    "who",
    "owner",
    "timing",
    "source",
    "done",
)


def plan_page(
    plan: Plan,
    *,
    observed: bool = False,
    workings: Sequence[Working] = (),
    warnings: Iterable[Finding] = (),
) -> Page:
    """The whole timetable. ``warnings`` are those to be read on the page itself."""
    blocks: list[Block] = [_headline(plan)]
    if plan.before:
        blocks.append(steps_grid("Before notification", plan.before))
    blocks += [_week(plan, week) for week in plan.weeks]
    blocks.append(steps_grid("After fieldwork", plan.after))
    if observed and plan.observed:
        blocks.append(steps_grid("Observed once", plan.observed))
    if plan.inspection.identity.partners:
        blocks.append(_partners(plan.inspection))
    if plan.non_working_days:
        blocks.append(
            days_off_grid(plan.non_working_days, "Bank holidays and closures to the last date")
        )
    blocks += map(working_block, workings)
    blocks += warnings_block(warnings)
    blocks.append(_sources(plan, observed))
    return tuple(blocks)


def _headline(plan: Plan) -> Headline:
    inspection, framework, fieldwork = plan.inspection, plan.framework, plan.fieldwork
    notice = plan.notification
    given = count_of(notice.working_days, "working day")
    facts = [
        Fact(
            "Notification",
            long_date(notice.date),
            f"{given} before fieldwork; day 1 {mark(notice.period.source)}",
        ),
        Fact(
            "Fieldwork",
            f"{long_date(fieldwork.start)} to {long_date(fieldwork.end)}",
            f"{count_of(fieldwork.working_days, 'working day')}; "
            f"days {plan.weeks[-1].days[0]} to {plan.weeks[-1].days[1]}",
        ),
        *report_facts(plan.report),
        deadline_fact("Statement due", plan.statement),
    ]
    if inspection.identity.key_contact:
        facts.append(Fact("Key contact", inspection.identity.key_contact))
    area = f": {inspection.identity.area}" if inspection.identity.area else ""
    theme = framework.theme(inspection.settings.theme) if inspection.settings.theme else None
    parts = [
        *([theme.title, listed(theme.inspectorates)] if theme else []),
        framework.id,
        f"working days of {REGIONS[inspection.settings.region]}",
        *([f"reference {inspection.identity.reference}"] if inspection.identity.reference else []),
    ]
    return Headline(f"{framework.title}{area}", "; ".join(parts), tuple(facts))


def _week(plan: Plan, week: Week) -> Grid:
    fieldwork = ": fieldwork" if week is plan.weeks[-1] else ""
    title = (
        f"Week {week.number}{fieldwork}, days {week.days[0]} to {week.days[1]}: "
        f"{short_date(week.start)} to {short_date(week.end)}"
    )
    rows = tuple(row for day in week.dates for row in _day(day, week.steps))
    return Grid(title, ("Day", *STEP_COLUMNS), rows, grouped=2, foldable=(2, 3, 4))


def _day(day: PlanDay, steps: tuple[PlannedStep, ...]) -> Iterator[Row]:
    """The rows of one day: why it is off, or the steps that begin and those that go on."""

    def remark(text: str, kind: RowKind) -> Row:
        return Row((number, short_date(day.date), "", "", "", text), kind=kind)

    number = "" if day.bank_holiday else str(day.number)
    if day.bank_holiday:
        yield remark(f"{day.bank_holiday}: bank holiday, not counted", "off")
        return
    if day.closure:
        yield remark(f"{day.closure}: closure, still counted", "closure")
    starting = [step for step in steps if step.start == day.date]
    going_on = [step.title for step in steps if step.start < day.date <= step.end]
    for step in starting:
        yield step_row(step, number)
    if going_on:
        yield remark(f"going on: {'; '.join(going_on)}", "quiet")
    elif not starting:
        yield remark("no step of its own", "quiet")


def _partners(inspection: Inspection) -> Grid:
    rows = (Row((p.agency, p.contact or "none given")) for p in inspection.identity.partners)
    return Grid("Partners", ("Agency", "Contact"), tuple(rows))


def _sources(plan: Plan, observed: bool) -> Lines:
    steps = [*plan.steps, *(plan.observed if observed else ())]
    cited = {step.source for step in steps} | {plan.notification.period.source}
    used = {step.timing for step in steps}
    local = any(source.key == "local" for source in cited)
    return sources_block(
        (
            *(source for source in plan.framework.sources if source in cited),
            *(source for source in cited if source not in plan.framework.sources),
            *([LETTERS] if plan.report.likely else []),
        ),
        *(words for timing, words in LEGEND.items() if timing in used),
        *([f"[local]: {LOCAL}"] if local else []),
    )


def plan_object(
    plan: Plan,
    *,
    warnings: Iterable[Finding],
    observed: bool = False,
    workings: Sequence[Working] = (),
) -> Object:
    """One plan as the object that contract ``jtai.plan/1`` describes."""
    return {**_identity(plan.inspection), **_dated(plan, warnings, observed, workings)}


def plan_objects(plans: Iterable[Plan], beside: Callable[[Plan], Mapping[str, Any]]) -> Objects:
    """The objects of many plans, each with what ``beside`` says to show.

    Many of a list have the same dates, so what follows from those is shared.
    """

    def dated(plan: Plan) -> Object:
        return _dated(plan, **beside(plan))

    for plan in plans:
        inspection = plan.inspection
        yield _identity(inspection), inspection.dated, partial(dated, plan)


def _identity(inspection: Inspection) -> Object:
    """What comes first in a plan's object: which inspection it is of."""
    names = dict(inspection.identity.names)
    return {
        "schema": "jtai.plan/1",
        "inspection": {
            "area": names.pop("area"),
            "theme": inspection.settings.theme,
            **names,
            "partners": [partner._asdict() for partner in inspection.identity.partners],
        },
    }


def inspection_object(inspection: Inspection) -> Object:
    """The names by which an inspection is known."""
    return {
        "area": inspection.identity.area,
        "theme": inspection.settings.theme,
        "reference": inspection.identity.reference,
    }


def _dated(
    plan: Plan, warnings: Iterable[Finding], observed: bool, workings: Sequence[Working]
) -> Object:
    """The rest of a plan's object, which is the same for every inspection of the same dates."""
    inspection = plan.inspection
    return {
        "framework": framework_object(plan.framework),
        "region": inspection.settings.region,
        "notification": notification_object(plan.notification),
        "fieldwork": fieldwork_object(plan.fieldwork),
        "report": report_object(plan.report),
        "statement": deadline_object(plan.statement),
        "before": list(map(step_object, plan.before)),
        "weeks": list(map(_week_object, plan.weeks)),
        "after": list(map(step_object, plan.after)),
        **({"observed": list(map(step_object, plan.observed))} if observed else {}),
        "non_working_days": [day._asdict() for day in plan.non_working_days],
        "warnings": warning_objects(warnings),
        **working_key(workings),
        "calendar": {
            "published_until": plan.calendar.published_until,
            "fingerprint": plan.fingerprint,
            "extra_bank_holidays": [day._asdict() for day in inspection.settings.bank_holidays],
            "extra_working_days": inspection.settings.working_days,
        },
    }


def _week_object(week: Week) -> Object:
    return {
        "number": week.number,
        "start": week.start,
        "end": week.end,
        "days": week.days,
        "steps": list(map(step_object, week.steps)),
    }


def plan_rows(plan: Plan, *, observed: bool = False) -> Rows:
    """A row for each step, the deadlines among them."""
    parts = [
        ("before", plan.before),
        *((f"week {week.number}", week.steps) for week in plan.weeks),
        ("after", plan.after),
        *([("observed", plan.observed)] if observed else []),
    ]
    identity = plan.inspection.identity
    rows = (
        (
            identity.area,
            identity.reference,
            part,
            step.id,
            step.title,
            step.detail,
            step.start,
            step.end,
            *(step.days or (None, None)),
            who_words(step.who),
            step.owner,
            step.timing,
            step.source.title,
            step.done,
        )
        for part, steps in parts
        for step in steps
    )
    return Rows(COLUMNS, rows)
