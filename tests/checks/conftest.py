"""What the tests of checks share: a folder, files in it, and what is found in them."""

import json

import pytest


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(folder):
    def to(name, text):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return name

    return to


@pytest.fixture
def found(jtai):
    """Check, and give the whole answer."""

    def check(*arguments, **settings):
        run = jtai("check", *arguments, "--format", "json", **settings)
        assert "Traceback" not in run.out + run.err
        answer = json.loads(run.out)
        assert answer["schema"] == "jtai.check/1"
        return answer

    return check


@pytest.fixture
def codes(found):
    def check(*arguments):
        return sorted(finding["code"] for finding in found(*arguments)["findings"])

    return check
