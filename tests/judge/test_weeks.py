"""Possible weeks of fieldwork in 2027, by a paper calendar, and what others publish about them."""

import pytest

from jtai_cli.days.bank_holidays import calendar_for
from jtai_cli.days.periods import Closure, Span
from jtai_cli.days.school_events import Kind
from jtai_cli.days.school_year import SchoolYear, school_dates, school_year
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.errors import BadValue, DatesOutOfOrder
from jtai_cli.inputs.events import read_events
from jtai_cli.inputs.periods import read_inspections, read_span, read_terms
from jtai_cli.judge.weeks import Around, best, weeks, weeks_findings
from jtai_cli.rules.frameworks import shipped_framework
from tests.conftest import day

JTAI_2022 = shipped_framework("jtai-2022")
ENGLAND = calendar_for("ENG")


def span(first, last, name="Span"):
    return Span(day(first), day(last), name)


ALWAYS = Span(day("1990-01-01"), day("2100-12-31"), "")


def found(first="2027-06-28", last=None, school_holidays=(), **around):
    around.setdefault("no_elections", True)
    around.setdefault("schools", SchoolYear(tuple(school_holidays), (ALWAYS,)))
    last = day(last or first)
    return weeks(ENGLAND, JTAI_2022, day(first), last, around=Around(**around)).weeks


def codes(**around):
    (week,) = found(**around)
    return [reason.code for reason in week.reasons]


def test_a_clear_week_has_the_dates_of_its_plan():
    (week,) = found()
    dates = (week.notification, week.fieldwork.start, week.fieldwork.end, week.report.due)
    assert list(map(str, dates)) == ["2027-06-14", "2027-06-28", "2027-07-02", "2027-08-19"]
    assert (str(week.statement.due), week.verdict, week.reasons) == ("2027-11-26", "clear", ())


def test_every_monday_of_the_range_both_ends_counted():
    starts = [str(week.fieldwork.start) for week in found("2027-05-24", "2027-06-07")]
    assert starts == ["2027-05-24", "2027-06-01", "2027-06-07"]
    starts = [str(week.fieldwork.start) for week in found("2027-05-25", "2027-06-06")]
    assert starts == ["2027-06-01"]  # after the Spring bank holiday


def test_a_week_without_a_working_day_has_no_row():
    off = tuple(NamedDay(day(f"2027-06-{number}"), "Off") for number in range(21, 26))
    calendar = calendar_for("ENG", extra_bank_holidays=off)
    whole = weeks(
        calendar, JTAI_2022, day("2027-06-14"), day("2027-06-28"), around=Around(no_elections=True)
    )
    starts = [str(week.fieldwork.start) for week in whole.weeks]
    assert starts == ["2027-06-14", "2027-06-28"]


@pytest.mark.parametrize(
    ("first", "last", "error", "telling"),
    [
        (
            "2027-06-29",
            "2027-06-28",
            DatesOutOfOrder,
            r"^the first day \(Tuesday 29 June 2027\) must come before the last day \(Mon",
        ),
        (
            "2027-06-29",
            "2027-07-04",
            BadValue,
            "Type a longer range: a week begins",
        ),
        ("2027-06-28", "2057-06-29", BadValue, "longer than 30 years"),
    ],
)
def test_ranges_without_an_answer(first, last, error, telling):
    with pytest.raises(error, match=telling):
        found(first, last)


def whole(first="2027-06-28", last="2027-07-05", framework=JTAI_2022, **given):
    around = given.pop("around", Around(no_elections=True))
    return weeks(ENGLAND, framework, day(first), day(last), around=around, **given)


def test_what_is_said_of_the_whole_range():
    found = whole()
    assert (found.frameworks, found.calendar) == ((JTAI_2022,), ENGLAND)
    assert (found.first, found.last) == (day("2027-06-28"), day("2027-07-05"))
    assert found.schools is None
    assert weeks_findings(found) == ()
    codes = [each.code for each in weeks_findings(whole("2016-06-06", "2028-09-04"))]
    assert codes == ["framework-not-in-force", "beyond-published-bank-holidays"]
    assert weeks_findings(whole("2028-07-17", "2028-07-24")) == ()


def test_a_range_may_be_of_one_day():
    assert len(whole("2027-06-28", "2027-06-28").weeks) == 1


def test_fieldwork_of_another_length_and_the_other_basis():
    (week, _) = whole(fieldwork_days=4, basis="calendar").weeks
    assert (week.fieldwork.end, week.fieldwork.working_days) == (day("2027-07-01"), 4)
    assert week.report.due == day("2027-08-04")  # 34 days after 1 July


def test_a_saturday_that_is_worked_does_not_make_a_week():
    off = tuple(NamedDay(day(f"2027-06-{number}"), "Off") for number in range(21, 26))
    calendar = calendar_for("ENG", extra_bank_holidays=off, extra_working_days=(day("2027-06-26"),))
    june = (day("2027-06-21"), day("2027-06-28"))
    found = weeks(calendar, JTAI_2022, *june, around=Around(no_elections=True))
    assert [week.monday for week in found.weeks] == [day("2027-06-28")]


def test_what_lies_in_the_weeks_is_kept_with_its_dates():
    shut = Closure(day("2027-06-25"), day("2027-06-28"), "Shut")
    holiday, other = span("2027-06-14", "2027-06-14"), span("2027-07-02", "2027-07-02")
    (week,) = found(closures=[shut], school_holidays=[holiday], others=[other])
    assert week.closures == (
        NamedDay(day("2027-06-25"), "Shut"),
        NamedDay(day("2027-06-28"), "Shut"),
    )
    assert (week.school_holidays, week.others) == ((holiday,), (other,))
    assert [reason.message for reason in week.reasons] == [
        "Closed during fieldwork: Shut (25 to 28 Jun)",
        "At the same time: Span (2 Jul)",
        "Schools are closed in the weeks of notice: Span (14 Jun)",
        "Closed in the weeks of notice: Shut (25 to 28 Jun)",
    ]
    (week,) = found("2027-06-07")
    assert week.bank_holidays == (NamedDay(day("2027-05-31"), "Spring bank holiday"),)
    assert week.reasons[0].message == "In the weeks of notice: Spring bank holiday (31 May)"
    (week,) = found("2027-05-31", elections=[NamedDay(day("2027-07-23"), "Poll")])
    assert [reason.message for reason in week.reasons] == [
        "In fieldwork's week: Spring bank holiday (31 May)",
        "Report near: Poll (23 Jul)",
        "Report likely later than the rule's 23 Jul: 23 Jul to 5 Aug, the middle 29 Jul",
    ]
    assert found("2027-08-02")[0].reasons[0].message == "Fieldwork falls in August"
    assert found("2027-12-13")[0].reasons[0].message == (
        "Fieldwork falls between 17 December and 9 January"
    )


def test_a_holiday_that_ends_before_fieldwork_is_in_the_notice_alone():
    assert codes(school_holidays=[span("2027-06-25", "2027-06-25")]) == ["school-holiday-in-notice"]
    assert codes(school_holidays=[span("2027-06-28", "2027-06-28")]) == [
        "school-holiday-in-fieldwork"
    ]


def test_a_range_of_thirty_years_is_the_longest():
    assert len(found("2027-06-28", "2057-06-28")) > 1500


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        ({"school_holidays": [span("2027-07-02", "2027-07-05")]}, "school-holiday-in-fieldwork"),
        ({"school_holidays": [span("2027-06-25", "2027-06-27")]}, "school-holiday-in-notice"),
        ({"school_holidays": [span("2027-06-26", "2027-06-27")]}, None),  # a weekend
        ({"school_holidays": [span("2027-06-11", "2027-06-13")]}, None),
        (
            {"closures": [Closure(day("2027-06-30"), day("2027-06-30"), "Local closure")]},
            "closure-in-fieldwork",
        ),
        (
            {"closures": [Closure(day("2027-06-14"), day("2027-06-14"), "Local closure")]},
            "closure-in-notice",
        ),
        ({"closures": [Closure(day("2027-07-03"), day("2027-07-04"), "Local closure")]}, None),
        ({"others": [span("2027-07-02", "2027-07-30")]}, "other-inspection-at-once"),
        ({"others": [span("2027-06-01", "2027-06-14")]}, "other-inspection-at-once"),
        # 20 working days before Monday 14 June is Friday 14 May, over the Spring bank holiday.
        ({"others": [span("2027-05-03", "2027-05-14")]}, "other-inspection-near"),
        ({"others": [span("2027-05-03", "2027-05-13")]}, None),
        # 20 working days after Friday 2 July is Friday 30 July.
        ({"others": [span("2027-07-30", "2027-08-30")]}, "other-inspection-near"),
        ({"others": [span("2027-08-02", "2027-08-30")]}, None),
    ],
)
def test_each_reason_by_itself(around, expected):
    assert codes(**around) == ([expected] if expected else [])


def test_a_report_near_an_election_is_likely_late_too():
    poll = [NamedDay(day("2027-08-19"), "Poll")]
    assert codes(elections=poll) == ["report-near-election", "report-likely-later"]


def test_where_it_is_not_known_whether_the_area_votes_both_polls_are_named():
    given = [NamedDay(day("2027-04-08"), "By-election")]
    (week,) = found("2027-02-22", elections=given, no_elections=False)
    said = {reason.code: reason.message for reason in week.reasons}
    both = "Report near: By-election (8 Apr) and Local elections (6 May)"
    assert said["report-near-election"] == both


def test_a_report_due_over_christmas_on_which_no_letter_came():
    (week,) = found("2027-11-01")
    (said,) = [each.message for each in week.reasons if each.code == "report-likely-later"]
    never = "no letter of our table came from 19 December to 2 January"
    assert said == f"Report likely 23 Dec, but {never}"
    (week,) = found("2027-10-25")  # due on Thursday 16 December
    assert "report-likely-later" not in [each.code for each in week.reasons]


def test_the_seasons_and_the_bank_holidays():
    def of(first):
        (week,) = found(first)
        return week.verdict, [reason.code for reason in week.reasons]

    assert of("2027-07-26") == ("clear", [])
    assert of("2027-08-02") == ("avoid", ["august"])
    assert of("2027-12-06") == ("tight", ["report-likely-later"])
    assert of("2027-12-13") == ("avoid", ["christmas", "report-likely-later"])
    assert of("2028-01-10")[1] == ["bank-holiday-in-notice"]
    assert of("2027-05-31") == ("tight", ["bank-holiday-in-fieldwork"])
    assert of("2027-06-07") == ("tight", ["bank-holiday-in-notice"])
    assert of("2027-03-22")[1] == ["bank-holiday-in-fieldwork"]  # both days of Easter
    assert of("2027-03-29")[1] == ["bank-holiday-in-fieldwork", "bank-holiday-in-notice"]


def test_the_worst_reason_is_the_verdict_and_the_order_is_fixed():
    (week,) = found(
        school_holidays=[span("2027-06-14", "2027-07-02")],
        closures=[Closure(day("2027-06-18"), day("2027-06-28"), "Local closure")],
        others=[span("2027-06-28", "2027-06-28"), span("2027-07-05", "2027-07-05", "Visit")],
    )
    assert week.verdict == "avoid"
    assert [(reason.code, reason.verdict) for reason in week.reasons] == [
        ("school-holiday-in-fieldwork", "avoid"),
        ("closure-in-fieldwork", "avoid"),
        ("other-inspection-at-once", "avoid"),
        ("school-holiday-in-notice", "tight"),
        ("closure-in-notice", "tight"),
        ("other-inspection-near", "tight"),
    ]
    assert week.reasons[-1].message == "Near by: Visit (5 Jul)"
    assert week.reasons[0].message == "Schools are closed: Span (14 Jun to 2 Jul)"


@pytest.mark.parametrize(
    ("known", "message"),
    [
        ([span("2027-06-14", "2027-07-02")], None),
        ([span("2027-06-12", "2027-07-04")], None),
        ([span("2027-06-15", "2027-07-02")], "14 Jun"),  # the day of notification
        ([span("2027-06-14", "2027-07-01")], "2 Jul"),  # the last of fieldwork
        ([span("2027-06-14", "2027-06-18"), span("2027-06-21", "2027-07-02")], None),
        ([span("2027-06-14", "2027-06-17"), span("2027-06-22", "2027-07-02")], "18 to 21 Jun"),
        ([], "14 Jun to 2 Jul"),
    ],
)
def test_a_week_is_clear_only_where_the_school_year_is_known(known, message):
    (week,) = found(schools=SchoolYear((), tuple(known)))
    if message is None:
        assert (week.verdict, week.reasons) == ("clear", ())
    else:
        (reason,) = week.reasons
        assert (week.verdict, reason.code) == ("tight", "school-year-unknown")
        assert reason.message == f"Not known whether schools are open: {message}"


def test_without_a_file_of_terms_nothing_is_said_of_schools():
    (week,) = found(schools=None)
    assert week.verdict == "clear"


# ------------------------------------------------------------------------- what others publish

TERMS = """
[[terms]]
name = "Spring term"
from = 2027-01-04
to = 2027-03-24
[[terms]]
name = "Summer term"
from = 2027-04-12
to = "21 July 2027"
[[holidays]]
name = "Half term"
from = 2027-02-15
to = 2027-02-19
[[holidays]]
name = "Inset day"
from = 2027-06-25
"""


def holidays(named, terms):
    """The closed periods that follow from holidays and terms."""
    kinds = [(each, Kind.CLOSED) for each in named] + [(each, Kind.TERM) for each in terms]
    return school_year([school_dates(kinds)]).closed


def test_terms_and_holidays_in_toml():
    assert school_year([school_dates(read_terms(TERMS, "t.toml"))]).closed == (
        span("2027-02-15", "2027-02-19", "Half term"),
        span("2027-03-25", "2027-04-11", "School holiday"),
        span("2027-06-25", "2027-06-25", "Inset day"),
    )


@pytest.mark.parametrize(("start", "gap"), [("2027-08-30", True), ("2027-08-31", False)])
def test_a_gap_of_seventy_days_is_the_longest(start, gap):
    # From 21 June, the first day of the gap, to 29 August there are seventy days.
    terms = [span("2027-04-12", "2027-06-20"), span(start, "2027-10-22")]
    assert bool(holidays([], terms)) is gap


def test_no_gap_between_terms_that_meet_or_whose_gap_has_a_name():
    one, two = span("2027-01-04", "2027-02-12"), span("2027-02-13", "2027-03-24")
    assert holidays([], [two, one]) == ()
    later = span("2027-04-12", "2027-07-21")
    easter = span("2027-03-25", "2027-04-09", "Easter")  # a weekend short of the term
    assert holidays([easter], [two, later]) == (easter,)
    short = span("2027-03-25", "2027-04-08", "Easter")
    assert holidays([short], [two, later])[1].name == "School holiday"


YEARS = (day("2026-01-01"), day("2028-01-01"))  # in which what repeats is read
EVENT = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        ("DTSTART;VALUE=DATE:20270215\r\nDTEND;VALUE=DATE:20270220", "2027-02-19"),
        ("DTSTART;VALUE=DATE:20270215", "2027-02-15"),
        ("DTSTART;VALUE=DATE:20270215\r\nDTEND;VALUE=DATE:20270215", "2027-02-15"),
        ("DTSTART;VALUE=DATE:20270215\r\nDURATION:P5D", "2027-02-19"),
        ("DTSTART:20270215T090000\r\nDTEND:20270219T150000", "2027-02-19"),
        ("DTSTART:20270215T000000\r\nDTEND:20270220T000000", "2027-02-19"),
        ("DTSTART:20270215T090000\r\nDTEND:20270215T100000", "2027-02-15"),
        ("DTSTART:20270215T000000\r\nDTEND:20270215T000000", "2027-02-15"),
    ],
)
def test_the_days_of_an_event(lines, last):
    text = EVENT.format(f"SUMMARY:Half term\\, and\r\n  more\r\n{lines}")
    assert read_events(text, "t.ics", YEARS) == (span("2027-02-15", last, "Half term, and more"),)


def test_the_first_and_the_last_day_of_the_calendar():
    for first in ("19900101", "21001231"):
        (event,) = read_events(
            EVENT.format(f"SUMMARY:x\r\nDTSTART;VALUE=DATE:{first}"), "t.ics", YEARS
        )
        assert f"{event.first:%Y%m%d}" == first


def test_a_gap_of_one_day():
    friday = holidays([], [span("2027-02-01", "2027-02-11"), span("2027-02-13", "2027-03-01")])
    assert friday == (span("2027-02-12", "2027-02-12", "School holiday"),)


def test_a_cancelled_event_is_none():
    dates = "SUMMARY:Half term\r\nDTSTART;VALUE=DATE:20270215"
    assert read_events(EVENT.format(f"{dates}\r\nSTATUS:cancelled"), "t.ics", YEARS) == ()
    assert len(read_events(EVENT.format(f"{dates}\r\nSTATUS:CONFIRMED"), "t.ics", YEARS)) == 1


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("nonsense", 't.ics: this is not an iCalendar file that can be read: "Content line could'),
        ("nonsense", "Save it again, or write the dates in a .toml or .csv file."),
        (EVENT.format("SUMMARY:Half term"), "t.ics, event 1: has no date (DTSTART)"),
        (
            EVENT.format("SUMMARY:x\r\nDTSTART;VALUE=DATE:20279999"),
            "has a DTSTART that is not",
        ),
        (
            EVENT.format("SUMMARY:x\r\nDTSTART;VALUE=DATE:20270101\r\nDTEND:x"),
            "t.ics, event 1: has a DTEND that is not a date. Mend it, or take it out.",
        ),
        (
            EVENT.format("SUMMARY:x\r\nDTSTART;VALUE=DATE:20270101\r\nDURATION:x"),
            "t.ics, event 1: has a DURATION that is not a length. Mend it, or take it out.",
        ),
        (
            EVENT.format("SUMMARY:x\r\nDTSTART;VALUE=DATE:20270102\r\nDTEND;VALUE=DATE:20270101"),
            "t.ics, event 1: ends before it begins. Check DTSTART and DTEND.",
        ),
        (
            EVENT.format("SUMMARY:x\r\nDTSTART;VALUE=DATE:19891231"),
            "t.ics, event 1: lies outside 1990 to 2100",
        ),
        (
            EVENT.format("SUMMARY:x\r\nDTSTART;VALUE=DATE:20270101\r\nDURATION:P9999999D"),
            "t.ics, event 1: lasts too long. Check its DURATION.",
        ),
        (EVENT.format("SUMMARY:a\x07b\r\nDTSTART;VALUE=DATE:20270215"), "U+0007"),
    ],
)
def test_events_that_cannot_be_read(text, telling):
    with pytest.raises(BadValue) as caught:
        read_events(text, "t.ics", YEARS)
    assert telling in str(caught.value)


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("x = 1", "t.toml, line 1: there is no key 'x'"),
        ("[[holidays]]\nname = 'x'", "t.toml, line 1: 'x' has no from date"),
        ("[[holidays]]\nfrom = 2027-01-01", "the key name is missing"),
        ("[[holidays]]\nname = 'x'\nfrom = 2027-01-02\nto = 2027-01-01", "line 4: to: Friday 1"),
        ("[[holidays]]\nname = 'x'\nfrom = 'May'", "t.toml, line 3: from: 'May' is not a date"),
        ("[[holidays]]\nname = 'x'\nfrom = 2027-01-02\nto = 1", "t.toml, line 4: to: must be a"),
        ("[[holidays]]\nname = 'x'\nfrom = 2027-01-02\nwhen = 1", "there is no key 'when'"),
    ],
)
def test_toml_that_cannot_be_read(text, telling):
    with pytest.raises(BadValue) as caught:
        read_terms(text, "t.toml")
    assert telling in str(caught.value)


def test_other_inspections_in_toml_and_in_rows():
    text = "[[inspections]]\nname = 'SEND'\nfrom = 2027-05-24\nto = 2027-06-11\n"
    send = span("2027-05-24", "2027-06-11", "SEND")
    assert read_inspections(text, "o.toml") == (send,)
    row = {"name": "SEND", "from": "24 May 2027", "to": "2027-06-11"}
    assert read_span(row, "o.csv", 2) == send
    assert read_span({**row, "to": ""}, "o.csv", 2).last == send.first
    with pytest.raises(BadValue, match=r"o\.csv, row 2: 'SEND' has no from date"):
        read_span({**row, "from": ""}, "o.csv", 2)
    with pytest.raises(BadValue, match=r"^o\.toml, line 1: there is no key 'terms'"):
        read_inspections("[[terms]]\n", "o.toml")


def ranked(number=7, **around):
    """The best of the seven weeks from 10 May to 21 June, offices being shut on 25 May."""
    around = {"no_elections": True, "schools": SchoolYear((), (ALWAYS,)), **around}
    around.setdefault("closures", [Closure(day("2027-05-25"), day("2027-05-25"), "Shut")])
    given = weeks(ENGLAND, JTAI_2022, day("2027-05-10"), day("2027-06-21"), around=Around(**around))
    return best(given, number)


def starts(found):
    return [f"{week.fieldwork.start:%m-%d}" for week in found.weeks]


def test_the_best_weeks_have_the_fewest_reasons_to_avoid_them_then_the_fewest_others():
    found = ranked()
    # Nothing; a bank holiday; that and the closure in the notice; the closure in fieldwork.
    assert starts(found) == ["06-21", "05-10", "05-17", "06-14", "06-01", "06-07", "05-24"]
    against = [(week.against["avoid"], week.against["tight"]) for week in found.weeks]
    assert against == [(0, 0), (0, 1), (0, 1), (0, 1), (0, 2), (0, 2), (1, 0)]
    assert found.ranked


def test_weeks_that_can_no_longer_be_had_come_after_all_others():
    closures = [Closure(day(date), day(date), "Shut") for date in ("2027-05-25", "2027-06-22")]
    others = [span("2027-06-24", "2027-06-25")]
    found = ranked(closures=closures, others=others, today=day("2027-05-12"))
    # Two reasons to avoid 21 June; of 10 May (called on 23 April) only that it is past.
    assert starts(found) == ["06-14", "06-01", "06-07", "06-21", "05-10", "05-17", "05-24"]
    assert [found.weeks[place].against["avoid"] for place in (3, 4)] == [2, 1]


def test_fewer_of_the_best_leave_the_counts_of_the_range():
    found = ranked(2)
    assert starts(found) == ["06-21", "05-10"]
    assert found.counts == {"clear": 1, "tight": 5, "avoid": 1}
    assert len(ranked(100).weeks) == 7
