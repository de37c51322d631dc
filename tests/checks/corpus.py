"""The corpus of files to check, and what a check may say of them.

A file in `inspections/bad` says in its first line what it raises, a code for each finding, and a
line that ends in `# here` is one that a finding points at. A file in `ok` raises nothing. The
answers come from the rules and from a calendar, worked by hand; the sums stand in the files.
Programmes have a folder for each code: `tests/programme/test_files.py` says what is in it.
"""

import json
import re

from tests.harness import INSPECTIONS, ROOT

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
    "partner-without-contact": "note",
    "audit-agency-missing": "warning",
    "unknown-theme": "error",
    "inspectorate-not-taking-part": "error",
    "inspectorate-missing": "warning",
    "framework-not-in-force": "warning",
    "report-date": "error",
    "statement-date": "error",
    "report-late": "note",
    "statement-late": "note",
    "plan-stale": "error",
    "beyond-published-bank-holidays": "note",
    "rehearsal": "note",
    "session-clash": "warning",
    "session-place-taken": "warning",
    "session-travel": "warning",
    "session-outside-fieldwork": "warning",
    "session-outside-hours": "warning",
    "no-opening-session": "warning",
    "no-final-session": "warning",
    "no-keep-in-touch": "warning",
    "agency-not-met": "warning",
    "session-break": "note",
}
OF_PROGRAMMES = {
    "outside-programme": "error",
    "outside-window": "error",
    "not-after": "error",
    "team-away": "error",
    "team-at-once": "error",
    "team-gap": "error",
    "inspectorate-at-once": "error",
    "area-gap": "error",
    "starts-near": "error",
    "reports-per-week": "error",
    "week-avoided": "error",
    "schools-closed": "error",
    "batch": "error",
    "area-twice": "note",
    "others-elsewhere": "note",
    "no-date": "note",
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
PROGRAMMES = sorted((ROOT / "tests/programme/files").iterdir())

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

MARKED = [path for path in BAD if "# here\n" in path.read_text(encoding="utf-8")]

# An error on line 6, a warning on line 1 and a note on line 10.
ALL_THREE = NO_CONTACT + LATE_REPORT.removeprefix(SOUND).replace(
    "\n[actual]", "report_due = 2027-08-18\n[actual]"
)
