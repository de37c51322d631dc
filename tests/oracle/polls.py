"""Elections, and the weeks around each in which a report is near it.

Independent of the program's table: general elections by hand, local ones by the first Thursdays of
May.
"""

import datetime as dt

from tests.oracle.days import add

ANNOUNCED = {  # general elections, and when they were announced
    dt.date(2017, 6, 8): dt.date(2017, 4, 18),
    dt.date(2019, 12, 12): dt.date(2019, 10, 29),
    dt.date(2024, 7, 4): dt.date(2024, 5, 22),
}
FIRST_THURSDAYS = [  # of May; the local elections of 2020 were moved to the first of 2021
    next(
        date for date in (dt.date(year, 5, number) for number in range(1, 8)) if date.weekday() == 3
    )
    for year in range(2016, 2030)
    if year != 2020
]
POLLS = sorted([*ANNOUNCED, *FIRST_THURSDAYS])


def polls_near(date, polls=POLLS, add=add):
    """The polls whose window holds the date."""
    after = dt.timedelta(days=14)
    return [poll for poll in sorted(polls) if add(poll, -25) <= date <= poll + after]
