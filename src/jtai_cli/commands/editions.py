"""What commands that write calendars share: their options, and the next edition in its place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import click

from jtai_cli.errors import BadValue, FileTrouble
from jtai_cli.inputs import options as o
from jtai_cli.inputs.files import LARGEST_ICS, read_text
from jtai_cli.outputs.answers import Wanted, on_screen, say
from jtai_cli.outputs.files import file_name, write_folder, write_whole
from jtai_cli.outputs.streams import tell, to_stdout
from jtai_cli.plan.agenda import LIST
from jtai_cli.render.calendar import Edition, Event, changes_page
from jtai_cli.wording import count_of, shown, shown_path
from jtai_cli.writers.sent_ics import Sent, read_sent

ENDING = ".ics"
MOST_EVENTS = 2_000  # in all the files that --split-by writes

previous_option = o.option(
    "--previous",
    type=o.PATH,
    metavar="OLD.ics",
    help="The file sent last time: its events are moved, not added again.",
)
drop_cancelled_option = o.option(
    "--drop-cancelled", is_flag=True, help="Leave cancelled events out, not marked so."
)
remind_option = o.option(
    "--remind",
    type=o.LENGTH,
    multiple=True,
    help="An alarm so long before a step's first midnight: 1d, or 15h for nine in the morning "
    "of the day before. Repeatable.",
)
refresh_option = o.option(
    "--refresh",
    type=o.LENGTH,
    default="12h",
    show_default=True,
    help="How often a subscriber should look again.",
)
no_method_option = o.option(
    "--no-method", is_flag=True, help="No METHOD line, for programs that refuse it."
)


class Calendars(NamedTuple):
    """Events by the parts of a calendar, of which "" is one that is whole.

    ``identity`` is the name by which all of them are known; ``fewer`` says how to write fewer.
    ``only`` is the part that alone is asked for, as a calendar of its own. A part is that of an
    earlier edition where ``same`` makes the same of their names.
    """

    name: str
    identity: str
    parts: Mapping[str, tuple[Event, ...]]
    fewer: str
    only: str = ""
    same: Callable[[str], str] = str


def check_output(asked: o.Asked, output: Path | None) -> None:
    """Raise a usage error for a name that no calendar, or no folder of them, can have."""
    if asked.options["split_by"]:
        if output is None:
            raise click.UsageError("--split-by writes a folder: name it with -o.")
    elif output and output.suffix.lower() != ENDING:
        raise click.UsageError(
            f"{shown_path(output)} does not end in {ENDING}, by which calendar programs know "
            f"a calendar. Type -o {output.stem.strip('.') or 'calendar'}{ENDING}, for example."
        )


def replaces(asked: o.Asked, output: Path | None) -> bool:
    """Whether a calendar, or a folder with one in it, is there that is not the one before."""
    if asked.options["previous"] or output is None:
        return False
    if os.path.isdir(output):
        return any(output.glob(f"*{ENDING}"))
    return os.path.exists(output)


def write_editions(asked: o.Asked, wanted: Wanted, calendars: Calendars) -> dict[str, Edition]:
    """Write calendars and say what they change. Returns them by the names of their files."""
    write = _write_folder if asked.options["split_by"] else _write_file
    output, previous = wanted.output, asked.options["previous"]
    written = write(asked, calendars, wanted)
    if previous:
        say(changes_page(written, since=str(previous), name=calendars.name))
    if output and not wanted.quiet:
        tell(_written(output, written))
    return written


def notes_on_writing(output: Path | None, *, replaced: bool) -> Iterator[str]:
    """What to know of how a calendar was written."""
    if output is None and on_screen():
        yield "That is the calendar itself. Write it to a file with -o NAME.ics."
    if replaced:
        yield (
            "The calendar that was there is replaced, and the new one knows nothing of it: "
            "programs may keep the old dates. Make it with --previous instead."
        )


def _write_file(asked: o.Asked, calendars: Calendars, wanted: Wanted) -> dict[str, Edition]:
    """Write one calendar. Returns it by the name of its file."""
    output, previous = wanted.output, asked.options["previous"]
    sent = [_part_sent(previous, calendars)] if previous else []
    _require_common(previous, sent, calendars)
    edition = _editions(asked, calendars, sent)[calendars.only]
    _require_readable(edition, calendars)
    if output is None:
        to_stdout(edition.data)
    else:
        write_whole(output, edition.data, force=wanted.force)
    return {str(output): edition}


def _part_sent(previous: Path, calendars: Calendars) -> Sent:
    """The calendar sent before. Raises BadValue for one of more, where a part is asked for: what
    the others have in it would be cancelled.
    """
    sent = _sent(previous, calendars)
    if calendars.only and sent.part != calendars.only:
        part = f"that of {shown(sent.part)}" if sent.part else "one of more"
        advice = "Name the one before of the same part, or leave --previous out for a new one."
        reason = f"this calendar is {part}, and not that of {shown(calendars.only)}. {advice}"
        raise BadValue(reason, where=str(previous))
    return sent._replace(part=calendars.only)


def _write_folder(asked: o.Asked, calendars: Calendars, wanted: Wanted) -> dict[str, Edition]:
    """Write a calendar for each part into a folder. Returns them by the names of their files.

    A part that only the previous folder has gets its events cancelled. Each part keeps its name.
    """
    previous, parts = asked.options["previous"], calendars.parts
    if (number := sum(map(len, parts.values()))) > MOST_EVENTS:
        raise BadValue(
            f"--split-by would write {number:,} events, and at most {MOST_EVENTS:,} are written. "
            f"Choose fewer with {calendars.fewer}."
        )
    sent = _sent_folder(previous, calendars) if previous else {}
    _require_common(previous, sent.values(), calendars)
    now = {calendars.same(part): part for part in parts}
    for name, each in sent.items():
        part = now.pop(calendars.same(each.part), each.part)  # of two the first is the same
        sent[name] = each._replace(part=part)
    names = {each.part: name for name, each in sent.items()}
    for part in parts:
        if part not in names:
            names[part] = file_name(part, ENDING, names.values())
    found = _editions(asked, calendars, sent.values())
    written = {names[part]: each for part, each in found.items()}
    for edition in written.values():
        _require_readable(edition, calendars)
    files = {name: each.data for name, each in written.items() if each.live or each.cancelled}
    write_folder(asked.options["output"], files, ending=ENDING, force=wanted.force)
    return written


def _require_readable(edition: Edition, calendars: Calendars) -> None:
    """Raise BadValue for a calendar that is too large to be read for its next edition."""
    if len(edition.data) > LARGEST_ICS:
        raise BadValue(
            f"the calendar would have {len(edition.data):,} bytes, and at most {LARGEST_ICS:,} are "
            f"read for its next edition. Choose fewer events with {calendars.fewer}."
        )


def _sent_folder(folder: Path, calendars: Calendars) -> dict[str, Sent]:
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
        sent = _sent(path, calendars)
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


def _require_common(previous: Path, sent: Iterable[Sent], calendars: Calendars) -> None:
    """Raise BadValue where the calendars of a list or a programme were those of quite another one.

    All lists are known by one name, and programmes unless they are given one.
    """
    before = {_whose(event.uid) for each in sent for event in each.events}
    now = {_whose(event.uid) for part in calendars.parts.values() for event in part}
    if before and now and before.isdisjoint(now) and not calendars.only:
        what = "list" if calendars.identity == LIST else "programme"
        raise BadValue(
            f"this has no inspection of the {what}. Give what was written for the same {what}, or "
            "leave out --previous.",
            where=str(previous),
        )


def _whose(uid: str) -> str:
    """What of an event's name says of which inspection it is."""
    return uid.partition("-")[0] if uid.startswith("visit.") else uid.rpartition(".")[2]


def _sent(path: Path, calendars: Calendars) -> Sent:
    # Its next edition may take its place, for that has all that is to be known of it.
    text = read_text(path, most=LARGEST_ICS, kept=False)
    return read_sent(text, str(path), identity=calendars.identity)


def _editions(asked: o.Asked, calendars: Calendars, sent: Iterable[Sent]) -> dict[str, Edition]:
    from jtai_cli.writers.ics import Head, editions  # icalendar takes 65 ms

    options = asked.options
    head = Head(
        calendars.name, calendars.identity, options["refresh"], method=not options["no_method"]
    )
    return editions(
        calendars.parts,
        head,
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
