"""What the comparable letters say about one fieldwork start, and how far to trust it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jtai_cli.letters.backtest import Tally
from jtai_cli.letters.likely import CLASSES
from jtai_cli.letters.measured import Measured
from jtai_cli.plan.deadlines import Deadlines
from jtai_cli.render import deadlines, shared
from jtai_cli.render.backtest import tally_object
from jtai_cli.render.evidence import legend, letters_blocks, letters_object
from jtai_cli.render.page import Block, Fact, Headline, Lines, Page
from jtai_cli.render.parts import Object
from jtai_cli.wording import count_of


def question_page(question: Deadlines, letters: Sequence[Measured], trust: Tally | None) -> Page:
    """When the report is likely, and the letters that say so."""
    report, fieldwork = question.report, question.fieldwork
    assert report and fieldwork and report.likely  # a question has a start and no publication
    kind, rule = report.likely.kind, report.rule
    facts = (
        Fact("Fieldwork", deadlines.fieldwork_dates(fieldwork), f"{kind}: {CLASSES[kind]}"),
        *deadlines.report_facts(report),
        _trust(trust),
    )
    blocks: list[Block] = [Headline("When the report is likely", "", facts)]
    if rule.why:
        why = f"Why {rule.days} {rule.basis} days {shared.mark(rule.source)}"
        blocks.append(Lines(why, (rule.why,)))
    if letters:
        blocks += letters_blocks(letters)
    return (*blocks, legend(rule.source, more=deadlines.likely_means(report)))


def _trust(tally: Tally | None) -> Fact:
    if tally is None or not tally.said:
        none = "for no inspection of this class were there enough letters before it"
        note = f"{none}: take the likely date as the letters so far, and no more"
        return Fact("Trust", "not tried", note)
    return Fact(
        "Trust",
        f"{tally.inside} of {tally.said} came by the day said",
        f"back-test: of {count_of(tally.inspections, 'inspection')} of this class as it was known "
        f"when fieldwork started, {tally.said} had enough letters before them; {tally.on_rule} "
        f"came on the rule's day, {tally.outside} later than the day said",
    )


def question_object(
    question: Deadlines,
    letters: Iterable[Measured],
    trust: Tally | None,
    *,
    warnings: shared.Warnings,
) -> Object:
    """The comparable letters (schema ``jtai.evidence/1``), and what they say about the start."""
    fieldwork, report = question.fieldwork, question.report
    return {
        **letters_object(letters),
        "framework": shared.framework_object(question.framework),
        "fieldwork": deadlines.fieldwork_object(fieldwork) if fieldwork else None,
        "report": deadlines.report_object(report) if report else None,
        "trust": tally_object(trust) if trust else None,
        **shared.warning_keys(warnings),
    }
