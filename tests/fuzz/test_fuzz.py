"""A short pass of the fuzzers, always the same; tests/fuzz/README.md says how to run a long one."""

import random
import sys
import time
from importlib import import_module
from itertools import islice

import pytest

from jtai_cli.errors import BadRows, BadValue
from tests.fuzz.__main__ import READERS, Findings, inputs
from tests.fuzz.corpus import empty_folder
from tests.fuzz.oracle import Broken, Patience, answer, run

INPUTS = 400  # a reader; of the quickest more
MANY = {"dates": 4_000}


@pytest.mark.parametrize("name", READERS)
def test_whatever_is_read_gives_an_answer_or_a_sentence(name):
    reader = import_module(f"tests.fuzz.{name}")
    number = MANY.get(name, INPUTS)
    understood = 0
    with empty_folder():
        for data in islice(inputs(reader, random.Random(f"{name} 2027")), number):
            try:
                understood += reader.read(data)
            except Exception as error:
                error.add_note(f"the input was {data!r}")
                raise
    # Neither all refused nor all taken: both ways through the reader were tried.
    assert number / 50 < understood < number * 49 / 50


@pytest.mark.parametrize("name", READERS)
def test_the_inputs_are_the_same_again_and_not_all_alike(name):
    reader = import_module(f"tests.fuzz.{name}")
    with empty_folder():
        first, again = (list(islice(inputs(reader, random.Random(7)), 120)) for _ in range(2))
    assert first == again
    assert len(set(first)) > 60


# The oracle itself: each of its promises, broken.


def refuse(error):
    raise error


def test_a_refusal_of_one_sentence_is_none_and_an_answer_is_itself():
    assert answer(refuse, BadValue("no such day. Type another.")) is None
    assert answer(len, "four") == 4


@pytest.mark.parametrize(
    "error",
    [
        BadValue("x" * 1000),
        BadValue("red \x1b[31m"),
        BadValue("two\nlines"),
        BadValue(" "),
        BadRows(["good", "bad \x85"]),
    ],
    ids=["long", "escape", "lines", "empty", "more"],
)
def test_a_sentence_that_is_none_is_found(error):
    with pytest.raises(Broken):
        answer(refuse, error)


def test_what_is_no_refusal_of_ours_is_not_swallowed():
    with pytest.raises(KeyError):
        answer(refuse, KeyError("x"))


def test_what_takes_too_long_is_found(monkeypatch):
    monkeypatch.setattr(Patience, "seconds", 2)
    clock = iter([0.0, 2.5])
    monkeypatch.setattr(time, "process_time", lambda: next(clock))
    with pytest.raises(Broken, match=r"2\.5 seconds"):
        answer(len, "four")


def plays(monkeypatch, *, out="", err="", code=0, file=None):
    """Let the program say this and leave so."""

    def main(arguments, prog_name):
        print(out, end="")
        print(err, end="", file=sys.stderr)
        if file:
            file.touch()
        raise SystemExit(code)

    monkeypatch.setattr("jtai_cli.cli.cli.main", main)


@pytest.mark.parametrize(
    "played",
    [
        {"code": 3},
        {"code": 130},
        {"out": "answer", "err": "jtai: refused.", "code": 2},
        {"err": "Error: refused.", "code": 2},
        {"code": 2},
        {"err": f"jtai: {'x' * 1000}", "code": 2},
        {"err": "jtai: red \x1b[31m", "code": 2},
        {"err": "Traceback (most recent call last):\n", "code": 1},
        {"out": "a \x1b[31mtitle"},
    ],
    ids=str,
)
def test_a_program_that_breaks_a_promise_is_found(played, monkeypatch):
    plays(monkeypatch, **played)
    with empty_folder(), pytest.raises(Broken):
        run("plan", "2027-03-08")


def test_a_program_that_keeps_them_is_let_be(monkeypatch):
    plays(monkeypatch, err="jtai: no. Type yes.\n", code=2)
    with empty_folder():
        assert run("plan", "2027-03-08").code == 2


def test_a_file_that_is_left_behind_is_found(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    plays(monkeypatch, file=tmp_path / ".half")
    with pytest.raises(Broken, match="half"):
        run("plan", "2027-03-08")


def test_the_smallest_input_of_each_kind_is_kept(tmp_path, capsys):
    findings = Findings(tmp_path)
    for data in (b"aaa", b"a", b"aa", b"fine"):
        findings.try_out(lambda data: data == b"fine" or refuse(ValueError("the same")), data)
    assert (findings.runs, len(findings.found)) == (4, 1)
    kept = [path.read_bytes() for path in tmp_path.iterdir() if path.suffix != ".txt"]
    assert kept == [b"a"]
    assert capsys.readouterr().out.count("FOUND") == 1
