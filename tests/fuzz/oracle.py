"""What must hold whatever a file holds: an answer or one sentence, soon, and nothing else."""

import contextlib
import io
import os
import re
import time
from typing import NamedTuple

from jtai_cli.cli import cli
from jtai_cli.errors import JtaiError

LONGEST_SENTENCE = 1000  # characters
LONGEST_TIME = 2.0  # seconds of the processor, so that a busy machine finds nothing
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
CONTROL_IN_CALENDARS = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Broken(AssertionError):
    """One of the promises is broken."""


class Run(NamedTuple):
    code: int
    out: str
    err: str


def answer(function, *arguments, **settings):
    """What a function gives, or None where it refuses with a sentence as it should be."""
    with _in_time():
        try:
            return function(*arguments, **settings)
        except JtaiError as error:
            refusal = error
    require_sentence(str(refusal))
    for line in refusal.more:
        require_sentence(line)
    return None


def run(*arguments: str) -> Run:
    """Run the program in this process, and judge its exit code, its words and its traces."""
    before = sorted(os.listdir())
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    code: object = 0
    with _in_time(), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            cli.main(list(arguments), prog_name="jtai")
        except SystemExit as leaving:
            code = leaving.code or 0
    result = Run(int(str(code)), _written(out), _written(err))
    _judge(result, arguments)
    if sorted(os.listdir()) != before:
        raise Broken(f"{arguments} left {sorted(set(os.listdir()) ^ set(before))} behind")
    return result


def require_sentence(line: str) -> None:
    """Raise Broken unless a line of a message is of a sensible length and safe to print."""
    if not line.strip():
        raise Broken("an empty sentence")
    if len(line.partition("\n")[0]) >= LONGEST_SENTENCE:
        raise Broken(f"a sentence of {len(line):,} characters: {line[:200]!r}")
    if CONTROL.search(line):
        raise Broken(f"control characters in a sentence: {line[:300]!r}")
    if "\n" in line:
        raise Broken(f"a sentence of several lines: {line[:300]!r}")


def _judge(result: Run, arguments: tuple[str, ...]) -> None:
    if result.code not in (0, 1, 2):
        raise Broken(f"exit code {result.code} of {arguments}: {result.err[:300]!r}")
    if "Traceback (most recent call last)" in result.out + result.err:
        raise Broken(f"a traceback from {arguments}")
    if result.code == 2 and arguments[0] != "check":  # which may have judged other files
        if result.out:
            raise Broken(f"a refusal, and yet an answer, from {arguments}: {result.out[:200]!r}")
        if not result.err.startswith("jtai: "):
            raise Broken(f"no sentence first, from {arguments}: {result.err[:200]!r}")
    for line in result.err.split("\n"):
        if line.strip():
            require_sentence(line)
    control = CONTROL_IN_CALENDARS if arguments[0] == "calendar" or "csv" in arguments else CONTROL
    if found := control.search(result.out):
        near = result.out[max(0, found.start() - 40) : found.end() + 40]
        raise Broken(f"control characters in an answer of {arguments}: {near!r}")


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]  # a BytesIO


@contextlib.contextmanager
def _in_time():
    begin = time.process_time()
    yield
    took = time.process_time() - begin
    if took > LONGEST_TIME:
        raise Broken(f"{took:.1f} seconds")
