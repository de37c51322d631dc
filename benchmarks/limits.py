"""What the worst that the limits allow takes: seconds of the processor, and megabytes.

python benchmarks/limits.py [NAME...]

Whole processes; the names are those of the functions below, all unless some are given. Seconds are
for comparing two versions on one machine. docs/reference/limits.md has the bounds on memory.
"""

import datetime as dt
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from string import ascii_letters

from jtai_cli.days.bank_holidays import calendar_for

ROUNDS = 3
MEMORY = 1 if sys.platform == "darwin" else 1024  # bytes in which ru_maxrss counts
WEEKS = ("weeks", "--from", "2027-01-01", "--to", "2056-12-31", "-q")
LETTERS = "urn,area,theme,inspectorates,fieldwork_start,fieldwork_end,published,statement_due"
VARIABLES = {  # 22 settings, each of which a check asks about by itself
    "JTAI_REGION": "WLS",
    "JTAI_REPORT_BASIS": "calendar",
    "JTAI_FIELDWORK_DAYS": "6",
    "JTAI_THEME": "front-door",
    "JTAI_BANK_HOLIDAY": ";".join(f"2027-07-{day:02}" for day in range(5, 10)),
    "JTAI_WORKING_DAY": ";".join(f"2027-07-{day:02}" for day in (3, 4, 10, 11)),
    "JTAI_CLOSURE": ";".join(f"2027-06-{day:02}" for day in range(14, 23)),
}
# A process is charged with the memory of the one that starts it, so a small one starts it.
MEASURE = """
import json, os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, used = os.wait4(process.pid, 0)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""


def different_starts(folder):
    days = calendar_for("ENG").stretch(dt.date(2022, 4, 1), 10_000)
    rows = "".join(f"{day},Town {day:%j},front-door\n" for day in days)
    (folder / "starts.csv").write_text(f"fieldwork_start,area,theme\n{rows}", encoding="utf-8")
    return ("plan", "starts.csv", "--format", "json", "-q")


def list_of(folder, name, number, *asked):
    """Rows that have nothing to share, with all that a row may ask for."""
    rows = ""
    for day in calendar_for("ENG").stretch(dt.date(2022, 4, 1), number):
        last, holiday = day + dt.timedelta(days=365), dt.date(2027, 1, 11 + day.day % 18)
        rows += f"{day},Town {day:%j},30,{day + dt.timedelta(days=1)}..{last},{holiday}\n"
    heading = "fieldwork_start,area,fieldwork_days,closures,bank_holidays"
    (folder / name).write_text(f"{heading}\n{rows}", encoding="utf-8")
    elections = (f"--election={dt.date(2022, 4, 7) + dt.timedelta(weeks=n)}" for n in range(200))
    return ("plan", name, *asked, *elections, "-q")


def half_a_full_list(folder):
    return list_of(folder, "half.csv", 5_000, "--format", "json", "--show-working", "--observed")


def full_list(folder):
    return list_of(folder, "full.csv", 10_000, "--format", "json", "--show-working", "--observed")


def longest_answer(folder):
    """Nearly as many rows as are held when compressed, with steps that compress badly."""
    letters, example = random.Random(1), Path(__file__).parents[1] / "examples/frameworks"
    head, sources = (example / "peer-challenge.toml").read_text(encoding="utf-8").split("[[sources")
    steps = "".join(
        f'[[step]]\nid = "s-{n}"\ntitle = "{"".join(letters.choices(ascii_letters, k=330))}"\n'
        'week = 1\ndays = [1, 5]\nwho = ["partners"]\ntiming = "suggested"\n'
        'source = "protocol"\n\n'
        for n in range(180)
    )
    (folder / "own.toml").write_text(f"{head}{steps}[[sources{sources}", encoding="utf-8")
    asked = ("--framework", "own.toml", "--format", "json", "--show-working", "--observed")
    return list_of(folder, "longest.csv", 1_950, *asked)


def full_list_as_csv(folder):
    return list_of(folder, "csv.csv", 10_000, "--format", "csv")


def full_list_as_a_table(folder):
    return list_of(folder, "table.csv", 10_000, "--format", "table")


def workbook(folder):
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["fieldwork_start", "area", *(f"Column {each}" for each in range(198))])
    for day in calendar_for("ENG").stretch(dt.date(2022, 4, 1), 1_500):
        sheet.append([day, f"Town {day:%j}", *["x"] * 198])
    book.save(folder / "list.xlsx")
    return ("plan", "list.xlsx", "--format", "json", "-q")


def files_under_variables(folder):
    (folder / "many").mkdir()
    for number in range(500):
        text = f'fieldwork_start = 2027-06-28\narea = "X"\nreference = "EX-{number}"\n'
        (folder / f"many/{number}.toml").write_text(text, encoding="utf-8")
    return ("check", "many")


def letters(folder):
    def letter(number):
        start = dt.date(2022, 4, 4) + dt.timedelta(weeks=number % 230)
        end, published = start + dt.timedelta(days=4), start + dt.timedelta(days=50 + number % 60)
        return f",Area {number},front-door,Ofsted,{start},{end},{published},\n"

    rows = "".join(map(letter, range(9_999)))
    (folder / "letters.csv").write_text(f"{LETTERS}\n{rows}", encoding="utf-8")
    return ("evidence", "--from", "letters.csv", "--backtest")


def spans(folder):
    def span(number):
        first = dt.date(2027, 1, 4) + dt.timedelta(days=50 * number)
        return f"Half term {number},{first},{first + dt.timedelta(days=365)}\n"

    rows = "".join(map(span, range(200)))
    (folder / "spans.csv").write_text(f"name,from,to\n{rows}", encoding="utf-8")
    return (*WEEKS, "--terms", "spans.csv", "--others", "spans.csv")


def agencies(folder):
    partners = "".join(f'[[partners]]\nagency = "Agency {number}"\n' for number in range(120))
    text = f'fieldwork_start = 2027-06-28\narea = "X"\nreference = "EX-1"\n{partners}'
    (folder / "agencies.toml").write_text(text, encoding="utf-8")
    return ("calendar", "agencies.toml", "--split-by", "agency", "-o", "out", "--force")


def saved_plan(folder):
    asked = [sys.executable, "-m", "jtai_cli", "plan", "2027-03-08", "--format", "json", "-q"]
    plan = json.loads(subprocess.run(asked, capture_output=True, check=True).stdout)
    step = plan["weeks"][0]["steps"][0]
    plan["weeks"][0]["steps"] = [
        {**step, "id": f"s-{n}", "start": f"2027-03-{1 + n % 28:02}", "end": "2027-03-30"}
        for n in range(950)
    ]
    closed = {"name": "x", "kind": "closure"}
    plan["non_working_days"] = [{"date": f"2027-03-{1 + n % 28:02}", **closed} for n in range(1000)]
    (folder / "saved.json").write_text(json.dumps(plan), encoding="utf-8")
    return ("check", "saved.json")


TASKS = (
    *(half_a_full_list, full_list, longest_answer, full_list_as_csv, full_list_as_a_table),
    *(different_starts, workbook, letters, spans, agencies, saved_plan, files_under_variables),
)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for make in TASKS:
            if sys.argv[1:] and make.__name__ not in sys.argv[1:]:
                continue
            command = [sys.executable, "-m", "jtai_cli", *make(folder)]
            start = [sys.executable, "-I", "-S", "-c", MEASURE, *command]
            settings = os.environ | (VARIABLES if make is files_under_variables else {})
            runs = [
                json.loads(
                    subprocess.run(start, cwd=folder, env=settings, capture_output=True).stdout
                )
                for _ in range(ROUNDS)
            ]
            seconds, memory = map(min, zip(*runs, strict=True))
            print(f"{make.__name__:>21}: {seconds:.2f} s, {memory * MEMORY / 1e6:.0f} MB")


if __name__ == "__main__":
    if not hasattr(os, "wait4"):
        sys.exit("this system does not tell what a process has used")
    main()
