"""Writing to stdout and stderr, even where the reader of one has gone away or it is closed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

import click

from jtai_cli.errors import FileTrouble, system_reason
from jtai_cli.wording import inert


def to_stdout(text: str | bytes) -> None:
    """Write to stdout. Raises FileTrouble where it cannot be written."""
    with writing_stdout():
        click.echo(text, nl=False)
        sys.stdout.flush()


def tell(*lines: str) -> None:
    """Say lines on stderr, with control characters and commands to a log's reader escaped."""
    with writing_stderr():
        on_terminal = sys.stderr is not None and sys.stderr.isatty()
        for line in map(inert, lines):
            click.echo(_wrapped(line) if on_terminal else line, err=True)


def _wrapped(line: str) -> str:
    """A sentence for a terminal, where no word is broken. A command to be copied stays a line."""
    import shutil
    import textwrap

    if line.startswith("Example: "):
        return line
    columns = shutil.get_terminal_size().columns
    whole = textwrap.wrap(line, columns, break_long_words=False, break_on_hyphens=False)
    return "\n".join(whole)


@contextmanager
def writing_stdout() -> Iterator[None]:
    """While stdout is written to: a reader that has gone away (``| head``) has what it wanted."""
    if sys.stdout is None:
        raise FileTrouble("stdout", "is closed", "Write to a file with -o.")
    try:
        yield
    except BrokenPipeError:
        _drop(sys.stdout)
    except OSError as error:
        _drop(sys.stdout)
        reason = f"cannot be written to: {system_reason(error)}"
        advice = "Make room, or write to a file elsewhere with -o."
        raise FileTrouble("stdout", reason, advice) from None


@contextmanager
def writing_stderr() -> Iterator[None]:
    """While stderr is written to: a failure there changes neither the answer nor the exit code."""
    try:
        yield
    except OSError:
        _drop(sys.stderr)


def _drop(stream: TextIO) -> None:
    """Discard what is in the buffer, or it fails again when Python closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
