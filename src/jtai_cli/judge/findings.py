"""One judgement, and the catalogue of every code that a judgement can have. Codes are public.

A plan says its findings as warnings; a check says those of files, each with its line. An error
breaks a rule or cannot be true; a warning is a slip or something to agree on; a note is worth
knowing and nobody's mistake.
"""

import datetime as dt
from collections.abc import Iterator
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
PROGRAMME = Source(
    "programme", "programme", "the rules of the programme: docs/reference/programme.md", None
)
BY_FRAMEWORK = Source("framework", "framework", "the framework's own rule", None)


class Code(NamedTuple):
    """What a code means, and the source of the rule, unless the finding names the framework's."""

    code: str
    severity: Severity
    meaning: str
    example: str
    source: Source


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
    is_preference: bool = False

    @property
    def severity(self) -> Severity:
        """How bad it is: a note where a rule of a programme is only a preference."""
        return "note" if self.is_preference else CATALOGUE[self.code].severity

    @property
    def source(self) -> Source:
        """The source of the rule that it rests on."""
        return self.cited or CATALOGUE[self.code].source


# Findings about a file's tables: of each the key, its table, and the number of that, from 0.
Found = Iterator[tuple[str, str, int, Finding]]

# What each code means, in the order in which 'jtai rules --checks' lists it. Those that have no
# example are what a plan alone warns of.
_ERRORS = {
    "no-start": "neither the start of fieldwork nor notification is given",
    "dates-out-of-order": "two dates that must follow each other do not",
    "notice-short": (
        "the notification that is planned gives less notice than the framework asks for"
    ),
    "notified-late": "notification came after the last day that gives the framework's notice",
    "fieldwork-start-day-off": "fieldwork starts at a weekend or on a bank holiday",
    "step-missing": "something later is recorded, and a step that the framework requires is not",
    "too-few-cases": "the audit list has fewer different cases than the framework asks for",
    "case-personal-data": "a case, request, session or step may hold what identifies a child",
    "unknown-theme": (
        "the theme is not one of the framework's, or not yet one when fieldwork starts"
    ),
    "inspectorate-not-taking-part": "an inspectorate is named that does not take part in the theme",
    "report-date": "the date recorded for the report contradicts the rule",
    "statement-date": "the date recorded for the statement contradicts the rule",
    "plan-stale": (
        "a saved plan was made with other bank holidays than today's, and its dates would differ"
    ),
    # Of a programme: a note where its file makes the rule a preference.
    "outside-programme": "fieldwork is not all between the first and last day of the programme",
    "outside-window": "fieldwork starts before the row's earliest day or after its latest",
    "not-after": "fieldwork does not come after one that the row names in after",
    "team-away": "a team is away on a working day of an inspection of its own",
    "team-at-once": "a team has more inspections on one day than at_once_per_team",
    "team-gap": "a team has fewer working days between two inspections than gap_per_team",
    "inspectorate-at-once": "an inspectorate takes part in more at once than its limit",
    "area-gap": "two inspections of one area are nearer to each other than gap_in_area",
    "starts-near": "two inspections start nearer to each other than days_between_starts",
    "reports-per-week": "more reports are due in one week than reports_per_week",
    "week-avoided": "fieldwork starts in a week of avoid_weeks",
    "schools-closed": "schools are closed on a working day of fieldwork",
    "batch": "more inspections have one theme than batch",
}
_WARNINGS = {
    "fieldwork-end-day-off": "fieldwork ended at a weekend or on a bank holiday",
    "fieldwork-length": "fieldwork is shorter or longer than the framework's",
    "step-out-of-week": "a step was done, or is planned, outside its week",
    "step-out-of-order": "a step was done, or is planned, before one that comes before it",
    "step-on-day-off": "a step is recorded at a weekend or on a bank holiday",
    "step-on-closure": (
        "a step falls on a local closure: all of it, or a day of notification or fieldwork"
    ),
    "no-key-contact": "the role of the one key contact is not given",
    "audit-agency-missing": "an audit names its agencies, and leaves out one that is in scope",
    "inspectorate-missing": "an inspectorate that takes part in the theme is left out of the list",
    "framework-not-in-force": "the framework did not apply on the day that fieldwork starts",
    "fieldwork-start-not-monday": "fieldwork starts on another working day than a Monday",
    "bank-holiday-in-weeks": "a bank holiday falls between notification and the end of fieldwork",
    "fieldwork-across-bank-holiday": "a bank holiday interrupts fieldwork",
    "fieldwork-in-august": "a day of fieldwork falls in August",
    "fieldwork-around-christmas": "a day of fieldwork falls between 17 December and 9 January",
    "report-near-election": "the report is due in a pre-election period or soon after the poll",
    "deadline-on-day-off": "a deadline is on a day off (calendar basis only)",
    "actual-on-day-off": "a date recorded as having happened is a day off",
    "session-clash": "an agency or lead has two sessions at once",
    "session-place-taken": "two sessions in person are at one place at once",
    "session-travel": "an agency or lead has too little time to reach another place",
    "session-outside-fieldwork": "a session is on a day that is not one of fieldwork",
    "session-outside-hours": "a session is outside office hours",
    "no-opening-session": "there are sessions, and none is the opening meeting",
    "no-final-session": "there are sessions, and none is the final meeting",
    "no-keep-in-touch": "there are sessions, and a day of fieldwork has no keep-in-touch meeting",
    "agency-not-met": "there are sessions, and none names a partner agency that is in scope",
}
_NOTES = {
    "partner-without-contact": "a partner agency has no contact",
    "report-late": "the report was published after the rule's date",
    "statement-late": "the statement was sent after the rule's date",
    "beyond-published-bank-holidays": "a date lies beyond the bank holidays known as published",
    "rehearsal": "the file is of a REHEARSAL: an exercise, and no inspection",
    "session-break": "an agency has less than 15 minutes between two sessions",
    "area-twice": "an area stands more than once in the list of a programme",
    "others-elsewhere": "other inspections are of areas that are not in the programme's list",
    "no-date": "inspections of a programme have no date yet",
}
# A piece of a file that has the fault, for each code that a check looks for.
_EXAMPLES = {
    "no-start": '# fieldwork_start = 2027-06-28 is commented out, and there is no "notification"',
    "dates-out-of-order": "fieldwork_ended = 2027-07-02, published = 2027-07-01",
    "notice-short": "notification = 2027-06-15, fieldwork_start = 2027-06-28",
    "notified-late": "[actual] notified = 2027-06-15, fieldwork_start = 2027-06-28",
    "fieldwork-start-day-off": "fieldwork_start = 2027-06-27",
    "step-missing": "[actual] published = 2027-08-19, without fieldwork_ended",
    "too-few-cases": 'cases = ["EX-01", "EX-02", "EX-03", "EX-04"]',
    "case-personal-data": 'cases = ["Firstname Lastname", "2015-03-04"]',
    "unknown-theme": 'theme = "neglect", framework = "jtai-2022"',
    "inspectorate-not-taking-part": 'inspectorates = ["HMI Probation"], theme = "front-door"',
    "report-date": "report_due = 2027-08-20, fieldwork_start = 2027-06-28",
    "statement-date": "statement_due = 2027-11-30, fieldwork_start = 2027-06-28",
    "plan-stale": "a plan's JSON of before a bank holiday was proclaimed inside its dates",
    "fieldwork-end-day-off": "[actual] fieldwork_ended = 2027-07-03",
    "fieldwork-length": "fieldwork_days = 4",
    "step-out-of-week": "[done] case-selection = 2027-06-22, fieldwork_start = 2027-06-28",
    "step-out-of-order": "[done] initial-meeting = 2027-07-02, final-meeting = 2027-07-01",
    "step-on-day-off": "[done] case-audits = 2027-06-26",
    "step-on-closure": "closures = [2027-07-02], fieldwork_start = 2027-06-28",
    "no-key-contact": '# key_contact = "Head of safeguarding" is commented out',
    "partner-without-contact": '[[partners]] agency = "Exampleshire Constabulary"',
    "audit-agency-missing": '[[audit]] agencies = ["Police"], with Health among [[partners]]',
    "inspectorate-missing": 'inspectorates = ["Ofsted", "CQC"], theme = "front-door"',
    "framework-not-in-force": 'framework = "jtai-2016", fieldwork_start = 2027-06-28',
    "report-late": "[actual] fieldwork_ended = 2027-07-02, published = 2027-08-20",
    "statement-late": "[done] statement = 2027-12-01, [actual] published = 2027-08-19",
    "beyond-published-bank-holidays": "fieldwork_start = 2030-06-24",
    "rehearsal": "rehearsal = true",
    "session-clash": "two [[session]] of one day and agency, from 09:30 and from 10:00 to 11:00",
    "session-place-taken": "two [[session]] at one time with one place",
    "session-travel": "[[session]] to 10:30 and from 10:45, of one agency at different places",
    "session-outside-fieldwork": "[[session]] day = 6, with five days of fieldwork",
    "session-outside-hours": '[[session]] start = "07:30", office_hours = "08:00-18:00"',
    "no-opening-session": 'no [[session]] has kind = "opening"',
    "no-final-session": 'no [[session]] has kind = "final"',
    "no-keep-in-touch": 'no [[session]] with day = 2 has kind = "keep-in-touch"',
    "agency-not-met": "no [[session]] has the agency among its agencies",
    "session-break": "[[session]] to 10:30 and from 10:40, of one agency",
    "outside-programme": "fieldwork_start 2027-07-19, end = 2027-07-20",
    "outside-window": "fieldwork_start 2027-06-28, latest 2027-06-25",
    "not-after": "fieldwork_start 2027-04-26, after JT2, which starts on 2027-05-10",
    "team-away": 'away = ["2027-05-17..2027-05-21"], fieldwork_start 2027-05-17',
    "team-at-once": "North starts on 2027-05-10 and on 2027-05-17",
    "team-gap": "North starts on 2027-05-10 and on 2027-06-07",
    "inspectorate-at-once": '{ "HMI Probation" = 1 }, and two of its themes at once',
    "area-gap": "an ILACS of the area to 2027-05-07, fieldwork_start 2027-06-28",
    "starts-near": "fieldwork_start 2027-05-10 and 2027-05-17",
    "reports-per-week": "three that start on 2027-06-28",
    "week-avoided": "fieldwork_start 2027-06-01, in ISO week 22",
    "schools-closed": "fieldwork_start 2027-06-01, in half term",
    "batch": "seven rows with one theme",
    "area-twice": "two rows with the area Barchester",
    "others-elsewhere": "others.csv has Borchester, and areas.csv Barchester",
    "no-date": "fieldwork_start is blank",
}
# The sources of the rules that are not the framework's own.
_SOURCES = {
    "no-start": OUR_OWN,
    "dates-out-of-order": OUR_OWN,
    "fieldwork-start-day-off": BANK_HOLIDAYS,
    "case-personal-data": PRIVACY,
    "plan-stale": BANK_HOLIDAYS,
    "fieldwork-end-day-off": BANK_HOLIDAYS,
    "step-on-day-off": BANK_HOLIDAYS,
    "step-on-closure": OUR_OWN,
    "partner-without-contact": OUR_OWN,
    "audit-agency-missing": OUR_OWN,
    "beyond-published-bank-holidays": BANK_HOLIDAYS,
    "rehearsal": OUR_OWN,
    "fieldwork-start-not-monday": LETTERS,
    "bank-holiday-in-weeks": BANK_HOLIDAYS,
    "fieldwork-across-bank-holiday": BANK_HOLIDAYS,
    "fieldwork-in-august": LETTERS,
    "fieldwork-around-christmas": LETTERS,
    "report-near-election": LETTERS,
    "actual-on-day-off": BANK_HOLIDAYS,
    "session-clash": OUR_OWN,
    "session-place-taken": OUR_OWN,
    "session-travel": OUR_OWN,
    "session-outside-hours": OUR_OWN,
    "agency-not-met": OUR_OWN,
    "session-break": OUR_OWN,
}
OF_PROGRAMMES = (
    *("outside-programme", "outside-window", "not-after", "team-away", "team-at-once", "team-gap"),
    *("inspectorate-at-once", "area-gap", "starts-near", "reports-per-week", "week-avoided"),
    *("schools-closed", "batch", "area-twice", "others-elsewhere", "no-date"),
)
_SOURCES |= dict.fromkeys(OF_PROGRAMMES, PROGRAMME)
CATALOGUE = {
    code: Code(code, severity, meaning, _EXAMPLES.get(code, ""), _SOURCES.get(code, BY_FRAMEWORK))
    for severity, meanings in zip(SEVERITIES, (_ERRORS, _WARNINGS, _NOTES), strict=True)
    for code, meaning in meanings.items()
}
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
