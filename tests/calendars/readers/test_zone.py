"""The zone that stands in a file, as four readers understand it, beside the system's own London."""

import datetime as dt
import io
from zoneinfo import ZoneInfo

import dateutil.tz
import icalendar
import pytest

from jtai_cli.writers.sent_ics import TIME_ZONE

LONDON = ZoneInfo("Europe/London")
HOUR = dt.timedelta(hours=1)
HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n"
END = "END:VCALENDAR\r\n"


def on_the_wall(moment):
    """What a clock in London shows at a moment of UTC."""
    return moment.astimezone(LONDON).replace(tzinfo=None)


def hours(first, last):
    """Every hour of UTC, but those whose time on the wall is shown twice."""
    moment = dt.datetime.combine(first, dt.time(), dt.UTC)
    while moment.date() <= last:
        beside = (on_the_wall(moment - HOUR), on_the_wall(moment + HOUR))
        if on_the_wall(moment) not in beside:
            yield moment
        moment += HOUR


def as_icalendar_reads_it():
    (zone,) = icalendar.Calendar.from_ical(f"{HEAD}{TIME_ZONE}{END}").walk("VTIMEZONE")
    return zone.to_tz(icalendar.timezone.tzp, lookup_tzid=False)  # by its rules, not its name


def as_vobject_reads_it():
    return dateutil.tz.tzical(io.StringIO(TIME_ZONE)).get("Europe/London")


@pytest.mark.parametrize("zone", [as_icalendar_reads_it, as_vobject_reads_it])
def test_every_hour_from_2020_to_2040_is_londons(zone):
    found = zone()
    wrong = [
        str(moment)
        for moment in hours(dt.date(2020, 1, 1), dt.date(2040, 12, 31))
        if on_the_wall(moment).replace(tzinfo=found).astimezone(dt.UTC) != moment
    ]
    assert wrong == []


def event(moment):
    begin, end = on_the_wall(moment), on_the_wall(moment) + dt.timedelta(minutes=30)
    return (
        f"BEGIN:VEVENT\r\nUID:{moment:%Y%m%d%H}\r\nSEQUENCE:0\r\nDTSTAMP:20200101T000000Z\r\n"
        f"DTSTART;TZID=Europe/London:{begin:%Y%m%dT%H%M%S}\r\n"
        f"DTEND;TZID=Europe/London:{end:%Y%m%dT%H%M%S}\r\nSUMMARY:x\r\nDESCRIPTION:x\r\n"
        "END:VEVENT\r\n"
    )


def test_the_hours_around_each_change_of_the_clocks(read):
    """The last Saturday to Monday of each March and October, from 2020 to 2040."""
    days = [dt.date(year, month, day) for year in range(2020, 2041) for month in (3, 10)
            for day in range(25, 32)]  # fmt: skip
    sundays = [day for day in days if day.weekday() == 6]
    assert len(sundays) == 42
    day = dt.timedelta(1)
    moments = [each for sunday in sundays for each in hours(sunday - day, sunday + day)]
    data = f"{HEAD}{TIME_ZONE}{''.join(map(event, moments))}{END}".encode()
    found = {each.uid: each for each in read(data)}
    assert len(found) == len(moments) > 2_900
    for moment in moments:
        start, end = (
            dt.datetime.fromisoformat(text)
            for text in (found[f"{moment:%Y%m%d%H}"].start, found[f"{moment:%Y%m%d%H}"].end)
        )
        assert start == moment
        assert end - start == dt.timedelta(minutes=30)
