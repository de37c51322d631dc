"""The letters as a chart: for each framework, how many came on each day after fieldwork."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jtai_cli.letters.likely import CLASSES, LETTERS
from jtai_cli.letters.measured import Measured, by_framework, spread
from jtai_cli.render.chart import Chart, Panel, Segment
from jtai_cli.render.shared import cited
from jtai_cli.rules.model import Framework
from jtai_cli.wording import count_of

MOST_NAMES = 12  # areas that a bar names


def evidence_chart(letters: Sequence[Measured]) -> Chart:
    """One panel for each framework, with the rule's day marked; letters under none are left out."""
    groups = by_framework(letters).values()
    panels = tuple(
        _panel(framework, found) for found in groups if (framework := found[0].framework)
    )
    titles = " ".join(f"{panel.title}." for panel in panels)
    return Chart(
        title=f"What {count_of(sum(map(len, groups)), 'published inspection')} did",
        description=titles or "No letter of an inspection under a framework is left.",
        axis_title="working days from the end of fieldwork to the letter",
        series=tuple(CLASSES.items()),
        panels=panels,
        source=f"Source: {cited(LETTERS)}",
    )


def _panel(framework: Framework, letters: Sequence[Measured]) -> Panel:
    rule = framework.report.days
    days: dict[int, list[Measured]] = {}
    for each in letters:
        days.setdefault(each.working_days, []).append(each)
    figures = spread([each.working_days for each in letters], rule)
    title = (
        f"{framework.id}: {count_of(figures.n, 'letter')}, {figures.on_rule} on the rule's day "
        f"{rule}; middle day {figures.middle}, latest day {figures.latest}"
    )
    bars = tuple((day, tuple(_segments(day, found))) for day, found in sorted(days.items()))
    return Panel(title, rule, f"the rule: day {rule}", bars)


def _segments(day: int, letters: Sequence[Measured]) -> Iterator[Segment]:
    """The letters of one day by their classes, with the areas that they are about."""
    for kind in CLASSES:
        areas = [each.letter.area for each in letters if each.kind == kind]
        if areas:
            more = len(areas) - MOST_NAMES
            rest = f" and {more:,} more" if more > 0 else ""
            title = f"Day {day}, {kind}: {', '.join(areas[:MOST_NAMES])}{rest}"
            yield Segment(kind, len(areas), title)
