"""A CSV file has the same bytes however it is written; what is piped has no mark."""

import subprocess
import sys
from codecs import BOM_UTF8

import pytest

from tests.harness import HANGS

COMMAND = (sys.executable, "-m", "jtai_cli", "rules", "--format", "csv", "-q")


def run(*more, **how):
    return subprocess.run([*COMMAND, *more], check=True, timeout=HANGS, **how).stdout


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("more", [(), ("-o", "-"), ("-o", "/dev/stdout")], ids=" ".join)
def test_a_file_has_the_same_bytes_by_name_and_by_redirection(here, more):
    if "/dev/stdout" in more and sys.platform == "win32":
        pytest.skip("there is no /dev/stdout")
    run("-o", "named.csv")
    with open("redirected.csv", "wb") as file:
        run(*more, stdout=file)
    named = (here / "named.csv").read_bytes()
    assert (here / "redirected.csv").read_bytes() == named
    assert named.startswith(BOM_UTF8 + b"framework,")
    lines = named.count(b"\n")
    assert lines > 20 and named.count(b"\r\n") == lines


def test_a_pipe_and_what_is_appended_have_no_mark(here):
    run("-o", "named.csv")
    piped = run(stdout=subprocess.PIPE)
    assert BOM_UTF8 + piped == (here / "named.csv").read_bytes()
    with open("named.csv", "ab") as file:
        run(stdout=file)
    assert (here / "named.csv").read_bytes() == BOM_UTF8 + piped + piped
