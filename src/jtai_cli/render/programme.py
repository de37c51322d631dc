"""A programme of inspections: its dates, its load, and how it lies on weeks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from jtai_cli.privacy import safe
from jtai_cli.programme import timetable as t
from jtai_cli.programme.model import Visit
from jtai_cli.programme.timetable import Cells, Load, Planned, Timetable, Week
from jtai_cli.render.page import Fact, Grid, Headline, Lines, Page, Row
from jtai_cli.render.parts import Object, Rows, picked
from jtai_cli.render.picture import Alone, Board, Letter, Picture
from jtai_cli.wording import count_of, listed, month, short_date, short_span

NOBODY = "no team yet"
_MARKS = "Off or poll"
LETTERS = (
    Letter(t.NOTICE, "suggested", "notice, from the day of notification"),
    Letter(t.FIELDWORK, "required", "fieldwork"),
    Letter(t.REPORT, "clear", "report due"),
    Letter(t.AWAY, "weekend", "the team is away"),
    Letter(t.OTHER, "weekend", "another inspection of the area"),
    Letter(t.BANK_HOLIDAY, "day", "bank holiday"),
    Letter(t.SCHOOLS_CLOSED, "day", "school holiday"),
    Letter(t.SCHOOLS_UNKNOWN, "day", "not known whether schools are open"),
    Letter(t.POLL, "day", "poll; not every area votes"),
)
_CELL, _LAST = 9, 12  # columns of a terminal that a week takes, and that the last one takes
_FEWEST = 3  # weeks beside each other


def programme_page(shown: Timetable, *, width: int = 100, nothing: str = ".") -> Page:
    """All of it for a page of so many columns, the weeks in as many tables as they need.

    A mark for ``nothing`` keeps the weeks apart, for the eye and where tables become paragraphs.
    """
    weeks = t.weeks_of(shown)
    teams, areas = t.team_cells(shown, NOBODY), t.area_cells(shown)
    names = sorted({name for name, _ in areas})
    strips = (
        *_strips("Team", team_rows(shown, teams), teams, weeks, width),
        *_strips("Area", names, areas, weeks, width, busy=True),
    )
    return (
        _headline(shown),
        _inspections(shown.planned),
        *([_unplaced(shown)] if shown.unplaced else []),
        *(_filled(strip, nothing) for strip in strips),
        _legend(letters_in(weeks, teams, areas)),
        _loads(shown),
        _weeks(weeks),
    )


def title_of(shown: Timetable) -> str:
    """What a programme is called."""
    programme = shown.programme
    return f"Programme of inspections, {short_span(programme.first, programme.last)}"


def _headline(shown: Timetable) -> Headline:
    left, planned = len(shown.unplaced), shown.planned
    teams = [team.name for team in shown.teams]
    facts = [
        Fact(
            "Inspections",
            str(len(planned) + left),
            f"{left} to be placed" if left else "all have a date",
        ),
        Fact("Teams", str(len(teams)), listed(teams)),
    ]
    if planned:
        last = max(each.plan.fieldwork.end for each in planned)
        facts.append(Fact("Fieldwork", short_span(planned[0].plan.fieldwork.start, last)))
        report = max(each.plan.report.due for each in planned)
        facts.append(Fact("Last report due", short_date(report)))
    return Headline(title_of(shown), "", tuple(facts))


def _inspections(planned: Sequence[Planned]) -> Grid:
    columns = ("Fieldwork", "Notification", "Report due", "Statement due", "Team", "Theme")
    rows = tuple(
        Row((*map(short_date, dates_of(each)), *_names(each)), kind="step") for each in planned
    )
    title = f"{count_of(len(rows), 'inspection')} with a date"
    return Grid(title, (*columns, "Inspection"), rows, foldable=(1, 2, 3, 5))


def dates_of(planned: Planned) -> tuple[dt.date, dt.date, dt.date, dt.date]:
    """The start of fieldwork, notification, and when report and statement are due."""
    made = planned.plan
    return made.fieldwork.start, made.notification.date, made.report.due, made.statement.due


def name_of(visit: Visit) -> str:
    """What an inspection is called beside others, without what may be a child's."""
    return f"{safe(visit.area, is_place=True)} {safe(visit.reference)}"


def team_words(planned: Planned) -> str:
    """The team that does it, or those of which one does."""
    return planned.team or listed(planned.visit.teams, "or") or "any"


def _names(each: Planned) -> tuple[str, str, str]:
    return team_words(each), each.visit.theme or "", name_of(each.visit)


def _unplaced(shown: Timetable) -> Grid:
    columns = ("Earliest", "Latest", "Team", "Theme", "Inspection")
    rows = tuple(
        Row(
            (
                *(short_date(day) if day else "" for day in (visit.earliest, visit.latest)),
                listed(visit.teams, "or") or "any",
                visit.theme or "",
                name_of(visit),
            )
        )
        for visit in shown.unplaced
    )
    return Grid(f"{len(rows)} to be placed", columns, rows, foldable=(3,))


# ---------------------------------------------------------------------------------------- strips


def team_rows(shown: Timetable, cells: Cells) -> tuple[str, ...]:
    """The rows of a strip: the teams, and one for what has no team yet."""
    nobody = [NOBODY] if any(name == NOBODY for name, _ in cells) else []
    return (*(team.name for team in shown.teams), *nobody)


def _strips(
    title: str,
    names: Sequence[str],
    cells: Cells,
    weeks: Sequence[Week],
    width: int,
    *,
    busy: bool = False,
) -> Iterator[Grid]:
    """A row for each name and a column for each week, in tables that fit the width.

    Where only ``busy`` rows are wanted, a table has those with something in its weeks.
    """
    room = width // 3
    widest = max([len(_MARKS), *(min(len(name), room) for name in names)])
    most = max((width - widest - 3 - _LAST) // _CELL + 1, _FEWEST)
    each = ceil(len(weeks) / ceil(len(weeks) / most))  # of about the same width
    for start in range(0, len(weeks), each):
        part = weeks[start : start + each]
        rows = [(name, [cells.get((name, week.monday), "") for week in part]) for name in names]
        rows = [(name, letters) for name, letters in rows if any(letters) or not busy]
        if not rows:
            continue
        marks = [week.marks for week in part]
        if any(marks):
            rows.insert(0, (_MARKS, marks))
        yield Grid(
            f"{title}s, weeks from {short_span(part[0].monday, part[-1].monday)}",
            (title, *map(_from, part)),
            tuple(Row((_short(name, room), *letters)) for name, letters in rows),
        )


def _filled(grid: Grid, nothing: str) -> Grid:
    """The table with a mark in the cells that are empty."""
    rows = (Row(tuple(cell or nothing for cell in row.cells)) for row in grid.rows)
    return grid._replace(rows=tuple(rows))


def _from(week: Week) -> str:
    return f"{week.monday.day} {month(week.monday)[:3]}"


def _short(name: str, room: int) -> str:
    """A name that leaves room for the weeks; the list of inspections has it whole."""
    return name if len(name) <= room else f"{name[: room - 3].rstrip()}..."


def letters_in(weeks: Sequence[Week], *cells: Cells) -> Iterator[Letter]:
    """The letters that stand somewhere."""
    there = {letter for each in cells for letters in each.values() for letter in letters}
    there |= {letter for week in weeks for letter in week.marks}
    return (each for each in LETTERS if each.letter in there)


def _legend(letters: Iterable[Letter]) -> Lines:
    return Lines("Letters", tuple(f"{each.letter}: {each.words}" for each in letters))


def with_picture(shown: Timetable) -> Page:
    """The page with the strip of the teams as a picture."""
    headline, *rest = programme_page(shown, nothing="")
    return (headline, Picture("The teams, week by week", _board(shown)), *rest)


def strip_alone(shown: Timetable) -> Alone:
    """The strip of the teams as a picture by itself, with the inspections in words."""
    said = (
        f"{name_of(each.visit)}, {team_words(each)}: fieldwork from "
        f"{short_date(each.plan.fieldwork.start)}"
        for each in shown.planned
    )
    return Alone(title_of(shown), "; ".join(said), _board(shown))


def _board(shown: Timetable) -> Board:
    weeks, cells = t.weeks_of(shown), t.team_cells(shown, NOBODY)
    rows = (
        (name, tuple(cells.get((name, week.monday), "") for week in weeks))
        for name in team_rows(shown, cells)
    )
    heads = tuple((week.monday, week.marks) for week in weeks)
    return Board(heads, tuple(rows), tuple(letters_in(weeks, cells)))


# ------------------------------------------------------------------------------------------ load


def _loads(shown: Timetable) -> Grid:
    rows = tuple(map(_load_row, (*t.team_loads(shown), *t.inspectorate_loads(shown))))
    columns = ("Inspections", "At once", "Notified from", "Fieldwork until", "Who")
    return Grid("Load of each team and inspectorate", columns, rows)


def _load_row(load: Load) -> Row:
    days = [short_date(day) for day in load.span[:2]] if load.span else ["", ""]
    return Row((str(load.visits), str(load.most), *days, load.name))


def _weeks(weeks: Sequence[Week]) -> Grid:
    """The load of each week in which there is something."""
    rows = tuple(
        Row((short_date(week.monday), *map(str, week.counts), "; ".join(week.words)))
        for week in weeks
        if any(week.counts)
    )
    columns = ("Week from", "Notified", "Under way", "Fieldwork", "Reports", "In the week")
    return Grid("Load of each week", columns, rows)


# --------------------------------------------------------------------------- for other programs


def programme_object(shown: Timetable) -> Object:
    """All of it (schema ``jtai.programme/1``)."""
    programme = shown.programme
    return {
        "schema": "jtai.programme/1",
        "start": programme.first,
        "end": programme.last,
        "region": programme.calendar.region,
        "inspections": [_visit_object(each) for each in shown.planned],
        "to_be_placed": [
            {
                **picked(visit, "reference", "area", "theme"),
                "teams": t.teams_of(programme, visit),
                **picked(visit, "earliest", "latest"),
            }
            for visit in shown.unplaced
        ],
        "load": {
            "teams": list(map(_load_object, t.team_loads(shown))),
            "inspectorates": list(map(_load_object, t.inspectorate_loads(shown))),
            "weeks": [
                {
                    "monday": week.monday,
                    **picked(week, "notified", "under_way", "fieldwork", "reports"),
                    "in_the_week": week.words,
                }
                for week in t.weeks_of(shown)
            ],
        },
    }


def _visit_object(planned: Planned) -> Object:
    made, visit = planned.plan, planned.visit
    return {
        **picked(visit, "reference", "area", "theme"),
        "framework": made.framework.id,
        "team": planned.team,
        "inspectorates": planned.inspectorates,
        "fixed": visit.fixed,
        "notification": made.notification.date,
        "fieldwork": picked(made.fieldwork, "start", "end"),
        "report_due": made.report.due,
        "statement_due": made.statement.due,
    }


def _load_object(load: Load) -> Object:
    span = {"start": load.span[0], "end": load.span[1]} if load.span else None
    return {
        "name": load.name,
        "inspections": load.visits,
        "at_once": load.most,
        "notified_from": span and span["start"],
        "fieldwork_until": span and span["end"],
        "span": span,
    }


_COLUMNS = (
    *("reference", "area", "theme", "team", "framework", "notification"),
    *("fieldwork_start", "fieldwork_end", "report_due", "statement_due"),
)


def programme_rows(shown: Timetable) -> Rows:
    """A row for each inspection, those to be placed last and without dates."""
    placed = (
        {
            **_row_start(each.visit),
            "team": each.team or each.visit.teams,
            "framework": each.plan.framework.id,
            "notification": each.plan.notification.date,
            "fieldwork_start": each.plan.fieldwork.start,
            "fieldwork_end": each.plan.fieldwork.end,
            "report_due": each.plan.report.due,
            "statement_due": each.plan.statement.due,
        }
        for each in shown.planned
    )
    unplaced = (
        {
            **_row_start(visit),
            "team": visit.teams,
        }
        for visit in shown.unplaced
    )
    return Rows(_COLUMNS, (tuple(map(row.get, _COLUMNS)) for row in (*placed, *unplaced)))


def _row_start(visit: Visit) -> Object:
    return picked(visit, "reference", "area", "theme")
