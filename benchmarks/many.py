"""How long 10,000 plans take from a CSV to JSON, against reading that CSV and writing those bytes.

python benchmarks/many.py

Whole processes, in the same rounds, each writing into a file. The first list has 153 areas, as
many as England has, in each of 66 weeks; the second has 10,000 different starts.
"""

import csv
import datetime as dt
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from itertools import product
from pathlib import Path

from jtai_cli.days.bank_holidays import calendar_for

ROUNDS, ROWS, AREAS = 7, 10_000, 153
JTAI = shutil.which("jtai", path=os.path.dirname(sys.executable))
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
BASE = """
import csv, sys
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
with open(sys.argv[2], "rb") as file:
    data = file.read()
sys.stdout.buffer.write(data)
"""


def starts_by_week():
    calendar = calendar_for("ENG")
    monday, weeks = dt.date(2027, 1, 11), -(-ROWS // AREAS)
    days = (calendar.add(monday + dt.timedelta(weeks=n, days=-1), 1) for n in range(weeks))
    return [day for day, _ in product(days, range(AREAS))][:ROWS]


def starts_all_different():
    return calendar_for("ENG").stretch(dt.date(2022, 4, 1), ROWS)


def write_list(path, starts):
    with open(path, "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["area", "reference", "theme", "fieldwork_start"])
        for number, day in enumerate(starts):
            rows.writerow([f"Area {number % AREAS}", f"R-{number}", "front-door", day])


def seconds(output, *command):
    with open(output, "wb") as file:
        start = time.perf_counter()
        subprocess.run(command, check=True, env=ENVIRONMENT, stdout=file)
        return time.perf_counter() - start


def main():
    for name, starts in (
        ("an area and a week each", starts_by_week()),
        ("10,000 different starts", starts_all_different()),
    ):
        with tempfile.TemporaryDirectory() as folder:
            rows, plans, copy = (Path(folder, each) for each in ("list.csv", "p.json", "c.json"))
            write_list(rows, starts)
            plan = partial(seconds, plans, JTAI, "plan", rows, "--format", "json", "-q")
            base = partial(seconds, copy, sys.executable, "-c", BASE, rows, plans)
            plan(), base()
            ratio = statistics.median(plan() / base() for _ in range(ROUNDS))
            print(f"{name:26} {ratio:5.1f} of the base ({plans.stat().st_size:,} bytes)")


if __name__ == "__main__":
    main()
