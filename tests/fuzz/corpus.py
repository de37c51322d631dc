"""The valid files that are mutated: what the tests, the examples and the program itself have."""

import contextlib
import os
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.harness import ROOT, run_here, surroundings


def files(*patterns: str) -> list[bytes]:
    """The files of the checkout that fit, in order."""
    found = [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]
    return [path.read_bytes() for path in found]


def printed(*arguments: str) -> bytes:
    """What the program writes on stdout."""
    return run_here(*arguments).out_bytes


def text_of(data: bytes) -> str | None:
    """The text of a file as the program decodes it; None where it cannot."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def one_of(data: bytes, choices: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """One of several commands, the same for the same input."""
    return choices[zlib.crc32(data) % len(choices)]


def now_and_then(data: bytes) -> bool:
    """True for one input in eight, the same for the same input."""
    return zlib.crc32(data[::-1]) % 8 == 0


@contextlib.contextmanager
def empty_folder() -> Iterator[None]:
    """An empty folder to work and be at home in, with none of the machine's settings."""
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        surroundings(Path("home").resolve()),  # where there is nothing
    ):
        os.environ["TERM"] = "dumb"
        yield
