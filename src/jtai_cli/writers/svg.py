"""A chart as SVG that reads well printed in grey.

Either panels of bars, whose segments are stacked, or rows of ranges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape  # not that of xml.sax, which loads sockets

from jtai_cli.render.chart import Chart, Panel, RangeRow, Ranges
from jtai_cli.render.picture import Alone
from jtai_cli.writers.drawing import document
from jtai_cli.writers.pictures import alone_svg

WIDTH = 900
_LEFT, _RIGHT = 50, 870  # of the axis
_TOP, _PANEL, _FOOT = 50, 300, 60  # heights: title, one panel, legend and source
_PLOT, _TALLEST = 180, 24  # heights: the tallest bar, and the most that a length of 1 takes
_ROW, _BAR = 15, 9  # heights: a row of a range, and its bar
_WEEK, _RANGES, _WORDS = 155, 265, 655  # of ranges: where labels, the axis and words begin
_MIDDLE, _SMALL = 'text-anchor="middle"', 'font-size="11"'
_HATCHED = (
    '<defs><pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="6" height="6" fill="#ffffff"/>'
    '<rect width="2.5" height="6" fill="#333333"/></pattern></defs>'
)
_DASHED = 'stroke-dasharray="4 3"'

# Of the series in their order, told apart without colour: black, hatched, pale with a dark edge.
_FILLS = ("#333333", "url(#hatched)", "#d9d9d9")


def write(chart: Chart | Ranges | Alone) -> str:
    """The chart, or the picture, as an SVG document."""
    if isinstance(chart, Alone):
        return alone_svg(chart)
    fills = dict(zip((name for name, _ in chart.series), _FILLS, strict=True))
    if isinstance(chart, Ranges):
        rows = sum(len(rows) for _, rows in chart.groups)
        below, drawn = _TOP + 40 + _ROW * rows, _rows(chart, _TOP + 30, fills)
    else:
        below, drawn = _TOP + _PANEL * len(chart.panels), _panels(chart, fills)
    head = _text(_LEFT, 32, chart.title, 'font-size="18" font-weight="bold"')
    parts = (head, *drawn, *_legend(chart, below, fills))
    size = (WIDTH, below + _FOOT)
    return document(size, _safe(chart.title), _safe(chart.description), parts, defs=_HATCHED)


def _panels(chart: Chart, fills: dict[str, str]) -> Iterator[str]:
    places = {place for panel in chart.panels for place, _ in panel.bars}
    places |= {panel.mark for panel in chart.panels}
    axis = range(min(places) - 2, max(places) + 3) if places else range(1)  # with a little room
    for number, panel in enumerate(chart.panels):
        yield from _panel(panel, _TOP + _PANEL * number, axis, chart.axis_title, fills)


def _panel(
    panel: Panel, top: int, axis: range, axis_title: str, fills: dict[str, str]
) -> Iterator[str]:
    """The bars of a panel, segment upon segment with the length of the whole on top."""
    step = (_RIGHT - _LEFT) / len(axis)
    base = top + 60 + _PLOT
    lengths = {place: sum(each.length for each in bar) for place, bar in panel.bars}
    unit = min(_TALLEST, _PLOT / max(lengths.values()))
    width = min(step * 0.8, 30)
    numbered = next((every for every in (5, 10, 25) if len(axis) // every <= 20), 50)  # places

    def middle(place: int) -> float:
        return _LEFT + (place - axis[0] + 0.5) * step

    yield _text(_LEFT, top + 16, panel.title, 'font-weight="bold"')
    above_bar = base - unit * lengths.get(panel.mark, 0) - 18
    yield _line(middle(panel.mark), top + 26, middle(panel.mark), above_bar, _DASHED)
    yield _text(middle(panel.mark) + 5, top + 36, panel.mark_title, _SMALL)
    for place, bar in panel.bars:
        y: float = base
        for each in bar:
            height = unit * each.length
            y -= height
            yield _box(middle(place) - width / 2, y, width, height, fills[each.series], each.title)
        yield _text(middle(place), y - 4, f"{lengths[place]:,}", f"{_MIDDLE} {_SMALL}")
    yield _line(_LEFT, base, _RIGHT, base)
    for place in axis:
        if place % numbered == 0:
            yield _line(middle(place), base, middle(place), base + 5)
            yield _text(middle(place), base + 19, str(place), _MIDDLE)
    yield _text((_LEFT + _RIGHT) / 2, base + 36, axis_title, f"{_MIDDLE} {_SMALL}")


def _rows(chart: Ranges, top: int, fills: dict[str, str]) -> Iterator[str]:
    """The groups below each other, each with its title beside its first row and a line above."""
    rows = [row for _, rows in chart.groups for row in rows]
    places = [row.mark for row in rows] + [row.range.last for row in rows if row.range]
    axis = range(min(places) - 2, max(places) + 2)
    step = (_WORDS - 15 - _RANGES) / len(axis)

    def left(place: int) -> float:
        return _RANGES + (place - axis[0]) * step

    below = top + _ROW * len(rows)
    for place in axis:
        if place % 5 == 0:
            middle = left(place) + step / 2
            yield _text(middle, top - 6, str(place), f"{_MIDDLE} {_SMALL}")
            yield _line(middle, top, middle, below, 'stroke-opacity="0.2"')
    yield _text(_WORDS, top - 6, chart.axis_title, _SMALL)
    for title, group in chart.groups:
        yield _line(_LEFT, top, _RIGHT, top, 'stroke-opacity="0.5"')
        yield _text(_LEFT, top + 12, title, 'font-size="12" font-weight="bold"')
        for row in group:
            yield from _row(row, top, left, step, fills)
            top += _ROW


def _row(
    row: RangeRow, top: int, left: Callable[[int], float], step: float, fills: dict[str, str]
) -> Iterator[str]:
    """A range as a bar: a line through the whole row is the marked place, a circle the middle."""
    yield _text(_WEEK, top + 12, row.label, _SMALL)
    yield _text(_WORDS, top + 12, row.words, _SMALL)
    if found := row.range:
        x, end = left(found.first), left(found.last + 1)
        fill = fills[found.series]
        yield _box(x, top + (_ROW - _BAR) / 2, end - x, _BAR, fill, found.title)
    middle = left(row.mark) + step / 2
    yield _line(middle, top + 0.5, middle, top + _ROW - 0.5, 'stroke-width="2"')
    if found:
        yield _circle(left(found.middle) + step / 2, top + _ROW / 2)


def _legend(chart: Chart | Ranges, top: int, fills: dict[str, str]) -> Iterator[str]:
    x = float(_LEFT)
    for name, words in chart.series:
        yield _box(x, top, 14, 14, fills[name], words)
        yield _text(x + 20, top + 12, name)
        x += 110
    if isinstance(chart, Ranges):
        yield _line(x + 7, top, x + 7, top + 14, 'stroke-width="2"')
        yield _text(x + 20, top + 12, chart.mark_title)
        yield _circle(x + 147, top + 7)
        yield _text(x + 160, top + 12, chart.middle_title)
    yield _text(_LEFT, top + 40, chart.source, _SMALL)


def _box(x: float, y: float, width: float, height: float, fill: str, title: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{fill}" stroke="#333333"><title>{_safe(title)}</title></rect>'
    )


def _circle(x: float, y: float) -> str:
    place = f'cx="{x:.1f}" cy="{y:.1f}" r="3.2"'
    return f'<circle {place} fill="#ffffff" stroke="#000000" stroke-width="1.4"/>'


def _line(x1: float, y1: float, x2: float, y2: float, more: str = "") -> str:
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="#333333" {more}/>'


def _text(x: float, y: float, words: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{_safe(words)}</text>'


def _safe(text: str) -> str:
    """A text as XML holds it."""
    return escape(text, quote=False)
