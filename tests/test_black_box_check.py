"""`jtai check` seen from outside: what it finds, where, how it says so and what it leaves alone.

The corpus in `inspections` is the main part. A file in `bad` says in its first line what it raises,
a code for each finding, and a line that ends in `# here` is one that a finding points at. A file in
`ok` raises nothing. The answers come from the rules and from a calendar, worked by hand; the sums
stand in the files.
"""

import csv
import io
import json
import re
import shutil
import sys
from collections import Counter
from xml.etree import ElementTree

import pytest

from tests.conftest import ROOT

INSPECTIONS = ROOT / "tests" / "inspections"
SUMMARY = re.compile(r"^\d+ files? checked: .+\.$")
FINDING = re.compile(
    r"^(?P<file>.+):(?P<line>\d+): (?P<severity>\w+) (?P<code>[a-z-]+): (?P<say>.+)$"
)

SEVERITIES = {
    "no-start": "error",
    "dates-out-of-order": "error",
    "notice-short": "error",
    "notified-late": "error",
    "fieldwork-start-day-off": "error",
    "fieldwork-end-day-off": "warning",
    "fieldwork-length": "warning",
    "step-missing": "error",
    "step-out-of-week": "warning",
    "step-out-of-order": "warning",
    "step-on-day-off": "warning",
    "step-on-closure": "warning",
    "too-few-cases": "error",
    "case-personal-data": "error",
    "no-key-contact": "warning",
    "partner-without-contact": "warning",
    "unknown-theme": "error",
    "inspectorate-not-taking-part": "error",
    "framework-not-in-force": "warning",
    "report-date": "error",
    "statement-date": "error",
    "report-late": "note",
    "statement-late": "note",
    "plan-stale": "error",
    "beyond-published-bank-holidays": "note",
}


def corpus(folder):
    return sorted(
        path for path in (INSPECTIONS / folder).iterdir() if path.suffix in (".toml", ".json")
    )


def raises(path):
    """The codes that a bad file says it raises, one for each finding."""
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    if path.suffix == ".json":
        return json.loads(first.rstrip(",") + "}")["raises"]
    return first.removeprefix("# raises: ").split()


BAD = corpus("bad")
OK = corpus("ok")
bad_files = pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
ok_files = pytest.mark.parametrize("path", OK, ids=lambda path: path.name)

SOUND = """\
area = "Exampleshire"
framework = "jtai-2022"
theme = "front-door"
fieldwork_start = 2027-06-28
key_contact = "Head of safeguarding and quality assurance"
"""
NO_CONTACT = SOUND.replace("key_contact", "# key_contact")  # a warning, on line 1
EARLY_REPORT = SOUND + "report_due = 2027-08-18\n"  # an error, on line 6; the 19th is right
LATE_REPORT = (  # a note, on line 10
    SOUND
    + "\n[actual]\nnotified = 2027-06-14\nfieldwork_ended = 2027-07-02\npublished = 2027-08-20\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of its own, and no summary page of a pipeline."""
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(folder):
    def to(name, text):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return name

    return to


@pytest.fixture
def found(jtai):
    """Check, and give the whole answer."""

    def check(*arguments):
        run = jtai("check", *arguments, "--format", "json")
        assert "Traceback" not in run.out + run.err
        answer = json.loads(run.out)
        assert answer["schema"] == "jtai.check/1"
        return answer

    return check


@pytest.fixture
def codes(found):
    def check(*arguments):
        return sorted(finding["code"] for finding in found(*arguments)["findings"])

    return check


@pytest.fixture
def typed(monkeypatch):
    """What is typed into the command."""

    def text(given):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))

    return text


# ------------------------------------------------------------------------------------ the corpus


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


MARKED = [path for path in BAD if "# here\n" in path.read_text(encoding="utf-8")]


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


# ---------------------------------------------------------------------------- the corpus's edges


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


# -------------------------------------------------------------------------------- lines by hand


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (SOUND.replace("fieldwork_start", "# fieldwork_start"), {"no-start": 1}),
        (NO_CONTACT, {"no-key-contact": 1}),
        (EARLY_REPORT, {"report-date": 6}),
        (LATE_REPORT, {"report-late": 10}),
        ("\n\n" + EARLY_REPORT.replace("report_due", "  report_due"), {"report-date": 8}),
        (EARLY_REPORT.replace("\n", "\r\n"), {"report-date": 6}),
        (
            '# key_contact = "x"\n' + NO_CONTACT + 'cases = ["EX-01"]\n',
            {"no-key-contact": 1, "too-few-cases": 7},
        ),
        (
            SOUND + '[[partners]]\nagency = "A"\ncontact = "B"\n\n[[partners]]\nagency = "C"\n',
            {"partner-without-contact": 10},
        ),
        # A quoted key, and a text over several lines that looks like keys.
        (
            SOUND.replace('"Exampleshire"', '"""\\\nExampleshire \\\nreport_due = 2027-08-18"""')
            + '"report_due" = 2027-08-18\n',
            {"report-date": 8},
        ),
        (SOUND + "[done]\n\ncase-audits = 2027-06-18\n", {"step-out-of-week": 8}),
        (SOUND + 'done."case-audits" = 2027-06-18\n', {"step-out-of-week": 6}),
        (SOUND + "[actual]\nfieldwork_ended = 2027-07-02\n", {"step-missing": 6}),
    ],
)
def test_lines(write, found, text, lines):
    findings = found(write("a.toml", text))["findings"]
    assert {finding["code"]: finding["line"] for finding in findings} == lines


@pytest.mark.parametrize(
    ("name", "code", "near"),
    [
        # the line of the key, or of the object that it stands in
        ("report-date-4", "report-date", ['"report": {', '"due": "2027-08-20"']),
        ("statement-date-4", "statement-date", ['"statement": {', '"due": "2027-11-25"']),
        ("notice-short-3", "notice-short", ['"notification": {', '"date": "2027-06-15"']),
        ("unknown-theme-5", "unknown-theme", ['"theme": "neglect"']),
        ("plan-stale", "plan-stale", ['"calendar": {', '"fingerprint"']),
        ("fieldwork-end-day-off-3", "fieldwork-end-day-off", ['"end": "2027-07-03"']),
        ("step-out-of-week-5", "step-out-of-week", ['"id": "set-up"', '"end": "2027-06-21"']),
    ],
)
def test_lines_of_a_kept_plan(found, name, code, near):
    path = INSPECTIONS / "bad" / f"{name}.json"
    (finding,) = found(path)["findings"]
    assert finding["code"] == code
    line = path.read_text(encoding="utf-8").splitlines()[finding["line"] - 1]
    assert any(each in line for each in near), line


def test_lines_of_a_kept_plan_on_one_line(write, found):
    text = (INSPECTIONS / "bad" / "statement-date-4.json").read_text(encoding="utf-8")
    write("a.json", json.dumps(json.loads(text)))
    (finding,) = found("a.json")["findings"]
    assert (finding["code"], finding["line"]) == ("statement-date", 1)


# ------------------------------------------------------------------------------ case references

FINE = ["EX-01", "Case 3", "A1", "P123456", "2027-01-A", "Exampleshire 03", "LCS-4411"]
NOT_FINE = [
    "Jane Smith",
    "jane smith",
    "SMITH, Jane",
    "JANE SMITH",
    "J. Smith",
    "Smith-03",
    "Jane",
    "JANE",
    "Zoë",
    "2015-03-04",
    "04/03/2015",
    "4.3.15",
    "4 March 2015",
    "EX 04032015",
]
FOUR = ["EX-11", "EX-12", "EX-13", "EX-14"]


def with_cases(*references):
    return f"{SOUND}cases = {json.dumps(references, ensure_ascii=False)}\n"


@pytest.mark.parametrize("reference", FINE)
def test_a_fine_reference(write, codes, reference):
    assert codes(write("a.toml", with_cases(*FOUR, reference))) == []


@pytest.mark.parametrize(
    "reference",
    ["family 12", "Sibling Group 2", "Audit ref 7", "child-9", "CASE FILE 4", "sample record 1"],
)
def test_plain_words_are_no_names(write, codes, reference):
    assert codes(write("a.toml", with_cases(*FOUR, reference))) == []


@pytest.mark.parametrize(
    "reference", ["LCS-LCX-4411", "Lcs-4411", "LCS", "Child Firstname", "exampleshireman 2"]
)
def test_other_words_are(write, codes, reference):
    assert codes(write("a.toml", with_cases(*FOUR, reference))) == ["case-personal-data"]


@pytest.mark.parametrize("reference", NOT_FINE)
def test_a_reference_like_a_name_or_a_date_of_birth(write, found, reference):
    (finding,) = found(write("a.toml", with_cases(*FOUR, reference)))["findings"]
    assert (finding["code"], finding["line"]) == ("case-personal-data", 6)
    assert re.search(r"\b5\b|\bfifth\b", finding["message"])  # its number in the list


def test_the_words_of_an_area_are_those_of_the_file_itself(write, codes):
    text = with_cases(*FOUR, "Exampleshire 03").replace('"Exampleshire"\n', '"Haringey"\n', 1)
    assert codes(write("a.toml", text)) == ["case-personal-data"]
    text = with_cases(*FOUR, "Haringey 03").replace('"Exampleshire"\n', '"Haringey"\n', 1)
    assert codes(write("a.toml", text)) == []


@pytest.mark.parametrize("form", ["text", "json", "github", "junit"])
def test_no_reference_is_ever_printed(jtai, write, folder, monkeypatch, form):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary.md"))
    run = jtai("check", write("a.toml", with_cases(*NOT_FINE)), "--format", form)
    summary = folder / "summary.md"
    shown = run.out + run.err + (summary.read_text(encoding="utf-8") if summary.exists() else "")
    assert run.code == 1
    assert shown.count("case-personal-data") >= len(NOT_FINE)
    for reference in NOT_FINE:
        assert reference.casefold() not in shown.casefold()
    for word in ("smith", "jane", "zo\\u00eb", "04032015"):
        assert word not in shown.casefold()


@pytest.mark.parametrize("form", ["text", "json", "github", "junit"])
def test_nor_one_that_is_fine(jtai, write, form):
    text = with_cases("QXZ-7711", "QXZ-7712", "QXZ-7711")
    run = jtai("check", write("a.toml", text), "--format", form)
    assert run.code == 1
    assert "QXZ" not in run.out + run.err


@pytest.mark.parametrize(
    "line",
    [
        'cases = "Firstname Lastname"',
        'cases = ["EX-01", { name = "Firstname Lastname" }]',
        'cases = [["Firstname Lastname"]]',
        'cases = { "Firstname Lastname" = 1 }',
        'cases = ["Firstname Lastname"',
        'cases = ["Firstname Lastname]',
    ],
)
@pytest.mark.parametrize("form", ["text", "json", "github", "junit"])
def test_nor_one_in_a_list_that_cannot_be_read(jtai, write, line, form):
    run = jtai("check", write("a.toml", f"{SOUND}{line}\n"), "--format", form)
    assert run.code == 2
    assert "lastname" not in (run.out + run.err).casefold()


# ------------------------------------------------------------------------------------- the text


def test_the_text_of_a_finding(jtai, write):
    run = jtai("check", write("a.toml", EARLY_REPORT))
    assert (run.code, run.err) == (1, "")
    finding, fix, source, summary = run.out.splitlines()
    assert re.match(r"a\.toml:6: error report-date: \S.*\.$", finding)
    assert re.match(r"    What to do: \S.*$", fix)
    assert re.match(r"    Source: \S.*$", source)
    assert summary == "1 file checked: 1 error."


def test_text_and_json_say_the_same(jtai, found):
    path = INSPECTIONS / "bad" / "several-faults.toml"
    *said, summary = jtai("check", path).out.splitlines()
    findings = found(path)["findings"]
    assert len(said) == 3 * len(findings)
    for number, finding in enumerate(findings):
        head, fix, source = said[3 * number : 3 * number + 3]
        assert head == (
            f"{path}:{finding['line']}: {finding['severity']} {finding['code']}: "
            + finding["message"]
        )
        assert fix == f"    What to do: {finding['fix']}"
        # the text may add the address
        assert source.startswith(f"    Source: {finding['source']}")
    assert summary == "1 file checked: 5 errors and 3 warnings."


@pytest.mark.parametrize(
    ("texts", "summary"),
    [
        ([SOUND], "1 file checked: nothing found."),
        ([SOUND, SOUND], "2 files checked: nothing found."),
        ([NO_CONTACT], "1 file checked: 1 warning."),
        ([LATE_REPORT], "1 file checked: 1 note."),
        ([EARLY_REPORT, LATE_REPORT], "2 files checked: 1 error and 1 note."),
        (
            [EARLY_REPORT, NO_CONTACT, NO_CONTACT, LATE_REPORT],
            "4 files checked: 1 error, 2 warnings and 1 note.",
        ),
    ],
)
def test_the_summary(jtai, write, texts, summary):
    names = [write(f"{number}.toml", text) for number, text in enumerate(texts)]
    assert jtai("check", *names).out.splitlines()[-1] == summary
    assert not any(SUMMARY.match(line) for line in jtai("check", *names, "-q").out.splitlines())


def test_files_come_in_the_order_given(jtai, write):
    write("b.toml", NO_CONTACT)
    write("a.toml", EARLY_REPORT)
    shown = jtai("check", "b.toml", "a.toml").out.splitlines()
    heads = [match for line in shown if (match := FINDING.match(line))]
    assert [(head["file"], head["line"], head["code"]) for head in heads] == [
        ("b.toml", "1", "no-key-contact"),
        ("a.toml", "6", "report-date"),
    ]


def test_plain_text_has_no_escape_codes(jtai, write):
    assert "\x1b" not in jtai("check", write("a.toml", EARLY_REPORT), "--plain").out


# ----------------------------------------------------------------------------- exit codes, codes


@pytest.mark.parametrize(
    ("text", "level", "code"),
    [
        (EARLY_REPORT, None, 1),
        (NO_CONTACT, None, 1),
        (LATE_REPORT, None, 0),
        (SOUND, None, 0),
        (EARLY_REPORT, "error", 1),
        (NO_CONTACT, "error", 0),
        (LATE_REPORT, "error", 0),
        (LATE_REPORT, "warning", 0),
        (LATE_REPORT, "note", 1),
        (SOUND, "note", 0),
    ],
)
@pytest.mark.parametrize("form", ["text", "json", "github", "junit"])
def test_the_level_at_which_a_check_fails(jtai, write, text, level, code, form):
    levels = ["--fail-level", level] if level else []
    run = jtai("check", write("a.toml", text), *levels, "--format", form)
    assert (run.code, run.err) == (code, "")
    if form == "json":
        answer = json.loads(run.out)
        assert answer["failed"] is bool(code)
        assert answer["fail_level"] == (level or "warning")


def test_a_level_that_does_not_exist_is_refused(jtai, write):
    run = jtai("check", write("a.toml", SOUND), "--fail-level", "fatal")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("jtai: ")


# An error on line 6, a warning on line 1 and a note on line 10.
ALL_THREE = NO_CONTACT + LATE_REPORT.removeprefix(SOUND).replace(
    "\n[actual]", "report_due = 2027-08-18\n[actual]"
)


@pytest.mark.parametrize(
    ("options", "left", "code"),
    [
        ([], ["no-key-contact", "report-date", "report-late"], 1),
        (["--select", "report-date"], ["report-date"], 1),
        (["--select", "report-late"], ["report-late"], 0),
        (["--select", "no-start"], [], 0),
        (["--select", "report-late,no-key-contact"], ["no-key-contact", "report-late"], 1),
        (
            ["--select", "report-late", "--select", "no-key-contact"],
            ["no-key-contact", "report-late"],
            1,
        ),
        (["--ignore", "report-date"], ["no-key-contact", "report-late"], 1),
        (["--ignore", "report-date,no-key-contact"], ["report-late"], 0),
        (["--ignore", "report-date", "--ignore", "no-key-contact"], ["report-late"], 0),
        (["--ignore", "report-date,no-key-contact,report-late"], [], 0),
        (["--select", "report-late,report-date", "--ignore", "report-date"], ["report-late"], 0),
    ],
)
def test_codes_chosen_and_left_out(jtai, write, options, left, code):
    run = jtai("check", write("a.toml", ALL_THREE), *options, "--format", "json")
    assert (run.code, run.err) == (code, "")
    answer = json.loads(run.out)
    assert sorted(finding["code"] for finding in answer["findings"]) == left
    assert sum(answer["summary"].values()) == len(left)


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize("given", ["report-dates", "report-date,oops", ""])
def test_a_code_that_does_not_exist_is_refused(jtai, write, option, given):
    run = jtai("check", write("a.toml", SOUND), option, given)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("jtai: ")
    assert "Traceback" not in run.err


# -------------------------------------------------------------------------------------- the JSON


def test_the_json(jtai, write):
    write("a.toml", EARLY_REPORT)
    write("b.toml", LATE_REPORT)
    run = jtai("check", "a.toml", "b.toml", "c.toml", "--format", "json")
    assert run.code == 2
    answer = json.loads(run.out)
    assert set(answer) == {
        "schema",
        "fail_level",
        "failed",
        "files",
        "findings",
        "not_judged",
        "summary",
    }
    assert answer["files"] == ["a.toml", "b.toml"]
    assert answer["failed"] is True
    assert answer["summary"] == {"error": 1, "warning": 0, "note": 1}
    assert [set(finding) for finding in answer["findings"]] == [
        {"code", "severity", "file", "line", "message", "fix", "source"}
    ] * 2
    (left,) = answer["not_judged"]
    assert left["file"] == "c.toml"
    assert "c.toml" in run.err
    assert set(left) == {"file", "message"}


def test_the_json_of_nothing(found, write):
    assert found(write("a.toml", SOUND)) == {
        "schema": "jtai.check/1",
        "fail_level": "warning",
        "failed": False,
        "files": ["a.toml"],
        "findings": [],
        "not_judged": [],
        "summary": {"error": 0, "warning": 0, "note": 0},
    }


def test_the_answer_can_be_written_to_a_file(jtai, write, folder):
    write("a.toml", EARLY_REPORT)
    shown = jtai("check", "a.toml", "--format", "json")
    run = jtai("check", "a.toml", "--format", "json", "-o", "out.json")
    assert (run.code, run.out) == (1, "")
    assert json.loads((folder / "out.json").read_text(encoding="utf-8")) == json.loads(shown.out)
    write("a.toml", SOUND)
    run = jtai("check", "a.toml", "--format", "json", "-o", "out.json")
    assert run.code == 2
    assert run.err.startswith("jtai: ")
    assert json.loads((folder / "out.json").read_text(encoding="utf-8"))["findings"]
    run = jtai("check", "a.toml", "--format", "json", "-o", "out.json", "--force")
    assert run.code == 0
    assert not json.loads((folder / "out.json").read_text(encoding="utf-8"))["findings"]


# ---------------------------------------------------------------------------------------- GitHub


def test_the_lines_for_github(jtai, write, found):
    write("a.toml", ALL_THREE)
    write("b.toml", SOUND)
    run = jtai("check", "a.toml", "b.toml", "--format", "github")
    assert run.code == 1
    said = [
        f"::{'notice' if finding['severity'] == 'note' else finding['severity']} "
        f"file=a.toml,line={finding['line']},title={finding['code']}::"
        f"{finding['message']} What to do: {finding['fix']}".replace("%", "%25")
        for finding in found("a.toml")["findings"]
    ]
    assert len(said) == 3
    summary = "2 files checked: 1 error, 1 warning and 1 note."
    assert run.out.splitlines() == [*said, summary]


def test_github_escapes(jtai, write):
    name = write("a,b:c%d.toml", SOUND + 'inspectorates = ["A%B", "A%0AB"]\n')
    run = jtai("check", name, "--format", "github")
    assert run.code == 1
    *lines, summary = run.out.splitlines()
    assert SUMMARY.match(summary)
    assert len(lines) == 2
    for line in lines:
        assert line.startswith(
            "::error file=a%2Cb%3Ac%25d.toml,line=6,title=inspectorate-not-taking-part::"
        )
        assert not re.search(r"%(?!25|0D|0A|3A|2C)", line), line
        assert not re.search(r"A%(B|0AB)", line), line


def test_github_is_told_of_files_not_judged(jtai, write):
    write("a.toml", NO_CONTACT)
    run = jtai("check", "no,ne.toml", "a.toml", "--format", "github")
    assert run.code == 2
    lines = run.out.splitlines()
    (left,) = (line for line in lines if "title=not judged" in line)
    assert re.match(r"::error file=no%2Cne\.toml,title=not judged::\S", left)
    assert any(line.startswith("::warning file=a.toml,line=1,title=no-key") for line in lines)
    assert lines[-1].startswith("1 file checked: 1 warning.")


def test_the_summary_page_of_github_is_appended_to(jtai, write, folder, monkeypatch):
    page = folder / "summary.md"
    page.write_text("What was there\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    write("a.toml", ALL_THREE)
    jtai("check", "a.toml")
    assert page.read_text(encoding="utf-8") == "What was there\n"
    run = jtai("check", "a.toml", "--format", "github")
    assert run.code == 1
    text = page.read_text(encoding="utf-8")
    assert text.startswith("What was there\n")
    added = text.removeprefix("What was there\n")
    assert re.search(r"(?m)^#+ \S", added)
    rows = [line for line in added.splitlines() if line.startswith("|")]
    assert len(rows) == 2 + 3  # heads, rule, and a row a finding
    for row, code in zip(rows[2:], ("no-key-contact", "report-date", "report-late"), strict=True):
        assert code in row
        assert "a.toml" in row
    assert len({row.count("|") for row in rows}) == 1


def test_the_summary_page_keeps_its_columns(jtai, write, folder, monkeypatch):
    page = folder / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    write("a.toml", SOUND + 'inspectorates = ["A|B"]\n')
    jtai("check", "a.toml", "--format", "github")
    text = page.read_text(encoding="utf-8").replace("\\|", "")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) == 3
    assert len({row.count("|") for row in rows}) == 1


# ----------------------------------------------------------------------------------------- JUnit


def suites(run):
    root = ElementTree.fromstring(run.out)
    assert root.tag == "testsuites"
    assert all(suite.tag == "testsuite" for suite in root)
    return list(root)


def test_junit(jtai, write, found):
    write("a.toml", ALL_THREE)
    write("b.toml", SOUND)
    run = jtai("check", "a.toml", "b.toml", "none.toml", "--format", "junit")
    assert run.code == 2
    one, two, three = sorted(suites(run), key=lambda suite: suite.get("name"))
    assert (one.get("name"), one.get("tests"), one.get("failures"), one.get("errors")) == (
        "a.toml",
        "3",
        "2",
        "0",
    )
    findings = {finding["code"]: finding for finding in found("a.toml")["findings"]}
    cases = one.findall("testcase")
    assert {case.get("name") for case in cases} == set(findings)
    for case in cases:
        finding = findings[case.get("name")]
        assert case.get("classname") == "a.toml"
        failure = case.find("failure")
        if finding["severity"] == "note":
            assert failure is None
            assert case.find("system-out") is not None
        else:
            assert failure.get("type") == finding["severity"]
            assert failure.get("message") == finding["message"]
            assert case.find("system-out") is None
    assert (two.get("name"), two.get("tests"), two.get("failures"), two.get("errors")) == (
        "b.toml",
        "1",
        "0",
        "0",
    )
    (sound,) = two.findall("testcase")
    assert sound.get("name") == "sound"
    assert sound.find("failure") is None
    assert (three.get("name"), three.get("errors"), three.get("failures")) == (
        "none.toml",
        "1",
        "0",
    )
    (judged,) = three.findall("testcase")
    assert judged.get("name") == "judged"
    assert judged.find("error").get("message")


@pytest.mark.parametrize(("level", "failures"), [("error", "1"), ("warning", "2"), ("note", "3")])
def test_junit_fails_at_the_level_asked_for(jtai, write, level, failures):
    run = jtai("check", write("a.toml", ALL_THREE), "--format", "junit", "--fail-level", level)
    (suite,) = suites(run)
    assert suite.get("failures") == failures
    assert len(suite.findall("testcase/failure")) == int(failures)
    assert len(suite.findall("testcase/system-out")) == 3 - int(failures)


def test_junit_holds_what_xml_cannot(jtai, write):
    name = write("a&b<c.toml", SOUND + 'inspectorates = ["<A & \'B\'>", "]]>"]\n')
    run = jtai("check", name, "--format", "junit")
    (suite,) = suites(run)
    assert suite.get("name") == name
    assert suite.get("tests") == "2"


# --------------------------------------------------------------------------------------- folders


def test_a_folder_is_searched(write, found):
    kept = (INSPECTIONS / "ok" / "kept.json").read_text(encoding="utf-8")
    write("all/b.toml", SOUND)
    write("all/a/z.toml", NO_CONTACT)
    write("all/c/kept.json", kept)
    write("all/.hidden/x.toml", EARLY_REPORT)
    write("all/c/.hidden/deeper/x.json", kept)
    write("all/pyproject.toml", '[project]\nname = "something"\n')
    write("all/package.json", '{"name": "something"}\n')
    write("all/list.json", "[1, 2]\n")
    write("all/other.json", '{"schema": "jtai.days/1"}\n')
    write("all/list.csv", "area,fieldwork_start\nExampleshire,2027-06-28\n")
    write("all/notes.txt", SOUND)
    answer = found("all")
    assert answer["files"] == ["all/a/z.toml", "all/b.toml", "all/c/kept.json"]
    assert answer["not_judged"] == []
    assert [(each["file"], each["code"]) for each in answer["findings"]] == [
        ("all/a/z.toml", "no-key-contact")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "fieldwork_start = 2027-06-28\n",
        "notification = 2027-06-14\n",
        'key_contact = "Head of service"\n',
        '[[partners]]\nagency = "A"\n',
        'cases = ["EX-01"]\n',
        "[actual]\nnotified = 2027-06-14\n",
        "[done]\nset-up = 2027-06-14\n",
    ],
)
def test_a_folder_gives_every_file_that_looks_like_an_inspection(write, found, text):
    write("all/a.toml", text)
    write("all/b.toml", 'area = "Exampleshire"\n')  # has none of the keys
    assert found("all")["files"] == ["all/a.toml"]


def test_a_folder_with_nothing_to_check_is_not_judged(jtai, write, folder):
    (folder / "empty").mkdir()
    write("all/.hidden/x.toml", SOUND)
    write("all/pyproject.toml", '[project]\nname = "something"\n')
    for name in ("empty", "all"):
        run = jtai("check", name)
        assert run.code == 2
        assert run.err.startswith("jtai: ")
        assert name in run.err


def test_a_folder_among_files(write, found):
    write("b.toml", NO_CONTACT)
    write("all/a.toml", EARLY_REPORT)
    assert found("b.toml", "all")["files"] == ["b.toml", "all/a.toml"]


def test_a_copy_of_the_corpus_as_folders(folder, jtai):
    shutil.copytree(INSPECTIONS / "ok", folder / "ok")
    run = jtai("check", "ok")
    assert (run.code, run.out) == (0, f"{len(OK)} files checked: nothing found.\n")
    shutil.copytree(INSPECTIONS / "bad", folder / "bad")
    run = jtai("check", "bad", "--format", "json")
    assert run.code == 1
    # bad/no-start.toml holds key_contact and is found by it; the others hold a start
    assert len(json.loads(run.out)["files"]) == len(BAD) - len(
        [path for path in BAD if not FOUND_BY.search(path.read_text(encoding="utf-8"))]
    )


FOUND_BY = re.compile(
    r"(?m)^(?:fieldwork_start|notification|key_contact|cases) =|^\[+(?:partners|actual|done)\]"
    r"|\"jtai\.plan/1\""
)


# ----------------------------------------------------------------------------------------- stdin


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SOUND, []),
        (EARLY_REPORT, ["report-date"]),
        ("\n" + NO_CONTACT, ["no-key-contact"]),
        ((INSPECTIONS / "ok" / "kept.json").read_text(encoding="utf-8"), []),
        (
            (INSPECTIONS / "bad" / "statement-date-4.json").read_text(encoding="utf-8"),
            ["statement-date"],
        ),
    ],
    ids=["sound", "report-date", "no-key-contact", "kept", "kept, statement-date"],
)
def test_what_is_typed_in_is_checked(found, typed, text, expected):
    typed(text)
    answer = found("-")
    assert answer["files"] == ["<stdin>"]
    assert [(each["file"], each["code"]) for each in answer["findings"]] == [
        ("<stdin>", code) for code in expected
    ]


def test_what_is_typed_in_has_lines(jtai, typed):
    typed(EARLY_REPORT)
    run = jtai("check", "-", "-q")
    assert run.code == 1
    assert run.out.startswith("<stdin>:6: error report-date: ")


def test_what_is_typed_in_and_cannot_be_read(jtai, typed):
    typed("not a file = = at all\n")
    run = jtai("check", "-")
    assert run.code == 2
    assert run.err.startswith("jtai: ")


# ------------------------------------------------------------------------------- files not judged

NOT_JUDGED = {
    "missing.toml": None,
    "latin.toml": b'area = "Zo\xeb"\nfieldwork_start = 2027-06-28\n',
    "not-toml.toml": "fieldwork_start = = 2027-06-28\n",
    "twice.toml": SOUND + 'area = "Exampleshire"\n',
    "unknown-key.toml": SOUND + 'key_contacts = "Head"\n',
    "bad-date.toml": SOUND.replace("2027-06-28", '"junk"'),
    "bad-number.toml": SOUND + "fieldwork_days = -1\n",
    "bad-region.toml": SOUND + 'region = "FRA"\n',
    "bad-cases.toml": SOUND + "cases = 5\n",
    "bad-inspectorates.toml": SOUND + "inspectorates = true\n",
    "bad-due.toml": SOUND + 'report_due = "soon"\n',
    "bad-done.toml": SOUND + "done = 2027-06-14\n",
    "bad-done-date.toml": SOUND + "[done]\nset-up = true\n",
    "1066.toml": SOUND.replace("2027-06-28", "1066-10-16"),
    "9999.toml": SOUND.replace("2027-06-28", "9999-03-08"),
    "framework.toml": SOUND.replace("jtai-2022", "jtai-1999"),
    "done-unknown.toml": SOUND + "[done]\nset-upp = 2027-06-14\n",
    "done-other-framework.toml": SOUND.replace("jtai-2022", "jtai-2016").replace(
        "front-door", "neglect"
    )
    + "[done]\nset-up = 2027-06-14\n",
    "not-json.json": '{"schema": "jtai.plan/1", \n',
    "list.json": "[]\n",
    "other.json": '{"schema": "jtai.days/1"}\n',
    "half.json": '{"schema": "jtai.plan/1"}\n',
    "empty.json": "",
}


@pytest.mark.parametrize(("name", "text"), NOT_JUDGED.items(), ids=NOT_JUDGED)
def test_a_file_that_cannot_be_judged(jtai, write, name, text):
    if text is not None:
        write(name, text)
    run = jtai("check", name)
    assert run.code == 2
    assert "Traceback" not in run.out + run.err
    (line,) = run.err.splitlines()
    assert line.startswith("jtai: ")
    assert name in line
    assert not FINDING.search(run.out)


@pytest.mark.parametrize(("name", "text"), NOT_JUDGED.items(), ids=NOT_JUDGED)
def test_the_other_files_are_still_judged(jtai, write, name, text):
    if text is not None:
        write(name, text)
    write("a.toml", NO_CONTACT)
    write("b.toml", SOUND)
    run = jtai("check", "a.toml", name, "b.toml", "--format", "json")
    assert run.code == 2
    answer = json.loads(run.out)
    assert answer["files"] == ["a.toml", "b.toml"]
    assert [each["file"] for each in answer["not_judged"]] == [name]
    assert [each["code"] for each in answer["findings"]] == ["no-key-contact"]
    assert answer["failed"] is True
    assert len([line for line in run.err.splitlines() if line.startswith("jtai: ")]) == 1


def test_not_judged_wins_over_nothing_found(jtai, write):
    run = jtai("check", write("a.toml", SOUND), "missing.toml")
    assert run.code == 2
    assert run.out.splitlines()[-1].startswith("1 file checked: nothing found.")


def test_each_file_not_judged_has_its_line(jtai):
    run = jtai("check", "one.toml", "two.toml", "three.json")
    assert run.code == 2
    lines = run.err.splitlines()
    assert [line.startswith("jtai: ") for line in lines] == [True] * 3
    for name, line in zip(("one.toml", "two.toml", "three.json"), lines, strict=True):
        assert name in line


@pytest.mark.parametrize(
    ("step", "belongs"),
    [
        ("notification", "notified"),
        ("fieldwork", "fieldwork_ended"),
        ("draft-report", "draft_received"),
        ("report", "published"),
    ],
)
def test_what_has_a_key_of_its_own_is_not_among_the_steps_done(jtai, write, step, belongs):
    write("a.toml", f"{SOUND}[done]\n{step} = 2027-06-28\n")
    run = jtai("check", "a.toml")
    assert run.code == 2
    assert run.err.startswith("jtai: ")
    assert belongs in run.err


@pytest.mark.parametrize(
    "step",
    [
        "information-request",
        "set-up",
        "case-selection",
        "planning",
        "case-audits",
        "further-analysis",
        "fieldwork-timetable",
        "virtual-meetings",
        "initial-meeting",
        "keep-in-touch",
        "final-meeting",
        "corrections",
        "pre-publication-copy",
        "statement",
    ],
)
def test_every_other_step_may_be_done(jtai, write, step):
    write("a.toml", f"{SOUND}[done]\n{step} = 2027-06-28\n")
    run = jtai("check", "a.toml", "--select", "no-key-contact")
    assert (run.code, run.err) == (0, "")


def test_nothing_to_check_is_refused(jtai):
    run = jtai("check")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("jtai: ")


# ------------------------------------------------------------------- frameworks, kept plans, init

PEER = ROOT / "examples" / "frameworks" / "peer-challenge.toml"


def test_a_kept_plan_may_name_a_framework_of_ones_own(jtai, folder):
    plan = jtai("plan", "2027-06-28", "--framework", PEER, "--format", "json", "-q")
    (folder / "kept.json").write_text(plan.out, encoding="utf-8")
    run = jtai("check", "kept.json")
    assert run.code == 2
    assert "peer-challenge" in run.err
    run = jtai("check", "kept.json", "--framework", PEER)
    assert (run.code, run.err) == (0, "")


@pytest.mark.parametrize("start", ["2027-03-08", "2027-06-28", "2027-09-20", "2028-01-10"])
@pytest.mark.parametrize("region", ["ENG", "WLS", "SCT", "NIR"])
def test_a_plan_fresh_from_the_program_is_sound(jtai, folder, start, region):
    plan = jtai("plan", start, "--region", region, "--observed", "--format", "json", "-q")
    (folder / "kept.json").write_text(plan.out, encoding="utf-8")
    run = jtai("check", "kept.json", "--fail-level", "note")
    assert (run.code, run.out) == (0, "1 file checked: nothing found.\n")


def test_a_kept_plan_is_not_asked_for_a_key_contact(codes):
    path = INSPECTIONS / "ok" / "kept.json"
    assert json.loads(path.read_text(encoding="utf-8"))["inspection"]["key_contact"] is None
    assert codes(path) == []


def test_a_stale_plan_is_not_judged_by_its_other_dates(codes):
    assert codes(INSPECTIONS / "bad" / "plan-stale-2.json") == ["plan-stale"]


def test_checking_changes_nothing(jtai, folder):
    shutil.copytree(INSPECTIONS, folder / "all")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    jtai("check", "all")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_the_example_is_sound(jtai, write):
    text = (ROOT / "examples" / "exampleshire.toml").read_text(encoding="utf-8")
    if not re.search(r"(?m)^cases =", text):
        five = 'cases = ["EX-01", "EX-02", "EX-03", "EX-04", "EX-05"]\n\n'
        text = text.replace("[[partners]]", five + "[[partners]]", 1)
    run = jtai("check", write("a.toml", text), "--fail-level", "note")
    assert (run.code, run.out, run.err) == (0, "1 file checked: nothing found.\n", "")


def test_a_new_inspection_file_is_sound_once_start_and_contact_are_in(jtai, write):
    text = jtai("init", "-").out
    for key in ("fieldwork_start", "key_contact"):
        text = text.replace(f"# {key} =", f"{key} =", 1)
    run = jtai("check", write("a.toml", text), "--fail-level", "note")
    assert (run.code, run.out, run.err) == (0, "1 file checked: nothing found.\n", "")


# --------------------------------------------------------------------------- jtai rules --checks


def test_the_list_of_checks_in_json(jtai):
    run = jtai("rules", "--checks", "--format", "json")
    assert (run.code, run.err) == (0, "")
    answer = json.loads(run.out)
    assert answer["schema"] == "jtai.checks/1"
    listed = {each["code"]: each["severity"] for each in answer["checks"]}
    assert listed == SEVERITIES
    assert len(answer["checks"]) == len(SEVERITIES)
    for each in answer["checks"]:
        assert set(each) == {"code", "severity", "meaning", "example", "source"}
        assert all(each.values())


def test_the_list_of_checks_in_csv(jtai):
    run = jtai("rules", "--checks", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(run.out)))
    assert {row["code"]: row["severity"] for row in rows} == SEVERITIES
    assert len(rows) == len(SEVERITIES)


@pytest.mark.parametrize("form", [[], ["--format", "markdown"]], ids=["text", "markdown"])
def test_the_list_of_checks_to_read(jtai, form):
    run = jtai("rules", "--checks", *form)
    assert (run.code, run.err) == (0, "")
    for code in SEVERITIES:
        assert re.search(rf"(?<![\w-]){code}(?![\w-])", run.out), code
    for severity in ("error", "warning", "note"):
        assert severity in run.out


def test_every_check_that_is_listed_has_a_bad_file(jtai):
    answer = json.loads(jtai("rules", "--checks", "--format", "json").out)
    raised = {code for path in BAD for code in raises(path)}
    assert {each["code"] for each in answer["checks"]} == raised


def test_the_frameworks_are_listed_as_before(jtai):
    run = jtai("rules")
    assert run.code == 0
    assert "jtai-2022" in run.out
    assert "case-personal-data" not in run.out
