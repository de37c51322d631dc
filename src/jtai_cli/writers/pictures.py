"""The pictures of a page as SVG inside it. Their colours and patterns are in the page's styles.

Every text is escaped here: what is drawn goes past the templates' own escaping.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from jtai_cli.render.picture import Bar, Day, Timeline, Weeks
from jtai_cli.wording import inert, month, short_date, visible, weekday

WIDTH = 900
_WEEKEND = 60  # width of a day of it; the weekdays share the rest of the picture's
_HEAD, _NAME = 27, 14  # heights: the date of a day, and what the day is called
_LINE, _GAP = 15, 4  # heights: a line of a bar's title, and what lies between bars
_CHARACTER, _WIDE = 6.8, 12.5  # how wide a letter is at most, on average; and a capital or sign
_SMALL = 0.9  # how large small letters are beside the others
_LEFT, _RIGHT = 118, 895  # of the line of time
_ROW = 20  # height of a row along it
_NARROWEST, _BROADEST = 560, 3000  # widths of a picture that is fitted
_DAY = dt.timedelta(days=1)

PATTERNS = (
    '<defs><pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<circle cx="3" cy="3" r="1.7"/></pattern>'
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="2.5" height="6"/></pattern>'
    '<pattern id="stripes" width="4" height="4" patternUnits="userSpaceOnUse">'
    '<rect width="4" height="1.3"/></pattern></defs>'
)
_KINDS = {
    "weekend": "weekend",
    "bank-holiday": "bank holiday, not counted",
    "closure": "offices closed, still counted",
    "school-holiday": "school holiday",
}
_OFF = {
    "weekend": "Weekends",
    "bank-holiday": "Bank holidays",
    "closure": "Closures",
    "school-holiday": "School holidays",
}


def shown(text: str) -> str:
    """A text as HTML and SVG hold it: harmless in a browser, and to what reads a log."""
    return inert(escape(visible(text)), lambda sign: f"&#{ord(sign)};")


def weeks_svg(weeks: Weeks, title: str) -> str:
    """The weeks below each other, each with its bars in as many rows as they need."""
    return _svg(title, *_weeks(weeks, WIDTH, 3))


def fitted_weeks_svg(weeks: Weeks, title: str, shape: float) -> str:
    """As :func:`weeks_svg`, ``shape`` times as wide as it is high at least, its letters as large
    as that allows. Nothing beside it says the rest of a title, which may take more lines.
    """
    for width in range(_NARROWEST, _BROADEST, 20):  # the narrower, the larger are its letters
        found = _weeks(weeks, width, 6)
        if width >= shape * found[0][1]:
            break
    return _svg(title, *found)


def _weeks(weeks: Weeks, width: int, most: int) -> tuple[tuple[int, float], list[str]]:
    """The size of a picture of that width, and its parts; a title has at ``most`` so many lines."""
    day = (width - 2 * _WEEKEND) / 5
    edges = [*(n * day for n in range(6)), width - _WEEKEND, float(width)]
    legend, top = _legend(weeks, width)
    parts = [PATTERNS, *legend]
    for start in range(0, len(weeks.days), 7):
        drawn, height = _week(weeks.days[start : start + 7], weeks.bars, top, edges, most)
        parts += drawn
        top += height
    return (width, top + 1), parts


def _legend(weeks: Weeks, width: int) -> tuple[list[str], float]:
    """What outlines and patterns mean, as far as they are there, and where they end."""
    kinds = {day.kind for day in weeks.days}
    words = {"required": "required", "suggested": "suggested day"}
    words |= {kind: name for kind, name in _KINDS.items() if kind in kinds}
    x, y, parts = 1.0, 4.0, []
    for kind, name in words.items():
        taken = 46 + _CHARACTER * len(name)
        if x + taken - 18 > width:
            x, y = 1.0, y + 18
        parts += [_box(x, y, 22, 12, kind), _text(x + 28, y + 10, name)]
        x += taken
    return parts, y + 22


class _Placed(NamedTuple):
    """A bar in a week: from which day to which, both counted from 0, and its title in lines."""

    bar: Bar
    first: int
    last: int
    lines: list[str]


def _week(
    days: Sequence[Day], bars: Iterable[Bar], top: float, edges: Sequence[float], most: int
) -> tuple[list[str], float]:
    """A week as parts of a picture, and its height; ``edges`` are those of its days."""
    y = top + _HEAD + _NAME * any(day.name for day in days if day.kind != "weekend")
    drawn: list[str] = []
    for row in _rows(days, bars, edges, most):
        height = _LINE * max(len(each.lines) for each in row) + 6
        for bar, first, last, lines in row:
            kind = "required" if bar.required else "suggested"
            x, end = edges[first] + 3, edges[last + 1] - 3
            drawn.append(_box(x, y, end - x, height, kind))
            for number, line in enumerate(lines):
                drawn.append(_text(x + 5, y + _LINE * (number + 1) - 1, line, f"on-{kind}"))
        y += height + _GAP
    y += _GAP
    cells = (_day(day, edges[n : n + 2], top, y) for n, day in enumerate(days))
    return [*cells, *drawn], y - top


def _rows(
    days: Sequence[Day], bars: Iterable[Bar], edges: Sequence[float], most: int
) -> Iterable[list[_Placed]]:
    """The bars that have a day of the week, in rows in which none lies upon another."""
    rows: list[list[_Placed]] = []
    dates = [day.date for day in days]
    for bar in bars:
        if bar.end < dates[0] or bar.start > dates[-1]:
            continue
        first, last = (dates.index(min(max(d, dates[0]), dates[-1])) for d in bar[1:3])
        lines = _wrapped(bar.title, edges[last + 1] - edges[first] - 14, most)
        placed = _Placed(bar, first, last, lines)
        free = (row for row in rows if all(last < e.first or e.last < first for e in row))
        if row := next(free, None):
            row.append(placed)
        else:
            rows.append([placed])
    return rows


def _day(day: Day, edges: Sequence[float], top: float, bottom: float) -> str:
    """A day of a week: its date and, over the whole of it, how it is no ordinary one."""
    x, width = edges[0], edges[1] - edges[0]
    is_weekend = day.kind == "weekend"
    date = f"{weekday(day.date)[:3]} {day.date.day}"
    parts = [_box(x, top, width, bottom - top, "weekend" if is_weekend else "")]
    if not is_weekend:
        date += f" {month(day.date)[:3]}"
        if day.kind:
            name = _wrapped(day.name, (width - 10) / _SMALL, 1)
            parts.append(_box(x, top, width, 7, day.kind))
            parts.append(_text(x + 5, top + 36, name[0], "small"))
    return "".join([*parts, _text(x + 5, top + 22, date, "date")])


def timeline_svg(line: Timeline, title: str) -> str:
    """Days from left to right; below each other what is off, and what happens."""
    first, last = line.days[0].date, line.days[-1].date
    unit = (_RIGHT - _LEFT) / len(line.days)

    def left(day: dt.date) -> float:
        return round(_LEFT + ((min(max(day, first), last)) - first).days * unit, 1)

    def spans(days: Iterable[Day]) -> Iterator[tuple[dt.date, dt.date]]:
        dates = [day.date for day in days]
        ends = [n for n, day in enumerate(dates) if day + _DAY not in dates[n + 1 : n + 2]]
        starts = [0, *(n + 1 for n in ends)]
        return ((dates[a], dates[b]) for a, b in zip(starts, ends, strict=False))

    def box(start: dt.date, end: dt.date, y: float, kind: str) -> str:
        x = left(start)
        return _box(x, y + 3, round(left(end) + unit - x, 1), _ROW - 6, kind)

    drawn, y = [], 22.0
    for kind, name in _OFF.items():
        if days := [day for day in line.days if day.kind == kind]:
            drawn += [_text(0, y + 14, name), *(box(*span, y, kind) for span in spans(days))]
            y += _ROW
    for bar in line.bars:
        kind = "required" if bar.required else "suggested"
        drawn += [_text(0, y + 14, bar.title), box(bar.start, bar.end, y, kind)]
        y += _ROW
    months = [day.date for day in line.days if day.date.day == 1]
    for day in months:
        drawn += [_rule(left(day), 0, y, "month"), _text(left(day) + 4, 12, month(day), "small")]
    taken = [0.0] * len(line.marks)  # where the labels of each row below end
    for label, day in line.marks:
        words = f"{label}: {short_date(day)}"
        width = len(words) * _CHARACTER
        x = max(0.0, min(left(day) - width / 2, WIDTH - width))
        row = next(n for n, end in enumerate(taken) if end <= x)
        taken[row] = x + width + 12
        below = y + 16 + 16 * row
        drawn += [
            _rule(left(day), 18, below - 12, "mark"),
            _text(round(x, 1), below, words, "date"),
        ]
    rows = sum(end > 0 for end in taken)
    return _svg(title, (WIDTH, y + 8 + 16 * rows), drawn)


def _wrapped(text: str, width: float, most: int) -> list[str]:
    """A text in a few lines that fit a width, the last with an ellipsis where more would follow.

    A word that does not fit is broken anywhere. The tables have the whole of it.
    """
    widest = sum(_WIDE if each.isupper() or each > "\u2e7f" else _CHARACTER for each in text)
    room = max(int(width * len(text) / widest), 1)
    lines = textwrap.wrap(text, room) or [text]
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][: room - 1]}…"]


def _svg(title: str, size: tuple[int, float], parts: Sequence[str]) -> str:
    return (
        f'<svg class="picture" viewBox="0 0 {size[0]} {size[1]:g}" role="img" '
        f'aria-label="{shown(title)}; the tables say the same">{"".join(parts)}</svg>'
    )


def _box(x: float, y: float, width: float, height: float, kind: str) -> str:
    place = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    return f'<rect {place} class="{kind or "day"}"/>'


def _text(x: float, y: float, words: str, kind: str = "") -> str:
    mark = f' class="{kind}"' if kind else ""
    return f'<text x="{x:g}" y="{y:g}"{mark}>{shown(words)}</text>'


def _rule(x: float, top: float, bottom: float, kind: str) -> str:
    return f'<line x1="{x:g}" y1="{top:g}" x2="{x:g}" y2="{bottom:g}" class="{kind}"/>'
