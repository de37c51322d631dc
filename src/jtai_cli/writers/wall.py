"""A wall planner: a page of which one landscape sheet is printed, of A4, or of A3 by its scale."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from jtai_cli.render.page import Lines, Page
from jtai_cli.render.picture import Picture
from jtai_cli.writers.html import filled
from jtai_cli.writers.html_template import PAGE, STYLE
from jtai_cli.writers.pictures import fitted_weeks_svg

# Parts of the sheet's width: the height of all below its head, of a line of the foot, and of what
# lies above that; and how many characters such a line takes, in one of three columns.
_BELOW, _LINE, _ABOVE, _CHARACTERS = 0.555, 0.015, 0.033, 48

# On paper all is measured by the sheet: the picture takes what the head and the foot leave of it.
_WALL = """
@page { size: A4 landscape; margin: 8mm }
@media print {
  body { font-size: 1.3vw }
  main { columns: auto; display: flex; flex-direction: column; height: 99vh; overflow: hidden }
  main > * { display: none }
  header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1.5vw }
  header p { flex: 1 1 30%; font-size: 1.2vw }
  h1 { font-size: 3vw; line-height: 1.1; margin: 0 }
  .facts { flex: 1 0 100%; grid-template-columns: none; grid-auto-flow: column;
    grid-auto-columns: auto; gap: 1.5vw; margin: .4vw 0; padding: .3vw 0 }
  .facts dt { font-size: 1.2vw }
  .facts .value { font-size: 1.9vw; margin: 0 }
  .facts .note { font-size: 1.2vw }
  main > section:not([class]) { display: block }
  main > .drawn { margin: 0; display: block; flex: 1; min-height: 0; overflow: hidden }
  .drawn h2 { display: none }
  .drawn .small { font-size: 12px }
  .drawn svg { height: 100%; max-height: none }
  .drawn + section h2 { font-size: 1.3vw; margin: .5vw 0 0 }
  .drawn + section ul { columns: 3; padding: 0; list-style: none }
  main > section:not([class]) :is(li, p), h1, header p, .facts .note { display: -webkit-box;
    -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden }
}
"""


def write(page: Page) -> str:
    """The page whose print hangs on the wall."""
    drawn = partial(fitted_weeks_svg, shape=1 / _height(page))
    return filled(PAGE, page, STYLE + _WALL, drawn)


def _height(page: Page) -> float:
    """How high the room for the picture is, as a part of its width: the foot is right below it."""
    below = (foot for block, foot in pairwise(page) if isinstance(block, Picture))
    foot = next(below, None)
    if not isinstance(foot, Lines):
        return _BELOW
    lines = sum(-(-len(line) // _CHARACTERS) for line in foot.lines)
    return _BELOW - _ABOVE - _LINE * -(-lines // 3)
