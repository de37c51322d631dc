"""A page as plain text: no boxes, no colour, nothing cut to a width, ASCII but for users' words."""

from __future__ import annotations

from collections.abc import Sequence

from jtai_cli.render.page import Grid, Headline, Lines, Page, with_texts_changed
from jtai_cli.wording import inert


def write(page: Page) -> str:
    """The page as text that ends with a line break."""
    return "\n\n".join("\n".join(_block(block)) for block in with_texts_changed(page, inert)) + "\n"


def _block(block: Headline | Grid | Lines) -> list[str]:
    match block:
        case Headline():
            head = [line for line in (block.title, block.subtitle) if line]
            return [*head, *([""] if head else []), *_aligned(block.facts)]
        case Grid():
            return _grid(block)
        case Lines():
            return [*([block.title] if block.title else []), *block.lines]


def _grid(block: Grid) -> list[str]:
    cells = [block.columns, *(row.cells for row in block.rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    indent = " " * sum(width + 2 for width in widths[:-1])
    lines = [block.title] if block.title else []
    for number, line in enumerate(_aligned(cells)):
        lines.append(line)
        if number and (detail := block.rows[number - 1].detail):
            lines.append(f"{indent}{detail}")
    return lines


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
