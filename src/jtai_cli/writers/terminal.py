"""A page for a terminal, as something that Rich can print at any width.

The only writer that imports ``rich``. Every word is a ``Text``: what a user typed is never
read as Rich's markup. Colour only repeats what words already say.
"""

from __future__ import annotations

from collections.abc import Callable

from rich import box
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from jtai_cli.render.page import Grid, Headline, Lines, Page, with_texts_changed
from jtai_cli.wording import visible

STYLES = {  # of rows
    "required": "bold",
    "off": "yellow",
    "closure": "magenta",
    "quiet": "dim",
    "avoid": "bold red",
    "heading": "bold",
}

NARROW = 100  # columns below which a table folds some of its columns away
NARROWEST = 60  # columns below which there is no room for a table
ROOM = 12  # columns that the last column needs at least, so that no word is broken
TALLEST = 6  # lines of a row above which a table folds some of its columns away
MOST_ROOM = 24  # of a longer word, so that one typed by a user does not undo a table
LONGEST = 1000  # rows above which a table would take seconds to fit


def write(page: Page, width: int, shown: Callable[[str], str] = visible) -> RenderableType:
    """The page as one renderable for a terminal of so many columns, each text as ``shown``."""
    return Group(*(_block(block, width) for block in with_texts_changed(page, shown)))


def warning(message: str, code: str) -> RenderableType:
    """A warning for stderr, or a note where there is no code, wrapped beside its label."""
    line = Table.grid(padding=(0, 1))
    line.add_column(no_wrap=True)
    line.add_column(overflow="fold")
    text = Text(visible(message))
    if code:
        text.append(f" [{code}]", style="dim")
    line.add_row(Text("Warning" if code else "Note", style="bold yellow"), text)
    return line


def _block(block: Headline | Grid | Lines, width: int) -> RenderableType:
    match block:
        case Headline():
            return _headline(block, width)
        case Grid():
            if width < NARROWEST or len(block.rows) > LONGEST:
                return _stacked(block)
            widths = _column_widths(block, width) if width >= NARROW else None
            if widths and not (block.foldable and _is_tower(block, widths[-1])):
                return _grid(block, widths)
            grid = _folded(block)
            widths = _column_widths(grid, width)
            return _grid(grid, widths) if widths else _stacked(block)
        case Lines():
            lines = [Text(block.title, style="bold")] if block.title else []
            return Group(Text(), *lines, *map(Text, block.lines))


def _headline(block: Headline, width: int) -> RenderableType:
    labels = max((cell_len(fact.label) for fact in block.facts), default=0) + 2
    left = width - labels - 6  # 6: the panel's border
    above = left < ROOM  # then each label stands above what it labels
    facts = Table.grid()
    if not above:
        facts.add_column(no_wrap=True, width=labels)
    facts.add_column(overflow="fold", width=None if above else left)
    for fact in block.facts:
        value = Text(fact.value, style="bold cyan")
        if fact.note:
            value.append("\n" + fact.note, style="not bold default")
        cells = (Text(fact.label, style="bold"), value)
        for row in [(cell,) for cell in cells] if above else [cells]:
            facts.add_row(*row)
    subtitle = [Text(block.subtitle)] if block.subtitle else []
    whole = Group(Text(block.title, style="bold"), *subtitle, Text(), facts)
    return Panel(whole, box=box.ROUNDED, padding=(0, 2))


def _is_tower(grid: Grid, width: int) -> bool:
    """Whether the last column would be narrow and tall."""
    return any(cell_len(row.cells[-1]) > TALLEST * width for row in grid.rows)


def _folded(grid: Grid) -> Grid:
    """The same table with its foldable columns written as a note in each row."""
    kept = [index for index in range(len(grid.columns)) if index not in grid.foldable]
    labels = grid.columns if grid.named else tuple(map(str.lower, grid.columns))
    rows = []
    for row in grid.rows:
        folded = "; ".join(
            ": ".join(filter(None, (labels[index], row.cells[index])))
            for index in grid.foldable
            if row.cells[index]
        )
        note = folded[:1].upper() + folded[1:]
        rows.append(row._replace(cells=tuple(row.cells[index] for index in kept), note=note))
    columns = tuple(grid.columns[index] for index in kept)
    return grid._replace(columns=columns, rows=tuple(rows), foldable=())


def _stacked(grid: Grid) -> RenderableType:
    """The same table as paragraphs, a row each."""
    lines = [Text(grid.title, style="bold")] if grid.title else []
    lines.append(Text("; ".join(filter(None, grid.columns)), style="dim"))
    for row in grid.rows:
        words = "; ".join(filter(None, row.cells))
        mark = "" if row.kind == "heading" else "- "
        lines.append(Text(f"{mark}{words}", style=STYLES.get(row.kind, "")))
        if row.detail:
            lines[-1].append(f". {row.detail}", style="not bold dim")
    return Group(Text(), *lines)


def _grid(block: Grid, widths: list[int]) -> RenderableType:
    table = _table(block.columns, widths)
    # Rich would wrap a title of its own to the width of the table.
    parts: list[RenderableType] = [
        Text(),
        *([Text(block.title, style="bold")] if block.title else []),
        table,
    ]
    group: tuple[str, ...] = ()
    for row in block.rows:
        if row.kind == "heading":  # Rich's cells do not span: a table of its own begins below it
            above = [Text()] if table.row_count else []
            table, group = _table(block.columns, widths, show_header=False), ()
            parts += [*above, Text(row.cells[0], style="bold"), table]
            continue
        cells = [Text(cell, style=STYLES.get(row.kind, "")) for cell in row.cells]
        if row.kind in ("step", "required"):  # its name should stand out from its details
            cells[-1].stylize("bold")
        if row.kind == "avoid":  # long reasons all in red are hard to read
            cells[-1] = Text(row.cells[-1])
        if row.note:
            cells[-1].append("\n" + row.note, style="not bold dim")
        if row.detail:
            cells[-1].append("\n" + row.detail, style="not bold dim")
        if row.cells[: block.grouped] == group:
            cells[: block.grouped] = [Text()] * block.grouped
        group = row.cells[: block.grouped]
        table.add_row(*cells)
    return Group(*parts)


def _table(columns: tuple[str, ...], widths: list[int], *, show_header: bool = True) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False, show_header=show_header)
    for name, width in zip(columns[:-1], widths, strict=False):
        table.add_column(Text(name), no_wrap=True, width=width)
    table.add_column(Text(columns[-1]), overflow="fold", width=widths[-1])
    return table


def _column_widths(grid: Grid, width: int) -> list[int] | None:
    """The width of each column, two blanks after all but the last, which takes what is left.

    None where the columns that are never cut leave too little. Rich would find the widths too, by
    measuring every cell twice.
    """
    rows = [row.cells for row in grid.rows if row.kind != "heading"]
    cells = zip(grid.columns, *rows, strict=True)
    *firsts, last = (max(map(cell_len, column)) for column in cells)
    firsts = [needed + 2 for needed in firsts]
    left = width - sum(firsts) - len(firsts)  # the box has a line of blanks between two columns
    under_last = [text for row in grid.rows for text in (row.note, row.detail)]
    words = " ".join([*(row.cells[-1] for row in grid.rows), *under_last]).split()
    if left < min(max([ROOM, *map(cell_len, words)]), MOST_ROOM):
        return None
    return [*firsts, min(max(last, *map(cell_len, under_last), 1), left)]
