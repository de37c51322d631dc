"""Events as calendar programs write them: times, zones and repetition."""

import pytest

from jtai_cli.errors import BadValue
from jtai_cli.inputs.events import read_events
from tests.harness import day
from tests.plan.weeks.given import calendar, event

YEARS = (day("2026-06-01"), day("2028-06-01"))


def read(*events, zone=()):
    """The events of a calendar as "first..last name"."""
    found = read_events(calendar(list(zone), *events), "t.ics", YEARS)
    return [f"{each.first}..{each.last} {each.name}" for each in found]


def one(*lines):
    [found] = read(event(*lines, "SUMMARY:Closed"))
    return found.removesuffix(" Closed")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        # Midnight in London in summer is 23:00 UTC of the day before.
        (":20270530T230000Z", ":20270604T230000Z", "2027-05-31..2027-06-04"),
        (":20270326T000000Z", ":20270409T230000Z", "2027-03-26..2027-04-09"),  # clocks go on
        (":20270215T000000Z", ":20270220T000000Z", "2027-02-15..2027-02-19"),
        # Days written as UTC are those days, in summer, too.
        (":20270618T000000Z", ":20270619T000000Z", "2027-06-18..2027-06-18"),
        (":20270618T080000Z", ":20270618T143000Z", "2027-06-18..2027-06-18"),
        (":20270618T220000Z", ":20270618T224500Z", "2027-06-18..2027-06-18"),
        (":20270618T231500Z", ":20270619T000000Z", "2027-06-19..2027-06-19"),
        (
            ";TZID=Europe/London:20270215T000000",
            ";TZID=Europe/London:20270220T000000",
            "2027-02-15..2027-02-19",
        ),
        (
            ";TZID=America/New_York:20270214T190000",
            ";TZID=America/New_York:20270219T190000",
            "2027-02-15..2027-02-19",
        ),
        (":20270215T000000", ":20270219T235900", "2027-02-15..2027-02-19"),
    ],
)
def test_times_become_londons_dates(start, end, expected):
    assert one(f"DTSTART{start}", f"DTEND{end}") == expected


TWO_NAMES = [
    "BEGIN:VTIMEZONE",
    "TZID:Europe/London",
    "TZID:(UTC+00:00) Dublin\\, Edinburgh\\, Lisbon\\, London",
    "BEGIN:STANDARD",
    "DTSTART:19701025T020000",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
]


def test_a_time_zone_with_two_names_does_not_stop_the_file():
    dates = ["DTSTART;TZID=Europe/London:20270215T000000", "SUMMARY:Half term"]
    assert read(event(*dates), zone=TWO_NAMES) == ["2027-02-15..2027-02-15 Half term"]
    folded = [*TWO_NAMES[:3], " \\, and more", *TWO_NAMES[3:]]
    assert read(event(*dates), zone=folded) == ["2027-02-15..2027-02-15 Half term"]


def test_an_event_that_repeats_is_read_for_the_range_asked_for():
    rule = ["DTSTART;VALUE=DATE:20211220", "DTEND;VALUE=DATE:20220104", "RRULE:FREQ=YEARLY"]
    assert read(event(*rule, "SUMMARY:Christmas")) == [
        "2026-12-20..2027-01-03 Christmas",
        "2027-12-20..2028-01-03 Christmas",
    ]


def test_dates_taken_out_added_and_moved():
    days = ["DTSTART;VALUE=DATE:20270305", "SUMMARY:INSET"]
    weekly = event(*days, "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20270312")
    assert read(weekly) == ["2027-03-05..2027-03-05 INSET", "2027-03-19..2027-03-19 INSET"]
    added = event(*days, "RDATE;VALUE=DATE:20270423,20270625")
    assert [text[:10] for text in read(added)] == ["2027-03-05", "2027-04-23", "2027-06-25"]
    moved = event(
        "RECURRENCE-ID;VALUE=DATE:20270312", "DTSTART;VALUE=DATE:20270310", "SUMMARY:Moved"
    )
    assert read(event(*days, "RRULE:FREQ=WEEKLY;COUNT=2"), moved) == [
        "2027-03-05..2027-03-05 INSET",
        "2027-03-10..2027-03-10 Moved",
    ]
    cancelled = event(
        "RECURRENCE-ID;VALUE=DATE:20270312",
        "DTSTART;VALUE=DATE:20270312",
        "SUMMARY:INSET",
        "STATUS:CANCELLED",
    )
    assert read(event(*days, "RRULE:FREQ=WEEKLY;COUNT=2"), cancelled) == [
        "2027-03-05..2027-03-05 INSET"
    ]


def test_an_event_by_the_minute_is_not_unrolled():
    bell = event("DTSTART:20270305T090000", "RRULE:FREQ=MINUTELY;INTERVAL=5", "SUMMARY:Bell")
    assert read(bell) == ["2027-03-05..2027-03-05 Bell"]


def test_an_event_without_a_name_is_kept_without_one():
    assert read(event("DTSTART;VALUE=DATE:20270305")) == ["2027-03-05..2027-03-05 "]


@pytest.mark.parametrize("rule", ["FREQ=YEARLY;BYDAY=XX", "FREQ=OFTEN"])
def test_a_rule_that_cannot_be_is_refused_by_name(rule):
    with pytest.raises(BadValue, match="'Half term' repeats by a rule that cannot be read"):
        read(event("DTSTART;VALUE=DATE:20270305", f"RRULE:{rule}", "SUMMARY:Half term"))


def test_too_many_events_are_refused():
    lines = ["DTSTART;VALUE=DATE:20260601", "RRULE:FREQ=DAILY", "SUMMARY:Club"]
    daily = [["BEGIN:VEVENT", f"UID:{number}", *lines, "END:VEVENT"] for number in range(30)]
    with pytest.raises(BadValue, match="more than 20,000 events, with those that repeat"):
        read(*daily)


def test_a_line_separator_in_a_text_ends_no_line():
    text = "DESCRIPTION:one\u2028TZID:x\u2028TZID:y"
    found = event("DTSTART;VALUE=DATE:20270215", text, "SUMMARY:Half term")
    assert read(found) == ["2027-02-15..2027-02-15 Half term"]


def test_many_rules_are_refused_before_they_are_followed():
    rule = ["DTSTART;VALUE=DATE:20270301", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"]
    never = [
        ["BEGIN:VEVENT", f"UID:{number}", *rule, "SUMMARY:Never", "END:VEVENT"]
        for number in range(101)
    ]
    with pytest.raises(BadValue, match="has 101 events that repeat, and at most 100 are read"):
        read(*never)
