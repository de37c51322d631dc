"""A page as plain text: no boxes, no colour, nothing cut, ASCII but for users' words.

Prose is wrapped, so that it can be printed and pasted; the cells of a row stay on one line, so that
they can be searched for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jtai_cli.render.page import Fact, Grid, Headline, Lines, Page, with_texts_changed
from jtai_cli.wording import inert, visible

WIDTH = 100  # columns in which prose is wrapped
NARROWEST = 36  # columns that it has at least, beside what stands before it


def write(page: Page) -> str:
    """The page as text that ends with a line break."""
    blocks = with_texts_changed(page, visible)
    return inert("\n\n".join("\n".join(_block(block)) for block in blocks) + "\n")


def _block(block: Headline | Grid | Lines) -> list[str]:
    match block:
        case Headline():
            texts = filter(None, (block.title, block.subtitle))
            head = [line for text in texts for line in _wrapped(text)]
            return [*head, *([""] if head else []), *_facts(block.facts)]
        case Grid():
            return _grid(block)
        case Lines():
            lines = (part for line in block.lines for part in _wrapped(line))
            return [*([block.title] if block.title else []), *lines]


def _grid(block: Grid) -> list[str]:
    cells = [block.columns, *(row.cells for row in block.rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    indent = " " * sum(width + 2 for width in widths[:-1])
    lines = [block.title] if block.title else []
    for number, line in enumerate(_aligned(cells)):
        lines.append(line)
        if number and (detail := block.rows[number - 1].detail):
            lines += _wrapped(detail, indent)
    return lines


def _facts(facts: Sequence[Fact]) -> Iterator[str]:
    """The facts, each with its note beside its value, and more lines of it below."""
    labelled = _aligned([(fact.label, fact.value) for fact in facts])
    width = max(map(len, labelled), default=0)
    for fact, line in zip(facts, labelled, strict=True):
        first, *more = _wrapped(fact.note, " " * (width + 2))
        yield f"{line.ljust(width + 2)}{first.lstrip()}".rstrip()
        yield from more


def _wrapped(text: str, indent: str = "") -> list[str]:
    """Lines with the indent before them, broken at blanks alone: no address and no name is cut."""
    width = max(WIDTH, len(indent) + NARROWEST)
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(indent + word)
    return lines


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
