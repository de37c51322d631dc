"""``jtai calendar``: the timetable as an iCalendar file, or as the next edition of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import click

from jtai_cli.commands.editions import (
    MOST_EVENTS,
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
from jtai_cli.outputs.answers import Wanted, warn
from jtai_cli.plan.agenda import (
    AUDIENCES,
    EVERYONE,
    LIST,
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
from jtai_cli.render.calendar import Edition, Event, beside_others, calendar_name, events
from jtai_cli.rules.areas import area_key
from jtai_cli.wording import count_of, listed, shown

NAME_OF_LIST = "JTAI inspections"
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
    type=click.Choice(("who", "agency", "area")),
    help="A file for partners and one for inspectors, or one for each partner agency, or for each "
    "area of a list; -o and --previous then name folders.",
)
@refresh_option
@no_method_option
@o.notified_option
@o.inspection_options
@o.rehearse_option
@o.skip_bad_option
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
      jtai calendar list.csv --only required -o all.ics

    START is the date on which fieldwork starts, an inspection file (.toml), or a list (.csv or
    .xlsx) with one inspection a row, as 'jtai plan' takes it. Events are known by the inspection's
    reference (else by its framework, theme and area) and the step, so that a step that moves stays
    the same event, and is the same one in the calendar of a list.
    """
    asked = o.asked(ctx)
    given = read_start(asked, one_start(start), (".toml", *SHEETS))
    is_list, by = given.ending in SHEETS, asked.options["split_by"]
    wanted = output_wanted(ctx)
    check_output(asked, wanted.output)
    if by == ("agency" if is_list else "area"):
        of = "one inspection file. Take who or area" if is_list else "a list. Take who or agency"
        raise click.UsageError(f"--split-by {by} is of {of}.")
    if by in ("who", "agency") and asked.options["audience"] != EVERYONE:
        raise click.UsageError(
            "--split-by makes a file for each audience, and --for chooses one. "
            "Take one of them out."
        )
    if is_list:
        _write_list(ctx, asked, wanted, given.text)
    else:
        _write_one(asked, wanted, plan_by_rules(asked, given))


def _write_one(asked: o.Asked, wanted: Wanted, plan: Plan) -> None:
    """Write the calendar of one inspection."""
    items, by, known_as = _items(asked, plan), asked.options["split_by"], identity(plan)
    found = {
        part: _events(asked, plan, each)
        for part, each in (shares(plan, items, by) if by else {"": items}).items()
    }
    replaced = replaces(asked, wanted.output)
    calendars = Calendars(calendar_name(plan), known_as, found, _fewer(by))
    written = write_editions(asked, wanted, calendars)
    notes = [
        *_notes(asked, plan, items, written.values()),
        *notes_on_writing(wanted.output, replaced=replaced),
    ]
    warn(wanted, plan_findings(plan), notes)


def _write_list(ctx: click.Context, asked: o.Asked, wanted: Wanted, file: str) -> None:
    """Write the calendar of all inspections of a list, or of the parts into which it is split."""
    from jtai_cli.commands.lists import PlansOfList, refuse_in_list  # only a list needs them

    refuse_in_list(ctx, asked)
    if asked.options["skip_bad"] and asked.options["previous"]:
        raise click.UsageError(
            "--skip-bad would cancel what was sent of a row that is left out. Mend the rows, or "
            "leave out --previous."
        )
    by = asked.options["split_by"]
    rows = PlansOfList(asked, file, lambda plan: (identity(plan), identity(plan)))
    parts: dict[str, list[Event]] = {}
    plans: list[Plan] = []
    areas: dict[str, str] = {}
    for plan, _, _ in rows:
        plans.append(plan)
        items = _items(asked, plan)
        split = (
            shares(plan, items, by) if by == "who" else {_area(plan, areas) if by else "": items}
        )
        for part, each in split.items():
            found = beside_others(_events(asked, plan, each), plan.inspection.identity.reference)
            parts.setdefault(part, []).extend(found)
        _require_few(parts.values())
    replaced = replaces(asked, wanted.output)
    whole = {part: tuple(found) for part, found in parts.items()}
    fewer = f"{_fewer(by)}, or split the list"
    calendars = Calendars(NAME_OF_LIST, LIST, whole, fewer, same=area_key if by == "area" else str)
    written = write_editions(asked, wanted, calendars)
    notes = (
        *_notes_on_list(plans),
        *_left_out(asked, plans, written.values()),
        *notes_on_writing(wanted.output, replaced=replaced),
    )
    rows.warn(wanted, notes, whole="'jtai plan' with --format json")


def _area(plan: Plan, areas: dict[str, str]) -> str:
    """What the part with a plan is called: by its area, as the ``areas`` so far have it first."""
    identity = plan.inspection.identity
    if identity.area:
        return areas.setdefault(area_key(identity.area), identity.area)
    return identity.reference or "no area"


def _require_few(parts: Iterable[Collection[Event]]) -> None:
    """Raise BadValue as soon as a list has too many events, before they fill the memory."""
    if sum(map(len, parts)) > MOST_EVENTS:
        raise BadValue(
            f"the list has more than {MOST_EVENTS:,} events, and no more are written at once. "
            "Choose fewer with --only or --step, or split the list."
        )


def _items(asked: o.Asked, plan: Plan) -> Items:
    """What of a plan the options ask for."""
    chosen = {key: asked.options[key] for key in ("only", "ids", "weeks", "observed")}
    names = (*AUDIENCES, *plan.inspection.identity.agencies)
    audience = agency_called(asked.options["audience"], names)
    return agenda(plan, asked.today(), audience=audience, **chosen)


def _events(asked: o.Asked, plan: Plan, items: Items) -> tuple[Event, ...]:
    return events(plan, items, identity=identity(plan), reminders=asked.options["remind"])


def _fewer(by: str | None) -> str:
    return "--only or --step" if by else "--only, --step or --for"


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
    if asked.options["split_by"] == "agency":
        wanted = events(plan, items, identity=known_as)
        live = {uid for edition in written for uid in edition.live}
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
    yield from _left_out(asked, [plan], written)


def _notes_on_list(plans: Sequence[Plan]) -> Iterator[str]:
    """How the events of a list are known, where its rows do not name their references."""
    unnamed = [each.area for plan in plans if not (each := plan.inspection.identity).reference]
    if any(unnamed):
        yield (
            f"{count_of(len(list(filter(None, unnamed))), 'inspection')} without a reference: "
            "events are known by framework, theme and area, and are others once one of these "
            "changes. A column reference keeps them."
        )
    if None in unnamed:
        yield (
            "A row has neither area nor reference: its events are the same as in every other "
            "calendar made so, whichever inspection it is of. Write one of them before you send it."
        )


def _left_out(asked: o.Asked, plans: Iterable[Plan], written: Collection[Edition]) -> Iterator[str]:
    """Whether an event is cancelled that the plans have: the first."""
    changes = [change for edition in written for change in edition.changes]
    cancelled = [each.uid for each in changes if each.kind == "cancelled"]
    if not cancelled:
        return
    live = {uid for edition in written for uid in edition.live}
    left_out: dict[str, str] = {}
    for plan in plans:
        whole = agenda(plan, asked.today(), weeks=True, observed=True)
        every = events(plan, whole, identity=identity(plan))
        left_out |= {event.uid: event.title for event in every if event.uid not in live}
    if uid := next((uid for uid in cancelled if uid in left_out), None):
        yield (
            f"{left_out[uid]!r} is cancelled because the options leave it out, though the plan has "
            "it. Make the calendar with the options of last time if that is not meant."
        )
