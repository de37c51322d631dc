"""Our bank holidays beside GOV.UK's own list, and the days that ship beside the library.

GOV.UK's list is the copy that the package ``govuk-bank-holidays`` carries, from 2012 on. Its file
is read from where it is installed: nothing is asked over a network.
"""

import datetime as dt
import random
import shutil
import sys
from importlib.machinery import PathFinder
from pathlib import Path
from types import SimpleNamespace

import holidays
import pytest

from jtai_cli.days.bank_holidays import (
    REGIONS,
    calendar_for,
    from_library,
    library_file,
    shipped_days_hold,
)
from tests.frozen import own_published_until
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


@pytest.mark.parametrize("region", REGIONS)
def test_what_counts_as_published_is_no_less_than_what_gov_uk_lists(region):
    """Once the copy has another year, days/published.toml wants a row."""
    assert max(gov_uk(region)).year <= own_published_until().year


# The days that come with the program hold for one file of the library's, byte for byte. Each of the
# libraries below gives other days, so that it shows whether it was asked.

OTHER_LIBRARY = """
import datetime as dt
def country_holidays(country, *, subdiv, years):
    return {dt.date(2027, 6, 4): "Newly proclaimed"}
"""
FILE = "countries/united_kingdom.py"
UNITED_KINGDOM = (Path(holidays.__file__).parent / FILE).read_bytes()
KNOWN = pytest.mark.skipif(
    not shipped_days_hold(), reason="the days that ship are of another library than the installed"
)


def other_byte(file, position):
    return file[:position] + bytes([file[position] ^ 1]) + file[position + 1 :]


OTHER_FILE = {
    "empty": lambda file: b"",
    "half": lambda file: file[: len(file) // 2],
    "without its last byte": lambda file: file[:-1],
    "without its beginning": lambda file: file[100:],
    "zeroes": lambda file: bytes(len(file)),
    "twice": lambda file: file + file,
    "with a comment": lambda file: file + b"# the same otherwise\n",
    "with a byte order mark": lambda file: b"\xef\xbb\xbf" + file,
    "with the ends of lines of Windows": lambda file: file.replace(b"\n", b"\r\n"),
    "another day": lambda file: file.replace(b"MAY, 8", b"MAY, 9"),
    "another name": lambda file: file.replace(b"Jubilee", b"jubilee"),
    **{
        f"another byte at {where} thousandths": (
            lambda file, where=where: other_byte(file, len(file) * where // 1000)
        )
        for where in sorted(random.Random(2027).sample(range(1000), 20))
    },
}


ASK = """
import datetime as dt
from jtai_cli.days.bank_holidays import calendar_for
calendar = calendar_for("ENG")
print(*[calendar.why_off(dt.date(2027, month, day)) for month, day in ((3, 26), (6, 4))], sep=", ")
"""


def write_library(folder, united_kingdom, version="999.1"):
    """A library by the files that are looked at; without its file of the United Kingdom if None."""
    package = folder / "holidays"
    package.joinpath("countries").mkdir(parents=True)
    package.joinpath("__init__.py").write_text(OTHER_LIBRARY)
    folder.joinpath(f"holidays-{version}.dist-info").mkdir()
    if united_kingdom is not None:
        package.joinpath(FILE).write_bytes(united_kingdom)
    return folder


def asked(path):
    """What a real process says, which finds that library first, as after an upgrade."""
    run = run_process(program=[sys.executable, "-c", ASK], env={"PYTHONPATH": str(path)})
    assert run.code == 0, run.err
    return run.out.strip()


SHIPPED_ANSWER, OTHER_ANSWER = "Good Friday, None", "None, Newly proclaimed"


@KNOWN
@pytest.mark.parametrize("version", ["999.1", "0.1", holidays.__version__])
def test_another_version_with_the_same_file_is_not_asked(version, tmp_path):
    assert asked(write_library(tmp_path, UNITED_KINGDOM, version)) == SHIPPED_ANSWER


@pytest.mark.parametrize("file", [UNITED_KINGDOM + b"\n", None], ids=["another", "none"])
def test_a_change_to_the_file_takes_effect_at_once(file, tmp_path):
    """Even under the version that the days that ship were made with."""
    assert asked(write_library(tmp_path, file, holidays.__version__)) == OTHER_ANSWER


@KNOWN
@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (UNITED_KINGDOM, SHIPPED_ANSWER),
        (UNITED_KINGDOM + b"\n", OTHER_ANSWER),
        (None, OTHER_ANSWER),
    ],
    ids=["same", "another", "none"],
)
def test_a_library_in_a_zip_file_is_looked_at_as_well(file, expected, tmp_path):
    write_library(tmp_path / "library", file)
    assert asked(shutil.make_archive(tmp_path / "zipped", "zip", tmp_path / "library")) == expected


@pytest.fixture
def installed(monkeypatch, tmp_path):
    """Let the library that is found have such a file, in this process."""

    def install(file):
        monkeypatch.syspath_prepend(write_library(tmp_path, file))

    shipped_days_hold.cache_clear()
    yield install
    shipped_days_hold.cache_clear()


@pytest.mark.parametrize("change", OTHER_FILE)
def test_any_other_file_is_told_from_it(change, installed):
    other = OTHER_FILE[change](UNITED_KINGDOM)
    assert other != UNITED_KINGDOM
    installed(other)
    assert not shipped_days_hold()


@KNOWN
def test_the_file_is_known_again(installed):
    installed(UNITED_KINGDOM)
    assert shipped_days_hold()


def test_without_a_library_nothing_holds(monkeypatch):
    monkeypatch.setattr(PathFinder, "find_spec", lambda name: None)
    assert library_file() is None


def test_a_library_that_is_only_folders_is_none(monkeypatch, tmp_path):
    (tmp_path / "holidays/countries").mkdir(parents=True)
    (tmp_path / "holidays" / FILE).write_bytes(UNITED_KINGDOM)
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert library_file() is None


def test_a_file_that_may_not_be_read_is_none(monkeypatch):
    class Loader:
        def get_data(self, path):
            raise PermissionError(13, "Permission denied", path)

    spec = SimpleNamespace(loader=Loader(), submodule_search_locations=["/library/holidays"])
    monkeypatch.setattr(PathFinder, "find_spec", lambda name: spec)
    assert library_file() is None
