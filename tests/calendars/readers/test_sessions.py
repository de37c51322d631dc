"""Sessions, requests and audits in four readers, and fieldwork that moves across a clock change.

By hand: fieldwork on Monday 22 March 2027 has the days 22, 23, 24, 25 and, after Good Friday and
Easter Monday, 30 March. Two working days later it has 24, 25, 30 and 31 March and 1 April. London's
clocks go forward on Sunday 28 March, so that half past nine is 09:30 UTC before it and 08:30 after.
Notification is ten working days before: Monday 8 March, or Wednesday 10 March. Day 3 of the
timetable is then 10 or 12 March, and day 7 is 16 or 18 March.
"""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from jtai_cli.writers.sent_ics import TIME_ZONE
from tests.calendars.readers.making import FIRST, SECOND, by_rfc_5546, shown, take

AGENCIES = ("Council", "Police", "Health", "Probation", "Youth justice", "Schools")
BEFORE = ("2027-03-22", "2027-03-23", "2027-03-24", "2027-03-25", "2027-03-30")
AFTER = ("2027-03-24", "2027-03-25", "2027-03-30", "2027-03-31", "2027-04-01")
SUMMER = "2027-03-28"

FILE = f"""\
area = "Exampleshire"
reference = "EX-2027-01"
fieldwork_start = {BEFORE[0]}
{"".join(f'[[partners]]{chr(10)}agency = "{agency}"{chr(10)}' for agency in AGENCIES)}
"""
FILE += "".join(f'[[request]]\nitem = "Request {n:02}"\ndue = 3\n' for n in range(1, 16))
FILE += "".join(f'[[audit]]\ncase = "EX-{n:02}"\ndue = 7\n' for n in range(1, 7))
FILE += "".join(
    f'[[session]]\nday = {day}\nstart = "{hour:02}:30"\nend = "{hour + 1:02}:15"\n'
    f'title = "Session {day} at {hour}"\nplace = "Room {hour}, Civic Centre"\n'
    f'agencies = ["{AGENCIES[(day + hour) % 6]}"]\n'
    for day in range(1, 6)
    for hour in (9, 11, 13, 15)
)
MOVED = FILE.replace(BEFORE[0], AFTER[0])


def expected(days, third, seventh):
    """Titles, starts and ends in UTC; each session by the hours of London."""
    name = ", JTAI Exampleshire"
    found = [(f"Request {n:02}{name}", *third) for n in range(1, 16)]
    found += [(f"Audit of EX-{n:02}{name}", *seventh) for n in range(1, 7)]
    for number, day in enumerate(days, start=1):
        for hour in (9, 11, 13, 15):
            utc = hour - (day > SUMMER)
            title = f"Session {number} at {hour}{name}"
            found.append((title, f"{day}T{utc:02}:30Z", f"{day}T{utc + 1:02}:15Z"))
    return sorted(found)


def in_utc(text):
    """A reader's start or end, its time in UTC whichever way it says so."""
    if "T" not in text:
        return text
    moment = datetime.fromisoformat(text)
    moment = moment.replace(tzinfo=moment.tzinfo or ZoneInfo("Europe/London"))
    return moment.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%MZ")


def ours(events):
    found = [(title, in_utc(start), in_utc(end)) for title, start, end in shown(events)]
    return sorted(each for each in found if re.match("Session|Request |Audit of", each[0]))


def test_everything_moves_by_two_days_once(read, calendar):
    first = calendar(None, toml=FILE, whose=(), today=FIRST)
    store = take({}, read(first), by_rfc_5546)
    assert ours(store.values()) == expected(
        BEFORE, ("2027-03-10", "2027-03-11"), ("2027-03-16", "2027-03-17")
    )
    number = len(store)
    second = calendar(None, toml=MOVED, whose=(), today=SECOND, previous=first)
    take(store, read(second), by_rfc_5546)
    assert len(store) == number  # once each
    assert ours(store.values()) == expected(
        AFTER, ("2027-03-12", "2027-03-13"), ("2027-03-18", "2027-03-19")
    )
    third = calendar(None, toml=MOVED, whose=(), today=SECOND, previous=second)
    assert third == second


def test_a_session_that_changes_its_time_or_goes(read, calendar):
    first = calendar(None, toml=FILE, whose=(), today=FIRST)
    text = FILE.replace('day = 1\nstart = "09:30"', 'day = 1\nstart = "09:45"', 1)
    text = text.replace('day = 1\nstart = "11:30"\nend = "12:15"\ntitle = "Session 1 at 11"', "", 1)
    text = re.sub(r"\[\[session\]\]\n\nplace = .*\nagencies = .*\n", "", text)
    second = calendar(None, toml=text, whose=(), today=SECOND, previous=first)
    events = {event.summary: event for event in read(second)}
    gone = events["CANCELLED: Session 1 at 11, JTAI Exampleshire"]
    assert (gone.status, in_utc(gone.start)) == ("CANCELLED", "2027-03-22T11:30Z")
    assert in_utc(events["Session 1 at 9, JTAI Exampleshire"].start) == "2027-03-22T09:45Z"
    kept = {event.uid: event.sequence for event in read(first)}
    changed = [event.summary for event in read(second) if event.sequence != kept[event.uid]]
    assert sorted(changed) == [gone.summary, "Session 1 at 9, JTAI Exampleshire"]


@pytest.mark.parametrize("year", range(2020, 2041))
def test_the_zone_of_the_file_is_londons(year):
    """Each hour of a year, by the two rules that the file has."""
    rules = re.findall(
        r"TZOFFSETTO:\+0(\d)00\r\nTZNAME:\w+\r\nDTSTART:\d+T0(\d)0000\r\n"
        r"RRULE:FREQ=YEARLY;BYMONTH=(\d+);BYDAY=-1SU",
        TIME_ZONE,
    )
    assert len(rules) == 2
    changes = {}
    for offset, hour, month in rules:
        sundays = [day for day in range(25, 32) if date(year, int(month), day).weekday() == 6]
        changes[f"{year}-{month:0>2}-{sundays[-1]} {hour:0>2}"] = int(offset)
    moment, offset = datetime(year, 1, 1, tzinfo=ZoneInfo("Europe/London")), 0
    while moment.year == year:
        wall = f"{moment:%Y-%m-%d %H}"
        offset = changes.get(wall, offset)
        if wall[:10] not in {each[:10] for each in changes} or moment.hour != 1:
            # The hour that is skipped or shown twice is refused in a file.
            assert moment.utcoffset() == timedelta(hours=offset), wall
        moment += timedelta(hours=1)  # by the clock on the wall
