"""The letters as an SVG chart that reads well printed in grey: bars by the day of the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from jtai_cli.letters.likely import CLASSES, LETTERS, Class
from jtai_cli.letters.measured import Measured, by_framework, spread
from jtai_cli.render.pages import cited
from jtai_cli.rules.model import Framework
from jtai_cli.wording import count_of

WIDTH = 900
_LEFT, _RIGHT = 50, 870  # of the axis
_TOP, _PANEL, _FOOT = 50, 300, 60  # heights: title, one framework, legend and source
_PLOT, _TALLEST = 180, 24  # heights: the tallest bar, and the most that one letter takes
_MOST_NAMES = 12
_MIDDLE, _SMALL = 'text-anchor="middle"', 'font-size="11"'

# Told apart without colour: black, hatched, pale with a dark edge.
_FILLS: dict[Class, str] = {"ordinary": "#333333", "winter": "url(#hatched)", "election": "#d9d9d9"}


def evidence_svg(letters: Sequence[Measured]) -> str:
    """One panel for each framework: how many letters came on each working day after fieldwork."""
    panels = list(by_framework(letters).values())
    axis = _axis(panels)
    height = _TOP + _PANEL * len(panels) + _FOOT
    title = f"What {count_of(sum(map(len, panels)), 'published inspection')} did"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
            f'width="{WIDTH}" height="{height}" role="img" '
            'font-family="Helvetica, Arial, sans-serif" font-size="13" fill="#000000">',
            f"<title>{title}</title>",
            f"<desc>{_description(panels)}</desc>",
            '<defs><pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)"><rect width="6" height="6" fill="#ffffff"/>'
            '<rect width="2.5" height="6" fill="#333333"/></pattern></defs>',
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            _text(_LEFT, 32, title, 'font-size="18" font-weight="bold"'),
            *(
                line
                for number, panel in enumerate(panels)
                for line in _panel(panel, _TOP + _PANEL * number, axis)
            ),
            *_legend(height - _FOOT),
            "</svg>\n",
        ]
    )


def _description(panels: Sequence[Sequence[Measured]]) -> str:
    if not panels:
        return "No letter of an inspection under a framework is left."
    return _safe(" ".join(f"{_headline(panel)}." for panel in panels))


def _headline(letters: Sequence[Measured]) -> str:
    framework = _framework(letters)
    found = spread([each.working_days for each in letters], framework.report.days)
    return (
        f"{framework.id}: {count_of(found.n, 'letter')}, {found.on_rule} on the rule's day "
        f"{framework.report.days}; median day {found.median}, nine in ten by day {found.p90}, "
        f"latest day {found.latest}"
    )


def _panel(letters: Sequence[Measured], top: int, axis: range) -> Iterator[str]:
    rule = _framework(letters).report.days
    step = (_RIGHT - _LEFT) / len(axis)
    base = top + 60 + _PLOT
    stacks: dict[int, list[Measured]] = {}
    for each in letters:
        stacks.setdefault(each.working_days, []).append(each)
    unit = min(_TALLEST, _PLOT / max(map(len, stacks.values())))

    def middle(day: int) -> float:
        return _LEFT + (day - axis[0] + 0.5) * step

    yield _text(_LEFT, top + 16, _headline(letters), 'font-weight="bold"')
    above_bar = base - unit * len(stacks.get(rule, ())) - 18
    yield _line(middle(rule), top + 26, middle(rule), above_bar, 'stroke-dasharray="4 3"')
    yield _text(middle(rule) + 5, top + 36, f"the rule: day {rule}", _SMALL)
    for day, found in sorted(stacks.items()):
        yield from _bar(found, middle(day), base, min(step * 0.8, 30), unit)
    yield _line(_LEFT, base, _RIGHT, base)
    for day in axis:
        if day % _scale(len(axis)) == 0:
            yield _line(middle(day), base, middle(day), base + 5)
            yield _text(middle(day), base + 19, str(day), _MIDDLE)
    words = "working days from the end of fieldwork to the letter"
    yield _text((_LEFT + _RIGHT) / 2, base + 36, words, f"{_MIDDLE} {_SMALL}")


def _axis(panels: Sequence[Sequence[Measured]]) -> range:
    """The days of all panels, the rules' among them, with a little room on both sides."""
    days = {each.working_days for panel in panels for each in panel}
    days |= {_framework(panel).report.days for panel in panels}
    return range(min(days) - 2, max(days) + 3) if days else range(1)


def _scale(days: int) -> int:
    """Days from one number on the axis to the next."""
    return next((step for step in (5, 10, 25) if days // step <= 20), 50)


def _bar(
    letters: Sequence[Measured], middle: float, base: float, width: float, unit: float
) -> Iterator[str]:
    """The letters of one day, class upon class, with their number on top."""
    y = base
    for kind in CLASSES:
        found = [each for each in letters if each.kind == kind]
        if found:
            y -= unit * len(found)
            yield _box(middle - width / 2, y, width, unit * len(found), kind, _names(kind, found))
    yield _text(middle, y - 4, f"{len(letters):,}", f"{_MIDDLE} {_SMALL}")


def _names(kind: Class, letters: Sequence[Measured]) -> str:
    areas = [each.letter.area for each in letters]
    rest = f" and {len(areas) - _MOST_NAMES:,} more" if len(areas) > _MOST_NAMES else ""
    return f"Day {letters[0].working_days}, {kind}: {', '.join(areas[:_MOST_NAMES])}{rest}"


def _legend(top: int) -> Iterator[str]:
    x = float(_LEFT)
    for kind, words in CLASSES.items():
        yield _box(x, top, 14, 14, kind, words)
        yield _text(x + 20, top + 12, kind)
        x += 110
    yield _text(_LEFT, top + 40, f"Source: {cited(LETTERS)}", _SMALL)


def _box(x: float, y: float, width: float, height: float, kind: Class, title: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{_FILLS[kind]}" stroke="#333333"><title>{_safe(title)}</title></rect>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, more: str = "") -> str:
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="#333333" {more}/>'


def _text(x: float, y: float, words: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{_safe(words)}</text>'


def _safe(text: str) -> str:
    """A text as XML holds it, without the two characters that XML cannot hold."""
    return escape(re.sub("[\ufffe\uffff]", "", text))


def _framework(letters: Sequence[Measured]) -> Framework:
    framework = letters[0].framework
    assert framework is not None  # letters of a panel have one
    return framework
