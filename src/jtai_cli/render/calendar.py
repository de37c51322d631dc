"""From the steps of a plan to the events of a calendar: which words each of them carries."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Literal, NamedTuple

from jtai_cli.days.bank_holidays import as_published
from jtai_cli.plan.agenda import Due, Item
from jtai_cli.plan.deadlines import Deadline
from jtai_cli.plan.model import Plan, PlannedStep
from jtai_cli.plan.rehearsal import WORD
from jtai_cli.plan.sessions import Held, fieldwork_days
from jtai_cli.plan.tasks import Task
from jtai_cli.plan.work import folded
from jtai_cli.privacy import safe
from jtai_cli.render.deadlines import LIKELY, deadline_rule, likely_cases, likely_words
from jtai_cli.render.page import Grid, Lines, Page, Row
from jtai_cli.render.shared import cited
from jtai_cli.render.steps import LEGEND, LOCAL
from jtai_cli.wording import count_of, listed, long_date, short_date, short_span

Kind = Literal["moved", "changed", "new", "restored", "cancelled"]
KINDS: tuple[Kind, ...] = ("moved", "changed", "new", "restored", "cancelled")


class Event(NamedTuple):
    """One event, of whole days unless it has ``times``. Both its days are counted.

    ``lines`` is its text, a line each; ``times`` are those of London at which it begins and ends;
    ``category`` says what it is in a word, and ``url`` where its rule is to be read.
    """

    uid: str
    title: str
    lines: tuple[str, ...]
    start: dt.date
    end: dt.date
    reminders: tuple[dt.timedelta, ...] = ()  # how long before the start of the first day
    times: tuple[dt.time, dt.time] | None = None
    place: str = ""
    category: str = ""
    url: str = ""


class Change(NamedTuple):
    """What the next edition of a calendar does to one event: first and last day, before and now.

    ``what`` names the parts that changed beside the dates; ``times`` are those at which
    it began and begins, where it has any.
    """

    uid: str
    kind: Kind
    title: str
    was: tuple[dt.date, dt.date] | None
    now: tuple[dt.date, dt.date] | None
    what: str = ""
    times: tuple[dt.time | None, dt.time | None] = (None, None)


class Edition(NamedTuple):
    """A calendar's bytes as they are sent, the UIDs in it, and what changed since the last."""

    data: bytes
    live: tuple[str, ...]
    cancelled: tuple[str, ...]
    changes: tuple[Change, ...]


def calendar_name(plan: Plan) -> str:
    """What a calendar program shows as the name of the calendar."""
    word = WORD if plan.inspection.settings.rehearsal else None
    name = " ".join(filter(None, (word, plan.framework.short, plan.inspection.identity.area)))
    return name.strip()  # it ends lines, where mail programs take blanks away


def uid_ending(identity: str) -> str:
    """How every UID of an inspection ends: the same for the same identity and no other."""
    return f".{sha256(identity.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}@jtai"


def events(
    plan: Plan,
    items: Iterable[Item],
    *,
    identity: str,
    reminders: Iterable[dt.timedelta] = (),
) -> tuple[Event, ...]:
    """An event for each step, session, request and audit. What is done needs no reminder."""
    ending, name = uid_ending(identity), calendar_name(plan)
    mark, first = "", []
    if plan.inspection.settings.rehearsal:
        mark, first = f"{WORD}: ", [f"{name}: an exercise, and no inspection."]
        name = name.removeprefix(f"{WORD} ")
    longest_first = tuple(sorted(set(reminders), reverse=True))
    found = []
    for item in items:
        event = _event(plan, item)
        done = _is_done(item)
        found.append(
            event._replace(
                uid=event.uid + ending,
                title=f"{mark}{'DONE: ' if done else ''}{event.title}, {name}",
                lines=(*first, *event.lines),
                reminders=() if done else longest_first,
            )
        )
    return tuple(found)


def beside_others(found: Iterable[Event], reference: str | None) -> Iterator[Event]:
    """Events as they stand beside those of other inspections: their titles have the reference."""
    remark = f" ({safe(reference)})" if reference else ""
    return (event._replace(title=f"{event.title}{remark}") for event in found)


def _event(plan: Plan, item: Item) -> Event:
    """The event of an item, without what all of a calendar have in common."""
    match item:
        case Held(session, date):
            return Event(
                f"session.{session.id}",  # ids of steps hold no full stop
                session.title,
                tuple(_session_lines(plan, item)),
                date,
                date,
                times=(session.start, session.end),
                place=" ".join((session.place or session.link or "").split()),
                category="session",
            )
        case Due(found, date):
            first = found[0]
            lines = tuple(_due_lines(item))
            return Event(
                _known_as(plan, first), first.title, lines, date, date, category=first.kind
            )
    return Event(
        item.id,
        item.title,
        tuple(_lines(plan, item)),
        item.start,
        item.end,
        category=item.timing,
        url=item.source.url or "",
    )


def _known_as(plan: Plan, task: Task) -> str:
    """The beginning of the UID of a request or audit.

    What may be a child's is no part of it: then it is made of the number in the file, with a sign
    that nothing typed there holds, so that no other has it.
    """
    work, index = plan.inspection.work, task.number - 1
    typed = work.request[index].id if task.kind == "request" else work.audit[index].case
    if task.kind == "request" and task.id == typed:
        return f"request.{typed}"
    name = folded(typed) if task.id == typed else f"\n{task.number}"
    return f"{task.kind}.{sha256(name.encode()).hexdigest()[:16]}"  # a reference may have any signs


def _is_done(item: Item) -> bool:
    match item:
        case Held():
            return False
        case Due(found):
            return all(task.got for task in found)
    return item.done is not None


def _session_lines(plan: Plan, held: Held) -> Iterator[str]:
    session = held.session
    yield f"Session of the fieldwork week: {session.kind}, {session.mode}."
    if held.date in (days := fieldwork_days(plan)):
        yield f"Day {days.index(held.date) + 1} of {len(days)} of fieldwork."
    if session.place and session.link:
        yield session.link
    for label, names in (("Agencies", session.agencies), ("With", session.inspectorates)):
        if names:
            yield f"{label}: {listed(names)}."
    if session.lead:
        yield f"Lead: {session.lead}."


def _due_lines(due: Due) -> Iterator[str]:
    for task in due.tasks:
        who = task.agency or "It"
        yield f"{who}: came on {long_date(task.got)}." if task.got else f"{who}: not yet recorded."
    yield f"The area's own list of {due.tasks[0].kind}s, with the day that it chose."


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
    if step.agencies:
        yield f"Agencies: {listed(step.agencies)}."
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
    title = change.title.removesuffix(f", {calendar}")
    spans = [
        f"{short_span(*days)}{f', {time:%H:%M}' if time else ''}" if days else ""
        for days, time in zip((change.was, change.now), change.times, strict=True)
    ]
    cells = (
        change.kind,
        *spans,
        f"{title} ({change.what})" if change.what else title,
    )
    return Row(cells, kind="step")
