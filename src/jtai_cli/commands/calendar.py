"""``jtai calendar``: the timetable as an iCalendar file, or as the next edition of one."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from jtai_cli.errors import BadValue, FileTrouble
from jtai_cli.inputs import options as o
from jtai_cli.inputs.files import LARGEST_ICS, read_text
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.inspections import SHEETS, one_start, plan_by_rules, read_start
from jtai_cli.inputs.wanted import force_option, output_option, output_wanted, quiet_option
from jtai_cli.judge.plan import plan_findings
from jtai_cli.outputs.answers import Wanted, on_screen, say, warn
from jtai_cli.outputs.files import file_name, write_folder, write_whole
from jtai_cli.outputs.streams import tell, to_stdout
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
from jtai_cli.render.calendar import Edition, calendar_name, changes_page, events
from jtai_cli.wording import count_of, listed, shown, shown_path
from jtai_cli.writers.sent_ics import Sent, read_sent

ENDING = ".ics"
MOST_EVENTS = 2_000  # in all the files that --split-by writes
LONGEST_MOVE = dt.timedelta(days=100)  # a longer one is said to look like another inspection

Items = tuple[Item, ...]


@click.command("calendar", cls=Command)
@o.start_argument()
@o.option(
    "--previous",
    type=o.PATH,
    metavar="OLD.ics",
    help="The file sent last time: its events are moved, not added again.",
)
@o.option("--drop-cancelled", is_flag=True, help="Leave cancelled events out, not marked so.")
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
@o.option(
    "--remind",
    type=o.LENGTH,
    multiple=True,
    help="An alarm so long before a step's first midnight: 1d, or 15h for nine in the morning "
    "of the day before. Repeatable.",
)
@o.option(
    "--split-by",
    type=click.Choice(("who", "agency")),
    help="A file for partners and one for inspectors, or one for each partner agency; "
    "-o and --previous then name folders.",
)
@o.option(
    "--refresh",
    type=o.LENGTH,
    default="12h",
    show_default=True,
    help="How often a subscriber should look again.",
)
@o.option("--no-method", is_flag=True, help="No METHOD line, for programs that refuse it.")
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
    _check_output(asked, wanted.output)
    plan = plan_by_rules(asked, read_start(asked, typed))
    chosen = {key: asked.options[key] for key in ("only", "ids", "weeks", "observed")}
    audience = agency_called(
        asked.options["audience"], (*AUDIENCES, *plan.inspection.identity.agencies)
    )
    items = agenda(plan, asked.today(), audience=audience, **chosen)
    output, previous = wanted.output, asked.options["previous"]
    replaced = previous is None and output is not None and _has_calendar(output)
    write = _write_folder if asked.options["split_by"] else _write_file
    written = write(asked, plan, items, wanted)
    if previous:
        say(changes_page(written, since=str(previous), name=calendar_name(plan)))
    if output and not wanted.quiet:
        tell(_written(output, written))
    notes = _notes(asked, plan, items, written.values(), replaced=replaced)
    warn(wanted, plan_findings(plan), notes)


def _check_output(asked: o.Asked, output: Path | None) -> None:
    if asked.options["split_by"]:
        if output is None:
            raise click.UsageError("--split-by writes a folder: name it with -o.")
        if asked.options["audience"] != EVERYONE:
            raise click.UsageError(
                "--split-by makes a file for each audience, and --for chooses one. "
                "Take one of them out."
            )
    elif output and output.suffix.lower() != ENDING:
        raise click.UsageError(
            f"{shown_path(output)} does not end in {ENDING}, by which calendar programs know "
            f"a calendar. Type -o {output.stem.strip('.') or 'calendar'}{ENDING}, for example."
        )


def _has_calendar(output: Path) -> bool:
    """Whether that is a file already, or a folder with a calendar in it."""
    if os.path.isdir(output):
        return any(output.glob(f"*{ENDING}"))
    return os.path.exists(output)


def _write_file(asked: o.Asked, plan: Plan, items: Items, wanted: Wanted) -> dict[str, Edition]:
    """Write one calendar. Returns it by the name of its file."""
    output, previous = wanted.output, asked.options["previous"]
    sent = [_sent(previous, plan)._replace(part="")] if previous else []
    edition = _editions(asked, plan, {"": items}, sent)[""]
    _require_readable(edition)
    if output is None:
        to_stdout(edition.data)
    else:
        write_whole(output, edition.data, force=wanted.force)
    return {str(output): edition}


def _write_folder(asked: o.Asked, plan: Plan, items: Items, wanted: Wanted) -> dict[str, Edition]:
    """Write a calendar for each part into a folder. Returns them by the names of their files.

    A part that only the previous folder has gets its events cancelled. Each part keeps its name.
    """
    previous = asked.options["previous"]
    parts = shares(plan, items, asked.options["split_by"])
    if (number := sum(map(len, parts.values()))) > MOST_EVENTS:
        raise BadValue(
            f"--split-by would write {number:,} events, and at most {MOST_EVENTS:,} are written. "
            "Choose fewer with --only or --step."
        )
    sent = _sent_folder(previous, plan) if previous else {}
    names = {each.part: name for name, each in sent.items()}
    for part in parts:
        if part not in names:
            names[part] = file_name(part, ENDING, names.values())
    found = _editions(asked, plan, parts, sent.values())
    written = {names[part]: each for part, each in found.items()}
    for edition in written.values():
        _require_readable(edition)
    files = {name: each.data for name, each in written.items() if each.live or each.cancelled}
    write_folder(asked.options["output"], files, ending=ENDING, force=wanted.force)
    return written


def _require_readable(edition: Edition) -> None:
    """Raise BadValue for a calendar that is too large to be read for its next edition."""
    if len(edition.data) > LARGEST_ICS:
        raise BadValue(
            f"the calendar would have {len(edition.data):,} bytes, and at most {LARGEST_ICS:,} are "
            "read for its next edition. Choose fewer events with --only, --step or --for."
        )


def _sent_folder(folder: Path, plan: Plan) -> dict[str, Sent]:
    """The calendars that --split-by wrote into a folder, by the names of their files.

    Raises FileTrouble where there are none, and BadValue for a calendar that is not one of them.
    """
    paths = [path for path in sorted(folder.glob("*")) if path.suffix.lower() == ENDING]
    if not paths:
        reason = "holds no calendar" if folder.is_dir() else "is not a folder"
        raise FileTrouble(folder, reason, "Name the one that --split-by wrote.")
    found: dict[str, Sent] = {}
    parts = {""}  # that of a whole calendar, which --split-by never writes
    for path in paths:
        sent = _sent(path, plan)
        if sent.part in parts:
            which = f"that of {shown(sent.part)} too" if sent.part else "the whole calendar"
            raise BadValue(
                f"this is {which}, and not one of those that --split-by wrote. "
                "Move it out of the folder.",
                where=str(path),
            )
        parts.add(sent.part)
        found[path.name] = sent
    return found


def _sent(path: Path, plan: Plan) -> Sent:
    # Its next edition may take its place, for that has all that is to be known of it.
    text = read_text(path, most=LARGEST_ICS, kept=False)
    return read_sent(text, str(path), identity=identity(plan))


def _editions(
    asked: o.Asked, plan: Plan, parts: Mapping[str, Items], sent: Iterable[Sent]
) -> dict[str, Edition]:
    from jtai_cli.writers.ics import Head, editions  # icalendar takes 65 ms

    known_as, reminders, options = identity(plan), asked.options["remind"], asked.options
    return editions(
        {
            part: events(plan, items, identity=known_as, reminders=reminders)
            for part, items in parts.items()
        },
        Head(calendar_name(plan), known_as, options["refresh"], method=not options["no_method"]),
        stamp=asked.stamp(),
        sent=sent,
        drop_cancelled=options["drop_cancelled"],
    )


def _written(output: Path, written: Mapping[str, Edition]) -> str:
    live = {uid for edition in written.values() for uid in edition.live}
    cancelled = {uid for edition in written.values() for uid in edition.cancelled} - live
    said = count_of(len(live), "event") + (f" and {len(cancelled)} cancelled" if cancelled else "")
    names = f": {', '.join(written)}" if list(written) != [str(output)] else ""
    return f"Written to {output}, {said}{names}"


def _notes(
    asked: o.Asked, plan: Plan, items: Items, written: Collection[Edition], *, replaced: bool
) -> Iterator[str]:
    """What whoever sends the calendar should know before doing so."""
    changes = [change for edition in written for change in edition.changes]
    known_as, names = identity(plan), plan.inspection.identity
    if asked.options["output"] is None and on_screen():
        yield "That is the calendar itself. Write it to a file with -o NAME.ics."
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
    if replaced:
        yield (
            "The calendar that was there is replaced, and the new one knows nothing of it: "
            "programs may keep the old dates. Make it with --previous instead."
        )
