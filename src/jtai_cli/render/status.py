"""Where an inspection is today, in words first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from jtai_cli.letters.likely import LETTERS
from jtai_cli.plan.agencies import Asked, holders
from jtai_cli.plan.deadlines import Deadline
from jtai_cli.plan.model import PlannedStep
from jtai_cli.plan.rehearsal import last_day
from jtai_cli.plan.status import Share, Status, StepStatus
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
    inspection_object,
    inspection_title,
    sources_block,
    warning_keys,
    warnings_block,
)
from jtai_cli.render.steps import row_kind, who_and_names
from jtai_cli.wording import count_of, listed, long_date, short_date, weekday

_COLUMNS = ("Due", "Who", "Timing", "Step")


def status_page(status: Status, *, warnings: Warnings = ()) -> Page:
    """Where we are in one sentence, then what is late, due and done.

    ``warnings`` are those to be read on the page itself.
    """
    identity = status.plan.inspection.identity
    title = inspection_title(status.plan.framework.short, identity.area, identity.reference)
    if status.agency:
        title += f", for {status.agency}"
    blocks: list[Block] = [Headline(title, summary(status), tuple(_facts(status)))]
    lists = (
        ("Late", status.late),
        ("Not yet recorded", status.unrecorded),
        ("Due today", status.due_today),
        ("Due later this week", status.due_this_week),
        ("Due next week", status.due_next_week),
        *([("Due later", status.due_later)] if status.agency else []),
    )
    blocks += [_due_grid(heading, steps) for heading, steps in lists if steps]
    if status.undated:
        rows = tuple(_due_row(step, "not said") for step in status.undated)
        blocks.append(Grid("Asked for, with no day on which it is due", _COLUMNS, rows, 0, (1, 2)))
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
    inspection = status.plan.inspection
    of_all = [each for each in status.late if status.agency and not holders(inspection, each.step)]
    own = [each for each in status.late if each not in of_all]
    said = [f"{_are(own)} late."] if own else []
    if of_all:
        said.append(f"{_are(of_all)} late that all partners have together.")
    if status.unrecorded:
        said.append(f"{_are(status.unrecorded)} not yet recorded.")
    return " ".join([_where(status), *([] if status.late else ["Nothing is late."]), *said])


def _are(steps: Sequence[StepStatus]) -> str:
    """So many steps, requests and audits, and "is" or "are"."""
    kinds = [_kind(each.step) for each in steps]
    counts = [(kinds.count(kind), kind) for kind in ("step", "request", "audit")]
    said = listed(count_of(number, kind) for number, kind in counts if number)
    return f"{said} {'is' if len(steps) == 1 else 'are'}"


def _kind(step: PlannedStep | Asked) -> str:
    return step.kind if isinstance(step, Asked) else "step"


def _where(status: Status) -> str:
    plan = status.plan
    if plan.inspection.settings.rehearsal and status.today > last_day(plan):
        return f"The rehearsal ended on {long_date(last_day(plan))}."
    match status.phase:
        case "between" | "after" if plan.inspection.settings.rehearsal:
            return _rehearsal_ends(status)  # with a step of the area's own
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
    if sent := _statement_sent(status):
        return f"{came}, and the statement was sent on {long_date(sent)}."
    condition = plan.statement.rule.condition
    remark = f", {condition}" if condition else ""
    return f"{came}; the statement {_due(status, plan.statement)}{remark}."


def _statement_sent(status: Status) -> dt.date | None:
    """When the statement was sent, whoever has it; None where it was not, or not yet."""
    sent = dict(status.plan.inspection.progress.done).get("statement")
    return sent if sent and sent <= status.today else None


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
    fieldwork, last = status.plan.fieldwork, last_day(status.plan)
    if status.plan.inspection.settings.rehearsal and last < fieldwork.start:
        return _rehearsal_ends(status)
    if status.today < fieldwork.start:
        return f"Fieldwork starts {_ahead(status, fieldwork.start)}."
    if status.today == fieldwork.end:
        return "Fieldwork ends today."
    return f"Fieldwork ends {_ahead(status, fieldwork.end)}."


def _rehearsal_ends(status: Status) -> str:
    last = last_day(status.plan)
    return f"The rehearsal ends {'today' if last == status.today else _ahead(status, last)}."


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
            return None if _statement_sent(status) else status.plan.statement
    return None


def _due_grid(title: str, steps: Sequence[StepStatus]) -> Grid:
    late = steps[0].late_by is not None
    rows = []
    for step, due, late_by in steps:
        late_cell = [count_of(late_by or 0, "working day")] if late else []
        rows.append(_due_row(step, short_date(due), *late_cell))
    columns = (_COLUMNS[0], *(["Late by"] if late else []), *_COLUMNS[1:])
    return Grid(title, columns, tuple(rows), foldable=(len(columns) - 3, len(columns) - 2))


def _due_row(step: PlannedStep | Asked, *due: str) -> Row:
    who, names = who_and_names(step)
    cells = (*due, who, step.timing or _kind(step), step.title)
    return Row(cells, detail=names, kind=row_kind(step))


def _done_grid(steps: Iterable[StepStatus]) -> Grid:
    rows = []
    for each in steps:
        step, due, late_by = each
        how = "late" if each.owed else "after that day"
        when = f"{count_of(late_by, 'working day')} {how}" if late_by else "in time"
        rows.append(Row((short_date(step.done or due), when, step.title)))
    return Grid("Done", ("Done", "When it was due", "Step"), tuple(rows))


def shares_page(status: Status, shares: Iterable[Share], *, warnings: Warnings = ()) -> Page:
    """Where we are in one sentence, then a row for each agency: what it owes, and what is late."""
    headline = status_page(status)[0]
    rows = tuple(map(_share_row, shares))
    columns = ("Who", "Owes", "Late", "Sessions this week", "Next owed")
    return (headline, Grid("By agency", columns, rows, foldable=(2, 3)), *warnings_block(warnings))


def _share_row(share: Share) -> Row:
    late = f"{len(share.late)}, first due {short_date(share.late[0].due)}" if share.late else ""
    following = share.to_come[0] if share.to_come else None
    cells = (
        share.agency or "all partners together",
        str(len(share.late) + len(share.to_come) + len(share.undated)),
        late,
        str(share.sessions or ""),
        f"{short_date(following.due)}: {following.step.title}" if following else "nothing",
    )
    return Row(cells, kind="step")


def status_object(
    status: Status, *, warnings: Warnings, shares: Iterable[Share] | None = None
) -> Object:
    """Where an inspection is (schema ``jtai.status/1``)."""
    plan, inspection = status.plan, status.plan.inspection
    lists = picked(status, "late", "unrecorded", "due_today", "due_this_week", "due_next_week")
    lists |= picked(status, "done", "overtaken", "next", "due_later")
    return {
        "schema": "jtai.status/1",
        "inspection": inspection_object(inspection),
        "framework": framework_object(plan.framework),
        "region": inspection.settings.region,
        **picked(status, "today", "phase", "day", "of", "week"),
        "summary": summary(status),
        "report": report_object(plan.report),
        "statement": statement_object(plan.statement),
        **{name: list(map(_step_object, steps)) for name, steps in lists.items()},
        "undated": [_item_object(each, None) for each in status.undated],
        **({"for": status.agency} if status.agency else {}),
        **({} if shares is None else {"by_agency": list(map(_share_object, shares))}),
        **warning_keys(warnings),
    }


def _share_object(share: Share) -> Object:
    return {
        "agency": share.agency,
        "late": list(map(_step_object, share.late)),
        "to_come": list(map(_step_object, share.to_come)),
        "undated": [_item_object(each, None) for each in share.undated],
        "sessions_this_week": share.sessions,
    }


def _step_object(each: StepStatus) -> Object:
    return _item_object(each.step, each.due if each.step.end else None, each.late_by)


def _item_object(
    step: PlannedStep | Asked, due: dt.date | None, late_by: int | None = None
) -> Object:
    return {
        **picked(step, "id", "title", "start", "end"),
        "due": due,
        **picked(step, "who", "owner", "timing", "done"),
        "late_by": late_by,
        "kind": _kind(step),
        "agencies": step.agencies,
    }
