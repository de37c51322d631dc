"""The program from its first moment to its last; ``python -m jtai_cli`` and ``jtai`` are the same.

What is around the commands: how a process starts and ends that should answer at once.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the program and leave with its exit code; 130 where it is stopped from the keyboard."""
    # A run makes many objects and hardly any that only the collector would find. Looking for those
    # takes a part of a start, and of a long list, that shows in benchmarks/.
    gc.disable()
    try:
        from jtai_cli.cli import run

        code = run()
        for stream in filter(None, (sys.stdout, sys.stderr)):
            with contextlib.suppress(OSError, ValueError):  # its reader has gone, or it is closed
                stream.flush()
    except KeyboardInterrupt:
        code = 130
    # All is written. Taking the modules apart one by one would only take time.
    os._exit(code)


if __name__ == "__main__":
    main()
