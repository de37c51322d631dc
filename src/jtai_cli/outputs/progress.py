"""How far a long task has come: one line on a terminal, which is gone when the task is done.

Written by hand, and not with rich.progress: that takes longer to load than many a task is left to
run, starts a thread, and hides the cursor, which a process that is stopped would leave hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import TypeVar

from jtai_cli.outputs.streams import can_rewrite, rewrite

FIRST = 0.5  # seconds after which there is a line
EVERY = 0.1  # seconds from one line to the next

_Item = TypeVar("_Item")


def progress(
    items: Sequence[_Item],
    doing: str,
    *,
    quiet: bool = False,
    clock: Callable[[], float] = monotonic,
) -> Iterator[_Item]:
    """The same items, one by one. On a terminal stderr says how many are done, after half a second.

    The line goes when the last is done, and when the loop is left by an error or from the keyboard.
    ``doing`` begins it, as in "Planning". Nothing is said when ``quiet``, or to a file or a pipe.

    >>> list(progress(["a", "b"], "Reading"))
    ['a', 'b']
    """
    if quiet or not can_rewrite():
        yield from items
        return
    due, said = clock() + FIRST, ""
    try:
        for done, item in enumerate(items):
            if (now := clock()) >= due:
                said = rewrite(f"{doing}: {done:,} of {len(items):,} done", instead_of=said)
                due = now + EVERY
            yield item
    finally:
        if said:
            rewrite("", instead_of=said)


@contextmanager
def one_line(*, quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """A function that says something on a terminal's stderr in the place of what it said before.

    The line is gone in the end. Nothing is said when ``quiet``, or to a file or a pipe.
    """
    said = ""

    def say(words: str) -> None:
        nonlocal said
        if not quiet and can_rewrite():
            said = rewrite(words, instead_of=said)

    try:
        yield say
    finally:
        if said:
            rewrite("", instead_of=said)
