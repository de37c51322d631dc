"""Whether the reference of a case looks like what it must not be: a child's name or birth date.

A reference is a code, such as ``EX-01`` or ``Case 3``. What is taken for a name is wide on
purpose: a reference that was refused by mistake is easily written another way.
"""

from __future__ import annotations

import datetime as dt
import re

_PLAIN_WORDS = {
    *("case", "child", "family", "sibling", "young", "person", "group"),
    *("audit", "sample", "record", "file", "ref", "reference", "number"),
}
_SHORTEST_NAME = 3  # letters; shorter runs are initials or codes
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# White space with one mark in it, or alone. Not \s*[-/.]?\s*, which could share out white space in
# many ways: a long run of it would take hours.
_BETWEEN = r"(?:\s*[-/.]\s*|\s+)"
_IN_NUMBERS = re.compile(rf"(?<!\d)(\d{{1,4}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{1,4}})(?!\d)")
_RUN_TOGETHER = re.compile(r"(?<!\d)(\d{8})(?!\d)")
_IN_WORDS = re.compile(r"(?<!\d)\d{1,2}(st|nd|rd|th)?\W*(of\s+)?([a-z]{3,9})\W*\d{2,4}(?!\d)")


def looks_like_a_name(reference: str, area: str | None = None) -> bool:
    """Whether a reference looks like a name. The words of ``area`` are none.

    >>> [looks_like_a_name(each) for each in ("EX-01", "LCS-4411", "Case 3", "Firstname L.")]
    [False, False, False, True]
    """
    allowed = _PLAIN_WORDS | set(_words(area.casefold() if area else ""))
    words = [word for word in _words(reference) if word.casefold() not in allowed]
    if any(not word.isascii() for word in words):
        return True
    long = [word for word in words if len(word) >= _SHORTEST_NAME]
    is_code = len(long) == 1 and long[0].isupper() and any(map(str.isdigit, reference))
    return bool(long) and not is_code


def looks_like_a_date(reference: str) -> bool:
    """Whether a reference holds a whole date, in any order that people write one.

    >>> [looks_like_a_date(each) for each in ("4.3.15", "EX 04032015", "4 March 2015", "2027-01-A")]
    [True, True, True, False]
    """
    text = reference.casefold()
    if any(_is_date(*map(int, found.groups())) for found in _IN_NUMBERS.finditer(text)):
        return True
    if any(found[3][:3] in _MONTHS for found in _IN_WORDS.finditer(text)):
        return True
    return any(
        _is_date(int(run[:4]), int(run[4:6]), int(run[6:]))
        or _is_date(int(run[:2]), int(run[2:4]), int(run[4:]))
        for run in _RUN_TOGETHER.findall(text)
    )


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def _is_date(first: int, second: int, third: int) -> bool:
    """Whether three numbers are a date, the year first or last, in two figures or four."""
    for year, month, day in (
        (first, second, third),
        (third, second, first),
        (third, first, second),
    ):
        full_year = year + 2000 if 0 < year < 100 else year
        try:
            if 1900 <= dt.date(full_year, month, day).year <= 2100:
                return True
        except ValueError:
            continue
    return False
