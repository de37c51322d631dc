"""The weeks in every format."""

import csv
import io
import re

import pytest

from tests.harness import day, run_on_terminal
from tests.oracle.weeks import Span
from tests.plan.weeks.given import (
    CLOSURES,
    EARLY,
    OTHERS_FILE,
    QUIET,
    TERM_FILES,
    YEAR,
    areas,
    as_csv,
    codes_of,
    refuse,
    shown,
)

GIVEN = ["--terms", TERM_FILES[0], "--others", OTHERS_FILE, *CLOSURES]
DAYS = ("earliest", "middle", "latest")
HEADING = [
    *("fieldwork_start", "fieldwork_end", "notification", "report_due", "statement_due"),
    *("verdict", "reasons", "bank_holidays", "closures", "school_holidays", "others", "election"),
    *("why", "framework", "report_likely_class", "report_likely_letters", "report_likely_level"),
    *(f"report_likely_{day}" for day in DAYS),
    *(f"report_likely_no_vote_{day}" for day in DAYS),
    *(f"statement_likely_{day}" for day in DAYS),
]
HEADS = ["Fieldwork", "Verdict", "Notification", "Report", "Likely", "Statement", "Why"]


@areas
def test_csv(jtai, weeks, options, model):
    text = shown(jtai, "csv", *options).removeprefix("\ufeff")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert list(lines[0]) == HEADING
    as_json = weeks(YEAR, *options)["weeks"]
    for line, mine, row in zip(lines, model.weeks(*YEAR), as_json, strict=True):
        assert line["fieldwork_start"] == mine["fieldwork"]["start"]
        assert line["fieldwork_end"] == mine["fieldwork"]["end"]
        for key in ("notification", "report_due", "statement_due", "verdict"):
            assert line[key] == mine[key]
        assert line["reasons"] == "; ".join(codes_of(mine))
        for key in ("bank_holidays", "school_holidays", "others"):
            assert line[key] == "; ".join(each["name"] for each in row[key])
        assert bool(line["closures"]) == bool(row["closures"])
        assert set(line["closures"].split("; ")) <= {"", *(e["name"] for e in row["closures"])}
        assert line["election"] == (row["election"]["name"] if row["election"] else "")
        reasons = "; ".join(each["message"] for each in row["reasons"])
        assert line["why"] == (reasons or "Nothing speaks against it")
        assert line["framework"] == row["framework"] == "jtai-2022"
        likely = row["report_likely"]
        assert (line["report_likely_class"], line["report_likely_letters"]) == (
            likely["class"],
            str(likely["n"]),
        )
        assert float(line["report_likely_level"]) == likely["level"]
        unless = likely["if_area_does_not_vote"]
        for key in DAYS:
            assert line[f"report_likely_{key}"] == likely[key]["date"]
            without = unless[key]["date"] if unless else ""
            assert line[f"report_likely_no_vote_{key}"] == without
            assert line["statement_due"] <= line["statement_likely_latest"]


SCHOOLS = """\
[[holidays]]
name = "Half term"
from = 2027-05-31
to = 2027-06-04
[[holidays]]
name = "Summer holiday"
from = 2027-07-26
to = 2027-08-31
"""
WORDS = ("clear", "tight", "AVOID")


def on_paper(date):
    date = day(date)
    return f"{date.day} {date:%b} {date.year}"


def assert_lines(lines, rows):
    """A line for each row, in order, with its verdict in words and its dates."""
    for line, row in zip(lines, rows, strict=True):
        start = row["fieldwork"]["start"]
        shown = {"avoid": "AVOID"}.get(row["verdict"], row["verdict"])  # not by colour alone
        assert [word for word in WORDS if re.search(rf"\b{word}\b", line)] == [shown], line
        end = day(row["fieldwork"]["end"])
        assert f"{day(start).day}" in line
        assert f"{end.day} {end:%b} {end.year}" in line
        where = [
            line.index(on_paper(row[key]))
            for key in ("notification", "report_due", "statement_due")
        ]
        assert where == sorted(where), line


def assert_why(lines, rows):
    for line, row in zip(lines, rows, strict=True):
        for each in row["others"]:
            assert each["name"] in line


@pytest.mark.parametrize("options", [[], GIVEN, ["--region", "SCT"]], ids=["bare", "all", "SCT"])
def test_table(jtai, weeks, options):
    text = shown(jtai, "table", *options)
    found = weeks(YEAR, *options)
    assert not re.search(r"[\x1b\u2500-\u257f]", text)
    lines = [line for line in text.splitlines() if line.strip()]
    [top] = [number for number, line in enumerate(lines) if line.startswith("Fieldwork ")]
    assert lines[top].split() == HEADS
    body = lines[top + 1 : top + 1 + len(found["weeks"])]
    assert_lines(body, found["weeks"])
    assert_why(body, found["weeks"])
    at_end = " ".join(lines[top + 1 + len(found["weeks"]) :])
    for verdict, number in found["counts"].items():
        assert re.search(rf"\b{number} {verdict}\b|\b{verdict}:? {number}\b", at_end), at_end


def test_a_clear_week_in_the_table(jtai):
    lines = shown(jtai, "table", period=QUIET).splitlines()
    [line] = [line for line in lines if "2 Jul 2027" in line]
    assert "clear" in line
    assert on_paper("2027-11-26") in line
    assert not re.search(r"holiday|closure|election|inspection|August|Christmas", line)


def test_plain_is_the_same_when_piped(jtai):
    assert shown(jtai, "table", "--plain") == shown(jtai, "table")


def markdown_rows(text):
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))] for line in lines
    ]


@pytest.mark.parametrize("options", [[], GIVEN], ids=["bare", "all"])
def test_markdown(jtai, weeks, options):
    text = shown(jtai, "markdown", *options)
    found = weeks(YEAR, *options)
    rows = markdown_rows(text)
    top = rows.index(HEADS)
    assert all(re.fullmatch(r":?-+:?", cell) for cell in rows[top + 1])
    body = rows[top + 2 : top + 2 + len(found["weeks"])]
    assert {len(cells) for cells in body} == {7}
    assert [cells[1].lower() for cells in body] == [row["verdict"] for row in found["weeks"]]
    assert_lines([" | ".join(cells[:6]) for cells in body], found["weeks"])


def test_a_name_cannot_break_a_markdown_table(jtai, file):
    holiday = Span("A | B <b>half term</b>", day("2027-06-28"), day("2027-06-28"))
    path = file("terms.csv", as_csv([holiday]))
    rows = markdown_rows(shown(jtai, "markdown", "--terms", path, period=QUIET))
    assert {len(cells) for cells in rows} == {7}


@pytest.mark.parametrize("form", ["table", "csv", "markdown", "json"])
@pytest.mark.parametrize("name", ["half term \x1b[31mred", "half term \u202eder", "half\x07 term"])
def test_a_name_cannot_command_a_terminal(jtai, file, form, name):
    path = file("terms.csv", f"name,from,to\n{name},2027-06-28,\nHalf term,2027-06-28,\n")
    run = jtai("weeks", "--from", QUIET[0], "--to", QUIET[1], "--terms", path, "--format", form)
    assert run.code in (0, 2)
    assert not re.search(r"[\x1b\x07]", run.out + run.err)


@pytest.mark.parametrize(("ending", "form"), [("json", "json"), ("csv", "csv"), ("md", "markdown")])
def test_a_files_ending_says_the_format(jtai, tmp_path, ending, form):
    path = tmp_path / f"weeks.{ending}"
    arguments = ["weeks", "--from", YEAR[0], "--to", YEAR[1], *EARLY, *GIVEN]
    run = jtai(*arguments, "-o", path)
    assert (run.code, run.out) == (0, "") or "Written" in run.out
    written = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    assert written == shown(jtai, form, *GIVEN).removeprefix("\ufeff").replace("\r\n", "\n")
    refuse(jtai(*arguments, "-o", path), re.escape(path.name))
    assert jtai(*arguments, "-o", path, "--force").code == 0


def test_the_environment_sets_options(jtai, weeks, monkeypatch):
    scottish = weeks(YEAR, "--region", "SCT")
    monkeypatch.setenv("JTAI_REGION", "SCT")
    assert weeks(YEAR) == scottish
    monkeypatch.setenv("JTAI_ELECTION", "2027-10-07=Mayoral election; 2027-11-04")
    added = ["--election", "2027-10-07=Mayoral election", "--election", "2027-11-04"]
    found = weeks(YEAR)
    monkeypatch.delenv("JTAI_ELECTION")
    assert found == weeks(YEAR, *added)


def test_on_a_terminal_the_dates_of_a_clear_week_are_set_apart(file):
    path = file("terms.toml", SCHOOLS)
    asked = ("--from", "2027-06-28", "--to", "2027-06-28", "--terms", path, "--no-elections")
    shown = run_on_terminal("weeks", *asked, columns=100).out
    why, dates = (
        line for line in shown.splitlines() if "Nothing speaks" in line or "Notification" in line
    )
    assert not re.search(r"\x1b\[1m *Nothing speaks against it", why)
    assert "\x1b[2mNotification: Mon 14 Jun 2027; report: Thu 19 Aug 2027;" in dates


BEST = ("--best", "2", "--no-elections", "--closure", "2027-05-25")
MAY = ("2027-05-24", "2027-06-14")  # shut in fieldwork; then with a bank holiday, and once more


def test_every_format_has_the_best_first(jtai, weeks):
    found = weeks(MAY, *BEST)
    right = ["2027-06-14", "2027-06-01"]
    assert [week["fieldwork"]["start"] for week in found["weeks"]] == right
    assert (found["ranked"], found["counts"]) == (True, {"clear": 0, "tight": 3, "avoid": 1})
    assert weeks(MAY)["ranked"] is False
    rows = csv.DictReader(io.StringIO(shown(jtai, "csv", *BEST, period=MAY)))
    assert [row["verdict"] for row in rows] == ["tight", "tight"]
    page = shown(jtai, "table", *BEST, period=MAY)
    assert page.startswith("Best weeks of fieldwork, Mon 24 May to Mon 14 Jun 2027 (")
    assert re.findall("(Mon 14|Tue 1) .* (tight [0-9])  ", page) == [
        ("Mon 14", "tight 1"),
        ("Tue 1", "tight 2"),
    ]
    assert "4 weeks: 0 clear, 3 tight and 1 avoid.\nBest first: the fewest reasons" in page
    assert "AVOID 1  " in shown(jtai, "table", *BEST[2:], "--best", "9", period=MAY)
    assert "Best first" not in shown(jtai, "table", period=MAY)


@pytest.mark.parametrize("number", ["0", "-1", "1.5", "five"])
def test_a_number_of_best_weeks_that_is_none(jtai, number):
    refuse(jtai("weeks", "--from", *MAY[:1], "--to", *MAY[1:], "--best", number), "--best: ")
