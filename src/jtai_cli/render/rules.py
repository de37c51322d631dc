"""The frameworks with their periods, steps and themes, each rule with its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jtai_cli.render.page import Grid, Lines, Page, Row
from jtai_cli.render.parts import Object, Rows, picked, sourced
from jtai_cli.render.shared import framework_object, mark, sources_block
from jtai_cli.render.steps import who_label
from jtai_cli.rules.model import Framework, Step
from jtai_cli.wording import count_of, listed

COLUMNS = (
    *("framework", "kind", "id", "title", "detail", "from", "week", "first_day", "last_day"),
    *("days", "basis", "who", "timing", "source"),
)
_STEP = ("id", "title", "detail", "who")
_RULE = ("title", "detail", "condition", "days", "basis", "who", "owner", "why")


def frameworks_page(frameworks: Iterable[Framework]) -> Page:
    """Several frameworks, one after the other."""
    return tuple(block for framework in frameworks for block in framework_page(framework))


def framework_page(framework: Framework) -> Page:
    """One framework, whole: periods, steps, themes and sources."""
    until = f" to {framework.until.text}" if framework.until else ""
    title = f"{framework.id}: {framework.title}, in force from {framework.since.text}{until}"
    columns = ("Week", "Days", "Who", "Timing", "Source", "Step")
    steps = tuple(map(_step_row, framework.steps))
    observed = tuple(
        Row((f"+{seen.after_fieldwork_end} working days", mark(seen.source), seen.title))
        for seen in framework.observed
    )
    grids = (
        Grid("Periods", ("Length", "Source", "Period"), tuple(_period_rows(framework))),
        Grid("Steps (days of the week, both counted)", columns, steps, foldable=(2, 3, 4)),
        Grid("Observed once, after fieldwork ended", ("When", "Source", "Step"), observed),
        Grid("Themes", ("Theme", "From", "Source", "Title"), tuple(_theme_rows(framework))),
    )
    return (
        Lines(title, tuple(filter(None, (framework.note, f"Source: {mark(framework.source)}")))),
        *(grid for grid in grids if grid.rows),
        sources_block(framework.sources),
    )


def _period_rows(framework: Framework) -> Iterator[Row]:
    for period in framework.notices:
        length = count_of(period.working_days, "working day")
        what = f"Notice, for fieldwork from {period.since.text}"
        yield Row((length, mark(period.source), what), detail=period.note or "")
    for rule in (framework.report, framework.statement):
        length = count_of(rule.days, f"{rule.basis} day")
        yield Row((length, mark(rule.source), rule.title), detail=rule.why or "")


def _step_row(step: Step) -> Row:
    first, last = step.days
    days = str(first) if first == last else f"{first} to {last}"
    cells = (f"week {step.week}", days, who_label(step.who), step.timing, mark(step.source))
    return Row((*cells, step.title), detail=step.detail or "", kind="step")


def _theme_rows(framework: Framework) -> Iterator[Row]:
    for theme in framework.themes:
        detail = ". ".join(filter(None, (listed(theme.inspectorates), theme.note)))
        cells = (theme.id, theme.since.text, mark(theme.source), theme.title)
        yield Row(cells, detail=detail)


def frameworks_object(frameworks: Iterable[Framework]) -> Object:
    """Frameworks, whole (schema ``jtai.rules/1``)."""
    return {"schema": "jtai.rules/1", "frameworks": list(map(_whole_framework, frameworks))}


def _whole_framework(framework: Framework) -> Object:
    cases = framework.cases
    until = framework.until.text if framework.until else None
    return {
        **framework_object(framework),
        "short": framework.short,
        "start": framework.since.text,
        "end": until,
        **picked(framework, "note", "fieldwork_days"),
        "notice": [
            {"start": each.since.text, **sourced(each, "working_days", "note")}
            for each in framework.notices
        ],
        "report": sourced(framework.report, *_RULE),
        "statement": sourced(framework.statement, *_RULE),
        "cases": sourced(cases, "least") if cases else None,
        "steps": [
            {**sourced(step, *_STEP), **picked(step, "week", "days", "timing")}
            for step in framework.steps
        ],
        "observed": [
            {**sourced(seen, *_STEP), "after_fieldwork_end": seen.after_fieldwork_end}
            for seen in framework.observed
        ],
        "themes": [
            {
                **picked(theme, "id", "title"),
                "start": theme.since.text,
                **sourced(theme, "inspectorates", "note"),
            }
            for theme in framework.themes
        ],
        "sources": [picked(source, "id", "title", "url") for source in framework.sources],
    }


def frameworks_rows(frameworks: Iterable[Framework]) -> Rows:
    """A row for each rule of each framework: its kind says which of the columns are filled."""
    empty = dict.fromkeys(COLUMNS)
    rows = (
        tuple({**empty, "framework": framework.id, **cells}.values())
        for framework in frameworks
        for cells in _rules(framework)
    )
    return Rows(COLUMNS, rows)


def _rules(framework: Framework) -> Iterator[Object]:
    """The cells of each rule, without those that its kind leaves empty."""
    cells: Object
    for period in framework.notices:
        yield {
            "kind": "notice",
            "title": "Notice",
            "detail": period.note,
            "from": period.since.text,
            "days": period.working_days,
            "basis": "working",
            "who": "inspectors",
            "timing": "required",
            "source": period.source.title,
        }
    for kind, rule in (("report", framework.report), ("statement", framework.statement)):
        cells = {"kind": kind, "id": kind, "detail": rule.why, "who": rule.who}
        cells |= {"timing": "required"}
        yield {**cells, **sourced(rule, "title", "days", "basis")}
    for step in framework.steps:
        first, last = step.days
        cells = {"kind": "step", "first_day": first, "last_day": last, "who": step.who}
        yield {**cells, **sourced(step, "id", "title", "detail", "week", "timing")}
    for seen in framework.observed:
        days = seen.after_fieldwork_end
        cells = {"kind": "observed", "days": days, "basis": "working", "who": seen.who}
        yield {**cells, "timing": "observed", **sourced(seen, "id", "title", "detail")}
    for theme in framework.themes:
        detail = [*theme.inspectorates, *filter(None, [theme.note])]
        cells = {"kind": "theme", "detail": detail, "from": theme.since.text}
        yield {**cells, **sourced(theme, "id", "title")}
