"""A page as one HTML file: nothing is loaded from anywhere, no script, and it prints on A4.

The only writer that imports ``jinja2``. Every text is escaped as it is filled in.
"""

from __future__ import annotations

from jinja2 import Environment
from markupsafe import Markup, escape

from jtai_cli.render.deadlines import LIKELY_LABELS
from jtai_cli.render.page import Block, Grid, Lines, Page
from jtai_cli.render.shared import WARNINGS
from jtai_cli.wording import inert, visible
from jtai_cli.writers.html_template import PAGE, STYLE

_LONGEST = 20  # characters; a longer word may be broken where its column is narrow
_WHOLE = 9  # characters of a cell that stays on one line


def write(page: Page) -> str:
    """The page for a browser and for paper."""
    return filled(PAGE, page)


def filled(template: str, page: Page) -> str:
    """The page in a template, every text of it escaped."""
    environment = Environment(autoescape=True, finalize=_text, trim_blocks=True, lstrip_blocks=True)
    blocks = _titled(page)
    main = next(block for block in blocks if block.title)
    return environment.from_string(template).render(
        blocks=blocks,
        main=main,
        warnings=WARNINGS,
        likely=LIKELY_LABELS,
        widths=_widths,
        style=Markup(STYLE),
    )


def _titled(page: Page) -> Page:
    """The page with its warnings behind what comes first, and a title for it if none has one."""
    first, *rest = page
    if isinstance(first, Lines) and not any(block.title for block in page):
        first = Lines(first.lines[0], first.lines[1:])
    rest.sort(key=_is_no_warning)
    return (first, *rest)


def _is_no_warning(block: Block) -> bool:
    return block.title != WARNINGS


def _text(value: object) -> object:
    """A text as HTML: harmless in a browser, and to what reads a log."""
    if isinstance(value, Markup):
        return value
    return Markup(inert(str(escape(visible(str(value)))), _entity))


def _entity(sign: str) -> str:
    return f"&#{ord(sign)};"


def _widths(grid: Grid) -> list[int]:
    """Of each column the characters that no line of it breaks: its longest word, or short cell."""
    columns = zip(grid.columns, *(row.cells for row in grid.rows), strict=True)
    return [min(max(max(map(_unbroken, column)), 1), _LONGEST) for column in columns]


def _unbroken(cell: str) -> int:
    return len(cell) if len(cell) <= _WHOLE else max(map(len, cell.split()))
