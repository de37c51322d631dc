"""The events of a programme: of each inspection the dates that its framework fixes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from hashlib import sha256
from typing import Literal

from jtai_cli.plan.agenda import agenda
from jtai_cli.programme.timetable import Planned, Timetable, area_names
from jtai_cli.render.calendar import Event, beside_others, events, uid_ending
from jtai_cli.render.programme import NOBODY, team_words
from jtai_cli.rules.areas import area_key

By = Literal["team", "area"]


def programme_events(
    shown: Timetable,
    by: By | None,
    *,
    identity: str,
    reminders: Collection[dt.timedelta] = (),
) -> dict[str, tuple[Event, ...]]:
    """The events by the teams or areas that they are of; of the whole by "".

    Each event is known by the reference of its inspection and by its step, so that it stays the
    same event where the inspection moves, to another team too.
    """
    names, parts = area_names(shown), dict[str, list[Event]]()
    references = {visit.row: visit.reference for visit in shown.programme.visits}
    for each in shown.planned:
        part = "" if by is None else each.team or NOBODY
        if by == "area":
            part = names[area_key(each.visit.area)]
        known_as = sha256(references[each.visit.row].encode()).hexdigest()[:16]
        for event in _events(each, reminders):
            step = event.uid.split(".")[0]
            uid = f"visit.{known_as}-{step}{uid_ending(identity)}"
            parts.setdefault(part, []).append(event._replace(uid=uid))
    return {part: tuple(found) for part, found in parts.items()}


def _events(planned: Planned, reminders: Collection[dt.timedelta]) -> Iterator[Event]:
    """As ``jtai calendar`` has them, with the reference in the title, and whose they are."""
    made = planned.plan
    fixed = agenda(made, made.fieldwork.start, only="required")
    found = events(made, fixed, identity="", reminders=reminders)
    for event in beside_others(found, planned.visit.reference):
        yield event._replace(lines=(*_lines(planned), *event.lines))


def _lines(planned: Planned) -> Iterator[str]:
    yield f"Team: {team_words(planned)}."
    if planned.visit.theme:
        yield f"Theme: {planned.visit.theme}."
    yield (
        "Announced: its dates are fixed." if planned.visit.fixed else "Not announced: it may move."
    )
