"""Which runs proof.py makes, as a shell would be given them, and the files made for them.

All of it is drawn with fixed seeds, and nothing is asked of the program, so that the list is the
same whatever the program is.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MONDAYS = [dt.date(2016, 1, 4) + dt.timedelta(weeks=week) for week in range(783)]
DAY, TODAY = dt.date(2027, 3, 8), "2027-01-04"


def parted(text: str) -> list[str]:
    """The entries of a table, which part at bars and at the ends of lines."""
    return [entry.strip() for entry in re.split(r"[|\n]", text.strip())]


# What each command is about, its formats, and its options but those of OUTPUT. {day} is the day
# that a run is drawn for, and {m20} and {p90} are so many days before and after it.
CALENDAR = "--region --bank-holiday --working-day"
PLANNING = "--framework --fieldwork-days --report-basis --election --no-elections --closure"
INSPECTION = f"--area --reference --theme {PLANNING} {CALENDAR}"
LOOKS = "table json csv markdown"
OUTPUT = "-o --force --plain -q"
SPLITS = "--for --only --step --weeks --observed --remind --refresh --no-method"
FILTERS = "--theme --framework --since --area --class --fieldwork-month --from --backtest"
TERMS = "--terms examples/weeks/term-dates.toml"
ENDED = "--fieldwork-end {p4}"
COMMANDS = {
    "plan": ("{day}", f"{LOOKS} jsonl", f"{INSPECTION} --observed --show-working"),
    "calendar": (
        "{day} --area Exampleshire | {day} --reference EX-1 --weeks --remind 15h | {day}",
        "",
        f"{INSPECTION} {SPLITS}",
    ),
    "status": ("{day}", "table json markdown", f"{INSPECTION} --fail-late"),
    "compare": ("{day} {p7} | {day} {m90} | {day} {day}", "table json markdown", INSPECTION),
    "weeks": (
        f"--from {{day}} --to {{p90}} | --from {{m20}} --to {{day}} {TERMS}",
        LOOKS,
        f"{PLANNING} {CALENDAR} --terms --others",
    ),
    "notice": (
        "--fieldwork {day} | --notified {day} | --notified {m13} --fieldwork {day}",
        LOOKS,
        f"--framework --closure --show-working {CALENDAR}",
    ),
    "deadlines": (
        f"--fieldwork-start {{day}} | {ENDED} | --published {{p60}} | {ENDED} --published {{p60}}"
        "| --fieldwork-start {day} --published {p90}",
        LOOKS,
        f"{PLANNING} --show-working {CALENDAR}",
    ),
    "evidence": (
        "{day} | | --backtest | --from examples/newer-letters.csv",
        f"{LOOKS} svg",
        f"{FILTERS} --election --no-elections --bank-holiday --working-day",
    ),
    "days add": ("{day} 34 | {day} -10 | {day} 0", LOOKS, f"{CALENDAR} --show-working"),
    "days between": ("{day} {p60} | {day} {m20}", LOOKS, f"{CALENDAR} --show-working"),
    "days list": ("--from {day} --to {p90} | --from {m20}", LOOKS, f"{CALENDAR} --closure"),
    "init": ("- --fieldwork-start {day} | | -", "", "--area --reference --theme --framework"),
    "rules": ("| jtai-2016 | --checks", LOOKS, "--checks"),
    "check": (
        "examples/exampleshire.toml | tests/inspections/bad | examples tests/inspections/ok",
        "text json github junit",
        "--fail-level --select --ignore --framework",
    ),
}

# The values of an option: good ones, and after two bars those that are refused, or should be.
NO_DATE = "2027-13-01 | 31/02/2027 | 08.03.2027 | 3/8/27 | 1989-12-31 | 2101-01-01 | '' | soon"
NO_TEXT = f"'' | ' ' | 'a\\nb' | '\\x1b[31mred' | 'a\\u202eb' | {'x' * 1001}"
VALUES = {
    "--area": "Exampleshire | 'St Helens & Knowsley' | Haringey | bromley | 'Ynys Môn, \"x\"; y'"
    f" | =1+1 | '[bold]a[/bold] *b* _c_ `d` \\x7c <e>' || {NO_TEXT}",
    "--reference": f"EX-2027-01 | 'Übung 7/ä' || {NO_TEXT}",
    "--theme": f"front-door | early-help | neglect | domestic-abuse || front-dor | x | {NO_TEXT}",
    "--framework": "jtai-2022 | jtai-2016 | examples/frameworks/peer-challenge.toml"
    " || jtai-2021 | missing.toml | examples/exampleshire.toml | made/latin-1.toml | ''",
    "--region": "ENG | WLS | SCT | NIR || eng | FRA | ''",
    "--bank-holiday": "{p9} | '{p38}=Proclaimed, a day' | {day} | '{m7}=x' --bank-holiday {p2}"
    f" | 09/03/2027 || '{{p9}}=\\n' | 2027-03-26 | 2027-03-13 | {NO_DATE}",
    "--working-day": "2027-05-31 | 2018-05-07 | 2024-12-26 --working-day 2027-03-29"
    f" || {{p9}} | 2027-03-13 | {NO_DATE}",
    "--closure": "{p9} | {m5}..{p3} | {p30}..{p44} | {m11} --closure {p1} | 09/03/2027..10/03/2027"
    f" || {{p9}}..{{p3}} | {{p9}}.. | {NO_DATE}",
    "--fieldwork-days": "1 | 3 | 4 | 10 || 0 | -1 | 99 | 1.5 | five | ''",
    "--report-basis": "working | calendar || Working | days",
    "--election": f"{{p38}} | '{{p70}}=Mayoral election' | {{m7}} || '{{p9}}=a\\tb' | {NO_DATE}",
    "--remind": "1d | 15h | 90m --remind 2w || 0d | 1y | 400d | ''",
    "--refresh": "12h | 1d | 30m || 0h | 12 | 53w",
    "--step": "notification | set-up --step report | brief-lead-member || fieldwrok | ''",
    "--for": "everyone | partners | inspectors || nobody",
    "--only": "required || suggested",
    "--since": f"2022-01-01 | {{m90}} | today || {NO_DATE}",
    "--class": "ordinary | winter | election || summer",
    "--fieldwork-month": "3 | november | Jan --fieldwork-month 12 || 0 | 13 | Brumaire",
    "--from": "examples/newer-letters.csv || missing.csv | examples/spring-term.csv | made",
    "--terms": "examples/weeks/term-dates.toml | tests/answers/terms/exampleshire.ics"
    " | tests/answers/terms/exampleshire.csv || missing.toml | examples/bromley-2025.toml | made",
    "--others": "examples/weeks/other-inspections.csv | tests/answers/terms/other-inspections.csv"
    " || examples/spring-term.csv | made/latin-1.toml | examples/weeks/term-dates.toml",
    "--fail-level": "error | warning | note || fatal",
    "--select": "no-start | step-on-closure,notice-short | step-missing --select report-date || x",
    "--ignore": "no-key-contact | step-on-closure,too-few-cases || nothing | ''",
    "-o": "- | new.json | new.csv || examples | missing/new.json | examples/spring-term.csv | ''",
    "--today": f"'8 March 2027' || {NO_DATE}",
}
FACES = parted("""
    TTY=1 COLUMNS=50 | TTY=1 | TTY=1 COLUMNS=120 | TTY=out | TTY=err | TTY=1 TERM=dumb
    FORCE_COLOR=1 COLUMNS=50 | FORCE_COLOR=1 | FORCE_COLOR=1 COLUMNS=120 | COLUMNS=50
    TTY=1 NO_COLOR=1 | TTY=1 COLUMNS=30 | TTY=1 COLUMNS=200 | TTY=1 COLORTERM=truecolor
""")
PAGES = parted("""
    plan examples/exampleshire.toml --observed --show-working | plan examples/spring-term.csv
    plan 2027-11-22 --region SCT --closure 2027-12-24..2027-12-31 --observed | --help
    status examples/exampleshire.toml --today 2027-03-03 | compare 2027-06-28 2027-07-05
    status examples/bromley-2025.toml --today 2025-03-01 | notice --fieldwork 2027-01-04
    compare examples/exampleshire.toml 2027-12-06 | check tests/inspections --fail-level note
    calendar 2027-03-08 --area A -o a.ics ; calendar 2027-03-15 --area A --previous a.ics
    weeks --from 2027-01-01 --to 2027-12-31 --others examples/weeks/other-inspections.csv
""")
DATES = parted("""
    8 March 2027 | Mon 8 March 2027 | Monday 8 March 2027 | Tue 8 March 2027 | 8 Mar 2027
    08/03/2027 | 8/3/2027 | 8/3/27 | 03/28/2027 | 8-3-2027 | 2027-3-8 | 20270308 | today
    8th March 2027 | March 8 2027 | 8 march 2027 | 8 Mars 2027 | 29 February 2027
    2028-02-29 | 2027-02-29 | 2027-03-06 | 2027-03-26 | 2027-03-29 | 2027-12-27 | tomorrow
    1990-01-01 | 1989-12-31 | 2100-12-31 | 2100-09-06 | 9999-12-31 | 2016-02-01 | '' | ' '
    2022-03-28 | 2022-03-21 | 2020-03-16 | 2021-06-07 | 2027-03-08T09:00 | 2027-W10-1 | x
""")
ODD_FILES = parted("""
    missing.toml | missing.csv | missing.json | examples | made/latin-1.toml | made/bom.toml
    made/empty.toml | made/empty.csv | made/folder.toml | made/large.toml | made/hundred.csv
    made/semicolons.csv | examples/weeks/term-dates.toml | examples/newer-letters.csv | .
    examples/ci/check-inspections.yml | made/list.json | ../x.toml | x.docx | - | made/nul.toml
""")
MISUSE = parted("""
    -h | --version | --help | plann 2027-03-08 | PLAN 2027-03-08 | --verbose | x | -x |
    days | days --help | days -h | days ad 2027-03-08 3 | days add | days add 2027-03-08
    days add 2027-03-08 x | days add 2027-03-08 1.5 | days add 2100-12-01 400 | days between
    days add 1990-01-02 -9 | days add 2027-03-08 999999999999 | days add 8 March 2027 3
    days list --to 2027-01-01 --from 2027-02-01 | days list | plan | compare 2027-03-08
    notice | notice --notified 2027-03-08 --fieldwork 2027-03-01 | deadlines | weeks
    deadlines --fieldwork-start 2027-03-08 --fieldwork-end 2027-03-01 | check | status
    deadlines --published 2027-03-01 --fieldwork-end 2027-03-08 | evidence x | rules x
    weeks --from 2027-03-08 --to 2027-01-01 | weeks --from 2020-01-01 --to 2099-01-01
    compare a b c | compare 2027-03-08 2027-03-09 2027-03-10 | plan 2027-03-08 2027-03-09
    rules jtai-2016 jtai-2022 | rules examples/frameworks/peer-challenge.toml --format json
    rules --checks jtai-2022 | rules --checks --format csv | rules --checks --format json
    rules --checks --format markdown | evidence --backtest 2027-03-08 | init x.txt
    evidence 2027-03-08 --class winter | evidence --backtest --format svg -o x.svg
    init ; check inspection.toml ; init ; init --force --area B | init - ; init -o a.toml
    init a.toml --fieldwork-start 2027-03-08 --theme neglect --framework jtai-2016 ; plan a.toml
    init a.toml --framework examples/frameworks/peer-challenge.toml ; check a.toml
    init a.toml -o b.toml | init missing/a.toml | init examples | check - --format json
    check - < examples/haringey-2017.toml | check - < tests/inspections/bad/plan-stale.json
    check - < made/latin-1.toml | check - examples < made/empty.toml | check examples -q
    check examples/exampleshire.toml examples | check ./examples examples | check made
    plan 2027-03-08 --format csv --show-working | calendar 2027-03-08 --split-by who
    calendar examples/spring-term.csv | calendar 2027-03-08 --split-by agency -o x
    plan 2027-03-08 --format json -o k.json ; compare k.json 2027-03-15 ; check k.json
    plan 2027-03-08 --area A --format json -o k.json ; mangle k.json 1 j.json ; check j.json
    calendar 2027-03-08 --area A -o a.ics ; calendar 2027-03-08 --area A -o a.ics --force
    calendar 2027-03-08 -o a.ics ; calendar 2027-03-08 --split-by who --previous . -o b
    calendar 2027-03-08 --split-by who --previous missing -o b | calendar 2027-03-08 -o .
    calendar 2027-03-08 --split-by who --for partners -o b | days add -- 2027-03-08 -5
    days add --show-working 2000-01-03 20000 | weeks --from today --to today --terms made/odd.ics
    plan 2027-03-08 -- --area | days between 2027-03-08 2027-03-01 --show-working
""")


def runs() -> list[str]:
    """The names of all runs, each once, in the order in which they are written."""
    chance = random.Random("runs")
    every = (
        *map(asked, MISUSE),
        *faces(),
        *options(),
        *variables(),
        *dates(),
        *outputs(),
        *files(chance),
        *odd_files(),
        *lists(),
        *editions(chance),
        *folders(),
        *mangled(chance),
        *weeks(chance),
    )
    return list(dict.fromkeys(every))


def asked(text: str, settings: str = "", today: object = TODAY) -> str:
    """A run: the commands with their settings, and --today where the clock would be read."""
    found = []
    for part in text.split(" ; "):
        command = re.match(r"(days (add|between|list)|[a-z]+)(?= |$)", part)
        clocked = command and command[1] in COMMANDS and command[1] not in ("check", "rules")
        if command and clocked and "--today" not in part:  # first, so that the end can lack a value
            part = f"{command[1]} --today {today}{part[command.end() :]}"
        found.append(part if part.startswith("mangle ") else f"{settings} jtai {part}".strip())
    return re.sub(" +", " ", " ; ".join(found))


def about(text: str, day: dt.date = DAY) -> str:
    """The text with the days that it names."""

    def named(it: re.Match[str]) -> str:
        way = {"m": -1, "p": 1, "day": 0}[it[1]]
        return str(day + dt.timedelta(way * int(it[2] or 0)))

    return re.sub(r"\{(m|p|day)(\d*)\}", named, text)


def plain(command: str, which: int = 0) -> str:
    """The command with what it cannot do without."""
    return about(f"{command} {parted(COMMANDS[command][0])[which]}".strip())


def values(option: str) -> tuple[list[str], list[str]]:
    """The good and the bad values of an option; a flag has nothing after it."""
    good, _, bad = VALUES.get(option, "").partition(" || ")
    return parted(good), parted(bad) if bad else []


def faces() -> Iterator[str]:
    """Help, and every format, piped and on terminals of several widths."""
    for command, (texts, formats, _) in COMMANDS.items():
        yield from (asked(f"{command} --help", face) for face in ("", "COLUMNS=50", "COLUMNS=120"))
        for which in range(len(parted(texts))):
            text = plain(command, which)
            yield from (asked(text, face) for face in FACES)
            for name in (*formats.split(), "tabel"):
                yield asked(f"{text} --format {name}")
                yield asked(f"{text} --format {name}", "TTY=1")
                yield asked(f"{text} --format {name} --plain -q", "TTY=1")
    yield from (asked(page, face) for page in PAGES for face in ("", *FACES))


def options() -> Iterator[str]:
    """Every option of every command with each of its values, misspelt, and without one."""
    for command, (_, _, names) in COMMANDS.items():
        for option in f"{names} {OUTPUT} --today".split():
            good, bad = values(option)
            for value in (*good, *bad, ""):
                yield asked(f"{plain(command)} {option} {about(value)}".strip())
            yield asked(f"{plain(command)} {option[:-1]}")
            yield asked(f"{plain(command)} {option[:4]}q{option[4:]} x")


def variables() -> Iterator[str]:
    """The same options from the environment and from the user's own file."""
    for command, (_, _, names) in COMMANDS.items():
        text = plain(command)
        for option in names.split():
            good, bad = values(option)
            name = f"JTAI_{option[2:].replace('-', '_').upper()}"
            for value in {good[0] or "1": 0, good[-1] or "no": 0, bad[0] if bad else "maybe": 0}:
                value = re.sub(f" {option} ", ";", value).strip("'")
                yield asked(text, about(f"'{name}={value}'"))
        for own in ("good.toml", "bad.toml", "other.toml", "latin-1.toml", "missing.toml"):
            yield asked(text, f"JTAI_CONFIG=made/{own}")
        yield asked(text, "XDG_CONFIG_HOME=made/xdg")
        yield asked(f"{text} --region ENG --area B", "XDG_CONFIG_HOME=made/xdg")
        for name in ("json", "markdown", "junit", "svg", "none"):
            yield asked(text, f"JTAI_FORMAT={name}")
    for file in ("examples/exampleshire.toml", "tests/inspections/ok/scotland.toml"):
        yield asked(f"plan {file}", "XDG_CONFIG_HOME=made/xdg")
        yield asked(f"plan {file}", "JTAI_REGION=NIR JTAI_CONFIG=made/other.toml")
    yield "JTAI_TODAY=2027-03-08 jtai plan today --format json"
    for seconds in ("1700000000", "soon", "99999999999"):
        yield f"SOURCE_DATE_EPOCH={seconds} jtai calendar 2027-03-08 --area A"
    yield asked("check tests/inspections/bad --format github", "GITHUB_STEP_SUMMARY=summary.md")
    yield asked("check examples --format github", "GITHUB_STEP_SUMMARY=missing/summary.md")


def dates() -> Iterator[str]:
    """Dates as people type them, wherever one is taken."""
    for date in DATES:
        words = date if date.startswith("'") else f"'{date}'"
        yield from (
            asked(f"{each} {date} -q") for each in ("plan", "evidence", "calendar", "status")
        )
        yield from (asked(f"{each} {words} 2027-03-15") for each in ("compare", "days between"))
        yield from (asked(f"notice {each} {words}") for each in ("--fieldwork", "--notified"))
        yield asked(f"days add {words} 5 --format json")
        yield asked(f"deadlines --published {words} --format csv")
        if date != "today":  # which would ask the clock
            yield asked("days list", today=words)


def outputs() -> Iterator[str]:
    """Files by their endings: written, not replaced, and replaced with --force."""
    for command in COMMANDS:
        for ending in parted("| .txt | .json | .jsonl | .csv | .md | .svg | .xml | .ics | .docx"):
            text = plain(command).replace("init -", "init") + f" -o 'a new{ending}'"
            yield asked(f"{text} ; {text} ; {text} --force -q")
        yield asked(f"{plain(command)} -o x.bin --format json")


def files(chance: random.Random) -> Iterator[str]:
    """Every file of the examples and the tests through every command that takes one."""
    folders = ("examples", *(f"tests/{name}" for name in ("inspections/*", "answers/timetables")))
    paths = [path for each in folders for path in sorted(ROOT.glob(f"{each}/*.*"))]
    found = [path for path in paths if path.suffix in (".toml", ".json")]
    for path in found:
        name, other = path.relative_to(ROOT), chance.choice(found).relative_to(ROOT)
        days = re.findall(r"20\d\d-\d\d-\d\d", path.read_text(encoding="utf-8"))
        start = dt.date.fromisoformat((days or [str(DAY)])[0])
        for form in ("text", "json", "github", "junit"):
            yield asked(f"check {name} --format {form}")
        yield asked(f"compare {name} {start + dt.timedelta(chance.choice((0, 7, 10, 35)))}")
        yield asked(f"compare {start} {name} --format {chance.choice(('json', 'markdown'))}")
        yield asked(f"compare {name} {other}", chance.choice(FACES))
        yield asked(f"plan {name} --format {chance.choice(('csv', 'json', 'markdown'))}")
        if path.suffix == ".toml":
            yield asked(f"plan {name} --observed --show-working", chance.choice(("", *FACES)))
            yield asked(f"calendar {name} --weeks --observed -o a.ics")
            for form in ("table", "json", "markdown", "table"):
                today = start + dt.timedelta(chance.choice((-20, 0, 1, 4, 9, 20, 60, 120)))
                yield asked(f"status {name} --format {form} --fail-late", today=today)


def odd_files() -> Iterator[str]:
    """Files that are missing, unreadable or not what the command takes."""
    takers = "plan | check | status | calendar | compare 2027-03-08 | evidence --from | init"
    takers += "| plan 2027-03-08 --framework | calendar 2027-03-08 -o b.ics --previous | rules"
    takers += "| weeks --from 2027-03-08 --to 2027-05-01 --others | plan 2027-03-08 -o"
    for name in ODD_FILES:
        yield from (asked(f"{taker} {name}") for taker in parted(takers))


def lists() -> Iterator[str]:
    """Lists in every format."""
    for name in ("examples/spring-term.csv", "made/hundred.csv", "made/faults.csv"):
        for form in ("table", "json", "jsonl", "csv", "markdown"):
            for more in ("", "--skip-bad", "--skip-bad --observed --region SCT", "--area A -q"):
                yield asked(f"plan {name} --format {form} {more}".strip())
            yield asked(f"plan {name} --skip-bad -o plans.{form}")
        yield from (asked(f"plan {name} --skip-bad", face) for face in FACES)


def editions(chance: random.Random) -> Iterator[str]:
    """Calendars that were made, moved and made again, and some that were spoilt in between."""
    known = ("--area Exampleshire", "--reference EX-1", "--reference EX-2 --area 'Ynys Môn'", "")
    more = parted("""
        | | | --weeks | --observed | --only required | --remind 1d | --for partners
        --step report | --no-method | --framework jtai-2016 | --fieldwork-days 4 | -q
    """)
    for number in range(200):
        day, who, drop = chance.choice(MONDAYS), chance.choice(known), ""
        parts, before = [], ""
        for name in ("a.ics", "b.ics", "c.ics"):
            today = day - dt.timedelta(40 - len(parts))
            options = f"{who} {chance.choice(more)} {before} {drop}"
            parts.append(f"calendar {day} {options} -o {name} --today {today}")
            if number % 3 == 0:
                parts.append(f"mangle {name} {number} {name}")
            before, drop = f"--previous {name}", chance.choice(("", "--drop-cancelled"))
            day += dt.timedelta(chance.choice((0, 1, 7, 14, -7, 140)))
        yield asked(" ; ".join(parts), chance.choice(("", "TTY=1", "TTY=err COLUMNS=50")))


def folders() -> Iterator[str]:
    """Folders of calendars, a file for each side or agency, and their next editions."""
    for split in ("who", "agency"):
        for more in ("", "--drop-cancelled", "--force", "--weeks -q", "--observed --remind 2d"):
            make, again = f"--split-by {split} {more} -o", "calendar made/moved.toml --previous"
            for face in ("", "TTY=1", "TTY=err"):
                start = f"calendar examples/exampleshire.toml {make} a"
                yield asked(f"{start} ; {again} a {make} b ; {again} b {make} a", face)
                yield asked(f"{start} ; {again} a {make} a ; calendar 2027-03-08 {make} a", face)


def mangled(chance: random.Random) -> Iterator[str]:
    """Files with faults, which have most of the messages."""
    kinds = {
        "examples/exampleshire.toml": "check {} ; plan {} -q",
        "examples/haringey-2017.toml": "check {} --format json ; status {}",
        "tests/inspections/ok/kept.json": "check {} --format github ; compare {} 2027-03-15",
        "examples/frameworks/peer-challenge.toml": "plan 2027-06-08 --framework {} ; rules {}",
        "examples/spring-term.csv": "plan {} --format csv --skip-bad ; plan {}",
        "examples/newer-letters.csv": "evidence --since 2026-01-01 --from {}",
        "examples/weeks/term-dates.toml": "weeks --from 2027-03-01 --to 2027-04-20 --terms {}",
        "tests/answers/terms/exampleshire.ics": "weeks --from today --to 2027-06-30 --terms {}",
        "made/odd.ics": "weeks --from 2027-03-01 --to 2027-04-20 --others {} --format csv",
        "made/good.toml": "plan 2027-03-08 --format csv",
    }
    for source, text in kinds.items():
        for number in range(120):
            file = f"x{source[source.rindex('.') :]}"
            own = f"JTAI_CONFIG={file}" if source == "made/good.toml" else ""
            face = own or chance.choice(("", "", "TTY=1"))
            yield f"mangle {source} {number} {file} ; {asked(text.replace('{}', file), face)}"


def weeks(chance: random.Random) -> Iterator[str]:
    """Every Monday as a plan, and with commands, options and terminals drawn by lot."""
    drawn = [command for command in COMMANDS if command not in ("init", "rules", "check")]
    for number, monday in enumerate(MONDAYS):
        form = ("csv", "json", "table", "markdown", "jsonl")[number % 5]
        yield asked(f"plan {monday} --format {form}", today=monday - dt.timedelta(number % 90))
        for _ in range(3):
            command = chance.choice(drawn)
            texts, formats, names = COMMANDS[command]
            words = [command, chance.choice(parted(texts))]
            for option in names.split():
                if chance.random() < (0.5 if option in ("--region", "--framework") else 0.06):
                    words += [option, chance.choice(values(option)[0])]
            if formats and chance.random() < 0.7:
                words += ["--format", chance.choice(formats.split())]
            day = monday + dt.timedelta(chance.choice((*[0] * 24, *range(1, 7))))
            today = day + dt.timedelta(chance.choice((-200, -40, -14, 0, 3, 60)))
            yield asked(about(" ".join(words), day), chance.choice(["", "", "", *FACES[:3]]), today)


def make_inputs(folder: Path) -> None:
    """Write the files that no checkout has: long, faulty, unreadable, and the user's own."""
    made = folder / "made"
    (made / "folder.toml").mkdir(parents=True)
    (made / "xdg/jtai").mkdir(parents=True)
    example = (folder / "examples/exampleshire.toml").read_text(encoding="utf-8")
    own = 'region = "WLS"\narea = "Gwynedd"\nclosures = [2027-03-10]\nreport_basis = "calendar"\n'
    themes, regions = ("front-door", "early-help", ""), ("ENG", "WLS", "SCT", "NIR", "")
    rows = [
        f"Area {row},R-{row},{themes[row % 3]},{regions[row % 5]},{day},{day + dt.timedelta(row)}\n"
        for row, day in enumerate(MONDAYS[540:])
        if day.month in (2, 6, 7, 9, 10, 11) or (day.month == 3 and day.day < 20)
    ]
    rows = ["area,reference,theme,region,fieldwork_start,closures\n", *rows[:100]]
    faults = [row.replace("-", "/") if row[5:6] == "4" else row for row in rows[:40]]
    texts = {
        "hundred.csv": "".join(rows),
        "faults.csv": "".join(faults) + "a,b,c,d,e,f,g\n,,x,,2027-03-08,\n,,,,,,\n",
        "semicolons.csv": "area;fieldwork_start\nA;2027-03-08\n",
        "moved.toml": re.sub(r"(?s)2027-03-08(.*)\[done\].*", r"2027-03-15\1", example),
        "bom.toml": "\ufeff" + example.replace("\n", "\r\n"),
        "nul.toml": example + "\0",
        "large.toml": example + "# x\n" * 300_000,
        "list.json": "[1, 2]",
        "odd.ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
        "BEGIN:VEVENT\r\nSUMMARY:Visit\r\nDTSTART;VALUE=DATE:20270308\r\nDURATION:P3D\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nSUMMARY:Other\r\nDTSTART:20270309T090000Z\r\nDTEND:20270311T000000Z\r\n"
        "STATUS:TENTATIVE\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        "empty.toml": "",
        "empty.csv": "",
        "good.toml": own,
        "bad.toml": f'{own}colour = "red"\n',
        "other.toml": 'format = "json"\nframework = "jtai-2016"\nquiet = true\nelections = []\n',
        "xdg/jtai/config.toml": f'{own}elections = [2027-04-08]\ntheme = "front-door"\n',
    }
    for name, text in texts.items():
        (made / name).write_bytes(text.encode())
    (made / "latin-1.toml").write_bytes('area = "Ynys Môn"\n'.encode("latin-1"))
