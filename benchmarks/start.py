"""How long a whole process takes, as a ratio to ``import click, rich.table`` in the same rounds.

python benchmarks/start.py

The console script is timed, for that is what people type. Compiled modules may be written, as in
any installation.
"""

import os
import pty
import shutil
import statistics
import subprocess
import sys
import time

ROUNDS = 40
JTAI = shutil.which("jtai", path=os.path.dirname(sys.executable))
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT |= {"TERM": "xterm-256color", "COLUMNS": "100"}
PIPED = {
    "base": [sys.executable, "-c", "import click, rich.table"],
    "python -c pass": [sys.executable, "-c", "pass"],
    "import click": [sys.executable, "-c", "import click"],
    "jtai plan 2027-03-08, piped": [JTAI, "plan", "2027-03-08"],
    "jtai calendar 2027-03-08": [JTAI, "calendar", "2027-03-08"],
    "jtai evidence": [JTAI, "evidence"],
    "jtai --help": [JTAI, "--help"],
    "jtai --version": [JTAI, "--version"],
}
ON_A_TERMINAL = {
    "jtai plan 2027-03-08, on a terminal": [JTAI, "plan", "2027-03-08"],
}


def piped(command):
    subprocess.run(command, capture_output=True, check=True, env=ENVIRONMENT)


def on_a_terminal(command):
    master, slave = pty.openpty()
    run = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=ENVIRONMENT)
    os.close(slave)
    try:
        while os.read(master, 65536):
            pass
    except OSError:  # the other end is closed
        pass
    os.close(master)
    assert run.wait() == 0


def seconds(run, command):
    start = time.perf_counter()
    run(command)
    return time.perf_counter() - start


def main():
    timed = {name: (piped, command) for name, command in PIPED.items()}
    timed |= {name: (on_a_terminal, command) for name, command in ON_A_TERMINAL.items()}
    for run, command in timed.values():  # so that all is compiled, and in the file cache
        run(command)
    rounds = [{name: seconds(*timed[name]) for name in timed} for _ in range(ROUNDS)]
    for name in timed:
        ratio = statistics.median(each[name] / each["base"] for each in rounds)
        print(f"{name:38} {ratio:5.2f} of the base")


if __name__ == "__main__":
    main()
