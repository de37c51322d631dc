"""The reckoners themselves, on sums that were worked out by hand."""

import sys

from tests.harness import ROOT, day, run_process
from tests.oracle.bank_holidays import ENGLAND, SCOTLAND
from tests.oracle.days import add, working_days
from tests.oracle.ics import minutes
from tests.oracle.polls import POLLS
from tests.oracle.weeks import Model


def test_working_days_and_polls():
    assert add(day("2027-03-12"), 34) == day("2027-05-04")
    assert working_days(day("2017-12-08"), day("2018-01-30")) == 34
    assert add(day("2027-05-06"), -25) == day("2027-03-31")
    assert day("2021-05-06") in POLLS
    assert not [poll for poll in POLLS if poll.year == 2020]


def test_minutes_since_2020():
    assert [minutes(f"2020-01-{rest}") for rest in ("01", "01T00:01:59", "02")] == [0, 1, 24 * 60]
    assert minutes("2027-01-04") == (7 * 365 + 2 + 3) * 24 * 60  # 2020 and 2024 are leap years


def test_a_week_and_its_calendar():
    model = Model()
    assert len([date for date in ENGLAND if date.year == 2027]) == 8
    assert all(date.weekday() < 5 for date in [*ENGLAND, *SCOTLAND])
    assert model.add(day("2027-03-12"), 34) == day("2027-05-04")
    assert model.add(day("2027-05-06"), -25) == day("2027-03-31")
    row = model.week(day("2027-06-28"))  # as 'jtai plan 2027-06-28' has it
    assert (row["notification"], row["report_due"]) == ("2027-06-14", "2027-08-19")
    assert row["statement_due"] == "2027-11-26"
    assert row["verdict"] == "clear"


def test_no_reckoner_imports_the_program():
    stems = [path.stem for path in (ROOT / "tests/oracle").glob("[!_]*.py")]
    names = [f"tests.oracle.{stem}" for stem in stems if not stem.startswith("test_")]
    code = f"import sys, {', '.join(names)}; print('jtai_cli' in sys.modules)"
    run = run_process(program=[sys.executable, "-c", code], cwd=ROOT)
    assert (len(names) > 8, run) == (True, (0, "False\n", ""))
