"""Where an inspection is today, in words first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from jtai_cli.letters.likely import LETTERS
from jtai_cli.plan.deadlines import Deadline
from jtai_cli.plan.rehearsal import last_day
from jtai_cli.plan.status import Status, StepStatus
from jtai_cli.render.deadlines import (
    likely_means,
    report_facts,
    report_object,
    statement_facts,
    statement_object,
)
from jtai_cli.render.page import Block, Fact, Grid, Headline, Lines, Page, Row
from jtai_cli.render.parts import Object, picked
from jtai_cli.render.shared import (
    Warnings,
    framework_object,
    sources_block,
    warning_keys,
    warnings_block,
)
from jtai_cli.render.steps import row_kind, who_label
from jtai_cli.wording import count_of, listed, long_date, short_date, weekday


def status_page(status: Status, *, warnings: Warnings = ()) -> Page:
    """Where we are in one sentence, then what is late, due and done.

    ``warnings`` are those to be read on the page itself.
    """
    inspection = status.plan.inspection
    name = ", ".join(filter(None, (inspection.identity.area, inspection.identity.reference)))
    title = f"{status.plan.framework.short}{f': {name}' if name else ''}"
    blocks: list[Block] = [Headline(title, summary(status), tuple(_facts(status)))]
    lists = (
        ("Late", status.late),
        ("Not yet recorded", status.unrecorded),
        ("Due today", status.due_today),
        ("Due later this week", status.due_this_week),
        ("Due next week", status.due_next_week),
    )
    blocks += [_due_grid(heading, steps) for heading, steps in lists if steps]
    if status.done:
        blocks.append(_done_grid(status.done))
    if status.overtaken:
        names = listed(each.step.title for each in status.overtaken)
        blocks.append(Lines("Behind us, though nothing says when it was done", (f"{names}.",)))
    if deadline := _to_come(status):
        letters = (LETTERS,) if deadline.likely else ()
        blocks.append(sources_block((deadline.rule.source, *letters), *likely_means(deadline)))
    return (*blocks, *warnings_block(warnings))


def summary(status: Status) -> str:
    """Where an inspection is, in a sentence or two."""
    late = len(status.late)
    said = [f"{_steps_are(late)} late." if late else "Nothing is late."]
    if status.unrecorded:
        said.append(f"{_steps_are(len(status.unrecorded))} not yet recorded.")
    return " ".join([_where(status), *said])


def _steps_are(number: int) -> str:
    return f"{count_of(number, 'step')} {'is' if number == 1 else 'are'}"


def _where(status: Status) -> str:
    plan = status.plan
    if plan.inspection.settings.rehearsal and status.today > last_day(plan):
        return f"The rehearsal ended on {long_date(last_day(plan))}."
    match status.phase:
        case "before":
            return f"Before notification, which is {_ahead(status, plan.notification.date)}."
        case "weeks":
            return f"{_day(status)} {_fieldwork(status)}"
        case "between":
            known = plan.inspection.progress.fieldwork_ended
            ended = "Fieldwork ended" if known else "By the plan fieldwork ended"
            day = long_date(plan.fieldwork.end)
            return f"{ended} on {day}; the report {_due(status, plan.report)}."
    published = plan.report.actual or plan.report.due
    came = f"The report was published on {long_date(published)}"
    sent = next((each.step.done for each in status.done if each.step.id == "statement"), None)
    if sent:
        return f"{came}, and the statement was sent on {long_date(sent)}."
    condition = plan.statement.rule.condition
    remark = f", {condition}" if condition else ""
    return f"{came}; the statement {_due(status, plan.statement)}{remark}."


def _day(status: Status) -> str:
    if status.day is not None:
        return f"Day {status.day} of {status.of}, in week {status.week}."
    calendar = status.plan.calendar
    name = calendar.why_off(status.today)
    day = weekday(status.today)
    off = day if name == day else f"{name}, a bank holiday"
    before = calendar.count(status.plan.notification.date, status.today) + 1
    return f"{off}, after day {before} of {status.of}, in week {status.week}."


def _fieldwork(status: Status) -> str:
    fieldwork = status.plan.fieldwork
    if status.today < fieldwork.start:
        return f"Fieldwork starts {_ahead(status, fieldwork.start)}."
    if status.today == fieldwork.end:
        return "Fieldwork ends today."
    return f"Fieldwork ends {_ahead(status, fieldwork.end)}."


def _ahead(status: Status, day: dt.date) -> str:
    days = status.plan.calendar.count(status.today, day)
    return f"in {count_of(days, 'working day')}, on {long_date(day)}"


def _due(status: Status, deadline: Deadline) -> str:
    if deadline.due == status.today:
        return "is due today"
    if deadline.due > status.today:
        return f"is due {_ahead(status, deadline.due)}"
    days = status.plan.calendar.count(deadline.due, status.today)
    return f"was due on {long_date(deadline.due)}, {count_of(days, 'working day')} ago"


def _facts(status: Status) -> Iterable[Fact]:
    day = f"day {status.day} of {status.of}" if status.day else ""
    yield Fact("Today", long_date(status.today), day)
    late = f"{len(status.late)}" if status.late else "nothing"
    worst = max((each.late_by or 0 for each in status.late), default=0)
    up_to = "up to " if len(status.late) > 1 else ""
    yield Fact("Late", late, f"by {up_to}{count_of(worst, 'working day')}" if worst else "")
    yield Fact("Due today", listed(each.step.title for each in status.due_today) or "nothing")
    yield from next_facts(status)
    deadline = _to_come(status)
    if deadline is None:
        return
    yield from (
        report_facts(deadline)
        if status.phase == "between"
        else statement_facts("Statement due", deadline)
    )
    if deadline.likely and deadline.likely.latest.date < status.today:
        yield Fact("", "that is past", "it is later than was likely")


def next_facts(status: Status) -> Iterable[Fact]:
    """The next deadlines, and how far ahead each is."""
    for number, each in enumerate(status.next):
        when = "today" if each.due == status.today else _ahead(status, each.due)
        yield Fact("" if number else "Next deadlines", each.step.title, when)


def _to_come(status: Status) -> Deadline | None:
    """After fieldwork, what is awaited: the report, then a statement whose date is not known."""
    match status.phase:
        case "between" if status.plan.inspection.settings.rehearsal:
            return None
        case "between":
            return status.plan.report
        case "after" if not status.plan.inspection.progress.statement_due:
            sent = any(each.step.id == "statement" for each in status.done)
            return None if sent else status.plan.statement
    return None


def _due_grid(title: str, steps: Sequence[StepStatus]) -> Grid:
    late = steps[0].late_by is not None
    rows = []
    for step, due, late_by in steps:
        late_cell = [count_of(late_by or 0, "working day")] if late else []
        who = who_label(step.who, step.owner)
        cells = (short_date(due), *late_cell, who, step.timing, step.title)
        rows.append(Row(cells, kind=row_kind(step)))
    columns = ("Due", *(["Late by"] if late else []), "Who", "Timing", "Step")
    return Grid(title, columns, tuple(rows), foldable=(len(columns) - 3, len(columns) - 2))


def _done_grid(steps: Iterable[StepStatus]) -> Grid:
    rows = []
    for each in steps:
        step, due, late_by = each
        how = "late" if each.owed else "after that day"
        when = f"{count_of(late_by, 'working day')} {how}" if late_by else "in time"
        rows.append(Row((short_date(step.done or due), when, step.title)))
    return Grid("Done", ("Done", "When it was due", "Step"), tuple(rows))


def status_object(status: Status, *, warnings: Warnings) -> Object:
    """Where an inspection is (schema ``jtai.status/1``)."""
    plan, inspection = status.plan, status.plan.inspection
    lists = picked(status, "late", "unrecorded", "due_today", "due_this_week", "due_next_week")
    lists |= picked(status, "done", "overtaken", "next")
    return {
        "schema": "jtai.status/1",
        "inspection": {
            "area": inspection.identity.area,
            "theme": inspection.settings.theme,
            "reference": inspection.identity.reference,
        },
        "framework": framework_object(plan.framework),
        "region": inspection.settings.region,
        **picked(status, "today", "phase", "day", "of", "week"),
        "summary": summary(status),
        "report": report_object(plan.report),
        "statement": statement_object(plan.statement),
        **{name: list(map(_step_object, steps)) for name, steps in lists.items()},
        **warning_keys(warnings),
    }


def _step_object(each: StepStatus) -> Object:
    return {
        **picked(each.step, "id", "title", "start", "end"),
        "due": each.due,
        **picked(each.step, "who", "owner", "timing", "done"),
        "late_by": each.late_by,
    }
