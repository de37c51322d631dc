"""Where each rule comes from, and what a plan warns of, in every format."""

import json

import pytest

from tests.plan.answers import (
    FORMATS,
    NOTICE_SOURCE,
    REPORT_SOURCE,
    STATEMENT_SOURCE,
    WHO,
    codes,
    iso_date,
    only,
    sources_in,
    text,
)

THEMES = (
    "child sexual exploitation and missing children",
    "children living with domestic abuse",
    "neglect",
    "gangs and missing",
    "child sexual abuse in the family environment",
    "child exploitation, sexual and criminal",
    "children's mental health",
    "identification of initial need and risk (front door)",
    "criminal exploitation of children",
    "children and families who need help (early help)",
    "serious youth violence",
    "children who are victims of domestic abuse",
)


@pytest.mark.parametrize("form", FORMATS)
def test_rules_list_everything_with_its_source(jtai, form):
    shown = jtai("rules", "--format", form).out
    for words in ("jtai-2022", "jtai-2016", NOTICE_SOURCE, REPORT_SOURCE, STATEMENT_SOURCE):
        assert words in shown
    if form == "json":
        shown = json.dumps(json.loads(shown), ensure_ascii=False)
    for words in (*THEMES, "case selection", "keep-in-touch", "final meeting"):
        assert words in shown.casefold()


def test_rules_as_data(jtai):
    rules = jtai("rules", "--format", "json").json()
    assert all(map(text, sources_in(rules)))
    frameworks = {framework["id"]: framework for framework in rules["frameworks"]}
    new, old = frameworks["jtai-2022"], frameworks["jtai-2016"]
    assert [step["id"] for step in new["steps"]] == list(WHO)
    assert (new["report"]["days"], old["report"]["days"]) == (34, 30)
    assert (new["statement"]["days"], old["statement"]["days"]) == (70, 70)
    assert [rule["working_days"] for rule in new["notice"]] == [10]
    assert [rule["working_days"] for rule in old["notice"]] == [9, 10]
    assert (len(new["themes"]), len(old["themes"])) == (6, 7)
    without_probation = {
        theme["id"] for theme in new["themes"] if "HMI Probation" not in theme["inspectorates"]
    }
    assert without_probation == {"front-door", "criminal-exploitation", "early-help"}
    for framework in (new, old):
        for theme in framework["themes"]:
            assert {"Ofsted", "CQC"} <= set(theme["inspectorates"])
            assert text(theme["source"])


def test_rules_of_one_framework(jtai):
    assert "jtai-2022" not in jtai("rules", "jtai-2016").out
    assert jtai("rules", "jtai-1999").code == 2


SOURCED = {
    "plan": (("plan", "2027-03-22"), (NOTICE_SOURCE, REPORT_SOURCE, STATEMENT_SOURCE)),
    "notice": (("notice", "--fieldwork", "2027-03-22"), (NOTICE_SOURCE,)),
    "deadlines": (
        ("deadlines", "--fieldwork-start", "2027-03-22"),
        (REPORT_SOURCE, STATEMENT_SOURCE),
    ),
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("command", SOURCED)
def test_every_format_names_the_sources(jtai, command, form):
    args, sources = SOURCED[command]
    shown = jtai(*args, "--format", form).out
    for source in sources:
        assert source in shown


@pytest.mark.parametrize("form", ["table", "csv", "markdown"])
def test_every_format_says_required_and_suggested(jtai, form):
    shown = jtai("plan", "2027-03-22", "--format", form).out
    for words in ("required", "suggested"):
        assert words in shown


def test_people_read_dates_in_words_and_programs_in_iso(jtai):
    for form in ("table", "markdown"):
        shown = jtai("plan", "2027-03-22", "--format", form).out
        for words in ("Monday 8 March 2027", "Tuesday 30 March 2027", "Tue 18 May 2027"):
            assert words in shown
    rows = jtai("plan", "2027-03-22", "--format", "csv").rows()
    assert all(iso_date(row["start"]) and iso_date(row["end"]) for row in rows)
    dates = {row["id"]: (row["start"], row["end"]) for row in rows}
    assert dates["fieldwork"] == ("2027-03-22", "2027-03-30")
    assert dates["report"] == ("2027-05-18", "2027-05-18")
    assert dates["statement"] == ("2027-08-25", "2027-08-25")
    assert all(row["source"] for row in rows)


# ----------------------------------------------------------------------------------------- Warnings


WARNED = {
    "bank-holiday-in-weeks": (("2027-04-05",), "Good Friday"),
    "fieldwork-across-bank-holiday": (("2027-03-22",), "Tuesday 30 March 2027"),
    "fieldwork-start-not-monday": (("2027-06-01",), "Tuesday"),
    "fieldwork-in-august": (("2027-08-02",), "August"),
    "fieldwork-around-christmas": (("2027-12-20",), "December"),
    "step-on-closure": (("2027-03-08", "--closure", "2027-02-25"), "Thu 25 Feb 2027"),
    "beyond-published-bank-holidays": (("2028-11-06",), "31 December 2028"),
}


@pytest.mark.parametrize("code", WARNED)
def test_warning_in_json_and_on_stderr(jtai, code):
    args, words = WARNED[code]
    run = jtai("plan", *args, "--format", "json")
    assert run.code == 0
    (warning,) = (warning for warning in run.json()["warnings"] if warning["code"] == code)
    assert iso_date(warning["date"])
    assert words in warning["message"]
    assert warning["message"] in run.err


def test_no_warning_without_a_cause(jtai):
    run = jtai("plan", "2027-03-08", "--no-elections")
    assert (run.code, run.err) == (0, "")


def test_closure_is_flagged_and_does_not_stop_the_count(jtai):
    bare = jtai("plan", "2027-03-08", "--format", "json").json()
    closure = ("--closure", "2027-02-24..2027-02-26", "--closure", "2027-03-02")
    closed = jtai("plan", "2027-03-08", *closure, "--format", "json").json()
    same = ("notification", "fieldwork", "report", "statement", "weeks")
    assert only(closed, *same) == only(bare, *same)
    flagged = [day["date"] for day in closed["non_working_days"] if day["kind"] == "closure"]
    assert flagged == ["2027-02-24", "2027-02-25", "2027-02-26", "2027-03-02"]
    assert codes(closed).count("step-on-closure") == 2


def test_what_is_beyond_the_published_bank_holidays_is_a_projection(jtai):
    within = jtai("days", "add", "2028-12-20", 5, "--format", "json")
    assert (within.json()["end"], within.err) == ("2028-12-29", "")
    beyond = jtai("days", "add", "2028-12-20", 10)
    assert beyond.code == 0
    assert "31 December 2028" in beyond.err


def test_quiet_silences_stderr(jtai):
    loud = jtai("plan", "05/04/2027")
    quiet = jtai("plan", "05/04/2027", "-q")
    assert loud.err
    assert (quiet.code, quiet.err, quiet.out) == (0, "", loud.out)
    assert jtai("days", "add", "2028-12-20", 10, "--quiet").err == ""
