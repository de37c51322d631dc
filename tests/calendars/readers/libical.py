"""Reads calendars with libical 3, which is what KDE and GNOME use, through ctypes.

Of Debian it is the package libical3; nothing is compiled.
"""

import ctypes
import ctypes.util
import datetime as dt
import functools
from ctypes import Structure, c_char_p, c_int, c_long, c_uint, c_void_p


class Time(Structure):
    """struct icaltimetype, of libical 3's icaltime.h."""

    _fields_ = (
        *((name, c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", c_int),
        ("is_daylight", c_int),
        ("zone", c_void_p),
    )


class Duration(Structure):
    """struct icaldurationtype, of libical 3's icalduration.h."""

    _fields_ = (
        ("is_neg", c_int),
        *((name, c_uint) for name in ("days", "weeks", "hours", "minutes", "seconds")),
    )


SIGNATURES = {
    "icalcomponent_check_restrictions": (c_int, c_void_p),
    "icalcomponent_count_errors": (c_int, c_void_p),
    "icalcomponent_free": (None, c_void_p),
    "icalcomponent_as_ical_string": (c_char_p, c_void_p),
    "icalcomponent_get_description": (c_char_p, c_void_p),
    "icalcomponent_get_dtstart": (Time, c_void_p),
    "icalcomponent_get_dtend": (Time, c_void_p),
    "icalcomponent_get_first_component": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_first_property": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_next_component": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_sequence": (c_int, c_void_p),
    "icalcomponent_get_summary": (c_char_p, c_void_p),
    "icalcomponent_get_uid": (c_char_p, c_void_p),
    "icalcomponent_isa": (c_int, c_void_p),
    "icalcomponent_kind_to_string": (c_char_p, c_int),
    "icalcomponent_string_to_kind": (c_int, c_char_p),
    "icaldurationtype_as_int": (c_int, Duration),
    "icaldurationtype_from_string": (Duration, c_char_p),
    "icalerror_set_errors_are_fatal": (None, c_int),
    "icalparser_parse_string": (c_void_p, c_char_p),
    "icalproperty_get_value_as_string": (c_char_p, c_void_p),
    "icalproperty_string_to_kind": (c_int, c_char_p),
    "icaltime_as_timet_with_zone": (c_long, Time, c_void_p),
}


@functools.cache
def library() -> ctypes.CDLL | None:
    """The library with its signatures, or None where the machine has no libical 3."""
    name = ctypes.util.find_library("ical")
    if name is None:
        return None
    lib = ctypes.CDLL(name)
    for function, (gives, *takes) in SIGNATURES.items():
        getattr(lib, function).restype = gives
        getattr(lib, function).argtypes = takes
    lib.icalerror_set_errors_are_fatal(0)
    return lib


def text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("utf-8")


def day(lib, time: Time) -> str:
    """A day as it is written, for an all-day event; a moment in UTC otherwise, by the file's zone.

    A time whose zone libical did not find stays without one.
    """
    if time.is_date:
        return f"{time.year:04}-{time.month:02}-{time.day:02}"
    if time.zone:
        seconds = lib.icaltime_as_timet_with_zone(time, time.zone)
        return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat()
    return f"a time without zone: {time.hour:02}:{time.minute:02}"


def components(lib, parent, kind):
    kind = lib.icalcomponent_string_to_kind(kind)
    each = lib.icalcomponent_get_first_component(parent, kind)
    while each:
        yield each
        each = lib.icalcomponent_get_next_component(parent, kind)


def prop(lib, component, name):
    return lib.icalcomponent_get_first_property(component, lib.icalproperty_string_to_kind(name))


def value(lib, component, name):
    found = prop(lib, component, name)
    return text(lib.icalproperty_get_value_as_string(found)) if found else None


def event(lib, component):
    end = prop(lib, component, b"DTEND")
    triggers = [value(lib, each, b"TRIGGER") for each in components(lib, component, b"VALARM")]
    return {
        "uid": text(lib.icalcomponent_get_uid(component)),
        "sequence": lib.icalcomponent_get_sequence(component),
        "summary": text(lib.icalcomponent_get_summary(component)),
        "description": text(lib.icalcomponent_get_description(component)),
        "start": day(lib, lib.icalcomponent_get_dtstart(component)),
        "end": day(lib, lib.icalcomponent_get_dtend(component)) if end else None,
        "status": value(lib, component, b"STATUS"),
        "alarms": [
            lib.icaldurationtype_as_int(lib.icaldurationtype_from_string(each.encode()))
            for each in triggers
        ],
        "stamp": value(lib, component, b"DTSTAMP"),
    }


def error_lines(lib, component):
    """The errors that libical has put into the component, which is where it keeps them."""
    whole = text(lib.icalcomponent_as_ical_string(component)).replace("\r\n ", "")
    found = [line for line in whole.splitlines() if line.startswith("X-LIC-ERROR")]
    count = lib.icalcomponent_count_errors(component)
    return found if len(found) == count else [*found, f"{count} errors counted"]


def read(data: bytes, *, restrictions: bool = False) -> tuple[list[dict], list[str]]:
    """The events and the faults found; with restrictions, those of RFC 5546's tables too."""
    lib = library()
    if b"\0" in data:
        return [], ["a NUL: libical would read no further"]
    root = lib.icalparser_parse_string(data)
    if not root:
        return [], ["libical read nothing"]
    try:
        kind = text(lib.icalcomponent_kind_to_string(lib.icalcomponent_isa(root)))
        faults = [] if kind == "VCALENDAR" else [f"one VCALENDAR expected: {kind}"]
        events = [event(lib, each) for each in components(lib, root, b"VEVENT")]
        if restrictions:
            lib.icalcomponent_check_restrictions(root)
        return events, faults + error_lines(lib, root)
    finally:
        lib.icalcomponent_free(root)
