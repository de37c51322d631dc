"""What each run touches outside the program, as watched.py sees it under an audit hook."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import click
import openpyxl
import pytest

from jtai_cli.cli import COMMANDS, cli
from jtai_cli.inputs.completion import SHELLS
from tests.harness import EXAMPLES, FROZEN, HANGS, ROOT, copied, process_environment
from tests.program import planted

TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
WATCHED = Path(__file__).parent / "watched.py"
EVENTS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:tests
BEGIN:VEVENT
UID:1
DTSTAMP:20270101T000000Z
SUMMARY:Half term
DTSTART;TZID=Europe/London:20270531T000000
DTEND;TZID=Europe/London:20270605T000000
RRULE:FREQ=YEARLY;COUNT=2
END:VEVENT
END:VCALENDAR
"""
BANK_HOLIDAYS = {
    "england-and-wales": {
        "division": "england-and-wales",
        "events": [{"title": "Invented day", "date": "2027-03-09", "notes": "", "bunting": False}],
    }
}
MONDAY = "2027-03-08"
WEEKS = "weeks --from 2027-05-10 --to 2027-06-12"
ONE, PEER = "exampleshire.toml", "frameworks/peer-challenge.toml"
UNFINISHED = "write UNFINISHED"
PROGRAMME = "programme/programme.toml"
OF_PROGRAMME = [
    *(f"read {PROGRAMME}", "read programme/areas.csv"),
    *("read programme/others.csv", "read programme/terms.toml"),
]
IN_FOLDER = [
    *("list .", "list ci", "list frameworks", "list programme", "list weeks"),
    *(f"read {name}" for name in (ONE, PEER, "bromley-2025.toml", "haringey-2017.toml")),
    *(f"read {name}" for name in ("two.toml", "own.toml", "bank.json", "saved.json")),
    "read weeks/term-dates.toml",
    *(f"read programme/{name}.toml" for name in ("programme", "later", "terms")),
]
SHELL = {"COMP_WORDS": "jtai plan --framework ", "COMP_CWORD": "3"}

# Commands, and all files that each touches: these in every one of its formats, to stdout and to a
# terminal (which FORCE_COLOR stands for), ...
IN_EVERY_FORMAT = {
    f"plan {MONDAY}": [],
    f"plan {ONE}": [f"read {ONE}"],
    f"status {ONE} --today 2027-07-01": [f"read {ONE}"],
    f"requests {ONE} --today 2027-07-01": [f"read {ONE}"],
    f"audits {ONE} --today 2027-07-01": [f"read {ONE}"],
    f"fieldwork {ONE}": [f"read {ONE}"],
    f"check {ONE} saved.json": [f"read {ONE}", "read saved.json"],
    f"compare saved.json {ONE} --steps --terms weeks/term-dates.toml": [
        *(f"read {ONE}", "read saved.json", "read weeks/term-dates.toml"),
    ],
    f"{WEEKS} --terms weeks/term-dates.toml --others weeks/other-inspections.csv": [
        *("read weeks/term-dates.toml", "read weeks/other-inspections.csv"),
    ],
    f"programme check {PROGRAMME}": OF_PROGRAMME,
    f"programme show {PROGRAMME}": OF_PROGRAMME,
    f"compare {PROGRAMME} {PROGRAMME}": OF_PROGRAMME,
    f"notice --fieldwork {MONDAY}": [],
    f"deadlines --fieldwork-end {MONDAY}": [],
    f"evidence {MONDAY} --letters newer-letters.csv": ["read newer-letters.csv"],
    "days add today 3": [],
    "days between 2027-01-04 2027-01-11": [],
    "days list --from 2027-01-01 --to 2027-01-31": [],
    f"rules {PEER}": [f"read {PEER}"],
    "settings": [],
}
# ... and these once, with the variables given.
ONCE = [
    (f"plan {ONE} --observed", {}, [f"read {ONE}"]),
    ("", {}, []),
    ("--version", {}, []),
    ("plan --help", {}, []),
    ("plan spring-term.csv", {}, ["read spring-term.csv"]),
    ("plan programme.xlsx", {}, ["read programme.xlsx"]),
    (f"plan {MONDAY} --bank-holidays bank.json -v", {}, ["read bank.json"]),
    (f"plan {MONDAY} --framework {PEER}", {}, [f"read {PEER}"]),
    (f"plan {MONDAY}", {"JTAI_CONFIG": "own.toml"}, ["read own.toml", "read bank.json"]),
    (f"plan {MONDAY} --config own.toml", {}, ["read own.toml", "read bank.json"]),
    (f"plan {MONDAY} --no-own-settings", {"JTAI_CONFIG": "own.toml"}, []),
    (f"plan {MONDAY} -o a.json", {}, [UNFINISHED, "write a.json"]),
    (f"plan {MONDAY} -o a.json --force", {}, [UNFINISHED, "write a.json"]),
    (f"{WEEKS} --terms events.ics", {}, ["read events.ics"]),
    ("check .", {}, [*IN_FOLDER, "read a.json"]),
    ("check -", {}, ["read stdin"]),
    ("evidence --backtest", {}, []),
    (
        f"check {ONE} --format github",
        {"GITHUB_STEP_SUMMARY": "summary.md", "GITHUB_WORKSPACE": "."},
        [f"read {ONE}", "write summary.md"],
    ),
    ("init new.toml", {}, [UNFINISHED, "write new.toml"]),
    (
        "programme init ci",
        {},
        ["write ci/UNFINISHED", "write ci/areas.csv", "write ci/programme.toml"],
    ),
    (
        f"record {ONE} case-audits 2027-03-03 --today 2027-07-01",
        {},
        [f"read {ONE}", UNFINISHED, f"write {ONE}", f"write {ONE}.jtai-lock"],
    ),
    *(
        (
            f"{command} two.toml --draft --write -o {command}.toml",
            {},
            [
                *("read two.toml", UNFINISHED, f"write {command}.toml"),
                *("write two.toml", "write two.toml.jtai-lock"),
            ],
        )
        for command in ("requests", "audits")
    ),
    (f"fieldwork {ONE} --draft", {}, [f"read {ONE}"]),
    (f"brief {ONE} --for staff --format html", {}, [f"read {ONE}"]),
    (
        f"brief {ONE} --for constabulary -o a.eml --attach calendar --attach page",
        {},
        [f"read {ONE}", UNFINISHED, "write a.eml"],
    ),
    (
        f"fieldwork {ONE} --draft --write",
        {},
        [f"read {ONE}", UNFINISHED, f"write {ONE}", f"write {ONE}.jtai-lock"],
    ),
    ("calendar 2027-03-08", {"SOURCE_DATE_EPOCH": "1800000000"}, []),
    ("calendar 2027-03-08 --area X -o first.ics", {}, [UNFINISHED, "write first.ics"]),
    (
        "calendar 2027-03-15 --area X --previous first.ics -o next.ics",
        {},
        ["read first.ics", UNFINISHED, "write next.ics"],
    ),
    (
        "calendar two.toml --split-by agency -o folder",
        {},
        [
            *("read two.toml", UNFINISHED, "read UNFINISHED", "write UNFINISHED/new"),
            *("write UNFINISHED/new/one.ics", "write UNFINISHED/new/two.ics", "write folder"),
            "list folder",
        ],
    ),
    (
        "",
        {
            "_JTAI_COMPLETE": "bash_complete",
            "COMP_WORDS": "jtai status two.toml --for ",
            "COMP_CWORD": "4",
        },
        ["read two.toml"],
    ),
    (
        f"programme calendar {PROGRAMME} -o term.ics",
        {},
        [*OF_PROGRAMME, UNFINISHED, "write term.ics"],
    ),
    *((f"completion {shell}", {}, []) for shell in SHELLS),
    ("schema", {}, []),
    ("schema plan -o plan.schema.json", {}, [UNFINISHED, "write plan.schema.json"]),
    *(("", {"_JTAI_COMPLETE": f"{shell}_source"}, []) for shell in SHELLS),
    *(("", {"_JTAI_COMPLETE": f"{shell}_complete", **SHELL}, []) for shell in SHELLS),
]
# Mistakes, of which each is refused: what explains them reaches further lines.
MISTAKES = [
    ("plan https://example.org/a.toml", {}, ["read https:/example.org/a.toml"]),
    ("plan nonsense", {}, []),
    (f"plan {MONDAY} --unknown", {}, []),
    (f"plan {MONDAY} --theme nonsense", {}, []),
    (f"plan {MONDAY} -o own.toml", {}, []),
    (f"plan {MONDAY} -o a.json --format json", {}, []),
    ("plan .hidden/wrong.toml", {}, ["read .hidden/wrong.toml"]),
    (f"plan {MONDAY} --framework .hidden/own.toml", {}, ["read .hidden/own.toml"]),
    ("plan .hidden/bad.csv", {}, ["read .hidden/bad.csv"]),
    (f"plan {MONDAY}", {"JTAI_CONFIG": ".hidden/bad.toml"}, ["read .hidden/bad.toml"]),
    (f"plan {MONDAY}", {"JTAI_THEME": "nonsense"}, []),
    (f"{WEEKS} --terms .hidden/bad.csv", {}, ["read .hidden/bad.csv"]),
]
# What a library may ask for on its own account: home, terminal, language, time zones.
OF_LIBRARIES = re.compile(
    r"HOME|USERPROFILE|APPDATA|XDG_\w+|COLUMNS|LINES|NO_COLOR|FORCE_COLOR|COLORTERM|TERM\w*|TTY_\w+|"
    r"JUPYTER_\w+|DATABRICKS_\w+|LANG|LANGUAGE|LC_\w+|COMP_\w+|OPENPYXL_\w+"
)


class Run(NamedTuple):
    """What a run gave: its exit code, or how it broke, and what it touched."""

    line: str
    code: int | str
    touched: frozenset[str]

    def files(self):
        """All but the variables, and but the machine's own files, which may be missing."""
        names = ("variable ", "library's variable ", "read a file of the machine")
        return {each for each in self.touched if not each.startswith(names)}

    def variables(self, of="variable "):
        return {each.removeprefix(of) for each in self.touched if each.startswith(of)}


def formats(line):
    """The formats of a command."""
    command = cli
    for word in shlex.split(line):
        if not isinstance(command, click.Group):
            break
        command = command.get_command(click.Context(command), word)
    (choices,) = [each.type.choices for each in command.params if each.name == "fmt"]
    return choices


EVERY = [
    (f"plan {ONE} -o saved.json", {}, [f"read {ONE}", UNFINISHED, "write saved.json"]),
    *(
        (f"{line} --format {name}", {}, touched)
        for line, touched in IN_EVERY_FORMAT.items()
        for name in formats(line)
    ),
    *((line, {"FORCE_COLOR": "1"}, touched) for line, touched in IN_EVERY_FORMAT.items()),
    *ONCE,
    *MISTAKES,
]


def watched(folder, runs):
    """Run lines, each with variables and perhaps a plant, in a folder of examples."""
    copied(EXAMPLES, folder)
    agencies = "".join(f"[[partners]]\nagency = '{name}'\n" for name in ("One", "Two"))
    for name, text in {
        "own.toml": "bank_holidays_file = 'bank.json'\n",
        "bank.json": json.dumps(BANK_HOLIDAYS),
        "events.ics": EVENTS,
        "two.toml": f'fieldwork_start = {MONDAY}\ncases = ["EX-01"]\n{agencies}',
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / ".hidden").mkdir()
    (folder / ".hidden/one.toml").write_text(f"fieldwork_start = {MONDAY}\n", encoding="utf-8")
    for name, text in {
        "wrong.toml": "fieldwork_start = 28 June 2027\n",
        "own.toml": "name = 1\n",
        "bad.csv": "area,fieldwork_start\nExampleshire,nonsense\n,2027-13-01\n",
        "bad.toml": "nonsense = 1\n",
    }.items():
        (folder / ".hidden" / name).write_text(text, encoding="utf-8")
    (folder / "link").symlink_to(folder / "frameworks", target_is_directory=True)
    book = openpyxl.Workbook()
    book.active.append(["area", "fieldwork_start"])
    book.active.append(["Exampleshire", MONDAY])
    book.save(folder / "programme.xlsx")
    asked = [
        {"arguments": shlex.split(line), "env": env, "plant": plant} for line, env, plant in runs
    ]
    (folder.parent / "runs.json").write_text(json.dumps(asked), encoding="utf-8")
    start = f"{FROZEN}\nimport runpy; runpy.run_path({str(WATCHED)!a}, run_name='__main__')"
    # -B, or Python would keep what it compiles; -P, or it would look for modules in the folder.
    program = [sys.executable, "-B", "-P", "-c", start, "../runs.json", "../found.json"]
    with open(folder / ONE, "rb") as stdin:
        ended = subprocess.run(
            program, cwd=folder, env=process_environment(), stdin=stdin, timeout=HANGS
        )
    assert ended.returncode == 0
    found = json.loads((folder.parent / "found.json").read_text(encoding="utf-8"))
    return [
        Run(line, code, frozenset(touched))
        for (line, *_), (code, touched) in zip(runs, found, strict=True)
    ]


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    return watched(
        tmp_path_factory.mktemp("every") / "folder", [(line, env, "") for line, env, _ in EVERY]
    )


def test_every_command_is_run(runs):
    assert {line.split()[0] for line, *_ in EVERY if line} >= set(COMMANDS)
    sound, refused = runs[: -len(MISTAKES)], runs[-len(MISTAKES) :]
    assert [(run.line, run.code) for run in sound if run.code not in (0, 1)] == []
    assert [(run.line, run.code) for run in refused if run.code != 2] == []


def test_each_run_touches_the_files_that_are_named_and_no_others(runs):
    wrong = [
        (line, env, run.files() ^ set(touched))
        for run, (line, env, touched) in zip(runs, EVERY, strict=True)
        if run.files() != set(touched)
    ]
    assert wrong == []


def test_no_run_opens_a_socket_or_starts_a_program(runs):
    """The events of both are of kinds that no run has. See also watched.NOT_LOADED."""
    kinds = {each.split()[0] for run in runs for each in run.files()}
    assert kinds == {"read", "write", "list"}


def test_a_hidden_folder_and_a_link_are_passed_over(runs):
    (run,) = [run for run in runs if run.line == "check ."]
    assert not {each for each in run.touched if ".hidden" in each or "link" in each}


def test_no_run_looks_at_stdin_but_for_a_dash(runs):
    assert [run.line for run in runs if "read stdin" in run.touched] == ["check -"]


def test_the_variables_that_are_asked_for_are_the_ones_that_are_named(runs):
    asked = set().union(*(run.variables() for run in runs))
    assert asked - {"JTAI_", "names of all"} == {
        *("FORCE_COLOR", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "JTAI_CONFIG"),
        *("SOURCE_DATE_EPOCH", "TERM", "XDG_CONFIG_HOME"),
        *("_JTAI_COMPLETE", "COMP_WORDS", "COMP_CWORD"),
    }
    assert all(f"`{name}`" in TEXT for name in asked - {"names of all"})
    listed = [run.line for run in runs if "names of all" in run.variables()]
    assert listed == [
        line for line, *_ in EVERY if "-v" in line.split() or line.startswith("settings")
    ]
    for run in runs:
        for name in run.variables("library's variable "):
            assert OF_LIBRARIES.fullmatch(name), (run.line, name)


# --------------------------------------------------------------------------------- what is planted

PLANTED = {
    name: plant
    for name, plant in vars(planted).items()
    if callable(plant) and plant.__module__ == planted.__name__
}


def test_what_is_planted_is_seen(tmp_path):
    """Python has no event for the others."""
    line = f"notice --fieldwork {MONDAY}"
    sound, *others = watched(
        tmp_path / "folder", [(line, {}, ""), *((line, {}, name) for name in PLANTED)]
    )
    usual = {*sound.touched, "variable FORCE_COLOR"}
    seen = {name for name, run in zip(PLANTED, others, strict=True) if run.touched - usual}
    assert PLANTED.keys() - seen == {plant.__name__ for plant in planted.UNSEEN}
    score = re.search(r"tried on (\d+) planted misdeeds; it\s+sees\s+(\d+)", TEXT)
    assert score and score.groups() == (str(len(PLANTED)), str(len(seen)))
