"""Inputs that broke a promise once, each made as small as it would go; tests/fuzz found them.

They go through the same oracle: an answer or one sentence, within two seconds, and no traceback.
"""

from importlib import import_module
from pathlib import Path

import pytest

from jtai_cli.core.inspection import read_inspection
from jtai_cli.errors import BadValue
from tests.conftest import ROOT
from tests.fuzz.corpus import empty_folder
from tests.fuzz.oracle import run

START = b"fieldwork_start = 2027-03-08\n"
KEPT = (ROOT / "tests/inspections/ok/kept.json").read_bytes()
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
    "a number of a length that can, in a kept plan": (
        "kept",
        KEPT.replace(b'"working_days": 5', b'"working_days": ' + b"9" * 4000),
    ),
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


def test_a_number_that_cannot_be_written_out_is_refused_in_ones_own_defaults(monkeypatch):
    with empty_folder():
        monkeypatch.setenv("JTAI_CONFIG", "own.toml")
        for key in ("area", "fieldwork_days", "format"):
            Path("own.toml").write_bytes(key.encode() + b" = " + TOO_LONG)
            assert run("plan", "2027-03-08").code == 2


def test_a_number_that_cannot_be_written_out_is_named_with_its_line():
    with pytest.raises(BadValue, match=r"^i\.toml, line 2: a number in it is longer than"):
        read_inspection(f"\narea = {TOO_LONG.decode()}", "i.toml")
