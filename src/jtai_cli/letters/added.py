"""Letters added to the table: which take the place of ours, and what they say otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from jtai_cli.letters.letters import Letter
from jtai_cli.letters.same import Inspections
from jtai_cli.rules.voting import voting_area
from jtai_cli.wording import count_of, listed, long_date, shown

MOST_NAMED = 12  # letters that take the place of ours, each in a note

_COMPARED = {
    "urn": "URN",
    "theme": "theme",
    "inspectorates": "inspectorates",
    "fieldwork_start": "start of fieldwork",
    "fieldwork_end": "end of fieldwork",
    "published": "publication",
    "statement_due": "statement due",
}


def merged(
    letters: Sequence[Letter], added: Sequence[Letter]
) -> tuple[tuple[Letter, ...], list[str]]:
    """Both in order of fieldwork, and a note on each letter that is of an inspection known already.

    One that says something else takes the place of ours; one that says the same changes nothing.
    """
    known = Inspections[Letter]()
    for letter in letters:
        known.add(letter.identity, letter)
    kept, notes, same = list(letters), [], []
    for letter in added:
        ours = known.find(letter.identity)
        differing = _differences(ours, letter) if ours else []
        if ours and not differing:
            same.append(letter)
            continue
        kept.append(letter)
        if ours:
            kept = [each for each in kept if each is not ours]
            notes.append(
                f"{letter.file}: {shown(letter.area)}, fieldwork from "
                f"{long_date(letter.fieldwork_start)}, takes the place of our {shown(ours.area)}. "
                f"It differs in {listed(differing)}."
            )
    if more := notes[MOST_NAMED:]:
        notes[MOST_NAMED:] = [f"{count_of(len(more), 'letter')} more took the place of ours."]
    if same:
        rows = "1 letter is" if len(same) == 1 else f"{len(same):,} letters are"
        notes.append(f"{same[0].file}: {rows} in the table already, with the same dates.")
    return tuple(sorted(kept, key=lambda each: (each.fieldwork_start, each.area))), notes


def doubts(added: Iterable[Letter], file: str, today: dt.date) -> Iterator[str]:
    """A note on each letter that may be mistyped: published after today, or of two areas."""
    found = []
    for letter in added:
        where = f"{file}: {shown(letter.area)}, fieldwork from {long_date(letter.fieldwork_start)}"
        if letter.published > today:
            found.append(f"{where}, is published after today, on {long_date(letter.published)}.")
        by_name, by_urn = voting_area(letter.area), voting_area("", letter.urn)
        if by_name and by_urn and by_name != by_urn:
            found.append(f"{where}, has the URN of {by_urn.area}, {letter.urn}. Check the two.")
    yield from found[:MOST_NAMED]
    if more := found[MOST_NAMED:]:
        yield f"{file}: {count_of(len(more), 'note')} more of that kind."


def _differences(ours: Letter, theirs: Letter) -> list[str]:
    """What two letters of an inspection say otherwise, each with what it says and what ours did.

    The spelling of the area is no difference, nor is a URN that is left out.
    """
    found = []
    for key, name in _COMPARED.items():
        new, old = getattr(theirs, key), getattr(ours, key)
        if new != old and not (key == "urn" and not (new and old)):
            found.append(f"{name} ({_said(new)}; ours: {_said(old)})")
    return found


def _said(value: object) -> str:
    match value:
        case dt.date():
            return long_date(value)
        case tuple():
            return listed(value) or "none"
    return str(value or "none")
