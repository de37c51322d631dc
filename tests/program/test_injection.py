"""Whatever a user can name goes through every format as text, and does nothing there.

Each format is read by a reader of its own: what the runner of GitHub Actions takes for a command,
what a browser would make of Markdown, what a spreadsheet would run. Texts that a format can hold
come back from it as they were typed; what no format should hold is refused in one sentence.
"""

import csv
import functools
import io
import json
import os
import re
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from jtai_cli.outputs.files import file_name
from jtai_cli.wording import inert
from tests.harness import EXAMPLES
from tests.oracle.formats import (
    MADE_OF_TEXT,
    Browser,
    browser,
    commands_in,
    harm_in,
    in_sheet,
    on_github,
    other_commands,
    runner_commands,
    runs_in_a_spreadsheet,
)

START = "2027-06-28"  # a Monday, without a warning

# ------------------------------------------------------------------------------------- the texts

MARKUP = {
    "markup of Rich": "[red]x[/oops]",
    "link of Rich": "[link=https://e.test]x[/link]",
    "script": "<script>alert(1)</script>",
    "attribute": "\" onload='x' a=\"&amp;",
    "end of CDATA": "]]><x>&#0;<!--",
    "cells": "a|b\\|c\\",
    "code": "``x` ~~y~~ *_z_*",
    "image": "![x](https://e.test/x.png)",
    "link": "[x](javascript:alert(1)) <https://e.test>",
    "link's address": "[x]: https://e.test",
    "address": "x https://e.test/a?b=c&d. http://e.test) ftp://e.test HTTPS://E.test",
    "address in brackets": "<https://e.test> (www.e.test) WWW.e.test",
    "address for mail": "x.y+z_w@e.test mailto:x@e.test, xmpp:x@e.test/a -@e.test x@e_f.test.",
    "heading": "# x #",
    "bullet": "- x",
    "plus": "+ x",
    "number": "1. x",
    "rule": "---",
    "indented code": "     x",
    "fence": "```x",
    "calendar's property": "a\\nATTENDEE:mailto:x;b,c\\",
    "calendar's end": "END:VEVENT",
    "what GitHub makes of text": "@name #1 a/b#2 :tada: :check_mark: :+1: $x$ $$y$$ @a@b.c",
    "template": "$area ${theme} {0} %s %n",
    "path": "../../etc/passwd",
    "long": "x" * 900,
    "emoji": "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f" * 20,
    "flood of accents": "e" + "\u0301" * 300,
    "no width": "a\u200b\u200d\u2060b",
    "right to left": "\u05e2\u05d1\u05e8 12",
    "not in XML": "a\ufffe\uffffb",
}
FORMULAS = {
    "=": "=cmd|'/C calc'!A0",
    "+": "+1+1",
    "-": "-1+1",
    "@": "@SUM(A1)",
    "blanks": "  =1+1",
    "blank that does not break": "\u00a0=1+1",
    "no width": "\u200b=1+1",
    "quote": '"=1+1"',
    "apostrophe": "'=1+1",
    "wide": "\uff1d1+1",
}
COMMANDS = {
    "error": "::error file=x::y",
    "output": "::set-output name=x::y",
    "stop": "::stop-commands::x",
    "after a blank": " ::add-mask::x",
    "inside": "x ::add-mask::y",
    "inside a word": "x" * 90 + "::add-mask::y",
    "old form": "x##[add-mask]y",
    "encoded": "%0A::error::x%0D%25",
    "of Azure": "x ##vso[task.setvariable variable=PATH]y",
    "of Azure, at a line's end": "x ##vso[task.complete result=Failed]",
    "of TeamCity": "##teamcity[buildStatus status='FAILURE']",
    "of Octopus": "##octopus[setVariable name='x' value='y']",
    "two in one": "##vso[##[error]###vso[x]",
    "of Buildkite": "--- x",
    "of Buildkite, open": "+++ x",
    "of Buildkite, shut": "~~~ x",
    "of Buildkite, to open the last": "^^^ +++",
    "of Buildkite, where a line breaks": "x" * 60 + " --- " * 20 + "x",
    "of Travis": "travis_fold:start:x travis_time:end:1",
    "of GitLab": "section_start:1560896352:x section_end:1560896352:x",
    "to attach a file": "[[ATTACHMENT|/etc/passwd]]",
}
ATTACKS = {
    **MARKUP,
    **{f"formula {name}": text for name, text in FORMULAS.items()},
    **{f"command {name}": text for name, text in COMMANDS.items()},
}
HARMFUL = {
    "escape": "\x1b[31m",
    "link": "\x1b]8;;https://e.test\x1b\\",
    "C1": "\x9b31m",
    "bell": "\x07",
    "backspace": "\x08",
    "return": "\r",
    "line": "\n::error::x",
    "tab": "\t",
    "next line": "\x85",
    "paragraph": "\u2029",
    "override": "\u202e",
    "embedding": "\u202a",
    "isolate": "\u2067",
    "end of isolate": "\u2069",
}
FEW = [  # of each kind, for formats that most of them do not concern
    *("markup of Rich", "script", "attribute", "calendar's property", "long", "right to left"),
    *("not in XML", "formula =", "command error", "command old form"),
]
ALL = bool(os.environ.get("EVERY_TEXT_IN_EVERY_FORMAT"))  # half a minute more


def texts(*concerned):
    """The texts of these kinds, and a few of the others."""
    names = [name for name in ATTACKS if ALL or name in FEW or name.startswith(concerned)]
    return pytest.mark.parametrize("text", [ATTACKS[name] for name in names], ids=names)


harmful = pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL)


def toml(text):
    """A text as TOML has it, every character but letters and figures by its number."""
    return '"' + "".join(e if e.isalnum() else f"\\U{ord(e):08X}" for e in text) + '"'


def inspection(text):
    """An inspection file with the text wherever a text may stand, and faults that repeat it."""
    quoted = toml(text)
    return f"""
area = {quoted}
reference = {quoted}
framework = "own.toml"
theme = "own"
fieldwork_start = {START}
key_contact = {quoted}
closures = [{{ from = {START}, name = {quoted} }}]
bank_holidays = [{{ date = 2027-07-01, name = {quoted} }}]
elections = [{{ date = 2027-08-26, name = {quoted} }}]
cases = [{quoted}]
inspectorates = [{quoted}]
[[partners]]
agency = {quoted}
[[partners]]
agency = "Other"
contact = {quoted}
[[steps]]
id = "own"
title = {quoted}
detail = {quoted}
from = "notification"
offset = 1
owner = {quoted}
"""


def framework(text):
    """A framework of one's own with the text wherever a text may stand."""
    whole = (EXAMPLES / "frameworks/peer-challenge.toml").read_text(encoding="utf-8")
    theme = '[[theme]]\nid = "own"\ntitle = "T"\nfrom = "2026-09"\ninspectorates = ["I"]\n'
    whole += f'url = "U"\n{theme}note = "N"\nsource = "protocol"\n'
    whole = whole.replace('owner = "lead peer"', 'owner = "O"\ndetail = "D"\ncondition = "C"')
    keys = "title|short|note|owner|why|detail|condition|url"
    whole = re.sub(rf'(?m)^({keys}) = ".*?"', lambda found: f"{found[1]} = {toml(text)}", whole)
    return whole.replace('["I"]', f"[{toml(text)}]")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def ask(jtai):
    """Run the program in this process; escape codes are kept, as on a terminal."""
    return functools.partial(jtai, color=True)


@pytest.fixture
def given_files(folder):
    """Write the files of a text: an inspection and its framework."""

    def write(text):
        (folder / "own.toml").write_text(framework(text), encoding="utf-8")
        (folder / "x.toml").write_text(inspection(text), encoding="utf-8")

    return write


TABLE = {"h2", "table", "thead", "tbody", "tr", "th", "td"}  # tags


# ---------------------------------------------------------------------- texts, format by format


def every_command(form):
    """Each command that has the format, over the files with hostile texts."""
    commands = [
        ["plan", "x.toml", "--observed"],
        ["status", "x.toml", "--today", START],
        ["compare", "x.toml", "2027-07-05"],
        ["rules", "own.toml"],
        ["notice", "--fieldwork", START, "--framework", "own.toml"],
        ["deadlines", "--fieldwork-start", START, "--framework", "own.toml"],
    ]
    if form == "csv":
        commands = [each for each in commands if each[0] not in ("status", "compare")]
    return [[*each, "--format", form] for each in commands]


@texts("command")
def test_a_table_shows_the_text_and_gives_the_runner_no_command(ask, given_files, text):
    given_files(text)
    shown = [ask(*command) for command in every_command("table")]
    for run in (*shown, ask("plan", "x.toml", "--plain", env={"FORCE_COLOR": "1"})):
        assert run.code == 0
        assert not harm_in(run.out + run.err)
        assert not commands_in(run.out + run.err)
    coloured = ask("plan", "x.toml", env={"FORCE_COLOR": "1", "COLUMNS": "80"})
    words = re.sub(r"\x1b\[[0-9;]*m", "", coloured.out)
    assert not harm_in(words)
    assert not commands_in(words)
    if text not in COMMANDS.values():
        assert shown[0].out.count(text) >= 8
        assert shown[3].out.count(text) >= 8
        if len(text) < 100:
            unwrapped = re.sub(r"[\s\u2500-\u257f]", "", words)
            assert re.sub(r"\s", "", text) in unwrapped


@pytest.mark.parametrize("text", COMMANDS.values(), ids=COMMANDS)
def test_there_is_no_command_wherever_a_log_breaks_a_line(text):
    shown = inert(text)
    assert not [at for at in range(len(shown)) if commands_in(shown[at:])]
    assert shown.replace("\\", "") == text


def test_two_names_on_a_line_are_no_command_together():
    assert not commands_in(inert("::error title=a:b   Wards A::B"))
    assert not commands_in(inert("::error file=a   ::B"))
    assert inert("Wards A::B, C--D --- and #[3]") == r"Wards A::B, C--D -\-- and #[3]"


@texts()
def test_json_holds_the_text_and_gives_the_runner_no_command(ask, given_files, text):
    given_files(text)
    for command in [*every_command("json"), ["plan", "x.toml", "--format", "jsonl"]]:
        run = ask(*command)
        assert not harm_in(run.out)
        assert not commands_in(run.out)
        json.loads(run.out)
    plan = json.loads(ask("plan", "x.toml", "--format", "json").out)
    assert (plan["inspection"]["area"], plan["framework"]["title"]) == (text, text)
    assert json.loads(ask("plan", "x.toml", "--format", "jsonl").out) == plan


@texts("formula")
def test_no_cell_runs_and_every_cell_comes_back(ask, given_files, text):
    given_files(text)
    for command in every_command("csv"):
        cells = in_sheet(ask(*command).out)
        assert not [cell for cell in cells if runs_in_a_spreadsheet(cell)]
        if command[0] in ("plan", "rules"):
            found = [cell for cell in cells if cell.removeprefix("'") == text or cell == text]
            assert len(found) >= 4


PLAIN_TAGS = {}  # of each command's page, made once


@texts(*MARKUP)
def test_markdown_shows_the_text_and_makes_nothing_of_it(ask, given_files, text):
    for command in every_command("markdown"):
        if command[0] not in PLAIN_TAGS:
            given_files("Plain")
            PLAIN_TAGS[command[0]] = browser(ask(*command).out).tags
        given_files(text)
        run = ask(*command)
        page, github = browser(run.out), on_github(run.out)
        assert [each for each in page.tags if each != ("span", [])] == PLAIN_TAGS[command[0]]
        assert not [each for each in github.tags if each[0] == "a"]
        assert not [each for each in github.pieces if MADE_OF_TEXT.search(each)]
        assert not commands_in(run.out)
        if command[0] in ("plan", "rules"):
            assert page.text.count(text.strip()) >= 8
            assert github.text.count(text.strip()) >= 8


@pytest.mark.parametrize("more", [(), ("--simple",)], ids=["whole", "simple"])
@texts(*MARKUP, "command")
def test_html_shows_the_text_and_makes_nothing_of_it(ask, given_files, text, more):
    for command in every_command("html"):
        if (command[0], more) not in PLAIN_TAGS:
            given_files("Plain")
            PLAIN_TAGS[command[0], more] = tags_in(ask(*command, *more).out)
        given_files(text)
        out = ask(*command, *more).out
        assert tags_in(out) == PLAIN_TAGS[command[0], more]
        assert not harm_in(out)
        assert not commands_in(out)
        if command[0] in ("plan", "rules"):
            assert Browser(out).text.count(text) >= 8


DRAWN = {
    *("svg", "text", "rect", "line", "defs", "pattern", "circle"),
    *("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width", "height", "class", "role", "id"),
    *("aria-hidden", "aria-label", "viewbox", "patternunits", "patterntransform"),
}


def tags_in(page):
    """The tags of a page, less what follows from how long a text is.

    That is how wide a column is at least, and the lines of a picture, which have harmless tags.
    """
    page = re.sub(r' style="min-width:min\(\d+ch,\d+vw\)"', "", page)
    for tag, attributes in Browser("".join(re.findall(r"<svg.*?</svg>", page))).tags:
        assert {tag, *(name for name, _ in attributes)} <= DRAWN
    return Browser(re.sub(r"<svg.*?</svg>", "", page)).tags


@texts("calendar", "emoji", "cells")
def test_a_calendar_holds_the_text_and_no_property_of_its_making(ask, given_files, text):
    given_files("Plain")
    plain = ask("calendar", "x.toml", "--today", START, "--weeks").out
    given_files(text)
    out = ask("calendar", "x.toml", "--today", START, "--weeks").out
    assert not [line for line in out.split("\r\n") if len(line.encode()) > 75 or harm_in(line)]

    def names(calendar):
        return [[name for name, _ in part.property_items(sorted=False)] for part in calendar.walk()]

    calendar, before = (icalendar.Calendar.from_ical(each) for each in (out, plain))
    assert names(calendar) == names(before)
    events = {str(event["UID"]).split(".")[0]: event for event in calendar.walk("VEVENT")}
    assert str(events["own"]["SUMMARY"]) == f"{text}, {text} {text}"
    assert f"Owner: {text}." in str(events["own"]["DESCRIPTION"]).split("\n")
    other = vobject.readOne(out)
    assert f"{text}, {text} {text}" in [event.summary.value for event in other.vevent_list]
    assert {name for each in other.vevent_list for name in each.contents} == {
        name.lower() for name in before.walk("VEVENT")[0]
    }
    (Path.cwd() / "sent.ics").write_bytes(out.encode())
    again = ask("calendar", "x.toml", "--today", "2027-07-01", "--weeks", "--previous", "sent.ics")
    assert (again.code, again.out) == (0, out)
    assert not commands_in(again.err)


@texts()
def test_the_chart_holds_the_text_and_no_element_of_its_making(ask, folder, text):
    def chart(area, theme):
        rows = io.StringIO()
        row = [
            "",
            area,
            theme,
            "Ofsted",
            "2026-06-15",
            "2026-06-19",
            "2026-08-07",
            "",
            area,
        ]  # a day that few others came on
        heading = "urn,area,theme,inspectorates,fieldwork_start,fieldwork_end,published"
        heading = [*heading.split(","), "statement_due", "note"]
        csv.writer(rows).writerows([heading, row])
        (folder / "l.csv").write_text(rows.getvalue(), encoding="utf-8", newline="")
        run = ask("evidence", "--from", "l.csv", "--format", "svg")
        assert run.code == 0
        return ElementTree.fromstring(run.out)

    def form(root):
        return [(each.tag, sorted(each.attrib)) for each in root.iter()]

    found = chart(text, text)
    assert form(found) == form(chart("Plain", "Plain"))
    names = [each.text for each in found.iter() if each.tag.endswith("title")]
    seen = re.sub("[\ufffe\uffff]", "", text.strip())  # which XML cannot hold
    # A cell is read without the blanks around it, and without the apostrophe that CSV puts.
    seen = re.sub("^'(?==)", "", seen)
    assert [name for name in names if seen in name]


@texts("formula")
def test_a_letter_goes_out_and_comes_back(ask, folder, text):
    heading = "urn,area,theme,inspectorates,fieldwork_start,fieldwork_end,published,statement_due"
    kept = f"'{text}" if runs_in_a_spreadsheet(text.lstrip("'")) else text.strip()
    row = [kept, kept, kept, "Ofsted", "2026-06-15", "2026-06-19", "2026-08-06", "", kept]
    rows = io.StringIO()
    csv.writer(rows).writerows([[*heading.split(","), "note"], row])
    (folder / "l.csv").write_text(rows.getvalue(), encoding="utf-8", newline="")
    asked = ["evidence", "--from", "l.csv", "--since", "2026-06-15", "--format"]
    (letter,) = json.loads(ask(*asked, "json").out)["letters"]
    typed = text if kept.startswith("'") else kept
    assert {letter[key] for key in ("urn", "area", "theme", "note")} == {typed}
    sheet = in_sheet(ask(*asked, "csv").out)
    assert sheet.count(kept) == 4
    assert not [cell for cell in sheet if runs_in_a_spreadsheet(cell)]
    shown = ask(*asked, "table")
    assert not commands_in(shown.out)
    assert not harm_in(shown.out)
    page = browser(ask(*asked, "markdown").out)
    assert {tag for tag, _ in page.tags} == {"h1", "p", "strong", *TABLE, "ul", "li"}


@texts()
def test_names_of_terms_and_of_other_inspections(ask, folder, text):
    event = "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:x",
            "BEGIN:VEVENT",
            "UID:x",
            "DTSTART;VALUE=DATE:20270531",
            "DTEND;VALUE=DATE:20270605",
            f"SUMMARY:{icalendar.vText(text + ', school closed').to_ical().decode()}",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    )
    (folder / "t.ics").write_bytes(event.encode())
    (folder / "o.toml").write_text(
        f"[[inspections]]\nname = {toml(text)}\nfrom = 2027-06-07\n", encoding="utf-8"
    )
    options = ["--from", "2027-05-31", "--to", "2027-06-14", "--terms", "t.ics"]
    asked = ["weeks", *options, "--others", "o.toml", "--closure", "2027-06-09", "--format"]
    table, data, sheet, page = (ask(*asked, form) for form in ("table", "json", "csv", "markdown"))
    assert {run.code for run in (table, data, sheet, page)} == {0}
    for run in (table, data, page):
        assert not commands_in(run.out)
    names = [each["name"] for week in json.loads(data.out)["weeks"] for each in week["others"]]
    assert text in names
    assert not [cell for cell in in_sheet(sheet.out) if runs_in_a_spreadsheet(cell)]
    assert {tag for tag, _ in browser(page.out).tags} <= {*TABLE, "ul", "li", "p"}


# ------------------------------------------------------------------------------- check, for CI


def as_typed(text):
    """A text without the backslashes that part a command."""
    return text.replace("\\", "")


@texts("command")
def test_a_check_repeats_the_text_in_every_format(ask, given_files, folder, text):
    given_files(text)
    data = json.loads(ask("check", "x.toml", "--format", "json").out)
    messages = [each["message"] for each in data["findings"]]
    assert sum(text in message for message in messages) >= 2
    assert not [each for each in data["findings"] if text in each["code"]]

    for form in ("text", "json", "junit"):
        run = ask("check", "x.toml", "--format", form)
        assert run.code == 1
        assert not commands_in(run.out + run.err)
        assert not harm_in(run.out + run.err)

    root = ElementTree.fromstring(ask("check", "x.toml", "--format", "junit").out)
    said = [each.get("message") for each in root.iter("failure")]
    shown = re.compile("[\ufffe\uffff]")
    failing = [each["message"] for each in data["findings"] if each["severity"] != "note"]
    assert not other_commands(
        "".join([*root.itertext(), *said])
    )  # a server may print it in its log
    assert [as_typed(each) for each in said] == [as_typed(shown.sub("", each)) for each in failing]
    assert {each.tag for each in root.iter()} <= {
        *("testsuites", "testsuite", "testcase", "failure", "system-out")
    }

    run = ask("check", "x.toml", "--format", "github", env={"GITHUB_STEP_SUMMARY": "summary.md"})
    decoded = [
        data.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
        for name, _, data in runner_commands(run.out)
        if name in ("error", "warning", "notice")
    ]
    assert len(decoded) == len(runner_commands(run.out)) == len(messages)
    assert not other_commands(run.out)
    for message, said in zip(messages, decoded, strict=True):
        assert as_typed(said).startswith(as_typed(message))
    page = browser((folder / "summary.md").read_text(encoding="utf-8"))
    assert {tag for tag, _ in page.tags} <= TABLE
    assert page.text.count(text.strip()) >= 2


# ---------------------------------------------------------------------------- what is refused

PLACES = {
    "area": 'area = "Plain"',
    "reference": 'reference = "Plain"',
    "key contact": 'key_contact = "Plain"',
    "theme": 'theme = "Plain"',
    "framework": 'framework = "Plain"',
    "region": 'region = "Plain"',
    "closure": 'closures = [{ from = 2027-07-01, name = "Plain" }]',
    "bank holiday": 'bank_holidays = [{ date = 2027-07-01, name = "Plain" }]',
    "election": 'elections = [{ date = 2027-07-01, name = "Plain" }]',
    "case": 'cases = ["Plain"]',
    "inspectorate": 'inspectorates = ["Plain"]',
    "agency": '[[partners]]\nagency = "Plain"',
    "contact": '[[partners]]\nagency = "A"\ncontact = "Plain"',
    "step's id": '[[steps]]\nid = "Plain"',
    "step's title": '[[steps]]\nid = "a"\ntitle = "Plain"',
    "step's detail": '[[steps]]\nid = "a"\ntitle = "A"\ndetail = "Plain"',
    "step's anchor": '[[steps]]\nid = "a"\ntitle = "A"\nfrom = "Plain"',
    "step's owner": '[[steps]]\nid="a"\ntitle="A"\nfrom="report"\noffset=1\nowner="Plain"',
    "key": '"Plain" = 1',
    "key of a table": '[[partners]]\n"Plain" = 1',
    "key of what is done": '[done]\n"Plain" = 1',
    "key in line": 'region = { "Plain" = 1 }',
    "date": '[done]\nreport = "Plain"',
    "list": 'region = ["Plain"]',
}


@pytest.mark.parametrize("name", ["override", "line"])
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_harmful_character_is_refused_wherever_it_stands(ask, folder, place, name):
    body = place.replace('"Plain"', toml(f"a{HARMFUL[name]}b"))
    (folder / "x.toml").write_text(f"fieldwork_start = {START}\n{body}\n", encoding="utf-8")
    assert_refused(ask("plan", "x.toml"))
    run = ask("check", "x.toml", "--format", "github")
    assert run.code in (1, 2)  # a key of [done] that is no step may be told as either
    assert not harm_in(run.out + run.err)
    assert {each for each, _, _ in runner_commands(run.out)} <= {"error", "warning"}


@harmful
def test_a_harmful_character_is_refused_as_an_option(ask, text):
    for option in ("--area", "--reference", "--theme", "--framework", "--region", "--report-basis"):
        assert_refused(ask("plan", START, f"{option}=a{text}b"))
    for option in ("--closure", "--bank-holiday", "--election", "--working-day"):
        assert_refused(ask("plan", START, f"{option}=2027-07-01=a{text}b"))
    assert_refused(ask("plan", START, env={"JTAI_AREA": f"a{text}b"}))
    assert_refused(ask("plan", START, env={"JTAI_THEME": f"a{text}b"}))
    assert_refused(ask("plan", START, env={"JTAI_ELECTION": f"2027-07-01=a{text}b"}))
    assert_refused(ask("plan", START, env={"JTAI_CONFIG": f"a{text}b"}))
    assert_refused(ask("calendar", START, env={"SOURCE_DATE_EPOCH": f"a{text}b"}))
    assert_refused(ask("evidence", "--fieldwork-month", f"a{text}b"))
    assert_refused(ask("days", "add", START, f"a{text}b"))
    assert_refused(ask("check", "x.toml", "--select", f"a{text}b"))
    assert_refused(ask("notice", f"a{text}b"))
    assert_refused(ask(f"a{text}b"))
    assert_refused(ask("days", f"a{text}b"))
    assert_refused(ask("plan", START, f"--a{text}b"))
    assert_refused(ask("plan", START, f"--plain=a{text}b"))


@harmful
def test_a_harmful_character_is_refused_in_every_other_file(ask, folder, text):
    text = f"a{text.replace(chr(10), chr(11))}b"
    (folder / "own.toml").write_text(framework(text), encoding="utf-8")
    assert_refused(ask("rules", "own.toml"))
    (folder / "config.toml").write_text(f"area = {toml(text)}\n", encoding="utf-8")
    assert_refused(ask("plan", START, env={"JTAI_CONFIG": "config.toml"}))
    (folder / "config.toml").write_text(f"{toml(text)} = 1\n", encoding="utf-8")
    assert_refused(ask("plan", START, env={"JTAI_CONFIG": "config.toml"}))
    text = "a\x0bb" if text == "a\rb" else text  # a line break in a cell is read as a blank
    cell = f'"{text}"'
    (folder / "list.csv").write_bytes(f"area,fieldwork_start\n{cell},{START}\n".encode())
    assert_refused(ask("plan", "list.csv"))
    (folder / "list.csv").write_bytes(f"{cell},fieldwork_start\nx,{START}\n".encode())
    run = ask("plan", "list.csv")  # a column of one's own, which is named
    assert not harm_in(run.out + run.err)
    assert not commands_in(run.out + run.err)
    asked = ["weeks", "--from", START, "--to", START]
    (folder / "t.toml").write_text(
        f"[[terms]]\nname={toml(text)}\nfrom=2027-06-01\n", encoding="utf-8"
    )
    assert_refused(ask(*asked, "--terms", "t.toml"))
    (folder / "o.csv").write_bytes(f"name,from\n{cell},2027-06-01\n".encode())
    assert_refused(ask(*asked, "--others", "o.csv"))
    heading = "urn,area,theme,inspectorates,fieldwork_start,fieldwork_end,published,statement_due"
    row = f",{cell},x,,2026-06-15,2026-06-19,2026-08-06,"
    (folder / "l.csv").write_bytes(f"{heading}\n{row}\n".encode())
    assert_refused(ask("evidence", "--from", "l.csv"))


def test_a_saved_plan_with_harmful_characters_is_refused(ask, folder):
    kept = ask("plan", START, "--area", "Plain", "--format", "json").out
    for word in ('"Plain"', '"Fieldwork"', '"jtai-2022"', '"ENG"', '"jtai.plan/1"'):
        for text in HARMFUL.values():
            damaged = kept.replace(word, json.dumps(f"a{text}b"))
            (folder / "k.json").write_text(damaged, encoding="utf-8")
            assert_refused(ask("compare", "k.json", START))
            assert_refused(ask("check", "k.json", "--format", "json"), silent=False)


def assert_refused(run, *, silent=True):
    assert run.code == 2, run.out
    assert run.out == "" or not silent
    assert not harm_in(run.out + run.err)
    assert not commands_in(run.out + run.err)
    sentences = [line for line in run.err.splitlines() if line.startswith("jtai: ")]
    assert len(sentences) == 1


# ------------------------------------------------------------------------------ names of files

NAMES = {
    **{name: HARMFUL[name] for name in ("escape", "C1", "return", "line", "override")},
    **{name: COMMANDS[name] for name in ("error", "after a blank", "inside a word", "old form")},
    "markup": "[red]x",
    "script": "<b onload='x'>&",
    "cells": "a|b`c",
    "no UTF-8": "\udcff",
}
names = pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)


def read_here(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")
    return name


@names
def test_the_name_of_a_file_is_text_too(ask, folder, name):
    sound = f"fieldwork_start = {START}\n"
    good, bad = read_here(folder, f"{name}a.toml", sound), read_here(folder, f"{name}b.toml", "x=1")
    rows = read_here(folder, f"{name}a.csv", f"area,fieldwork_start\nx,{START}\ny,x\nz,x\n")
    letters = (EXAMPLES / "newer-letters.csv").read_text(encoding="utf-8")
    letters = read_here(folder, f"{name}l.csv", letters)
    terms = read_here(
        folder,
        f"{name}t.csv",
        "name,from,to\nSpring half term,2027-02-15,2027-02-19\nConcert,2027-02-01,\n",
    )
    own = read_here(folder, f"{name}own.toml", framework("Plain"))
    for arguments in (
        ["plan", bad],
        ["plan", good, "--area", "x", "-o", f"{name}o.json"],
        ["plan", good, "-o", f"{name}o.json"],
        ["plan", rows, "--skip-bad"],
        ["plan", rows],
        ["status", rows, "--skip-bad"],
        ["calendar", rows, "--skip-bad", "-o", f"{name}l.ics"],
        ["compare", rows, rows, "--skip-bad"],
        ["plan", f"{name}missing.toml"],
        ["plan", START, "--framework", own],
        ["plan", START, "--framework", bad],
        ["compare", good, "2027-07-05"],
        ["compare", good, "2027-07-05", "--format", "json"],
        ["compare", good, "2027-07-05", "--format", "markdown"],
        ["compare", good, "2027-07-05", "-o", "c.json"],
        ["evidence", "--from", letters, "--since", "2026-01-01"],
        ["evidence", "--from", letters, "--format", "json"],
        ["evidence", "--from", letters, "--format", "csv"],
        ["evidence", "--from", letters, "-o", "e.csv"],
        ["weeks", "--from", START, "--to", START, "--terms", terms],
        ["weeks", "--from", START, "--to", START, "--others", bad],
        ["calendar", START, "--area", "x", "-o", f"{name}c.ics"],
        ["calendar", START, "--area", "x", "--previous", f"{name}c.ics", "-o", f"{name}d.ics"],
        ["calendar", "2027-07-05", "--area", "x", "--previous", f"{name}c.ics", "-o", "e.ics"],
        ["calendar", START, "--area", "x", "--split-by", "who", "-o", f"{name}folder"],
        ["calendar", START, "--area", "x", "--split-by", "who", "-o", f"{name}folder"],
        ["check", good, bad, rows, f"{name}missing.toml"],
        ["check", good, bad, rows, f"{name}missing.toml", "--format", "json"],
        ["check", good, bad, rows, f"{name}missing.toml", "--format", "junit"],
        ["init", f"{name}new.toml"],
        ["init", f"{name}new.toml"],
        ["rules", bad],
    ):
        run = ask(*arguments)
        assert run.code in (0, 1, 2), arguments
        assert not harm_in(run.out.replace("\r\n", "\n") + run.err), arguments
        assert arguments[-1] == "csv" or not commands_in(run.out + run.err), arguments
    assert_refused(ask("plan", START, env={"JTAI_CONFIG": bad}))
    run = ask("check", good, bad, "--format", "github", env={"GITHUB_STEP_SUMMARY": "summary.md"})
    kinds = [each for each, _, _ in runner_commands(run.out + run.err)]
    assert kinds == ["warning", "error"]
    summary = (folder / "summary.md").read_text(encoding="utf-8")
    assert not harm_in(summary)
    tags = {tag for tag, _ in browser(summary).tags}
    assert tags == TABLE


@names
def test_json_holds_the_name_of_a_file(ask, folder, name):
    good = read_here(folder, f"{name}a.toml", f"fieldwork_start = {START}\n")
    run = ask("compare", good, "2027-07-05", "--format", "json")
    assert json.loads(run.out)["a"]["name"] == good


# ------------------------------------------------------------------ names made of what is typed

DEVICES = ["CON", "prn", "AUX", "NUL", "COM1", "com\u00b9", "LPT9", "lpt\u00b3", "com0", "CONIN$"]
typed = st.one_of(
    st.text(max_size=400),
    st.sampled_from([*DEVICES, "...", "..", "../..", "a/../b", "x" * 300, "\u00e9" * 300, "a. . "]),
    st.text("\U0001d4d0\U00020000\u0bb9\u00e9e\u0301", min_size=50, max_size=400),
)


@given(st.lists(typed, max_size=6))
def test_a_name_made_of_what_is_typed_suits_every_system(texts):
    made = []
    for text in texts:
        made.append(file_name(text, ".ics", made))
    for name in made:
        assert name.endswith(".ics")
        assert not set(name) & set('/\\:*?"<>|') and not harm_in(name)
        assert 5 <= len(name.encode()) <= 255
        assert name[0] not in ".- " and name.removesuffix(".ics")[-1] not in ". "
        device = unicodedata.normalize("NFKC", name).removesuffix(".ics")
        assert not re.fullmatch("con|prn|aux|nul|conin\\$|(com|lpt)[0-9]", device.casefold())
    alike = {unicodedata.normalize("NFD", name).casefold() for name in made}
    assert len(alike) == len(made), "two names that a system takes for one"


def test_a_name_on_a_system_that_takes_accents_apart_is_still_taken():
    there = unicodedata.normalize("NFD", "caf\u00e9.ics")
    assert file_name("Caf\u00e9", ".ics", [there]) == "caf\u00e9-1.ics"


def test_agencies_whose_names_are_alike_get_files_of_their_own(ask, folder):
    agencies = ["A/B", "a b", "A:B", "\u00c9", "E\u0301!", "CON", "..", "\u2026", "x" * 300]
    rows = "".join(f"[[partners]]\nagency = {toml(agency)}\n" for agency in agencies)
    (folder / "x.toml").write_text(
        f'fieldwork_start = {START}\narea = "X"\n{rows}', encoding="utf-8"
    )
    assert ask("calendar", "x.toml", "--split-by", "agency", "-o", "out").code == 0
    found = list((folder / "out").iterdir())
    assert len(found) == len(agencies)
    assert sorted(path.name for path in folder.iterdir()) == ["out", "x.toml"]


# ----------------------------------------------------------------- one's own file, and a new one


@texts("cells", "template", "command")
def test_ones_own_file_a_variable_and_a_new_file_hold_the_text(ask, folder, text):
    (folder / "config.toml").write_text(f"area = {toml(text)}\n", encoding="utf-8")
    for given_as in ({"JTAI_CONFIG": "config.toml"}, {"JTAI_AREA": text}):
        plan = ask("plan", START, "--format", "json", env=given_as)
        assert json.loads(plan.out)["inspection"]["area"] == text
    assert ask("init", "new.toml", "--reference", text, env={"JTAI_AREA": text}).code == 0
    shown = ask("init", "-", "--reference", text, env={"JTAI_AREA": text}).out
    assert shown == (folder / "new.toml").read_text(encoding="utf-8")
    assert not commands_in(shown)
    made = ask("plan", "new.toml", "--format", "json")
    assert made.code == 2  # no date yet
    with open("new.toml", "a", encoding="utf-8") as file:
        file.write("[actual]\nnotified = 2027-06-14\n")
    plan = json.loads(ask("plan", "new.toml", "--format", "json", "--theme", "front-door").out)
    assert (plan["inspection"]["area"], plan["inspection"]["reference"]) == (text, text)
