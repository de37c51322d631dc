"""What the comparable letters say about one fieldwork start, and how far to trust it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jtai_cli.letters.likely import CLASSES
from jtai_cli.letters.measured import Measured
from jtai_cli.plan.deadlines import Deadlines
from jtai_cli.render import deadlines, shared
from jtai_cli.render.evidence import legend, letters_blocks, letters_object
from jtai_cli.render.page import Block, Fact, Headline, Lines, Page
from jtai_cli.render.parts import Object


def question_page(
    question: Deadlines, letters: Sequence[Measured], *, area: str | None = None
) -> Page:
    """When the report is likely, and the latest letters of its kind, which say so."""
    report, fieldwork = question.report, question.fieldwork
    assert report and fieldwork  # a question has a start
    rule = report.rule
    kinds = (
        f"{condition}{likely.kind}: {CLASSES[likely.kind]}"
        for condition, likely in deadlines.likely_cases(report)
        if likely.kind
    )
    facts = (
        Fact("Fieldwork", deadlines.fieldwork_dates(fieldwork), "; ".join(kinds)),
        *deadlines.report_facts(report),
        *deadlines.statement_facts("Statement due", question.statement),
    )
    blocks: list[Block] = [Headline("When the report is likely", "", facts)]
    if rule.why:
        why = f"Why {rule.days} {rule.basis} days {shared.mark(rule.source)}"
        blocks.append(Lines(why, (rule.why,)))
    if letters:
        blocks += letters_blocks(letters)
    voting = deadlines.voting_lines(question.calendar, report, area)
    return (*blocks, legend(rule.source, more=(*voting, *deadlines.likely_means(report))))


def question_object(
    question: Deadlines, letters: Iterable[Measured], *, warnings: shared.Warnings
) -> Object:
    """The letters that speak (schema ``jtai.evidence/1``), and what they say about the start."""
    fieldwork, report = question.fieldwork, question.report
    return {
        **letters_object(letters),
        "framework": shared.framework_object(question.framework),
        "fieldwork": deadlines.fieldwork_object(fieldwork) if fieldwork else None,
        "report": deadlines.report_object(report) if report else None,
        "statement": deadlines.statement_object(question.statement),
        **shared.warning_keys(warnings),
    }
