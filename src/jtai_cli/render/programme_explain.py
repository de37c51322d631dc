"""What speaks against each week for one inspection of a programme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jtai_cli.privacy import safe
from jtai_cli.programme.explaining import JudgedWeek, Option
from jtai_cli.programme.model import Visit
from jtai_cli.programme.reasons import Reason
from jtai_cli.render.page import Fact, Grid, Headline, Lines, Page, Row
from jtai_cli.render.parts import Object, picked
from jtai_cli.render.programme import name_of
from jtai_cli.wording import count_of, listed, short_date, short_span

_ALONE = (
    "Each week is judged with all other inspections where they are. A rule takes a week away; a "
    "preference speaks against it."
)


def explain_page(visit: Visit, weeks: Sequence[JudgedWeek]) -> Page:
    """A row a week: whether it is possible, with which teams, and what speaks against it."""
    free = [week for week in weeks if week.possible]
    said = f"{name_of(visit)}: {len(free)} of {count_of(len(weeks), 'week')} break no rule."
    rows = tuple(
        Row(
            (short_span(*week.slot.dates[1:3]), _verdict(visit, week), _why(week)),
            kind="required" if _is_here(visit, week) else "" if week.possible else "quiet",
        )
        for week in weeks
    )
    earlier = [week for week in free if visit.start and week.slot.dates.start < visit.start]
    return (
        Headline(said, "", (Fact("Fieldwork", *_where(visit, earlier)),)),
        Grid("", ("Fieldwork", "Teams", "Why"), rows),
        Lines("", (_ALONE,)),
    )


def _where(visit: Visit, earlier: Sequence[JudgedWeek]) -> tuple[str, str]:
    """Where it is, and why not earlier."""
    if visit.start is None:
        return "no date yet", ""
    placed = f"from {short_date(visit.start)}"
    if not earlier:
        return placed, "every earlier week breaks a rule"
    number = count_of(len(earlier), "earlier week")
    verb = "breaks" if len(earlier) == 1 else "break"
    return placed, f"{number} {verb} no rule: what speaks against each stands beside it"


def _is_here(visit: Visit, week: JudgedWeek) -> bool:
    return visit.start == week.slot.dates.start


def _verdict(visit: Visit, week: JudgedWeek) -> str:
    teams = listed((option.team for option in week.possible), "or") or "NONE"
    return f"{teams} (here)" if _is_here(visit, week) else teams


def _why(week: JudgedWeek) -> str:
    """What is said of the best team; where none is possible what is said of each, once."""
    options: Iterable[Option] = [week.best] if week.possible else week.options
    said = dict.fromkeys(
        _sentence(reason)
        for option in options
        for reason in option.reasons
        if reason.is_rule or week.possible
    )
    return "; ".join(said) or "Nothing speaks against it"


def _sentence(reason: Reason) -> str:
    """With a capital, unless it begins with a reference, which stays as it is written."""
    named = any(reason.sentence.startswith(name) for name in reason.by)
    return reason.sentence if named else f"{reason.sentence[0].upper()}{reason.sentence[1:]}"


def explain_object(visit: Visit, weeks: Sequence[JudgedWeek]) -> Object:
    """What speaks against each week for each team (schema ``jtai.explanation/1``)."""
    return {
        "schema": "jtai.explanation/1",
        "reference": safe(visit.reference),
        "area": safe(visit.area, is_place=True),
        "fieldwork_start": visit.start,
        "weeks": [
            {
                "fieldwork": picked(week.slot.dates, "start", "end"),
                "possible": bool(week.possible),
                "teams": [
                    {
                        "team": option.team,
                        "possible": option.is_possible,
                        "reasons": [
                            picked(reason, "rule", "sentence", "is_rule")
                            for reason in option.reasons
                        ],
                    }
                    for option in week.options
                ],
            }
            for week in weeks
        ],
    }
