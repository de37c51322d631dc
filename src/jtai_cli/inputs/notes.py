"""What the running command says at its end of how it understood what it was given."""

from __future__ import annotations

import click


def notes(ctx: click.Context) -> list[str]:
    """What to print at the end, to which whoever reads a value adds."""
    found: list[str] = ctx.meta.setdefault("jtai.notes", [])
    return found


def note(sentence: str) -> None:
    """Add to what the running command prints at the end, once."""
    ctx = click.get_current_context(silent=True)
    if ctx and sentence not in notes(ctx):
        notes(ctx).append(sentence)
