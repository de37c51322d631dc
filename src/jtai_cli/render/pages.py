"""From an answer to the page that people read: which facts come first, and in which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jtai_cli.days.bank_holidays import REGIONS
from jtai_cli.letters.likely import FEWEST, LETTERS
from jtai_cli.plan.deadlines import Deadline, Deadlines
from jtai_cli.plan.model import Plan, PlanDay, PlannedStep, Week
from jtai_cli.plan.notice import Notice
from jtai_cli.plan.sums import DayList, DaySum, NonWorkingDay
from jtai_cli.plan.working import Working
from jtai_cli.render.document import Block, Fact, Grid, Headline, Lines, Page, Row, RowKind
from jtai_cli.rules.model import Framework, Observed, Source, Step, Theme, Timing, Who
from jtai_cli.wording import count_of, listed, long_date, short_date

WEEK_COLUMNS = ("Day", "Date", "Who", "Timing", "Source", "Step")
STEP_COLUMNS = WEEK_COLUMNS[1:]

LEGEND = {
    "required": "required: the framework fixes it.",
    "suggested": "suggested: the source gives the week, and the day inside it is our suggestion.",
    "observed": "observed: seen once, in one area's own timeline. No rule.",
}

LOCAL = "a step of the area's own, on a day that it chose."


def plan_page(
    plan: Plan,
    *,
    observed: bool = False,
    workings: Sequence[Working] = (),
    warnings: bool = False,
) -> Page:
    """The whole timetable. ``warnings`` puts them on the page, for files that travel alone."""
    blocks: list[Block] = [_headline(plan)]
    if plan.before:
        blocks.append(_steps_grid("Before notification", plan.before))
    blocks += [_week(plan, week) for week in plan.weeks]
    blocks.append(_steps_grid("After fieldwork", plan.after))
    if observed and plan.observed:
        blocks.append(_steps_grid("Observed once", plan.observed))
    if plan.inspection.identity.partners:
        blocks.append(_partners(plan))
    if plan.non_working_days:
        blocks.append(
            days_off_grid(plan.non_working_days, "Bank holidays and closures to the last date")
        )
    blocks += [working_block(working) for working in workings]
    if warnings and plan.warnings:
        lines = tuple(f"{warning.message} [{warning.code}]" for warning in plan.warnings)
        blocks.append(Lines("Warnings", lines))
    blocks.append(_sources(plan, observed))
    return tuple(blocks)


def plans_page(plans: Sequence[Plan]) -> Page:
    """Many plans, one row each, in the order given."""
    columns = ("Fieldwork", "Report due", "Notification", "Statement due", "!", "Inspection")
    rows = tuple(
        Row(
            (
                short_date(plan.fieldwork.start),
                short_date(plan.report.due),
                short_date(plan.notification.date),
                short_date(plan.statement.due),
                str(len(plan.warnings) or ""),
                " ".join(
                    filter(
                        None, (plan.inspection.identity.area, plan.inspection.identity.reference)
                    )
                ),
            ),
            kind="step",
        )
        for plan in plans
    )
    sources: dict[str, str] = {}
    for plan in plans:
        framework = plan.framework
        rules = (plan.notification.period, framework.report, framework.statement)
        cited = (f"{rule.source.title}" for rule in rules)
        sources.setdefault(framework.id, "; ".join(dict.fromkeys(cited)))
    lines = tuple(f"{framework}: {titles}" for framework, titles in sources.items())
    return (
        Grid(count_of(len(plans), "inspection"), columns, rows, foldable=(2, 3, 4)),
        Lines("Sources", (*lines, "!: the number of warnings, which --format json spells out.")),
    )


def notice_page(notice: Notice, workings: Sequence[Working] = ()) -> Page:
    """A notice in three facts: when, until when, and whether it is enough."""
    given = count_of(notice.working_days, "working day")
    asked = f"{notice.framework.id} asks for {notice.period.working_days}"
    verdict = f"{notice.short_by} too few" if notice.short_by else "enough"
    facts = (
        Fact("Notification", long_date(notice.date), "day 1"),
        Fact("Fieldwork starts", long_date(notice.fieldwork_start)),
        Fact("Notice", f"{given}: {verdict}", f"{asked} {mark(notice.period.source)}"),
    )
    return (
        Headline("Notice", "", facts),
        *map(working_block, workings),
        Lines("Sources", (source_line(notice.period.source),)),
    )


def deadlines_page(deadlines: Deadlines, workings: Sequence[Working] = ()) -> Page:
    """The deadlines after fieldwork, each with what it is counted from."""
    facts = []
    fieldwork, report, statement = deadlines.fieldwork, deadlines.report, deadlines.statement
    if fieldwork:
        dates = f"{long_date(fieldwork.start)} to {long_date(fieldwork.end)}"
        facts.append(Fact("Fieldwork", dates, count_of(fieldwork.working_days, "working day")))
    if report:
        facts += report_facts(report)
    facts.append(deadline_fact("Statement due", statement))
    cited = dict.fromkeys(each.rule.source for each in (report, statement) if each)
    if report and report.likely:
        cited[LETTERS] = None
    return (
        Headline("Deadlines", "", tuple(facts)),
        *map(working_block, workings),
        Lines("Sources", tuple(map(source_line, cited))),
    )


def sum_page(total: DaySum, workings: Sequence[Working] = ()) -> Page:
    """A sum of working days as one sentence."""
    days = count_of(abs(total.working_days), "working day")
    if total.end == total.start:
        sentence = f"{long_date(total.start)}: {days}"
    elif total.end > total.start:
        sentence = f"{long_date(total.end)} is {days} after {long_date(total.start)}"
    else:
        sentence = f"{long_date(total.end)} is {days} before {long_date(total.start)}"
    region = REGIONS[total.calendar.region]
    return (Lines("", (f"{sentence} ({region}).",)), *map(working_block, workings))


def days_list_page(days: DayList) -> Page:
    """The bank holidays and closures of a range."""
    region = REGIONS[days.calendar.region]
    title = f"{region}, {short_date(days.first)} to {short_date(days.last)}"
    if not days.days:
        return (Lines("", (f"{title}: no bank holiday and no closure on a weekday.",)),)
    return (days_off_grid(days.days, title),)


def framework_page(framework: Framework) -> Page:
    """One framework, whole: periods, steps, themes and sources."""
    until = f" to {framework.until.text}" if framework.until else ""
    title = f"{framework.id}: {framework.title}, in force from {framework.since.text}{until}"
    columns = ("Week", "Days", "Who", "Timing", "Source", "Step")
    steps, observed = map(_rule_row, framework.steps), map(_observed_row, framework.observed)
    grids = (
        Grid("Periods", ("Length", "Source", "Period"), tuple(_period_rows(framework))),
        Grid("Steps (days of the week, both counted)", columns, tuple(steps), foldable=(2, 3, 4)),
        Grid("Observed once, after fieldwork ended", ("When", "Source", "Step"), tuple(observed)),
        Grid(
            "Themes", ("Theme", "From", "Source", "Title"), tuple(map(_theme_row, framework.themes))
        ),
    )
    return (
        Lines(title, tuple(filter(None, (framework.note, f"Source: {mark(framework.source)}")))),
        *(grid for grid in grids if grid.rows),
        Lines("Sources", tuple(map(source_line, framework.sources))),
    )


def _period_rows(framework: Framework) -> Iterator[Row]:
    for period in framework.notices:
        length = count_of(period.working_days, "working day")
        what = f"Notice, for fieldwork from {period.since.text}"
        yield Row((length, mark(period.source), what), detail=period.note or "")
    for rule in (framework.report, framework.statement):
        length = count_of(rule.days, f"{rule.basis} day")
        yield Row((length, mark(rule.source), rule.title), detail=rule.why or "")


def _rule_row(step: Step) -> Row:
    who = who_label(step.who, None)
    cells = (f"week {step.week}", _range(step.days), who, step.timing, mark(step.source))
    return Row((*cells, step.title), detail=step.detail or "", kind="step")


def _observed_row(seen: Observed) -> Row:
    return Row((f"+{seen.after_fieldwork_end} working days", mark(seen.source), seen.title))


def _theme_row(theme: Theme) -> Row:
    detail = ". ".join(filter(None, (listed(theme.inspectorates), theme.note)))
    return Row((theme.id, theme.since.text, mark(theme.source), theme.title), detail=detail)


def frameworks_page(frameworks: Iterable[Framework]) -> Page:
    """Several frameworks, one after the other."""
    return tuple(block for framework in frameworks for block in framework_page(framework))


def working_block(working: Working) -> Grid:
    """One count, day by day, with the reason for its length in the title."""
    rows = [
        Row(("", short_date(day.date), f"{day.skipped}: not counted"), kind="off")
        if day.number is None
        else Row((str(day.number), short_date(day.date), "counted"))
        for day in working.days
    ]
    source = f"[{working.source.title}]" if working.source else ""
    title = " ".join(filter(None, (f"{working.title}.", working.reason, source)))
    return Grid(title, ("No.", "Date", "Counted or not"), tuple(rows))


def deadline_fact(label: str, deadline: Deadline) -> Fact:
    """A deadline with what it is counted from and what the count passed over."""
    value = long_date(deadline.due)
    if deadline.actual:
        value = f"{long_date(deadline.actual)} (published)"
    return Fact(label, value, f"{deadline_rule(deadline)} {mark(deadline.rule.source)}")


def deadline_rule(deadline: Deadline) -> str:
    """The count behind a deadline, in words."""
    days = count_of(deadline.days, f"{deadline.basis} day")
    rule = f"{days} after {long_date(deadline.counted_from)}"
    if deadline.skipped:
        rule += f", not counting {listed(name for _, name in deadline.skipped)}"
    if deadline.actual:
        rule = f"was due {long_date(deadline.due)}, {rule}"
    return f"{deadline.rule.condition}: {rule}" if deadline.rule.condition else rule


def report_facts(report: Deadline) -> list[Fact]:
    """When the report is due, and when it is likely."""
    likely = likely_fact(report)
    return [deadline_fact("Report due", report), *([likely] if likely else [])]


def likely_fact(report: Deadline) -> Fact | None:
    """When the report is likely, by the letters; None where it has been published."""
    likely = report.likely
    if likely is None:
        return None
    n = count_of(len(likely.letters), "comparable letter")
    if not (likely.median and likely.p90 and likely.latest):
        few = f"{n} ({likely.kind}), and from {FEWEST} on a date is said"
        return Fact("Report likely", "not said: too few letters", f"{few} {mark(LETTERS)}")
    first, last = long_date(likely.median.date), long_date(likely.p90.date)
    latest = f"day {likely.latest.days}, {long_date(likely.latest.date)}"
    nine = f", nine in ten by day {likely.p90.days}" if likely.p90 != likely.latest else ""
    note = (
        f"of {n} ({likely.kind}), {likely.on_rule} came on {report.basis} day {report.days}; "
        f"half had come by working day {likely.median.days}{nine}, all by {latest} {mark(LETTERS)}"
    )
    return Fact("Report likely", first if first == last else f"{first} to {last}", note)


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
    rows: list[Row] = []
    for day in week.dates:
        rows += _day(day, week.steps)
    return Grid(title, WEEK_COLUMNS, tuple(rows), grouped=2, foldable=(2, 3, 4))


def _day(day: PlanDay, steps: tuple[PlannedStep, ...]) -> list[Row]:
    """The rows of one day: why it is off, or the steps that begin and those that go on."""
    date = short_date(day.date)
    if day.bank_holiday:
        return [_remark("", date, f"{day.bank_holiday}: bank holiday, not counted", "off")]
    number = str(day.number)
    rows = []
    if day.closure:
        rows.append(_remark(number, date, f"{day.closure}: closure, still counted", "closure"))
    starting = [step for step in steps if step.start == day.date]
    going_on = [step.title for step in steps if step.start < day.date <= step.end]
    rows += [_step_row(step, number) for step in starting]
    if going_on:
        rows.append(_remark(number, date, f"going on: {'; '.join(going_on)}", "quiet"))
    elif not starting:
        rows.append(_remark(number, date, "no step of its own", "quiet"))
    return rows


def _remark(number: str, date: str, text: str, kind: RowKind) -> Row:
    return Row((number, date, "", "", "", text), kind=kind)


def _steps_grid(title: str, steps: Iterable[PlannedStep]) -> Grid:
    """Steps outside the weeks, where days have no numbers."""
    return Grid(title, STEP_COLUMNS, tuple(map(_step_row, steps)), foldable=(1, 2, 3))


def _step_row(step: PlannedStep, *number: str) -> Row:
    first, last = step.days or (None, None)
    remarks = [*([f"to day {last}"] if first != last else []), *(["done"] if step.done else [])]
    remark = f" ({', '.join(remarks)})" if remarks else ""
    return Row(
        (
            *number,
            short_date(step.start),
            who_label(step.who, step.owner),
            step.timing,
            mark(step.source),
            f"{step.title}{remark}",
        ),
        detail=step.detail or "",
        kind="required" if step.timing == "required" else "step",
    )


def who_label(who: tuple[Who, ...], owner: str | None) -> str:
    """Who has a step, in a word: its owner, or inspectors, partners or both."""
    if owner:
        return owner
    return "both" if len(who) > 1 else who[0]


def _partners(plan: Plan) -> Grid:
    rows = (Row((p.agency, p.contact or "none given")) for p in plan.inspection.identity.partners)
    return Grid("Partners", ("Agency", "Contact"), tuple(rows))


def days_off_grid(days: Iterable[NonWorkingDay], title: str) -> Grid:
    """Bank holidays and closures, which is which in words."""
    kinds = {
        "bank-holiday": "bank holiday, not counted",
        "closure": "closure, still counted",
    }
    rows = (
        Row(
            (short_date(day.date), kinds[day.kind], day.name),
            kind="off" if day.kind == "bank-holiday" else "closure",
        )
        for day in days
    )
    return Grid(title, ("Date", "Kind", "Name"), tuple(rows))


def _sources(plan: Plan, observed: bool) -> Lines:
    steps = [*plan.steps, *(plan.observed if observed else ())]
    cited = {step.source for step in steps} | {plan.notification.period.source}
    timings: tuple[Timing, ...] = ("required", "suggested", "observed")
    used = {step.timing for step in steps}
    return Lines(
        "Sources",
        (
            *(source_line(source) for source in plan.framework.sources if source in cited),
            *(source_line(source) for source in cited if source not in plan.framework.sources),
            *([source_line(LETTERS)] if plan.report.likely else []),
            *(LEGEND[timing] for timing in timings if timing in used),
            *([f"[local]: {LOCAL}"] if any(source.key == "local" for source in cited) else []),
        ),
    )


def source_line(source: Source) -> str:
    """A source as the legend of a page gives it."""
    return f"{mark(source)} {cited(source)}"


def cited(source: Source) -> str:
    """A source by its title, with its address where it has one."""
    return f"{source.title}{f' <{source.url}>' if source.url else ''}"


def _range(days: tuple[int, int]) -> str:
    first, last = days
    return str(first) if first == last else f"{first} to {last}"


def mark(source: Source) -> str:
    """The mark by which a rule's source is found in the legend."""
    return f"[{source.key}]"
