"""What moves between two timetables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence

from jtai_cli.days.periods import Span
from jtai_cli.days.school_year import SchoolYear
from jtai_cli.days.sums import NonWorkingDay
from jtai_cli.judge.weeks import FieldworkWeek, near_others, unknown_days
from jtai_cli.plan.compare import Comparison, Move, Timetable, school_holidays
from jtai_cli.render.deadlines import (
    LIKELY,
    election_object,
    election_words,
    likely_days,
    report_likely_object,
)
from jtai_cli.render.page import Block, Fact, Grid, Headline, Lines, Page, Row
from jtai_cli.render.parts import Object, picked
from jtai_cli.render.shared import Warnings, warning_keys, warnings_block
from jtai_cli.render.steps import row_kind
from jtai_cli.render.weeks import NO_TERMS, reasons_object, spans_object
from jtai_cli.wording import brief_span, count_of, listed, short_date, short_span


def compare_page(
    comparison: Comparison,
    schools: SchoolYear | None = None,
    *,
    others: Collection[Span] | None = None,
    steps: bool = False,
    warnings: Warnings = (),
) -> Page:
    """What matters: what moves by how much, and what lies in the way of each; ``steps`` if asked.

    ``warnings`` are those to be read on the page itself.
    """
    a, b = comparison.a, comparison.b
    sides = (Fact("From", a.name, a.area or ""), Fact("To", b.name, b.area or ""))
    is_likely = any(each.likely for side in (a, b) for each in side.deadlines)
    said = (
        "" if steps else _counted(comparison),
        "" if schools else NO_TERMS,
        LIKELY if is_likely else "",
    )
    return (
        Headline(_verdict(comparison), "", sides),
        Grid("", ("Date", "From", "To"), tuple(_dates(a, b))),
        Grid(
            "What lies in the way, from notification to the end of fieldwork",
            ("What", "Of", "Which"),
            tuple(_in_the_way(a, b, schools, others)),
        ),
        *(_step_blocks(comparison) if steps else ()),
        Lines("", tuple(filter(None, said))),
        *warnings_block(warnings),
    )


def _verdict(comparison: Comparison) -> str:
    """By how much the dates that matter move, those that move alike in one breath."""
    a, b = comparison.a, comparison.b
    names = {"report": "the report", "statement": "the statement"}
    dates = {names.get(key, key): (day, b.dates[key]) for key, day in a.dates.items()}
    ends = a.end, b.end
    if _by(b, *dates["fieldwork"]) != _by(b, *ends):
        dates |= {"fieldwork's start": dates.pop("fieldwork"), "fieldwork's end": ends}
    groups: dict[str, list[str]] = {}
    for name, (old, new) in dates.items():
        groups.setdefault(_by(b, old, new), []).append(name)
    stay = groups.pop("", [])
    said = [f"{listed(names)} {_verb('move', names)} {by}" for by, names in groups.items()]
    if stay and (said or _counted(comparison)):
        said.append(f"{listed(stay)} {_verb('stay', stay)}")
    whole = "; ".join(said) or "nothing moves"
    return f"{whole[0].upper()}{whole[1:]}."


def moves_in_words(comparison: Comparison) -> str:
    """By how much the dates that matter move and, where none does, how many steps."""
    a, b = comparison.a, comparison.b
    dates_stay = (a.dates, a.end) == (b.dates, b.end)
    return f"{_steps_counted(comparison)}." if dates_stay else _verdict(comparison)


def moved_by(comparison: Comparison) -> Object:
    """By how many working days the dates that matter move, earlier negative."""
    a, b = comparison.a, comparison.b
    return {key: b.calendar.count(day, b.dates[key]) for key, day in a.dates.items()}


def _verb(verb: str, names: list[str]) -> str:
    return f"{verb}s" if len(names) == 1 else verb


def _by(side: Timetable, old: dt.date, new: dt.date) -> str:
    """How far it is from one date to the other; in days where there is no working day between."""
    working = side.calendar.count(old, new)
    number, unit = (working, "working day") if working else ((new - old).days, "day")
    later = "later" if number > 0 else "earlier"
    return f"{count_of(abs(number), unit)} {later}" if number else ""


def _dates(a: Timetable, b: Timetable) -> Iterator[Row]:
    """The dates that matter, of both."""
    yield Row(("Notification", short_date(a.notification), short_date(b.notification)))
    yield Row(("Fieldwork", short_span(a.start, a.end), short_span(b.start, b.end)))
    yield Row(("Report", short_date(a.report), short_date(b.report)))
    yield Row(("Report likely", _likely(a, 0), _likely(b, 0)))
    yield Row(("Statement", short_date(a.statement), short_date(b.statement)))
    yield Row(("Statement likely", _likely(a, 1), _likely(b, 1)))


def _likely(side: Timetable, number: int) -> str:
    """When the report (0) or the statement (1) is likely."""
    if side.published and number == 0:
        return "it has come"
    return likely_days(side.deadlines[number]) if side.deadlines else "not in a saved plan"


def _in_the_way(
    a: Timetable, b: Timetable, schools: SchoolYear | None, others: Collection[Span] | None
) -> Iterator[Row]:
    """What lies within either, or near its report; a row where it is the same of both."""
    found = {
        "Bank holidays": [_days(side, side.off("bank-holiday")) for side in (a, b)],
        "Closures": [_days(side, side.off("closure")) for side in (a, b)],
    }
    if schools:
        found["School holidays"] = [_schools(side, schools) for side in (a, b)]
    if others is not None:
        near = [_others(side, others) for side in (a, b)]
        found["Other inspections in or near them"] = [_spans(spans) for spans in near]
    found["Election near report"] = [_election(side) for side in (a, b)]
    for what, (old, new) in found.items():
        if old == new:
            yield Row((what, "both", old))
        else:
            yield from (Row((what, "From", old)), Row((what, "To", new)))


def _days(side: Timetable, days: Iterable[NonWorkingDay]) -> str:
    """Days off by their names, working days in a row with one name as one span."""
    spans: list[Span] = []
    for day in days:
        if (
            spans
            and spans[-1].name == day.name
            and side.calendar.count(spans[-1].last, day.date) < 2
        ):
            spans[-1] = spans[-1]._replace(last=day.date)
        else:
            spans.append(Span(day.date, day.date, day.name))
    return _spans(spans)


def _spans(spans: Iterable[Span]) -> str:
    return listed(f"{each.name} ({brief_span(*each[:2])})" for each in spans) or "none"


def _schools(side: Timetable, schools: SchoolYear) -> str:
    """The school holidays, and on which days it is not known whether schools are open."""
    first, last = side.notification, side.end
    unknown = unknown_days(side.calendar, schools, first, last)
    closed = _spans(school_holidays(side, schools))
    return f"{closed}; not known: {unknown}" if unknown else closed


def _others(side: Timetable, others: Collection[Span]) -> tuple[Span, ...]:
    return near_others(side.calendar, others, side.notification, side.end)


def _election(side: Timetable) -> str:
    """The election that holds the report back, or may."""
    if side.published:
        return "the report has come"
    if not side.deadlines:
        return "not in a saved plan"
    return election_words(side.deadlines[0].near)


def _step_blocks(comparison: Comparison) -> Iterator[Block]:
    """Every step that moves, then what is new, gone, or newly on a day off."""
    if comparison.moves:
        rows = tuple(map(_move_row, comparison.moves))
        yield Grid("What moves", ("By", "From", "To", "Step"), rows, foldable=(1,))
    for title, steps in (("Only in the second", comparison.added), ("Gone", comparison.removed)):
        if steps:
            cells = ((short_span(step.start, step.end), step.title) for step in steps)
            yield Grid(title, ("When", "Step"), tuple(map(Row, cells)))
    if comparison.newly_on:
        days = tuple(
            Row((short_date(day.date), f"{day.kind.replace('-', ' ')}: {day.name}", step.title))
            for step, day in comparison.newly_on
        )
        yield Grid("Newly on a bank holiday or closure", ("Date", "What", "Step"), days)


def _counted(comparison: Comparison) -> str:
    """How many steps move and so on; empty where --steps would add nothing."""
    said = _steps_counted(comparison)
    return f"{said}: add --steps to see each." if said else ""


def _steps_counted(comparison: Comparison) -> str:
    newly_on = len({step.id for step, _ in comparison.newly_on})
    parts = (
        (len(comparison.moves), "moves", "move"),
        (len(comparison.added), "is new", "are new"),
        (len(comparison.removed), "is gone", "are gone"),
        (newly_on, "is newly on a day off", "are newly on a day off"),
    )
    said = [
        f"{count_of(number, 'step')} {one if number == 1 else many}"
        for number, one, many in parts
        if number
    ]
    return listed(said)


def _move_row(move: Move) -> Row:
    old, new = move.old, move.new
    if move.moved:
        later = "later" if move.moved > 0 else "earlier"
        by = f"{count_of(abs(move.moved), 'working day')} {later}"
    else:
        by = "ends later" if new.end > old.end else "ends earlier"
    cells = (by, short_span(old.start, old.end), short_span(new.start, new.end), new.title)
    return Row(cells, kind=row_kind(new))


def compare_object(
    comparison: Comparison,
    schools: SchoolYear | None = None,
    *,
    others: Collection[Span] | None = None,
    judged: Sequence[FieldworkWeek | None] = (None, None),
    warnings: Warnings,
) -> Object:
    """What moves (schema ``jtai.compare/2``).

    ``moved`` and ``moved_by`` count working days, earlier negative. A saved plan is not
    ``judged``: its verdict and reasons are null.
    """
    a, b = comparison.a, comparison.b
    dates = ("start", "end")
    return {
        "schema": "jtai.compare/2",
        **{
            side: {
                **picked(timetable, "name", "area"),
                **_side_object(timetable, schools),
                "others": None if others is None else spans_object(_others(timetable, others)),
                "verdict": week.verdict if week else None,
                "reasons": reasons_object(week) if week else None,
            }
            for side, timetable, week in zip("ab", (a, b), judged, strict=True)
        },
        "moved_by": moved_by(comparison),
        "moved": [
            {
                **picked(move.new, "id", "title"),
                "from": picked(move.old, *dates),
                "to": picked(move.new, *dates),
                "moved": move.moved,
                "newly_on": [day._asdict() for day in move.newly_on],
            }
            for move in comparison.moves
        ],
        "added": [picked(step, "id", "title", *dates) for step in comparison.added],
        "removed": [picked(step, "id", "title", *dates) for step in comparison.removed],
        "unchanged": comparison.unchanged,
        "newly_on": [
            {**picked(step, "id", "title"), **day._asdict()} for step, day in comparison.newly_on
        ],
        "likely": [
            {
                "deadline": name,
                "from": report_likely_object(old),
                "to": report_likely_object(new),
            }
            for name, old, new in comparison.likely
        ],
        **warning_keys(warnings),
    }


def dates_object(side: Timetable) -> Object:
    """The dates that matter of one side, each under the key that it has in a plan."""
    return {
        "notification": {"date": side.notification},
        "fieldwork": picked(side, "start", "end"),
        "report": {"due": side.report_due, "published": side.published},
        "statement": {"due": side.statement},
    }


def _side_object(side: Timetable, schools: SchoolYear | None) -> Object:
    """What matters of one side; null is what is not known: of schools, and of a saved plan."""
    calendar, unknown = side.calendar, None
    if schools:
        working_days = calendar.within(side.notification, side.end)
        unknown = schools.unknown(calendar.stretch(side.notification, working_days))
    report = side.deadlines[0] if side.deadlines else None
    dates = dates_object(side)
    dates["report"]["likely"] = report_likely_object(report) if report else None
    return {
        **dates,
        "bank_holidays": [picked(day, "date", "name") for day in side.off("bank-holiday")],
        "closures": [picked(day, "date", "name") for day in side.off("closure")],
        "school_holidays": spans_object(school_holidays(side, schools)) if schools else None,
        "school_days_unknown": unknown,
        "election": election_object(report.near) if report else None,
    }
