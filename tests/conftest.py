"""What the tests share: the program run in this process, and small made-up calendars."""

import atexit
import datetime as dt
import os
import shutil
import signal
import tempfile

import hypothesis
import pytest
from hypothesis.configuration import set_hypothesis_home_dir

import tests.frozen  # noqa: F401  # before the program loads its own frameworks

# isort: split
from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.judge.plan import plan_findings
from jtai_cli.render.plan import plan_object
from jtai_cli.writers import json
from tests.described import assert_described
from tests.harness import ANSWERS, HANGS, ROOT, Run, answers, day, exit_code, surroundings, typed

__all__ = ["ANSWERS", "ROOT", "Run", "answers", "day"]  # which the tests know from here too

# No test depends on how fast a machine is, and none leaves anything behind in the checkout, where
# Hypothesis would keep its examples and its tables of Unicode.
hypothesis.settings.register_profile("jtai", deadline=None, database=None)
hypothesis.settings.load_profile("jtai")
hypothesis_home = tempfile.mkdtemp(prefix="hypothesis-")
atexit.register(shutil.rmtree, hypothesis_home, ignore_errors=True)
set_hypothesis_home_dir(hypothesis_home)

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has it ignored in the background
os.umask(0o022)  # a file of own defaults that others may write is refused


def pytest_addoption(parser):
    parser.addoption(
        "--rewrite",
        action="store_true",
        help="rewrite snapshots from what the program now gives; review the diff",
    )


@pytest.fixture(scope="session", autouse=True)
def nobodys_home(tmp_path_factory):
    """The surroundings of what is made once for many tests."""
    with surroundings(tmp_path_factory.mktemp("nobody")):
        yield


@pytest.fixture(autouse=True)
def home(tmp_path_factory, nobodys_home):
    """An empty home folder: no test sees the settings of the machine that it runs on."""
    folder = tmp_path_factory.mktemp("home")
    with surroundings(folder):
        yield folder


@pytest.fixture(autouse=True)
def no_hanging():
    """A test that hangs fails. It may start several processes, each of which has its guard too."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def give_up(number, frame):
        pytest.fail(f"still running after {5 * HANGS} seconds")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, 5 * HANGS)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def jtai(capsys, monkeypatch):
    """Run the program in this process: ``jtai("plan", "2027-03-08").out``.

    ``env`` holds variables, ``stdin`` what is typed in; the rest are settings of click's ``main``.
    """

    def run(*arguments: object, env=None, stdin=None, **settings) -> Run:
        capsys.readouterr()
        with monkeypatch.context() as patch:
            for name, value in (env or {}).items():
                patch.setenv(name, value)
            if stdin is not None:
                patch.setattr("sys.stdin", typed(stdin))
            code = exit_code(*arguments, **settings)
        found = Run(code, *capsys.readouterr())
        assert_described(found.out)  # whatever a test looks for
        return found

    return run


@pytest.fixture
def jtai_here(jtai, tmp_path, monkeypatch):
    """Run the program in this process, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return jtai


def easter_calendar(**changes) -> WorkingCalendar:
    """The years 2026 to 2028 with only the Easter of 2027 off; no library is loaded."""
    given = {
        "first": dt.date(2026, 1, 1),
        "last": dt.date(2028, 12, 31),
        "days_off": {dt.date(2027, 3, 26): "Good Friday", dt.date(2027, 3, 29): "Easter Monday"},
        **changes,
    }
    return WorkingCalendar("ENG", **given)


def first_working_day(calendar: WorkingCalendar, date: dt.date) -> dt.date:
    """The date itself, or the first working day after it."""
    return date if calendar.is_working(date) else calendar.next(date)


def plan_json(plan, **shown) -> str:
    """A plan as ``--format json`` writes it."""
    return json.write(plan_object(plan, warnings=plan_findings(plan), **shown)).decode()
