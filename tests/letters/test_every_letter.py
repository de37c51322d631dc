"""`jtai evidence`: every published letter, and the summaries of all and of some."""

import itertools
import re
from collections import Counter

import pytest

from tests.harness import day
from tests.letters.reading import FILTERS, HEADING, assert_same, cells, kept, only, read
from tests.oracle.letters import ALL, summary
from tests.oracle.polls import polls_near

# ------------------------------------------------------------------------------------- every letter


def test_every_letter(jtai):
    found = read(jtai("evidence", "--format", "json"))
    assert found["schema"] == "jtai.evidence/1"
    assert len(found["letters"]) == 64
    assert_same(found, ALL)


def test_the_elections_that_letters_met(jtai):
    for found in read(jtai("evidence", "--format", "json"))["letters"]:
        if found["class"] != "election":
            assert found["election"] is None
            continue
        near = [poll.isoformat() for poll in polls_near(day(found["report"]["due"]))]
        assert found["election"]["date"] in near, found["area"]
        assert found["election"]["name"].strip()


COLUMNS = [
    *HEADING,
    *("note", "framework", "class", "rule_due", "working_days", "calendar_days", "on_rule"),
    *("statement_working_days", "statement_calendar_days", "source"),
]


def test_every_letter_in_csv(jtai):
    found = cells(jtai("evidence", "--format", "csv"))
    assert set(found[0]) == set(COLUMNS)
    assert len(found[0]) == len(COLUMNS)
    yes_no = {True: "yes", False: "no", None: ""}
    for line, mine in zip(found, ALL, strict=True):
        report, statement = mine["report"], mine["statement"]
        right = {
            **only(mine, ["urn", "area", "theme", "published", "class"]),
            "inspectorates": "; ".join(mine["inspectorates"]),
            "fieldwork_start": mine["fieldwork"]["start"],
            "fieldwork_end": mine["fieldwork"]["end"],
            "statement_due": mine["statement_due"] or "",
            "framework": mine["framework"] or "",
            "rule_due": report["due"] or "",
            "working_days": str(report["working_days"]),
            "calendar_days": str(report["calendar_days"]),
            "on_rule": yes_no[report["on_rule"]],
            "statement_working_days": str(statement["working_days"] or ""),
            "statement_calendar_days": str(statement["calendar_days"] or ""),
        }
        assert only(line, right) == right


def test_what_is_known_of_the_letters_at_large(jtai):
    """Counts taken by hand, so that this file's own arithmetic is checked as well."""
    found = read(jtai("evidence", "--format", "json"))
    classes = Counter((each["framework"], each["class"]) for each in found["letters"])
    assert classes == {
        ("jtai-2016", "ordinary"): 19,
        ("jtai-2016", "christmas"): 7,
        ("jtai-2016", "election"): 9,
        ("jtai-2022", "ordinary"): 15,
        ("jtai-2022", "christmas"): 7,
        ("jtai-2022", "election"): 6,
        (None, "ordinary"): 1,  # Solihull
    }
    reports = {
        each["framework"]: only(each, ["n", "on_rule", "earliest", "middle", "latest"])
        for each in found["summary"]
        if (each["measure"], each["basis"], each["class"]) == ("report", "working", None)
    }
    assert reports == {
        "jtai-2016": {"n": 35, "on_rule": 17, "earliest": 25, "middle": 30, "latest": 58},
        "jtai-2022": {"n": 28, "on_rule": 14, "earliest": 34, "middle": 34, "latest": 66},
    }


# ---------------------------------------------------------------------------- filters and summaries


filters = pytest.mark.parametrize("options", FILTERS)


@filters
def test_a_filter(jtai, options):
    assert_same(read(jtai("evidence", *options.split(), "--format", "json")), kept(options))


@filters
def test_a_filter_in_csv(jtai, options):
    found = cells(jtai("evidence", *options.split(), "--format", "csv"))
    assert [line["area"] for line in found] == [mine["area"] for mine in kept(options)]


@pytest.mark.parametrize("form", ["table", "markdown"])
@pytest.mark.parametrize(
    "options", ["", "--framework jtai-2022", "--class christmas", "--since 2023-01-01"]
)
def test_the_figures_of_a_summary_row_stand_in_one_line(jtai, form, options):
    run = jtai("evidence", *options.split(), "--format", form)
    assert run.code == 0, run.err
    lines = [Counter(map(int, re.findall(r"\d+", line))) for line in run.out.splitlines()]
    for figures in itertools.chain(*summary(kept(options)).values()):
        keys = ["n", "on_rule", "earliest", "middle", "latest"]
        wanted = Counter(only(figures, keys).values())
        assert any(wanted <= line for line in lines), figures


@pytest.mark.parametrize(
    "options",
    [
        "--area Nowhere",
        "--theme early-help --class election --fieldwork-month 8",
        "--since 2028-01-01",
    ],
)
def test_no_letter_left_is_said(jtai, options):
    run = jtai("evidence", *options.split(), "--format", "json")
    found = read(run)
    assert (found["letters"], found["summary"]) == ([], [])
    assert run.err.strip()
    for form in ("table", "csv", "markdown"):
        assert jtai("evidence", *options.split(), "--format", form).code == 0


@pytest.mark.parametrize(
    "options",
    [
        "--theme nope",
        "--framework nope",
        "--class nope",
        "--fieldwork-month 13",
        "--fieldwork-month 0",
        "--fieldwork-month Smarch",
        "--since 2023-02-30",
        "--election nope",
        "--format nope",
        "2027-03-06",  # a Saturday
        "2027-03-08 --backtest",
        "--backtest --format svg",
        "--backtest -o new.svg",
    ],
)
def test_wrong_usage(jtai, tmp_path, monkeypatch, options):
    monkeypatch.chdir(tmp_path)
    run = jtai("evidence", *options.split())
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("jtai: ")
    assert "Traceback" not in run.err
    assert not list(tmp_path.iterdir())
