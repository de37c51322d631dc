"""The likely date, in every command that gives one."""

import re

import pytest

from tests.harness import EXAMPLES, day
from tests.letters.reading import assert_same, only, read, row, starts
from tests.oracle.days import add
from tests.oracle.letters import MARKS, RULE, SHIPPED, class_of, comparable, letters, likely
from tests.oracle.polls import POLLS, polls_near

FIGURES = ("class", "n", *MARKS)

RUNS = {"deadlines": ["deadlines", "--fieldwork-start"], "plan": ["plan"], "evidence": ["evidence"]}


def chosen_framework(options):
    return "jtai-2016" if "jtai-2016" in options else "jtai-2022"


def codes(found):
    return [each["code"] for each in found["warnings"]]


@starts
def test_this_files_own_class_of_each_start(start, options, name, poll):
    given = {day(text) for text in re.findall(r"--election (\S{10})", options)}
    polls = given | (set() if "--no-elections" in options else set(POLLS))
    end = add(day(start), 4)
    due = add(end, RULE[chosen_framework(options)])
    assert class_of(day(start), end, due, polls) == name
    assert polls_near(due, polls) == ([day(poll)] if poll else [])


@starts
@pytest.mark.parametrize("command", RUNS)
def test_the_likely_date(jtai, command, start, options, name, poll):
    found = read(jtai(*RUNS[command], start, *options.split(), "--format", "json"))
    end = add(day(start), 4)
    report = found["report"]
    assert only(report["likely"], FIGURES) == likely(chosen_framework(options), name, end)
    assert report["due"] == report["likely"]["on_rule"]["date"]
    assert report["likely"]["source"].strip()
    met = report["likely"]["election"]
    if poll is None:
        assert met is None
    else:
        assert met["date"] == poll
        assert met["name"].strip()
        assert met["source"].strip()
        assert met["name"] == "By-election" or "By-election" not in options
    if command != "evidence":
        assert ("report-near-election" in codes(found)) is (poll is not None)


@starts
def test_the_evidence_for_a_start(jtai, start, options, name, poll):
    found = read(jtai("evidence", start, *options.split(), "--format", "json"))
    framework = chosen_framework(options)
    assert_same(found, comparable(framework, name))
    deadlines = read(jtai(*RUNS["deadlines"], start, *options.split(), "--format", "json"))
    for key in ("framework", "fieldwork", "report"):
        assert found[key] == deadlines[key]
    tallies = read(jtai("evidence", "--backtest", "--format", "json"))["tallies"]
    assert found["trust"] == next(
        each for each in tallies if (each["framework"], each["class"]) == (framework, name)
    )


def test_the_likely_date_by_hand(jtai):
    report = read(jtai(*RUNS["deadlines"], "2027-03-08", "--format", "json"))["report"]
    assert only(report["likely"], FIGURES) == {
        "class": "election",  # seven letters: 34, 35, 37, 38, 46, 53 and 66 working days
        "n": 7,
        "on_rule": {"days": 34, "date": "2027-05-04", "n": 1},
        "earliest": {"days": 34, "date": "2027-05-04"},
        "median": {"days": 38, "date": "2027-05-10"},
        "p90": {"days": 66, "date": "2027-06-18"},
        "latest": {"days": 66, "date": "2027-06-18"},
    }


@pytest.mark.parametrize(
    "options",
    [
        "--bank-holiday 2027-07-05=Jubilee",
        "--working-day 2027-08-30",
        "--election 2025-03-20",  # past, and near the report on Bromley
        "--no-elections --election 2025-03-20",
    ],
)
def test_every_command_says_the_same_of_a_start(jtai, options):
    options = ["2027-06-14", *options.split(), "--format", "json"]
    said = [read(jtai(*run, *options))["report"]["likely"] for run in RUNS.values()]
    assert said[0] == said[1] == said[2]


def test_a_proclaimed_bank_holiday_moves_the_likely_date(jtai):
    options = ["2027-06-14", "--bank-holiday", "2027-07-05", "--format", "json"]
    found = read(jtai("evidence", *options))["report"]["likely"]
    assert found["median"] == {"days": 34, "date": add(day("2027-06-18"), 35).isoformat()}


@pytest.mark.parametrize("command", ["deadlines", "plan"])
@pytest.mark.parametrize(
    ("start", "name"),
    [("2027-06-14", "ordinary"), ("2027-03-24", "election"), ("2027-12-06", "winter")],
)
def test_the_likely_date_where_the_report_is_counted_in_calendar_days(jtai, command, start, name):
    basis = ["--report-basis", "calendar", "--format", "json"]
    found = read(jtai(*RUNS[command], start, *basis))
    report = found["report"]
    mine = likely("jtai-2022", name, add(day(start), 4))
    mine["on_rule"] = {"days": 34, "date": report["due"], "n": 0}
    assert only(report["likely"], FIGURES) == mine
    near = bool(polls_near(day(report["due"])))
    assert ("report-near-election" in codes(found)) is near


def test_no_likely_date_of_a_report_that_is_published(jtai, tmp_path):
    known = ["--published", "2027-05-19", "--format", "json"]
    found = read(jtai("deadlines", "--fieldwork-start", "2027-03-24", *known))
    assert found["report"]["likely"] is None
    assert "report-near-election" not in codes(found)
    file = tmp_path / "known.toml"
    file.write_text(
        "fieldwork_start = 2027-03-24\n[actual]\npublished = 2027-05-19\n", encoding="utf-8"
    )
    found = read(jtai("plan", file, "--format", "json"))
    assert found["report"]["likely"] is None
    assert "report-near-election" not in codes(found)


@pytest.mark.parametrize("command", ["deadlines", "plan"])
@pytest.mark.parametrize(("start", "name"), [("2027-06-14", "ordinary"), ("2027-11-15", "winter")])
def test_a_framework_of_ones_own_has_no_letters(jtai, command, start, name):
    own = EXAMPLES / "frameworks/peer-challenge.toml"
    found = read(jtai(*RUNS[command], start, "--framework", own, "--format", "json"))
    mine = {"class": name, "n": 0} | dict.fromkeys(MARKS)
    assert only(found["report"]["likely"], FIGURES) == mine


def test_too_few_letters_to_say(jtai, sheet):
    # Ordinary ones for three of the seven near an election.
    ordinary = {"Surrey": "2023-01-30", "Leeds": "2024-01-22", "Coventry": "2024-01-29"}
    own = sheet([row(area, start) for area, start in ordinary.items()])
    found = read(jtai("evidence", "2027-03-24", "--from", own, "--format", "json"))
    among = letters([each for each in SHIPPED if each["area"] not in ordinary])
    assert_same(found, comparable("jtai-2022", "election", among))
    mine = {"class": "election", "n": 4} | dict.fromkeys(MARKS)
    assert only(found["report"]["likely"], FIGURES) == mine


def test_rows_of_ones_own_count_for_the_likely_date(jtai, sheet):
    rows = [row("Exampleshire", "2025-06-09", 44), row("Borsetshire", "2025-07-07", 52)]
    found = read(jtai("evidence", "2027-06-14", "--from", sheet(rows), "--format", "json"))
    among = letters([*SHIPPED, *rows])
    assert_same(found, comparable("jtai-2022", "ordinary", among))
    mine = likely("jtai-2022", "ordinary", day("2027-06-18"), among)
    assert (mine["n"], mine["latest"]["days"]) == (16, 52)
    assert only(found["report"]["likely"], FIGURES) == mine


ELECTIONS = [  # the same inspection: in a file, in a row of a list, in options
    ("2027-10-04", 'elections = [2027-12-02, {date = 2028-06-01, name = "Mayor"}]', "election"),
    ("2027-10-04", 'elections = [{date = 2027-12-02, name = "Mayor"}]', "election"),
    ("2027-10-04", "elections = []", "ordinary"),
    ("2027-03-24", "no_elections = true", "ordinary"),
    ("2027-03-24", "no_elections = false", "election"),
    ("2027-03-24", "no_elections = true\nelections = [2027-05-13]", "election"),
]


@pytest.mark.parametrize(("start", "keys", "name"), ELECTIONS)
def test_elections_in_an_inspection_file(jtai, tmp_path, start, keys, name):
    file = tmp_path / "own.toml"
    file.write_text(f"fieldwork_start = {start}\n{keys}\n", encoding="utf-8")
    found = read(jtai("plan", file, "--format", "json"))
    assert only(found["report"]["likely"], FIGURES) == likely("jtai-2022", name, add(day(start), 4))
    if "{date = 2027-12-02" in keys:
        assert found["report"]["likely"]["election"]["name"] == "Mayor"


def test_elections_in_a_list(jtai, sheet):
    rows = {
        "2027-10-04,2027-12-02;2028-06-01,": "election",
        "2027-10-04,,": "ordinary",
        "2027-03-24,,true": "ordinary",
        "2027-03-24,,yes": "ordinary",
        "2027-03-24,,false": "election",
        "2027-03-24,,no": "election",
        "2027-03-24,2027-05-13,yes": "election",
    }
    own = sheet("\n".join(["fieldwork_start,elections,no_elections", *rows, ""]))
    found = read(jtai("plan", own, "--format", "json"))
    assert [plan["report"]["likely"]["class"] for plan in found] == list(rows.values())


# Letters of the class "election": 35, 37, 38, 53 and 66 working days after Friday 12 March 2027,
# by the paper calendar of test_the_likely_date_by_hand. The first day said is the earliest.
SAID = (
    "between Tue 4 May 2027 and Fri 18 Jun 2027",
    "the middle of 7 comparable letters (election) is Monday 10 May 2027",
    "Likely: from the day of the quickest of the comparable letters to that of the slowest.",
)


@pytest.mark.parametrize("form", ["table", "markdown"])
@pytest.mark.parametrize("command", RUNS)
def test_the_text_says_the_earliest_the_latest_and_the_middle(jtai, command, form):
    text = jtai(*RUNS[command], "2027-03-08", "--format", form).out.replace("\\", "")
    for said in SAID:
        assert said in " ".join(text.split())


def test_the_calendar_says_when_the_report_is_likely(jtai):
    text = jtai("calendar", "2027-03-08").out.replace("\r\n ", "").replace("\n ", "")
    (report,) = [each for each in text.split("BEGIN:VEVENT") if ": Report published" in each]
    assert f"Likely {SAID[0]}: {SAID[1]}" in report
    assert SAID[2] in report
    assert text.count("Likely between") == 1


def test_letters_on_one_day_are_no_span(jtai, sheet):
    mine = [row(f"Area {number}", f"2025-0{number}-09") for number in range(6, 10)]
    own = sheet([*mine, row("Area 5", "2025-10-06")])
    text = jtai("evidence", "2027-06-14", "--from", own, "--since", "2025-06-01").out
    assert re.search(r"Report likely +Thursday 5 August 2027 ", text)


def test_what_likely_means_is_said_only_where_it_is_said(jtai):
    text = jtai("evidence", "2027-06-14", "--since", "2025-06-01").out
    assert "not said: too few letters" in text
    assert "Likely:" not in text


@pytest.mark.parametrize("options", [["--election", "2027-12-02=Mayor"], ["--no-elections"]])
def test_a_calendar_takes_elections(jtai, options):
    run = jtai("calendar", "2027-10-04", *options)
    assert run.code == 0, run.err
    assert run.out.startswith("BEGIN:VCALENDAR")


@pytest.mark.parametrize("form", ["table", "csv", "markdown", "svg"])
def test_the_evidence_for_a_start_in_every_format(jtai, form):
    run = jtai("evidence", "2027-03-24", "--format", form)
    assert run.code == 0, run.err
    assert run.out.strip()
