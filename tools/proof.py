"""The proof that a change inside the program changes nothing for its users.

python tools/proof.py run BEFORE.txt [--source DIR] [--only TEXT] [--jobs 2]
python tools/proof.py compare BEFORE.txt AFTER.txt
python tools/proof.py show "jtai plan 2027-03-08" [--source DIR]

``run`` makes thousands of runs of the program (proof_runs.py says which) and writes a line for
each: a hash of its stdout, stderr, exit code and files, and its name. Do so before and after a
move, and ``compare`` the two. ``--source`` is the ``src`` folder of the checkout to run, this one's
if none is given, so that one script runs an old and a new checkout.

A run's name is what a shell would be given: settings of the environment, the words, ``< FILE``, and
`` ; `` between commands that follow each other in one folder. So ``show`` can make runs that are
not in the list. Three things are not the shell's: ``TTY=1`` (or ``out``, or ``err``) makes stdout
and stderr terminals, ``mangle FILE N TO`` writes the Nth faulty copy of a file, and a backslash
escapes as it does in Python. Each run has a folder of its own, in which ``examples``, ``tests`` and
``made`` come from the checkout in which this script lies, whatever ``--source`` is.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from proof_runs import ROOT, make_inputs, runs

GIVEN = ("examples", "tests/inspections", "tests/answers")
NASTY = (
    *('""', '"x"', "[]", "{}", "true", "0", "-1", "1.5", "99999", "2027-02-30", "2027-03-07"),
    *('"2027-03-08"', "1989-12-31", "2101-01-01", "08/03/2027", '"a\\u001b[31m"', "'''", "=1+1"),
)
# What every run sees: nothing of the machine that it runs on. The width stands here as well, for
# without it Rich asks the terminal of whoever runs the proof.
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "HOME": "home",
    "XDG_CONFIG_HOME": "home",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "TERM": "xterm-256color",
    "COLUMNS": "80",
}


class Stream(io.TextIOWrapper):
    """A stdout or stderr that keeps its bytes, and is a terminal if it is asked to be."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")
        self.terminal = terminal

    def isatty(self) -> bool:
        """What decides between plain text and Rich."""
        return self.terminal

    def written(self) -> bytes:
        """All that was written so far."""
        self.flush()
        return self.buffer.getvalue()


def commands(name: str) -> Iterator[list[str]]:
    """The commands of a run, as their words."""
    words: list[str] = []
    for word in shlex.split(name):
        if word == ";":
            yield words
            words = []
        elif "\\" in word:
            words.append(word.encode("latin-1", "backslashreplace").decode("unicode_escape"))
        else:
            words.append(word)
    yield words


def mangle(source: str, seed: str, target: str) -> None:
    """Write a copy of a text file with one to three faults, the same for the same seed."""
    if not Path(source).is_file():  # the command before it was refused
        return
    lines = Path(source).read_bytes().decode().splitlines(keepends=True)
    chance = random.Random(f"{source} {seed}")
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(lines))
        values = list(re.finditer(r'"[^"\r\n]*"|[0-9-]{2,}|(?<=[,=:])[^,\r\n]+', lines[place]))
        kind = chance.choice(("drop", "twice", "letter", "value", "value", "value", "value"))
        if kind == "drop":
            lines[place] = ""
        elif kind == "twice":
            lines[place] *= 2
        elif kind == "letter":
            at = chance.randrange(len(lines[place]) or 1)
            lines[place] = lines[place][:at] + lines[place][at + 1 :]
        elif values:
            value = chance.choice(values)
            before, after = lines[place][: value.start()], lines[place][value.end() :]
            lines[place] = before + chance.choice(NASTY) + after
    Path(target).write_bytes("".join(lines).encode())


def answer(words: list[str]) -> bytes:
    """What one command gave: its exit code, stdout and stderr."""
    from jtai_cli.cli import cli

    os.environ.clear()
    os.environ.update(ENVIRONMENT)
    while re.match(r"[A-Z_]+=", words[0]):
        variable, _, value = words.pop(0).partition("=")
        # The program passes over a folder of settings that is no whole path.
        os.environ[variable] = os.path.abspath(value) if variable.startswith("XDG_") else value
    if words[0] == "mangle":
        mangle(*words[1:])
        return b""
    terminal, given = os.environ.pop("TTY", ""), b""
    if "<" in words:
        *words, _, file = words
        given = Path(file).read_bytes()
    out, err = (Stream(terminal=terminal in ("1", name)) for name in ("out", "err"))
    sys.stdin = io.TextIOWrapper(io.BytesIO(given), encoding="utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            cli.main(words[1:], prog_name="jtai")
        except SystemExit as left:
            code = str(left.code)
        except Exception as error:  # a defect, and no reason to stop: it should stay the same too
            code = f"none, but a traceback: {error!r}"
    parts = f"--- exit code {code}\n--- stdout\n", out.written(), "\n--- stderr\n", err.written()
    return b"".join(part.encode() if isinstance(part, str) else part for part in (*parts, "\n"))


def left_files() -> Iterator[bytes]:
    """The files that a run left in its folder or above it, with their names and permissions."""
    for path in sorted(Path("..").rglob("*")):
        if path.is_symlink() or path == Path("../here"):
            continue
        yield f"--- left {path} {path.stat().st_mode & 0o777:o}\n".encode()
        if path.is_file():
            yield path.read_bytes() + b"\n"


def make_run(name: str, inputs: Path) -> bytes:
    """All that a run gave, made in a new folder."""
    folder = inputs.parent / "run"
    (folder / "here").mkdir(parents=True)
    os.chdir(folder / "here")
    for given in inputs.iterdir():
        Path(given.name).symlink_to(given)
    try:
        found = b"".join((*map(answer, commands(name)), *left_files()))
    finally:
        os.chdir(inputs)
        shutil.rmtree(folder)
    return found.replace(os.fsencode(inputs.parent), b"/PLACE")


def state(folder: Path) -> dict[Path, int]:
    """All that is in a folder, and when it was changed last."""
    return {path: path.stat().st_mtime_ns for path in (folder, *folder.rglob("*"))}


def work(*, whole: bool) -> None:
    """A process of its own: make the runs that stdin names, and print what each gave."""
    os.umask(0o022)
    names, print_to = sys.stdin.read().splitlines(), sys.stdout.buffer
    with tempfile.TemporaryDirectory() as place:
        inputs = Path(place, "inputs").resolve()
        for given in GIVEN:
            shutil.copytree(ROOT / given, inputs / given)
        make_inputs(inputs)
        before = state(inputs)
        for name in names:
            found = make_run(name, inputs)
            shown = found if whole else hashlib.sha256(found).hexdigest()[:16].encode() + b"\n"
            print_to.write(shown)
            if b"none, but a traceback: " in found:
                print(f"left with a traceback: {name}", file=sys.stderr)
        if state(inputs) != before:
            sys.exit(
                "A run changed the files that all share: find it, and give it files of its own"
            )
        os.chdir("/")
    print_to.flush()


def worked(names: list[str], source: Path, *flags: str) -> bytes:
    """What a new process prints about these runs of the program in ``source``."""
    if not (source / "jtai_cli/cli.py").is_file():
        sys.exit(f"There is no program in {source}: name the src folder of a checkout.")
    environment = {"PYTHONPATH": str(source.resolve()), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        (sys.executable, "-W", "ignore", __file__, "work", *flags),
        input="\n".join(names).encode(),
        stdout=subprocess.PIPE,
        env={**ENVIRONMENT, **environment, "PYTHONUTF8": "1"},
        check=True,
    ).stdout


def run(output: Path, source: Path, only: str, jobs: int) -> None:
    """Make the runs in several processes, and write a line for each."""
    started = time.perf_counter()
    names = [name for name in runs() if only in name]
    parts = [names[start::jobs] for start in range(jobs)]
    with ThreadPoolExecutor(jobs) as pool:
        answers = list(pool.map(lambda part: worked(part, source), parts))
    hashes = {
        name: found
        for part, lines in zip(parts, answers, strict=True)
        for name, found in zip(part, lines.decode().split(), strict=True)
    }
    text = "".join(f"{hashes[name]}  {name}\n" for name in names)
    output.write_text(text, encoding="utf-8")
    print(f"{len(names):,} runs in {time.perf_counter() - started:.0f} s, written to {output}")


def read(path: Path) -> dict[str, str]:
    """The hashes in a file that ``run`` wrote, by the names of the runs."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {name: found for found, _, name in (line.partition("  ") for line in lines)}


def compare(before: Path, after: Path) -> int:
    """Print the runs that are not the same in both files, by their commands."""
    old, new = read(before), read(after)
    troubles = {
        "give something else": [name for name in old if new.get(name, old[name]) != old[name]],
        f"are only in {before}": [name for name in old if name not in new],
        f"are only in {after}": [name for name in new if name not in old],
    }
    for what, names in troubles.items():
        groups: dict[str, list[str]] = {}
        for name in names:
            groups.setdefault(" ".join(re.findall(r"jtai +(\S+)", name)[:1]), []).append(name)
        for command, those in groups.items():
            print(f"jtai {command}: {len(those):,} {what}", *those, "", sep="\n")
    wrong = sum(map(len, troubles.values()))
    print(
        f"{wrong:,} of {len(old | new):,} runs differ" if wrong else f"All {len(old):,} are equal"
    )
    return 1 if wrong else 0


def main() -> int:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description="Prove that the program still says the same.")
    tasks = parser.add_subparsers(dest="task", required=True)
    a_run, a_comparison, a_show = map(tasks.add_parser, ("run", "compare", "show"))
    a_run.add_argument("output", type=Path)
    a_run.add_argument("--only", default="", help="those whose name contains this")
    a_run.add_argument("--jobs", type=int, default=2, help="processes at once (default: 2)")
    a_show.add_argument("name")
    for task in (a_run, a_show):
        task.add_argument("--source", type=Path, default=ROOT / "src", help="a checkout's src")
    a_comparison.add_argument("before", type=Path)
    a_comparison.add_argument("after", type=Path)
    tasks.add_parser("work").add_argument("--whole", action="store_true")
    given = parser.parse_args()
    if given.task == "work":
        work(whole=given.whole)
    elif given.task == "run":
        run(given.output, given.source, given.only, given.jobs)
    elif given.task == "show":
        sys.stdout.buffer.write(worked([given.name], given.source, "--whole"))
    else:
        return compare(given.before, given.after)
    return 0


if __name__ == "__main__":
    sys.exit(main())
