"""The program's first moment and its last; ``python -m jtai_cli`` and ``jtai`` are the same."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the program and leave with its exit code; 130 where it is stopped from the keyboard."""
    # A run leaves few reference cycles, and looking for them takes a measurable part of a start,
    # and of a long list (see benchmarks/).
    gc.disable()
    try:
        from jtai_cli.cli import run

        code = run()
        for stream in filter(None, (sys.stdout, sys.stderr)):
            with contextlib.suppress(OSError, ValueError):  # its reader has gone, or it is closed
                stream.flush()
    except KeyboardInterrupt:
        code = 130
    # All is written. Tearing down the modules one by one would only take time.
    os._exit(code)


if __name__ == "__main__":
    main()
