"""The tests on every Python and with every range of dependencies that pyproject.toml allows.

    pip install nox
    nox                       # all of it
    nox -s lowest -- -x       # one session; what follows "--" goes to pytest
    nox -s constraints        # write constraints.txt anew: see there

An interpreter is sought on the PATH as python3.11 and so on; a session whose interpreter is
missing is skipped with a message, or fails where NOXERROR or --error-on-missing-interpreters asks
for that.
"""

import datetime as dt
from pathlib import Path

import nox

CONSTRAINTS = Path("constraints.txt")
PYTHONS = ["3.11", "3.12", "3.13"]

nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["tests", "lowest", "newest"]


def run_tests(session: nox.Session, *requirements: str, **settings: dict[str, str]) -> None:
    """Install the program with these requirements, say what that came to, and run the tests."""
    session.install("--no-cache-dir", "--editable", ".[test]", *requirements, **settings)
    session.run("python", "-m", "pip", "list", "--format=freeze", silent=not session.posargs)
    # A folder of its own for each session, so that two can run at once.
    base = f"--basetemp={session.create_tmp()}/pytest"
    session.run("python", "-m", "pytest", "-q", base, "-p", "no:cacheprovider", *session.posargs)


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """The tests, on each Python."""
    run_tests(session)


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """The tests with the lowest version of each dependency that pyproject.toml allows."""
    run_tests(session, env={"PIP_CONSTRAINT": "tests/lowest.txt"})


@nox.session(python=PYTHONS[-1])
def newest(session: nox.Session) -> None:
    """The tests with the newest version of each dependency, whatever was installed before."""
    run_tests(session, "--upgrade", "--upgrade-strategy", "eager", env={"PIP_CONSTRAINT": ""})


@nox.session(python=PYTHONS[0])
def constraints(session: nox.Session) -> None:
    """Write constraints.txt: today's newest version of everything that .ci/run installs."""
    session.install("--no-cache-dir", ".[all,test,dev]", env={"PIP_CONSTRAINT": ""})
    # What builds the program, in a place of its own that no list shows.
    session.install("--no-cache-dir", "hatchling>=1.25", "editables", env={"PIP_CONSTRAINT": ""})
    listed = session.run("python", "-m", "pip", "freeze", "--exclude", "jtai-cli", silent=True)
    today = dt.datetime.now(dt.UTC).date()
    CONSTRAINTS.write_text(
        f"# What .ci/run installs, as of {today}; 'nox -s constraints' writes it anew.\n{listed}",
        encoding="utf-8",
    )
