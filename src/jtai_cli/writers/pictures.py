"""The pictures of days and weeks as SVG, in a page, whose styles colour them, or by themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from jtai_cli.render.picture import Alone, Bar, Board, Cell, Day, Letter, Strip, Timeline, Weeks
from jtai_cli.wording import month, short_date, short_span, weekday
from jtai_cli.writers.drawing import (
    CHARACTER,
    PATTERNS,
    box,
    coloured,
    document,
    rule,
    shown,
    text,
    wrapped,
)

WIDTH = 900
_WEEKEND = 60  # width of a day of it; the weekdays share the rest of the picture's
_HEAD, _NAME = 24, 14  # heights: the date of a day, and what the day is called
_LINE, _GAP = 15, 3  # heights: a line of a bar's title, and what lies between bars
_SMALL = 0.9  # how large small letters are beside the others
_LEFT, _RIGHT = 118, 895  # of the line of time
_ROW, _THINNEST = 20, 5  # along it, the height of a row, and the width of a day at least
_CELLS = 13  # weeks in a row of a strip, a quarter of a year
_MARGIN, _LARGE = 20, 1.45  # about a picture by itself; how large its title is beside its words
_NARROWEST, _BROADEST = 560, 3000  # widths of a picture that is fitted

_KINDS = {
    "weekend": "weekend",
    "bank-holiday": "bank holiday, not counted",
    "closure": "offices closed, still counted",
    "school-holiday": "school holiday",
}
_OFF = {
    "bank-holiday": "Bank holidays",
    "closure": "Closures",
    "school-holiday": "School holidays",
}
_VERDICTS = {"avoid": "avoid", "tight": "tight", "clear": "clear"}


def weeks_svg(weeks: Weeks, title: str) -> str:
    """The weeks below each other, each with its bars in as many rows as they need."""
    return _svg(title, *_weeks(weeks, WIDTH, 3))


def fitted_weeks_svg(weeks: Weeks, title: str, shape: float) -> str:
    """As :func:`weeks_svg`, ``shape`` times as wide as it is high at least, its letters as large
    as that allows.
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
    kinds = {day.kind for day in weeks.days}
    words = {"required": "required", "suggested": "suggested day"}
    words |= {kind: name for kind, name in _KINDS.items() if kind in kinds}
    legend, top = _legend(words, width)
    parts = [*legend]
    for start in range(0, len(weeks.days), 7):
        drawn, height = _week(weeks.days[start : start + 7], weeks.bars, top, edges, most)
        parts += drawn
        top += height
    return (width, top + 1), parts


def _legend(words: Mapping[str, str], width: int) -> tuple[list[str], float]:
    """What outlines and patterns mean, and where the words for them end."""
    x, y, parts = 1.0, 4.0, []
    for kind, name in words.items():
        taken = 46 + CHARACTER * len(name)
        if x + taken - 18 > width:
            x, y = 1.0, y + 18
        parts += [box(x, y, 22, 12, kind), text(x + 28, y + 10, name)]
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
        height = _LINE * max(len(each.lines) for each in row) + 4
        for bar, first, last, lines in row:
            kind = "required" if bar.required else "suggested"
            x, end = edges[first] + 3, edges[last + 1] - 3
            drawn.append(box(x, y, end - x, height, kind))
            for number, line in enumerate(lines):
                drawn.append(text(x + 5, y + _LINE * (number + 1) - 2, line, f"on-{kind}"))
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
        lines = wrapped(bar.title, edges[last + 1] - edges[first] - 14, most)
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
    parts = [box(x, top, width, bottom - top, "weekend" if is_weekend else "")]
    if not is_weekend:
        date += f" {month(day.date)[:3]}"
        if day.kind:
            name = wrapped(day.name, (width - 10) / _SMALL, 1)
            parts.append(box(x, top, width, 7, day.kind))
            parts.append(text(x + 5, top + 33, name[0], "small"))
    return "".join([*parts, text(x + 5, top + 19, date, "date")])


def timeline_svg(line: Timeline, title: str) -> str:
    """Days from left to right; below each other what is off, and what happens."""
    return _svg(title, *_timeline(line))


def strip_svg(strip: Strip, title: str) -> str:
    """A cell a week, and below each row of them what speaks against its weeks."""
    return _svg(title, *_strip(strip))


def board_svg(board: Board, title: str) -> str:
    """A row for each name along a quarter of a year, and the next quarter below it."""
    return _svg(title, *_board(board))


def alone_svg(picture: Alone) -> str:
    """A picture as a document of its own, its title above it."""
    size, parts = _drawn(picture.drawing)
    lines = wrapped(picture.title, WIDTH / _LARGE, 3)
    top = _MARGIN + 26 * len(lines)
    heading = (
        f'<text x="{_MARGIN}" y="{26 * number}" font-size="18" font-weight="bold">'
        f"{shown(line)}</text>"
        for number, line in enumerate(lines, 1)
    )
    inside = f'<g transform="translate({_MARGIN} {top})">{coloured("".join(parts))}</g>'
    whole = (size[0] + 2 * _MARGIN, top + size[1] + _MARGIN)
    words = (shown(picture.title), shown(picture.words))
    return document(whole, *words, (*heading, inside), defs=PATTERNS)


def _drawn(drawing: Timeline | Strip | Board) -> tuple[tuple[int, float], list[str]]:
    """The size of what is drawn, and its parts."""
    match drawing:
        case Timeline():
            return _timeline(drawing)
        case Strip():
            return _strip(drawing)
        case Board():
            return _board(drawing)


def _timeline(line: Timeline) -> tuple[tuple[int, float], list[str]]:
    """The size of a line of time and its parts. Weekends, of which it has dozens, are left out."""
    first, last = line.days[0].date, line.days[-1].date
    unit = (_RIGHT - _LEFT) / len(line.days)

    def left(day: dt.date) -> float:
        return round(_LEFT + ((min(max(day, first), last)) - first).days * unit, 1)

    def bar(start: dt.date, end: dt.date, y: float, kind: str) -> str:
        x = left(start)
        return box(x, y + 3, max(round(left(end) + unit - x, 1), _THINNEST), _ROW - 6, kind)

    parts, y = [], 22.0
    for kind, name in _OFF.items():
        if spans := [span for each, span in line.off if each == kind and span.touches(first, last)]:
            parts += [text(0, y + 14, name), *(bar(*span[:2], y, kind) for span in spans)]
            y += _ROW
    for each in line.bars:
        kind = "required" if each.required else "suggested"
        parts += [text(0, y + 14, each.title), bar(each.start, each.end, y, kind)]
        words, end = short_span(each.start, each.end), left(each.end) + max(unit, _THINNEST) + 6
        width = len(words) * CHARACTER
        before = max(left(each.start) - width - 2, _LEFT)
        x = end if end + width <= WIDTH else before
        # So that no line of a month runs through the words.
        parts += [box(x - 3, y + 3, width, _ROW - 6, "paper"), text(x, y + 14, words)]
        y += _ROW
    months = [day.date for day in line.days if day.date.day == 1]
    parts = [*(rule(left(day), 0, y, "month") for day in months), *parts]  # below the words
    for day in months:
        if left(day) + len(month(day)) * CHARACTER < WIDTH:
            parts.append(text(left(day) + 4, 12, month(day), "small"))
    marks, height = _marks(line.marks, left, y)
    return (WIDTH, height), parts + marks


def _marks(
    marks: Sequence[tuple[str, dt.date]], left: Callable[[dt.date], float], y: float
) -> tuple[list[str], float]:
    """The dates that matter below ``y``, none upon another, and where they end."""
    parts, taken = [], [0.0] * len(marks)  # where the labels of each row end
    for label, day in marks:
        words = f"{label}: {short_date(day)}"
        width = len(words) * CHARACTER
        x = max(0.0, min(left(day) - width / 2, WIDTH - width))
        row = next(n for n, end in enumerate(taken) if end <= x)
        taken[row] = x + width + 12
        below = y + 16 + 16 * row
        parts.append(rule(left(day), 18, below - 12, "mark"))
        parts.append(text(round(x, 1), below, words, "date"))
    return parts, y + 8 + 16 * sum(end > 0 for end in taken)


def _is_next(cell: Cell, last: Cell) -> bool:
    """Whether it is the week after the last; 8 days after, where it begins on a Tuesday."""
    return 0 < (cell.start - last.start).days <= 8


def _reasons(cells: Sequence[Cell]) -> Iterator[str]:
    """What speaks against each week, said once for weeks that follow each other."""
    first = cells[0]
    for cell, following in zip_longest(cells, cells[1:]):
        if following and following.why == cell.why and _is_next(following, cell):
            continue
        if cell.why:
            yield f"{short_span(first.start, cell.end)}: {cell.why}"
        first = following or first


def _strip(strip: Strip) -> tuple[tuple[int, float], list[str]]:
    """The size of a strip of weeks, and its parts."""
    parts, y = _legend(_VERDICTS, WIDTH)
    for start in range(0, len(strip.cells), _CELLS):
        cells = strip.cells[start : start + _CELLS]
        parts += _cells(cells, y)
        y += 82
        for words in _reasons(cells):
            for line in wrapped(words, WIDTH, len(words)):
                parts.append(text(0, y, line))
                y += _LINE
            y += _GAP
        y += 8
    return (WIDTH, y), parts


def _cells(cells: Sequence[Cell], y: float) -> Iterator[str]:
    """A row of weeks: the month where it begins, and of each its first day and its verdict."""
    width, named = WIDTH / _CELLS, ""
    for number, cell in enumerate(cells):
        x, name = number * width, f"{month(cell.start)[:3]} {cell.start.year}"
        if name != named:
            yield text(x, y + 10, name, "small")
        named = name
        yield box(x + 1, y + 16, width - 2, 42, "day")
        yield box(x + 1, y + 16, width - 2, 9, cell.verdict)
        yield text(x + 6, y + 39, f"{cell.start.day} {month(cell.start)[:3]}", "date")
        yield text(x + 6, y + 53, cell.word, "small")


def _board(board: Board) -> tuple[tuple[int, float], list[str]]:
    """The size of a board of weeks, and its parts."""
    kinds = {each.letter: each.kind for each in board.letters}
    parts, y = _letters(board.letters)
    width = (WIDTH - _LEFT) / _CELLS
    for start in range(0, len(board.weeks), _CELLS):
        part = slice(start, start + _CELLS)
        for number, (monday, marks) in enumerate(board.weeks[part]):
            x = _LEFT + number * width
            parts.append(text(x + 4, y + 12, f"{monday.day} {month(monday)[:3]}", "date"))
            parts.append(text(x + 4, y + 26, marks, "small"))
        y += 32
        for name, cells in board.rows:
            parts.append(text(0, y + 16, wrapped(name, _LEFT - 8, 1)[0]))
            for number, letters in enumerate(cells[part]):
                parts += _lettered(_LEFT + number * width, y, width, letters, kinds)
            y += 24
        y += 12
    return (WIDTH, y), parts


def _letters(letters: Sequence[Letter]) -> tuple[list[str], float]:
    """What letters mean, each in its box, and where the words for them end."""
    x, y, parts = 1.0, 4.0, []
    for letter, kind, words in letters:
        taken = 46 + CHARACTER * len(words)
        if x + taken - 18 > WIDTH:
            x, y = 1.0, y + 26
        parts += [*_lettered(x, y, 22, letter, {letter: kind}), text(x + 28, y + 15, words)]
        x += taken
    return parts, y + 34


def _lettered(
    x: float, y: float, width: float, letters: str, kinds: Mapping[str, str]
) -> Iterator[str]:
    """A cell with its letters beside each other, each in a box; a plain box where there is none."""
    each = width / max(len(letters), 1)
    for number, letter in enumerate(letters or " "):
        left, kind = round(x + number * each, 1), kinds.get(letter, "day")
        yield box(left, y, round(each, 1), 22, kind)
        on = "on-required" if kind == "required" else "date"
        yield text(left + each / 2 - 4, y + 16, letter.strip(), on)


def _svg(title: str, size: tuple[int, float], parts: Sequence[str]) -> str:
    return (
        f'<svg class="picture" viewBox="0 0 {size[0]} {size[1]:g}" role="img" '
        f'aria-label="{shown(title)}; the tables say the same">{"".join(parts)}</svg>'
    )
