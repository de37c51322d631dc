"""Where answers go: stdout or a whole file. Owns the Rich console and what goes to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import IO, TYPE_CHECKING, NamedTuple, NoReturn

import click

from jtai_cli.outputs.streams import (
    begins_a_file,
    tell,
    to_stdout,
    writing_stderr,
    writing_stdout,
)
from jtai_cli.render.page import Page
from jtai_cli.wording import inert, visible
from jtai_cli.writers import FORMATS, SIMPLE_HTML

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from jtai_cli.judge.findings import Finding
    from jtai_cli.render.chart import Chart, Ranges
    from jtai_cli.render.check import Findings
    from jtai_cli.render.parts import Object, Objects, Rows
    from jtai_cli.render.picture import Alone
    from jtai_cli.render.sheets import Book


PAGE_WIDTH = 100  # columns, as the writer of plain text wraps prose


class Wanted(NamedTuple):
    """How the answer of a command is wanted.

    ``format`` is a name in FORMATS, ``output`` the file to write or None for stdout. ``notes`` are
    printed at the end; they grow while files are read. ``simple`` is HTML as tables alone.
    ``opened`` names the page that is to be shown in a browser; it is "" where none is.
    """

    format: str
    output: Path | None
    force: bool
    plain: bool
    quiet: bool
    notes: Sequence[str]
    simple: bool = False
    opened: str = ""

    def on_terminal(self) -> bool:
        """Whether a terminal's page is wanted, with boxes and colour."""
        has_colour = on_screen() or os.environ.get("FORCE_COLOR")
        for_people = FORMATS[self.format].for_people and self.output is None and not self.plain
        return bool(for_people and has_colour and os.environ.get("TERM") != "dumb")

    def width(self) -> int:
        """The columns that a page has; those of a terminal where it goes there."""
        return _console().width if self.on_terminal() else PAGE_WIDTH

    def with_pictures(self) -> bool:
        """Whether the page is to have pictures."""
        return FORMATS[self.format].pictures and not self.simple

    def on_page(self, warnings: Sequence[Finding]) -> Sequence[Finding]:
        """The warnings that the page has to have: none where its reader sees stderr too."""
        apart = self.output is not None or not FORMATS[self.format].for_people
        return warnings if apart else ()


class Answer(NamedTuple):
    """What a command found, as functions that make each part that a format may take."""

    page: Callable[[], Page]
    object: Callable[[], Object | Objects]
    objects: Callable[[], Objects] | None = None
    rows: Callable[[], Rows] | None = None
    chart: Callable[[], Chart | Ranges | Alone] | None = None
    planner: Callable[[], Page] | None = None
    findings: Callable[[], Findings] | None = None
    book: Callable[[], Book] | None = None


def refuse(sentence: str) -> NoReturn:
    """Take the place of a part that the options rule out. Raises click's UsageError."""
    raise click.UsageError(sentence)


def emit(answer: Answer, wanted: Wanted, *, rehearsal: bool = False) -> None:
    """Write the answer of a command; of a ``rehearsal`` each form of it says so."""
    if rehearsal:
        answer = _of_rehearsal(answer)
    chosen = SIMPLE_HTML if wanted.simple else FORMATS[wanted.format]
    if wanted.on_terminal():
        page = answer.page()
        with writing_stdout():
            _print(page, _console())
        return
    if chosen.binary and wanted.output is None and on_screen():
        refuse(f"--format {wanted.format} is no text to be read here. Name a file with -o.")
    put(chosen.write(getattr(answer, chosen.takes)()), wanted, file_mark=chosen.file_mark)


def put(written: str | bytes | Iterable[bytes], wanted: Wanted, *, file_mark: bytes = b"") -> None:
    """Write what a writer made to stdout, or to the file that is wanted; text in a file after the
    mark, whether it is named or stdout is redirected to it.

    A page that is to be shown gets a file of its own where none is named.
    """
    data = file_mark + written.encode() if isinstance(written, str) else written
    if wanted.output is None and not wanted.opened:
        to_stdout(data if file_mark and begins_a_file() else written)
        return
    from jtai_cli.outputs.files import private_place, write_whole

    path = wanted.output or private_place(wanted.opened)
    write_whole(path, data, force=wanted.force)
    if not wanted.quiet:
        tell(f"Written to {path}")
    if wanted.opened:
        from jtai_cli.outputs.browser import show  # it looks through the whole PATH

        show(path)


def _of_rehearsal(answer: Answer) -> Answer:
    """The answer that says in each of its forms that it is of a rehearsal.

    The objects of a list do so themselves, for not all of its plans need be rehearsals.
    """
    from jtai_cli.render import rehearsal  # few answers need it

    rows, planner, chart = answer.rows, answer.planner, answer.chart
    return answer._replace(
        page=lambda: rehearsal.marked_page(answer.page()),
        planner=planner and (lambda: rehearsal.marked_page(planner())),
        chart=chart and (lambda: rehearsal.marked_picture(chart())),
        object=lambda: rehearsal.marked_object(answer.object()),
        rows=rows and (lambda: rehearsal.marked_rows(rows())),
    )


def warn(wanted: Wanted, warnings: Iterable[Finding] = (), notes: Iterable[str] = ()) -> None:
    """Say on stderr, last, the warnings, these notes and those made while reading."""
    if wanted.quiet:
        return
    said = [(warning.message, warning.code) for warning in warnings]
    said += [(note, "") for note in (*notes, *wanted.notes)]
    if not said:
        return
    if _is_terminal(sys.stdout) and _is_terminal(sys.stderr) and not wanted.plain:
        from jtai_cli.writers.terminal import warning

        console = _console(stderr=True)
        with writing_stderr():
            console.print()
            for message, code in said:
                console.print(warning(message, code))
        return
    tell(
        *(f"warning: {message} [{code}]" if code else f"note: {message}" for message, code in said)
    )


def on_screen() -> bool:
    """Whether stdout is a terminal."""
    return _is_terminal(sys.stdout)


def say(page: Page) -> None:
    """Print a page on stderr: an answer for which stdout has no room."""
    with writing_stderr():
        if _is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb":
            console = _console(stderr=True)
            _print(page, console)
            console.print()
        else:
            click.echo(FORMATS["table"].write(page), file=sys.stderr, err=True)


def _is_terminal(stream: IO[str] | None) -> bool:
    return stream is not None and stream.isatty()


def _print(page: Page, console: Console) -> None:
    from jtai_cli.writers import terminal

    def shown(text: str) -> str:  # colour that is forced goes into a log
        return visible(text) if _is_terminal(console.file) else inert(visible(text))

    console.print(terminal.write(page, console.width, shown))


def _console(*, stderr: bool = False) -> Console:
    from rich.console import Console

    console = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    console.on_broken_pipe = _reader_is_gone  # type: ignore[method-assign]
    return console


def _reader_is_gone() -> NoReturn:
    """Let streams.py deal with it: Rich would exit with 1."""
    raise BrokenPipeError
