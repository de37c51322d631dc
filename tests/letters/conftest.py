"""What the tests of letters share: a file of rows."""

import pytest

from tests.letters.reading import table


@pytest.fixture
def sheet(tmp_path):
    """Write own.csv: rows, or a text, or bytes."""

    def write(what):
        if isinstance(what, list):
            what = table(what)
        path = tmp_path / "own.csv"
        path.write_bytes(what if isinstance(what, bytes) else what.encode())
        return path

    return write
