"""A page as Markdown (GitHub's tables), with users' words escaped so that they stay words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jtai_cli.render.page import Grid, Headline, Lines, Page, in_words
from jtai_cli.wording import visible

NARROWEST, WIDEST = 12, 60  # characters, of a table's columns beside each other on a page

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!@])")
# Where GitHub would make a link of a bare address.
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
# No escape prevents what GitHub makes of a text after it is HTML. A comment parts an address for
# mail, a name that would be told (@name), a number (#1) and an emoji (:tada:); and GitHub's own
# pages have a span for $, of which two would hold mathematics.
_PARTED = re.compile(r"(?<=\\[@#])(?=\w)|(?<=:)(?=[\w+\\-]+:)")
_DOLLAR = r"<span>\$</span>"
_MARKER = re.compile(r"^([0-9]{0,9})([-+.):])(?=[-+.):\s]|$)")  # at the beginning of a line


def write(page: Page) -> str:
    """The page as Markdown that ends with a line break."""
    return "\n\n".join("\n".join(_block(block)) for block in in_words(page)) + "\n"


def escaped(text: str) -> str:
    r"""Text that Markdown shows as it was typed, wherever it stands on a line.

    >>> print(escaped("<script> a|b"), escaped("1. x"), escaped("- x"))
    \<script\> a\|b 1\. x \- x
    >>> print(escaped("https://www.x.test"), escaped("a@x.test"))
    https\://www\.x.test a\@<!-- -->x.test
    """
    marked = _SPECIAL.sub(r"\\\1", visible(text).lstrip())
    marked = _MARKER.sub(r"\1\\\2", _ADDRESS.sub(r"\\\g<0>", marked))
    return _PARTED.sub("<!-- -->", marked).replace("$", _DOLLAR)


def _block(block: Headline | Grid | Lines) -> list[str]:
    level = "#" if isinstance(block, Headline) else "##"
    lines = [f"{level} {escaped(block.title)}", ""] if block.title else []
    match block:
        case Headline():
            lines += [escaped(block.subtitle), ""] if block.subtitle else []
            facts = [
                _row(escaped(fact.label), f"**{escaped(fact.value)}**", escaped(fact.note))
                for fact in block.facts
            ]
            ruler = _ruler([fact[:3] for fact in block.facts])
            return [*lines, "| | | |", ruler, *facts]
        case Grid():
            ruler = _ruler([block.columns, *(row.cells for row in block.rows)])
            return [*lines, _row(*block.columns), ruler, *_rows(block)]
        case Lines():
            return [*lines, *(f"- {escaped(line)}" for line in block.lines)]


def _ruler(rows: Sequence[tuple[str, ...]]) -> str:
    """The line below a heading. Word gets the columns by Pandoc as wide as their shares of it."""
    widths = (max(map(len, column)) for column in zip(*rows, strict=True))
    return f"|{'|'.join('-' * min(max(width, NARROWEST), WIDEST) for width in widths)}|"


def _rows(grid: Grid) -> list[str]:
    lines = []
    for row in grid.rows:
        cells = [escaped(cell) for cell in row.cells]
        if row.detail:
            cells[-1] = f"{cells[-1].removesuffix('.')}. {escaped(row.detail)}"
        lines.append(_row(*cells))
    return lines


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
