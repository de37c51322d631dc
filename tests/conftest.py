"""What the tests share: the program run in this process, and small made-up calendars."""

import csv
import datetime as dt
import os
from pathlib import Path
from typing import NamedTuple

import pytest

from jtai_cli.days.bank_holidays import kept_heading
from jtai_cli.days.working_calendar import WorkingCalendar, working_calendar

ROOT = Path(__file__).parent.parent
ANSWERS = Path(__file__).parent / "answers"


def pytest_addoption(parser):
    parser.addoption(
        "--rewrite",
        action="store_true",
        help="rewrite snapshots and kept tables from what the program now gives; review the diff",
    )


class Run(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path_factory):
    """An empty home folder: no test sees the settings of the machine that it runs on."""
    for name in list(os.environ):
        if name.startswith("JTAI_") or name in (
            "NO_COLOR",
            "FORCE_COLOR",
            "COLUMNS",
            "SOURCE_DATE_EPOCH",
        ):
            monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    return home


@pytest.fixture
def jtai(capsys):
    """Run the program in this process: ``jtai("plan", "2027-03-08").out``."""

    from jtai_cli.cli import cli

    def run(*arguments: object) -> Run:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            cli.main([str(each) for each in arguments], prog_name="jtai")
        out, err = capsys.readouterr()
        return Run(int(left.value.code or 0), out, err)

    return run


def easter_calendar(**changes) -> WorkingCalendar:
    """The years 2026 to 2028 with only the Easter of 2027 off; no library is loaded."""
    given = {
        "first": dt.date(2026, 1, 1),
        "last": dt.date(2028, 12, 31),
        "days_off": {dt.date(2027, 3, 26): "Good Friday", dt.date(2027, 3, 29): "Easter Monday"},
        **changes,
    }
    return working_calendar("ENG", **given)


def first_working_day(calendar: WorkingCalendar, date: dt.date) -> dt.date:
    """The date itself, or the first working day after it."""
    return date if calendar.is_working(date) else calendar.next(date)


def answers(name: str) -> list[dict[str, str]]:
    """The rows of a file of answers; lines that begin with # say where they come from."""
    text = (ANSWERS / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in text if not line.startswith("#")))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def rewrite_kept(name: str, rows: str) -> None:
    """Write a table of kept answers anew, under the version of the library that is installed."""
    table = ROOT / f"src/jtai_cli/shipped/tables/{name}.csv"
    table.write_bytes(f"{kept_heading(rows.encode())}\n{rows}".encode())
