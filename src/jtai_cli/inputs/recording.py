"""What was typed after FILE: what happened, and when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from contextlib import suppress

from jtai_cli.days.dates import read_date
from jtai_cli.errors import DateNotUnderstood
from jtai_cli.inputs.options import Asked
from jtai_cli.privacy import childs_number

LONGEST_DATE = 5  # words, as in Monday 8 March 2027 00:00


def split_date(asked: Asked, words: Sequence[str]) -> tuple[tuple[str, ...], dt.date | None]:
    """The words before a date, and the date; None where the last words are no whole date.

    At least one word is left. Raises a usage error where the last one has the form of a date and is
    none.
    """
    for length in range(min(LONGEST_DATE, len(words) - 1), 0, -1):
        text = " ".join(words[-length:])
        with suppress(DateNotUnderstood):
            read_date(text, today=asked.today())
            return tuple(words[:-length]), asked.read_day(text)
    last = words[-1] if len(words) > 1 else ""
    if re.fullmatch(r"[0-9]+([-./])[0-9A-Za-z]+\1[0-9]+", last) and not childs_number(last):
        asked.read_day(last)
    return tuple(words), None
