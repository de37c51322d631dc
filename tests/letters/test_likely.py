"""The likely date, in every command that gives one."""

import re

import pytest

from tests.harness import EXAMPLES, day
from tests.letters.reading import assert_same, only, read, row, starts
from tests.oracle.days import add
from tests.oracle.letters import (
    ALL,
    MARKS,
    RULE,
    SHIPPED,
    class_of,
    comparable,
    letters,
    likely,
    likely_after,
    likely_statement,
    trusted,
)
from tests.oracle.polls import POLLS, polls_near

FIGURES = ("class", "level", "n", "inside", *MARKS)

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
    assert class_of("Exampleshire", end, due, polls) == name
    assert polls_near(due, polls) == ([day(poll)] if poll else [])


@starts
@pytest.mark.parametrize("command", RUNS)
def test_the_likely_date(jtai, command, start, options, name, poll):
    found = read(jtai(*RUNS[command], start, *options.split(), "--format", "json"))
    end, framework = add(day(start), 4), chosen_framework(options)
    report = found["report"]
    assert only(report["likely"], FIGURES) == likely(framework, name, end, poll and day(poll))
    assert report["due"] == report["likely"]["earliest"]["date"]
    assert report["likely"]["method"] == "latest-nine"
    assert report["likely"]["backtest"] == trusted(name)
    assert report["likely"]["source"].strip()
    # Of a local poll of the table it is not known whether the area votes: no area is named.
    unless = report["likely"]["if_area_does_not_vote"]
    if poll and f"--election {poll}" not in options:
        other = class_of("Exampleshire", end, add(end, RULE[framework]), ())
        assert only(unless, FIGURES) == likely(framework, other, end)
        assert report["likely"]["election"]["votes"] is None
    else:
        assert unless is None
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
    # Where it is not known whether the area votes, those of both cases.
    unknown = poll and f"--election {poll}" not in options
    assert_same(found, [*(comparable("ordinary") if unknown else ()), *comparable(name)])
    deadlines = read(jtai(*RUNS["deadlines"], start, *options.split(), "--format", "json"))
    for key in ("framework", "fieldwork", "report", "statement"):
        assert found[key] == deadlines[key]


def test_the_likely_date_by_hand(jtai):
    report = read(jtai(*RUNS["deadlines"], "2027-03-08", "--format", "json"))["report"]
    # The latest nine came 0, 0, 3, 4, 4, 4, 6, 9 and 9 working days after the poll, which is on
    # the second after the rule's date; the ordinary ones all on the rule's day.
    assert only(report["likely"], FIGURES) == {
        "class": "election",
        "level": 0.8,
        "n": 9,
        "inside": 9,
        "earliest": {"days": 34, "date": "2027-05-04"},
        "middle": {"days": 40, "date": "2027-05-12"},
        "latest": {"days": 45, "date": "2027-05-19"},
    }
    assert only(report["likely"]["if_area_does_not_vote"], FIGURES) == {
        "class": "ordinary",
        "level": 0.8,
        "n": 9,
        "inside": 9,
        **{key: {"days": 34, "date": "2027-05-04"} for key in MARKS},
    }


@pytest.mark.parametrize(
    ("area", "name", "votes"),
    [
        ("Leeds", "election", True),  # a third of the council
        ("Bromley", "ordinary", None),  # nobody votes in London
        ("Kent", "election", None),  # new councils, it is thought
        ("Exampleshire", "election", None),
    ],
)
@pytest.mark.parametrize("form", ["option", "file", "list"])
def test_an_area_that_votes_and_one_that_does_not(jtai, tmp_path, form, area, name, votes):
    file, sheet = tmp_path / "own.toml", tmp_path / "own.csv"
    file.write_text(f'area = "{area}"\nfieldwork_start = 2027-03-08\n', encoding="utf-8")
    sheet.write_text(f"area,fieldwork_start\n{area},2027-03-08\n", encoding="utf-8")
    typed = {"option": ["2027-03-08", "--area", area], "file": [file], "list": [sheet]}[form]
    found = read(jtai("plan", *typed, "--format", "json"))
    found = found[0] if form == "list" else found
    said = found["report"]["likely"]
    assert said["class"] == name
    assert (said["if_area_does_not_vote"] is None) is (votes is True or name == "ordinary")
    assert (said["election"] and said["election"]["votes"]) == votes
    assert ("report-near-election" in codes(found)) is (name == "election")
    if form == "file":
        assert read(jtai("evidence", file, "--format", "json"))["report"]["likely"] == said


def test_both_are_said_on_the_page_where_it_is_not_known_whether_the_area_votes(jtai):
    text = jtai("plan", "2027-03-08").out
    assert re.search(r"Report likely +Tuesday 4 May 2027 +if the area does not vote: ", text)
    assert re.search(
        r"\nIf area votes +between Tue 4 May 2027 and Wed 19 May 2027 +if it votes \(Local", text
    )
    text = jtai("plan", "2027-03-08", "--area", "Leeds").out
    assert "if it votes" not in text
    assert "does not vote" not in text


@pytest.mark.parametrize("options", [[], ["--published", "2027-05-10"]])
@pytest.mark.parametrize("command", ["deadlines", "plan"])
def test_the_statements_likely_date(jtai, tmp_path, command, options):
    if command == "plan" and options:
        file = tmp_path / "known.toml"
        known = "fieldwork_start = 2027-03-08\n[actual]\npublished = 2027-05-10\n"
        file.write_text(known, encoding="utf-8")
        run = jtai("plan", file, "--format", "json")
    else:
        run = jtai(*RUNS[command], "2027-03-08", *options, "--format", "json")
    found = read(run)
    said = found["statement"]["likely"]
    if options:
        received = day(found["statement"]["counted_from"])
        assert only(said, FIGURES) == likely_statement(received, known=True)
        assert [said[key]["days"] for key in MARKS] == [65, 70, 71]
        assert (said["backtest"], said["level"]) == ({"said": 59, "right": 49}, 0.8)
        return
    # By hand, from the report likely on 4 May 2027, or from 4 to 19 May if the area votes.
    assert only(said, FIGURES) == likely_after(found["report"]["likely"])
    assert [said[key]["date"] for key in ("earliest", "latest")] == ["2027-08-04", "2027-08-27"]
    other = said["if_area_does_not_vote"]
    assert [other[key]["date"] for key in ("earliest", "latest")] == ["2027-08-04", "2027-08-12"]
    assert (said["backtest"], said["level"]) == ({"said": 56, "right": 41}, None)


def test_a_statement_counts_from_the_likely_report_however_the_rule_is_read(jtai):
    how = ["deadlines", "--fieldwork-start", "2027-06-07", "--report-basis", "calendar"]
    said = read(jtai(*how, "--format", "json"))["statement"]["likely"]
    assert [said[key]["date"] for key in ("earliest", "latest")] == ["2027-10-29", "2027-11-08"]


def test_the_area_of_a_start_is_the_one_that_votes(jtai):
    def said(area):
        run = jtai("evidence", "2027-03-08", "--area", area, "--format", "json")
        return read(run)["report"]["likely"]

    assert (said("Bromley")["class"], said("Bromley")["n"]) == ("ordinary", 9)
    assert (said("Leeds")["class"], said("Leeds")["n"]) == ("election", 9)


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
    assert found["middle"] == {"days": 34, "date": add(day("2027-06-18"), 35).isoformat()}


@pytest.mark.parametrize("command", ["deadlines", "plan"])
@pytest.mark.parametrize(
    ("start", "name"),
    [("2027-06-14", "ordinary"), ("2027-02-08", "election"), ("2027-12-06", "christmas")],
)
def test_the_likely_date_where_the_report_is_counted_in_calendar_days(jtai, command, start, name):
    options = [start, "--format", "json"]
    found = read(jtai(*RUNS[command], *options, "--report-basis", "calendar"))
    as_ever = read(jtai(*RUNS[command], *options))
    report = found["report"]
    assert report["due"] < as_ever["report"]["due"]
    assert report["likely"] == as_ever["report"]["likely"]
    assert report["likely"]["class"] == name
    near = [each for each in found["warnings"] if each["code"] == "report-near-election"]
    assert [each["date"] for each in near] == [as_ever["report"]["due"]] * (name == "election")
    for each in near:  # it is not the date that the report is due on which lies in the period
        said = "By working days the report is due on Monday 5 April 2027, in the pre-election"
        assert each["message"].startswith(said)


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
@pytest.mark.parametrize(("start", "near"), [("2027-04-12", True), ("2027-11-15", False)])
def test_a_framework_of_ones_own_has_no_letters(jtai, command, start, near):
    own = EXAMPLES / "frameworks/peer-challenge.toml"
    found = read(jtai(*RUNS[command], start, "--framework", own, "--format", "json"))
    assert found["report"]["likely"] is None
    warned = [each for each in found["warnings"] if each["code"] == "report-near-election"]
    assert bool(warned) is near  # it still says that its date lies near an election
    for each in warned:
        assert each["message"].endswith(": no letter of such an inspection is known.")


def test_of_a_few_letters_no_more_is_said_than_they_allow(jtai, sheet):
    rows = [row("Exampleshire", "2026-06-08", 44), row("Borsetshire", "2026-06-15", 52)]
    since = ["--from", sheet(rows), "--since", "2026-01-01", "--format", "json"]
    found = read(jtai("evidence", "2027-06-14", *since))
    among = letters(rows)
    assert_same(found, comparable("ordinary", among))
    mine = likely("jtai-2022", "ordinary", day("2027-06-18"), among=among)
    assert (mine["n"], mine["level"], mine["latest"]["days"]) == (2, 0.67, 52)
    assert only(found["report"]["likely"], FIGURES) == mine
    assert read(jtai("evidence", "2027-12-06", *since))["report"]["likely"] is None


def test_rows_of_ones_own_count_for_the_likely_date(jtai, sheet):
    rows = [row("Exampleshire", "2025-06-09", 44), row("Borsetshire", "2025-07-07", 52)]
    found = read(jtai("evidence", "2027-06-14", "--from", sheet(rows), "--format", "json"))
    among = letters([*SHIPPED, *rows])
    assert_same(found, comparable("ordinary", among))
    mine = likely("jtai-2022", "ordinary", day("2027-06-18"), among=among)
    assert (mine["n"], mine["inside"], mine["latest"]["days"]) == (9, 8, 44)
    assert only(found["report"]["likely"], FIGURES) == mine
    assert found["report"]["likely"]["backtest"] == trusted("ordinary", among)
    assert among != ALL


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
    end = add(day(start), 4)
    poll = name == "election" and (day("2027-12-02") if "2027-10" in start else None)
    if name == "election" and poll is None:
        poll = day("2027-05-13" if "05-13" in keys else "2027-05-06")
    assert only(found["report"]["likely"], FIGURES) == likely("jtai-2022", name, end, poll or None)
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


SAID = (
    "between Tue 4 May 2027 and Wed 19 May 2027",
    "four in five: 9 of the latest 9 letters (election) took no longer, half to Wed 12 May 2027 at "
    "most; back-test: right for 6 of 8",
    "Likely: in the share of cases that is named (four in five at most), going by the latest "
    "letters of its class; the back-test says how often that was right.",
)


@pytest.mark.parametrize("form", ["table", "markdown"])
@pytest.mark.parametrize("command", RUNS)
def test_the_text_says_the_earliest_the_latest_and_the_middle(jtai, command, form):
    text = jtai(*RUNS[command], "2027-03-08", "--format", form).out.replace("\\", "")
    for said in SAID:
        assert said in " ".join(text.split())


def test_the_calendar_says_when_the_report_is_likely(jtai):
    text = jtai("calendar", "2027-03-08").out.replace("\r\n ", "").replace("\n ", "")
    text = text.replace("\\", "")
    (report,) = [each for each in text.split("BEGIN:VEVENT") if "SUMMARY:Report published" in each]
    assert SAID[0] in report
    assert SAID[1] in report
    assert SAID[2] in report


def test_letters_on_one_day_are_no_span(jtai, sheet):
    mine = [row(f"Area {number}", f"2025-0{number}-09") for number in range(6, 10)]
    own = sheet([*mine, row("Area 5", "2025-10-06")])
    text = jtai("evidence", "2027-06-14", "--from", own, "--since", "2025-06-01").out
    assert re.search(r"Report likely +Thursday 5 August 2027 ", text)


def test_what_likely_means_is_said_only_where_it_is_said(jtai):
    text = jtai("evidence", "2027-06-14", "--since", "2025-06-01").out
    assert re.search(r"not said +no letter of such an inspection", text)
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


def test_the_evidence_names_the_class_of_either_case(jtai):
    text = " ".join(jtai("evidence", "2027-03-08", "--format", "markdown").out.split())
    assert "if the area does not vote: ordinary: no Christmas before the rule's date" in text
    assert "; if it votes (Local elections of Thursday 6 May 2027): election: the rule's" in text


NEVER = "no letter of our table came from 19 December to 2 January"


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("2026-10-26", False),  # due on Thursday 17 December
        ("2026-10-27", False),  # Friday 18
        ("2026-10-28", True),  # Monday 21
        ("2026-11-02", True),  # Christmas Eve
        ("2026-11-03", False),  # the next working day, and of the class christmas
    ],
)
def test_a_date_over_christmas_on_which_no_letter_came(jtai, start, said):
    text = " ".join(jtai(*RUNS["deadlines"], start, "--format", "table").out.split())
    assert (NEVER in text) is said


def test_no_letter_came_over_christmas_nor_should_one_have():
    for mine in SHIPPED:
        assert "01-02" < mine["published"][5:] < "12-19"
    for mine in ALL:
        due = mine["report"]["due"]
        assert mine["class"] != "ordinary" or due is None or "01-02" < due[5:] < "12-19"


@pytest.mark.parametrize(
    ("area", "said"),
    [
        ("Leeds", "Leeds votes in 2027 (council); its council is elected by thirds."),
        ("Bromley", "Bromley has no local poll in 2027; its council is elected as a whole."),
        (
            "Kent",
            "Whether Kent votes in 2027 is not known here; its council is elected as a whole. "
            "Reorganisation: new councils are expected to be elected in May 2027. [cycles]",
        ),
    ],
)
@pytest.mark.parametrize("command", ["deadlines", "plan"])
def test_what_the_table_has_of_the_areas_polls_is_told(jtai, command, area, said):
    run = jtai(*RUNS[command], "2027-03-08", "--area", area, "--format", "table")
    text = " ".join(run.out.split())
    assert said in text
    assert "[polls] Wikipedia" in text
    for other in (["2027-06-07"], ["2027-03-08", "--no-elections"]):  # where it does not matter
        run = jtai(*RUNS[command], *other, "--area", area, "--format", "table")
        assert "[polls]" not in run.out
