"""A few words to mail: the dates, what is asked of the reader, and by when.

One template for each kind of reader. None of its words is official.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from jtai_cli.plan.agencies import Asked
from jtai_cli.plan.model import Plan, PlannedStep
from jtai_cli.plan.rehearsal import WORD
from jtai_cli.plan.status import status
from jtai_cli.render.deadlines import likely_cases
from jtai_cli.wording import count_of, short_date, short_span

_LONGEST = 6  # words of a text of the user's, so that a brief has 200 at most
_MOST_DAYS, _MOST_A_DAY = 3, 2  # of what is asked of an agency


class Brief(NamedTuple):
    """Paragraphs around two tables: what is when, and what is asked by when."""

    subject: str
    opening: tuple[str, ...]
    dates: tuple[tuple[str, str], ...]
    asked: tuple[tuple[str, str], ...]
    closing: tuple[str, ...]


class _Words(NamedTuple):
    """What a kind of reader is told. Steps stand by their ids; one that a plan lacks is left out.

    ``asked`` has what to do by the first day of a step; ``of_report`` is left out with the report.
    """

    opening: str
    dates: tuple[str, ...]
    asked: tuple[tuple[str, str], ...]
    closing: str = ""
    of_report: str = ""


_MEETINGS = ("initial-meeting", "fieldwork", "final-meeting")
_DEADLINES = ("report", "statement")
_TEMPLATES = {
    "directors": _Words(
        "You lead your agency's part. Please keep these dates free.",
        ("notification", *_MEETINGS, *_DEADLINES),
        (
            ("set-up", "Name your agency's lead, and a deputy"),
            ("case-audits", "See that people have time for your agency's case audits"),
            ("initial-meeting", "Come to the first meeting with inspectors"),
            ("final-meeting", "Come to hear the main findings"),
        ),
        of_report="A report is often later than due; its letter names the day for a statement.",
    ),
    "communications": _Words(
        "The press may ask about it, and so may families and staff.",
        ("fieldwork", *_DEADLINES),
        (
            ("fieldwork", "Agree one short statement with the other agencies' press offices"),
            ("report", "Have words ready for the press, for families and for staff"),
        ),
        of_report="The report is public once it is published. Until then please say nothing of "
        "what inspectors found, and never anything about a case.",
    ),
    "staff": _Words(
        "In fieldwork, inspectors may talk with you, sit in on a meeting, or look at case records "
        "with you.",
        ("fieldwork", "report"),
        (
            ("fieldwork", "Tell your manager when you are away in that week"),
            ("fieldwork", "See that what you record is up to date"),
        ),
        "Say what you know, and say so where you do not know. Never write a child's name or "
        "details in a mail about the inspection.",
    ),
}
READERS = tuple(_TEMPLATES)
OUTSIDERS = ("communications", "staff")  # who get no contact, request or case
_AFTER = {  # what they are told once the report is out; staff, once fieldwork is over
    "directors": _Words(
        "You lead your agency's part. The report is out.",
        _DEADLINES,
        (("statement", "See that your agency's part of the written statement is ready"),),
    ),
    "communications": _Words(
        "The report is public.",
        _DEADLINES,
        (("statement", "Agree with the other agencies how to make the written statement known"),),
        "What to say of the report is for your agencies to agree: jtai has no words for it. Please "
        "never say anything about a case.",
    ),
    "staff": _Words(
        "The week of fieldwork is over.",
        ("report",),
        (),
        "Never write a child's name or details in a mail about the inspection.",
    ),
}
_AGENCY = _Words(
    "Below is what we ask of your agency.",
    (*_MEETINGS, *_DEADLINES),
    (),
    "Please say at once what you cannot send.",
)


def brief(plan: Plan, today: dt.date, reader: str) -> Brief:
    """The brief for one of READERS, or for the partner agency of that name."""
    identity, rehearsal = plan.inspection.identity, plan.inspection.settings.rehearsal
    words = (_AFTER if _is_over(plan, today, reader) else _TEMPLATES).get(reader, _AGENCY)
    where = f" {_short(identity.area)}" if identity.area else ""
    has_report = any(step.id == "report" for step in plan.steps)
    subject = f"{plan.framework.short}{where}: dates, and what we ask of {_whom(reader)}"
    shown = [
        step
        for step in plan.steps
        if step.id in words.dates and (step.end >= today or step.id == "report")
    ]
    asked = _asked(plan, today, words) if reader in READERS else _owed(plan, today, reader)
    ours = any(step.timing == "suggested" for step in shown)
    contact = _short(identity.key_contact or "the inspection co-ordinator")
    return Brief(
        f"{WORD}: {subject}" if rehearsal else subject,
        tuple(_opening(plan, words.opening)),
        tuple(row for step in shown for row in _rows(plan, step)) or (("All dates", "past"),),
        tuple(asked) or (("now", "Nothing"),),
        (
            *(["A suggested day is ours: inspectors may want another."] if ours else []),
            *filter(None, (words.closing, words.of_report if has_report else "")),
            f"Questions to: {contact}.",
        ),
    )


def _is_over(plan: Plan, today: dt.date, reader: str) -> bool:
    """Whether the reader is told what comes after: the report is out or, for staff, fieldwork."""
    published = plan.report.actual
    is_published = published is not None and published <= today
    return is_published or (reader == "staff" and plan.fieldwork.end < today)


def _whom(reader: str) -> str:
    return f"you ({reader})" if reader in READERS else _short(reader)


def _opening(plan: Plan, words: str) -> Iterator[str]:
    settings = plan.inspection.settings
    if settings.rehearsal:
        yield f"This is a {WORD.lower()}: an exercise, and no inspection."
    theme = plan.framework.theme(settings.theme) if settings.theme else None
    on = f" (theme: {_short(theme.title, most=9)})" if theme else ""
    yield f"This is about the inspection of how our agencies work together{on}. {words}"


def _rows(plan: Plan, step: PlannedStep) -> Iterator[tuple[str, str]]:
    """The dates of a step, and when a report is likely."""
    when = short_span(step.start, step.end)
    suggested = " (suggested)" if step.timing == "suggested" else ""
    match step.id:
        case "report" if plan.report.actual:
            yield "Report published", when
        case "report":  # many have not come when they are due
            yield "Report due", when
            if cases := [each for _, each in likely_cases(plan.report)]:
                spans = (short_span(each.earliest.date, each.latest.date) for each in cases)
                yield "Report likely", "; if the area votes: ".join(spans)
        case "statement":
            condition = plan.statement.rule.condition
            yield "Statement due", f"{when}, {condition}" if condition else when
        case _:
            yield _short(step.title), f"{when}{suggested}"


def _asked(plan: Plan, today: dt.date, words: _Words) -> Iterator[tuple[str, str]]:
    """What is asked by a day that has not passed."""
    days = {step.id: step.start for step in plan.steps if not step.done}
    for name, what in words.asked:
        if name in days and days[name] >= today:
            yield short_date(days[name]), what


def _owed(plan: Plan, today: dt.date, agency: str) -> Iterator[tuple[str, str]]:
    """What an agency owes by itself, a row a day, the first days alone, and what has no day."""
    found = status(plan, today, agency=agency)
    to_come = (found.due_today, found.due_this_week, found.due_next_week, found.due_later)
    owed = [*found.late, *(each for part in to_come for each in part if each.owed)]
    if not _is_over(plan, today, agency):  # nobody knows whether one will be required
        owed = [each for each in owed if each.step.id != "statement"]
    days = [(due, list(those)) for due, those in groupby(owed, lambda each: each.due)]
    most = _MOST_DAYS - bool(found.undated)
    for due, those in days[:most]:
        late = " (late)" if due < today else ""
        yield f"{short_date(due)}{late}", _titles([each.step for each in those])
    if len(days) > most:
        yield "later", f"More, on {count_of(len(days) - most, 'day')}"
    if found.undated:
        yield "no day said", _titles([*found.undated])


def _titles(owed: list[PlannedStep | Asked]) -> str:
    """The first titles of what is due on a day; of audits, which have but numbers, how many."""
    audits = [each for each in owed if isinstance(each, Asked) and each.kind == "audit"]
    titles = [count_of(len(audits), "case audit")] if audits else []
    titles += [_short(each.title) for each in owed if each not in audits]
    rest = [f"{len(titles) - _MOST_A_DAY} more"] if len(titles) > _MOST_A_DAY else []
    return "; ".join([*titles[:_MOST_A_DAY], *rest])


def _short(text: str, most: int = _LONGEST) -> str:
    """A text that may be a user's: the first of its words, where it has many."""
    words = text.split()
    return text if len(words) <= most else f"{' '.join(words[:most])}..."
