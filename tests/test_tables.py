"""Values out of TOML and JSON: what is refused, in which words, and how the work for it grows."""

import time

import pytest

from jtai_cli.errors import BadValue
from jtai_cli.plan.reading import read_inspection
from jtai_cli.privacy import looks_like_a_date
from jtai_cli.tables import NO_KEY, JsonObject, Table, parse

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
    """How many times as long the long text takes as the short one: the best of five runs each.

    Steps (tests/work.py) cannot be counted here: a search is one call, however long the expression
    goes back and forth inside it. A busy machine slows both, and the square of ten is far off.
    """
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
        return NO_KEY.sub("", text)

    times = 100_000 // len(unit)
    assert growth(found, opening + unit * (times // 10), opening + unit * times) < 40


@pytest.mark.parametrize("opening", ["", "1", "1 of "])
@pytest.mark.parametrize("unit", [" ", "1 ", "1 - ", "1 of ", "1 jan ", "11/", "1!!!!"])
def test_so_does_a_hostile_reference(unit, opening):
    times = 100_000 // len(unit)
    short, long = (f"{opening}{unit * number}x" for number in (times // 10, times))
    assert growth(looks_like_a_date, short, long) < 40


class Saved(JsonObject):
    advice = " Keep it."


@pytest.mark.parametrize(
    ("take", "toml", "json"),
    [
        (
            lambda table: table.text_of("none"),
            "x.toml, line 1: the key none is missing. Add it.",
            "x.json: a.none: is missing. Keep it.",
        ),
        (
            lambda table: table.text_of("number"),
            "x.toml, line 1: number: must be a text in quotes, and is 5.",
            "x.json: a.number: must be a text. Keep it.",
        ),
        (
            lambda table: table.text_of("empty"),
            "x.toml, line 2: empty: is empty; write a text, or leave the key out.",
            None,
        ),
        (
            lambda table: table.choice("region", ("ENG", "WLS")),
            "x.toml, line 3: region: must be ENG or WLS, and is 'ENGL'. Did you mean ENG?",
            "x.json: a.region: must be ENG or WLS, and is 'ENGL'. Keep it.",
        ),
        (
            lambda table: table.integer("number", least=6, most=9),
            "x.toml, line 1: number: must be from 6 to 9, and is 5.",
            "x.json: a.number: must be from 6 to 9, and is 5. Keep it.",
        ),
        (
            lambda table: table.list_of("many"),
            "x.toml, line 4: many: has 1,001 entries, and at most 200 are read. Take some out.",
            "x.json: a.many: has 1,001 entries, and at most 1,000 are read. Keep it.",
        ),
        (
            lambda table: table.tables("mixed"),
            "x.toml, line 5: mixed: must be written as [[mixed]], and entry 2 is not.",
            "x.json: a.mixed: must be a list of objects. Keep it.",
        ),
        (lambda table: table.tables("none"), None, None),
        (
            lambda table: table.tables("none", required=True),
            "x.toml, line 1: the key none is missing. Add it.",
            "x.json: a.none: is missing. Keep it.",
        ),
    ],
)
def test_the_same_fault_is_said_of_toml_and_of_json_in_the_words_of_each(take, toml, json):
    values = {"number": 5, "empty": "", "region": "ENGL", "many": [0] * 1001, "mixed": [{}, 1]}
    text = "number = 5\nempty = ''\nregion = 'ENGL'\nmany = []\nmixed = []"
    for table, said in (
        (Table(values, "x.toml", text), toml),
        (Saved(values, "x.json", "", "a."), json),
    ):
        if said is None:
            take(table)
            continue
        with pytest.raises(BadValue) as caught:
            take(table)
        assert str(caught.value) == said


def test_a_null_is_no_text_and_may_stand_for_an_optional_one():
    table = Saved({"area": None}, "x.json")
    assert table.optional_text("area") is None
    with pytest.raises(BadValue, match=r"^x\.json: area: must be a text\. Keep it\.$"):
        table.text_of("area")


def test_a_part_of_an_object_is_named_by_its_path():
    (_, step) = Saved({"weeks": [{"steps": [{}, {}]}]}, "x.json").tables("weeks")[0].tables("steps")
    assert step.where("id") == "x.json: weeks[0].steps[1].id"
    assert Saved({"a": {"b": {}}}, "x.json").table("a").table("b").where("c") == "x.json: a.b.c"


LISTS = """\
fieldwork_start = 2027-03-08  # 2027-13-01
closures = [
  "2027-02-26",
  { from = 2027-03-03, to = 2027-03-01 },
]
"""


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (LISTS, 4),
        (LISTS.replace("to = 2027-03-01", "to = 'x'"), 4),
        (LISTS.replace('"2027-02-26"', '"2027-13-01"'), 3),
        (LISTS.replace('"2027-02-26"', "5"), 3),
        (LISTS.replace('"2027-02-26"', f"0x{'f' * 3000}"), 2),  # too long to be looked for
        (LISTS.replace("closures", "elections").replace('"2027-02-26"', '"soon"'), 3),
        (LISTS.replace("closures", "working_days").replace("2027-02-26", "27.2.2027x"), 3),
        ('fieldwork_start = 2027-03-08\ncases = [\n  "A",\n  3,\n]\n', 4),
        ('fieldwork_start = 2027-03-08\nclosures = ["2027-\\u0030x"]\narea = "2027-0x"\n', 2),
    ],
)
def test_the_line_is_that_of_the_entry_in_a_list(text, line):
    with pytest.raises(BadValue) as found:
        read_inspection(text, "a.toml")
    assert str(found.value).startswith(f"a.toml, line {line}: ")
