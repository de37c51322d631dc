"""`jtai calendar` seen from outside, by its bytes and by what a reader keeps of them.

Every file that any test here writes goes through the strict reader of oracle/ics.py.
"""

import datetime as dt
import functools
import re
import unicodedata

from hypothesis import HealthCheck, settings

TODAY = "2027-01-04"
LATER = "2027-01-18"
MUCH_LATER = "2027-02-15"
REFERENCE = "EX-2027-01"
NAMED = ("--area", "Exampleshire", "--reference", REFERENCE)

# The fixtures hold no state between two examples: a file is read back as soon as it is written.
few = functools.partial(settings, suppress_health_check=[HealthCheck.function_scoped_fixture])


def steps_of(planned):
    weeks = (step for week in planned["weeks"] for step in week["steps"])
    return [*planned["before"], *weeks, *planned["after"], *planned.get("observed", [])]


def dates_of(each):
    return dt.date.fromisoformat(each["start"]), dt.date.fromisoformat(each["end"])


def shown(steps, area="Exampleshire"):
    return sorted((f"{step['title']}, JTAI {area}".rstrip(), *dates_of(step)) for step in steps)


def as_dates(events):
    return {event.summary: (event.start, event.end) for event in events}


def same_reference(text):
    """The one text of references that nobody can tell apart by looking; all others differ."""
    return unicodedata.normalize("NFC", text).strip()


def without(pattern):
    """Take the first of these lines out."""

    def damage(raw):
        line = rb"(?m)^" + pattern + rb"[^\r]*\r\n(?: [^\r]*\r\n)*"
        damaged, count = re.subn(line, b"", raw, count=1)
        assert count
        return damaged

    return damage


def damaged(raw, kind, place, size, strange):
    at = int(place * len(raw))
    if kind == "lost":
        return raw[:at] + raw[at + size :]
    if kind == "doubled":
        return raw[: at + size] + raw[at:]
    if kind == "a bit turned":
        return raw[:at] + bytes([raw[at] ^ 1 << size % 8]) + raw[at + 1 :]
    start = raw.rindex(b"\r\n", 0, max(at, raw.index(b"\r\n") + 2)) + 2
    return raw[:start] + strange + raw[start:]
