"""What the comparable letters say about one fieldwork start, and how far to trust it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jtai_cli.judge.findings import Finding
from jtai_cli.letters.backtest import Tally
from jtai_cli.letters.likely import CLASSES
from jtai_cli.letters.measured import Measured
from jtai_cli.plan.deadlines import Deadline, Deadlines
from jtai_cli.render.backtest import tally_object
from jtai_cli.render.deadlines import fieldwork_object, report_facts, report_object
from jtai_cli.render.evidence import evidence_object, legend, letters_blocks
from jtai_cli.render.page import Block, Fact, Headline, Lines, Page
from jtai_cli.render.parts import Object
from jtai_cli.render.sources import framework_object, mark, source_line
from jtai_cli.render.warnings import warning_objects
from jtai_cli.wording import count_of, long_date


def question_page(question: Deadlines, letters: Sequence[Measured], trust: Tally | None) -> Page:
    """When the report is likely, and the letters that say so."""
    report, fieldwork = question.report, question.fieldwork
    assert report and fieldwork and report.likely  # a question has a start and no publication
    dates = f"{long_date(fieldwork.start)} to {long_date(fieldwork.end)}"
    facts = (
        Fact("Fieldwork", dates, f"{report.likely.kind}: {CLASSES[report.likely.kind]}"),
        *report_facts(report),
        Fact("Trust", *_trust(trust)),
    )
    blocks: list[Block] = [Headline("When the report is likely", "", facts)]
    if report.rule.why:
        blocks.append(Lines(_why_title(report), (report.rule.why,)))
    if letters:
        blocks += letters_blocks(letters)
    title, lines = legend()
    return (*blocks, Lines(title, (source_line(report.rule.source), *lines)))


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


def question_object(
    question: Deadlines,
    letters: Iterable[Measured],
    trust: Tally | None,
    *,
    warnings: Iterable[Finding],
) -> Object:
    """The comparable letters (schema ``jtai.evidence/1``), and what they say about the start."""
    return {
        **evidence_object(letters),
        "framework": framework_object(question.framework),
        "fieldwork": fieldwork_object(question.fieldwork) if question.fieldwork else None,
        "report": report_object(question.report) if question.report else None,
        "trust": tally_object(trust) if trust else None,
        "warnings": warning_objects(warnings),
    }
