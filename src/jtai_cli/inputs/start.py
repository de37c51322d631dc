"""What was typed as START: a date, or the name of a file."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Sequence
from typing import NamedTuple

import click

from jtai_cli.days.dates import read_date
from jtai_cli.errors import FileTrouble, JtaiError
from jtai_cli.inputs.options import Asked, inside_calendar
from jtai_cli.wording import listed


class Start(NamedTuple):
    """What was typed: ``day`` is None where it names a file."""

    text: str
    day: dt.date | None

    @property
    def is_list(self) -> bool:
        """Whether it names a CSV file."""
        return self.day is None and self.text.lower().endswith(".csv")


def read_start(asked: Asked, text: str, endings: Sequence[str] = (".toml",)) -> Start:
    """A date, or a file with one of these endings, which are those that the command takes.

    Raises FileTrouble for what looks like another file, and a usage error for what is no date.
    """
    if text.lower().endswith(tuple(endings)):
        return Start(text, None)
    if _looks_like_a_file(text) or (text.strip() and os.path.exists(text)):
        raise FileTrouble(
            text,
            f"is neither a date nor a file that ends in {listed(endings, 'or')}",
            "Type a date such as 2027-03-08, or the whole name of such a file.",
        )
    return Start(text, read_day(asked, text))


def read_day(asked: Asked, text: str) -> dt.date:
    """The date that was typed as an argument. Raises a usage error for what is none."""
    try:
        today = asked.today() if text.strip().lower() == "today" else None
        day = inside_calendar(read_date(text, today=today))
    except JtaiError as error:
        raise click.UsageError(str(error)) from None
    asked.say_day_first(text, day)
    return day


def _looks_like_a_file(text: str) -> bool:
    """Whether a file was meant rather than a date: ``/folder``, ``../file`` or ``name.txt``."""
    # The pattern is compiled only where there is a mark for it, as in few dates.
    marked = any(mark in text for mark in "./\\")
    return marked and re.search(r"^\.{0,2}[/\\]|\.[A-Za-z]{1,5}$", text) is not None
