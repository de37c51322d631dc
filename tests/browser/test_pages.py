"""Pages in a real Chromium: as wide as a telephone, a tablet and a desk, dark, and on paper."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.harness import EXAMPLES, HANGS, INSPECTIONS, missing, process_environment, run_process

LOOK = Path(__file__).with_name("look.mjs")
TRACKED = INSPECTIONS / "ok/requests-and-audits.toml"
HOSTILE = (
    "<script>document.title='run'</script></style></svg><img src=http://e.test/x "
    "onerror=alert(1)>\"'><svg onload=alert(2)>{{ 7 * 7 }}{% raw %}"
)
LONG = "Llanfairpwllgwyngyll" * 6
STEP = """
[[steps]]
id = "own{n}"
title = "{title}"
from = "notification"
offset = {offset}
owner = "{title}"
"""
TITLES = ["BRIEFING OF ELECTED MEMBERS and the partnership's board", LONG, "Short", "W" * 40] * 3
TERMS = ("--terms", EXAMPLES / "weeks/term-dates.toml")
PAGES = {
    "plain": ("plan", "2027-03-08"),
    "example": ("plan", EXAMPLES / "exampleshire.toml"),
    "terms": ("plan", "2027-05-24", *TERMS),
    "most": ("plan", "most.toml"),
    "working": ("plan", EXAMPLES / "exampleshire.toml", "--show-working", *TERMS),
    "long": ("plan", "long.toml"),
    "wall": ("plan", "2027-03-08", "--format", "wall"),
    "wall-example": ("plan", EXAMPLES / "exampleshire.toml", "--format", "wall"),
    "wall-long": ("plan", "long.toml", "--format", "wall"),
    "wall-hostile": ("plan", "hostile.toml", "--format", "wall"),
    "hostile": ("plan", "hostile.toml"),
    "simple": ("plan", "2027-03-08", "--simple"),
    "status": ("status", EXAMPLES / "exampleshire.toml", "--today", "2027-03-03"),
    "audits": ("audits", TRACKED, "--today", "2027-06-24"),
    "compare": ("compare", "2027-06-28", "2027-07-05", "--steps"),
    "weeks": ("weeks", "--from", "2027-04-01", "--to", "2027-07-30"),
    "best": ("weeks", "--from", "2027-04-01", "--to", "2027-07-30", "--best", "3"),
    "evidence": ("evidence",),
    "ahead": ("evidence", "--ahead", "--today", "2026-11-26"),
}
pages = pytest.mark.parametrize("name", PAGES)


def inspection(area, titles):
    """An inspection file with steps on the first days."""
    steps = (
        STEP.format(n=number, title=title.replace('"', '\\"'), offset=number % 5)
        for number, title in enumerate(titles)
    )
    quoted = area.replace('"', '\\"')
    closure = f'closures = [{{ from = 2027-03-03, name = "{quoted}" }}]'
    return f'fieldwork_start = 2027-03-08\narea = "{quoted}"\n{closure}\n{"".join(steps)}'


def of_two_sheets():
    """The most for which docs/reference/dates-and-options.md promises two sheets."""
    example = (EXAMPLES / "exampleshire.toml").read_text(encoding="utf-8").partition("[actual]")[0]
    own = "Briefing for the elected members of the council"
    return example + "".join(STEP.format(n=n, title=own, offset=n) for n in range(2))


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """What Chromium saw of each page; one process for all of them."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    node = shutil.which("node")
    if not (chromium and node):
        missing("there is no chromium or no node: install Debian's chromium and nodejs")
    folder = tmp_path_factory.mktemp("pages")
    (folder / "most.toml").write_text(of_two_sheets(), encoding="utf-8")
    (folder / "long.toml").write_text(inspection(LONG, TITLES), encoding="utf-8")
    (folder / "hostile.toml").write_text(inspection(HOSTILE, [HOSTILE] * 2), encoding="utf-8")
    for name, command in PAGES.items():
        made = run_process(*command, "-o", f"{name}.html", "-q", cwd=folder)
        assert made.code == 0, made.err
    files = [folder / f"{name}.html" for name in PAGES]
    looked = subprocess.run(
        [node, LOOK, chromium, *files],
        env=process_environment(),
        capture_output=True,
        timeout=4 * HANGS,
    )
    assert looked.returncode == 0, looked.stderr.decode()
    found = json.loads(looked.stdout)
    if "missing" in found:
        missing(
            f"{found['missing']}: npm install playwright-core@1.65.1 axe-core@4.14.1, and set "
            "ICAL_JS to the folder that holds its node_modules"
        )
    return dict(zip(PAGES, found, strict=True))


@pages
def test_nothing_is_loaded_and_nothing_runs(name, seen):
    assert seen[name]["requests"] == []
    assert seen[name]["title"] not in ("", "run")


@pages
def test_no_page_scrolls_sideways(name, seen):
    assert seen[name]["wide"] == []


@pages
def test_axe_finds_nothing(name, seen):
    assert seen[name]["axe"] == []


@pages
def test_no_title_spills_from_its_bar(name, seen):
    assert seen[name]["spilt"] == []


@pytest.mark.parametrize(
    ("name", "sheets"),
    [
        ("plain", 2),
        ("example", 2),
        ("most", 2),
        ("terms", 2),
        ("working", 4),
        ("simple", 2),
        ("long", 3),
    ],
)
def test_a_plan_prints_on_few_sheets(name, sheets, seen):
    assert seen[name]["sheets"] <= sheets


@pytest.mark.parametrize("name", ["wall", "wall-example", "wall-long", "wall-hostile"])
def test_a_wall_planner_prints_on_one_sheet(name, seen):
    assert seen[name]["sheets"] == 1
