"""The line that a finding points at."""

import json

import pytest

from tests.checks.corpus import EARLY_REPORT, LATE_REPORT, NO_CONTACT, SOUND
from tests.harness import INSPECTIONS


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
def test_lines_of_a_saved_plan(found, name, code, near):
    path = INSPECTIONS / "bad" / f"{name}.json"
    (finding,) = found(path)["findings"]
    assert finding["code"] == code
    line = path.read_text(encoding="utf-8").splitlines()[finding["line"] - 1]
    assert any(each in line for each in near), line


def test_lines_of_a_saved_plan_on_one_line(write, found):
    text = (INSPECTIONS / "bad" / "statement-date-4.json").read_text(encoding="utf-8")
    write("a.json", json.dumps(json.loads(text)))
    (finding,) = found("a.json")["findings"]
    assert (finding["code"], finding["line"]) == ("statement-date", 1)
