"""What the answers to many questions show alike: sources, warnings, and counts day by day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from jtai_cli.judge.findings import Finding
from jtai_cli.plan.deadlines import Working
from jtai_cli.plan.inspection import Inspection
from jtai_cli.render.page import Grid, Lines, Row
from jtai_cli.render.parts import Object, picked, sourced
from jtai_cli.rules.model import Framework, Source
from jtai_cli.wording import short_date

WARNINGS = "Warnings"  # their title on a page

Warnings = Collection[Finding]
Workings = Sequence[Working]  # the counts of an answer, where --show-working asks for them


def mark(source: Source) -> str:
    """The mark by which a rule's source is found in the legend."""
    return f"[{source.key}]"


def cited(source: Source) -> str:
    """A source by its title, with its address where it has one."""
    return f"{source.title} <{source.url}>" if source.url else source.title


def source_line(source: Source) -> str:
    """A source as the legend of a page gives it."""
    return f"{mark(source)} {cited(source)}"


def sources_block(sources: Iterable[Source], *more: str) -> Lines:
    """The legend of a page: its sources, and what else it has to explain."""
    return Lines("Sources", (*map(source_line, sources), *more))


def inspection_title(what: str, *names: str | None) -> str:
    """A title with the names that there are, such as area and reference, behind a colon."""
    named = ", ".join(filter(None, names))
    return f"{what}: {named}" if named else what


def inspection_object(inspection: Inspection) -> Object:
    """An inspection by its area, theme and reference."""
    return {
        "area": inspection.identity.area,
        "theme": inspection.settings.theme,
        "reference": inspection.identity.reference,
    }


def framework_object(framework: Framework) -> Object:
    """A framework by its name and source."""
    return sourced(framework, "id", "title")


def warnings_block(warnings: Warnings) -> Iterator[Lines]:
    """The warnings on a page that travels without stderr; no block where there are none."""
    if lines := tuple(f"{warning.message} [{warning.code}]" for warning in warnings):
        yield Lines(WARNINGS, lines)


def working_block(working: Working) -> Grid:
    """One count, day by day, with the reason for its length in the title."""
    rows = [
        Row(("", short_date(day.date), f"{day.skipped}: not counted"), kind="off")
        if day.number is None
        else Row((str(day.number), short_date(day.date), "counted"))
        for day in working.days
    ]
    source = f"[{working.source.title}]" if working.source else ""
    title = " ".join(filter(None, (f"{working.title}.", working.reason, source)))
    return Grid(title, ("No.", "Date", "Counted or not"), tuple(rows), narrow=True)


def warning_keys(warnings: Warnings, workings: Workings = ()) -> Object:
    """The key ``warnings`` of an object, and the key ``working`` where that was asked for."""
    found = {"warnings": [picked(warning, "code", "message", "date") for warning in warnings]}
    counts = [
        {
            **each._asdict(),
            "source": each.source.title if each.source else None,
            "days": [{"date": day, "number": n, "skipped": off} for day, n, off in each.days],
        }
        for each in workings
    ]
    return {**found, "working": counts} if workings else found
