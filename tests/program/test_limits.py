"""The limits of docs/reference/limits.md: within them is an answer, and beyond them a sentence.

The real program is run on the worst that each kind of input may hold. How long that takes is the
machine's affair (benchmarks/ has figures), and only what hangs on any machine is stopped. That
nothing grows faster than its input is counted in test_growth.py.
"""

import datetime as dt
import functools
import json
import os
import re

import pytest

from jtai_cli.commands import check
from jtai_cli.days.bank_holidays import calendar_for
from tests.harness import EXAMPLES, run_process

INSPECTION = 'fieldwork_start = 2027-06-28\narea = "X"\nreference = "EX-1"\n'
HELP = ("Example: ", "'jtai ", "Nothing was written. ")
WEEKS = ("weeks", "--from", "2027-01-01", "--to", "2056-12-31", "-q")
TERMINAL = {"FORCE_COLOR": "1", "TERM": "xterm", "COLUMNS": "120"}


@pytest.fixture
def run(tmp_path):
    """Run the program in an empty folder."""
    return functools.partial(run_process, cwd=tmp_path)


@pytest.fixture
def refused(run):
    """The sentence of a refusal, which is the only line that does not merely help to type."""

    def start(*arguments, **settings):
        ran = run(*arguments, **settings)
        assert ran.code == 2, ran.out[:500] + ran.err[:500]
        first, *more = ran.err.splitlines()
        assert first.startswith("jtai: ")
        assert first.endswith((".", ")"))
        assert len(first) < 1000
        assert all(line.startswith(HELP) for line in more), more
        return first

    return start


@pytest.fixture
def write(tmp_path):
    def to(name, text):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return name

    return to


def lines(number, line):
    return "".join(f"{line(each)}\n" for each in range(number))


def dots(number):
    return ".".join("a" * number)


DEEP = "[\n{" + dots(90) + " = "

# ------------------------------------------------------------------------------ what is too much

TOO_LARGE = {
    "i.toml": [["plan", "i.toml"], ["check", "i.toml"]],
    "f.toml": [["plan", "2027-06-28", "--framework", "f.toml"]],
    "t.toml": [[*WEEKS, "--terms", "t.toml"]],
    "k.json": [["check", "k.json"], ["compare", "k.json", "2027-06-28"]],
    "l.csv": [["plan", "l.csv"], ["evidence", "--from", "l.csv"]],
    "c.ics": [["calendar", "2027-06-28", "--previous", "c.ics"], [*WEEKS, "--others", "c.ics"]],
}
NAMED = [(name, command) for name, commands in TOO_LARGE.items() for command in commands]


@pytest.mark.parametrize(("name", "command"), NAMED, ids=lambda value: str(value)[:60])
def test_a_file_of_50_megabytes(refused, tmp_path, name, command):
    with (tmp_path / name).open("wb") as file:
        file.truncate(50_000_000)
    assert re.search(rf"'{name}' has more than [0-9,]+ bytes", refused(*command))


@pytest.mark.parametrize(("name", "command"), NAMED[::2], ids=lambda value: str(value)[:60])
def test_a_link_to_what_never_ends(refused, tmp_path, name, command):
    (tmp_path / name).symlink_to("/dev/zero")
    assert f"'{name}' is not an ordinary file" in refused(*command)


def test_a_pipe_that_nobody_writes_to(refused, tmp_path):
    os.mkfifo(tmp_path / "pipe.toml")
    assert "is not an ordinary file" in refused("plan", "pipe.toml")
    assert "is not an ordinary file" in refused(
        "plan", "2027-06-28", env={"JTAI_CONFIG": "pipe.toml"}
    )


def test_a_file_that_says_it_is_empty_and_is_not(refused, tmp_path):
    if not os.path.exists("/proc/self/pagemap"):
        pytest.skip("there is no /proc/self/pagemap, a file of no size with much in it")
    (tmp_path / "i.toml").symlink_to("/proc/self/pagemap")
    assert "'i.toml' has more than 100,000 bytes" in refused("plan", "i.toml")


def test_endless_input(refused):
    with open("/dev/zero", "rb") as zero:
        ran = refused("check", "-", stdin=zero)
    assert "more than 100,000 bytes" in ran


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("cases = " + "[" * 99_000, "nested too deeply"),
        ("cases = " + "{a=" * 33_000, "nested too deeply"),
        (f"{dots(49_000)} = 1", "line 4: its keys have more than 100 dots"),
        (f"[{dots(49_000)}]", "line 4: its keys have more than 100 dots"),
        ('# """\n' + f'"a".{dots(300)} = 1', "line 5: its keys have more than 100 dots"),
        ("theme = " + "[" * 300 + "]" * 300, "line 4: theme: must be a text in quotes"),
        (f"theme = {DEEP * 90}1{'}]' * 90}", "line 4: theme: must be a text in quotes"),
        (
            "fieldwork_days = 0x" + "f" * 90_000,
            "line 4: a number in it is longer than 4,000 digits",
        ),
        ("fieldwork_days = 0x" + "f" * 3_000, "must be from 1 to 30, and is a very long number"),
        ("theme = 0x" + "f" * 3_000, "must be a text in quotes, and is a very long number"),
        ("fieldwork_days = " + "1" * 90_000, "longer than 4,000 digits"),
        ('theme = "' + "x" * 1_001 + '"', "must be at most 1,000 characters long"),
        ("closures = [" + "2027-06-28," * 8_000 + "]", "has 8,000 entries, and at most 200"),
        ("cases = [" + '"EX-1",' * 201 + "]", "has 201 entries, and at most 200"),
        ("[[partners]]\n" * 7_000, "has 7,000 entries, and at most 200"),
        (lines(9_000, lambda n: f"k{n} = 1"), "line 4: there is no key 'k0'"),
        (f"[{dots(90)}]\n" + lines(12_000, lambda n: f"{n:x}=1"), "there is no key 'a'"),
        ("#\n" * 48_000 + "region = 1", "line 48004: region: must be a text in quotes"),
        ("cases = [\n[[" + " " * 95_000 + '"x"\n]]]', "line 4: cases: must be a list of texts"),
        ('"' + "area" * 24_000 + '" = 1', "line 4: there is no key by that name"),
    ],
    ids=lambda value: value[:20],
)
def test_an_inspection_file_that_is_refused(refused, write, text, telling):
    name = write("i.toml", INSPECTION + text + "\n")
    assert os.path.getsize(EXAMPLES / "exampleshire.toml") * 50 < 100_000
    assert telling in refused("plan", name)


def test_full_stops_in_texts_are_not_counted(run, write):
    closures = '"2027-12-24..2027-12-31",' * 150
    said = 'key_contact = """\\\n' + "a. " * 200 + '"""\n'
    assert run("plan", write("i.toml", f"{INSPECTION}closures = [{closures}]\n{said}")).code == 0


def test_a_folder_of_more_than_can_be_checked(refused, tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(2_001):
        (folder / f"{number}.toml").write_text(INSPECTION, encoding="utf-8")
    assert "there are 2,001 files to check" in refused("check", "many")
    for number in range(30):
        (folder / f"{number}.toml").write_text(INSPECTION + "#" * 99_000, encoding="utf-8")
    for number in range(30, 2_001):
        (folder / f"{number}.toml").unlink(missing_ok=True)
    (folder / "x.toml").write_text(INSPECTION + "#" * 99_000, encoding="utf-8")
    assert "3,000,000 bytes are checked at once" in refused("check", "many")


def test_a_folder_too_deep_to_be_looked_through(run, tmp_path):
    (tmp_path / "deep" / "/".join("d" * 51)).mkdir(parents=True)
    ran = run("check", "deep")
    assert ran.code == 2
    assert "holds more than 10,000 files, or folders more than 50 deep" in ran.err


def test_a_folder_too_full_to_be_looked_through(jtai, write, tmp_path, monkeypatch):
    monkeypatch.setattr(check, "MOST_IN_FOLDER", 2)
    for name in ("a/1.txt", "a/2.txt", "b/3.txt"):
        write(name, "")
    assert "holds no inspection file" in jtai("check", tmp_path / "a").err
    assert "holds more than 2 files" in jtai("check", tmp_path).err


LETTERS = (
    "urn,area,theme,inspectorates,fieldwork_start,fieldwork_end,published,statement_due",
    "{},Area {},front-door,Ofsted,2027-06-28,2027-07-02,2027-08-20,",
)


@pytest.mark.parametrize(
    ("command", "heading", "row"),
    [
        (["plan", "l.csv", "-q"], "fieldwork_start,area", "2027-06-27,{}"),
        (["evidence", "--from", "l.csv"], *LETTERS),
        ([*WEEKS, "--others", "l.csv"], "name,from", "{},2027-06-28"),
    ],
    ids=["list", "letters", "inspections"],
)
def test_more_rows_than_are_read(refused, write, command, heading, row):
    write("l.csv", f"{heading}\n" + lines(10_001, lambda n: row.format(n, n)))
    assert "'l.csv' has more than 10,000 rows" in refused(*command)


@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_10_000_rows_of_as_many_dates(run, write, form):
    """The most that a list may hold, and nothing in it to share."""
    days = calendar_for("ENG").stretch(dt.date(2022, 4, 1), 10_000)
    rows = "".join(f"{day},Town {day:%j},front-door\n" for day in days)
    name = write("l.csv", f"fieldwork_start,area,theme\n{rows}")
    ran = run("plan", name, "--format", form, "-q")
    assert ran.code == 0
    assert ran.out.count("Town ") == 10_000


def test_100_000_rows(refused, write):
    name = write("l.csv", "fieldwork_start\n" + "2027-06-28\n" * 100_000)
    assert "'l.csv' has more than 10,000 rows" in refused("plan", name)


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("2027-06-28" + ",x" * 100_000, "has 100001 cells and the heading has 2"),
        ("2027-06-28," + "x" * 1_400_000, "a cell has more than 131,072 characters"),
        ('2027-06-28,"' + "x\n" * 700_000, "a cell has more than 131,072 characters"),
        ("2027-06-28," + "x" * 20_000_000, "has more than 1,500,000 bytes"),
        ("2027-06-28," + "x" * 1_001, "area: must be at most 1,000 characters long"),
        ("\n" * 1_490_000, "there is no row below the heading"),
    ],
    ids=["100,000 cells", "a long cell", "an open quote", "20 MB", "a long area", "blank rows"],
)
def test_a_list_that_is_refused(refused, write, text, telling):
    name = write("l.csv", "fieldwork_start,area\n" + text + "\n")
    assert telling in refused("plan", name)


def test_a_list_with_a_calendar_for_each_row(run, write):
    rows = lines(300, lambda n: f"2027-06-28,2027-{1 + n % 12:02}-{1 + n // 12:02}")
    ran = run("plan", write("l.csv", f"fieldwork_start,bank_holidays\n{rows}"))
    assert ran.code == 2
    assert "l.csv, row 22: the rows before have 20 sets of bank holidays" in ran.err


def test_a_list_with_a_framework_for_each_row(run, write):
    text = (EXAMPLES / "frameworks" / "peer-challenge.toml").read_text(encoding="utf-8")
    names = [write(f"{number}.toml", text) for number in range(21)]
    rows = "".join(f"2027-06-28,{name}\n" * 2 for name in (*names[:19], "none.toml", *names[19:]))
    ran = run("plan", write("l.csv", f"fieldwork_start,framework\n{rows}"))
    assert ran.code == 2
    missing, another = (
        next(line for line in ran.err.splitlines() if f"row {row}:" in line) for row in (40, 44)
    )
    assert "none.toml" in missing
    assert "l.csv, row 44: the rows before have 20 frameworks, and this one has another." in another


CALENDAR = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{}END:VCALENDAR\n"


@pytest.mark.parametrize(
    ("inside", "telling"),
    [
        ("X-A:1\n" * 20_000, "has more than 20,000 lines"),
        ("BEGIN:VEVENT\n" * 9_900 + "END:VEVENT\n" * 9_900, "event 1: has no date"),
        ("CATEGORIES:" + "a," * 240_000 + "\n", "gives no day at all"),
        ("SUMMARY:" + "x\n " * 19_000 + "\n", "gives no day at all"),
        (
            "".join(
                f"BEGIN:VEVENT\nSUMMARY:Half term {n}\nDTSTART:20270101\nEND:VEVENT\n"
                for n in range(4_000)
            ),
            "--terms gives 3,990 spans of days, and at most 200 are read",
        ),
        (
            "BEGIN:VEVENT\nSUMMARY:Half term\nDTSTART:20270101\nDTEND:20280201\nEND:VEVENT\n",
            "its end is more than 366 days after its beginning",
        ),
    ],
    ids=["lines", "nested", "values", "folds", "events", "a long event"],
)
def test_term_dates_that_are_refused(refused, write, inside, telling):
    assert telling in refused(*WEEKS, "--terms", write("t.ics", CALENDAR.format(inside)))


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ('{"a":' + "[" * 990_000, "nested too deeply"),
        ('{"schema":' + "[" * 900 + "]" * 900 + "}", "its schema is '[[["),
        ('{"schema":' + "1" * 990_000 + "}", "longer than 4,000 digits"),
        ('{"schema"' + " " * 990_000, "this is not JSON"),
    ],
    ids=["nested", "nested less", "digits", "blanks"],
)
def test_a_saved_plan_that_is_refused(refused, write, text, telling):
    assert telling in refused("compare", write("k.json", text), "2027-06-28")


@pytest.mark.parametrize(
    "arguments",
    [
        ["plan", "X"],
        ["X"],
        ["plan", "2027-06-28", "--area", "X"],
        ["plan", "2027-06-28", "--framework", "X"],
        ["plan", "2027-06-28", "--X"],
        ["plan", "2027-06-28", "-o", "X"],
        ["calendar", "2027-06-28", "--reference", "X"],
        ["compare", "X", "2027-06-28"],
        ["evidence", "--area", "X"],
    ],
    ids=" ".join,
)
def test_an_argument_of_100_kilobytes(refused, arguments):
    refused(*(each.replace("X", "x" * 100_000) for each in arguments))


@pytest.mark.parametrize(
    ("variable", "start"),
    [("JTAI_AREA", ""), ("JTAI_REGION", ""), ("JTAI_CLOSURE", ""), ("XDG_CONFIG_HOME", "/")],
)
def test_a_variable_of_100_kilobytes(refused, variable, start):
    refused("plan", "2027-06-28", env={variable: start + "x" * 100_000})


def test_workings_of_a_century(refused):
    command = ("days", "between", "1990-01-02", "2100-12-30", "--show-working")
    assert "at most 10 years" in refused(*command, env=TERMINAL)


# ----------------------------------------------------------------------- what is just not too much


def test_every_entry_of_an_inspection_file_at_fault(run, write):
    """Two hundred of each, with the key in the last of 90,000 lines."""
    cases = "\n" * 80_000 + "cases = [" + '"Firstname L",' * 200 + "]\n"
    partners = lines(200, lambda n: f'[[partners]]\nagency = "{n}"')
    ran = run("check", write("i.toml", INSPECTION + cases + partners), "--format", "json")
    codes = [each["code"] for each in json.loads(ran.out)["findings"]]
    assert (codes.count("case-personal-data"), codes.count("partner-without-contact")) == (200, 200)


@pytest.mark.parametrize(
    "reference", ["1" + " " * 400 + "1" + " " * 400, "1 " * 490, "12st" + "-" * 990, "1-" * 490]
)
def test_references_that_are_almost_dates(run, write, reference):
    cases = f"{INSPECTION}cases = [" + f'"{reference}x",' * 90 + "]\n"
    assert run("check", write("i.toml", cases)).code == 1


@pytest.mark.parametrize("text", ["\n" * 99_000, (" " * 998 + "\n") * 99, "[" + " " * 99_000])
def test_a_file_in_a_folder_that_is_no_inspection(run, write, text):
    write("folder/pyproject.toml", text)
    ran = run("check", "folder")
    assert (ran.code, "holds no inspection file" in ran.err) == (2, True)


def test_a_calendar_with_every_step_of_ones_own(run, write, tmp_path):
    steps = lines(
        200, lambda n: f'[[steps]]\nid="k{n}"\ntitle="{"T" * 300}"\nfrom="report"\noffset={n % 9}'
    )
    name = write("i.toml", INSPECTION.replace('"X"', f'"{"x" * 1_000}"') + steps)
    assert run("calendar", name, "-o", "a.ics").code == 0
    assert (tmp_path / "a.ics").stat().st_size > 300_000
    assert run("calendar", name, "--previous", "a.ics", "-o", "b.ics").code == 0


def test_a_calendar_for_each_of_many_agencies(run, refused, write):
    def partners(number):
        return INSPECTION + lines(number, lambda n: f'[[partners]]\nagency = "Agency {n}"')

    write("i.toml", partners(120))
    assert run("calendar", "i.toml", "--split-by", "agency", "-o", "first").code == 0
    write("more.toml", partners(200))
    sentence = refused("calendar", "more.toml", "--split-by", "agency", "-o", "second")
    assert re.search("would write 2,[0-9]{3} events, and at most 2,000", sentence)


@pytest.mark.parametrize(
    "arguments",
    [["--backtest"], ["2027-06-28"], ["--format", "json"]],
    ids=" ".join,
)
def test_as_many_letters_as_are_read(run, write, arguments):
    def letter(number):
        start = dt.date(2022, 4, 4) + dt.timedelta(weeks=number % 230)
        end, published = start + dt.timedelta(days=4), start + dt.timedelta(days=50 + number % 60)
        return f",Area {number},front-door,Ofsted,{start},{end},{published},"

    name = write("l.csv", f"{LETTERS[0]}\n" + lines(9_999, letter))
    assert run("evidence", "--from", name, *arguments).code == 0


def test_as_many_spans_as_are_read(run, write):
    def span(number):
        first = dt.date(2027, 1, 4) + dt.timedelta(days=50 * number)
        return f"Half term {number},{first},{first + dt.timedelta(days=365)}"

    name = write("t.csv", "name,from,to\n" + lines(200, span))
    for settings in ({}, TERMINAL):
        assert run(*WEEKS, "--terms", name, "--others", name, env=settings).code == 0


def test_a_saved_plan_as_large_as_is_read(run, write):
    plan = json.loads(run("plan", "2027-03-08", "--format", "json", "-q").out)
    step = plan["weeks"][0]["steps"][0]
    plan["weeks"][0]["steps"] = [
        {**step, "id": f"s-{n}", "start": f"2027-03-{1 + n % 28:02}", "end": "2027-03-30"}
        for n in range(950)
    ]
    closed = {"name": "x", "kind": "closure"}
    plan["non_working_days"] = [{"date": f"2027-03-{1 + n % 28:02}", **closed} for n in range(1000)]
    name = write("k.json", json.dumps(plan))
    assert run("check", name).code == 1
    assert run("compare", name, "2027-03-15").code == 0
    plan["non_working_days"] *= 2
    write("k.json", json.dumps(plan))
    assert "has 2,000 entries, and at most 1,000 are read" in run("check", name).err


@pytest.mark.parametrize(
    "arguments",
    [
        ["days", "list", "--from", "1990-01-02", "--to", "2100-12-30"],
        ["days", "between", "2017-01-04", "2027-01-04", "--show-working"],
        WEEKS,
        [
            *WEEKS,
            "--region",
            "SCT",
            "--fieldwork-days",
            "30",
            "--closure",
            "2030-01-02..2030-12-31",
        ],
    ],
    ids=lambda value: " ".join(value)[:60],
)
def test_the_longest_ranges(run, arguments):
    assert run(*arguments, env=TERMINAL).code == 0
