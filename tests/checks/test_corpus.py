"""`jtai check` finds in each file of the corpus what the file says, and nothing else."""

import json
import re
from collections import Counter

import pytest

from tests.checks.corpus import BAD, MARKED, OK, SEVERITIES, SOUND, raises

bad_files = pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
ok_files = pytest.mark.parametrize("path", OK, ids=lambda path: path.name)

# --------------------------------------------------------------------------------------- the corpus


@bad_files
def test_a_bad_file_raises_what_it_says_and_nothing_else(jtai, path):
    run = jtai("check", path, "--format", "json")
    assert run.code in (0, 1), run.err
    assert run.err == ""
    answer = json.loads(run.out)
    assert Counter(finding["code"] for finding in answer["findings"]) == Counter(raises(path))
    for finding in answer["findings"]:
        assert finding["severity"] == SEVERITIES[finding["code"]]
        assert finding["file"] == str(path)


@bad_files
def test_the_exit_code_follows_the_worst_finding(jtai, path):
    severities = {SEVERITIES[code] for code in raises(path)}
    worst = next(level for level in ("error", "warning", "note") if level in severities)
    for level, fails in (
        ("error", {"error"}),
        ("warning", {"error", "warning"}),
        ("note", {"error", "warning", "note"}),
    ):
        run = jtai("check", path, "--fail-level", level, "-q")
        assert (run.code, run.err) == (int(worst in fails), "")


@bad_files
def test_a_finding_has_a_line_that_exists_and_says_what_to_do(found, path):
    lines = path.read_text(encoding="utf-8").count("\n")
    for finding in found(path)["findings"]:
        assert type(finding["line"]) is int
        assert 1 <= finding["line"] <= lines
        for key in ("message", "fix", "source"):
            assert finding[key].strip() == finding[key] != ""
            assert "\n" not in finding[key]


@pytest.mark.parametrize("path", MARKED, ids=lambda path: path.name)
def test_a_finding_points_at_the_line_of_its_key(found, path):
    lines = path.read_text(encoding="utf-8").splitlines()
    marked = {number for number, line in enumerate(lines, 1) if line.endswith("# here")}
    # 'too-few-cases' and the names among the cases share the line of the cases
    assert {finding["line"] for finding in found(path)["findings"]} == marked


@ok_files
def test_a_sound_file_gives_no_finding(jtai, path):
    run = jtai("check", path, "--fail-level", "note")
    assert (run.code, run.out, run.err) == (0, "1 file checked: nothing found.\n", "")


@ok_files
def test_a_sound_file_is_silent_with_q(jtai, path):
    assert jtai("check", path, "-q") == (0, "", "")


def test_every_code_has_a_bad_file_of_its_name():
    names = {re.sub(r"-\d+$", "", path.stem) for path in BAD}
    assert set(SEVERITIES) <= names
    raised = {code for path in BAD for code in raises(path)}
    assert raised == set(SEVERITIES)
    for path in BAD:
        name = re.sub(r"-\d+$", "", path.stem)
        assert name in raises(path) or name not in SEVERITIES


def test_the_whole_corpus_at_once(found):
    answer = found(*BAD, *OK)
    assert answer["files"] == [str(path) for path in [*BAD, *OK]]
    assert answer["not_judged"] == []
    each = Counter((finding["file"], finding["code"]) for finding in answer["findings"])
    assert each == Counter((str(path), code) for path in BAD for code in raises(path))
    expected = Counter(SEVERITIES[code] for path in BAD for code in raises(path))
    assert answer["summary"] == {level: expected[level] for level in ("error", "warning", "note")}


def test_findings_come_by_file_then_line_then_code(found):
    answer = found(*reversed(BAD))
    place = {str(path): number for number, path in enumerate(reversed(BAD))}
    order = [
        (place[finding["file"]], finding["line"], finding["code"]) for finding in answer["findings"]
    ]
    assert order == sorted(order)


# ------------------------------------------------------------------------------- the corpus's edges


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        # On the start itself no notice is left, so that it is both out of order and too short.
        ("notification = 2027-06-28\n", "dates-out-of-order"),
        ("notification = 2027-06-29\n", "dates-out-of-order"),
        ("\n[actual]\nnotified = 2027-06-28\n", "dates-out-of-order"),
        (
            "\n[actual]\nnotified = 2027-06-14\nfieldwork_ended = 2027-06-25\n",
            "dates-out-of-order",
        ),
        # Two missing at once; how many findings they make is not said.
        ("\n[actual]\npublished = 2027-08-19\n", "step-missing"),
        ("\n[actual]\ndraft_received = 2027-07-23\n", "step-missing"),
    ],
)
def test_faults_that_may_bring_others_with_them(write, codes, more, expected):
    assert expected in codes(write("a.toml", SOUND + more))


@pytest.mark.parametrize(
    ("notified", "expected"),
    [
        ("2027-06-11", []),  # eleven working days
        ("2027-06-14", []),  # ten: 15 to 18, 21 to 25 and 28 June
        ("2027-06-15", ["notified-late"]),  # nine
        ("2027-06-25", ["notified-late"]),  # one
    ],
)
def test_the_last_day_of_notice(write, codes, notified, expected):
    text = f"{SOUND}\n[actual]\nnotified = {notified}\n"
    assert codes(write("a.toml", text)) == expected


def test_short_notice_is_not_asked_for_where_the_real_date_is_known(write, codes):
    text = f"{SOUND}notification = 2027-06-16\n\n[actual]\nnotified = 2027-06-14\n"
    assert codes(write("a.toml", text)) == []


def test_a_planned_notification_stands_for_the_real_one_before_a_report(write, codes):
    text = (
        f"{SOUND}notification = 2027-06-14\n\n[actual]\n"
        "fieldwork_ended = 2027-07-02\npublished = 2027-08-19\n"
    )
    assert codes(write("a.toml", text)) == []


@pytest.mark.parametrize(
    ("ended", "expected"),
    [
        ("2027-07-01", ["fieldwork-length"]),  # Monday to Thursday: four
        ("2027-07-02", []),
        ("2027-07-03", ["fieldwork-end-day-off"]),  # Saturday, and five working days
        ("2027-07-04", ["fieldwork-end-day-off"]),  # Sunday, and five
        ("2027-07-05", ["fieldwork-length"]),  # Monday: six
    ],
)
def test_the_end_of_fieldwork(write, codes, ended, expected):
    text = f"{SOUND}\n[actual]\nnotified = 2027-06-14\nfieldwork_ended = {ended}\n"
    assert codes(write("a.toml", text)) == expected


@pytest.mark.parametrize(
    ("step", "date", "expected"),
    [
        # Week 1 is Monday 14 to Friday 18 June, week 2 21 to 25 June, week 3 28 June to 2 July.
        ("case-selection", "2027-06-14", []),
        ("case-selection", "2027-06-18", []),
        ("case-selection", "2027-06-11", ["step-out-of-week"]),
        ("case-selection", "2027-06-21", ["step-out-of-week"]),
        ("case-selection", "2027-06-19", ["step-on-day-off"]),
        ("case-audits", "2027-06-21", []),
        ("case-audits", "2027-06-25", []),
        ("case-audits", "2027-06-18", ["step-out-of-week"]),
        ("case-audits", "2027-06-28", ["step-out-of-week"]),
        ("case-audits", "2027-06-27", ["step-on-day-off"]),
        ("final-meeting", "2027-06-28", []),
        ("final-meeting", "2027-07-02", []),
        ("final-meeting", "2027-06-25", ["step-out-of-week"]),
        ("final-meeting", "2027-07-05", ["step-out-of-week"]),
        ("corrections", "2027-07-26", []),  # no week is asked of it
    ],
)
def test_the_edges_of_the_weeks(write, codes, step, date, expected):
    assert codes(write("a.toml", f"{SOUND}\n[done]\n{step} = {date}\n")) == expected


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ({"information-request": "2027-06-15", "case-selection": "2027-06-15"}, []),
        # The set-up ends on day 2, and the selection begins on it: neither comes first.
        ({"set-up": "2027-06-16", "case-selection": "2027-06-15"}, []),
        ({"case-audits": "2027-06-25", "virtual-meetings": "2027-06-21"}, []),
        (
            {"information-request": "2027-06-17", "planning": "2027-06-15"},
            ["step-out-of-order"],
        ),
        # One of the two is outside its week: said of it alone.
        (
            {"information-request": "2027-06-21", "planning": "2027-06-15"},
            ["step-out-of-week"],
        ),
        # A day off: said of it alone.
        (
            {"information-request": "2027-06-19", "planning": "2027-06-15"},
            ["step-on-day-off"],
        ),
        ({"corrections": "2027-08-05", "pre-publication-copy": "2027-08-05"}, []),
    ],
)
def test_the_order_of_steps(write, codes, done, expected):
    lines = "".join(f"{step} = {date}\n" for step, date in done.items())
    assert codes(write("a.toml", f"{SOUND}\n[done]\n{lines}")) == expected


@pytest.mark.parametrize(
    ("closed", "expected"),
    [
        ("2027-06-14", 1),  # notification
        ("2027-06-15", 0),  # inside steps of several days
        ("2027-06-28", 1),  # fieldwork
        ("2027-06-30", 1),
        ("2027-07-02", 1),
        ("2027-07-05", 0),  # nothing is on it
        ("2027-08-19", 1),  # the report
        ("2027-11-26", 1),  # the statement
        ("2027-11-29", 0),
    ],
)
def test_a_closure_matters_where_it_falls(write, codes, closed, expected):
    text = f"{SOUND}closures = [{closed}]\n"
    assert codes(write("a.toml", text)) == ["step-on-closure"] * expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2027-06-22", "2027-06-23", 0),  # the audits keep Monday 21 June
        ("2027-06-21", "2027-06-23", 1),
        ("2027-06-14", "2027-11-26", 1),  # one closure, one finding
    ],
)
def test_a_closure_of_several_days(write, codes, first, last, expected):
    text = f'{SOUND}closures = [{{ from = {first}, to = {last}, name = "Shutdown" }}]\n'
    assert codes(write("a.toml", text)) == ["step-on-closure"] * expected


@pytest.mark.parametrize(
    ("published", "due", "expected"),
    [
        ("2027-08-18", "2027-11-25", []),  # fourteen weeks after a Wednesday, and a bank holiday
        ("2027-08-18", "2027-11-24", ["statement-date"]),  # the bank holiday forgotten
        ("2027-08-19", "2027-11-26", []),
        ("2027-08-20", "2027-11-29", ["report-late"]),
        ("2027-08-20", "2027-11-26", ["report-late", "statement-date"]),
    ],
)
def test_the_statement_counts_from_publication(write, codes, published, due, expected):
    text = (
        f"{SOUND}statement_due = {due}\n\n[actual]\nnotified = 2027-06-14\n"
        f"fieldwork_ended = 2027-07-02\npublished = {published}\n"
    )
    assert codes(write("a.toml", text)) == expected


def test_the_report_counts_from_the_real_end_of_fieldwork(write, codes):
    text = (
        f"{SOUND}report_due = 2027-08-20\n\n[actual]\nnotified = 2027-06-14\n"
        "fieldwork_ended = 2027-07-05\n"  # a Monday: six weeks are 16 August, four more the 20th
    )
    assert codes(write("a.toml", text)) == ["fieldwork-length"]


def test_no_inspectorate_is_judged_by_its_capitals(write, codes):
    text = SOUND + 'inspectorates = ["OFSTED", "cqc", "Hmicfrs"]\n'
    assert codes(write("a.toml", text)) == []
