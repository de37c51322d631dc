"""A page as one HTML file: nothing is loaded from anywhere, no script, and it prints on A4.

The only writer that imports ``jinja2``. Every text is escaped as it is filled in.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import groupby

from jinja2 import Environment
from markupsafe import Markup

from jtai_cli.render.chart import Chart, Ranges
from jtai_cli.render.page import Block, Fact, Grid, Headline, Lines, Page
from jtai_cli.render.picture import Board, Day, Months, Picture, Strip, Timeline, Weeks
from jtai_cli.render.shared import WARNINGS
from jtai_cli.wording import WEEKDAYS, month
from jtai_cli.writers import svg
from jtai_cli.writers.drawing import PATTERNS, shown
from jtai_cli.writers.html_template import PAGE, STYLE
from jtai_cli.writers.pictures import board_svg, strip_svg, timeline_svg, weeks_svg

_Labelled = list[tuple[str, list[Fact]]]

_LONGEST = 20  # characters; a longer word may be broken where its column is narrow
_WHOLE = 9  # characters of a cell that stays on one line


def write(page: Page) -> str:
    """The page for a browser and for paper."""
    return filled(PAGE, page)


def filled(
    template: str,
    page: Page,
    style: str = STYLE,
    drawn: Callable[[Weeks, str], str] = weeks_svg,
) -> str:
    """The page in a template, every text of it escaped; weeks as ``drawn`` draws them."""
    environment = Environment(autoescape=True, finalize=_text, trim_blocks=True, lstrip_blocks=True)
    blocks = _titled(page)
    main = next(block for block in blocks if block.title)
    return environment.from_string(template).render(
        blocks=blocks,
        main=main,
        warnings=WARNINGS,
        facts_of=_facts,
        weekdays=WEEKDAYS,
        widths=_widths,
        svg=partial(_svg, drawn),
        months=_months,
        patterns=Markup(PATTERNS) if any(isinstance(each, Picture) for each in page) else "",
        style=Markup(style),
    )


def _titled(page: Page) -> Page:
    """The page with its warnings behind what comes first, and a title for it if none has one."""
    first, *rest = page
    if isinstance(first, Lines) and not any(block.title for block in page):
        first = Lines(first.lines[0], first.lines[1:])
    rest.sort(key=_is_no_warning)
    return (first, *rest)


def _is_no_warning(block: Block | Picture) -> bool:
    return block.title != WARNINGS


def _facts(block: Headline) -> list[tuple[str, _Labelled]]:
    """The facts by their labels: those that a reader needs first, and then the minor ones."""
    labelled: _Labelled = []
    for fact in block.facts:
        if fact.label or not labelled:
            labelled.append((fact.label, [fact]))
        else:  # one that goes on with the last
            labelled[-1][1].append(fact)
    large = [each for each in labelled if not each[1][0].minor]
    less = [each for each in labelled if each[1][0].minor]
    return [(kind, facts) for kind, facts in (("facts", large), ("facts less", less)) if facts]


def _text(value: object) -> object:
    """A text as HTML: harmless in a browser, and to what reads a log."""
    if isinstance(value, Markup):
        return value
    return Markup(shown(str(value)))


def _svg(drawn: Callable[[Weeks, str], str], picture: Picture) -> Markup:
    """The picture as SVG; no text where it is months, which the template has as tables."""
    match picture.drawing:
        case Weeks():
            return Markup(drawn(picture.drawing, picture.title))
        case Timeline():
            return Markup(timeline_svg(picture.drawing, picture.title))
        case Strip():
            return Markup(strip_svg(picture.drawing, picture.title))
        case Chart() | Ranges():
            return Markup(svg.write(picture.drawing))
        case Board():
            return Markup(board_svg(picture.drawing, picture.title))
        case Months():
            return Markup()


def _months(months: Months) -> list[tuple[str, list[list[Day | None]]]]:
    """Each month by its name, with its weeks from Monday on; None for a day of another month."""
    found = []
    for _, group in groupby(months.days, lambda day: (day.date.year, day.date.month)):
        days = list(group)
        before = [None] * days[0].date.weekday()
        cells = [*before, *days, *[None] * (-(len(before) + len(days)) % 7)]
        weeks = [cells[start : start + 7] for start in range(0, len(cells), 7)]
        found.append((f"{month(days[0].date)} {days[0].date.year}", weeks))
    return found


def _widths(grid: Grid) -> list[int]:
    """Of each column the characters that no line of it breaks: its longest word, or short cell."""
    columns = zip(grid.columns, *(row.cells for row in grid.rows), strict=True)
    return [min(max(max(map(_unbroken, column)), 1), _LONGEST) for column in columns]


def _unbroken(cell: str) -> int:
    return len(cell) if len(cell) <= _WHOLE else max(map(len, cell.split()))
