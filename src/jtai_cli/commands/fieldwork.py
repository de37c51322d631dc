"""``jtai fieldwork``: the sessions of the fieldwork week, and a first version of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from jtai_cli.errors import FileTrouble
from jtai_cli.inputs import options as o
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.inspections import Start, one_start, plan_by_rules, read_start
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.judge.findings import Finding
from jtai_cli.judge.sessions import session_findings
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.outputs.streams import tell, to_stdout
from jtai_cli.plan.model import Plan
from jtai_cli.plan.reading_work import LAST_DAY
from jtai_cli.plan.sessions import date_of, held_sessions
from jtai_cli.plan.work import agency_called
from jtai_cli.render.fieldwork import Day, days_of, week_object, week_page, week_rows
from jtai_cli.wording import count_of, listed

_NONE_YET = "There is no session yet. 'jtai fieldwork FILE --draft' proposes a first version."


def _day(text: str) -> dt.date | int:
    """What --day says: the number of a day, or a date."""
    read = o.whole_number(1, LAST_DAY).read if text.strip().isdigit() else o.DATE.read
    day: dt.date | int = read(text)
    return day


DAY = o.ValueType("day", _day)


@click.command("fieldwork", cls=Command)
@o.start_argument()
@o.notified_option
@o.inspection_options
@o.option("--for", "agency", type=o.TEXT, metavar="AGENCY", help="Only the sessions of AGENCY.")
@o.option("--day", type=DAY, metavar="N|DATE", help="Only that day; 1 is the first.")
@o.option("--draft", is_flag=True, help="Propose a first version instead, as TOML.")
@o.option("--write", is_flag=True, help="With --draft: add to FILE what it lacks.")
@output_options("page", "object", "rows")
@click.pass_context
def fieldwork_command(ctx: click.Context, /, start: tuple[str, ...], **options: Any) -> None:
    """The fieldwork week: each day with its sessions, and what is outside it.

    \b
    Examples:
      jtai fieldwork inspection.toml
      jtai fieldwork inspection.toml --for Police --day 2
      jtai fieldwork inspection.toml --draft
      jtai fieldwork inspection.toml --draft --write

    FILE is an inspection file with the sessions under [[session]], each on a day of fieldwork,
    with which it moves, or on a date. --draft proposes what the file lacks of a first version:
    the kinds of session that the framework names, on days and at times that are jtai's own.
    Nothing official says them.
    """
    asked = o.asked(ctx)
    given = read_start(asked, one_start(start))
    if options["draft"] or options["write"]:
        _draft(ctx, asked, given)
        return
    plan = plan_by_rules(asked, given, likely=False)
    agency = options["agency"] and agency_called(
        options["agency"], plan.inspection.identity.agencies
    )
    held = held_sessions(plan)
    mine = [each for each in held if not agency or agency in each.session.agencies]
    days = days_of(plan, mine)
    if options["day"]:
        days = _of_date(days, date_of(plan, options["day"]))
    warnings = tuple(_about(plan, days, everything=not (agency or options["day"])))
    wanted = output_wanted(ctx)
    answer = Answer(
        page=partial(week_page, plan, days, agency=agency, warnings=wanted.on_page(warnings)),
        object=partial(week_object, plan, days, agency=agency, warnings=warnings),
        rows=partial(week_rows, days),
    )
    emit(answer, wanted)
    warn(wanted, warnings, () if held else (_NONE_YET,))


def _of_date(days: Sequence[Day], date: dt.date) -> tuple[Day, ...]:
    return tuple(day for day in days if day.date == date) or (Day(date, None, ()),)


def _about(plan: Plan, days: Sequence[Day], *, everything: bool) -> Iterator[Finding]:
    """The findings about the sessions of these days, or about everything."""
    shown = {held.number for day in days for held in day.sessions}
    for about, key, finding in session_findings(plan):
        if everything or (key and about.table == "session" and about.number in shown):
            yield finding


def _draft(ctx: click.Context, asked: o.Asked, given: Start) -> None:
    """Propose a first version; with --write add it to the file, whole or not at all."""
    from jtai_cli.inputs.files import LARGEST_TOML, read_whole  # only a draft needs these
    from jtai_cli.outputs.files import rewrite, write_whole
    from jtai_cli.plan.added_toml import added, tables_text
    from jtai_cli.plan.reading import read_inspection
    from jtai_cli.plan.week_draft import draft_week
    from jtai_cli.render.week_draft import no_room_note, week_tables

    options = asked.options
    _refuse_beside_draft(asked, given)
    draft = draft_week(plan_by_rules(asked, given, likely=False))
    tables, wanted = week_tables(draft), output_wanted(ctx, "table")
    name, text = given.text, tables_text(tables).lstrip("\n")
    if options["write"]:
        old = read_whole(Path(name))
        new = added(old.text, tables, name)
        read_inspection(new, name)  # which refuses more sessions than a file may have
        if len(new.encode()) > LARGEST_TOML:
            reason = f"would have more than {LARGEST_TOML:,} bytes, which is the most that is read"
            raise FileTrouble(name, reason, "Nothing was added. Take out what it no longer needs.")
    if wanted.output:
        write_whole(wanted.output, text.encode(), force=wanted.force)
    elif not options["write"]:
        to_stdout(text)
    if options["write"]:
        rewrite(Path(name), old.data, old.encoded(new))
        if tables and not wanted.quiet:
            number = count_of(len(tables), "session")
            tell(f"Added to {name}: {number}. Next: jtai fieldwork {name}")
    notes = [] if tables else ["It has every session that is suggested, so nothing was added."]
    warn(wanted, notes=[*notes, *no_room_note(draft)])


def _refuse_beside_draft(asked: o.Asked, given: Start) -> None:
    """Raise a usage error for options that mean nothing with --draft, or without it."""
    options = asked.options
    if not options["draft"]:
        raise click.UsageError("--write adds what --draft proposes. Type --draft --write.")
    typed = {"--for": options["agency"], "--day": options["day"], "--format": _is_typed(asked)}
    if beside := [name for name, value in typed.items() if value]:
        raise click.UsageError(f"--draft takes no {listed(beside, 'or')}. Leave it out.")
    if options["write"] and not given.is_file:
        raise click.UsageError("--write needs a file to add to. Type its name as START.")


def _is_typed(asked: o.Asked) -> bool:
    """Whether --format was typed, and not set for all commands."""
    return "fmt" in asked.typed and "fmt" not in asked.origins
