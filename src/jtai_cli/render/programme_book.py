"""The workbook of a programme: every inspection, the weeks of the teams, and the load."""

from __future__ import annotations

import datetime as dt

from jtai_cli.programme import timetable as t
from jtai_cli.programme.timetable import Load, Planned, Timetable
from jtai_cli.render.programme import NOBODY, letters_in, team_rows, team_words, title_of
from jtai_cli.render.sheets import Book, Cell, Column, Sheet
from jtai_cli.wording import listed

_DATE = 15  # letters


def programme_book(shown: Timetable, made: dt.datetime) -> Book:
    """The workbook, made at a moment in UTC."""
    return Book(title_of(shown), made, (_timetable(shown), _weeks(shown), _load(shown)))


def _timetable(shown: Timetable) -> Sheet:
    columns = (
        Column("Area", 30),
        Column("Reference", 14),
        Column("Theme", 22),
        Column("Team", 14),
        Column("Notification", _DATE, "date"),
        Column("Fieldwork from", _DATE, "date"),
        Column("Fieldwork to", _DATE, "date"),
        Column("Report due", _DATE, "date"),
        Column("Statement due", _DATE, "date"),
    )
    unplaced = (
        (each.area, each.reference, each.theme, listed(each.teams, "or") or "any", *[None] * 5)
        for each in shown.unplaced
    )
    note = "By the rules of each framework. What has no date is still to be placed."
    return Sheet("Timetable", note, columns, (*map(_row, shown.planned), *unplaced))


def _row(each: Planned) -> tuple[Cell, ...]:
    visit, made = each.visit, each.plan
    return (
        *(visit.area, visit.reference, visit.theme, team_words(each), made.notification.date),
        *(made.fieldwork.start, made.fieldwork.end, made.report.due, made.statement.due),
    )


def _weeks(shown: Timetable) -> Sheet:
    """A row for each week, as a sheet is printed a page wide, and a column for each team."""
    weeks, cells = t.weeks_of(shown), t.team_cells(shown, NOBODY)
    names = team_rows(shown, cells)
    columns = (
        Column("Week from", _DATE, "date"),
        *(Column(title, 10) for title in ("Notified", "Under way", "Fieldwork", "Reports")),
        *(Column(name, 12) for name in names),
        Column("In the week", 40),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            week.monday,
            *(str(number or "") for number in week.counts),
            *(cells.get((name, week.monday), "") for name in names),
            "; ".join(week.words),
        )
        for week in weeks
    )
    said = (f"{each.letter} {each.words}" for each in letters_in((), cells))
    return Sheet("Weeks", f"{'; '.join(said)}.", columns, rows)


def _load(shown: Timetable) -> Sheet:
    columns = (
        Column("Who", 30),
        Column("Inspections", 12),
        Column("At once", 12),
        Column("Notified from", _DATE, "date"),
        Column("Fieldwork until", _DATE, "date"),
    )

    def row(load: Load) -> tuple[Cell, ...]:
        days = load.span[:2] if load.span else (None, None)
        return (load.name, str(load.visits), str(load.most), *days)

    loads = (*t.team_loads(shown), *t.inspectorate_loads(shown))
    note = "At once: the most on one day, from notification to the last day of fieldwork."
    return Sheet("Load", note, columns, tuple(map(row, loads)))
