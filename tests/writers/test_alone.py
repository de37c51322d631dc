"""Pictures by themselves, read as any reader of SVG reads them."""

import calendar
import datetime as dt
import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtai_cli.days.periods import Span
from jtai_cli.render.picture import Alone, Bar, Cell, Day, Strip, Timeline
from jtai_cli.writers import svg

MONTHS = tuple(calendar.month_abbr)
SVG = "{http://www.w3.org/2000/svg}"
TERMS = '[[holidays]]\nname = "Half term"\nfrom = 2027-02-15\nto = 2027-02-19\n'
HOSTILE = [
    '</text><script>alert("x")</script>',
    "]]>&#0;</svg>",
    "a\x00b\x1b[31m\ufffe",
    "'\"><a b=c>",
]


def texts(written):
    return ["".join(each.itertext()) for each in ElementTree.fromstring(written).iter(f"{SVG}text")]


def marks(written):
    """The dates below the line of time, by what they are."""
    pairs = (each.rsplit(": ", 1) for each in texts(written) if ": " in each)
    found = {}
    for label, date in pairs:
        if match := re.fullmatch(r"[A-Z][a-z]{2} (\d+) ([A-Z][a-z]{2}) (\d{4})", date):
            day, name, year = match.groups()
            found[label] = str(dt.date(int(year), MONTHS.index(name), int(day)))
    return found


@pytest.mark.parametrize(
    ("start", "dates"),
    [  # by hand, on a paper calendar
        ("2027-03-08", ("2027-02-22", "2027-03-08", "2027-05-04", "2027-08-11")),
        ("2027-01-11", ("2026-12-23", "2027-01-11", "2027-03-04", "2027-06-16")),
    ],
)
def test_the_dates_of_a_plan(jtai, start, dates):
    found = marks(jtai("plan", start, "--format", "svg", "-q").out)
    assert found == dict(
        zip(("Call", "Fieldwork", "Report due", "Statement due"), dates, strict=True)
    )


@pytest.mark.parametrize(
    "start", ["2027-04-05", "2027-12-06", "2028-01-10", "2016-02-08", "2027-06-14"]
)
def test_the_dates_are_those_of_json(jtai, start):
    found = marks(jtai("plan", start, "--format", "svg", "-q").out)
    made = json.loads(jtai("plan", start, "--format", "json", "-q").out)
    assert found == {
        "Call": made["notification"]["date"],
        "Fieldwork": made["fieldwork"]["start"],
        "Report due": made["report"]["due"],
        "Statement due": made["statement"]["due"],
    }


def test_a_published_report(jtai, tmp_path):
    file = tmp_path / "x.toml"
    file.write_text("fieldwork_start = 2027-03-08\n[actual]\npublished = 2027-04-20\n")
    found = marks(jtai("plan", file, "--format", "svg", "-q").out)
    assert found["Report published"] == "2027-04-20"
    assert "Report due" not in found


@pytest.mark.parametrize(
    ("weeks", "fieldwork"), [("2", "Fieldwork in a real inspection"), ("3", "Fieldwork")]
)
def test_a_rehearsal(jtai, weeks, fieldwork):
    out = jtai(
        *("plan", "--rehearse", "--notified", "2027-02-22", "--weeks", weeks),
        *("--format", "svg", "-q"),
    ).out
    assert marks(out) == {
        "Call": "2027-02-22",
        fieldwork: "2027-03-08",
        "Report due in a real inspection": "2027-05-04",
        "Statement due in a real inspection": "2027-08-11",
    }
    assert texts(out)[0].startswith("REHEARSAL: ")
    assert ("Mon 8 to Fri 12 Mar 2027" in texts(out)) is (weeks == "3")


def test_school_holidays_are_on_it(jtai, tmp_path):
    file = tmp_path / "terms.toml"
    file.write_text(TERMS)
    ask = ("plan", "2027-03-08", "--format", "svg", "-q")
    assert "School holidays" not in texts(jtai(*ask).out)
    assert "School holidays" in texts(jtai(*ask, "--terms", file).out)


def test_no_other_day_off_parts_a_holiday(jtai, tmp_path):
    """Holidays 25 March to 9 April and a closure 22 to 30 March, with Easter from 26 to 29."""
    file = tmp_path / "terms.csv"
    file.write_text("name,start,end\nEaster,2027-03-25,2027-04-09\n")
    closed = ("--closure", "2027-03-22..2027-03-30")
    ask = ("plan", "2027-03-08", *closed, "--terms", file, "--format", "svg", "-q")
    drawn = list(ElementTree.fromstring(jtai(*ask).out).iter(f"{SVG}rect"))
    first, last = dt.date(2027, 2, 1), dt.date(2027, 8, 11)  # the call's month to the statement
    unit = (895 - 118) / ((last - first).days + 1)
    for pattern, start, days in (("hatch", "2027-03-22", 9), ("stripes", "2027-03-25", 16)):
        (found,) = [each for each in drawn if each.get("fill") == f"url(#{pattern})"]
        left = 118 + (dt.date.fromisoformat(start) - first).days * unit
        assert float(found.get("x")) == pytest.approx(left, abs=0.2)
        assert float(found.get("width")) == pytest.approx(days * unit, abs=0.2)


def test_only_weeks_that_follow_each_other_share_a_reason():
    def cell(start, why):
        monday = dt.date.fromisoformat(start)
        return Cell(monday, monday + dt.timedelta(days=4), "tight", "tight", why)

    cells = (
        cell("2027-09-27", "a poll"),
        cell("2027-10-25", "a poll"),
        cell("2027-11-01", "a poll"),
    )
    written = svg.write(Alone("A title", "words", Strip((*cells, cell("2027-09-20", "a poll")))))
    said = [each for each in texts(written) if each.endswith("a poll")]
    assert said == [
        "Mon 27 Sep to Fri 1 Oct 2027: a poll",
        "Mon 25 Oct to Fri 5 Nov 2027: a poll",
        "Mon 20 to Fri 24 Sep 2027: a poll",
    ]


@pytest.mark.parametrize("option", ["--show-working", "--observed"])
def test_what_a_picture_has_no_place_for(option, jtai):
    run = jtai("plan", "2027-03-08", option, "--format", "svg")
    assert (run.code, run.out) == (2, "")
    assert f"A picture has no place for {option}." in run.err


@pytest.mark.parametrize("area", HOSTILE)
def test_a_hostile_name_is_but_words(area):
    day = Day(dt.date(2027, 3, 8))
    line = Timeline((day,), (Bar(area, day.date, day.date, True),), ((area, day.date),))
    cells = Strip((Cell(day.date, day.date, "avoid", "AVOID", area),))
    for drawing in (line, cells):
        root = ElementTree.fromstring(svg.write(Alone(area, area, drawing)))
        kinds = {each.tag.removeprefix(SVG) for each in root.iter()}
        assert kinds <= {
            *("svg", "title", "desc", "defs", "pattern", "circle"),
            *("rect", "text", "line", "g"),
        }


def test_a_strip_says_each_week_and_why(jtai):
    out = jtai("weeks", "--from", "2027-07-26", "--to", "2027-09-05", "--format", "svg", "-q").out
    said = texts(out)
    firsts = [
        "26 Jul",
        "2 Aug",
        "9 Aug",
        "16 Aug",
        "23 Aug",
        "31 Aug",
    ]  # the 30th is a bank holiday
    assert [each for each in said if re.fullmatch(r"\d+ (Jul|Aug|Sep)", each)] == firsts
    assert [each for each in said if each in ("clear", "AVOID")][1:] == ["clear", *["AVOID"] * 5]
    assert "Mon 2 to Fri 27 Aug 2027: AVOID. Fieldwork falls in August" in said
    kinds = [each.get("fill") for each in ElementTree.fromstring(out).iter(f"{SVG}rect")]
    assert kinds.count("#333333") == 1 + 5  # the legend's, and that of each such week


def test_a_strip_of_no_week_is_a_picture_too(jtai):
    run = jtai("weeks", "--from", "2027-03-09", "--to", "2027-03-09", "--format", "svg", "-q")
    assert run.code in (0, 2)
    assert not run.out or texts(run.out)


def test_the_page_has_the_strip_or_the_best_beside_each_other(jtai):
    ask = ("weeks", "--from", "2027-04-01", "--to", "2027-07-31", "--format", "html", "-q")
    whole, best = jtai(*ask).out, jtai(*ask, "--best", "3").out
    assert whole.count('<svg class="picture"') == 1
    assert "The weeks as a strip" in whole
    assert best.count('<svg class="picture"') == 3
    assert "Beside each other" in best
    for said in ("Report likely", "four in five", "School holidays", "Other inspections"):
        assert said in best
    plain = jtai(*ask, "--best", "3", "--simple").out
    assert "Beside each other" not in plain
    assert "<svg" not in plain


def boxes(written):
    """Each box and text as left, top, right and bottom, by how wide letters are on average."""
    root = ElementTree.fromstring(written)
    group = root.find(f"{SVG}g")
    x, y = map(float, re.findall(r"[\d.]+", group.get("transform")))
    for each in group.iter(f"{SVG}rect"):
        left, top, width, height = (float(each.get(k)) for k in ("x", "y", "width", "height"))
        yield x + left, y + top, x + left + width, y + top + height
    for each in group.iter(f"{SVG}text"):
        left, below = float(each.get("x")), float(each.get("y"))
        width = 0.5 * float(each.get("font-size", 13)) * len(each.text)  # Helvetica's mean is less
        yield x + left, y + below - 10, x + left + width, y + below


DATES = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))


@st.composite
def timelines(draw):
    first = draw(DATES)
    days = [first + dt.timedelta(days=n) for n in range(draw(st.integers(1, 400)))]
    some = st.sampled_from(days)
    kinds = st.sampled_from(("", "weekend", "bank-holiday", "closure", "school-holiday"))
    bars = draw(st.lists(st.tuples(some, some), max_size=4))
    marked = draw(st.lists(some, max_size=5))
    return Timeline(
        tuple(Day(day, draw(kinds)) if n < 30 else Day(day) for n, day in enumerate(days)),
        tuple(Bar("Report likely", *sorted(each), False) for each in bars),
        tuple(("Statement due in a real inspection", day) for day in marked),
        tuple((draw(kinds), Span(*sorted(each), "")) for each in bars),
    )


@st.composite
def strips(draw):
    verdicts = st.sampled_from((("clear", "clear"), ("tight", "tight"), ("avoid", "AVOID")))
    cells = draw(st.lists(st.tuples(DATES, verdicts, st.text("abc W", max_size=300)), max_size=30))
    return Strip(tuple(Cell(day, day, *each, why) for day, each, why in cells))


@given(st.one_of(timelines(), strips()))
def test_all_that_is_drawn_is_inside(drawing):
    written = svg.write(Alone("A title", "words", drawing))
    *_, width, height = map(float, ElementTree.fromstring(written).get("viewBox").split())
    for left, top, right, bottom in boxes(written):
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height


def test_no_line_of_a_month_runs_through_the_dates_of_a_bar(jtai):
    out = jtai("plan", "2027-03-08", "--format", "svg", "-q").out
    for words in ("Mon 22 Feb to Sun 7 Mar 2027", "Mon 8 to Fri 12 Mar 2027"):
        before, _, _ = out.partition(f">{words}<")
        *_, drawn, _ = before.split("<")
        assert 'fill="#ffffff"' in drawn and "stroke" not in drawn
        assert before.rindex("<line") < before.rindex(drawn)
