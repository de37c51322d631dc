"""An object as JSON: dates are ISO 8601, and what could harm a terminal or a log is escaped.

JSON is UTF-8 wherever it goes, so it is bytes, and no terminal's encoding changes it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Hashable, Iterable
from functools import lru_cache
from itertools import chain, repeat

from jtai_cli.errors import JtaiError
from jtai_cli.render.parts import Object, Objects
from jtai_cli.wording import HARMFUL_ABOVE_BLANK, by_number, inert_within

MOST_HELD = 100_000_000  # bytes of many objects, compressed
_HARMFUL = re.compile(f"[{HARMFUL_ABOVE_BLANK}]")  # json.dumps escapes what is below the blank
_iso = dt.date.isoformat  # of what is neither JSON nor a date it raises TypeError
_ENCODER = json.JSONEncoder(ensure_ascii=False, default=_iso)  # json.dumps makes one each time


def write(answer: Object | Objects) -> bytes | Iterable[bytes]:
    """An object, indented; or an array of many, each on a line of its own, in pieces."""
    if isinstance(answer, dict):
        text = json.dumps(answer, indent=2, ensure_ascii=False, default=_iso)
        return f"{escaped(text)}\n".encode()
    return chain((b"[\n",), joined(answer, b",\n"), (b"\n]\n",))


def joined(objects: Objects, between: bytes) -> Iterable[bytes]:
    """Many objects, each on one line, in pieces; what they share is encoded once.

    All are made before the first piece is given, so that nothing is written where one cannot be.
    Until then they are compressed, for those of a long list would fill the memory. Raises
    JtaiError where they would do so even then.
    """
    from zlib import compress, decompress  # only many objects need it

    encoded: dict[Hashable, bytes] = {}
    lines: list[tuple[bytes, bytes]] = []
    held = 0
    for own, key, shared in objects:
        if key not in encoded:
            encoded[key] = compress(b", " + _line(shared())[1:], 1)
            held += len(encoded[key])
        lines.append((_line(own)[:-1], encoded[key]))
        held += len(lines[-1][0])
        if held > MOST_HELD:
            most = f"{MOST_HELD:,} bytes"
            raise JtaiError(f"the answer has more than {most} when compressed. Split the list.")
    whole = lru_cache(maxsize=100)(decompress)  # objects that share stand near each other
    starts = chain((b"",), repeat(between))
    return chain.from_iterable(
        (start, own, whole(part)) for start, (own, part) in zip(starts, lines, strict=False)
    )


def escaped(text: str) -> str:
    r"""JSON with escapes for what could do harm where it is printed. Its values stay the same.

    >>> print(escaped('"' + chr(0x202E) + '##[error]"'))
    "\u202e#\u0023[error]"
    """
    text = inert_within(text, by_number)
    if text.isascii() and "\x7f" not in text:  # as most is, and this is quick
        return text
    return _HARMFUL.sub(lambda found: by_number(found[0]), text)


def _line(value: Object) -> bytes:
    return escaped(_ENCODER.encode(value)).encode()
