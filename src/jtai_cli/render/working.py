"""One count, day by day: what --show-working adds to an answer."""

from __future__ import annotations

from collections.abc import Sequence

from jtai_cli.plan.working import Working
from jtai_cli.render.page import Grid, Row
from jtai_cli.render.parts import Object
from jtai_cli.wording import short_date


def working_block(working: Working) -> Grid:
    """One count, day by day, with the reason for its length in the title."""
    rows = [
        Row(("", short_date(day.date), f"{day.skipped}: not counted"), kind="off")
        if day.number is None
        else Row((str(day.number), short_date(day.date), "counted"))
        for day in working.days
    ]
    source = f"[{working.source.title}]" if working.source else ""
    title = " ".join(filter(None, (f"{working.title}.", working.reason, source)))
    return Grid(title, ("No.", "Date", "Counted or not"), tuple(rows))


def working_key(workings: Sequence[Working]) -> Object:
    """The key ``working`` of an object, which is there only when it was asked for."""
    return {"working": [_working(working) for working in workings]} if workings else {}


def _working(working: Working) -> Object:
    return {
        "title": working.title,
        "reason": working.reason,
        "source": working.source.title if working.source else None,
        "days": [day._asdict() for day in working.days],
    }
