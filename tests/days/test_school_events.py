"""What events of schools' calendars mean, by the wordings that schools and councils use."""

import pytest

from jtai_cli.days.periods import Span
from jtai_cli.days.school_events import Kind, kind_of
from tests.harness import day

ONE_DAY = "2027-02-12", "2027-02-12"
A_WEEK = "2027-02-15", "2027-02-19"
TWO_WEEKS = "2027-03-29", "2027-04-09"
SIX_WEEKS = "2027-01-04", "2027-02-12"
SUMMER = "2027-07-22", "2027-08-31"
TWELVE_WEEKS = "2027-01-04", "2027-03-25"


def kind(name, days, *, listed=False):
    first, last = days
    return kind_of(Span(day(first), day(last), name), listed=listed)


EDGES = {
    Kind.LAST_SCHOOL_DAY: """
        Last day of term
        Last day of autumn term
        Last day before half term
        Last day of school before half term
        Last school day before Easter
        Final day of Summer Term 2027
        Thursday 25 March 2027 - Last day of term
        End of term
        End of spring term - school finishes at 1.30pm
        Term ends
        Term 3 ends
        Half term 3 ends
        Autumn 1 ends
        Term ends at 1.30pm
        Break up for half term
        School breaks up for half term 3.15pm
        Break up for Christmas
        Schools close for Easter
        School closes for half term
        Finish for Easter
        Last day for pupils
        Easter bonnet parade, last day of term
        We break up
        Last day of school for half term
        Summer term ends 21 July
    """,
    Kind.FIRST_SCHOOL_DAY: """
        First day of term
        First day back after half term
        First day after half term
        First day of spring term
        Pupils resume
        Monday 12 April 2027 - All resume
        Pupils return
        Children return to school
        Return to school - all pupils
        Welcome back! Pupils return
        Back to school 8.45am
        School reopens
        Schools re-open
        Schools reopen for Summer Term
        Start of summer term
        Spring term begins 4 January
        Term 4 starts
        Spring term starts for pupils
        Half term 4 begins
        All other years return
        First day back
        Academic year begins
        Primary schools return
        Schools open
        School opens for the autumn term
    """,
    Kind.SOME_RETURN: """
        Years 7 to 10 return
        Year 11 and 13 return
        Sixth form return
        New Year 7 start
    """,
    Kind.FIRST_CLOSED_DAY: """
        Half term begins
        Start of half term
        First day of half term
        Easter holidays begin
        Summer holiday starts
        End of Year Holiday starts
        School holidays begin
        School half term begins
        Half term begins for all schools
        End of term - staff only
    """,
    Kind.LAST_CLOSED_DAY: """
        Half term ends
        End of half term
        Last day of the Easter holidays
        Christmas holiday ends
        School holidays end
        School half term ends
        Spring term begins (INSET day)
        Spring Term starts - staff only
        First day of term (staff)
        Inset day - school closed to pupils - Spring Term begins
    """,
}
EDGE_NAMES = [
    (name.strip(), of) for of, names in EDGES.items() for name in names.strip().split("\n")
]


@pytest.mark.parametrize(("name", "expected"), EDGE_NAMES, ids=[name for name, _ in EDGE_NAMES])
def test_first_and_last_days(name, expected):
    assert kind(name, ONE_DAY) is expected
    assert kind(name.upper(), ONE_DAY) is expected


@pytest.mark.parametrize(
    "name",
    [
        "Training day",
        "Staff training day",
        "Teacher training day",
        "Staff development day",
        "Staff Development Day - school closed to pupils",
        "Professional development day (no pupils)",
        "PD day",
        "Disaggregated training day",
        "Disaggregated day",
        "INSET",
        "Inset Day 3/5",
        "INSET day (Primary phase only)",
        "In-service training day",
        "TRAINING DAY 4 of 5 \N{EN DASH} school closed to all pupils",
        "Non-pupil day",
        "Occasional day (school closed)",
        "Designated closure day",
        "School closed - snow",
        "CLOSED TO PUPILS: boiler failure",
        "School closed for polling",
        "CPD day",
        "Teacher Training",
        "Disaggregated training",
        "Staff Inservice",
        "Pupil-free day",
        "Moveable closure day",
        "Planning, preparation and assessment day",
        "No school",
        "Pupils not in school",
        "Children do not attend",
        "School shut",
    ],
)
def test_days_on_which_pupils_stay_at_home(name):
    assert kind(name, ONE_DAY) is Kind.CLOSED


@pytest.mark.parametrize(
    "name",
    [
        "Christmas concert",
        "Easter service, St Example's",
        "Summer fair",
        "Half term homework due",
        "Half-termly reports sent home",
        "Holiday club letter due",
        "End of term assembly",
        "Wear what you like for half term",
        "Bank holiday quiz night",
        "First day of GCSE mock exams",
        "Last day to order school photographs",
        "Start of Mental Health Week",
        "Year 11 last day before study leave",
        "Twilight INSET",
        "Cancelled: INSET day",
        "No INSET today - pupils in school",
        "First aid training for Year 6",
        "Football training",
        "School closes early today at 1pm",
        "School closes at 1pm",
        "School open as normal (not a bank holiday)",
        "Nursery closed, school open",
        "Library closed",
        "School Open Day",
        "Open Day for all pupils",
        "School opens at 10am",
        "School open",
        "Staff return",
        "Term",
        "Summer",
        "May",
    ],
)
def test_what_happens_on_a_school_day_closes_no_school(name):
    assert kind(name, ONE_DAY) is None


@pytest.mark.parametrize(
    "name",
    ["Half term homework", "Easter service", "Summer fair", "Christmas concert", "Sports day"],
)
def test_nor_does_it_in_a_list_of_holidays(name):
    assert kind(name, ONE_DAY, listed=True) is None


@pytest.mark.parametrize(
    ("name", "days", "expected"),
    [
        ("Half term", A_WEEK, Kind.HOLIDAY),
        ("HALF-TERM", A_WEEK, Kind.HOLIDAY),
        ("halfterm", A_WEEK, Kind.HOLIDAY),
        ("Mid-term break", A_WEEK, Kind.HOLIDAY),
        ("Spring term half term (two weeks)", TWO_WEEKS, Kind.HOLIDAY),
        ("[Exampleshire Primary] Whole school: October half term", A_WEEK, Kind.HOLIDAY),
        ("Hanner tymor / Half term", A_WEEK, Kind.HOLIDAY),
        ("Easter Hols (2 wks), incl. Good Friday", TWO_WEEKS, Kind.HOLIDAY),
        ("End of Term Holiday", TWO_WEEKS, Kind.CLOSED),
        ("Easter", TWO_WEEKS, Kind.HOLIDAY),
        ("Summer vacation", SUMMER, Kind.HOLIDAY),
        ("Summer", SUMMER, Kind.HOLIDAY),
        ("Easter holidays between Term 4 and Term 5", TWO_WEEKS, Kind.HOLIDAY),
        ("Easter holiday (between Term 4 and Term 5)", TWO_WEEKS, Kind.HOLIDAY),
        ("Term 3 holiday", A_WEEK, Kind.HOLIDAY),
        ("Half term 3 and 4 break", A_WEEK, Kind.HOLIDAY),
        ("Christmas holiday (Term 2 ends)", TWO_WEEKS, Kind.HOLIDAY),
        ("Exeat", A_WEEK, Kind.CLOSED),
        ("Additional bank holiday", ONE_DAY, Kind.BANK_HOLIDAY),
        ("Summer school", A_WEEK, None),
        ("Lent", SIX_WEEKS, None),
        ("Half term 3", SIX_WEEKS, Kind.TERM),
        ("Half Term 3 (6 weeks)", SIX_WEEKS, Kind.TERM),
        ("3rd half term", SIX_WEEKS, Kind.TERM),
        ("Half term", SIX_WEEKS, Kind.TERM),  # of more than two weeks
        ("Spring term (1st half)", SIX_WEEKS, Kind.TERM),
        ("Spring 1", SIX_WEEKS, Kind.TERM),
        ("Spring", TWELVE_WEEKS, Kind.TERM),
        ("Term 3", SIX_WEEKS, Kind.TERM),
        ("Spring Term 2027", TWELVE_WEEKS, Kind.TERM),
        ("Half term", ONE_DAY, Kind.HOLIDAY),
        ("Good Friday", ONE_DAY, Kind.BANK_HOLIDAY),
        ("Early May bank holiday", ONE_DAY, Kind.BANK_HOLIDAY),
        ("May Day Holiday", ONE_DAY, Kind.BANK_HOLIDAY),
        ("Christmas Day (substitute day)", ONE_DAY, Kind.BANK_HOLIDAY),
        ("Half term holiday club", A_WEEK, None),
        ("Easter revision fortnight", TWO_WEEKS, None),
        ("Spring assessment week", A_WEEK, None),
        ("Summer term clubs sign-up", A_WEEK, None),
    ],
)
def test_holidays_and_terms(name, days, expected):
    assert kind(name, days) is expected


@pytest.mark.parametrize(
    ("name", "days", "expected"),
    [
        ("February", A_WEEK, Kind.HOLIDAY),
        ("Spring", TWO_WEEKS, Kind.HOLIDAY),
        ("Founder's week", A_WEEK, Kind.CLOSED),
        ("Founder's day", ONE_DAY, Kind.CLOSED),
        ("Autumn term 1", SIX_WEEKS, Kind.TERM),
        ("HT1", SIX_WEEKS, Kind.TERM),
        ("Module 3", SIX_WEEKS, Kind.TERM),
        ("Whitsun half term (caf\u00e9 closed)", A_WEEK, Kind.HOLIDAY),
        ("First day of term", ONE_DAY, Kind.FIRST_SCHOOL_DAY),
    ],
)
def test_a_name_in_a_list_counts_as_given(name, days, expected):
    assert kind(name, days, listed=True) is expected
    if expected is Kind.CLOSED:
        assert kind(name, days) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Term ends (Year 11 only)", None),
        ("Years 12 & 13 - last day of term", None),
        ("Start of term (Year 7 only)", Kind.SOME_RETURN),
    ],
)
def test_an_edge_of_a_part_of_a_school_is_none_of_the_whole(name, expected):
    assert kind(name, ONE_DAY) is expected


def test_a_number_of_any_length_is_soon_read():
    """Of a length at which a search that tried every division of it would not end in hours."""
    assert kind(f"Year {'1' * 400}x", ONE_DAY) is None


def test_a_first_or_last_day_is_a_single_one():
    assert kind("Summer holiday - closed until the first day of term", SUMMER) is not None
    assert kind("Last day of term", A_WEEK) is None


def test_a_half_term_of_more_than_two_weeks_is_half_a_term():
    assert kind("Half term", ("2027-02-06", "2027-02-21")) == Kind.HOLIDAY  # Saturday to Sunday
    assert kind("Half term", ("2027-02-06", "2027-02-22")) != Kind.HOLIDAY
