"""``jtai fieldwork``: the sessions of the fieldwork week, and a first version of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from jtai_cli.inputs import options as o
from jtai_cli.inputs.files import LARGEST_TOML, read_text
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.inspections import plan_of_text
from jtai_cli.inputs.notes import note
from jtai_cli.inputs.tracking import draft_options, refuse_together, write_draft
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.judge.findings import Finding
from jtai_cli.judge.sessions import session_findings
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.plan.added_toml import NewTable
from jtai_cli.plan.agencies import agency_of
from jtai_cli.plan.model import Plan
from jtai_cli.plan.reading_work import LAST_DAY
from jtai_cli.plan.sessions import date_of, held_sessions
from jtai_cli.plan.week_draft import draft_week
from jtai_cli.render.fieldwork import Day, days_of, week_object, week_page, week_rows
from jtai_cli.render.week_draft import no_room_note, week_tables

_NONE_YET = "There is no session yet. 'jtai fieldwork FILE --draft' proposes a first version."


def _day(text: str) -> dt.date | int:
    """What --day says: the number of a day, or a date."""
    read = o.whole_number(1, LAST_DAY).read if text.strip().isdigit() else o.DATE.read
    day: dt.date | int = read(text)
    return day


DAY = o.ValueType("day", _day)


@click.command("fieldwork", cls=Command)
@click.argument("file", type=o.PATH, shell_complete=o.offer_files)
@o.agency_option
@o.option("--day", type=DAY, metavar="N|DATE", help="Only that day; 1 is the first.")
@draft_options
@o.inspection_options
@output_options("page", "object", "rows")
@click.pass_context
def fieldwork_command(ctx: click.Context, /, file: Path, draft: bool, **options: Any) -> None:
    """The fieldwork week in FILE: each day with its sessions, and what is outside it.

    \b
    Examples:
      jtai fieldwork inspection.toml
      jtai fieldwork inspection.toml --for police --day 2
      jtai fieldwork inspection.toml --draft
      jtai fieldwork inspection.toml --draft --write

    FILE is an inspection file with the sessions under [[session]], each on a day of fieldwork,
    with which it moves, or on a date. --draft proposes what the file lacks of a first version:
    the kinds of session that the framework names, on days and at times that are jtai's own.
    Nothing official says them.
    """
    refuse_together(ctx)
    if draft:
        write_draft(ctx, file, _drafted)
        return
    asked = o.asked(ctx)
    plan = plan_of_text(asked, read_text(file, most=LARGEST_TOML), str(file))
    agency = options["agency"] and agency_of(plan.inspection, options["agency"])
    held = held_sessions(plan)
    days = days_of(plan, [each for each in held if not agency or agency in each.session.agencies])
    if options["day"]:
        days = _of_date(days, date_of(plan, options["day"]))
    warnings = tuple(_about(plan, days, everything=not (agency or options["day"])))
    wanted = output_wanted(ctx)
    answer = Answer(
        page=partial(week_page, plan, days, agency=agency, warnings=wanted.on_page(warnings)),
        object=partial(week_object, plan, days, agency=agency, warnings=warnings),
        rows=partial(week_rows, days),
    )
    emit(answer, wanted, rehearsal=plan.inspection.settings.rehearsal)
    warn(wanted, warnings, () if held else (_NONE_YET,))


def _of_date(days: Sequence[Day], date: dt.date) -> tuple[Day, ...]:
    return tuple(day for day in days if day.date == date) or (Day(date, None, ()),)


def _about(plan: Plan, days: Sequence[Day], *, everything: bool) -> Iterator[Finding]:
    """The findings about the sessions of these days, or about everything."""
    shown = {held.number for day in days for held in day.sessions}
    for key, table, number, finding in session_findings(plan):
        if everything or (key and table == "session" and number in shown):
            yield finding


def _drafted(plan: Plan) -> list[NewTable]:
    """The tables of a first version, after a note of what has no room."""
    draft = draft_week(plan)
    for sentence in no_room_note(draft):
        note(sentence)
    return week_tables(draft)
