"""Requests and audits: what has come, what is owed, by which agency, and how late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby

from jtai_cli.plan.tasks import State, Task, Tracked, case_said
from jtai_cli.plan.work import Audit
from jtai_cli.render.page import Block, Fact, Grid, Headline, Lines, Page, Row
from jtai_cli.render.parts import Object, Rows, picked
from jtai_cli.render.shared import (
    Warnings,
    inspection_object,
    inspection_title,
    warning_keys,
    warnings_block,
)
from jtai_cli.wording import count_of, listed, long_date, month, short_date

_HEADINGS: dict[State, str] = {
    "late": "Late",
    "due": "Due",
    "open": "Open, without a date",
    "got": "Got",
}
COLUMNS = ("number", "id", "title", "agency", "asked", "due", "got", "state", "late_by")
_NOBODY = "no agency named"
_MOST_ACROSS = 8  # cases beside each other


def requests_page(found: Tracked, *, warnings: Warnings) -> Page:
    """What is late first, then what is due, open and got; last, the counts by agency."""
    blocks: list[Block] = [_headline(found, "Requests", "request")]
    for state, heading in _HEADINGS.items():
        if those := [task for task in found.tasks if task.state == state]:
            blocks.append(_grid(found, heading, state, those))
    if found.tasks and not found.of:
        blocks.append(_by_agency(found.tasks))
    return (*blocks, *warnings_block(warnings))


def audits_page(found: Tracked, *, warnings: Warnings) -> Page:
    """What each agency has done of each case, in words; then who is late."""
    blocks: list[Block] = [_headline(found, "Audits", "audit")]
    if found.tasks:
        blocks.append(_matrix(found))
    if late := [task for task in found.tasks if task.state == "late"]:
        late.sort(key=lambda task: task.agency)
        lines = [
            f"{agency or _NOBODY}: {listed(task.id for task in those)}."
            for agency, those in groupby(late, lambda task: task.agency)
        ]
        blocks.append(Lines("Late", tuple(lines)))
    return (*blocks, *warnings_block(warnings))


def _headline(found: Tracked, what: str, noun: str) -> Headline:
    identity = found.plan.inspection.identity
    title = inspection_title(what, identity.area, identity.reference, found.of)
    if not found.tasks:
        said = f"The file has no {noun}{f' of {found.of}' if found.of else ''}. "
        said += f"'jtai {noun}s FILE --draft' proposes some."
        return Headline(title, said, ())
    counts = found.counts
    said = listed(f"{count} {state}" for state, count in counts.items() if count)
    facts = [Fact("Today", long_date(found.today))]
    if counts["late"]:
        worst = max(task.late_by or 0 for task in found.tasks if task.state == "late")
        facts.append(Fact("Late", str(counts["late"]), f"by up to {_length(worst, 'working day')}"))
    counted = "" if found.of else ", counted for each agency"
    return Headline(title, f"{said}{counted}.", tuple(facts))


def _grid(found: Tracked, heading: str, state: State, tasks: Sequence[Task]) -> Grid:
    """A row for each request and date, with all agencies of which that is so unless it is one."""
    of, every = found.of, set(found.plan.inspection.identity.agencies)

    def when(task: Task) -> tuple[dt.date, int]:
        return (task.got if state == "got" else task.due) or dt.date.max, task.number

    rows = []
    for _, alike in groupby(sorted(tasks, key=when), when):
        those = list(alike)
        task, names = those[0], [each.agency or _NOBODY for each in those]
        all_partners = len(names) > 2 and set(names) == every
        agencies = [] if of else ["all partners" if all_partners else listed(names)]
        late = [_days(task)] if state == "late" else []
        dates = [] if state == "open" else [short_date(when(task)[0])]
        rows.append(Row((str(task.number), *dates, *late, *agencies, task.title)))
    dates = [] if state == "open" else ["Came" if state == "got" else "Due"]
    late = ["Late by"] if state == "late" else []
    agencies = [] if of else ["Agencies"]
    columns = ("No.", *dates, *late, *agencies, "Request")
    foldable = () if of else (len(columns) - 2,)
    return Grid(heading, columns, tuple(rows), foldable=foldable)


def _by_agency(tasks: Sequence[Task]) -> Grid:
    rows = []
    for agency in dict.fromkeys(task.agency for task in tasks):
        states = [task.state for task in tasks if task.agency == agency]
        rows.append(Row((*(str(states.count(each)) for each in _HEADINGS), agency or _NOBODY)))
    return Grid("By agency", ("Late", "Due", "Open", "Got", "Agency"), tuple(rows))


def _matrix(found: Tracked) -> Grid:
    """A row an agency, since references are short; a row a case where these are many."""
    agencies = tuple(dict.fromkeys(task.agency for task in found.tasks))
    cases = list(_cases(found))
    cells = {(task.agency, task.number): _cell(task) for task in found.tasks}
    table = [
        [cells.get((agency, number), "not asked") for number, *_ in cases] for agency in agencies
    ]
    days = (_moderated(found, audit) for *_, audit in cases)
    table.append([_brief(day) if day else "not yet" for day in days])
    across, down = (
        [case for _, case, _ in cases],
        [*(each or _NOBODY for each in agencies), "moderated"],
    )
    last = "Agency"
    if len(cases) > _MOST_ACROSS:
        table, across, down, last = list(map(list, zip(*table, strict=True))), down, across, "Case"
    rows = tuple(Row((*row, name)) for row, name in zip(table, down, strict=True))
    foldable = tuple(range(len(across)))
    return Grid("Case by agency", (*across, last), rows, foldable=foldable, named=True)


def _cases(found: Tracked) -> Iterable[tuple[int, str, Audit]]:
    """The audits that have a task, each with its number in the file and how it is called."""
    area, numbers = found.plan.inspection.identity.area, {task.number for task in found.tasks}
    for number, audit in enumerate(found.plan.inspection.work.audit, start=1):
        if number in numbers:
            yield number, case_said(audit.case, number, area), audit


def _cell(task: Task) -> str:
    if task.got:
        return f"got {_brief(task.got)}{f', {_days(task)} late' if task.late_by else ''}"
    if task.due is None:
        return "open"
    return f"late {_days(task)}" if task.state == "late" else f"due {_brief(task.due)}"


def _moderated(found: Tracked, audit: Audit) -> dt.date | None:
    return audit.moderated if audit.moderated and audit.moderated <= found.today else None


def _brief(day: dt.date) -> str:
    return f"{day.day} {month(day)[:3]}"


def _days(task: Task) -> str:
    return _length(task.late_by or 0, "day")


def _length(days: int, noun: str) -> str:
    return count_of(days, noun) if days else "less than a day"  # at a weekend


def requests_object(found: Tracked, *, warnings: Warnings) -> Object:
    """The requests, one entry for each agency (schema ``jtai.requests/1``)."""
    entries = list(map(_task_object, found.tasks))
    return {**_head(found, "jtai.requests/1"), "requests": entries, **warning_keys(warnings)}


def audits_object(found: Tracked, *, warnings: Warnings) -> Object:
    """The cases with what each agency has of them (schema ``jtai.audits/1``)."""
    cases = [
        {
            "number": number,
            "case": case,
            "moderated": _moderated(found, audit),
            "agencies": [
                {key: each for key, each in _task_object(task).items() if key in COLUMNS[3:]}
                for task in found.tasks
                if task.number == number
            ],
        }
        for number, case, audit in _cases(found)
    ]
    return {**_head(found, "jtai.audits/1"), "cases": cases, **warning_keys(warnings)}


def tasks_rows(found: Tracked) -> Rows:
    """A row for each request or audit and agency."""
    return Rows(COLUMNS, [tuple(_task_object(task).values()) for task in found.tasks])


def _head(found: Tracked, schema: str) -> Object:
    return {
        "schema": schema,
        "inspection": inspection_object(found.plan.inspection),
        "today": found.today,
        "for": found.of,
        "counts": dict(found.counts),
    }


def _task_object(task: Task) -> Object:
    return {**picked(task, *COLUMNS), "agency": task.agency or None}
