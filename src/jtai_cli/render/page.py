"""A page made of a few kinds of block, between the answers and the formats that people read.

Terminal, plain text and Markdown all print the same page, so that each says the same thing, and a
new command needs one page for all of them.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple

from jtai_cli.render.picture import Picture

RowKind = Literal["", "step", "required", "off", "closure", "quiet", "avoid", "heading"]


class Fact(NamedTuple):
    """A labelled value with a note that says why it is so.

    What is ``minor`` is not what a reader needs first: a page has it smaller, after the rest.
    """

    label: str
    value: str
    note: str = ""
    minor: bool = False


class Headline(NamedTuple):
    """What a reader needs first: a title and a few facts."""

    title: str
    subtitle: str
    facts: tuple[Fact, ...]


class Row(NamedTuple):
    """The cells of a row; ``note``, then ``detail``, belong under the last of them.

    The first cell of a ``heading`` is as wide as the table: what follows belongs to it. Only a
    terminal's page has such rows.
    """

    cells: tuple[str, ...]
    note: str = ""
    detail: str = ""
    kind: RowKind = ""


class Grid(NamedTuple):
    """A titled table. Its last column takes the spare width, and the details of a row.

    ``grouped`` leading columns are the same in rows that belong together, such as a day's steps.
    Where there is little room, the columns in ``foldable`` may be written as the note, with their
    capitals where they are ``named`` after somebody. The rows of a ``narrow`` one are short: half
    a sheet is wide enough for it.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    grouped: int = 0
    foldable: tuple[int, ...] = ()
    named: bool = False
    narrow: bool = False


class Lines(NamedTuple):
    """A few lines of text, with a title or without."""

    title: str
    lines: tuple[str, ...]


Block = Headline | Grid | Lines
Page = tuple[Block | Picture, ...]


def in_words(page: Page) -> tuple[Block, ...]:
    """The page without its pictures, for the formats that are words alone."""
    return tuple(block for block in page if not isinstance(block, Picture))


def with_texts_changed(page: Page, change: Callable[[str], str]) -> tuple[Block, ...]:
    """The page in words, with every text that may be a user's as ``change`` writes it."""
    return tuple(_changed(block, change) for block in in_words(page))


def _changed(block: Block, change: Callable[[str], str]) -> Block:
    match block:
        case Headline():
            facts = (
                fact._replace(value=change(fact.value), note=change(fact.note))
                for fact in block.facts
            )
            return Headline(change(block.title), change(block.subtitle), tuple(facts))
        case Grid():
            rows = (
                Row(tuple(map(change, row.cells)), change(row.note), change(row.detail), row.kind)
                for row in block.rows
            )
            return block._replace(title=change(block.title), rows=tuple(rows))
        case Lines():
            return Lines(change(block.title), tuple(map(change, block.lines)))
