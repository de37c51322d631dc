"""An object as JSON: dates are ISO 8601, and what could harm a terminal or a log is escaped.

JSON is UTF-8 wherever it goes, so it is bytes, and no terminal's encoding changes it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Hashable, Iterator

from jtai_cli.render.parts import Object, Objects
from jtai_cli.wording import HARMFUL_ABOVE_BLANK

_HARMFUL = re.compile(f"[{HARMFUL_ABOVE_BLANK}]")  # json.dumps escapes what is below the blank
_iso = dt.date.isoformat  # of what is neither JSON nor a date it raises TypeError
_ENCODER = json.JSONEncoder(ensure_ascii=False, default=_iso)  # json.dumps makes one each time


def write(answer: Object | Objects) -> bytes:
    """An object, indented; or an array of many, each on a line of its own."""
    if isinstance(answer, dict):
        text = json.dumps(answer, indent=2, ensure_ascii=False, default=_iso)
        return f"{escaped(text)}\n".encode()
    return b"".join((b"[\n", *joined(answer, b",\n"), b"\n]\n"))


def joined(objects: Objects, between: bytes) -> Iterator[bytes]:
    """Many objects, each on one line, in pieces; what they share is encoded once."""
    encoded: dict[Hashable, bytes] = {}
    start = b""
    for own, key, shared in objects:
        if key not in encoded:
            encoded[key] = b", " + _line(shared())[1:]
        yield start
        yield _line(own)[:-1]
        yield encoded[key]
        start = between


def escaped(text: str) -> str:
    r"""JSON with escapes for what could do harm where it is printed. Its values stay the same.

    >>> print(escaped('"' + chr(0x202E) + '##[error]"'))
    "\u202e#\u0023[error]"
    """
    text = text.replace("##[", r"#\u0023[")  # begins a command for GitHub's runner
    if text.isascii() and "\x7f" not in text:  # as most is, and this is quick
        return text
    return _HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _line(value: Object) -> bytes:
    return escaped(_ENCODER.encode(value)).encode()
