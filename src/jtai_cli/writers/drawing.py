"""What pictures are drawn of: boxes, lines, words in lines that fit, patterns, and the whole.

In a page the styles of the page colour each kind of thing. A picture by itself has the colours in
each element, as Word and LibreOffice take few styles. Every text is escaped here: what is drawn
goes past the templates' own escaping.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from html import escape  # not that of xml.sax, which loads sockets

from jtai_cli.wording import inert, visible

CHARACTER, _WIDE = 6.8, 12.5  # how wide a letter is at most, on average; and a capital or sign

PATTERNS = (
    '<defs><pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<circle cx="3" cy="3" r="1.7"/></pattern>'
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="2.5" height="6"/></pattern>'
    '<pattern id="stripes" width="4" height="4" patternUnits="userSpaceOnUse">'
    '<rect width="4" height="1.3"/></pattern></defs>'
)
# Of a picture by itself, by kind: told apart in grey, and by pattern or outline too.
_COLOURS = {
    "paper": 'fill="#ffffff"',
    "day": 'fill="#ffffff" stroke="#999999"',
    "weekend": 'fill="#e6e6e6" stroke="#999999"',
    "bank-holiday": 'fill="url(#dots)" stroke="#000000"',
    "closure": 'fill="url(#hatch)" stroke="#000000"',
    "school-holiday": 'fill="url(#stripes)" stroke="#000000"',
    "required": 'fill="#333333" stroke="#000000"',
    "suggested": 'fill="#ffffff" stroke="#000000" stroke-dasharray="4 2"',
    "on-required": 'fill="#ffffff" font-weight="bold"',
    "on-suggested": 'fill="#000000"',
    "avoid": 'fill="#333333" stroke="#000000"',
    "tight": 'fill="url(#hatch)" stroke="#000000"',
    "clear": 'fill="#ffffff" stroke="#000000"',
    "month": 'stroke="#999999"',
    "mark": 'stroke="#000000" stroke-dasharray="1 2"',
    "small": 'font-size="11"',
    "date": 'font-weight="bold"',
}


def document(
    size: tuple[float, float], title: str, description: str, parts: Iterable[str], *, defs: str
) -> str:
    """A picture by itself, on white. Title and description are escaped before."""
    width, height = size
    whole = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" role="img" '
        'font-family="Helvetica, Arial, sans-serif" font-size="13" fill="#000000">',
        f"<title>{title}</title>",
        f"<desc>{description}</desc>",
        defs,
        f'<rect width="{width:g}" height="{height:g}" fill="#ffffff"/>',
        *parts,
        "</svg>\n",
    ]
    return re.sub("[\ufffe\uffff]", "", "\n".join(whole))  # the two that XML cannot hold


def coloured(part: str) -> str:
    """A part with the colours of its kinds in the place of their names. No text has such a name,
    as its quotation marks are escaped.
    """
    return re.sub('class="([a-z-]+)"', lambda found: _COLOURS[found[1]], part)


def shown(text: str) -> str:
    """A text as HTML and SVG hold it: harmless in a browser, and to what reads a log."""
    return inert(escape(visible(text)), lambda sign: f"&#{ord(sign)};")


def wrapped(text: str, width: float, most: int) -> list[str]:
    """A text in a few lines that fit a width, the last with an ellipsis where more would follow.

    A word that does not fit is broken anywhere. The tables have the whole of it.
    """
    widest = sum(_WIDE if each.isupper() or each > "\u2e7f" else CHARACTER for each in text)
    room = max(int(width * len(text) / widest), 1)
    lines = textwrap.wrap(text, room) or [text]
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][: room - 1]}…"]


def box(x: float, y: float, width: float, height: float, kind: str) -> str:
    """A box of a kind, with its upper left corner, width and height."""
    place = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    return f'<rect {place} class="{kind or "day"}"/>'


def text(x: float, y: float, words: str, kind: str = "") -> str:
    """Words on a line that begins at ``x``, with ``y`` below them."""
    mark = f' class="{kind}"' if kind else ""
    return f'<text x="{x:g}" y="{y:g}"{mark}>{shown(words)}</text>'


def rule(x: float, top: float, bottom: float, kind: str) -> str:
    """An upright line."""
    return f'<line x1="{x:g}" y1="{top:g}" x2="{x:g}" y2="{bottom:g}" class="{kind}"/>'
