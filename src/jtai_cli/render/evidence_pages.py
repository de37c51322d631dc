"""What the letters say, as the pages that people read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jtai_cli.letters.backtest import Backtest, Reading, Tally, Trial
from jtai_cli.letters.likely import CLASSES, FEWEST, LETTERS, Class
from jtai_cli.letters.measured import Measured, Summary, by_framework, summaries
from jtai_cli.plan.deadlines import Deadline, Deadlines
from jtai_cli.render.document import Block, Fact, Grid, Headline, Lines, Page, Row
from jtai_cli.render.pages import mark, report_facts, source_line
from jtai_cli.rules.model import Framework
from jtai_cli.wording import count_of, long_date, short_date

MOST_LISTED = 200  # letters on a page for people; the other formats have them all
LONGEST_BAR = 40  # marks

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
        *_tables(letters),
        _letters_block(letters),
        _legend(),
    )


def question_page(question: Deadlines, letters: Sequence[Measured], trust: Tally | None) -> Page:
    """What the comparable letters say about one fieldwork start, and how far to trust it."""
    report, fieldwork = question.report, question.fieldwork
    assert report and fieldwork and report.likely  # a question has a start and no publication
    dates = f"{long_date(fieldwork.start)} to {long_date(fieldwork.end)}"
    facts = [
        Fact("Fieldwork", dates, f"{report.likely.kind}: {CLASSES[report.likely.kind]}"),
        *report_facts(report),
        Fact("Trust", *_trust(trust)),
    ]
    found: list[Block] = [Headline("When the report is likely", "", tuple(facts))]
    if report.rule.why:
        found.append(Lines(_why_title(report), (report.rule.why,)))
    if letters:
        found += [*_tables(letters), _letters_block(letters)]
    legend = _legend()
    sources = (source_line(report.rule.source), *legend.lines)
    return (*found, Lines(legend.title, sources))


def backtest_page(backtest: Backtest) -> Page:
    """How often the likely date would have been right, beside what the rule alone says."""
    if not backtest.trials:
        return (Lines("", ("No letter of such an inspection is in the table.",)),)
    return (
        Lines(
            "Back-test: what would have been said of each inspection when its fieldwork started",
            (
                "From the comparable letters published before that day (same framework, same class "
                f"as then known), at least {FEWEST} of them; the day said is that by which nine in "
                "ten of them had come.",
            ),
        ),
        Grid(
            "The likely date",
            ("Inspections", "Day said for", "On rule's day", "By day said", "Later", "Which"),
            tuple(_tally_row(tally) for tally in backtest.tallies),
        ),
        Grid(
            "The rule alone",
            ("Inspections", "On that day", "By that day", "Later", "Which"),
            tuple(_reading_row(reading) for reading in backtest.readings if reading.inspections),
        ),
        _misses(backtest.trials),
        _legend(),
    )


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


def _legend() -> Lines:
    classes = (f"{kind}: {text}." for kind, text in CLASSES.items())
    return Lines("Sources and words", (source_line(LETTERS), _DAYS, _QUANTILES, *classes))


def _trust(tally: Tally | None) -> tuple[str, str]:
    if tally is None or not tally.said:
        none = "for no inspection of this class were there enough letters before it"
        return "not tried", f"{none}: take the likely date as the letters so far, and no more"
    return (
        f"{tally.inside} of {tally.said} came by the day said",
        f"back-test: of {count_of(tally.inspections, 'inspection')} of this class as it was known "
        f"when fieldwork started, {tally.said} had enough letters before them; {tally.on_rule} "
        f"came on the rule's day, {tally.outside} later than the day said",
    )


def _why_title(report: Deadline) -> str:
    rule = report.rule
    return f"Why {rule.days} {rule.basis} days {mark(rule.source)}"


def _tally_row(tally: Tally) -> Row:
    numbers = (tally.inspections, tally.said, tally.on_rule, tally.inside, tally.outside)
    which = f"{tally.framework.id}, {tally.kind or 'all'}"
    return Row((*map(str, numbers), which), kind="" if tally.kind else "step")


def _reading_row(reading: Reading) -> Row:
    numbers = (reading.inspections, reading.on_day, reading.by_day, reading.later)
    among = ", where a day was said" if reading.among == "said" else ""
    days = count_of(reading.days, f"{reading.basis} day")
    return Row((*map(str, numbers), f"{reading.framework.id}, {days}{among}"))


def _misses(trials: Sequence[Trial]) -> Block:
    """The inspections whose letter came later than the day said."""
    missed = [trial for trial in trials if trial.verdict == "outside"]
    title = f"Later than the day said: {len(missed):,} (--format csv lists every inspection)"
    if not missed or len(missed) > MOST_LISTED:
        return Lines(title, ())
    columns = ("Fieldwork", "Class then", "Letters then", "Day said", "Came on", "Area")
    return Grid(title, columns, tuple(map(_miss_row, missed)), foldable=(1, 2))


def _miss_row(trial: Trial) -> Row:
    letter = trial.measured.letter
    return Row(
        (
            short_date(letter.fieldwork_start),
            trial.kind,
            str(trial.n),
            str(trial.p90),
            str(trial.measured.working_days),
            letter.area,
        ),
        kind="step",
    )
