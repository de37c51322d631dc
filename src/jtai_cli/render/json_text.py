"""The text of JSON, which is read by people and by logs too."""

from __future__ import annotations

import re

from jtai_cli.wording import HARMFUL_ABOVE_BLANK

_HARMFUL = re.compile(f"[{HARMFUL_ABOVE_BLANK}]")  # json.dumps escapes what is below the blank


def escaped(text: str) -> str:
    r"""JSON with escapes for what could do harm where it is printed. It says what it said.

    >>> print(escaped('"' + chr(0x202E) + '##[error]"'))
    "\u202e#\u0023[error]"
    """
    text = text.replace("##[", r"#\u0023[")  # begins a command for GitHub's runner
    if text.isascii() and "\x7f" not in text:  # as most is, and this is quick
        return text
    return _HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
