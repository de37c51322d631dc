"""HTML pages as a parser reads them: their structure, and that nothing is loaded from anywhere."""

import re

import pytest

from tests.harness import EXAMPLES, INSPECTIONS
from tests.oracle.formats import Browser

EXAMPLE = EXAMPLES / "exampleshire.toml"
TRACKED = INSPECTIONS / "ok/requests-and-audits.toml"
PAGES = [
    ("plan", "2027-03-08"),
    ("plan", EXAMPLE, "--observed", "--show-working"),
    ("status", EXAMPLE, "--today", "2027-03-03"),
    ("record", EXAMPLE, "set-up", "2027-02-23", "--today", "2027-03-03"),
    ("requests", TRACKED, "--today", "2027-06-17"),
    ("audits", TRACKED, "--today", "2027-06-24"),
    ("fieldwork", EXAMPLE),
    ("compare", "2027-06-28", "2027-07-05", "--steps"),
    ("weeks", "--from", "2027-04-01", "--to", "2027-04-30"),
    ("notice", "--fieldwork", "2027-03-08"),
    ("deadlines", "--fieldwork-end", "2027-03-12"),
    ("evidence",),
    ("evidence", "2027-03-08"),
    ("evidence", "--backtest"),
    ("days", "add", "2027-03-12", "34"),
    ("days", "list", "--from", "2027-01-01", "--to", "2027-12-31"),
    ("rules",),
    ("rules", "--checks"),
]
pages = pytest.mark.parametrize(
    "command", PAGES, ids=lambda words: " ".join(str(word).rpartition("/")[2] for word in words)
)


@pytest.fixture
def page(jtai):
    def asked(*command):
        run = jtai(*command, "--format", "html", "-q")
        assert run.code == 0, run.err
        return run.out

    return asked


def named(tags, name):
    return [dict(attributes) for tag, attributes in tags if tag == name]


@pages
def test_the_structure_of_a_page(command, page):
    out = page(*command)
    assert out.startswith('<!DOCTYPE html>\n<html lang="en-GB">\n')
    tags = Browser(out).tags
    assert len(named(tags, "h1")) == len(named(tags, "main")) == 1
    assert len(named(tags, "caption")) == len(named(tags, "table"))
    assert "<caption></caption>" not in re.sub(r"\s", "", out)
    assert {each.get("scope") for each in named(tags, "th")} <= {"col", "row"}
    assert not re.search(r"<th[^>]*></th>", out)
    ids = [value for _, attributes in tags for name, value in attributes if name == "id"]
    assert len(ids) == len(set(ids))
    (title,) = re.findall(r"<title>(.+)</title>", out)
    assert f"<h1>{title}</h1>" in out


@pages
@pytest.mark.parametrize("more", [(), ("--simple",)], ids=["whole", "simple"])
def test_a_page_loads_nothing_and_runs_nothing(command, more, page):
    out = page(*command, *more)
    assert "default-src 'none'" in out
    tags = Browser(out).tags
    never = ("script", "link", "img", "iframe", "object", "embed", "form", "base")
    assert not [tag for tag, _ in tags if tag in never]
    names = {name for _, attributes in tags for name, _ in attributes}
    assert not [name for name in names if name.startswith("on") or name in ("src", "srcset")]
    assert "@import" not in out
    assert not re.search(r"url\((?!#)", out)


@pages
def test_a_simple_page_has_its_styles_in_its_tags(command, page):
    out = page(*command, "--simple")
    tags = Browser(out).tags
    assert not [tag for tag, _ in tags if tag in ("style", "svg", "dl", "section")]
    assert len(named(tags, "h1")) == 1
    assert all(
        "collapse" in each["style"] and each["border"] == "1" for each in named(tags, "table")
    )


def test_the_warnings_stand_behind_the_dates_that_matter(page):
    out = page("plan", "2027-03-02")
    assert out.index("Statement due") < out.index("fieldwork-start-not-monday")
    assert out.index("fieldwork-start-not-monday") < out.index("Week 1")


def test_an_answer_of_one_sentence_has_it_as_its_title(page):
    assert page("days", "add", "2027-03-12", "34").count("<h1>Tuesday 4 May 2027 is 34 ") == 1


def test_a_file_is_a_page_by_its_ending(jtai, tmp_path):
    for name in ("x.html", "x.HTM"):
        assert jtai("plan", "2027-03-08", "-o", tmp_path / name).code == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    simple = jtai("plan", "2027-03-08", "--simple", "-o", tmp_path / "simple.html", "-q")
    assert simple.code == 0
    assert "<style>" not in (tmp_path / "simple.html").read_text(encoding="utf-8")


def test_simple_is_refused_for_another_format(jtai):
    run = jtai("plan", "2027-03-08", "--simple")
    assert (run.code, run.out) == (2, "")
    assert "--simple is of HTML. Add --format html." in run.err


def test_simple_set_for_all_commands_is_passed_over_by_other_formats(jtai, monkeypatch):
    monkeypatch.setenv("JTAI_SIMPLE", "true")
    assert jtai("plan", "2027-03-08").code == 0
    assert "<style>" not in jtai("plan", "2027-03-08", "--format", "html").out


def test_a_long_name_leaves_the_columns_beside_it_their_width(page):
    out = page("plan", "2027-03-08", "--closure", "2027-03-03")
    widths = re.findall(r'<th scope="col" style="min-width:(\d+)ch">(Day|Date|Who)</th>', out)
    assert ("9", "Day") in widths  # "6 to 10" and its padding
    assert max(int(width) for width, _ in widths) <= 22
