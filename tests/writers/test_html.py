"""HTML pages as a parser reads them: their structure, their dates, and that they load nothing."""

import datetime as dt
import html.parser
import re
import time

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
    ("evidence", "--ahead", "--today", "2026-11-26"),
    ("evidence", "--backtest"),
    ("days", "add", "2027-03-12", "34"),
    ("days", "list", "--from", "2027-01-01", "--to", "2027-12-31"),
    ("rules",),
    ("rules", "--checks"),
    ("settings",),
    ("schema",),
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
    assert not re.search(r"<(th|dt)[^>]*></(th|dt)>", out)
    ids = [value for _, attributes in tags for name, value in attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#(\w+)\)", out.partition("<body>")[2])) <= set(ids)
    if any("picture" in each.get("class", "") for each in named(tags, "svg")):
        assert set(re.findall(r"url\(#(\w+)\)", out.partition("<body>")[0])) <= set(ids)
    (title,) = re.findall(r"<title>(.+)</title>", out.partition("<body>")[0])
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
    assert not re.search(r"<th[^>]*></th>", out)
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


def test_a_row_is_headed_by_what_it_is_about(page):
    audits = page("audits", TRACKED, "--today", "2027-06-24")
    assert '<th scope="row" data-label="Agency">Exampleshire Council</th>' in audits
    assert '<th scope="row" data-label="Day">1</th>' in page("plan", "2027-03-08")


def test_a_fact_without_a_label_goes_on_with_the_one_before(page):
    status = page("status", EXAMPLE, "--today", "2027-03-03")
    (group,) = re.findall(r"<dt>Next deadlines</dt>(.*?)</div>", status, re.DOTALL)
    assert re.findall(r'"value">(.*?)<', group) == [
        "Case audits done",
        "Briefing for frontline staff of every agency",
        "Further pre-inspection analysis",
    ]


def test_the_key_contact_is_not_as_large_as_the_dates(page):
    large, small = page("plan", EXAMPLE).split('<dl class="facts')[1:]
    assert "Statement due" in large
    assert "Key contact" not in large
    assert small.startswith(" less")
    assert "Key contact" in small.partition("</dl>")[0]


def test_a_long_name_leaves_the_columns_beside_it_their_width(page):
    out = page("plan", "2027-03-08", "--closure", "2027-03-03")
    widths = re.findall(
        r'<th scope="col" style="min-width:min\((\d+)ch,\d+vw\)">(Day|Date|Who)</th>', out
    )
    assert ("9", "Day") in widths  # "6 to 10" and its padding
    assert max(int(width) for width, _ in widths) <= 22


# ------------------------------------------------------------------ the dates, read back


class Reader(html.parser.HTMLParser):
    """The texts of a page by the tag that they stand in, and the cells of each table by caption."""

    def __init__(self, page):
        super().__init__()
        self.texts, self.tables, self.inside = [], {}, []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag not in ("meta", "rect", "line", "circle"):
            self.inside.append(tag)
        if tag == "table":
            self.rows = []
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append([])

    def handle_endtag(self, tag):
        if tag in self.inside:
            while self.inside.pop() != tag:
                pass

    def handle_data(self, data):
        if not (data := data.strip()):
            return
        if "caption" in self.inside:
            self.tables[data] = self.rows
        elif {"td", "th"} & set(self.inside):
            self.rows[-1][-1].append(data)
        elif self.inside:
            self.texts.append((self.inside[-1], data))


def read_date(text, form="%A %d %B %Y"):
    return str(dt.date(*time.strptime(text, form)[:3]))


def read_span(text):
    """Both dates of what a table says, such as "Mon 1 to Fri 5 Mar 2027"."""
    first, _, last = text.partition(" to ")
    last = last or first
    words = first.split() + last.split()[len(first.split()) :]
    return read_date(" ".join(words), "%a %d %b %Y"), read_date(last, "%a %d %b %Y")


@pytest.mark.parametrize("start", ["2027-03-08", "2027-11-29", "2028-01-10"])
def test_the_dates_of_a_page_are_those_of_the_json(start, jtai, page):
    plan = jtai("plan", start, "--format", "json", "-q").json()
    read = Reader(page("plan", start))
    facts = dict(zip(*(_texts(read, tag) for tag in ("dt", "dd")), strict=False))
    values = [text for tag, text in read.texts if tag == "dd"]
    for day in (plan["notification"]["date"], plan["report"]["due"], plan["statement"]["due"]):
        assert day in [read_date(text) for text in values if re.fullmatch(r"\w+ \d+ \w+ \d+", text)]
    assert read_date(facts["Notification"]) == plan["notification"]["date"]
    weeks = [rows for caption, rows in read.tables.items() if caption.startswith("Week ")]
    found = [
        (row[3][0].partition(" (")[0], *read_span(row[1][0]))
        for rows in weeks
        for row in rows[1:]
        if "(required)" in row[3][0] or "(suggested)" in row[3][0]
    ]
    steps = [step for week in plan["weeks"] for step in week["steps"]]
    assert sorted(found) == sorted((s["title"], s["start"], s["end"]) for s in steps)


def _texts(read, tag):
    return [text for each, text in read.texts if each == tag]


def test_the_dates_in_the_pictures_are_those_of_the_json(jtai, page):
    plan = jtai("plan", "2027-11-29", "--format", "json", "-q").json()
    read = Reader(page("plan", "2027-11-29"))
    drawn = _texts(read, "text")
    marks = dict(text.split(": ") for text in drawn if ": " in text)
    assert {label: read_date(day, "%a %d %b %Y") for label, day in marks.items()} == {
        "Call": plan["notification"]["date"],
        "Fieldwork": plan["fieldwork"]["start"],
        "Report due": plan["report"]["due"],
        "Statement due": plan["statement"]["due"],
    }
    titles = {step["title"] for week in plan["weeks"] for step in week["steps"]}
    whole = " ".join(drawn)
    assert not [title for title in titles if title not in whole]
    assert [text for text in drawn if text in ("Mon 15 Nov", "Fri 3 Dec")] == [
        "Mon 15 Nov",
        "Fri 3 Dec",
    ]


def test_the_months_number_the_days_as_the_working_does(jtai, page):
    plan = jtai("plan", "2027-11-29", "--format", "json", "-q", "--show-working").json()
    tables = Reader(page("plan", "2027-11-29")).tables
    numbered = {}
    for caption, rows in tables.items():
        if not re.fullmatch(r"[A-Z][a-z]+ 20\d\d", caption):
            continue
        for cell in (cell for row in rows[1:] for cell in row if len(cell) == 2):
            numbered[read_date(f"{cell[0]} {caption}", "%d %B %Y")] = cell[1]
    _, report, statement = plan["working"]
    for letter, working in (("R", report), ("S", statement)):
        expected = {
            day["date"]: f"{letter}{day['number']}" for day in working["days"] if day["number"]
        }
        assert {day: n for day, n in numbered.items() if n[0] == letter} == expected
    assert numbered[plan["notification"]["date"]] == "D1"
    assert numbered[plan["fieldwork"]["start"]] == "D11"
    assert numbered[plan["report"]["due"]] == f"R{plan['report']['days']}"
    assert numbered[plan["statement"]["due"]] == f"S{plan['statement']['days']}"
    assert "2027-12-27" not in numbered  # the bank holiday of Christmas, which fell on a Saturday


@pytest.mark.parametrize("what", ["2027-03-08", "2027-05-24", EXAMPLE], ids=str)
def test_a_page_is_no_larger_than_60_kb(what, page):
    terms = EXAMPLES / "weeks/term-dates.toml"
    assert len(page("plan", what, "--terms", terms, "--show-working").encode()) <= 60_000


def test_a_simple_page_and_other_formats_have_no_picture(jtai, page):
    assert "<svg" in page("plan", "2027-03-08")
    assert "glance" not in page("plan", "2027-03-08", "--simple")
    assert "glance" not in jtai("plan", "2027-03-08", "--format", "markdown").out


def test_school_holidays_are_of_the_pictures_alone(jtai, tmp_path, monkeypatch):
    terms = EXAMPLES / "weeks/term-dates.toml"
    for more in ((), ("--format", "json"), ("--format", "html", "--simple")):
        run = jtai("plan", "2027-05-24", "--terms", terms, *more)
        assert (run.code, run.out) == (2, "")
        assert "--terms is for pictures. Add --format html or svg." in run.err
    rows = tmp_path / "list.csv"
    rows.write_text("fieldwork_start\n2027-05-24\n", encoding="utf-8")
    assert "Leave it out for a list." in jtai("plan", rows, "--terms", terms).err
    monkeypatch.setenv("JTAI_TERMS", str(terms))
    assert jtai("plan", "2027-05-24").code == 0
    out = jtai("plan", "2027-05-24", "--format", "html", "-q").out
    assert 'class="school-holiday"' in out
    assert "Mon 31 May to Fri 4 Jun 2027" in out
