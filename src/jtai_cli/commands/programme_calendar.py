"""``jtai programme calendar``: calendars of a programme, or their next edition."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
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
from jtai_cli.inputs.programme import read_programme
from jtai_cli.inputs.wanted import force_option, output_option, output_wanted, quiet_option
from jtai_cli.outputs.answers import warn
from jtai_cli.programme.timetable import Timetable, area_names, narrowed, timetable
from jtai_cli.render.calendar import Edition
from jtai_cli.render.programme_calendar import programme_events
from jtai_cli.rules.areas import area_key
from jtai_cli.wording import count_of, listed_in_part

NAME = "JTAI programme"


@click.command("calendar", cls=Command)
@click.argument("file", metavar="FILE", type=o.PATH, shell_complete=o.offer_files)
@previous_option
@drop_cancelled_option
@o.option(
    "--split-by",
    type=click.Choice(("team", "area")),
    help="A file for each team, or for each area; -o and --previous then name folders.",
)
@o.option("--team", type=o.TEXT, help="Only what this team does, or may do.")
@o.option("--area", type=o.TEXT, help="Only the inspections of this area.")
@o.option(
    "--reference",
    type=o.TEXT,
    default="programme",
    show_default=True,
    help="The name by which the events of this programme are known.",
)
@remind_option
@refresh_option
@no_method_option
@o.today_option
@output_option
@force_option
@quiet_option
@click.pass_context
def calendar_command(ctx: click.Context, /, file: Path, **options: Any) -> None:
    """A programme as calendars (.ics): notification, fieldwork, report and statement of each.

    \b
    Examples:
      jtai programme calendar programme.toml -o programme.ics
      jtai programme calendar programme.toml --split-by team -o calendars
      jtai programme calendar programme.toml --previous programme.ics -o moved.ics

    Events are known by the reference of the inspection and the step: one that moves, to another
    team too, stays the same event. What has no date yet has no event.
    """
    asked = o.asked(ctx)
    wanted = output_wanted(ctx)
    check_output(asked, wanted.output)
    whole = timetable(read_programme(asked, file))
    shown = narrowed(whole, team=options["team"], area=options["area"])
    calendars = _calendars(asked, shown)
    replaced = replaces(asked, wanted.output)
    written = write_editions(asked, wanted, calendars)
    notes = (*_notes(shown, written.values()), *notes_on_writing(wanted.output, replaced=replaced))
    warn(wanted, notes=notes)


def _calendars(asked: o.Asked, shown: Timetable) -> Calendars:
    """The events of the whole, or of each team or area. Raises BadValue where there is none."""
    by, known_as = asked.options["split_by"], asked.options["reference"]
    parts = programme_events(shown, by, identity=known_as, reminders=asked.options["remind"])
    if not parts and not asked.options["previous"]:
        raise BadValue("no inspection has a date yet, so there is no event to write. Place some.")
    fewer = "--team or --area" if by else "--team or --area, or take --split-by"
    only = "" if by else _only(asked, shown)
    same = area_key if by == "area" else str
    return Calendars(NAME, known_as, parts if by else {only: parts.get("", ())}, fewer, only, same)


def _only(asked: o.Asked, shown: Timetable) -> str:
    """The name of the part that is asked for; "" for the whole."""
    area = asked.options["area"] and next(iter(area_names(shown).values()))
    return ", ".join(filter(None, (asked.options["team"], area)))


def _notes(shown: Timetable, written: Collection[Edition]) -> Iterator[str]:
    """What whoever sends the calendars should know before doing so."""
    if left := [visit.reference for visit in shown.unplaced]:
        yield f"{count_of(len(left), 'inspection')} without a date: {listed_in_part(left)}."
