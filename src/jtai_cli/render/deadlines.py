"""The deadlines after fieldwork: what each is counted from, and when a report is likely."""

from __future__ import annotations

from collections.abc import Iterator

from jtai_cli.letters.likely import FEWEST, LETTERS, Likely
from jtai_cli.plan.deadlines import Deadline, Deadlines, Fieldwork
from jtai_cli.render import shared
from jtai_cli.render.page import Fact, Headline, Page
from jtai_cli.render.parts import Object, Rows, picked, sourced, table
from jtai_cli.render.shared import Warnings, Workings, mark
from jtai_cli.rules.elections import NearElection
from jtai_cli.wording import count_of, listed, long_date, short_date

LIKELY = (
    "Likely: from the day of the quickest of the comparable letters to that of the slowest. It is "
    "no promise, and the next report may come sooner or later."
)


def deadlines_page(deadlines: Deadlines, workings: Workings = ()) -> Page:
    """The deadlines after fieldwork, each with what it is counted from."""
    facts = []
    fieldwork, report, statement = deadlines.fieldwork, deadlines.report, deadlines.statement
    if fieldwork:
        days = count_of(fieldwork.working_days, "working day")
        facts.append(Fact("Fieldwork", fieldwork_dates(fieldwork), days))
    if report:
        facts += report_facts(report)
    facts.append(deadline_fact("Statement due", statement))
    cited = dict.fromkeys(each.rule.source for each in (report, statement) if each)
    if report and report.likely:
        cited[LETTERS] = None
    return (
        Headline("Deadlines", "", tuple(facts)),
        *map(shared.working_block, workings),
        shared.sources_block(cited, *likely_means(report)),
    )


def deadlines_object(
    deadlines: Deadlines, workings: Workings = (), *, warnings: Warnings
) -> Object:
    """The deadlines (schema ``jtai.deadlines/1``); keys as in a plan, null where not known."""
    return {
        "schema": "jtai.deadlines/1",
        "framework": shared.framework_object(deadlines.framework),
        "region": deadlines.calendar.region,
        "fieldwork": fieldwork_object(deadlines.fieldwork) if deadlines.fieldwork else None,
        "report": report_object(deadlines.report) if deadlines.report else None,
        "statement": deadline_object(deadlines.statement),
        **shared.warning_keys(warnings, workings),
    }


def deadlines_rows(deadlines: Deadlines) -> Rows:
    """A row for each deadline."""
    due = {"report": deadlines.report, "statement": deadlines.statement}
    return table(
        {
            "deadline": name,
            **picked(each, "due", "days", "basis", "counted_from"),
            "source": each.rule.source.title,
            **likely_cells(each),
        }
        for name, each in due.items()
        if each
    )


def fieldwork_dates(fieldwork: Fieldwork) -> str:
    """From when to when fieldwork is, both counted."""
    return f"{long_date(fieldwork.start)} to {long_date(fieldwork.end)}"


def deadline_fact(label: str, deadline: Deadline) -> Fact:
    """A deadline with what it is counted from and what the count passed over."""
    published = deadline.actual
    value = f"{long_date(published)} (published)" if published else long_date(deadline.due)
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
        yield _likely_fact(report.likely)


def likely_means(report: Deadline | None) -> tuple[str, ...]:
    """What "likely" means, where it is said of a report."""
    return (LIKELY,) if report and report.likely and report.likely.latest else ()


def likely_words(likely: Likely) -> tuple[str, str]:
    """When a report is likely, and the letters that say so; or that there are too few of them."""
    letters = f"{count_of(len(likely.letters), 'comparable letter')} ({likely.kind})"
    if not (likely.earliest and likely.median and likely.p90 and likely.latest):
        return "not said: too few letters", f"{letters}, and from {FEWEST} on a date is said"
    first, last = short_date(likely.earliest.date), short_date(likely.latest.date)
    nine = f"nine in ten by {long_date(likely.p90.date)}" if likely.p90 != likely.latest else ""
    note = (
        f"the middle of {letters} is {long_date(likely.median.date)}; "
        f"{likely.on_rule or 'none'} came on the rule's day"
    )
    return (
        long_date(likely.latest.date) if first == last else f"between {first} and {last}",
        ", ".join(filter(None, (note, nine))),
    )


def _likely_fact(likely: Likely) -> Fact:
    when, why = likely_words(likely)
    return Fact("Report likely", when, f"{why} {mark(LETTERS)}")


def fieldwork_object(fieldwork: Fieldwork) -> Object:
    """Fieldwork, both its days counted."""
    return picked(fieldwork, "start", "end", "working_days")


def deadline_object(deadline: Deadline) -> Object:
    """A deadline with what it is counted from."""
    return {
        **picked(deadline, "due", "days", "basis", "counted_from"),
        "condition": deadline.rule.condition,
        "source": deadline.rule.source.title,
    }


def report_object(report: Deadline) -> Object:
    """When a report is due, when it is likely, and when it came."""
    return {
        **deadline_object(report),
        "published": report.actual,
        "likely": likely_object(report),
    }


def likely_object(report: Deadline) -> Object | None:
    """When a report is likely. Days are working days after fieldwork, but for the rule's own."""
    likely = report.likely
    if likely is None:
        return None
    rule = {"days": report.days, "date": report.due, "n": likely.on_rule}
    days = picked(likely, "earliest", "median", "p90", "latest")
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
    return sourced(near.election, "date", "name") if near else None


def likely_cells(deadline: Deadline, prefix: str = "likely") -> Object:
    """The class and the number of the comparable letters, and the dates that they speak for."""
    likely = deadline.likely
    cells = {
        f"{prefix}_class": likely.kind if likely else None,
        f"{prefix}_letters": len(likely.letters) if likely else None,
    }
    for name in ("median", "p90", "latest", "earliest"):  # the last came later, so it stands last
        day = getattr(likely, name, None)
        cells[f"{prefix}_{name}"] = day.date if day else None
    return cells
