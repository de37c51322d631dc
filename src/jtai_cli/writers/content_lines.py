"""The lines that an iCalendar file is made of (RFC 5545, section 3.1)."""

from __future__ import annotations

import re

_LONGEST = 75  # octets, without the line's end
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def printable(text: str) -> str:
    """A text without line breaks, control characters and surrogates."""
    return _UNPRINTABLE.sub("", text)


def folded(line: str) -> str:
    r"""A line as lines of at most 75 octets, each ending CR LF, no character or escape split.

    None ends in a blank but at the line's own end, for mail programs take such blanks away.
    icalendar's own folding does so, and splits an escaped backslash, as of version 7.3.

    >>> folded("SUMMARY:" + "x" * 66 + r"\\x").split("\r\n")[1:]
    [' \\\\x', '']
    """
    text, room = "", _LONGEST
    for part in re.findall(r" {1,30}(?:\\.|[^ ])|\\.|.", line):
        size = len(part.encode())
        if size > room:
            text, room = f"{text}\r\n ", _LONGEST - 1
        text, room = text + part, room - size
    return f"{text}\r\n"


def unfolded(text: str) -> list[str]:
    """The whole lines of a text, without their ends.

    >>> unfolded("SUMMARY:Fie\\r\\n ldwork\\r\\nSEQUENCE:0\\r\\n")
    ['SUMMARY:Fieldwork', 'SEQUENCE:0']
    """
    return re.sub("\r\n[ \t]", "", text).removesuffix("\r\n").split("\r\n")
