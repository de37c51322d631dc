"""``jtai calendar``: the timetable as an iCalendar file, or as the next edition of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any

import click

from jtai_cli.commands.editions import (
    Calendars,
    check_output,
    drop_cancelled_option,
    no_method_option,
    notes_on_writing,
    previous_option,
    refresh_option,
    remind_option,
    replaces,
    write_editions,
)
from jtai_cli.errors import BadValue
from jtai_cli.inputs import options as o
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.inspections import SHEETS, one_start, plan_by_rules, read_start
from jtai_cli.inputs.wanted import force_option, output_option, output_wanted, quiet_option
from jtai_cli.judge.plan import plan_findings
from jtai_cli.outputs.answers import warn
from jtai_cli.plan.agenda import (
    AUDIENCES,
    EVERYONE,
    ONLY,
    Item,
    agenda,
    hidden,
    identity,
    shares,
)
from jtai_cli.plan.model import Plan
from jtai_cli.plan.sessions import held_sessions
from jtai_cli.plan.work import agency_called
from jtai_cli.render.calendar import Edition, calendar_name, events
from jtai_cli.wording import listed, shown

LONGEST_MOVE = dt.timedelta(days=100)  # a longer one is said to look like another inspection

Items = tuple[Item, ...]


@click.command("calendar", cls=Command)
@o.start_argument()
@previous_option
@drop_cancelled_option
@o.option(
    "--for",
    "audience",
    of="calendar",
    type=o.TEXT,
    default=EVERYONE,
    metavar=f"{'|'.join(AUDIENCES)}|AGENCY",
    shell_complete=o.offer("audience"),
    show_default=True,
    help="What they, or a partner agency, take part in, and the dates fixed for all.",
)
@o.option(
    "--only",
    type=click.Choice(ONLY),
    help="Only what the framework fixes, or one kind of event.",
)
@o.option(
    "--step",
    "ids",
    type=o.TEXT,
    multiple=True,
    metavar="ID",
    shell_complete=o.offer("step"),
    help="Only this step; 'jtai rules' lists them. Repeatable.",
)
@o.option("--weeks", of="calendar", is_flag=True, help="Add the weeks as events of their own.")
@o.observed_option
@remind_option
@o.option(
    "--split-by",
    type=click.Choice(("who", "agency")),
    help="A file for partners and one for inspectors, or one for each partner agency; "
    "-o and --previous then name folders.",
)
@refresh_option
@no_method_option
@o.notified_option
@o.inspection_options
@o.rehearse_option
@o.today_option
@output_option
@force_option
@quiet_option
@click.pass_context
def calendar_command(ctx: click.Context, /, start: tuple[str, ...], **_options: Any) -> None:
    """The timetable as a calendar (.ics) that Outlook, Google, Apple and others read.

    \b
    Examples:
      jtai calendar 2027-03-08 --area Exampleshire -o exampleshire.ics
      jtai calendar inspection.toml --previous sent.ics -o moved.ics
      jtai calendar inspection.toml --for partners --remind 1d -o partners.ics
      jtai calendar inspection.toml --split-by agency -o calendars

    START is the date on which fieldwork starts, or an inspection file (.toml). Events are known
    by the inspection's reference (else by its framework, theme and area) and the step, so that a
    step that moves stays the same event.
    """
    asked = o.asked(ctx)
    typed = one_start(start)
    if typed.lower().endswith(SHEETS):
        raise BadValue(
            f"{shown(typed)} is a list, and a calendar is of one inspection. "
            "Name a date or an inspection file."
        )
    wanted = output_wanted(ctx)
    check_output(asked, wanted.output)
    if asked.options["split_by"] and asked.options["audience"] != EVERYONE:
        raise click.UsageError(
            "--split-by makes a file for each audience, and --for chooses one. "
            "Take one of them out."
        )
    plan = plan_by_rules(asked, read_start(asked, typed))
    chosen = {key: asked.options[key] for key in ("only", "ids", "weeks", "observed")}
    audience = agency_called(
        asked.options["audience"], (*AUDIENCES, *plan.inspection.identity.agencies)
    )
    items = agenda(plan, asked.today(), audience=audience, **chosen)
    replaced = replaces(asked, wanted.output)
    written = write_editions(asked, wanted, _calendars(asked, plan, items))
    notes = [
        *_notes(asked, plan, items, written.values()),
        *notes_on_writing(wanted.output, replaced=replaced),
    ]
    warn(wanted, plan_findings(plan), notes)


def _calendars(asked: o.Asked, plan: Plan, items: Items) -> Calendars:
    """The events of the whole, or of each part into which it is split."""
    by, known_as = asked.options["split_by"], identity(plan)
    parts = shares(plan, items, by) if by else {"": items}
    reminders = asked.options["remind"]
    found = {
        part: events(plan, each, identity=known_as, reminders=reminders)
        for part, each in parts.items()
    }
    fewer = "--only or --step" if by else "--only, --step or --for"
    return Calendars(calendar_name(plan), known_as, found, fewer)


def _notes(asked: o.Asked, plan: Plan, items: Items, written: Collection[Edition]) -> Iterator[str]:
    """What whoever sends the calendar should know before doing so."""
    changes = [change for edition in written for change in edition.changes]
    known_as, names = identity(plan), plan.inspection.identity
    if names.reference is None and names.area is None:
        yield (
            "Without --area or --reference the events are the same as in every other calendar "
            "made so, whichever inspection it is of. Say one of them before you send it."
        )
    elif names.reference is None:
        yield (
            f"The events are known as {shown(known_as)}, made of framework, theme and area. If one "
            "of these changes, keep the events with that as --reference. Another inspection with "
            "the same three would have the same events: give it a --reference of its own."
        )
    moves = [abs(each.now[0] - each.was[0]) for each in changes if each.was and each.now]
    if names.reference is None and any(move > LONGEST_MOVE for move in moves):
        yield (
            f"Events move by more than {LONGEST_MOVE.days} days. If this is another inspection of "
            "the area, make it a calendar of its own, with a --reference."
        )
    for held in held_sessions(plan):
        if what := hidden(held):
            yield (
                f"Session {held.number + 1} of the file is left out, for it may hold {what}. "
                "Take that out of the file."
            )
    whole = agenda(plan, asked.today(), weeks=True, observed=True)
    every = events(plan, whole, identity=known_as)
    live = {uid for edition in written for uid in edition.live}
    if asked.options["split_by"] == "agency":
        wanted = events(plan, items, identity=known_as)
        nobodys = [
            each.title.removeprefix("DONE: ").removesuffix(f", {calendar_name(plan)}")
            for each in wanted
            if each.uid not in live
        ]
        if nobodys:
            yield (
                f"No agency's calendar has what inspectors do without partners: {listed(nobodys)}. "
                "With --split-by who inspectors have a calendar of their own."
            )
    left_out = {event.uid: event.title for event in every if event.uid not in live}
    cancelled = (each.uid for each in changes if each.kind == "cancelled")
    if uid := next((uid for uid in cancelled if uid in left_out), None):
        yield (
            f"{left_out[uid]!r} is cancelled because the options leave it out, though the plan has "
            "it. Make the calendar with the options of last time if that is not meant."
        )
