"""Run the program under an audit hook, again and again, and note what each run touches.

    python -B watched.py RUNS.json FOUND.json

A process of its own, started by test_what_it_touches.py, because an audit hook stays for good.
RUNS.json is a list of objects with "arguments", "env" and, perhaps, "plant": the name of a function
in planted.py that then runs inside the command ``notice``. FOUND.json is a list of [exit code, what
was touched] for them, such as "read a.toml", "write b.json" or "process os.system". What would
reach the network or start a program is refused as well as noted.

What lies in Python's own folders, in those of its libraries and in the program's is not noted where
it is read: code and tables are.
"""

import contextlib
import io
import json
import mimetypes
import os
import re
import runpy
import sys
import sysconfig
import zoneinfo
from pathlib import Path

import jtai_cli

HERE = Path(__file__).parent
PACKAGE = os.path.dirname(jtai_cli.__file__)
LIBRARIES = {
    *(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")),
    *filter(os.path.isabs, sys.path),
    *(PACKAGE, str(HERE.parent / "frozen")),
}
SHIPPED = tuple(f"{each.rstrip(os.sep)}{os.sep}" for each in LIBRARIES)
OURS = (PACKAGE, str(HERE / "planted.py"))

REFUSED = {
    "network": ("socket.", "http.", "urllib.", "ftplib.", "smtplib.", "imaplib.", "poplib."),
    "process": (
        *("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "pty."),
        *("os.startfile", "os.kill", "webbrowser.", "signal.", "_winapi.CreateProcess", "ctypes."),
    ),
}
LISTED = ("os.listdir", "os.scandir", "os.walk", "os.fwalk", "glob.", "pathlib.Path.")
ON_TWO = ("os.rename", "os.link", "os.symlink")
ON_ONE = (
    *("os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.chown", "os.truncate", "os.utime"),
    *("os.setxattr", "os.removexattr", "os.chflags"),
)
# Raised by every import and every class: of interest only where our own code is what raises them.
BY_CODE = ("exec", "compile", "marshal.", "pickle.", "code.__new__", "function.__new__")
# Raised all the time, about nothing outside the process. shutil and tempfile announce what the
# events of os and open then say once more.
QUIET = (
    *("sys._getframe", "object.__", "builtins.id", "cpython.", "sys.excepthook", "array.", "gc."),
    *("shutil.", "tempfile.", "sys.unraisablehook", "import"),
)
# Not to be loaded at all, because it reaches a network, starts a program or calls the system
# behind Python's back. Sockets are not among these: some versions of holidays load them with
# importlib.metadata, which reads what a package says of itself as if it were an e-mail.
NOT_LOADED = ("_ssl", "_posixsubprocess", "_ctypes", "_multiprocessing", "yaml")
THROUGH = (os.__file__, "<frozen os>", "<frozen _collections_abc>")
UNFINISHED = re.compile(r"(^|/)\.[^/]*\.jtai-unfinished(?=/|$)")
# Time zones, and what mimetypes reads; whether they are there depends on the machine.
OF_THE_MACHINE = {
    *mimetypes.knownfiles,
    *(f"{folder}/{zone}" for folder in zoneinfo.TZPATH for zone in ("Europe/London", "UTC")),
}
TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

touched: set[str] | None = None  # by the run that goes on; None between two


class NotAllowed(BaseException):
    """Stops what must not happen, whatever the code around it catches."""


def watch(event, arguments):
    if touched is None or event.startswith(QUIET):
        return
    for kind, events in REFUSED.items():
        if event.startswith(events):
            touched.add(f"{kind} {event}")
            raise NotAllowed(event)
    if event.startswith(BY_CODE):
        if sys._getframe(1).f_code.co_filename.startswith(OURS):
            touched.add(f"code {event}")
    elif event == "open":
        path, mode, flags = arguments
        note("write" if (flags or 0) & TO_WRITE or set(mode or "") & set("wax+") else "read", path)
    elif event.startswith(LISTED):
        note("list", arguments[0])
    elif event in (*ON_ONE, *ON_TWO):
        for path in arguments[: 1 + (event in ON_TWO)]:
            note("write", path)
    else:
        touched.add(f"event {event}")


def note(what, path):
    if isinstance(path, int) or path is None:  # a file that is open already
        return
    full = os.path.abspath(os.fsdecode(path))
    if what != "write" and f"{full}/".startswith(SHIPPED):
        return
    name = full.removeprefix(f"{os.getcwd()}{os.sep}") if full != os.getcwd() else "."
    if name in OF_THE_MACHINE:
        name = "a file of the machine"
    name = UNFINISHED.sub(r"\1UNFINISHED", name)
    touched.add(f"{what} {name}")


def watch_variables():
    """Note the names of the variables that are asked for."""
    kind = type(os.environ)
    get, names = kind.__getitem__, kind.__iter__

    def watched_get(self, key):
        note_variable(os.fsdecode(key))
        return get(self, key)

    def watched_names(self):
        note_variable("names of all")
        return names(self)

    kind.__getitem__, kind.__iter__ = watched_get, watched_names


def note_variable(name):
    """Note a name, and whether Python or a library asks on its own account."""
    if touched is None:
        return
    if name.startswith("JTAI_") and name != "JTAI_CONFIG":
        name = "JTAI_"  # and an option's name: click asks for one for each
    frame = sys._getframe(2)
    while frame.f_code.co_filename in THROUGH:
        frame = frame.f_back
    ours = "JTAI_" in name or frame.f_code.co_filename.startswith(OURS)
    touched.add(f"variable {name}" if ours else f"library's variable {name}")


def run(arguments, env, plant):
    """The exit code of one run, and what it touched."""
    global touched
    from jtai_cli.cli import cli

    before = {**os.environ}
    os.environ.update(env)
    loaded = set(sys.modules)
    os.lseek(0, 0, os.SEEK_SET)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2)]
    with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        touched = set()
        try:
            with planted(plant):
                cli.main(arguments, prog_name="jtai")
        except SystemExit as left:
            code = left.code or 0
        except BaseException as error:
            code = repr(error)
        found, touched = touched, None
    os.environ.clear()
    os.environ.update(before)
    if os.lseek(0, 0, os.SEEK_CUR):
        found.add("read stdin")
    found |= {f"load {name}" for name in NOT_LOADED if name in sys.modules and name not in loaded}
    return code, sorted(found)


@contextlib.contextmanager
def planted(plant):
    """While a function of planted.py runs before ``notice`` writes its answer."""
    from jtai_cli.commands import notice

    emit = notice.emit

    def and_more(*arguments, **settings):
        plant()
        emit(*arguments, **settings)

    if plant:
        notice.emit = and_more
    try:
        yield
    finally:
        notice.emit = emit


def main():
    # openpyxl would load these, where they are; the program asks for none of them.
    sys.modules |= dict.fromkeys(("numpy", "PIL", "lxml", "defusedxml"))
    runs = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    plants = runpy.run_path(str(HERE / "planted.py"))
    watch_variables()
    sys.addaudithook(watch)
    found = [
        run(each["arguments"], each["env"], plants.get(each.get("plant", ""))) for each in runs
    ]
    Path(sys.argv[2]).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
