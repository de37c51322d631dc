"""Pages in a real Chromium: as wide as a telephone, a tablet and a desk, dark, and on paper."""

import json
import shutil
import struct
import subprocess
import zlib
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
NAMES = [
    "Briefing of elected members and the partnership's board",
    "Meeting of head teachers and designated safeguarding leads",
    "Briefing for frontline practitioners of every agency",
    "Partnership meeting on emerging findings",
] * 3
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
    "wall-six": ("plan", "six.toml", "--format", "wall"),
    "wall-twelve": ("plan", "twelve.toml", "--format", "wall"),
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
    "programme": ("programme", "show", EXAMPLES / "programme/programme.toml"),
}
pages = pytest.mark.parametrize("name", PAGES)
A4 = (595, 842)  # points
FAULTY = """<html lang="en-GB"><title>x</title><body style="width: 900px; color: #ccc">
<p style="width: 60px; overflow: hidden; white-space: nowrap">hidden</p>
<img src="http://e.test/x"><a href="#" style="outline: none">one</a>
<a href="#" tabindex="-1">two</a>
<svg><rect width="5" height="20"/><text y="15" class="on-required">Out of its bar</text></svg>
<script>document.title = "run"; alert("alert"); console.log("said")</script>"""


def inspection(area, titles, days=5):
    """An inspection file with steps on so many first days."""
    steps = (
        STEP.format(n=number, title=title.replace('"', '\\"'), offset=number % days)
        for number, title in enumerate(titles)
    )
    quoted = area.replace('"', '\\"')
    closure = f'closures = [{{ from = 2027-03-03, name = "{quoted}" }}]'
    return f'fieldwork_start = 2027-03-08\narea = "{quoted}"\n{closure}\n{"".join(steps)}'


def inspection_files():
    """The inspection files of the pages above, by their names."""
    example = (EXAMPLES / "exampleshire.toml").read_text(encoding="utf-8").partition("[actual]")[0]
    two = "".join(STEP.format(n=n, title=NAMES[n], offset=n) for n in range(2))
    return {
        "most": example
        + two,  # all for which docs/reference/dates-and-options.md promises 2 sheets
        "six": inspection("Exampleshire", NAMES[:6], 12),
        "twelve": inspection("Exampleshire", NAMES, 12),
        "long": inspection(LONG, TITLES),
        "hostile": inspection(HOSTILE, [HOSTILE] * 2),
    }


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """What Chromium saw of each page; one process for all of them."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    node = shutil.which("node")
    if not (chromium and node):
        missing("there is no chromium or no node: install Debian's chromium and nodejs")
    folder = tmp_path_factory.mktemp("pages")
    (folder / "faulty.html").write_text(FAULTY, encoding="utf-8")
    for name, text in inspection_files().items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    for name, command in PAGES.items():
        made = run_process(*command, "-o", f"{name}.html", "-q", cwd=folder)
        assert made.code == 0, made.err
    files = [folder / f"{name}.html" for name in (*PAGES, "faulty")]
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
    return dict(zip((*PAGES, "faulty"), found, strict=True))


@pages
def test_nothing_is_loaded_and_nothing_runs(name, seen):
    assert seen[name]["events"] == []
    assert seen[name]["title"] not in ("", "run")


@pages
def test_no_page_scrolls_sideways_or_cuts_a_word_however_large_it_is_shown(name, seen):
    """As wide as a telephone, zoomed to 200 % and 400 %, and with text alone at 200 %."""
    assert seen[name]["cut"] == []


@pages
def test_the_keyboard_comes_to_all_that_can_be_used(name, seen):
    assert seen[name]["unreached"] == []


@pages
def test_axe_finds_nothing(name, seen):
    assert seen[name]["axe"] == []


@pages
def test_no_title_spills_from_its_bar(name, seen):
    assert seen[name]["spilt"] == []


def test_each_fault_of_a_page_would_be_seen(seen):
    """Else the tests above could not fail."""
    faulty = seen["faulty"]
    assert faulty["title"] == "run"
    assert {"http://e.test/x", "alert", "said"} <= set(faulty["events"])
    cut = {(width, size): words for width, size, words in faulty["cut"]}
    assert len(cut) == 5
    assert "the page" in cut[320, 100]
    assert "hidden" in cut[1280, 200]
    assert len(faulty["unreached"]) == 2
    assert {rule for _, _, rule, _ in faulty["axe"]} >= {"color-contrast", "image-alt"}
    assert set(faulty["spilt"]) == {"Out of its bar"}


@pytest.mark.parametrize(
    ("name", "sheets"),
    [
        ("plain", 2),
        ("example", 2),
        ("most", 2),
        ("terms", 2),
        ("working", 4),
        ("long", 3),
    ],
)
def test_a_plan_prints_on_few_sheets(name, sheets, seen):
    assert len(seen[name]["sheets"]) <= sheets
    assert all(sheet == [*A4] for sheet in seen[name]["sheets"])


@pytest.mark.parametrize(
    ("name", "points"),
    [
        ("wall", 15),
        ("wall-example", 11),
        ("wall-six", 10.5),
        ("wall-twelve", 9.5),
        ("wall-long", 6),
        ("wall-hostile", 6),
    ],
)
def test_a_wall_planner_is_one_sheet_across_in_letters_as_large_as_it_allows(name, points, seen):
    """The guide promises 15 points with no step of your own, 11 with six and 10 with twelve."""
    assert seen[name]["sheets"] == [[*reversed(A4)]]
    assert seen[name]["letters"] >= points


# ------------------------------------------------------------------ the drawings as pictures


def written(greys):
    """Rows of 64 greys as a PNG."""
    rows = [bytes([0, *greys[start : start + 64]]) for start in range(0, len(greys), 64)]
    size = struct.pack(">IIBBBBB", 64, len(rows), 8, 0, 0, 0, 0)
    parts = [(b"IHDR", size), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def read(picture):
    """The greys of a PNG that is ``written`` here."""
    start = picture.index(b"IDAT") + 4
    length = struct.unpack(">I", picture[start - 8 : start - 4])[0]
    rows = zlib.decompress(picture[start : start + length])
    return [grey for number, grey in enumerate(rows) if number % 65]


@pytest.mark.parametrize("name", ["terms", "wall-example", "weeks"])
def test_the_drawings_of_a_page_are_those_that_were_looked_at(name, seen, pytestconfig):
    """A grey is of 15 by 15 pixels: of a missing pattern or shade it differs by 14 and more."""
    for number, greys in enumerate(seen[name]["drawings"], 1):
        path = Path(__file__).with_name("drawings") / f"{name}-{number}.png"
        if pytestconfig.getoption("rewrite"):
            path.write_bytes(written(greys))
        looked_at = read(path.read_bytes())
        assert len(greys) == len(looked_at)
        assert max(abs(one - other) for one, other in zip(greys, looked_at, strict=True)) < 10
