"""The chart, and names of areas that would do harm in a format."""

import csv
import io
import itertools
import re
from xml.etree import ElementTree

import pytest

from tests.letters.reading import HEADING, read, row, table

NASTY = '<b>&"x"'
LIVE = ("script", "image", "foreignObject", "iframe", "a", "b")


def picture(text):
    root = ElementTree.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    return root


def names(root):
    return {element.tag.rpartition("}")[2] for element in root.iter()}


@pytest.mark.parametrize(
    ("options", "n"),
    [
        ("", 28),
        ("--framework jtai-2016", 35),
        ("--framework jtai-2022 --class christmas", 7),
        ("2027-03-24", 15),  # if it votes or not, and three of before
        ("2027-06-14", 9),
        ("2027-12-06 --framework jtai-2016", 2),
        ("--area Bromley", 1),
        ("--area Nowhere", None),
    ],
)
def test_a_picture(jtai, options, n):
    run = jtai("evidence", *options.split(), "--format", "svg")
    assert run.code == 0, run.err
    root = picture(run.out)
    assert "title" in names(root)
    text = " ".join(root.itertext())
    assert text.strip()
    assert n is None or re.search(rf"\b{n}\b", text)
    assert jtai("evidence", *options.split(), "--format", "svg").out == run.out


@pytest.mark.parametrize("options", ["", "2027-03-24", "--theme neglect"])
def test_a_picture_fetches_and_runs_nothing(jtai, options):
    text = jtai("evidence", *options.split(), "--format", "svg").out
    root = picture(text)
    assert not names(root) & set(LIVE)
    assert not re.search(r"<!ENTITY|<!DOCTYPE|<\?xml-stylesheet|@import|javascript:", text)
    for element in root.iter():
        for name, value in element.attrib.items():
            name = name.rpartition("}")[2].lower()
            assert not name.startswith("on"), name
            assert name not in ("href", "src") or value.startswith("#")
            assert not re.search(r"url\((?!['\"]?#)", value)
        if element.tag.endswith("style"):
            assert not re.search(r"url\((?!['\"]?#)", element.text or "")


def test_a_picture_is_written_to_a_file(jtai, tmp_path):
    first, second = tmp_path / "x.svg", tmp_path / "y.svg"
    assert jtai("evidence", "-o", first).code == 0
    assert jtai("evidence", "--format", "svg", "-o", second).code == 0
    assert first.read_bytes() == second.read_bytes()
    picture(first.read_text(encoding="utf-8"))
    assert jtai("evidence", "-o", first).code == 2  # there is one already
    assert jtai("evidence", "-o", first, "--force").code == 0


@pytest.mark.parametrize("options", [[], ["--area", NASTY], ["2027-06-14"]], ids=len)
def test_a_picture_of_nasty_names(jtai, sheet, options):
    rows = [row(NASTY, "2025-06-09", 60), row("]]>&#0;</svg>", "2025-07-07", 61, theme=NASTY)]
    run = jtai("evidence", "--from", sheet(rows), *options, "--format", "svg")
    assert run.code == 0, run.err
    assert not names(picture(run.out)) & set(LIVE)


@pytest.mark.parametrize(
    ("ending", "form"), [("txt", "table"), ("json", "json"), ("csv", "csv"), ("md", "markdown")]
)
def test_the_ending_says_the_format(jtai, tmp_path, ending, form):
    file = tmp_path / f"x.{ending}"
    assert jtai("evidence", "-o", file).code == 0
    assert jtai("evidence", "--format", form, "-o", tmp_path / "other").code == 0
    assert file.read_bytes() == (tmp_path / "other").read_bytes()


@pytest.mark.parametrize(("number", "rest"), [(12, ""), (13, " and 1 more"), (14, " and 2 more")])
def test_a_bar_names_twelve_areas_and_counts_the_rest(jtai, sheet, number, rest):
    rows = [row(f"Borough {n:02}", "2025-06-09", 130) for n in range(number)]  # a day of their own
    out = jtai("evidence", "--letters", sheet(rows), "--format", "svg", "-q").out
    named = ", ".join(f"Borough {n:02}" for n in range(12))
    assert f"<title>Day 130, ordinary: {named}{rest}</title>" in out


# ------------------------------------------------------------------------------------ hostile names


HOSTILE = ["=1+1", "+1", "-1+1", "@SUM(A1)", "a|b", "[/oops]", "[bold]x[/bold]", NASTY, "*_x_*"]


@pytest.mark.parametrize("area", HOSTILE)
@pytest.mark.parametrize(
    ("options", "form"),
    [
        (options, form)
        for options in ([], ["2027-06-14"], ["--backtest"])
        for form in ("table", "json", "csv", "markdown", "svg")
        if (options, form) != (["--backtest"], "svg")  # there is no picture of the back-test
    ],
    ids=str,
)
def test_a_hostile_area_in_every_format(jtai, sheet, area, options, form):
    own = sheet(
        table([row(area, "2025-06-09", note=area, theme=area, urn=area)], [*HEADING, "note"])
    )
    run = jtai("evidence", *options, "--from", own, "--format", form)
    assert run.code == 0, run.err
    assert "Traceback" not in run.err
    if form == "table" and options != ["--backtest"]:  # which names only what it got wrong
        assert area in run.out
    if form == "json":
        found = read(run)
        named = found.get("trials", found.get("letters"))
        assert area in [each["area"] for each in named]
    if form == "csv":
        found = itertools.chain(*csv.reader(io.StringIO(run.out)))
        assert not [cell for cell in found if re.match(r"\s*[=+@-](?!\d+$)", cell)]
    if form == "markdown":
        assert not re.search(r"(?<![\\`])<b>", run.out)


@pytest.mark.parametrize(
    "options", [[], ["2027-06-14"], ["--backtest"]], ids=["all", "start", "test"]
)
def test_a_pipe_adds_no_cell_in_markdown(jtai, sheet, options):
    def bars(area):
        own = sheet([row(area, "2025-06-09")])
        run = jtai("evidence", *options, "--from", own, "--format", "markdown")
        assert run.code == 0, run.err
        return [len(re.findall(r"(?<!\\)\|", line)) for line in run.out.splitlines()]

    assert bars("a|b|c") == bars("abc")
