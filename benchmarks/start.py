"""How long a whole process takes, as a ratio to ``import click, rich.table`` in the same rounds.

python benchmarks/start.py
"""

import statistics
import subprocess
import sys
import time

ROUNDS = 20
BASE = [sys.executable, "-c", "import click, rich.table"]
JTAI = [sys.executable, "-m", "jtai_cli"]
COMMANDS = {
    "base": BASE,
    "jtai plan 2027-03-08, piped": [*JTAI, "plan", "2027-03-08"],
    "jtai --help": [*JTAI, "--help"],
    "jtai --version": [*JTAI, "--version"],
}


def seconds(command):
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - start


def main():
    rounds = [{name: seconds(run) for name, run in COMMANDS.items()} for _ in range(ROUNDS)]
    for name in COMMANDS:
        ratio = statistics.median(each[name] / each["base"] for each in rounds)
        print(f"{name:30} {ratio:5.2f} of the base")


if __name__ == "__main__":
    main()
