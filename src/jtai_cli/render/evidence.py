"""What published letters say: what they come to, how they lie, and each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jtai_cli.letters.letters import COLUMNS, OPTIONAL_COLUMNS
from jtai_cli.letters.likely import CLASSES, LETTERS, Class
from jtai_cli.letters.measured import Measured, Summary, by_framework, summaries
from jtai_cli.render.deadlines import election_object
from jtai_cli.render.page import Block, Fact, Grid, Headline, Lines, Page, Row
from jtai_cli.render.parts import Object, Rows
from jtai_cli.render.sources import mark, source_line
from jtai_cli.rules.model import Framework
from jtai_cli.wording import count_of, long_date, short_date

MOST_LISTED = 200  # letters on a page for people; the other formats have them all
LONGEST_BAR = 40  # marks

LETTER_COLUMNS = (  # of the form in which letters are added, and then those that are worked out
    *COLUMNS,
    *OPTIONAL_COLUMNS,
    "framework",
    "class",
    "rule_due",
    "working_days",
    "calendar_days",
    "on_rule",
    "statement_working_days",
    "statement_calendar_days",
    "source",
)

MARKS: dict[Class, str] = {"ordinary": "o", "winter": "w", "election": "e"}
BIN = 5  # working days: a week

_DAYS = (
    "Days of a report are those from the end of fieldwork to the letter, days of a statement those "
    "from the letter to the date by which the statement is due; the first day is not counted, the "
    "last is. Working days are England's."
)
_QUANTILES = (
    "Median: the day by which half of them had come; 9 in 10: the day by which nine in ten had. "
    "Both are days on which a letter came: none is made up between two."
)


def evidence_page(letters: Sequence[Measured]) -> Page:
    """Letters: what they come to, how they lie, and each of them."""
    if not letters:
        return (Lines("", ("No letter of such an inspection is in the table.",)),)
    first, last = letters[0].letter.fieldwork_start, letters[-1].letter.fieldwork_start
    title = f"What {count_of(len(letters), 'published inspection')} did"
    bare = sum(each.framework is None for each in letters)
    without = f"; {bare} under no framework, and in no figure" if bare else ""
    return (
        Headline(
            title,
            f"Fieldwork from {long_date(first)} to {long_date(last)} {mark(LETTERS)}{without}",
            tuple(_framework_facts(letters)),
        ),
        *letters_blocks(letters),
        legend(),
    )


def letters_blocks(letters: Sequence[Measured]) -> Iterator[Block]:
    """What letters come to, then each of them."""
    yield from _tables(letters)
    yield _letters_block(letters)


def legend() -> Lines:
    """Where the letters come from, and what is meant by the words about them."""
    classes = (f"{kind}: {text}." for kind, text in CLASSES.items())
    return Lines("Sources and words", (source_line(LETTERS), _DAYS, _QUANTILES, *classes))


def _framework_facts(letters: Sequence[Measured]) -> Iterator[Fact]:
    """For each framework why its rule counts as it does."""
    found = list(summaries(letters))
    for summary in found:
        if summary.measure == "report" and summary.basis == "working" and summary.kind is None:
            calendar = next(
                other
                for other in found
                if other.framework == summary.framework and other.basis == "calendar"
            )
            yield Fact(summary.framework.id, *_why_working(summary, calendar))


def _why_working(working: Summary, calendar: Summary) -> tuple[str, str]:
    spread, days = working.spread, working.rule_days
    value = f"{spread.on_rule} of {spread.n} on working day {days}, the rule's"
    on_calendar = calendar.spread.on_rule or "none"
    note = (
        f"earliest day {spread.earliest}, median {spread.median}, nine in ten by day {spread.p90}, "
        f"latest {spread.latest}; on calendar day {days} {on_calendar}, the quickest took "
        f"{calendar.spread.earliest} calendar days"
    )
    return value, note


def _tables(letters: Sequence[Measured]) -> Iterator[Grid]:
    """For each framework a table of what its letters come to, and a histogram."""
    columns = ("Letters", "On rule's day", "Range", "Median", "9 in 10", "Days of")
    for found in by_framework(letters).values():
        if framework := found[0].framework:
            rows = [
                each for each in summaries(found) if each.spread.n < len(found) or not each.kind
            ]
            yield Grid(f"{framework.id} in figures", columns, tuple(map(_summary_row, rows)))
            yield _histogram(framework, found)


def _summary_row(summary: Summary) -> Row:
    spread = summary.spread
    what = f"{summary.measure}, {summary.basis}{f', {summary.kind}' if summary.kind else ''}"
    return Row(
        (
            str(spread.n),
            f"{spread.on_rule} on {summary.rule_days}",
            f"{spread.earliest} to {spread.latest}",
            str(spread.median),
            str(spread.p90),
            what,
        ),
        kind="" if summary.kind else "step",
    )


def _histogram(framework: Framework, letters: Sequence[Measured]) -> Grid:
    """A row for the rule's day, and one for each week of working days before and after it."""
    bins: dict[int, list[Measured]] = {}
    for each in letters:
        bins.setdefault(_bin(each.working_days - framework.report.days), []).append(each)
    each_mark = -(-max(map(len, bins.values())) // LONGEST_BAR)
    rows = tuple(
        Row(
            (_bin_label(number, framework.report.days), str(len(found)), _bar(found, each_mark)),
            kind="required" if number == 0 else "",
        )
        for number in range(min(*bins, 0), max(*bins, 0) + 1)
        for found in [bins.get(number, [])]
    )
    marks = ", ".join(f"{mark} {kind}" for kind, mark in MARKS.items())
    title = f"{framework.id}: working days from the end of fieldwork to the letter"
    return Grid(title, ("Day", "Letters", f"{marks}; a mark for {each_mark}"), rows)


def _bin(late: int) -> int:
    """0 for the rule's day, 1 for the five working days after it, -1 for the five before it.

    >>> [_bin(late) for late in (-6, -5, -1, 0, 1, 5, 6)]
    [-2, -1, -1, 0, 1, 1, 2]
    """
    return -(-late // BIN) if late > 0 else late // BIN


def _bin_label(number: int, rule_days: int) -> str:
    if number == 0:
        return f"{rule_days} (rule)"
    first = rule_days + (number - 1) * BIN + 1 if number > 0 else rule_days + number * BIN
    return f"{first} to {first + BIN - 1}"


def _bar(letters: Sequence[Measured], each_mark: int) -> str:
    counted = {kind: sum(each.kind == kind for each in letters) for kind in MARKS}
    return "".join(MARKS[kind] * -(-number // each_mark) for kind, number in counted.items())


def _letters_block(letters: Sequence[Measured]) -> Block:
    title = "Letters, by the start of fieldwork"
    if len(letters) > MOST_LISTED:
        listing = f"{len(letters):,} of them, too many for a page: --format csv lists them."
        return Lines(title, (listing,))
    columns = ("Fieldwork", "Published", "Days", "", "Calendar", "Statement", "Area: theme")
    return Grid(title, columns, tuple(map(_letter_row, letters)), foldable=(3, 4, 5))


def _letter_row(measured: Measured) -> Row:
    letter = measured.letter
    statement = measured.statement_working_days
    return Row(
        (
            short_date(letter.fieldwork_start),
            short_date(letter.published),
            str(measured.working_days),
            measured.kind,
            str(measured.calendar_days),
            "" if statement is None else str(statement),
            f"{letter.area}: {letter.theme}",
        ),
        detail=letter.note or "",
        kind="step",
    )


def evidence_object(letters: Iterable[Measured]) -> Object:
    """Letters and what they come to (schema ``jtai.evidence/1``)."""
    found = list(letters)
    return {
        "schema": "jtai.evidence/1",
        "source": LETTERS.title,
        "letters": list(map(_letter_object, found)),
        "summary": list(map(_summary_object, summaries(found))),
    }


def _letter_object(measured: Measured) -> Object:
    letter, framework = measured.letter, measured.framework
    statement_rule = framework.statement.days if framework else None
    waited = measured.statement_working_days
    return {
        "urn": letter.urn,
        "area": letter.area,
        "theme": letter.theme,
        "inspectorates": letter.inspectorates,
        "fieldwork": {"start": letter.fieldwork_start, "end": letter.fieldwork_end},
        "published": letter.published,
        "statement_due": letter.statement_due,
        "framework": framework.id if framework else None,
        "class": measured.kind,
        "election": election_object(measured.near),
        "report": {
            "due": measured.due,
            "days": framework.report.days if framework else None,
            "working_days": measured.working_days,
            "calendar_days": measured.calendar_days,
            "on_rule": measured.on_rule,
        },
        "statement": {
            "working_days": waited,
            "calendar_days": measured.statement_calendar_days,
            "on_rule": None if None in (waited, statement_rule) else waited == statement_rule,
        },
        "note": letter.note,
        "source": letter.source,
    }


def _summary_object(summary: Summary) -> Object:
    return {
        "measure": summary.measure,
        "basis": summary.basis,
        "framework": summary.framework.id,
        "class": summary.kind,
        "rule_days": summary.rule_days,
        **summary.spread._asdict(),
    }


def evidence_rows(letters: Iterable[Measured]) -> Rows:
    """A row for each letter, in the form in which letters are added, with its days counted."""
    return Rows(LETTER_COLUMNS, map(_cells, letters))


def _cells(measured: Measured) -> tuple[object, ...]:
    letter, framework = measured.letter, measured.framework
    return (
        letter.urn,
        letter.area,
        letter.theme,
        "; ".join(letter.inspectorates),
        letter.fieldwork_start,
        letter.fieldwork_end,
        letter.published,
        letter.statement_due,
        letter.note,
        framework.id if framework else None,
        measured.kind,
        measured.due,
        measured.working_days,
        measured.calendar_days,
        {None: None, True: "yes", False: "no"}[measured.on_rule],
        measured.statement_working_days,
        measured.statement_calendar_days,
        letter.source,
    )
