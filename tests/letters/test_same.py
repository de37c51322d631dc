"""Which inspection is which, where two starts of fieldwork are given for one area."""

import datetime as dt

import pytest

from jtai_cli.letters.same import Identity, Inspections

START = dt.date(2027, 3, 8)


@pytest.mark.parametrize(("days", "found"), [(59, "known"), (60, None), (-59, "known")])
def test_less_than_sixty_days_off_it_is_the_same_inspection(days, found):
    inspections = Inspections()
    inspections.add(Identity(None, "Exampleshire", START), "known")
    other = Identity(None, "Exampleshire", START + dt.timedelta(days=days))
    assert inspections.find(other) == found


def test_of_two_that_are_near_it_is_the_nearest():
    inspections = Inspections()
    for days in (10, -5, 20):
        start = START + dt.timedelta(days=days)
        inspections.add(Identity(None, "Exampleshire", start), days)
    assert inspections.find(Identity(None, "Exampleshire", START)) == -5
