"""A wall planner: a page of which one landscape sheet is printed, of A4, A3 or any other size."""

from __future__ import annotations

from functools import partial

from jtai_cli.render.page import Page
from jtai_cli.writers.html import filled
from jtai_cli.writers.html_template import PAGE, STYLE
from jtai_cli.writers.pictures import fitted_weeks_svg

_SHAPE = 1.95  # how many times as wide as high the room for the picture is

# On paper all is measured by the sheet: the picture takes what the head and the foot leave of it.
_WALL = """
@page { size: landscape; margin: 3.5% }
@media print {
  body { font-size: 1.3vw }
  main { display: flex; flex-direction: column; height: 99vh; overflow: hidden }
  main > * { display: none }
  main > header { display: block }
  main > .drawn { margin: 0; display: block; flex: 1; min-height: 0; overflow: hidden }
  .drawn h2 { display: none }
  .drawn .small { font-size: 12px }
  .drawn svg { height: 100%; max-height: none }
  h1 { font-size: 3vw; line-height: 1.1; margin: 0 }
  .facts { grid-template-columns: none; grid-auto-flow: column; grid-auto-columns: 1fr; gap: 1.5vw;
    margin: .4vw 0; padding: .3vw 0 }
  .facts dt { font-size: 1.3vw }
  .facts .value { font-size: 1.85vw; margin: 0 }
  .facts .note { font-size: 1.2vw }
  main > .drawn + section { display: block }
  .drawn + section h2 { font-size: 1.3vw; margin: .5vw 0 0 }
  .drawn + section ul { columns: 3; padding: 0; list-style: none }
  .drawn + section :is(li, p), h1, header p, .facts .note { display: -webkit-box;
    -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden }
}
"""


def write(page: Page) -> str:
    """The page whose print hangs on the wall."""
    drawn = partial(fitted_weeks_svg, shape=_SHAPE)
    return filled(PAGE, page, STYLE + _WALL, drawn)
