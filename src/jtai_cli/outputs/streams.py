"""Writing to stdout and stderr, even where the reader of one has gone away or it is closed.

What a file or another program gets is UTF-8, whatever the code page of the console that it was
started from. What a terminal gets is in the terminal's own encoding.
"""

from __future__ import annotations

import codecs
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO

import click

from jtai_cli.errors import FileTrouble, system_reason
from jtai_cli.wording import inert, visible

# For what a terminal lacks, and Unicode does not make of a letter and an accent: curly quotes,
# dashes and the minus, and letters with a stroke.
_STAND_INS = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u2212łŁđĐøØ", "''\"\"---lLdDoO")


def set_encodings() -> None:
    """Let stdout and stderr take every letter."""
    codecs.register_error("jtai-stand-in", _stand_in)
    for stream in (sys.stdout, sys.stderr):
        if not hasattr(stream, "reconfigure"):
            continue
        if stream.isatty():
            stream.reconfigure(errors="jtai-stand-in")
        else:  # the same bytes as -o writes: no line break is changed either
            stream.reconfigure(encoding="utf-8", errors="replace", newline="")


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    """What an encoding has in the place of what it lacks: the letter without its accent, or "?"."""
    import unicodedata  # only such a terminal needs it

    assert isinstance(error, UnicodeEncodeError)
    lacking = error.object[error.start : error.end]
    plain = (unicodedata.normalize("NFKD", each.translate(_STAND_INS)) for each in lacking)
    letters = (each.encode("ascii", "ignore").decode() or "?" for each in plain)
    return "".join(letters), error.end


def to_stdout(text: str | bytes | Iterable[bytes]) -> None:
    """Write to stdout, whole or in pieces. Raises FileTrouble where it cannot be written."""
    with writing_stdout():
        if isinstance(text, str | bytes):
            click.echo(text, file=sys.stdout, nl=False)  # click's own stream is UTF-8 for ASCII
        else:
            sys.stdout.buffer.writelines(text)
        sys.stdout.flush()


def begins_a_file() -> bool:
    """Whether stdout is a file with nothing in it yet, and no pipe to another program."""
    try:
        status = os.fstat(sys.stdout.fileno())
    except OSError:  # it is closed, or no file at all
        return False
    return stat.S_ISREG(status.st_mode) and not status.st_size


def tell(*lines: str) -> None:
    """Say lines on stderr, with control characters and commands to a log's reader escaped."""
    with writing_stderr():
        on_terminal = _stderr_is_terminal()
        for line in map(visible, lines):
            click.echo(_wrapped(line) if on_terminal else inert(line), file=sys.stderr, err=True)


def can_rewrite() -> bool:
    """Whether stderr is a terminal that can go back to the beginning of a line."""
    return _stderr_is_terminal() and os.environ.get("TERM") != "dumb"


def rewrite(line: str, *, instead_of: str) -> str:
    """Write a line of stderr over another, and go back to its beginning. Returns what is shown."""
    import shutil

    line = line[: shutil.get_terminal_size().columns - 1]  # a longer one would become two
    with writing_stderr():
        text = f"\r{line.ljust(len(instead_of))}\r"
        click.echo(text, file=sys.stderr, err=True, nl=False)
    return line


def _stderr_is_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


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
