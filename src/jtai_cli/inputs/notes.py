"""What the running command says at its end of how it understood what it was given."""

from __future__ import annotations

import click

from jtai_cli.days.dates import is_day_first, read_date
from jtai_cli.wording import long_date


def notes(ctx: click.Context) -> list[str]:
    """What to print at the end, to which whoever reads a value adds."""
    found: list[str] = ctx.meta.setdefault("jtai.notes", [])
    return found


def note(sentence: str) -> None:
    """Add to what the running command prints at the end, once."""
    ctx = click.get_current_context(silent=True)
    if ctx and sentence not in notes(ctx):
        notes(ctx).append(sentence)


def note_day_first(text: str | None, file: str = "") -> None:
    """Add a note about a date that was read day first, if it is one: of a file only the first."""
    if not text or not is_day_first(text):
        return
    ctx = click.get_current_context(silent=True)
    told: set[str] = ctx.meta.setdefault("jtai.day_first", set()) if ctx else set()
    if file not in told:
        note(f"{text.strip()} was read day first, as {long_date(read_date(text))}.")
    told.update(filter(None, [file]))
