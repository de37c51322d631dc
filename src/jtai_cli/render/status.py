"""Where an inspection is today, in words first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from jtai_cli.judge.findings import Finding
from jtai_cli.plan.deadlines import Deadline
from jtai_cli.plan.status import Status, StepStatus
from jtai_cli.render.page import Block, Fact, Grid, Headline, Lines, Page, Row
from jtai_cli.render.parts import Object
from jtai_cli.render.plan import inspection_object
from jtai_cli.render.sources import framework_object
from jtai_cli.render.steps import row_kind, who_label
from jtai_cli.render.warnings import warning_objects, warnings_block
from jtai_cli.wording import count_of, listed, long_date, short_date, weekday

_UNITS = "working day"
_LATE_COLUMNS = ("Due", "Late by", "Who", "Timing", "Step")


def status_page(status: Status, *, warnings: Iterable[Finding] = ()) -> Page:
    """Where we are in one sentence, then what is late, due and done.

    ``warnings`` are those to be read on the page itself.
    """
    inspection = status.plan.inspection
    name = ", ".join(filter(None, (inspection.identity.area, inspection.identity.reference)))
    title = f"{status.plan.framework.short}{f': {name}' if name else ''}"
    blocks: list[Block] = [Headline(title, summary(status), tuple(_facts(status)))]
    lists = (
        ("Late", status.late),
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
    return (*blocks, *warnings_block(warnings))


def summary(status: Status) -> str:
    """Where an inspection is, in a sentence or two."""
    late = len(status.late)
    verdict = f"{count_of(late, 'step')} {'is' if late == 1 else 'are'} late."
    return f"{_where(status)} {verdict if late else 'Nothing is late.'}"


def _where(status: Status) -> str:
    plan = status.plan
    match status.phase:
        case "before":
            return f"Before notification, which is {_ahead(status, plan.notification.date)}."
        case "weeks":
            return f"{_day(status)} {_fieldwork(status)}"
        case "between":
            ended = f"Fieldwork ended on {long_date(plan.fieldwork.end)}"
            return f"{ended}; the report {_due(status, plan.report)}."
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
    return f"in {count_of(days, _UNITS)}, on {long_date(day)}"


def _due(status: Status, deadline: Deadline) -> str:
    if deadline.due == status.today:
        return "is due today"
    if deadline.due > status.today:
        return f"is due {_ahead(status, deadline.due)}"
    days = status.plan.calendar.count(deadline.due, status.today)
    return f"was due on {long_date(deadline.due)}, {count_of(days, _UNITS)} ago"


def _facts(status: Status) -> Iterable[Fact]:
    day = f"day {status.day} of {status.of}" if status.day else ""
    yield Fact("Today", long_date(status.today), day)
    late = f"{len(status.late)}" if status.late else "nothing"
    worst = max((each.late_by or 0 for each in status.late), default=0)
    yield Fact("Late", late, f"by up to {count_of(worst, _UNITS)}" if worst else "")
    yield Fact("Due today", listed(each.step.title for each in status.due_today) or "nothing")
    for number, each in enumerate(status.next):
        when = "today" if each.due == status.today else _ahead(status, each.due)
        yield Fact("" if number else "Next deadlines", each.step.title, when)


def _due_grid(title: str, steps: Iterable[StepStatus]) -> Grid:
    rows = []
    for each in steps:
        step = each.step
        late = () if each.late_by is None else (count_of(each.late_by, _UNITS),)
        who = who_label(step.who, step.owner)
        rows.append(
            Row((short_date(each.due), *late, who, step.timing, step.title), kind=row_kind(step))
        )
    is_late = len(rows[0].cells) == len(_LATE_COLUMNS)
    columns = _LATE_COLUMNS if is_late else (_LATE_COLUMNS[0], *_LATE_COLUMNS[2:])
    return Grid(title, columns, tuple(rows), foldable=(len(columns) - 3, len(columns) - 2))


def _done_grid(steps: Iterable[StepStatus]) -> Grid:
    rows = tuple(
        Row(
            (
                short_date(each.step.done or each.due),
                f"{count_of(each.late_by, _UNITS)} late" if each.late_by else "in time",
                each.step.title,
            )
        )
        for each in steps
    )
    return Grid("Done", ("Done", "When it was due", "Step"), rows)


def status_object(status: Status, *, warnings: Iterable[Finding]) -> Object:
    """Where an inspection is (schema ``jtai.status/1``)."""
    plan = status.plan
    lists = {
        "late": status.late,
        "due_today": status.due_today,
        "due_this_week": status.due_this_week,
        "due_next_week": status.due_next_week,
        "done": status.done,
        "overtaken": status.overtaken,
        "next": status.next,
    }
    return {
        "schema": "jtai.status/1",
        "inspection": inspection_object(plan.inspection),
        "framework": framework_object(plan.framework),
        "region": plan.inspection.settings.region,
        "today": status.today,
        "phase": status.phase,
        "day": status.day,
        "of": status.of,
        "week": status.week,
        "summary": summary(status),
        **{name: list(map(_step, steps)) for name, steps in lists.items()},
        "warnings": warning_objects(warnings),
    }


def _step(each: StepStatus) -> Object:
    step = each.step
    return {
        "id": step.id,
        "title": step.title,
        "start": step.start,
        "end": step.end,
        "due": each.due,
        "who": step.who,
        "owner": step.owner,
        "timing": step.timing,
        "done": step.done,
        "late_by": each.late_by,
    }
