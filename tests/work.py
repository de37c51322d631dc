"""How much work a task is, counted in this process: the speed of a machine has no part in it."""

import gc
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import jtai_cli

OURS = str(Path(jtai_cli.__file__).parent)

Task = Callable[[], object]


def steps(task: Task) -> int:
    """The lines of the program that run, and the calls of functions, whosever they are."""
    count = 0

    def line(frame, event, argument):
        nonlocal count
        count += 1
        return line

    def call(frame, event, argument):
        nonlocal count
        count += 1
        return line if frame.f_code.co_filename.startswith(OURS) else None

    def built_in(frame, event, argument):
        nonlocal count
        count += event == "c_call"

    before = sys.gettrace(), sys.getprofile()
    sys.settrace(call)
    sys.setprofile(built_in)
    try:
        task()
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
    return count


def memory(task: Task) -> int:
    """The most bytes that a task holds at once, beside what was there before."""
    gc.collect()
    tracemalloc.start()
    try:
        begin, _ = tracemalloc.get_traced_memory()
        task()
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return most - begin
