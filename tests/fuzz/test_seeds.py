"""Inputs that broke a promise once, each made as small as it would go; tests/fuzz found them.

They go through the same oracle: an answer or one sentence, and no traceback.
"""

from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from jtai_cli.errors import BadValue
from jtai_cli.inputs.events import read_events
from jtai_cli.judge.inspection_file import check_inspection
from jtai_cli.plan.reading import read_inspection
from jtai_cli.privacy import looks_like_a_date
from jtai_cli.rules.frameworks import shipped_framework
from jtai_cli.tables import line_of
from tests.fuzz.corpus import empty_folder
from tests.fuzz.oracle import answer, run
from tests.harness import INSPECTIONS

START = b"fieldwork_start = 2027-03-08\n"
SAVED = (INSPECTIONS / "ok/kept.json").read_bytes()
TOO_LONG = b"0x" + b"F" * 3600  # 4,335 figures, of which Python writes out 4,300

SEEDS = {
    "a number that cannot be written out, for a text": ("inspections", b"area = " + TOO_LONG),
    "a number that cannot be written out, for a number": (
        "inspections",
        START + b"fieldwork_days = " + TOO_LONG,
    ),
    "a number that cannot be written out, in a list": (
        "inspections",
        START + b"closures = [[" + TOO_LONG + b"]]",
    ),
    "a number that cannot be written out, in a table": (
        "inspections",
        START + b"region = { x = " + TOO_LONG + b" }",
    ),
    "a number that cannot be written out, in a framework": ("frameworks", b"id = " + TOO_LONG),
    "a number that cannot be written out, in terms": (
        "events",
        b"[[terms]]\nname = 'Term'\nfrom = " + TOO_LONG,
    ),
    "a number of a length that can": ("inspections", START + b"fieldwork_days = " + b"9" * 4000),
    "a number of a length that can, in a saved plan": (
        "saved",
        SAVED.replace(b'"working_days": 5', b'"working_days": ' + b"9" * 4000),
    ),
    "what looks like a header without an end": (
        "inspections",
        b"cases = [\n[" + b" " * 2500 + b"1,\n2]]\nfoo = 1\n",
    ),
    "a key that colours the terminal": ("inspections", b'area = { "\\u001b[31m" = 1 }'),
    "a key that colours the terminal, in a list": (
        "inspections",
        b'fieldwork_days = [{"\\u009b" = 1}]',
    ),
    "a key of two lines": ("inspections", START + b'[done]\n"a\\nb" = 2027-03-08\n'),
    "a key that colours the terminal, and is a date's": (
        "inspections",
        START + b'[done]\n"\\u001b[31m" = 5\n',
    ),
    "a key without end": ("inspections", START + b"[done]\n" + b"k" * 5000 + b" = 2027-03-08\n"),
    "a header without end, twice": ("inspections", (b"[" + b"k" * 5000 + b"]\n") * 2),
    "a key without end, twice": ("inspections", b"a = { " + (b"k" * 5000 + b" = 1, ") * 2 + b"}"),
    "empty lines before no key": ("inspections", b"\n" * 19_000),
}


@pytest.mark.parametrize("name", SEEDS)
def test_what_broke_a_promise_keeps_it(name):
    which, data = SEEDS[name]
    reader = import_module(f"tests.fuzz.{which}")
    with empty_folder():
        reader.read(data)
        for command in getattr(reader, "COMMANDS", ()):
            Path(reader.FILE).write_bytes(data)
            run(*command)


def test_years_of_notice_are_no_warning_of_3_000_characters():
    with empty_folder():
        Path("a.toml").write_bytes(START + b"[actual]\nnotified = 2017-11-22\n")
        said = run("plan", "a.toml").err
    assert "New Year's Day (Tue 1 Jan 2019), Good Friday (Fri 19 Apr 2019) and 66 more fall" in said
    assert max(map(len, said.splitlines())) < 800


def test_a_number_that_cannot_be_written_out_is_refused_in_ones_own_defaults(monkeypatch):
    with empty_folder():
        monkeypatch.setenv("JTAI_CONFIG", "own.toml")
        for key in ("area", "fieldwork_days", "format"):
            Path("own.toml").write_bytes(key.encode() + b" = " + TOO_LONG)
            assert run("plan", "2027-03-08").code == 2


def test_a_number_that_cannot_be_written_out_is_named_with_its_line():
    with pytest.raises(BadValue, match=r"^i\.toml, line 2: a number in it is longer than"):
        read_inspection(f"\narea = {TOO_LONG.decode()}", "i.toml")


def test_an_event_with_two_names_is_refused_and_shows_nothing_of_our_own():
    """It was called "[vText(b'Half term'), vText(b'Easter')]"."""
    event = "SUMMARY:Half term\r\nSUMMARY:Easter\r\nDTSTART:20270215T090000\r\n"
    text = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{event}END:VEVENT\r\nEND:VCALENDAR\r\n"
    with pytest.raises(BadValue, match=r"^t\.ics, event 1: has several names"):
        read_events(text, "t.ics", (date(2026, 1, 1), date(2028, 1, 1)))


def test_a_case_with_a_gap_of_any_length_is_soon_judged():
    # Of a length at which a search that tried every blank again would not end in hours.
    assert not looks_like_a_date("1" + " " * 2_000_000 + "x")
    assert not looks_like_a_date(("1" + " " * 20_000) * 2 + "x")
    assert looks_like_a_date("4" + " " * 2_000 + "3 - 2015")


@pytest.mark.parametrize(
    "partners",
    ["[[partners]]\nagency = 'x'\n" * 200, "partners = [" + "{ agency = 'x' }," * 200 + "]\n"],
    ids=["tables", "in line"],
)
def test_hundreds_of_faults_are_soon_found_each_with_its_line(partners):
    text = f"fieldwork_start = 2027-03-08\n{partners}"
    inspection = read_inspection(text, "i.toml")
    found = answer(check_inspection, inspection, shipped_framework("jtai-2022"), text, "i.toml")
    lines = [each.line for each in found if each.code == "partner-without-contact"]
    in_tables = partners.startswith("[[")
    assert lines == [2 + 2 * index if in_tables else 2 for index in range(200)]


def test_a_line_is_that_of_the_text_that_was_asked_about():
    """What is remembered of a text is not taken for another's."""
    assert line_of("a = 1\n[actual]\nnotified = 1", "actual", 0, "notified") == 3
    assert line_of("[actual]\nnotified = 1", "actual", 0, "notified") == 2
    assert line_of("done = { x = 1,\n y = 2 }", "done", 0, "y") == 2
    assert line_of("\ndone = { x = 1,\n y = 2 }", "done", 0, "y") == 3
