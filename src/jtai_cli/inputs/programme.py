"""A programme out of its file, its list and the files that these name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jtai_cli.days.school_year import SchoolYear
from jtai_cli.days.working_calendar import WorkingCalendar
from jtai_cli.errors import BadValue, FileTrouble, JtaiError, UnknownName
from jtai_cli.inputs.files import LARGEST_TOML, STDIN, beside, read_text
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.inputs.inspections import SHEETS
from jtai_cli.inputs.notes import note
from jtai_cli.inputs.options import Asked
from jtai_cli.inputs.rows import in_row, rows_of, valued_rows, values_of
from jtai_cli.inputs.schools import Within, schools_in, within_a_year
from jtai_cli.judge.inspectorates import one_name
from jtai_cli.plan.deadlines import first_day_of_fieldwork
from jtai_cli.plan.inspection import calendar_of
from jtai_cli.plan.work import folded
from jtai_cli.privacy import safe
from jtai_cli.programme.model import Limit, Other, Programme, Rules, Visit
from jtai_cli.programme.reading import (
    COLUMNS,
    DATES,
    OTHERS,
    check_visits,
    is_programme,
    read_other,
    read_programme_file,
    read_visit,
)
from jtai_cli.programme.timetable import WITHOUT_THEME
from jtai_cli.rules.areas import area_key
from jtai_cli.rules.frameworks import framework_for
from jtai_cli.wording import listed_in_part, shown

MOST_TERMS = 200  # different ones in the rows of a list; England has 153 areas


def names_programme(name: str) -> bool:
    """Whether a name is that of a programme's file, which can be read. No error says otherwise."""
    if not name.lower().endswith(".toml"):
        return False
    try:
        return is_programme(read_text(Path(name), most=LARGEST_TOML), name)
    except JtaiError:
        return False


def read_programme(asked: Asked, path: Path) -> Programme:
    """The programme of a file; what it names lies beside it. Raises BadValue and FileTrouble."""
    name = str(path)
    given = read_programme_file(read_text(path, most=LARGEST_TOML), name)
    calendar = calendar_of(given.settings)
    framework = load_framework(given.framework, path.parent) if given.framework else None
    within = within_a_year(given.first, given.last)
    terms = [_beside(path, file, f"{path}: terms") for file in given.terms]
    areas = _beside(path, given.areas, f"{path}: areas")
    programme = Programme(
        first=given.first,
        last=given.last,
        calendar=calendar,
        rules=given.rules,
        teams=given.teams,
        visits=_visits(areas, [team.name for team in given.teams], calendar),
        schools=schools_in(asked, terms, within) if terms else None,
        framework=framework,
        file=name,
        list_file=str(areas),
    )
    _check_themes(programme)
    local = _local_schools(asked, programme, path, within)
    programme = programme._replace(rules=_named(programme), local_schools=local)
    if given.others:
        file = _beside(path, given.others, f"{path}: others")
        return programme._replace(others=_others(file, programme.visits))
    return programme


def read_list(programme: Programme, path: Path) -> Programme:
    """The programme with another list in the place of its own. Raises BadValue and FileTrouble.

    References that it has in other capitals are as the programme has them.
    """
    teams = [team.name for team in programme.teams]
    spelt = {folded(visit.reference): visit.reference for visit in programme.visits}
    visits = tuple(
        visit._replace(reference=spelt.get(folded(visit.reference), visit.reference))
        for visit in _visits(path, teams, programme.calendar)
    )
    return programme._replace(visits=visits, list_file=str(path))


def _local_schools(
    asked: Asked, programme: Programme, path: Path, within: Within
) -> dict[tuple[str, ...], SchoolYear]:
    """The school years of the rows that name terms of their own; each file is read once.

    Raises BadValue with the row.
    """
    found: dict[tuple[str, ...], SchoolYear] = {}
    for visit in programme.visits:
        if not visit.terms or visit.terms in found:
            continue
        where = f"{programme.list_file}, row {visit.row}: terms"
        if len(found) == MOST_TERMS:
            raise BadValue(f"is one of more than {MOST_TERMS} different terms.", where=where)
        files = [_beside(path, file, where) for file in visit.terms]
        try:
            found[visit.terms] = schools_in(asked, files, within)
        except JtaiError as error:
            raise BadValue(str(error), where=where) from None
    return found


def _beside(path: Path, name: str, where: str) -> Path:
    """The path of what a programme's file or list names. Raises BadValue at that place."""
    if name in STDIN:
        raise BadValue("must be the name of a file, and not stdin.", where=where)
    try:
        return beside(path.parent, name, option="jtai plan")
    except BadValue as error:
        reason = error.reason.split(", or type it")[0].rstrip(".")
        raise BadValue(f"{reason}.", where=where) from None


def _require_sheet(path: Path) -> None:
    if path.suffix.lower() not in SHEETS:
        raise FileTrouble(path, "does not end in .csv or .xlsx", "Save it as one of these.")


def _visits(path: Path, teams: list[str], calendar: WorkingCalendar) -> tuple[Visit, ...]:
    _require_sheet(path)
    file, visits = str(path), []
    required = ("reference", "area")
    heading, rows = rows_of(path, columns=COLUMNS, required=required, dates=DATES, carried=True)
    for number, cells in rows:
        try:
            visit = read_visit(values_of(heading, cells), file, number, teams)
            if visit.start:
                first_day_of_fieldwork(calendar, visit.start)
            visits.append(visit)
        except JtaiError as error:
            raise in_row(error, file, number) from None
    if not visits:
        raise BadValue("there is no row below the heading. Write an inspection a row.", where=file)
    spelt = {folded(visit.reference): visit.reference for visit in visits}
    visits = [
        visit._replace(after=tuple(spelt.get(folded(name), name) for name in visit.after))
        for visit in visits
    ]
    check_visits(visits, file)
    return tuple(visits)


def _check_themes(programme: Programme) -> None:
    """Raise BadValue for a theme that the framework of its row does not have."""
    for visit in programme.visits:
        framework = programme.framework or framework_for(visit.start or programme.first)
        try:
            if visit.theme:
                framework.theme(visit.theme)
        except JtaiError as error:
            where = f"{programme.list_file}, row {visit.row}: theme"
            raise BadValue(str(error), where=where) from None


def _named(programme: Programme) -> Rules:
    """The rules with each inspectorate under the name that the frameworks give it.

    Raises BadValue for one that takes part in no theme, and for one that is written twice.
    """
    days = (programme.first, *(visit.start for visit in programme.visits if visit.start))
    frameworks = [programme.framework] if programme.framework else map(framework_for, days)
    themes = (theme.inspectorates for framework in frameworks for theme in framework.themes)
    known = {one_name(name): name for names in (WITHOUT_THEME, *themes) for name in names}
    limits: dict[str, Limit] = {}
    where = f"{programme.file}: rules.at_once_per_inspectorate"
    for written, limit in programme.rules.at_once_per_inspectorate.items():
        name = known.get(one_name(written))
        if name is None:
            raise BadValue(str(UnknownName("inspectorate", written, known.values())), where=where)
        if name in limits:
            raise BadValue(f"{shown(written)} is {name}, which stands twice.", where=where)
        limits[name] = limit
    return programme.rules._replace(at_once_per_inspectorate=limits)


def _others(path: Path, visits: Iterable[Visit]) -> tuple[Other, ...]:
    """Other inspections; a note says which areas of theirs are not in the list."""
    _require_sheet(path)
    rows = valued_rows(path, columns=OTHERS, required=("area", "start"), dates=OTHERS[2:])
    others = tuple(read_other(values, str(path), number) for number, values in rows)
    known = {area_key(visit.area) for visit in visits}
    strange = dict.fromkeys(each.area for each in others if area_key(each.area) not in known)
    if strange:
        names = listed_in_part(safe(area, is_place=True) for area in strange)
        note(f"{path}: of areas that are not in the list, and left alone: {names}.")
    return others
