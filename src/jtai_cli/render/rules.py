"""The frameworks with their periods, steps and themes, each rule with its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jtai_cli.render.page import Grid, Lines, Page, Row
from jtai_cli.render.parts import Object, Rows, picked
from jtai_cli.render.shared import framework_object, mark, sources_block
from jtai_cli.render.steps import who_label
from jtai_cli.rules.model import (
    CaseRule,
    DeadlineRule,
    Framework,
    NoticePeriod,
    Observed,
    Step,
    Theme,
)
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
    steps, observed = map(_step_row, framework.steps), map(_observed_row, framework.observed)
    grids = (
        Grid("Periods", ("Length", "Source", "Period"), tuple(_period_rows(framework))),
        Grid("Steps (days of the week, both counted)", columns, tuple(steps), foldable=(2, 3, 4)),
        Grid("Observed once, after fieldwork ended", ("When", "Source", "Step"), tuple(observed)),
        Grid(
            "Themes", ("Theme", "From", "Source", "Title"), tuple(map(_theme_row, framework.themes))
        ),
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


def _observed_row(seen: Observed) -> Row:
    return Row((f"+{seen.after_fieldwork_end} working days", mark(seen.source), seen.title))


def _theme_row(theme: Theme) -> Row:
    detail = ". ".join(filter(None, (listed(theme.inspectorates), theme.note)))
    return Row((theme.id, theme.since.text, mark(theme.source), theme.title), detail=detail)


def frameworks_object(frameworks: Iterable[Framework]) -> Object:
    """Frameworks, whole (schema ``jtai.rules/1``)."""
    return {"schema": "jtai.rules/1", "frameworks": list(map(_whole_framework, frameworks))}


def _whole_framework(framework: Framework) -> Object:
    cases = framework.cases
    until = framework.until.text if framework.until else None
    return {
        **framework_object(framework),
        "short": framework.short,
        "from": framework.since.text,
        "until": until,
        **picked(framework, "note", "fieldwork_days"),
        "notice": [
            {"from": each.since.text, **_cited(each, "working_days", "note")}
            for each in framework.notices
        ],
        "report": _cited(framework.report, *_RULE),
        "statement": _cited(framework.statement, *_RULE),
        "cases": _cited(cases, "least") if cases else None,
        "steps": [
            {**_cited(step, *_STEP), **picked(step, "week", "days", "timing")}
            for step in framework.steps
        ],
        "observed": [
            {**_cited(seen, *_STEP), "after_fieldwork_end": seen.after_fieldwork_end}
            for seen in framework.observed
        ],
        "themes": [
            {
                **picked(theme, "id", "title"),
                "from": theme.since.text,
                **_cited(theme, "inspectorates", "note"),
            }
            for theme in framework.themes
        ],
        "sources": [picked(source, "id", "title", "url") for source in framework.sources],
    }


def _cited(
    rule: NoticePeriod | DeadlineRule | CaseRule | Step | Observed | Theme, *names: str
) -> Object:
    """Fields of a rule by their names, and last its source."""
    return {**picked(rule, *names), "source": rule.source.title}


def frameworks_rows(frameworks: Iterable[Framework]) -> Rows:
    """A row for each rule of each framework: its kind says which of the columns are filled."""
    rows = ((framework.id, *row) for framework in frameworks for row in _rows(framework))
    return Rows(COLUMNS, rows)


def _rows(framework: Framework) -> Iterator[tuple[object, ...]]:
    no, no_week = None, (None, None, None)
    for period in framework.notices:
        length = (period.working_days, "working", "inspectors", "required")
        source = period.source.title
        yield "notice", no, "Notice", period.note, period.since.text, *no_week, *length, source
    for kind, rule in (("report", framework.report), ("statement", framework.statement)):
        length = (rule.days, rule.basis, " and ".join(rule.who), "required")
        yield kind, kind, rule.title, rule.why, no, *no_week, *length, rule.source.title
    for step in framework.steps:
        week = (step.week, *step.days)
        who = (" and ".join(step.who), step.timing)
        yield "step", step.id, step.title, step.detail, no, *week, no, no, *who, step.source.title
    for seen in framework.observed:
        length = (seen.after_fieldwork_end, "working", " and ".join(seen.who), "observed")
        source = seen.source.title
        yield "observed", seen.id, seen.title, seen.detail, no, *no_week, *length, source
    for theme in framework.themes:
        detail = "; ".join([", ".join(theme.inspectorates), *filter(None, [theme.note])])
        since, source = theme.since.text, theme.source.title
        yield "theme", theme.id, theme.title, detail, since, *no_week, no, no, no, no, source
