"""From the steps of a plan to the events of a calendar: which words each of them carries."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Literal, NamedTuple

from jtai_cli.days.bank_holidays import as_published
from jtai_cli.plan.deadlines import Deadline
from jtai_cli.plan.model import Plan, PlannedStep
from jtai_cli.render.deadlines import LIKELY, deadline_rule, likely_cases, likely_words
from jtai_cli.render.page import Grid, Lines, Page, Row
from jtai_cli.render.shared import cited
from jtai_cli.render.steps import LEGEND, LOCAL
from jtai_cli.wording import count_of, listed, long_date, short_date, short_span

Kind = Literal["moved", "changed", "new", "restored", "cancelled"]
KINDS: tuple[Kind, ...] = ("moved", "changed", "new", "restored", "cancelled")


class Event(NamedTuple):
    """One all-day event. Both its days are counted; ``lines`` is its text, a line each."""

    uid: str
    title: str
    lines: tuple[str, ...]
    start: dt.date
    end: dt.date
    reminders: tuple[dt.timedelta, ...] = ()  # how long before the start of the first day


class Change(NamedTuple):
    """What the next edition of a calendar does to one event: first and last day, before and now.

    ``what`` names the parts that changed beside the dates.
    """

    uid: str
    kind: Kind
    title: str
    was: tuple[dt.date, dt.date] | None
    now: tuple[dt.date, dt.date] | None
    what: str = ""


class Edition(NamedTuple):
    """A calendar's bytes as they are sent, the UIDs in it, and what changed since the last."""

    data: bytes
    live: tuple[str, ...]
    cancelled: tuple[str, ...]
    changes: tuple[Change, ...]


def calendar_name(plan: Plan) -> str:
    """What a calendar program shows as the name of the calendar."""
    return " ".join(filter(None, (plan.framework.short, plan.inspection.identity.area)))


def uid_ending(identity: str) -> str:
    """How every UID of an inspection ends: the same for the same identity and no other."""
    return f".{sha256(identity.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}@jtai"


def events(
    plan: Plan,
    steps: Iterable[PlannedStep],
    *,
    identity: str,
    reminders: Iterable[dt.timedelta] = (),
) -> tuple[Event, ...]:
    """An event for each step. What is done needs no reminder."""
    ending, name = uid_ending(identity), calendar_name(plan)
    longest_first = tuple(sorted(set(reminders), reverse=True))
    return tuple(
        Event(
            uid=step.id + ending,
            title=f"{'DONE: ' if step.done else ''}{name}: {step.title}",
            lines=tuple(_lines(plan, step)),
            start=step.start,
            end=step.end,
            reminders=() if step.done else longest_first,
        )
        for step in steps
    )


def _lines(plan: Plan, step: PlannedStep) -> Iterator[str]:
    if step.done:
        yield f"Done on {long_date(step.done)}."
    if step.days:
        first, last = step.days
        days = f"Day {first}" if first == last else f"Days {first} to {last}"
        yield f"{days} of {plan.weeks[-1].days[1]}."
    if step.detail:
        yield step.detail
    for off in plan.non_working_days:
        if step.start <= off.date <= step.end:
            counted = "closed, but still counted" if off.kind == "closure" else "not counted"
            yield f"{off.name}, {short_date(off.date)}: {counted}."
    yield f"Owner: {step.owner}." if step.owner else f"Who: {listed(step.who)}."
    timing = f"suggested: {LOCAL}" if step.source.key == "local" else LEGEND[step.timing]
    yield timing[0].upper() + timing[1:]
    if rule := _rule(plan, step):
        yield f"Rule: {rule}."
    if step.id == "report" and plan.report.likely:
        yield from _likely("Likely", plan.report)
        yield LIKELY
    if step.id == "statement" and not step.done:
        yield from _likely("The letter's date is likely", plan.statement)
    yield f"Source: {cited(step.source)}"
    if step.end > plan.calendar.published_until:
        yield f"A projection: bank holidays are known {as_published(plan.calendar)}."


def _likely(words: str, deadline: Deadline) -> Iterator[str]:
    for condition, likely in likely_cases(deadline):
        when, why = likely_words(likely)
        yield f"{words} {condition}{when}: {why}."


def _rule(plan: Plan, step: PlannedStep) -> str | None:
    """What puts the step on its day; None for a step that the area chose or that was observed."""
    notice, framework = plan.notification, plan.framework.id
    if step.id in ("report", "statement"):
        return deadline_rule(plan.report if step.id == "report" else plan.statement)
    if step.id == "notification":
        given = count_of(notice.working_days, "working day")
        return f"{given} before fieldwork; {framework} asks for {notice.period.working_days}"
    if step.source.key == "local" or step.timing == "observed":
        return None
    week = next(week.number for week in plan.weeks if week.start <= step.start <= week.end)
    return f"week {week} of {framework}"


def changes_page(editions: Mapping[str, Edition], *, since: str, name: str) -> Page:
    """What moved since the calendars that were sent last, from when to when.

    ``editions`` are keyed by the names of their files. A change that is not made in every file
    that has the event stands in a table of its own, which names the files that make it. ``since``
    says what was sent last; ``name`` is the calendar's, and left out of the titles.
    """
    where: dict[Change, list[str]] = {}
    files: dict[str, list[str]] = {}  # by UID, those that have the event
    for file, edition in editions.items():
        for change in edition.changes:
            where.setdefault(change, []).append(file)
        for uid in {*edition.live, *edition.cancelled, *(each.uid for each in edition.changes)}:
            files.setdefault(uid, []).append(file)
    if not where:
        return (Lines("", (f"No event has changed since {since}.",)),)
    groups: dict[str, list[Change]] = {}
    for change, found in where.items():
        groups.setdefault("" if found == files[change.uid] else listed(found), []).append(change)
    unchanged = len(files.keys() - {change.uid for change in where})
    grids = []
    for group, changes in groups.items():
        kinds = Counter(change.kind for change in changes)
        counts = [f"{kinds[kind]} {kind}" for kind in KINDS if kind in kinds]
        if unchanged and not group:
            counts.append(f"{unchanged} as sent")
        title = f"Since {since}{f', in {group}' if group else ''}: {listed(counts)}"
        rows = tuple(_change_row(change, name) for change in changes)
        grids.append(Grid(title, ("What", "Was", "Now", "Event"), rows, foldable=(1, 2)))
    return tuple(grids)


def _change_row(change: Change, calendar: str) -> Row:
    title = change.title.replace(f"{calendar}: ", "", 1)
    cells = (
        change.kind,
        short_span(*change.was) if change.was else "",
        short_span(*change.now) if change.now else "",
        f"{title} ({change.what})" if change.kind == "changed" else title,
    )
    return Row(cells, kind="step")
