"""One judgement, and the catalogue of every code that a judgement can have. Codes are public.

A plan says its findings as warnings; a check says those of files, each with its line. An error
breaks a rule or cannot be true; a warning is a slip or something to agree on; a note is worth
knowing and nobody's mistake.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from jtai_cli.letters.likely import LETTERS
from jtai_cli.rules.model import Source

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")  # the worst first

BANK_HOLIDAYS = Source(
    "bank-holidays", "bank-holidays", "GOV.UK, UK bank holidays", "https://www.gov.uk/bank-holidays"
)
PRIVACY = Source(
    "uk-gdpr",
    "uk-gdpr",
    "UK GDPR, Article 5(1)(c): no more personal data than is needed",
    "https://www.legislation.gov.uk/eur/2016/679/article/5",
)
OUR_OWN = Source("jtai", "jtai", "jtai's own: a plan that is kept should be fit to be used", None)
BY_FRAMEWORK = Source("framework", "framework", "the framework's own rule", None)


class Code(NamedTuple):
    """What a code means; the source of the rule, unless the finding names the framework's.

    ``example`` is a piece of a file that has the fault, of a code that a check looks for.
    """

    code: str
    severity: Severity
    meaning: str
    example: str = ""
    source: Source = BY_FRAMEWORK


class Finding(NamedTuple):
    """One judgement: a sentence, and the date that it is about where it is about one.

    ``fix`` says what to do about a fault in a file, where the sentence does not. ``cited`` is the
    source of the rule where that is the framework's. A check fills in ``file`` and ``line``.
    """

    code: str
    message: str
    date: dt.date | None = None
    fix: str = ""
    cited: Source | None = None
    file: str = ""
    line: int = 0

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return CATALOGUE[self.code].severity

    @property
    def source(self) -> Source:
        """The source of the rule that it rests on."""
        return self.cited or CATALOGUE[self.code].source


_ALL = (
    # What a check looks for, in the order in which 'jtai rules --checks' lists it.
    Code(
        "no-start",
        "error",
        "neither the start of fieldwork nor notification is given",
        '# fieldwork_start = 2027-06-28 is commented out, and there is no "notification"',
        OUR_OWN,
    ),
    Code(
        "dates-out-of-order",
        "error",
        "two dates that must follow each other do not",
        "fieldwork_ended = 2027-07-02, published = 2027-07-01",
        OUR_OWN,
    ),
    Code(
        "notice-short",
        "error",
        "the notification that is planned gives less notice than the framework asks for",
        "notification = 2027-06-15, fieldwork_start = 2027-06-28",
    ),
    Code(
        "notified-late",
        "error",
        "notification came after the last day that gives the framework's notice",
        "[actual] notified = 2027-06-15, fieldwork_start = 2027-06-28",
    ),
    Code(
        "fieldwork-start-day-off",
        "error",
        "fieldwork starts at a weekend or on a bank holiday",
        "fieldwork_start = 2027-06-27",
        BANK_HOLIDAYS,
    ),
    Code(
        "step-missing",
        "error",
        "something later is recorded, and a step that the framework requires is not",
        "[actual] published = 2027-08-19, without fieldwork_ended",
    ),
    Code(
        "too-few-cases",
        "error",
        "the audit list has fewer different cases than the framework asks for",
        'cases = ["EX-01", "EX-02", "EX-03", "EX-04"]',
    ),
    Code(
        "case-personal-data",
        "error",
        "a case's reference looks like a name or a date of birth",
        'cases = ["Firstname Lastname", "2015-03-04"]',
        PRIVACY,
    ),
    Code(
        "unknown-theme",
        "error",
        "the theme is not one of the framework's, or not yet one when fieldwork starts",
        'theme = "neglect", framework = "jtai-2022"',
    ),
    Code(
        "inspectorate-not-taking-part",
        "error",
        "an inspectorate is named that does not take part in the theme",
        'inspectorates = ["HMI Probation"], theme = "front-door"',
    ),
    Code(
        "report-date",
        "error",
        "the date recorded for the report contradicts the rule",
        "report_due = 2027-08-20, fieldwork_start = 2027-06-28",
    ),
    Code(
        "statement-date",
        "error",
        "the date recorded for the statement contradicts the rule",
        "statement_due = 2027-11-30, fieldwork_start = 2027-06-28",
    ),
    Code(
        "plan-stale",
        "error",
        "a kept plan was made with other bank holidays than today's, and its dates would differ",
        "a plan's JSON of before a bank holiday was proclaimed inside its dates",
        BANK_HOLIDAYS,
    ),
    Code(
        "fieldwork-end-day-off",
        "warning",
        "fieldwork ended at a weekend or on a bank holiday",
        "[actual] fieldwork_ended = 2027-07-03",
        BANK_HOLIDAYS,
    ),
    Code(
        "fieldwork-length",
        "warning",
        "fieldwork is shorter or longer than the framework's",
        "fieldwork_days = 4",
    ),
    Code(
        "step-out-of-week",
        "warning",
        "a step was done, or is planned, outside its week",
        "[done] case-selection = 2027-06-22, fieldwork_start = 2027-06-28",
    ),
    Code(
        "step-out-of-order",
        "warning",
        "a step was done, or is planned, before one that comes before it",
        "[done] initial-meeting = 2027-07-02, final-meeting = 2027-07-01",
    ),
    Code(
        "step-on-day-off",
        "warning",
        "a step is recorded at a weekend or on a bank holiday",
        "[done] case-audits = 2027-06-26",
        BANK_HOLIDAYS,
    ),
    Code(
        "step-on-closure",
        "warning",
        "a step falls on a local closure: all of it, or a day of notification or fieldwork",
        "closures = [2027-07-02], fieldwork_start = 2027-06-28",
        OUR_OWN,
    ),
    Code(
        "no-key-contact",
        "warning",
        "the role of the one key contact is not given",
        '# key_contact = "Head of safeguarding" is commented out',
    ),
    Code(
        "partner-without-contact",
        "warning",
        "a partner agency has no contact",
        '[[partners]] agency = "Exampleshire Constabulary"',
        OUR_OWN,
    ),
    Code(
        "framework-not-in-force",
        "warning",
        "the framework did not apply on the day that fieldwork starts",
        'framework = "jtai-2016", fieldwork_start = 2027-06-28',
    ),
    Code(
        "report-late",
        "note",
        "the report was published after the rule's date",
        "[actual] fieldwork_ended = 2027-07-02, published = 2027-08-20",
    ),
    Code(
        "statement-late",
        "note",
        "the statement was sent after the rule's date",
        "[done] statement = 2027-12-01, [actual] published = 2027-08-19",
    ),
    Code(
        "beyond-published-bank-holidays",
        "note",
        "a date lies beyond the bank holidays published so far",
        "fieldwork_start = 2030-06-24",
        BANK_HOLIDAYS,
    ),
    # What a plan alone warns of.
    Code(
        "fieldwork-start-not-monday",
        "warning",
        "fieldwork starts on another working day than a Monday",
        source=LETTERS,
    ),
    Code(
        "bank-holiday-in-weeks",
        "warning",
        "a bank holiday falls between notification and the end of fieldwork",
        source=BANK_HOLIDAYS,
    ),
    Code(
        "fieldwork-across-bank-holiday",
        "warning",
        "a bank holiday interrupts fieldwork",
        source=BANK_HOLIDAYS,
    ),
    Code("fieldwork-in-august", "warning", "a day of fieldwork falls in August", source=LETTERS),
    Code(
        "fieldwork-around-christmas",
        "warning",
        "a day of fieldwork falls between 17 December and 9 January",
        source=LETTERS,
    ),
    Code(
        "report-near-election",
        "warning",
        "the report is due in a pre-election period or soon after the poll",
        source=LETTERS,
    ),
    Code("deadline-on-day-off", "warning", "a deadline is on a day off (calendar basis only)"),
    Code(
        "actual-on-day-off",
        "warning",
        "a date recorded as having happened is a day off",
        source=BANK_HOLIDAYS,
    ),
)
CATALOGUE = {each.code: each for each in _ALL}
CHECKS = {code: each for code, each in CATALOGUE.items() if each.example}


def at_or_above(severity: Severity, level: Severity) -> bool:
    """Whether a severity is as bad as ``level``, or worse.

    >>> at_or_above("error", "warning"), at_or_above("note", "warning")
    (True, False)
    """
    return SEVERITIES.index(severity) <= SEVERITIES.index(level)


class Report(NamedTuple):
    """What a check of several files found. ``level`` is the severity from which it has failed.

    ``files`` are those that were judged, in order; ``not_judged`` those that could not be, each
    with the sentence that says why.
    """

    level: Severity
    files: tuple[str, ...]
    findings: tuple[Finding, ...]
    not_judged: tuple[tuple[str, str], ...]

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings there are of each severity."""
        found = [finding.severity for finding in self.findings]
        return {severity: found.count(severity) for severity in SEVERITIES}

    @property
    def failed(self) -> bool:
        """Whether a finding is as bad as the level, or worse."""
        return any(at_or_above(finding.severity, self.level) for finding in self.findings)
