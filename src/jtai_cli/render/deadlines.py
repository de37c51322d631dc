"""The deadlines after fieldwork: what each is counted from, and when a report is likely."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jtai_cli.judge.findings import Finding
from jtai_cli.letters.likely import FEWEST, LETTERS, Likely
from jtai_cli.letters.pre_election import NearElection
from jtai_cli.plan.deadlines import Deadline, Deadlines, Fieldwork
from jtai_cli.plan.working import Working
from jtai_cli.render.page import Fact, Headline, Page
from jtai_cli.render.parts import Object, Rows
from jtai_cli.render.sources import framework_object, mark, sources_block
from jtai_cli.render.warnings import warning_objects
from jtai_cli.render.working import working_block, working_key
from jtai_cli.wording import count_of, listed, long_date

COLUMNS = ("deadline", "due", "days", "basis", "counted_from", "source")
LIKELY_COLUMNS = ("likely_class", "likely_letters", "likely_median", "likely_p90", "likely_latest")


def deadlines_page(deadlines: Deadlines, workings: Sequence[Working] = ()) -> Page:
    """The deadlines after fieldwork, each with what it is counted from."""
    facts = []
    fieldwork, report, statement = deadlines.fieldwork, deadlines.report, deadlines.statement
    if fieldwork:
        dates = f"{long_date(fieldwork.start)} to {long_date(fieldwork.end)}"
        facts.append(Fact("Fieldwork", dates, count_of(fieldwork.working_days, "working day")))
    if report:
        facts += report_facts(report)
    facts.append(deadline_fact("Statement due", statement))
    cited = dict.fromkeys(each.rule.source for each in (report, statement) if each)
    if report and report.likely:
        cited[LETTERS] = None
    return (
        Headline("Deadlines", "", tuple(facts)),
        *map(working_block, workings),
        sources_block(cited),
    )


def deadlines_object(
    deadlines: Deadlines, workings: Sequence[Working] = (), *, warnings: Iterable[Finding]
) -> Object:
    """The deadlines (schema ``jtai.deadlines/1``); keys as in a plan, null where not known."""
    return {
        "schema": "jtai.deadlines/1",
        "framework": framework_object(deadlines.framework),
        "region": deadlines.calendar.region,
        "fieldwork": fieldwork_object(deadlines.fieldwork) if deadlines.fieldwork else None,
        "report": report_object(deadlines.report) if deadlines.report else None,
        "statement": deadline_object(deadlines.statement),
        "warnings": warning_objects(warnings),
        **working_key(workings),
    }


def deadlines_rows(deadlines: Deadlines) -> Rows:
    """A row for each deadline."""
    due = {"report": deadlines.report, "statement": deadlines.statement}
    rows = (
        (
            name,
            each.due,
            each.days,
            each.basis,
            each.counted_from,
            each.rule.source.title,
            *likely_cells(each),
        )
        for name, each in due.items()
        if each
    )
    return Rows((*COLUMNS, *LIKELY_COLUMNS), rows)


def deadline_fact(label: str, deadline: Deadline) -> Fact:
    """A deadline with what it is counted from and what the count passed over."""
    value = long_date(deadline.due)
    if deadline.actual:
        value = f"{long_date(deadline.actual)} (published)"
    return Fact(label, value, f"{deadline_rule(deadline)} {mark(deadline.rule.source)}")


def deadline_rule(deadline: Deadline) -> str:
    """The count behind a deadline, in words."""
    days = count_of(deadline.days, f"{deadline.basis} day")
    rule = f"{days} after {long_date(deadline.counted_from)}"
    if deadline.skipped:
        rule += f", not counting {listed(name for _, name in deadline.skipped)}"
    if deadline.actual:
        rule = f"was due {long_date(deadline.due)}, {rule}"
    return f"{deadline.rule.condition}: {rule}" if deadline.rule.condition else rule


def report_facts(report: Deadline) -> Iterator[Fact]:
    """When the report is due, and when it is likely unless it has been published."""
    yield deadline_fact("Report due", report)
    if report.likely:
        yield Fact("Report likely", *_likely_words(report, report.likely))


def _likely_words(report: Deadline, likely: Likely) -> tuple[str, str]:
    """When a report is likely, by the letters, and what they say in numbers."""
    n = count_of(len(likely.letters), "comparable letter")
    if not (likely.median and likely.p90 and likely.latest):
        few = f"{n} ({likely.kind}), and from {FEWEST} on a date is said"
        return "not said: too few letters", f"{few} {mark(LETTERS)}"
    first, last = long_date(likely.median.date), long_date(likely.p90.date)
    latest = f"day {likely.latest.days}, {long_date(likely.latest.date)}"
    nine = f", nine in ten by day {likely.p90.days}" if likely.p90 != likely.latest else ""
    note = (
        f"of {n} ({likely.kind}), {likely.on_rule} came on {report.basis} day {report.days}; "
        f"half had come by working day {likely.median.days}{nine}, all by {latest} {mark(LETTERS)}"
    )
    return first if first == last else f"{first} to {last}", note


def fieldwork_object(fieldwork: Fieldwork) -> Object:
    """Fieldwork, both its days counted."""
    return {"start": fieldwork.start, "end": fieldwork.end, "working_days": fieldwork.working_days}


def deadline_object(deadline: Deadline) -> Object:
    """A deadline with what it is counted from."""
    return {
        "due": deadline.due,
        "days": deadline.days,
        "basis": deadline.basis,
        "counted_from": deadline.counted_from,
        "condition": deadline.rule.condition,
        "source": deadline.rule.source.title,
    }


def report_object(report: Deadline) -> Object:
    """When a report is due, when it is likely, and when it came."""
    return {
        **deadline_object(report),
        "published": report.actual,
        "likely": _likely_object(report, report.likely) if report.likely else None,
    }


def _likely_object(report: Deadline, likely: Likely) -> Object:
    """When a report is likely. Days are working days after fieldwork, but for the rule's own."""
    rule = {"days": report.days, "date": report.due, "n": likely.on_rule}
    days = {"median": likely.median, "p90": likely.p90, "latest": likely.latest}
    return {
        "class": likely.kind,
        "n": len(likely.letters),
        "on_rule": None if likely.on_rule is None else rule,
        **{name: day._asdict() if day else None for name, day in days.items()},
        "election": election_object(likely.near),
        "source": LETTERS.title,
    }


def election_object(near: NearElection | None) -> Object | None:
    """The election that a date lies close to, or null."""
    if near is None:
        return None
    election = near.election
    return {"date": election.date, "name": election.name, "source": election.source.title}


def likely_cells(deadline: Deadline) -> Iterator[object]:
    """The class and the number of the comparable letters, and the dates that they speak for."""
    likely = deadline.likely
    yield likely.kind if likely else None
    yield len(likely.letters) if likely else None
    for day in (likely.median, likely.p90, likely.latest) if likely else (None, None, None):
        yield day.date if day else None
