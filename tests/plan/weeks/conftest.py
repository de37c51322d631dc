"""What the tests of weeks share: the answer in JSON, and files."""

import json

import pytest

from tests.oracle.weeks import verdict_of
from tests.plan.weeks.given import EARLY, codes_of


@pytest.fixture
def file(tmp_path):
    """Write a file for the program to read."""

    def write(name, text):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.fixture
def weeks(jtai):
    """The answer in JSON."""

    def run(period, *options):
        asked = ["--from", period[0], "--to", period[1], *EARLY, *options]
        done = jtai("weeks", *asked, "--format", "json")
        assert done.code == 0, done.err
        return json.loads(done.out)

    return run


@pytest.fixture
def codes(weeks):
    """The reasons against a single week."""

    def run(monday, *options):
        [row] = weeks((monday, monday), *options)["weeks"]
        assert row["verdict"] == verdict_of(codes_of(row))
        return codes_of(row)

    return run
