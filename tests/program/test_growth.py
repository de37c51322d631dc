"""Ten times as much to read is about ten times the work, and never a hundred times.

What grows with the square of its input answers a page at once and a long file never. Work and
memory are counted (tests/work.py), n against 10 n, up to what docs/reference/limits.md allows.
"""

import datetime as dt
import functools
import json

import pytest

from jtai_cli import privacy
from jtai_cli.days.bank_holidays import calendar_for
from jtai_cli.inputs import lists
from jtai_cli.judge import inspection_dates
from jtai_cli.plan import timetable
from jtai_cli.privacy import _where_they_are, childs_number
from tests.harness import run_here
from tests.work import memory, steps

MOST = 12  # times the work for ten times as much; what each run counts is the same
INSPECTION = 'fieldwork_start = 2027-06-28\narea = "X"\nreference = "EX-1"\n'
LETTERS = "urn,area,theme,inspectorates,fieldwork_start,fieldwork_end,published,statement_due"
PLAN: dict = {}
WHOSE = ("--area", "X", "--reference", "EX-1")
WEEKS = ("weeks", "--from", "2027-01-01", "--to", "2027-12-31", "-q")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module", autouse=True)
def plan():
    """A plan that is kept, of which the tasks make larger ones."""
    PLAN.update(run_here("plan", "2027-03-08", "--format", "json", "-q").json())


def lines(number, line):
    return "".join(f"{line(each)}\n" for each in range(number))


def days(number):
    return calendar_for("ENG").stretch(dt.date(2022, 4, 1), number)


# Each writes what holds so many of something, and gives the command that reads it.


def a_list(folder, number, form):
    rows = "".join(f"{day},Town {day:%j},front-door\n" for day in days(number))
    (folder / "l.csv").write_text(f"fieldwork_start,area,theme\n{rows}", encoding="utf-8")
    return ["plan", "l.csv", "--format", form, "-q"]


def a_list_as_json(folder, number):
    return a_list(folder, number, "json")


def a_full_list(folder, number):
    """Rows that have nothing to share, with all that a row and the options may ask for."""

    def row(day):
        last, holiday = day + dt.timedelta(days=365), dt.date(2027, 1, 11 + day.day % 2)
        return f"{day},Town {day:%j},30,{day + dt.timedelta(days=1)}..{last},{holiday}\n"

    heading = "fieldwork_start,area,fieldwork_days,closures,bank_holidays"
    rows = "".join(map(row, days(number)))
    (folder / "l.csv").write_text(f"{heading}\n{rows}", encoding="utf-8")
    return ["plan", "l.csv", "--show-working", "--observed", "-q", "-o", "p.json", "--force"]


def bad_rows(folder, number):
    rows = lines(number, lambda n: f"2027-06-27,{n}")
    (folder / "l.csv").write_text(f"fieldwork_start,area\n{rows}", encoding="utf-8")
    return ["plan", "l.csv", "-q"]


def a_list_for(*given):
    """A command with a list whose rows have names of their own."""
    command, *options = given

    def task(folder, number):
        rows = "".join(f"{day},Town {n}\n" for n, day in enumerate(days(number)))
        (folder / "l.csv").write_text(f"fieldwork_start,area\n{rows}", encoding="utf-8")
        return [command, "l.csv", *options, "-q"]

    return task


def saved_plans(folder, number):
    """An array of them, in which each begins on a line of its own."""
    text = ",\n".join([json.dumps(PLAN)] * number)
    (folder / "k.json").write_text(f"[\n{text}\n]\n", encoding="utf-8")
    return ["check", "k.json", "-q"]


def cells(folder, number):
    (folder / "l.csv").write_text(
        "fieldwork_start,area\n2027-06-28" + ",x" * number + "\n", encoding="utf-8"
    )
    return ["plan", "l.csv"]


def faults(folder, number):
    cases = "cases = [" + '"Firstname L",' * number + "]\n"
    partners = lines(number, lambda n: f'[[partners]]\nagency = "{n}"')
    (folder / "i.toml").write_text(INSPECTION + cases + partners, encoding="utf-8")
    return ["check", "i.toml", "--format", "json"]


def blank_lines_before_faults(folder, number):
    cases = "\n" * number + 'cases = ["Firstname L", "Jane S"]\n'
    (folder / "i.toml").write_text(
        INSPECTION + cases + "[[partners]]\nagency = 'x'\n", encoding="utf-8"
    )
    return ["check", "i.toml"]


def unknown_keys(folder, number):
    (folder / "i.toml").write_text(
        INSPECTION + lines(number, lambda n: f"k{n} = 1"), encoding="utf-8"
    )
    return ["plan", "i.toml"]


def closures(folder, number):
    first = dt.date(2027, 7, 5)
    given = ", ".join(f'"{first + dt.timedelta(days=n)}"' for n in range(number))
    (folder / "i.toml").write_text(f"{INSPECTION}closures = [{given}]\n", encoding="utf-8")
    return ["plan", "i.toml", "-q"]


def almost_dates(folder, number):
    (folder / "i.toml").write_text(f"{INSPECTION}cases = ['{'1 ' * number}x']\n", encoding="utf-8")
    return ["check", "i.toml"]


def files_to_check(folder, number):
    (folder / "many").mkdir(exist_ok=True)
    for each in range(number):
        (folder / f"many/{each}.toml").write_text(INSPECTION, encoding="utf-8")
    return ["check", "many"]


def own_steps(folder, number):
    steps = lines(
        number, lambda n: f'[[steps]]\nid="k{n}"\ntitle="T {n}"\nfrom="report"\noffset={n % 9}'
    )
    (folder / "i.toml").write_text(INSPECTION + steps, encoding="utf-8")
    return ["calendar", "i.toml", "--today", "2027-01-04"]


def agencies(folder, number):
    partners = lines(number, lambda n: f'[[partners]]\nagency = "Agency {n}"')
    (folder / "i.toml").write_text(INSPECTION + partners, encoding="utf-8")
    return ["calendar", "i.toml", "--split-by", "agency", "-o", f"out-{number}", "--force"]


def letters(folder, number, *arguments):
    def letter(n):
        start = dt.date(2022, 4, 4) + dt.timedelta(weeks=n % 230)
        end, published = start + dt.timedelta(days=4), start + dt.timedelta(days=50 + n % 60)
        return f",Area {n},front-door,Ofsted,{start},{end},{published},"

    (folder / "l.csv").write_text(f"{LETTERS}\n" + lines(number, letter), encoding="utf-8")
    return ["evidence", "--from", "l.csv", *arguments]


def spans(folder, number, option):
    def span(n):
        first = dt.date(2027, 1, 4) + dt.timedelta(days=n)
        return f"Half term {n},{first},{first + dt.timedelta(days=5)}"

    (folder / "t.csv").write_text("name,from,to\n" + lines(number, span), encoding="utf-8")
    return [*WEEKS, option, "t.csv"]


def events(folder, number):
    every = "".join(
        f"BEGIN:VEVENT\nSUMMARY:Half term {n}\nDTSTART:20270101\nEND:VEVENT\n"
        for n in range(number)
    )
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{every}END:VCALENDAR\n"
    (folder / "t.ics").write_text(text, encoding="utf-8")
    return [*WEEKS, "--terms", "t.ics"]


def lines_of_a_calendar(folder, number):
    more = "X-A:1\n" * number
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{more}END:VCALENDAR\n"
    (folder / "t.ics").write_text(text, encoding="utf-8")
    return [*WEEKS, "--terms", "t.ics"]


def saved_plan(folder, steps, closures, *command):
    """Where steps and closures meet each is told of the others: one of them grows at a time."""
    first = dt.date(2027, 1, 4)
    dates = [str(first + dt.timedelta(days=n)) for n in range(max(steps, closures))]
    step, closed = PLAN["weeks"][0]["steps"][0], {"name": "x", "kind": "closure"}
    many = [{**step, "id": f"s-{date}", "start": date, "end": date} for date in dates[:steps]]
    weeks = [{**PLAN["weeks"][0], "steps": many}, *PLAN["weeks"][1:]]
    days_off = [{"date": date, **closed} for date in dates[:closures]]
    plan = {**PLAN, "weeks": weeks, "non_working_days": days_off}
    (folder / "k.json").write_text(json.dumps(plan), encoding="utf-8")
    return command


def sent_before(folder, number):
    """A calendar with steps that are no longer there."""
    calendar = own_steps(folder, number)
    run_here(*calendar, "-o", f"{number}.ics")
    return [*calendar[:1], "2027-06-28", *WHOSE, *calendar[2:], "--previous", f"{number}.ics"]


def a_long_name(folder, number):
    return ["plan", "2027-06-28", "--theme", "front-door" * number]


def listed_days(folder, years):
    return ["days", "list", "--from", "1990-01-02", "--to", f"{1990 + years}-12-30"]


def shown_workings(folder, years):
    last = dt.date(2017, 1, 4) + dt.timedelta(days=36 * years)
    return ["days", "between", "2017-01-04", str(last), "--show-working"]


def listed_weeks(folder, years):
    return ["weeks", "--from", "2027-01-01", "--to", f"{2026 + years}-12-31", "-q"]


def nested(folder, depth):
    (folder / "i.toml").write_text(
        f"{INSPECTION}theme = {'[' * depth}{']' * depth}\n", encoding="utf-8"
    )
    return ["plan", "i.toml"]


def dotted(folder, number):
    (folder / "i.toml").write_text(f"{INSPECTION}{'.'.join('a' * number)} = 1\n", encoding="utf-8")
    return ["plan", "i.toml"]


AS_JSON = ("--format", "json")
COMPARED = ("compare", "k.json", "2027-03-15", *AS_JSON)
TASKS = {  # with a number, of which the limits allow ten times as much
    "list, as JSON": (a_list_as_json, 100),
    "list, with everything": (a_full_list, 12),
    "list, as CSV": (lambda *given: a_list(*given, "csv"), 100),
    "list, as a table": (lambda *given: a_list(*given, "table"), 30),
    "list, checked": (a_list_for("check"), 60),
    "list, where each is": (a_list_for("status", "--today", "2027-03-03"), 60),
    "list, as a calendar": (a_list_for("calendar", "--step", "fieldwork"), 30),
    "lists, compared": (a_list_for("compare", "l.csv"), 60),
    "bad rows": (bad_rows, 100),
    "cells": (cells, 2_000),
    "faults": (faults, 20),
    "blank lines": (blank_lines_before_faults, 2_000),
    "unknown keys": (unknown_keys, 500),
    "closures": (closures, 20),
    "almost dates": (almost_dates, 49),
    "files": (files_to_check, 10),
    "own steps": (own_steps, 20),
    "agencies": (agencies, 4),
    "sent before": (sent_before, 15),
    "letters": (lambda *given: letters(*given, *AS_JSON), 60),
    "letters for a start": (lambda *given: letters(*given, "2027-06-28"), 60),
    "letters, back-tested": (lambda *given: letters(*given, "--backtest"), 60),
    "terms": (lambda *given: spans(*given, "--terms"), 20),
    "others": (lambda *given: spans(*given, "--others"), 20),
    "events": (events, 20),
    "lines of a calendar": (lines_of_a_calendar, 300),
    "saved steps": (lambda folder, n: saved_plan(folder, n, 9, "check", "k.json"), 90),
    "saved closures": (lambda folder, n: saved_plan(folder, 9, n, "check", "k.json"), 90),
    "saved steps, compared": (lambda folder, n: saved_plan(folder, n, 9, *COMPARED), 90),
    "saved closures, compared": (lambda folder, n: saved_plan(folder, 9, n, *COMPARED), 90),
    "saved plans": (saved_plans, 20),
    "a long name": (a_long_name, 100),
    "days": (listed_days, 11),
    "workings": (shown_workings, 10),
    "weeks": (listed_weeks, 3),
    "nested": (nested, 30),
    "dotted": (dotted, 9),
}
LARGE = [  # what holds all that it reads or writes at once
    *("list, as JSON", "faults", "own steps", "agencies", "letters", "lines of a calendar"),
    *("saved steps", "saved closures", "workings", "weeks"),
]


def grown(measure, task, number):
    """What a task takes, and what ten times as much does, once all that it needs is loaded."""
    measure(task(number // 2))
    return measure(task(number)), measure(task(10 * number))


@pytest.fixture
def task(jtai, folder):
    """A task of so many: the files are written before anything is counted."""

    def of(make, number):
        arguments = make(folder, number)
        return functools.partial(jtai, *arguments)

    return of


@pytest.mark.parametrize("name", TASKS)
def test_ten_times_as_much_is_not_a_hundred_times_the_work(task, name):
    make, number = TASKS[name]
    few, many = grown(steps, functools.partial(task, make), number)
    assert many <= MOST * few


@pytest.mark.parametrize("name", LARGE)
def test_ten_times_as_much_is_not_a_hundred_times_the_memory(task, name):
    make, number = TASKS[name]
    few, many = grown(memory, functools.partial(task, make), number)
    assert many <= MOST * few


@pytest.mark.parametrize("ending", ["json", "jsonl"])
def test_a_list_keeps_no_row_that_is_made(task, folder, monkeypatch, ending):
    """What is kept of a row is several times smaller than what is written of it."""
    monkeypatch.setattr(lists, "MOST_KEPT", 5)

    def kept(number):
        return memory(task(lambda *given: [*a_full_list(*given), "-o", f"p.{ending}"], number))

    kept(30)  # so that all that it needs is loaded
    few, many = kept(120), kept(240)
    written = (folder / f"p.{ending}").stat().st_size / 240
    assert written > 25_000
    assert (many - few) / 120 < written / 4


def test_a_closure_of_a_year_is_not_much_work(task):
    """Each of its days is looked at, but not each for every step."""
    assert steps(task(a_full_list, 20)) < 4 * steps(task(a_list_as_json, 20))


def test_a_file_in_order_is_planned_once_for_its_check(task, monkeypatch):
    """And once more without each setting that was not typed, of which there may be many."""
    made = []

    def counted(*arguments, **settings):
        made.append(arguments)
        return timetable.plan(*arguments, **settings)

    monkeypatch.setattr(inspection_dates, "plan", counted)
    monkeypatch.setenv("JTAI_FIELDWORK_DAYS", "6")
    task(files_to_check, 3)()
    assert len(made) == 3 * 3  # with it, without all, and without each


@pytest.mark.parametrize("text", ["x" * 1_000_000, "x (at) " * 100_000, "\u3316" * 200_000])
def test_a_long_text_is_soon_searched_for_a_childs_number_and_address(text):
    """Were each character the beginning of another search to the end, this would take hours."""
    assert childs_number(text) is None
    assert _where_they_are(text) is None


def test_what_one_character_stands_for_is_not_searched_without_end(task, folder, monkeypatch):
    """The most that a file may hold: U+3316 stands for six characters."""
    searched = []
    find = privacy.looks_like_a_date
    monkeypatch.setattr(privacy, "looks_like_a_date", lambda t: searched.append(len(t)) or find(t))
    cases = ", ".join(f'"{chr(0x3316) * 1_000}"' for _ in range(32))
    (folder / "i.toml").write_text(f"{INSPECTION}cases = [{cases}]\n", encoding="utf-8")
    run = run_here("check", "i.toml")
    assert run.out.count("case-personal-data") == 32
    assert set(searched) == {1_000}


def pairs(number):
    return lambda: [(len(""), each, other) for each in range(number) for other in range(number)]


def test_what_grows_with_the_square_is_found():
    for measure in (steps, memory):
        few, many = grown(measure, pairs, 100)
        assert many > MOST * few
