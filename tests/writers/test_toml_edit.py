"""A TOML text with one change: only its own line differs, whatever the layout around it."""

import tomllib

import pytest

from jtai_cli.errors import BadValue
from jtai_cli.plan.recording import Change, Entry
from jtai_cli.writers.toml_edit import changed, statements
from tests.conftest import day

DAY = day("2027-03-05")
POLICE, SERVICES = "Exampleshire Police", "Children's services"
DONE = Entry("done", 0, ("set-up",), "Set-up", None)
GOT = Entry("audit", 1, ("got", POLICE), "Audit", None)


def with_date(text, entry=DONE, date=DAY):
    return changed(text, [Change(entry, date)], (POLICE, SERVICES), "x.toml")


def without(text, entry=DONE, recorded=DAY):
    return with_date(text, entry._replace(recorded=recorded), None)


def refused(text, entry=DONE, date=DAY):
    with pytest.raises(BadValue) as error:
        with_date(text, entry, date)
    return str(error.value)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a = 1", "a = 1\n\n[done]\nset-up = 2027-03-05"),
        ("a = 1\n", "a = 1\n\n[done]\nset-up = 2027-03-05\n"),
        ("a = 1\n# [done]\n", "a = 1\n# [done]\n\n[done]\nset-up = 2027-03-05\n"),
        ("[done]\n", "[done]\nset-up = 2027-03-05\n"),
        ("[ 'done' ] # x", "[ 'done' ] # x\nset-up = 2027-03-05"),
        # Below the last key, so above the comment that belongs to the next table.
        (
            "[done]\n# First\nx = 2027-03-01 # y\n\n# Next\n[b]\n",
            "[done]\n# First\nx = 2027-03-01 # y\nset-up = 2027-03-05\n\n# Next\n[b]\n",
        ),
        ("\t[done]\n\t  x = 1\n[b]\n", "\t[done]\n\t  x = 1\n\t  set-up = 2027-03-05\n[b]\n"),
        # What only looks like a header stands in values of several lines.
        (
            'a = """\n[done]\nset-up = 1\n"""\nb = [\n[1], # ]\n]\n[c]\n',
            'a = """\n[done]\nset-up = 1\n"""\nb = [\n[1], # ]\n]\n[c]\n\n[done]\n'
            "set-up = 2027-03-05\n",
        ),
        (
            "[done]\nb = [\n'''\n[c]''',\n]\n[d]\n",
            "[done]\nb = [\n'''\n[c]''',\n]\nset-up = 2027-03-05\n[d]\n",
        ),
    ],
)
def test_a_line_is_added(before, after):
    assert with_date(before) == after


@pytest.mark.parametrize(
    "line",
    [
        "set-up = 2027-02-23",
        "set-up=2027-02-23",
        '"set-up" = "23 February 2027"',
        "'set-up'  =  '23/02/2027'  # = 2027-01-01 \"by telephone\"",
        "\t set-up = 2027-02-23T00:00:00",
    ],
)
def test_a_date_is_changed_where_it_stands(line):
    text = with_date(f"[done]\n{line}\nx = 2027-02-23\n", DONE._replace(recorded=day("2027-02-23")))
    above, found, *rest = text.split("\n")
    assert (above, rest) == ("[done]", ["x = 2027-02-23", ""])
    assert tomllib.loads(found) == {"set-up": DAY}
    assert found.partition("=")[0] == line.partition("=")[0]
    assert found.partition("#")[1:] == line.partition("#")[1:]


def test_the_same_date_in_other_words_stays():
    text = '[done]\nset-up = "5 March 2027"\n'
    assert with_date(text, DONE._replace(recorded=DAY)) == text
    inline = "done = { set-up = 2027-03-05, x = 2027-03-05 }\n"
    assert with_date(inline, DONE._replace(recorded=DAY)) == inline


AUDITS = """\
[[audit]]
case = "EX-01"
got.police = 2027-03-01
# The second.
[['audit']]
case = "EX-02"
{}
agencies = [  # [[audit]]
  "police",
]
"""


@pytest.mark.parametrize("key", ["police", "Police", "'EXAMPLESHIRE  police'", f'"{POLICE}"'])
def test_an_agency_is_found_however_it_is_written(key):
    before = AUDITS.format(f"got . {key} = 2027-03-02 # late")
    entry = GOT._replace(recorded=day("2027-03-02"))
    expected = AUDITS.format(f"got . {key} = 2027-03-05 # late")
    assert with_date(before, entry) == expected
    assert without(before, entry) == AUDITS.format("%").replace("%\n", "")


def test_a_date_goes_to_the_right_one_of_several_tables():
    assert with_date(AUDITS.format("due = 3"), GOT) == (
        AUDITS.format("due = 3") + 'got."Exampleshire Police" = 2027-03-05\n'
    )
    first = with_date(AUDITS.format("due = 3"), GOT._replace(number=0, key=("moderated",)))
    assert first.split("\n")[2:5] == [
        "got.police = 2027-03-01",
        "moderated = 2027-03-05",
        "# The second.",
    ]


def test_names_that_toml_would_take_for_something_else():
    name = 'A.B "C" \\ D # [e]'
    entry = Entry("audit", 0, ("got", name), "", None)
    text = changed('[[audit]]\ncase = "EX-01"\n', [Change(entry, DAY)], (name,), "x.toml")
    assert tomllib.loads(text)["audit"] == [{"case": "EX-01", "got": {name: DAY}}]
    undo = [Change(entry._replace(recorded=DAY), None)]
    assert changed(text, undo, (name,), "x.toml") == '[[audit]]\ncase = "EX-01"\n'


@pytest.mark.parametrize(
    "before",
    ["a = 1", "a = 1\n", "a = 1\n\n", "a = 1\n# end", "[done]\nx = 2027-03-01\n", "[done]\n[b]\n"],
)
def test_undo_gives_the_text_back(before):
    after = with_date(before)
    assert tomllib.loads(after)["done"]["set-up"] == DAY
    assert without(after) == before


def test_a_header_stays_where_something_stands_below_it():
    for rest in ("# x\n", "\n[b]\n", "y = 2027-03-01\n"):
        text = f"a = 1\n\n[done]\nset-up = 2027-03-05\n{rest}"
        assert without(text) == f"a = 1\n\n[done]\n{rest}"


@pytest.mark.parametrize(
    "layout",
    [
        "done = { case-audits = 2027-03-03 }\n",
        "done.case-audits = 2027-03-03\n",
        "done = {}\n",
    ],
)
def test_a_layout_that_cannot_take_a_line_is_refused(layout):
    assert "x.toml: done is laid out in a way" in refused(layout)
    assert "Change set-up by hand." in refused(layout)


@pytest.mark.parametrize(
    "layout",
    [
        "got = 2027-03-02",
        'got = "2 March 2027"',
        'got = { police = 2027-03-02, "Children\'s services" = 2027-03-02 }',
        'got."police" = """2 March 2027"""',
        "got.police = 2027-03-02 12:00:00",
    ],
)
@pytest.mark.parametrize("date", [DAY, None])
def test_a_date_that_is_not_on_a_line_of_its_own_is_refused(layout, date):
    """With ``None``, too: it was said to be taken back, and stood there as before."""
    entry = GOT._replace(recorded=day("2027-03-02"))
    on_its_line = layout.startswith("got.") and date is None
    if on_its_line:
        assert "got.police =" not in without(AUDITS.format(layout), entry).split("# The second")[1]
        return
    assert "audit is laid out in a way" in refused(AUDITS.format(layout), entry, date)


def test_the_statements_of_a_text():
    text = "a.b = [ # ]\n1]\n# c\n\n[d]\n  'e f'.g = 1\n[[h]]\n[[h]]\ni = '''\nj'''\n[h.k]"
    assert [each[0:] for each in statements(text.split("\n"))] == [
        (0, 1, "", 0, ("a", "b")),
        (4, 4, "d", 0, ()),
        (5, 5, "d", 0, ("e f", "g")),
        (6, 6, "h", 0, ()),
        (7, 7, "h", 1, ()),
        (8, 9, "h", 1, ("i",)),
        (10, 10, "h.k", 0, ()),
    ]


def test_each_line_is_read_once(monkeypatch):
    """However much in a long value looks like its end: half a minute went on such comments."""
    read = []
    real = tomllib.loads

    def counted(text):
        read.append(len(text))
        return real(text)

    monkeypatch.setattr("jtai_cli.writers.toml_edit.tomllib.loads", counted)
    lines = ["a = [", *['# ] """'] * 1000, "]", 'b = """', *["] '''"] * 1000, '"""']
    assert [each.key for each in statements(lines)] == [("a",), ("b",)]
    assert sum(read) < sum(len(line) + 1 for line in lines)
