"""The line that says how far a long task has come: only on a terminal, and only after a while."""

import io
import signal
from contextlib import redirect_stderr

import pytest

from jtai_cli.outputs import progress as module
from jtai_cli.outputs.progress import progress
from tests.harness import ROOT, run_here

FILE = (ROOT / "examples/exampleshire.toml").read_text(encoding="utf-8")


class Terminal(io.TextIOWrapper):
    """What a terminal is sent, and what then stands on its line."""

    def __init__(self, buffer=None, **settings):
        super().__init__(buffer or io.BytesIO(), **({"encoding": "utf-8"} | settings))

    def isatty(self):
        return True

    def sent(self):
        self.flush()
        return self.buffer.getvalue().decode()

    def line(self):
        """The last line as the eye sees it: a carriage return goes back, and takes nothing away."""
        shown = ""
        for part in self.sent().rpartition("\n")[2].split("\r"):
            shown = part + shown[len(part) :]
        return shown.rstrip()


@pytest.fixture
def stderr(monkeypatch):
    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    return terminal


def ticking(*seconds):
    """A clock that says these times, one each time it is looked at."""
    return iter(seconds).__next__


def watched(stderr, items, **settings):
    with redirect_stderr(stderr):
        yield from progress(items, "Planning", **settings)


def test_a_task_of_less_than_half_a_second_says_nothing(stderr):
    assert list(watched(stderr, "abc", clock=ticking(0, 0.1, 0.3, 0.499))) == ["a", "b", "c"]
    assert stderr.sent() == ""


def test_a_longer_one_says_how_many_are_done_and_then_nothing(stderr):
    items = watched(stderr, range(2000), clock=ticking(9, 9.4, *[9.5] * 1234, *[20] * 9999))
    seen = []
    for _ in items:
        if not seen or stderr.line() != seen[-1]:
            seen.append(stderr.line())
    assert seen == ["", "Planning: 1 of 2,000 done", "Planning: 1,235 of 2,000 done"]
    assert stderr.line() == ""
    assert stderr.sent().endswith("\r")


def test_it_is_not_written_more_often_than_it_can_be_read(stderr):
    times = [0, *(0.5 + number / 1000 for number in range(1000))]
    assert len(list(watched(stderr, range(1000), clock=ticking(*times)))) == 1000
    assert stderr.sent().count("done") == 10


@pytest.mark.parametrize("stopped", [KeyboardInterrupt, ValueError])
def test_it_goes_where_the_loop_is_left_early(stderr, stopped):
    def work():
        for number in watched(stderr, range(9), clock=ticking(0, *[1] * 9)):
            if number == 5:
                assert stderr.line() == "Planning: 0 of 9 done"
                raise stopped

    with pytest.raises(stopped):
        work()
    assert stderr.line() == ""


def test_a_narrow_terminal_gets_one_line(stderr, monkeypatch):
    monkeypatch.setenv("COLUMNS", "12")
    for _ in watched(stderr, "ab", clock=ticking(0, 1, 1)):
        assert stderr.line() == "Planning: 0"


def test_nothing_is_said_where_nobody_looks(stderr, monkeypatch):
    def ask(terminal, **settings):
        return list(watched(terminal, "ab", clock=ticking(0, 1, 2, 3), **settings))

    assert ask(stderr, quiet=True) == ["a", "b"]
    with monkeypatch.context() as patch:
        patch.setenv("TERM", "dumb")
        assert ask(stderr) == ["a", "b"]
    with monkeypatch.context() as patch:
        patch.setattr(stderr, "isatty", lambda: False)
        assert ask(stderr) == ["a", "b"]
    assert ask(None) == ["a", "b"]
    assert stderr.sent() == ""
    assert ask(stderr) == ["a", "b"]
    assert stderr.sent()


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(module, "FIRST", 0)
    monkeypatch.setattr(module, "EVERY", 0)


@pytest.fixture
def long_tasks(tmp_path):
    (tmp_path / "one.toml").write_text(FILE, encoding="utf-8")
    (tmp_path / "two.toml").write_text(FILE, encoding="utf-8")
    sheet = tmp_path / "list.csv"
    sheet.write_text("fieldwork_start\n2027-03-08\n2027-03-15\n", encoding="utf-8")
    return {
        "Planning": ("plan", sheet, "--format", "json"),
        "Checking": ("check", tmp_path / "one.toml", tmp_path / "two.toml"),
    }


@pytest.mark.parametrize("doing", ["Planning", "Checking"])
def test_commands_show_it_beside_the_same_answer(doing, long_tasks, at_once, monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    seen = run_here(*long_tasks[doing], err=Terminal)
    assert [line.strip() for line in seen.err.split("\r")[1:5:2]] == [
        f"{doing}: 0 of 2 done",
        f"{doing}: 1 of 2 done",
    ]
    piped = run_here(*long_tasks[doing])
    assert (seen.out, seen.code) == (piped.out, piped.code)
    assert f"{doing}:" not in piped.err
    assert f"{doing}:" not in run_here(*long_tasks[doing], "-q", err=Terminal).err


def test_ctrl_c_leaves_a_clean_line_and_ends_with_130(long_tasks, at_once, monkeypatch):
    """Rows are planned far below the loop that has the line."""
    monkeypatch.setenv("TERM", "xterm")

    def stop(*_):
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("jtai_cli.inputs.lists.plan_findings", stop)
    run = run_here(*long_tasks["Planning"], err=Terminal)
    assert (run.code, run.out) == (130, "")
    assert run.err.startswith("\rPlanning: 0 of 2 done\r")
    assert run.err.split("\r")[-2:] == [" " * len("Planning: 0 of 2 done"), ""]
