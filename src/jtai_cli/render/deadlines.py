"""The deadlines after fieldwork: what each is counted from, and when a report is likely."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.letters.likely import LETTERS, METHODS, NEVER_THEN, Likely, over_christmas
from jtai_cli.plan.deadlines import Deadline, Deadlines, Fieldwork
from jtai_cli.render import shared
from jtai_cli.render.page import Fact, Headline, Page
from jtai_cli.render.parts import Object, Rows, picked, sourced, table
from jtai_cli.render.shared import Warnings, Workings, mark
from jtai_cli.rules.elections import NearElection, near_election
from jtai_cli.wording import brief_span, count_of, listed, long_date, short_date

LIKELY = (
    "Likely: in the share of cases that is named (four in five at most), going by the latest "
    "letters of its class; the back-test says how often that was right. It is no promise, and a "
    "general election that is called later moves it."
)
REPORT, IF_VOTES, STATEMENT = LIKELY_LABELS = "Report likely", "If area votes", "Statement likely"


def deadlines_page(
    deadlines: Deadlines, workings: Workings = (), *, area: str | None = None
) -> Page:
    """The deadlines after fieldwork, each with what it is counted from.

    ``area`` is that whose polls counted, or did not; None where the table's were left out.
    """
    facts = []
    fieldwork, report, statement = deadlines.fieldwork, deadlines.report, deadlines.statement
    if fieldwork:
        days = count_of(fieldwork.working_days, "working day")
        facts.append(Fact("Fieldwork", fieldwork_dates(fieldwork), days))
    if report:
        facts += report_facts(report)
    facts += statement_facts("Statement due", statement)
    cited = dict.fromkeys(each.rule.source for each in (report, statement) if each)
    if report and report.likely:
        cited[LETTERS] = None
    return (
        Headline("Deadlines", "", tuple(facts)),
        *map(shared.working_block, workings),
        shared.sources_block(
            cited, *voting_lines(deadlines.calendar, report, area), *likely_means(report)
        ),
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
        "statement": statement_object(deadlines.statement),
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
            **_range_cells(each.likely),
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
        yield from _likely_facts((REPORT, IF_VOTES), report)
    elif report.actual is None and report.rule.condition is None:
        yield Fact(REPORT, "not said", "no letter of such an inspection is known here", minor=True)


def statement_facts(label: str, statement: Deadline) -> Iterator[Fact]:
    """When the statement is due, and which date the letter is likely to give for it."""
    yield deadline_fact(label, statement)
    yield from _likely_facts((STATEMENT, IF_VOTES), statement)


def likely_means(report: Deadline | None) -> tuple[str, ...]:
    """What "likely" means, where it is said of a report."""
    return (LIKELY,) if report and report.likely else ()


def voting_lines(
    calendar: WorkingCalendar, report: Deadline | None, area: str | None
) -> Iterator[str]:
    """What our table has of the area's polls, and its sources, where a local one is near."""
    if not (area and report) or report.actual:
        return
    day = report.likely.earliest.date if report.likely else report.due
    near = near_election(calendar, day)
    if near and not near.certain:
        from jtai_cli.rules.voting import said_of  # few dates lie near a local poll

        if found := said_of(area, near.election.date.year):
            yield found[0]
            yield from map(shared.source_line, found[1])


def likely_words(likely: Likely) -> tuple[str, str]:
    """The days on which something is likely, and why: of how many letters, and how often right."""
    first, last = short_date(likely.earliest.date), short_date(likely.latest.date)
    when = long_date(likely.latest.date) if first == last else f"between {first} and {last}"
    half = "" if first == last else f", half to {short_date(likely.middle.date)} at most"
    never = f"; {NEVER_THEN}" if over_christmas(likely) else ""
    return when, likely_share(likely, half) + never


def likely_share(likely: Likely, half: str = "") -> str:
    """How sure a range is: of how many letters, ``half`` of them by when, and how often right."""
    if likely.kind:
        many = f"{likely.inside} of the latest {likely.n} letters"
        of = many if likely.n > 1 else "the one letter"
        who = f"{of} ({likely.kind}) took no longer"
    else:
        who = f"{likely.inside} of {likely.n} letters gave as many days"
    said = likely.tried
    right = f"; back-test: right for {said.right} of {said.said}" if said else ""
    if likely.level is None:
        return f"counted from when the report is likely{right}"
    return f"{_SHARES[round(likely.level, 2)]}: {who}{half}{right}"


_SHARES = {0.5: "one in two", 0.67: "two in three", 0.75: "three in four", 0.8: "four in five"}


def coverage(deadlines: Iterable[Deadline]) -> str:
    """How often each of the ranges that stand on a page was right, in one sentence."""
    cases = (likely for deadline in deadlines for _, likely in likely_cases(deadline))
    tried = {each.kind or "statement": each.tried for each in cases if each.tried}
    said = [f"{said.right} of {said.said} ({kind})" for kind, said in tried.items()]
    return f"Likely is no promise: right in the back-test for {listed(said)}." if said else ""


def likely_cases(deadline: Deadline) -> Iterator[tuple[str, Likely]]:
    """What is likely, each with its condition: two where a poll may hold a report back."""
    likely, near = deadline.likely, deadline.near
    if likely and likely.otherwise and near:
        unless = f" ({_poll(near.otherwise)} then)" if near.otherwise else ""
        yield f"if the area does not vote{unless}: ", likely.otherwise
        yield f"if it votes ({_poll(near)}): ", likely
    elif likely:
        yield "", likely


def _poll(near: NearElection) -> str:
    return f"{near.election.name} of {long_date(near.election.date)}"


def election_words(near: NearElection | None) -> str:
    """The election near a report; two where it is not known whether the area votes."""
    said = []
    while near:
        when = f"{near.election.name} ({brief_span(near.election.date, near.election.date)})"
        said.append(when if near.certain else f"{when}, if the area votes")
        near = near.otherwise
    return "; else ".join(said) or "none"


def likely_days(deadline: Deadline, span: Callable[[dt.date, dt.date], str] = brief_span) -> str:
    """The days on which something is likely, as a cell of a table says them."""
    said = [span(each.earliest.date, each.latest.date) for _, each in likely_cases(deadline)]
    return ", or if it votes ".join(said) or "not said"


def _likely_facts(labels: tuple[str, str], deadline: Deadline) -> Iterator[Fact]:
    """What is likely, each case under its label."""
    for label, (condition, likely) in zip(labels, likely_cases(deadline), strict=False):
        when, why = likely_words(likely)
        yield Fact(label, when, f"{condition}{why} {mark(LETTERS)}", minor=True)


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
        "likely": report_likely_object(report),
    }


def statement_object(statement: Deadline) -> Object:
    """When a statement is due, and which date the letter is likely to give for it.

    Days are working days after the report or, where that has not come, after fieldwork.
    """
    return {**deadline_object(statement), "likely": _cases_object(statement)}


def report_likely_object(report: Deadline) -> Object | None:
    """When a report is likely; days are working days after fieldwork."""
    said = _cases_object(report)
    return {**said, "election": election_object(report.near)} if said else None


def _cases_object(deadline: Deadline) -> Object | None:
    """What is likely, if the area votes where that is not known; and then if it does not."""
    likely = deadline.likely
    if likely is None:
        return None
    other = likely_object(likely.otherwise) if likely.otherwise else None
    return {**likely_object(likely), "if_area_does_not_vote": other}


def likely_object(likely: Likely) -> Object:
    """A likely range: how sure, by how many letters, by which method, and how often right."""
    days = picked(likely, "earliest", "middle", "latest")
    return {
        "class": likely.kind,
        "level": None if likely.level is None else round(likely.level, 2),
        **picked(likely, "n", "inside"),
        "method": METHODS["report" if likely.kind else "statement" if likely.level else "both"],
        **{name: day._asdict() for name, day in days.items()},
        "backtest": likely.tried._asdict() if likely.tried else None,
        "source": LETTERS.title,
    }


def election_object(near: NearElection | None) -> Object | None:
    """The election that a date lies close to, or null; ``votes`` whether the area surely has it."""
    if near is None:
        return None
    return {**sourced(near.election, "date", "name"), "votes": near.certain or None}


def _range_cells(likely: Likely | None) -> Object:
    return {
        "likely_class": likely.kind if likely else None,
        "likely_letters": likely.n if likely else None,
        "likely_level": round(likely.level, 2) if likely and likely.level else None,
        **_day_cells("likely", likely),
        **_day_cells("likely_no_vote", likely.otherwise if likely else None),
    }


def likely_cells(report: Deadline, statement: Deadline) -> Object:
    """What is likely in the cells of a row: of the report, then of the statement."""
    said = {f"report_{key}": cell for key, cell in _range_cells(report.likely).items()}
    return {**said, **_day_cells("statement_likely", statement.likely)}


def _day_cells(prefix: str, likely: Likely | None) -> Object:
    names = ("earliest", "middle", "latest")
    return {f"{prefix}_{name}": getattr(likely, name).date if likely else None for name in names}
