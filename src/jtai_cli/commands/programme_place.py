"""``jtai programme place``: weeks and teams for what has none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jtai_cli.errors import BadValue
from jtai_cli.inputs import options as o
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.programme import read_list, read_programme
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.outputs.answers import Answer, Wanted, emit, warn
from jtai_cli.outputs.progress import one_line
from jtai_cli.programme.model import Programme

if TYPE_CHECKING:
    from jtai_cli.programme.explaining import Left
    from jtai_cli.programme.placing import Placement
    from jtai_cli.render.programme_place import Searched

LONGEST = 86_400  # seconds
MOST_SEED = 2**31 - 1


@click.command("place", cls=Command)
@click.argument("file", metavar="FILE", type=o.PATH, shell_complete=o.offer_files)
@o.option(
    "--keep",
    type=o.PATH,
    metavar="FILE",
    shell_complete=o.offer_files,
    help="An earlier list with weeks and teams: as few as can be are moved from there.",
)
@o.option(
    "--time-limit",
    type=o.whole_number(1, LONGEST),
    metavar="SECONDS",
    help="Take the best that is found until then; as long again for --conflict.  "
    "[default: until it is proved]",
)
@o.option(
    "--seed",
    type=o.whole_number(0, MOST_SEED),
    default=0,
    show_default=True,
    help="Where two plans are as good, another number may choose the other.",
)
@o.option(
    "--conflict",
    is_flag=True,
    help="Add a smallest set of rules and inspections that contradict each other.",
)
@o.today_option
@output_options("page", "object", "rows")
@click.pass_context
def place_command(ctx: click.Context, /, file: Path, **options: Any) -> None:
    """Choose weeks and teams for the inspections of a programme that have none.

    \b
    Examples:
      jtai programme place programme.toml
      jtai programme place programme.toml -o placed.csv
      jtai programme place programme.toml --keep placed.csv -o moved.csv
      jtai programme place programme.toml --time-limit 60

    What has a date or a team keeps it, and no rule is broken that what is given does not break
    already. Of the preferences the first counts more than all others, and so on. Ctrl-C gives the
    best plan so far. Exits with 1 where an inspection has no place.
    """
    asked, wanted = o.asked(ctx), output_wanted(ctx)
    programme = read_programme(asked, file)
    keep = read_list(programme, options["keep"]) if options["keep"] else None
    placement = _placed(programme, keep, wanted, options["time_limit"], options["seed"])
    from jtai_cli.programme.explaining import explained
    from jtai_cli.render.programme_place import place_object, place_page, place_rows

    asks_why = placement.left if placement.is_left_proved else ()
    left: tuple[Left, ...] = ()
    with suppress(KeyboardInterrupt):  # the plan is there, whatever is said of those left
        left = explained(placement.programme, asks_why)
    asks = options["conflict"] and placement.left
    found = _conflict(programme, wanted, options["time_limit"]) if asks else None
    answer = Answer(
        page=partial(place_page, placement, left, found),
        object=partial(place_object, placement, left, found),
        rows=partial(place_rows, placement),
    )
    emit(answer, wanted)
    warn(wanted, notes=_notes(placement, found, wanted))
    if placement.left:
        ctx.exit(1)


def _placed(
    programme: Programme, keep: Programme | None, wanted: Wanted, seconds: int | None, seed: int
) -> Placement:
    """What the engine finds. Raises BadValue where it is not installed."""
    try:
        from jtai_cli.programme.placing import place  # only here is the engine needed
    except ModuleNotFoundError:
        raise BadValue(
            "placing needs an engine, highspy, which is not installed. "
            'Install it: pip install ".[programme]" in a checkout of the program.'
        ) from None
    from jtai_cli.render.programme_place import LEVELS

    with one_line(quiet=wanted.quiet) as say:

        def progress(name: str, number: int, of: int) -> None:
            say(f"Placing, step {number} of {of}: {LEVELS[name]}. Ctrl-C takes the best so far.")

        say("Making a first plan.")
        return place(programme, keep=keep, seconds=seconds, seed=seed, progress=progress)


def _conflict(programme: Programme, wanted: Wanted, seconds: int | None) -> Searched:
    """A smallest contradiction, or why there is none to tell."""
    from jtai_cli.programme.conflict import BrokenOff, conflict

    with suppress(KeyboardInterrupt, BrokenOff), one_line(quiet=wanted.quiet) as say:
        say("Looking for what contradicts each other. Ctrl-C goes on without it.")
        return conflict(programme, seconds) or "none"
    return "broken off"


def _notes(placement: Placement, found: Searched | None, wanted: Wanted) -> Iterator[str]:
    """What the list that is written does not say, and that a time limit struck."""
    from jtai_cli.render.programme_place import conflict_sentences, verdict, without_place

    if wanted.format == "csv":
        yield verdict(placement)
        if placement.left:
            yield f"Without a place: {without_place(placement)}."
        if found:
            yield from conflict_sentences(placement.programme, found)
    if not (placement.is_proved or placement.stopped):
        yield "Where the time limit strikes, another run may give another plan."
