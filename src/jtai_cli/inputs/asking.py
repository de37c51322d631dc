"""Questions at a terminal: each has a default, and is asked again until its answer will do."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable
from typing import TypeVar

import click

from jtai_cli.errors import BadValue, JtaiError
from jtai_cli.outputs.streams import to_stdout
from jtai_cli.privacy import childs_number
from jtai_cli.wording import typed_plainly, unprintable, visible

Value = TypeVar("Value")

_COLUMNS = 79


def can_ask() -> bool:
    """Whether somebody sits at a terminal, to read questions there and to answer them."""
    streams = (sys.stdin, sys.stdout)
    return all(stream is not None and stream.isatty() for stream in streams)


def say(text: str, indent: str = "") -> None:
    """Show a sentence, of which no line is longer than a terminal's."""
    lines = textwrap.wrap(
        visible(text),
        _COLUMNS,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    to_stdout("".join(f"{line}\n" for line in lines) or "\n")


def ask(question: str, default: str, read: Callable[[str], Value]) -> Value:
    """What ``read`` makes of the answer; an empty one is the default. It raises JtaiError."""
    say("")
    say(question)
    while True:
        to_stdout(visible(f"[{default}] "))
        try:
            return read(typed_line() or default)
        except JtaiError as error:
            say(str(error), "  ")


def typed_line() -> str:
    """The next line typed. Raises click's Abort at the end of all that is typed (Ctrl-D)."""
    line = sys.stdin.buffer.readline()
    if not line:
        to_stdout("\n")
        raise click.Abort
    return typed_plainly(line.decode(sys.stdin.encoding or "utf-8", "replace")).strip()


def one_line(text: str) -> str:
    """A text that can stand in the file. Raises BadValue, without repeating a child's number."""
    if what := childs_number(text):
        raise BadValue(f"that holds {what}, which does not belong in this file. Leave it out.")
    if "\ufffd" in text:
        raise BadValue("that holds a letter which this terminal cannot send. Type another.")
    if reason := unprintable(text):
        raise BadValue(f"that {reason}")
    return text
