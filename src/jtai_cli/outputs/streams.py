"""What goes to stdout and what is said on stderr, whoever still listens there."""

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
    """Say lines on stderr, with nothing in them that a terminal or a log obeys."""
    with writing_stderr():
        for line in lines:
            click.echo(inert(line), err=True)


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
        advice = "Make room, or write to a file elsewhere with -o."
        reason = f"cannot be written to: {system_reason(error)}"
        raise FileTrouble("stdout", reason, advice) from None


@contextmanager
def writing_stderr() -> Iterator[None]:
    """While stderr is written to: what cannot be said there changes no answer and no exit code."""
    try:
        yield
    except OSError:
        _drop(sys.stderr)


def _drop(stream: TextIO) -> None:
    """What is left in the buffer must not fail again when Python closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
