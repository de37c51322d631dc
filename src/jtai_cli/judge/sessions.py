"""What there is to say of the sessions of fieldwork: who is wanted twice, and what is missing.

No finding repeats a title, a lead or a place, in which a child's name may stand: it says day and
time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from jtai_cli.judge.findings import Finding, Found
from jtai_cli.plan.model import Plan
from jtai_cli.plan.sessions import (
    SHORTEST_BREAK,
    Held,
    fieldwork_days,
    held_sessions,
    minutes_between,
    withheld_of,
)
from jtai_cli.plan.work import SessionKind, folded
from jtai_cli.privacy import A_NAME, ADDRESSES
from jtai_cli.wording import count_of, listed_in_part, long_date

_MOVE = "Move one of them."
_NO_PLACE = (
    "",
    "tba",
    "tbc",
    "tbd",
    *(f"to be {what}" for what in ("agreed", "announced", "arranged", "confirmed", "decided")),
)


def session_findings(plan: Plan) -> Found:
    """All findings about the sessions of a plan; none where it has no sessions."""
    held = held_sessions(plan)
    if not held:
        return
    yield from _of_a_child(held)
    yield from _misplaced(plan, held)
    for _, day in groupby(held, lambda each: each.date):
        yield from _crowded(plan, tuple(day))
    yield from _missing(plan, held)


def _of_a_child(held: Sequence[Held]) -> Found:
    """The words that ``jtai fieldwork`` leaves out, but for numbers, which are found elsewhere."""
    for each in held:
        for key, what in withheld_of(each.session).items():
            if what in (A_NAME, *ADDRESSES) and key != "id":  # which may be made of the title
                holds = "may name a child" if what == A_NAME else f"has {what}"
                message = (
                    f"The {key} of a session on {long_date(each.date)}, {_hours(each)}, {holds}. "
                    "Children's data does not belong in this file."
                )
                fix = "Write it without a name, a date of birth or an address."
                finding = Finding("case-personal-data", message, each.date, fix)
                yield key, "session", each.number, finding


def _misplaced(plan: Plan, held: Sequence[Held]) -> Found:
    days, fieldwork = fieldwork_days(plan), plan.fieldwork
    inside = {*days, fieldwork.start, fieldwork.end}  # which may be at a weekend
    opens, closes = plan.inspection.work.office_hours
    for each in held:
        session = each.session
        if each.date not in inside:
            off = plan.calendar.between(each.date, each.date)
            name = f" ({off[0].name})" if off else ""
            message = (
                f"A session is on {long_date(each.date)}{name}, which is no day of fieldwork: that "
                f"is from {long_date(days[0])} to {long_date(days[-1])}."
            )
            fix = f"Write the number of a day from 1 to {len(days)}, or a date of fieldwork."
            source = plan.framework.source
            finding = Finding("session-outside-fieldwork", message, each.date, fix, source)
            yield "day", "session", each.number, finding
        if session.start < opens or session.end > closes:
            hours = f"{opens:%H:%M} to {closes:%H:%M}"
            message = f"A session on {long_date(each.date)}, {_hours(each)}, is outside {hours}."
            fix = "Move it, or write your hours at the top of the file as office_hours."
            key = "start" if session.start < opens else "end"
            finding = Finding("session-outside-hours", message, each.date, fix)
            yield key, "session", each.number, finding


def _crowded(plan: Plan, day: Sequence[Held]) -> Found:
    """Of the sessions of a day, by start, those that are too near an earlier one.

    Each is told once of a code, with the nearest that it is too near.
    """
    least = plan.inspection.work.travel_minutes
    for number, later in enumerate(day):
        told: set[str] = set()
        for earlier in reversed(day[:number]):
            gap = minutes_between(earlier.session.end, later.session.start)
            for code, message, fix in _too_near(earlier, later, gap, least):
                if code not in told:
                    told.add(code)
                    yield "start", "session", later.number, Finding(code, message, later.date, fix)


def _too_near(
    earlier: Held, later: Held, gap: int, travel_minutes: int
) -> Iterator[tuple[str, str, str]]:
    """The code, message and remedy of what is wrong between two sessions with such a gap."""
    one, other, who = _place(earlier), _place(later), _in_both(earlier, later)
    when = f"on {long_date(later.date)}, {_hours(earlier)} and {_hours(later)}"
    if gap < 0 and one and one == other:
        yield "session-place-taken", f"One place has two sessions at once {when}.", _MOVE
    if not who:
        return
    named = listed_in_part(who)
    between = f"between two sessions {when}"
    if gap < 0:
        message = f"Two sessions at once {when}, have {named}."
        yield "session-clash", message, "Move one of them, or send others to it."
    elif one and other and _building(one) != _building(other) and gap < travel_minutes:
        message = f"{count_of(gap, 'minute')} for {named} {between}, at two places; "
        yield "session-travel", f"{message}travel_minutes is {travel_minutes}.", _MOVE
    elif gap < SHORTEST_BREAK and _agencies_in_both(earlier, later):
        message = f"{count_of(gap, 'minute')} for {named} {between}."
        yield "session-break", message, f"Leave {SHORTEST_BREAK} minutes where you can."


def _in_both(one: Held, other: Held) -> list[str]:
    """Who is at both sessions. Only agencies are named, which are known to be partners.

    An inspectorate may be at two at once: it sends two or three inspectors.
    """
    a, b = one.session.lead, other.session.lead
    lead = a and b and folded(a) == folded(b)
    return [*_agencies_in_both(one, other), *(["one lead"] if lead else [])]


def _agencies_in_both(one: Held, other: Held) -> list[str]:
    return [name for name in one.session.agencies if name in other.session.agencies]


def _missing(plan: Plan, held: Sequence[Held]) -> Found:
    """The meetings that the framework has and no session is, and the agencies that none names."""
    source = plan.framework.source

    def finding(code: str, message: str, kind: SessionKind) -> tuple[str, str, int, Finding]:
        fix = f'Add a [[session]] with kind = "{kind}", or write it in the one that it is.'
        return "", "session", 0, Finding(code, message, fix=fix, cited=source)

    kinds = {each.session.kind for each in held}
    if "opening" not in kinds:
        yield finding("no-opening-session", "No session is the opening meeting.", "opening")
    if "final" not in kinds:
        yield finding("no-final-session", "No session is the final meeting.", "final")
    kept = {each.date for each in held if each.session.kind == "keep-in-touch"}
    without = [long_date(day) for day in fieldwork_days(plan) if day not in kept]
    if without:
        message = f"There is no keep-in-touch meeting on {listed_in_part(without)}."
        yield finding("no-keep-in-touch", message, "keep-in-touch")
    met = {folded(agency) for each in held for agency in each.session.agencies}
    for number, partner in enumerate(plan.inspection.identity.partners):
        if partner.in_scope and folded(partner.agency) not in met:
            met.add(folded(partner.agency))  # it may stand there twice
            message = f"No session names {partner.agency}, which is in scope."
            fix = "Add it to the agencies of a session, or write in_scope = false."
            yield "agency", "partners", number, Finding("agency-not-met", message, fix=fix)


def _hours(held: Held) -> str:
    return f"{held.session.start:%H:%M} to {held.session.end:%H:%M}"


def _place(held: Held) -> str:
    """Where a session in person is, as places are compared; "" where that is not known."""
    place = folded(held.session.place or "") if held.session.mode == "in person" else ""
    return "" if place in _NO_PLACE else place


def _building(place: str) -> str:
    """What stands before the first comma: between rooms of one building nobody travels."""
    return place.partition(",")[0].strip()
