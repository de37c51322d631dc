"""One object, many objects, and what they share."""

import json as python_json

import pytest

from jtai_cli.errors import JtaiError
from jtai_cli.writers import json, jsonl
from tests.conftest import day

OWN = [{"name": f"A{number}"} for number in range(3)]


def objects(made):
    """Three objects, of which the first and the last have the same dates."""

    def dates(text):
        made.append(text)
        return {"due": day(text)}

    for own, text in zip(OWN, ("2027-03-08", "2027-03-09", "2027-03-08"), strict=True):
        yield own, text, lambda text=text: dates(text)


def test_what_objects_share_is_made_once_and_written_in_each():
    made = []
    expected = [
        {"name": "A0", "due": "2027-03-08"},
        {"name": "A1", "due": "2027-03-09"},
        {"name": "A2", "due": "2027-03-08"},
    ]
    written = b"".join(json.write(objects(made))).decode()
    assert made == ["2027-03-08", "2027-03-09"]
    assert python_json.loads(written) == expected
    assert written.splitlines() == [
        "[",
        *('{"name": "A0", "due": "2027-03-08"},', '{"name": "A1", "due": "2027-03-09"},'),
        *('{"name": "A2", "due": "2027-03-08"}', "]"),
    ]
    lines = b"".join(jsonl.write(objects([]))).decode().splitlines()
    assert list(map(python_json.loads, lines)) == expected


def test_more_than_is_held_is_refused_before_a_byte_is_written(monkeypatch):
    expected = "more than 10 bytes when compressed. Split the list."
    monkeypatch.setattr(json, "MOST_HELD", 10)
    for write in (json.write, jsonl.write):
        with pytest.raises(JtaiError, match=expected):
            write(objects([]))


def test_dates_are_iso_and_tuples_lists():
    assert json.write({"on": day("2027-03-08"), "days": (1, 2)}).decode() == (
        '{\n  "on": "2027-03-08",\n  "days": [\n    1,\n    2\n  ]\n}\n'
    )


def test_what_json_cannot_hold_is_a_defect_of_ours():
    with pytest.raises(TypeError):
        json.write({"who": {"partners"}})


@pytest.mark.parametrize("mark", ["\x7f", "\x9b", "\u202e", "\u2028"])
def test_what_a_terminal_obeys_is_escaped_and_stays_what_it_is(mark):
    written = json.write({"area": f"a{mark}b"}).decode()
    assert mark not in written
    assert python_json.loads(written) == {"area": f"a{mark}b"}
