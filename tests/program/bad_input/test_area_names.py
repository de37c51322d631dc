"""Any name of an area goes through every format as text, or is refused."""

import csv
import io
import json
import re
import tomllib

import pytest

from tests.oracle.formats import browser, in_sheet
from tests.program.bad_input.refusals import CONTROL, MONDAY, areas, contents, read

GIVEN = ["flag", "environment", "file", "list"]


def give(folder, way, area):
    """The arguments and environment that plan for an area named in one of four ways."""
    if way == "flag":
        return ["plan", MONDAY, f"--area={area}"], {}
    if way == "environment":
        return ["plan", MONDAY], {"JTAI_AREA": area}
    if way == "file":
        text = f"area = {json.dumps(area, ensure_ascii=False)}\nfieldwork_start = {MONDAY}\n"
        return ["plan", read(folder / "inspection.toml", text)], {}
    rows = io.StringIO()
    csv.writer(rows).writerows([["area", "fieldwork_start"], [area, MONDAY]])
    return ["plan", read(folder / "list.csv", rows.getvalue())], {}


def answer(jtai, folder, way, area, *options):
    args, env = give(folder, way, area)
    result = jtai(*args, *options, env=env)
    assert result.code == 0, result.err
    assert "jtai: " not in result.err
    return result.out


@areas
@pytest.mark.parametrize("way", GIVEN)
@pytest.mark.parametrize("options", [[], ["--plain"]], ids=["table", "plain"])
def test_a_table_shows_an_area_as_typed(jtai, folder, way, area, options):
    out = answer(jtai, folder, way, area, *options)
    assert area in out
    assert "\x1b" not in out


@areas
@pytest.mark.parametrize("way", GIVEN)
def test_json_holds_an_area_as_typed(jtai, folder, way, area):
    plan = json.loads(answer(jtai, folder, way, area, "--format", "json"))
    plan = plan[0] if way == "list" else plan
    assert plan["inspection"]["area"] == area


@areas
@pytest.mark.parametrize("way", GIVEN)
def test_csv_holds_no_formula(jtai, folder, way, area):
    found = in_sheet(answer(jtai, folder, way, area, "--format", "csv"))
    formulas = [cell for cell in found if re.match(r"\s*[=+@-](?!\d+$)", cell)]
    assert not formulas
    if way == "list":
        assert [cell for cell in found if cell.lstrip("'\t ") == area]
        assert area[0] not in "=+-@" or area not in found


def test_csv_of_one_plan_says_whose_it_is(jtai, folder):
    found = in_sheet(answer(jtai, folder, "flag", "Exampleshire", "--format", "csv"))
    assert [cell for cell in found if "Exampleshire" in cell]


@areas
@pytest.mark.parametrize("way", GIVEN)
def test_markdown_shows_an_area_as_typed_and_nothing_live(jtai, folder, way, area):
    how = ("--no-elections", "--format", "markdown")  # for one of the areas has no polls that year
    harmless = browser(answer(jtai, folder, way, "Exampleshire", *how))
    found = browser(answer(jtai, folder, way, area, *how))
    assert area in found.text
    assert found.tags == harmless.tags


@areas
def test_init_writes_an_area_that_reads_back(jtai, area):
    result = jtai("init", "-", f"--area={area}")
    assert result.code == 0, result.err
    assert tomllib.loads(result.out)["area"] == area


def hostile_file(folder, text):
    """An inspection file with one text wherever a text may stand."""
    quoted = json.dumps(text, ensure_ascii=False)
    return read(
        folder / "inspection.toml",
        f"fieldwork_start = {MONDAY}\narea = {quoted}\nreference = {quoted}\n"
        f"key_contact = {quoted}\nclosures = [{{ from = 2027-03-10, name = {quoted} }}]\n"
        f"bank_holidays = [{{ date = 2027-04-14, name = {quoted} }}]\n"
        f"[[partners]]\nagency = {quoted}\ncontact = {quoted}\n"
        f'[[steps]]\nid = "own"\ntitle = {quoted}\nfrom = "notification"\noffset = 1\n'
        f"owner = {quoted}\ndetail = {quoted}\n",
    )


@pytest.mark.parametrize("text", ["=1+1|<b>x</b>[/oops]*y*", "@a|[bold]`x`[/bold]"])
def test_every_text_of_a_file_is_neutralised(jtai, folder, text):
    harmless = browser(jtai("plan", hostile_file(folder, "Plain"), "--format", "markdown").out)
    name = hostile_file(folder, text)
    table, markdown, sheet, data = (
        jtai("plan", name, "--format", form) for form in ("table", "markdown", "csv", "json")
    )
    assert {table.code, markdown.code, sheet.code, data.code} == {0}
    assert table.out.count(text) >= 4  # area, closure, bank holiday, step
    assert browser(markdown.out).tags == harmless.tags
    assert text in browser(markdown.out).text
    assert not [cell for cell in in_sheet(sheet.out) if re.match(r"\s*[=+@-](?!\d+$)", cell)]
    assert json.loads(data.out)["inspection"]["reference"] == text


def test_a_piped_table_is_never_cut(jtai, folder):
    area = "East " * 80 + "End"
    assert area in " ".join(answer(jtai, folder, "flag", area).split())  # wrapped, and whole


UNSHOWABLE = {
    "newline": "a\nb",
    "return": "a\rb",
    "tab": "a\tb",
    "escape code": "a\x1b[31mb",
    "title escape": "\x1b]0;a\x07",
    "C1 escape": "a\x9b31mb",
    "next line": "a\x85b",
    "line separator": "a\u2028b",
    "delete": "a\x7fb",
}
unshowable = pytest.mark.parametrize("area", UNSHOWABLE.values(), ids=UNSHOWABLE)


@unshowable
@pytest.mark.parametrize("way", GIVEN)
def test_an_area_that_cannot_be_shown_is_refused(refused, folder, way, area):
    args, env = give(folder, way, area)
    if way == "file":
        text = f'area = "{area.encode("unicode_escape").decode()}"\n'.replace("\\x", "\\u00")
        read(folder / "inspection.toml", f"{text}fieldwork_start = {MONDAY}\n")
    if way == "list" and area in ("a\nb", "a\rb"):
        pytest.skip("a line break in a cell is a blank")
    where = {"file": ["inspection.toml", "line 1"], "list": ["list.csv", "row 2"]}.get(way, [])
    refused(*args, env=env, tells=["area", *where])


@pytest.mark.parametrize(
    "args",
    [
        ["pl\x1b[31man"],
        ["plan", "2027-\x1b[31m03-08"],
        ["plan", "\x1b[31m.toml"],
        ["plan", MONDAY, "--\x1b[31m"],
        ["plan", MONDAY, "--theme", "\x1b[31m"],
        ["plan", MONDAY, "--region", "\x1b[31m"],
        ["plan", MONDAY, "--framework", "\x1b[31m"],
        ["plan", MONDAY, "--format", "\x1b[31m"],
        ["plan", MONDAY, "--fieldwork-days", "\x1b[31m"],
        ["plan", MONDAY, "--closure", "\x1b[31m"],
        ["plan", MONDAY, "--reference", "a\nb"],
        ["plan", MONDAY, "-o", "\x1b[31m/new.json"],
        ["rules", "\x1b[31m"],
        ["init", "-", "--area", "\x1b[31m"],
    ],
    ids=[
        "command",
        "start",
        "file",
        "option",
        "theme",
        "region",
        "framework",
        "format",
        "days",
        "closure",
        "reference",
        "output",
        "rules",
        "init",
    ],
)
def test_control_characters_are_never_repeated(jtai, folder, args):
    before = contents(folder)
    result = jtai(*args)
    assert result.code == 2
    assert result.out == ""
    assert result.err.startswith("jtai: ")
    assert not CONTROL.search(result.err), repr(result.err)
    assert contents(folder) == before
