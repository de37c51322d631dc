"""Which areas vote in which year, against lists and counts that were published of each election."""

from collections import Counter

import pytest

from jtai_cli.rules.areas import area_key
from jtai_cli.rules.elections import elections_about
from jtai_cli.rules.voting import SOURCES, polls_of, votes, voting_area, voting_areas
from tests.oracle.letters import ROWS

AREAS = voting_areas()


def names(text):
    return set(filter(None, text.split("|")))


def electing(year, who="council"):
    """The areas that elect somebody in a year."""
    return {each.area for each in AREAS if who in each.elected(year)}


def kinds(year):
    elect = electing(year)
    return Counter(each.kind for each in AREAS if each.area in elect)


def test_every_authority_with_childrens_services_is_there_once():
    # 153: Ofsted, local authority inspection outcomes as at 31 March 2024, methodology report.
    assert Counter(each.kind for each in AREAS) == {
        "county": 21,
        "unitary": 62,
        "metropolitan": 36,
        "London borough": 32,
        "City of London": 1,
        "Isles of Scilly": 1,
    }
    assert len({each.urn for each in AREAS}) == len({area_key(each.area) for each in AREAS}) == 153
    assert all(source.title and source.url for source in SOURCES)


def test_the_urns_are_those_of_the_letters():
    for row in ROWS:
        found = voting_area("another name", row["urn"])
        assert area_key(found.area) == area_key(row["area"])
        assert voting_area(row["area"]) == found


# How many councils were elected, by kind: Wikipedia's pages on each election, and Commons Library
# (2024), Democracy Club (2024, 2025), LGiU (2019).
HELD = [
    (2016, {"metropolitan": 35, "unitary": 19}),
    (2018, {"London borough": 32, "metropolitan": 34, "unitary": 17}),
    (2019, {"metropolitan": 33, "unitary": 47}),
    (2020, {"metropolitan": 34, "unitary": 19}),  # expected, and then moved to 2021
    (2022, {"London borough": 32, "metropolitan": 33, "unitary": 21}),
    (2023, {"metropolitan": 32, "unitary": 46}),
    (2024, {"metropolitan": 31, "unitary": 18}),
    (2025, {"county": 14, "unitary": 8, "metropolitan": 1, "Isles of Scilly": 1}),
    # Of the 18 unitary ones two are new: East Surrey and West Surrey, here under Surrey.
    (2026, {"London borough": 32, "metropolitan": 32, "unitary": 16, "county": 6 + 1}),
]


@pytest.mark.parametrize(("year", "counts"), HELD)
def test_so_many_councils_were_elected(year, counts):
    assert kinds(year) == counts


def test_the_councils_elected_in_2017():
    """All 27 counties as they then were, six unitary authorities, Doncaster and the Scillies."""
    since_split = {"Cumberland", "Westmorland and Furness"}  # one county
    since_split |= {"North Northamptonshire", "West Northamptonshire"}  # another
    counties = {"Buckinghamshire", "Dorset", "North Yorkshire", "Somerset"}
    unitary = {"Cornwall", "Durham", "Isle of Wight", "Northumberland", "Shropshire", "Wiltshire"}
    ours = {each.area for each in AREAS if each.kind == "county"}
    assert len(ours) + len(counties) + 2 == 27
    elected = ours | counties | since_split | unitary | {"Doncaster", "Isles of Scilly"}
    assert electing(2017) == elected


def test_the_councils_elected_in_2025_by_name():
    # Newspapers' full lists of 30 April 2025.
    assert electing(2025) == names(
        "Cambridgeshire|Derbyshire|Devon|Gloucestershire|Hertfordshire|Kent|Lancashire"
        "|Leicestershire|Lincolnshire|Nottinghamshire|Oxfordshire|Staffordshire|Warwickshire"
        "|Worcestershire|Buckinghamshire|Cornwall|Durham|North Northamptonshire"
        "|Northumberland|Shropshire|West Northamptonshire|Wiltshire|Doncaster|Isles of Scilly"
    )


THIRDS_2011 = names(  # unitary authorities that elected by thirds (Keith Edkins's list)
    "Blackburn with Darwen|Bristol|Derby|Halton|Hartlepool|Kingston upon Hull"
    "|Milton Keynes|North East Lincolnshire|Peterborough|Plymouth|Portsmouth|Reading"
    "|Slough|Southampton|Southend-on-Sea|Swindon|Thurrock|Warrington|Wokingham"
)


def test_unitary_authorities_by_thirds():
    unitary = {each.area for each in AREAS if each.kind == "unitary"}
    by_thirds = THIRDS_2011 - {"Bristol", "Warrington"}  # whole from 2016
    assert electing(2016) & unitary == THIRDS_2011
    assert electing(2018) & unitary == by_thirds
    dorset, derby = {"Dorset"}, {"Derby", "Slough"}  # these two whole from 2023
    assert electing(2024) & unitary == by_thirds - derby | dorset | {"Bristol", "Warrington"}


THIRDS_2006 = names(  # the metropolitan boroughs, all by thirds in 2006 (Keith Edkins)
    "Barnsley|Birmingham|Bolton|Bradford|Bury|Calderdale|Coventry|Doncaster|Dudley|Gateshead"
    "|Kirklees|Knowsley|Leeds|Liverpool|Manchester|Newcastle upon Tyne|North Tyneside|Oldham"
    "|Rochdale|Rotherham|Salford|Sandwell|Sefton|Sheffield|Solihull|South Tyneside|St Helens"
    "|Stockport|Sunderland|Tameside|Trafford|Wakefield|Walsall|Wigan|Wirral|Wolverhampton"
)
# All seats in 2026, and an order that lets a third retire in 2027: SI 2025/461, 564, 565, 566, 868
# and 1237, and those on Sandwell, Sefton, South Tyneside, Wakefield and Walsall.
THIRDS_AGAIN = names(
    "Bradford|Kirklees|Milton Keynes|Newcastle upon Tyne|Sandwell|Sefton|Solihull|South Tyneside"
    "|Sunderland|Wakefield|Walsall"
)
NOT_KNOWN = names("Calderdale|Coventry|Gateshead")  # all seats in 2026, and no order at hand


def test_metropolitan_boroughs_by_thirds_after_2026():
    boroughs = {each.area for each in AREAS if each.kind == "metropolitan"}
    assert boroughs == THIRDS_2006
    # Whole councils by now: of 2025, of 2026 (these two), of 2024, and of 2023.
    whole = names("Doncaster|Barnsley|Birmingham|Rotherham|St Helens|Liverpool|Wirral")
    by_thirds = THIRDS_2006 - whole - NOT_KNOWN
    assert electing(2027) & boroughs == by_thirds | {"Liverpool", "Wirral"}
    assert electing(2028) & boroughs == by_thirds | {"Rotherham"}


def test_an_order_of_all_seats_in_2026_says_when_the_next_are_elected():
    assert electing(2026) & electing(2027) & electing(2028) >= THIRDS_AGAIN
    assert {votes(area, 2027) for area in NOT_KNOWN} == {None}


# Directly elected mayors, as listed for each election; London's and the districts' own left out.
MAYORS = {
    2016: "Bristol|Liverpool|Salford",
    2017: "Doncaster|North Tyneside",
    2018: "Hackney|Lewisham|Newham|Tower Hamlets",
    2019: "Bedford|Leicester|Middlesbrough",
    2021: "Bristol|Doncaster|Liverpool|North Tyneside|Salford",
    2022: "Croydon|Hackney|Lewisham|Newham|Tower Hamlets",
    2023: "Bedford|Leicester|Middlesbrough",
    2024: "Salford",
    2025: "Doncaster|North Tyneside",
    2026: "Croydon|Hackney|Lewisham|Newham|Tower Hamlets",
}
REGIONS = {
    2017: (
        "Cambridgeshire and Peterborough|Greater Manchester|Liverpool City Region|Tees Valley"
        "|West Midlands|West of England"
    ),
    2018: "South Yorkshire",
    2019: "North East",  # then North of Tyne
    2021: (
        "Cambridgeshire and Peterborough|Greater Manchester|Liverpool City Region|London"
        "|Tees Valley|West Midlands|West of England|West Yorkshire"
    ),
    2022: "South Yorkshire",
    2023: "",
    2024: (
        "East Midlands|Greater Manchester|Liverpool City Region|London|North East|South Yorkshire"
        "|Tees Valley|West Midlands|West Yorkshire|York and North Yorkshire"
    ),
    2025: (
        "Cambridgeshire and Peterborough|Greater Lincolnshire|Hull and East Yorkshire"
        "|West of England"
    ),
    2026: "",
    2027: "Cheshire and Warrington|Cumbria",
}


@pytest.mark.parametrize("year", MAYORS)
def test_the_mayors_of_a_year(year):
    assert electing(year, "mayor") == names(MAYORS[year])


@pytest.mark.parametrize("year", REGIONS)
def test_the_mayors_of_regions(year):
    elected = {who for each in AREAS for who in each.elected(year)}
    regions = {who.removeprefix("mayor of ") for who in elected if who.startswith("mayor of ")}
    assert regions == names(REGIONS[year])


@pytest.mark.parametrize(
    ("region", "size"),
    [
        ("Greater Manchester", 10),
        ("West Midlands", 7),
        ("Liverpool City Region", 6),
        ("West Yorkshire", 5),
        ("Tees Valley", 5),
        ("South Yorkshire", 4),
        ("West of England", 3),
        ("North East", 7),
        ("London", 33),
    ],
)
def test_so_many_authorities_have_a_mayor_of_the_region(region, size):
    assert len(electing(2021, f"mayor of {region}") | electing(2024, f"mayor of {region}")) == size


def test_everywhere_in_england_votes_in_a_year_of_commissioners():
    # BBC and Democracy Club of 2024: every area has a vote. So it was in 2016, when a commissioner,
    # London's Assembly or, in Greater Manchester, a third of each council was elected.
    # And so it was to be in 2020, until the polls were moved by a year.
    for year in (2016, 2020, 2021, 2024):
        assert {each.votes(year) for each in AREAS} == {True}
    without = [each for each in AREAS if "police and crime commissioner" not in each.elected(2024)]
    assert len(without) == 33 + 10 + 5 + 4 + 2  # London and the regions whose mayor has that part


@pytest.mark.parametrize(
    ("area", "year", "wanted"),
    [
        ("Bradford", 2017, False),  # nothing there, and its letter came on 21 April
        ("Bedford", 2023, True),
        ("Surrey", 2023, False),  # its districts only
        ("London Borough of Bromley", 2026, True),
        ("City of London", 2026, False),
        ("Hull", 2025, True),  # the region's first mayor
        ("County Durham", 2025, True),
        ("Royal Borough of Windsor & Maidenhead", 2027, True),
        ("Warrington", 2027, True),  # a mayor only
        ("Bromley", 2027, False),
        ("Barnsley", 2027, False),  # whole from 2026
        ("Kent", 2027, None),  # new councils, it is thought
        ("Coventry", 2027, None),
        ("Leeds", 2027, True),
        ("Leeds", 2028, True),
        ("Sheffield", 2027, True),
        ("Sheffield", 2029, None),
        ("Milton Keynes", 2027, True),
        ("Bromley", 2029, None),
        ("Leeds", 2025, False),
        ("Wiltshire", 2028, None),  # commissioners go then
        ("Bromley", 2028, True),  # the Mayor of London
        ("Bromley", 2032, None),
        ("Bromley", 2015, None),
        ("Exampleshire", 2026, None),
        ("", 2026, None),
    ],
)
def test_whether_an_area_votes(area, year, wanted):
    assert votes(area, year) is wanted


@pytest.mark.parametrize(
    ("area", "published"),
    [  # by Ofsted within four weeks before local polls: reports on whole areas, two of them letters
        ("Bedford", "2017-04-07"),
        ("Bradford", "2017-04-21"),
        ("Enfield", "2019-04-15"),
        ("Bath and North East Somerset", "2022-04-19"),
        ("York", "2022-05-04"),
        ("Birmingham", "2023-04-18"),
        ("Surrey", "2023-05-02"),
    ],
)
def test_an_area_on_which_a_report_came_in_the_pause_does_not_vote(area, published):
    assert votes(area, int(published[:4])) is False


def test_a_urn_comes_before_a_name():
    assert votes("Kent", 2027, urn="80490") is False  # Bromley's
    assert votes("Kent", 2025, urn="1") is True


def test_who_is_elected():
    three = ("council", "mayor", "mayor of Greater Manchester")
    assert voting_area("Salford").elected(2024) == three
    assert voting_area("Lancashire").elected(2024) == ("police and crime commissioner",)


def test_the_years_of_the_table_are_those_of_the_ordinary_days():
    years = {year for each in AREAS for _, found in each.polls for year in found}
    ordinary = {
        poll.date.year
        for year in range(2016, 2029)
        for poll in elections_about(year)
        if poll.name == "Local elections"
    }
    assert years == {year for year in (*ordinary, 2020) if 2016 <= year <= 2028}
    assert {each.known_until for each in AREAS} == {2026, 2027}


def test_areas_whose_polls_are_the_same_vote_in_the_same_years():
    """And no others: Kent and Wiltshire have the same polls, but one of them may have more."""
    assert polls_of("Kent") != polls_of("Wiltshire")
    assert polls_of("Kent") == polls_of("Devon")
    for each in AREAS:
        same = [other for other in AREAS if polls_of(other.area) == polls_of(each.area)]
        years = range(2014, 2034)
        alike = [
            other for other in AREAS if all(each.votes(year) is other.votes(year) for year in years)
        ]
        assert same == alike
    assert polls_of(None) is polls_of("Exampleshire") is None
