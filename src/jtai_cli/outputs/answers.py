"""Where answers go: stdout or a whole file. Owns the Rich console and what goes to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TextIO

import click

from jtai_cli.outputs.streams import tell, to_stdout, writing_stderr, writing_stdout
from jtai_cli.render.page import Page
from jtai_cli.writers import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from jtai_cli.judge.findings import Finding
    from jtai_cli.render.chart import Chart
    from jtai_cli.render.check import Findings
    from jtai_cli.render.parts import Object, Objects, Rows


class Wanted(NamedTuple):
    """How the answer of a command is wanted.

    ``format`` is a name in FORMATS, ``output`` the file to write or None for stdout. ``notes`` is
    what to say at the end about the reading; it grows while files are read.
    """

    format: str
    output: Path | None
    force: bool
    plain: bool
    quiet: bool
    notes: Sequence[str]

    def on_page(self, warnings: Sequence[Finding]) -> Sequence[Finding]:
        """The warnings, where the page goes without stderr and has to carry them; else none."""
        alone = self.output is not None or not FORMATS[self.format].for_people
        return warnings if alone else ()


class Answer(NamedTuple):
    """What a command found, in every part that it can be written from, each made when needed."""

    page: Callable[[], Page]
    object: Callable[[], Object | Objects]
    objects: Callable[[], Objects] | None = None
    rows: Callable[[], Rows] | None = None
    chart: Callable[[], Chart] | None = None
    findings: Callable[[], Findings] | None = None


def refuse(sentence: str) -> NoReturn:
    """Stand for a part that an answer lacks with the options given. Raises click's UsageError."""
    raise click.UsageError(sentence)


def emit(answer: Answer, wanted: Wanted) -> None:
    """Write the answer of a command."""
    chosen = FORMATS[wanted.format]
    if chosen.for_people and wanted.output is None and _for_a_terminal(wanted):
        _print(answer.page())
        return
    written = chosen.write(getattr(answer, chosen.takes)())
    if wanted.output is None:
        to_stdout(written)
        return
    from jtai_cli.outputs.files import write_whole

    data = written.encode() if isinstance(written, str) else written
    write_whole(wanted.output, chosen.file_mark + data, force=wanted.force)
    if not wanted.quiet:
        tell(f"Written to {wanted.output}")


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
    """Whether what goes to stdout is seen by somebody."""
    return _is_terminal(sys.stdout)


def say(page: Page, wanted: Wanted) -> None:
    """Print a page on stderr, unless -q asks for silence."""
    if wanted.quiet:
        return
    if _is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb":
        from jtai_cli.writers import terminal

        console = _console(stderr=True)
        with writing_stderr():
            console.print(terminal.write(page, console.width))
            console.print()
        return
    from jtai_cli.writers import plain

    with writing_stderr():
        click.echo(plain.write(page), err=True)


def _for_a_terminal(wanted: Wanted) -> bool:
    if wanted.plain or os.environ.get("TERM") == "dumb":
        return False
    return _is_terminal(sys.stdout) or bool(os.environ.get("FORCE_COLOR"))


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def _print(page: Page) -> None:
    from jtai_cli.writers import terminal

    console = _console()
    with writing_stdout():
        console.print(terminal.write(page, console.width))


def _console(*, stderr: bool = False) -> Any:
    from rich.console import Console

    console = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    console.on_broken_pipe = _reader_is_gone  # type: ignore[method-assign]
    return console


def _reader_is_gone() -> NoReturn:
    """Leave it to streams.py: Rich would end the run with 1."""
    raise BrokenPipeError
