"""Two timetables as a page for who decides between them."""

from __future__ import annotations

from collections.abc import Sequence

from jtai_cli.judge.weeks import FieldworkWeek
from jtai_cli.render.page import Fact, Headline, Page
from jtai_cli.render.week_pictures import beside
from jtai_cli.render.weeks import verdict_words, why
from jtai_cli.wording import short_span


def with_board(
    page: Page, judged: Sequence[FieldworkWeek], *, schools_known: bool, others_known: bool
) -> Page:
    """The page of a comparison with the verdict on each side first, and then both beside each
    other in the place of its two tables, with a picture of each.
    """
    head, _, _, *rest = page
    assert isinstance(head, Headline)
    facts, columns = [], []
    for side, week in zip(head.facts, judged, strict=True):
        verdict = verdict_words(week, ranked=False)
        whose = ", ".join(filter(None, (f"{side.label} {side.value}", side.note)))
        facts.append(Fact(whose, verdict, why(week)))
        dates = short_span(week.fieldwork.start, week.fieldwork.end)
        columns.append((f"{side.label}: {dates}", verdict, week))
    return (
        head._replace(facts=tuple(facts)),
        *beside(columns, schools_known=schools_known, others_known=others_known),
        *rest,
    )
