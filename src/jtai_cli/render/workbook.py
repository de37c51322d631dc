"""The workbook of one inspection: its timetable, and the lists that people keep beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from jtai_cli.plan.model import Plan, PlannedStep
from jtai_cli.plan.rehearsal import WORD
from jtai_cli.plan.sessions import held_sessions
from jtai_cli.plan.tasks import Task, tasks
from jtai_cli.plan.work import MODES, SESSION_KINDS
from jtai_cli.render import fieldwork, steps
from jtai_cli.render.plan import source_lines
from jtai_cli.render.shared import Warnings, inspection_title
from jtai_cli.render.sheets import Book, Cell, Column, Sheet
from jtai_cli.wording import listed, long_date

CONTACTS = "Contacts"
STEP_STATE = 'IF([Done]<>"","done",IF(TODAY()>[End],"past",IF(TODAY()<[Start],"to come","now")))'
_ROWS, _SPARE = 12, 3  # a list has so many rows at least, and so many that are blank
_ROWS_A_DAY = 4
_DATE = 15  # letters


def plan_book(
    plan: Plan,
    made: dt.datetime,
    today: dt.date,
    *,
    agency: str | None = None,
    observed: bool = False,
    warnings: Warnings = (),
) -> Book:
    """The workbook, or that of one agency, whose steps are all that the plan then has."""
    identity = plan.inspection.identity
    title = inspection_title(plan.framework.short, identity.area, identity.reference, agency)
    owed = [each for each in tasks(plan, today) if agency in (None, each.agency)]
    return Book(
        f"{WORD}: {title}" if plan.inspection.settings.rehearsal else title,
        made,
        (
            _timetable((*plan.steps, *(plan.observed if observed else ())), today),
            _contacts(plan),
            _requests(plan, [each for each in owed if each.kind == "request"]),
            _audits(plan, [each for each in owed if each.kind == "audit"]),
            _sessions(plan, agency),
            _actions(plan),
            _sources(source_lines(plan, observed=observed), warnings),
        ),
    )


def _timetable(shown: Sequence[PlannedStep], today: dt.date) -> Sheet:
    def row(step: PlannedStep) -> tuple[Cell, ...]:
        who = listed(step.agencies) or step.owner or listed(step.who)
        days = steps.day_numbers(step, " to ")
        state = _step_state(step, today)
        detail = step.detail or ""
        return (
            step.title,
            *(step.start, step.end, days, who, step.timing, step.done, state, detail),
        )

    columns = (
        Column("Step", 26),
        Column("Start", _DATE, "date"),
        Column("End", _DATE, "date"),
        Column("Day", 8),
        Column("Who", 23),
        Column("Timing", 10),
        Column("Done", _DATE, "date", fill=True),
        Column("State", 9, formula=STEP_STATE),
        Column("Detail", 38),
    )
    return Sheet(
        "Timetable",
        "Required: the framework fixes it. Suggested: the day inside the week is a suggestion.",
        columns,
        tuple(map(row, shown)),
    )


def _step_state(step: PlannedStep, today: dt.date) -> str:
    """What STEP_STATE comes to on that day."""
    if step.done:
        return "done"
    if today > step.end:
        return "past"
    return "to come" if today < step.start else "now"


def _contacts(plan: Plan) -> Sheet:
    identity = plan.inspection.identity
    columns = (
        Column("Agency", 34, fill=True),
        Column("In scope", 9, fill=True, choices=("yes", "no")),
        Column("Contact (role)", 34, fill=True),
        Column("Deputy (role)", 30, fill=True),
        Column("Telephone", 16, fill=True),
        Column("Email", 26, fill=True),
    )
    rows = [
        (each.agency, "yes" if each.in_scope else "no", each.contact) for each in identity.partners
    ]
    key = f"Key contact: {identity.key_contact}. " if identity.key_contact else ""
    note = f"{key}Work details only: nothing of a child or a family belongs in this workbook."
    return Sheet(CONTACTS, note, columns, _filled(columns, rows))


def _requests(plan: Plan, owed: list[Task]) -> Sheet:
    columns = (
        Column("Item", 40, fill=True),
        Column("Agency", 30, fill=True, listed_in=CONTACTS),
        *_owed_columns("Item", "Got"),
        Column("Where it lies", 20, fill=True),
    )
    rows = [(each.title, each.agency, each.asked, each.due, each.got, each.state) for each in owed]
    note = "What was asked for, a row an agency. Type the day on which it was supplied under Got."
    if plan.inspection.identity.partners and not plan.inspection.work.request:
        note += " 'jtai requests FILE --draft --write' fills in what is usually asked for."
    return Sheet("Requests", note, columns, _filled(columns, rows))


def _audits(plan: Plan, owed: list[Task]) -> Sheet:
    columns = (
        Column("Case", 14, fill=True),
        Column("Agency", 34, fill=True, listed_in=CONTACTS),
        *_owed_columns("Case", "Got"),
        Column("Moderated", _DATE, "date", fill=True),
        Column("Auditor (role)", 22, fill=True),
    )
    audits = plan.inspection.work.audit
    rows = [
        (
            each.id,
            *(each.agency, each.asked, each.due, each.got, each.state),
            audits[each.number - 1].moderated,
        )
        for each in owed
    ]
    note = "Case by agency. References alone: no name, no date of birth, no detail of a case."
    if plan.inspection.progress.cases and not audits:
        note += " 'jtai audits FILE --draft --write' fills in a row for each case and agency."
    return Sheet("Audits", note, columns, _filled(columns, rows))


def _sessions(plan: Plan, agency: str | None) -> Sheet:
    columns = (
        Column("Date", _DATE, "date"),
        Column("Start", 7, "time", fill=True),
        Column("End", 7, "time", fill=True),
        Column("Session", 28, fill=True),
        Column("Kind", 14, fill=True, choices=SESSION_KINDS),
        Column("Mode", 10, fill=True, choices=MODES),
        Column("Place or link", 24, fill=True),
        Column("Agencies", 22, fill=True),
        Column("Inspectorates", 14, fill=True),
        Column("Lead (role)", 14, fill=True),
    )
    held = [each for each in held_sessions(plan) if agency in (None, *each.session.agencies)]

    def rows() -> Iterator[tuple[Cell, ...]]:
        for day in fieldwork.days_of(plan, held):
            for each in day.sessions:
                yield day.date, *fieldwork.session_cells(each.session)
            for _ in range(max(1, _ROWS_A_DAY - len(day.sessions))):
                yield (day.date, *[None] * (len(columns) - 1))

    note = "In London's time. Nothing official says an hour of it."
    return Sheet("Fieldwork", note, columns, tuple(rows()))


def _actions(plan: Plan) -> Sheet:
    columns = (
        Column("Action", 48, fill=True),
        Column("Owner", 30, fill=True, listed_in=CONTACTS),
        *_owed_columns("Action", "Done", asked=False),
        Column("Evidence", 30, fill=True),
    )
    condition = plan.statement.rule.condition
    due = f"{long_date(plan.statement.due)}{f', {condition}' if condition else ''}"
    statement = f"The written statement of proposed action is due {due}."
    exercise = "What the exercise showed; no report follows it, and nothing is due from it. "
    is_rehearsal = plan.inspection.settings.rehearsal
    note = f"{exercise if is_rehearsal else 'After the report. '}{statement}"
    return Sheet("Actions", note, columns, _filled(columns, []))


def _sources(lines: Sequence[str], warnings: Warnings) -> Sheet:
    columns = Column("Warning", 26), Column("Note or source", 100)
    rows = [(each.code, each.message) for each in warnings]
    rows += [("", line) for line in lines]
    note = "What to look at again, and where each rule is to be read."
    return Sheet("Sources", note, columns, tuple(rows))


def _owed_columns(what: str, came: str, *, asked: bool = True) -> tuple[Column, ...]:
    """The dates of what is owed, and a word for where it is."""
    formula = (
        f'IF([{came}]<>"","{came.lower()}",'
        f'IF([Due]="",IF([{what}]="","","open"),IF(TODAY()>[Due],"late","due")))'
    )
    return (
        *([Column("Asked", _DATE, "date", fill=True)] if asked else []),
        Column("Due", _DATE, "date", fill=True),
        Column(came, _DATE, "date", fill=True),
        Column("State", 7, formula=formula),
    )


def _filled(
    columns: tuple[Column, ...], rows: Sequence[tuple[Cell, ...]]
) -> tuple[tuple[Cell, ...], ...]:
    """The rows, each as long as there are columns, and blank ones below them."""
    blank = [()] * max(_SPARE, _ROWS - len(rows))
    return tuple((*row, *[None] * (len(columns) - len(row))) for row in (*rows, *blank))
