"""What is read before a TOML text is: which of it is no key, and how the work for that grows."""

import time

import pytest

from jtai_cli.errors import BadValue
from jtai_cli.judge.privacy import looks_like_a_date
from jtai_cli.tables import _NO_KEY, parse

DEEP = ".".join("a" * 300)
HOSTILE = [
    " ",
    '"',
    "'",
    "\\",
    '\\"',
    '"\\',
    '" ',
    "' ",
    "#",
    '"\n',
    '"""a',
    "'''a",
    "\"'\\",
    '""""a',
]
OPENINGS = ["", '"', "'", '"""', "'''"]


def growth(function, short, long):
    """How many times as long the long text takes as the short one: the best of five runs each."""
    best = []
    for text in (short, long):
        times = []
        for _ in range(5):
            begin = time.process_time()
            function(text)
            times.append(time.process_time() - begin)
        best.append(max(min(times), 1e-4))  # what is shorter than this says nothing
    return best[1] / best[0]


@pytest.mark.parametrize(
    "text",
    [
        f'area = """\n{DEEP}\n"""',
        f"area = '''\n{DEEP}\n'''",
        f'area = """\n\\"""{DEEP} ""{DEEP}"""""',
        f"area = '''\n''{DEEP}''''",
        f'area = "\\"{DEEP}"',
        f"area = '{DEEP}'",
        f"area = 1 # {DEEP}",
    ],
)
def test_full_stops_in_texts_and_comments_are_no_keys(text):
    parse(text, "x.toml")


@pytest.mark.parametrize(
    "before",
    ['"""b"""', '"""b""""', '"""b"""""', "'''b'''", "'''b''''", "'''b'''''", '""', "''", '"\\\\"'],
)
def test_full_stops_in_keys_after_a_text_are_counted(before):
    with pytest.raises(BadValue, match=r"^x\.toml, line 1: its keys have more than 100 dots"):
        parse(f"a = [ {before}, {{ {DEEP} = {before} }} ]", "x.toml")


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize("unit", HOSTILE)
def test_a_hostile_text_ten_times_as_long_takes_about_ten_times_as_long(unit, opening):
    def found(text):
        return _NO_KEY.sub("", text)

    times = 100_000 // len(unit)
    assert growth(found, opening + unit * (times // 10), opening + unit * times) < 40


@pytest.mark.parametrize("opening", ["", "1", "1 of "])
@pytest.mark.parametrize("unit", [" ", "1 ", "1 - ", "1 of ", "1 jan ", "11/", "1!!!!"])
def test_so_does_a_hostile_reference(unit, opening):
    times = 100_000 // len(unit)
    short, long = (f"{opening}{unit * number}x" for number in (times // 10, times))
    assert growth(looks_like_a_date, short, long) < 40
