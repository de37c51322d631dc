"""A first version of the fieldwork week as tables for the file, each marked as jtai's own."""

from __future__ import annotations

from collections.abc import Iterator

from jtai_cli.plan.added_toml import NewTable, Value
from jtai_cli.plan.week_draft import Drafted, WeekDraft
from jtai_cli.wording import count_of, listed_in_part

_OURS = "Suggested by jtai; no hour-by-hour timetable has been published."


def week_tables(draft: WeekDraft) -> list[NewTable]:
    """The tables to stand in an inspection file; their comments say what is whose."""
    return [_table(each) for each in draft.sessions]


def _table(drafted: Drafted) -> NewTable:
    session, source = drafted
    named = f"\nThat there is such a session: {source.title}" if source else ""
    values: dict[str, Value] = {
        "id": session.id,
        "day": session.day,
        "start": f"{session.start:%H:%M}",
        "end": f"{session.end:%H:%M}",
        "title": session.title,
        "kind": session.kind,
        "mode": session.mode,
        "place": session.place or "",
    }
    if session.agencies:
        values["agencies"] = session.agencies
    return NewTable("session", values, _OURS + named)


def no_room_note(draft: WeekDraft) -> Iterator[str]:
    """What was left out because office hours have no room for it, in a sentence."""
    if draft.no_room:
        named = listed_in_part(f"{row.title} (day {day})" for row, day in draft.no_room)
        number = count_of(len(draft.no_room), "session")
        yield f"{number} left out, for which office hours have no room: {named}."
