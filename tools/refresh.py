"""Make ``src/jtai_cli/shipped``: what would take too long to read or to work out at every start.

Also the frameworks that the tests plan under, in the same form, and the manual page.

python tools/refresh.py           writes what differs
python tools/refresh.py --check   writes nothing, but names what differs and exits with 1

| made in shipped/ | from what is in src/jtai_cli/ |
|---|---|
| frameworks.py | rules/tables/*.toml but elections.toml, the newest framework first |
| elections.py | rules/tables/elections.toml |
| bank_holidays.py | the holidays library as installed, days/bank_holidays.py, days/published.toml |
| delays.py | letters/letters.csv, and the three above |

| made in tests/frozen/ | from what is there |
|---|---|
| frameworks.py | *.toml |

| made in man/ | from |
|---|---|
| jtai.1 | the texts of --help, and tools/man_page.py |

Run it after a change to one of these or to the records in rules/model.py, and with the newest
holidays library where that has changed its file of the United Kingdom. It needs ruff. With another
such file than the one shipped, --check cannot tell of bank holidays and delays, and says so.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

from jtai_cli.days.bank_holidays import REGIONS, from_library, library_file, shipped_days_hold
from jtai_cli.rules import model
from jtai_cli.rules.model import Election, ElectionTable, Pause, Source
from jtai_cli.rules.reading import read_framework, read_sources
from jtai_cli.tables import parse
from jtai_cli.wording import MONTHS

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src/jtai_cli"
SHIPPED = PACKAGE / "shipped"
TABLES = PACKAGE / "rules/tables"
FROZEN = ROOT / "tests/frozen"


def main() -> int:
    """Make the modules, and write those that differ or, with --check, name them."""
    if sys.argv[1:] not in ([], ["--check"]):
        print(__doc__)
        return 2
    check = len(sys.argv) > 1
    SHIPPED.mkdir(exist_ok=True)
    differ = []
    for path in SHIPPED.glob("*.py"):
        if path not in MODULES:
            differ.append(path)
            if not check:
                path.unlink()
    other_library = check and not shipped_days_hold()
    for path, make in MODULES.items():
        name = path.relative_to(ROOT)
        if other_library and path in OF_THE_LIBRARY:
            print(f"{name}: not compared, for the installed library has another United Kingdom")
            continue
        if check and differ and path == DELAYS:
            print(f"{name}: not compared, for it rests on what differs")
            continue
        text = formatted(make()) if path.suffix == ".py" else make().encode()
        if not path.exists() or path.read_bytes() != text:
            differ.append(path)
            if not check:
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(text)
    for name in (path.relative_to(ROOT) for path in differ):
        print(f"{name}: not what its sources give" if check else f"{name}: changed")
    return 1 if check and differ else 0


def package() -> str:
    """The module that says what the package is."""
    return module("What would take too long to read or to work out at every start.", "")


def frameworks(folder: Path = TABLES) -> str:
    """Every framework of a folder, the newest first."""
    paths = sorted(path for path in folder.glob("*.toml") if path.name != "elections.toml")
    found = [read_framework(path.read_text(encoding="utf-8"), path.name) for path in paths]
    found.sort(key=lambda each: each.since.first_day, reverse=True)
    sources, values = "", ""
    for each in found:
        defined, value = cited(each, f"{each.id}-")
        sources += defined
        values += f"{each.id!r}: {value},"
    return module(
        f"The frameworks of {folder.parent.name}/{folder.name}.",
        f"{sources}\nFRAMEWORKS: dict[str, Framework] = {{{values}}}",
    )


def elections() -> str:
    """The table of elections."""
    top = parse((TABLES / "elections.toml").read_text(encoding="utf-8"), "elections.toml")
    sources, pause = read_sources(top), top.table("pause")
    table = ElectionTable(
        Pause(
            pause.integer("working_days_before", least=1, most=250),
            pause.integer("days_after", least=0, most=250),
            sources[pause.text_of("source")],
        ),
        tuple(
            Election(
                date=row.values["date"],
                name=row.text_of("name"),
                source=sources[row.text_of("source")],
                announced=row.values.get("announced"),
                moved=row.values.get("moved"),
            )
            for row in top.tables("election")
        ),
    )
    defined, value = cited(table)
    return module("The table of elections.", f"{defined}\nELECTIONS = {value}")


def bank_holidays() -> str:
    """Each day off once, with the regions that have it under that name."""
    file = library_file()
    if file is None:
        sys.exit("The holidays library that is installed has no file of the United Kingdom.")
    regions: dict[tuple[str, str], list[str]] = {}
    for region in REGIONS:
        for day, name in from_library(region).items():
            regions.setdefault((day.isoformat(), name), []).append(region)
    days = tuple((day, " ".join(where), name) for (day, name), where in sorted(regions.items()))
    table = tomllib.loads((PACKAGE / "days/published.toml").read_text(encoding="utf-8"))
    published = table["published"][-1]
    year, month = published["read"].split("-")
    return module(
        "Bank holidays from Monday to Friday, as the holidays library has them.",
        f"PUBLISHED_UNTIL = {published['until']!r}\n"
        f'READ = "{MONTHS[int(month) - 1]} {year}"  # when GOV.UK listed them until then\n'
        f"LIBRARY_FILE = {file!r}\n"
        f"DAYS: tuple[tuple[str, str, str], ...] = {days!r}",
    )


def delays() -> str:
    """What the letters say of a likely date, and how often that was right."""
    # Imported only now, with what was written before this.
    from jtai_cli.letters.backtest import evidence_of
    from jtai_cli.letters.letters import shipped_letters
    from jtai_cli.letters.measured import shipped_measured

    found = evidence_of(shipped_measured())
    assert found.statement and found.statement_tried and found.both_tried
    starts = [letter.fieldwork_start for letter in shipped_letters()]
    return module(
        "How late the latest letters of each class came, and how often that said the next.",
        f"LETTERS = {len(starts)}\n"
        f"STARTED_ON_MONDAY = {sum(day.weekday() == 0 for day in starts)}\n"
        f"LATE: dict[str, tuple[int, ...]] = {found.late!r}\n"
        f"TRIED: dict[str, tuple[int, int]] = "
        f"{ {kind: tuple(tried) for kind, tried in found.tried.items()}!r}\n"
        f"STATEMENT = {tuple(found.statement)!r}\n"
        f"STATEMENT_TRIED = {tuple(found.statement_tried)!r}\n"
        f"BOTH_TRIED = {tuple(found.both_tried)!r}",
    )


def man_page() -> str:
    """The manual page."""
    from man_page import page  # only now, for it imports every command, and they what ships

    return page()


BANK_HOLIDAYS = SHIPPED / "bank_holidays.py"
DELAYS = SHIPPED / "delays.py"
MODULES: dict[Path, Callable[[], str]] = {
    SHIPPED / "__init__.py": package,
    SHIPPED / "frameworks.py": frameworks,
    SHIPPED / "elections.py": elections,
    BANK_HOLIDAYS: bank_holidays,
    DELAYS: delays,  # after the others, for it imports them
    FROZEN / "frameworks.py": lambda: frameworks(FROZEN),
    ROOT / "man/jtai.1": man_page,
}
OF_THE_LIBRARY = (BANK_HOLIDAYS, DELAYS)


def module(doc: str, body: str) -> str:
    """The text of a module, with the imports that its body needs."""
    names = sorted(name for name in vars(model) if name[0].isupper() and f"{name}(" in body)
    parts = [f'"""{doc}\n\nMade by tools/refresh.py, not edited by hand.\n"""']
    if "datetime.date(" in body:
        parts.append("import datetime")
    if names:
        parts.append(f"from jtai_cli.rules.model import {', '.join(names)}")
    return "\n\n".join([*parts, body])


def cited(value: object, prefix: str = "") -> tuple[str, str]:
    """Constants for the sources that a value cites, and the value in terms of them."""
    defined, text = "", repr(value)
    for source in sources_in(value):
        name = f"{prefix}{source.id}".upper().replace("-", "_")
        defined += f"{name} = {source!r}\n"
        text = text.replace(repr(source), name)
    return defined, text


def sources_in(value: object) -> list[Source]:
    """Every source that a value cites, once, in order."""
    if isinstance(value, Source):
        return [value]
    parts = value if isinstance(value, tuple) else ()
    return list(dict.fromkeys(source for part in parts for source in sources_in(part)))


def formatted(text: str) -> bytes:
    """As ruff lays it out, so that a change is seen line by line."""
    ruff = [sys.executable, "-m", "ruff", "format", "-"]
    run = subprocess.run(ruff, input=text.encode(), stdout=subprocess.PIPE, check=True, cwd=ROOT)
    return run.stdout


if __name__ == "__main__":
    sys.exit(main())
