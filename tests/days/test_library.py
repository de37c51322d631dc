"""Our bank holidays beside GOV.UK's own list, and our kept table beside the library.

GOV.UK's list is the copy that the package ``govuk-bank-holidays`` carries, from 2012 on. Its file
is read from where it is installed: nothing is asked over a network.
"""

import datetime as dt
import random
import sys

import holidays
import pytest

from jtai_cli.days import bank_holidays
from jtai_cli.days.bank_holidays import REGIONS, calendar_for, from_library, kept_answers
from tests.harness import run_process
from tests.oracle.gov_uk import gov_uk

NEW_YEAR, JANUARY_2 = "New Year's Day (substitute day)", "2nd January (substitute day)"
BOTH = f"2nd January and {NEW_YEAR}"

# Where we say something else, and why: region, date, GOV.UK's name, ours; None is no bank holiday.
EXCEPTIONS = {
    # Moved from the Monday to the Friday, for 75 years of peace: the library names the day alone.
    *(
        (region, "2020-05-08", "Early May bank holiday (VE day)", "Early May bank holiday")
        for region in REGIONS
    ),
    # Moved from May for the Diamond Jubilee. It stands for no weekend, and in 2022, when it was
    # moved in the same way, GOV.UK did not mark it.
    *(
        (region, "2012-06-04", "Spring bank holiday (substitute day)", "Spring bank holiday")
        for region in ("ENG", "WLS", "SCT")
    ),
    # Where 1 January is a Sunday, GOV.UK called the two days after it in one way in 2012 and 2017
    # (as schedule 1 of the Banking and Financial Dealings Act 1971 does), and in the other in
    # 2023. We give the first day both names, and the second that of 2023. Both days are off.
    ("SCT", "2012-01-02", "2nd January", BOTH),
    ("SCT", "2012-01-03", NEW_YEAR, JANUARY_2),
    ("SCT", "2017-01-02", "2nd January", BOTH),
    ("SCT", "2017-01-03", NEW_YEAR, JANUARY_2),
    ("SCT", "2023-01-02", NEW_YEAR, BOTH),
    # Appointed by proclamation of 3 February 2026, and on GOV.UK since, after the copy was made.
    ("SCT", "2026-06-15", None, "World Cup bank holiday"),
}


def ours(region, first, last):
    return {off.date: off.name for off in calendar_for(region).between(first, last)}


@pytest.mark.parametrize("region", REGIONS)
def test_bank_holidays_are_those_of_gov_uk_by_date_and_name(region):
    theirs = gov_uk(region)
    years = {day.year for day in theirs}
    assert years.issuperset(range(2012, 2028))
    mine = ours(region, dt.date(min(years), 1, 1), dt.date(max(years), 12, 31))
    different = {
        (region, day.isoformat(), theirs.get(day), mine.get(day))
        for day in theirs.keys() | mine.keys()
        if theirs.get(day) != mine.get(day)
    }
    # An exception that a newer copy of GOV.UK's list settles is no fault.
    assert different <= EXCEPTIONS


@pytest.mark.parametrize("region", REGIONS)
def test_every_day_of_the_century_is_as_the_library_says(region):
    calendar, library = calendar_for(region), from_library(region)
    for number in range(dt.date(2000, 1, 1).toordinal(), dt.date(2101, 1, 1).toordinal()):
        day = dt.date.fromordinal(number)
        name = library.get(day) or (f"{day:%A}" if day.weekday() > 4 else None)
        assert calendar.why_off(day) == name, day
        assert calendar.is_working(day) == (name is None), day


# The kept table: whatever befalls it, only the time changes.


def forget():
    """Nothing that was read before is remembered."""
    for value in list(vars(bank_holidays).values()):
        if hasattr(value, "cache_clear"):
            value.cache_clear()


@pytest.fixture
def load_table_as(monkeypatch):
    """Let the table be loaded as ``change`` makes it. The one place that knows how it is loaded."""
    forget()
    load = bank_holidays.shipped_file

    def patch(change):
        monkeypatch.setattr(bank_holidays, "shipped_file", lambda name: change(load(name)))

    yield patch
    monkeypatch.undo()
    forget()


def missing(table):
    raise FileNotFoundError(2, "No such file or directory")


def unreadable(table):
    raise PermissionError(13, "Permission denied")


def other_byte(table, position):
    return table[:position] + bytes([table[position] ^ 1]) + table[position + 1 :]


DAMAGE = {
    "missing": missing,
    "unreadable": unreadable,
    "empty": lambda table: b"",
    "a line's end": lambda table: b"\n",
    "half": lambda table: table[: len(table) // 2],
    "cut between days": lambda table: table[: table.index(b"\n", len(table) // 2) + 1],
    "without its last byte": lambda table: table[:-1],
    "without its beginning": lambda table: table[100:],
    "zeroes": lambda table: bytes(len(table)),
    "zeroes at the end": lambda table: table[:-512] + bytes(512),
    "not UTF-8": lambda table: table[:300] + b"\xff\xfe" + table[302:],
    "twice": lambda table: table + table,
    "in UTF-16": lambda table: b"\xff\xfe" + table.decode().encode("utf-16-le"),
    "another file": lambda table: b"PK\x03\x04" + table,
    "another day": lambda table: table.replace(b"2027-03-26", b"2027-03-27"),
    "another name": lambda table: table.replace(b"Boxing", b"Boxin'"),
    **{
        f"another byte at {where} thousandths": (
            lambda table, where=where: other_byte(table, len(table) * where // 1000)
        )
        for where in sorted(random.Random(2027).sample(range(1000), 20))
    },
}


@pytest.fixture(scope="module")
def english():
    """The library's own answer for England, as it is before anything is patched."""
    return from_library("ENG")


@pytest.fixture
def quick_library(monkeypatch, english):
    """The library's answer without its second of work, which the damage has no part in."""
    asked = []

    def answer(region):
        asked.append(region)
        return dict(english)

    monkeypatch.setattr(bank_holidays, "from_library", answer)
    return asked


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_table_that_is_not_whole_changes_no_answer(damage, load_table_as, quick_library, english):
    if kept_answers("ENG") is None:
        pytest.skip("the table is of another version of holidays than the one installed")
    load_table_as(DAMAGE[damage])
    days_off = {off.date: off.name for off in calendar_for("ENG").days_off}
    assert days_off == english
    assert quick_library == ["ENG"]  # the damage was seen


def test_a_table_that_is_whole_is_believed(load_table_as, quick_library, english):
    if kept_answers("ENG") is None:
        pytest.skip("the table is of another version of holidays than the one installed")
    load_table_as(lambda table: table)
    assert {off.date: off.name for off in calendar_for("ENG").days_off} == english
    assert quick_library == []


ASK = """
import datetime as dt
from jtai_cli.days.bank_holidays import calendar_for
calendar = calendar_for("ENG")
print(*[calendar.why_off(dt.date(2027, month, day)) for month, day in ((3, 26), (6, 4))], sep=", ")
"""
OTHER_LIBRARY = """
import datetime as dt
def country_holidays(country, *, subdiv, years):
    return {dt.date(2027, 6, 4): "Newly proclaimed"}
"""


@pytest.mark.parametrize(
    ("version", "expected"),
    [("999.1", "None, Newly proclaimed"), (holidays.__version__, "Good Friday, None")],
)
def test_another_version_of_the_library_takes_effect_at_once(version, expected, tmp_path):
    """A real process finds another library first on its path, as after an upgrade.

    Under the very version of the table it is not even asked, which shows that the version counts.
    """
    (tmp_path / "holidays").mkdir()
    (tmp_path / "holidays/__init__.py").write_text(OTHER_LIBRARY, encoding="utf-8")
    (tmp_path / f"holidays-{version}.dist-info").mkdir()
    if version == holidays.__version__ and kept_answers("ENG") is None:
        pytest.skip("the table is of another version of holidays than the one installed")
    ask = [sys.executable, "-c", ASK]
    run = run_process(program=ask, env={"PYTHONPATH": str(tmp_path)})
    assert (run.code, run.out.strip()) == (0, expected)
