"""Tables at the end of a file that a person wrote: all else as it was, and read back as meant."""

import datetime as dt
import tomllib

import pytest

from jtai_cli.errors import BadValue
from jtai_cli.plan.added_toml import NewTable, added, tables_text

NEW = NewTable(
    "request",
    {"item": 'The "A" list\\', "agencies": ("Police", "Health"), "due": 3, "at": dt.time(9, 30)},
    "Suggested.\nTwice.",
)
READ = {"item": 'The "A" list\\', "agencies": ["Police", "Health"], "due": 3, "at": dt.time(9, 30)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a = 1",
        "a = 1\n# the end, without a line end",
        "[x]\nrequest = []\n",
        'a = """\nrequest = []\n"""\n',
        '[[request]]\nitem = "b"\n[actual]\nnotified = 2027-06-14\n',
    ],
)
def test_what_is_added_is_read_back(text):
    new = added(text, [NEW, NEW], "x.toml")
    assert new.startswith(text)
    assert new[len(text) :].count("\n# Suggested.\n") == 2
    above = "\n" if not text or text.endswith("\n") else "\n\n"  # a blank line
    assert new.startswith(f"{text}{above}# Suggested.\n")
    before = tomllib.loads(text)
    assert tomllib.loads(new) == {**before, "request": [*before.get("request", []), READ, READ]}


def test_the_text_of_a_table():
    assert tables_text([NEW]) == (
        '\n# Suggested.\n# Twice.\n[[request]]\nitem = "The \\"A\\" list\\\\"\n'
        'agencies = ["Police", "Health"]\ndue = 3\nat = 09:30:00\n'
    )


@pytest.mark.parametrize(
    "text", ["request = []\n", "a = 1\nrequest = [{ item = 'a' }]", "request = 3", "[request]"]
)
def test_another_form_is_refused(text):
    with pytest.raises(BadValue, match=r"x\.toml, line .: request: is not written as \[\[request"):
        added(text, [NEW], "x.toml")


def test_nothing_to_add_changes_nothing():
    assert added("a = 1", [], "x.toml") == "a = 1"
