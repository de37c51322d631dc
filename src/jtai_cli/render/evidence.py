"""What published letters say: what they come to, how they lie, and each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from jtai_cli.letters.date_only import DateOnly
from jtai_cli.letters.letters import COLUMNS, OPTIONAL_COLUMNS
from jtai_cli.letters.likely import CLASSES, LETTERS, Class
from jtai_cli.letters.measured import Measured, Summary, by_framework, spread, summaries
from jtai_cli.render.deadlines import election_object
from jtai_cli.render.page import Block, Fact, Grid, Headline, Lines, Page, Row
from jtai_cli.render.parts import Object, Rows, picked
from jtai_cli.render.shared import mark, source_line
from jtai_cli.rules.model import Framework, Source
from jtai_cli.wording import count_of, long_date, short_date

MOST_LISTED = 200  # letters on a page for people; the other formats have them all
LONGEST_BAR = 40  # marks

LETTER_COLUMNS = (  # of the form in which letters are added, and then those that are worked out
    *COLUMNS,
    *OPTIONAL_COLUMNS,
    *("framework", "class", "rule_due", "working_days", "calendar_days", "on_rule"),
    *("statement_working_days", "statement_calendar_days", "source"),
)

MARKS: dict[Class, str] = {"ordinary": "o", "christmas": "c", "election": "e"}
BIN = 5  # working days: a week

_DAYS = (
    "Days of a report are those from the end of fieldwork to the letter, days of a statement those "
    "from the letter to the date by which the statement is due; the first day is not counted, the "
    "last is. Working days are England's."
)
_MIDDLE = (
    "Middle: the day by which half of them had come. It is a day on which a letter came: none is "
    "made up between two."
)


def evidence_page(
    letters: Sequence[Measured], *, of: int, date_only: Sequence[DateOnly] = ()
) -> Page:
    """Letters, those chosen ``of`` so many: what they come to, how they lie, and each of them.

    Then those that are known by their date only.
    """
    apart = tuple(_date_only_blocks(date_only))
    if not letters:
        return (none_left(of), *apart)
    starts = (long_date(each.letter.fieldwork_start) for each in (letters[0], letters[-1]))
    dates = " to ".join(dict.fromkeys(starts))
    bare = sum(each.framework is None for each in letters)
    without = f"; {bare} under no framework, and in no figure" if bare else ""
    headline = Headline(
        f"What {count_of(len(letters), 'published inspection')} did",
        f"Fieldwork from {dates} {mark(LETTERS)}{without}",
        tuple(_framework_facts(letters)),
    )
    return (headline, *letters_blocks(letters), *apart, legend())


def none_left(of: int) -> Lines:
    """What to say where no letter is chosen: the table is not complete."""
    return Lines(
        "",
        (
            f"No letter of such an inspection is among the {of:,} that are known here. Others may "
            "have been published: look at reports.ofsted.gov.uk, and add yours with --letters.",
        ),
    )


def letters_blocks(letters: Sequence[Measured]) -> Iterator[Block]:
    """For each framework what its letters come to, and a histogram; then each of the letters."""
    columns = ("Letters", "On rule's day", "Range", "Middle", "Days of")
    for found in by_framework(letters).values():
        if framework := found[0].framework:
            # The only class that there is would have the same figures as the whole.
            whole = len(found)
            told = [each for each in summaries(found) if each.spread.n < whole or not each.kind]
            yield Grid(f"{framework.id} in figures", columns, tuple(map(_summary_row, told)))
            yield _histogram(framework, found)
    title = "Letters, by the start of fieldwork"
    if len(letters) > MOST_LISTED:
        listing = f"{len(letters):,} of them, too many for a page: --format csv lists them."
        yield Lines(title, (listing,))
        return
    heading = ("Fieldwork", "Published", "Days", "", "Calendar", "Statement", "Area: theme")
    yield Grid(title, heading, tuple(map(_letter_row, letters)), foldable=(3, 4, 5))


def _date_only_blocks(letters: Sequence[DateOnly]) -> Iterator[Block]:
    """What was published of which the days of fieldwork are not known here."""
    if letters:
        rows = (
            Row(
                (short_date(each.published), f"{each.area}: {each.theme}"),
                detail=each.note or "",
                kind="step",
            )
            for each in letters
        )
        title = "Published, fieldwork not known here, and in no figure"
        yield Grid(title, ("Published", "Area: theme"), tuple(rows))


def legend(*others: Source, more: Iterable[str] = ()) -> Lines:
    """Where the letters and other rules come from, and what the words about letters mean."""
    classes = (f"{kind}: {text}." for kind, text in CLASSES.items())
    sources = map(source_line, (*others, LETTERS))
    return Lines("Sources and words", (*sources, *more, _DAYS, _MIDDLE, *classes))


def _framework_facts(letters: Sequence[Measured]) -> Iterator[Fact]:
    """For each framework why its rule counts as it does."""
    for found in by_framework(letters).values():
        if framework := found[0].framework:
            days = framework.report.days
            working = spread([each.working_days for each in found], days)
            calendar = spread([each.calendar_days for each in found], days)
            yield Fact(
                framework.id,
                f"{working.on_rule} of {working.n} on working day {days}, the rule's",
                f"earliest day {working.earliest}, middle {working.middle}, latest "
                f"{working.latest}; on calendar day {days} "
                f"{calendar.on_rule or 'none'}, the quickest took {calendar.earliest} calendar "
                "days",
            )


def _summary_row(summary: Summary) -> Row:
    figures, kind = summary.spread, summary.kind
    cells = (
        str(figures.n),
        f"{figures.on_rule} on {summary.rule_days}",
        f"{figures.earliest} to {figures.latest}",
        str(figures.middle),
        f"{summary.measure}, {summary.basis}{f', {kind}' if kind else ''}",
    )
    return Row(cells, kind="" if kind else "step")


def _histogram(framework: Framework, letters: Sequence[Measured]) -> Grid:
    """A row for the rule's day, and one for each week of working days before and after it."""
    rule_day = framework.report.days
    bins: dict[int, list[Class]] = {}
    for each in letters:
        bins.setdefault(_bin(each.working_days - rule_day), []).append(each.kind)
    each_mark = -(-max(map(len, bins.values())) // LONGEST_BAR)
    rows = []
    for number in range(min(*bins, 0), max(*bins, 0) + 1):
        kinds = bins.get(number, [])
        counted = Counter(kinds)
        bar = "".join(sign * -(-counted[kind] // each_mark) for kind, sign in MARKS.items())
        cells = (_bin_label(number, rule_day), str(len(kinds)), bar)
        rows.append(Row(cells, kind="" if number else "required"))
    marks = ", ".join(f"{sign} {kind}" for kind, sign in MARKS.items())
    title = f"{framework.id}: working days from the end of fieldwork to the letter"
    return Grid(title, ("Day", "Letters", f"{marks}; a mark for {each_mark}"), tuple(rows))


def _bin(late: int) -> int:
    """0 for the rule's day, 1 for the five working days after it, -1 for the five before it.

    >>> [_bin(late) for late in (-6, -5, -1, 0, 1, 5, 6)]
    [-2, -1, -1, 0, 1, 1, 2]
    """
    return -(-late // BIN) if late > 0 else late // BIN


def _bin_label(number: int, rule_day: int) -> str:
    if number == 0:
        return f"{rule_day} (rule)"
    first = rule_day + number * BIN - (BIN - 1 if number > 0 else 0)
    return f"{first} to {first + BIN - 1}"


def _letter_row(measured: Measured) -> Row:
    letter, statement = measured.letter, measured.statement_working_days
    cells = (
        short_date(letter.fieldwork_start),
        short_date(letter.published),
        str(measured.working_days),
        measured.kind,
        str(measured.calendar_days),
        "" if statement is None else str(statement),
        f"{letter.area}: {letter.theme}",
    )
    return Row(cells, detail=letter.note or "", kind="step")


def evidence_object(letters: Iterable[Measured], date_only: Iterable[DateOnly]) -> Object:
    """Letters and what they come to, and those that are known by their date only."""
    apart = [each._asdict() for each in date_only]
    return {**letters_object(letters), "known_by_date_only": apart}


def letters_object(letters: Iterable[Measured]) -> Object:
    """Letters and what they come to (schema ``jtai.evidence/1``)."""
    found = list(letters)
    return {
        "schema": "jtai.evidence/1",
        "source": LETTERS.title,
        "letters": list(map(_letter_object, found)),
        "summary": [
            {
                **picked(each, "measure", "basis"),
                "framework": each.framework.id,
                "class": each.kind,
                "rule_days": each.rule_days,
                **each.spread._asdict(),
            }
            for each in summaries(found)
        ],
    }


def _letter_object(measured: Measured) -> Object:
    letter, framework = measured.letter, measured.framework
    statement_rule = framework.statement.days if framework else None
    waited = measured.statement_working_days
    return {
        **picked(letter, "urn", "area", "theme", "inspectorates"),
        "fieldwork": {"start": letter.fieldwork_start, "end": letter.fieldwork_end},
        **picked(letter, "published", "statement_due"),
        "framework": framework.id if framework else None,
        "class": measured.kind,
        "election": election_object(measured.near),
        "report": {
            "due": measured.due,
            "days": framework.report.days if framework else None,
            **picked(measured, "working_days", "calendar_days", "on_rule"),
        },
        "statement": {
            "working_days": waited,
            "calendar_days": measured.statement_calendar_days,
            "on_rule": None if None in (waited, statement_rule) else waited == statement_rule,
        },
        **picked(letter, "note", "source"),
    }


def evidence_rows(letters: Iterable[Measured]) -> Rows:
    """A row for each letter, in the form in which letters are added, with its days counted."""
    return Rows(LETTER_COLUMNS, map(_cells, letters))


def _cells(measured: Measured) -> tuple[object, ...]:
    letter, framework = measured.letter, measured.framework
    named = {
        **measured._asdict(),
        **letter._asdict(),
        "framework": framework.id if framework else None,
        "class": measured.kind,
        "rule_due": measured.due,
        "on_rule": {None: None, True: "yes", False: "no"}[measured.on_rule],
        "source": letter.source,
    }
    return tuple(named[column] for column in LETTER_COLUMNS)
