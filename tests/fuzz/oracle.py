"""What must hold whatever a file holds: an answer or one sentence, soon, and nothing else."""

import contextlib
import os
import re
import time
from unittest import mock

from jtai_cli.errors import JtaiError
from tests.harness import Run, Terminal, run_here

LONGEST_SENTENCE = 1000  # characters
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
CONTROL_IN_CALENDARS = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Broken(AssertionError):
    """One of the promises is broken."""


class Patience:
    """The processor's seconds that an input may take: none but in the long runs by hand.

    A test's answer is the same on any machine, and what grows too fast is found by counting
    (tests/program/test_growth.py).
    """

    seconds = float("inf")


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
    wide = mock.patch.dict(os.environ, COLUMNS="100000")  # a sentence stays a line
    with _in_time(), wide:
        # On a terminal click leaves control characters in.
        result = run_here(*arguments, err=Terminal)
    _judge(result, arguments)
    if sorted(os.listdir()) != before:
        raise Broken(f"{arguments} left {sorted(set(os.listdir()) ^ set(before))} behind")
    return result


def require_sentence(line: str) -> None:
    """Raise Broken unless a refusal is one line of a sensible length, and safe to print."""
    if not line.strip():
        raise Broken("an empty sentence")
    if len(line) >= LONGEST_SENTENCE:
        raise Broken(f"a sentence of {len(line):,} characters: {line[:200]!r}")
    if "\n" in line:
        raise Broken(f"a sentence of several lines: {line[:300]!r}")
    require_safe(line)


def require_safe(text: str) -> None:
    """Raise Broken where a text would do something to a terminal."""
    if found := CONTROL.search(text):
        raise Broken(
            f"control characters: {text[max(0, found.start() - 100) : found.end() + 40]!r}"
        )


def _judge(result: Run, arguments: tuple[str, ...]) -> None:
    if result.code not in (0, 1, 2):
        raise Broken(f"exit code {result.code} of {arguments}: {result.err[:300]!r}")
    if "Traceback (most recent call last)" in result.out + result.err:
        raise Broken(f"a traceback from {arguments}")
    if result.code == 2:
        _judge_refusal(result, arguments)
    require_safe(result.err)  # warnings may be as long as what the user wrote
    control = CONTROL_IN_CALENDARS if arguments[0] == "calendar" or "csv" in arguments else CONTROL
    if found := control.search(result.out):
        near = result.out[max(0, found.start() - 40) : found.end() + 40]
        raise Broken(f"control characters in an answer of {arguments}: {near!r}")


def _judge_refusal(result: Run, arguments: tuple[str, ...]) -> None:
    sentences = [line for line in result.err.split("\n") if line.startswith("jtai: ")]
    if not sentences:
        raise Broken(f"no sentence from {arguments}: {result.err[:300]!r}")
    for sentence in sentences:
        require_sentence(sentence)
        if not sentence.endswith((".", "?", "!", ")", "'", '"')):
            raise Broken(f"half a sentence from {arguments}: {result.err[:300]!r}")
    if arguments[0] == "check":  # which may have notes to give, and other files to judge
        return
    if result.out:
        raise Broken(f"a refusal, and yet an answer, from {arguments}: {result.out[:200]!r}")
    if not result.err.startswith("jtai: "):
        raise Broken(f"no sentence first, from {arguments}: {result.err[:200]!r}")


@contextlib.contextmanager
def _in_time():
    begin = time.process_time()
    yield
    took = time.process_time() - begin
    if took > Patience.seconds:
        raise Broken(f"{took:.1f} seconds")
