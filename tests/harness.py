"""The one harness of the tests: how the program is run, and what it sees of where it runs.

``run_here`` runs it in this process, which is fast (the fixture ``jtai`` does so), and
``run_process`` as a process of its own. Both give a ``Run``, and plan under the frameworks of
tests/frozen. Neither sees anything of the surroundings but what ``KEPT`` names: a test that is
about a variable gives it by name.
"""

import contextlib
import csv
import datetime as dt
import io
import json
import os
import select
import shlex
import shutil
import stat
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple, NoReturn

import pytest

ROOT = Path(__file__).parent.parent
ANSWERS = ROOT / "tests/answers"
INSPECTIONS = ROOT / "tests/inspections"
EXAMPLES = ROOT / "examples"

HANGS = 120  # seconds, after which a process hangs on any machine; no test asks for less
IN_CI = bool(os.environ.get("CI"))  # read before the surroundings are taken away

# All that is taken over from outside: where programs and libraries are found, where temporary
# files go, and which mutant mutmut has switched on.
KEPT = (
    *("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR"),
    *("COMSPEC", "PATHEXT", "TMPDIR", "TEMP", "TMP", "VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME"),
    *("PYTHONDONTWRITEBYTECODE", "ICAL_JS", "NODE_PATH", "MUTANT_UNDER_TEST"),
)
OURS = ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "PYTHONUTF8")


class Run(NamedTuple):
    """What a run of the program gave."""

    code: int
    out: str
    err: str

    @property
    def out_bytes(self) -> bytes:
        """Its answer as it was written, whatever its encoding."""
        return self.out.encode("utf-8", "surrogateescape")

    @property
    def err_bytes(self) -> bytes:
        return self.err.encode("utf-8", "surrogateescape")

    def json(self) -> Any:
        assert self.code in (0, 1), self.err
        return json.loads(self.out)

    def rows(self) -> list[dict[str, str]]:
        assert self.code in (0, 1), self.err
        return list(csv.DictReader(io.StringIO(self.out.removeprefix("\ufeff"))))


def answers(name: str) -> list[dict[str, str]]:
    """The rows of a file of answers."""
    return rows_of(ANSWERS / name)


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a file of the tests; lines that begin with # say where they come from."""
    text = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in text if not line.startswith("#")))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def copied(folder: Path, to: Path) -> Path:
    """A copy that can be written, of a checkout that perhaps cannot, without what was compiled."""
    shutil.copytree(folder, to, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (to, *to.rglob("*")):
        path.chmod(path.stat().st_mode | stat.S_IWUSR)
    return to


def missing(reason: str) -> NoReturn:
    """Skip what this machine cannot run; in CI nothing may be missing."""
    (pytest.fail if IN_CI else pytest.skip)(reason)


# ------------------------------------------------------------------------------- surroundings


def clean_environment(home: Path) -> dict[str, str]:
    """The variables that a test may see, at home in that folder."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    at_home = {"HOME": str(home), "USERPROFILE": str(home), "XDG_CONFIG_HOME": f"{home}/.config"}
    return {**kept, **at_home, "PYTHONUTF8": "1"}


@contextlib.contextmanager
def surroundings(home: Path) -> Iterator[None]:
    """This process with a clean environment. What pytest itself keeps there stays."""
    before = dict(os.environ)
    own = {name: value for name, value in before.items() if name.startswith("PYTEST_")}
    clean = {**own, **clean_environment(home)}
    os.environ.clear()
    os.environ.update(clean)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def process_environment(
    changes: Mapping[str, str | bytes | None] | None = None,
) -> dict[str, str | bytes]:
    """What a process gets: the clean environment, and the changes; None takes a variable away."""
    clean = {name: os.environ[name] for name in (*KEPT, *OURS) if name in os.environ}
    given = {**clean, **(changes or {})}
    return {name: value for name, value in given.items() if value is not None}


# ------------------------------------------------------------------------------ in this process


class Terminal(io.TextIOWrapper):
    """A stream that the program takes for a terminal."""

    def isatty(self) -> bool:
        return True


def exit_code(*arguments: object, **settings: Any) -> int:
    """Run the program in this process; settings are those of click's ``main``."""
    from jtai_cli.cli import cli

    try:
        cli.main([str(each) for each in arguments], prog_name="jtai", **settings)
    except SystemExit as left:
        return int(str(left.code or 0))
    raise AssertionError("the program came back without an exit code")


def run_here(*arguments: object, err: type[io.TextIOWrapper] = io.TextIOWrapper) -> Run:
    """Run the program in this process, where pytest does not catch what it writes.

    What it writes as JSON is what its schema says, whatever a test looks for.
    """
    from tests.described import assert_described  # only now, for it imports the program

    to_out, to_err = _stream(io.TextIOWrapper), _stream(err)
    with contextlib.redirect_stdout(to_out), contextlib.redirect_stderr(to_err):
        code = exit_code(*arguments)
    run = Run(code, _written(to_out), _written(to_err))
    assert_described(run.out)
    return run


def typed(text: str | bytes) -> io.TextIOWrapper:
    """What is typed in, as a stream."""
    return _stream(io.TextIOWrapper, text.encode() if isinstance(text, str) else text)


def _stream(kind: type[io.TextIOWrapper], data: bytes = b"") -> io.TextIOWrapper:
    return kind(io.BytesIO(data), encoding="utf-8", newline="")


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return _text(stream.buffer.getvalue())  # type: ignore[attr-defined]  # a BytesIO


# ------------------------------------------------------------------------ as a process of its own

FOLDER = str(ROOT / "tests/frozen")
FROZEN = f"import jtai_cli.shipped as found; found.__path__.insert(0, {FOLDER!a})"
AS_INSTALLED = [sys.executable, "-m", "jtai_cli"]  # with the program's own frameworks
START = "from jtai_cli.__main__ import main\nmain()\n"


def command(*flags: str, before: str = "") -> list[str]:
    """What starts the program: flags are Python's, and ``before`` is code that runs first."""
    return [sys.executable, *flags, "-c", f"{FROZEN}\n{before}\n{START}"]


def program_named_jtai(folder: Path) -> str:
    """A PATH on which ``jtai`` is found first, in that folder."""
    script = folder / "jtai"
    script.write_text(f'#!/bin/sh\nexec {shlex.join(command())} "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def in_shell(behind: str, shell: str = "sh") -> list[str]:
    """The program started by a shell, with a redirection or a pipe behind it."""
    return [shell, "-c", f'"$0" "$@" {behind}', *command()]


def start(
    *arguments: object,
    program: Sequence[str] | None = None,
    env: Mapping[str, str | bytes | None] | None = None,
    **settings: Any,
) -> subprocess.Popen[bytes]:
    """Start the program, with nothing to read and its output to be read, unless said otherwise."""
    given = [each if isinstance(each, bytes) else str(each) for each in arguments]
    pipes = {
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
        **settings,
    }
    return subprocess.Popen(
        [*(program or command()), *given], env=process_environment(env), **pipes
    )


def run_process(
    *arguments: object,
    program: Sequence[str] | None = None,
    cwd: Path | str | None = None,
    env: Mapping[str, str | bytes | None] | None = None,
    stdin: str | bytes | IO[bytes] | int | None = None,
    **settings: Any,
) -> Run:
    """Run the program as a process; a text as stdin is typed in. No test takes a traceback."""
    typed = stdin.encode() if isinstance(stdin, str) else stdin
    if isinstance(typed, bytes):
        settings["stdin"] = subprocess.PIPE
    elif typed is not None:
        settings["stdin"] = typed
    with start(*arguments, program=program, cwd=cwd, env=env, **settings) as process:
        out, err = _ended(process, typed if isinstance(typed, bytes) else None)
    run = Run(process.returncode, _text(out or b""), _text(err or b""))
    assert "Traceback" not in run.err, run.err
    return run


def run_on_terminal(
    *arguments: object,
    columns: int = 80,
    apart: bool = True,
    env: Mapping[str, str | bytes | None] | None = None,
    **settings: Any,
) -> Run:
    """Run the program on a terminal so wide; stderr and stdin stay apart, or are on it too."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    import fcntl
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    streams = {"stdout": theirs} if apart else dict.fromkeys(("stdin", "stdout", "stderr"), theirs)
    env = {"TERM": "xterm-256color", **(env or {})}
    with start(*arguments, env=env, **{**streams, **settings}) as process:
        os.close(theirs)
        shown = _shown_on(ours, process)
        err = process.stderr.read() if process.stderr else b""
    os.close(ours)
    return Run(process.returncode, _text(shown), _text(err))


def skip_unless_python_starts(env: Mapping[str, str | bytes | None], *flags: str) -> None:
    """Skip where an ASCII locale is too little for the paths, which hold other letters.

    Python itself fails then on a .pth file, or finds no frozen frameworks in this checkout.
    """
    for code, reason in (
        ("", "Python does not start where it is installed"),
        (f"import os; os.stat({FOLDER!a})", f"Python cannot name {ROOT}"),
    ):
        program = [sys.executable, *flags, "-c", code]
        if subprocess.run(program, env=process_environment(env), capture_output=True).returncode:
            pytest.skip(f"{reason}, with {' '.join([*flags, str(env)])}")


def _shown_on(terminal: int, process: subprocess.Popen[bytes]) -> bytes:
    """All that a process shows until it ends."""
    shown = b""
    while True:
        if not select.select([terminal], [], [], HANGS)[0]:
            process.kill()
            pytest.fail(f"nothing more for {HANGS} seconds")
        try:
            piece = os.read(terminal, 65_536)
        except OSError:  # how Linux says that the other end is closed
            return shown
        if not piece:
            return shown
        shown += piece


def _ended(process: subprocess.Popen[bytes], typed: bytes | None) -> tuple[bytes, bytes]:
    try:
        return process.communicate(typed, timeout=HANGS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        pytest.fail(f"still running after {HANGS} seconds")


def _text(data: bytes) -> str:
    """What was written, as text from which the bytes can be had back."""
    return data.decode("utf-8", "surrogateescape")
