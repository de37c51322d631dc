"""What the tests of bad input share: a folder that is home, and refusals that leave it alone."""

import pytest

from tests.program.bad_input.refusals import GOOD, MONDAY, assert_refusal, contents, read


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of its own, which is home too, so that what is left there is seen."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def refused(jtai, folder):
    """Run the command, and check that it refuses and leaves the folder as it was."""

    def run(*args, tells=(), env=None):
        before = contents(folder)
        result = jtai(*args, env=env)
        assert_refusal(result, tells)
        assert contents(folder) == before
        return result.err

    return run


COMMANDS = {
    "plan": ["plan", MONDAY],
    "plan a list": ["plan", "list.csv"],
    "notice": ["notice", "--fieldwork", MONDAY],
    "deadlines": ["deadlines", "--fieldwork-end", "2027-03-12"],
    "days add": ["days", "add", MONDAY, "3"],
    "init": ["init"],
    "rules": ["rules"],
}


@pytest.fixture(params=COMMANDS.values(), ids=COMMANDS)
def command(request, folder):
    read(folder / "list.csv", GOOD["list"])
    return request.param
