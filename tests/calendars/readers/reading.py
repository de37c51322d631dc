"""Calendars that jtai wrote, read by four readers that know nothing of jtai.

The readers are icalendar and vobject (Python), ical.js (in Thunderbird) and libical (in KDE's and
GNOME's calendars). Each is one function that takes a file's bytes and gives its events and the
faults that it found. No test accepts a file in which a reader found a fault.

Where ical.js or libical is missing its tests are skipped, but not under CI.
"""

import base64
import datetime as dt
import json
import logging
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import icalendar
import vobject

from tests.calendars.readers import libical
from tests.harness import HANGS, missing, process_environment

READ_MJS = Path(__file__).parent / "read.mjs"


class Event(NamedTuple):
    uid: str
    sequence: int
    summary: str
    description: str | None
    start: str  # an ISO date, or with a time where the event is not all-day
    end: str | None  # exclusive, as DTEND says
    status: str | None
    alarms: list[int]  # seconds from the event's start
    stamp: str  # DTSTAMP as 20270101T000000Z


def utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def with_icalendar(data):
    try:
        calendar = icalendar.Calendar.from_ical(data)
    except ValueError as error:
        return [], [str(error)]
    faults = [str(each) for part in calendar.walk() for each in part.errors]
    if faults:  # what it could not read raises as soon as it is looked at
        return [], faults
    events = [
        Event(
            uid=str(event["UID"]),
            sequence=int(event["SEQUENCE"]),
            summary=str(event["SUMMARY"]),
            description=str(event["DESCRIPTION"]),
            start=event["DTSTART"].dt.isoformat(),
            end=event["DTEND"].dt.isoformat(),
            status=str(event["STATUS"]) if "STATUS" in event else None,
            alarms=[round(a["TRIGGER"].dt.total_seconds()) for a in event.walk("VALARM")],
            stamp=utc(event["DTSTAMP"].dt),
        )
        for event in calendar.walk("VEVENT")
    ]
    return events, []


class Kept(logging.Handler):
    """What vobject only logs."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.messages = []

    def emit(self, record):
        self.messages.append(record.getMessage())


def with_vobject(data):
    kept = Kept()
    logging.getLogger().addHandler(kept)
    try:
        (calendar,) = vobject.readComponents(data.decode("utf-8"), validate=True)
    except (vobject.base.VObjectError, ValueError) as error:
        return [], [f"{type(error).__name__}: {error}", *kept.messages]
    finally:
        logging.getLogger().removeHandler(kept)
    events = [
        Event(
            uid=event.uid.value,
            sequence=int(event.sequence.value),
            summary=event.summary.value,
            description=event.description.value,
            start=event.dtstart.value.isoformat(),
            end=event.dtend.value.isoformat(),
            status=event.status.value if "status" in event.contents else None,
            alarms=[
                round(alarm.trigger.value.total_seconds())
                for alarm in event.contents.get("valarm", [])
            ],
            stamp=utc(event.dtstamp.value),
        )
        for event in calendar.contents.get("vevent", [])
    ]
    return events, kept.messages


class Node:
    """One process for all files: to start one takes longer than to read a hundred calendars."""

    def __init__(self):
        self.process = None
        self.missing = self.start()

    def start(self):
        node = shutil.which("node")
        if node is None:
            return "there is no node: install Node.js (Debian package nodejs)"
        self.process = subprocess.Popen(
            [node, READ_MJS],
            env=process_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        answer = json.loads(self.process.stdout.readline() or b'{"missing": "node gave no answer"}')
        if "missing" in answer:
            self.stop()
            return (
                f"{answer['missing']}: npm install ical.js@2.2.1, and set ICAL_JS to the folder"
                " that holds its node_modules"
            )
        return None

    def read(self, data):
        self.process.stdin.write(base64.b64encode(data) + b"\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return [Event(**each) for each in answer["events"]], answer["faults"]

    def stop(self):
        if self.process is not None:
            self.process.communicate(timeout=HANGS)
            self.process = None


def with_libical(data, **options):
    events, faults = libical.read(data, **options)
    return [Event(**each) for each in events], faults


NO_LIBICAL = "there is no libical 3: install Debian package libical3"


def unless(absent):
    if absent:
        missing(absent)
