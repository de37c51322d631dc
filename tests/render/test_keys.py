"""The words that machines read, typed here: schemas, keys of JSON, headings of CSV.

A key is promised, and a new one may come; a heading keeps its place, and a new one comes last.
"""

import json

import pytest

from tests.harness import EXAMPLES, INSPECTIONS

PLAN = EXAMPLES / "exampleshire.toml"
TRACKED = INSPECTIONS / "ok/requests-and-audits.toml"
FAULTY = INSPECTIONS / "bad/several-faults.toml"
PROGRAMME = EXAMPLES / "programme/programme.toml"
WEEK = INSPECTIONS / "ok/sessions.toml"
SPRING = ("--from", "2027-04-26", "--to", "2027-06-11", "--closure", "2027-05-14")

SPAN = "start end"
TITLE = "id title source"
FIELDWORK = "start end working_days"
RANGE = {
    "": "class level n inside method earliest middle latest backtest source",
    **dict.fromkeys(("earliest", "middle", "latest"), "days date"),
    "backtest": "said right",
}
LIKELY = {**RANGE, "": f"{RANGE['']} election if_area_does_not_vote"}
DEADLINE = "due days basis counted_from condition source"
REPORT = {"": f"{DEADLINE} published likely", "likely": LIKELY}
LATER = {**RANGE, "": f"{RANGE['']} if_area_does_not_vote"}
STATEMENT = {"": f"{DEADLINE} likely", "likely": LATER}
STEP = "id title detail start end days who owner timing done source"
STATUS_STEP = "id title start end due who owner timing done late_by"
SESSION = "id start end title kind mode place link agencies inspectorates lead"
STEP = "id title detail start end days who owner timing done source agencies"
STATUS_STEP = "id title start end due who owner timing done late_by kind agencies"
DAY = "date name kind"
COMPARED = {
    "": "name area fieldwork notification report statement bank_holidays closures "
    "school_holidays school_days_unknown election others verdict reasons",
    "fieldwork": SPAN,
    "notification": "date",
    "report": {"": "due published likely", "likely": LIKELY},
    "statement": "due",
}
WARNING = "code message date"
WORKING = {"": "title reason source days", "days": "date number skipped"}
LETTER = {
    "": "urn area theme inspectorates fieldwork published statement_due framework class election "
    "report statement note source",
    "fieldwork": SPAN,
    "election": "date name source",
    "report": "due days working_days calendar_days on_rule",
    "statement": "working_days calendar_days on_rule",
}
EVIDENCE = {
    "": "schema source letters summary",
    "letters": LETTER,
    "summary": "measure basis framework class rule_days n on_rule earliest middle latest",
}
TALLY = "which inspections said on_rule right level past_rule"
PERIOD = "title detail condition days basis who owner why source"
LOAD = "name inspections at_once notified_from fieldwork_until span"
DATES = {"": "team notification fieldwork report_due statement_due", "fieldwork": SPAN}
JSON = {
    ("programme", "show", PROGRAMME): {
        "": "schema start end region inspections to_be_placed load",
        "schema": "jtai.programme/1",
        "inspections": {
            "": "reference area theme framework team inspectorates fixed notification fieldwork "
            "report_due statement_due",
            "fieldwork": SPAN,
        },
        "to_be_placed": "reference area theme teams earliest latest",
        "load": {
            "": "teams inspectorates weeks",
            "teams": LOAD,
            "inspectorates": LOAD,
            "weeks": "monday notified under_way fieldwork reports in_the_week",
        },
    },
    ("compare", PROGRAMME, EXAMPLES / "programme/later.toml"): {
        "": "schema from to changes unchanged",
        "schema": "jtai.programme-compare/1",
        "changes": {"": "what reference area theme from to", "from": DATES, "to": DATES},
    },
    ("plan", PLAN, "--show-working", "--observed"): {
        "": "schema inspection framework region notification fieldwork report statement before "
        "weeks after non_working_days warnings working calendar",
        "schema": "jtai.plan/1",
        "inspection": {
            "": "area theme reference key_contact partners",
            "partners": "agency contact",
        },
        "framework": TITLE,
        "notification": "date working_days_notice required source",
        "fieldwork": FIELDWORK,
        "report": REPORT,
        "statement": STATEMENT,
        "weeks": {"": "number start end days steps", "steps": STEP},
        "after": STEP,
        "non_working_days": DAY,
        "warnings": WARNING,
        "working": WORKING,
        "calendar": "published_until fingerprint extra_bank_holidays extra_working_days",
    },
    ("status", PLAN, "--today", "2027-03-03"): {
        "": "schema inspection framework region today phase day of week summary late unrecorded "
        "due_today due_this_week due_next_week due_later undated done overtaken next warnings",
        "schema": "jtai.status/1",
        "inspection": "area theme reference",
        "framework": TITLE,
        **dict.fromkeys(
            (
                "unrecorded",
                "due_today",
                "due_this_week",
                "due_next_week",
                "due_later",
                "done",
                "next",
            ),
            STATUS_STEP,
        ),
        "warnings": WARNING,
    },
    ("plan", "2027-03-08", "--rehearse", "--weeks", "2"): {
        "": "schema inspection rehearsal rehearsal_weeks framework",
        "schema": "jtai.plan/1",
    },
    # As it says already: nothing is written.
    ("record", PLAN, "set-up", "2027-02-23", "--today", "2027-03-03"): {
        "": "schema file changes today summary next warnings",
        "schema": "jtai.record/1",
        "changes": "table number key title date before",
        "next": "id title due",
        "warnings": WARNING,
    },
    ("requests", TRACKED, "--today", "2027-06-17"): {
        "": "schema inspection today for counts requests warnings",
        "schema": "jtai.requests/1",
        "inspection": "area theme reference",
        "counts": "late due open got",
        "requests": "number id title agency asked due got state late_by",
    },
    ("audits", TRACKED, "--today", "2027-06-17"): {
        "": "schema inspection today for counts cases warnings",
        "schema": "jtai.audits/1",
        "inspection": "area theme reference",
        "counts": "late due open got",
        "cases": {
            "": "number case moderated agencies",
            "agencies": "agency asked due got state late_by",
        },
    },
    ("fieldwork", WEEK): {
        "": "schema inspection framework fieldwork for days warnings",
        "schema": "jtai.fieldwork/1",
        "inspection": "area theme reference",
        "framework": TITLE,
        "fieldwork": FIELDWORK,
        "days": {"": "date day sessions", "sessions": SESSION},
    },
    ("plan", PLAN, "--for", "constabulary"): {
        "": "schema inspection for asked framework",
        "schema": "jtai.plan/1",
    },
    ("status", PLAN, "--today", "2027-03-03", "--by", "agency"): {
        "": "schema by_agency",
        "schema": "jtai.status/1",
        "by_agency": {
            "": "agency late to_come undated sessions_this_week",
            "to_come": STATUS_STEP,
        },
    },
    ("check", FAULTY): {
        "": "schema fail_level failed files findings not_judged summary",
        "schema": "jtai.check/1",
        "findings": "code severity file line message fix source",
        "summary": "error warning note",
    },
    ("compare", "2027-03-08", "2027-03-15"): {
        "": "schema a b moved_by moved added removed unchanged newly_on likely warnings",
        "schema": "jtai.compare/2",
        "a": COMPARED,
        "b": COMPARED,
        "moved_by": "notification fieldwork report statement",
        "moved": {"": "id title from to moved newly_on", "from": SPAN, "to": SPAN},
    },
    ("weeks", *SPRING): {
        "": "schema framework frameworks region start end weeks counts ranked warnings",
        "schema": "jtai.weeks/1",
        "framework": TITLE,
        "frameworks": TITLE,
        "counts": "clear tight avoid",
        "weeks": {
            "": "framework fieldwork notification report_due report_likely statement_due "
            "bank_holidays closures school_holidays others election verdict reasons",
            "fieldwork": FIELDWORK,
            "report_likely": LIKELY,
            "bank_holidays": "date name",
            "closures": "date name",
            "reasons": "code verdict message",
        },
    },
    ("notice", "--fieldwork", "2027-03-08", "--show-working"): {
        "": "schema framework region notification fieldwork enough short_by warnings working",
        "schema": "jtai.notice/1",
        "framework": TITLE,
        "notification": "date working_days_notice required source",
        "fieldwork": "start",
        "working": WORKING,
    },
    ("deadlines", "--fieldwork-start", "2027-03-08"): {
        "": "schema framework region fieldwork report statement warnings",
        "schema": "jtai.deadlines/1",
        "framework": TITLE,
        "fieldwork": FIELDWORK,
        "report": REPORT,
        "statement": STATEMENT,
        "warnings": WARNING,
    },
    ("evidence",): {**EVIDENCE, "schema": "jtai.evidence/1"},
    ("evidence", "2027-03-08"): {
        **EVIDENCE,
        "": f"{EVIDENCE['']} framework fieldwork report statement warnings",
        "schema": "jtai.evidence/1",
        "framework": TITLE,
        "fieldwork": FIELDWORK,
        "report": REPORT,
        "statement": STATEMENT,
        "warnings": WARNING,
    },
    ("evidence", "--backtest"): {
        "": "schema source method trials tallies readings statements",
        "schema": "jtai.backtest/1",
        "trials": "area fieldwork_start framework class n level earliest middle latest "
        "working_days verdict",
        "tallies": TALLY,
        "readings": "framework basis days inspections on_day by_day later",
        "statements": "method said right",
    },
    ("days", "add", "2027-03-12", "34", "--show-working"): {
        "": "schema region start end working_days warnings working",
        "schema": "jtai.days/1",
        "working": WORKING,
    },
    ("days", "list", "--from", "2027-01-01", "--to", "2027-12-31"): {
        "": "schema region start end non_working_days warnings",
        "schema": "jtai.days-list/1",
        "non_working_days": DAY,
    },
    ("rules",): {
        "": "schema frameworks",
        "schema": "jtai.rules/1",
        "frameworks": {
            "": f"{TITLE} short start end note fieldwork_days notice report statement cases steps "
            "observed themes sources",
            "notice": "start working_days note source",
            "report": PERIOD,
            "statement": PERIOD,
            "cases": "least source",
            "steps": "id title detail who source week days timing",
            "observed": "id title detail who source after_fieldwork_end",
            "themes": "id title start inspectorates note source",
            "sources": "id title url",
        },
    },
    ("rules", "--checks"): {
        "": "schema checks",
        "schema": "jtai.checks/1",
        "checks": "code severity meaning example source",
    },
    ("settings",): {
        "": "schema file settings variables",
        "schema": "jtai.settings/1",
        "file": "path exists",
        "settings": "key value from where",
    },
    ("schema",): {
        "": "schema schemas",
        "schema": "jtai.schemas/1",
        "schemas": "name id written_by description",
    },
}
DAYS = ("earliest", "middle", "latest")
LIKELY_CELLS = [
    *("likely_class", "likely_letters", "likely_level"),
    *(f"likely_{name}" for name in DAYS),
    *(f"likely_no_vote_{name}" for name in DAYS),
]
TASK = ("number", "id", "title", "agency", "asked", "due", "got", "state", "late_by")
CSV = {
    ("programme", "show", PROGRAMME): (
        *("reference", "area", "theme", "team", "framework", "notification", "fieldwork_start"),
        *("fieldwork_end", "report_due", "statement_due"),
    ),
    ("plan", "2027-03-08", "--rehearse"): (
        *("area", "reference", "part", "id", "title", "detail", "start", "end", "first_day"),
        *("last_day", "who", "owner", "timing", "source", "done", "agencies", "rehearsal"),
    ),
    ("requests", TRACKED): TASK,
    ("audits", TRACKED): TASK,
    ("notice", "--fieldwork", "2027-03-08"): (
        *("notification", "fieldwork_start", "working_days_notice", "required", "enough"),
        "source",
    ),
    ("deadlines", "--fieldwork-end", "2027-03-12"): (
        *("deadline", "due", "days", "basis", "counted_from", "source"),
        *LIKELY_CELLS,
    ),
    ("fieldwork", WEEK): ("day", "date", *SESSION.split()),
    ("days", "add", "2027-03-12", "34"): ("start", "working_days", "end", "region"),
    ("days", "list", "--from", "2027-01-01"): ("date", "name", "kind", "region"),
    ("weeks", *SPRING): (
        *("fieldwork_start", "fieldwork_end", "notification", "report_due", "statement_due"),
        *("verdict", "reasons", "bank_holidays", "closures", "school_holidays", "others"),
        *("election", "why", "framework"),
        *(f"report_{name}" for name in LIKELY_CELLS),
        *(f"statement_likely_{name}" for name in DAYS),
    ),
    ("evidence",): (
        *("urn", "area", "theme", "inspectorates", "fieldwork_start", "fieldwork_end"),
        *("published", "statement_due", "note", "framework", "class", "rule_due"),
        *("working_days", "calendar_days", "on_rule", "statement_working_days"),
        *("statement_calendar_days", "source"),
    ),
    ("evidence", "--backtest"): (
        *("area", "fieldwork_start", "framework", "class", "n", "level", *DAYS),
        *("working_days", "verdict"),
    ),
    ("rules",): (
        *("framework", "kind", "id", "title", "detail", "from", "week", "first_day", "last_day"),
        *("days", "basis", "who", "timing", "source"),
    ),
    ("rules", "--checks"): ("code", "severity", "meaning", "example", "source"),
    ("settings",): ("key", "value", "from", "where"),
    ("schema",): ("name", "id", "written_by", "description"),
}


def words(command):
    return " ".join(getattr(each, "name", each) for each in command)


def assert_keys(value, shape, where, seen):
    """Each object has its keys; ``seen`` collects the places where there was one."""
    if isinstance(value, list):
        for each in value:
            assert_keys(each, shape, where, seen)
    elif isinstance(value, dict):
        seen.add(where)
        shape = {"": shape} if isinstance(shape, str) else shape
        assert not set(shape[""].split()) - value.keys(), where
        for key in shape.keys() - {"", "schema"}:
            assert_keys(value[key], shape[key], f"{where}.{key}", seen)


def places(shape, where=""):
    yield where
    for key in shape.keys() - {"", "schema"} if isinstance(shape, dict) else ():
        yield from places(shape[key], f"{where}.{key}")


@pytest.mark.parametrize("command", JSON, ids=words)
def test_a_schema_and_the_keys_that_it_promises(command, jtai):
    value = json.loads(jtai(*command, "--format", "json", "-q").out)
    assert value["schema"] == JSON[command]["schema"]
    seen = set()
    assert_keys(value, JSON[command], "", seen)
    assert seen == set(places(JSON[command]))


@pytest.mark.parametrize("command", CSV, ids=words)
def test_the_headings_of_a_table(command, jtai):
    text = jtai(*command, "--format", "csv", "-q").out.removeprefix("\ufeff")
    assert tuple(text.splitlines()[0].split(","))[: len(CSV[command])] == CSV[command]
